"""What was paid for each edition, by model: more than the edition tells, for tries count too."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import func, select

from digest.model import Usage
from digest.store.database import Database
from digest.store.schema import spent

_MONTH = len("2026-01")


@dataclass(slots=True, kw_only=True)
class Bill:
    """One month of one model."""

    month: str
    """As in 2026-01, of UTC."""
    model: str
    editions: int = 0
    """Editions that it was asked for."""
    requests: int = 0
    input_tokens: int = 0
    output_tokens: int = 0
    cost: float = 0.0
    """US dollars, an estimate, of the requests whose price is known."""
    unpriced: int = 0
    """Requests whose price is not known."""
    is_estimated: bool = False
    """Whether some server did not count its tokens, so that they are estimates too."""


class Spending:
    """One row for each build and model; a build that only read the store has none."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(
        self, newsletter: str, number: int, now: datetime, by_model: Mapping[str, Usage]
    ) -> None:
        """Remember what a build has spent on an edition; it stays when the edition is replaced."""
        rows = [
            {
                "newsletter": newsletter,
                "number": number,
                "at": now.astimezone(UTC).isoformat(),
                "model": model,
                "requests": usage.requests,
                "input_tokens": usage.input_tokens,
                "output_tokens": usage.output_tokens,
                "cost": usage.cost,
                "is_estimated": usage.is_estimated,
            }
            for model, usage in sorted(by_model.items())
            if usage.requests
        ]
        if rows:
            with self._database.writing() as connection:
                connection.execute(spent.insert(), rows)

    def since(self, moment: datetime) -> float:
        """US dollars that all newsletters have spent since then, where prices are known."""
        is_later = spent.c.at >= moment.astimezone(UTC).isoformat()
        return float(self._database.scalar(select(func.sum(spent.c.cost)).where(is_later)) or 0)

    def bills(self) -> tuple[Bill, ...]:
        """What all newsletters have spent, by month and model, the oldest first."""
        found: dict[tuple[str, str], Bill] = {}
        editions: set[tuple[str, str, str, int]] = set()
        with self._database.reading() as connection:
            for row in connection.execute(select(spent)):
                key = row.at[:_MONTH], row.model
                bill = found.setdefault(key, Bill(month=key[0], model=key[1]))
                bill.requests += row.requests
                bill.input_tokens += row.input_tokens
                bill.output_tokens += row.output_tokens
                bill.cost += row.cost or 0.0
                bill.unpriced += row.requests if row.cost is None else 0
                bill.is_estimated |= row.is_estimated
                editions.add((*key, row.newsletter, row.number))
        for month, model, *_ in editions:
            found[month, model].editions += 1
        return tuple(bill for _, bill in sorted(found.items()))
