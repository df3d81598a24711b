"""Portions: what the source says of some, or of a part, is not told of all, or of the whole."""

from collections.abc import Iterator

from digest.summaries.checks.alignment import aligned
from digest.summaries.checks.ground import Ground, Outcome
from digest.summaries.checks.passage import Passage

NEAR = 5
"""Words before a word among which another one may count it."""
_COUNTING = frozenset(("many", "several", "most", "part", "parts", "number", "any", "a", "an"))


def check(claim: Passage, ground: Ground) -> Outcome:
    """`some of the policies` told as `the policies`; `opposed` as `strongly opposed`."""
    if not claim.lexicon.portions:
        return Outcome(note="no word list for this language")
    found = (*_lost(claim, ground), *_raised(claim, ground), *_headless(claim, ground))
    faults = tuple(dict.fromkeys(found))
    return Outcome(faults) if faults else Outcome(note="of as many as in the source")


def _lost(claim: Passage, ground: Ground) -> Iterator[str]:
    for passage in ground.passages:
        back = {there: here for here, there in aligned(claim, passage).items()}
        for at, word in enumerate(passage.tokens[:-1]):
            if word.norm not in claim.lexicon.portions or passage.tokens[at + 1].is_number:
                continue
            told = [back[there] for there in passage.governed(at) if there in back]
            if not told or _is_portioned(claim, told[0]):
                continue
            if not _is_whole_elsewhere(claim.tokens[told[0]].stem, ground, passage):
                of = claim.tokens[told[0]].text
                yield f"the source says {word.text!r} of {of!r}, this sentence does not"


def _raised(claim: Passage, ground: Ground) -> Iterator[str]:
    """`strongly oppose`, `all schools` where the source has no such word."""
    for at, word in enumerate(claim.tokens):
        is_degree = word.norm in claim.lexicon.degrees and at not in claim.said
        if is_degree and word.norm not in ground.norms:
            yield f"the cited sentences do not say {word.text!r}"


def _headless(claim: Passage, ground: Ground) -> Iterator[str]:
    """`steel rose`, where the source says `the price of steel rose`."""
    for passage in ground.passages:
        back = {there: here for here, there in aligned(claim, passage).items()}
        for head, owner, deed in _owned(passage):
            here, done = back.get(owner), back.get(deed)
            if here is None or done is None or passage.tokens[head].stem in claim.stems:
                continue
            is_next = here < done and not any(here < at < done for at in claim.content)
            if is_next and not _has_owner(claim, here):
                of = passage.tokens[head].text
                yield f"the source says it of {of!r} of {passage.tokens[owner].text!r}"


def _has_owner(claim: Passage, at: int) -> bool:
    """Whether it is `of` something, or something is its own, in other words than the source's."""
    before = {word.norm for word in claim.tokens[max(0, at - NEAR) : at]}
    return claim.tokens[at].is_owner or not before.isdisjoint(claim.lexicon.genitives)


def _owned(passage: Passage) -> Iterator[tuple[int, int, int]]:
    """For each `price of steel rose` its three words; not where the first says how many."""
    lexicon = passage.lexicon
    counting = (lexicon.generics, lexicon.collectives, lexicon.portions, lexicon.numbers)
    for at, word in enumerate(passage.tokens):
        head = at - 1
        if word.norm not in lexicon.genitives or head not in passage.content:
            continue
        if any(
            passage.tokens[head].norm in words for words in (*counting, lexicon.scales, _COUNTING)
        ):
            continue
        behind = [i for i in passage.content if at < i < passage.clause_end(at)]
        common = [i for i in behind if not passage.tokens[i].is_capital][:2]
        if len(common) < 2:
            continue
        between = {word.norm for word in passage.tokens[at + 1 : common[0]]}
        if between.isdisjoint(lexicon.stopwords - lexicon.articles):
            yield head, common[0], common[1]


def _is_portioned(claim: Passage, at: int) -> bool:
    """Whether a word before it counts it, or says that it is not all."""
    counting = claim.lexicon.portions | claim.lexicon.numbers.keys() | _COUNTING
    near = claim.tokens[max(0, at - NEAR) : at]
    return any(word.norm in counting or word.is_number for word in near)


def _is_whole_elsewhere(stem: str, ground: Ground, portioned: Passage) -> bool:
    return any(p is not portioned and stem in p.stems for p in ground.passages)
