"""`digest readers`: who gets the editions, and who wants none any more."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from digest.cli import flags
from digest.cli.command import command
from digest.cli.console import report, say
from digest.errors import ConfigError

if TYPE_CHECKING:
    from datetime import datetime

    from digest.delivery.reader_list import Reader

    Row = dict[str, str | list[str] | None]

commands = typer.Typer(
    name="readers",
    help="Show and change who gets the editions, and take them off who want none any more.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
Addresses = Annotated[list[str], typer.Argument(metavar="ADDRESS...")]


def register(app: typer.Typer) -> None:
    app.add_typer(commands)


@command(commands, "list", examples=["digest readers list"], reports=True)
def show(config: flags.Config = None) -> None:
    """Print each reader: address, name, whether they get editions, and what they chose."""
    listed = _listed(_file(config))
    with flags.store(config) as store:
        departures = store.subscriptions.departures()
    rows = [_row(r.address, r.name, departures.pop(key, None), r) for key, r in listed.items()]
    rows += [_row(address, "", when, None) for address, when in departures.items()]
    report(rows, (_line(row) for row in rows))


def _row(address: str, name: str, left: "datetime | None", reader: "Reader | None") -> "Row":
    state = "active" if reader and reader.is_active else "paused"
    return {
        "address": address,
        "name": name,
        "state": "unsubscribed" if left else state,
        "since": left.date().isoformat() if left else None,
        "sections": list(reader.sections) if reader else [],
        "topics": list(reader.topics) if reader else [],
        "language": reader.language or None if reader else None,
    }


def _line(row: "Row") -> tuple[str, ...]:
    state = f"{row['state']} {row['since'] or ''}".rstrip()
    chosen = "; ".join([*(row["sections"] or ()), *(row["topics"] or ())])
    choices = (chosen, str(row["language"] or ""))
    return (str(row["address"]), str(row["name"]), state, *(choices if any(choices) else ()))


@command(
    commands,
    examples=[
        "digest readers add ada@example.org --name 'Ada Holm'",
        "digest readers add bo@example.org --section World --topic energy --language de",
    ],
)
def add(
    addresses: Addresses,
    name: Annotated[str, typer.Option(help="The reader's name, of one reader.")] = "",
    section: Annotated[
        list[str] | None, typer.Option(help="A section they want; may be given many times.")
    ] = None,
    topic: Annotated[
        list[str] | None, typer.Option(help="A topic they want; may be given many times.")
    ] = None,
    language: Annotated[
        str, typer.Option(help="Of their labels, such as de; none: that of the edition.")
    ] = "",
    back: Annotated[
        bool, typer.Option("--back", help="Also who has unsubscribed, and now asked to come back.")
    ] = False,
    config: flags.Config = None,
) -> None:
    """Put readers on the list; who has unsubscribed stays away unless they asked to come back."""
    from digest.delivery.reader_list import Reader
    from digest.settings.locales import known_language

    try:
        language = language and known_language(language)
    except ValueError as error:
        raise ConfigError(f"--language: {error}") from None
    if back:
        with flags.store(config) as store:
            for address in addresses:
                store.subscriptions.come_back(_key(address))
    readers = [
        Reader(
            address=address,
            name=name,
            sections=tuple(section or ()),
            topics=tuple(topic or ()),
            language=language,
        )
        for address in addresses
    ]
    _add(readers, config, strictly=True)


@command(commands, "import", examples=["digest readers import readers.csv"])
def take_in(
    file: Annotated[
        Path, typer.Argument(help="CSV with a column `address` or `email`, TOML, or plain lines.")
    ],
    config: flags.Config = None,
) -> None:
    """Put the readers of a file on the list; who is on it or has unsubscribed stays as they are."""
    from digest.delivery.reader_list import load

    readers = load(file)
    _add(readers, config, strictly=False)
    if wrong := sum(bool(_wrong(reader)) for reader in readers):
        raise ConfigError(
            f"{wrong} of {len(readers)} readers in {str(file)!r} have no mail address"
        )


@command(commands, examples=["digest readers remove ada@example.org"])
def remove(addresses: Addresses, config: flags.Config = None) -> None:
    """Take readers off the list, also where others are not on it; they may be put on it again."""
    from digest.delivery.reader_list import key_of, save

    file = _file(config)
    listed = _listed(file)
    named = {key_of(address): address for address in addresses}
    unknown = [repr(address) for key, address in named.items() if key not in listed]
    if len(unknown) < len(named):
        save(file, (reader for key, reader in listed.items() if key not in named))
    if unknown:
        raise ConfigError(f"not in {str(file)!r}: {', '.join(unknown)}")


@command(commands, examples=["digest readers unsubscribe ada@example.org"])
def unsubscribe(
    readers: Annotated[
        list[str], typer.Argument(metavar="READER...", help="A token of a mail, or an address.")
    ],
    config: flags.Config = None,
) -> None:
    """Never mail somebody again, whatever list they are on: for a form on the web to call."""
    unknown = []
    with flags.store(config) as store:
        for reader in readers:
            address = store.subscriptions.leave(_key(reader) if "@" in reader else reader)
            if address is None:
                unknown.append(reader)
            else:
                say(f"{address}: unsubscribed")
    if unknown:
        raise ConfigError(f"no reader has the token {', '.join(map(repr, unknown))}")


def _add(new: "list[Reader] | tuple[Reader, ...]", config: Path | None, *, strictly: bool) -> None:
    """Put them on the list and say of each who was not; `strictly`: a fault is an error."""
    from digest.delivery.reader_list import save

    file = _file(config)
    listed = _listed(file)
    with flags.store(config) as store:
        departures = store.subscriptions.departures()
    before = len(listed)
    for reader in new:
        fault = _fault(reader, unsubscribed=reader.key in departures)
        if fault and strictly:
            raise ConfigError(f"{reader.address!r}: {fault}")
        if fault:
            say(f"{reader.address}: {fault}", always=bool(_wrong(reader)))
        else:
            listed.setdefault(reader.key, reader)
    save(file, listed.values())
    say(f"{len(listed) - before} added, {len(listed)} on the list")


def _fault(reader: "Reader", *, unsubscribed: bool) -> str:
    """Why a reader is not put on the list; empty where nothing is against it."""
    if unsubscribed:
        return _wrong(reader) or "has unsubscribed (`digest readers add --back`, if they asked)"
    return _wrong(reader)


def _wrong(reader: "Reader") -> str:
    """Why no mail can reach the reader; empty where one can."""
    from digest.mail_headers import parse_address

    try:
        parse_address(reader.written)
    except ValueError as error:
        return f"no mail address: {error}"
    return ""


def _key(address: str) -> str:
    """Raises ConfigError for what is no address."""
    from digest.mail_headers import parse_address

    try:
        return parse_address(address).addr_spec.lower()
    except ValueError as error:
        raise ConfigError(f"{address!r} is no mail address: {error}") from error


def _file(config: Path | None) -> Path:
    file = flags.settings(config).mail.readers
    if file is None:
        raise ConfigError('no list of readers: set [mail] readers = "readers.csv" in digest.toml')
    return file


def _listed(file: Path) -> "dict[str, Reader]":
    """By what the store knows each by; none where there is no file yet."""
    from digest.delivery.reader_list import load

    return {reader.key: reader for reader in load(file)} if file.exists() else {}
