"""Paid once: what a server replied is kept under the hash of everything that shaped it."""

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Protocol


class AnswerStore(Protocol):
    """What the client asks of a store; `store.answers` has it in the database."""

    def get(self, key: str) -> str | None:
        """The answer under the key; None where there is none."""

    def kept_at(self, key: str) -> datetime | None:
        """When the answer under the key was kept; None where there is none."""

    def claim(self, key: str) -> bool:
        """Whether the caller may ask for that answer; False while somebody else is asking."""

    def release(self, key: str) -> None:
        """Let others ask for it."""

    def put(self, key: str, answer: str) -> None:
        """Keep an answer, and release its question; the first under a key stays."""

    def forget(self, key: str) -> None:
        """Drop the answer under the key, so that it is asked for again."""

    def learned(self, base_url: str, model: str) -> str | None:
        """What was learned of how this endpoint wants to be asked; None: nothing."""

    def remember(self, base_url: str, model: str, learned: str) -> None:
        """Keep that, in the place of what was known before."""


class MemoryAnswers:
    """Answers for the length of one run."""

    def __init__(self) -> None:
        self._answers: dict[str, str] = {}
        self._kept_at: dict[str, datetime] = {}
        self._claimed: set[str] = set()
        self._learned: dict[tuple[str, str], str] = {}

    def get(self, key: str) -> str | None:
        """The answer under the key; None where there is none."""
        return self._answers.get(key)

    def kept_at(self, key: str) -> datetime | None:
        """When the answer under the key was kept; None where there is none."""
        return self._kept_at.get(key)

    def claim(self, key: str) -> bool:
        """Whether nobody else is asking for that answer."""
        if key in self._claimed:
            return False
        self._claimed.add(key)
        return True

    def release(self, key: str) -> None:
        """Let others ask for it."""
        self._claimed.discard(key)

    def put(self, key: str, answer: str) -> None:
        """Keep an answer; the first under a key stays."""
        self._answers.setdefault(key, answer)
        self._kept_at.setdefault(key, datetime.now(UTC))
        self.release(key)

    def forget(self, key: str) -> None:
        """Drop the answer under the key."""
        self._answers.pop(key, None)
        self._kept_at.pop(key, None)

    def learned(self, base_url: str, model: str) -> str | None:
        """What was learned of how this endpoint wants to be asked; None: nothing."""
        return self._learned.get((base_url, model))

    def remember(self, base_url: str, model: str, learned: str) -> None:
        """Keep that, in the place of what was known before."""
        self._learned[base_url, model] = learned


def key(base_url: str, body: Mapping[str, object]) -> str:
    """The name of an answer: endpoint, model, messages, schema and parameters, hashed."""
    shaped_by = json.dumps([base_url, body], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(shaped_by.encode("utf-8", "surrogatepass")).hexdigest()
