"""Seams: words that stand side by side in a claim, and nowhere together in the story."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from digest.model import Citation
from digest.summaries.checks.alignment import aligned, places_of, slot
from digest.summaries.checks.days import Day
from digest.summaries.checks.ground import Ground, Outcome
from digest.summaries.checks.passage import Name, Passage
from digest.summaries.checks.quantities import Quantity


def check(claim: Passage, ground: Ground) -> Outcome:
    """`concerns about rivals` of one sentence's concerns and another's rivals."""
    if ground.is_whole:
        return Outcome(note="not looked at in a summary of a whole text")
    if not claim.lexicon.joins:
        return Outcome(note="no word list for this language")
    plain = tuple(_plain(claim))
    faults = tuple(
        f"no sentence of the story says {claim.tokens[one].text!r} of {claim.tokens[other].text!r}"
        for one, other in (*_moved(claim, plain, ground), *_seams(claim, plain, ground))
    )
    return Outcome(faults) if faults else Outcome(note="its words stand together as in the story")


def _seams(claim: Passage, plain: Sequence[int], ground: Ground) -> Iterator[tuple[int, int]]:
    """Neighbours of one clause, each in the story, and in no sentence of it together."""
    subject = next((index for index in plain[:1] if _is_particular(claim, index)), None)
    holders = {index: _holders(claim, index, ground) for index in plain}
    for one, other in pairwise(index for index, found in holders.items() if found):
        if _is_parted(claim, one, other) or holders[one] & holders[other]:
            continue
        if any(_is_topic(claim, at, ground) for at in (one, other)):
            continue
        if not any(_replaces(claim, at, ground, is_subject=at == subject) for at in (one, other)):
            yield one, other


def _is_topic(claim: Passage, at: int, ground: Ground) -> bool:
    """Whether it names, for readers, what the cited sentence calls `it`: a word of the headline."""
    if any(places_of(claim, at, passage) for passage in ground.passages):
        return False
    titles = (ground.evidence.headline(article) for article in ground.articles)
    return any(claim.tokens[at].stem in title.stems for title in titles)


def _moved(claim: Passage, plain: Sequence[int], ground: Ground) -> Iterator[tuple[int, int]]:
    """`The bell is thought`, where it is the mark that is thought, and the bell stands behind."""
    if len(plain) < 2 or not _is_particular(claim, plain[0]):
        return
    first, deed = plain[:2]
    for passage in ground.passages:
        links = aligned(claim, passage)
        there, done = links.get(first), links.get(deed)
        if there is None or done is None:
            continue
        before = [i for i in passage.content if i < done and passage.clause_end(i) > done]
        is_other = bool(before) and before[-1] not in links.values()
        if there > done and is_other and not passage.tokens[before[-1]].is_capital:
            yield first, deed
            return


def _plain(claim: Passage) -> Iterator[int]:
    """Content words but names, days and figures, which have checks of their own, and quotations."""
    spans: tuple[Name | Day | Quantity, ...] = (*claim.names, *claim.days, *claim.quantities)
    own = {index for span in spans for index in range(span.first, span.last + 1)}
    for index in claim.content:
        word, before = claim.tokens[index], claim.tokens[index - 1]
        is_unit = before.is_number and before.end == word.start  # 9.40pm
        is_told = word.norm in claim.lexicon.reporting and word.norm not in claim.lexicon.hedges
        if not (is_unit or is_told or index in own or index in claim.said):
            yield index


def _is_parted(claim: Passage, one: int, other: int) -> bool:
    """Whether another clause, sentence or item begins between the two."""
    between = claim.tokens[one : other + 1]
    is_relative = (  # "a date that was"
        len(between) > 3
        and between[1].norm in claim.lexicon.relatives
        and between[2].norm in claim.lexicon.passives
    )
    return claim.clause_end(one + is_relative) <= other or any(
        word.norm in claim.lexicon.joins for word in between
    )


def _holders(claim: Passage, index: int, ground: Ground) -> frozenset[Citation]:
    """The sentences of the story that have the word, or one of its family."""
    stem, places = claim.tokens[index].stem, ground.evidence.places
    family = (stem, *ground.evidence.family(stem))
    return frozenset(citation for known in family for citation in places.get(known, ()))


def _replaces(claim: Passage, index: int, ground: Ground, *, is_subject: bool) -> bool:
    """Whether it stands for another word of the cited sentence.

    An opening `the approval` does so only for a name: for `the vaccination` it is another thing.
    """
    if any(places_of(claim, index, passage) for passage in ground.passages):
        return False
    for passage in ground.passages:
        taken = set(aligned(claim, passage).values())
        place = (at for at in slot(claim, index, index, passage) if at not in taken)
        own = [passage.tokens[at] for at in place if _is_own(passage, at)]
        if any(word.is_capital for word in own) if is_subject else own:
            return True
    return False


def _is_particular(claim: Passage, index: int) -> bool:
    """`the approval`, but not `the company`, which names many a thing anew."""
    lexicon = claim.lexicon
    before = claim.tokens[index - 1] if index else None
    if before is None or claim.tokens[index].norm in lexicon.generics:
        return False
    return before.norm in lexicon.articles or before.is_owner


def _is_own(passage: Passage, at: int) -> bool:
    """Whether a word may be what another one stands for: no article, and no day."""
    lexicon, word = passage.lexicon, passage.tokens[at]
    empty = (lexicon.articles, lexicon.on, lexicon.weekdays, lexicon.months)
    return word.is_word and not any(word.norm in words for words in empty)
