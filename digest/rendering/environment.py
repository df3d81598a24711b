"""Jinja as all our templates know it: strict, and safe whatever the theme forgets.

Every value that a template prints goes through the escaping of its form on the way out, by
`finalize`; only what a template itself wrote (or a macro gave back) is markup. So a theme can't
open a hole by leaving out a filter.
"""

from collections.abc import Callable
from functools import lru_cache, partial
from types import TracebackType
from typing import Literal, get_args

from jinja2 import (
    BaseLoader,
    Environment,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
)
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup
from markupsafe import escape as escape_html

from digest.errors import ConfigError, RenderError
from digest.rendering import markdown, text, wording
from digest.rendering.links import web_address
from digest.rendering.view import DigestView

Suffix = Literal["md", "html", "txt"]

_TEMPLATE_FAULTS = (
    ArithmeticError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
)
"""What a theme's own mistakes raise while it runs, beside Jinja's errors."""


def render_template(
    name: str,
    digest: DigestView,
    *,
    templates: BaseLoader,
    theme: str,
    suffix: Suffix,
    in_mail: bool,
) -> str:
    """`THEME/NAME.SUFFIX.j2` over the digest; a form that a theme lacks comes from the default one.

    Raises ConfigError when the theme has no template at all, RenderError with file and line when
    a template fails.
    """
    environment = _environment(templates, "mail" if in_mail and suffix == "html" else suffix)
    try:
        template = environment.select_template(_candidates(environment, name, theme, suffix))
        return template.render(digest=digest, in_mail=in_mail)
    except TemplateSyntaxError as error:
        where = f"{error.filename or error.name}:{error.lineno}"
        raise RenderError(f"{where}: {error.message}") from error
    except (TemplateError, *_TEMPLATE_FAULTS) as error:
        where = _place(error.__traceback__) or f"{theme}/{name}.{suffix}.j2"
        raise RenderError(f"{where}: {error}") from error


def _candidates(templates: Environment, name: str, theme: str, suffix: Suffix) -> list[str]:
    """The theme's own template, then ours. Raises ConfigError for a theme that is not there."""
    known = (f"{theme}/{name}.{form}.j2" for form in get_args(Suffix))
    if not any(_exists(templates, candidate) for candidate in known):
        raise ConfigError(f"no theme {theme!r}: the templates folder has no {theme}/{name}.*.j2")
    return [f"{theme}/{name}.{suffix}.j2", f"default/{name}.{suffix}.j2"]


def _exists(templates: Environment, name: str) -> bool:
    try:
        templates.get_template(name)
    except TemplateNotFound as error:
        return error.name != name
    except TemplateSyntaxError:
        return True
    return True


def _place(traceback: TracebackType | None) -> str | None:
    """File and line of the innermost template in a traceback; Jinja maps the lines for us."""
    place = None
    while traceback is not None:
        file = traceback.tb_frame.f_code.co_filename
        if file.endswith(".j2"):
            place = f"{file}:{traceback.tb_lineno}"
        traceback = traceback.tb_next
    return place


@lru_cache(maxsize=8)  # compiling templates takes longer than running them
def _environment(templates: BaseLoader, place: Suffix | Literal["mail"]) -> Environment:
    environment = ImmutableSandboxedEnvironment(
        loader=templates,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=True,
        finalize=partial(_printed, _ESCAPES[place]),
    )
    environment.filters |= {
        "cell": lambda value: Markup(markdown.escape_cell(str(value))),  # noqa: S704  escaped here
        "clean": text.clean,
        "count": wording.counted,
        "long_day": wording.long_day,
        "day": wording.day,
        "moment": wording.moment,
        "numbers": wording.numbers,
        "shorten": text.shorten,
        "url": _url,
        "wrap": _wrap,
    }
    return environment


def _printed(escape: Callable[[str], str], value: object) -> object:
    """What stands in the output for a value: itself if it is markup already, escaped if not."""
    if hasattr(value, "__html__"):
        return value
    return Markup(escape(str(value)))  # noqa: S704  escaped on this very line


_ESCAPES: dict[Suffix | Literal["mail"], Callable[[str], str]] = {
    "md": markdown.escape,
    "html": lambda value: str(escape_html(text.clean(value))),
    "mail": lambda value: str(escape_html(text.defang(value))),
    "txt": text.defang,
}


def _wrap(value: object, indent: str = "", first: str | None = None, width: int = 72) -> Markup:
    """Lines for the text form; line breaks survive because the result counts as markup."""
    return Markup(text.wrap(text.defang(str(value)), width, indent, first))  # noqa: S704  cleaned by wrap


def _url(value: str) -> Markup:
    """An address where words would be escaped, in Markdown; nothing for what is no address."""
    return Markup(web_address(value) or "")  # noqa: S704  percent-encoded
