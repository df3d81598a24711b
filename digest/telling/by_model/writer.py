"""The stories as the model tells them: drafted, judged, repaired, judged again.

Requests go in groups that follow each other through these steps without waiting for the others;
within a group stories wait for those alone with whom they share a request.
"""

import threading
from collections.abc import Sequence
from functools import partial
from itertools import chain

from digest.errors import LlmError
from digest.grounding.judge import Judge
from digest.llm.client import LlmClient
from digest.llm.dispatch import flowing, in_order
from digest.llm.outbox import AnswersWait
from digest.llm.prompts import Prompts
from digest.llm.request import Answer, Unanswered
from digest.progress import Event
from digest.telling.by_model.batch import Batch, Task, pack, shortened
from digest.telling.by_model.draft import Draft, DraftStory, request_for
from digest.telling.by_model.drafted import Trial, trial
from digest.telling.by_model.rounds import Round, Told, Untold, judged, repaired
from digest.telling.options import TellOptions

GROUP = 4
"""Requests for drafts whose sentences are judged and repaired together: two or three further
requests are then fewer than the drafts."""
_Asked = Answer[Draft] | Unanswered | LlmError
_TOO_MUCH = ("truncated", "too_long")
_FINAL = ("over_budget",)


class _Counter:
    """Tells how many stories are told, of groups that end in any order."""

    def __init__(self, client: LlmClient, total: int) -> None:
        self._report = client.report
        self._total = total
        self._done = 0
        self._lock = threading.Lock()
        self.add(0)

    def add(self, stories: int) -> None:
        with self._lock:
            self._done += stories
            event = Event(stage="ask", done=self._done, total=self._total)
        self._report(event)


def write(
    tasks: Sequence[Task], client: LlmClient, judge: Judge, prompts: Prompts, options: TellOptions
) -> tuple[Told, ...]:
    """What the model made of each task, in their order, every sentence tried and judged.

    Raises AnswersWait where some answers will come with a batch; every group goes as far as it can.
    """
    batches = pack(tasks, options.input_tokens, options.stories_per_request)
    told: dict[str, Told] = {}
    waits = False
    done = _Counter(client, len(tasks))

    def tell(group: Sequence[Batch]) -> dict[str, Told] | None:
        try:
            found = _told(group, client, judge, prompts, options)
        except AnswersWait:
            return None
        done.add(len(found))
        return found

    try:
        for found in in_order(tell, _longest_first(batches, client), client.workers):
            waits = waits or found is None
            told |= found or {}
    except BaseException:  # an interruption: the groups under way must not go on asking
        client.cut_off()
        judge.cut_off()
        raise
    if waits:
        raise AnswersWait
    return tuple(told[task.story.id] for task in tasks)


def groups_of(batches: Sequence[Batch]) -> list[Sequence[Batch]]:
    """The batches whose sentences are judged together."""
    return [batches[first : first + GROUP] for first in range(0, len(batches), GROUP)]


def _longest_first(batches: Sequence[Batch], client: LlmClient) -> list[Sequence[Batch]]:
    """The groups in the order in which they are begun: the longest is not to end alone.

    Where money may run out the order is that of the edition: what matters least goes without.
    """
    groups = groups_of(batches)
    if client.purse.is_limited:
        return groups
    return sorted(groups, key=lambda group: -sum(t.tokens for b in group for t in b.tasks))


def _told(
    group: Sequence[Batch],
    client: LlmClient,
    judge: Judge,
    prompts: Prompts,
    options: TellOptions,
) -> dict[str, Told]:
    """Each step of a story begins when its request is full, or all of the group have come there."""
    asked = partial(_drafted, client=client, prompts=prompts, options=options)
    drafts = flowing(asked, group, client.workers)
    told = judged(map(Round, chain.from_iterable(drafts)), judge, options.threshold)
    for _ in range(options.repairs):
        told = judged(repaired(told, client, prompts, options), judge, options.threshold)
    tasks = [task for batch in group for task in batch.tasks]
    return {task.story.id: one.best for task, one in zip(tasks, told, strict=True)}


def _drafted(batch: Batch, client: LlmClient, prompts: Prompts, options: TellOptions) -> list[Told]:
    """A first draft of each story; those that got none in company are asked again alone."""
    told = _asked([batch], client, prompts, options)
    again = (_second_try(task, batch, told[task.story.id]) for task in batch.tasks)
    told |= _asked([Batch((task,)) for task in again if task], client, prompts, options)
    return [_outcome(told[task.story.id]) for task in batch.tasks]


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
    answers = client.ask_all(requests, "drafts")
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
    if _tells_another(draft, task, batch):
        return Unanswered(kind="malformed", why="it told another story in its place")
    return trial(draft, task, batch, options.points)


def _tells_another(draft: DraftStory, task: Task, batch: Batch) -> bool:
    """Whether all that the draft cites are sentences of another story of its request."""
    owners = [batch.owner(number) for point in draft.points for number in point.cites]
    return task not in owners and any(owner is not None for owner in owners)


def _outcome(outcome: Trial | Unanswered | LlmError) -> Told:
    if isinstance(outcome, Trial):
        return outcome
    if isinstance(outcome, Unanswered):
        return Untold(f"the model did not tell it: {outcome.why}")
    return Untold("the model could not be used")
