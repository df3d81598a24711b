"""Which lines of a text are page furniture: menus, pleas, captions, teasers of other stories.

Each line gets a score from its shape and its words (`LINE`), then one from its neighbours and its
place (`PLACE`): the weighted sum of plain features, positive for article text.  The weights were
fitted by `benchmarks/furniture_fit.py` and stand here as a table, so that each can be read.
"""

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache

from digest.reading.cues import WIDE, Cues, cue
from digest.reading.weights import LINE, PLACE

_SENTENCE_END = re.compile("[.!?…:;。！？؟][\"'”’»)\\]」』]*$")
_TRUNCATED = re.compile(r"(?:\.\.\.|…|\[…\])$")
_QUOTE = re.compile('[“”«»„"「」]')
_WORD_OR_NUMBER = re.compile(r"\w+")
_DIGIT = re.compile(r"\d")
_SIZES = (("tiny", 25), ("short", 60), ("mid", 120), ("long", 300))

_SENTENCE = 40
"""Characters of a line that ends as a sentence does, from which on it is prose."""
_PARAGRAPH = 120
"""Characters from which on any line is prose."""
_LABEL = 25
_SHORT_LINE = 100
_SURE_PROSE = 80
"""Characters of a line that is prose where its score is over `_PROBABLE`."""
_PROBABLE = 0.6
_LONGEST_TAIL = 60
"""Characters of "Related stories" and the like."""
_AFTER_TAIL = 2
"""Lines of prose that end what stands under it."""


CUES = (
    *("share", "subscribe", "comment", "legal", "related", "credit", "advert", "menu", "byline"),
    *("stamp", "address", "pitch"),
)


@cache
def _cues() -> Cues:
    return Cues(CUES)


@cache
def _legal_cues() -> Cues:
    return Cues(("legal", "comment"))


ARTICLE_SCORE = -2.1
"""Score above which a line stays; low, because a lost sentence costs more than a stray menu."""
_VIEW = 240
"""Code points of a line that are looked at: enough to know it, and a bound for huge lines."""
_LONGEST_SURE = 400


def keep(lines: Sequence[str]) -> list[bool]:
    """Tell for each line (none is empty) whether it belongs to the article."""
    return [
        score > ARTICLE_SCORE and not is_sure(line)
        for line, score in zip(lines, scores(lines), strict=True)
    ]


def is_sure(line: str) -> bool:
    """Tell whether the line is furniture wherever it stands."""
    return len(line) <= _LONGEST_SURE and bool(cue("sure").search(line.lower()))


def is_prose(line: str) -> bool:
    """Tell whether the line holds running text: a sentence, or most of one."""
    length = _length(line[:_VIEW])
    ends = bool(_SENTENCE_END.search(line[-8:])) and not _TRUNCATED.search(line[-8:])
    return length >= _PARAGRAPH or (length >= _SENTENCE and ends)


def without_edges(lines: Sequence[str]) -> list[str]:
    """The lines without the labels before the first and after the last running text."""
    prose = [i for i, line in enumerate(lines) if is_prose(line)]
    if not prose:
        return list(lines)
    return [
        line
        for i, line in enumerate(lines)
        if prose[0] <= i <= prose[-1] or _length(line) >= _LABEL or _SENTENCE_END.search(line[-8:])
    ]


def line_features(line: str, count: int) -> dict[str, float]:
    """What one line says of itself; count is how often it stands on the page."""
    view = line if len(line) <= _VIEW else f"{line[: _VIEW // 2]} {line[-_VIEW // 2 :]}"
    words = _WORD_OR_NUMBER.findall(view)
    lower = view.lower()
    length = _length(line)
    ends = bool(_SENTENCE_END.search(view[-8:])) and not _TRUNCATED.search(view)
    size = next((name for name, limit in _SIZES if length < limit), "huge")
    features = {"bias": 1.0, size: 1.0, "length": math.log1p(length) / 5}
    features[f"{size} sentence"] = float(ends)
    capitals = sum(word[0].isupper() for word in words)
    features["capitals"] = capitals / len(words) if words and size != "tiny" else 0.0
    features["shouting"] = float(view.isupper())
    features["bullet"] = float(view[0] in "•*·-–|›»<+#")
    features["bars"] = float("|" in view or " › " in view or " » " in view)
    features["truncated"] = float(bool(_TRUNCATED.search(view)))
    features["digits"] = len(_DIGIT.findall(view)) / len(view)
    features["quote"] = float(bool(_QUOTE.search(view)))
    features["lower start"] = float(view[0].islower())
    features["repeated" if length < _PARAGRAPH else "repeated, long"] = float(count > 1)
    is_brief = length < _SHORT_LINE
    # A whole paragraph mentions anything; only its being legal matter still tells
    for name in (_cues() if size != "huge" else _legal_cues()).of(lower):
        features[f"{name}, brief" if is_brief else f"{name}, long"] = 1.0
    return features


def _length(line: str) -> int:
    """Length as Latin letters: a Chinese or Japanese sign says about as much as two and a half."""
    if line.isascii():
        return len(line)
    return len(line) + 3 * len(WIDE.findall(line[:_VIEW])) // 2


def place_features(
    index: int, own: float, scores: Sequence[float], sums: "Surroundings"
) -> dict[str, float]:
    """What a line's place says: scores are the squashed first scores of all lines."""
    before, after = sums.means(index)
    near_before = scores[index - 1] if index else 0.5
    near_after = scores[index + 1] if index + 1 < len(scores) else 0.5
    return {
        "bias": 1.0,
        "own": own,
        "before": near_before,
        "after": near_after,
        "both": min(near_before, near_after),
        "around before": before,
        "around after": after,
        "between": min(before, after),
        "prose before": sums.prose_before(index),
        "prose after": sums.prose_after(index),
        "in body": sums.in_body(index),
        "after tail": sums.after_tail(index),
        "before body": float(index < sums.first),
        "after body": float(index > sums.last),
    }


class Surroundings:
    """The lines around each line, summed up: where prose is dense, and where it ends."""

    def __init__(self, lines: Sequence[str], scores: Sequence[float]) -> None:
        weights = [min(_length(line), 300) for line in lines]
        self._scores = scores
        self._total = [0.0]
        self._mass = [0.0]
        for score, weight in zip(scores, weights, strict=True):
            self._total.append(self._total[-1] + score * weight)
            self._mass.append(self._mass[-1] + weight)
        prose = [i for i, s in enumerate(scores) if s > _PROBABLE and weights[i] >= _SURE_PROSE]
        self._prose = [0]
        marks = set(prose)
        for i in range(len(lines)):
            self._prose.append(self._prose[-1] + (i in marks))
        self.first, self.last = _body(scores, weights)
        self._tail = _tails(lines, marks)

    def means(self, index: int, reach: int = 6) -> tuple[float, float]:
        return (
            self._mean(max(0, index - reach), index),
            self._mean(index + 1, min(len(self._scores), index + 1 + reach)),
        )

    def _mean(self, start: int, end: int) -> float:
        mass = self._mass[end] - self._mass[start]
        return (self._total[end] - self._total[start]) / mass if mass > 0 else 0.5

    def prose_before(self, index: int) -> float:
        return min(5, self._prose[index]) / 5

    def prose_after(self, index: int) -> float:
        return min(5, self._prose[-1] - self._prose[index + 1]) / 5

    def in_body(self, index: int) -> float:
        return float(self.first <= index <= self.last)

    def after_tail(self, index: int) -> float:
        return float(self._tail[index])


def _body(scores: Sequence[float], weights: Sequence[int]) -> tuple[int, int]:
    """The stretch of lines with the greatest sum of (score - 1/2) x weight (Kadane)."""
    best, run, start = 0.0, 0.0, 0
    span = (0, len(scores) - 1)
    for i, (score, weight) in enumerate(zip(scores, weights, strict=True)):
        if run <= 0:
            run, start = 0.0, i
        run += (score - 0.5) * weight - 8  # every line costs a little: long menus end a stretch
        if run > best:
            best, span = run, (start, i)
    return span


def _tails(lines: Sequence[str], prose: set[int]) -> list[bool]:
    """Tell for each line whether "Related stories" or the like stands above, no prose since."""
    marks, inside, since = [], False, 0
    for i, line in enumerate(lines):
        if len(line) < _LONGEST_TAIL and cue("tail").search(line.lower()):
            inside, since = True, 0
            marks.append(True)
            continue
        since += i in prose
        inside = inside and since < _AFTER_TAIL
        marks.append(inside)
    return marks


def squash(score: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))


def scores(lines: Sequence[str]) -> list[float]:
    """How much each line looks like article text; positive is more likely than not."""
    counts = Counter(lines)
    own = [weigh(LINE, line_features(line, counts[line])) for line in lines]
    squashed = [squash(score) for score in own]
    sums = Surroundings(lines, squashed)
    return [weigh(PLACE, place_features(i, score, squashed, sums)) for i, score in enumerate(own)]


def weigh(table: Mapping[str, float], features: Mapping[str, float]) -> float:
    """The weighted sum of the features; one that the table does not know weighs nothing.

    It is exact: cues and marks come from sets, whose order differs from run to run.
    """
    return math.fsum([table.get(name, 0.0) * value for name, value in features.items() if value])
