"""Repair: faulty sentences go back with their faults and evidence; what was right is kept."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Annotated

from pydantic import Field

from digest.grounding.prove import find_evidence
from digest.llm.answer_form import Form, Text, at_most
from digest.llm.client import LlmClient
from digest.llm.dispatch import flowing
from digest.llm.prompts import Prompts
from digest.llm.request import Answer, Request, room_for
from digest.model import Citation
from digest.telling.by_model.batch import Task
from digest.telling.by_model.draft import Numbers
from digest.telling.by_model.drafted import Sentence, Trial, kind_at, tried
from digest.telling.by_model.worksheet import MOST_SENTENCES, Item, Sheet, sheets

MOST_CITED = 4
"""Cited sentences that go back with a faulty one."""
MOST_FOUND = 3
"""Sentences of the story that fit it best and join them."""
_TOKENS_PER_SENTENCE = 60


class Rewritten(Form):
    sentence: int
    cites: Numbers
    text: Text


class Repair(Form):
    sentences: Annotated[list[Rewritten], at_most(MOST_SENTENCES), Field(max_length=MOST_SENTENCES)]


def rewritten(
    items: Iterable[Item],
    client: LlmClient,
    prompts: Prompts,
    budget_tokens: int,
    most_stories: int,
) -> Iterator[Sentence | None]:
    """What the model makes of each item, in their order; None where it has no answer.

    A request goes out as soon as the items that share it are known.
    """

    def ask(sheet: Sheet) -> list[Sentence | None]:
        (answer,) = client.ask_all([_request(sheet, prompts)], "repairs")
        given = answer.value.sentences if isinstance(answer, Answer) else []
        first = {one.sentence: one for one in reversed(given)}
        return [
            _again(item, first[number], sheet) if number in first else None
            for number, item in enumerate(sheet.items, start=1)
        ]

    for sentences in flowing(ask, sheets(items, budget_tokens, most_stories), client.workers):
        yield from sentences


def faulty(trial: Trial) -> list[Item]:
    """The sentences of a story that are to be written again."""
    return [
        Item(place, trial.task, sentence, _evidence(sentence, trial.task))
        for place, sentence in trial.everything.items()
        if (sentence.faults or sentence.remarks) and sentence.text and not sentence.is_given_up
    ]


def _evidence(sentence: Sentence, task: Task) -> tuple[Citation, ...]:
    """What the sentence cites and what fits it best, in reading order.

    A sentence that fits nothing gets the head of the lead article, so that something can be said.
    """
    found = find_evidence(sentence.text, task.evidence)[:MOST_FOUND]
    wanted = {*sentence.citations[:MOST_CITED], *found} or set(task.shown[:MOST_FOUND])
    return tuple(citation for citation in task.evidence.whole if citation in wanted)


def _again(item: Item, written: Rewritten, sheet: Sheet) -> Sentence:
    """The rewritten sentence, tried.

    An empty text is the model's word that nothing can be said; the same text again is no better.
    """
    text = " ".join(written.text.split())
    if not text.strip(".-–—") or text == item.sentence.text:
        return replace(item.sentence, is_given_up=True)
    return tried(text, sheet.citations(item, written.cites), item.task, kind_at(item.place))


def _request(sheet: Sheet, prompts: Prompts) -> Request[Repair]:
    prompt = prompts.fill("repair", sentences=sheet.values())
    expected = len(sheet.items) * _TOKENS_PER_SENTENCE
    return Request(
        name="repair",
        system=prompt.system,
        user=prompt.user,
        form=Repair,
        highest=sheet.highest,
        expected_tokens=expected,
        room_tokens=room_for(expected),
        about=tuple((item.task.about[0], item.tokens) for item in sheet.items),
    )
