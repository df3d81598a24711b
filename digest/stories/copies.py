"""Agency copy and reprints: articles that another article contains, whatever was cut or added.

Likeness would miss a copy that lost its second half; containment does not: it is the share of the
shorter text's shingles that the longer one has too.
What one outlet prints under all its articles (a footer, a notice) proves nothing and is set aside.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from digest.stories.sketches import BRIEF, Numbers, Sketch

CONTAINED = 0.5
"""Share of the shorter text that makes a copy; one word in ten changed leaves about 0.65."""
NOTE_CONTAINED = 0.75
"""The same for a note: its one changed word, `ran` for `will run`, may be the news."""
NAMED = 0.5
"""Share of the names of the shorter text that a copy has: results and quakes are told in one form
with other names."""
FEWEST = 12
"""Shingles that must be shared: two short notes may agree by chance or by quoting one sentence."""
ROUNDUP_TIMES = 4
"""A text so many times as long may have swallowed the other among much else."""
NOTE = 40
"""A text with fewer shingles than this may have too few sampled ones to be found by them."""
WHOLE = 0.75
UNCUT = 0.9
"""Of the longer text: a shorter one may have lost what it would negate."""
SAMPLE = 4
"""One shingle in so many is used to find candidates; all of them are used to decide."""
SHARED_SAMPLES = 0.2
"""Part of the shorter text's sampled shingles that must be shared for two to be compared."""
CROWD = 12
"""A shingle in more articles than this ties them to the first of them only, not all to all."""
HOUSE_ARTICLES = 3
HOUSE_SHARE = 0.1
"""A shingle in three articles of an outlet, and a tenth of them, belongs to the house."""
OWN_SHARE = 0.25
"""A text of which less than this is its own is the house's notice around nothing."""


def find_copies(sketches: Sequence[Sketch]) -> dict[int, int]:
    """Which article repeats which, by their places; originals are not among the keys."""
    own = _without_house_text(sketches)
    partners: defaultdict[int, set[int]] = defaultdict(set)
    for one, other in _candidates(own):
        is_note = min(len(own[one]), len(own[other])) < NOTE
        if containment(own[one], own[other]) < (NOTE_CONTAINED if is_note else CONTAINED):
            continue
        if _tells_the_same(sketches[one], sketches[other]):
            partners[one].add(other)
            partners[other].add(one)
    for one, other in _same_notes(sketches):
        partners[one].add(other)
        partners[other].add(one)
    return _appoint(sketches, partners)


def containment(one: Numbers, other: Numbers) -> float:
    """Share of the shorter text's shingles that the other has too; 0 if too few to tell."""
    short, long = sorted((one, other), key=len)
    if len(short) < FEWEST:
        return 0.0
    shared = int(_found(short, long).sum())
    return shared / len(short) if shared >= FEWEST else 0.0


def _found(numbers: Numbers, among: Numbers) -> NDArray[np.bool_]:
    """Which of the numbers occur `among` others, sorted and not empty."""
    places = np.minimum(np.searchsorted(among, numbers), len(among) - 1)
    found: NDArray[np.bool_] = among[places] == numbers
    return found


def _same_notes(sketches: Sequence[Sketch]) -> Iterator[tuple[int, int]]:
    """Notes too short for shingles to tell: the same headline over the same words is a copy."""
    first: dict[tuple[bytes, bytes], int] = {}
    for at, item in enumerate(sketches):
        if len(item.title_terms) and len(item.shingles) < NOTE:
            earlier = first.setdefault((item.title_terms.tobytes(), item.shingles.tobytes()), at)
            if earlier != at:
                yield earlier, at


def preference(item: Sketch, longest: int) -> tuple[bool, bool, float, float, str]:
    """Sorts the article that should lead first: whole, then earliest, then most trusted.

    A text of WHOLE of the `longest` counts as whole: a footer makes no better article.
    """
    day = float("inf") if item.day is None else item.day
    return (item.is_teaser, item.length < WHOLE * longest, day, -item.weight, item.article)


def _appoint(sketches: Sequence[Sketch], partners: Mapping[int, set[int]]) -> dict[int, int]:
    """One original for all that hang together: a copy of a copy is a copy of the same text."""
    copies: dict[int, int] = {}
    seen: set[int] = set()
    for first in sorted(partners):
        if first in seen:
            continue
        family, waiting = {first}, [first]
        while waiting:
            found = partners[waiting.pop()] - family
            family |= found
            waiting.extend(found)
        seen |= family
        longest = max(sketches[at].length for at in family)
        original = min(family, key=lambda at: preference(sketches[at], longest))
        original = _newest_version(original, family, sketches, WHOLE * longest)
        copies.update((at, original) for at in sorted(family) if at != original)
    return copies


def _newest_version(
    original: int, family: Iterable[int], sketches: Sequence[Sketch], length: float
) -> int:
    """The last whole text under which its outlet printed the original again: it may be mended."""
    source = sketches[original].source
    versions = [
        (day, -at)
        for at in family
        if (item := sketches[at]).source == source
        and (day := item.day) is not None
        and item.length >= length
        and not item.is_teaser
    ]
    return -max(versions)[1] if sketches[original].day is not None and versions else original


def _tells_the_same(one: Sketch, other: Sketch) -> bool:
    """Whether words in common make a copy: not of one template, of a newer toll, of a round-up."""
    short, long = sorted((one, other), key=lambda item: len(item.shingles))
    named = _found(short.names, long.terms) if len(short.names) and len(long.terms) else None
    if named is not None and named.mean() < NAMED:
        return False
    return not (_is_roundup(one, other) or _contradict(one, other))


def _contradict(one: Sketch, other: Sketch) -> bool:
    """Whether two brief texts have each a figure of its own, or one negates what the other has."""
    if max(one.length, other.length) > BRIEF:
        return False
    short, long = sorted((one, other), key=lambda item: item.length)
    if len(_less(short.figures, long.figures)) and len(_less(long.figures, short.figures)):
        return True
    is_cut = short.length < UNCUT * long.length
    sides = ((short, long), (long, short))[: 1 if is_cut else 2]
    return any(
        len(np.intersect1d(_less(one.negated, other.negated), other.terms, assume_unique=True))
        for one, other in sides
    )


def _less(numbers: Numbers, others: Numbers) -> Numbers:
    return np.setdiff1d(numbers, others, assume_unique=True)


def _is_roundup(one: Sketch, other: Sketch) -> bool:
    """Whether the longer text is so long that it only has the other's subject among several.

    A headline that shares half its terms says that it is the same subject after all.
    """
    if max(one.length, other.length) < ROUNDUP_TIMES * min(one.length, other.length):
        return False
    shared = len(np.intersect1d(one.title_terms, other.title_terms, assume_unique=True))
    return 2 * shared < min(len(one.title_terms), len(other.title_terms)) or not shared


def _candidates(own: Sequence[Numbers]) -> Iterator[tuple[int, int]]:
    """Pairs that share enough sampled shingles, each once, in order.

    One sort brings the articles under each shingle together: no table of buckets is kept.
    """
    sampled = [shingles[shingles % SAMPLE == 0] for shingles in own]
    lengths = np.array([len(shingles) for shingles in sampled], dtype=np.int64)
    rows = np.repeat(np.arange(len(own)), lengths)
    values = np.concatenate([*sampled, np.empty(0, dtype=np.int64)])
    del sampled
    order = np.argsort(values, kind="stable")  # so articles ascend under each shingle
    rows, values = rows[order], values[order]
    starts = np.flatnonzero(np.diff(values, prepend=-1))
    sizes = np.diff(starts, append=len(values))
    keys = _pairs(rows, starts, sizes, len(own))
    found, times = np.unique(keys, return_counts=True)
    short = np.minimum(lengths[found // len(own)], lengths[found % len(own)])
    for key in found[times >= SHARED_SAMPLES * short].tolist():
        yield divmod(key, len(own))


def _pairs(rows: Numbers, starts: Numbers, sizes: Numbers, count: int) -> NDArray[np.int64]:
    """Pairs of articles under one shingle as `first * count + second`, first < second."""
    keys = [np.empty(0, dtype=np.int64)]
    for step in range(1, CROWD):
        for first in range(CROWD - step):
            fits = starts[(sizes <= CROWD) & (sizes > first + step)]
            keys.append(rows[fits + first] * count + rows[fits + first + step])
    crowded = sizes > CROWD
    leaders = np.repeat(rows[starts[crowded]], sizes[crowded] - 1)
    spots = [
        np.arange(at + 1, at + size)
        for at, size in zip(starts[crowded].tolist(), sizes[crowded].tolist(), strict=True)
    ]
    followers = rows[np.concatenate([*spots, np.empty(0, dtype=np.int64)])]
    keys.append(leaders * count + followers)
    return np.concatenate(keys)


def _without_house_text(sketches: Sequence[Sketch]) -> list[Numbers]:
    """The shingles of each article less those that its outlet prints under many articles.

    An outlet that printed one article several times must not lose that article as house text:
    a text that is nearly all house text keeps its shingles if its headline is repeated as well.
    """
    by_outlet: defaultdict[str, list[int]] = defaultdict(list)
    for at, item in enumerate(sketches):
        by_outlet[item.source].append(at)
    own = [item.shingles for item in sketches]
    for places in by_outlet.values():
        if len(places) < HOUSE_ARTICLES:
            continue
        joined = np.concatenate([sketches[at].shingles for at in places])
        values, times = np.unique(joined, return_counts=True)
        house = values[times >= max(HOUSE_ARTICLES, HOUSE_SHARE * len(places))]
        titles = Counter(sketches[at].title_terms.tobytes() for at in places)
        for at in places:
            item = sketches[at]
            rest = item.shingles[~_found(item.shingles, house)] if len(house) else item.shingles
            repeats = titles[item.title_terms.tobytes()] > 1
            is_hollow = len(rest) < OWN_SHARE * len(item.shingles)
            own[at] = item.shingles if is_hollow and repeats else rest
    return own
