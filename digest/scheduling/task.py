"""What is to be called each day, and what is written for it."""

import hashlib
import re
from dataclasses import dataclass
from datetime import date, time
from pathlib import Path

from digest.errors import ConfigError

_MOST_LETTERS = 40
_HASH_LETTERS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One newsletter's run. Raises ConfigError for a path that no file of any kind could hold."""

    title: str
    program: tuple[str, ...]
    """The program by its path, and what stands before the command."""
    arguments: tuple[str, ...]
    """The command and its flags."""
    folder: Path
    """From the root; it runs there."""
    keys: Path
    """Lines such as `OPENAI_API_KEY=...`; it need not be there."""
    at: time
    zone: str
    """Of `at`, as IANA calls it."""
    minutes_here: tuple[int, ...]
    """The minutes of `at` on a machine of another zone; none where the machine's clock shows it.

    More than one where summer time is half an hour, as on Lord Howe Island.
    """
    home: Path
    """The user's, where their timers are kept."""
    root: Path
    """The folder, or the one above it that is a repository."""
    today: date
    """Where it begins, as zones change their hours over the year that follows."""
    version: str
    """Of this program."""

    def __post_init__(self) -> None:
        for path in (*self.words, str(self.folder), str(self.keys)):
            if not path.isprintable() or path.strip() != path:
                raise ConfigError(f"{path!r} holds letters that no timer can name; rename it")

    @property
    def words(self) -> tuple[str, ...]:
        """What is called."""
        return (*self.program, *self.arguments)

    @property
    def name(self) -> str:
        """For files and units: of simple letters, and its own."""
        simple = re.sub(r"[^a-z0-9]+", "-", self.title.lower()).strip("-")[:_MOST_LETTERS]
        whole = "\0".join([str(self.folder), *self.arguments])
        own = hashlib.sha256(whole.encode()).hexdigest()[:_HASH_LETTERS]
        return "-".join(filter(None, ("digest", simple, own)))

    @property
    def told_time(self) -> str:
        """For people."""
        return f"{self.at:%H:%M} {self.zone}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scheduled:
    """What makes the system call a task."""

    files: tuple[tuple[Path, str], ...] = ()
    """Where each goes, and what is in it."""
    crontab: tuple[str, ...] = ()
    """Lines for the user's table; the first is a comment that marks them."""
    commands: tuple[tuple[str, ...], ...] = ()
    """What is called when the files are there."""
    notes: tuple[str, ...] = ()
    """What the user has to do, or should know."""
