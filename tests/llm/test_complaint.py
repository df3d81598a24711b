"""What a server says instead of an answer is found in a body of any shape."""

import json
import time

import httpx2
import pytest

from digest.errors import LlmRejected, LlmUnavailable
from digest.llm.faults import complaint_in, judge_body, seconds_told
from digest.llm.faults.complaint import Asked, short_of, status_of, told_in
from digest.llm.request import Answer, Unanswered
from tests.llm.test_client import GOOD, REQUEST, Server, client_of, says
from tests.llm.test_quirks import kind_of

ASKED = Asked("http://model.example/v1", "velo-1", ("model", "messages", "seed"))
LONG = "This model's maximum context length is 4096 tokens."
SHAPES = {
    "an object": {"error": {"message": LONG, "type": "invalid_request_error"}},
    "an object in an error": {"error": {"error": {"message": LONG}}},
    "a string in an error": {"error": LONG},
    "a message": {"message": LONG, "code": 400},
    "a detail": {"detail": LONG},
    "details": {"detail": [{"loc": ["body"], "msg": LONG}]},
    "errors": {"success": False, "errors": [{"code": 5, "message": LONG}]},
    "a list": [{"error": {"message": LONG}}],
    "strings": [LONG],
    "a string": LONG,
    "JSON in a string": {"error": {"message": json.dumps({"error": {"message": LONG}})}},
    "JSON in a gateway's string": {
        "error": {"message": "No luck", "metadata": {"raw": json.dumps({"message": LONG})}}
    },
}


@pytest.mark.parametrize("status", [200, 400, 404, 422, 500])
@pytest.mark.parametrize(
    "body",
    [
        *(json.dumps(shape) for shape in SHAPES.values()),
        LONG,
        f"<html><head><style>p {{}}</style></head><body><p>{LONG}</p></body></html>",
        f"data: {json.dumps(SHAPES['an object'])}\n\ndata: [DONE]\n\n",
    ],
    ids=[*SHAPES, "text", "a page", "a stream"],
)
def test_a_meaning_is_found_in_any_shape_and_under_any_status(body: str, status: int) -> None:
    """A request too long for the model is shortened, whoever stands between it and us."""
    complaint = complaint_in(body, status, {}, ASKED)

    assert "too long" == kind_of(complaint)
    assert "<" not in complaint.told


def test_what_is_shown_of_it_is_its_message() -> None:
    for name in ("an object", "a list", "details", "JSON in a string"):
        assert LONG == short_of(json.dumps(SHAPES[name]))
    body = json.dumps(
        {"type": "error", "error": {"message": "No\nluck at http://me:hush@h/?k=hush"}}
    )
    assert "No luck at http://h/" == short_of(body)
    assert 300 == len(short_of(json.dumps({"error": "no " * 900})))


def test_what_an_article_says_is_no_complaint() -> None:
    """Servers send back what they were sent; a story on billing ends no asking."""
    sent = {"messages": [{"role": "user", "content": "The billing firm's API key was not valid."}]}
    body = {
        "detail": [{"loc": ["body"], "msg": "Bad request", "input": sent, "ctx": {"x": "billing"}}],
        "request": sent,
        "error": {"message": "no", "failed_generation": "system role not supported"},
    }

    assert "unclear" == kind_of(complaint_in(json.dumps(body), 400, {}, ASKED))


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ('{"error": {"message": "x", "code": 429}}', 429),
        ('{"error": {"message": "x", "code": "503"}}', 503),
        ('{"status": 404, "title": "Not Found"}', 404),
        ('{"message": "x", "status_code": 401}', 401),
        ('{"error": {"message": "{\\"error\\": {\\"code\\": 402}}"}}', 402),
        ('data: {"error": {"code": 529}}\n\n', 529),
        *(('{"error": {"message": "x", "code": 1261}}', 502), ("<html>no</html>", 502), ("", 502)),
    ],
)
def test_a_fault_under_status_200_has_the_status_that_it_names(body: str, status: int) -> None:
    assert status == status_of(body, 200)
    assert 418 == status_of(body, 418)


def test_a_hidden_fault_is_judged_like_an_open_one() -> None:
    """An empty account behind a gateway ends the asking, and five tries do not."""
    empty = '{"error": {"message": "Insufficient Balance", "code": 402}}'
    page = httpx2.Response(200, text=empty, headers={"content-type": "application/json"})
    server = Server(page)

    with pytest.raises(LlmRejected, match="no quota left: Insufficient Balance"):
        client_of(server).ask(REQUEST)

    assert 1 == len(server.bodies)


def test_a_hidden_filter_costs_one_request() -> None:
    flagged = httpx2.Response(200, json={"error": {"message": "Input was flagged", "code": 403}})

    answer = client_of(Server(flagged)).ask(REQUEST)

    assert isinstance(answer, Unanswered)
    assert "filtered" == answer.kind


def test_a_wait_in_words_is_kept() -> None:
    slow = httpx2.Response(429, json={"error": "Rate limit reached. Please try again in 7s."})
    client = client_of(Server(slow, says(GOOD)))

    assert isinstance(client.ask(REQUEST), Answer)
    assert [7.0] == list(client.endpoint.pace.clock.slept)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("told", "seconds"),
    [
        ("please try again in 6m0.5s", 360.5),
        ("please retry after 20 seconds", 20.0),
        ("retry in 1h2m", 3720.0),
        ("try again in 20ms", 0.02),
        ("try again after 250 milliseconds", 0.25),
        *(("please try again later", None), ("try again in a while", None), ("", None)),
    ],
)
def test_waits_in_words(told: str, seconds: float | None) -> None:
    assert seconds == seconds_told(told)


@pytest.mark.parametrize(
    "body",
    [
        "",
        "{" * 100_000,
        '{"error":' * 50_000,
        json.dumps({"error": "model max_tokens tokens " * 200_000}),
        json.dumps({"error": ["limit 1 requested "] * 200_000}),
        "<" * 1_000_000,
        "<script>" * 100_000,
        json.dumps({"error": json.dumps({"error": json.dumps({"error": "x" * 100_000})})}),
    ],
    ids=range(8),
)
def test_no_complaint_takes_long_to_read(body: str) -> None:
    began = time.process_time()

    with pytest.raises(LlmUnavailable):
        judge_body(body, 500, {}, ASKED)

    assert time.process_time() - began < 1


def test_a_long_text_hides_no_other() -> None:
    body = {"trace": "at line 1 " * 5000, "error": {"message": LONG}}

    assert "too long" == kind_of(complaint_in(json.dumps(body), 400, {}, ASKED))


def test_a_field_of_ours_may_be_named_by_a_key() -> None:
    assert "seed" in told_in('{"errors": {"seed": ["not permitted"]}}', ("seed",))
    assert "seed" not in told_in('{"errors": {"seed": ["not permitted"]}}')
