"""What a fake cannot prove: that a real server takes our requests and we take its answers.

cassettes/README.md says which server and model recorded them, and how to record them again.
"""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from pydantic import BaseModel

from digest.errors import LlmUnavailable
from digest.grounding.evidence import Evidence
from digest.llm.answers import AnswerStore, MemoryAnswers
from digest.llm.client import LlmClient
from digest.llm.endpoint import Endpoint as ModelEndpoint
from digest.llm.pace import Pace
from digest.llm.patience import Patience
from digest.llm.reply import Reply
from digest.llm.request import Answer, Request, Unanswered
from digest.model import THRESHOLD, Story
from digest.progress import silent
from digest.resources import loader
from digest.telling import Prompts, Telling, TellOptions, tell
from digest.telling.by_model.batch import Batch, task_of
from digest.telling.by_model.draft import Draft, request_for
from tests.recording import Endpoint
from tests.told_stories import (
    ARTICLES,
    BRIDGE_LEAD,
    BRIDGE_STORY,
    CRACKS,
    EXAM,
    ORCHARD_STORY,
    Clock,
    ScriptedClient,
    draft,
    drafted,
    form_of,
    judged_sentences,
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
    endpoint: Endpoint, *, answers: AnswerStore | None = None, rung: str | None = None
) -> LlmClient:
    clock = Clock()
    reached = ModelEndpoint(
        api_key=endpoint.api_key,
        model=endpoint.model,
        base_url=endpoint.base_url,
        patience=Patience(timeout_s=3600, total_time_s=7200, attempts=3),
        pace=Pace(sleep=clock.sleep, clock=clock),
    )
    return LlmClient(reached, answers=answers, rung=rung)


def told(
    endpoint: Endpoint, story: Story, answers: AnswerStore | None = None, **options: Any
) -> Telling:
    """A story told by the endpoint's model, and judged by the judge's while recording."""
    where = replace(endpoint, base_url=endpoint.judge_url or endpoint.base_url)
    client = client_of(endpoint, answers=answers)
    is_elsewhere = where.base_url != endpoint.base_url
    return tell(
        [story],
        ARTICLES,
        client=client,
        judge=client_of(where, answers=answers) if is_elsewhere else client,
        prompts=loader("prompts"),
        options=TellOptions(points=3, **options),
        now=datetime(2026, 4, 22, 6, tzinfo=UTC),
        report=silent,
    )


def drafting(story: Story) -> Request[Draft]:
    """The request for the draft of one story."""
    evidence = Evidence([ARTICLES[article] for article in story.articles])
    batch = Batch((task_of(story, evidence, 6000),))
    return request_for(batch, Prompts(loader("prompts")), 3)


class Dying(ScriptedClient):
    """A server that goes away before it judges what it wrote; the exam it has passed."""

    def _judged(self, user: str) -> Reply:
        if not EXAM.keys() >= set(judged_sentences(user).values()):
            raise LlmUnavailable("the line went dead")
        return super()._judged(user)


def died_after_draft(endpoint: Endpoint, points: Sequence[tuple[str, list[int]]]) -> MemoryAnswers:
    """What is left in the store when the server went away after the bridge story's draft."""
    answers = MemoryAnswers()
    for url in {endpoint.base_url, endpoint.judge_url or endpoint.base_url}:
        died = Dying(
            draft(drafted(1, "Carrow Bridge closed until June", *points)),
            model=endpoint.model,
            base_url=url,
            patience=Patience(attempts=1),
            answers=answers,
        )
        tell(
            [BRIDGE_STORY],
            ARTICLES,
            client=died,
            prompts=loader("prompts"),
            options=TellOptions(points=3),
            now=datetime(2026, 4, 22, 6, tzinfo=UTC),
            report=silent,
        )
    return answers


def body(vcr: Any, place: int) -> dict[str, Any]:
    """What was sent in the request with that index of the recording."""
    sent = json.loads(vcr.requests[place].body)
    assert isinstance(sent, dict)
    return sent


def forms(vcr: Any) -> list[str]:
    """The names of the forms asked for, in order."""
    return [form_of(body(vcr, place)) for place in range(len(vcr.requests))]


@pytest.mark.vcr
def test_a_real_server_takes_the_strict_schema(endpoint: Endpoint, vcr: Any) -> None:
    """A story is drafted under a schema that admits the sentences' numbers alone."""
    client = client_of(endpoint)

    answer = client.ask(drafting(ORCHARD_STORY))

    wire = body(vcr, 0)["response_format"]["json_schema"]
    story = wire["schema"]["properties"]["stories"]["items"]["properties"]
    cites = story["points"]["items"]["properties"]["cites"]
    assert {"type": "integer", "minimum": 1, "maximum": 64} == cites["items"]
    assert wire["strict"] is True
    assert "[3] The growers' union expects" in body(vcr, 0)["messages"][1]["content"]
    assert isinstance(answer, Answer)
    assert answer.value.of(1) is not None
    assert client.usage.input_tokens > 0


@pytest.mark.vcr
@pytest.mark.replay_only
@pytest.mark.default_cassette("test_a_real_server_takes_the_strict_schema.yaml")
def test_the_same_question_is_asked_once(endpoint: Endpoint) -> None:
    """The recording allows each request once: the second answer comes from the store."""
    answers = MemoryAnswers()

    first = client_of(endpoint, answers=answers).ask(drafting(ORCHARD_STORY))
    later = client_of(endpoint, answers=answers)

    assert first == later.ask(drafting(ORCHARD_STORY))
    assert 0 == later.usage.requests


@pytest.mark.vcr
def test_a_real_server_is_asked_in_words(endpoint: Endpoint, vcr: Any) -> None:
    """Without any form of JSON support, the form is told in words and the answer read all the same."""
    answer = client_of(endpoint, rung="prompt").ask(drafting(ORCHARD_STORY))

    assert "response_format" not in body(vcr, 0)
    assert '{"stories":[{"story":1' in body(vcr, 0)["messages"][0]["content"]
    assert isinstance(answer, Answer)
    assert answer.value.of(1) is not None


@pytest.mark.vcr
def test_a_small_model_fails_its_exam(endpoint: Endpoint, vcr: Any) -> None:
    """One request shows that it cannot tell true from false, and it is asked to write nothing."""
    telling = told(endpoint, BRIDGE_STORY)

    assert "judgement" == forms(vcr)[0]
    assert "draft" not in forms(vcr)
    assert "model" != telling.summaries[0].method
    assert "may not write here" in telling.notices[0]


@pytest.mark.vcr
def test_a_small_model_chooses(endpoint: Endpoint, vcr: Any) -> None:
    """It orders the sources' own sentences by number; nothing else of its answer is printed."""
    summary = told(endpoint, BRIDGE_STORY, mode="choose").summaries[0]

    assert ["choose"] == forms(vcr)
    assert "chosen" == summary.method
    assert {"copied"} == {point.proof.kind for point in summary.points}


@pytest.mark.vcr
def test_a_model_that_passes_its_exam_writes(endpoint: Endpoint, vcr: Any) -> None:
    """It sits the exam, drafts, and reads its sentences again; each printed one has its doubt."""
    telling = told(endpoint, ORCHARD_STORY)

    assert ["judgement", "judgement", "draft", "judgement"] == forms(vcr)[:4]
    summary = telling.summaries[0]
    assert "model" == summary.method
    judged = [point.proof for point in summary.points if point.proof.kind == "judged"]
    assert judged
    assert all(proof.doubt is not None and proof.doubt < THRESHOLD for proof in judged)
    assert () == telling.notices


@pytest.mark.vcr
def test_a_doubted_sentence_is_repaired_and_judged_again(endpoint: Endpoint, vcr: Any) -> None:
    """A build that died after its draft goes on where it was: judging, repair, judging."""
    wrong = "The Carrow Bridge will be torn down in June because of its cracks."
    points = [(BRIDGE_LEAD, [1]), (CRACKS, [2]), (wrong, [1, 2])]

    answers = died_after_draft(endpoint, points)
    summary = told(endpoint, BRIDGE_STORY, answers).summaries[0]

    assert ["judgement", "repair", "judgement"] == forms(vcr)
    repair = body(vcr, 1)["messages"][1]["content"]
    assert f"Draft: {wrong}\nFault: the evidence does not say: " in repair
    assert BRIDGE_LEAD not in repair
    assert BRIDGE_LEAD not in body(vcr, 2)["messages"][1]["content"]
    assert "model" == summary.method
    assert wrong not in [point.text for point in summary.points]
    assert {BRIDGE_LEAD, CRACKS} <= {point.text for point in summary.points}


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
