"""The words that are sent to a model: templates of prompts/ filled with articles as data."""

import hashlib
import re
from dataclasses import dataclass
from functools import lru_cache

from jinja2 import BaseLoader, StrictUndefined, TemplateError, TemplateSyntaxError
from jinja2.meta import find_undeclared_variables
from jinja2.sandbox import ImmutableSandboxedEnvironment

from digest.errors import RenderError

TASKS = ("tell", "repair", "judge", "choose", "compare")
_FILES = tuple(f"{task}.{part}.j2" for task in TASKS for part in ("system", "user"))
_LONGEST_SENTENCE = 1500

# A numbered line and a heading are the fences of an article. What looks like one inside a sentence,
# or like the marks by which servers tell the speakers of a chat apart, is disarmed.
_FAKE_NUMBER = re.compile(r"\[\s*(/?\s*(?:\d+|[A-Z_]+))\s*\]")
_HEADING = re.compile(r"^#+\s*")
_OPENING = re.compile(r'(?<![^\s([{—–-])"')
# Characters that a model would have to escape inside JSON, or that open a tag.
_PLAIN = str.maketrans({"<": "‹", ">": "›", "\\": "/", '"': "”", "`": "’"})


@dataclass(frozen=True, slots=True)
class Prompt:
    """The two messages of a request."""

    system: str
    user: str


@lru_cache(maxsize=8)  # compiling takes longer than filling, and many editions say the same
def _environment(loader: BaseLoader) -> ImmutableSandboxedEnvironment:
    """Nothing here is HTML: the text goes to a model, and `as_data` disarms it for that."""
    return ImmutableSandboxedEnvironment(
        loader=loader,
        undefined=StrictUndefined,
        autoescape=False,
        trim_blocks=True,
        lstrip_blocks=True,
    )


class Prompts:
    """The templates of one run."""

    def __init__(self, loader: BaseLoader) -> None:
        self._environment = _environment(loader)

    def fill(self, task: str, **values: object) -> Prompt:
        """The messages of a task. Raises RenderError, with file and line, for a broken template."""
        return Prompt(
            system=self._render(f"{task}.system.j2", values).strip(),
            user=self._render(f"{task}.user.j2", values).strip(),
        )

    def refuse_unknown_names(self) -> None:
        """Raise RenderError for a prompt that cannot be read, or wants what nobody gives it.

        What is given are the names in the prompts that ship with the program.
        """
        for name in _FILES:
            given = self._names_in(f"builtin/{name}")
            if unknown := sorted(self._names_in(name) - given):
                known = ", ".join(sorted(given)) or "none"
                raise RenderError(f"the prompt {name!r} uses {unknown[0]!r}; names are: {known}")

    def _names_in(self, name: str) -> set[str]:
        try:
            source = self._environment.loader.get_source(self._environment, name)[0]  # type: ignore[union-attr]
            return find_undeclared_variables(self._environment.parse(source, name, name))
        except TemplateError as error:
            raise _fault(name, error) from error

    def version(self) -> str:
        """A short hash of the templates' sources: which words wrote an edition."""
        hashed = hashlib.sha256()
        for name in _FILES:
            try:
                source = self._environment.loader.get_source(self._environment, name)[0]  # type: ignore[union-attr]
            except TemplateError as error:
                raise RenderError(f"the prompt {name!r} cannot be read: {error}") from error
            hashed.update(source.encode())
        return hashed.hexdigest()[:12]

    def _render(self, name: str, values: dict[str, object]) -> str:
        try:
            return self._environment.get_template(name).render(values)
        except TemplateError as error:
            raise _fault(name, error) from error


def _fault(name: str, error: TemplateError) -> RenderError:
    """With file and line where they are known."""
    if isinstance(error, TemplateSyntaxError):
        return RenderError(
            f"the prompt {error.filename or name}, line {error.lineno}: {error.message}"
        )
    return RenderError(f"the prompt {name!r}: {error.message or type(error).__name__}")


def as_data(text: str) -> str:
    """Source text on one line in which nothing can pass for a fence, a number or a chat mark."""
    line = " ".join(text[:_LONGEST_SENTENCE].split())
    if not line.isprintable():  # characters that control, are private, or are none
        line = " ".join("".join(filter(str.isprintable, line)).split())
    line = _HEADING.sub("", _OPENING.sub("“", line))
    return _FAKE_NUMBER.sub(r"(\1)", line).translate(_PLAIN)
