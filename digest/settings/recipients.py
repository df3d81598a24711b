"""Who is mailed, as the settings name them."""

from collections.abc import Sequence

from digest.mail_headers import parse_address


def known_addresses(written: Sequence[str]) -> Sequence[str]:
    """The addresses as they are. Raises ValueError for a text that is not one of them."""
    for one in written:
        try:
            parse_address(one)
        except ValueError as error:
            raise ValueError(f"no mail address {one!r}: {error}") from error
    return written
