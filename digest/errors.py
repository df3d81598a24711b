"""Everything that can go wrong on purpose, and the exit code of each.

    DigestError 1
    ├── ConfigError 2       a flag, a setting, a template's name, a missing key
    ├── SourceError 3       nothing could be read at all (one bad article is Skipped instead)
    ├── ProofError 4        `digest check` found a sentence that its evidence does not carry
    ├── LlmError 5          the model could not be used; the edition was told by extraction
    │   ├── LlmUnavailable      time-outs, 429, 5xx: the only kind that is retried
    │   └── LlmRejected         401, an unknown model, no quota: said once, never retried
    ├── DeliveryError 6     at least one recipient did not get the edition
    ├── NothingNewError 7   no article is newer than the last edition: nothing was written
    ├── RenderError 8       a template does not work: file and line
    └── StoreError 9        the database is away, full, busy or read-only: try again when it is not

Exit code 0 is an edition made as asked, 130 an interruption.
"""


class DigestError(Exception):
    """The root. Its message is one line that says what, which one, and what to do."""

    exit_code = 1


class ConfigError(DigestError):
    exit_code = 2


class SourceError(DigestError):
    exit_code = 3


class ProofError(DigestError):
    exit_code = 4


class LlmError(DigestError):
    exit_code = 5


class LlmUnavailable(LlmError):
    """A fault that may pass: worth the same request again after a wait.

    `retry_after` is what the server asked for, in seconds, or None.
    """

    def __init__(self, message: str, *, retry_after: float | None = None) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class LlmRejected(LlmError):
    """A fault that no repetition mends."""


class DeliveryError(DigestError):
    exit_code = 6


class NothingNewError(DigestError):
    exit_code = 7


class RenderError(DigestError):
    exit_code = 8


class StoreError(DigestError):
    """The database cannot be used now; what was written before is still there."""

    exit_code = 9
