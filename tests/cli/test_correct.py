"""`digest correct`: readers of an edition, and of the next one, learn what was put right."""

import email
import email.policy
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from digest.store import digest_file, open_store
from tests.cli.test_edited_editions import FOR_READERS, SAID, SAYS, edit, shown
from tests.mail_server import TALKS_TO_A_SERVER, Desk, running
from tests.shell import Run

pytestmark = TALKS_TO_A_SERVER
TOLD = f"“{SAID}” now reads “{SAYS}”"
NEWS = (
    "The council of Aske voted on Monday to buy the old ferry for £20,000.\n\n"
    "The ferry has lain in the harbour since the bridge was opened in 1964. "
    "A group of pupils wants to paint it, and the mayor has promised them a ladder. "
    "The harbour master said that it would be towed to the yard in March.\n"
)


@pytest.fixture
def issued(built: Path, tmp_path: Path) -> Path:
    """An edition that the store knows, as one that was built here."""
    with open_store(tmp_path / "digest.sqlite") as store:
        digest = digest_file.load(built)
        folder = str(built.resolve())
        store.editions.add(digest, digest.edition.title, folder, datetime(2026, 1, 1, tzinfo=UTC))
    return built


def test_a_corrected_edition_says_what_was_wrong_in_every_form(run: Run, issued: Path) -> None:
    """Found by comparing sentences; proven, under its number, with a date."""
    before = digest_file.load(issued)
    edit(issued)

    done = run("correct", "1")

    assert 0 == done.code, done.err
    assert TOLD in done.out
    after = digest_file.load(issued)
    assert (before.edition, (TOLD,)) == (after.edition, tuple(c.text for c in after.corrections))
    assert FOR_READERS == shown(issued, "Corrected")
    mail = email.message_from_bytes(
        (issued / "digest.eml").read_bytes(), policy=email.policy.default
    )
    assert mail["Subject"].startswith("Corrected: ")
    assert 0 == run("check", str(issued)).code


def test_an_archive_and_its_feed_carry_the_correction(run: Run, issued: Path) -> None:
    edit(issued)
    assert 0 == run("correct", "1", "-q", "--note", "The crack was measured by nobody.").code
    Path("digest.toml").write_text('[edition]\nweb_url = "https://news.example.org/{number}/"\n')

    assert 0 == run("publish", "site", "-q").code

    for file in ("1/index.html", "1/index.md", "index.html", "feed.xml", "feed.json"):
        content = Path("site", file).read_text(encoding="utf-8")
        assert "The crack was measured by nobody." in content, file
    assert 1 == Path("site/feed.xml").read_text(encoding="utf-8").count("by nobody.")
    assert "Corrected: " in Path("site/feed.xml").read_text(encoding="utf-8")


def test_what_is_not_proven_is_not_issued(run: Run, issued: Path) -> None:
    """A correction may be wrong too: then every file stays as it was, and the text is named."""
    edit(issued, now="The crack was made by pigeons.")
    before = {file: file.read_bytes() for file in issued.iterdir()}

    done = run("correct", "1", "--note", "It was the pigeons.")

    assert 4 == done.code
    assert "story 4, point 2: The crack was made by pigeons." in done.out
    assert before == {file: file.read_bytes() for file in issued.iterdir()}


def test_a_correction_of_nothing_is_refused(run: Run, issued: Path) -> None:
    assert 2 == run("correct", "1").code
    assert 2 == run("correct", "1", "--note", "").code
    assert 2 == run("correct", "7").code
    assert () == digest_file.load(issued).corrections


def test_what_the_store_has_not_kept_needs_the_editors_words(run: Run, built: Path) -> None:
    edit(built)

    silent = run("correct", str(built))

    assert (2, True) == (silent.code, "--note" in silent.err)
    assert 0 == run("correct", str(built), "--note", "The crack is not that long.").code


def test_the_next_edition_tells_it_in_a_line(run: Run, issued: Path) -> None:
    """That one alone."""
    edit(issued)
    assert 0 == run("correct", "1", "-q").code
    Path("news.txt").write_text(f"Aske buys the old ferry\n\n{NEWS}", encoding="utf-8")
    Path("more.txt").write_text(
        f"Lind buys a bus\n\n{NEWS.replace('ferry', 'bus').replace('Aske', 'Lind')}",
        encoding="utf-8",
    )

    for folder, file in {"later": "news.txt", "last": "more.txt"}.items():
        assert 0 == run("build", file, "-q", "-o", folder).code

    [later], [last] = Path("later").iterdir(), Path("last").iterdir()
    assert 2 == digest_file.load(later).edition.number
    text = " ".join((later / "digest.txt").read_text(encoding="utf-8").split())
    assert "Correction to No. 1, " in text
    assert TOLD in text
    assert set() == shown(last, "Correction to")


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    found = Desk()
    with running(found, "none") as port:
        Path("digest.toml").write_text(
            f'[mail]\nhost = "127.0.0.1"\nport = {port}\nsecurity = "none"\n'
            'sender = "desk@example.org"\nto = ["ann@example.org"]\n',
            encoding="utf-8",
        )
        yield found


def test_who_had_the_first_gets_the_corrected_one_once(run: Run, issued: Path, desk: Desk) -> None:
    """Also who has had none."""
    assert 0 == run("send", "1", "-q").code
    edit(issued)
    assert 0 == run("correct", "1", "-q").code
    for _ in range(2):
        assert 0 == run("send", "1", "-q", "--to", "ann@example.org", "--to", "bo@example.org").code

    mails = [email.message_from_bytes(e.original_content or b"") for e in desk.taken]
    assert ["ann@", "ann@", "bo@"] == [mail["To"].partition("example")[0] for mail in mails]
    assert [False, True, True] == ["Corrected" in mail["Subject"] for mail in mails]
    assert len({mail["Message-ID"] for mail in mails}) == len(mails)
