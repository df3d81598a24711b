"""Stories and their summaries become a Digest: nothing said twice, accounts that add up, seals."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, replace

from digest.model import (
    COPIED,
    Article,
    Citation,
    Coverage,
    Digest,
    EarlierCorrection,
    Edition,
    MadeWith,
    Moment,
    Point,
    Proof,
    Skipped,
    Story,
    Summary,
    ToldStory,
    Usage,
)

SEAL_DIGITS = 16
LEAST_WORD_OR_SIGNS = 5
"""Words of a sentence that stands twice by no chance; each character of Chinese is one."""
LEAST_DAYS = 3
"""Days of a story from which a timeline tells more than its points do."""

_NUMBER = re.compile(r" \d+")
_WORD_OR_SIGN = re.compile(r"[\u2e80-\u9fff]|[^\W_]+")
_QUOTED = re.compile(r"[“„«\"]([^“”»\"]+)[“”»\"]")
_BETWEEN_SENTENCES = re.compile(r"(?<=[.!?])[^\w\s]*\s+|(?<=[。！？])")


def compose(
    *,
    edition: Edition,
    told: Sequence[tuple[Story, Summary]],
    articles: Mapping[str, Article],
    skipped: Sequence[Skipped],
    usage: Usage,
    made_with: MadeWith,
    notices: Sequence[str] = (),
    earlier_corrections: Sequence[EarlierCorrection] = (),
    costs: Mapping[str, float | None] | None = None,
) -> Digest:
    """The edition of the stories told, in their order; skipped holds all that was left out.

    `articles` may hold more than is told; the edition keeps those of its stories, sorted by id.
    `costs` is what was paid for stories, by their lead articles; None: nobody knows.
    """
    said = _Said(summary.points[0] for _, summary in told if len(summary.points) == 1)
    stories = tuple(
        _told(place, story, said.untold(summary), costs)
        for place, (story, summary) in enumerate(told, start=1)
    )
    members = sorted({article for story in stories for article in story.members})
    coverage = Coverage(
        read=len(members) + len(skipped),
        told=len(stories),
        copies=sum(len(story.copies) for story in stories),
        merged=sum(len(story.articles) - 1 for story in stories),
        left_out=len(skipped),
    )
    return sealed(
        Digest(
            edition=edition,
            lead=(),  # an editor's own; the contents name the stories, and each tells itself
            stories=stories,
            articles=tuple(articles[member] for member in members),
            skipped=tuple(skipped),
            coverage=coverage,
            usage=usage,
            made_with=made_with,
            notices=tuple(notices),
            earlier_corrections=tuple(earlier_corrections),
        )
    )


def _told(
    position: int, story: Story, summary: Summary, costs: Mapping[str, float | None] | None
) -> ToldStory:
    cost = None if costs is None else costs.get(story.articles[0], 0.0)
    facts = {field.name: getattr(story, field.name) for field in fields(story)}
    facts["rank"] = replace(story.rank, position=position)
    return ToldStory(**facts, headline=summary.headline, summary=summary, cost=cost)


class _Said:
    """What the edition has told so far, and what some story will have to tell, having no other."""

    def __init__(self, alone: Iterable[Point] = ()) -> None:
        self._words = ""
        self._alone = "\n".join(_words(point.text) for point in alone)

    def untold(self, summary: Summary) -> Summary:
        """The summary without what its headline or something above it says in the same words.

        A story that says nothing else keeps its first sentence, and a difference its sides.
        """
        self._add(summary.headline)
        new = tuple(point for point in summary.points if not self._stands(point.text))
        points = new or summary.points[:1]
        sides = (position.text for one in summary.differences for position in one.positions)
        self._add(*(point.text for point in points), *sides)
        quotes = tuple(quote for quote in summary.quotes if not self._stands(quote.text))
        self._add(*(quote.text for quote in quotes))
        context = (
            summary.context if summary.context and not self._stands(summary.context.text) else None
        )
        self._add(*([context.text] if context else []))
        return replace(
            summary, points=points, context=context, quotes=quotes, timeline=self._steps(summary)
        )

    def _steps(self, summary: Summary) -> tuple[Moment, ...]:
        """The timeline without what was told; none for a story of few days."""
        if len(summary.timeline) < LEAST_DAYS:
            return ()
        steps = tuple(step for step in summary.timeline if not self._stands(step.point.text))
        return steps if len(steps) > 1 else ()

    def _add(self, *texts: str) -> None:
        self._words += "\n".join(map(_words, texts))

    def _stands(self, text: str) -> bool:
        """Whether it was told, or has to be told further down."""
        return self._has(text) or _shares(text, self._alone)

    def _has(self, text: str) -> bool:
        """Whether a sentence or quotation of the text was told, alone or in a longer one."""
        return _shares(text, self._words)


def _shares(text: str, words: str) -> bool:
    parts = map(_words, (*_BETWEEN_SENTENCES.split(text), *_QUOTED.findall(text)))
    return any(part in words for part in parts if len(part.split()) >= LEAST_WORD_OR_SIGNS)


def _words(text: str) -> str:
    """The words without marks, between spaces."""
    return f" {' '.join(_WORD_OR_SIGN.findall(text.casefold()))} "


def printed(digest: Digest) -> Iterator[tuple[str, str]]:
    """Everything the edition prints, under a name that tells where it stands.

    Each with what makes it true: citations, proof, span. Articles come last; the account that the
    edition gives of itself before them.
    """
    yield "edition title", digest.edition.title
    for number, point in enumerate(digest.lead, start=1):
        yield f"lead, point {number}", _sentence(point)
    for story in digest.stories:
        name = f"story {story.rank.position}"
        yield from ((f"{name}, {place}", told) for place, told in _story(story))
    yield "edition account", _account(digest)
    for article in digest.articles:
        origin = f"{article.source} {article.url} {article.published} {article.title}"
        text = f"{article.language} {article.sentences} {article.text}"
        yield f"article {article.id}", f"{origin} {text}"


def _story(story: ToldStory) -> Iterator[tuple[str, str]]:
    summary = story.summary
    headline = _proven(story.headline, summary.headline_citations, summary.headline_proof)
    yield "headline", _facts(headline, summary.headline)
    yield (
        "account",
        _facts(
            *(story.section, summary.method, story.outlets, story.independent, story.continues),
            *(*story.articles, *story.copies, *summary.notes),
        ),
    )
    for number, point in enumerate(summary.points, start=1):
        yield f"point {number}", _sentence(point)
    if summary.context is not None:
        yield "context", _sentence(summary.context)
    for number, quote in enumerate(summary.quotes, start=1):
        said = (quote.speaker, quote.role, quote.article, quote.start, quote.end)
        yield f"quote {number}", _facts(quote.text, *said)
    for number, difference in enumerate(summary.differences, start=1):
        for side, position in enumerate(difference.positions, start=1):
            told = _proven(position.text, position.citations, COPIED)
            figure = (*filter(None, (position.value, difference.is_update)),)
            yield f"difference {number}, position {side}", _facts(difference.about, told, *figure)
    for number, moment in enumerate(summary.timeline, start=1):
        yield f"moment {number}", _facts(moment.day, _sentence(moment.point))


def _account(digest: Digest) -> str:
    edition, usage = digest.edition, digest.usage
    return _facts(
        *(edition.number, edition.date, edition.window.since, edition.window.until),
        *(digest.coverage, digest.made_with, *digest.notices, *digest.skipped),
        *digest.earlier_corrections,
        *(usage.requests, usage.input_tokens, usage.output_tokens, f"{usage.cost or 0:.4f}"),
    )


def _sentence(point: Point) -> str:
    told = _proven(point.text, point.citations, point.proof)
    return _facts(told, point.only_in, point.is_new)


def _proven(text: str, citations: Sequence[Citation], proof: Proof) -> str:
    cited = (f"[{article}:{sentence}]" for article, sentence in citations)
    return _facts(text, *cited, proof.kind, proof.model, proof.doubt, proof.at)


def _facts(*facts: object) -> str:
    return "\n".join(map(str, facts))


def seal(text: str) -> str:
    """A short hash: it shows an edit by hand, it is no signature."""
    return hashlib.sha256(text.encode()).hexdigest()[:SEAL_DIGITS]


def sealed(digest: Digest) -> Digest:
    """The edition with the seals of its texts as they are now."""
    return replace(digest, seals={name: seal(text) for name, text in printed(digest)})


def edited(digest: Digest) -> tuple[str, ...]:
    """The names of the texts that are no longer as they were when they were proven.

    One that moved up because another was taken out is as it was; the last name of those is gone.
    """
    now = {name: seal(text) for name, text in printed(digest)}
    names = dict.fromkeys([*now, *digest.seals])
    changed = [name for name in names if now.get(name) != digest.seals.get(name)]
    lost = Counter((_group(name), digest.seals[name]) for name in changed if name in digest.seals)
    found = []
    for name in changed:
        was = (_group(name), now.get(name, ""))
        if lost[was]:
            lost[was] -= 1
        else:
            found.append(name)
    return tuple(found)


def _group(name: str) -> str:
    """The name without its place among its like: `story 2, point` for `story 2, point 3`."""
    story, comma, place = name.partition(", ")
    return f"{story}{comma}{_NUMBER.sub('', place)}"
