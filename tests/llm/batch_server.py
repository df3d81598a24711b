"""A server on this machine with the Batch API of the API reference, and a model that is scripted.

Batches stand still until a test lets them end.
"""

import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from typing import Any

from tests.loopback import serving_by
from tests.told_stories import EXAM, form_of, judged_sentences, user_text

Json = dict[str, Any]
CREATED = 1_792_000_000
"""Seconds since 1970: 14 October 2026."""
TOLD = {
    "The ferry to Ellery lay in thick fog until noon.": "Thick fog held the Ellery ferry till noon.",
    "A late frost destroyed a third of the apple blossom in Mossel.": (
        "A third of the apple blossom in Mossel was lost to a late frost."
    ),
}
"""The sentences that the model tells, and how."""
_SHOWN = re.compile(r"^\[(\d+)\] (.*)$", re.MULTILINE)
_FAULTY = re.compile(r"^# Sentence (\d+)", re.MULTILINE)
_STORY = re.compile(r"^# Story (\d+) of .*$", re.MULTILINE)


@dataclass
class BatchServer:
    """What it was asked, and what becomes of its batches."""

    base_url: str = ""
    live: list[str] = field(default_factory=list)
    """The forms of what was asked at once, without the exam."""
    files: dict[str, str] = field(default_factory=dict)
    batches: list[Json] = field(default_factory=list)
    refuses: dict[str, tuple[int, str]] = field(default_factory=dict)
    """Status and message by the beginning of "METHOD path"."""
    doubts: list[str] = field(default_factory=list)
    """Sentences that the judge does not believe."""
    feed: str = ""
    """What is at /feed."""
    loses: list[str] = field(default_factory=list)
    """Beginnings of "METHOD path" of which the answer never arrives."""

    def lines(self, batch: int = 0) -> list[Json]:
        """The requests of a batch."""
        return list(map(json.loads, self.files[self.batches[batch]["input_file_id"]].splitlines()))

    def answered(self, batch: int = 0) -> list[Json]:
        """A line of output for each request, the last one first: their order says nothing."""
        return [line_of(line["custom_id"], self.said(line["body"])) for line in self.lines(batch)][
            ::-1
        ]

    def end(
        self, status: str, out: list[Json], errors: list[Json] | None = None, batch: int = 0
    ) -> None:
        """Let a batch end."""
        ended = self.batches[batch]
        for name, lines in (("output", out), ("error", errors or [])):
            if lines:
                self.files[f"file-{name}{batch}"] = "".join(json.dumps(x) + "\n" for x in lines)
                ended[f"{name}_file_id"] = f"file-{name}{batch}"
        ended["status"] = status
        ended[f"{status}_at"] = CREATED + 3600

    def complete(self, batch: int = 0) -> None:
        """Let every request of a batch be answered."""
        self.end("completed", self.answered(batch), batch=batch)

    def said(self, body: Mapping[str, object]) -> Json:
        """What the model answers: it tells what it knows of, and doubts what it is to doubt."""
        user = user_text(body)
        if form_of(body) == "judgement":
            return completion({"verdicts": list(self._verdicts(user))})
        if form_of(body) == "repair":
            return completion({"sentences": list(_repaired(user))})
        return completion({"stories": list(_drafts(user))})

    def _verdicts(self, user: str) -> Iterator[Json]:
        for number, text in judged_sentences(user).items():
            is_doubted = EXAM.get(text) or text in self.doubts
            yield {"sentence": number, "lines": [], "lacking": "", "doubt": 95 * bool(is_doubted)}

    def answer(self, what: str, content: bytes) -> tuple[int, bytes]:
        """Status and body for a request."""
        refused = next((self.refuses[one] for one in self.refuses if what.startswith(one)), None)
        if refused is not None:
            return refused[0], json.dumps({"error": {"message": refused[1]}}).encode()
        if what == "GET /feed":
            return 200, self.feed.encode()
        if what.startswith("GET /v1/files/"):
            return 200, self.files[what.split("/")[3]].encode()
        return 200, json.dumps(self._found(what.partition("?")[0], content)).encode()

    def _found(self, what: str, content: bytes) -> Json:
        if what == "POST /v1/files":
            name = f"file-in{len(self.files)}"
            self.files[name] = "\n".join(re.findall(r"^\{.*\}$", content.decode(), re.MULTILINE))
            return {"id": name, "object": "file", "purpose": "batch"}
        if what == "POST /v1/batches":
            return self._begun(json.loads(content))
        if what == "GET /v1/batches":
            return {"object": "list", "data": self.batches[::-1], "has_more": False}
        if what.startswith("GET /v1/batches/"):
            return next(one for one in self.batches if one["id"] == what.rpartition("/")[2])
        body = json.loads(content)
        if form_of(body) != "judgement" or not set(judged(body)) <= set(EXAM):
            self.live.append(form_of(body))
        return self.said(body)

    def _begun(self, asked: Json) -> Json:
        begun = {
            "id": f"batch_{len(self.batches)}",
            "object": "batch",
            "status": "validating",
            "created_at": CREATED,
            "expires_at": CREATED + 86_400,
            "request_counts": {"total": 0, "completed": 0, "failed": 0},
            "output_file_id": None,
            "error_file_id": None,
            "errors": None,
            **asked,
        }
        self.batches.append(begun)
        return begun


def line_of(name: str, body: Json, status: int = 200) -> Json:
    """A line of a file of answers."""
    response = {"status_code": status, "request_id": "req_1", "body": body}
    return {"id": "batch_req_1", "custom_id": name, "response": response, "error": None}


def expired(name: str) -> Json:
    """A line of a file of errors, for what was not reached in time."""
    error = {"code": "batch_expired", "message": "This request could not be executed in time."}
    return {"id": "batch_req_2", "custom_id": name, "response": None, "error": error}


def judged(body: Mapping[str, object]) -> list[str]:
    return list(judged_sentences(user_text(body)).values())


def _repaired(user: str) -> Iterator[Json]:
    """Word for word what the first of its evidence says."""
    heads = [*_FAULTY.finditer(user)]
    ends = [head.start() for head in heads[1:]] + [len(user)]
    for head, end in zip(heads, ends, strict=True):
        number, text = _SHOWN.findall(user[head.end() : end])[0]
        yield {"sentence": int(head[1]), "cites": [int(number)], "text": text}


def _drafts(user: str) -> Iterator[Json]:
    heads = [*_STORY.finditer(user)]
    ends = [head.start() for head in heads[1:]] + [len(user)]
    for head, end in zip(heads, ends, strict=True):
        shown = _SHOWN.findall(user[head.end() : end])
        points: list[Json] = [
            {"cites": [int(n)], "text": TOLD[text]} for n, text in shown if text in TOLD
        ][:1]
        if points:
            yield {"story": int(head[1]), "headline": points[0]["text"][:-1], "points": points}


def completion(answer: Json) -> Json:
    message = {"role": "assistant", "content": json.dumps(answer), "refusal": None}
    return {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "choices": [{"index": 0, "message": message, "finish_reason": "stop"}],
        "usage": {"prompt_tokens": 1000, "completion_tokens": 100, "total_tokens": 1100},
    }


@contextmanager
def serving_batches() -> Iterator[BatchServer]:
    """The server, on a port of its own."""
    served = BatchServer()

    class Handler(BaseHTTPRequestHandler):
        def _answer(self) -> None:
            content = self.rfile.read(int(self.headers.get("content-length") or 0))
            what = f"{self.command} {self.path}"
            status, body = served.answer(what, content)
            if any(what.startswith(one) for one in served.loses):
                self.close_connection = True
                return
            self.send_response(status)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_GET = do_POST = _answer  # noqa: N815

        def log_message(self, *_: object) -> None:
            """Nothing: pytest shows what matters."""

    with serving_by(Handler) as url:
        served.base_url = f"{url}/v1"
        yield served
