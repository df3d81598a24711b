"""An edition whose answers come with a batch, hours later: kept, sent, looked at, collected.

Everything is done in an order in which a build may die at any point: the edition and our name for
the batch are kept before it is sent, and each answer is stored before the batch is marked.
"""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import reduce

from pydantic import TypeAdapter, ValidationError

from digest.errors import ConfigError, LlmError, LlmRejected, LlmUnavailable, StoreError
from digest.llm.batch_api import BatchApi, BatchState
from digest.llm.client import LlmClient
from digest.llm.outbox import DRAFTING, TELLING, Outbox
from digest.llm.purse import add, at_batch_price
from digest.llm.tokens import estimate_tokens
from digest.llm.urls import host_of
from digest.model import Article, Skipped, Usage
from digest.model.articles import by_id
from digest.pipeline.gathering import Found, Order
from digest.pipeline.pending_memory import PendingMemory
from digest.progress import Event, Report
from digest.rendering.wording import counted
from digest.settings import Settings
from digest.store import Store
from digest.store.batches import KeptEdition, SentBatch

_WINDOW = timedelta(hours=24)
"""In which servers answer a batch, or give up."""
_STDIN = "-"


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """There is no edition yet: what to tell the user instead."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _KeptFound:
    """What an edition is made of, for as long as it waits."""

    now: datetime
    since: datetime | None
    places: tuple[str, ...]
    articles: tuple[Article, ...]
    skipped: tuple[Skipped, ...]
    feeds: dict[str, str]
    marks: tuple[str, ...]
    again: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Spent:
    """What an edition has cost while it waits."""

    by_model: dict[str, Usage]
    is_booked: bool = False
    """A build has made the edition and booked this, though the edition was not written then."""


_FOUND = TypeAdapter(_KeptFound)
_SPENT = TypeAdapter(_Spent)


class BatchRun:
    """A newsletter's edition by batch, from sending to collecting."""

    def __init__(
        self,
        settings: Settings,
        store: Store,
        clients: tuple[LlmClient, LlmClient],
        report: Report,
    ) -> None:
        """`clients` write and judge, with one purse."""
        self.writer, self.judge = clients
        self._newsletter = settings.edition.newsletter
        self._steps = TELLING if settings.llm.batch == "all" else DRAFTING
        self._store = store
        self._clients = tuple(dict.fromkeys(clients))
        self._report = report

    @property
    def is_waiting(self) -> bool:
        """Whether an edition of the newsletter waits."""
        return self._kept() is not None

    def fits(self, order: Order) -> bool:
        """Whether the edition that waits is made of these places; standard input is never again."""
        kept = self._kept()
        places = tuple(place.address for place in order.places)
        return kept is not None and kept[0].places == places and _STDIN not in places

    @contextmanager
    def alone(self) -> Iterator[None]:
        """While no other build sends or collects for the newsletter. Raises StoreError."""
        was_waiting = self.is_waiting
        lease = f"batch {self._newsletter}"
        if not self._store.leases.claim(lease, again=True):
            raise StoreError("another build is at the batch of this newsletter; try again later")
        try:
            if was_waiting and not self.is_waiting:
                raise StoreError("another build has just made the edition that waited")
            yield
        finally:
            self._store.leases.release(lease)

    def collect(self) -> Found | Waiting | None:
        """What the waiting edition is made of, once every batch has ended and its answers are kept.

        None where no edition waits. Raises LlmError where a batch cannot be looked at, and
        ConfigError where it is another server's.
        """
        kept = self._kept()
        if kept is None:
            return None
        found, spent = kept
        sent = [one for one in self._store.batches.sent(self._newsletter) if not one.is_collected]
        lines = list[str]()
        for one in sent:
            state = self._state(one)
            if state is not None and not state.has_ended:
                lines.append(_still(state, one))
            elif state is not None:
                spent = self._taken_in(one, state, spent)
        if lines:
            return Waiting(lines=tuple(lines))
        self.writer.purse.carry(spent.by_model, is_booked=spent.is_booked)
        return self._found_again(found)

    def open(self) -> None:
        """From now on note what goes into a batch.

        What was in one before is asked at once, and so is all but drafts where they alone are to
        be asked by batch and have been.
        """
        sent = self._store.batches.sent(self._newsletter)
        if self._steps == DRAFTING and any(one.is_collected for one in sent):
            return
        names = {name for one in sent for name in one.asked}
        for client in self._clients:
            client.outbox = Outbox(self._steps, sent=names, purse=client.purse)

    def send(self, found: Found) -> Waiting:
        """Send what was noted, and keep what the edition is made of.

        Each model of each server has a batch of its own. Raises LlmError where nothing was sent.
        """
        lines = list[str]()
        for client in self._clients:
            if not client.outbox.noted:
                continue
            try:
                lines.append(self._sent(client, found))
            except LlmError as error:
                if not lines:
                    raise
                lines.append(str(error))  # the next build sends the rest, or asks it at once
        return Waiting(lines=(*lines, "the edition is made by the next digest build, or --resume"))

    def booked(self) -> None:
        """What was spent stands in the books; should the edition not be written, it is once."""
        kept = self._kept()
        if kept is not None and not kept[1].is_booked:
            spent = _Spent(by_model=self.writer.purse.by_model, is_booked=True)
            self._store.batches.spent(self._newsletter, _SPENT.dump_json(spent).decode())

    def done(self) -> None:
        """The edition is written: nothing waits any more."""
        self._store.batches.drop(self._newsletter)

    def ask_at_once(self) -> bool:
        """Note nothing any more; False where nothing was ever sent, so that it is no resort."""
        self.writer.purse.take_back()
        for client in self._clients:
            client.outbox = Outbox()
        return bool(self._store.batches.sent(self._newsletter))

    def _kept(self) -> tuple[_KeptFound, _Spent] | None:
        kept = self._store.batches.kept(self._newsletter)
        if kept is None:
            return None
        try:
            return _FOUND.validate_json(kept.found), _SPENT.validate_json(kept.usage)
        except ValidationError:  # another release has written it; answers that are stored stay
            self._store.batches.drop(self._newsletter)
            return None

    def _state(self, sent: SentBatch) -> BatchState | None:
        """None for one that never arrived: it is forgotten, and its requests are noted anew."""
        api = self._api(sent)
        if sent.batch is not None:
            return api.state(sent.batch)
        found = api.begun_as(sent.run)
        if found is None:
            self._store.batches.withdraw(self._newsletter, sent.run, keep_edition=True)
        else:
            self._store.batches.name(sent.run, found.id)
        return found

    def _api(self, sent: SentBatch) -> BatchApi:
        return BatchApi(self._client(sent).endpoint)

    def _client(self, sent: SentBatch) -> LlmClient:
        for client in self._clients:
            if client.base_url == sent.base_url:
                return client
        raise ConfigError(
            f"a batch of this newsletter is at {host_of(sent.base_url)}, which is not asked now; "
            "name it again with [llm] base_url, or build with --no-model"
        )

    def _taken_in(self, sent: SentBatch, state: BatchState, spent: _Spent) -> _Spent:
        """What was spent with the answers of a batch; they are stored, and the batch is marked."""
        rates, billed = self._client(sent).rates, dict[str, Usage]()
        for name, body, reply in self._api(sent).answers(state):
            if name in sent.asked and name not in billed:
                self._store.answers.put(name, body)
                billed[name] = at_batch_price(rates.billed(reply, sent.asked[name]))
        cost = reduce(add, billed.values(), spent.by_model.get(sent.model, Usage()))
        total = replace(spent, by_model={**spent.by_model, sent.model: cost})
        self._store.batches.collected(self._newsletter, sent.run, _SPENT.dump_json(total).decode())
        self._report(Event(stage="ask", note=_came(state, len(billed), len(sent.asked))))
        return total

    def _found_again(self, kept: _KeptFound) -> Found:
        memory = PendingMemory(self._store, self._newsletter)
        memory.relearn(kept.feeds, kept.marks)
        return Found(
            order=Order(places=(), now=kept.now, since=kept.since, again=kept.again),
            articles=by_id(kept.articles),
            skipped=kept.skipped,
            memory=memory,
        )

    def _sent(self, client: LlmClient, found: Found) -> str:
        noted, api = client.outbox.noted, BatchApi(client.endpoint)
        file = api.upload({name: one.body for name, one in noted.items()})
        sent = SentBatch(
            run=uuid.uuid4().hex,
            base_url=client.base_url,
            model=client.model,
            asked={name: estimate_tokens(str(one.body)) for name, one in noted.items()},
            created=datetime.now(UTC),
        )
        edition = KeptEdition(
            found=_FOUND.dump_json(self._to_keep(found)).decode(),
            usage=_SPENT.dump_json(_Spent(by_model=client.purse.by_model)).decode(),
        )
        self._store.batches.begin(self._newsletter, edition, sent)
        try:
            state = api.begin(file, sent.run, self._newsletter)
        except LlmRejected:
            self._store.batches.withdraw(self._newsletter, sent.run)
            raise
        except LlmUnavailable as error:
            raise LlmUnavailable(f"{error}; the next build looks whether it arrived") from error
        self._store.batches.name(sent.run, state.id)
        most = reduce(add, (one.most for one in noted.values()))
        cost = "" if most.cost is None else f", at most ${most.cost:.4f} at the price of batches"
        return f"sent {counted(len(noted), 'request')} as {state.id}{cost}; {_back(state, sent)}"

    def _to_keep(self, found: Found) -> _KeptFound:
        """The edition as it is kept; one that was kept before stays as it is."""
        kept = self._kept()
        if kept is not None:
            return kept[0]
        order, (feeds, marks) = found.order, found.memory.learned()
        return _KeptFound(
            now=order.now,
            since=found.since,
            places=tuple(place.address for place in order.places),
            articles=tuple(found.articles.values()),
            skipped=found.skipped,
            feeds=feeds,
            marks=tuple(marks),
            again=order.again,
        )


def _back(state: BatchState, sent: SentBatch) -> str:
    ends_by = state.ends_by or sent.created + _WINDOW
    return f"most are back sooner, all by {ends_by:%d %B %Y, %H:%M} UTC"


def _still(state: BatchState, sent: SentBatch) -> str:
    how_far = f", {state.done} of {state.total} done" if state.total else ""
    return f"{state.id} is not done yet ({state.status}{how_far}); {_back(state, sent)}"


def _came(state: BatchState, answered: int, asked: int) -> str:
    why = f" ({state.faults})" if state.faults else ""
    return f"{state.id} {state.status}{why}: {answered} of {asked} requests answered"
