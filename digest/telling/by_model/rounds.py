"""The rounds of a drafted story: judged, repaired, judged again, each as soon as it can be.

A story is judged and repaired in requests that it shares with those before and after it. They are
the same whatever arrives first, so that an interrupted build finds its answers again.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from digest.grounding.judge import Claim, Judge
from digest.grounding.prove import Opinion
from digest.llm.client import LlmClient
from digest.llm.dispatch import answered
from digest.llm.prompts import Prompts
from digest.telling.by_model.drafted import Sentence, Trial, kind_at, open_claims, ruled
from digest.telling.by_model.repair import faulty, rewritten
from digest.telling.by_model.worksheet import Item
from digest.telling.options import TellOptions


@dataclass(frozen=True, slots=True)
class Untold:
    """Why the model does not tell a story, in words for the reader."""

    why: str


Told = Trial | Untold


@dataclass(frozen=True, slots=True)
class Round:
    """A story, and what it was before its last repair."""

    now: Told
    before: Trial | None = None
    """None before the first; the story itself where nothing could be repaired."""

    @property
    def best(self) -> Told:
        """Each sentence as it was better proven."""
        if self.before is None or not isinstance(self.now, Trial):
            return self.now
        return self.now.better_of(self.before)

    @property
    def _trial(self) -> Trial | None:
        """None where nothing is left to do."""
        return self.now if isinstance(self.now, Trial) and self.now is not self.before else None

    def open_claims(self) -> list[tuple[int, Claim]]:
        """What a judge has to read, by its place."""
        return open_claims(self._trial) if self._trial else []

    def faulty(self) -> list[Item]:
        """What has to be written again."""
        return faulty(self.best) if self._trial and isinstance(self.best, Trial) else []

    def heard(self, opinions: Mapping[int, Opinion], threshold: int) -> "Round":
        """The same with a judge's opinions of the sentences at those places."""
        trial = self._trial
        if trial is None:
            return self
        changed = {
            place: ruled(trial.everything[place], trial.task, kind_at(place), opinion, threshold)
            for place, opinion in opinions.items()
        }
        return replace(self, now=trial.changed(changed))

    def repaired(self, changed: Mapping[int, Sentence]) -> "Round":
        """The next one, with other sentences at those places."""
        best = self.best
        if not isinstance(best, Trial):
            return self
        return Round(best.changed(changed) if changed else best, before=best)


def judged(rounds: Iterable[Round], judge: Judge, threshold: int) -> Iterator[Round]:
    """The rounds after a judge has read every open sentence; one without an opinion stays open."""

    def ask(asked: Iterator[tuple[int, Claim]]) -> Iterator[Opinion | None]:
        return judge.opinions(claim for _, claim in asked)

    for one, read in answered(rounds, Round.open_claims, ask):
        yield one.heard({place: held for (place, _), held in read if held}, threshold)


def repaired(
    rounds: Iterable[Round], client: LlmClient, prompts: Prompts, options: TellOptions
) -> Iterator[Round]:
    """The next round of each; without an answer a sentence stays as it is."""

    def ask(items: Iterator[Item]) -> Iterator[Sentence | None]:
        most = options.input_tokens, options.stories_per_request
        return rewritten(items, client, prompts, *most)

    for one, again in answered(rounds, Round.faulty, ask):
        yield one.repaired({item.place: new for item, new in again if new})
