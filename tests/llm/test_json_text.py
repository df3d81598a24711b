"""An answer of the form is found in whatever a model wrote around it, in time that is bounded."""

import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.llm.json_text import MalformedAnswer, read
from digest.telling.by_model.draft import Draft, LoneDraft

STORY = {
    "story": 1,
    "headline": "Bridge closed",
    "points": [{"text": "It is closed.", "cites": [1]}],
}
DRAFT = {"stories": [STORY]}
TOLD = json.dumps(DRAFT)
OTHER = json.dumps({"stories": [STORY | {"headline": "Bridge open"}]})
EMPTY = '{"stories": []}'


@pytest.mark.parametrize(
    "text",
    [
        json.dumps(DRAFT),
        json.dumps(DRAFT, indent=2),
        f"```json\n{json.dumps(DRAFT)}\n```",
        f"Here is the digest:\n\n{json.dumps(DRAFT)}\n\nI hope that helps!",
        f"<think>Is {{'stories': []}} right? No.</think>{json.dumps(DRAFT)}",
        f"it was opened elsewhere</think>\n{json.dumps(DRAFT)}",
        json.dumps(DRAFT).replace('"', "'"),
        json.dumps(DRAFT)[:-1] + ",}",
        json.dumps(DRAFT)[:-3],
        json.dumps(DRAFT | {"note": "an extra key"}),
        f"<thinking>{OTHER}</thinking>{TOLD}",
        f"<thought>{OTHER}</thought>{TOLD}",
        f"[THINK]{OTHER}[/THINK]{TOLD}",
        f"<think>{OTHER}</think>{TOLD[:-1]},}}",
        f"<think>It has to be closed: {TOLD}",
        f"<think>{TOLD}</think>",
        f"<|channel|>analysis<|message|>{OTHER}<|end|><|channel|>final<|message|>{TOLD}<|return|>",
        f"<|channel|>commentary to=functions.draft <|constrain|>json<|message|>{TOLD}<|call|>",
        f"First {OTHER}, or rather {TOLD}",
        f"{TOLD}\nNothing else: {EMPTY}",
        f"The set {{1, 2}} of sources [1] and [2]: {TOLD} See {{it}}.",
        f"{{}}\n{TOLD}",
        f"{OTHER}\n```json\n{TOLD}\n```\nSources: [1], [2].",
        json.dumps([DRAFT]),
        json.dumps([STORY]),
        json.dumps({"response": DRAFT}),
        json.dumps({"result": TOLD}),
        json.dumps({"name": "draft", "arguments": DRAFT}),
        json.dumps({"name": "draft", "arguments": TOLD}),
        f"<tool_call>{json.dumps({'name': 'draft', 'arguments': TOLD})}</tool_call>",
        json.dumps({"stories": json.dumps([STORY])}),
        json.dumps({"Stories": [{"STORY": 1, "Head Line": "", **STORY}]}),
        json.dumps(TOLD),
        json.dumps(STORY),
        f"Here: {json.dumps(STORY)} That is all.",
    ],
)
def test_an_answer_is_read_however_it_is_wrapped(text: str) -> None:
    """Fences, thoughts, talk and small faults do not cost a second request."""
    assert Draft.model_validate(DRAFT) == read(text, Draft)


def test_items_one_after_the_other_are_a_list() -> None:
    lines = "\n".join(json.dumps(STORY | {"story": number}) for number in (1, 2))

    assert [1, 2] == [story.story for story in read(lines, Draft).stories]


def test_marks_inside_a_sentence_are_its_own() -> None:
    """A story may be about such marks."""
    point = {"text": "The model closes with </think> and is cut.", "cites": [1]}
    told = json.dumps({"stories": [STORY | {"points": [point, *STORY["points"]]}]})  # type: ignore[misc]

    assert 2 == len(read(told, Draft).stories[0].points)


@pytest.mark.parametrize(
    "text",
    [
        *("<think>" * 32_000, "</think>" * 32_000, "<think></think>" * 32_000),
        *("{" * 200_000, "[" * 200_000, "{}" * 100_000, '{"a":' * 50_000, "[ " * 100_000),
        *('{"' + '\\"{' * 30_000, "[{" * 400 + "x" * 20_000, '{"a":1,' * 900 + '"' * 20_000),
        "".join(f'{{"{"a" * 1000}":' for _ in range(900)),
        *('{"a":' * deep + "1" + "}" * deep for deep in (400, 900, 3000, 30_000)),
        *('{"stories":' + marks * 15_000 for marks in ("-'", '<"', "('", "“:", "'#")),
        *('{"stories":[' + words * 200_000 for words in ("a, ", "9", "a", "a\n", '"a')),
    ],
    ids=lambda text: text[:20],
)
def test_no_answer_takes_long_to_read(text: str) -> None:
    """json-repair looks ahead from each mark: of thirty thousand it makes a minute."""
    began = time.process_time()

    with pytest.raises(MalformedAnswer):
        read(text, Draft)

    assert time.process_time() - began < 1


def test_longer_lists_than_asked_for_are_cut() -> None:
    """A server that keeps no limits still gives a usable answer."""
    point = {"text": "It is closed.", "cites": list(range(1, 40))}
    long = {"stories": [STORY | {"points": [point] * 30}] * 3}

    (story,) = read(json.dumps(long), LoneDraft).stories

    assert (8, 5) == (len(story.points), len(story.points[0].cites))


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "it is empty"),
        ("I cannot.", "no JSON object"),
        ('{"stories": [{"story": "one"}]}', "stories.0.story"),
        ('{"stories": 3}', "stories: input should be a valid list"),
        ("{" * 5000, "nested too deeply"),
    ],
)
def test_what_is_wrong_is_said_plainly(text: str, problem: str) -> None:
    with pytest.raises(MalformedAnswer, match=problem):
        read(text, Draft)


@given(st.text(max_size=200))
def test_no_answer_is_a_crash(text: str) -> None:
    for answer in (text, "{" + text, '{"stories":' + text):
        try:
            read(answer, Draft)
        except MalformedAnswer:
            continue
