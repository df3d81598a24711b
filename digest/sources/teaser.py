"""Whether a feed's text is the article or only its beginning."""

import html
import re

from digest.sources.found import Entry

_ANY_TAG = re.compile(r"<[^<>]*>")
_MORE = re.compile(
    r"(?:…|\.\.\.|\[&#8230;\]|\[…\])\W{0,5}$"
    r"|(?:read (?:more|on|the (?:full|rest))|continue reading|full (?:story|article)|keep reading"
    r"|weiterlesen|mehr lesen|zum artikel|lire la suite|en savoir plus|leer más|seguir leyendo"
    r"|continua a leggere|leggi tutto|ler mais|leia mais|continuar lendo|lees verder|lees meer"
    r"|czytaj (?:więcej|dalej)|читать (?:далее|дальше)|читати далі|続きを読む"
    r"|阅读全文|阅读更多|اقرأ المزيد"
    r")[^.!?]{0,60}[.!?»→…\W]{0,9}$",
    re.IGNORECASE,
)
_WHOLE_CONTENT = 400
_WHOLE_SUMMARY = 1200


def visible(markup: str) -> str:
    """The text of some harmless HTML on one line, good enough to measure."""
    return " ".join(html.unescape(_ANY_TAG.sub(" ", markup)).split())


def is_whole(text: str, *, is_content: bool) -> bool:
    """Whether the visible text of an entry reads like the whole article.

    What a feed calls content is believed from 400 characters on, a summary from 1,200; neither
    is when it breaks off or invites to read on.
    """
    least = _WHOLE_CONTENT if is_content else _WHOLE_SUMMARY
    return len(text) >= least and not _MORE.search(text[-120:])


def is_teaser(entry: Entry) -> bool:
    """Whether the entry, read quickly, has only the beginning of its article."""
    return not is_whole(visible(entry.html[:20_000]), is_content=entry.is_content)
