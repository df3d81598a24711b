"""What another body of the request may mend: each is learned once, and kept for the endpoint.

But for the credit, which changes: that is met by each request.
"""

from digest.errors import LlmRejected

LIMITS = ("max_completion_tokens", "max_tokens")
"""The names under which servers know the room of an answer; ours is the first."""


class Refused(Exception):
    """The server refused how it was asked, not what."""


class FormRefused(Refused):
    """The server does not understand the form of answer; a lower rung may do."""


class FieldRefused(Refused):
    """The server knows a field of the request under another name, or not at all."""

    def __init__(self, field: str, instead: str | None) -> None:
        super().__init__(f"the server takes no {field}")
        self.field = field
        """As it was sent."""
        self.instead = instead
        """The name it may go by; None: it is left out."""


class RoomRefused(Refused):
    """The answer may not be as long as was asked for."""

    def __init__(self, highest: int | None, *, is_lasting: bool = True) -> None:
        super().__init__("the server gives less room to answer")
        self.highest = highest
        """In tokens; None where the server does not say, so half of it is tried."""
        self.is_lasting = is_lasting
        """False where it is what the length of this request has left in the context."""

    def within(self, room: int) -> int:
        """The room to try next, in the place of one that was refused."""
        named = self.highest
        return named if named is not None and 0 < named < room else room // 2


class CreditRefused(Refused):
    """The account cannot pay for an answer as long as was asked for, but for a shorter one."""

    def __init__(self, highest: int, otherwise: LlmRejected) -> None:
        super().__init__(str(otherwise))
        self.highest = highest
        """What it can pay for, in tokens."""
        self.otherwise = otherwise
        """What it is where so short an answer is of no use."""


class SystemRefused(Refused):
    """The server's model knows no system message; its text joins the user's."""
