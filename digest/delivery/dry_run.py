"""Copies as files instead of mails: what each reader would get, to be looked at."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from digest.delivery.letter import message_id
from digest.delivery.outcomes import Refused, goes
from digest.delivery.posting import Posting
from digest.delivery.smtp import unique
from digest.errors import WriteError
from digest.mail_headers import parse_address

_NOBODY = "digest@localhost"
"""The sender of a copy where none is set yet."""
_MOST_LETTERS = 100
"""Of an address in a file's name."""


def write(
    posting: Posting, recipients: Sequence[str], sender: str | None, folder: Path
) -> Iterator[tuple[str, str]]:
    """Each reader with the file that was written, or with what stands in the way.

    Raises WriteError when the disk does not take it.
    """
    by = parse_address(sender or _NOBODY)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for number, (key, reader) in enumerate(unique(recipients).items(), start=1):
            if isinstance(reader, Refused):
                yield key, reader.why
                continue
            standing = posting.ledger.state(posting.edition, key)
            if not goes(standing, again=posting.again, retry=posting.retry_unknown):
                yield key, f"gets none: {standing}"
                continue
            identifier = message_id(posting.edition, key, by.domain)
            copy = posting.letter.copy(reader, sender=by, identifier=identifier, now=posting.now)
            name = re.sub(r"[^\w.@+-]", "_", key)[:_MOST_LETTERS]
            file = folder / f"{number:04}-{name}.eml"
            file.write_bytes(copy)
            yield key, str(file)
    except OSError as error:
        raise WriteError.of(folder, error) from error
