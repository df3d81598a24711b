"""New is what this newsletter has not read: nothing of a feed is lost, nothing is read twice."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest
from sqlalchemy import update

from digest import pipeline, settings
from digest.errors import NothingNewError, SourceError
from digest.pipeline import Order
from digest.sources import Place, Since, SinceLast
from digest.store import Store, open_store
from digest.store.holdings import MARKS_STAY
from digest.store.schema import seen_items
from tests.loopback import serving_by

pytestmark = pytest.mark.block_network(allowed_hosts=["127.0.0.1"])

NOW = datetime(2026, 3, 2, 7, tzinfo=UTC)
DAY = timedelta(days=1)
LAST = SinceLast(grace=7 * DAY)
TEXT = (
    "The {title} board met for six {title} hours and {title} kept the old {title} rules. "
    "Nine {title} members voted for {title}, and two {title} members against any {title} plan."
)


class Newsstand:
    """Feeds by path, each of which may be down, and counts what it was asked for."""

    def __init__(self) -> None:
        self.feeds: dict[str, str] = {}
        self.asked: list[str] = []

    def show(self, path: str, *items: str) -> None:
        self.feeds[path] = (
            f"<rss version='2.0'><channel><title>T</title>{''.join(items)}</channel></rss>"
        )

    def take_down(self, path: str) -> None:
        del self.feeds[path]


def item(title: str, *, link: str | None = None, guid: str = "", at: datetime = NOW) -> str:
    address = f"http://news.example/{link or title.replace(' ', '-')}"
    identity = f"<guid isPermaLink='false'>{guid}</guid>" if guid else ""
    return (
        f"<item><title>{title}</title><link>{address}</link>{identity}"
        f"<pubDate>{format_datetime(at)}</pubDate>"
        f"<description>{TEXT.format(title=title)}</description></item>"
    )


@pytest.fixture
def stand() -> Iterator[tuple[Newsstand, str]]:
    shown = Newsstand()

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            shown.asked.append(self.path)
            body = shown.feeds.get(self.path, "").encode()
            etag = f'"{hash(body)}"'
            is_known = bool(body) and self.headers.get("If-None-Match") == etag
            self.send_response(304 if is_known else 200 if body else 404)
            if body:
                self.send_header("ETag", etag)
            self.send_header("Content-Length", str(0 if is_known else len(body)))
            self.end_headers()
            if not is_known:
                self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with serving_by(Answer) as url:
        yield shown, url


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "digest.sqlite") as opened:
        yield opened


def titles(
    store: Store,
    places: Sequence[str],
    *,
    day: int = 0,
    since: Since = LAST,
    again: bool = False,
    **edition: object,
) -> set[str]:
    """Build as the command does, and give the titles that were read."""
    fetch = {"allow_networks": ["127.0.0.0/8"], "full_text": False, "max_items": 3}
    chosen = settings.load(None, {"edition": edition, "fetch": fetch})
    order = Order(
        places=[Place(address=place) for place in places],
        now=NOW + day * DAY,
        since=since,
        again=again,
    )
    gathered = pipeline.gather(order, chosen, store)
    gathered.memory.commit()
    return {article.title for article in gathered.articles.values()}


def test_what_a_feed_shows_late_is_told(store: Store, stand: tuple[Newsstand, str]) -> None:
    """Dated before the edition that could not see it yet."""
    shown, host = stand
    shown.show("/feed", item("Crane"))
    assert titles(store, [f"{host}/feed"]) == {"Crane"}

    shown.show("/feed", item("Bakery", at=NOW - 2 * DAY), item("Crane"))
    assert titles(store, [f"{host}/feed"], day=1) == {"Bakery"}


def test_what_a_feed_shows_for_months_is_no_news_when_the_old_is_forgotten(
    store: Store, stand: tuple[Newsstand, str]
) -> None:
    """An entry without a date is known by its mark alone, which lasts while it is shown."""
    shown, host = stand
    undated = item("Crane").replace("<pubDate>", "<when>").replace("</pubDate>", "</when>")
    shown.show("/feed", undated)
    assert titles(store, [f"{host}/feed"]) == {"Crane"}
    long_ago = datetime.now(UTC) - 2 * MARKS_STAY
    with store._database.writing() as connection:
        connection.execute(update(seen_items).values(seen=long_ago.isoformat()))

    shown.show("/feed", undated, item("Ferry", at=NOW + DAY))
    assert titles(store, [f"{host}/feed"], day=1) == {"Ferry"}
    assert store.prune(datetime.now(UTC) - MARKS_STAY)["seen entries"] == 0
    shown.show("/feed", undated, item("Bakery", at=NOW + 2 * DAY))
    assert titles(store, [f"{host}/feed"], day=2) == {"Bakery"}


def test_a_feed_that_was_down_is_caught_up(store: Store, stand: tuple[Newsstand, str]) -> None:
    """Though another feed of the newsletter was read meanwhile, longer than any grace."""
    shown, host = stand
    both = [f"{host}/up", f"{host}/down"]
    shown.show("/up", item("Crane"))
    shown.show("/down", item("Ferry"))
    assert titles(store, both) == {"Crane", "Ferry"}

    shown.take_down("/down")
    shown.show("/up", item("Bridge", at=NOW + 20 * DAY))
    assert titles(store, both, day=20) == {"Bridge"}

    shown.show("/down", item("Roof", at=NOW + 5 * DAY))
    assert titles(store, both, day=21) == {"Roof"}


def test_two_newsletters_over_one_feed_each_read_it_all(
    store: Store, stand: tuple[Newsstand, str]
) -> None:
    shown, host = stand
    shown.show("/feed", item("Crane"))

    for title in ("Morning", "Evening"):
        assert titles(store, [f"{host}/feed"], title=title) == {"Crane"}


def test_a_newsletter_with_a_new_title_and_its_old_id_goes_on(
    store: Store, stand: tuple[Newsstand, str]
) -> None:
    shown, host = stand
    shown.show("/feed", item("Crane"))
    titles(store, [f"{host}/feed"], id="harbour", title="Morning")

    with pytest.raises(NothingNewError):
        titles(store, [f"{host}/feed"], day=1, id="harbour", title="The Harbour Morning")


def test_an_edition_of_files_opens_no_window(
    store: Store, stand: tuple[Newsstand, str], tmp_path: Path
) -> None:
    """The first edition of feeds after it holds what they show."""
    shown, host = stand
    (tmp_path / "a.txt").write_text(f"Crane stays\n\n{TEXT}", encoding="utf-8")
    titles(store, [str(tmp_path / "a.txt")])
    shown.show("/feed", item("Ferry", at=NOW - 30 * DAY))

    assert titles(store, [f"{host}/feed"], day=1) == {"Ferry"}


def test_a_feed_that_joins_later_brings_no_archive(
    store: Store, stand: tuple[Newsstand, str]
) -> None:
    shown, host = stand
    shown.show("/feed", item("Crane"))
    titles(store, [f"{host}/feed"])
    shown.show("/new", item("Ferry", at=NOW - DAY), item("Fair of 2019", at=NOW - 2000 * DAY))

    assert titles(store, [f"{host}/feed", f"{host}/new"], day=1) == {"Ferry"}


@pytest.mark.parametrize("guid", ["N/A", "https://news.example/"])
def test_one_id_for_all_items_hides_no_new_one(
    store: Store, stand: tuple[Newsstand, str], guid: str
) -> None:
    shown, host = stand
    shown.show("/feed", item("Crane", guid=guid))
    titles(store, [f"{host}/feed"])
    shown.show("/feed", item("Ferry", guid=guid), item("Crane", guid=guid))
    assert titles(store, [f"{host}/feed"], day=1) == {"Ferry"}

    shown.show("/feed", item("Bridge", guid=guid))
    assert titles(store, [f"{host}/feed"], day=2) == {"Bridge"}


def test_a_new_id_or_headline_at_the_same_address_is_nothing_new(
    store: Store, stand: tuple[Newsstand, str]
) -> None:
    shown, host = stand
    shown.show("/feed", item("Crane stays", link="crane", guid="1"))
    titles(store, [f"{host}/feed"])
    shown.show("/feed", item("Crane stays after all", link="crane", guid="1-b"))

    with pytest.raises(NothingNewError):
        titles(store, [f"{host}/feed"], day=1)


@pytest.mark.parametrize("suffix", ["?utm_source=feed", "/", "#top"])
def test_another_address_of_the_same_page_is_nothing_new(
    store: Store, stand: tuple[Newsstand, str], suffix: str
) -> None:
    shown, host = stand
    shown.show("/feed", item("Crane stays", link="crane", guid="1"))
    titles(store, [f"{host}/feed"])
    shown.show("/feed", item("Crane stays after all", link=f"crane{suffix}", guid="2"))

    with pytest.raises(NothingNewError):
        titles(store, [f"{host}/feed"], day=1)


def test_an_address_that_was_mended_is_nothing_new(
    store: Store, stand: tuple[Newsstand, str]
) -> None:
    shown, host = stand
    shown.show("/feed", item("Crane stays", link="carne", guid="1"))
    titles(store, [f"{host}/feed"])
    shown.show("/feed", item("Crane stays", link="crane", guid="1"))

    with pytest.raises(NothingNewError):
        titles(store, [f"{host}/feed"], day=1)


def test_items_that_share_an_address_are_told_apart_by_their_ids(
    store: Store, stand: tuple[Newsstand, str]
) -> None:
    """A board that links every notice to its home page."""
    shown, host = stand
    shown.show("/feed", item("Crane", link="home", guid="1"), item("Ferry", link="home", guid="2"))
    assert titles(store, [f"{host}/feed"]) == {"Crane", "Ferry"}

    two = item("Bridge", link="home", guid="3"), item("Crane", link="home", guid="1")
    shown.show("/feed", *two)
    assert titles(store, [f"{host}/feed"], day=1) == {"Bridge"}


def test_an_article_that_two_feeds_show_is_read_once(
    store: Store, stand: tuple[Newsstand, str]
) -> None:
    """Also when the second feed shows it after the edition that had it from the first."""
    shown, host = stand
    both = [f"{host}/all", f"{host}/harbour"]
    shown.show("/all", item("Crane"))
    shown.show("/harbour", item("Crane", guid="7"))
    assert titles(store, both) == {"Crane"}

    shown.show("/harbour", item("Crane", guid="7"), item("Ferry"))
    assert titles(store, both, day=1) == {"Ferry"}


def test_what_is_over_the_limit_comes_in_the_next_edition(
    store: Store, stand: tuple[Newsstand, str]
) -> None:
    """Though the feed has not changed since: it is asked for whole again."""
    shown, host = stand
    shown.show("/feed", *(item(f"Notice {number}") for number in range(5)))
    first = titles(store, [f"{host}/feed"])
    second = titles(store, [f"{host}/feed"], day=1)

    assert (len(first), len(second)) == (3, 2)
    assert not first & second


def test_a_quiet_hour_is_nothing_new_and_says_how_to_build_again(
    store: Store, stand: tuple[Newsstand, str]
) -> None:
    """The server says that nothing changed (304)."""
    shown, host = stand
    shown.show("/feed", item("Crane"))
    titles(store, [f"{host}/feed"])

    with pytest.raises(NothingNewError, match="--again"):
        titles(store, [f"{host}/feed"], day=1)
    assert titles(store, [f"{host}/feed"], day=1, again=True) == {"Crane"}


def test_a_quiet_hour_names_the_source_that_could_not_be_read(
    store: Store, stand: tuple[Newsstand, str]
) -> None:
    shown, host = stand
    both = [f"{host}/feed", f"{host}/down"]
    shown.show("/feed", item("Crane"))
    titles(store, both)

    with pytest.raises(NothingNewError, match=r"not all could be read: .*/down: .*404"):
        titles(store, both, day=1)


def test_where_nothing_answers_nothing_is_said_to_be_new(
    store: Store, stand: tuple[Newsstand, str]
) -> None:
    _, host = stand

    with pytest.raises(SourceError, match="could be read"):
        titles(store, [f"{host}/down"])
