"""The site of all editions: stable addresses, no way out of its folder, nothing that runs."""

import json
import posixpath
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from urllib.parse import urlsplit

import feedparser
import pytest
from lxml import html

from digest.errors import ConfigError
from digest.model import Correction, Digest, MadeWith, Proof
from digest.rendering import Look
from digest.rendering.archive import Site, WebPaths, files, issue_of
from digest.rendering.theme import Theme
from digest.resources import loader
from tests.building import at
from tests.golden_digest import DIGEST

TEMPLATES = loader("templates")
WEB_URL = "https://news.example.org/ledger/{date}-{number}/"


def numbered(number: int, **changes: object) -> Digest:
    """The golden edition under that number, on a day of its own."""
    day = DIGEST.edition.date + timedelta(days=number - DIGEST.edition.number)
    edition = replace(DIGEST.edition, number=number, date=day)
    return replace(DIGEST, edition=edition, **changes)  # type: ignore[arg-type]


def site(*digests: Digest, web_url: str | None = WEB_URL) -> Mapping[str, str]:
    paths = WebPaths.of(web_url)
    look = Look(templates=TEMPLATES, web_url=web_url)
    issues = [issue_of(digest, look, paths) for digest in digests]
    made = Site.of(issues, newsletter="ledger", paths=paths, templates=TEMPLATES)
    return {path: content.decode() for path, content in files(made)}


def links(path: str, page: str) -> list[str]:
    """Where the page's links to files of the site lead, from its folder."""
    tree = html.document_fromstring(page.encode(), parser=html.HTMLParser(encoding="utf-8"))
    found = [urlsplit(link) for link in tree.xpath("//@href | //@src")]
    inner = (link for link in found if not link.scheme and link.path)
    return [
        posixpath.normpath(posixpath.join(posixpath.dirname(path), link.path)) for link in inner
    ]


@pytest.mark.parametrize("web_url", [WEB_URL, None, "https://x.example/{number}.html"])
def test_every_link_of_the_site_leads_to_a_file_of_it(web_url: str | None) -> None:
    """Opened from disk, where no server puts index.html behind a folder."""
    made = site(numbered(11), numbered(12), web_url=web_url)
    pages = {path: content for path, content in made.items() if path.endswith(".html")}

    assert len(pages) == 2 + len(DIGEST.stories) + 3  # their threads; index, threads, search
    assert [] == [
        (path, link)
        for path, page in pages.items()
        for link in links(path, page)
        if link not in made
    ]


def test_an_edition_keeps_its_address_and_a_feed_its_entry() -> None:
    """A bookmark and a feed reader's memory stand whatever editions join."""
    before, after = site(numbered(12)), site(numbered(11), numbered(12), numbered(13))

    assert set(before) - {"feed.xml"} <= set(after)
    [entry] = feedparser.parse(before["feed.xml"]).entries
    assert entry.id in [later.id for later in feedparser.parse(after["feed.xml"]).entries]
    assert entry.link == "https://news.example.org/ledger/2026-05-03-12/"
    assert "2026-05-03-12/index.html" in after


def test_the_same_editions_give_the_same_bytes_and_old_pages_stay() -> None:
    """A new edition touches its neighbour's way to the next one, and no older page."""
    two = [numbered(10), numbered(11)]
    before, after = site(*two), site(*two, numbered(12))

    assert before == site(*reversed(two))
    same = {path for path in before if before[path] == after[path]}
    assert {"2026-05-01-10/index.html", "2026-05-01-10/index.md", "2026-05-02-11/index.md"} <= same


def test_feeds_are_valid_and_hold_the_whole_edition() -> None:
    made = site(numbered(11), numbered(12))
    told = feedparser.parse(made["feed.xml"].encode())
    as_json = json.loads(made["feed.json"])

    assert not told.bozo
    assert told.version == "atom10"
    assert [entry.id for entry in told.entries] == [item["id"] for item in as_json["items"]]
    for content in (told.entries[0].content[0].value, as_json["items"][0]["content_html"]):
        text = html.fromstring(content).text_content()
        for story in DIGEST.stories:
            assert all(" ".join(p.text.split()) in text for p in story.summary.points if p.is_new)
    assert as_json["items"][0]["url"] == "https://news.example.org/ledger/2026-05-03-12/"
    assert told.feed.links[0].href == "https://news.example.org/ledger/feed.xml"


def test_without_an_address_there_are_no_feeds() -> None:
    """An entry without an absolute link leads nowhere."""
    assert not {"feed.xml", "feed.json"} & set(site(numbered(12), web_url=None))


def test_a_story_that_goes_on_has_a_page_with_what_each_edition_added() -> None:
    made = site(numbered(11), numbered(12))
    threads = [path for path in made if path.startswith("threads/") and "index" not in path]

    assert len(threads) == len(DIGEST.stories)
    page = next(made[path] for path in threads if "holds its rate" in made[path])
    assert "left its key rate at 3.75 per cent" in page
    assert "by the autumn, the bank said" not in page  # an earlier edition printed it
    assert 'href="../2026-05-02-11/index.html#story-' in page
    assert set(made) & set(threads) == set(threads)
    assert not [path for path in site(numbered(12)) if path in threads]


def test_a_thread_of_one_day_names_the_day_once() -> None:
    """Two editions of one day, and two of two."""
    morning = numbered(11)
    evening = replace(morning, edition=replace(morning.edition, number=12))

    assert "2 editions, 2\u00a0May\u00a02026<" in site(morning, evening)["threads/index.html"]
    listed = site(morning, numbered(12))["threads/index.html"]
    assert "2 editions, 2\u00a0May\u00a02026 to 3\u00a0May\u00a02026<" in listed


def test_the_search_finds_by_words_and_holds_no_markup() -> None:
    """The index is data in a script of its own, as a page from disk may not fetch JSON."""
    index = site(numbered(12))["search-index.js"]
    rows = json.loads(index.removeprefix("digestStories = ").rstrip(";\n"))

    assert index.isascii()
    assert [row[0] for row in rows] == [f"2026-05-03-12/index.html#story-{n}" for n in range(1, 6)]
    assert "Harbour Post" in rows[0][4]


def test_no_page_needs_or_runs_a_script_but_the_search() -> None:
    made = site(numbered(12))

    for path, page in made.items():
        if path.endswith(".html") and path != "search.html":
            assert "<script" not in page
    search = html.document_fromstring(made["search.html"])
    assert search.xpath("//script/@src") == ["search-index.js", "search.js"]
    assert search.xpath("//noscript//a")
    assert "script-src 'self'" in made["search.html"]
    assert "innerHTML" not in made["search.js"]


def test_a_correction_is_marked_wherever_the_edition_is_listed() -> None:
    """And a feed reader shows the edition again."""
    fixed = Correction(at=at(9, 8), text="The bridge is in <b>Aske</b>, not in Lind.")
    made = site(numbered(12, corrections=(fixed,)))

    [entry] = feedparser.parse(made["feed.xml"]).entries
    assert entry.updated == "2026-05-09T08:00:00+00:00"
    assert entry.published != entry.updated
    for path in ("index.html", "feed.xml", "feed.json", "llms.txt"):
        assert "not in Lind." in made[path]
        assert not re.search(r"(?<!\\)<b>Aske", made[path])


def test_what_is_the_editors_alone_is_not_published() -> None:
    """File names, addresses of sources and the path of a model say where an edition was made."""
    model = "/home/ann/models/secret-dir/pigeon-7b.gguf"
    judged = Proof(kind="judged", model=model, doubt=3, at=at(3, 6))
    stories = tuple(
        replace(
            story,
            summary=replace(
                story.summary,
                model=model,
                headline_proof=judged,
                points=tuple(replace(p, proof=judged) for p in story.summary.points),
            ),
        )
        for story in DIGEST.stories
    )
    made_with = MadeWith(digest="0.1.0", model=model, prompts="x")
    made = site(numbered(12, stories=stories, made_with=made_with))

    for content in made.values():
        assert "/home/ann" not in content
        assert "secret-dir" not in content
        assert not any(skipped.what in content for skipped in DIGEST.skipped)
    assert "pigeon-7b.gguf" in made["2026-05-03-12/index.html"]


def test_another_mans_edition_neither_leaves_the_folder_nor_runs() -> None:
    """Its title, threads and words are data: never a path, never markup, in any file."""
    evil = '</script></title>"]]><img src=x onerror=alert(1)>\u202e\n../../etc'
    stories = tuple(replace(s, thread="../../../" + evil, headline=evil) for s in DIGEST.stories)
    edition = replace(DIGEST.edition, title=evil)
    made = site(
        numbered(11),
        numbered(12, stories=stories),
        replace(DIGEST, edition=edition, stories=stories),
    )

    assert not any(".." in path or path.startswith("/") or "\n" in path for path in made)
    for path, content in made.items():
        if path.endswith(".html"):
            assert html.document_fromstring(content).xpath("//img | //*[@onerror]") == []
        if path.endswith((".md", ".txt", ".xml")):
            assert not re.search(r"(?<!\\)<img", content)
    assert not feedparser.parse(made["feed.xml"]).bozo
    assert "\u202e" not in made["feed.xml"] + made["search-index.js"] + made["llms.txt"]


@pytest.mark.parametrize(
    ("web_url", "page"),
    [
        (None, "2026-05-03-12/index.html"),
        ("https://news.example.org/{date}", "2026-05-03/index.html"),
        ("https://news.example.org/a/{number}.html", "12.html"),
        ("https://news.example.org/{date}/no-{number}/", "2026-05-03/no-12/index.html"),
    ],
)
def test_a_page_lies_where_read_online_leads(web_url: str | None, page: str) -> None:
    paths = WebPaths.of(web_url)

    assert paths.page(DIGEST.edition) == page
    if web_url and web_url.endswith(("/", ".html")):
        there = web_url.format(date=date(2026, 5, 3), number=12)
        assert there == paths.online(page)


@pytest.mark.parametrize(
    "web_url",
    [
        "https://news.example.org/today",
        "https://news.example.org/{date}/../../{number}",
        "https://news.example.org/{date}//x",
        "https://news.example.org/.{number}",
        "https://news.example.org/?edition={number}",
        "https://{number}.example.org/",
        "ftp://news.example.org/{number}",
        "https://news.example.org/{number}\\..\\x",
        "https://news.example.org/%2e%2e/{number}#x",
        "{number}",
    ],
)
def test_an_address_that_gives_editions_no_path_is_refused(web_url: str) -> None:
    with pytest.raises(ConfigError, match="web_url"):
        WebPaths.of(web_url)


def test_its_pages_wear_what_the_editor_chose() -> None:
    """The accent and the fonts of `[theme]`, by day and by night."""
    paths, look = WebPaths.of(None), Look(templates=TEMPLATES)
    theme = Theme(accent="#0050a0", dark_accent="#80c0ff", fonts="plain")
    issues = [issue_of(DIGEST, look, paths)]
    site = Site.of(issues, newsletter="x", paths=paths, templates=TEMPLATES, theme=theme)
    index = dict(files(site))["index.html"].decode()

    assert "a { color: #0050a0 }" in index
    assert "#80c0ff !important" in index
    assert "Iowan" not in index
