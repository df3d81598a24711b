"""Where the bundled prompts and templates lie: inside the wheel, or beside a checkout."""

from importlib.resources import files
from pathlib import Path
from typing import Literal

from jinja2 import BaseLoader, ChoiceLoader, FileSystemLoader, PrefixLoader

Kind = Literal["prompts", "templates"]


def bundled(kind: Kind) -> Path:
    """The folder of the files that ship with the program."""
    inside = Path(str(files("digest"))) / "_data" / kind
    return inside if inside.is_dir() else Path(__file__).parents[1] / kind


def loader(kind: Kind, user_dir: Path | None = None) -> BaseLoader:
    """Look in the user's folder first, then in ours; `builtin/NAME` always means ours."""
    ours = FileSystemLoader(bundled(kind))
    choices: list[BaseLoader] = [PrefixLoader({"builtin": ours}), ours]
    if user_dir is not None:
        choices.insert(0, FileSystemLoader(user_dir))
    return ChoiceLoader(choices)
