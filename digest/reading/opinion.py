"""Whether an article tells its writer's own view: as its place says, or by its voice."""

import re
from collections.abc import Iterable, Sequence
from functools import cache

from digest.language.addresses import is_of_a_blog
from digest.language.lexicons import lexicon
from digest.language.marks import facing
from digest.language.self_contained import QUOTATION
from digest.model import Span

DEEPEST = 40
"""Sentences of an article that are looked at."""
SHORTEST = 4
"""Words of a sentence that has a voice."""
LEAST, LEAST_SHARE = 3, 0.15
"""Sentences in which the writer says `I`, and their share of all."""

_QUOTED_WORDS = re.compile(
    rf"\"[^\"\n]*(?:\"|\n|$)|{QUOTATION.pattern}|“[^”\n]*(?:\n|$)|``.{{,500}}?''"
    rf"|(?<!\w)[‘'][^\n]{{3,500}}?[’'](?!\w)|^[^\n]*(?:pic\.twitter\.com/|\(@\w+\))[^\n]*$",
    re.MULTILINE,
)
"""Somebody else's words; those that go on in the next paragraph have no closing mark, and a message
of a network that stands in the article has none at all."""
_BLOG = re.compile(r"\bblogs?\b", re.IGNORECASE)


def is_opinion(
    title: str, source: str, address: str, *, sections: Iterable[str], language: str
) -> bool:
    """Whether headline, outlet, address or a section is marked as one, or called a blog."""
    marked, named = _marks(language)
    return bool(
        (marked and any(map(marked.search, (title, source, address))))
        or (named and any(map(named.fullmatch, sections)))
        or _BLOG.search(source)
        or is_of_a_blog(address)
    )


def is_own_voice(text: str, sentences: Sequence[Span], language: str) -> bool:
    """Whether the writer says `I` in many sentences, outside of what others say."""
    pattern = _first_person(language)
    told = sentences[:DEEPEST]
    if pattern is None or not told or len(pattern.findall(text, 0, told[-1].end)) < LEAST:
        return False
    whole = facing(text[: told[-1].end])
    own = _QUOTED_WORDS.sub(lambda said: " " * len(said.group()), whole)
    voiced = [one for one in told if len(own[one.start : one.end].split()) >= SHORTEST]
    speaking = sum(pattern.search(own, one.start, one.end) is not None for one in voiced)
    return speaking >= max(LEAST, LEAST_SHARE * len(voiced))


@cache
def _first_person(language: str) -> re.Pattern[str] | None:
    """`I`, `my`, `J'`; not `F.B.I.`, `Mazar-i-Sharif`, `MY`."""
    told = lexicon(language).singular_first_person
    forms = "|".join(sorted(re.escape(form) for one in told for form in {one, one.capitalize()}))
    return re.compile(rf"(?<![\w.‐‑-])(?:{forms})(?![\w‐‑-])") if told else None


@cache
def _marks(language: str) -> tuple[re.Pattern[str] | None, re.Pattern[str] | None]:
    """`Opinion: ...`, `... | Comment`, `(Opinion)`, `/opinion/`; a section `Commentary (U.S.)`."""
    if not lexicon(language).opinion_labels:
        return None, None
    labels = f"(?:{'|'.join(lexicon(language).opinion_labels)})"
    marked = re.compile(
        rf"^[\[(]?{labels}[\])]?(?:\s*[:：|]|\s+[–—-]\s)|(?:[|｜]|\s[–—-])\s*{labels}$"
        rf"|[\[(]{labels}[\])]|/{labels}/",
        re.IGNORECASE,
    )
    return marked, re.compile(rf"{labels}(?:[\W_].*)?", re.IGNORECASE)
