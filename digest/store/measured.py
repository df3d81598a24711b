"""How long the requests to a model and its answers were, by their kind: what the next will be."""

from collections.abc import Mapping

from sqlalchemy import select

from digest.store.database import Database
from digest.store.schema import lengths
from digest.store.upsert import insert_or_replace

Sums = tuple[int, int, int, int, int]
"""Requests, tokens that they were estimated at, tokens in, tokens out, the longest answer."""


class Lengths:
    """Sums by endpoint, model and kind of request; with each build the older count for half."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, base_url: str, model: str) -> dict[str, Sums]:
        """What is known of a model, by kind of request."""
        query = select(lengths).where(lengths.c.base_url == base_url, lengths.c.model == model)
        with self._database.reading() as connection:
            return {
                row.kind: (
                    *(row.requests, row.estimated, row.input_tokens, row.output_tokens),
                    row.longest,
                )
                for row in connection.execute(query)
            }

    def add(self, base_url: str, model: str, seen: Mapping[str, Sums]) -> None:
        """Add what a build has seen to the half of what was known."""
        if not seen:
            return
        known = self.of(base_url, model)
        rows = []
        for kind, (*sums, longest) in seen.items():
            *before, longest_before = known.get(kind, (0, 0, 0, 0, 0))
            requests, estimated, input_tokens, output_tokens = (
                new + old // 2 for new, old in zip(sums, before, strict=True)
            )
            rows.append(
                {
                    "base_url": base_url,
                    "model": model,
                    "kind": kind,
                    "requests": requests,
                    "estimated": estimated,
                    "input_tokens": input_tokens,
                    "output_tokens": output_tokens,
                    "longest": max(longest, longest_before),
                }
            )
        with self._database.writing() as connection:
            insert_or_replace(connection, lengths, rows)
