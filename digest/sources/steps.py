"""The items of places, one step each: made in order, ahead of their turn where they are fetched."""

import hashlib
from collections.abc import Iterable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass, replace
from datetime import datetime
from typing import BinaryIO

from digest.language.addresses import same_page
from digest.model import Document, Skipped
from digest.sources.ahead import ahead
from digest.sources.answer import Answer
from digest.sources.entries import from_entry, from_page, outlet_of, what_of
from digest.sources.fetch import Fetcher
from digest.sources.files import read_path
from digest.sources.found import Entry, Feed, Found, Wanted
from digest.sources.memory import FeedState, Memory, Since, SinceLast
from digest.sources.place import Place, SourceOptions
from digest.sources.sift import (
    NAMED_TWICE,
    Marks,
    also_in,
    is_put_off,
    sift,
    with_marks,
)
from digest.sources.stdin import read_stdin
from digest.sources.web import after_failure, after_success, ask, open_answer

_PLACES_AHEAD = 32
"""Feeds fetched before their turn: their bodies wait in memory."""
_DEEPEST = 3
"""A list may name a list that names a feed; beyond that somebody plays games."""
SAME_AS = "the same as "


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One item on its way out; what happens to it happens in order."""

    found: Document | Skipped | Wanted | FeedState
    """A `FeedState` follows the last item of its feed."""
    answer: Future[Answer] | None = None
    """To a `Wanted`, under way; None where nothing is fetched."""
    item: tuple[str, Marks] | None = None
    """The feed's address and the entry's marks, for the memory."""
    origin: Place | None = None
    """The place that was named; of what a list names, the list."""


class Steps:
    """What one reading knows while it goes on."""

    def __init__(
        self,
        *,
        total: int,
        since: Since,
        now: datetime,
        options: SourceOptions,
        fetcher: Fetcher | None,
        memory: Memory,
        stdin: BinaryIO | None,
        is_apart: bool,
    ) -> None:
        self.done = 0
        """Places whose items have all been begun."""
        self.total = total
        """Places, with those that other places have named so far."""
        self._since = since
        self._now = now
        self._options = options
        self._fetcher = fetcher
        self._memory = memory
        self._stdin = stdin
        self._is_apart = is_apart
        self._origin: Place | None = None
        """The place whose steps are being made."""
        self._first_by_content: dict[tuple[Place | None, bytes], str] = {}
        self._first_by_url: dict[tuple[Place | None, str], str] = {}
        self._incomplete: set[str] = set()
        self._named: set[tuple[Place | None, str]] = set()

    def steps_of(self, places: Iterable[Place]) -> Iterator[Step]:
        """All items of the places that were named, each with its place."""
        for step in self.steps(places, depth=0):
            yield replace(step, origin=self._origin)

    def _alone(self, origin: Place | None) -> Place | None:
        """Among the items of which place others of the same kind count: of all where it is None."""
        return origin if self._is_apart else None

    def steps(self, places: Iterable[Place], depth: int) -> Iterator[Step]:
        """All items of the places, with their pages under way."""
        asked = ((place, self._ask(place, self._origin if depth else place)) for place in places)
        for place, answer in ahead(asked, _PLACES_AHEAD):
            self._origin = self._origin if depth else place
            if depth > _DEEPEST:
                why = "a list in a list in a list: not followed any deeper"
                yield Step(found=Skipped(what=place.address, why=why))
            elif isinstance(answer, Skipped):
                yield Step(found=answer)
            elif answer is not None and self._fetcher is not None:
                yield from self._web(place, answer.result(), self._fetcher, depth)
            elif place.address == "-":
                yield from self._sort(read_stdin(self._stdin, place, self._options), place, depth)
            else:
                yield from self._sort(read_path(place, self._options), place, depth)
            self.done += 1

    def _ask(self, place: Place, origin: Place | None) -> Future[Answer] | Skipped | None:
        """The answer under way, why there will be none, or None for a place on this machine."""
        name = self._alone(origin), place.address
        if name in self._named:
            return Skipped(what=place.address, why=NAMED_TWICE)
        self._named.add(name)
        if not place.is_web:
            return None
        state = self._memory.feed(place.address)
        since = self._opens(place)
        return ask(place, state, self._fetcher, since, self._now, again=self._options.again)

    def _opens(self, place: Place) -> datetime | None:
        """When the window of a place opens; a file that was named is read whole."""
        if not isinstance(self._since, SinceLast):
            return self._since
        state = self._memory.feed(place.address) if place.is_web else None
        success = state.last_success if state else None
        if place.is_web and success is None:
            success = self._memory.newest_success()
        return success - self._since.grace if success else None

    def _web(self, place: Place, answer: Answer, fetcher: Fetcher, depth: int) -> Iterator[Step]:
        """The items of a place on the web, and what is to be remembered of it after them."""
        state = self._memory.feed(place.address) or FeedState(address=place.address)
        if state.entries and place.kind == "auto":
            place = replace(place, kind="feed")  # a page in its stead is a wall, no article
        opened = open_answer(place, answer, fetcher, self._options)
        if isinstance(opened, Skipped):
            yield Step(found=opened)
            yield Step(found=after_failure(state, answer, self._now))
            return
        feeds: list[Feed] = []
        yield from self._sort(self._noting(opened.founds, feeds), place, depth, is_web=True)
        opens = self._opens(place)
        yield Step(found=after_success(state, opened, feeds, since=opens, now=self._now))

    @staticmethod
    def _noting(founds: Iterable[Found], feeds: list[Feed]) -> Iterator[Found]:
        for found in founds:
            if isinstance(found, Feed):
                feeds.append(found)
            yield found

    def _sort(
        self, founds: Iterable[Found], place: Place, depth: int, *, is_web: bool = False
    ) -> Iterator[Step]:
        """Steps from what a place holds; places that it names come after its own items."""
        named: list[Place] = []
        for found in founds:
            if isinstance(found, Place):
                named.append(found)
            elif isinstance(found, Feed):
                yield from self._entries(found, place, is_web=is_web)
            elif isinstance(found, Wanted):
                yield self._fetch(found, None)
            else:
                yield Step(found=found)
        self.total += len(named)
        yield from self.steps(named, depth + 1) if named else ()

    def _entries(self, feed: Feed, place: Place, *, is_web: bool) -> Iterator[Step]:
        """The entries of a feed that belong to this edition, the others with their reason.

        A saved feed was named for this edition, so nothing of it was read before.
        """
        marked = with_marks(feed, place.address)
        fetch_page = self._options.fetch_pages and self._fetcher is not None
        forget = self._options.again or not is_web
        outlet, name = outlet_of(feed), feed.title or place.address
        marks = {mark for marks, _ in marked for mark in marks}
        seen = frozenset[str]() if forget else self._memory.seen(marks)
        opens, most = self._opens(place), self._options.max_items
        for known_by, entry, why in sift(marked, since=opens, now=self._now, seen=seen, most=most):
            item = (place.address, known_by) if is_web else None
            fault = why or self._why_known(entry, place)
            if is_put_off(why):
                self._incomplete.add(place.address)
            if fault:
                yield Step(found=Skipped(what=what_of(entry, place), why=fault))
                continue
            made = from_entry(
                entry,
                outlet(entry),
                place,
                fetch_page=fetch_page,
                voucher=name,
            )
            if isinstance(made, Wanted):
                yield self._fetch(made, item)
            else:
                yield Step(found=made, item=item)

    def _why_known(self, entry: Entry, place: Place) -> str | None:
        """An article that two feeds name is taken from the first."""
        if entry.url is None:
            return None
        page = self._alone(self._origin), same_page(entry.url)
        first = self._first_by_url.setdefault(page, place.address)
        return None if first == place.address else also_in(first)

    def _fetch(self, wanted: Wanted, item: tuple[str, Marks] | None) -> Step:
        if self._fetcher is None:
            return Step(found=wanted, item=item)
        return Step(found=wanted, answer=self._fetcher.start(wanted.url, is_page=True), item=item)

    def finish(self, step: Step) -> Document | Skipped | None:
        """What comes of a step, once its page is there; None for a mere remembrance."""
        found = step.found
        if isinstance(found, FeedState):
            self._remember(found)
            return None
        if isinstance(found, Wanted):
            found = self._page(found, step)
        if isinstance(found, Document):
            if step.item is not None:
                self._memory.saw(step.item[1])
            return self._unless_repeated(found, step)
        return found

    def _page(self, wanted: Wanted, step: Step) -> Document | Skipped:
        if step.answer is None:
            return Skipped(what=wanted.url, why="not fetched: there is no network")
        page = from_page(wanted, step.answer.result())
        if isinstance(page, Skipped) and step.item is not None:
            self._incomplete.add(step.item[0])
        return page

    def _remember(self, state: FeedState) -> None:
        """Not its version, if an item of it was not read: the next run must see it whole."""
        if state.address in self._incomplete:
            state = replace(state, etag=None, last_modified=None)
        self._memory.remember(state)

    def _unless_repeated(self, document: Document, step: Step) -> Document | Skipped:
        """The document, or word of the first place that held the very same bytes in this run."""
        hints = document.hints
        told = f"{document.media_type}\0{hints.title}\0{hints.url}\0".encode(errors="replace")
        key = self._alone(step.origin), hashlib.sha256(told + document.content).digest()
        if key not in self._first_by_content:
            self._first_by_content[key] = document.place
            return document
        first = self._first_by_content[key]
        why = NAMED_TWICE if first == document.place else f"{SAME_AS}{first}"
        return Skipped(what=document.place, why=why)
