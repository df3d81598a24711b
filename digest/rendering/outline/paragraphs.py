"""What an edition says, paragraph by paragraph: words that are bold, linked or neither.

Each place writes them in its own way. They are safe everywhere as to what they do: nothing in them
is an address that opens or a name that is called, and what the eye cannot see is gone. What is
markup at a place is that place's to escape.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from digest.rendering.cited_view import DifferenceView, Mark, PointView, QuoteView
from digest.rendering.links import without_directive
from digest.rendering.own_words import Labels
from digest.rendering.text import defang
from digest.rendering.view import DigestView, StoryView

Kind = Literal[
    "title", "dateline", "note", "headline", "point", "quote", "matter", "sources", "end"
]

APART = "\u200b"
"""A space of no width, which keeps a name from being called."""
_CALLS = re.compile(r"@(?=\w)|<(?=[@!#&/\w])")
"""What calls people in one chat or another: `@everyone`, `<!channel>`, `<@U123>`, `<users/all>`."""


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one look."""

    text: str
    is_bold: bool = False
    url: str | None = None
    """Percent-encoded: it fits everywhere."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One line of the edition."""

    kind: Kind
    runs: tuple[Run, ...]


def words(text: str, *, is_bold: bool = False, url: str | None = None) -> Run:
    """Anybody's words as a run; a space at its ends stays."""
    quiet = calling_nobody(defang(text))
    start, end = (" " if edge.isspace() else "" for edge in (text[:1], text[-1:]))
    return Run(f"{start}{quiet}{end}", is_bold, without_directive(url) if url else None)


def calling_nobody(text: str) -> str:
    """The text with a space of no width in each name that could be called."""
    return _CALLS.sub(f"\\g<0>{APART}", text)


def in_lines(part: Iterable[Paragraph], markup: Callable[[Run], str]) -> str:
    """A line for each, with its runs as a place marks them up; a point has a bullet."""
    return "\n".join(
        ("• " if paragraph.kind == "point" else "") + "".join(map(markup, paragraph.runs))
        for paragraph in part
    )


def plain(paragraph: Paragraph) -> str:
    """Its words alone."""
    return "".join(run.text for run in paragraph.runs)


def whole_edition(seen: DigestView) -> Iterator[Paragraph]:
    """All of it, each sentence with the outlets that it rests on, linked."""
    yield from head(seen)
    for story in seen.stories:
        yield from told(story, seen.labels, by_outlet=True)
    yield from foot(seen)


def head(seen: DigestView) -> Iterator[Paragraph]:
    """Title, number and day, and what the reader should know first."""
    yield from masthead(seen)
    for notice in seen.notices:
        yield Paragraph("note", (words(notice),))
    for point in seen.lead.points:
        yield Paragraph("note", tuple(_sentence(point, seen.labels, by_outlet=True)))


def masthead(seen: DigestView) -> Iterator[Paragraph]:
    """Title, number and day."""
    yield Paragraph("title", (words(seen.title, is_bold=True),))
    yield Paragraph("dateline", (words(seen.labels.issue(seen.edition)),))


def foot(seen: DigestView, left_out: int = 0) -> Iterator[Paragraph]:
    """How many stories are not there, and where all of it can be read."""
    labels = seen.labels
    if left_out:
        yield Paragraph("end", (words(labels.say("stories_left_out", left_out)),))
    if seen.web_url:
        yield Paragraph("end", (words(labels.say("read_online"), url=seen.web_url),))


def told(story: StoryView, labels: Labels, *, by_outlet: bool = False) -> Iterator[Paragraph]:
    """A story: its headline, sentences, what accounts differ on, and sources.

    `by_outlet`: with the outlets behind each sentence, and its quotations; else with the numbers
    of the sources, which are listed.
    """
    headline = story.headline if by_outlet else f"{story.number}. {story.headline}"
    mark = () if story.headline_is_proven else (_aside(labels.say("unproven")),)
    yield Paragraph("headline", (words(headline, is_bold=True), *mark))
    if story.continues:
        yield Paragraph("note", (words(labels.headed(labels.say("continues"), story.continues)),))
    for point in story.points:
        yield Paragraph("point", tuple(_sentence(point, labels, by_outlet=by_outlet)))
    for label, aside in (("known", story.known), ("why", story.context)):
        if aside:
            told_before = words(f"{labels.say(label)}{labels.say('colon')}")
            yield Paragraph("note", (told_before, *_sentence(aside, labels, by_outlet=by_outlet)))
    for quote in story.quotes if by_outlet else ():
        yield Paragraph("quote", tuple(_quoted(quote, labels)))
    for difference in story.differences:
        yield Paragraph("matter", tuple(_matter(difference, labels, by_outlet=by_outlet)))
    yield Paragraph("sources", tuple(_sources(story, labels, numbered=not by_outlet)))


def _sentence(point: PointView, labels: Labels, *, by_outlet: bool) -> Iterator[Run]:
    yield words(point.text)
    yield from _cited(point.marks, by_outlet=by_outlet)
    if point.only_in:
        yield _aside(labels.say("only_in", outlet=point.only_in))
    if not point.is_proven:
        yield _aside(labels.say("unproven"))


def _quoted(quote: QuoteView, labels: Labels) -> Iterator[Run]:
    yield words(labels.say("quoted", text=quote.text))
    yield words(f" – {labels.joined(filter(None, (quote.speaker, quote.role)))}")
    yield from _cited((quote.mark,), by_outlet=True)
    if not quote.is_proven:
        yield _aside(labels.say("unproven"))


def _matter(difference: DifferenceView, labels: Labels, *, by_outlet: bool) -> Iterator[Run]:
    """`Accounts differ: people hurt: nine [1]; twelve [2]`."""
    what = labels.say("counted_again" if difference.is_update else "differ")
    yield words(f"{labels.headed(what, difference.about)}{labels.say('colon')}")
    for place, position in enumerate(difference.positions):
        if place:
            yield words(labels.say("semicolon"))
        told = position.text if by_outlet or not position.value else ""
        yield words(labels.joined(filter(None, (position.value, told)), "colon"))
        yield from _cited(position.marks, by_outlet=by_outlet)
        if not position.is_proven:
            yield _aside(labels.say("unproven"))


def _cited(marks: Sequence[Mark], *, by_outlet: bool) -> Iterator[Run]:
    if not by_outlet:
        yield Run("".join(f" [{mark.number}]" for mark in marks))
        return
    for mark in marks:
        yield Run(" (")
        yield words(mark.outlet, url=mark.url)
        yield Run(")")


def _sources(story: StoryView, labels: Labels, *, numbered: bool) -> Iterator[Run]:
    named = {source.number for source in story.best_sources}
    if numbered:
        named |= {mark.number for mark in _marks(story)}
    listed = [source for source in story.sources if source.number in named]
    yield words(f"{labels.say('sources')}{labels.say('colon')}")
    for place, source in enumerate(listed):
        yield Run(f"{' · ' if place else ''}{f'[{source.number}] ' if numbered else ''}")
        yield words(source.outlet, url=source.url)
    if more := len(story.sources) - len(listed):
        yield words(f" · {labels.say('more_sources', more)}")


def _marks(story: StoryView) -> Iterator[Mark]:
    for point in (*story.points, *filter(None, (story.known, story.context))):
        yield from point.marks
    for difference in story.differences:
        for position in difference.positions:
            yield from position.marks


def _aside(label: str) -> Run:
    return words(f" ({label})")
