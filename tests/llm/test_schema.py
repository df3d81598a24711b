"""How the form of an answer is asked for, and read out of whatever comes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from digest.grounding.judge import Doubts
from digest.llm.rungs import LADDER, below
from digest.llm.wire_schema import rounded_range, strict_schema
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
