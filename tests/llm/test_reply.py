"""An answer that was paid is read, in whatever body a server or a gateway hands it over."""

import json
import time

import pytest

from digest.llm.bodies import LONGEST_BODY
from digest.llm.reply import Reply, reply_in

TEXT = '{"town": "Velmouth"}'
KNOWN: dict[str, object] = {"prompt_tokens": 40, "completion_tokens": 12}


def body(usage: object = KNOWN, finish: object = "stop", **message: object) -> str:
    choice = {"message": {"role": "assistant", **message}, "finish_reason": finish}
    return json.dumps({"model": "velo-1", "choices": [choice], "usage": usage})


def stream(*deltas: dict[str, object], finish: str | None = "stop", usage: object = KNOWN) -> str:
    chunks: list[dict[str, object]] = [{"choices": [{"index": 0, "delta": d}]} for d in deltas]
    if finish:
        chunks.append({"choices": [{"index": 0, "delta": {}, "finish_reason": finish}]})
    chunks.append({"choices": [], "usage": usage, "model": "velo-1"})
    return "".join(f"data: {json.dumps(chunk)}\n\n" for chunk in chunks)


def called(arguments: object) -> list[dict[str, object]]:
    return [{"type": "function", "function": {"name": "weather", "arguments": arguments}}]


PARTS = [
    {"type": "reasoning", "text": "Is it Velmouth?"},
    {"type": "text", "text": TEXT[:5]},
    [TEXT[5:9], {"type": "output_text", "text": {"text": TEXT[9:]}}],
]
ENVELOPE = json.loads(body(content=TEXT))

BODIES = {
    "a string": body(content=TEXT),
    "parts, thoughts among them": body(content=PARTS),
    "one part": body(content={"type": "text", "text": TEXT}),
    "the answer as an object": body(content=json.loads(TEXT)),
    "a message that is a string": json.dumps({"choices": [{"message": TEXT}], "usage": KNOWN}),
    "a call with a string": body(content=None, tool_calls=called(TEXT)),
    "a call with an object": body(content=None, tool_calls=called(json.loads(TEXT))),
    "a call without its list": body(content="", tool_calls=called(TEXT)[0]),
    "the old call": body(content=None, function_call={"name": "weather", "arguments": TEXT}),
    "reasoning only": body(content="", reasoning_content=TEXT),
    "reasoning only, otherwise": body(content=None, reasoning=TEXT),
    "content beside reasoning": body(content=TEXT, reasoning='{"town": "Tarn"}'),
    "a legacy completion": json.dumps({"choices": [{"text": TEXT}], "usage": KNOWN}),
    "a mark before it": "\ufeff" + body(content=TEXT),
    "keep-alives before it": ": WAITING\n\n: WAITING\n\n" + body(content=TEXT),
    "blank lines and a comment": "\n \n// made by a gateway\n" + body(content=TEXT),
    "an end of stream after it": body(content=TEXT) + "\n\ndata: [DONE]\n\n",
    "indented": json.dumps(ENVELOPE, indent=2),
    "a list": json.dumps([ENVELOPE]),
    "wrapped": json.dumps({"success": True, "result": ENVELOPE}),
    "a stream": stream({"role": "assistant"}, {"content": TEXT[:9]}, {"content": TEXT[9:]}),
    "a stream with its end": stream({"content": TEXT}) + "data: [DONE]\n\n",
    "a stream of one whole message": f"data: {body(content=TEXT)}\n\ndata: [DONE]\n\n",
    "events with names and comments": ": on\n\nevent: chunk\nid: 1\n" + stream({"content": TEXT}),
    "a stream without blank lines": stream({"content": TEXT}).replace("\n\n", "\n"),
    "a stream with CRLF": stream({"content": TEXT}).replace("\n", "\r\n"),
    "an event on several lines": "".join(
        f"data: {line}\n" for line in json.dumps(ENVELOPE, indent=1).splitlines()
    ),
    "a stream with a mark before it": "\ufeff" + stream({"content": TEXT}),
    "a stream of a call": stream(
        {"tool_calls": [{"index": 0, "function": {"name": "weather", "arguments": ""}}]},
        {"tool_calls": [{"index": 0, "function": {"arguments": TEXT[:7]}}]},
        {"tool_calls": [{"index": 1, "function": {"arguments": "{}"}}]},
        {"tool_calls": [{"index": 0, "function": {"arguments": TEXT[7:]}}]},
    ),
    "a stream that thinks first": stream({"reasoning_content": "{x}"}, {"content": TEXT}),
    "a stream without an end": stream({"content": TEXT}, finish=None),
}


@pytest.mark.parametrize("sent", BODIES.values(), ids=BODIES)
def test_what_was_paid_is_read(sent: str) -> None:
    """Each of these was thrown away once, and asked and paid for again."""
    reply = reply_in(sent)

    assert reply is not None
    assert json.loads(TEXT) == json.loads(reply.text)
    assert "stop" == reply.finish
    assert (40, 12, True) == (reply.input_tokens, reply.output_tokens, reply.is_usage_known)


@pytest.mark.parametrize(
    "usage",
    [
        *(None, [], "many", {}, {"total_tokens": 52}),
        {"prompt_tokens": 40, "completion_tokens": None},
        {"prompt_tokens": 40.5, "completion_tokens": 12.0},
        {"prompt_tokens": "40", "completion_tokens": "12"},
        {"prompt_tokens": -1, "completion_tokens": 12},
        {"prompt_tokens": 0, "completion_tokens": 0},
        {"prompt_tokens": 40, "completion_tokens": 0},
        {"prompt_tokens": True, "completion_tokens": True},
        {"prompt_tokens": 10**15, "completion_tokens": 12},
        {"prompt_tokens": [40], "completion_tokens": {"n": 12}},
    ],
)
def test_usage_that_makes_no_sense_is_unknown(usage: object) -> None:
    """The answer counts all the same, and nobody takes it for free."""
    reply = reply_in(body(usage, content=TEXT))

    assert reply is not None
    assert TEXT == reply.text
    assert (0, 0, False) == (reply.input_tokens, reply.output_tokens, reply.is_usage_known)


def test_a_count_of_thousands_of_digits_is_unknown_too() -> None:
    sent = body(content=TEXT).replace(
        '"completion_tokens": 12', f'"completion_tokens": {"9" * 9000}'
    )

    reply = reply_in(sent)

    assert reply is not None
    assert not reply.is_usage_known


@pytest.mark.parametrize(
    "usage",
    [
        KNOWN | {"prompt_tokens_details": {"cached_tokens": 30}},
        KNOWN | {"prompt_cache_hit_tokens": 30},
        {"input_tokens": 40, "output_tokens": 12, "input_tokens_details": {"cached_tokens": 30}},
        {"input_tokens": 40, "output_tokens": 12, "cache_read_input_tokens": 30},
    ],
)
def test_tokens_read_before_are_counted_under_any_name(usage: object) -> None:
    reply = reply_in(body(usage, content=TEXT))

    assert reply is not None
    assert (40, 30, 12) == (reply.input_tokens, reply.cached_tokens, reply.output_tokens)


def test_more_cached_than_read_is_all_of_it() -> None:
    reply = reply_in(body(KNOWN | {"prompt_tokens_details": {"cached_tokens": 99}}, content=TEXT))

    assert reply is not None
    assert 40 == reply.cached_tokens


@pytest.mark.parametrize(
    ("said", "finish"),
    [
        *(("length", "length"), ("MAX_TOKENS", "length"), ("SAFETY", "content_filter")),
        *(("tool_calls", "tool_calls"), (None, "stop"), (3, "stop")),
    ],
)
def test_the_end_is_told_in_one_words(said: object, finish: str) -> None:
    reply = reply_in(body(finish=said, content=TEXT))

    assert reply is not None
    assert finish == reply.finish


def test_a_stream_that_breaks_off_is_a_cut_answer() -> None:
    """Half of the JSON may be mended into something that fits, and lacks the last sentences."""
    reply = reply_in(stream({"content": TEXT[:9]}, finish=None))

    assert reply is not None
    assert "length" == reply.finish


def test_the_model_that_answered_is_known() -> None:
    for sent in (body(content=TEXT), stream({"content": TEXT})):
        reply = reply_in(sent)
        assert reply is not None
        assert "velo-1" == reply.model


def test_a_completion_may_lack_nearly_everything() -> None:
    bare = '{"choices": [{"message": {"role": "assistant"}}]}'

    assert Reply(text="", is_usage_known=False) == reply_in(bare)


def test_thoughts_without_an_object_are_no_answer() -> None:
    reply = reply_in(body(content=None, reasoning="Velmouth, I think."))

    assert reply is not None
    assert "" == reply.text


FAULTY = {"message": "upstream is overloaded", "code": 502}


@pytest.mark.parametrize(
    "sent",
    [
        *("", "[]", "{}", "3", "null", '{"choices": []}', '{"choices": [{"message": 3}]}'),
        *("<html>", "<html>\n{}", "<!doctype html>\n" + body(content=TEXT), "bad gateway"),
        json.dumps({"error": FAULTY}),
        json.dumps({"error": "overloaded"}),
        json.dumps({"detail": "no"}),
        json.dumps(FAULTY),
        json.dumps(ENVELOPE | {"error": FAULTY}),
        json.dumps({"choices": [{"message": {"content": ""}, "error": FAULTY}]}),
        body(finish="error", content="It is"),
        stream({"content": "It is"}) + f"data: {json.dumps({'error': FAULTY})}\n\n",
        "data: [DONE]\n\n",
        body(content="x" * LONGEST_BODY),
        '{"choices":' * 50_000,
        "data: {\n" * 50_000,
    ],
    ids=range(23),
)
def test_what_is_no_completion_is_none(sent: str) -> None:
    began = time.process_time()

    assert reply_in(sent) is None
    assert time.process_time() - began < 1


def test_an_empty_error_is_none() -> None:
    for empty in ("null", "{}", '""'):
        assert reply_in(body(content=TEXT)[:-1] + f', "error": {empty}}}') is not None
