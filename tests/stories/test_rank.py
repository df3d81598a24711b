"""Rank, sections, topics and limits: no hidden number, nothing that fills the edition alone."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.stories import GroupOptions, Topic, group
from tests.story_articles import AGENCY, FLOOD, NOW, STRIKE, article

BELL = article(6, "Bell of a lost ship found off Torvi", AGENCY, day=1)
NOTES = [
    article(40 + at, title, text, "Small Gazette")
    for at, (title, text) in enumerate(
        [
            ("Library stays open late", "Readers in Sund may borrow novels until nine at night."),
            ("Harbour dredged", "A barge removes forty tonnes of silt beneath the Harlo pier."),
            ("Slates fly off roof", "Gusts tore shingles from the Minsk End primary on Friday."),
            ("Fire engine sold", "An enthusiast bought Quarry's retired ladder truck at auction."),
            ("Ice rink melts", "Warm weather closed Elbeck's skaters' pavilion before Easter."),
            ("Leek prize", "Hanna Orre grew the heaviest vegetable at the Narrow allotments."),
        ]
    )
]


def test_every_part_of_the_score_has_a_name() -> None:
    """The score is the sum of its reasons, and nothing else moves a story."""
    grouping = group([*FLOOD, *STRIKE, BELL], now=NOW)

    for story in grouping.stories:
        assert story.rank.score == round(sum(reason.value for reason in story.rank.reasons), 3)
    assert [1, 2, 3] == [story.rank.position for story in grouping.stories]
    assert ["a1", "a4", "a6"] == [min(story.articles) for story in grouping.stories]


def test_a_trusted_outlet_and_a_fresh_article_stand_higher() -> None:
    """Weight and recency are reasons one can read."""
    fresh = group([BELL], now=NOW - timedelta(days=3)).stories[0].rank
    stale = group([BELL], now=NOW).stories[0].rank
    trusted = group([article(6, BELL.title, AGENCY, day=1, weight=3.0)], now=NOW).stories[0].rank

    assert fresh.score > stale.score
    assert trusted.score > stale.score
    assert "source weight" in {reason.what for reason in trusted.reasons}


def test_a_guide_stands_behind_the_news() -> None:
    """A list of tips that is an hour old is no news; a report of yesterday is."""
    tips = " ".join(
        f"A wide jar number {n} keeps the dough warm beside a stove." for n in range(20)
    )
    guide = article(60, "Nine jars for sourdough", tips, "Kitchen Gazette", day=2)

    told = group([guide, BELL], now=NOW).stories

    assert [("a6",), ("a60",)] == [story.articles for story in told]
    assert ["reports nothing"] == [
        reason.what for reason in told[1].rank.reasons if reason.value < 0
    ]


def test_what_the_reader_watches_comes_first_and_goes_to_its_section() -> None:
    """A topic lifts its stories, names itself as the reason and chooses the section."""
    sea = Topic(name="sea", watch=("trawler", "ferry"), section="Coast", boost=2.0)

    stories = group([*FLOOD, *STRIKE, BELL], now=NOW, options=GroupOptions(topics=(sea,))).stories

    bell = next(story for story in stories if "a6" in story.articles)
    assert "Coast" == bell.section
    assert 2.0 == {reason.what: reason.value for reason in bell.rank.reasons}["topic: sea"]
    assert {"News"} == {story.section for story in stories if story is not bell}


def test_a_watched_word_is_a_whole_word() -> None:
    """To watch for "tra" is not to watch for trams."""
    topic = Topic(name="t", watch=("tra", "dam above"))

    stories = group([*FLOOD, *STRIKE], now=NOW, options=GroupOptions(topics=(topic,))).stories

    assert not [r for story in stories for r in story.rank.reasons if r.what.startswith("topic")]


def test_a_muted_story_is_left_out_and_says_so() -> None:
    """What was muted is counted, with the word that muted it."""
    topic = Topic(name="no transport", mute=("tram drivers", "trams"))

    grouping = group([*FLOOD, *STRIKE], now=NOW, options=GroupOptions(topics=(topic,)))

    assert ["muted by topic 'no transport': 'tram drivers'"] == [
        i.reason for i in grouping.left_out
    ]
    assert (("a4", "a5"),) == tuple(tuple(sorted(i.articles)) for i in grouping.left_out)


def test_sections_stand_in_the_order_of_the_reader() -> None:
    """Configured sections first, in their order; others after them by name."""
    articles = [
        article(1, FLOOD[0].title, FLOOD[0].text, section="World"),
        article(4, STRIKE[0].title, STRIKE[0].text, section="City"),
        article(6, BELL.title, AGENCY, section="Coast"),
        NOTES[0],
    ]
    options = GroupOptions(sections=("Coast", "City"))

    stories = group(articles, now=NOW, options=options).stories

    assert ["Coast", "City", "News", "World"] == [story.section for story in stories]


def test_limits_leave_out_the_lowest_and_say_which_limit() -> None:
    """A limit per section and one for the edition, both with their reason."""
    options = GroupOptions(limit=2, section_limit=1)
    articles = [*FLOOD, *STRIKE, article(6, BELL.title, AGENCY, section="Coast", day=1), NOTES[0]]

    grouping = group(articles, now=NOW, options=options)

    assert {"a1", "a6"} == {min(story.articles) for story in grouping.stories}
    assert {
        "beyond the limit of 1 in section 'News'",
        "beyond the edition's limit of 2",
    } >= {item.reason for item in grouping.left_out}


def test_one_outlet_cannot_fill_the_edition_while_others_wait() -> None:
    """Six stories of one gazette leave room for the others, though they are fresher."""
    others = [
        article(1, FLOOD[0].title, FLOOD[0].text, day=1),
        article(4, STRIKE[0].title, STRIKE[0].text, day=1),
    ]

    grouping = group([*NOTES, *others], now=NOW, options=GroupOptions(limit=4))

    leads = [story.articles[0] for story in grouping.stories]
    assert {"a1", "a4"} <= set(leads)
    assert 4 == len(leads)


def test_one_outlet_cannot_fill_a_section_while_others_wait() -> None:
    """The same holds for the places of a section."""
    other = article(1, FLOOD[0].title, FLOOD[0].text, day=1)

    grouping = group([*NOTES, other], now=NOW, options=GroupOptions(section_limit=3))

    assert "a1" in {story.articles[0] for story in grouping.stories}
    assert 3 == len(grouping.stories)


def test_pasted_texts_are_each_a_voice() -> None:
    """Texts that name no outlet are not taken for one outlet's."""
    pasted = [replace(item, source=item.title) for item in FLOOD]

    story = group([*pasted, *STRIKE], now=NOW).stories[0]

    assert (3, 3) == (story.outlets, story.independent)


@pytest.mark.parametrize(
    ("outlets", "voices"),
    [
        ([("Ellery Post", "post"), ("Ellery Post Sport", "sport.post"), ("Post North", "north.post")], 1),
        ([("post.example", "sport.post"), ("Ellery Post", "post"), ("Tide Magazine", "tide.post")], 1),
        ([("Ellery Post", "post"), ("Ellery Post", "other"), ("Post North", "north.post")], 1),
        ([("Coastwire", "links"), ("Ellery Post", "links"), ("Tide Magazine", "links")], 3),
        ([("Ellery Post", "post"), ("Coastwire", "wire"), ("Tide Magazine", "tide")], 3),
    ],
)  # fmt: skip
def test_editions_of_one_publisher_are_one_voice(
    outlets: list[tuple[str, str]], voices: int
) -> None:
    """Sub-domains add no agreement; outlets that an aggregator lists are still several."""
    articles = [
        replace(item, source=source, url=f"https://{host}.example/{item.id}")
        for item, (source, host) in zip(FLOOD, outlets, strict=True)
    ]

    story = group([*articles, *STRIKE], now=NOW).stories[-1 if voices == 1 else 0]

    assert set(story.articles) == {item.id for item in FLOOD}
    assert (voices, voices) == (story.outlets, story.independent)


@given(st.integers(0, 9))
def test_a_limit_is_filled_when_there_is_enough(limit: int) -> None:
    """The share of an outlet keeps nobody out when no other wants the place."""
    grouping = group(NOTES, now=NOW, options=GroupOptions(limit=limit))

    assert min(limit, 6) == len(grouping.stories)


def test_of_two_stories_that_stand_alike_the_newer_comes_first() -> None:
    """When all is weeks old, recency rounds to nothing and still decides."""
    later = NOW + timedelta(days=60)
    older, newer = (
        replace(note, published=NOW - timedelta(days=ago))
        for note, ago in zip(NOTES[:2], (2, 1), strict=True)
    )

    for one, other in (("a1", "a2"), ("a2", "a1")):
        batch = [replace(older, id=one), replace(newer, id=other)]
        told = group(batch, now=later).stories
        assert told[0].rank.score == told[1].rank.score
        assert (other,) == told[0].articles
