"""The optional second opinion: a model is asked whether the evidence says what each point says.

It may confirm or reject. It never sees, and so never saves, a sentence that failed a check.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Annotated

from pydantic import Field

from digest.llm.client import LlmClient
from digest.llm.request import Answer, Request
from digest.summaries.check import Fault
from digest.summaries.draft import Form, Text, at_most
from digest.summaries.prompt import Prompts, as_data
from digest.summaries.sheet import MOST_SENTENCES, Item, Sheet, sheets
from digest.summaries.trial import Sentence, Trial

_TOKENS_PER_SENTENCE = 25
_ROOM_TO_THINK = 2048


class Opinion(Form):
    sentence: int
    why: Text
    """Before the verdict: a model that has to give its reason first judges better."""
    supported: bool


class Judgement(Form):
    verdicts: Annotated[list[Opinion], at_most(MOST_SENTENCES), Field(max_length=MOST_SENTENCES)]


def judged(
    trials: Sequence[Trial],
    client: LlmClient,
    prompts: Prompts,
    budget_tokens: int,
    most_stories: int,
) -> tuple[list[Trial], int]:
    """The trials without the points that the judge rejects, and how many points it did not see."""
    items = [
        Item(story, place, trial.task, sentence, sentence.point.citations)
        for story, trial in enumerate(trials)
        for place, sentence in enumerate(trial.sentences)
        if sentence.point is not None
    ]
    changed: list[dict[int, Sentence]] = [{} for _ in trials]
    found = opinions(items, client, prompts, budget_tokens, most_stories)
    for item, opinion in zip(items, found, strict=True):
        if opinion is not None and not opinion.supported:
            changed[item.story][item.place] = _rejected(item.sentence, opinion.why)
    after = [trial.with_sentences(new) for trial, new in zip(trials, changed, strict=True)]
    return after, found.count(None)


def opinions(
    items: Sequence[Item],
    client: LlmClient,
    prompts: Prompts,
    budget_tokens: int,
    most_stories: int,
) -> list[Opinion | None]:
    """What the model holds of each item, in their order; None where it gave no opinion."""
    asked = list(sheets(items, budget_tokens, most_stories))
    answers = client.ask_all([_request(sheet, prompts) for sheet in asked], "second opinion")
    found: list[Opinion | None] = []
    for sheet, answer in zip(asked, answers, strict=True):
        given = answer.value.verdicts if isinstance(answer, Answer) else []
        # of two opinions on one sentence the rejection counts
        by_number = {one.sentence: one for one in sorted(given, key=lambda one: not one.supported)}
        found += [by_number.get(number) for number in range(1, len(sheet.items) + 1)]
    return found


def _rejected(sentence: Sentence, why: str) -> Sentence:
    reason = as_data(why)[:200] or "its evidence does not say so"
    return replace(
        sentence, point=None, faults=(Fault("judge", f"a second reading by the model: {reason}"),)
    )


def _request(sheet: Sheet, prompts: Prompts) -> Request[Judgement]:
    prompt = prompts.fill("judge", sentences=sheet.values())
    expected = len(sheet.items) * _TOKENS_PER_SENTENCE
    return Request(
        name="judgement",
        system=prompt.system,
        user=prompt.user,
        form=Judgement,
        highest=sheet.highest,
        expected_tokens=expected,
        room_tokens=_ROOM_TO_THINK + 2 * expected,
    )
