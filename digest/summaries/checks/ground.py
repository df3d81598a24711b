"""What the cited sentences offer to a claim, and what their articles say around them."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from digest.model import Citation
from digest.summaries.checks.passage import Passage
from digest.summaries.checks.words import are_kin, words
from digest.summaries.evidence import Evidence

WINDOW = 4
"""Content words on each side of a figure or a name that say what it belongs to."""

LABEL = 3
"""Letters of a host's label from which on it may name an outlet."""
SECTIONS = frozenset(("news", "online", "opinion"))
"""Words behind an outlet's name that are often left out."""


@dataclass(frozen=True)
class Ground:
    """The cited sentences of one claim, in the order of its citations."""

    evidence: Evidence
    passages: tuple[Passage, ...]
    is_whole: bool = False
    """The passages are a whole text, so that what they do not say together is not said."""

    @classmethod
    def of(cls, citations: Sequence[Citation], evidence: Evidence) -> "Ground":
        return cls(evidence, tuple(evidence.passage(citation) for citation in citations))

    @cached_property
    def articles(self) -> tuple[str, ...]:
        """Ids of the cited articles, each once."""
        return tuple(dict.fromkeys(p.citation.article for p in self.passages if p.citation))

    @cached_property
    def stems(self) -> frozenset[str]:
        return frozenset[str]().union(*(passage.stems for passage in self.passages))

    @cached_property
    def norms(self) -> frozenset[str]:
        return frozenset[str]().union(*(passage.norms for passage in self.passages))

    @cached_property
    def outlets(self) -> frozenset[tuple[str, ...]]:
        """The names of the cited articles' outlets, as `named_outlet` gives them.

        Of one that is known by its host alone, its labels but the last and the short ones:
        `dailyquay` of `www.dailyquay.co.uk`, as neither the UK nor a company is the outlet.
        """
        sources = [self.evidence.article(article).source for article in self.articles]
        hosts = (source for source in sources if " " not in source)
        labels = (label for host in hosts for label in host.split(".")[:-1] if len(label) >= LABEL)
        return frozenset((*map(named_outlet, sources), *((label,) for label in labels)))

    def is_outlet(self, parts: Sequence[str]) -> bool:
        """Whether a name is that of an outlet of a cited article."""
        named = named_outlet(" ".join(parts))
        return named in self.outlets or ("".join(named),) in self.outlets

    def carries(self, stem: str) -> bool:
        """Whether a cited sentence has a word of that family."""
        return stem in self.stems or any(are_kin(stem, other) for other in self.stems)

    def beside(self, claim: Passage, first: int, last: int) -> tuple[Passage, ...]:
        """The cited sentences that speak of what stands around the claim's words `[first, last]`.

        A figure or a name proves nothing from a sentence that speaks of something else.
        """
        if len(self.passages) == 1 or self.is_whole:
            return self.passages
        before = [i for i in claim.content if i < first][-WINDOW:]
        after = [i for i in claim.content if i > last][:WINDOW]
        near = {claim.tokens[index].stem for index in (*before, *after)}
        shared = [len(near & passage.stems) for passage in self.passages]
        least = max(1.0, max(shared) / 2)
        return tuple(p for p, count in zip(self.passages, shared, strict=True) if count >= least)

    def around(self) -> Iterator[Passage]:
        """What a reader of the cited sentences knows: the headline and the sentences before."""
        for passage in self.passages:
            if passage.citation is None:
                continue
            article, at = passage.citation
            yield self.evidence.headline(article)
            for index in range(max(0, at - 3), at):
                yield self.evidence.passage(Citation(article, index))


def named_outlet(source: str) -> tuple[str, ...]:
    """The words of an outlet's name; `Fox News (Online)` is `Fox`."""
    parts = [word.norm for word in words(source, "en") if word.is_word and word.norm != "the"]
    while len(parts) > 1 and parts[-1] in SECTIONS:
        parts.pop()
    return tuple(parts)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a check found: its faults, or none, and a note for `digest explain`."""

    faults: tuple[str, ...] = ()
    note: str = ""


Check = Callable[[Passage, Ground], Outcome]
