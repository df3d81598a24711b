"""What is going on is said: how much of it, who is waited for, what it costs, how long it lasts."""

import io
import re
import sys
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from digest.cli import bars, console
from digest.cli.bars import Standing, progress
from digest.errors import NothingNewError, SourceError
from digest.model import Usage
from digest.progress import Event, Report
from digest.sources import Fetcher, FetchOptions, Place, SourceOptions, read
from tests.shell import Run

STORY = "Ferry back\n\n" + "The ferry to Ellery went again on Monday, the harbour board said. " * 9


@pytest.fixture(autouse=True)
def as_at_the_start() -> None:
    console.behave()


def standing(*events: Event, lasted: float = 10) -> tuple[Standing, float]:
    """How a stage stands so many seconds after it began, and the moment."""
    found = Standing(events[0].stage, began=0)
    for event in events:
        found.heed(event, lasted)
    return found, lasted


def told(*events: Event, lasted: float = 10, waited: float = 0) -> str:
    found, now = standing(*events, lasted=lasted)
    return f"{found.verb}: {found.count}; {found.details(now + waited)}"


@pytest.mark.parametrize(
    ("events", "words"),
    [
        ([Event(stage="fetch", done=0, total=40)], "Fetching: 40 places; "),
        ([Event(stage="fetch", done=1, total=1)], "Fetching: 1 of 1 place; "),
        ([Event(stage="read", done=130)], "Reading: 130 documents; "),
        ([Event(stage="read")], "Reading: ; "),
        (
            [Event(stage="ask", done=0, total=4), Event(stage="ask", step="drafts")],
            "Asking the model (drafts): 4 stories; ",
        ),
        (
            [
                Event(stage="fetch", done=3, total=12),
                Event(stage="fetch", waits_for=("a.example",)),
            ],
            "Fetching: 3 of 12 places; waiting for a.example; about 30 s left",
        ),
        (
            [
                Event(stage="ask", done=1, total=31),
                Event(stage="ask", usage=Usage(requests=2, input_tokens=9000, output_tokens=500)),
            ],
            "1 of 31 stories; 2 requests, 9,500 tokens, about $0.0000; about 5 min left",
        ),
        (
            [Event(stage="ask", usage=Usage(requests=1, cost=None))],
            "1 request, 0 tokens, cost unknown",
        ),
        ([Event(stage="ask", usage=Usage())], "Asking the model: ; "),
    ],
)
def test_a_stage_is_told_with_what_is_known_of_it(events: list[Event], words: str) -> None:
    assert words in told(*events)


def test_of_many_servers_three_are_named_and_how_long_they_are_waited_for() -> None:
    hosts = tuple(f"{letter}.example" for letter in "abcde")

    words = told(Event(stage="fetch", waits_for=hosts), waited=12)

    assert "waiting for a.example, b.example, c.example and 2 more, 12 s" in words


def test_nothing_is_guessed_of_the_time_left_at_the_start() -> None:
    assert "left" not in told(Event(stage="ask", done=1, total=9), lasted=1)
    assert "left" not in told(Event(stage="ask", done=0, total=9))
    assert "left" not in told(Event(stage="read", done=9))
    assert "about 2 h 30 min left" in told(Event(stage="ask", done=1, total=901))


# Without a terminal


@pytest.fixture
def often(monkeypatch: pytest.MonkeyPatch) -> None:
    """A line every few milliseconds instead of ten seconds."""
    monkeypatch.setattr(bars, "EVERY_S", 0.02)


def said(capsys: pytest.CaptureFixture[str], does: Callable[[Report], None]) -> str:
    with progress() as report:
        does(report)
    return capsys.readouterr().err


def test_the_first_wait_is_said_at_once(capsys: pytest.CaptureFixture[str]) -> None:
    """Before the first answer, whoever sends the output to a file knows what goes on."""

    def does(report: Report) -> None:
        report(Event(stage="fetch", done=0, total=3))
        report(Event(stage="fetch", waits_for=("a.example",)))
        report(Event(stage="fetch", waits_for=("a.example", "b.example")))

    assert "  Fetching: 3 places; waiting for a.example\n" == said(capsys, does)


def test_files_are_read_without_a_word(capsys: pytest.CaptureFixture[str]) -> None:
    def does(report: Report) -> None:
        for number in range(9):
            report(Event(stage="fetch", done=number, total=9))
            report(Event(stage="read", done=number))

    assert "" == said(capsys, does)


@pytest.mark.usefixtures("often")
def test_a_line_is_written_now_and_then_for_each_stage_that_goes_on(
    capsys: pytest.CaptureFixture[str],
) -> None:
    def does(report: Report) -> None:
        report(Event(stage="fetch", done=2, total=2))
        report(Event(stage="read", done=1))
        time.sleep(0.3)

    lines = said(capsys, does).splitlines()

    assert {"  Reading: 1 document"} == set(lines)
    assert len(lines) > 2


@pytest.mark.usefixtures("often")
def test_quiet_says_nothing_of_it(capsys: pytest.CaptureFixture[str]) -> None:
    console.behave(quiet=True)

    def does(report: Report) -> None:
        report(Event(stage="fetch", waits_for=("a.example",), note="a.example is busy"))
        time.sleep(0.1)

    assert "" == said(capsys, does)


def test_a_note_is_told_once(capsys: pytest.CaptureFixture[str]) -> None:
    """What forty requests run into is one fact."""

    def does(report: Report) -> None:
        for _ in range(40):
            report(Event(stage="ask", note="a.example refused a request (400): no such field"))

    assert 1 == said(capsys, does).count("refused")


def test_what_an_error_names_is_not_told_before_it(capsys: pytest.CaptureFixture[str]) -> None:
    """Each failed build would give its reason twice; once it goes on, nothing is kept back."""
    event = Event(stage="fetch", note="a.txt: empty")

    def finds_nothing(report: Report) -> None:
        report(event)
        report(Event(stage="read", done=0))
        raise SourceError("nothing could be read: a.txt: empty")

    def finds_nothing_new(report: Report) -> None:
        report(event)
        report(Event(stage="fetch", note="b.txt: empty"))
        raise NothingNewError("nothing new, but not all could be read: a.txt: empty; and 1 more")

    with pytest.raises(SourceError):
        said(capsys, finds_nothing)
    assert "" == capsys.readouterr().err

    with pytest.raises(NothingNewError):
        said(capsys, finds_nothing_new)
    assert "  b.txt: empty\n" == capsys.readouterr().err
    assert "  a.txt: empty\n" == said(capsys, lambda report: report(event))
    with progress() as report:
        report(event)
        report(Event(stage="group", done=0))
        assert "  a.txt: empty\n" == capsys.readouterr().err


def test_verbose_tells_how_long_each_stage_has_taken(
    capsys: pytest.CaptureFixture[str],
) -> None:
    console.behave(verbosity=1)

    words = said(capsys, lambda report: report(Event(stage="read", done=2, total=2)))

    assert re.fullmatch(r"  Reading: 2 of 2 documents, 0\.\d s\n", words)


# On a terminal


def test_bars_have_true_totals(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the end is not known no number is invented for it."""

    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "120")

    with progress() as report:
        report(Event(stage="fetch", waits_for=("a.example",)))
        report(Event(stage="fetch", done=3, total=40))
        report(Event(stage="read", done=7))

    drawn = re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", terminal.getvalue())
    assert "3 of 40 places" in drawn
    assert "waiting for a.example" in drawn
    assert "7 documents" in drawn
    assert "100" not in drawn


# What the program tells of itself


def collected(tmp_path: Path, *names: str) -> list[Event]:
    events: list[Event] = []
    for name in names:
        (tmp_path / name).write_text(STORY + name)
    places = [Place(address=str(tmp_path / name)) for name in (*names, "missing.txt")]
    found = read(
        places,
        since=None,
        now=datetime(2026, 5, 4, tzinfo=UTC),
        options=SourceOptions(),
        fetcher=None,
        report=events.append,
        stdin=None,
    )
    assert len(list(found)) == len(places)
    return events


def test_places_are_counted_from_the_start(tmp_path: Path) -> None:
    events = collected(tmp_path, "a.txt", "b.txt")

    assert {3} == {event.total for event in events}
    counts = [event.done for event in events if event.done is not None]
    assert counts == sorted(counts)
    assert (0, 3) == (counts[0], counts[-1])


@pytest.mark.block_network(allowed_hosts=["127.0.0.1"])
def test_who_is_waited_for_is_told_when_the_asking_begins() -> None:
    events: list[Event] = []
    with Fetcher(FetchOptions(pause_s=0), events.append) as fetcher:
        fetcher.start("http://127.0.0.1:9/feed").result()

    assert ("127.0.0.1:9",) == events[0].waits_for
    assert () == events[-1].waits_for


def test_a_fetcher_that_is_interrupted_waits_for_nobody() -> None:
    """A slow server does not keep who pressed Ctrl-C."""
    began, go_on = threading.Event(), threading.Event()

    def stuck() -> None:
        began.set()
        go_on.wait(30)

    def interrupted() -> None:
        with Fetcher() as fetcher:
            fetcher._lanes.submit("a.example", stuck)
            began.wait(30)
            raise KeyboardInterrupt

    start = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        interrupted()
    go_on.set()

    assert time.monotonic() - start < 5


def test_a_build_tells_how_many_documents_there_are(run: Run, tmp_path: Path) -> None:
    for name in "abc":
        (tmp_path / f"{name}.txt").write_text(STORY + name)

    done = run("build", "a.txt", "b.txt", "c.txt", "-v")

    assert "  Fetching: 3 of 3 places, " in done.err
    assert "  Reading: 3 of 3 documents, " in done.err
    assert "  Grouping: 3 of 3 articles, " in done.err
