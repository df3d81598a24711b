"""What a feed says arrives whole: nothing is cut at a mark, taken from a picture, or left packed."""

from base64 import b64encode
from itertools import product

import pytest

from digest.sources.feed import parse_feed
from digest.sources.found import Entry, Feed
from digest.sources.opml import read_opml
from digest.sources.place import Place

BASE = "https://post.example/feeds/all.xml"
SPACES = (
    'xmlns:media="http://www.rssboard.org/media-rss" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    ' xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" xmlns:geo="urn:places"'
)


def rss(item: str, channel: str = "") -> Entry:
    content = (
        f"<rss {SPACES}><channel><title>Post</title>{channel}<item>{item}</item></channel></rss>"
    )
    (entry,) = parse_feed(content.encode(), base=BASE).entries
    return entry


def atom(entry: str, feed: str = "") -> Entry:
    head = '<feed xmlns="http://www.w3.org/2005/Atom"><title>Post</title>'
    (found,) = parse_feed(f"{head}{feed}<entry>{entry}</entry></feed>".encode(), base=BASE).entries
    return found


@pytest.mark.parametrize("cause", ["&", "&nbsp;", "&bogus;", "&#146;", "&#7;", "&#xD800;", "\x0b"])
def test_a_fault_in_the_markup_cuts_no_word(cause: str) -> None:
    """An ampersand that begins no reference is text, in titles, texts and addresses."""
    found = rss(
        f"<title>M&S and Q&A: quay <![CDATA[R&D & more]]></title><description>{cause} B&Bs paid."
        "</description><link>https://post.example/a?id=3&page=4&copy=2</link>"
    )
    assert "M&S and Q&A: quay R&D & more" == found.title
    assert "https://post.example/a?id=3&page=4&copy=2" == found.url
    assert found.html.endswith("B&amp;Bs paid.") or found.html.endswith("B&Bs paid.")


def test_marks_by_the_numbers_of_windows_1252() -> None:
    """`&#146;` is an apostrophe, whether the XML has a fault or none."""
    assert "Quay’s “end”" == rss("<title>Quay&#146;s &#x93;end&#148;</title>").title
    assert "Quay’s “end” & more" == rss("<title>Quay&#146;s &#x93;end&#148; & more</title>").title


def test_an_address_in_cdata_stays() -> None:
    """What is mended elsewhere is right as it stands there."""
    assert (
        "https://post.example/?a=1&b=2"
        == rss("<title>A & B</title><link><![CDATA[https://post.example/?a=1&b=2]]></link>").url
    )


def test_only_known_vocabularies_speak_of_the_article() -> None:
    """A picture's title is not the text, a place's name not the headline."""
    found = rss(
        "<geo:title>Tarrin</geo:title><geo:date>2020-01-01</geo:date><title>Quay closed</title>"
        "<description>The quay is closed.</description><media:content>"
        f"<media:title>{'A grey quay with gulls. ' * 20}</media:title></media:content>"
    )
    assert ("Quay closed", "The quay is closed.", None) == (
        found.title,
        found.html,
        found.published,
    )


def test_a_vocabulary_may_be_undeclared_or_of_another_name() -> None:
    """Many a feed forgets to declare a prefix, or gives RSS a namespace of its own."""
    content = (
        b'<rss xmlns="urn:own"><channel><item><title>A</title><dc:creator>Ada Quill</dc:creator>'
        b"<content:encoded>Text</content:encoded></item></channel></rss>"
    )
    (entry,) = parse_feed(content).entries
    assert ("A", ("Ada Quill",), "Text", True) == (
        entry.title,
        entry.authors,
        entry.html,
        entry.is_content,
    )


def test_podcasts_and_videos_say_it_elsewhere() -> None:
    """It counts where nothing else is said."""
    found = rss(
        "<itunes:title>T</itunes:title><itunes:author>A. Q.</itunes:author><itunes:summary>S</itunes:summary>"
    )
    assert ("T", ("A. Q.",), "S") == (found.title, found.authors, found.html)
    other = "<title>X</title><dc:creator>Y</dc:creator><description>Z</description>"
    found = rss(f"<itunes:title>T</itunes:title><itunes:author>A</itunes:author>{other}")
    assert ("X", ("Y",), "Z") == (found.title, found.authors, found.html)
    assert "V" == rss("<media:group><media:description>V</media:description></media:group>").html


@pytest.mark.parametrize(
    ("attributes", "words", "title"),
    [
        ('type="text"', "Why &lt;main&gt; matters", "Why <main> matters"),
        ('type="html"', "Why &lt;b&gt;it&lt;/b&gt; matters", "Why it matters"),
        ("", "Why &lt;b&gt;it&lt;/b&gt; matters", "Why it matters"),
        ("", "Profit &lt; 3 per cent", "Profit < 3 per cent"),
        ('type="xhtml"', "<div>The <i>&lt;tag&gt;</i></div>", "The <tag>"),
        ('type="html"', "A&lt;script&gt;b()&lt;/script&gt; quay", "A quay"),
        ('type="application/octet-stream"', b64encode(b"Packed").decode(), "Packed"),
        ('mode="base64"', b64encode("Fähre".encode()).decode(), "Fähre"),
    ],
)
def test_a_title_is_what_atom_calls_it(attributes: str, words: str, title: str) -> None:
    """Text keeps its angle brackets, markup loses them, what is packed is unpacked."""
    assert title == atom(f"<title {attributes}>{words}</title>").title


def test_a_picture_is_no_text() -> None:
    """What is packed and no text says nothing."""
    packed = b64encode(bytes(range(256))).decode()
    assert "" == atom(f'<title>A</title><content type="image/png">{packed}</content>').html


def test_links_start_from_the_nearest_base() -> None:
    """`xml:base` may stand at the feed, the entry and the link."""
    found = atom('<link xml:base="b/" href="c"/>', "")
    assert "https://post.example/feeds/b/c" == found.url
    content = (
        b'<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://a.example/x/">'
        b'<entry xml:base="y/"><link xml:base="z/" href="w"/></entry></feed>'
    )
    assert "https://a.example/x/y/z/w" == parse_feed(content).entries[0].url


def test_who_wrote_is_inherited() -> None:
    """Atom's entries are by their source's or feed's authors, unless that is the feed itself."""
    ada, bo = "<author><name>Ada Quill</name></author>", "<author><name>Bo Reed</name></author>"
    assert ("Ada Quill",) == atom("<title>A</title>", ada).authors
    assert ("Bo Reed",) == atom(f"<title>A</title>{bo}", ada).authors
    assert ("Bo Reed",) == atom(f"<title>A</title><source>{bo}</source>", ada).authors
    assert () == atom("<title>A</title>", "<author><name>Post</name></author>").authors


@pytest.mark.parametrize(
    "written",
    [
        "desk@post.example (Ada Quill)",
        "Ada Quill &lt;desk@post.example&gt;",
        "Ada Quill (desk@post.example)",
        "Ada Quill, desk@post.example",
    ],
)
def test_an_author_is_a_name(written: str) -> None:
    """RSS wants an address there, and readers a person."""
    assert ("Ada Quill",) == rss(f"<author>{written}</author><title>A</title>").authors


@pytest.mark.parametrize("link", ["N/A", "none", "-", "", "#"])
def test_what_is_no_address_is_none(link: str) -> None:
    """A stopgap does not become a page of the outlet."""
    assert rss(f"<title>A</title><link>{link}</link>").url is None


@pytest.mark.parametrize(
    ("form", "charset"), [*product(["rss", "opml"], ["utf-8", "cp1252", "gb18030"])]
)
def test_lists_and_feeds_are_decoded_alike(form: str, charset: str) -> None:
    """Also where only the transport says how."""
    name = "Größe" if charset != "gb18030" else "大桥六月重开"
    if form == "rss":
        content = f"<rss><channel><title>{name}</title><item/></channel></rss>".encode(charset)
        assert name == parse_feed(content, charset=charset).title
    else:
        content = f'<opml><body><outline title="{name}" xmlUrl="{BASE}"/></body></opml>'.encode(
            charset
        )
        assert [name] == [
            one.name for one in read_opml(content, Place(address="x"), charset=charset)
        ]


def test_a_feed_without_its_version_is_one() -> None:
    """JSON Feed is known by its items too."""
    assert isinstance(parse_feed(b'{"version": "1.0", "items": [{"content_text": "A"}]}'), Feed)
    assert 1 == len(parse_feed(b'{"version": "1.0", "items": [{"content_text": "A"}]}').entries)
