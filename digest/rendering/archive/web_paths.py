"""Where the pages of an archive are: in its folder, and online where that is known."""

import hashlib
import re
from dataclasses import dataclass

from digest.errors import ConfigError
from digest.model import Edition
from digest.rendering.links import web_address

_USUAL = "{date}-{number}/"
_PLACEHOLDER = re.compile(r"\{(?:date|number)\}")
_NAME = re.compile(r"(?!\.)(?:[A-Za-z0-9._-]|\{date\}|\{number\})+")
"""One name of a path: none that leads up, away, or to a hidden file."""
_INDEX = "index.html"
_DIGITS = 16


@dataclass(frozen=True, slots=True)
class WebPaths:
    """The addresses of one archive; an edition's stays its own, whatever joins."""

    base: str | None
    """The archive's own address, ending in a slash; None where nobody said."""
    pattern: str
    """The path of an edition's page below it, with `{date}` and `{number}`."""

    @classmethod
    def of(cls, web_url: str | None) -> "WebPaths":
        """Those that `[edition] web_url` means: what stands before the edition's own part is base.

        Raises ConfigError for an address that gives editions no path of their own.
        """
        if web_url is None:
            return cls(None, _page(_USUAL))
        own = _PLACEHOLDER.search(web_url)
        if own is None:
            raise _unfit(web_url, "without {number} or {date} all editions would be one page")
        start = web_url.rfind("/", 0, own.start()) + 1
        base, pattern = web_url[:start], web_url[start:]
        names = pattern.removesuffix("/").split("/")
        if web_address(base) != base or not all(map(_NAME.fullmatch, names)):
            raise _unfit(web_url, "its path does not fit file names")
        return cls(base, _page(pattern))

    def page(self, edition: Edition) -> str:
        """The path of an edition's page; made of its date and its number alone."""
        dated = self.pattern.replace("{date}", edition.date.isoformat())
        return dated.replace("{number}", str(edition.number))

    def online(self, path: str) -> str | None:
        """The address of a file of the archive, as it is shown and linked."""
        return None if self.base is None else self.base + path.removesuffix(_INDEX)


def markdown_of(page: str) -> str:
    """The path of the same edition in Markdown."""
    return page.rpartition(".")[0] + ".md"


def thread_page(thread: str) -> str:
    """The path of a story over all editions: the same for ever, whatever its id holds."""
    name = hashlib.sha256(thread.encode(errors="replace")).hexdigest()[:_DIGITS]
    return f"threads/{name}.html"


def root_from(page: str) -> str:
    """What leads from a page back to the archive's folder: `../`."""
    return "../" * page.count("/")


def _page(pattern: str) -> str:
    if pattern.endswith((".html", ".htm")):
        return pattern
    return f"{pattern.removesuffix('/')}/{_INDEX}"


def _unfit(web_url: str, why: str) -> ConfigError:
    return ConfigError(f"edition: web_url {web_url[:80]!r} cannot be published to: {why}")
