"""Words of a sentence, and their stems."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

APOSTROPHES = str.maketrans(dict.fromkeys("’‘ʼ′`´", "'"))
ELIDING = frozenset(("fr", "it", "ca"))
_ELISION = re.compile(r"(?<=['’ʼ])")
_IDEOGRAPHS = "぀-ヿ㐀-鿿豈-﫿฀-๿"
TOKEN = re.compile(
    rf"[{_IDEOGRAPHS}]|\d+(?:[.,:]\d+)*|[^\W\d_{_IDEOGRAPHS}]+(?:['’ʼ][^\W\d_{_IDEOGRAPHS}]+)*|[^\w\s]|_"
)
# Longest first. What is left must keep three letters: a light stemmer that errs towards
# keeping words apart, as a wrong match lets an untrue word through.
_ENDINGS = {
    "en": "ations ation ments ment ings ing edly ies ied ers er es ed ly s e y",
    "de": "ungen ung ern em en er es e s n",
    "fr": "ations ation ements ement aient ées és ée é ent ait er es s e x",
    "es": "aciones ación amente aron ando ados adas ado ada aba ar er ir os as es ó o a e s",
    "it": "azioni azione amente ando ato ata ati ate are ere ire i e o a à",
    "pt": "ações ação amente aram ando ados adas ado ada ar er ir os as es ou o a e s",
    "nl": "ingen ing heid en er es e s t",
}
SUFFIXES = {language: tuple(endings.split()) for language, endings in _ENDINGS.items()}


@dataclass(frozen=True, slots=True)
class Word:
    """One token: a word, a number or a mark, with its place in the sentence."""

    text: str
    norm: str
    """Case-folded, apostrophes straight, a possessive 's taken off."""
    stem: str
    start: int
    end: int

    @property
    def is_word(self) -> bool:
        return self.norm[:1].isalpha()

    @property
    def is_number(self) -> bool:
        return self.norm[:1].isdigit()

    @property
    def is_capital(self) -> bool:
        return self.text[:1].isupper()

    @property
    def is_owner(self) -> bool:
        """Whether it is written as somebody's: `Olsen's`, `workers’`."""
        return self.text.translate(APOSTROPHES).endswith(("'s", "s'"))


def runs(said: Sequence[str], length: int) -> frozenset[tuple[str, ...]]:
    """Every run of so many words that follow each other."""
    return frozenset(tuple(said[at : at + length]) for at in range(len(said) - length + 1))


def words(text: str, language: str) -> tuple[Word, ...]:
    """The tokens of a sentence, in order; marks included."""
    found = []
    for match in TOKEN.finditer(text):
        start = match.start()
        for raw in _parts(match.group(), language):
            norm = fold(raw)
            found.append(Word(raw, norm, stem(norm, language), start, start + len(raw)))
            start += len(raw)
    return tuple(found)


def _parts(raw: str, language: str) -> list[str]:
    """`d'euros` is two words where a language elides; `don't` stays one."""
    if language not in ELIDING or raw.isalnum():
        return [raw]
    return [part for part in _ELISION.split(raw) if part]


def fold(raw: str) -> str:
    """The word as it is compared: compatibility forms joined, case and a final 's dropped."""
    if raw.isascii():
        norm = raw.lower()
    else:
        norm = unicodedata.normalize("NFKC", raw).casefold().translate(APOSTROPHES)
    if norm.endswith("'s"):
        return norm[:-2]
    return norm.removesuffix("'") or norm


@lru_cache(maxsize=65536)
def stem(norm: str, language: str) -> str:
    """The word without its commonest ending; at least three letters stay."""
    for suffix in SUFFIXES.get(language, ()):
        if norm.endswith(suffix) and len(norm) - len(suffix) >= 3:
            root = norm[: -len(suffix)]
            if suffix == "y" and root[-1] in "aeou":  # "stay", as in "stays"
                return norm
            doubled = len(root) > 3 and root[-1] == root[-2] and root[-1] not in "aeiousl"
            return root[:-1] if doubled else root
    return norm
