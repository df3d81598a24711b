"""Articles that places gave: each kept once, with the time when which place gave it first."""

from collections.abc import Collection, Mapping
from datetime import UTC, datetime

from sqlalchemy import select

from digest.store.database import Database
from digest.store.limits import as_key, in_parts
from digest.store.schema import given_articles, kept_articles
from digest.store.upsert import insert_or_replace


class Articles:
    """Bodies by the article's id, and ids by the place; a body is JSON that the fleet reads."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def keep(self, place: str, bodies: Mapping[str, str], read: datetime) -> None:
        """Keep what a place gave at a moment, by the article's id, all or nothing.

        A body replaces another of its id: the same article may be read at greater length later.
        When the place gave an article first stays.
        """
        at = read.astimezone(UTC).isoformat()
        given = [
            {"article": article, "place": as_key(place), "first": at, "last": at}
            for article in bodies
        ]
        with self._database.writing() as connection:
            rows = [{"id": article, "body": body} for article, body in bodies.items()]
            insert_or_replace(connection, kept_articles, rows)
            insert_or_replace(connection, given_articles, given, stays=["first"])

    def given(
        self, places: Collection[str], *, after: datetime | None, until: datetime
    ) -> dict[str, tuple[str, ...]]:
        """By place, the ids, in order, of the articles that it first gave in a span of time.

        That is after one moment (None: ever), up to and including another.
        """
        wanted = {as_key(place): place for place in places}
        found: dict[str, list[str]] = {place: [] for place in places}
        is_then = given_articles.c.first <= until.astimezone(UTC).isoformat()
        if after is not None:
            is_then &= given_articles.c.first > after.astimezone(UTC).isoformat()
        query = select(given_articles.c.place, given_articles.c.article).where(is_then)
        with self._database.reading() as connection:
            for part in in_parts(wanted):
                for row in connection.execute(query.where(given_articles.c.place.in_(part))):
                    found[wanted[row.place]].append(row.article)
        return {place: tuple(sorted(articles)) for place, articles in found.items()}

    def bodies(self, ids: Collection[str]) -> dict[str, str]:
        """The bodies of those of the articles that are kept, by id."""
        return self._database.texts(kept_articles.c.id, kept_articles.c.body, ids)
