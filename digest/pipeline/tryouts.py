"""What a build and a mail will need, tried before they do: for `doctor`."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from digest import pipeline
from digest.delivery import folder
from digest.delivery.channels import SMTP
from digest.delivery.reader_list import load
from digest.errors import DigestError, SourceError, WriteError
from digest.llm.prompts import Prompts
from digest.model import Digest, Document, Hints
from digest.pipeline import from_settings
from digest.pipeline.pending_memory import PendingMemory
from digest.rendering import FORMS
from digest.rendering.specimen import SPECIMEN
from digest.rendering.trying import try_out
from digest.resources import loader
from digest.settings import Secrets, Settings
from digest.sources import Fetcher, Health, check
from digest.store import Store, open_store

_FULL, _NEARLY_FULL = 100_000_000, 1_000_000_000
"""Bytes: below the first nothing is sure to be written, below the second soon."""
_AHEAD = timedelta(minutes=5)
"""How far the clock may be behind what has happened."""
_INVENTED = {
    "Harbour Courier": (
        "Ferry back after eleven days\n\n"
        "The ferry to Ellery went again on Monday after eleven days in the yard. "
        "“We are glad to see her back,” said Ada Holm, the harbour master. "
        "About 300 people waited on the quay in the morning. "
        "The repair of her engine cost 2.4 million crowns, the line said."
    ),
    "Northern Ledger": (
        "Ellery ferry runs again\n\n"
        "The ferry to Ellery sailed again on Monday, eleven days after her engine failed. "
        "Some 280 people waited on the quay, the harbour police counted. "
        "The line had hired a smaller boat, which took forty cars a day."
    ),
}
"""Invented articles of one event, by outlet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """What came of one thing."""

    name: str
    """One word."""
    told: str
    fault: DigestError | None = None
    """Why it cannot do its work."""
    is_doubtful: bool = False
    """It works, and should be looked at."""


Tries = Iterator[Tried]


def failed(name: str, fault: DigestError) -> Tried:
    """What a fault comes to."""
    return Tried(name=name, told=str(fault), fault=fault)


def tried(name: str, work: Callable[[], str]) -> Tried:
    """What some work tells, or its fault."""
    try:
        return Tried(name=name, told=work())
    except DigestError as fault:
        return failed(name, fault)


def try_disk(settings: Settings, store: Path | None) -> Tries:
    """Whether editions and the store, if it is a file, can be written, and have room."""
    yield tried("editions", lambda: _writable(settings.edition.out))
    places = [_there(path) for path in (settings.edition.out, store and store.parent) if path]
    for place in {place.stat().st_dev: place for place in places}.values():
        left = shutil.disk_usage(place).free
        told = f"{left / 1e9:,.1f} GB free at {place}"
        fault = WriteError(f"{told}: there is no room for an edition") if left < _FULL else None
        yield Tried(name="disk", told=told, fault=fault, is_doubtful=left < _NEARLY_FULL)


def _writable(out: Path) -> str:
    folder.refuse_unwritable(out)
    return f"in {out.absolute()}"


def _there(place: Path) -> Path:
    """The place, or the nearest folder above it that there is."""
    return next(path for path in (place.absolute(), *place.absolute().parents) if path.exists())


def try_clock(settings: Settings, store: Store, now: datetime) -> Tries:
    """Whether it is later than all that the store remembers."""
    last = PendingMemory(store, settings.edition.newsletter).newest_success()
    if last is not None and last > now + _AHEAD:
        told = f"it is {now:%d %B %Y, %H:%M} UTC, and feeds were read at {last:%d %B %Y, %H:%M}"
        yield failed("clock", DigestError(f"{told}: set the clock of this machine"))
    else:
        yield Tried(name="clock", told=f"{now:%d %B %Y, %H:%M} UTC")


def try_words(settings: Settings, now: datetime) -> Tries:
    """Whether prompts and templates work, on an edition of invented articles."""
    yield tried("prompts", lambda: _prompts(settings))
    try:
        digest = _sample(settings, now)
    except DigestError as fault:
        yield failed("reading", fault)
        return
    points = sum(len(story.summary.points) for story in digest.stories)
    yield Tried(name="reading", told=f"two invented articles gave {points} proven sentences")
    yield tried("templates", lambda: _templates(settings))


def _prompts(settings: Settings) -> str:
    words = Prompts(loader("prompts", settings.paths.prompts))
    if settings.paths.prompts is not None:  # ours are what it compares with
        words.refuse_unknown_names()
    return f"{settings.paths.prompts or 'ours'}, version {words.version()}"


def _sample(settings: Settings, now: datetime) -> Digest:
    documents = tuple(
        Document(
            place=outlet,
            content=text.encode(),
            media_type="text/plain",
            hints=Hints(source=outlet, published=now, language="en"),
        )
        for outlet, text in _INVENTED.items()
    )
    order = pipeline.Order(places=(), documents=documents, now=now)
    paths = settings.paths.model_copy(update={"prompts": None})  # they are tried by themselves
    with open_store(None) as memory:
        chosen = settings.model_copy(update={"paths": paths})
        return pipeline.build(order, chosen, memory, None).digest


def _templates(settings: Settings) -> str:
    try_out(pipeline.look_of(SPECIMEN, settings))
    files = ", ".join(sorted(form.file for form in FORMS.values()))
    return f"{settings.paths.templates or 'ours'}, theme {settings.theme.name!r}: {files}"


def try_mail(settings: Settings, known: Secrets, *, offline: bool) -> Tries:
    """Whether the server lets us in, and the list of readers can be read; nothing is sent."""
    mail = settings.mail
    if mail.readers is not None:
        readers = mail.readers
        yield tried("readers", lambda: f"{len(load(readers))} in {readers}")
    if not mail.host and not mail.sender:
        told = "not set up: [mail] host and sender are needed by digest send"
        yield Tried(name="mail", told=told)
        return
    access = from_settings.access(settings, known)
    where = f"{mail.sender} through {mail.host}:{mail.port}"
    login = f"as {known.smtp_user}" if known.smtp_user else "without a login"
    if offline:
        yield Tried(name="mail", told=f"{where}, {login}: not tried")
    else:
        yield tried("mail", lambda: f"{where}, {login}: {SMTP.try_out(access)}")


def try_sources(settings: Settings, store: Store | None, now: datetime, *, offline: bool) -> Tries:
    """Whether each place can be read now; those on the web only where they are to be asked."""
    places = from_settings.places(settings)
    if not places:
        yield Tried(name="sources", told="none in the settings: digest build wants names")
        return
    asked = [place for place in places if not (offline and place.is_web)]
    with open_store(None) as nothing, Fetcher(from_settings.fetching(settings)) as fetcher:
        memory = PendingMemory(store or nothing, settings.edition.newsletter)
        options = from_settings.reading(settings)
        found = check(asked, now=now, options=options, fetcher=fetcher, memory=memory)
        healths = list(found)
    left = len(places) - len(asked)
    more = f", {left} not tried" if left else ""
    good = sum(health.is_readable for health in healths)
    told = f"{len(places)}: {good} can be read{more}"
    yield Tried(name="sources", told=told, is_doubtful=good < len(asked))
    yield from (_source(health) for health in healths if health.problem)


def _source(health: Health) -> Tried:
    told = f"{health.place.name or health.title or health.place.address}: {health.problem}"
    fault = None if health.is_readable else SourceError(told)
    return Tried(name="source", told=told, fault=fault, is_doubtful=True)
