"""The formulas of extraction and furniture scores, each as its benchmark publishes it."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

WORD = re.compile(r"\w+")


def shingles(text: str, size: int = 4) -> Counter[tuple[str, ...]]:
    """Bag of word n-grams, case kept (Scrapinghub's article-extraction-benchmark)."""
    words = WORD.findall(text)
    starts = range(max(1, len(words) - size + 1)) if words else range(0)
    return Counter(tuple(words[i : i + size]) for i in starts)


def overlap(
    gold: Counter[tuple[str, ...]], found: Counter[tuple[str, ...]]
) -> tuple[int, int, int]:
    """True positives, false positives, false negatives of two bags."""
    both = (gold & found).total()
    return both, found.total() - both, gold.total() - both


def shingle_f1(rows: Sequence[tuple[int, int, int]]) -> tuple[float, float, float]:
    """Precision over pages with output, recall over pages with gold, and their harmonic mean."""
    precision = mean(tp / (tp + fp) for tp, fp, _ in rows if tp + fp)
    recall = mean(tp / (tp + fn) for tp, _, fn in rows if tp + fn)
    return precision, recall, harmonic(precision, recall)


def word_prf(gold: str, found: str) -> tuple[float, float, float]:
    """Precision, recall, F1 of two bags of lower-cased words (WCXB)."""
    one, other = Counter(WORD.findall(gold.lower())), Counter(WORD.findall(found.lower()))
    if not one or not other:
        same = float(not one and not other)
        return same, same, same
    both = (one & other).total()
    precision, recall = both / other.total(), both / one.total()
    return precision, recall, harmonic(precision, recall)


def mean(values: Iterable[float]) -> float:
    known = list(values)
    return sum(known) / len(known) if known else 0.0


def harmonic(one: float, other: float) -> float:
    return 2 * one * other / (one + other) if one + other else 0.0


def flat(text: str) -> str:
    """Lower case, white space collapsed: the form in which snippets are looked up."""
    return " ".join(text.lower().split())


def bare(text: str) -> str:
    """The words alone."""
    return " ".join(WORD.findall(text.lower()))


def has_fact(field: str, gold: object, found: str) -> bool:
    """Title: one contains the other; date: same day; author: one gold name is among the found."""
    if field == "date":
        return found[:10] == str(gold)[:10]
    if field == "title":
        one, other = bare(str(gold)), bare(found)
        return bool(other) and (one in other or other in one)
    names = gold if isinstance(gold, list) else [gold]
    return any(bare(str(name)) and bare(str(name)) in bare(found) for name in names)
