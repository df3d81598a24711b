"""Turn many articles into one sourced edition in which every sentence is proven.

`digest.build("articles/")` gives the edition that `digest build articles/` writes; docs/api.md
shows settings, progress, sources and renderers of your own.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from digest.version import __version__

if TYPE_CHECKING:
    from digest.api import build, load_edition, load_settings, render
    from digest.errors import DigestError
    from digest.model import (
        Article,
        Citation,
        Difference,
        Digest,
        Document,
        Hints,
        Moment,
        Point,
        Quote,
        Skipped,
        Summary,
    )
    from digest.model import ToldStory as Story
    from digest.progress import Event
    from digest.settings import Settings

__all__ = [
    "Article",
    "Citation",
    "Difference",
    "Digest",
    "DigestError",
    "Document",
    "Event",
    "Hints",
    "Moment",
    "Point",
    "Quote",
    "Settings",
    "Skipped",
    "Story",
    "Summary",
    "__version__",
    "build",
    "load_edition",
    "load_settings",
    "render",
]

_HOMES = {
    **dict.fromkeys(("build", "load_edition", "load_settings", "render"), "digest.api"),
    "DigestError": "digest.errors",
    "Event": "digest.progress",
    "Settings": "digest.settings",
}
"""Where names come from that are not of the model."""


def __getattr__(name: str) -> object:
    """A public name, imported when it is first used: the command line must start at once."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    home = import_module(_HOMES.get(name, "digest.model"))
    found: object = getattr(home, "ToldStory" if name == "Story" else name)
    globals()[name] = found
    return found
