"""What headers tell of a limit that is refilled all the time: how much comes back in a second."""

import math
from dataclasses import dataclass

_MANY = 20
"""Units that are used from which on a rounded one matters little."""


@dataclass(slots=True)
class Refill:
    """Learned from what is used and how long it takes until nothing is.

    That time grows with what is used; until the end of a window it only shrinks, whatever is.
    """

    rate: float = math.inf
    """Units a second; infinite until it is known."""
    _used: float = 0.0
    _reset: float = 0.0

    @property
    def is_exact(self) -> bool:
        """Whether the rate is hardly rounded."""
        return self._used >= _MANY

    def heard(self, used: float, reset: float) -> None:
        """Learn from one answer: so many units are used, and after `reset` seconds none would be.

        Servers round what is left down, so the least of all that is heard is nearest.
        """
        if used > self._used and reset > self._reset:
            self.rate = min(self.rate, used / reset)
        self._used, self._reset = used, reset
