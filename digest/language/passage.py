"""A sentence, read once: its words, names, figures and days. The same for ours and for theirs."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache, cached_property

from digest.language.days import Day, days
from digest.language.lexicons import Lexicon, lexicon
from digest.language.marks import marked
from digest.language.quantities import Quantity, quantities
from digest.language.words import Word, words
from digest.model import Citation, Span

OPENING = frozenset("\"'“‘„«:([-–—•*")
_LONGEST_INITIAL = 2
"""Letters: `J.`, `Ph.`"""


@dataclass(frozen=True, slots=True)
class Name:
    """A run of capitalised words, at the words `[first, last]` of its sentence."""

    parts: tuple[str, ...]
    """Case-folded; titles such as `mr` and linking words left out."""
    text: str
    first: int
    last: int
    is_opening: bool
    """It opens a sentence, so that its first word may be no name at all."""


@dataclass(frozen=True)
class Passage:
    """One sentence as the checks see it."""

    text: str
    language: str
    written: date | None = None
    """The day its article was published: `tomorrow` is told from it."""
    citation: Citation | None = None
    """Where it stands; None for a sentence in our own words."""
    tokens: tuple[Word, ...] = field(default=())
    quoted: tuple[Span, ...] = ()
    """What of it stands between quotation marks, its own or its article's."""
    is_headline: bool = False
    """It stands over a text: it needs no full stop."""

    @classmethod
    def read(
        cls,
        text: str,
        language: str,
        *,
        written: date | None = None,
        citation: Citation | None = None,
        quoted: tuple[Span, ...] | None = None,
        is_headline: bool = False,
    ) -> "Passage":
        inside = marked(text) if quoted is None else quoted
        tokens = words(text, language)
        return cls(text, language, written, citation, tokens, inside, is_headline)

    @property
    def lexicon(self) -> Lexicon:
        return lexicon(self.language)

    def between(self, first: int, last: int) -> str:
        """The text from one word to another, both with it."""
        return self.text[self.tokens[first].start : self.tokens[last].end]

    @cached_property
    def content(self) -> tuple[int, ...]:
        """Indexes of the words that carry content."""
        stop = _without_content(self.language)
        return tuple(
            index
            for index, word in enumerate(self.tokens)
            if word.is_word
            and word.norm not in stop
            and (len(word.norm) > 1 or not word.text.isascii())
        )

    @cached_property
    def stems(self) -> frozenset[str]:
        """Stems of the content words."""
        return frozenset(self.tokens[index].stem for index in self.content)

    @cached_property
    def norms(self) -> frozenset[str]:
        return frozenset(word.norm for word in self.tokens if word.is_word)

    @cached_property
    def days(self) -> tuple[Day, ...]:
        return days(self.tokens, self.lexicon, self.written)

    @cached_property
    def dated(self) -> frozenset[int]:
        """Indexes of the words that name a day."""
        return frozenset(at for day in self.days for at in range(day.first, day.last + 1))

    @cached_property
    def quantities(self) -> tuple[Quantity, ...]:
        """The figures that are not part of a date."""
        found = quantities(self.tokens, self.lexicon)
        return tuple(quantity for quantity in found if quantity.first not in self.dated)

    @cached_property
    def said(self) -> frozenset[int]:
        """Words that stand between quotation marks: somebody else's."""
        starts = [span.start for span in self.quoted]
        return frozenset(
            index
            for index, word in enumerate(self.tokens)
            if (before := bisect_right(starts, word.start))
            and word.start < self.quoted[before - 1].end
        )

    def quotes(self, at: int) -> bool:
        """Whether what stands at a place of the text is between quotation marks."""
        return any(said.start <= at < said.end for said in self.quoted)

    @cached_property
    def names(self) -> tuple[Name, ...]:
        return tuple(_names(self.tokens, self.lexicon))


@cache
def _without_content(language: str) -> frozenset[str]:
    """Small words, and numbers in words."""
    known = lexicon(language)
    return known.stopwords | known.numbers.keys() | known.scales.keys()


def _names(tokens: Sequence[Word], lexicon: Lexicon) -> list[Name]:
    found = []
    at = 0
    while at < len(tokens):
        if not _is_capital_word(tokens[at]):
            at += 1
            continue
        last = at
        while (following := _next_part(tokens, last, lexicon)) is not None:
            last = following
        if name := _name(tokens, at, last, lexicon):
            found.append(name)
        at = last + 1
    return found


def _is_capital_word(word: Word) -> bool:
    return word.is_word and word.is_capital


def _next_part(tokens: Sequence[Word], last: int, lexicon: Lexicon) -> int | None:
    """The index of the next capitalised word of the same name, over one linking word or mark."""
    if last + 1 < len(tokens) and _is_capital_word(tokens[last + 1]):
        return last + 1
    if last + 2 >= len(tokens) or not _is_capital_word(tokens[last + 2]):
        return None
    link = tokens[last + 1]
    is_initial = (
        link.norm == "."
        and len(tokens[last].norm) <= _LONGEST_INITIAL
        and link.start == tokens[last].end
    )
    is_title = link.norm == "." and tokens[last].norm in lexicon.abbreviated_titles
    is_joined = (
        link.norm == "-" and link.start == tokens[last].end and tokens[last + 2].start == link.end
    )
    return last + 2 if is_initial or is_title or is_joined else None


def _name(tokens: Sequence[Word], first: int, last: int, lexicon: Lexicon) -> Name | None:
    is_opening = _opens(tokens, first)
    while first <= last and (
        not tokens[first].is_word
        or (
            tokens[first].norm in lexicon.stopwords
            and (is_opening or tokens[first].norm in lexicon.titles)
        )
    ):
        first, is_opening = first + 1, False
    parts = tuple(
        word.norm
        for at, word in enumerate(tokens[first : last + 1], first)
        if word.is_word
        and (len(word.norm) > 1 or not _is_glued(tokens, at))
        and word.norm not in lexicon.titles
        and word.norm not in lexicon.stopwords
        and word.norm not in lexicon.months
        and word.norm not in lexicon.weekdays
    )
    is_titled = any(word.norm in lexicon.titles for word in tokens[max(0, first - 1) : last])
    if not parts or (lexicon.nouns_are_capital and len(parts) <= 1 and not is_titled):
        return None
    text = " ".join(word.text for word in tokens[first : last + 1] if word.is_word)
    return Name(parts, text, first, last, is_opening)


def _is_glued(tokens: Sequence[Word], at: int) -> bool:
    """`Q` of `Q2`, `B` of `B-44`: a letter with a figure at it is no name."""
    if any(w.is_number and w.end == tokens[at].start for w in tokens[max(0, at - 1) : at]):
        return True
    after = [word for word in tokens[at + 1 : at + 3] if word.text != "-"][:1]
    gap = sum(word.text == "-" for word in tokens[at + 1 : at + 2])
    return any(word.is_number and word.start == tokens[at].end + gap for word in after)


def _opens(tokens: Sequence[Word], first: int) -> bool:
    return first == 0 or tokens[first - 1].text in OPENING or tokens[first - 1].norm in ".!?"
