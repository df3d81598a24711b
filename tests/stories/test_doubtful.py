"""What is put to somebody who reads: the nearest groups that likeness alone left apart."""

from digest.stories.cluster import CUT, Clusters
from digest.stories.doubtful import BAND, NEAREST_GROUPS, doubtful_pairs, joined
from digest.stories.sketches import sketch
from tests.story_articles import FLOOD, STRIKE, article

FOLLOW_UP = article(
    900,
    "Insurers count what the water cost Velmora",
    "Insurers said on Thursday that homes in Velmora will cost them more than any storm of the last"
    " ten years. Loss adjusters walk from door to door with lists of carpets, cars and cellars.",
)


def clusters() -> Clusters:
    batch = sorted((*FLOOD, *STRIKE, FOLLOW_UP), key=lambda item: item.id)
    return Clusters([sketch(item) for item in batch])


def test_a_follow_up_is_doubtful_with_the_event_it_follows() -> None:
    """The flood and what it cost stay two stories, and are the first pair to ask about."""
    found = clusters()
    pairs = doubtful_pairs(found)
    places = (pairs[0].one, pairs[0].other)
    groups = [{found.sketches[at].article for at in found.groups[place]} for place in places]

    assert {FOLLOW_UP.id} in groups
    assert {item.id for item in FLOOD} in groups


def test_only_the_nearest_pairs_in_the_band_are_asked_about() -> None:
    """Questions cost money: few for each group, the likeliest first, no more than the limit."""
    found = clusters()
    pairs = doubtful_pairs(found)

    assert pairs == sorted(pairs, key=lambda pair: -pair.score)
    assert len(pairs) <= NEAREST_GROUPS * len(found.groups)
    assert all(pair.score >= CUT - BAND and pair.one < pair.other for pair in pairs)
    assert pairs[:1] == doubtful_pairs(found, limit=1)


def test_answers_join_whole_groups_and_what_hangs_together() -> None:
    """Two answers that share a group make one story of three groups; the others stay."""
    groups = [[0, 4], [1], [2, 5], [3]]

    assert [[0, 2, 3, 4, 5], [1]] == joined(groups, [(0, 2), (2, 3)])
    assert groups == joined(groups, [])
