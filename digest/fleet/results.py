"""What became of the editions of a round."""

from collections.abc import Mapping
from dataclasses import dataclass

from digest.fleet.kept import Failed, Made, PartFailedError, outcome
from digest.fleet.rounds import Round
from digest.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """By the editions' names, in their order."""

    made: Mapping[str, Made]
    """Those that had something new, and those that had nothing (without a number)."""
    failed: Mapping[str, str]
    """Why there is no edition."""
    waiting: tuple[str, ...]
    """Those to which the round has not come yet."""


def account(round_: Round, store: Store) -> Account:
    """How the round stands."""
    made: dict[str, Made] = {}
    failed: dict[str, str] = {}
    waiting: list[str] = []
    for name in round_.editions:
        try:
            found = outcome(round_.name, "make", name, Made, store)
        except PartFailedError:
            waiting.append(name)
            continue
        if isinstance(found, Failed):
            failed[name] = found.failed
        else:
            made[name] = found
    return Account(made=made, failed=failed, waiting=tuple(waiting))
