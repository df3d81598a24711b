"""The stories as the model tells them: asked, tried, repaired, and judged if wished."""

from collections.abc import Sequence
from dataclasses import dataclass

from digest.errors import LlmError
from digest.llm.client import LlmClient
from digest.llm.request import Answer, Unanswered
from digest.summaries import closeness
from digest.summaries.batch import Batch, Task, pack, shortened
from digest.summaries.draft import Draft, request_for
from digest.summaries.judge import judged
from digest.summaries.options import TellOptions
from digest.summaries.prompt import Prompts
from digest.summaries.repair import repaired
from digest.summaries.trial import Trial, trial

_Asked = Answer[Draft] | Unanswered | LlmError
_TOO_MUCH = ("truncated", "too_long")
_FINAL = ("over_budget",)


@dataclass(frozen=True, slots=True)
class Untold:
    """Why the model does not tell a story, in words for the reader."""

    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    told: tuple[Trial | Untold, ...]
    """In the order of the tasks."""
    unjudged: int
    """Points on which a second opinion was wished and not given."""


def write(
    tasks: Sequence[Task], client: LlmClient, prompts: Prompts, options: TellOptions
) -> Written:
    """What the model made of each task, every sentence tried against its evidence."""
    told = _drafted(tasks, client, prompts, options)
    places = [place for place, story in enumerate(told) if isinstance(story, Trial)]
    trials = [story for story in told if isinstance(story, Trial)]
    kept = closeness.held if closeness.is_needed(trials) else list[Trial]
    trials = kept(trials)
    for round_ in range(1, options.repairs + 1):
        if client.failure is not None:
            break
        again = repaired(
            trials,
            client,
            prompts,
            options.input_tokens,
            options.stories_per_request,
            is_last=1 < round_ == options.repairs,
        )
        trials = kept(again)
    unjudged = 0
    if options.judge:
        trials, unjudged = judged(
            trials, client, prompts, options.input_tokens, options.stories_per_request
        )
    for place, story in zip(places, trials, strict=True):
        told[place] = story
    return Written(told=tuple(told), unjudged=unjudged)


def _drafted(
    tasks: Sequence[Task], client: LlmClient, prompts: Prompts, options: TellOptions
) -> list[Trial | Untold]:
    """A first draft of each task; those that got none in company are asked again alone."""
    batches = pack(tasks, options.input_tokens, options.stories_per_request)
    told = _asked(batches, client, prompts, options)
    second = [
        Batch((again,))
        for batch in batches
        for task in batch.tasks
        if (again := _second_try(task, batch, told[task.story.id])) is not None
    ]
    told |= _asked(second, client, prompts, options)
    return [_outcome(told[task.story.id]) for task in tasks]


def _second_try(task: Task, batch: Batch, outcome: Trial | Unanswered | LlmError) -> Task | None:
    """What to ask once more: a story that shared its request alone, a too long one shortened."""
    if not isinstance(outcome, Unanswered) or outcome.kind in _FINAL:
        return None
    if len(batch.tasks) > 1:
        return task
    return shortened(task, task.tokens // 2) if outcome.kind in _TOO_MUCH else None


def _asked(
    batches: Sequence[Batch], client: LlmClient, prompts: Prompts, options: TellOptions
) -> dict[str, Trial | Unanswered | LlmError]:
    """By the story's id: its trial, or why there is none."""
    requests = [request_for(batch, prompts, options.points) for batch in batches]
    answers = client.ask_all(requests, "draft")
    return {
        task.story.id: _tried(place, task, batch, answer, options)
        for batch, answer in zip(batches, answers, strict=True)
        for place, task in enumerate(batch.tasks, start=1)
    }


def _tried(
    number: int, task: Task, batch: Batch, answer: _Asked, options: TellOptions
) -> Trial | Unanswered | LlmError:
    if not isinstance(answer, Answer):
        return answer
    draft = answer.value.of(number)
    if draft is None:
        return Unanswered(kind="malformed", why="its answer left the story out")
    tried = trial(draft, task, batch, options.points)
    if len(batch.tasks) > 1 and not tried.points:  # another story was told in its place
        return Unanswered(
            kind="malformed", why="nothing that it wrote of the story could be proven"
        )
    return tried


def _outcome(outcome: Trial | Unanswered | LlmError) -> Trial | Untold:
    if isinstance(outcome, Trial):
        return outcome
    if isinstance(outcome, Unanswered):
        return Untold(f"the model did not tell it: {outcome.why}")
    return Untold("the model could not be used")
