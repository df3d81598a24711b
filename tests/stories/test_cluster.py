"""The parts of grouping that have one right answer: nearest articles, average linkage, dates."""

from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from digest.stories.cluster import LARGEST, Clusters
from digest.stories.linkage import average_linkage, required
from digest.stories.sketches import sketch
from digest.stories.space import NEAREST, Space
from tests.story_articles import FLOOD, NOW, STRIKE, article

EVENTS = [article(1_000 + at, "", " ".join(f"w{at // 3}x{n}" for n in range(9))) for at in range(9)]
SKETCHES = [sketch(item) for item in (*FLOOD, *STRIKE, *EVENTS)]


def plain_linkage(scores: NDArray[np.float64]) -> list[list[int]]:
    """Average linkage as the definition has it, slowly."""
    groups = [[at] for at in range(len(scores))]

    def bid(pair: tuple[list[int], list[int]]) -> float:
        one, other = pair
        mean = float(scores[np.ix_(one, other)].mean())
        return mean - float(required(len(one), len(other)))

    while len(groups) > 1:
        one, other = max(combinations(groups, 2), key=bid)
        if bid((one, other)) < 0:
            break
        groups = [group for group in groups if group not in (one, other)] + [sorted(one + other)]
    return sorted(groups)


@given(st.integers(0, 10_000), st.integers(1, 12))
@settings(max_examples=80)
def test_linkage_is_what_its_definition_says(seed: int, size: int) -> None:
    """Means kept up to date, not measured anew, give the same groups."""
    table = np.random.default_rng(seed).uniform(-0.2, 0.4, (size, size))
    scores = (table + table.T) / 2

    assert plain_linkage(scores) == sorted(average_linkage(scores))


def test_the_index_finds_the_nearest_articles() -> None:
    """Through the inverted index come the same neighbours as from measuring all with all."""
    space = Space(SKETCHES)
    everyone = np.arange(space.size)
    table = space.among(everyone)

    for at in range(space.size):
        ids, values = space.nearest(at)
        others = [other for other in range(space.size) if other != at and table[at, other] > 0]
        expected = sorted(others, key=lambda other: (-table[at, other], other))[:NEAREST]
        assert expected == ids.tolist()
        assert np.allclose(table[at, expected], values)


def test_likeness_is_mutual_and_at_most_one() -> None:
    """An article is as like another as the other is like it, and like none more than itself."""
    table = Space(SKETCHES).among(np.arange(len(SKETCHES)))

    assert np.allclose(table, table.T)
    assert np.allclose(np.diag(table), table.max(axis=1))
    assert table.max() <= 1 + 1e-6


@pytest.mark.parametrize(("days", "costs"), [(1, False), (400, True), (None, False)])
def test_only_known_dates_keep_articles_apart(days: int | None, costs: bool) -> None:  # noqa: FBT001
    """A year between two articles counts against them; an undated one is neither near nor far."""
    later = None if days is None else NOW.fromtimestamp(NOW.timestamp() + days * 86_400, NOW.tzinfo)
    pair = [FLOOD[0], replace(FLOOD[1], published=later)]

    evidence = Clusters([sketch(item) for item in pair]).evidence(0, 1)

    assert costs == (evidence.apart > 0)


def test_a_component_too_large_for_exact_linkage_is_still_divided(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Cutting a large component first keeps what is one event in one group."""
    whole = Clusters(SKETCHES).groups
    monkeypatch.setattr("digest.stories.cluster.LARGEST", 2)

    assert LARGEST > 2
    assert {at for group in whole for at in group} == {
        at for group in Clusters(SKETCHES).groups for at in group
    }
