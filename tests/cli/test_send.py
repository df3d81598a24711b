"""`digest send` as its users meet it, through a real SMTP server in this process."""

import email
import email.policy
import os
import re
import shutil
from collections.abc import Iterator
from email.headerregistry import Address
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest

from digest.delivery.session import Session
from digest.store import digest_file
from tests.cli.conftest import FEW
from tests.mail_server import AUTHORITY, Desk, free_port, running
from tests.shell import Run

pytestmark = pytest.mark.block_network(allowed_hosts=["127.0.0.1", "::1", "localhost"])


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture
def port(desk: Desk) -> Iterator[int]:
    with running(desk, "starttls") as listening:
        yield listening


@pytest.fixture
def edition(built: Path, port: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An edition in the folder of its day, and a configuration that names the server."""
    AUTHORITY.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    configure(port, to='["ann@example.org", "bob@example.org"]')
    monkeypatch.setenv("DIGEST_SMTP_USER", "desk")
    monkeypatch.setenv("DIGEST_SMTP_PASSWORD", "right")
    return built


def configure(port: int, to: str = "[]") -> None:
    Path("digest.toml").write_text(
        f'[mail]\nhost = "127.0.0.1"\nport = {port}\nca_file = "ca.pem"\nto = {to}\n'
        'sender = "The Desk <desk@example.org>"\ntimeout_s = 5\n',
        encoding="utf-8",
    )


def received(desk: Desk) -> list[EmailMessage]:
    contents = (envelope.content for envelope in desk.taken)
    return [
        email.message_from_bytes(content, policy=email.policy.default)
        for content in contents
        if isinstance(content, bytes)
    ]


def test_each_reader_gets_the_edition_once(run: Run, edition: Path, desk: Desk) -> None:
    """The mail is the edition's own .eml, to one reader each; a second run sends nothing."""
    first = run("send", str(edition))
    again = run("send", str(edition))

    assert (0, 0) == (first.code, again.code)
    assert "ann@example.org: sent" in first.err
    assert "bob@example.org: has it already" in again.err
    mails = received(desk)
    assert ["ann@example.org", "bob@example.org"] == [mail["To"] for mail in mails]
    made = email.message_from_bytes(
        (edition / "digest.eml").read_bytes(), policy=email.policy.default
    )
    assert made["Subject"] == mails[0]["Subject"]
    page = mails[0].get_body(("html",))
    assert page is not None
    assert "<h1" in page.get_content()


def test_who_breaks_a_sending_off_is_told_who_has_it(
    run: Run, edition: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl-C leaves nobody in doubt who has the mail, who may have it, and who has it not."""
    deliver = Session.deliver

    def broken_off(self: Session, reader: Address, content: bytes, begins: Any) -> None:
        if reader.username == "bob":
            raise KeyboardInterrupt
        if reader.username == "cem":
            begins()
            raise KeyboardInterrupt
        deliver(self, reader, content, begins)

    monkeypatch.setattr(Session, "deliver", broken_off)

    before = run("send", str(edition))
    amid = run("send", str(edition), "--to", "ann@example.org", "--to", "cem@example.org", "-q")

    assert [130, 130] == [before.code, amid.code]
    assert "ann@example.org: has it already" in before.err
    assert "bob@example.org" not in before.err
    assert "cem@example.org: a run broke off" in amid.err


def test_without_a_name_the_newest_edition_is_sent(run: Run, edition: Path, desk: Desk) -> None:
    assert run("build", *FEW, "-q", "--title", "The Later One").code == 0

    assert run("send", "-q", "--to", "cem@example.org").code == 0

    [mail] = received(desk)
    assert "The Later One" in mail["Subject"]


def test_an_edition_is_chosen_by_its_number(run: Run, edition: Path, desk: Desk) -> None:
    """Whatever was written last: an older edition that somebody corrected is not the newest."""
    with Path("digest.toml").open("a", encoding="utf-8") as file:
        file.write('[edition]\nid = "Ledger"\n')
    for title in ("The First One", "The Second One"):
        words = ("build", *FEW, "-q", "--again", "--title", title)
        assert run(*words).code == 0
        if title == "The First One":
            first = max(Path("digests").iterdir())
            assert run("send", str(first), "-q", "--to", "ann@example.org").code == 0
    later = (first / "digest.json").stat().st_mtime + 60
    os.utime(first / "digest.json", (later, later))

    assert run("send", "-q", "--to", "bob@example.org").code == 0
    assert run("send", "1", "-q", "--to", "cem@example.org").code == 0
    missing = run("send", "7")

    subjects = [mail["Subject"] for mail in received(desk)]
    assert ["The First One" in subject for subject in subjects] == [True, False, True]
    assert (2, True) == (missing.code, "no edition 7" in missing.err)


def test_what_was_built_again_is_what_is_sent(run: Run, edition: Path, desk: Desk) -> None:
    """An earlier number that went to nobody is the last edition, when it was built last."""
    one, other = FEW[1], "other.txt"
    Path(other).write_text(
        "Ferry back\n\n" + "The ferry to Ellery went again, the board said. " * 9
    )
    for articles in (one, other, one):
        assert run("build", articles, "-q").code == 0

    for _ in range(2):
        assert run("send", "-q", "--to", "cem@example.org").code == 0

    [mail] = received(desk)
    assert "ferry" not in mail["Subject"]
    assert run("send", "2", "-q", "--to", "cem@example.org").code == 0
    assert "ferry" in received(desk)[-1]["Subject"]


def test_an_edited_text_stops_the_mail(run: Run, edition: Path, desk: Desk) -> None:
    """What nobody proved goes out on the editor's word alone."""
    file = edition / "digest.json"
    digest = digest_file.load(edition)
    told = digest.stories[0].summary.points[0].text
    file.write_text(
        digest_file.dump(digest).replace(told, "The mayor has resigned."), encoding="utf-8"
    )

    stopped = run("send", str(edition))
    assert (4, 0) == (stopped.code, len(desk.taken))
    assert "not proven" in stopped.err
    assert run("send", str(edition), "-q", "--anyway").code == 0
    assert 2 == len(desk.taken)


def test_a_dry_run_writes_the_mails_and_sends_none(run: Run, edition: Path, desk: Desk) -> None:
    assert run("send", str(edition), "-q", "--to", "ann@example.org").code == 0

    done = run("send", str(edition), "--dry-run", "outbox")

    assert 0 == done.code
    assert "ann@example.org: gets none: sent" in done.err
    [file] = Path("outbox").iterdir()
    mail = email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
    assert "bob@example.org" == mail["To"]
    assert 1 == len(desk.taken)
    assert run("send", str(edition), "-q").code == 0, "who was shown a mail has not got one"
    assert 2 == len(desk.taken)


def test_a_try_goes_to_one_address_as_often_as_wanted(run: Run, edition: Path, desk: Desk) -> None:
    """It counts for nothing: the readers, that address too, still get the edition."""
    for _ in range(2):
        assert run("send", str(edition), "-q", "--test", "ann@example.org").code == 0
    assert run("send", str(edition), "-q").code == 0

    to = [mail["To"] for mail in received(desk)]
    assert ["ann@example.org"] * 3 + ["bob@example.org"] == to


def test_each_reader_can_leave_by_a_link_of_their_own(run: Run, edition: Path, desk: Desk) -> None:
    """One token for headers and body, another for each reader, the same in the next edition."""
    with Path("digest.toml").open("a", encoding="utf-8") as file:
        file.write('unsubscribe = ["https://example.org/leave?reader={token}"]\n')
    for words in ([], ["--again"]):
        assert run("send", str(edition), "-q", *words).code == 0

    tokens: list[str] = []
    for mail in received(desk):
        page = mail.get_body(("html",))
        assert page is not None
        found = set(re.findall(r"leave\?reader=([0-9a-f]{32})\b", page.get_content()))
        assert found == set(re.findall(r"reader=(\w+)>", mail["List-Unsubscribe"]))
        assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        tokens += found
    assert tokens[:2] == tokens[2:]
    assert 2 == len(set(tokens))


def test_again_sends_to_who_has_it(run: Run, edition: Path, desk: Desk) -> None:
    """Once more for an edition whose mail was lost, and not a third time by itself."""
    for words in ([], ["--again"]):
        assert run("send", str(edition), "--to", "ann@example.org", *words).code == 0

    assert 2 == len(desk.taken)


def test_a_refused_reader_costs_the_others_nothing(run: Run, edition: Path, desk: Desk) -> None:
    """The server's words are told, the others are served, and the exit code says it."""
    desk.answers["ann@example.org"] = ["550 no such desk"]

    done = run("send", str(edition), "-q")

    assert 6 == done.code
    assert "ann@example.org: no such desk" in done.err
    assert "1 of 2 recipients did not get the edition" in done.err
    assert ["bob@example.org"] == [mail["To"] for mail in received(desk)]


def test_an_edition_that_went_out_keeps_its_number(run: Run, edition: Path) -> None:
    """Built again before it is sent it is a try of the same edition; afterwards it is the next."""
    again = ["build", *FEW, "-q", "--again"]
    shutil.rmtree(edition)
    assert (run(*again).code, run(*again).code) == (0, 0)
    newest = max(Path("digests").iterdir())
    assert 1 == digest_file.load(newest).edition.number

    assert run("send", str(newest), "-q").code == 0
    assert run(*again).code == 0

    numbers = [digest_file.load(folder).edition.number for folder in Path("digests").iterdir()]
    assert [1, 1, 2] == sorted(number or 0 for number in numbers)


@pytest.mark.parametrize(
    ("setting", "words", "told"),
    [
        ("", ["send"], "there is no edition"),
        ("[mail]\nto = []\n", ["send", "EDITION"], "nobody to send to"),
        ("[mail]\n", ["send", "EDITION", "--to", "a@example.org"], "no mail server"),
    ],
)
def test_what_is_missing_is_named_before_anybody_is_called(
    run: Run, built_once: Path, setting: str, words: list[str], told: str
) -> None:
    Path("digest.toml").write_text(setting, encoding="utf-8")

    done = run(*(str(built_once) if word == "EDITION" else word for word in words))

    assert 2 == done.code
    assert told in done.err


def test_a_server_that_is_not_there_is_told_of_each_reader(
    run: Run, edition: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("digest.delivery.smtp._WAITS_S", (0.0, 0.0, 0.0))
    configure(free_port())

    done = run("send", str(edition), "--to", "ann@example.org", "--to", "bob@example.org")

    assert 6 == done.code
    for reader in ("ann", "bob"):
        told = re.findall(rf"{reader}@example.org not sent: nobody answers at 127", done.err)
        assert 1 == len(told)
    quiet = run("send", str(edition), "--to", "ann@example.org", "-q").err
    assert re.match(r"ann@example.org: nobody answers at 127", quiet)
