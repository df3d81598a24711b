"""How a mail is parsed: each header by itself, no longer than it can be needed."""

from collections.abc import Sequence
from email.policy import Compat32

LONGEST_HEADER = 4_000
"""Characters of a header: four lines as long as a line may be (RFC 5322)."""


class _Capped(Compat32):
    """The plain parser, whose headers are cut.

    The newer one follows brackets and parameters by recursion, in more than linear time.
    """

    def header_source_parse(self, sourcelines: Sequence[str]) -> tuple[str, str]:
        """The name and value of one header, as they came, and cut."""
        name, value = super().header_source_parse(list(sourcelines))
        return name, value[:LONGEST_HEADER]


CAPPED = _Capped()
