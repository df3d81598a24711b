"""Files, folders and standard input: each is read, or skipped with its reason."""

import gzip
import io
import json
import mailbox
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from digest import progress
from digest.model import Document, Skipped
from digest.pipeline import from_settings
from digest.settings import load
from digest.sources import Place, SourceOptions, read

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
LEAD = "The harbour of Port Ellery was closed on Tuesday after two ferries touched in fog."


def read_all(
    *addresses: str | Path, stdin: bytes | None = None, limit: int = 1_000_000
) -> list[Document | Skipped]:
    return list(
        read(
            [Place(address=str(address)) for address in addresses],
            since=None,
            now=NOW,
            options=SourceOptions(max_article_bytes=limit),
            fetcher=None,
            report=progress.silent,
            stdin=None if stdin is None else io.BytesIO(stdin),
        )
    )


def only(found: list[Document | Skipped]) -> Document:
    (document,) = found
    assert isinstance(document, Document), document
    return document


def reasons(found: list[Document | Skipped]) -> dict[str, str]:
    return {Path(item.what).name: item.why for item in found if isinstance(item, Skipped)}


def test_a_folder_is_read_with_the_folders_in_it(tmp_path: Path) -> None:
    """Every kind of article file is found, at any depth, in the order of names."""
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "page.html").write_text(f"<html><body><p>{LEAD}</p></body></html>")
    (tmp_path / "a.txt").write_text(LEAD)
    (tmp_path / "c.md").write_text(f"# Ferries\n\n{LEAD}")
    (tmp_path / "d.pdf").write_bytes(b"%PDF-1.7 ...")

    found = read_all(tmp_path)

    assert [
        ("a.txt", "text/plain"),
        ("c.md", "text/markdown"),
        ("d.pdf", "application/pdf"),
        ("page.html", "text/html"),
    ] == [(Path(d.place).name, d.media_type) for d in found if isinstance(d, Document)]


def test_a_maildir_is_a_folder_of_mails(tmp_path: Path) -> None:
    """The host that ends a mail's name is no ending, and a mail need not begin with its sender."""
    box = mailbox.Maildir(tmp_path / "in", create=True)
    box.add(f"From: a@post.example\nSubject: Ferries\n\n{LEAD}")
    (tmp_path / "in" / "cur" / "2.host.vm:2,S").write_text(f"List-Id: x\nSubject: Fog\n\n{LEAD}")

    found = read_all(tmp_path)

    assert [LEAD, LEAD] == [
        item.content.decode().strip() for item in found if isinstance(item, Document)
    ]
    assert {"Ferries", "Fog"} == {item.hints.title for item in found if isinstance(item, Document)}


def test_a_file_of_any_ending_that_begins_as_a_mail_is_one(tmp_path: Path) -> None:
    """As where the mails of a Maildir were copied out of it."""
    mail = f"From: a@post.example\nSubject: Ferries\n\n{LEAD}"
    (tmp_path / "1.M2P3.host.vm").write_text(mail)
    (tmp_path / "2.vm").write_text(LEAD)
    os.mkfifo(tmp_path / "3.vm")

    document, *left_out = read_all(tmp_path)

    assert "Ferries" == only([document]).hints.title
    assert {"2.vm": ".vm files are not read", "3.vm": ".vm files are not read"} == reasons(left_out)


def test_every_unreadable_file_has_its_reason(tmp_path: Path) -> None:
    """An empty, a huge, a binary file, a dead link, a pipe, a copy: none stops the run."""
    (tmp_path / "a-good.txt").write_text(LEAD)
    (tmp_path / "b-copy.txt").write_text(LEAD)
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)) * 50)
    (tmp_path / "dead.txt").symlink_to(tmp_path / "nowhere.txt")
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "blank.txt").write_bytes(b"\xef\xbb\xbf \r\n\n")
    (tmp_path / "photo.jpg").write_bytes(b"\xff\xd8\xff\xe0")
    (tmp_path / "README.md").write_text("These are articles.")
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "out.txt").symlink_to(__file__)
    with (tmp_path / "huge.txt").open("wb") as huge:
        huge.truncate(50_000_000)
    os.mkfifo(tmp_path / "pipe.txt")

    found = read_all(tmp_path)

    assert [LEAD.encode()] == [d.content for d in found if isinstance(d, Document)]
    assert {
        "b-copy.txt": f"the same as {tmp_path / 'a-good.txt'}",
        "binary.txt": "not text: it holds binary data",
        "dead.txt": "the link points at nothing",
        "empty.txt": "empty",
        "blank.txt": "empty",
        "photo.jpg": ".jpg files are not read",
        "README.md": "speaks of the folder, not of the news",
        "loop": "a link to a folder is not followed",
        "out.txt": "a link that leads out of the folder",
        "huge.txt": "50.0 MB is more than the limit of 1 MB for one article",
        "pipe.txt": "not a regular file",
    } == reasons(found)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_skipped(tmp_path: Path) -> None:
    """A file that may not be opened is named with the reason of the system."""
    path = tmp_path / "secret.txt"
    path.write_text(LEAD)
    path.chmod(0)

    assert {"secret.txt": "cannot be read: Permission denied"} == reasons(read_all(path))


def test_a_path_that_is_not_there_is_named() -> None:
    """A mistyped path is told, not passed over."""
    assert {"no-such.txt": "there is no such file"} == reasons(read_all("no-such.txt"))


def test_a_file_named_twice_is_read_once(tmp_path: Path) -> None:
    """By its folder and by itself."""
    path = tmp_path / "a.txt"
    path.write_text(LEAD)

    assert {"a.txt": "named twice, read once"} == reasons(read_all(tmp_path, path))


def test_a_readme_is_read_when_it_is_asked_for(tmp_path: Path) -> None:
    """The rule about readmes is for folders only."""
    path = tmp_path / "README.md"
    path.write_text(LEAD)

    assert "text/markdown" == only(read_all(path)).media_type


def test_utf_16_is_text(tmp_path: Path) -> None:
    """NUL bytes of a two-byte encoding do not make a text binary."""
    for name, encoding in (("bom", "utf-16"), ("bare", "utf-16-le"), ("wide", "utf-32")):
        (tmp_path / f"{name}.txt").write_bytes(LEAD.encode(encoding))

    assert [Document] * 3 == [type(item) for item in read_all(tmp_path)]


def test_a_feed_padded_with_nuls_is_a_feed(tmp_path: Path) -> None:
    """NUL bytes between its items do not make markup binary."""
    item = f"<item><title>Ferry runs aground</title><description>{LEAD}</description></item>"
    feed = f"<rss version='2.0'><channel><title>Post</title>{chr(0) * 400}{item}</channel></rss>"
    (tmp_path / "padded.xml").write_text(feed)

    assert "Ferry runs aground" == only(read_all(tmp_path)).hints.title


def test_hints_of_the_place_reach_its_documents(tmp_path: Path) -> None:
    """Name, section, language and weight of a source hold for all that it gives."""
    (tmp_path / "a.txt").write_text(LEAD)
    place = Place(
        address=str(tmp_path), name="Ellery Post", section="Coast", language="en", weight=2.0
    )

    hints = only(
        list(
            read(
                [place],
                since=None,
                now=NOW,
                options=SourceOptions(),
                fetcher=None,
                report=progress.silent,
                stdin=None,
            )
        )
    ).hints

    assert ("Ellery Post", "Coast", "en", 2.0) == (
        hints.source,
        hints.section,
        hints.language,
        hints.weight,
    )


def test_rows_of_json_under_the_names_that_people_use(tmp_path: Path) -> None:
    """Each line is an article with what its fields say; a bad line costs only itself."""
    rows = [
        {"title": "Ferries touch", "text": LEAD, "source": "Ellery Post", "date": "2026-11-17"},
        {
            "headline": "Fog &amp; ferries",
            "body": LEAD + " Nobody was hurt.",
            "outlet": {"name": "Coast Radio"},
            "published_at": "2026-11-17T10:00:00+01:00",
            "authors": ["Ada Quill", {"name": "Bo Reed"}],
            "link": "https://coast.example/fog",
            "language": "en-GB",
        },
        {"html": f"<p>{LEAD}</p>", "publisher": "Net Gazette", "author": "Cy Marsh"},
    ]
    path = tmp_path / "rows.jsonl"
    lines = [*map(json.dumps, rows), "", "{not json", '"a string"', '{"title": "alone"}']
    path.write_text("\n".join(lines), encoding="utf-8-sig")

    found = read_all(path)

    first, second, third = (item for item in found if isinstance(item, Document))
    assert ("Ferries touch", "Ellery Post", datetime(2026, 11, 17, tzinfo=UTC)) == (
        first.hints.title,
        first.hints.source,
        first.hints.published,
    )
    assert ("Fog & ferries", "Coast Radio", ("Ada Quill", "Bo Reed"), "en") == (
        second.hints.title,
        second.hints.source,
        second.hints.authors,
        second.hints.language,
    )
    assert datetime(2026, 11, 17, 9, tzinfo=UTC) == second.hints.published
    assert ("text/html", ("Cy Marsh",)) == (third.media_type, third.hints.authors)
    assert [
        ("rows.jsonl#5", "not JSON"),
        ("rows.jsonl#6", "not a JSON object with the fields of an article"),
        ("rows.jsonl#7", "neither text nor address in it"),
    ] == [(name, why.split(":")[0]) for name, why in reasons(found).items()]


def test_a_line_of_a_hundred_megabytes_is_passed_over(tmp_path: Path) -> None:
    """The line before and the line after it are read; the long one is never held."""
    path = tmp_path / "rows.jsonl"
    with path.open("wb") as stream:
        stream.write(json.dumps({"text": LEAD}).encode() + b"\n")
        stream.write(b'{"text": "' + b"x" * 5_000_000 + b'"}\n')
        stream.write(json.dumps({"text": LEAD + " More."}).encode() + b"\n")

    found = read_all(path)

    assert [Document, Skipped, Document] == [type(item) for item in found]
    assert {"rows.jsonl#2": "the line is longer than 1,000,000 bytes"} == reasons(found)


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        (LEAD * 100, "cannot be read: File name too long"),
        ("~no-such-user/x.txt", "there is no such file"),
    ],
)
def test_what_cannot_be_a_path_is_no_end_of_the_run(typed: str, why: str) -> None:
    """A text that was pasted in the place of a file is named, and the others are read."""
    [found] = read_all(typed)

    assert isinstance(found, Skipped)
    assert why == found.why
    assert Place(address=typed).is_absent


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("file:///news/x.txt", "a path is named without file://, as /news/x.txt"),
        ("FILE://my%20notes.txt", "a path is named without file://, as /my notes.txt"),
        ("ftp://a.example/b.txt", "only http:// and https:// addresses are read"),
        (
            "127.0.0.1:89/p.html",
            "there is no such file; if it is on the web, write http://127.0.0.1:89/p.html",
        ),
        ("localhost:89", "there is no such file; if it is on the web, write http://localhost:89"),
        (
            "quay.example/p.html",
            "there is no such file; if it is on the web, write https://quay.example/p.html",
        ),
        ("quay.example", "there is no such file; if it is on the web, write https://quay.example"),
        ("page.html", "there is no such file"),
        ("articles", "there is no such file"),
    ],
)
def test_an_address_that_is_not_read_is_told_as_it_was_typed(typed: str, why: str) -> None:
    """Taken for a file it would lose a slash, and nobody would learn what to type."""
    assert [Skipped(what=typed, why=why)] == read_all(typed)


def test_packed_files_of_a_folder_are_read_as_they_would_be_unpacked(tmp_path: Path) -> None:
    """The name before `.gz` decides, and the limits of one article hold for what comes out."""
    files = {
        "a.txt.gz": LEAD.encode(),
        "b.HTML.GZ": f"<html><body><p>On Monday: {LEAD}</p></body></html>".encode(),
        "c.gz": b"On Friday: " + LEAD.encode(),
        "bomb.txt.gz": b"x" * 2_000_000,
        "readme.txt.gz": b"What is in this folder.",
        "table.csv.gz": b"day,ferries\n",
        "twice.txt.gz": gzip.compress(LEAD.encode()),
    }
    for name, content in files.items():
        (tmp_path / name).write_bytes(gzip.compress(content))
    (tmp_path / "broken.txt.gz").write_bytes(b"\x1f\x8b no gzip")

    found = read_all(tmp_path)

    assert [("a.txt.gz", "text/plain"), ("b.HTML.GZ", "text/html"), ("c.gz", "text/plain")] == [
        (Path(item.place).name, item.media_type) for item in found if isinstance(item, Document)
    ]
    assert {
        "bomb.txt.gz": "larger than 1 MB",
        "broken.txt.gz": "damaged gzip data",
        "readme.txt.gz": "speaks of the folder, not of the news",
        "table.csv.gz": ".csv files are not read",
        "twice.txt.gz": "gzip data packed twice",
    } == reasons(found)


@pytest.mark.parametrize(
    ("pasted", "media_type"),
    [
        (LEAD.encode(), "text/plain"),
        (b"[Update] " + LEAD.encode(), "text/plain"),
        (b"---\ntitle: Ferries\n---\n" + LEAD.encode(), "text/markdown"),
        (f"<html><body><p>{LEAD}</p></body></html>".encode(), "text/html"),
        (json.dumps({"text": LEAD}).encode(), "text/plain"),
        (json.dumps({"text": LEAD}).encode() + b'\n{"text": ""}\n', "text/plain"),
        (gzip.compress(LEAD.encode(), mtime=0), "text/plain"),
    ],
)
def test_what_is_piped_in_is_told_by_its_look(pasted: bytes, media_type: str) -> None:
    """Pasted text, a page, rows of JSON: no flag is needed."""
    first = read_all("-", stdin=pasted)[0]

    assert isinstance(first, Document)
    assert media_type == first.media_type


def test_addresses_on_standard_input_are_places() -> None:
    """One address a line means these pages, not a text about them."""
    found = read_all("-", stdin=b"https://a.example/1\r\nhttps://b.example/2\n")

    assert ["https://a.example/1", "https://b.example/2"] == [
        item.what for item in found if isinstance(item, Skipped)
    ]


def test_a_list_names_no_files_of_this_machine(tmp_path: Path) -> None:
    """A list may come from a stranger: what is no web address is not opened, however far down."""
    path = tmp_path / "secret.txt"
    path.write_text(LEAD)
    lines = ["https://a.example/1"] * 500 + [str(path), "-"]

    found = read_all("-", stdin="\n".join(lines).encode())

    assert [] == [item for item in found if isinstance(item, Document)]
    assert "not a web address" == reasons(found)["secret.txt"]


def test_a_bomb_of_gzip_is_not_unpacked() -> None:
    """Ten megabytes of nothing in ten kilobytes stop at the limit."""
    found = read_all("-", stdin=gzip.compress(b"x" * 10_000_000, mtime=0))

    assert {"standard input": "larger than 1 MB"} == reasons(found)


def test_endless_input_is_bounded() -> None:
    """A pipe that never ends does not fill the disk."""

    class Endless(io.RawIOBase):
        def read(self, size: int = -1) -> bytes:
            return b"m" * size

    found = list(
        read(
            [Place(address="-")],
            since=None,
            now=NOW,
            options=SourceOptions(max_article_bytes=1000),
            fetcher=None,
            report=progress.silent,
            stdin=Endless(),  # type: ignore[arg-type]
        )
    )

    assert [Skipped, Skipped] == [type(item) for item in found]


def test_what_is_paused_stays_unread_in_a_folder_that_is_read(tmp_path: Path) -> None:
    """A file or a folder that the settings keep, and do not want now, is named and not read."""
    (tmp_path / "a.txt").write_text(LEAD)
    (tmp_path / "b.txt").write_text(f"{LEAD} Twice.")
    (tmp_path / "old").mkdir()
    (tmp_path / "old" / "c.txt").write_text(f"{LEAD} Thrice.")
    (tmp_path / "digest.toml").write_text(
        "".join(
            f"[[sources]]\naddress = '{tmp_path / name}'\npaused = {is_paused}\n"
            for name, is_paused in (("", "false"), ("b.txt", "true"), ("old", "true"))
        )
    )
    (folder,) = from_settings.places(load(tmp_path / "digest.toml", {}))

    found = list(
        read(
            [folder],
            since=None,
            now=NOW,
            options=SourceOptions(),
            fetcher=None,
            report=progress.silent,
            stdin=None,
        )
    )

    assert ["a.txt"] == [Path(item.place).name for item in found if isinstance(item, Document)]
    told = reasons(found)
    assert ["paused in [[sources]]"] * 2 == [told["b.txt"], told["old"]]
