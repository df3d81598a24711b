"""What the parts of a round leave to those that follow, as JSON in the store."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar

from pydantic import TypeAdapter

from digest.errors import DigestError
from digest.fleet.work import Stage
from digest.model import Article, Skipped, Story, Summary
from digest.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """Of a share of the places: what was left out of each."""

    skipped: dict[str, tuple[Skipped, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Grouped:
    """All articles of a round's editions, divided into stories."""

    pools: dict[str, tuple[str, ...]]
    """Articles that each edition has not had, by its name."""
    since: dict[str, datetime]
    """When the window of each opened, by its name; none is there for a first edition."""
    stories: tuple[Story, ...]
    follow_ups: tuple[tuple[str, str], ...] = ()
    """Articles of which a model said that one follows the other."""
    timeless: tuple[str, ...] = ()
    """Articles that report nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """What one edition prints."""

    stories: tuple[Story, ...] = ()
    """In its sections and order."""
    skipped: tuple[Skipped, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Selected:
    """What some editions print, by name."""

    editions: dict[str, Chosen]


@dataclass(frozen=True, slots=True, kw_only=True)
class ToTell:
    """Stories that are told together."""

    edition: str
    """One that prints such stories: it says how they are told."""
    stories: tuple[Story, ...]
    """Ranked by the best place that any edition gives them."""
    context: int
    """Of how many of them a model says why they matter."""
    uses: dict[str, int]
    """How many editions print each, by its id."""
    lock: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """The parts of the telling."""

    parts: dict[str, ToTell]
    part_of: dict[str, tuple[str, ...]]
    """By edition, the parts that tell its stories."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldOnce:
    """A story as it was told, for all editions that print it."""

    summary: Summary
    cost: float | None = 0.0
    """US dollars, the share of one edition; None where it is not known."""
    is_lost: bool = False
    """A model should have told it, and did not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a part of the telling left."""

    keys: dict[str, str]
    """Under which each story lies in the store, by its id."""
    lost: dict[str, ToldOnce] = field(default_factory=dict)
    """Stories that a later round shall tell again, by id."""
    notices: tuple[str, ...] = ()
    failure: str = ""
    """Why the model could no longer be used."""
    model: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """What became of an edition."""

    number: int | None = None
    """None where nothing was new."""
    folder: str = ""
    stories: int = 0
    lost: int = 0
    """Stories that a model should have told, and did not."""
    mailed: int = 0
    refused: tuple[str, ...] = ()
    """Readers who did not get it, each with the reason."""
    notes: tuple[str, ...] = ()
    """For the editor."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Failed:
    """Why a part could not be done."""

    failed: str


T = TypeVar("T")
Left = Read | Grouped | Selected | Planned | Told | Made | Failed
ALL = "all"
"""The part of a stage that has one."""
ARTICLE = TypeAdapter(Article)
TOLD_ONCE = TypeAdapter(ToldOnce)
_BODIES: dict[Stage, TypeAdapter[Any]] = {
    "read": TypeAdapter(Read | Failed),
    "group": TypeAdapter(Grouped | Failed),
    "select": TypeAdapter(Selected | Failed),
    "plan": TypeAdapter(Planned | Failed),
    "tell": TypeAdapter(Told | Failed),
    "make": TypeAdapter(Made | Failed),
}


class PartFailedError(DigestError):
    """A part that others need has failed."""


def keep(round_: str, stage: Stage, part: str, left: Left, store: Store) -> None:
    """Keep what a part left; what it left before, in another try, stays."""
    store.rounds.keep(round_, stage, part, _BODIES[stage].dump_json(left).decode())


def outcome(round_: str, stage: Stage, part: str, kind: type[T], store: Store) -> T | Failed:
    """What a part left. Raises PartFailedError where it has not ended."""
    body = store.rounds.part(round_, stage, part)
    if body is None:
        raise PartFailedError(f"the round {round_!r} has not come to {stage} {part}")
    found = _BODIES[stage].validate_json(body)
    assert isinstance(found, kind | Failed)
    return found
