"""What a form of the edition is: the type of the values in the registry."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from typing import TYPE_CHECKING

from digest.rendering.theme import Theme

if TYPE_CHECKING:
    from jinja2 import BaseLoader

    from digest.model import Digest


NOBODYS = "0" * 32
"""A token that no reader has, for a mail that is meant for none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """What the headers of a mail say that the edition does not know."""

    sender: str | None = None
    """`a@example.org` or `The Desk <a@example.org>`; without one the file is a draft (X-Unsent)."""
    reply_to: str | None = None
    written: datetime | None = None
    """Aware; None means the end of the edition's window, or its date at midnight UTC."""
    list_id: str | None = None
    """`digest.example.org`, where the edition goes to a list (RFC 2919)."""
    unsubscribe: tuple[str, ...] = ()
    """https: and mailto: addresses for List-Unsubscribe; `{token}` stands for the reader's
    token, and an https one with it promises to accept a POST without a login (RFC 8058)."""
    token: str = NOBODYS
    """What is put there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How an edition is shown, whatever its form: what the user decided."""

    templates: "BaseLoader"
    theme: Theme = Theme()  # noqa: RUF009  frozen
    unproven: Collection[str] = ()
    """Names (`story 2, point 1`) of the texts edited since they were proven, which is shown."""
    brief_after: int | None = None
    """Stories with a higher number are told in one sentence; None: no story is."""
    language: str | None = None
    """Of its labels, dates and numbers, as a tag (`pt-BR`); None: that of most of its stories."""
    zone: tzinfo = UTC
    """Of the times in it."""
    web_url: str | None = None
    """Where editions can be read online; `{number}` and `{date}` are those of the edition."""
    selection: tuple[str, ...] = ()
    """The sections and topics that its reader chose, of which it has the stories alone."""
    envelope: Envelope = Envelope()
    """Only a mail has one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """Which template fills a form, and what makes a word safe there."""

    suffix: str
    """`md`: the template is THEME/digest.md.j2."""
    escape: Callable[[str], str]
    own: Callable[[str], str] | None = None
    """The same for the editor's own words, in which addresses may stand; None: as all others."""

    @property
    def is_markup(self) -> bool:
        """Whether it is HTML, in which texts can be set apart by elements."""
        return self.suffix == "html"


def by_template(template: Template) -> Callable[["Digest", Look], bytes]:
    """What renders a form that is its template, filled."""

    def render(digest: "Digest", look: Look) -> bytes:
        from digest.rendering.filling import filled

        return filled(digest, look, template).encode()

    return render


def _no_faults(_content: bytes, _digest: "Digest", _look: Look) -> tuple[str, ...]:
    return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """One form of the edition; its value in the registry is all that the program knows of it."""

    name: str
    """What `--format` calls it, beside the ending of a file that is kept."""
    file: str
    """Its name in the edition's folder, or where somebody puts it."""
    media_type: str
    """Without parameters; text is UTF-8."""
    meaning: str
    """For the documentation: who wants it. A phrase that stands after its name."""
    is_whole: bool = True
    """It shows all that an edition shows, coverage and evidence too; an outline would not."""
    is_kept: bool = True
    """It is a file of each edition; other forms are made when somebody wants them."""
    render: Callable[["Digest", Look], bytes]
    """The same arguments give the same bytes. Raises ConfigError and RenderError."""
    faults: Callable[[bytes, "Digest", Look], tuple[str, ...]] = _no_faults
    """What is wrong with the rendered file, in words; empty when nothing is."""

    @property
    def ending(self) -> str:
        """`md` of `digest.md`."""
        return self.file.rpartition(".")[2]

    @property
    def word(self) -> str:
        """What it is mostly called by: a file that is kept by its ending."""
        return self.ending if self.is_kept else self.name
