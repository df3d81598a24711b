"""The registries of this room: a provider's quirk and a way to ask for a form are one value each."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

import pytest

from digest.errors import RequestFailed
from digest.llm.faults import complaint_in
from digest.llm.faults.complaint import Asked, Complaint
from digest.llm.faults.quirk import Quirk
from digest.llm.faults.quirks import QUIRKS, consequence
from digest.llm.reply import Reply
from digest.llm.rungs import LADDER

SENT = (
    *("model", "messages", "response_format"),
    *("seed", "temperature", "reasoning_effort", "frequency_penalty", "top_k"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """What a server said once, and what was meant."""

    provider: str
    status: int
    kind: str
    """The line of the table that recognises it."""
    body: str
    number: int | float | None = None
    """The longest answer, or the wait, that it names."""
    sent: str = "max_completion_tokens"
    """The name under which the limit of the answer went."""


BODIES = [
    Body(**met)
    for met in tomllib.loads((Path(__file__).parent / "complaints.toml").read_text("utf-8"))["met"]
]
REFUSED = Complaint(
    status=400,
    told="the oracle declines",
    short="The oracle declines",
    asked=Asked("http://model.example/v1", "velo-1"),
)


def kind_of(complaint: Complaint) -> str:
    """The name of the line that recognises the complaint."""
    return next(quirk.name for quirk in QUIRKS if quirk.recognises(complaint) is not None)


@pytest.mark.parametrize("quirk", QUIRKS, ids=lambda quirk: quirk.name)
def test_each_quirk_has_a_name_of_its_own(quirk: Quirk) -> None:
    assert [quirk] == [other for other in QUIRKS if other.name == quirk.name]


def test_no_quirk_is_hidden_by_an_earlier_one() -> None:
    """Each line is there for a server that was met: some body leads to it."""
    assert {quirk.name for quirk in QUIRKS} == {body.kind for body in BODIES}


@pytest.mark.parametrize("met", BODIES, ids=lambda met: f"{met.provider}: {met.kind}")
def test_real_complaints_are_understood(met: Body) -> None:
    """In the words of real servers, under the status that they came with."""
    asked = Asked("http://model.example/v1", "velo-1", (met.sent, *SENT))
    complaint = complaint_in(met.body, met.status, {}, asked)

    assert met.kind == kind_of(complaint)
    if met.number is not None:
        assert met.number == getattr(consequence(complaint), "highest", complaint.retry_after)


def test_a_quirk_is_added_by_a_value_alone() -> None:
    """A provider that calls its filter otherwise: one request is lost, not the whole asking."""
    assert isinstance(consequence(REFUSED), RequestFailed)
    moderated = Quirk(
        name="moderated",
        meaning="as a filter, in the words of one provider",
        statuses=(400,),
        said=("the oracle",),
        follows=lambda _: Reply(text="", finish="content_filter"),
    )

    assert Reply(text="", finish="content_filter") == consequence(REFUSED, (moderated, *QUIRKS))


def test_a_complaint_that_nobody_knows_costs_its_request_alone() -> None:
    assert isinstance(consequence(REFUSED, ()), RequestFailed)


@pytest.mark.parametrize("prompt", [2048, 9000])
def test_a_request_that_fills_the_context_is_shortened(prompt: int) -> None:
    """No room for an answer mends a request that leaves none."""
    body = f"`inputs` tokens + `max_new_tokens` must be <= 2048. Given: {prompt} `inputs` tokens"

    follows = consequence(complaint_in(body, 422, {}, Asked("http://h/v1", "velo-1")))

    assert Reply(text="", finish="too_long") == follows


def test_the_ladder_shows_the_form_where_no_schema_travels() -> None:
    schema: dict[str, object] = {"type": "object", "properties": {}}

    assert all(name == rung.name for name, rung in LADDER.items())
    for rung in LADDER.values():
        assert rung.is_told == ("properties" not in str(rung.fields("weather", schema)))
