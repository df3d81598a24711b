"""A round of a fleet: one reading, and the editions that are made of it."""

import hashlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from itertools import islice
from typing import TypeVar

from pydantic import TypeAdapter

from digest.errors import ConfigError
from digest.fleet.fleet_file import Fleet
from digest.fleet.work import Job, Stage
from digest.pipeline import from_settings
from digest.sources import Place
from digest.store import Store

PLACES_A_SHARE = 20
"""Places that are read in one part: enough to fetch side by side, few enough to spread."""
EDITIONS_A_PART = 25
"""Editions whose stories are selected in one part, as each part reads all articles."""
_NAME_DIGITS = 8

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """What is to be done; it stays as it was begun, whatever becomes of the folder."""

    name: str
    fleet: str
    """The folder."""
    now: datetime
    editions: tuple[str, ...]
    places: tuple[Place, ...]
    """Those of all editions, each address once; sections and weights are each edition's own."""
    broken: Mapping[str, str] = field(default_factory=dict)
    """Those of the editions that cannot be made as they are set, each with the reason."""
    again: bool = False
    """Make editions of what was read before, too."""
    sends: bool = False
    """Mail the editions to their readers."""
    asks: bool = True
    """Ask models, where there are any."""

    @property
    def shares(self) -> tuple[tuple[Place, ...], ...]:
        """Places that are read together."""
        return tuple(cut(self.places, PLACES_A_SHARE))

    @property
    def groups(self) -> tuple[tuple[str, ...], ...]:
        """Editions whose stories are selected together."""
        return tuple(cut(self.editions, EDITIONS_A_PART))

    def job(self, stage: Stage, part: str, *, lock: str | None = None) -> Job:
        """The work at one part."""
        return Job(fleet=self.fleet, round=self.name, stage=stage, part=part, lock=lock)


_ROUND = TypeAdapter(Round)


def cut(items: Sequence[T], size: int) -> Iterator[tuple[T, ...]]:
    """The items in their order, so many at a time."""
    rest = iter(items)
    while part := tuple(islice(rest, size)):
        yield part


def begin(
    fleet: Fleet,
    names: Collection[str],
    now: datetime,
    store: Store,
    *,
    again: bool = False,
    sends: bool = False,
    asks: bool = True,
) -> tuple[Round, tuple[Job, ...]]:
    """Begin a round of those editions, or take up the one that was begun; and its first jobs.

    Broken editions take part, and fail with their reason. Raises ConfigError where nothing is to
    be read.
    """
    editions = tuple(sorted(names))
    places = shared_places(fleet, editions)
    broken = [f"{name}: {fleet.broken[name]}" for name in editions if name in fleet.broken]
    if not places and broken:
        raise ConfigError(f"{len(broken)} of these editions cannot be made").naming(broken)
    if not places:
        raise ConfigError(f"no edition of {str(fleet.folder)!r} has [[sources]]: name some")
    at = now.astimezone(UTC)
    own = hashlib.sha256("\n".join((str(fleet.folder), *editions)).encode()).hexdigest()
    new = Round(
        name=f"{at:%Y-%m-%dT%H:%M:%S.%fZ} {own[:_NAME_DIGITS]}",
        fleet=str(fleet.folder),
        now=at,
        editions=editions,
        places=places,
        broken={name: fleet.broken[name] for name in editions if name in fleet.broken},
        again=again,
        sends=sends,
        asks=asks,
    )
    store.rounds.begin(new.name, new.fleet, at, _ROUND.dump_json(new).decode())
    found = load(new.name, store)
    return found, tuple(found.job("read", str(part)) for part in range(len(found.shares)))


def load(name: str, store: Store) -> Round:
    """A round that was begun. Raises ConfigError for one that is not known."""
    body = store.rounds.body(name)
    if body is None:
        raise ConfigError(f"the store {store.place!r} knows no round {name!r}: is it the same one?")
    return _ROUND.validate_json(body)


def shared_places(fleet: Fleet, names: Collection[str]) -> tuple[Place, ...]:
    """The places of those editions, each address once, as the first that names it has it."""
    found: dict[str, Place] = {}
    for name in sorted(names):
        own = fleet.editions.get(name)
        for place in from_settings.places(own) if own else ():
            found.setdefault(place.address, replace(place, section=None, weight=1.0))
    return tuple(place for _, place in sorted(found.items()))
