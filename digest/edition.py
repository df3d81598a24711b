"""Stories and their summaries become a Digest: the lead, the accounts that add up, the seals."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, replace

from digest.model import (
    Article,
    Coverage,
    Digest,
    Edition,
    MadeWith,
    Point,
    Skipped,
    Story,
    Summary,
    ToldStory,
    Usage,
)

LEAD_STORIES = 3
SEAL_DIGITS = 16


def compose(
    *,
    edition: Edition,
    told: Sequence[tuple[Story, Summary]],
    articles: Mapping[str, Article],
    skipped: Sequence[Skipped],
    usage: Usage,
    made_with: MadeWith,
    notices: Sequence[str] = (),
) -> Digest:
    """The edition of the stories told, in their order; skipped holds all that was left out.

    `articles` may hold more than is told; the edition keeps those of its stories, sorted by id.
    """
    stories = tuple(_told(place, *story) for place, story in enumerate(told, start=1))
    members = sorted({article for story in stories for article in _members(story)})
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
            lead=_lead(stories),
            stories=stories,
            articles=tuple(articles[member] for member in members),
            skipped=tuple(skipped),
            coverage=coverage,
            usage=usage,
            made_with=made_with,
            notices=tuple(notices),
        )
    )


def _told(position: int, story: Story, summary: Summary) -> ToldStory:
    facts = {field.name: getattr(story, field.name) for field in fields(story)}
    facts["rank"] = replace(story.rank, position=position)
    return ToldStory(**facts, headline=summary.headline, summary=summary)


def _members(story: Story) -> tuple[str, ...]:
    return (*story.articles, *(copy.article for copy in story.copies))


def _lead(stories: Sequence[ToldStory]) -> tuple[Point, ...]:
    """The first new sentence of each of the top stories, when there is something to choose from."""
    if len(stories) <= 1:
        return ()
    firsts = (
        next((point for point in story.summary.points if point.is_new), None) for story in stories
    )
    return tuple(point for point in firsts if point is not None)[:LEAD_STORIES]


def printed(digest: Digest) -> Iterator[tuple[str, str]]:
    """Every text the edition prints as fact, under a name that tells where it stands.

    Article texts come last; headlines, points, quotations, differences and moments before them.
    """
    yield "edition title", digest.edition.title
    for number, point in enumerate(digest.lead, start=1):
        yield f"lead, point {number}", _cited(point.text, point.citations)
    for story in digest.stories:
        yield from _printed_story(story)
    for article in digest.articles:
        origin = f"{article.source} {article.url} {article.published} {article.title}"
        yield f"article {article.id}", f"{origin} {article.sentences} {article.text}"


def _printed_story(story: ToldStory) -> Iterator[tuple[str, str]]:
    name, summary = f"story {story.rank.position}", story.summary
    yield f"{name}, headline", story.headline
    for number, point in enumerate(summary.points, start=1):
        yield f"{name}, point {number}", _cited(point.text, point.citations)
    for number, quote in enumerate(summary.quotes, start=1):
        facts = f"{quote.speaker} {quote.role} {quote.article} {quote.start} {quote.end}"
        yield f"{name}, quote {number}", f"{quote.text} {facts}"
    for number, difference in enumerate(summary.differences, start=1):
        for side, position in enumerate(difference.positions, start=1):
            place = f"{name}, difference {number}, position {side}"
            yield place, f"{difference.about}: {_cited(position.text, position.citations)}"
    for number, moment in enumerate(summary.timeline, start=1):
        text = _cited(moment.point.text, moment.point.citations)
        yield f"{name}, moment {number}", f"{moment.day} {text}"


def _cited(text: str, citations: Sequence[tuple[str, int]]) -> str:
    return " ".join([text, *(f"[{article}:{sentence}]" for article, sentence in citations)])


def seal(text: str) -> str:
    """A short hash: it shows an edit by hand, it is no signature."""
    return hashlib.sha256(text.encode()).hexdigest()[:SEAL_DIGITS]


def sealed(digest: Digest) -> Digest:
    return replace(digest, seals={name: seal(text) for name, text in printed(digest)})


def edited(digest: Digest) -> tuple[str, ...]:
    """The names of the texts that are no longer as they were when they were proven."""
    now = {name: seal(text) for name, text in printed(digest)}
    names = dict.fromkeys([*now, *digest.seals])
    return tuple(name for name in names if now.get(name) != digest.seals.get(name))
