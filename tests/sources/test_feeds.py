"""Feeds of every kind, whole and broken, and what is made of their entries."""

import time
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.language.written_dates import parse_date
from digest.model import Document, Skipped
from digest.sources.address import absolute
from digest.sources.discover import find_feeds, is_article
from digest.sources.entries import from_entry, outlet_of
from digest.sources.feed import parse_feed
from digest.sources.found import Entry, Feed, Wanted
from digest.sources.harmless import harmless
from digest.sources.kinds import KINDS, sniff
from digest.sources.one_line import from_markup
from digest.sources.opml import read_opml, write_opml
from digest.sources.place import Place
from digest.sources.sift import Marks, sift, with_marks
from digest.sources.sitemap import read_sitemap
from digest.sources.teaser import is_whole

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
BASE = "https://post.example/feeds/all.xml"
LEAD = "The harbour of Port Ellery was closed on Tuesday after two ferries touched in fog."
PLACE = Place(address=BASE)


def titles(feed: Feed) -> list[str | None]:
    return [entry.title for entry in feed.entries]


def test_rss_2_with_everything() -> None:
    """Content goes before its summary, the creator before nobody, links become absolute."""
    feed = parse_feed(
        b"""<?xml version="1.0" encoding="utf-8"?>
        <rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
         xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/">
        <channel><title>Ellery Post</title><link>https://post.example/</link>
        <language>en-gb</language><item><title>Ferries &amp;amp; fog</title>
        <link>/2026/ferries?utm_source=rss&amp;id=7</link><guid isPermaLink="false">7</guid>
        <media:title>A photograph</media:title><media:description>Ferries</media:description>
        <description>Short.</description><content:encoded><![CDATA[<p>Long &nbsp; text.</p>]]>
        </content:encoded><dc:creator>Ada Quill</dc:creator>
        <pubDate>Fri, 20 Nov 2026 09:00:00 +0100</pubDate></item></channel></rss>""",
        base=BASE,
    )

    (entry,) = feed.entries
    assert ("Ellery Post", "en", "https://post.example/") == (feed.title, feed.language, feed.home)
    assert ("7", "Ferries & fog", ("Ada Quill",), datetime(2026, 11, 20, 8, tzinfo=UTC)) == (
        entry.id,
        entry.title,
        entry.authors,
        entry.published,
    )
    assert "https://post.example/2026/ferries?id=7" == entry.url
    assert entry.is_content
    assert "<p>Long" in entry.html


def test_atom_with_markup_inside() -> None:
    """XHTML content comes back as markup, and the alternate link is the article's."""
    feed = parse_feed(
        b"""<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de"><title>Netz</title>
        <entry><title type="html">Nebel &lt;em&gt;im Hafen&lt;/em&gt;</title><id>urn:1</id>
        <link rel="self" href="/1.atom"/><link rel="alternate" type="text/html" href="/1"/>
        <author><name>Bo Reed</name></author><updated>2026-11-20T09:00:00Z</updated>
        <published>2026-11-19T09:00:00Z</published><content type="xhtml">
        <div xmlns="http://www.w3.org/1999/xhtml"><p>Erst <b>dicht</b>, dann klar.</p></div>
        </content></entry></feed>""",
        base=BASE,
    )

    (entry,) = feed.entries
    assert ("Nebel im Hafen", "https://post.example/1", ("Bo Reed",), "de") == (
        entry.title,
        entry.url,
        entry.authors,
        entry.language,
    )
    assert datetime(2026, 11, 19, 9, tzinfo=UTC) == entry.published
    assert "<p>Erst <b>dicht</b>, dann klar.</p>" in entry.html


def test_rss_1_and_0_91() -> None:
    """Old feeds: items beside the channel, or without dates and ids."""
    rdf = b"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
        xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
        <channel><title>Old Post</title></channel><item><title>Fog</title>
        <link>https://post.example/fog</link><dc:date>2026-11-20</dc:date></item></rdf:RDF>"""
    old = b"""<!DOCTYPE rss PUBLIC "-//Netscape//DTD RSS 0.91//EN" "http://x.example/rss.dtd">
        <rss version="0.91"><channel><title>Older Post</title><item><title>Nets</title>
        <link>https://post.example/nets</link></item></channel></rss>"""

    assert [["Fog"], ["Nets"]] == [titles(parse_feed(rdf)), titles(parse_feed(old))]


@pytest.mark.parametrize(
    ("fault", "content"),
    [
        ("comments before the declaration", b'<!-- x --><?xml version="1.0"?><rss>%s</rss>'),
        ("entities of HTML", b"<rss><title>Caf&eacute;&nbsp;&unknown;</title>%s</rss>"),
        ("a bare ampersand", b"<rss><title>Fish & chips</title>%s</rss>"),
        ("control characters", b"<rss><title>A\x08\x0b\x00B</title>%s</rss>"),
        (
            "bytes that are not UTF-8",
            b'<?xml version="1.0" encoding="utf-8"?><rss>\xff\xe9%s</rss>',
        ),
        ("a wrong declaration", b'<?xml version="1.0" encoding="utf-16"?><rss>%s</rss>'),
        ("an unknown encoding", b'<?xml version="1.0" encoding="x-none"?><rss>%s</rss>'),
        ("values without marks", b"<rss version=2.0><a b=c>%s</a></rss>"),
        ("no end", b"<rss><channel>%s<item><title>Cut"),
        ("wrong nesting", b"<rss><channel><b><i>%s</b></i></channel>"),
        ("undeclared prefixes", b"<rss:rss><rss:channel>%s</rss:channel></rss:rss>"),
        ("HTML around it", b"<html><body><rss>%s</rss></body></html>"),
    ],
)
def test_a_broken_feed_keeps_its_items(fault: str, content: bytes) -> None:
    """Whatever is wrong around them, both items are found with their titles."""
    items = b"<item><title>One</title></item><item><title>Two</title></item>"

    assert ["One", "Two"] == titles(parse_feed(content.replace(b"%s", items)))[:2], fault


def test_letters_survive_a_wrong_declaration() -> None:
    """Windows letters in a feed that claims UTF-8 are still letters."""
    content = (
        '<?xml version="1.0" encoding="utf-8"?><rss><item><title>Café – ö</title></item></rss>'
    )

    assert ["Café – ö"] == titles(parse_feed(content.encode("cp1252")))
    assert ["Café – ö"] == titles(parse_feed(content.encode("utf-16")))


def test_entities_are_never_expanded() -> None:
    """A bomb of entities and an outside entity give nothing, at once."""
    bomb = (
        '<!DOCTYPE b [<!ENTITY a0 "aaaaaaaaaa">'
        + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
        + '<!ENTITY out SYSTEM "file:///etc/passwd">]>'
        + "<rss><item><title>&a11;&out;</title><link>x</link></item></rss>"
    )
    begun = time.process_time()

    (entry,) = parse_feed(bomb.encode()).entries

    assert time.process_time() - begun < 10
    assert len(entry.title or "") < 50
    assert "root:" not in (entry.title or "")


@pytest.mark.parametrize(
    "content",
    [
        b"<rss>" + b"<a>" * 100_000,
        b"<rss>" + b"<item>" * 50_000,
        b"<rss><item a=" + b"a=" * 200_000,
        b"<rss><!DOCTYPE" + b"[" * 200_000,
        b"<rss><item><title>" + b"<" * 200_000,
        b"<rss><item><title>" + b"&" * 200_000,
        b'{"version": "https://jsonfeed.org/version/1", "items": ' + b"[" * 100_000,
        b"<rss><item><pubDate>" + b"1" * 200_000,
        b"<" * 300_000,
        b"<rss " + b"x='" * 100_000,
    ],
)
def test_a_hostile_feed_costs_little_time(content: bytes) -> None:
    """Nesting, repetition and half-open marks end in bounded time, and raise nothing."""
    begun = time.process_time()

    parse_feed(content)

    assert time.process_time() - begun < 10


@settings(max_examples=150)
@given(st.binary(max_size=300), st.sampled_from([b"", b"<rss><item>", b"<feed><entry>", b"{"]))
def test_no_bytes_make_a_parser_raise(noise: bytes, head: bytes) -> None:
    """Feed, list, sitemap, page: bytes of any kind give something or nothing."""
    content = head + noise
    assert isinstance(parse_feed(content, base=BASE), Feed)
    assert isinstance(read_opml(content, PLACE), list)
    assert isinstance(read_sitemap(content, PLACE), Feed | list)
    assert isinstance(find_feeds(content, BASE), list)
    assert sniff(content) in KINDS


@settings(max_examples=150)
@given(st.text(max_size=120))
def test_no_words_make_a_reader_raise(text: str) -> None:
    """A title is one clean line, an address is http(s) or nothing, a date is UTC or nothing."""
    assert "\n" not in from_markup(text)
    assert (absolute(text, BASE) or "http").startswith("http")
    moment = parse_date(text)
    assert moment is None or moment.utcoffset() == timedelta()


def test_ligatures_of_a_title_are_written_out() -> None:
    """So that an outlet or a headline is found by the letters that people type."""
    assert "first office" == from_markup("&#xFB01;rst oﬃce")


@given(st.lists(st.sampled_from("abc<>&\"'= /!-"), max_size=80).map("".join))
def test_harmless_html_carries_no_script(markup: str) -> None:
    """Cut tags and stray marks never add up to something that acts."""
    cleaned = harmless(f"<p onclick=x>{markup}<script>bad()</script>{markup}")

    assert "<script" not in cleaned
    assert "<p onclick" not in cleaned


@pytest.mark.parametrize("embed", ["<iframe src=x />", "<iframe src=x>", "<object data=x>"])
def test_an_embed_without_an_end_swallows_nothing(embed: str) -> None:
    """Feeds write a video as XML does; the paragraphs after it are the article's."""
    assert "<p>Two</p><p>ferries</p>" == harmless(f"<p>Two{embed}</p><p>ferries</p>")


def test_harmless_html_keeps_the_words() -> None:
    """Structure and links to pages stay; what acts or loads is gone."""
    cleaned = harmless(
        '<h2 style="x">Fog</h2><p>Two <a href="https://a.example/">ferries</a> '
        '<a href="javascript:x()">touched</a><img src=x onerror=y><iframe src=z></iframe></p>'
    )

    assert (
        '<h2>Fog</h2><p>Two <a href="https://a.example/">ferries</a> <a>touched</a></p>' == cleaned
    )


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("/a b", "https://post.example/a%20b"),
        (" https://a.example/x\n", "https://a.example/x"),
        ("//cdn.example/x", "https://cdn.example/x"),
        ("https://a.example/?utm_medium=x&id=1&fbclid=y", "https://a.example/?id=1"),
        ("javascript:alert(1)", None),
        ("data:text/html,x", None),
        ("mailto:a@b.example", None),
        ("http://[broken", None),
        ("", None),
        ("https://" + "a" * 5000, None),
    ],
)
def test_only_web_addresses_are_links(link: str, expected: str | None) -> None:
    """A link is absolute, http(s), and does not follow its reader around."""
    assert expected == absolute(link, BASE)


def entry(name: str, *, age_hours: float | None = 1, url: str | None = None) -> Entry:
    published = None if age_hours is None else NOW - timedelta(hours=age_hours)
    return Entry(id=name, title=name, published=published, url=url)


def marked_of(*entries: Entry) -> list[tuple[Marks, Entry]]:
    return with_marks(Feed(entries=entries), "feed")


def reasons(
    *entries: Entry, seen: Sequence[str] = (), most: int = 9, hours: int = 24
) -> list[str | None]:
    since = NOW - timedelta(hours=hours)
    marked = marked_of(*entries)
    return [w for _, _, w in sift(marked, since=since, now=NOW, seen=set(seen), most=most)]


def test_the_window_leaves_out_with_a_reason() -> None:
    """Every entry is read or has its reason; an undated one is new until it was seen."""
    found = reasons(
        entry("new"),
        entry("old", age_hours=30),
        entry("undated", age_hours=None),
        entry("seen"),
        entry("many"),
        seen=["feed seen"],
        most=2,
    )

    assert [
        None,
        "older than 2026-11-19 09:00 UTC",
        None,
        "read for an earlier edition",
        "more than 2 new entries in its feed",
    ] == found


@given(
    st.lists(st.tuples(st.sampled_from("abcd"), st.none() | st.floats(-99, 99)), max_size=12),
    st.sets(st.sampled_from(["feed a", "feed b", "feed c None"])),
    st.integers(0, 5),
)
def test_no_entry_is_lost_on_the_way(
    drawn: list[tuple[str, float | None]], seen: set[str], most: int
) -> None:
    """Every entry comes out once, in its order, read or with its reason; never more than asked."""
    entries = [entry(name, age_hours=age) for name, age in drawn]

    found = list(sift(marked_of(*entries), since=NOW, now=NOW, seen=seen, most=most))

    assert [e.id for e in entries] == [e.id for _, e, _ in found]
    taken = [marks for marks, _, why in found if why is None]
    assert len(taken) == len(set(taken)) <= most


def test_a_date_ahead_is_no_date() -> None:
    """An entry of next week is taken once, and not dated next week."""
    ((_, ahead, why),) = sift(
        marked_of(entry("ahead", age_hours=-48)), since=NOW, now=NOW, seen=set(), most=1
    )

    assert (None, None) == (ahead.published, why)


def test_a_day_without_a_time_counts_whole() -> None:
    """Yesterday's date alone is within the last 24 hours."""
    assert [None, "older than 2026-11-19 09:00 UTC"] == reasons(
        entry("yesterday", age_hours=33), entry("before", age_hours=57)
    )


def test_repeated_ids_are_still_two_articles() -> None:
    """Some feeds give every entry the same id."""
    found = reasons(
        entry("x", url="https://a.example/1"), entry("x", url="https://a.example/2"), entry("y")
    )

    assert [None, None, None] == found


def made(
    html: str, *, fetch_page: bool = True, is_content: bool = True, url: str | None = None
) -> Document | Wanted | Skipped:
    found = Entry(id="1", title="Fog", url=url, html=html, is_content=is_content)
    return from_entry(found, "Ellery Post", PLACE, fetch_page=fetch_page)


def outlets(feed: Feed) -> list[str | None]:
    named = outlet_of(feed)
    return [named(entry) for entry in feed.entries]


def test_a_feed_of_others_pages_is_not_their_outlet() -> None:
    """A list of links names its own pages; the others are named by theirs."""
    feed = Feed(
        title="Harbour Links",
        home="https://links.example/",
        entries=(
            Entry(id="1", url="https://links.example/1"),
            Entry(id="2", url="https://post.example/fog"),
            Entry(id="3", url="https://www.harbourlinks.example/3"),
            Entry(id="4", title="Fog", source="Fog"),
            Entry(id="5", url="https://links.example/5", source="Ellery Post"),
        ),
    )

    assert ["Harbour Links", None, "Harbour Links", "Harbour Links", "Ellery Post"] == outlets(feed)


def test_a_feed_may_keep_all_its_pages_elsewhere() -> None:
    """A podcast or a paper with two domains is still its own outlet."""
    pages = (
        Entry(id="1", url="https://host.example/1"),
        Entry(id="2", url="https://host.example/2"),
    )

    assert {"Fog Radio"} == {
        *outlets(Feed(title="Fog Radio", home="https://fog.example", entries=pages))
    }


def test_whole_text_is_not_fetched_again() -> None:
    """An entry with its article costs no request."""
    document = made(f"<p>{LEAD}</p>" * 8, url="https://a.example/1")

    assert isinstance(document, Document)
    assert not document.hints.is_teaser
    assert "Ellery Post" == document.hints.source


def test_a_teaser_without_a_page_is_marked() -> None:
    """What is only a beginning says so."""
    document = made(f"<p>{LEAD}</p>", fetch_page=False)

    assert isinstance(document, Document)
    assert document.hints.is_teaser


def test_a_headline_alone_is_skipped() -> None:
    """Nothing is told from a headline."""
    assert isinstance(made("", fetch_page=False), Skipped)


@pytest.mark.parametrize(
    "ending", ["…", " [...]", " Read more", " Continue reading →", " Weiterlesen"]
)
def test_text_that_breaks_off_is_a_teaser(ending: str) -> None:
    """Length does not make an article whole."""
    assert not is_whole(LEAD * 20 + ending, is_content=True)
    assert is_whole(LEAD * 20, is_content=True)


def test_opml_goes_out_and_comes_back() -> None:
    """Names, folders and languages survive the way through another reader's format."""
    places = [
        Place(address="https://a.example/rss", name="A & <B>", section="Coast", kind="feed"),
        Place(address="https://b.example/rss", name="B", language="de", kind="feed"),
    ]

    assert places == sorted(
        read_opml(write_opml(places, title="Mine\x08"), PLACE), key=lambda place: place.address
    )


def test_a_sitemap_index_prefers_news() -> None:
    """Of many sitemaps those of the news are read."""
    index = b"""<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
        <sitemap><loc>https://a.example/pages.xml</loc></sitemap>
        <sitemap><loc>https://a.example/news.xml</loc></sitemap></sitemapindex>"""

    places = read_sitemap(index, PLACE)

    assert isinstance(places, list)
    assert [("https://a.example/news.xml", "sitemap")] == [(p.address, p.kind) for p in places]


def test_feeds_are_found_on_a_page() -> None:
    """What the head declares goes first, comments last; an article is not a front page."""
    page = b"""<html><head>
        <link rel="alternate" type="application/rss+xml" title="Comments" href="/comments/feed">
        <link rel="alternate" type="application/atom+xml" href="/atom"></head>
        <body><a href="/rss.xml">RSS</a><a href="/feedback">Write to us</a></body></html>"""

    assert [
        "https://post.example/atom",
        "https://post.example/rss.xml",
        "https://post.example/comments/feed",
    ] == find_feeds(page, BASE)


@pytest.mark.parametrize(
    ("path", "page", "expected"),
    [
        ("/", b'<meta property="og:type" content="article">', True),
        ("/", b"<meta content='article' property='og:type'>", True),
        ("/", b'<meta property="og:type" content="website">{"@type": "BlogPosting"}', False),
        ("/", b'<script>{"@type": "NewsArticle"}</script>', True),
        ("/", b'<script>[{"@type": "NewsArticle"}, {"@type": "NewsArticle"}]</script>', False),
        ("/", b"<p>Front page</p>", False),
        ("/world/north-sea", b"<p>A section</p>", False),
        ("/world/two-ferries-touch-in-fog/", b"<p>An article</p>", True),
        ("/2026/a123456.html", b"<p>An article</p>", True),
    ],
)
def test_an_article_is_told_from_a_front_page(path: str, page: bytes, *, expected: bool) -> None:
    """The address of an article is read as that, not as the feed of its site."""
    assert expected == is_article(page, f"https://post.example{path}")
