"""What is put to somebody who reads: the nearest groups that likeness alone left apart."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from digest.stories.cluster import Clusters
from digest.stories.doubtful import BAND, NEAREST_GROUPS, STRICTER, decided, doubtful_pairs
from digest.stories.sketches import sketch
from tests.story_articles import FLOOD, STRIKE, article

FOLLOW_UP = article(
    900,
    "Insurers count what the water cost Velmora",
    "Insurers said on Thursday that homes in Velmora will cost them more than any storm of the last"
    " ten years. Loss adjusters walk from door to door with lists of carpets, cars and cellars.",
)
GERMAN = replace(
    article(
        901,
        "Staudamm bei Velmora gebrochen",
        "Nach drei Tagen Regen ist in der Nacht zum Sonntag der Kessin-Damm oberhalb von Velmora"
        " gebrochen. Rund 400 Häuser stehen unter Wasser.",
    ),
    language="de",
)
HARVEST = replace(
    article(
        902,
        "Birnenernte fällt kleiner aus",
        "Die Obstbauern im Tal der Ilse rechnen in diesem Herbst mit einem Viertel weniger Birnen."
        " Im April hatte es in mehreren Nächten gefroren.",
    ),
    language="de",
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
    assert all(pair.score >= -BAND and pair.one < pair.other for pair in pairs)
    assert pairs[:1] == doubtful_pairs(found, limit=1)


def test_a_pair_in_two_languages_is_doubtful_through_its_names() -> None:
    """Two languages share names and figures only; that is enough to ask, and little else is."""
    batch = sorted((*FLOOD, *STRIKE, GERMAN, HARVEST), key=lambda item: item.id)
    found = Clusters([sketch(item) for item in batch])
    languages = {item.id: item.language for item in batch}
    asked = [
        {found.sketches[at].article for place in (pair.one, pair.other) for at in groups[place]}
        for groups in (found.stricter_groups(STRICTER),)
        for pair in doubtful_pairs(found, groups, languages=languages)
    ]

    assert any({GERMAN.id} < pair and pair & {item.id for item in FLOOD} for pair in asked)
    assert not any(HARVEST.id in pair for pair in asked)


def test_answers_join_whole_groups_and_what_hangs_together() -> None:
    """Two answers that share a group make one story of three groups; the others stay."""
    groups = [[0, 4], [1], [2, 5], [3]]

    assert [[0, 2, 3, 4, 5], [1]] == decided(groups, groups, together=[(0, 2), (2, 3)], apart=[])
    assert groups == decided(groups, groups, together=[], apart=[])


def test_what_nobody_has_read_is_as_likeness_has_it() -> None:
    """The strict parts of a usual group are one again, but for those that were read as two."""
    parts, usual = [[0], [1], [2], [3]], [[0, 1, 2], [3]]

    assert usual == decided(parts, usual, together=[], apart=[])
    assert [[0, 1], [2], [3]] == decided(parts, usual, together=[], apart=[(0, 2)])


def test_what_was_read_as_two_events_does_not_join_through_a_third() -> None:
    parts = [[0], [1], [2]]

    assert [[0, 1], [2]] == decided(parts, parts, together=[(0, 1), (1, 2)], apart=[(0, 2)])


@given(st.data())
def test_a_wrong_answer_touches_nothing_but_its_pair(data: st.DataObject) -> None:
    """Whatever is answered, articles of two pairs that share no group never come together."""
    count = data.draw(st.integers(2, 12))
    home = data.draw(st.lists(st.integers(0, 3), min_size=count, max_size=count))
    usual = [[at for at in range(count) if home[at] == one] for one in sorted(set(home))]
    pairs = [(one, other) for one in range(count) for other in range(one + 1, count)]
    asked = data.draw(st.lists(st.sampled_from(pairs), unique=True))
    answers = data.draw(st.lists(st.booleans(), min_size=len(asked), max_size=len(asked)))
    yes, no = ([p for p, a in zip(asked, answers, strict=True) if a is kind] for kind in (1, 0))

    groups = decided([[at] for at in range(count)], usual, together=yes, apart=no)

    linked = {frozenset(pair) for pair in yes} | {
        frozenset(pair) for pair in pairs if home[pair[0]] == home[pair[1]]
    }
    assert sorted(at for group in groups for at in group) == list(range(count))
    for group in groups:
        assert not any(set(pair) <= set(group) for pair in no)
        reached, left = {group[0]}, set(group[1:])
        while step := {at for at in left if any({at, of} in linked for of in reached)}:
            reached, left = reached | step, left - step
        assert not left
