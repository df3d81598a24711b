"""Closeness: a model that mostly repeats its sources is held to their words and order.

Where a small model does not repeat, it errs: of its sentences told freely one in eight was wrong
and passed every check, of those told closely one in sixty (docs/grounding.md). A good model that is
asked for words of its own has them throughout; it keeps its freedom.
"""

from collections.abc import Sequence
from dataclasses import replace

from digest.model import Point
from digest.summaries.check import Fault
from digest.summaries.checks.departures import MOST_DEPARTURES, TOO_FREE, departures
from digest.summaries.checks.passage import Passage
from digest.summaries.trial import Sentence, Trial

MOSTLY = 0.5
"""Share of close ones among its sound sentences from which on a model repeats its sources."""


def is_needed(trials: Sequence[Trial]) -> bool:
    """Whether most of the sound sentences of the first drafts keep close to their sources."""
    free = [_is_free(point, trial) for trial in trials for point in trial.points]
    return free.count(False) >= MOSTLY * len(free)


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
