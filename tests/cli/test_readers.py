"""`digest readers` as its users meet it: a list of their own, and a wish that always wins."""

import email
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.mail_server import TALKS_TO_A_SERVER, Desk, running, served
from tests.shell import Run

pytestmark = TALKS_TO_A_SERVER


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture
def edition(built: Path, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("DIGEST_TRUST", "/")
    with running(desk, "none") as port:
        Path("digest.toml").write_text(
            f'[mail]\nhost = "127.0.0.1"\nport = {port}\nsecurity = "none"\n'
            'sender = "desk@example.org"\nreaders = "readers.csv"\n'
            'unsubscribe = ["https://example.org/leave?reader={token}"]\n',
            encoding="utf-8",
        )
        yield built


def test_the_list_is_a_table_that_people_and_the_program_write(
    run: Run, edition: Path, desk: Desk
) -> None:
    """Columns of one's own stay, and who is paused gets nothing."""
    Path("readers.csv").write_text(
        "email;Name;Active;since\nAnn@example.org;Ann;yes;2024\nbo@example.org;;no;2025\n",
        encoding="utf-8",
    )
    assert run("readers", "add", "cem@example.org", "--name", "Cem Ünal").code == 0
    assert run("readers", "remove", "nobody@example.org").code == 2

    listed = run("readers", "list").out.splitlines()
    assert [
        "Ann@example.org\tAnn\tactive",
        "bo@example.org\t\tpaused",
        "cem@example.org\tCem Ünal\tactive",
    ] == listed
    assert "Ann@example.org,Ann,yes,2024" in Path("readers.csv").read_text(encoding="utf-8")

    assert run("send", str(edition), "-q").code == 0
    assert ["Ann@example.org", "cem@example.org"] == served(desk)
    assert run("readers", "remove", "ann@example.org").code == 0
    assert "Ann" not in run("readers", "list").out


def test_who_has_left_gets_nothing_whatever_list_they_are_on(
    run: Run, edition: Path, desk: Desk
) -> None:
    """By the link of their mail; named by hand, imported or sent again, until they ask to be back."""
    assert run("readers", "add", "ann@example.org", "bo@example.org").code == 0
    assert run("send", str(edition), "-q").code == 0
    content = desk.taken[0].original_content or b""
    link = email.message_from_bytes(content)["List-Unsubscribe"]
    [token] = re.findall(r"reader=(\w+)>", link)

    left = run("readers", "unsubscribe", token)
    assert (0, True) == (left.code, "ann@example.org: unsubscribed" in left.err)
    assert "unsubscribed 20" in run("readers", "list").out
    Path("others.txt").write_text("ANN@example.org\ncem@example.org\nno address@x\n", "utf-8")
    taken = run("readers", "import", "others.txt")
    assert (0, True) == (taken.code, "1 added, 3 on the list" in taken.err)
    assert run("readers", "add", "ann@example.org").code == 2

    sent = run("send", str(edition), "--again", "--to", "Ann@example.org")
    assert (0, True) == (sent.code, "ann@example.org: has unsubscribed" in sent.err.lower())
    assert run("send", str(edition), "-q").code == 0
    assert ["ann@example.org", "bo@example.org", "cem@example.org"] == served(desk)

    assert run("readers", "add", "ann@example.org", "--back").code == 0
    assert run("send", str(edition), "-q", "--again", "--to", "ann@example.org").code == 0
    assert "ann@example.org" == served(desk)[-1]


def test_who_never_read_can_be_kept_off_too(run: Run, edition: Path) -> None:
    assert run("readers", "unsubscribe", "zoe@example.org").code == 0
    assert run("readers", "unsubscribe", "0123").code == 2

    assert run("readers", "add", "zoe@example.org").code == 2
    assert "zoe@example.org" in run("readers", "list").out


def test_a_list_in_toml_is_read_and_left_to_its_author(run: Run, edition: Path, desk: Desk) -> None:
    settings = Path("digest.toml").read_text(encoding="utf-8")
    Path("digest.toml").write_text(settings.replace("readers.csv", "readers.toml"), "utf-8")
    Path("readers.toml").write_text(
        '[[readers]]\naddress = "ann@example.org"\nname = "Ann"\n'
        '[[readers]]\naddress = "bo@example.org"\nactive = false\n',
        encoding="utf-8",
    )

    assert run("send", str(edition), "-q").code == 0
    assert ["ann@example.org"] == served(desk)
    added = run("readers", "add", "cem@example.org")
    assert (2, True) == (added.code, "by hand" in added.err)


@pytest.mark.parametrize(
    ("file", "content", "told"),
    [
        ("readers.csv", "name,town\nAnn,Lind\n", "no column is called address"),
        ("readers.csv", b"\xff\xfe", "cannot read"),
        ("readers.toml", "readers = 3", "no list of tables"),
        ("readers.toml", "[[", "cannot read"),
    ],
)
def test_a_list_that_cannot_be_read_is_named(
    run: Run, edition: Path, file: str, content: str | bytes, told: str
) -> None:
    settings = Path("digest.toml").read_text(encoding="utf-8")
    Path("digest.toml").write_text(settings.replace("readers.csv", file), "utf-8")
    Path(file).write_bytes(content if isinstance(content, bytes) else content.encode())

    done = run("send", str(edition))

    assert 2 == done.code
    assert told in done.err
    assert file in done.err
