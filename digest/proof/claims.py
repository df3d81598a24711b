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


class Grounds:
    """The articles of each story as they lie in an edition, each read once.

    One that is missing is left out.
    """

    def __init__(self, digest: Digest) -> None:
        self._known: Mapping[str, Article] = by_id(digest.articles)
        self._read: dict[tuple[str, ...], Evidence] = {}

    def of(self, story: ToldStory) -> Evidence:
        if story.articles not in self._read:
            known = (self._known[member] for member in story.articles if member in self._known)
            self._read[story.articles] = Evidence(tuple(known))
        return self._read[story.articles]


def claims(digest: Digest, grounds: Grounds) -> Iterator[Claim]:
    """Every sentence and headline, in the order of the seals.

    A sentence of the lead stands on the first story whose article it cites; on nothing when no
    story has such an article.
    """
    homes = {member: story for story in digest.stories for member in story.articles}
    nowhere = Evidence(())
    for number, point in enumerate(digest.lead, start=1):
        home = next((homes[c.article] for c in point.citations if c.article in homes), None)
        yield _claim(f"lead, point {number}", point, grounds.of(home) if home else nowhere)
    for story in digest.stories:
        yield from _of(story, grounds.of(story))


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
