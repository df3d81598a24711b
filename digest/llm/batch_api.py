"""The Batch API of an OpenAI-compatible server: requests in a file, answers in another."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from digest.errors import LlmError, LlmRejected, LlmUnavailable
from digest.llm.bodies import objects_in
from digest.llm.endpoint import Endpoint
from digest.llm.faults.complaint import short_of
from digest.llm.reply import Reply, reply_in
from digest.llm.urls import host_of, without_secrets

if TYPE_CHECKING:
    import openai
    from openai.types import Batch as SdkBatch

RUN = "digest_run"
"""The metadata that has our name for a batch: with it one is found whose id was never kept."""
_NEWSLETTER = "digest_newsletter"
_LONGEST_METADATA = 512
_ENDED = ("completed", "failed", "expired", "cancelled")
_PASSING = (HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.CONFLICT, HTTPStatus.TOO_MANY_REQUESTS)
_NOT_IN_BATCHES = ("service_tier", "stream", "stream_options")
"""Fields of a request that say how it is answered at once."""
_LISTED_AT_ONCE = 100
_MOST_LISTED = 2000
"""Batches that are looked through for a lost one; the newest come first."""
_MOST_BYTES = 400_000_000
"""Of a file of answers: twice what may be sent in one."""
_TRIES = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchState:
    """A batch as its server tells it."""

    id: str
    status: str
    """In the server's words, in lower case: `in_progress`, `completed`, `expired` ..."""
    total: int = 0
    """Requests in it; 0 while the server has not read them."""
    done: int = 0
    """Those that are answered or have failed."""
    ends_by: datetime | None = None
    """Aware, UTC; when the server gives up. None where it does not say."""
    faults: str = ""
    """Why it has failed, where it has."""
    files: tuple[str, ...] = ()
    """The names of the files with answers and with errors, as far as there are any."""

    @property
    def has_ended(self) -> bool:
        """Whether nothing more will come of it."""
        return self.status in _ENDED


class BatchApi:
    """The batches of one endpoint. Its methods raise LlmError."""

    def __init__(self, endpoint: Endpoint) -> None:
        self._endpoint = endpoint

    def upload(self, bodies: Mapping[str, Mapping[str, object]]) -> str:
        """Bring requests, by the names of their answers, to the server; the file's id.

        Nothing is asked yet, so that a file without a batch costs nothing.
        """
        lines = (json.dumps(_line(name, body), ensure_ascii=False) for name, body in bodies.items())
        content = "".join(line + "\n" for line in lines).encode("utf-8", "replace")
        with self._in_words():
            sent = self._sdk().files.create(file=("requests.jsonl", content), purpose="batch")
        return sent.id

    def begin(self, file: str, run: str, newsletter: str) -> BatchState:
        """Have the requests of a file answered.

        It is tried once: whether it has begun is not known when no answer comes.
        """
        with self._in_words():
            begun = self._sdk(retries=0).batches.create(
                input_file_id=file,
                endpoint="/v1/chat/completions",
                completion_window="24h",
                metadata={RUN: run, _NEWSLETTER: newsletter[:_LONGEST_METADATA]},
            )
        return _state(begun)

    def state(self, batch: str) -> BatchState:
        """How far a batch is. One that the server does not know has ended with no answer."""
        import openai

        with self._in_words():
            try:
                return _state(self._sdk().batches.retrieve(batch))
            except openai.NotFoundError:
                return BatchState(
                    id=batch, status="cancelled", faults="the server knows it no more"
                )

    def begun_as(self, run: str) -> BatchState | None:
        """The batch that was begun under our name; None when it has never arrived."""
        with self._in_words():
            for number, listed in enumerate(self._sdk().batches.list(limit=_LISTED_AT_ONCE)):
                if (listed.metadata or {}).get(RUN) == run:
                    return _state(listed)
                if number >= _MOST_LISTED:
                    break
        return None

    def answers(self, state: BatchState) -> Iterator[tuple[str, str, Reply]]:
        """What was answered: the name, the body as it was sent, and the reply in it.

        What a line tells of a failure is left out: it was not paid, and can be asked again.
        """
        for file in state.files:
            for line in self._content(file).split("\n"):
                found = _answered(line)
                if found is not None:
                    yield found

    def _content(self, file: str) -> str:
        """The text of a file; nothing of one that is no longer there."""
        import openai

        with self._in_words():
            try:
                return self._sdk().files.content(file).content.decode("utf-8", "replace")
            except openai.NotFoundError:
                return ""

    def _sdk(self, retries: int = _TRIES) -> "openai.OpenAI":
        return self._endpoint.unhurried(_MOST_BYTES).with_options(max_retries=retries)

    @contextmanager
    def _in_words(self) -> Iterator[None]:
        import openai

        try:
            yield
        except openai.APIError as error:
            raise self._fault(error) from error

    def _fault(self, error: "openai.APIError") -> LlmError:
        import openai

        host = host_of(self._endpoint.base_url)
        if not isinstance(error, openai.APIStatusError):
            from digest.network import unreached

            why = without_secrets(" ".join(unreached(host, error.__cause__ or error).split()))
            return LlmUnavailable(f"no batch: {why}")
        status = error.status_code
        said = f"{host} refuses the batch: {status} {short_of(error.response.text)}"
        if status >= HTTPStatus.INTERNAL_SERVER_ERROR or status in _PASSING:
            return LlmUnavailable(said)
        return LlmRejected(said)


def _line(name: str, body: Mapping[str, object]) -> dict[str, object]:
    sent = {field: value for field, value in body.items() if field not in _NOT_IN_BATCHES}
    return {"custom_id": name, "method": "POST", "url": "/v1/chat/completions", "body": sent}


def _state(batch: "SdkBatch") -> BatchState:
    """Compatible servers leave out what they do not know."""
    counts = batch.request_counts
    files = (batch.output_file_id, batch.error_file_id)
    ends = batch.expires_at
    data = (batch.errors.data if batch.errors else None) or []
    return BatchState(
        id=batch.id,
        status=str(batch.status).lower(),
        total=(counts.total or 0) if counts else 0,
        done=((counts.completed or 0) + (counts.failed or 0)) if counts else 0,
        ends_by=datetime.fromtimestamp(ends, UTC) if isinstance(ends, int) else None,
        faults="; ".join(" ".join(str(one.message).split()) for one in data[:3]),
        files=tuple(file for file in files if file),
    )


def _answered(line: str) -> tuple[str, str, Reply] | None:
    found = next(iter(objects_in(line)), None)
    if found is None or not isinstance(name := found.get("custom_id"), str):
        return None
    response: Any = found.get("response")
    if not isinstance(response, dict) or response.get("status_code", 200) != HTTPStatus.OK:
        return None
    body = response.get("body")
    text = body if isinstance(body, str) else json.dumps(body, ensure_ascii=False)
    reply = reply_in(text)
    return None if reply is None else (name, text, reply)
