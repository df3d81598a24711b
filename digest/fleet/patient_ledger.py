"""What became of a mail is noted when the database is back, by who knows it: nobody else does."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from digest.delivery.outcomes import Ledger, Standing, State
from digest.errors import StoreError

WAITED_MINUTES = 30
"""After it the reader stands as one who perhaps has it."""
_PAUSE_S = 3.0
_MINUTE_S = 60


@dataclass(frozen=True, slots=True)
class PatientLedger:
    """A ledger that waits an outage out before it gives up what it was told."""

    ledger: Ledger
    sleep: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic

    def state(self, edition: str, recipient: str) -> Standing | None:
        """As the ledger has it."""
        return self.ledger.state(edition, recipient)

    def claim(
        self, edition: str, recipient: str, *, again: bool = False, retry: bool = False
    ) -> Standing | None:
        """As the ledger has it, at once: nothing was sent yet."""
        return self.ledger.claim(edition, recipient, again=again, retry=retry)

    def record(self, edition: str, recipient: str, state: State, note: str) -> None:
        """Keep the state, however often that takes. Raises StoreError after half an hour."""
        last = self.clock() + WAITED_MINUTES * _MINUTE_S
        while True:
            try:
                return self.ledger.record(edition, recipient, state, note)
            except StoreError:
                if self.clock() > last:
                    raise
                self.sleep(_PAUSE_S)
