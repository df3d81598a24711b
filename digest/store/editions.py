"""Editions that were made: their stories, so that the next one knows what it repeats."""

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from sqlalchemy import ColumnElement, Connection, func, select, true, update

from digest.model import Digest, ToldStory, by_id
from digest.store.database import Database
from digest.store.deliveries import inherit, sending_of
from digest.store.leases import Leases
from digest.store.limits import in_parts
from digest.store.schema import edition_articles, edition_stories, editions

LEAD_SENTENCES = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedStory:
    """What is remembered of a story that an edition printed."""

    edition: int
    """The edition's number."""
    date: date
    thread: str
    story: str
    headline: str
    section: str
    articles: tuple[str, ...]
    """Ids, copies included."""
    points: tuple[str, ...]
    text: str
    """Titles and lead sentences of its articles: enough to recognise the event again."""


class Editions:
    """Editions with the articles and stories of each."""

    def __init__(self, database: Database, leases: Leases) -> None:
        self._database = database
        self._leases = leases

    def add(
        self,
        digest: Digest,
        newsletter: str,
        folder: str,
        until: datetime,
        *,
        in_round: str | None = None,
    ) -> bool:
        """Remember a newsletter's edition; an unsent one with the same articles is replaced.

        Who may have that one, as when its sending was killed, counts as having this one.
        A round makes one edition of a newsletter: False where it is there already, and that one
        stays.
        """
        since = digest.edition.window.since
        row = {
            "number": digest.edition.number,
            "title": digest.edition.title,
            "date": digest.edition.date.isoformat(),
            "folder": folder,
            "since": since.isoformat() if since else None,
            "until": until.isoformat(),
            "sent": False,
            "newsletter": newsletter,
            "round": in_round,
        }
        with self._database.writing(alone=True) as connection:
            is_first = in_round is None or _of_round(connection, newsletter, in_round) is None
            if is_first:
                _put(connection, row, newsletter, digest)
        self._leases.release(_lease(newsletter, digest.edition.number))
        return is_first

    def of_round(self, newsletter: str, name: str) -> tuple[int, str] | None:
        """The number and folder of the edition that a round made; None where it has made none."""
        with self._database.reading() as connection:
            return _of_round(connection, newsletter, name)

    def known(self, folders: Collection[str]) -> frozenset[str]:
        """Those of the folders in which an edition is remembered."""
        with self._database.reading() as connection:
            return frozenset(
                folder
                for some in in_parts(folders)
                for folder in connection.scalars(
                    select(editions.c.folder).where(editions.c.folder.in_(some))
                )
            )

    def last_until(self, newsletter: str) -> datetime | None:
        """The latest moment up to which an edition of the newsletter has read; None before one."""
        query = select(editions.c.until).where(editions.c.newsletter == newsletter)
        with self._database.reading() as connection:
            return max(map(datetime.fromisoformat, connection.scalars(query)), default=None)

    def mark_sent(self, folder: str) -> None:
        """Remember that the editions written to this folder reached a reader."""
        with self._database.writing() as connection:
            connection.execute(
                update(editions).where(editions.c.folder == folder).values(sent=True)
            )

    def told(self, folder: str) -> dict[str, tuple[str, tuple[str, ...]]]:
        """Headline and sentences of each story of the folder's edition, by the story's id.

        Empty where no such edition is known.
        """
        known = select(func.max(editions.c.id)).where(editions.c.folder == folder)
        query = select(edition_stories).where(edition_stories.c.edition == known.scalar_subquery())
        with self._database.reading() as connection:
            rows = connection.execute(query).all()
        return {row.story: (row.headline, tuple(json.loads(row.points))) for row in rows}

    def retell(self, folder: str, digest: Digest) -> None:
        """Remember what the edition of this folder, if it is known, tells its readers by now."""
        known = select(editions.c.id).where(editions.c.folder == folder)
        with self._database.writing() as connection:
            for edition in connection.scalars(known).all():
                connection.execute(
                    edition_stories.delete().where(edition_stories.c.edition == edition)
                )
                _tell(connection, edition, digest)

    def folder(self, newsletter: str, number: int | None, out: str) -> tuple[int, str] | None:
        """The number and folder of the newsletter's edition of that number, None: of the last.

        That is the one that was built last: one that is built again keeps a lower number.
        Where the newsletter has none, of those that were written into the folder `out`: a title
        may have been given to a build alone.
        """
        is_meant = true() if number is None else editions.c.number == number
        query = select(editions.c.number, editions.c.folder).where(is_meant)
        newest_first = query.order_by(editions.c.id.desc())
        with self._database.reading() as connection:
            ours = connection.execute(
                newest_first.where(editions.c.newsletter == newsletter)
            ).first()
            if ours is not None:
                return ours.number, ours.folder
            rows = connection.execute(newest_first).all()
        return next(((n, f) for n, f in rows if Path(f).parent == Path(out)), None)

    def next_number(self, newsletter: str, article_ids: Sequence[str]) -> int:
        """One more than the last edition's; a rebuild of the same articles keeps its number.

        A new number is this process's own until its edition is added, so that two builds at once
        never make one.
        """
        with self._database.reading() as connection:
            tries = _tries(connection, newsletter, sorted(article_ids))
            if tries:
                query = select(editions.c.number).where(editions.c.id == tries[-1])
                return int(connection.execute(query).scalar_one())
            top = connection.scalar(
                select(func.max(editions.c.number)).where(editions.c.newsletter == newsletter)
            )
        number = int(top or 0) + 1
        while not self._leases.claim(_lease(newsletter, number), again=True):
            number += 1
        return number

    def give_back(self, newsletter: str, number: int) -> None:
        """Let others have a number of which no edition was made."""
        self._leases.release(_lease(newsletter, number))

    def printed(
        self, newsletter: str, article_ids: Sequence[str], after: date
    ) -> tuple[PrintedStory, ...]:
        """Stories of the newsletter's editions since a day, newest edition first.

        A story counts when its edition was sent, or when this run holds none of its articles:
        otherwise it is from an earlier try at the same edition, and building again is no repeat.
        """
        here = set(article_ids)
        return tuple(
            story
            for sent, story in self._all(after, editions.c.newsletter == newsletter)
            if sent or here.isdisjoint(story.articles)
        )

    def thread(self, thread: str) -> tuple[PrintedStory, ...]:
        """The history of a thread, oldest first."""
        return tuple(
            story for _, story in reversed(list(self._all(date.min))) if story.thread == thread
        )

    def _all(self, after: date, *which: ColumnElement[bool]) -> Iterator[tuple[bool, PrintedStory]]:
        query = (
            select(editions.c.number, editions.c.date, editions.c.sent, edition_stories)
            .join(edition_stories, edition_stories.c.edition == editions.c.id)
            .where(editions.c.date >= after.isoformat(), *which)
            .order_by(editions.c.id.desc(), edition_stories.c.story)
        )
        with self._database.reading() as connection:
            for row in connection.execute(query):
                yield (
                    row.sent,
                    PrintedStory(
                        edition=row.number,
                        date=date.fromisoformat(row.date),
                        thread=row.thread,
                        story=row.story,
                        headline=row.headline,
                        section=row.section,
                        articles=tuple(json.loads(row.articles)),
                        points=tuple(json.loads(row.points)),
                        text=row.text,
                    ),
                )


def _lease(newsletter: str, number: int) -> str:
    return f"edition {number} of {newsletter}"


def _of_round(connection: Connection, newsletter: str, name: str) -> tuple[int, str] | None:
    is_it = (editions.c.newsletter == newsletter) & (editions.c.round == name)
    row = connection.execute(select(editions.c.number, editions.c.folder).where(is_it)).first()
    return None if row is None else (row.number, row.folder)


def _put(
    connection: Connection, row: Mapping[str, object], newsletter: str, digest: Digest
) -> None:
    ids = sorted(article.id for article in digest.articles)
    today = digest.edition.date.isoformat()
    for earlier in _tries(connection, newsletter, ids):
        tried = select(editions.c.date).where(editions.c.id == earlier)
        day = str(connection.execute(tried).scalar_one())
        names = (sending_of(newsletter, digest.edition.number, on) for on in (day, today))
        inherit(connection, *names)
        connection.execute(editions.delete().where(editions.c.id == earlier))
    key = connection.execute(editions.insert().values(row)).inserted_primary_key
    assert key is not None
    if ids:
        rows = [{"edition": key[0], "article": article} for article in ids]
        connection.execute(edition_articles.insert(), rows)
    _tell(connection, key[0], digest)


def _tries(connection: Connection, newsletter: str, ids: Sequence[str]) -> list[int]:
    """Unsent editions of the newsletter made of exactly these articles, oldest first."""
    if not ids:
        return []
    query = (
        select(edition_articles.c.edition)
        .join(editions, editions.c.id == edition_articles.c.edition)
        .where(
            editions.c.sent.is_(False),
            editions.c.newsletter == newsletter,
            edition_articles.c.article == ids[0],
        )
    )
    candidates = sorted(connection.scalars(query))
    return [edition for edition in candidates if _articles(connection, edition) == list(ids)]


def _articles(connection: Connection, edition: int) -> list[str]:
    query = select(edition_articles.c.article).where(edition_articles.c.edition == edition)
    return sorted(connection.scalars(query))


def _tell(connection: Connection, edition: int, digest: Digest) -> None:
    if digest.stories:
        told = [_story_row(edition, digest, story) for story in digest.stories]
        connection.execute(edition_stories.insert(), told)


def _story_row(edition: int, digest: Digest, story: ToldStory) -> dict[str, object]:
    articles = by_id(digest.articles)
    members = story.members
    leads = [
        " ".join(
            [articles[member].title, *list(articles[member].sentence_texts())[:LEAD_SENTENCES]]
        )
        for member in story.articles
    ]
    return {
        "edition": edition,
        "story": story.id,
        "thread": story.thread,
        "headline": story.headline,
        "section": story.section,
        "articles": json.dumps(members),
        "points": json.dumps([point.text for point in story.summary.points], ensure_ascii=False),
        "text": "\n".join(leads),
    }
