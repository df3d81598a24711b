"""Answers of the model, paid once: stored under the hash of everything that shaped them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import bindparam, delete, select

from digest.store.database import Database
from digest.store.leases import Leases, drop_lease
from digest.store.schema import answers, rungs
from digest.store.upsert import insert_new, insert_or_replace

_ANSWER = select(answers.c.answer).where(answers.c.key == bindparam("answer_key"))
_PAGE = 200
"""Answers that are read at once; each may have megabytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptAnswer:
    """An answer as it lies in the store."""

    key: str
    answer: str
    created: datetime


class Answers:
    """Answers by key, and how each server wants to be asked."""

    def __init__(self, database: Database, leases: Leases) -> None:
        self._database = database
        self._leases = leases

    def get(self, key: str) -> str | None:
        """The answer that was kept under this key; None for a question that was never paid."""
        return self._database.scalar(_ANSWER, answer_key=key)

    def kept_at(self, key: str) -> datetime | None:
        """When the answer under this key was paid for; None where there is none."""
        kept = self._database.scalar(select(answers.c.created).where(answers.c.key == key))
        return None if kept is None else datetime.fromisoformat(kept)

    def claim(self, key: str) -> bool:
        """Whether the caller may ask that question; False while another build is asking it.

        False too when its answer came in the meantime.
        """
        return self._leases.claim(_asking(key), unless_answered=key)

    def release(self, key: str) -> None:
        """Let others ask it."""
        self._leases.release(_asking(key))

    def put(self, key: str, answer: str) -> None:
        """Keep an answer, and let go of its question; the first one for a key stays."""
        row = {"key": key, "answer": answer, "created": datetime.now(UTC).isoformat()}
        with self._database.writing() as connection:
            insert_new(connection, answers, [row])
            drop_lease(connection, _asking(key))

    def forget(self, key: str) -> None:
        """Let that question be asked again."""
        with self._database.writing() as connection:
            connection.execute(delete(answers).where(answers.c.key == key))

    def all(self) -> Iterator[KeptAnswer]:
        """Every answer, by its key."""
        after = ""
        while page := self._page(after):
            yield from page
            after = page[-1].key

    def _page(self, after: str) -> list[KeptAnswer]:
        query = select(answers).where(answers.c.key > after).order_by(answers.c.key).limit(_PAGE)
        with self._database.reading() as connection:
            return [
                KeptAnswer(key=key, answer=answer, created=datetime.fromisoformat(created))
                for key, answer, created in connection.execute(query)
            ]

    def forget_all(self, keys: Sequence[str]) -> None:
        """Let those questions be asked again."""
        with self._database.writing() as connection:
            for start in range(0, len(keys), _PAGE):
                some = keys[start : start + _PAGE]
                connection.execute(delete(answers).where(answers.c.key.in_(some)))

    def learned(self, base_url: str, model: str) -> str | None:
        """What was learned of how that server wants to be asked for that model."""
        query = select(rungs.c.rung).where(rungs.c.base_url == base_url, rungs.c.model == model)
        return self._database.scalar(query)

    def remember(self, base_url: str, model: str, learned: str) -> None:
        """Keep that, in place of what was known before."""
        row = {"base_url": base_url, "model": model, "rung": learned}
        with self._database.writing() as connection:
            insert_or_replace(connection, rungs, [row])


def _asking(key: str) -> str:
    return f"answer {key}"
