"""Everything that can go wrong on purpose, and the exit code of each.

    DigestError 1
    ├── ConfigError 2       a flag, a setting, a template's name, a missing key
    ├── SourceError 3       nothing could be read at all (one bad article is Skipped instead)
    ├── ProofError 4        `digest check` found a sentence that its evidence does not carry
    ├── LlmError 5          the model could not be used; the edition was told by extraction
    │   ├── LlmUnavailable      time-outs, 5xx: tried again some times
    │   │   └── LlmBusy             429: tried again for as long as anything is taken
    │   ├── LlmOutOfTime        the deadline of the build has passed, or it was interrupted
    │   ├── RequestFailed       a request was refused, and nothing says that others will be
    │   └── LlmRejected         401, an unknown model, no quota: said once, never retried
    ├── DeliveryError 6     at least one recipient did not get the edition
    ├── NothingNewError 7   no source shows what no edition has read, or no story has news
    ├── RenderError 8       a template does not work: file and line
    ├── ModelFellBack 10    the model told less than half of what it should; the edition is whole
    ├── LintError 11        `digest lint` found something that a page or a mail should not have
    ├── WriteError 12       a file or a folder cannot be written: no room, no permission
    ├── UnderWayError 13    `digest run` found another one at the same newsletter
    ├── AbsentError 14      a file or folder that was named is not there; the edition is of the rest
    ├── FleetError 15       some editions of a fleet could not be made or sent; the others were
    └── StoreError 9        the database is away, full, busy or read-only: try again when it is not

Exit code 0 is an edition made as asked, or one that waits for its batch; 130 an interruption.
"""

from collections.abc import Mapping, Sequence
from typing import Literal, Self

INTERRUPTED, TERMINATED = 130, 143
"""As shells have them."""
EXIT_CODES: Mapping[int, str] = {
    0: "The edition was made as asked, or waits for its batch.",
    1: "Something went wrong that has no code of its own, or a question was not answered.",
    2: "A flag, a setting, or a key is wrong; the message names it.",
    3: "Nothing could be read. A single bad article is skipped and listed instead.",
    4: "Texts of an edition are not carried by their evidence, or a file of it does not say what "
    "`digest.json` says: `digest check` names them.",
    5: "The model was wanted and could not be used; the edition was told by extraction.",
    6: "At least one recipient did not get the edition.",
    7: "Nothing is new: no source shows what no edition has read, or no story has what earlier "
    "ones have not told; nothing was written.",
    8: "A template does not work; the message names file and line.",
    9: "The store's database is away, full, busy or read-only; what was kept is still there.",
    10: "The model worked, and yet told less than half of the stories it should have; the rest was "
    "told by extraction, and the edition says why.",
    11: "`digest lint` found something that a page or a mail should not have.",
    12: "A file or a folder cannot be written: no room, or no permission.",
    13: "Another `digest run` is at the same newsletter: nothing was read, paid or sent.",
    14: "The edition was made, of less than was asked: a file or folder that was named is not "
    "there, and the message names it.",
    15: "Some editions of a fleet could not be made or sent; the others were.",
    INTERRUPTED: "Interrupted. Answers under way are waited for a few seconds and kept; a second "
    "Ctrl-C ends at once.",
    TERMINATED: "Terminated, in the same way.",
}
"""What each means, for the documentation."""


_MOST_NAMED = 20
"""Lines of an error that are told one by one."""


class DigestError(Exception):
    """The root. Its message is one line that says what, which one, and what to do.

    Where it is about several things, each has a line in its notes.
    """

    exit_code = 1

    def naming(self, lines: Sequence[str]) -> Self:
        """The error, with a note of each line; those beyond the first twenty are counted."""
        for line in lines[:_MOST_NAMED]:
            self.add_note(line)
        if len(lines) > _MOST_NAMED:
            self.add_note(f"and {len(lines) - _MOST_NAMED} more")
        return self

    @property
    def lines(self) -> tuple[str, ...]:
        """Its notes."""
        return tuple(getattr(self, "__notes__", ()))


class ConfigError(DigestError):
    """What the user set is not there, misspelt or at odds: nothing was read or paid."""

    exit_code = 2


class SourceError(DigestError):
    """Nothing at all could be read; what one place lacks is a `Skipped`."""

    exit_code = 3


NOTHING_NAMED = "there was nothing to read; name files, folders or addresses"


class ProofError(DigestError):
    """A finished edition has a text that its evidence does not carry."""

    exit_code = 4


class LlmError(DigestError):
    """The model could not be used, and the edition was made without it."""

    exit_code = 5


class LlmUnavailable(LlmError):
    """A fault that may pass: worth the same request again after a wait.

    `retry_after` is what the server asked for, in seconds, or None; `is_reached` whether there was
    a server at all.
    """

    def __init__(
        self, message: str, *, retry_after: float | None = None, is_reached: bool = True
    ) -> None:
        super().__init__(message)
        self.retry_after = retry_after
        self.is_reached = is_reached


class LlmBusy(LlmUnavailable):
    """Too many requests, or too many tokens, for the time: the server will take it later."""

    def __init__(
        self,
        message: str,
        *,
        retry_after: float | None = None,
        what: Literal["requests", "tokens"] = "requests",
    ) -> None:
        super().__init__(message, retry_after=retry_after)
        self.what: Literal["requests", "tokens"] = what


class LlmOutOfTime(LlmError):
    """Nobody is asked any more: the time for it is over."""


class RequestFailed(LlmError):
    """A request was refused for a reason that nobody knows: others may be answered."""


class LlmRejected(LlmError):
    """A fault that no repetition mends."""


class DeliveryError(DigestError):
    """At least one recipient did not get the edition; who did is remembered."""

    exit_code = 6


class NothingNewError(DigestError):
    """No source, or no story, has what no edition of the newsletter had: nothing was written.

    `is_calm`: nothing is wrong, either.
    """

    exit_code = 7

    def __init__(self, message: str, *, is_calm: bool = True) -> None:
        super().__init__(message)
        self.is_calm = is_calm


class RenderError(DigestError):
    """A template does not work; the message has its file and line."""

    exit_code = 8


class ModelFellBack(DigestError):
    """Most stories that the model should have told were told without it; the edition is whole."""

    exit_code = 10


class AbsentError(DigestError):
    """A file or a folder that was named is not there; the edition of the rest is whole."""

    exit_code = 14

    @classmethod
    def of(cls, places: Sequence[str]) -> Self:
        """The error of those places."""
        if len(places) == 1:
            return cls(f"there is no {places[0]!r}: the edition was made of the rest")
        told = f"{len(places)} places that were named are not there: the edition is of the rest"
        return cls(told).naming(places)


class StoreError(DigestError):
    """The database cannot be used now; what was written before is still there."""

    exit_code = 9


class LintError(DigestError):
    """A page or a mail has faults that its theme should not have."""

    exit_code = 11


class UnderWayError(DigestError):
    """Another process does what was asked for; this one has done nothing."""

    exit_code = 13


class FleetError(DigestError):
    """Some editions of a fleet could not be made, or did not reach their readers."""

    exit_code = 15


class WriteError(DigestError):
    """A file or a folder cannot be written."""

    exit_code = 12

    @classmethod
    def of(cls, place: object, error: OSError) -> "WriteError":
        """The error of the system, with its place."""
        return cls(f"cannot write {str(place)!r}: {error.strerror or error}")
