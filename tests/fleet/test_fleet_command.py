"""`digest fleet`: what an editor sees of many editions."""

import json
from pathlib import Path

from tests.shell import Run, run

__all__ = ["run"]

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
