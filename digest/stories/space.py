"""Articles as weighted terms (TF-IDF): how alike two of them are, and which are nearest to each.

Nothing here compares all with all. An inverted index gives the articles that share the weightiest
terms of an article, at most BUDGET entries of it are read, and only the best found are measured
exactly; so the work for one article does not grow with their number.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from digest.stories.sketches import Floats, Numbers, Sketch

Places: TypeAlias = NDArray[np.int32]
Columns: TypeAlias = NDArray[np.integer[Any]]

TITLE_SHARE = 0.25
"""Part of the likeness that the headlines decide; the text decides the rest."""
MOST_OF_A_TERM = 0.05
"""What one term of the text, or of the headlines, adds to a likeness at most: two articles that
share their one great word share a subject."""
RARE = 12
"""A name is rare that at most so many articles have."""
UNSEEN = 100
"""Articles imagined around the batch: in a batch of five, "in all five" means little."""
BUDGET = 3_000
"""Entries of the inverted index read for one article, rarest terms first."""
MEASURED = 64
"""Candidates measured exactly for each article, those that share most of the index entries read."""
NEAREST = 32
"""Neighbours kept of them."""


@dataclass(frozen=True, slots=True, eq=False)
class Frequencies:
    """In how many articles each term occurred, of how many."""

    terms: Numbers
    counts: Numbers
    articles: int


class Space:
    """The articles of one batch, in the order of `sketches`.

    With `frequencies` of another batch terms weigh what they weighed there; terms that it had not
    are counted here.
    """

    def __init__(self, sketches: Sequence[Sketch], frequencies: Frequencies | None = None) -> None:
        self.size = len(sketches)
        lengths = np.array([len(s.terms) for s in sketches], dtype=np.int64)
        title_lengths = np.array([len(s.title_terms) for s in sketches], dtype=np.int64)
        terms = _joined([s.terms for s in sketches])
        self.vocabulary, columns = _numbered(terms)
        counts = np.bincount(columns, minlength=len(self.vocabulary))
        here = Frequencies(self.vocabulary, counts, self.size)
        self.frequencies = here if frequencies is None else frequencies
        counts = _counted(here, self.frequencies)
        idf = np.log(1 + (self.frequencies.articles + UNSEEN) / np.maximum(counts, 1))
        self.idf = idf.astype(np.float32)
        rows = np.repeat(np.arange(self.size, dtype=np.int32), lengths)
        occurrences = np.concatenate([*(s.counts for s in sketches), np.empty(0, np.float32)])
        text = _unit(rows, self.idf[columns] * occurrences / (1 + occurrences), self.size)
        titles = _joined([s.title_terms for s in sketches])
        title_columns = np.searchsorted(self.vocabulary, titles).astype(np.int32)
        title_rows = np.repeat(np.arange(self.size, dtype=np.int32), title_lengths)
        title = _unit(title_rows, self.idf[title_columns], self.size)
        names = _joined([s.names for s in sketches])
        self._names = np.minimum(np.searchsorted(self.vocabulary, names), len(self.vocabulary) - 1)
        self._names_starts = np.cumsum([0, *(len(s.names) for s in sketches)])
        self._sharing, self._shared_names = self._by_rare_names(sketches, counts)
        self._store(
            np.concatenate([rows, title_rows]),
            np.concatenate([columns, title_columns + np.int32(len(self.vocabulary))]),
            np.concatenate([text * (1 - TITLE_SHARE) ** 0.5, title * TITLE_SHARE**0.5]),
        )

    def _store(self, rows: Places, columns: Places, weights: Floats) -> None:
        """Keep the matrix by rows, and by columns (the inverted index).

        Both orders are stable: columns ascend in each row, and rows in each column.
        """
        width = 2 * len(self.vocabulary)
        order = np.argsort(rows, kind="stable")
        rows, self._columns, self._weights = rows[order], columns[order], weights[order]
        self._starts = np.searchsorted(rows, np.arange(self.size + 1))
        order = np.argsort(self._columns, kind="stable")
        self._index_rows, self._index_weights = rows[order], self._weights[order]
        self._index_starts = np.searchsorted(self._columns[order], np.arange(width + 1))
        self._scratch = np.zeros(width, dtype=np.float32)
        self._scores = np.zeros(self.size, dtype=np.float32)
        self._last = np.zeros(self.size, dtype=np.int64)

    def row(self, at: int) -> tuple[Places, Floats]:
        """Columns and weights of one article; columns from `len(vocabulary)` on are headline's."""
        part = slice(self._starts[at], self._starts[at + 1])
        return self._columns[part], self._weights[part]

    def likeness(self, at: int, others: Numbers) -> Floats:
        """Cosine of one article with each of `others`, no term adding over MOST_OF_A_TERM.

        0 where nothing is shared, at most 1.
        """
        columns, weights = self.row(at)
        self._scratch[columns] = weights
        spots = _ranges(self._starts[others], self._starts[others + 1])
        lengths = self._starts[others + 1] - self._starts[others]
        products = self._scratch[self._columns[spots]] * self._weights[spots]
        self._scratch[columns] = 0
        np.minimum(products, MOST_OF_A_TERM, out=products)
        likeness = np.zeros(len(others), dtype=np.float32)
        some = lengths > 0  # reduceat has no notion of an empty range
        if some.any():
            firsts = (np.cumsum(lengths) - lengths)[some]
            likeness[some] = np.add.reduceat(products, firsts, dtype=np.float64)
        return likeness

    def are_strangers(self, at: int, others: Numbers) -> NDArray[np.bool_]:
        """Of which of the others one article names nothing, and they nothing of it.

        Never of an article that names nothing at all.
        """
        starts, names = self._names_starts, self._names
        own, columns = names[starts[at] : starts[at + 1]], self.row(at)[0]
        named = self._have_any(own, self._columns, self._starts, others)
        names_it = self._have_any(columns, names, starts, others)
        strangers: NDArray[np.bool_] = ~named & ~names_it & (starts[others + 1] > starts[others])
        return strangers & bool(len(own))

    def strangers_among(self, members: Numbers) -> NDArray[np.bool_]:
        """Which of a few articles are strangers, square."""
        starts, names = self._names_starts, self._names
        own = [names[starts[at] : starts[at + 1]] for at in members]
        columns, rows = self._columns, self._starts
        named = np.stack([self._have_any(some, columns, rows, members) for some in own])
        names_any = np.array([len(some) > 0 for some in own])
        strangers: NDArray[np.bool_] = ~(named | named.T) & names_any[:, None] & names_any
        return strangers

    def rare_names(self, some: Numbers, others: Numbers) -> Numbers:
        """How many names two articles both write that few others have, pair by pair."""
        pairs = np.minimum(some, others) * self.size + np.maximum(some, others)
        if not len(self._sharing):
            return np.zeros_like(pairs)
        at = np.minimum(np.searchsorted(self._sharing, pairs), len(self._sharing) - 1)
        shared: Numbers = np.where(self._sharing[at] == pairs, self._shared_names[at], 0)
        return shared

    def _by_rare_names(
        self, sketches: Sequence[Sketch], counts: Numbers
    ) -> tuple[Numbers, Numbers]:
        """The pairs of articles that share rare names, each as one number, and how many."""
        names = np.searchsorted(self.vocabulary, _joined([s.sure_names for s in sketches]))
        rows = np.repeat(np.arange(self.size), [len(s.sure_names) for s in sketches])
        is_rare = counts[names] <= RARE
        order = np.argsort(names[is_rare], kind="stable")
        rows, names = rows[is_rare][order], names[is_rare][order]
        pairs = []
        for step in range(1, RARE):
            is_one = names[step:] == names[:-step]
            pairs.append(rows[:-step][is_one] * self.size + rows[step:][is_one])
        return np.unique(_joined(pairs), return_counts=True)

    def _have_any(
        self, marked: Columns, columns: Columns, starts: Numbers, rows: Numbers
    ) -> NDArray[np.bool_]:
        """Which of the rows has one of the marked columns."""
        self._scratch[marked] = 1
        spots = _ranges(starts[rows], starts[rows + 1])
        hits = np.concatenate([[0], np.cumsum(self._scratch[columns[spots]])])
        self._scratch[marked] = 0
        ends = np.cumsum(starts[rows + 1] - starts[rows])
        found: NDArray[np.bool_] = np.diff(hits[ends], prepend=0) > 0
        return found

    def shared(self, one: int, other: int) -> list[tuple[int, float]]:
        """The terms that two articles share, each with its part of the likeness, largest first."""
        columns, weights = self.row(one)
        others, other_weights = self.row(other)
        common, here, there = np.intersect1d(columns, others, return_indices=True)
        parts: dict[int, float] = {}
        for column, part in zip(common, weights[here] * other_weights[there], strict=True):
            term = int(self.vocabulary[column % len(self.vocabulary)])
            parts[term] = parts.get(term, 0.0) + float(part)
        return sorted(parts.items(), key=lambda item: (-item[1], item[0]))

    def among(self, members: Numbers) -> NDArray[np.float32]:
        """All likenesses among a few articles, square."""
        return np.stack([self.likeness(int(at), members) for at in members])

    def nearest(self, at: int) -> tuple[Numbers, Floats]:
        """The NEAREST most alike articles that share a weighty term, most alike first."""
        columns, weights = self.row(at)
        lengths = self._index_starts[columns + 1] - self._index_starts[columns]
        order = np.lexsort((columns, lengths))
        useful = order[(lengths[order] > 1) & (np.cumsum(lengths[order]) <= BUDGET)]
        spots = _ranges(
            self._index_starts[columns[useful]], self._index_starts[columns[useful] + 1]
        )
        rows = self._index_rows[spots]
        parts = self._index_weights[spots] * np.repeat(weights[useful], lengths[useful])
        np.add.at(self._scores, rows, parts)
        self._scores[at] = 0
        # Each row once without sorting: the last of its occurrences is the one that stays noted.
        numbers = np.arange(len(rows))
        self._last[rows] = numbers
        found = rows[self._last[rows] == numbers]
        found = found[found != at]
        scores = self._scores[found]
        self._scores[rows] = 0
        found = np.sort(found[np.lexsort((found, -scores))[:MEASURED]])
        exact = self.likeness(at, found)
        best = np.lexsort((found, -exact))[:NEAREST]
        return found[best], exact[best]


@dataclass(frozen=True, slots=True)
class Neighbours:
    """For each article its nearest others and their likeness, most alike first."""

    ids: tuple[Numbers, ...]
    likeness: tuple[Floats, ...]


def _counted(here: Frequencies, elsewhere: Frequencies) -> Numbers:
    """The counts from elsewhere for the terms here, and those from here where it has none."""
    if not len(elsewhere.terms):
        return here.counts
    places = np.searchsorted(elsewhere.terms, here.terms)
    places = np.minimum(places, len(elsewhere.terms) - 1)
    is_known = elsewhere.terms[places] == here.terms
    counts: Numbers = np.where(is_known, elsewhere.counts[places], here.counts)
    return counts


def _numbered(terms: Numbers) -> tuple[Numbers, Places]:
    """Each term once, sorted, and for each occurrence the place of its term."""
    vocabulary = np.unique(terms)
    return vocabulary, np.searchsorted(vocabulary, terms).astype(np.int32)


def _joined(parts: Sequence[Numbers]) -> Numbers:
    return np.concatenate([*parts, np.empty(0, dtype=np.int64)])


def _unit(rows: Places, weights: Floats, size: int) -> Floats:
    """The weights scaled so that each row has length one."""
    norms = np.sqrt(np.bincount(rows, weights=weights**2, minlength=size))
    return weights / np.maximum(norms, 1e-12).astype(np.float32)[rows]


def _ranges(starts: Numbers, ends: Numbers) -> Numbers:
    """All numbers of several half-open ranges, one range after the other."""
    lengths = ends - starts
    shift = np.repeat(starts - np.concatenate([[0], np.cumsum(lengths)[:-1]]), lengths)
    numbers: Numbers = np.arange(lengths.sum()) + shift
    return numbers
