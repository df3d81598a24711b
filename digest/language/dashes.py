"""What is said behind a dash at the head of a line, as in `– Det tar ett år, säger Ada Lund`."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache

from digest.language.lexicons import lexicon
from digest.model import Span

_LINE = re.compile(r"^[ \t]*[–—-][ \t]+(?P<told>\S[^\n]*)$", re.MULTILINE)
_NEXT_SENTENCE = re.compile(r"[.!?…][ \t]+")


def said_behind_dashes(text: str, language: str) -> tuple[Span, ...]:
    """The words up to who says them, where a verb of saying tells it; in order.

    None in a language whose press does not write so, or whose verbs are not known.
    """
    return tuple(said for said, _ in _told(text, language))


def spoken_behind_dashes(text: str, language: str) -> tuple[Span, ...]:
    """The same, with what goes on behind it in the line, and the lines that tell no speaker.

    Without a speaker anywhere the lines may be items of a list.
    """
    told = {said.start: (said, rest) for said, rest in _told(text, language)}
    if not told:
        return ()
    lines = (Span(*line.span("told")) for line in _LINE.finditer(text))
    spoken = (told.get(line.start, (line, None)) for line in lines)
    return tuple(span for spans in spoken for span in spans if span is not None)


def opens_by_dash(sentence: str, language: str) -> bool:
    """Whether a sentence begins with somebody's words behind a dash."""
    return lexicon(language).dashes_speak and _LINE.match(sentence) is not None


def is_within(one: Span, others: Sequence[Span]) -> bool:
    """Whether it begins inside one of the others, which are in order."""
    at = bisect_right(others, one.start, key=lambda other: other.start) - 1
    return at >= 0 and one.start < others[at].end


def _told(text: str, language: str) -> Iterator[tuple[Span, Span | None]]:
    """What is said in each line that tells its speaker, and what stands behind that sentence."""
    pattern = _speaker_pattern(language)
    for line in _LINE.finditer(text) if pattern else ():
        start, end = line.span("told")
        speaker = pattern.search(text, start, end) if pattern else None
        if speaker is not None:
            rest = _NEXT_SENTENCE.search(text, speaker.end(), end)
            yield Span(start, speaker.start()), Span(rest.end(), end) if rest else None


@cache
def _speaker_pattern(language: str) -> re.Pattern[str] | None:
    """`, säger`; `! sa`; ` – powiedziała`; not `, sade att`."""
    known = lexicon(language)
    if not (known.dashes_speak and known.inverts):
        return None
    verbs = "|".join(sorted(known.inverts))
    that = "|".join(sorted(known.complementizers))
    plain = rf"(?=(?:{verbs})\b)" + (rf"(?!\w+\s+(?:{that})\b)" if that else "")
    return re.compile(rf"(?:,|(?<=[!?…])|[ \t][–—-])[ \t]+{plain}")
