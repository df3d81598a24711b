"""Stories and their summaries become a Digest: nothing said twice, accounts that add up, seals."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, replace

from digest.findings.timeline import shown_steps
from digest.language.said import Said
from digest.model import (
    COPIED,
    Article,
    Citation,
    Coverage,
    Digest,
    EarlierCorrection,
    Edition,
    MadeWith,
    Point,
    Proof,
    Skipped,
    Story,
    Summary,
    ToldStory,
    Usage,
)

SEAL_DIGITS = 16

_NUMBER = re.compile(r" \d+")


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
    telling = _Telling(summary.points[0] for _, summary in told if len(summary.points) == 1)
    stories = tuple(
        _told(place, story, telling.untold(summary), costs)
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


class _Telling:
    """What the edition has told so far, and what some story will have to tell, having no other."""

    def __init__(self, alone: Iterable[Point] = ()) -> None:
        self._said = Said()
        self._alone = Said(*(point.text for point in alone))

    def untold(self, summary: Summary) -> Summary:
        """The summary without what its headline or something above it says in the same words.

        A story that says nothing else keeps its first sentence, a difference its sides. The
        timeline keeps the days that the story's own points tell: a reader is shown the others.
        """
        own = Said(*(point.text for point in summary.points))
        steps = tuple(
            step
            for step in summary.timeline
            if own.has(step.point.text) or not self._stands(step.point.text)
        )
        self._said.add(summary.headline)
        new = tuple(point for point in summary.points if not self._stands(point.text))
        points = new or summary.points[:1]
        sides = (position.text for one in summary.differences for position in one.positions)
        self._said.add(*(point.text for point in points), *sides)
        quotes = tuple(quote for quote in summary.quotes if not self._stands(quote.text))
        self._said.add(*(quote.printed for quote in quotes))
        context = (
            summary.context if summary.context and not self._stands(summary.context.text) else None
        )
        self._said.add(*([context.text] if context else []))
        told = replace(summary, points=points, context=context, quotes=quotes, timeline=steps)
        self._said.add(*(step.point.text for _, step in shown_steps(told)))
        return told

    def _stands(self, text: str) -> bool:
        """Whether it was told, or has to be told further down."""
        return self._said.has(text) or self._alone.has(text)


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
        rest = (quote.rest.text, quote.rest.start, quote.rest.end) if quote.rest else ()
        yield f"quote {number}", _facts(quote.text, *said, *rest)
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
