"""Results go to a file or to standard output; talk goes elsewhere (see console.py)."""

import sys
from pathlib import Path

from digest.delivery.replacing import replace_file
from digest.errors import WriteError

STDOUT = Path("-")


def put(content: bytes, out: Path) -> None:
    """Write to out, `-` being standard output. Raises WriteError."""
    try:
        if out == STDOUT:
            sys.stdout.buffer.write(content)
            sys.stdout.buffer.flush()
        elif out.exists() and not out.is_file():  # a pipe or a device is written to as it is
            out.write_bytes(content)
        else:
            out.parent.mkdir(parents=True, exist_ok=True)
            replace_file(out.resolve(), content)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise WriteError.of(out, error) from error
