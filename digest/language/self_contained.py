"""Which sentences can be read alone, without the ones that stood around them."""

import re
from functools import cache

from digest.language.lexicons import either, lexicon

QUOTATION = re.compile(r"“[^“”]*”|„[^„“”]*[“”]|«[^«»]*»|\"[^\"]*\"")
_END = re.compile(r"[.!…。！।؟][\"”“»’')\]]*$")
_FIRST_WORD = re.compile(r"[^\W\d_]+")
_DATELINE = re.compile(
    r"^[A-Z][A-Z .'’-]{2,30}(?:, [A-Z][\w. ]{1,20}){0,2}(?: \([^()]{2,30}\))?"
    r" ?(?:[—–]|-{1,2}) ?(?=[A-Z\"“])"
    r"|^[A-Z][\w .,'’-]{2,40} \((?:Reuters|[A-Z]{2,10}|dpa)\) ?[—–-]{1,2} ?"
    r"|^\((?:Reuters|[A-Z]{2,10}|dpa)\) ?(?:[—–-]{1,2} ?)?(?=[A-Z\"“])"
)
_ADDRESS = re.compile(r"https?://|www\.|@\w", re.IGNORECASE)


def stands_alone(sentence: str, language: str) -> bool:
    """Whether a reader who sees nothing else knows what the sentence speaks of.

    Refused: unfinished sentences, open quotation marks, nothing but a quotation, an opening that
    points back ("He", "But", "This"), questions, invitations to click.
    """
    text = sentence.strip()
    if not _END.search(text) or _ADDRESS.search(text) or not _is_balanced(text):
        return False
    if (page := _page(language)) and page.search(text):
        return False
    own = QUOTATION.sub(" ", text)
    first = _FIRST_WORD.search(own)
    if first is None or own[:1].islower() or own[:1] in "([":
        return False
    return not _points_back(first.group(), language)


@cache
def _page(language: str) -> re.Pattern[str] | None:
    """What a page and its pictures say of themselves."""
    return either(lexicon(language).page_phrases)


def without_dateline(sentence: str) -> str:
    """The sentence without `ROME (AP) — ` before it."""
    return _DATELINE.sub("", sentence, count=1)


def opens_backwards(text: str, language: str) -> bool:
    """Whether spoken words begin with a pronoun or link for what was said before them."""
    first = _FIRST_WORD.search(text)
    return (
        first is not None
        and first.group().casefold() not in lexicon(language).opening_first_person
        and _points_back(first.group(), language)
    )


def _points_back(word: str, language: str) -> bool:
    if word.isupper() and len(word) > 1:  # the US, the IT department
        return False
    return word.casefold() in lexicon(language).points_back


def _is_balanced(text: str) -> bool:
    if text.count('"') % 2 or text.count("(") != text.count(")"):
        return False
    if text.count("«") != text.count("»"):
        return False
    return text.count("“") + text.count("„") == text.count("”") or (
        text.count("„") == text.count("“") and "”" not in text
    )
