"""Digest → files: Markdown, a page, plain text and a mail, all from the same facts."""

from typing import Literal, overload

from jinja2 import BaseLoader

from digest.model import Digest
from digest.rendering.environment import render_template
from digest.rendering.html import inline_css
from digest.rendering.message import Envelope, build_message
from digest.rendering.viewing import view

TextForm = Literal["markdown", "html", "text"]
Form = Literal["markdown", "html", "text", "eml"]

__all__ = ["Envelope", "Form", "TextForm", "render"]


@overload
def render(digest: Digest, form: TextForm, *, templates: BaseLoader, theme: str = ...) -> str: ...
@overload
def render(
    digest: Digest,
    form: Literal["eml"],
    *,
    templates: BaseLoader,
    theme: str = ...,
    envelope: Envelope | None = ...,
) -> bytes: ...
@overload
def render(
    digest: Digest,
    form: Form,
    *,
    templates: BaseLoader,
    theme: str = ...,
    envelope: Envelope | None = ...,
) -> str | bytes: ...
def render(
    digest: Digest,
    form: Form,
    *,
    templates: BaseLoader,
    theme: str = "default",
    envelope: Envelope | None = None,
) -> str | bytes:
    """The edition in one form; the same digest and templates give the same bytes.

    `envelope` is what a mail says beside its text, and only "eml" looks at it. Raises ConfigError
    for an unknown theme and RenderError, with file and line, for a template that does not work.
    """
    seen = view(digest)
    match form:
        case "markdown":
            return render_template(
                "digest", seen, templates=templates, theme=theme, suffix="md", in_mail=False
            )
        case "text":
            return render_template(
                "digest", seen, templates=templates, theme=theme, suffix="txt", in_mail=False
            )
        case "html":
            page = render_template(
                "digest", seen, templates=templates, theme=theme, suffix="html", in_mail=False
            )
            return inline_css(page)
        case "eml":
            text = render_template(
                "digest", seen, templates=templates, theme=theme, suffix="txt", in_mail=True
            )
            page = render_template(
                "digest", seen, templates=templates, theme=theme, suffix="html", in_mail=True
            )
            return build_message(
                seen, text=text, page=inline_css(page), envelope=envelope or Envelope()
            )
