"""Paid once: what a server replied is kept under the hash of everything that shaped it."""

import hashlib
import json
from collections.abc import Mapping
from typing import Protocol


class AnswerStore(Protocol):
    """What the client asks of a store; `store.answers` has it in the database."""

    def get(self, key: str) -> str | None:
        """The answer under the key; None where there is none."""

    def put(self, key: str, answer: str) -> None:
        """Keep an answer; the first under a key stays."""

    def forget(self, key: str) -> None:
        """Drop the answer under the key, so that it is asked for again."""

    def rung(self, base_url: str, model: str) -> str | None:
        """The way of asking that this endpoint was last found to take; None: not known."""

    def remember_rung(self, base_url: str, model: str, rung: str) -> None:
        """Keep the way of asking that the endpoint takes."""


class MemoryAnswers:
    """Answers for the length of one run."""

    def __init__(self) -> None:
        self._answers: dict[str, str] = {}
        self._rungs: dict[tuple[str, str], str] = {}

    def get(self, key: str) -> str | None:
        """The answer under the key; None where there is none."""
        return self._answers.get(key)

    def put(self, key: str, answer: str) -> None:
        """Keep an answer; the first under a key stays."""
        self._answers.setdefault(key, answer)

    def forget(self, key: str) -> None:
        """Drop the answer under the key."""
        self._answers.pop(key, None)

    def rung(self, base_url: str, model: str) -> str | None:
        """The way of asking that this endpoint was found to take; None: not known."""
        return self._rungs.get((base_url, model))

    def remember_rung(self, base_url: str, model: str, rung: str) -> None:
        """Keep the way of asking that the endpoint takes."""
        self._rungs[base_url, model] = rung


def key(base_url: str, body: Mapping[str, object]) -> str:
    """The name of an answer: endpoint, model, messages, schema and parameters, hashed."""
    shaped_by = json.dumps([base_url, body], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(shaped_by.encode("utf-8", "surrogatepass")).hexdigest()
