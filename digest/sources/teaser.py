"""Whether a feed's text is the article or only its beginning."""

import html
import re
from functools import cache

from digest.language.lexicons import everywhere
from digest.sources.found import Entry

_ANY_TAG = re.compile(r"<[^<>]*>")
_WHOLE_CONTENT = 400
_WHOLE_SUMMARY = 1200


@cache
def _more() -> re.Pattern[str]:
    """How a text ends that breaks off or invites to read on."""
    inviting = "|".join(everywhere("read_on"))
    return re.compile(
        rf"(?:…|\.\.\.|\[&#8230;\]|\[…\])\W{{0,5}}$|(?:{inviting})[^.!?]{{0,60}}[.!?»→…\W]{{0,9}}$",
        re.IGNORECASE,
    )


def visible(markup: str) -> str:
    """The text of some harmless HTML on one line, good enough to measure."""
    return " ".join(html.unescape(_ANY_TAG.sub(" ", markup)).split())


def is_whole(text: str, *, is_content: bool) -> bool:
    """Whether the visible text of an entry reads like the whole article.

    What a feed calls content is believed from 400 characters on, a summary from 1,200; neither
    is when it breaks off or invites to read on.
    """
    least = _WHOLE_CONTENT if is_content else _WHOLE_SUMMARY
    return len(text) >= least and not _more().search(text[-120:])


def is_teaser(entry: Entry) -> bool:
    """Whether the entry, read quickly, has only the beginning of its article."""
    return not is_whole(visible(entry.html[:20_000]), is_content=entry.is_content)
