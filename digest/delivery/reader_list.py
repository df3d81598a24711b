"""A list of readers in a file of one's own: CSV, which the program also writes, or TOML."""

import csv
import io
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from digest.delivery.replacing import replace_file
from digest.errors import ConfigError, WriteError
from digest.mail_headers import parse_address

_DELIMITERS = ",;\t"
_ADDRESS_COLUMNS = ("address", "email", "e-mail", "email address")
"""What the column of addresses is called, in our files and in what other programs export."""
_ALWAYS = ("address", "name", "active")
_CHOICES = ("sections", "topics", "language")
_OWN = (*_ALWAYS, *_CHOICES)
_BETWEEN_NAMES = ";"
_YES = {"yes", "y", "true", "t", "1", "on", "active", "subscribed", "ja", "oui", "sí", "si", "x"}
_NO = {"no", "n", "false", "f", "0", "off", "inactive", "paused", "unsubscribed", "bounced"}
_NO |= {"nein", "non"}
"""What `active` says, here and in what other programs export."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Somebody on the list."""

    address: str
    """As it was written; whether it is one is told when something is sent."""
    name: str = ""
    is_active: bool = True
    """Gets editions."""
    sections: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    """Whose stories the reader wants; of neither: all stories."""
    language: str = ""
    """Of the labels, as a tag; empty: that of the edition."""
    more: Mapping[str, str] = field(default_factory=dict)
    """Other columns of the file, which are kept."""

    @property
    def key(self) -> str:
        """What the store knows the reader by: the bare address in lower case."""
        return key_of(self.address)

    @property
    def written(self) -> str:
        """`Ann <ann@example.org>`."""
        return f"{self.name} <{self.address}>" if self.name else self.address


def key_of(written: str) -> str:
    """The bare address in lower case; what is no address as it stands."""
    try:
        return parse_address(written).addr_spec.lower()
    except ValueError:
        return written.strip().lower()


def load(file: Path) -> tuple[Reader, ...]:
    """The readers of a file, each once, in its order; who is off in one row of theirs is off.

    Raises ConfigError, also for a row that does not say whether its reader gets editions.
    """
    try:
        text = file.read_text(encoding="utf-8-sig")
        rows = _of_toml(text) if file.suffix == ".toml" else _of_csv(text)
    except (OSError, ValueError, csv.Error) as error:
        raise ConfigError(f"cannot read the readers in {str(file)!r}: {error}") from error
    readers: dict[str, Reader] = {}
    for number, row in rows.items():
        try:
            reader = _reader(row)
        except ValueError as error:
            raise ConfigError(f"row {number} of the readers in {str(file)!r}: {error}") from error
        if reader.address:
            known = readers.setdefault(reader.key, reader)
            is_active = known.is_active and reader.is_active
            readers[reader.key] = replace(known, is_active=is_active)
    return tuple(readers.values())


def save(file: Path, readers: Iterable[Reader]) -> None:
    """Write the list as CSV: all of it, or what was there stays.

    Raises ConfigError for a file that is not ours to write, and WriteError.
    """
    if file.suffix == ".toml":
        raise ConfigError(f"{str(file)!r} is written by hand; the program changes .csv alone")
    listed = tuple(readers)
    rows = list(map(_row, listed))
    columns = dict.fromkeys((*_ALWAYS, *(name for row in rows for name in row)))
    out = io.StringIO()
    writer = csv.DictWriter(out, list(columns), restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        replace_file(file, out.getvalue().encode())
    except OSError as error:
        raise WriteError.of(file, error) from error


def _row(reader: Reader) -> dict[str, str]:
    """Its columns in a file; a choice has one where somebody made it."""
    choices = {
        "sections": f"{_BETWEEN_NAMES} ".join(reader.sections),
        "topics": f"{_BETWEEN_NAMES} ".join(reader.topics),
        "language": reader.language,
    }
    return {
        "address": reader.address,
        "name": reader.name,
        "active": "yes" if reader.is_active else "no",
        **{name: chosen for name, chosen in choices.items() if chosen},
        **reader.more,
    }


def _of_toml(text: str) -> dict[int, Mapping[str, object]]:
    """The tables `[[readers]]`, counted. Raises ValueError."""
    rows = tomllib.loads(text).get("readers", [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise ValueError("[[readers]] is no list of tables")
    return dict(enumerate(rows, 1))


def _of_csv(text: str) -> dict[int, Mapping[str, object]]:
    """The rows under a line of names; without one, an address on each line. Raises ValueError.

    Each by the line that it ends in.
    """
    first = text.partition("\n")[0]
    if "@" in first:
        return {at: {"address": line.strip()} for at, line in enumerate(text.splitlines(), 1)}
    delimiter = max(_DELIMITERS, key=first.count)
    rows = csv.DictReader(text.splitlines(), delimiter=delimiter, restval="")
    named = [name for name in rows.fieldnames or () if name.strip().lower() in _ADDRESS_COLUMNS]
    if not named:
        raise ValueError("no column is called address")
    counted: dict[int, Mapping[str, object]] = {}
    for row in rows:
        counted[rows.line_num] = {"address": row.pop(named[0]), **row}
    return counted


def _reader(row: Mapping[str, object]) -> Reader:
    """Raises ValueError where nobody can tell whether somebody gets editions."""
    found = {_column(key): _cell(value) for key, value in row.items() if key}
    address = found.pop("address", "")
    return Reader(
        address=address,
        name=found.pop("name", ""),
        is_active=_is_active(found.pop("active", ""), address),
        sections=_names(found.pop("sections", "")),
        topics=_names(found.pop("topics", "")),
        language=found.pop("language", ""),
        more=found,
    )


def _is_active(cell: str, address: str) -> bool:
    """Whether editions are wanted; a word that we do not know may say that they are not."""
    word = cell.lower()
    if word in _NO:
        return False
    if word and word not in _YES and address:
        raise ValueError(f"active is {cell[:80]!r} for {address!r}; write yes or no")
    return True


def _cell(value: object) -> str:
    """As a table has it; a list of TOML is one cell."""
    values = value if isinstance(value, list) else [value]
    return _BETWEEN_NAMES.join(str(one).strip() for one in values)


def _names(cell: str) -> tuple[str, ...]:
    return tuple(filter(None, map(str.strip, cell.split(_BETWEEN_NAMES))))


def _column(written: str) -> str:
    """Our own names in whatever case; another's as they stand."""
    name = written.strip()
    return name.lower() if name.lower() in _OWN else name
