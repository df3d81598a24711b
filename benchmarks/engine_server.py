"""A server of chat completions on loopback that limits, delays and fails as it is told.

`python -m benchmarks.engine_server '{"rate": 2}'` prints its port and serves until it is killed.
Its model copies: a draft is made of sentences of the articles, shortened where they have a clause
to spare, and its judge knows the exam by heart.
"""

import asyncio
import hashlib
import json
import re
import sys
import time
from dataclasses import dataclass, field

from digest.grounding.exam import LANGUAGES, paper_of
from digest.llm.prompts import as_data

_STORY = re.compile(r"^# Story (\d+) of \d+", re.MULTILINE)
_LINE = re.compile(r"^\[(\d+)\] (.*)$", re.MULTILINE)
_CHECKED = re.compile(r"^Sentence (\d+)[^:]*: (.*)$", re.MULTILINE)
_FALSE = {
    as_data(claim.text)
    for paper in map(paper_of, LANGUAGES)
    for claim, fault in zip(paper.claims, paper.faults, strict=True)
    if fault is not None
}
_POINTS = 3
_LEAST_WORDS = 5
_LETTERS_PER_TOKEN = 4


@dataclass(kw_only=True)
class Manners:
    """How the server behaves; rates are of a second, times in seconds."""

    rate: float | None = None
    burst: float | None = None
    tokens: float | None = None
    """A second; None is no limit."""
    latency: float = 0.0
    tells_limits: bool = False
    """Whether x-ratelimit headers come with each answer; Retry-After always comes with a 429."""
    halves_after: int | None = None
    """Answers after which the limit is half of what it was."""
    garbage: tuple[float, float] | None = None
    busy: tuple[float, float] | None = None
    """Times since the start between which every answer is rubbish, or a 429 without a word."""
    fails_on: str | None = None
    """Words of a request that is always answered with status 500."""
    thinks: int = 0
    """Tokens of thought that are billed with each answer."""
    drips: bool = False


@dataclass
class Bucket:
    """A limit that is refilled all the time."""

    rate: float
    burst: float
    level: float = field(init=False)
    at: float = field(default_factory=time.monotonic)

    def __post_init__(self) -> None:
        self.level = self.burst

    def lacks(self, units: float) -> float:
        """Seconds until so many units would be there; 0 takes them."""
        now = time.monotonic()
        self.level = min(self.burst, self.level + (now - self.at) * self.rate)
        self.at = now
        if self.level < units:
            return (units - self.level) / self.rate
        self.level -= units
        return 0.0


class Server:
    """The server and what it counted."""

    def __init__(self, manners: Manners) -> None:
        self.manners = manners
        self.began = time.monotonic()
        self.first: float | None = None
        self.counts = {"requests": 0, "answers": 0, "refused": 0, "failed": 0, "last": 0.0}
        self.counts["twice"] = 0
        self.given = list[tuple[str, float, float]]()
        """Each answer: the name of its question, and when it was under way, by the clock."""
        self.seen = set[bytes]()
        """What was answered: asking it again is paid twice."""
        rate = manners.rate
        self.requests = Bucket(rate, manners.burst or rate) if rate else None
        self.tokens = Bucket(manners.tokens, manners.tokens) if manners.tokens else None

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection, kept alive."""
        try:
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
                length = re.search(r"content-length: (\d+)", head, re.IGNORECASE)
                body = await reader.readexactly(int(length[1]) if length else 0)
                if head.startswith("GET /stats"):
                    await self._send(writer, 200, self.counts, {})
                elif head.startswith("GET /given"):
                    await self._send(writer, 200, self.given, {})
                else:
                    await self._answer(writer, body)
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()

    async def _answer(self, writer: asyncio.StreamWriter, content: bytes) -> None:
        self.counts["requests"] += 1
        self.first = self.first or time.monotonic()
        since = time.monotonic() - self.first
        tokens = len(content) // _LETTERS_PER_TOKEN
        wait = self.requests.lacks(1) if self.requests else 0.0
        wait = wait or (self.tokens.lacks(tokens) if self.tokens else 0.0)
        about = "requests" if self.requests and self.requests.level < 1 else "tokens"
        if _within(self.manners.busy, since):
            await self._refuse(writer, {}, "requests")
        elif wait:
            await self._refuse(writer, {"Retry-After": f"{wait:.4f}"}, about)
        elif self.manners.fails_on and self.manners.fails_on.encode() in content:
            self.counts["failed"] += 1
            await self._send(writer, 500, {"error": {"message": "internal"}}, {})
        else:
            began = time.monotonic()
            await asyncio.sleep(self.manners.latency)
            name = hashlib.sha256(content).hexdigest()
            self.given.append((name, began, time.monotonic()))
            await self._give(writer, content, tokens, since)

    async def _give(
        self, writer: asyncio.StreamWriter, content: bytes, tokens: int, since: float
    ) -> None:
        text = json.dumps(answer_to(json.loads(content)))
        if _within(self.manners.garbage, since):
            text = "I would rather talk about the weather."
        self.counts["answers"] += 1
        self.counts["twice"] += content in self.seen
        self.seen.add(content)
        self.counts["last"] = time.monotonic() - (self.first or 0)
        if self.counts["answers"] == self.manners.halves_after and self.requests:
            self.requests.rate /= 2
            self.requests.burst /= 2
        spent = {
            "prompt_tokens": tokens,
            "completion_tokens": len(text) // _LETTERS_PER_TOKEN + self.manners.thinks,
        }
        choice = {"message": {"role": "assistant", "content": text}, "finish_reason": "stop"}
        told = {"choices": [choice], "usage": spent, "model": "copyist"}
        if self.manners.drips:
            await _drip(writer)
        await self._send(writer, 200, told, self._limits())

    def _limits(self) -> dict[str, str]:
        if not self.manners.tells_limits or not self.requests:
            return {}
        bucket = self.requests
        return {
            "x-ratelimit-limit-requests": f"{bucket.burst:.0f}",
            "x-ratelimit-remaining-requests": f"{int(bucket.level)}",
            "x-ratelimit-reset-requests": f"{(bucket.burst - bucket.level) / bucket.rate:.3f}s",
        }

    async def _refuse(
        self, writer: asyncio.StreamWriter, headers: dict[str, str], about: str
    ) -> None:
        self.counts["refused"] += 1
        told = {"error": {"message": f"Rate limit reached for {about}", "code": "rate_limit"}}
        await self._send(writer, 429, told, {**headers, **self._limits()})

    async def _send(
        self, writer: asyncio.StreamWriter, status: int, told: object, headers: dict[str, str]
    ) -> None:
        content = json.dumps(told).encode()
        lines = [f"HTTP/1.1 {status} X", "Content-Type: application/json"]
        lines += [f"{name}: {value}" for name, value in headers.items()]
        lines += [f"Content-Length: {len(content)}", "", ""]
        writer.write("\r\n".join(lines).encode() + content)
        await writer.drain()


async def _drip(writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n")
    while True:
        writer.write(b" ")
        await writer.drain()
        await asyncio.sleep(1)


def _within(times: tuple[float, float] | None, since: float) -> bool:
    return times is not None and times[0] <= since < times[1]


def answer_to(body: dict[str, object]) -> object:
    """What the model says to a request of ours, by the name of the form that it asks for."""
    asked = body["response_format"]
    assert isinstance(asked, dict)
    name = asked["json_schema"]["name"]
    messages = body["messages"]
    assert isinstance(messages, list)
    user = messages[1]["content"]
    if name == "draft":
        return {"stories": _drafts(user)}
    if name == "judgement":
        verdicts = [
            {"sentence": int(number), "lacking": "", "doubt": 95 if text in _FALSE else 0}
            for number, text in _CHECKED.findall(user)
        ]
        return {"verdicts": verdicts}
    if name == "echo":
        return {"number": int(user)}
    return {"sentences": [], "pairs": [], "verdicts": []}


def _drafts(user: str) -> list[object]:
    starts = [match.start() for match in _STORY.finditer(user)]
    drafts = list[object]()
    for number, (start, end) in enumerate(zip(starts, [*starts[1:], len(user)], strict=True), 1):
        lines = _LINE.findall(user[start:end])[:_POINTS]
        points = [{"cites": [int(at)], "text": _shorter(text)} for at, text in lines]
        drafts.append({"story": number, "headline": lines[0][1].rstrip("."), "points": points})
    return drafts


def _shorter(sentence: str) -> str:
    """The sentence without its last clause."""
    head, comma, _ = sentence.rpartition(", ")
    return (
        f"{head}."
        if comma and len(head.split()) > len(["a", "clause", "to", "spare"])
        else sentence
    )


async def _run(manners: Manners) -> None:
    server = await asyncio.start_server(
        Server(manners).serve, "127.0.0.1", 0, limit=1 << 24, backlog=1024
    )
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(_run(Manners(**json.loads(sys.argv[1] if len(sys.argv) > 1 else "{}"))))
