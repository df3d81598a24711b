"""`digest lint`: a fault has its own exit code, and programs get JSON."""

import json
from pathlib import Path

from tests.shell import Run


def test_an_edition_without_a_fault_says_so(built: Path, run: Run) -> None:
    done = run("lint", str(built))

    assert (done.code, done.out) == (0, "")
    assert "no fault" in done.err


def test_a_theme_with_faults_ends_with_its_own_code(built: Path, run: Run) -> None:
    """Each fault is a line with its place and rule, and below it where it stands."""
    Path("mine").mkdir()
    Path("mine/digest.html.j2").write_text("<html lang='en'><title>x</title><h1>x</h1><img src=a>")
    Path("digest.toml").write_text('[paths]\ntemplates = "."\n')
    done = run("lint", str(built), "--theme", "mine")

    assert done.code == 11
    assert "page\talt\ta picture has no alternative text" in done.out
    assert "<img src=a>" in done.out
    assert "faults in the page and the mail" in done.err


def test_programs_get_one_object(built: Path, run: Run) -> None:
    done = run("lint", str(built), "--json")
    told = json.loads(done.out)

    assert done.code == 0
    assert told["faults"] == []
    assert {one["rule"] for one in told["fallbacks"]} >= {"html-style", "css-at-media"}
    assert told["sizes"]["mail page"] < told["sizes"]["digest.eml"]
