"""Files and folders: every file is read or skipped with its reason."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from digest.model import Skipped
from digest.sources.as_typed import no_such_file, why_not_read
from digest.sources.content_kind import ContentKind
from digest.sources.contents import read_stream
from digest.sources.found import Found, Origin
from digest.sources.head import HEAD
from digest.sources.kinds import MAIL, promised_by, settle, sniff
from digest.sources.place import Place, SourceOptions, local_path

# Files that speak of a folder, not of the news. Named outright they are read like any other.
_ABOUT_THE_FOLDER = ("readme", "license", "licence", "copying", "changelog", "contributing")

_MAILDIR = ("cur", "new")
_PACKED = ".gz"
_PAUSED = "paused in [[sources]]"


def read_path(place: Place, options: SourceOptions) -> Iterator[Found]:
    """What a file holds, or all files below a folder, in the order of their names."""
    path = local_path(place.address)
    if why := why_not_read(place.address):
        yield Skipped(what=place.address, why=why)
    elif _is_folder(path) and path.resolve() == Path(path.resolve().anchor):
        yield Skipped(what=place.address, why="all of this machine: name a folder of it")
    elif _is_folder(path):
        yield from _read_folder(path, place, options)
    else:
        yield from _read_file(path, place, options, promised_by(path.suffix))


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # why is found out where it is opened
        return False


def _read_folder(folder: Path, place: Place, options: SourceOptions) -> Iterator[Found]:
    """Hidden files are no articles and are passed over; anything else has its word."""

    def unreadable(fault: OSError) -> None:
        faults.append(Skipped(what=str(fault.filename), why=f"cannot be read: {fault.strerror}"))

    faults: list[Skipped] = []
    paused = {local_path(address).resolve() for address in place.without}

    def is_paused(path: Path) -> bool:
        return bool(paused) and path.resolve() in paused

    for at, folders, names in os.walk(folder, onerror=unreadable):
        yield from faults
        faults.clear()
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in (name for name in folders if is_paused(Path(at) / name)):
            yield Skipped(what=str(Path(at) / name), why=_PAUSED)
        folders[:] = [name for name in folders if not is_paused(Path(at) / name)]
        for name in (name for name in folders if (Path(at) / name).is_symlink()):
            yield Skipped(what=str(Path(at) / name), why="a link to a folder is not followed")
        for name in sorted(name for name in names if not name.startswith(".")):
            path = Path(at) / name
            named = _unpacked(path)
            if is_paused(path):
                yield Skipped(what=str(path), why=_PAUSED)
            elif named.stem.lower() in _ABOUT_THE_FOLDER:
                yield Skipped(what=str(path), why="speaks of the folder, not of the news")
            elif path.is_symlink() and not path.resolve().is_relative_to(folder.resolve()):
                yield Skipped(what=str(path), why="a link that leads out of the folder")
            elif _is_in_maildir(path):
                yield from _read_file(path, place, options, MAIL)
            elif promised_by(named.suffix) is None and named.suffix and not _begins_a_mail(path):
                yield Skipped(what=str(path), why=f"{named.suffix} files are not read")
            else:
                yield from _read_file(path, place, options, promised_by(path.suffix))
    yield from faults


def _is_in_maildir(path: Path) -> bool:
    """Mails of a Maildir end in the name of the host that took them."""
    return path.parent.name in _MAILDIR and path.parent.with_name("tmp").is_dir()


def _begins_a_mail(path: Path) -> bool:
    try:
        if not path.is_file():  # a pipe would wait for ever
            return False
        with path.open("rb") as stream:
            return sniff(stream.read(HEAD)) is MAIL
    except OSError:
        return False


def _unpacked(path: Path) -> Path:
    """The name that decides whether a file of a folder is read: that of what is packed."""
    return path.with_suffix("") if path.suffix.lower() == _PACKED else path


def _read_file(
    path: Path, place: Place, options: SourceOptions, kind: ContentKind | None
) -> Iterator[Found]:
    """The items of one file; kind is what its name promises, None where it promises nothing."""
    try:
        fault = _why_not(path, kind, options)
        if fault:
            yield Skipped(what=str(path), why=fault)
            return
        with path.open("rb") as stream:
            head = stream.read(HEAD)
            stream.seek(0)
            origin = Origin(place=place, where=str(path))
            yield from read_stream(stream, settle(kind, sniff(head)), origin, options)
    except OSError as fault:
        yield Skipped(what=str(path), why=f"cannot be read: {fault.strerror or fault}")


def _why_not(path: Path, kind: ContentKind | None, options: SourceOptions) -> str | None:
    """Why the file is not even opened: a pipe would wait for ever."""
    try:
        status = path.stat()
    except FileNotFoundError:
        return "the link points at nothing" if path.is_symlink() else no_such_file(str(path))
    if not stat.S_ISREG(status.st_mode):
        return "not a regular file"
    if not status.st_size:
        return "empty"  # also what /proc says of files that a reader would wait for
    if status.st_size > options.max_article_bytes and not (kind and kind.has_many):
        size, limit = status.st_size / 1e6, options.max_article_bytes / 1e6
        return f"{size:,.1f} MB is more than the limit of {limit:,.0f} MB for one article"
    return None
