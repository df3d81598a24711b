"""What the client promises of any OpenAI-compatible server, over a real HTTP stack."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Annotated

import httpx2
import pytest
from pydantic import BaseModel, Field

from digest.errors import LlmError, LlmRejected, LlmUnavailable
from digest.llm.answers import MemoryAnswers
from digest.llm.client import LlmClient
from digest.llm.endpoint import Endpoint
from digest.llm.pace import Pace
from digest.llm.patience import Patience
from digest.llm.purse import Limits, Price, Purse, Rates
from digest.llm.request import Answer, Request, Unanswered
from digest.model import Usage
from digest.progress import Event
from tests.told_stories import Clock

Served = httpx2.Response | Exception


class Weather(BaseModel):
    town: str
    degrees: Annotated[list[int], Field(max_length=3)]


REQUEST = Request(
    name="weather",
    system="You report the weather.",
    user="[1] Velmouth had 9 degrees.",
    form=Weather,
    highest=1,
    expected_tokens=20,
    room_tokens=500,
)
GOOD = '{"town": "Velmouth", "degrees": [9]}'


class Server:
    """Answers in turn, and remembers what it was asked."""

    def __init__(self, *answers: Served) -> None:
        self._left = list(answers)
        self.bodies: list[dict[str, object]] = []

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        if request.url.path.endswith("/models"):
            ids = ("velo-2", "velo-1")
            return httpx2.Response(200, json={"object": "list", "data": [{"id": i} for i in ids]})
        self.bodies.append(json.loads(request.content))
        answer = self._left.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer


OF_ENDPOINT = ("model", "base_url", "patience", "workers", "pace", "report", "log")


def client_of(server: Callable[[httpx2.Request], httpx2.Response], **settings: object) -> LlmClient:
    clock = Clock()
    of_endpoint: dict[str, object] = {
        "model": "velo-1",
        "base_url": "http://model.example/v1",
        "patience": Patience(),
        "pace": Pace(sleep=clock.sleep, clock=clock),
        **{name: value for name, value in settings.items() if name in OF_ENDPOINT},
    }
    endpoint = Endpoint(api_key="none", **of_endpoint)  # type: ignore[arg-type]
    transport = httpx2.MockTransport(server)
    endpoint.sdk = endpoint.sdk.with_options(http_client=httpx2.Client(transport=transport))
    rest = {
        name: settings[name] for name in settings if name not in OF_ENDPOINT or name == "report"
    }
    return LlmClient(endpoint, **rest)  # type: ignore[arg-type]


def says(text: str | None, finish: str = "stop", **message: object) -> httpx2.Response:
    choice = {"message": {"role": "assistant", "content": text, **message}, "finish_reason": finish}
    usage = {"prompt_tokens": 40, "completion_tokens": 12, "total_tokens": 52}
    return httpx2.Response(200, json={"choices": [choice], "usage": usage})


def fault(status: int, message: str, code: str | None = None, **headers: str) -> httpx2.Response:
    return httpx2.Response(
        status,
        json={"error": {"message": message, "code": code}},
        headers={name.replace("_", "-"): value for name, value in headers.items()},
    )


def slept(client: LlmClient) -> Sequence[float]:
    clock = client.endpoint.pace.clock
    assert isinstance(clock, Clock)
    return clock.slept


def test_an_answer_comes_typed_with_its_usage() -> None:
    server = Server(says(GOOD))
    client = client_of(server)

    answer = client.ask(REQUEST)

    assert Answer(value=Weather(town="Velmouth", degrees=[9])) == answer
    assert Usage(requests=1, input_tokens=40, output_tokens=12, cost=None) == client.usage


def test_only_what_is_needed_is_sent() -> None:
    """No temperature, no tools: reasoning models refuse them."""
    server = Server(says(GOOD))

    client_of(server).ask(REQUEST)

    (body,) = server.bodies
    assert {"model", "messages", "max_completion_tokens", "response_format"} == set(body)


def test_parameters_of_the_user_join_the_request() -> None:
    server = Server(says(GOOD))

    client_of(server, parameters={"temperature": 0}).ask(REQUEST)

    assert 0 == server.bodies[0]["temperature"]


def test_the_wait_that_the_server_asks_for_is_kept() -> None:
    """A rate limit is waited out and the same request made again."""
    server = Server(fault(429, "slow down", retry_after="7"), says(GOOD))
    client = client_of(server)

    assert isinstance(client.ask(REQUEST), Answer)
    assert [7.0] == list(slept(client))
    assert server.bodies[0] == server.bodies[1]


def test_milliseconds_and_dates_are_waits_too() -> None:
    server = Server(
        fault(429, "slow down", retry_after_ms="1500"),
        fault(503, "busy", retry_after="Wed, 21 Oct 2015 07:28:00 GMT"),
        says(GOOD),
    )
    client = client_of(server)

    client.ask(REQUEST)

    assert 1.5 == slept(client)[0]
    assert sum(slept(client)) < 2, "a date in the past is no wait"


@pytest.mark.parametrize("status", [408, 409, 429, 500, 503, 529])
def test_passing_faults_are_tried_again(status: int) -> None:
    client = client_of(Server(fault(status, "later"), says(GOOD)))

    assert isinstance(client.ask(REQUEST), Answer)


def test_a_lost_connection_and_a_silent_server_are_tried_again() -> None:
    lost = httpx2.ConnectError("connection refused")
    silent = httpx2.ReadTimeout("no answer")

    assert isinstance(client_of(Server(lost, silent, says(GOOD))).ask(REQUEST), Answer)


def test_tries_are_bounded() -> None:
    """Four tries are four requests: no other layer repeats them."""
    server = Server(*[fault(500, "broken")] * 9)
    client = client_of(server, patience=Patience(attempts=4))

    answer = client.ask(REQUEST)

    assert isinstance(answer, Unanswered)
    assert "failed" == answer.kind
    assert 4 == len(server.bodies)
    assert client.failure is None, "it may have been this request"


def test_a_wait_longer_than_all_the_time_there_is_is_not_begun() -> None:
    client = client_of(
        Server(fault(429, "slow down", retry_after="3600")), patience=Patience(total_time_s=60)
    )

    with pytest.raises(LlmUnavailable):
        client.ask(REQUEST)

    assert [] == list(slept(client))


@pytest.mark.parametrize(
    ("answer", "explanation"),
    [
        (fault(401, "bad key"), "refused the key .401.; is OPENAI_API_KEY right"),
        (fault(403, "no"), "refused the key .403."),
        (fault(429, "You exceeded your quota", "insufficient_quota"), "no quota left"),
        (fault(402, "pay first"), "no quota left"),
        (fault(404, "The model `velo-9` does not exist"), "knows: velo-1, velo-2"),
        (fault(404, "no such page"), "nothing answers at http://model.example/v1/chat/completions"),
        (fault(500, "no", x_should_retry="false"), "answered 500"),
    ],
)
def test_what_no_wait_mends_is_explained_at_once(answer: httpx2.Response, explanation: str) -> None:
    """A wrong key, model, address or an empty account: said once, in words to act on."""
    server = Server(answer)

    with pytest.raises(LlmRejected, match=explanation):
        client_of(server).ask(REQUEST)

    assert 1 == len(server.bodies)


def test_nothing_is_asked_of_a_dead_server() -> None:
    server = Server(fault(401, "bad key"))
    client = client_of(server)

    answers = client.ask_all([REQUEST, REQUEST, REQUEST])

    assert [LlmRejected] * 3 == [type(answer) for answer in answers]
    assert 1 == len(server.bodies)
    assert isinstance(client.failure, LlmRejected)


def test_a_dead_server_still_gives_what_was_paid_for() -> None:
    answers = MemoryAnswers()
    client_of(Server(says(GOOD)), answers=answers).ask(REQUEST)
    client = client_of(Server(), answers=answers)
    client.endpoint.end(LlmUnavailable("down"))

    assert isinstance(client.ask(REQUEST), Answer)


@pytest.mark.parametrize("status", [400, 422])
def test_a_server_without_schemas_is_asked_in_words(status: int) -> None:
    """One rung after the other is tried, and the one that worked is remembered."""
    refused = fault(status, "'response_format.type' must be 'text'")
    no_tools = fault(status, "tools are not supported")
    server = Server(
        refused, refused, no_tools, says(f"Here it is:\n```json\n{GOOD}\n```"), says(GOOD)
    )
    answers = MemoryAnswers()
    client = client_of(server, answers=answers)

    assert isinstance(client.ask(REQUEST), Answer)

    forms = [
        sorted(set(body) - {"model", "messages", "max_completion_tokens"}) for body in server.bodies
    ]
    assert [["response_format"], ["response_format"], ["tool_choice", "tools"], []] == forms
    assert '{"rung": "prompt"}' == answers.learned("http://model.example/v1", "velo-1")
    assert '{"town":"...","degrees":[1]}' in json.dumps(server.bodies[3]).replace("\\", "")

    again = client_of(server, answers=answers)
    assert isinstance(again.ask(REQUEST), Answer)
    assert 4 == len(server.bodies)


def test_arguments_of_a_tool_are_an_answer() -> None:
    call = {"id": "1", "type": "function", "function": {"name": "weather", "arguments": GOOD}}
    client = client_of(Server(says(None, "tool_calls", tool_calls=[call])), rung="tool")

    assert isinstance(client.ask(REQUEST), Answer)


def test_a_server_of_the_older_kind_knows_max_tokens() -> None:
    """The limit's name may change; what was stored under it is found all the same."""
    server = Server(fault(400, "Unsupported parameter: max_completion_tokens"), says(GOOD))
    answers = MemoryAnswers()

    client_of(server, answers=answers).ask(REQUEST)

    assert 500 == server.bodies[1]["max_tokens"]
    assert isinstance(client_of(Server(), answers=answers).ask(REQUEST), Answer)


def test_a_server_that_takes_no_limit_is_asked_without() -> None:
    refused = fault(400, "unknown field max_completion_tokens or max_tokens")
    server = Server(refused, refused, says(GOOD))

    assert isinstance(client_of(server).ask(REQUEST), Answer)
    assert not {"max_tokens", "max_completion_tokens"} & set(server.bodies[2])


@pytest.mark.parametrize(
    ("refusal", "field", "sent"),
    [
        ("Unrecognized request argument supplied: seed", "seed", None),
        ("Unsupported value: 'temperature' does not support 0 with this model.", "seed", 7),
        ("max_tokens is too large: 500. This model supports at most 96", "max_tokens", None),
        ("System role not supported", "seed", 7),
    ],
)
def test_what_a_server_refused_is_not_sent_to_it_again(
    refusal: str, field: str, sent: object
) -> None:
    """Learned by the first request, kept for all others and for the next build."""
    server = Server(fault(400, refusal), *[says(GOOD)] * 3)
    answers = MemoryAnswers()
    parameters = {"seed": 7, "temperature": 0}
    client = client_of(server, answers=answers, parameters=parameters)

    client.ask(REQUEST)
    client.ask(replace(REQUEST, user="[1] Tarn had rain."))
    again = client_of(server, answers=answers, parameters=parameters)
    again.ask(replace(REQUEST, user="[1] Lune had fog."))

    assert 4 == len(server.bodies)
    for body in server.bodies[1:]:
        assert body != server.bodies[0]
        assert sent == body.get(field)
    kept = [{k: v for k, v in body.items() if k != "messages"} for body in server.bodies[1:]]
    assert [kept[0]] * 3 == kept


def test_a_model_without_a_system_role_reads_the_text_all_the_same() -> None:
    refused = fault(500, "Jinja Exception: System role not supported")
    server = Server(refused, says(GOOD))

    client_of(server).ask(REQUEST)

    assert [{"role": "user", "content": f"{REQUEST.system}\n\n{REQUEST.user}"}] == server.bodies[1][
        "messages"
    ]


@pytest.mark.parametrize(
    ("refusal", "rooms"),
    [
        ("max_tokens is too large: 500. This model supports at most 96 completion tokens", [96]),
        ("max_completion_tokens exceeds what this model can write", [250]),
    ],
)
def test_an_answer_that_may_not_be_so_long_is_asked_for_shorter(
    refusal: str, rooms: list[int]
) -> None:
    server = Server(fault(400, refusal), says(GOOD))

    assert isinstance(client_of(server).ask(REQUEST), Answer)
    assert [500, *rooms] == [body["max_completion_tokens"] for body in server.bodies]


def test_the_room_that_one_request_leaves_is_not_every_request_s() -> None:
    """A long request and its answer are too long together; a short one has all the room."""
    refused = fault(
        400,
        "This model's maximum context length is 4097 tokens. However, you requested 4200 tokens "
        "(3700 in the messages, 500 in the completion). Please reduce the length of the messages.",
    )
    server = Server(refused, says(GOOD), says(GOOD))
    client = client_of(server)

    client.ask(REQUEST)
    client.ask(replace(REQUEST, user="[1] Tarn had rain."))

    assert [500, 397, 500] == [body["max_completion_tokens"] for body in server.bodies]


def test_no_room_for_the_answer_shortens_the_request() -> None:
    refused = fault(400, "context length is 4097 tokens: 4090 in the messages, 500 in completion")

    answer = client_of(Server(refused)).ask(REQUEST)

    assert isinstance(answer, Unanswered)
    assert "too_long" == answer.kind


def test_a_server_that_takes_no_form_costs_the_request_alone() -> None:
    """It may have been something in that request; others are asked as before."""
    server = Server(*[fault(400, "no such response_format")] * 4, says(GOOD))
    client = client_of(server)

    answer = client.ask(REQUEST)

    assert isinstance(answer, Unanswered)
    assert "failed" == answer.kind
    assert client.failure is None
    assert isinstance(client.ask(replace(REQUEST, user="[1] Tarn had rain.")), Answer)
    assert "response_format" in server.bodies[4]


def test_a_refusal_that_nobody_knows_costs_the_request_alone() -> None:
    server = Server(fault(400, "bad request"), says(GOOD))
    events: list[Event] = []
    client = client_of(server, report=events.append)

    answer = client.ask(REQUEST)

    assert Unanswered(kind="failed", why="its request failed") == answer
    assert ["model.example refused a request (400): bad request"] == [e.note for e in events]
    assert isinstance(client.ask(replace(REQUEST, user="[1] Tarn had rain.")), Answer)


def test_all_workers_learn_from_one_refusal() -> None:
    refused: list[object] = []

    def server(request: httpx2.Request) -> httpx2.Response:
        body = json.loads(request.content)
        if "seed" in body:
            refused.append(body)
            return fault(400, "Unknown parameter: 'seed'.")
        return says(GOOD)

    client = client_of(server, workers=4, parameters={"seed": 7})
    answers = client.ask_all([replace(REQUEST, user=f"[1] Day {n}.") for n in range(24)])

    assert [Answer] * 24 == [type(answer) for answer in answers]
    assert len(refused) <= 4


def test_an_unknown_model_is_named_where_none_are_listed() -> None:
    def without_list(request: httpx2.Request) -> httpx2.Response:
        return fault(404, "no model velo-1" if request.method == "POST" else "no such page")

    with pytest.raises(LlmRejected, match=r"does not know the model 'velo-1'$"):
        client_of(without_list).ask(REQUEST)


def test_an_odd_wish_to_wait_is_no_wish() -> None:
    for asked in ("soon", "-3", "nan"):
        client = client_of(Server(fault(429, "slow down", retry_after=asked), says(GOOD)))
        assert isinstance(client.ask(REQUEST), Answer)
        assert all(0 <= seconds <= 1 for seconds in slept(client))


def test_an_interruption_ends_the_asking() -> None:
    """Ctrl-C is not taken for a fault of one story, and nothing more is sent."""

    def interrupted(_request: httpx2.Request) -> httpx2.Response:
        raise KeyboardInterrupt

    client = client_of(interrupted)

    with pytest.raises(KeyboardInterrupt):
        client.ask_all([REQUEST, REQUEST])

    assert client.failure is not None


def test_a_cut_answer_is_asked_for_once_more_with_room() -> None:
    server = Server(says('{"town": "Vel', "length"), says(GOOD))

    assert isinstance(client_of(server).ask(REQUEST), Answer)
    assert [500, 2000] == [body["max_completion_tokens"] for body in server.bodies]


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (says(None, refusal="I will not."), "refused"),
        (says(None, "content_filter"), "filtered"),
        (fault(400, "filtered", "content_filter"), "filtered"),
        (
            fault(400, "maximum context length is 4096 tokens", "context_length_exceeded"),
            "too_long",
        ),
        (fault(413, "too large"), "too_long"),
    ],
)
def test_a_request_may_fail_alone(answer: httpx2.Response, kind: str) -> None:
    """One refused request does not end the build, and what was paid is not paid for twice."""
    server = Server(answer, answer)
    answers = MemoryAnswers()
    client = client_of(server, answers=answers)

    first, second = client.ask(REQUEST), client.ask(REQUEST)

    assert isinstance(first, Unanswered)
    assert kind == first.kind
    assert first == second
    assert (1 if answer.status_code == 200 else 2) == len(server.bodies), "a refusal costs nothing"
    assert client.failure is None


def test_an_unusable_answer_is_sent_back_once_with_its_fault() -> None:
    server = Server(says('{"town": "Velmouth"}'), says(GOOD))

    assert isinstance(client_of(server).ask(REQUEST), Answer)
    messages = server.bodies[1]["messages"]
    assert isinstance(messages, list)
    assert "degrees: field required" in messages[-1]["content"]


@pytest.mark.parametrize("text", ["", None, "I am sorry.", "[]", "{" * 5000, '{"a": ' * 3000])
def test_an_answer_that_cannot_be_used_is_given_up(text: str | None) -> None:
    server = Server(*[says(text)] * 9)

    answer = client_of(server, patience=Patience(attempts=3)).ask(REQUEST)

    assert isinstance(answer, Unanswered)
    assert "malformed" == answer.kind
    assert len(server.bodies) <= 4


def test_nonsense_is_asked_for_again_after_a_while() -> None:
    """A server that is out of its mind for some seconds costs no story."""
    server = Server(*[says("The weather is fine today.")] * 3, says(GOOD))
    client = client_of(server)

    assert isinstance(client.ask(REQUEST), Answer)
    assert 2 + 4 + 8 <= sum(slept(client))
    assert [server.bodies[0]] * 4 == server.bodies, "the same question, not a mended one"


def test_what_failed_in_an_earlier_build_is_asked_for_again() -> None:
    """A refusal is kept for an hour, so that a build goes on where it was, and then asked anew."""
    answers = MemoryAnswers()
    client_of(Server(says(None, refusal="no")), answers=answers).ask(REQUEST)

    soon = client_of(Server(), answers=answers).ask(REQUEST)
    at_will = client_of(Server(says(GOOD)), answers=answers, again=True).ask(REQUEST)
    answers.forget(next(iter(answers._answers)))
    client_of(Server(says(None, refusal="no")), answers=answers).ask(REQUEST)
    (name,) = answers._answers
    answers._kept_at[name] -= timedelta(hours=2)
    later = client_of(Server(says(GOOD)), answers=answers).ask(REQUEST)

    assert isinstance(soon, Unanswered)
    assert isinstance(at_will, Answer)
    assert isinstance(later, Answer)


def test_a_stored_answer_that_is_damaged_is_asked_for_again() -> None:
    answers = MemoryAnswers()
    client_of(Server(says(GOOD)), answers=answers).ask(REQUEST)
    (name,) = answers._answers
    answers._answers[name] = "\x00 half a row"

    assert isinstance(client_of(Server(says(GOOD)), answers=answers).ask(REQUEST), Answer)


def test_a_server_that_fails_again_and_again_is_tried_now_and_then() -> None:
    """One request tries it for all; when it is back, all go on, and nothing is lost."""
    server = Server(*[fault(500, "down")] * 11, *[says(GOOD)] * 40)
    client = client_of(server, patience=Patience(attempts=20))

    answers = client.ask_all([replace(REQUEST, user=f"[1] Day {n}.") for n in range(12)])

    assert [Answer] * 12 == [type(answer) for answer in answers]
    assert {2.0, 4.0, 8.0} <= set(slept(client))


def test_a_server_that_stays_down_is_given_up() -> None:
    server = Server(*[fault(500, "down")] * 99)
    client = client_of(server, patience=Patience(attempts=20))

    answers = client.ask_all([replace(REQUEST, user=f"[1] Day {n}.") for n in range(30)])

    assert [LlmUnavailable] * 30 == [type(answer) for answer in answers]
    assert len(server.bodies) <= 12
    assert sum(slept(client)) < 900


def test_one_request_that_always_fails_costs_itself() -> None:
    def server(request: httpx2.Request) -> httpx2.Response:
        return fault(500, "broken") if b"Day 3." in request.content else says(GOOD)

    client = client_of(server, workers=4)
    answers = client.ask_all([replace(REQUEST, user=f"[1] Day {n}.") for n in range(30)])

    assert 29 == sum(isinstance(answer, Answer) for answer in answers)
    assert client.failure is None


def test_asking_ends_at_its_deadline() -> None:
    client = client_of(
        Server(*[fault(429, "later")] * 99), patience=Patience(deadline_s=20, total_time_s=3600)
    )

    with pytest.raises(LlmError, match=r"20 s of .llm. deadline_s"):
        client.ask(REQUEST)

    assert sum(slept(client)) <= 40


def test_each_try_is_in_the_log_with_its_id() -> None:
    kept: list[Mapping[str, object]] = []
    server = Server(fault(503, "busy", x_request_id="one"), says(GOOD))

    client_of(server, log=kept.append).ask(REQUEST)

    assert [(503, "one", 1), (200, None, 2)] == [
        (line["status"], line["request_id"], line["try"]) for line in kept
    ]


def test_a_fault_with_status_200_is_tried_again() -> None:
    """Gateways hide the faults of the server behind them."""
    hidden = httpx2.Response(200, json={"error": {"message": "upstream overloaded"}})
    page = httpx2.Response(200, text="<html>login</html>", headers={"content-type": "text/html"})

    assert isinstance(client_of(Server(hidden, page, says(GOOD))).ask(REQUEST), Answer)


def test_an_error_body_may_be_anything() -> None:
    odd = httpx2.Response(400, json=[{"error": {"message": "no such thing"}}])

    assert isinstance(client_of(Server(odd)).ask(REQUEST), Unanswered)


def test_a_used_up_window_is_waited_for() -> None:
    """The server's own count of what is left paces the next request."""
    first = says(GOOD)
    first.headers.update(
        {"x-ratelimit-remaining-requests": "0", "x-ratelimit-reset-requests": "1m2s"}
    )
    client = client_of(Server(first, says('{"town": "Tarn", "degrees": []}')))

    client.ask(REQUEST)
    client.ask(replace(REQUEST, user="[1] Tarn had rain."))

    assert [60.0] == list(slept(client))


def test_answers_keep_the_order_of_the_requests() -> None:
    def echo(request: httpx2.Request) -> httpx2.Response:
        asked = json.loads(request.content)["messages"][1]["content"]
        return says(json.dumps({"town": asked, "degrees": []}))

    requests = [replace(REQUEST, user=f"town {number}") for number in range(12)]
    answers = client_of(echo, workers=5).ask_all(requests)

    assert [r.user for r in requests] == [
        answer.value.town for answer in answers if isinstance(answer, Answer)
    ]


def test_limits_hold_and_a_known_price_is_counted() -> None:
    server = Server(says(GOOD))
    rates = Rates("velo-1", "http://model.example/v1", Price(input=10, output=100))
    client = client_of(server, rates=rates, purse=Purse(Limits(cost=0.0515)))

    first = client.ask(REQUEST)
    second = client.ask(replace(REQUEST, user="again"))

    assert isinstance(first, Answer)
    assert 0.0016 == client.usage.cost
    assert Unanswered(kind="over_budget", why="the budget of $0.0515 would be passed") == second


def test_the_reader_of_the_log_sees_why_it_waits() -> None:
    events: list[Event] = []
    server = Server(fault(429, "slow down", retry_after="7"), says(GOOD))

    client_of(server, report=events.append).ask(REQUEST)

    assert ["model.example answered 429: slow down; again in 7 s"] == [e.note for e in events]


def short_of(tokens: int) -> httpx2.Response:
    """What OpenRouter says to an account that has little left."""
    return fault(
        402,
        "This request requires more credits, or fewer max_tokens. You requested up to 500 tokens, "
        f"but can only afford {tokens}. To increase, visit https://router.example/credits",
    )


def test_an_account_that_has_little_left_pays_for_a_shorter_answer() -> None:
    """And what it paid for is found again by who asks with a full account."""
    server, answers = Server(short_of(333), says(GOOD)), MemoryAnswers()

    assert isinstance(client_of(server, answers=answers).ask(REQUEST), Answer)
    assert [500, 333] == [body["max_completion_tokens"] for body in server.bodies]
    later = client_of(Server(), answers=answers)
    assert isinstance(later.ask(REQUEST), Answer)


@pytest.mark.parametrize(
    "said", [(short_of(333), short_of(120)), (short_of(19),)], ids=["again", "of no use"]
)
def test_an_account_that_cannot_pay_for_an_answer_is_empty(said: Sequence[Served]) -> None:
    server = Server(*said)
    client = client_of(server)

    with pytest.raises(LlmRejected, match="no quota left"):
        client.ask(REQUEST)
    assert client.failure is not None
    assert len(said) == len(server.bodies)


def test_a_cut_answer_is_not_paid_again_where_no_more_can_be_afforded() -> None:
    server = Server(short_of(333), says(GOOD[:9], finish="length"), short_of(300))

    with pytest.raises(LlmRejected, match="no quota left"):
        client_of(server).ask(REQUEST)
    assert [500, 333, 2000] == [body["max_completion_tokens"] for body in server.bodies]
