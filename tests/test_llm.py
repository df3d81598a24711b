"""What a fake cannot prove: that a real server takes our requests and we take its answers.

cassettes/README.md says which server and model recorded them, and how to record them again.
"""

import json
from collections.abc import Sequence
from typing import Any

import pytest
from pydantic import BaseModel

from digest.errors import LlmUnavailable
from digest.llm.answers import AnswerStore, MemoryAnswers
from digest.llm.client import LlmClient
from digest.llm.dispatch import Pace
from digest.llm.request import Answer, Request, Unanswered
from digest.llm.schema import Rung
from digest.model import Story
from digest.progress import silent
from digest.resources import loader
from digest.summaries import Telling, TellOptions, tell
from tests.recording import Endpoint
from tests.told_stories import (
    ARTICLES,
    BRIDGE_LEAD,
    BRIDGE_STORY,
    CRACKS,
    DAM_STORY,
    FERRIES,
    ORCHARD_STORY,
    Clock,
    ScriptedClient,
    draft,
    drafted,
)


class Weather(BaseModel):
    town: str
    sky: str


WEATHER = Request(
    name="weather",
    system="You read the weather out of a report. Name the town and the sky in a word each.",
    user="[1] Velmouth had rain all day.",
    form=Weather,
    highest=1,
    expected_tokens=20,
    room_tokens=80,
)


def client_of(
    endpoint: Endpoint, *, answers: AnswerStore | None = None, rung: Rung | None = None
) -> LlmClient:
    clock = Clock()
    return LlmClient(
        api_key=endpoint.api_key,
        model=endpoint.model,
        base_url=endpoint.base_url,
        timeout_s=600,
        total_time_s=1200,
        max_attempts=3,
        answers=answers,
        rung=rung,
        pace=Pace(sleep=clock.sleep, clock=clock),
    )


def told(stories: Sequence[Story], client: LlmClient, **options: Any) -> Telling:
    return tell(
        stories,
        ARTICLES,
        client=client,
        prompts=loader("prompts"),
        options=TellOptions(points=3, **options),
        report=silent,
    )


def died_after_draft(
    endpoint: Endpoint, points: Sequence[tuple[str, list[int]]], **options: Any
) -> MemoryAnswers:
    """What is left in the store when the server went away after the bridge story's draft."""
    answers = MemoryAnswers()
    died = ScriptedClient(
        draft(drafted(1, "Carrow Bridge closed until June", *points)),
        LlmUnavailable("the line went dead"),
        model=endpoint.model,
        base_url=endpoint.base_url,
        max_attempts=1,
        answers=answers,
    )
    told([BRIDGE_STORY], died, **options)
    return answers


def body(vcr: Any, place: int) -> dict[str, Any]:
    """What was sent in the request with that index of the recording."""
    sent = json.loads(vcr.requests[place].body)
    assert isinstance(sent, dict)
    return sent


@pytest.mark.vcr
def test_a_real_server_takes_the_strict_schema(endpoint: Endpoint, vcr: Any) -> None:
    """A story is drafted under a schema that admits the sentences' numbers alone."""
    telling = told([ORCHARD_STORY], client_of(endpoint), repairs=0)

    wire = body(vcr, 0)["response_format"]["json_schema"]
    story = wire["schema"]["properties"]["stories"]["items"]["properties"]
    cites = story["points"]["items"]["properties"]["cites"]
    assert {"type": "integer", "minimum": 1, "maximum": 64} == cites["items"]
    assert wire["strict"] is True
    assert "[3] The growers' union expects" in body(vcr, 0)["messages"][1]["content"]
    assert "model" == telling.summaries[0].method
    assert telling.usage.input_tokens > 0


@pytest.mark.vcr
@pytest.mark.replay_only
@pytest.mark.default_cassette("test_a_real_server_takes_the_strict_schema.yaml")
def test_a_second_build_makes_no_request(endpoint: Endpoint) -> None:
    """The recording allows each request once: the second build is told from the store."""
    answers = MemoryAnswers()

    first = told([ORCHARD_STORY], client_of(endpoint, answers=answers), repairs=0)
    second = told([ORCHARD_STORY], client_of(endpoint, answers=answers), repairs=0)

    assert first.summaries == second.summaries
    assert 0 == second.usage.requests


@pytest.mark.vcr
def test_a_real_server_repairs(endpoint: Endpoint, vcr: Any) -> None:
    """A build that died after its draft goes on where it was: only the repair is asked for."""
    wrong = CRACKS.replace("14", "44")
    points = [(BRIDGE_LEAD, [1]), (wrong, [2]), (FERRIES, [7])]
    answers = died_after_draft(endpoint, points)

    summary = told([BRIDGE_STORY], client_of(endpoint, answers=answers)).summaries[0]

    repair = body(vcr, 0)
    assert "repair" == repair["response_format"]["json_schema"]["name"]
    assert f"Draft: {wrong}\nFault: " in repair["messages"][1]["content"]
    assert BRIDGE_LEAD not in repair["messages"][1]["content"]
    assert "model" == summary.method
    assert [] == [point.text for point in summary.points if "44" in point.text]
    assert {BRIDGE_LEAD, FERRIES} < {point.text for point in summary.points}


@pytest.mark.vcr
def test_a_real_server_gives_a_second_opinion(endpoint: Endpoint, vcr: Any) -> None:
    """The model sees each proven point beside what it cites; one that it rejects is not printed."""
    answers = MemoryAnswers()
    points = [(BRIDGE_LEAD, [1]), (CRACKS, [2]), (FERRIES, [7])]
    answers = died_after_draft(endpoint, points, repairs=0, judge=True)

    client = client_of(endpoint, answers=answers)
    telling = told([BRIDGE_STORY], client, repairs=0, judge=True)

    asked = body(vcr, 0)
    summary = telling.summaries[0]
    assert "judgement" == asked["response_format"]["json_schema"]["name"]
    assert f"# Sentence 2 of 3\n{CRACKS}\n[" in asked["messages"][1]["content"]
    assert 1 == telling.usage.requests
    assert () == telling.notices
    rejected = {lost.text for lost in summary.rejected if lost.checks == ("judge",)}
    if summary.method == "model":
        assert {BRIDGE_LEAD, CRACKS, FERRIES} - rejected == {p.text for p in summary.points}


@pytest.mark.vcr
def test_a_real_server_is_asked_in_words(endpoint: Endpoint, vcr: Any) -> None:
    """Without any form of JSON support, the form is told in words and the answer read all the same."""
    telling = told([ORCHARD_STORY], client_of(endpoint, rung="prompt"), repairs=0)

    assert "response_format" not in body(vcr, 0)
    assert '{"stories":[{"story":1' in body(vcr, 0)["messages"][0]["content"]
    assert telling.summaries[0].points
    assert telling.failed is None


@pytest.mark.vcr
def test_a_real_server_tells_two_stories_at_once(endpoint: Endpoint, vcr: Any) -> None:
    """An English and a German story in one request; what is printed is proven, whoever wrote it."""
    bridge, dam = told([BRIDGE_STORY, DAM_STORY], client_of(endpoint), repairs=0).summaries

    assert "# Story 2 of 2: 2 to 3 points, in German" in body(vcr, 0)["messages"][1]["content"]
    for summary, known in ((bridge, BRIDGE_STORY), (dam, DAM_STORY)):
        assert summary.points
        assert {c.article for p in summary.points for c in p.citations} <= set(known.articles)


@pytest.mark.vcr
def test_a_rate_limit_is_waited_out(limited_endpoint: Endpoint, vcr: Any) -> None:
    """A 429 is followed by the same request, and the answer arrives."""
    client = client_of(limited_endpoint)

    answer = client.ask(WEATHER)

    assert isinstance(answer, Answer)
    assert [429, 200] == [response["status"]["code"] for response in vcr.responses]
    assert body(vcr, 0) == body(vcr, 1)
    assert 1 == client.usage.requests


@pytest.mark.vcr
def test_a_cut_answer_gets_more_room(endpoint: Endpoint, vcr: Any) -> None:
    """An answer cut by its limit is asked for once more with four times the room."""
    cramped = Request(
        name=WEATHER.name,
        system=WEATHER.system,
        user=WEATHER.user,
        form=Weather,
        highest=1,
        expected_tokens=20,
        room_tokens=10,
    )

    answer = client_of(endpoint).ask(cramped)

    assert isinstance(answer, Answer)
    assert [10, 40] == [body(vcr, place)["max_completion_tokens"] for place in (0, 1)]


@pytest.mark.vcr
@pytest.mark.replay_only
@pytest.mark.default_cassette("../handmade/refusal.yaml")
def test_a_refusal_is_no_answer(endpoint: Endpoint) -> None:
    """A hand-made answer: no model at hand refuses in the `refusal` field."""
    answer = client_of(endpoint).ask(WEATHER)

    assert Unanswered(kind="refused", why="it declined to answer") == answer
