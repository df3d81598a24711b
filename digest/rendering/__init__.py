"""Digest → files: Markdown, a page, plain text and a mail, all from the same facts."""

from collections.abc import Collection
from typing import Literal, overload

from jinja2 import BaseLoader

from digest.model import Digest
from digest.rendering.environment import Suffix, render_template
from digest.rendering.html import inline_css
from digest.rendering.message import MOST_HTML_BYTES, Envelope, build_message
from digest.rendering.view import DigestView
from digest.rendering.viewing import shorter, view

TextForm = Literal["markdown", "html", "text"]
Form = Literal["markdown", "html", "text", "eml"]

__all__ = ["Envelope", "Form", "TextForm", "render"]


@overload
def render(
    digest: Digest,
    form: TextForm,
    *,
    templates: BaseLoader,
    theme: str = ...,
    unproven: Collection[str] = ...,
) -> str: ...
@overload
def render(
    digest: Digest,
    form: Literal["eml"],
    *,
    templates: BaseLoader,
    theme: str = ...,
    unproven: Collection[str] = ...,
    envelope: Envelope | None = ...,
) -> bytes: ...
@overload
def render(
    digest: Digest,
    form: Form,
    *,
    templates: BaseLoader,
    theme: str = ...,
    unproven: Collection[str] = ...,
    envelope: Envelope | None = ...,
) -> str | bytes: ...
def render(
    digest: Digest,
    form: Form,
    *,
    templates: BaseLoader,
    theme: str = "default",
    unproven: Collection[str] = (),
    envelope: Envelope | None = None,
) -> str | bytes:
    """The edition in one form; the same arguments give the same bytes.

    `unproven` has the names (`story 2, point 1`) of the texts that were edited since they were
    proven; the reader sees which. `envelope` is what a mail says beside its text, and only "eml"
    looks at it. Raises ConfigError for an unknown theme or a bad envelope, and RenderError, with
    file and line, for a template that does not work.
    """
    seen = view(digest, unproven)

    def filled(shown: DigestView, suffix: Suffix, *, in_mail: bool = False) -> str:
        return render_template(
            "digest", shown, templates=templates, theme=theme, suffix=suffix, in_mail=in_mail
        )

    match form:
        case "markdown":
            return filled(seen, "md")
        case "text":
            return filled(seen, "txt")
        case "html":
            return inline_css(filled(seen, "html"))
        case "eml":
            fitting = seen
            for fitting in shorter(seen):
                page = inline_css(filled(fitting, "html", in_mail=True))
                if len(page.encode()) <= MOST_HTML_BYTES:
                    break
            text = filled(fitting, "txt", in_mail=True)
            return build_message(fitting, text=text, page=page, envelope=envelope or Envelope())
