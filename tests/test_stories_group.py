"""Grouping: one event is one story, whatever the order of its articles."""

import random
from dataclasses import replace
from datetime import UTC, datetime

from digest.model import Article
from digest.stories import Grouping, GroupOptions, group

NOW = datetime(2031, 5, 4, 8, tzinfo=UTC)


def article(number: int, title: str, text: str, source: str = "", day: int | None = 3) -> Article:
    return Article(
        id=f"a{number}",
        source=source or f"Outlet {number}",
        url=None,
        title=title,
        published=None if day is None else datetime(2031, 5, day, tzinfo=UTC),
        language="en",
        text=text,
        sentences=(),
    )


FLOOD = [
    article(
        1,
        "Dam above Velmora gives way after three days of rain",
        "The Kessin dam above the town of Velmora gave way on Saturday night, flooding four hundred"
        " homes. Mayor Ilse Trand said twelve people were missing. Engineers had warned of cracks in"
        " the Kessin dam in March.",
    ),
    article(
        2,
        "Twelve missing as Kessin dam bursts",
        "Twelve people were missing in Velmora on Sunday after the Kessin dam burst and water"
        " reached the second floors of homes. Ilse Trand, the mayor, asked residents to stay on"
        " high ground while engineers examined what is left of the dam.",
    ),
    article(
        3,
        "Velmora flooded: mayor asks residents to stay on high ground",
        "Water from the broken Kessin dam covered the old town of Velmora. Rescue teams in boats"
        " looked for the missing. Engineers warned in March that cracks in the dam were growing.",
    ),
]
STRIKE = [
    article(
        4,
        "Tram drivers in Orlask strike over night shifts",
        "Tram drivers in Orlask stopped work on Monday over the new night shifts. The union ODV"
        " said nine in ten drivers joined. The transport company Orlatram called it unlawful.",
    ),
    article(
        5,
        "No trams in Orlask as ODV union strikes",
        "Orlask woke up without trams after the ODV union called its drivers out over night"
        " shifts. Orlatram, the company, went to court and called the strike unlawful.",
    ),
]


def members(grouping: Grouping) -> set[frozenset[str]]:
    return {frozenset(story.articles) for story in grouping.stories}


def test_two_events_are_two_stories() -> None:
    """Articles on one event stand under one headline, those on another under another."""
    grouping = group([*FLOOD, *STRIKE], now=NOW)

    assert {frozenset({"a1", "a2", "a3"}), frozenset({"a4", "a5"})} == members(grouping)


def test_the_order_of_the_articles_decides_nothing() -> None:
    """The same articles in any order give the same stories, ids, ranks and leads."""
    articles = [*FLOOD, *STRIKE]
    expected = group(articles, now=NOW)

    for seed in range(20):
        shuffled = random.Random(seed).sample(articles, len(articles))
        assert expected == group(shuffled, now=NOW)


def test_the_account_of_the_articles_adds_up() -> None:
    """Every article is told, a copy, merged or left out, whatever the limits."""
    grouping = group([*FLOOD, *STRIKE], now=NOW, options=GroupOptions(limit=1))

    coverage = grouping.coverage(read=7, skipped=2)

    assert (1, 2, 4) == (coverage.told, coverage.merged, coverage.left_out)
    assert ["the edition's limit of 1 stories"] == [item.reason for item in grouping.left_out]


def test_nothing_to_group_is_no_story() -> None:
    """No article, no story; an empty article is a story of its own and no fault."""
    assert Grouping((), ()) == group([], now=NOW)
    empty = [replace(FLOOD[0], id="x", text="", title=""), replace(FLOOD[0], id="y", text="?")]
    assert 2 == len(group([*empty], now=NOW).stories)
