"""Grouping: one event is one story, whatever the order of its articles."""

import pickle
import random
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.model import Article
from digest.stories import Grouping, GroupOptions, Topic, group
from digest.stories.cluster import Clusters
from digest.stories.explainer import Explainer
from digest.stories.linkage import required
from digest.stories.sketches import sketch
from digest.stories.space import Space
from tests.story_articles import AGENCY, FLOOD, NOW, STRIKE, article

EVERYTHING = [*FLOOD, *STRIKE, article(6, "Bell of a lost ship found off Torvi", AGENCY)]


def members(grouping: Grouping) -> set[frozenset[str]]:
    return {frozenset(story.articles) for story in grouping.stories}


def test_two_events_are_two_stories() -> None:
    """Articles on one event stand under one headline, those on another under another."""
    grouping = group([*FLOOD, *STRIKE], now=NOW)

    assert {frozenset({"a1", "a2", "a3"}), frozenset({"a4", "a5"})} == members(grouping)


def test_two_deaths_in_one_war_are_two_stories() -> None:
    """The topic, the country and the people are shared; the events are not."""
    war = [
        article(
            11,
            "General Dorn killed as shell hits command post near Sarvik",
            "Brigadier Otto Dorn, who led the Northern Army in the war between Kaldria and Ostmar,"
            " was killed on Friday when a shell hit his command post near Sarvik. The defence"
            " ministry of Kaldria confirmed his death and named no successor.",
        ),
        article(
            12,
            "Kaldria confirms death of Brigadier Dorn",
            "Kaldria's defence ministry confirmed that Brigadier Otto Dorn died at Sarvik when"
            " his command post was shelled. Dorn had led the Northern Army since the war with"
            " Ostmar began. Soldiers lit candles in the barracks.",
        ),
        article(
            13,
            "Aid worker Lina Fosse dies in convoy attack",
            "Lina Fosse, a nurse of the charity Open Hands, died when drones struck a convoy that"
            " carried medicine to Pellin in the war between Kaldria and Ostmar. The charity"
            " stopped all journeys to Pellin and asked for an inquiry.",
        ),
        article(
            14,
            "Open Hands halts convoys after nurse is killed by drone",
            "The charity Open Hands halted its medicine convoys to Pellin after a drone killed the"
            " nurse Lina Fosse. Kaldria and Ostmar blamed each other. Her family asked for an"
            " inquiry into the strike.",
        ),
    ]

    expected = {frozenset({"a11", "a12"}), frozenset({"a13", "a14"})}
    assert expected == members(group([*war, *FLOOD, *STRIKE], now=NOW)) - {
        frozenset({"a1", "a2", "a3"}),
        frozenset({"a4", "a5"}),
    }


def test_the_order_of_the_articles_decides_nothing() -> None:
    """The same articles in any order give the same stories, ids, ranks and leads."""
    expected = group(EVERYTHING, now=NOW)

    for seed in range(20):
        shuffled = random.Random(seed).sample(EVERYTHING, len(EVERYTHING))
        assert expected == group(shuffled, now=NOW)


def test_memory_changes_nothing() -> None:
    """A window that grew since the last run has the same stories as one that is new."""
    before = group(EVERYTHING[:4], now=NOW)

    after = group(EVERYTHING, now=NOW, memory=pickle.loads(pickle.dumps(before.memory)))

    assert group(EVERYTHING, now=NOW) == after


def test_an_article_that_changed_under_its_id_is_read_again() -> None:
    """A live page keeps its address; what was remembered of its old words is not used."""
    memory = group(EVERYTHING, now=NOW).memory
    changed = [replace(EVERYTHING[-1], title=STRIKE[0].title, text=STRIKE[0].text), *EVERYTHING[:5]]

    assert group(changed, now=NOW) == group(changed, now=NOW, memory=memory)


def test_a_window_that_moved_on_searches_for_new_articles_only(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What stays in the window is neither sketched nor searched for nor linked again."""
    memory = group(EVERYTHING, now=NOW).memory
    newcomer = article(7, "Leek prize", "Hanna Orre grew the heaviest leek of the allotments.")
    work: list[str] = []
    for place, name in ((Space, "nearest"), (Clusters, "_link")):
        monkeypatch.setattr(place, name, _counted(work, name, getattr(place, name)))

    group([*EVERYTHING[1:], newcomer], now=NOW, memory=memory)

    assert 1 == work.count("nearest")
    assert work.count("_link") <= 1


def _counted(work: list[str], name: str, function: Callable[..., Any]) -> Callable[..., Any]:
    def called(*args: Any) -> Any:
        work.append(name)
        return function(*args)

    return called


@given(
    st.lists(st.sampled_from(EVERYTHING), unique_by=lambda a: a.id),
    st.integers(0, 4),
    st.sampled_from(["Orlask", "dam", "Torvi", "nothing of the kind"]),
)
@settings(max_examples=40)
def test_the_account_of_the_articles_adds_up(
    articles: Sequence[Article], limit: int, muted: str
) -> None:
    """Every article is told, a copy, merged or left out, whatever the limits."""
    options = GroupOptions(limit=limit, topics=(Topic(name="not this", mute=(muted,)),))

    grouping = group(articles, now=NOW, options=options)

    told = [at for story in grouping.stories for at in story.members]
    missing = [at for item in grouping.left_out for at in item.articles]
    assert sorted(article.id for article in articles) == sorted([*told, *missing])
    assert len(grouping.stories) <= limit
    assert all(item.reason for item in grouping.left_out)


def test_nothing_to_group_is_no_story() -> None:
    """No article, no story; an empty article is a story of its own and no fault."""
    empty = [replace(FLOOD[0], id="x", text="", title=""), replace(FLOOD[0], id="y", text="?")]

    assert Grouping((), ()) == group([], now=NOW)
    assert 2 == len(group(empty, now=NOW).stories)


def test_hostile_text_is_only_text() -> None:
    """NULs, bidirectional marks, lone surrogates and endless words neither raise nor hang."""
    odd = ["\x00" * 50_000, "\u202e\u2066", "\ud800 broken", "a" * 300_000, "漢字かな" * 9_000]
    articles = [article(30 + at, text[:40], text) for at, text in enumerate(odd)]

    grouping = group([*articles, *FLOOD], now=NOW)

    assert len(odd) + 3 == sum(len(story.articles) for story in grouping.stories)


def test_the_fullest_and_most_central_article_leads() -> None:
    """A teaser or a note never leads a story that has a whole article."""
    teaser = replace(FLOOD[1], id="a0", source="Outlet 0", text=FLOOD[1].text[:90], is_teaser=True)

    story = group([teaser, *FLOOD, *STRIKE], now=NOW).stories[0]

    assert "a0" in story.articles[1:] or "a0" in {copy.article for copy in story.copies}


def test_two_guides_on_one_subject_are_no_story() -> None:
    """What shares a subject and its words, and reports nothing, is told apart."""
    first = (
        "A kitchen knife stays sharp when it is washed by hand. Draw the blade over a wet whetstone"
        " at a steady angle, ten strokes a side, coarse stone first. Strop the edge on leather."
        " Store the knife in a block, never loose in a drawer, where steel meets steel and the edge"
        " chips. A carbon steel blade wants oil after use; stainless steel forgives more. A dull"
        " knife slips. Test the edge on a ripe tomato or on paper. Ceramic blades cannot be ground"
        " at home and go back to the maker. A steel rod straightens an edge and grinds nothing away."
    )
    other = (
        "Sharp kitchen knives make short work of onions. Soak the whetstone, then grind the blade on"
        " the coarse stone at a steady angle and polish the edge on the fine one. Count the strokes"
        " on either side. Wash each knife by hand and dry it. Dishwashers ruin the edge, and so do"
        " glass boards. Carbon steel rusts, so wipe on oil; stainless blades need less care. Keep"
        " them in a block or on a magnet. A leather strop brings back the bite between grindings."
        " Pull through sharpeners eat steel. If paper tears instead of parting, take out the stone again and start over."
    )
    guides = [
        article(400, "How to sharpen a kitchen knife on a whetstone", first),
        article(401, "Sharp kitchen knives: whetstone or steel?", other),
    ]
    sketches = [sketch(guide) for guide in guides]

    assert [[0], [1]] == Clusters(sketches).groups
    reports = [replace(item, is_timeless=False) for item in sketches]
    assert [[0, 1]] == Clusters(reports).groups


def test_a_round_up_of_the_day_joins_none_of_the_stories_it_tells() -> None:
    """It would bring together events that have nothing in common but their day."""
    flood, other, third = FLOOD
    text = f"{third.text} In other news, the mayor of Tarn has opened a library."
    lists = [
        article(60 + at, title, text, "Tarn Daily", day=3)
        for at, title in enumerate(("Ten things you need to know today", "Kessin dam breaks"))
    ]
    roundup, report = (replace(one, id=f"r{at}") for at, one in enumerate(lists))

    assert frozenset({"r0"}) in members(group([flood, other, roundup], now=NOW))
    assert frozenset({"r1"}) not in members(group([flood, other, report], now=NOW))


def test_what_one_outlet_comes_back_to_is_its_next_story() -> None:
    """Parts of a series are alike, and weeks apart; within a day they are reports of one event."""
    series = [
        article(20 + part, f"Kessin valley diary: {what}", text, "Kessin Post", day=day)
        for part, what, text, day in (
            (1, "the dam", f"{FLOOD[0].text} This is our diary of the Kessin valley.", 3),
            (2, "the town", f"{FLOOD[1].text} This is our diary of the Kessin valley.", 24),
        )
    ]
    series = [replace(item, id=f"s{number}") for number, item in enumerate(series)]
    at_once = [replace(item, published=series[0].published) for item in series]
    of_two = [replace(series[0], source="The Weir"), series[1]]

    assert {frozenset({"s0"}), frozenset({"s1"})} == members(group(series, now=NOW))
    assert {frozenset({"s0", "s1"})} == members(group(at_once, now=NOW))
    assert {frozenset({"s0", "s1"})} == members(group(of_two, now=NOW))


@pytest.mark.parametrize(
    ("weekday", "days", "other", "is_one"),
    [
        (("", ""), (3, 3), "Container Notes", False),
        ((" on Monday", ""), (3, 3), "Container Notes", True),
        ((" on Monday", ""), (3, 5), "Container Notes", False),
        ((" on Monday", " on Tuesday"), (3, 5), "Container Notes", True),
        (("", ""), (3, 5), "The Weir", True),
    ],
)
def test_one_outlet_alone_makes_a_story_of_reports(
    weekday: tuple[str, str], days: tuple[int, int], other: str, *, is_one: bool
) -> None:
    """A blog's next entry on its subject is alike, and no event: it names no day of the week."""
    texts = (
        (
            "Volumes of a Tarnbox container keep their files when the container stops{}. Compose names "
            "each volume, and Tarnbox mounts it into the service."
        ),
        (
            "Volumes keep the files of a Tarnbox service when its container is replaced{}. A Compose "
            "file names the volume that Tarnbox mounts."
        ),
    )
    titles = ("Volumes in Tarnbox Compose", "Tarnbox Compose volumes")
    outlets = ("Container Notes", other)
    posts = [
        replace(article(70 + at, title, text.format(when), outlet, day=day), id=f"p{at}")
        for at, (title, text, when, day, outlet) in enumerate(
            zip(titles, texts, weekday, days, outlets, strict=True)
        )
    ]

    assert is_one == (frozenset({"p0", "p1"}) in members(group(posts, now=NOW)))
    reason = Explainer(posts).pair("p0", "p1")
    assert is_one == reason.together
    assert is_one != ("names a weekday" in reason.verdict)


def test_parts_of_a_series_are_stories_of_their_own() -> None:
    """On one day, too: their titles count them; two outlets' third days may be of one event."""
    diary = [
        replace(
            item, id=f"s{part}", title=f"Kessin valley diary, part {part}", source="Kessin Post"
        )
        for part, item in enumerate(FLOOD[:2])
    ]
    of_two = [replace(diary[0], source="The Weir"), diary[1]]
    untold = [replace(item, title="Kessin valley diary") for item in diary]

    assert {frozenset({"s0"}), frozenset({"s1"})} == members(group(diary, now=NOW))
    assert {frozenset({"s0", "s1"})} == members(group(of_two, now=NOW))
    assert {frozenset({"s0", "s1"})} == members(group(untold, now=NOW))


def test_a_third_report_confirms_what_two_leave_open() -> None:
    """Two articles need more to be a story than a third needs to join them."""
    assert required(1, 1) > required(1, 2) > required(1, 5)
    assert required(4, 4) > required(1, 4)


QUAKES = [
    (
        "An earthquake of magnitude 5.8 shook the town of Lomvar before dawn, cracking walls and"
        " driving thousands into the streets in their nightclothes. Thirty people were treated for"
        " cuts, Governor Besnik Rama-Dole said. The roof of the secondary school fell in. The tremor"
        " was felt as far as the coast, and power was cut for two hours."
    ),
    (
        "People in Lomvar ran out of their houses in slippers when the ground woke them at ten past"
        " three. The seismological institute put the magnitude at 5.8. A school roof collapsed, the"
        " old minaret leans, and thirty were hurt by falling plaster, according to Governor Besnik"
        " Rama-Dole. Bakers handed out bread in the main square."
    ),
]


def test_what_is_alike_on_one_day_is_more_likely_one_event() -> None:
    """Two short reports of one morning join; the same texts days apart, or of one outlet, do not.

    Five notes on nothing of the kind stand around them, as in any real batch.
    """
    around = [
        article(10 + number, f"{what} of Kessin", f"The {what} of Kessin {does}.")
        for number, (what, does) in enumerate(
            [("mayor", "opened a bridge"), ("choir", "sang abroad"), ("mill", "was sold")]
        )
    ]
    first = article(1, "Quake shakes Lomvar", QUAKES[0])
    second = article(2, "Bread in the square of Lomvar", QUAKES[1])
    later = replace(second, published=NOW + timedelta(days=3))
    of_one = replace(second, source=first.source)
    pair = frozenset({"a1", "a2"})

    assert pair in members(group([*around, first, second], now=NOW))
    assert pair not in members(group([*around, first, later], now=NOW))
    assert pair not in members(group([*around, first, of_one], now=NOW))


CLOSURE = (
    "The firm of Heidrich will close its works in Kilbrack by the end of next year, with the loss"
    " of 640 jobs. Output moves to its home plant, said the chief executive, Ulrike Vormann, as the"
    " cost of power had made the site untenable. Talks with the union Amacor begin on Monday."
)
REPORTAGE = (
    "The firm closes, he read off a card. Then the 640 men of the Kilbrack works stood about in the"
    " rain, and nobody knew whether to go home. Gary Nuttall-Price started here at sixteen. A"
    " letter signed by Ulrike Vormann was handed out at the gate; the name of Heidrich is to come"
    " down by Christmas, and Amacor has hired a hall."
)


def test_outlets_that_share_names_and_hardly_a_word_tell_one_event() -> None:
    """A report and a reportage of one day join by their names; not of one outlet, nor days apart.

    Nor where the names are everybody's, as those of an affair that all write about.
    """
    first = article(1, "Coupling maker to leave the valley", CLOSURE)
    second = article(2, "My father, my grandfather, me", REPORTAGE)
    of_one = replace(second, source=first.source)
    later = replace(second, published=NOW + timedelta(days=3))
    names = "It was about the works of Heidrich in Kilbrack, and Ulrike Vormann, and Amacor."
    of_all = [article(20 + at, f"w{at} x{at}", f"w{at} y{at} z{at}. {names}") for at in range(15)]
    pair = frozenset({"a1", "a2"})

    assert pair in members(group([first, second], now=NOW))
    assert pair not in members(group([first, of_one], now=NOW))
    assert pair not in members(group([first, later], now=NOW))
    assert pair not in members(group([first, second, *of_all], now=NOW))


def test_nouns_with_a_capital_are_no_names_that_two_reports_share() -> None:
    """In German a fire and another have their nouns in common; a person's name is one of two."""
    text = "Am Abend geriet die Scheune eines Hofes in Brand, und die Wehr kam mit dem Tank."
    named = f"{text} Es sprach dort dann Anna Weber."

    assert not len(sketch(replace(article(1, "", text), language="de")).sure_names)
    assert 2 == len(sketch(replace(article(1, "", named), language="de")).sure_names)
    assert 2 < len(sketch(replace(article(1, "", named), language="en")).sure_names)


FIRE = (
    "A fire destroyed a {} {} on Tuesday night and burned for {} hours. The cause is not known,"
    " the fire service said. The owner had left an hour before, and a neighbour saw the smoke."
)
RESULTS = (
    "{} reported sales of {} million crowns for the third quarter on Tuesday, against {} million"
    " a year ago. The board kept its forecast for the full year. Shares closed a little lower."
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (FIRE.format("barn", "near Aske", "five"), FIRE.format("warehouse", "in Varn", "nine")),
        (
            FIRE.format("flat", "in Canal Street near Aske", "five"),
            FIRE.format("shop", "in Castle Street in Varn", "nine"),
        ),
        (
            RESULTS.format("The yard of Norsk Linje", 320, 310),
            RESULTS.format("The Brell mill", 90, 97),
        ),
    ],
    ids=["fires", "streets", "results"],
)
def test_reports_of_one_form_that_share_no_name_are_two_stories(one: str, other: str) -> None:
    """Of one day and one subject; where they name one town they are two accounts of one event."""
    same = (
        other.replace("Castle", "Canal")
        .replace("Varn", "Aske")
        .replace("The Brell mill", "The yard of Norsk Linje")
    )

    assert 2 == len(group([article(1, "", one), article(2, "", other)], now=NOW).stories)
    assert 1 == len(group([article(1, "", one), article(2, "", same)], now=NOW).stories)
