"""Where the bundled prompts and templates lie: inside the wheel, or beside a checkout."""

from collections.abc import Callable
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Literal

from jinja2 import (
    BaseLoader,
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    PrefixLoader,
    TemplateNotFound,
)

from digest.errors import ConfigError

Kind = Literal["prompts", "templates"]


def bundled(kind: Kind) -> Path:
    """The folder of the files that ship with the program."""
    inside = Path(str(files("digest"))) / "_data" / kind
    return inside if inside.is_dir() else Path(__file__).parents[1] / kind


def loader(kind: Kind, user_dir: Path | None = None) -> BaseLoader:
    """Look in the user's folder first, then in ours; `builtin/NAME` always means ours.

    Raises ConfigError for a folder that is not there.
    """
    refuse_missing(kind, user_dir)
    return _loader(kind, user_dir and user_dir.absolute())


def refuse_missing(kind: Kind, user_dir: Path | None) -> None:
    """Raise ConfigError where a folder of one's own is not there: ours would stand in unseen."""
    if user_dir is not None and not user_dir.is_dir():
        raise ConfigError(f"[paths] {kind}: there is no folder {str(user_dir)!r}")


@lru_cache(maxsize=8)  # what is compiled belongs to its loader
def _loader(kind: Kind, user_dir: Path | None) -> BaseLoader:
    ours = FileSystemLoader(bundled(kind))
    choices: list[BaseLoader] = [PrefixLoader({"builtin": ours}), ours]
    if user_dir is not None:
        choices.insert(0, _OwnFolder(user_dir))
    return ChoiceLoader(choices)


class _OwnFolder(FileSystemLoader):
    """Files of a folder alone: a link that leads out of it would print any file of the machine."""

    def get_source(
        self, environment: Environment, template: str
    ) -> tuple[str, str, Callable[[], bool]]:
        """As Jinja does. Raises TemplateNotFound, for a link that leads out too."""
        source, file, is_current = super().get_source(environment, template)
        if not Path(file).resolve().is_relative_to(Path(self.searchpath[0]).resolve()):
            raise TemplateNotFound(template, f"{file} leads out of the folder")
        return source, file, is_current
