"""What an edition prints as proven, and the articles that it has to stand on."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from digest.grounding.evidence import Evidence
from digest.grounding.prove import Kind
from digest.model import Article, Citation, Digest, Point, Proof, ToldStory, by_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One sentence or headline of the edition."""

    place: str
    """`story 2, point 1`: its name among the seals."""
    text: str
    citations: tuple[Citation, ...]
    proof: Proof | None
    """As the edition tells it; None where only a copy is printed: the sides of a difference."""
    ground: Evidence
    kind: Kind = "sentence"


def claims(digest: Digest) -> Iterator[Claim]:
    """Every sentence and headline, in the order of the seals.

    A sentence of the lead stands on the first story whose article it cites; on nothing when no
    story has such an article.
    """
    grounds = {story.id: ground_of(digest, story) for story in digest.stories}
    homes = {member: story.id for story in digest.stories for member in story.articles}
    nowhere = Evidence(())
    for number, point in enumerate(digest.lead, start=1):
        home = next((homes[c.article] for c in point.citations if c.article in homes), "")
        yield _claim(f"lead, point {number}", point, grounds.get(home, nowhere))
    for story in digest.stories:
        yield from _of(story, grounds[story.id])


def ground_of(digest: Digest, story: ToldStory) -> Evidence:
    """The story's articles as they lie in the edition; one that is missing is left out."""
    known: Mapping[str, Article] = by_id(digest.articles)
    return Evidence([known[member] for member in story.articles if member in known])


def _of(story: ToldStory, ground: Evidence) -> Iterator[Claim]:
    name, summary = f"story {story.rank.position}", story.summary
    yield Claim(
        place=f"{name}, headline",
        text=story.headline,
        citations=summary.headline_citations,
        proof=summary.headline_proof,
        ground=ground,
        kind="headline",
    )
    for number, point in enumerate(summary.points, start=1):
        yield _claim(f"{name}, point {number}", point, ground)
    if summary.context is not None:
        yield _claim(f"{name}, context", summary.context, ground)
    for number, difference in enumerate(summary.differences, start=1):
        for side, position in enumerate(difference.positions, start=1):
            yield Claim(
                place=f"{name}, difference {number}, position {side}",
                text=position.text,
                citations=position.citations,
                proof=None,
                ground=ground,
            )
    for number, moment in enumerate(summary.timeline, start=1):
        yield _claim(f"{name}, moment {number}", moment.point, ground)


def _claim(place: str, point: Point, ground: Evidence) -> Claim:
    return Claim(
        place=place, text=point.text, citations=point.citations, proof=point.proof, ground=ground
    )
