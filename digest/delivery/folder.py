"""An edition as a folder of files: all of them or none, and never over an earlier edition."""

import os
import shutil
import stat
import tempfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from digest.errors import DeliveryError

MOST_A_DAY = 10_000


def write(files: Mapping[str, bytes], out: Path, day: date) -> Path:
    """Write files under out/DATE, or out/DATE-2, ... when that is taken; gives the folder.

    The folder appears whole: it is filled under another name and then renamed.
    Raises DeliveryError when the disk does not take it.
    """
    try:
        out.mkdir(parents=True, exist_ok=True)
        draft = Path(tempfile.mkdtemp(prefix=".digest-", dir=out))
    except OSError as error:
        raise DeliveryError(f"cannot write to {str(out)!r}: {error.strerror or error}") from error
    try:
        for name, content in files.items():
            (draft / name).write_bytes(content)
        draft.chmod(_as_others(out))
        return _settle(draft, out, day)
    except OSError as error:
        shutil.rmtree(draft, ignore_errors=True)
        raise DeliveryError(f"cannot write to {str(out)!r}: {error.strerror or error}") from error


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
    raise DeliveryError(f"{str(out)!r} holds {MOST_A_DAY} editions of {day}; name another with -o")
