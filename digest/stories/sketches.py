"""What grouping needs to know of an article, and all it needs: made once, small, fit to be kept."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import blake2b
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from digest.language.addresses import publisher
from digest.language.lexicons import lexicon
from digest.language.reporting import is_timeless
from digest.language.series import Part, is_roundup, part_of_series
from digest.model import Article
from digest.stories.terms import NOT, claims, names_of, number_of, sure_names_of, terms_of, words_of

Numbers: TypeAlias = NDArray[np.int64]
Floats: TypeAlias = NDArray[np.float32]

VERSION = 12
"""Kept sketches of another version are made anew."""
LEAD_HALF_LIFE = 60
"""Words after which a word of the text counts half: news says first what it is about."""
LEAD_WORDS = 300
"""A word beyond these would count less than a thirtieth of the first."""
LEAD_WEIGHTS = tuple(0.5 ** (position / LEAD_HALF_LIFE) for position in range(LEAD_WORDS))
TITLE_TIMES = 2.0
BRIEF = 150
"""Words of a text of which two versions may differ by one figure."""
SHINGLE = 4
"""Words in a shingle: with one word in ten changed, two shingles in three are still the same."""
NAMED_CHARACTERS = 2_000
"""Of the text, in which names are looked for: about its first LEAD_WORDS."""
MOST_WORDS = 20_000
"""A text longer than this is compared by its beginning."""
MOST_CHARACTERS = 200_000
POWERS = np.cumprod(np.full(64, 0x9E3779B97F4A7C15, dtype=np.uint64))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Sketch:
    """The traces of one article. Arrays are parallel and sorted by their first."""

    article: str
    content: str
    """A hash of headline and text: an article may change under its id."""
    source: str
    """Its outlet; the article itself where nothing names one."""
    site: str | None
    """The registered domain of its address."""
    day: float | None
    """When it was published, in days since 1970; None where nobody said."""
    weight: float
    is_teaser: bool
    is_timeless: bool
    """It reports nothing: a guide, a list, a review."""
    names_weekday: bool
    """It tells on which day something happened, as reports do, and blogs and lists hardly ever."""
    is_roundup: bool
    """It calls itself one of several events."""
    series: Part | None
    """Of which series it calls itself a part."""
    length: int
    """Words of the text."""
    terms: Numbers
    """Each term once."""
    counts: Floats
    """How often it occurs, earlier occurrences counting more."""
    title_terms: Numbers
    names: Numbers
    """Those of its terms that its text writes as names; none in a script without capitals."""
    sure_names: Numbers
    """Those of them that are no mere nouns: all, but in a language whose nouns have capitals."""
    shingles: Numbers
    """Every run of SHINGLE words, once."""
    figures: Numbers
    """Of a text of BRIEF words: one of them may be its news."""
    negated: Numbers
    """The terms that such a text negates."""
    version: int = VERSION

    @property
    def key(self) -> str:
        """The article in exactly this wording and with this date."""
        return f"{self.article} {self.content} {self.day}"


def sketch(article: Article) -> Sketch:
    """The sketch of one article; depends on nothing else."""
    title = list(terms_of(words_of(article.title[:1_000])))
    words = words_of(article.text[:MOST_CHARACTERS])[:MOST_WORDS]
    counts: defaultdict[int, float] = defaultdict(float)
    for term in title:
        counts[term] += TITLE_TIMES
    for weight, term in zip(LEAD_WEIGHTS, terms_of(words), strict=False):
        counts[term] += weight
    terms = sorted(counts)
    known, beginning = lexicon(article.language), article.text[:NAMED_CHARACTERS]
    told = claims(words, known) if len(words) <= BRIEF else ()
    names = names_of(beginning) & counts.keys()
    sure_names = names & sure_names_of(beginning) if known.nouns_are_capital else names
    return Sketch(
        article=article.id,
        content=content_of(article),
        source=_source(article),
        site=publisher(article.url),
        day=None if article.published is None else _day(article.published),
        weight=article.weight,
        is_teaser=article.is_teaser,
        is_timeless=is_timeless(words, article.language),
        names_weekday=not known.weekdays.keys().isdisjoint(words),
        is_roundup=is_roundup(article.title, article.language, article.text),
        series=part_of_series(article.title, article.language),
        length=len(words),
        terms=np.array(terms, dtype=np.int64),
        counts=np.array([counts[term] for term in terms], dtype=np.float32),
        title_terms=np.array(sorted(set(title)), dtype=np.int64),
        names=np.array(sorted(names), dtype=np.int64),
        sure_names=np.array(sorted(sure_names), dtype=np.int64),
        shingles=_shingles(words),
        figures=_numbered(fact for fact in told if not fact.startswith(NOT)),
        negated=_numbered(fact.removeprefix(NOT) for fact in told if fact.startswith(NOT)),
    )


def holds(old: Sketch, article: Article) -> bool:
    """Whether a kept sketch says what a new one would."""
    day = None if article.published is None else _day(article.published)
    told = (_source(article), publisher(article.url), article.weight, article.is_teaser, day)
    same = told == (old.source, old.site, old.weight, old.is_teaser, old.day)
    return same and (VERSION, content_of(article)) == (old.version, old.content)


def _source(article: Article) -> str:
    return article.source if article.has_outlet else article.id


def content_of(article: Article) -> str:
    text = f"{article.title}\0{article.text}".encode(errors="replace")
    return blake2b(text, digest_size=8).hexdigest()


def _day(moment: datetime) -> float:
    return (moment - datetime(1970, 1, 1, tzinfo=UTC)).total_seconds() / 86_400


def _numbered(words: Iterable[str]) -> Numbers:
    return np.array(sorted(map(number_of, words)), dtype=np.int64)


def _shingles(words: Sequence[str]) -> Numbers:
    """Numbers of all runs of SHINGLE words; of the whole text where it is shorter than a run."""
    if not words:
        return np.empty(0, dtype=np.int64)
    numbers = _word_numbers(" ".join(words))
    size = min(SHINGLE, len(numbers))
    runs = np.zeros(len(numbers) - size + 1, dtype=np.uint64)
    for offset in range(size):
        # An odd multiplier per place: the same words in another order are another run.
        runs = runs * np.uint64(0x9E3779B97F4A7C15) + numbers[offset : offset + len(runs)]
    return np.unique(_mixed(runs) >> np.uint64(1)).astype(np.int64)


def _word_numbers(text: str) -> NDArray[np.uint64]:
    """A number for each word of a text whose words are parted by single spaces.

    All words at once: the sum of each letter times a power that depends on its place in the word.
    """
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    gaps = codes == ord(" ")
    starts = np.concatenate([[0], np.flatnonzero(gaps) + 1])
    places = np.arange(len(codes)) - np.repeat(starts, np.diff(starts, append=len(codes)))
    letters = (codes + np.uint32(1)) * ~gaps
    return _mixed(np.add.reduceat(letters * POWERS[places % len(POWERS)], starts))


def _mixed(numbers: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """The same numbers with every bit depending on all, so that any part of them is a sample."""
    numbers = (numbers ^ (numbers >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    numbers = (numbers ^ (numbers >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return numbers ^ (numbers >> np.uint64(31))
