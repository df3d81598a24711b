"""Closeness: a model that mostly repeats its sources, and errs, is held to their words and order.

What the checks find in the drafts tells how much they miss. Of a small model, with faults in three
drafted sentences of ten, one in eight of those told freely was wrong and passed every check; of
those told closely, one in sixty (docs/grounding.md). A good model has as many faults, as the checks
know few of its words; but asked for words of its own it has them throughout, and keeps its freedom.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from digest.model import Point
from digest.summaries.check import Fault
from digest.summaries.checks.alignment import places_of
from digest.summaries.checks.passage import Passage
from digest.summaries.trial import Sentence, Trial

MOST_FAULTY = 0.15
"""Share of faulty sentences in the first drafts of a run from which on its model is held close."""
FAULTY_BEFORE, DRAFTED_BEFORE = 2, 10
"""What is thought of a model before its drafts are seen: a few good sentences clear none."""
MOSTLY = 0.5
"""Share of close ones among its sound sentences from which on a model repeats its sources."""
MOST_DEPARTURES = 1
"""A word of its own, or a turn: what a sentence told closely may have."""

_Place = tuple[int, int]
"""The number of a passage and the index of a word in it."""
_WHY = "it is told too freely, not in the words of its sources and in their order"


def is_needed(trials: Sequence[Trial]) -> bool:
    """Whether so many first drafts are faulty, and most of the sound ones close already."""
    drafted = sum(len(trial.sentences) for trial in trials)
    free = [_is_free(point, trial) for trial in trials for point in trial.points]
    faulty = drafted - len(free) + FAULTY_BEFORE
    is_faulty = faulty > MOST_FAULTY * (drafted + DRAFTED_BEFORE)
    return is_faulty and free.count(False) >= MOSTLY * len(free)


def held(trials: Sequence[Trial]) -> list[Trial]:
    """The trials, in which what departs too far from its sources is faulty; the headline, too."""
    return [
        replace(trial, headline=_held(trial.headline, trial)).with_sentences(
            {place: _held(sentence, trial) for place, sentence in enumerate(trial.sentences)}
        )
        for trial in trials
    ]


def _held(sentence: Sentence, trial: Trial) -> Sentence:
    if sentence.point is None or not _is_free(sentence.point, trial):
        return sentence
    return replace(sentence, point=None, faults=(Fault("closeness", _WHY),))


def _is_free(point: Point, trial: Trial) -> bool:
    evidence = trial.task.evidence
    passages = [evidence.passage(citation) for citation in point.citations]
    claim = Passage.read(point.text, trial.task.language)
    # each source but the first two is another join
    return departures(claim, passages) > max(MOST_DEPARTURES, len(passages) - 1)


def departures(claim: Passage, passages: Sequence[Passage]) -> int:
    """Content words that the passages have less often than the claim, and turns within them.

    Names are not counted as words: the check of names knows whose else they may be.

    A turn goes on with a word that does not come next in the same passage; one into the middle of
    another passage counts twice. Words left out are no turn; the way with the fewest counts.
    """
    strange = 0
    named = {index for name in claim.names for index in range(name.first, name.last + 1)}
    told = Counter[str]()
    turns: dict[_Place, int] = {}
    last = -1
    for index in claim.content:
        word = claim.tokens[index]
        told[word.stem] += 1
        places = [(n, at) for n, p in enumerate(passages) for at in places_of(claim, index, p)]
        if told[word.stem] > len(places) and index not in named:
            strange += word.norm not in claim.lexicon.reporting
        if places:
            between = {other.norm for other in claim.tokens[last + 1 : index]}
            turns = {
                (n, at): _fewest(turns, (n, at), begins=_begins(passages[n], at, between))
                for n, at in places
            }
            last = index
    return strange + min(turns.values(), default=0)


def _fewest(turns: Mapping[_Place, int], place: _Place, *, begins: bool) -> int:
    """Turns up to a place, by way of the best place before it."""
    abroad = 1 if begins else 2
    return min(
        (
            count + (abroad if number != place[0] else before >= place[1])
            for (number, before), count in turns.items()
        ),
        default=0,
    )


def _begins(passage: Passage, at: int, between: set[str]) -> bool:
    """Whether the passage begins there, with no small word but those before it in the claim."""
    lexicon = passage.lexicon
    opening = {word.norm for word in passage.tokens[:at] if word.is_word}
    return at == passage.content[0] and opening <= between | lexicon.articles | lexicon.joins
