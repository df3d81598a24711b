"""Files and folders: every file is read or skipped with its reason."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from digest.model import Skipped
from digest.sources.contents import read_stream
from digest.sources.found import Found, Origin
from digest.sources.place import Place, SourceOptions
from digest.sources.sniff import HEAD, Form, sniff

_BY_SUFFIX: dict[str, Form] = {
    ".txt": "text", ".text": "text",
    ".md": "markdown", ".markdown": "markdown", ".mdown": "markdown",
    ".html": "html", ".htm": "html", ".xhtml": "html",
    ".jsonl": "rows", ".ndjson": "rows", ".json": "json",
    ".eml": "mail", ".mbox": "mailbox", ".mbx": "mailbox",
    ".pdf": "pdf",
    ".rss": "feed", ".atom": "feed", ".rdf": "feed", ".xml": "feed", ".opml": "opml",
    ".urls": "addresses",
}  # fmt: skip
# Files that speak of a folder, not of the news. Named outright they are read like any other.
_ABOUT_THE_FOLDER = ("readme", "license", "licence", "copying", "changelog", "contributing")


def read_path(place: Place, options: SourceOptions) -> Iterator[Found]:
    """What a file holds, or all files below a folder, in the order of their names."""
    path = Path(place.address).expanduser()
    if path.is_dir():
        yield from _read_folder(path, place, options)
    else:
        yield from _read_file(path, place, options, _BY_SUFFIX.get(path.suffix.lower()))


def _read_folder(folder: Path, place: Place, options: SourceOptions) -> Iterator[Found]:
    """Hidden files are no articles and are passed over; anything else has its word."""

    def unreadable(fault: OSError) -> None:
        faults.append(Skipped(what=str(fault.filename), why=f"cannot be read: {fault.strerror}"))

    faults: list[Skipped] = []
    for at, folders, names in os.walk(folder, onerror=unreadable):
        yield from faults
        faults.clear()
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in (name for name in folders if (Path(at) / name).is_symlink()):
            yield Skipped(what=str(Path(at) / name), why="a link to a folder is not followed")
        for name in sorted(name for name in names if not name.startswith(".")):
            path = Path(at) / name
            form = _BY_SUFFIX.get(path.suffix.lower())
            if path.stem.lower() in _ABOUT_THE_FOLDER:
                yield Skipped(what=str(path), why="speaks of the folder, not of the news")
            elif form is None and path.suffix:
                yield Skipped(what=str(path), why=f"{path.suffix} files are not read")
            else:
                yield from _read_file(path, place, options, form)
    yield from faults


def _read_file(
    path: Path, place: Place, options: SourceOptions, form: Form | None
) -> Iterator[Found]:
    """The items of one file; form is what its name promises, None where it promises nothing."""
    try:
        fault = _why_not(path, form, options)
        if fault:
            yield Skipped(what=str(path), why=fault)
            return
        with path.open("rb") as stream:
            head = stream.read(HEAD)
            stream.seek(0)
            origin = Origin(place=place, where=str(path))
            yield from read_stream(stream, _settle(form, sniff(head)), origin, options)
    except OSError as fault:
        yield Skipped(what=str(path), why=f"cannot be read: {fault.strerror or fault}")


def _why_not(path: Path, form: Form | None, options: SourceOptions) -> str | None:
    """Why the file is not even opened: a pipe would wait for ever."""
    try:
        status = path.stat()
    except FileNotFoundError:
        return "the link points at nothing" if path.is_symlink() else "there is no such file"
    if not stat.S_ISREG(status.st_mode):
        return "not a regular file"
    if status.st_size > options.max_article_bytes and form not in ("rows", "mailbox"):
        size, limit = status.st_size / 1e6, options.max_article_bytes / 1e6
        return f"{size:,.1f} MB is more than the limit of {limit:,.0f} MB for one article"
    return None


def _settle(promised: Form | None, seen: Form) -> Form:
    """What to read a file as, from its name and its first bytes.

    The name decides between kinds of text, which look alike; content decides about what would
    only give rubbish when read as text, and about what `.xml` or `.json` may be.
    """
    if promised is None or seen in ("empty", "binary", "pdf", "gzip"):
        return seen
    if promised in ("feed", "opml") and seen in ("feed", "opml", "sitemap", "html"):
        return seen
    if promised in ("json", "rows") and seen in ("json", "rows"):
        return "rows" if promised == "rows" else seen
    return promised
