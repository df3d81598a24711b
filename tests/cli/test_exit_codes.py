"""Each kind of failure ends with a code of its own, which a script in the night can tell apart."""

import os
import signal
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import typer

from digest import pipeline, sources
from digest.errors import EXIT_CODES
from tests.cli.test_morning import held_by
from tests.shell import Ran, Run

pytestmark = [
    pytest.mark.block_network(allowed_hosts=["127.0.0.1"]),
    pytest.mark.skipif(os.name != "posix", reason="signals"),
]
STORY = "Ferry back\n\n" + "The ferry to Ellery went again on Monday, the harbour board said. " * 9
FEED = """<rss version="2.0"><channel><title>Harbour Courier</title><item>
<title>Lock gate mended</title><link>https://harbour-courier.example/lock</link>
<pubDate>Mon, 05 Oct 2020 08:00:00 GMT</pubDate></item></channel></rss>"""
NOBODY = "127.0.0.1:9"
"""Where no server is."""


class Desk:
    """A folder with an article, in which everything that can go wrong is made to."""

    def __init__(self, run: Run, patch: pytest.MonkeyPatch) -> None:
        self.run = run
        self.patch = patch
        self.set(NO_COLOR="1")
        Path("a.txt").write_text(STORY)
        Path("news.toml").write_text('[paths]\ntemplates = "looks"\n')

    def set(self, **names: str) -> None:
        for name, value in names.items():
            self.patch.setenv(name, value)

    def edition(self) -> str:
        assert 0 == self.run("build", "a.txt", "-q").code
        [folder] = Path("digests").iterdir()
        return str(folder)

    def where(self, owner: object, name: str, does: Callable[..., Any]) -> None:
        self.patch.setattr(owner, name, does)


def made(desk: Desk) -> Ran:
    return desk.run("build", "a.txt")


def unanswered(desk: Desk) -> Ran:
    """A question at the terminal that nobody answers."""
    desk.patch.delenv("DIGEST_TRUST")
    desk.set(XDG_STATE_HOME=str(Path.cwd() / "state"))
    Path("digest.toml").write_text('[mail]\nhost = "mail.gather.example"\n')
    for stream in (sys.stdin, sys.stderr):
        desk.patch.setattr(stream, "isatty", lambda: True, raising=False)
    desk.where(typer, "confirm", raising(typer.Abort()))
    return desk.run("sources", "list")


def misspelt(desk: Desk) -> Ran:
    return desk.run("build", "a.txt", "--since", "yesteryear")


def unread(desk: Desk) -> Ran:
    return desk.run("build", "nowhere.txt")


def absent(desk: Desk) -> Ran:
    done = desk.run("build", "nowhere", "a.txt", "-q")
    assert Path("digests").exists()
    return done


def unproven(desk: Desk) -> Ran:
    edition = desk.edition()
    file = Path(edition, "digest.json")
    file.write_text(file.read_text().replace("went again", "sank"))
    return desk.run("send", edition, "--to", "ada@a.example")


def without_its_model(desk: Desk) -> Ran:
    desk.set(OPENAI_BASE_URL=f"http://{NOBODY}/v1", DIGEST_LLM__ATTEMPTS="1")
    return desk.run("build", "a.txt")


def undelivered(desk: Desk) -> Ran:
    desk.set(DIGEST_MAIL__HOST="127.0.0.1", DIGEST_MAIL__SENDER="desk@a.example")
    return desk.run("send", desk.edition(), "--to", "no address")


def nothing_new(desk: Desk) -> Ran:
    Path("feed.xml").write_text(FEED)
    return desk.run("build", "feed.xml", "--since", "24h")


def broken_template(desk: Desk) -> Ran:
    edition = desk.edition()
    Path("looks/broadsheet").mkdir(parents=True)
    Path("looks/broadsheet/digest.md.j2").write_text("{% if %}")
    return desk.run("render", edition, "-c", "news.toml")


def store_away(desk: Desk) -> Ran:
    desk.set(DIGEST_STORE__URL=f"postgresql://desk@{NOBODY}/digest")
    return desk.run("build", "a.txt")


def mostly_by_extraction(desk: Desk) -> Ran:
    build = pipeline.build
    desk.where(pipeline, "build", lambda *a, **k: replace(build(*a, **k), fell_back=1))
    return desk.run("build", "a.txt")


def faulty_page(desk: Desk) -> Ran:
    edition = desk.edition()
    Path("looks/broadsheet").mkdir(parents=True)
    Path("looks/broadsheet/digest.html.j2").write_text(
        "<html lang='en'><title>x</title><img src=a>"
    )
    return desk.run("lint", edition, "-c", "news.toml")


def unwritable(desk: Desk) -> Ran:
    return desk.run("build", "a.txt", "-o", "a.txt/editions")


def under_way(desk: Desk) -> Ran:
    desk.set(DIGEST_MAIL__HOST="127.0.0.1", DIGEST_MAIL__SENDER="desk@a.example")
    desk.set(DIGEST_MAIL__TO="ada@a.example")
    held_by(os.getppid(), desk.patch)
    return desk.run("run")


def fleet_in_part(desk: Desk) -> Ran:
    Path("ed").mkdir()
    Path("ed/fleet.toml").write_text('[[sources]]\naddress = "../a.txt"\n')
    Path("ed/well.toml").write_text("")
    Path("ed/ill.toml").write_text("[[[")
    return desk.run("fleet", "build", "ed")


def interrupted(desk: Desk) -> Ran:
    desk.where(sources, "read", signalling(signal.SIGINT))
    return desk.run("build", "a.txt")


def terminated(desk: Desk) -> Ran:
    desk.where(sources, "read", signalling(signal.SIGTERM))
    return desk.run("build", "a.txt")


def raising(fault: Exception) -> Callable[..., Any]:
    def does(*_: object, **__: object) -> None:
        raise fault

    return does


def signalling(number: int) -> Callable[..., Any]:
    return lambda *_, **__: os.kill(os.getpid(), number)


FAILURES: dict[int, Callable[[Desk], Ran]] = {
    0: made,
    1: unanswered,
    2: misspelt,
    3: unread,
    4: unproven,
    5: without_its_model,
    6: undelivered,
    7: nothing_new,
    8: broken_template,
    9: store_away,
    10: mostly_by_extraction,
    11: faulty_page,
    12: unwritable,
    13: under_way,
    14: absent,
    15: fleet_in_part,
    130: interrupted,
    143: terminated,
}


def test_every_code_of_the_table_is_tried_here() -> None:
    assert set(EXIT_CODES) == set(FAILURES)


@pytest.mark.parametrize("code", FAILURES)
def test_a_failure_has_its_code_and_says_why_once(
    code: int, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = FAILURES[code](Desk(run, monkeypatch))

    assert code == done.code, done.err
    faults = [line for line in done.err.splitlines() if line.startswith("digest: ")]
    assert len(faults) == (code != 0)
    assert "Traceback" not in done.err
    for fault in faults:
        assert 1 == done.err.count(fault.removeprefix("digest: "))


# What was mistaken for something else


@pytest.mark.parametrize("flag", [["--model", "velo-1"], ["--require-model"]])
def test_a_flag_that_needs_a_model_is_refused_where_there_is_none(
    flag: list[str], run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before anything is read: who named a model wants no other edition."""
    desk = Desk(run, monkeypatch)

    done = desk.run("build", "a.txt", *flag)

    assert 2 == done.code
    assert f"digest: {flag[0]} needs a key or an endpoint" in done.err
    assert not Path("digests").exists()
    assert 2 == desk.run("build", "a.txt", *flag, "--no-model").code


@pytest.mark.parametrize(
    "words",
    [
        ("build", "a.txt", "--log-json", "a.txt/log"),
        ("cache", "export", "-o", "a.txt/answers"),
        ("init", "a.txt/desk"),
        ("eject", "prompts", "a.txt/words"),
        ("readers", "add", "ada@a.example", "-c", "readers.toml"),
        ("sources", "add", "a.txt", "--no-check", "-c", "a.txt/digest.toml"),
    ],
)
def test_what_cannot_be_written_has_one_code_everywhere(
    words: tuple[str, ...], run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is no wrong setting, and no mail that was not delivered."""
    desk = Desk(run, monkeypatch)
    Path("readers.toml").write_text('[mail]\nreaders = "a.txt/readers.csv"\n')

    assert 12 == desk.run(*words).code


def test_a_page_that_cannot_be_written_whole_leaves_the_one_before(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A web server or an editor may be reading the file that `render -o` names."""
    edition = Desk(run, monkeypatch).edition()
    Path("page.html").write_text("the one before")
    write = Path.write_bytes

    def broken_off(file: Path, content: bytes) -> int:
        write(file, content[:100])
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as full:
        full.setattr(Path, "write_bytes", broken_off)
        failed = run("render", edition, "--format", "html", "-o", "page.html")

    assert (12, "the one before") == (failed.code, Path("page.html").read_text())
    assert 0 == run("render", edition, "--format", "html", "-o", "page.html").code
    assert Path("page.html").read_text().startswith("<!DOCTYPE html>")
    assert not list(Path().glob(".digest-*"))


def test_a_page_goes_where_it_was_sent(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Through a link to its file, which others may not read, and into a pipe."""
    edition = Desk(run, monkeypatch).edition()
    Path("site").mkdir()
    Path("site/page.txt").touch(mode=0o600)
    Path("page.txt").symlink_to("site/page.txt")
    os.mkfifo("pipe")
    reader = os.open("pipe", os.O_RDWR)

    for out in ("page.txt", "pipe"):
        assert 0 == run("render", edition, "--format", "note", "-o", out).code

    note = Path("site/page.txt").read_bytes()
    assert note == os.read(reader, len(note) + 1)
    os.close(reader)
    assert Path("page.txt").is_symlink()
    assert 0o600 == Path("site/page.txt").stat().st_mode & 0o777


def test_an_editors_change_that_cannot_be_kept_is_said(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    edition = Desk(run, monkeypatch).edition()
    monkeypatch.setattr(Path, "write_bytes", raising(OSError(28, "No space left on device")))

    done = run("check", edition, "--cite")

    assert 12 == done.code
    assert "No space left on device" in done.err


def test_originals_that_are_not_there_prove_nothing(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    edition = Desk(run, monkeypatch).edition()

    done = run("check", edition, "--articles", "nowhere")

    assert 2 == done.code
    assert "proven" not in done.out + done.err
