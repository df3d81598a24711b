"""What was learned of an endpoint and model: how it wants to be asked."""

import json
import threading
from collections.abc import Mapping

from pydantic import BaseModel, ConfigDict, ValidationError

from digest.llm import rungs
from digest.llm.answers import AnswerStore
from digest.llm.faults.refusals import (
    LIMITS,
    FieldRefused,
    FormRefused,
    Refused,
    RoomRefused,
    SystemRefused,
)

LIMIT = LIMITS[0]
"""The name under which the room of an answer goes until a server knows another."""
LEAST_ROOM = 64
"""Tokens; no answer of ours fits into less."""

Body = Mapping[str, object]


class Learned(BaseModel):
    """How an endpoint wants to be asked. What it took before stays so for later builds."""

    model_config = ConfigDict(frozen=True)

    rung: str = rungs.JSON_SCHEMA.name
    """The way to ask for the form."""
    renamed: dict[str, str] = {}
    """Fields of the request by the name that the server knows."""
    left_out: tuple[str, ...] = ()
    """Fields that it does not know."""
    most_room: int | None = None
    """The longest answer that it takes to be asked for, in tokens."""
    is_system_joined: bool = False
    """Whether the system text joins the user's message."""

    @property
    def way(self) -> rungs.Rung:
        """The rung itself."""
        return rungs.rung_named(self.rung)

    @property
    def told(self) -> str:
        """What differs from how everybody is asked, in words; "" where nothing does."""
        lines = [f"the form by {self.rung}"] if self.rung != rungs.JSON_SCHEMA.name else []
        lines += [f"{name} as {other}" for name, other in self.renamed.items()]
        lines += [f"without {name}" for name in self.left_out]
        if self.most_room is not None:
            lines.append(f"answers of at most {self.most_room:,} tokens")
        if self.is_system_joined:
            lines.append("no system message")
        return ", ".join(lines)

    def applied(self, body: Body) -> dict[str, object]:
        """The body as this server takes it."""
        sent = {
            self.renamed.get(name, name): value
            for name, value in body.items()
            if name not in self.left_out
        }
        limit = self.renamed.get(LIMIT, LIMIT)
        room = sent.get(limit)
        if self.most_room is not None and isinstance(room, int):
            sent[limit] = min(room, self.most_room)
        if self.is_system_joined:
            sent["messages"] = _joined(body["messages"])
        return sent

    def after(self, refused: Refused, room: int) -> "Learned | None":
        """What is known after a refusal of a body with that room; None: nothing is left to try."""
        if isinstance(refused, FormRefused):
            lower = rungs.below(self.way)
            return self._with(rung=lower.name) if lower else None
        if isinstance(refused, FieldRefused):
            return self._without(refused)
        if isinstance(refused, SystemRefused):
            return None if self.is_system_joined else self._with(is_system_joined=True)
        return self._shorter(refused, room) if isinstance(refused, RoomRefused) else None

    def _without(self, refused: FieldRefused) -> "Learned | None":
        own = next(
            (n for n, other in self.renamed.items() if other == refused.field), refused.field
        )
        if own in self.left_out:
            return None
        if refused.instead is None or own in self.renamed:
            return self._with(left_out=(*self.left_out, own))
        return self._with(renamed=self.renamed | {own: refused.instead})

    def _shorter(self, refused: RoomRefused, room: int) -> "Learned | None":
        most = refused.within(min(room, self.most_room or room))
        return self._with(most_room=most) if most >= LEAST_ROOM else None

    def _with(self, **changed: object) -> "Learned":
        return self.model_copy(update=changed)


def _joined(messages: object) -> object:
    """The messages with the system text before the user's first."""
    if not isinstance(messages, list) or len(messages) < 2 or messages[0]["role"] != "system":  # noqa: PLR2004 - both
        return messages
    system, user, *rest = messages
    return [user | {"content": f"{system['content']}\n\n{user['content']}"}, *rest]


def learned_from(kept: str | None, rung: str | None = None) -> Learned:
    """What the store kept, with that rung in the place of the kept one; nothing where it is odd.

    An earlier digest kept the name of the rung alone.
    """
    try:
        found = Learned.model_validate_json(kept or "{}")
    except ValidationError:
        found = Learned(rung=rungs.rung_named(kept).name)
    return found.model_copy(update={"rung": rungs.rung_named(rung).name}) if rung else found


def kept(learned: Learned) -> str:
    """For the store: what differs from how everybody is asked."""
    return json.dumps(learned.model_dump(mode="json", exclude_defaults=True), sort_keys=True)


class Lessons:
    """What all workers of a client know of their endpoint: each refusal is met once."""

    def __init__(
        self, store: AnswerStore, base_url: str, model: str, rung: str | None = None
    ) -> None:
        self._store = store
        self._endpoint = base_url, model
        self._lock = threading.Lock()
        self._confirmed = learned_from(store.learned(base_url, model), rung)
        self.now = self._confirmed

    def learn(self, tried: Learned, refused: Refused, room: int) -> bool:
        """Know better than what was tried; False where nothing is left to try.

        Then it was the request, and the others are asked as before.
        """
        with self._lock:
            if self.now is not tried:  # another worker has learned meanwhile
                return True
            after = tried.after(refused, room)
            self.now = after or self._confirmed
            return after is not None

    def confirm(self, taken: Learned) -> None:
        """Keep for later builds what the server has taken."""
        with self._lock:
            if taken is not self._confirmed:
                self._confirmed = taken
                self._store.remember(*self._endpoint, kept(taken))
