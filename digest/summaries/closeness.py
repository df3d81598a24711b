"""Closeness: a model that mostly repeats its sources, and errs, is held to their words and order.

What the checks find in the drafts tells how much they miss. Of a small model, with faults in three
drafted sentences of ten, one in eight of those told freely was wrong and passed every check; of
those told closely, one in sixty (docs/grounding.md). A good model has as many faults, as the checks
know few of its words; but asked for words of its own it has them throughout, and keeps its freedom.
"""

from collections.abc import Sequence
from dataclasses import replace

from digest.model import Point
from digest.summaries.check import Fault
from digest.summaries.checks.departures import MOST_DEPARTURES, TOO_FREE, departures
from digest.summaries.checks.passage import Passage
from digest.summaries.trial import Sentence, Trial

MOST_FAULTY = 0.15
"""Share of faulty sentences in the first drafts of a run from which on its model is held close."""
FAULTY_BEFORE, DRAFTED_BEFORE = 2, 10
"""What is thought of a model before its drafts are seen: a few good sentences clear none."""
MOSTLY = 0.5
"""Share of close ones among its sound sentences from which on a model repeats its sources."""


def is_needed(trials: Sequence[Trial]) -> bool:
    """Whether so many first drafts are faulty, and most of the sound ones close already."""
    drafted = sum(len(trial.sentences) for trial in trials)
    free = [_is_free(point, trial) for trial in trials for point in trial.points]
    faulty = drafted - len(free) + FAULTY_BEFORE
    is_faulty = faulty > MOST_FAULTY * (drafted + DRAFTED_BEFORE)
    return is_faulty and free.count(False) >= MOSTLY * len(free)


def held(trials: Sequence[Trial]) -> list[Trial]:
    """The trials, in which a sentence that departs too far from its sources is faulty."""
    return [
        trial.with_sentences(
            {place: _held(sentence, trial) for place, sentence in enumerate(trial.sentences)}
        )
        for trial in trials
    ]


def _held(sentence: Sentence, trial: Trial) -> Sentence:
    if sentence.point is None or not _is_free(sentence.point, trial):
        return sentence
    return replace(sentence, point=None, faults=(Fault("closeness", TOO_FREE),))


def _is_free(point: Point, trial: Trial) -> bool:
    evidence = trial.task.evidence
    passages = [evidence.passage(citation) for citation in point.citations]
    claim = Passage.read(point.text, trial.task.language)
    # each source but the first two is another join
    return departures(claim, passages) > max(MOST_DEPARTURES, len(passages) - 1)
