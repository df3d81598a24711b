"""From edition to edition: a story goes on in its thread, and nothing is told twice as news."""

import sys
from datetime import timedelta
from pathlib import Path

import pytest

from digest import pipeline, settings
from digest.cli import main
from digest.errors import NothingNewError
from digest.model import Digest, Point, Summary
from digest.pipeline import Order
from digest.pipeline.repeats import _marked
from digest.sources import Place
from digest.store import Store, open_store
from tests.store.printed import NOW

EXAMPLES = Path(__file__).parents[2] / "examples" / "articles"
FIRST = ("01-ferry-harbour-courier.md", "03-ferry-northern-ledger.html")
WEEK_LATER = "04-ferry-follow-up-harbour-courier.md"


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    monkeypatch.chdir(tmp_path)
    return open_store(tmp_path / "digest.sqlite")


def build(store: Store, *names: str, again: bool = False, **edition: object) -> Digest:
    """Build and remember an edition, as the command does once its files are written."""
    chosen = settings.load(None, {"edition": edition})
    places = [Place(address=str(EXAMPLES / name)) for name in names]
    order = Order(places=places, now=NOW, again=again)
    built = pipeline.build(order, chosen, store, None)
    newsletter = chosen.edition.newsletter
    store.editions.add(
        built.digest, newsletter, f"digests/{built.digest.edition.number}", order.now
    )
    return built.digest


def test_a_follow_up_continues_its_story(store: Store) -> None:
    """The week after has the same thread, says what it continues, and marks what is new."""
    before = build(store, *FIRST)
    after = build(store, WEEK_LATER)

    [old] = before.stories
    [new] = after.stories
    assert new.thread == old.thread
    assert new.continues is not None
    assert old.headline in new.continues
    assert any(point.is_new for point in new.summary.points)
    assert [told.edition for told in store.editions.thread(new.thread)] == [1, 2]


def test_what_another_thread_printed_is_not_new() -> None:
    """An article that an edition told alone may join another story the next day."""
    told = Point(text="The ferry off Tarn was towed in.", citations=())
    summary = Summary(method="extractive", headline="Ferry", points=(told,))

    assert not _marked(summary, [], "en", {told.text}).points[0].is_new
    assert _marked(summary, [], "en", set()).points[0].is_new


CAMPAIGN = """---
title: Four candidates make final push in Kelham mayoral race
source: Northern Post
date: 2026-10-20T14:00:00Z
---
The four candidates for mayor of Kelham began the last day of their campaign on Tuesday, with a
poll putting Anna Reyes two points ahead of Tom Hadley.

Voters go to the polls on Tuesday.
"""
POLLS = """---
title: Polls open in Kelham as voters choose a new mayor
source: Northern Post
date: 2026-10-20T18:00:00Z
---
Voters in Kelham are choosing a new mayor, and turnout was 21 percent by noon on Tuesday, three
points more than four years ago.

Polling stations close at ten. Anna Reyes voted in Mill Road and Tom Hadley in Castle Street.
"""
RESULT = """---
title: Anna Reyes elected mayor of Kelham
source: Northern Post
date: 2026-10-21T08:00:00Z
---
Anna Reyes has been elected mayor of Kelham with 41 percent of the vote.

Reyes, of the Civic Alliance, beat Tom Hadley, the returning officer said on Wednesday.
"""


def test_in_a_folder_that_grows_the_new_article_leads(store: Store, tmp_path: Path) -> None:
    """The polls that opened yesterday were told; the result of this morning is the news."""
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "1.md").write_text(CAMPAIGN)
    (folder / "2.md").write_text(POLLS)
    build(store, str(folder))
    store.editions.mark_sent("digests/1")
    (folder / "3.md").write_text(RESULT)

    [story] = build(store, str(folder)).stories

    assert "Anna Reyes elected mayor of Kelham" == story.headline
    assert "elected mayor" in story.summary.points[0].text


def test_an_edition_has_the_date_of_its_time_zone(store: Store) -> None:
    """Early in the morning in Tokyo it is not yesterday."""
    late = NOW.replace(hour=20)
    chosen = settings.load(None, {"edition": {"timezone": "Asia/Tokyo"}})
    order = Order(places=[Place(address=str(EXAMPLES / FIRST[0]))], now=late)

    built = pipeline.build(order, chosen, store, None)

    assert late.date() + timedelta(days=1) == built.digest.edition.date


def test_what_is_new_comes_first(store: Store) -> None:
    """A story that goes on opens with its news, whatever its best sentences are."""
    build(store, FIRST[1])
    store.editions.mark_sent("digests/1")

    [story] = build(store, *FIRST, words=200).stories

    news = [point.is_new for point in story.summary.points]
    assert {True, False} == set(news)
    assert sorted(news, reverse=True) == news


def test_files_alone_open_no_window(store: Store) -> None:
    """An account of a time that nothing was chosen by would be false, with --since too."""
    order = Order(
        places=[Place(address=str(EXAMPLES / FIRST[0]))], now=NOW, since=NOW - timedelta(days=1)
    )
    built = pipeline.build(order, settings.load(None, {}), store, None)

    assert built.digest.edition.window.since is None


def test_another_event_with_the_same_people_is_no_follow_up(store: Store) -> None:
    build(store, *FIRST)

    after = build(store, "06-takeover-northern-ledger.txt")

    assert [story.continues for story in after.stories] == [None]


def test_what_was_sent_is_no_news_the_next_day(store: Store) -> None:
    """The same articles after the edition was sent: there is no edition, unless one is wanted."""
    build(store, *FIRST)
    store.editions.mark_sent("digests/1")

    for repeats in ("line", "drop"):
        with pytest.raises(NothingNewError, match="--again"):
            build(store, *FIRST, repeats=repeats)
    again = build(store, *FIRST, again=True)

    [story] = again.stories
    assert {point.is_new for point in story.summary.points} == {False}


def test_a_story_with_nothing_new_can_be_left_out(store: Store) -> None:
    """With repeats = "drop" its articles are counted as left out, with the reason."""
    build(store, *FIRST)
    store.editions.mark_sent("digests/1")

    again = build(store, *FIRST, "06-takeover-northern-ledger.txt", repeats="drop")

    assert len(again.stories) == 1
    assert again.coverage.left_out == len(FIRST)
    assert {item.why for item in again.skipped} == {"no material change since an earlier edition"}


def test_a_thread_is_shown_over_its_editions(
    store: Store,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    first = build(store, *FIRST)
    build(store, WEEK_LATER)
    monkeypatch.setenv("DIGEST_PATHS__STORE", str(tmp_path / "digest.sqlite"))
    monkeypatch.setattr(sys, "argv", ["digest", "stories", first.stories[0].thread])

    with pytest.raises(SystemExit):
        main()

    shown = capsys.readouterr().out
    assert "no. 1: " + first.stories[0].headline in shown
    assert "no. 2: " in shown
