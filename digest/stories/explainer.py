"""Why the stories are as they are: for a story, who joined it; for two articles, what decided."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from digest.model import Article, Story
from digest.stories.cluster import Clusters, Evidence
from digest.stories.copies import CONTAINED, containment, find_copies
from digest.stories.grouping import sketches_of
from digest.stories.sketches import Sketch
from digest.stories.terms import term_of, words_of

SHOWN_WORDS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership:
    """How one article belongs to its story."""

    article: str
    score: float
    """The mean of its scores with the story's other articles."""
    nearest: str | None
    """The article of the story that it is most like; None where it stands alone."""
    likeness: float
    """With the nearest one: 0 nothing shared; 1 a copy."""
    copy_of: str | None
    contained: float
    """For a copy: the share of the shorter text that the other has too."""
    shared: tuple[str, ...]
    """The words that make it like the nearest one, weightiest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PairReason:
    """Why two articles did or did not join.

    Where both stand alone, joining takes likeness + named - crowd - apart - timeless >= cut.
    """

    one: str
    other: str
    likeness: float
    named: float
    """Added for names that both write and few others."""
    crowd: float
    """What articles that are merely near to either are like them, taken off."""
    apart: float
    """Taken off for the days between them, for parts of a series, a round-up, no name in common."""
    timeless: float
    """Taken off because neither reports: guides, lists, reviews."""
    cut: float
    contained: float
    together: bool
    shared: tuple[str, ...]
    verdict: str
    """The same in one sentence."""

    @property
    def score(self) -> float:
        return self.likeness + self.named - self.crowd - self.apart - self.timeless


class Explainer:
    """Answers for one batch; the numbers hold for exactly these articles.

    `sketches` are those kept from earlier runs, by article id.
    """

    def __init__(
        self, articles: Sequence[Article], sketches: Mapping[str, Sketch] | None = None
    ) -> None:
        self._articles = {a.id: a for a in sorted(articles, key=lambda a: a.id)}
        traces = sketches_of(self._articles.values(), sketches)
        self._sketches = list(traces.values())
        self._places = {at: place for place, at in enumerate(traces)}
        # Copies are left out when stories are made, so they are when they are explained.
        self._copies = find_copies(self._sketches)
        originals = [at for at in range(len(traces)) if at not in self._copies]
        self._seats = {self._sketches[at].article: seat for seat, at in enumerate(originals)}
        self._clusters = Clusters([self._sketches[at] for at in originals])

    def story(self, story: Story) -> tuple[Membership, ...]:
        """Every article of a story, copies last. Raises KeyError for one not in the batch."""
        joined = [self._member(at, story.articles) for at in story.articles]
        return (*joined, *(self._copy(copy.article, copy.of) for copy in story.copies))

    def pair(self, one: str, other: str) -> PairReason:
        """Raises KeyError for an article that is not in the batch."""
        first, second = self._original(one), self._original(other)
        together = first == second or any(
            {self._seats[first], self._seats[second]} <= set(group)
            for group in self._clusters.groups
        )
        evidence = self._evidence(first, second)
        contained = self._contained(one, other)
        return PairReason(
            one=one,
            other=other,
            likeness=round(evidence.likeness, 3),
            named=round(evidence.named, 3),
            crowd=round(evidence.crowd, 3),
            apart=round(evidence.apart, 3),
            timeless=round(evidence.timeless, 3),
            cut=round(evidence.cut, 3),
            contained=contained,
            together=together,
            shared=self._shared(first, second),
            verdict=self._verdict(first, second, evidence, together=together),
        )

    def _original(self, article: str) -> str:
        place = self._places[article]
        return self._sketches[self._copies.get(place, place)].article

    def _evidence(self, one: str, other: str) -> Evidence:
        return self._clusters.evidence(self._seats[one], self._seats[other])

    def _contained(self, one: str, other: str) -> float:
        first, second = (self._sketches[self._places[at]].shingles for at in (one, other))
        return round(containment(first, second), 3)

    def _member(self, article: str, members: Sequence[str]) -> Membership:
        others = {at: self._evidence(article, at) for at in members if at != article}
        nearest = max(others, key=lambda at: (others[at].likeness, at), default=None)
        scores = [evidence.score for evidence in others.values()]
        return Membership(
            article=article,
            score=round(sum(scores) / len(scores), 3) if scores else 0.0,
            nearest=nearest,
            likeness=round(others[nearest].likeness, 3) if nearest else 0.0,
            copy_of=None,
            contained=0.0,
            shared=self._shared(article, nearest) if nearest else (),
        )

    def _copy(self, article: str, of: str) -> Membership:
        return Membership(
            article=article,
            score=1.0,
            nearest=of,
            likeness=1.0,
            copy_of=of,
            contained=self._contained(article, of),
            shared=(),
        )

    def _shared(self, one: str, other: str) -> tuple[str, ...]:
        if one == other:
            return ()
        terms = self._clusters.space.shared(self._seats[one], self._seats[other])
        words = self._words_of(one)
        return tuple(words[term] for term, _ in terms[:SHOWN_WORDS] if term in words)

    def _words_of(self, article: str) -> dict[int, str]:
        """The article's words by the numbers of their terms."""
        item = self._articles[article]
        found: dict[int, str] = {}
        for word in words_of(f"{item.title}\n{item.text}"):
            found.setdefault(term_of(word), word)
        return found

    def _verdict(self, one: str, other: str, evidence: Evidence, *, together: bool) -> str:
        if one == other:
            return (
                f"one repeats the other: at least {CONTAINED:.0%} of the shorter text is the same"
            )
        against = [evidence.crowd, evidence.apart, evidence.timeless]
        gained = f" + {evidence.named:.2f}" if evidence.named else ""
        parts = [f"{evidence.likeness:.2f}{gained}", *(f"{part:.2f}" for part in against)]
        level = f"{' - '.join(parts)} = {evidence.score:.2f}"
        reaches, cut = evidence.score >= evidence.cut, f"{evidence.cut:.2f}"
        if together and reaches:
            return f"in one story: {level} reaches {cut}"
        if together:
            return f"in one story through its other articles: {level} alone misses {cut}"
        if reaches and not self._clusters.may_be_alone(self._seats[one], self._seats[other]):
            return (
                f"in two stories: {level} reaches {cut}, but one outlet alone has both, "
                "and no report of that day names a weekday"
            )
        if reaches:
            return f"in two stories: {level} reaches {cut}, but the stories as wholes do not"
        return f"in two stories: {level} does not reach {cut}"
