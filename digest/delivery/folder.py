"""An edition as a folder of files: all of them or none, and never over an earlier edition."""

import os
import re
import shutil
import stat
import tempfile
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from digest.delivery.replacing import replace_file
from digest.errors import ConfigError, WriteError
from digest.store import digest_file

MOST_A_DAY = 10_000
_PLAIN_NAME = re.compile(r"[\w-][\w.-]*")
"""Of a file in the folder itself, and of nothing elsewhere."""


def write(files: Mapping[str, bytes], out: Path, day: date) -> Path:
    """Write files under out/DATE, or out/DATE-2, ... when that is taken; gives the folder.

    The folder appears whole: it is filled under another name and then renamed.
    Raises WriteError when the disk does not take it.
    """
    try:
        out.mkdir(parents=True, exist_ok=True)
        draft = Path(tempfile.mkdtemp(prefix=".digest-", dir=out))
    except OSError as error:
        raise WriteError.of(out, error) from error
    try:
        for name, content in files.items():
            (draft / name).write_bytes(content)
        draft.chmod(_as_others(out))
        return _settle(draft, out, day)
    except OSError as error:
        shutil.rmtree(draft, ignore_errors=True)
        raise WriteError.of(out, error) from error


def refuse_unwritable(out: Path) -> None:
    """Raise WriteError where no edition can be written, before anything is paid for it."""
    there = next(folder for folder in (out, *out.absolute().parents) if folder.exists())
    if not there.is_dir():
        raise WriteError(f"cannot write {str(out)!r}: {str(there)!r} is no folder")
    if not os.access(there, os.W_OK | os.X_OK):
        raise WriteError(f"cannot write {str(out)!r}: no permission in {str(there)!r}")


def write_again(files: Mapping[str, bytes], place: Path) -> None:
    """Replace an edition's files in its folder, each at once, in their order.

    With digest.json last, `strayed` finds what a fault half way has left. Raises WriteError.
    """
    for name, content in files.items():
        file = place / name
        try:
            replace_file(file, content)
        except OSError as error:
            raise WriteError.of(file, error) from error


def strayed(file: Path) -> Iterator[str]:
    """The files beside a digest.json that are not what was made of it, each with its fault.

    They are known by their bytes; times play no part. Where the edition does not know them, as one
    of an older program, nothing is told. Raises ConfigError for what cannot be read.
    """
    known = dict(digest_file.load(file).forms) if file.name == digest_file.EDITION_FILE else {}
    try:
        is_edited = digest_file.own_seal(file.read_bytes()) != known.pop(file.name, None)
        for name, seal in known.items():
            beside = file.parent / name
            if not _PLAIN_NAME.fullmatch(name) or not beside.is_file():
                continue
            if digest_file.seal(beside.read_bytes()) != seal:
                yield f"{name} was changed since it was made of {file.name}"
            elif is_edited:
                yield f"{name} is older than {file.name}, which was changed since"
    except OSError as error:
        raise ConfigError(f"cannot read {error.filename!r}: {error.strerror}") from error


def _as_others(out: Path) -> int:
    """The mode of a folder that the user makes here: a draft's own is for nobody else."""
    probe = out / f".digest-probe-{os.getpid()}"
    probe.mkdir()
    try:
        return stat.S_IMODE(probe.stat().st_mode)
    finally:
        probe.rmdir()


def _settle(draft: Path, out: Path, day: date) -> Path:
    """Rename draft to the first free name; a race with another build moves on to the next."""
    for number in range(1, MOST_A_DAY):
        folder = out / (day.isoformat() if number == 1 else f"{day.isoformat()}-{number}")
        try:
            folder.mkdir()  # claims the name: os.rename would replace an empty folder silently
        except FileExistsError:
            continue
        draft.replace(folder)
        return folder
    shutil.rmtree(draft)
    raise WriteError(f"{str(out)!r} holds {MOST_A_DAY} editions of {day}; name another with -o")
