"""An edition and those who get it → the message of each, and who gets none."""

import secrets
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cached_property

from digest import rendering
from digest.delivery.channels import SMTP
from digest.delivery.letter import Letter
from digest.delivery.posting import Posting
from digest.delivery.reader_list import Reader, key_of, load
from digest.mail_headers import READERS_OWN
from digest.model import Digest
from digest.pipeline.publishing import look_of
from digest.pipeline.selecting import EVERYTHING, Choice, known_names, part
from digest.progress import Report
from digest.rendering.catalogue import code_of
from digest.rendering.output_form import NOBODYS
from digest.settings import Settings
from digest.store import Store
from digest.store.deliveries import sending_of
from digest.store.subscriptions import TOKEN_LETTERS


@dataclass(frozen=True, slots=True, kw_only=True)
class Mails:
    """What goes out, and to whom."""

    letter: Letter
    recipients: tuple[str, ...]
    """Those who get it, as they were given."""
    without: Mapping[str, str]
    """Those who chose nothing that the edition has, each with what they chose."""
    notes: tuple[str, ...]
    """What is wrong with what readers chose, in words."""


def readers_of(settings: Settings) -> tuple[str, ...]:
    """Those of the settings and the active ones of the file that they name. Raises ConfigError."""
    listed = load(settings.mail.readers) if settings.mail.readers else ()
    return (*settings.mail.to, *(reader.written for reader in listed if reader.is_active))


def ledger_name(digest: Digest, newsletter: str | None) -> str:
    """The edition's name in the ledger, the same for a rebuild and for no other newsletter's.

    A correction gives it another one, so that it goes out again, once, to all.
    """
    edition = digest.edition
    corrected = str(digest.corrections[-1].at) if digest.corrections else ""
    day = edition.date.isoformat()
    return sending_of(newsletter or edition.title, edition.number, day, corrected)


def on_its_way(
    letter: Letter, digest: Digest, settings: Settings, store: Store, report: Report
) -> Posting:
    """The edition as a channel takes it: to each once."""
    return Posting(
        letter=letter,
        edition=ledger_name(digest, settings.edition.id),
        ledger=store.deliveries,
        now=datetime.now(UTC),
        report=report,
    )


def mails(digest: Digest, recipients: Sequence[str], settings: Settings, store: Store) -> Mails:
    """The edition as a mail for each of them; who is on the list gets what they chose of it.

    No model is asked for that, and readers who chose the same share a rendering. What somebody
    chose who has unsubscribed counts no more. Raises ConfigError and RenderError.
    """
    desk = _Desk(digest, settings)
    gone = store.subscriptions.departures()
    listed = {key: reader for key, reader in _listed(settings).items() if key not in gone}
    notes: list[str] = []
    own: dict[str, bytes] = {}
    without: dict[str, str] = {}
    for written in recipients:
        reader = listed.get(key_of(written))
        choice = desk.choice(reader, notes) if reader else EVERYTHING
        content = desk.mail(choice)
        if content is None:
            without[written] = ", ".join(choice.names)
        elif choice != EVERYTHING:
            own[key_of(written)] = content
    letter = Letter(
        content=desk.mail(EVERYTHING) or b"",
        own=own,
        marker=desk.marker,
        token=store.subscriptions.token,
    )
    going = tuple(written for written in recipients if written not in without)
    return Mails(letter=letter, recipients=going, without=without, notes=tuple(notes))


def _listed(settings: Settings) -> dict[str, Reader]:
    """By key; a list that is not there yet has nobody who chose."""
    file = settings.mail.readers
    return {reader.key: reader for reader in load(file)} if file and file.exists() else {}


class _Desk:
    """Renders an edition for its readers, once for each choice."""

    def __init__(self, digest: Digest, settings: Settings) -> None:
        self._digest = digest
        self._settings = settings
        self._made: dict[Choice, bytes | None] = {}
        has_tokens = any(READERS_OWN in link for link in settings.mail.unsubscribe)
        # no article can hold it
        self.marker = secrets.token_hex(TOKEN_LETTERS // 2) if has_tokens else ""

    @cached_property
    def _known(self) -> Mapping[str, tuple[str, ...]]:
        return known_names(self._digest, self._settings)

    def choice(self, reader: Reader, notes: list[str]) -> Choice:
        """What the reader chose, by the names that there are; what is none is noted."""
        sections, topics = (
            tuple(self._named(reader, kind, names, notes))
            for kind, names in (("section", reader.sections), ("topic", reader.topics))
        )
        return Choice(sections=sections, topics=topics, language=self._language(reader, notes))

    def _named(
        self, reader: Reader, kind: str, names: Sequence[str], notes: list[str]
    ) -> Iterator[str]:
        by_word = {name.casefold(): name for name in self._known[kind]}
        for name in names:
            if name.casefold() not in by_word:
                known = ", ".join(by_word.values()) or "none"
                notes.append(f"{reader.address}: no {kind} {name!r}; there are: {known}")
        ours = [by_word.get(name.casefold(), name) for name in names]
        yield from sorted(dict.fromkeys(ours))

    def _language(self, reader: Reader, notes: list[str]) -> str | None:
        if not reader.language:
            return None
        if code_of(reader.language) is None:
            notes.append(f"{reader.address}: {reader.language!r} is no language, such as de, pt-BR")
            return None
        look = replace(look_of(self._digest, self._settings), language=reader.language)
        if not rendering.labels(self._digest, look).is_found:
            notes.append(f"{reader.address}: no labels in {reader.language!r}, so in English")
        return reader.language

    def mail(self, choice: Choice) -> bytes | None:
        """The edition as these readers get it; None where it has nothing of it."""
        if choice not in self._made:
            self._made[choice] = self._mail(choice)
        return self._made[choice]

    def _mail(self, choice: Choice) -> bytes | None:
        selected = part(self._digest, choice)
        if selected is None:
            return None
        look = look_of(selected, self._settings, self.marker or NOBODYS)
        look = replace(look, language=choice.language or look.language, selection=choice.names)
        return rendering.render(selected, SMTP.form, look)
