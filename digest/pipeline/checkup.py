"""The models of the settings, looked at and tried: for `doctor`."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from digest.llm import purse
from digest.llm.client import LlmClient
from digest.llm.learned import learned_from
from digest.llm.trial import Trial, tried
from digest.pipeline.clients import Roster, own_price
from digest.progress import Event
from digest.settings import Secrets, Settings
from digest.store import Store

Role = Literal["model", "judge", "fallback"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkup:
    """What is known of one model."""

    role: Role
    model: str
    base_url: str
    has_key: bool
    price: purse.Price | None
    """US dollars for a million tokens."""
    is_price_own: bool
    learned: str = ""
    """How its server wants to be asked otherwise than most, in words."""
    trial: Trial | None = None
    """None where it was not tried."""
    notes: tuple[str, ...] = ()
    """What was said on the way."""


@dataclass(slots=True)
class _Notes:
    """A listener that keeps each note once."""

    said: dict[str, None] = field(default_factory=dict)

    def __call__(self, event: Event) -> None:
        if event.note:
            self.said[event.note] = None


def check_models(
    settings: Settings, known: Secrets, store: Store | None, *, offline: bool
) -> Iterator[Checkup]:
    """The model that writes, another that judges, and those that come after; none: none is set.

    Each is asked one tiny question unless `offline`. Raises ConfigError for models that cannot be
    asked as they are set.
    """
    patience = {"attempts": 1, "total_time_s": settings.llm.timeout_s}
    hurried = settings.model_copy(update={"llm": settings.llm.model_copy(update=patience)})
    notes = _Notes()
    writer = Roster(hurried, known, store, notes).writer()
    if writer is None:
        return
    own = own_price(settings)
    has_key = known.api_key is not None
    yield _checkup(writer, notes, own, store, role="model", has_key=has_key, offline=offline)
    notes = _Notes()
    judge = Roster(hurried, known, store, notes).judge(writer)
    if judge is not writer:
        if judge.base_url != writer.base_url:
            has_key = known.judge_api_key is not None
        yield _checkup(judge, notes, own, store, role="judge", has_key=has_key, offline=offline)
    notes = _Notes()
    others = Roster(hurried, known, store, notes).fallbacks(writer)
    for other, chosen in zip(others, settings.llm.fallback, strict=True):
        has_key = chosen.key_env in known.keys
        yield _checkup(other, notes, own, store, role="fallback", has_key=has_key, offline=offline)


def _checkup(
    client: LlmClient,
    notes: _Notes,
    own: purse.Price | None,
    store: Store | None,
    *,
    role: Role,
    has_key: bool,
    offline: bool,
) -> Checkup:
    found = None if offline else tried(client)
    client.close()
    learned = store.answers.learned(client.base_url, client.model) if store else None
    return Checkup(
        role=role,
        model=client.model,
        base_url=client.base_url,
        has_key=has_key,
        price=own or purse.listed_price(client.model, client.base_url),
        is_price_own=own is not None,
        learned=learned_from(learned).told,
        trial=found,
        notes=tuple(notes.said),
    )
