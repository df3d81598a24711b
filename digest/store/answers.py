"""Answers of the model, paid once: stored under the hash of everything that shaped them."""

from datetime import UTC, datetime

from sqlalchemy import delete, select

from digest.store.database import Database
from digest.store.schema import answers, rungs
from digest.store.upsert import insert_new, insert_or_replace


class Answers:
    """Answers by key, and the form of answer that each server keeps to."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, key: str) -> str | None:
        """The answer that was kept under this key; None for a question that was never paid."""
        return self._database.scalar(select(answers.c.answer).where(answers.c.key == key))

    def put(self, key: str, answer: str) -> None:
        """Keep an answer; the first one for a key stays."""
        row = {"key": key, "answer": answer, "created": datetime.now(UTC).isoformat()}
        with self._database.writing() as connection:
            insert_new(connection, answers, [row])

    def forget(self, key: str) -> None:
        """Let that question be asked again."""
        with self._database.writing() as connection:
            connection.execute(delete(answers).where(answers.c.key == key))

    def rung(self, base_url: str, model: str) -> str | None:
        """The strictest form of answer that this server is known to keep to."""
        query = select(rungs.c.rung).where(rungs.c.base_url == base_url, rungs.c.model == model)
        return self._database.scalar(query)

    def remember_rung(self, base_url: str, model: str, rung: str) -> None:
        """Keep that form, in place of the one known before."""
        row = {"base_url": base_url, "model": model, "rung": rung}
        with self._database.writing() as connection:
            insert_or_replace(connection, rungs, [row])
