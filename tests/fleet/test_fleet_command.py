"""`digest fleet`: what an editor sees of many editions."""

import json
from pathlib import Path

import pytest

from tests.mail_server import AUTHORITY, Desk, free_port, running, served
from tests.shell import Run, run

__all__ = ["run"]

pytestmark = pytest.mark.block_network(allowed_hosts=["127.0.0.1", "::1", "localhost"])
TEXT = (
    "Storm closes Ellery bridge\n\nThe bridge at Ellery was closed on Monday after a gust lifted "
    "part of its deck, the town council said in a statement. Engineers are to look at the piers "
    "before it opens again, which may take until the end of the week. Nine lorries turned back."
)


def made(*editions: str) -> None:
    """A fleet in the working folder, of one article."""
    Path("articles").mkdir()
    Path("articles/a.txt").write_text(TEXT, encoding="utf-8")
    Path("ed").mkdir()
    Path("ed/fleet.toml").write_text('[[sources]]\naddress = "../articles"\n', encoding="utf-8")
    for name in editions:
        Path(f"ed/{name}.toml").write_text("", encoding="utf-8")


def test_each_edition_is_told_and_one_that_fails_has_a_code_of_its_own(run: Run) -> None:
    made("north", "south")
    Path("ed/bad.toml").write_text('[edition]\ntitel = "x"\n', encoding="utf-8")

    done = run("fleet", "build", "ed", "--json")

    assert 15 == done.code, done.err
    assert "1 of 3 editions could not be made" in done.err
    rows = {row["edition"]: row for row in json.loads(done.out)["editions"]}
    assert {"bad": "failed", "north": "made", "south": "made"} == {
        name: row["status"] for name, row in rows.items()
    }
    assert "did you mean [edition] title?" in rows["bad"]["why"]
    assert "Ellery" in Path(rows["north"]["folder"], "digest.md").read_text(encoding="utf-8")


def test_a_second_build_has_nothing_new(run: Run) -> None:
    made("north")
    assert 0 == run("fleet", "build", "ed").code

    done = run("fleet", "build", "ed")

    assert 7 == done.code
    assert "north: nothing new" in done.err


def test_a_plan_asks_nobody_and_says_what_is_shared(run: Run) -> None:
    made("north", "south")

    done = run("fleet", "plan", "ed")

    assert 0 == done.code, done.err
    assert "stories             1, printed 2 times" in done.out
    assert "in    2 editions     Storm closes Ellery bridge" in done.out
    assert not Path("ed/digests").exists()
    assert 0 == run("fleet", "build", "ed", "--only", "north").code
    assert ["north"] == [path.name for path in Path("ed/digests").iterdir()]


def test_an_unknown_edition_is_named_with_those_there_are(run: Run) -> None:
    made("north")

    done = run("fleet", "build", "ed", "--only", "nroth")

    assert 2 == done.code
    assert "has no edition nroth; it has north" in done.err


def test_editions_that_nobody_got_are_sent_later_and_once(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What each built last, to those who lack it; who has it already gets no second."""
    made("north", "south")
    port, desk = free_port(), Desk()
    AUTHORITY.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    with Path("ed/fleet.toml").open("a", encoding="utf-8") as file:
        file.write(
            f'[mail]\nhost = "127.0.0.1"\nport = {port}\nca_file = "../ca.pem"\n'
            'sender = "desk@example.org"\nto = ["ann@example.org"]\n'
        )
    monkeypatch.setenv("DIGEST_TRUST", str(tmp_path))
    monkeypatch.setenv("DIGEST_SMTP_USER", "desk")
    monkeypatch.setenv("DIGEST_SMTP_PASSWORD", "right")
    assert 0 == run("fleet", "build", "ed").code

    with running(desk, "starttls") as there:
        monkeypatch.setenv("DIGEST_MAIL__PORT", str(there))
        first = run("fleet", "send", "ed", "--only", "north")
        second = run("fleet", "send", "ed")
        third = run("fleet", "send", "ed", "--json")

    assert [0, 0, 0] == [first.code, second.code, third.code], second.err
    assert ["ann@example.org"] * 2 == served(desk)
    assert "north: ann@example.org: has it already" in second.err
    assert ["had", "had"] == [
        row["recipients"][0]["status"] for row in json.loads(third.out)["editions"]
    ]


@pytest.mark.parametrize("kind", ["prompts", "templates"])
def test_an_edition_without_its_own_folder_is_left_out_with_that_reason(
    run: Run, kind: str
) -> None:
    """The others are made, and none in words that are not its own."""
    made("north", "south")
    with Path("ed/south.toml").open("a", encoding="utf-8") as file:
        file.write(f'[paths]\n{kind} = "looks"\n')

    done = run("fleet", "build", "ed")

    assert 15 == done.code
    assert f"south: [paths] {kind}: there is no folder" in done.err
    assert ["north"] == [folder.name for folder in Path("ed/digests").iterdir()]


def test_editions_that_are_all_broken_are_named_with_their_reasons(run: Run) -> None:
    made("north")
    Path("ed/bad.toml").write_text('[edition]\nschedule = "soon"\n', encoding="utf-8")

    done = run("fleet", "plan", "ed", "--only", "bad")

    assert 2 == done.code
    assert "bad: " in done.err
    assert "schedule" in done.err


@pytest.mark.parametrize(("word", "code"), [("plan", 0), ("build", 15), ("send", 15)])
def test_editions_of_one_name_are_named_by_their_files(run: Run, word: str, code: int) -> None:
    """Neither is made, as nobody knows which is meant; the others are."""
    made("north", "south")
    Path("ed/south").mkdir()
    Path("ed/south/digest.toml").touch()
    with Path("ed/fleet.toml").open("a", encoding="utf-8") as file:
        file.write('[[editions]]\nname = "east"\n' * 2)
    assert 15 == run("fleet", "build", "ed").code

    done = run("fleet", word, "ed", "--quiet")

    here = Path("ed").resolve()
    assert code == done.code, done.err
    assert f"south: two editions are named 'south': {here}/south/digest.toml and " in done.err
    assert f"{here}/south.toml; rename one of them" in done.err
    assert "fleet.toml ([[editions]] 1) and " in done.err
    assert "fleet.toml ([[editions]] 2); rename" in done.err
    assert "north" not in done.err
