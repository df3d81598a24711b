"""An outlet that is muted is not told; what others tell of the same event is."""

from digest.stories import GroupOptions, Topic, group
from tests.story_articles import FLOOD, NOW, STRIKE, article

MUTED = "Small Gazette"
OWN = article(60, "Mimi moves to Torvi", "The singer bought a villa, her manager said.", MUTED)
COPY = article(61, FLOOD[0].title, FLOOD[0].text, MUTED)
OPTIONS = GroupOptions(mute_outlets=(MUTED.upper(),))


def test_only_its_articles_go() -> None:
    """A story that it shares with others is told in their words, and the account adds up."""
    articles = [*FLOOD, *STRIKE, OWN, COPY]

    grouping = group(articles, now=NOW, options=OPTIONS)

    told = {at for story in grouping.stories for at in story.members}
    assert {one.id for one in (*FLOOD, *STRIKE)} == told
    assert {OWN.id, COPY.id} == {at for left in grouping.left_out for at in left.articles}
    assert {f"muted outlet {MUTED.upper()!r}"} == {left.reason for left in grouping.left_out}
    assert all(left.is_muted for left in grouping.left_out)


def test_a_copy_stands_in_for_its_original() -> None:
    """Whoever printed the same words first, they are told as another outlet's."""
    original = FLOOD[0]
    options = GroupOptions(mute_outlets=(original.source,))

    grouping = group([original, COPY], now=NOW, options=options)

    assert [(COPY.id,)] == [story.articles for story in grouping.stories]
    assert [()] == [story.copies for story in grouping.stories]
    assert [1] == [story.outlets for story in grouping.stories]


def test_the_place_that_vouches_is_muted_by_its_name() -> None:
    """`Reuters, via lent.example` goes with either name."""
    lent = article(
        62, "Ship found", "Divers found the bell of a ship.", "Reuters, via lent.example"
    )

    for name in ("reuters", "lent.example"):
        assert not group([lent], now=NOW, options=GroupOptions(mute_outlets=(name,))).stories


def test_a_topic_of_more_weight_wins_over_a_mute() -> None:
    """What the boss waits for is not lost for a word in it; of equal weight, it is."""
    mute = Topic(name="no transport", mute=("tram drivers",))

    for boost, told in ((9.0, True), (1.0, False)):
        boss = Topic(name="boss", watch=("tram",), boost=boost)
        options = GroupOptions(topics=(mute, boss))
        assert told == bool(group(STRIKE, now=NOW, options=options).stories)
