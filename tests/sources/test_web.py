"""A site on this machine with all that goes right and wrong on the web, read in one run."""

import contextlib
import gzip
import json
import time
import tracemalloc
from collections import Counter
from collections.abc import Collection, Iterator
from collections.abc import Set as AbstractSet
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler
from ipaddress import ip_network
from typing import ClassVar

import pytest

from digest import progress
from digest.model import Document, Skipped
from digest.sources import (
    FeedState,
    Fetcher,
    FetchOptions,
    Place,
    SourceOptions,
    check,
    is_not_new,
    read,
    read_apart,
)
from tests.loopback import serving_by

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
LEAD = "The harbour of Port Ellery was closed on Tuesday after two ferries touched in fog. "
FULL = f"<p>{LEAD}</p>" * 8
PAGE = f"<html><head><title>Fog</title></head><body><article>{FULL}</article></body></html>"

BOMB = gzip.compress(b"<p>" + b"x" * 50_000_000)

pytestmark = pytest.mark.block_network(allowed_hosts=["127.0.0.1"])


def rss(*items: str) -> bytes:
    return (
        '<?xml version="1.0"?><rss version="2.0" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        f"<title>Ellery Post</title><language>en-gb</language>{''.join(items)}</channel></rss>"
    ).encode()


def item(title: str, *, link: str = "", full: bool = True, date: str | None = None) -> str:
    when = "Fri, 20 Nov 2026 08:00:00 GMT" if date is None else date
    text = f"{title}. {FULL}" if full else f"{title}: {LEAD}"
    tag = "content:encoded" if full else "description"
    return (
        f"<item><title>{title}</title><guid isPermaLink='false'>{title}</guid><link>{link}</link>"
        f"<pubDate>{when}</pubDate><{tag}><![CDATA[{text}]]></{tag}></item>"
    )


ATOM = f"""<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Coast Radio</title>
<entry><id>tag:coast,1</id><title>Pilots strike</title><link href="/pilots"/>
<updated>2026-11-20T07:00:00Z</updated><content type="html">{FULL.replace("<", "&lt;")}</content>
</entry></feed>""".encode()
JSON_FEED = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Net Gazette",
        "items": [
            {
                "id": 7,
                "title": "Nets mended",
                "content_html": FULL,
                "date_published": "2026-11-20T06:00:00Z",
            }
        ],
    }
).encode()


class Site(BaseHTTPRequestHandler):
    """Answers by path; what it was asked is counted."""

    asked: ClassVar[Counter[str]] = Counter()
    headers_of: ClassVar[dict[str, dict[str, str]]] = {}
    protocol_version = "HTTP/1.1"

    def log_message(self, *_arguments: object) -> None:
        pass

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        self.asked[path] += 1
        self.headers_of[path] = {name.lower(): value for name, value in self.headers.items()}
        name = path.strip("/").replace("-", "_").replace(".", "_").replace("/", "__") or "home"
        answer = getattr(self, f"on_{name}", None)
        try:
            if answer is None:
                self.give(b"nothing here", status=404)
            else:
                answer()
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def give(self, body: bytes, kind: str = "text/html", status: int = 200, **more: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        for name, value in more.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def go(self, target: str, status: int = 302) -> None:
        self.give(b"", status=status, Location=target)

    def on_page(self) -> None:
        self.give(PAGE.encode(), "text/html; charset=utf-8", Set_Cookie="id=7; Path=/")

    def on_rss(self) -> None:
        if self.headers.get("If-None-Match") == '"v1"':
            self.give(b"", status=304)
        else:
            body = rss(item("Ferries touch"), item("Fog lifts", link="/teased", full=False))
            self.give(body, "application/rss+xml", ETag='"v1"')

    def on_teased(self) -> None:
        self.give(PAGE.replace("Fog", "Teased").encode())

    def on_atom(self) -> None:
        self.give(gzip.compress(ATOM), "application/atom+xml", Content_Encoding="gzip")

    def on_feed_json(self) -> None:
        self.give(JSON_FEED, "application/feed+json")

    def on_list_opml(self) -> None:
        feeds = "".join(
            f'<outline text="{name}" xmlUrl="/{path}"/>'
            for name, path in (("One", "rss"), ("Two", "atom"), ("Three", "feed.json"))
        )
        self.give(f'<opml version="2.0"><body>{feeds}</body></opml>'.encode(), "text/x-opml")

    def on_metadata(self) -> None:
        self.go("http://169.254.169.254/latest/meta-data/")

    def on_inside(self) -> None:
        self.go("http://10.0.0.1/")

    def on_to_file(self) -> None:
        self.go("file:///etc/passwd")

    def on_round(self) -> None:
        self.go("/round")

    def on_busy(self) -> None:
        if self.asked["/busy"] == 1:
            self.give(b"", status=429, Retry_After="1")
        else:
            self.give(rss(item("Busy no more")), "application/rss+xml")

    def on_busy_for_long(self) -> None:
        self.give(b"", status=429, Retry_After="3600")

    def on_broken(self) -> None:
        self.give(b"", status=503)

    def on_gone(self) -> None:
        self.give(b"", status=410)

    def on_moved(self) -> None:
        self.go("/atom", status=301)

    def on_hangs(self) -> None:
        self.send_response(200)
        self.end_headers()
        while True:
            self.wfile.write(b" ")
            time.sleep(0.1)

    def on_silent(self) -> None:
        time.sleep(30)

    def on_endless(self) -> None:
        self.send_response(200)
        self.end_headers()
        while True:
            self.wfile.write(b"<p>more and more</p>" * 1000)

    def on_bomb(self) -> None:
        self.give(BOMB, Content_Encoding="gzip")

    def on_large(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "2000000000")
        self.end_headers()

    def on_home(self) -> None:
        link = '<link rel="alternate" type="application/rss+xml" href="/rss">'
        self.give(f"<html><head>{link}</head><body>Front page</body></html>".encode())

    def on_photo(self) -> None:
        self.give(b"\x89PNG\r\n", "image/png")

    def on_private__page(self) -> None:
        self.give(PAGE.encode())

    def on_robots_txt(self) -> None:
        self.give(b"User-agent: *\nDisallow: /private/\n", "text/plain")

    def on_news_xml(self) -> None:
        self.give(
            b'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
            b'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>/page</loc>'
            b"<news:news><news:publication><news:name>Ellery Post</news:name>"
            b"<news:language>en</news:language></news:publication><news:publication_date>2026-11-20"
            b"</news:publication_date><news:title>Fog</news:title></news:news></url>"
            b"<url><loc>/old</loc><lastmod>2020-01-01</lastmod></url></urlset>",
            "application/xml",
        )


class Remembered:
    """A memory as the store keeps it, in dictionaries."""

    def __init__(self) -> None:
        self.states: dict[str, FeedState] = {}
        self.marks: set[str] = set()

    def feed(self, address: str) -> FeedState | None:
        return self.states.get(address)

    def remember(self, state: FeedState) -> None:
        self.states[state.address] = state

    def newest_success(self) -> datetime | None:
        successes = (state.last_success for state in self.states.values() if state.entries)
        return max(filter(None, successes), default=None)

    def seen(self, marks: Collection[str]) -> AbstractSet[str]:
        return self.marks & set(marks)

    def saw(self, marks: Collection[str]) -> None:
        self.marks.update(marks)


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with serving_by(Site) as url:
        yield url


@pytest.fixture
def site(server: str) -> str:
    Site.asked.clear()
    Site.headers_of.clear()
    return server


HERE = (ip_network("127.0.0.0/8"),)


def read_site(
    *addresses: str | Place,
    memory: Remembered | None = None,
    since: datetime | None = None,
    now: datetime = NOW,
    options: SourceOptions | None = None,
    limits: FetchOptions | None = None,
) -> list[Document | Skipped]:
    ours = limits or FetchOptions(
        allow_networks=HERE, timeout_s=2, max_bytes=1_000_000, pause_s=0.01, max_wait_s=1
    )
    with Fetcher(ours) as fetcher:
        return list(
            read(
                [a if isinstance(a, Place) else Place(address=a) for a in addresses],
                since=since,
                now=now,
                options=options or SourceOptions(),
                fetcher=fetcher,
                report=progress.silent,
                stdin=None,
                memory=memory,
            )
        )


def titles(found: list[Document | Skipped]) -> list[str | None]:
    return [item.hints.title for item in found if isinstance(item, Document)]


def reasons(found: list[Document | Skipped]) -> list[str]:
    return [item.why for item in found if isinstance(item, Skipped)]


def test_one_run_reads_what_can_be_read_and_says_why_not_of_the_rest(site: str) -> None:
    """Feeds, a page, a list, hanging, endless and forbidden answers: in order and in time."""
    paths = (
        "page rss atom feed.json metadata hangs silent endless bomb large busy busy-for-long broken "
        "gone round to-file photo nowhere"
    )
    begun = time.monotonic()

    found = read_site(*(f"{site}/{path}" for path in paths.split()))

    assert time.monotonic() - begun < 30
    assert [None, "Ferries touch", "Fog lifts", "Pilots strike", "Nets mended", "Busy no more"] == (
        titles(found)
    )
    assert [
        "refused: 169.254.169.254 is not a public address",
        "no whole answer within 2 seconds",
        "no whole answer within 2 seconds",
        "larger than 1 MB",
        "larger than 1 MB",
        "larger than 1 MB",
        "the server says 429 Too Many Requests, and asks to come back in 3,600 s",
        "the server says 503 Service Unavailable",
        "gone for good (410): remove it from the sources",
        "more than 5 redirects",
        "only http and https are fetched",
        "not text: it holds binary data",
        "the server says 404 Not Found",
    ] == reasons(found)


@pytest.mark.parametrize("path", ["endless", "bomb", "large"])
def test_what_is_too_large_is_never_held(site: str, path: str) -> None:
    """A stream without end, fifty megabytes in fifty kilobytes, a promise of two gigabytes."""
    read_site(f"{site}/page")  # so that imports are not counted
    tracemalloc.start()

    found = read_site(f"{site}/{path}")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert ["larger than 1 MB"] == reasons(found)
    assert peak < 8_000_000


def test_a_list_gives_its_feeds_in_order(site: str) -> None:
    """An OPML is as good as its feeds, with the names that it gives them."""
    found = read_site(f"{site}/list.opml")

    assert ["Ferries touch", "Fog lifts", "Pilots strike", "Nets mended"] == titles(found)
    sources = [item.hints.source for item in found if isinstance(item, Document)]
    assert ["One", "One", "Two", "Three"] == sources


def test_a_feed_named_twice_is_read_once(site: str) -> None:
    """By itself and in a list: the second mention costs no request and says so."""
    found = read_site(f"{site}/rss", f"{site}/list.opml")

    assert 1 == Site.asked["/rss"]
    assert ["named twice, read once"] == reasons(found)
    assert [True, False] == [
        is_not_new(Skipped(what="x", why=why)) for why in (reasons(found)[0], "empty")
    ]


def test_a_teaser_is_completed_from_its_page(site: str) -> None:
    """The page is fetched, and the teaser goes along in case the page is a wall."""
    _, teased = read_site(f"{site}/rss")

    assert isinstance(teased, Document)
    assert b"Teased" in teased.content
    assert not teased.hints.is_teaser
    assert teased.instead is not None
    assert teased.instead.hints.is_teaser


def test_pages_are_not_fetched_when_that_is_off(site: str) -> None:
    """Then the teaser is the article, and marked as one."""
    _, teased = read_site(f"{site}/rss", options=SourceOptions(fetch_pages=False))

    assert isinstance(teased, Document)
    assert teased.hints.is_teaser
    assert 0 == Site.asked["/teased"]


@pytest.mark.parametrize("path", ["metadata", "inside"])
def test_private_addresses_are_refused_behind_a_redirect(site: str, path: str) -> None:
    """The metadata service of a cloud is never reached, whoever points at it."""
    (why,) = reasons(read_site(f"{site}/{path}"))

    assert why.startswith("refused: ")


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "0x7f000001", "[::1]", "[::ffff:127.0.0.1]", "2130706433"]
)
def test_this_machine_is_refused_unless_allowed(site: str, host: str) -> None:
    """However the address is written, the connection goes nowhere."""
    port = site.rpartition(":")[2]

    found = read_site(f"http://{host}:{port}/page", limits=FetchOptions(pause_s=0))

    assert [] == titles(found)
    assert 0 == Site.asked["/page"]


@pytest.mark.parametrize(
    "address",
    [
        "http://[",
        "http://127.0.0.1:abc/",
        "http://a\x00b/",
        "http://☃.example/",
        "http://\ud800.x/",
    ],
)
def test_what_is_no_address_is_skipped(address: str) -> None:
    """A mistyped address costs only itself."""
    assert ["not an address that can be fetched"] == reasons(read_site(address))


def test_robots_are_obeyed_for_pages(site: str) -> None:
    """A page that robots.txt forbids is not read, and robots.txt is asked once."""
    paths = ("private/page?a", "private/page?b", "page")

    found = read_site(*(Place(address=f"{site}/{path}", kind="page") for path in paths))

    assert ["the site's robots.txt forbids it"] * 2 == reasons(found)
    assert 1 == Site.asked["/robots.txt"]
    assert 0 == Site.asked["/private/page"]


def test_who_asks_says_so_and_keeps_no_cookie(site: str) -> None:
    """The User-Agent is honest; a cookie that was set never comes back."""
    read_site(*(Place(address=f"{site}/page?{n}", kind="page") for n in range(2)))

    headers = Site.headers_of["/page"]
    assert headers["user-agent"].startswith("digest-editions")
    assert "cookie" not in headers
    assert "gzip" == headers["accept-encoding"]


def test_nothing_is_read_twice(site: str) -> None:
    """The second run asks whether the feed changed, and reads nothing that it read before."""
    memory = Remembered()
    first = read_site(f"{site}/rss", memory=memory)

    second = read_site(f"{site}/rss", memory=memory)
    memory.states = {k: FeedState(address=k) for k in memory.states}
    third = read_site(f"{site}/rss", memory=memory)
    again = read_site(f"{site}/rss", memory=memory, options=SourceOptions(again=True))

    assert (2, 0, 0, 2) == tuple(len(titles(f)) for f in (first, second, third, again))
    assert ["read for an earlier edition"] * 2 == reasons(third)
    assert all(is_not_new(item) for item in third if isinstance(item, Skipped))


def test_a_wider_window_asks_for_everything(site: str) -> None:
    """What was too old yesterday is not lost behind an answer 304."""
    memory = Remembered()
    read_site(f"{site}/rss", memory=memory, since=NOW)

    found = read_site(f"{site}/rss", memory=memory, since=NOW - timedelta(days=7))

    assert ["Ferries touch", "Fog lifts"] == titles(found)


def test_a_feed_that_never_changes_is_read_whole_now_and_then(site: str) -> None:
    """Otherwise nobody would see that it still shows what is remembered of it."""
    memory = Remembered()
    asked = []
    for day in (0, 1, 29, 31, 60):
        read_site(f"{site}/rss", memory=memory, now=NOW + timedelta(days=day))
        asked.append("if-none-match" in Site.headers_of["/rss"])

    assert [False, True, True, False, True] == asked


def test_a_feed_that_an_earlier_digest_knew_is_read_whole_in_time(site: str) -> None:
    memory = Remembered()
    memory.states[f"{site}/rss"] = FeedState(address=f"{site}/rss", etag='"v1"')
    for day in (0, 31):
        read_site(f"{site}/rss", memory=memory, now=NOW + timedelta(days=day))

    assert "if-none-match" not in Site.headers_of["/rss"]


def test_a_feed_that_moved_is_asked_at_its_new_place(site: str) -> None:
    """A permanent redirect is remembered, so the old server is left alone."""
    memory = Remembered()
    read_site(f"{site}/moved", memory=memory)

    read_site(f"{site}/moved", memory=memory, options=SourceOptions(again=True))

    assert {"/moved": 1, "/atom": 2} == dict(Site.asked)


def test_a_feed_that_is_gone_is_not_asked_again(site: str) -> None:
    """410 disables a feed, with a word in every edition until it is removed."""
    memory = Remembered()
    read_site(f"{site}/gone", memory=memory)

    (why,) = reasons(read_site(f"{site}/gone", memory=memory))

    assert "remove" in why
    assert 1 == Site.asked["/gone"]


def test_a_short_retry_after_is_waited_for(site: str) -> None:
    """The server says one second, and gets it."""
    begun = time.monotonic()

    found = read_site(f"{site}/busy")

    assert ["Busy no more"] == titles(found)
    assert time.monotonic() - begun >= 1


def test_a_server_that_wants_to_be_left_alone_is(site: str) -> None:
    """A long Retry-After holds over runs."""
    memory = Remembered()
    read_site(f"{site}/busy-for-long", memory=memory)

    (why,) = reasons(read_site(f"{site}/busy-for-long", memory=memory))

    assert "its server asked not to be called before 2026-11-20 10:00 UTC" == why
    assert 1 == Site.asked["/busy-for-long"]


def test_failures_are_counted_until_a_success(site: str) -> None:
    """The health of a feed."""
    memory = Remembered()
    for _ in range(2):
        read_site(f"{site}/broken", memory=memory)

    assert 2 == memory.states[f"{site}/broken"].failures


def test_a_wall_in_the_place_of_a_feed_is_no_article(site: str) -> None:
    """Where a feed used to be, a page is a failure, not news."""
    memory = Remembered()
    address = f"{site}/private/page"
    memory.states[address] = FeedState(address=address, entries=30)

    found = read_site(address, memory=memory)

    assert ["no feed, but a page that names none"] == reasons(found)
    assert 1 == memory.states[address].failures


def test_a_front_page_leads_to_its_feed(site: str) -> None:
    """The address of a site is enough; its feed is found and remembered."""
    memory = Remembered()

    found = read_site(f"{site}/", memory=memory)

    assert ["Ferries touch", "Fog lifts"] == titles(found)
    assert f"{site}/rss" == memory.states[f"{site}/"].moved_to


def test_a_news_sitemap_gives_its_pages(site: str) -> None:
    """Name, title and date come from the sitemap, and the window holds for it too."""
    found = read_site(f"{site}/news.xml", since=NOW - timedelta(days=1))

    (page,) = (item for item in found if isinstance(item, Document))
    assert ("Ellery Post", "Fog", "en") == (
        page.hints.source,
        page.hints.title,
        page.hints.language,
    )
    assert ["older than 2026-11-19 09:00 UTC"] == reasons(found)


def test_without_a_network_all_is_skipped_by_name() -> None:
    """A build without a network says so and goes on with what it has."""
    (skipped,) = read(
        [Place(address="https://post.example/feed")],
        since=None,
        now=NOW,
        options=SourceOptions(),
        fetcher=None,
        report=progress.silent,
        stdin=None,
    )

    expected = Skipped(what="https://post.example/feed", why="not fetched: there is no network")
    assert expected == skipped


def test_health_tells_fresh_from_stale_and_full_from_teasers(site: str) -> None:
    """Each place in order: what it gives, how new it is, where it went, what is wrong."""
    places = [Place(address=f"{site}/{path}") for path in ("rss", "", "list.opml", "page", "gone")]
    limits = FetchOptions(allow_networks=HERE, timeout_s=2, pause_s=0)

    with Fetcher(limits) as fetcher:
        rss_, home, list_, page, gone = check(
            places, now=NOW, options=SourceOptions(), fetcher=fetcher
        )
        (stale,) = check(
            places[:1], now=NOW + timedelta(days=60), options=SourceOptions(), fetcher=fetcher
        )

    assert (2, 1, "some full text, some teasers") == (rss_.entries, rss_.teasers, rss_.texts)
    assert datetime(2026, 11, 20, 8, tzinfo=UTC) == rss_.newest_item
    assert ("feed", f"{site}/rss", "Ellery Post") == (home.form, home.moved_to, home.title)
    assert ("list of 3 places", "article") == (list_.form, page.form)
    assert (False, "gone for good (410): remove it from the sources") == (
        gone.is_readable,
        gone.problem,
    )
    assert "nothing new for 60 days" == stale.problem
    assert 0 == Site.asked["/teased"]


class Dripping(BaseHTTPRequestHandler):
    """Sends a byte now and then, and never the last one."""

    asked = 0

    def do_GET(self) -> None:
        type(self).asked += 1
        self.send_response(200)
        self.end_headers()
        with contextlib.suppress(OSError):
            for _ in range(100):
                self.wfile.write(b"x")
                time.sleep(0.1)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def dripping() -> Iterator[str]:
    Dripping.asked = 0
    with serving_by(Dripping) as url:
        yield url


def test_a_host_that_never_ends_is_given_up(dripping: str) -> None:
    """The rest of its pages cost nothing, and each says why it was not read."""
    limits = FetchOptions(allow_networks=HERE, timeout_s=0.3, pause_s=0, per_host=1)

    found = read_site(*(f"{dripping}/robots.txt?{n}" for n in range(20)), limits=limits)

    assert len(found) == 20
    assert 3 <= Dripping.asked < 12
    assert isinstance(found[-1], Skipped)
    assert found[-1].why == "not fetched: its host gave no answer 3 times"


def test_all_fetching_ends_by_its_deadline(dripping: str) -> None:
    limits = FetchOptions(
        allow_networks=HERE, timeout_s=2, deadline_s=0.5, pause_s=0, per_host=1, most_failures=99
    )
    start = time.monotonic()

    found = read_site(*(f"{dripping}/robots.txt?{n}" for n in range(20)), limits=limits)

    assert time.monotonic() - start < 4
    assert isinstance(found[-1], Skipped)
    assert found[-1].why.startswith("not fetched: the 0.5 seconds for fetching were over")


def test_a_host_that_sends_its_reader_away_is_still_asked(site: str) -> None:
    """It answers; only silence gives a host up."""
    found = read_site(*(f"{site}/metadata?{n}" for n in range(4)), f"{site}/page")

    assert len(titles(found)) == 1


def test_places_that_are_read_apart_each_give_what_they_share(site: str) -> None:
    """Whoever chose one of two feeds gets its articles, whatever the other one has."""
    ours = FetchOptions(allow_networks=HERE, timeout_s=2, pause_s=0.01, max_wait_s=1)
    one, other = (Place(address=f"{site}/rss", name=name) for name in ("One", "Other"))
    with Fetcher(ours) as fetcher:
        found = list(
            read_apart(
                [one, other],
                since=None,
                now=NOW,
                options=SourceOptions(fetch_pages=False),
                fetcher=fetcher,
                report=progress.silent,
                memory=Remembered(),
            )
        )
    given = {place: titles([item for at, item in found if at == place]) for place in (one, other)}

    assert given[one]
    assert given[one] == given[other]
