"""Jinja as all our templates know it: strict, and safe whatever the theme forgets.

Every value that a template prints goes through the escaping of its form on the way out, by
`finalize`; only what a template itself wrote (or a macro gave back) is markup. So a theme can't
open a hole by leaving out a filter.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import is_dataclass, replace
from functools import lru_cache, partial
from types import CodeType, TracebackType

from jinja2 import (
    BaseLoader,
    BytecodeCache,
    Environment,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
    pass_context,
)
from jinja2.bccache import Bucket
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from digest.errors import ConfigError, RenderError
from digest.rendering import stylesheet, text, view, wording, wrapping
from digest.rendering.cited_view import DifferenceView, Mark, PointView
from digest.rendering.escaping import escape_cell
from digest.rendering.links import web_address
from digest.rendering.output_form import Template
from digest.rendering.own_words import Labels
from digest.rendering.phrase import Phrase
from digest.rendering.printer import Printer
from digest.rendering.theme import DEFAULT_THEME, Theme
from digest.rendering.view import DigestView

_VALUES_KEPT = 8192
"""Values that are escaped again and again, as an edition is filled until it fits a mail."""
_TEMPLATES_KEPT = 512
_COLUMNS = 72
"""Of a line of the text form."""
_MISSING = object()
_VIEWS = frozenset(kind for kind in vars(view).values() if is_dataclass(kind))
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
    digest: DigestView,
    *,
    templates: BaseLoader,
    theme: Theme,
    template: Template,
    in_mail: bool,
    unsubscribe: Markup | None,
) -> str:
    """`THEME/digest.SUFFIX.j2` over the digest; what a theme lacks comes from the default one.

    Raises ConfigError when the theme has no template at all, RenderError with file and line when
    a template fails.
    """
    name = f"digest.{template.suffix}.j2"
    environment = _environment(templates, template, digest.labels)
    with _faults_named(f"{theme.name}/{name}"):
        chosen = environment.select_template(_candidates(environment, theme.name, name))
        return chosen.render(digest=digest, theme=theme, in_mail=in_mail, unsubscribe=unsubscribe)


def render_page(
    name: str,
    *,
    templates: BaseLoader,
    template: Template,
    labels: Labels,
    values: Mapping[str, object],
) -> str:
    """The template of that very name over the values. Raises RenderError with file and line."""
    environment = _environment(templates, template, labels)
    with _faults_named(name):
        return environment.get_template(name).render(values)


@contextmanager
def _faults_named(template: str) -> Iterator[None]:
    """Raises RenderError, with file and line, for what goes wrong in a template."""
    try:
        yield
    except TemplateSyntaxError as error:
        where = f"{error.filename or error.name}:{error.lineno}"
        raise RenderError(f"{where}: {error.message}") from error
    except (TemplateError, *_TEMPLATE_FAULTS) as error:
        where = _place(error.__traceback__) or template
        raise RenderError(f"{where}: {error}") from error


def _candidates(templates: Environment, theme: str, name: str) -> list[str]:
    """The theme's own template, then ours. Raises ConfigError for a theme that is not there."""
    own = f"{theme}/{name}"
    if not _exists(templates, own):
        found = (template.partition("/") for template in templates.list_templates())
        themes = {at for at, _, file in found if file.startswith("digest.")}
        if theme not in themes:
            known = ", ".join(sorted(themes))
            raise ConfigError(f"[theme] name: no theme {theme!r}; there are {known}")
    return [own, f"{DEFAULT_THEME}/{name}"]


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


class _Sandbox(ImmutableSandboxedEnvironment):
    """Jinja's, which need not look twice at a field of a view: a quarter of the time went there."""

    def getattr(self, obj: object, attribute: str) -> object:
        """As Jinja decides for everything else."""
        is_field = type(obj) in _VIEWS and not attribute.startswith("_")
        found = getattr(obj, attribute, _MISSING) if is_field else _MISSING
        return super().getattr(obj, attribute) if found is _MISSING else found


class _Compiled(BytecodeCache):
    """What templates are compiled to, which takes longer than to fill them: once a process.

    It is the same in each environment, as none works anything out before it runs.
    """

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self._kept.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        if len(self._kept) >= _TEMPLATES_KEPT:  # of themes that are being written
            self._kept.clear()
        if bucket.code is not None:
            self._kept[bucket.key, bucket.checksum] = bucket.code


_COMPILED = _Compiled()


@lru_cache(maxsize=64)  # four a language
def _environment(templates: BaseLoader, template: Template, labels: Labels) -> Environment:
    template = replace(template, escape=lru_cache(_VALUES_KEPT)(template.escape))
    printer = Printer(template, labels)
    environment = _Sandbox(
        loader=templates,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=True,
        finalize=pass_context(lambda _, value: printer.printed(value)),
        optimized=False,
        bytecode_cache=_COMPILED,
    )
    environment.filters |= {
        "apart": printer.apart,
        "cell": lambda value: Markup(escape_cell(str(value))),  # noqa: S704  escaped here
        "clean": text.clean,
        "count": wording.counted,
        "day": printer.unparted(labels.day),
        "joined": labels.joined,
        "long_day": labels.long_day,
        "moment": printer.unparted(labels.moment),
        "number": labels.number,
        "numbers": _numbers,
        "outlets": partial(_outlets, labels),
        "own": lambda value: Markup((template.own or template.escape)(str(value))),  # noqa: S704  escaped here
        "reference": lambda number: Phrase.ours(f"[{number}]"),
        "quoted": partial(_quoted, labels),
        "sentence": partial(_sentence, labels),
        "shorten": text.shorten,
        "sides": partial(_sides, labels),
        "stylesheet": lambda sheets: stylesheet.plain(*sheets),
        "upper": labels.upper,
        "url": _url,
        "wrap": _wrap,
    }
    environment.globals |= {"say": labels.say, "speak": printer.speak, **printer.sides}
    return environment


def _numbers(marks: Sequence[Mark]) -> str:
    """`[1][3]`, for a form without links."""
    return "".join(f"[{mark.number}]" for mark in marks)


def _outlets(labels: Labels, marks: Sequence[Mark]) -> str:
    """`Harbour Post [1], Radio Aske [3]`, for a form without links."""
    return labels.joined(f"{mark.outlet} [{mark.number}]" for mark in marks)


def _sides(labels: Labels, difference: DifferenceView) -> str:
    """`58 · Evening Star [1], Tribune [2] — 57 · Daily Beacon [4]`, in such a form.

    What was counted again has its values in the matter, in the same order.
    """
    return " — ".join(
        f"{'' if difference.is_update else f'{side.value} · '}{_outlets(labels, side.marks)}"
        if side.value
        else f"{side.text} {_numbers(side.marks)}"
        for side in difference.positions
    )


def _sentence(labels: Labels, point: PointView) -> str:
    """The sentence with its numbers and what readers should know of it, for such a form."""
    remarks = [] if point.is_proven else [labels.upper(labels.say("unproven"))]
    if point.only_in:
        remarks.append(labels.say("only_in", outlet=point.only_in))
    said = "".join(f" ({remark})" for remark in remarks)
    return f"{point.text} {_numbers(point.marks)}{said}"


def _quoted(labels: Labels, text: str) -> Phrase:
    return labels.say("quoted", text=text)


def _wrap(value: object, indent: str = "", first: str | None = None) -> Markup:
    """Lines for the text form; line breaks survive because the result counts as markup."""
    return Markup(wrapping.wrap(text.defang(str(value)), _COLUMNS, indent, first))  # noqa: S704  cleaned by wrap


def _url(value: str) -> Markup:
    """An address where words would be escaped, in Markdown; nothing for what is no address."""
    return Markup(web_address(value) or "")  # noqa: S704  percent-encoded
