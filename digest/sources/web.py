"""A place on the web: what is asked of it, what its answer is, what is remembered of it."""

import io
from collections.abc import Iterable
from concurrent.futures import Future
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from digest.model import Skipped
from digest.sources.answer import Answer, Fetched, Unfetched
from digest.sources.content_kind import ContentKind
from digest.sources.contents import read_stream
from digest.sources.discover import find_feeds, is_article
from digest.sources.fetch import Fetcher
from digest.sources.found import Feed, Found, Origin
from digest.sources.head import HEAD
from digest.sources.kinds import HTML, sniff
from digest.sources.memory import FeedState
from digest.sources.place import Place, SourceOptions
from digest.sources.teaser import is_teaser

READ_WHOLE_AFTER = timedelta(days=30)
"""So often a feed is asked for all that it shows, though nothing may have changed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """An answer with content, opened."""

    answer: Fetched
    """That of the feed, where the place is a page that names one."""
    moved_to: str | None
    """Where the place should be asked next time, if not at its own address."""
    founds: Iterable[Found]


def ask(
    place: Place,
    state: FeedState | None,
    fetcher: Fetcher | None,
    since: datetime | None,
    now: datetime,
    *,
    again: bool,
) -> Future[Answer] | Skipped:
    """The answer under way, or why the place is not asked."""
    if fetcher is None:
        return Skipped(what=place.address, why="not fetched: there is no network")
    if state is None:
        return fetcher.start(place.address, is_page=place.rules.is_page)
    if state.is_gone and not again:
        why = "gone for good, its server said (410): `digest sources remove` it"
        return Skipped(what=place.address, why=why)
    if state.not_before is not None and now < state.not_before and not again:
        why = f"its server asked not to be called before {state.not_before:%Y-%m-%d %H:%M} UTC"
        return Skipped(what=place.address, why=why)
    # What a feed shows is remembered as long as it is seen there, and a 304 shows nothing.
    is_due = state.whole_at is not None and now - state.whole_at > READ_WHOLE_AFTER
    # A wider window than last time wants also what was too old then.
    is_wider = state.read_since is not None and (since is None or since < state.read_since)
    is_whole_answer = again or is_wider or is_due
    return fetcher.start(
        state.moved_to or place.address,
        etag=None if is_whole_answer else state.etag,
        last_modified=None if is_whole_answer else state.last_modified,
        is_page=place.rules.is_page,
    )


def open_answer(
    place: Place, answer: Answer, fetcher: Fetcher, options: SourceOptions
) -> Opened | Skipped:
    """The items in the answer; a page that is no article is left for the feed that it names."""
    if isinstance(answer, Unfetched):
        return Skipped(what=place.address, why=answer.why)
    moved_to = answer.moved_to
    kind = sniff(answer.content[:HEAD])
    if kind is HTML and _wants_feed(place, answer):
        feeds = find_feeds(answer.content, answer.url)
        if feeds:
            named = fetcher.start(feeds[0]).result()
            if isinstance(named, Unfetched):
                return Skipped(what=place.address, why=f"its feed {named.url}: {named.why}")
            answer, moved_to = named, feeds[0]
            kind = sniff(answer.content[:HEAD])
        elif place.rules.takes_named_feed == "always":
            return Skipped(what=place.address, why="no feed, but a page that names none")
    is_page = kind is HTML and not place.rules.is_page
    why = fetcher.why_unread(answer.url) if is_page else None
    if why:
        return Skipped(what=place.address, why=why)
    return Opened(answer=answer, moved_to=moved_to, founds=_founds(place, answer, kind, options))


def _wants_feed(place: Place, answer: Fetched) -> bool:
    match place.rules.takes_named_feed:
        case "always":
            return True
        case "unless an article":
            return not is_article(answer.content, answer.url)
        case "never":
            return False


def _founds(
    place: Place, answer: Fetched, kind: ContentKind, options: SourceOptions
) -> Iterable[Found]:
    if answer.is_unchanged:
        return ()
    origin = Origin(place=place, where=place.address, url=answer.url, charset=answer.charset)
    return read_stream(io.BytesIO(answer.content), kind, origin, options)


def after_failure(state: FeedState, answer: Answer, now: datetime) -> FeedState:
    """What is known of the place after it could not be read."""
    wait = answer.retry_after_s if isinstance(answer, Unfetched) else None
    return replace(
        state,
        failures=state.failures + 1,
        is_gone=isinstance(answer, Unfetched) and answer.is_gone,
        not_before=now + timedelta(seconds=min(wait, 7 * 86_400)) if wait else None,
    )


def after_success(
    state: FeedState,
    opened: Opened,
    feeds: Iterable[Feed],
    *,
    since: datetime | None,
    now: datetime,
) -> FeedState:
    """What is known of the place after it was read.

    The version is kept for a feed alone: a page or a list must be looked into every time.
    """
    answer = opened.answer
    state = replace(
        state,
        failures=0,
        is_gone=False,
        not_before=None,
        last_success=now,
        moved_to=opened.moved_to or state.moved_to,
    )
    if answer.is_unchanged:
        return replace(state, whole_at=state.whole_at or now)
    entries = [entry for feed in feeds for entry in feed.entries]
    dates = [entry.published for entry in entries if entry.published and entry.published <= now]
    return replace(
        state,
        etag=answer.etag if entries else None,
        last_modified=answer.last_modified if entries else None,
        newest_item=max(dates, default=state.newest_item),
        entries=len(entries),
        teasers=sum(map(is_teaser, entries)),
        whole_at=now,
        read_since=since,
    )
