"""Answers of the model, paid once: stored under the hash of everything that shaped them."""

from datetime import UTC, datetime

from sqlalchemy import Engine, delete, select
from sqlalchemy.dialects.sqlite import insert

from digest.store.schema import answers, rungs


class Answers:
    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def get(self, key: str) -> str | None:
        with self._engine.connect() as connection:
            return connection.scalar(select(answers.c.answer).where(answers.c.key == key))

    def put(self, key: str, answer: str) -> None:
        """Keep an answer; the first one for a key stays."""
        row = {"key": key, "answer": answer, "created": datetime.now(UTC).isoformat()}
        with self._engine.begin() as connection:
            connection.execute(insert(answers).values(row).on_conflict_do_nothing())

    def forget(self, key: str) -> None:
        """Let that question be asked again."""
        with self._engine.begin() as connection:
            connection.execute(delete(answers).where(answers.c.key == key))

    def rung(self, base_url: str, model: str) -> str | None:
        """The strictest form of answer that this server is known to keep to."""
        query = select(rungs.c.rung).where(rungs.c.base_url == base_url, rungs.c.model == model)
        with self._engine.connect() as connection:
            return connection.scalar(query)

    def remember_rung(self, base_url: str, model: str, rung: str) -> None:
        statement = insert(rungs).values(base_url=base_url, model=model, rung=rung)
        statement = statement.on_conflict_do_update(
            index_elements=[rungs.c.base_url, rungs.c.model], set_={"rung": rung}
        )
        with self._engine.begin() as connection:
            connection.execute(statement)
