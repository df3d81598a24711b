"""One line of the table of quirks: what a complaint is recognised by, and what follows."""

import re
from collections.abc import Callable, Container
from dataclasses import dataclass

from digest.errors import LlmRejected, LlmUnavailable, RequestFailed
from digest.llm.faults.complaint import Complaint
from digest.llm.faults.refusals import Refused
from digest.llm.reply import Reply

Consequence = Reply | LlmRejected | LlmUnavailable | RequestFailed | Refused

ANY = range(100, 600)


@dataclass(frozen=True, slots=True, kw_only=True)
class Quirk:
    """One kind of complaint: what it is recognised by, and what follows."""

    name: str
    meaning: str
    """For the documentation: what the client does about it."""
    said: tuple[str, ...] = ()
    """Patterns, one of which what the server says has, in lower case; without any all will do."""
    statuses: Container[int] = ANY
    follows: Callable[[Complaint], Consequence | None]
    """A reply where only this request is concerned; an error is raised. None: not this after all,
    for a number or a name that the pattern cannot weigh."""

    def recognises(self, complaint: Complaint) -> Consequence | None:
        """What follows; None for another kind of complaint."""
        is_said = not self.said or any(re.search(said, complaint.told) for said in self.said)
        return self.follows(complaint) if is_said and complaint.status in self.statuses else None
