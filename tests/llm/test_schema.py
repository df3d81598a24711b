"""How the form of an answer is asked for, and read out of whatever comes."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from digest.grounding.judge import Doubts
from digest.llm.rungs import LADDER, below
from digest.llm.wire_schema import MalformedAnswer, read, rounded_range, strict_schema
from digest.telling.by_model.draft import Draft, LoneDraft
from digest.telling.by_model.repair import Repair

STORY = {
    "story": 1,
    "headline": "Bridge closed",
    "points": [{"text": "It is closed.", "cites": [1]}],
}
DRAFT = {"stories": [STORY]}


def nodes(schema: object) -> list[dict[str, object]]:
    """Every object inside a schema, itself included."""
    if isinstance(schema, dict):
        return [schema, *(node for part in schema.values() for node in nodes(part))]
    if isinstance(schema, list):
        return [node for part in schema for node in nodes(part)]
    return []


@pytest.mark.parametrize("form", [Draft, LoneDraft, Repair, Doubts])
def test_the_schema_is_strict_and_plain(form: type[BaseModel]) -> None:
    """What strict servers demand, and none of the keywords that others trip over."""
    schema = strict_schema(form, 128)

    for node in nodes(schema):
        if node.get("type") == "object":
            assert node["additionalProperties"] is False
            assert list(node["properties"]) == node["required"]  # type: ignore[call-overload]
    assert not {"$ref", "$defs", "title", "default", "maxLength"} & {
        key for node in nodes(schema) for key in node
    }


def test_no_number_out_of_range_can_be_cited() -> None:
    integers = [node for node in nodes(strict_schema(Draft, 128)) if node.get("type") == "integer"]

    assert [{"type": "integer", "minimum": 1, "maximum": 128}] * 2 == integers


def test_a_doubt_is_no_number_of_the_request() -> None:
    """It has bounds of its own, 0 to 100, whatever the request gives out."""
    integers = [node for node in nodes(strict_schema(Doubts, 64)) if node.get("type") == "integer"]

    assert [(1, 64), (0, 100)] == [(node["minimum"], node["maximum"]) for node in integers]


@given(st.integers(1, 20_000))
def test_schemas_are_few(highest: int) -> None:
    """The declared range holds the real one, and news-sized requests share a handful."""
    assert highest <= rounded_range(highest)
    assert len({rounded_range(number) for number in range(1, 513)}) == 4


def test_the_ladder_ends() -> None:
    assert [*list(LADDER.values())[1:], None] == [below(rung) for rung in LADDER.values()]


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
    ],
)
def test_an_answer_is_read_however_it_is_wrapped(text: str) -> None:
    """Fences, thoughts, talk and small faults do not cost a second request."""
    assert Draft.model_validate(DRAFT) == read(text, Draft)


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
