"""The documentation says what the program does."""

import importlib.util
import os
import re
import shutil
import subprocess
from pathlib import Path
from types import ModuleType

import pytest

from digest import errors
from docs import site

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def generate() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate", ROOT / "docs" / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_documentation_shows_what_there_is(generate: ModuleType) -> None:
    """Settings, help, forms, rules, languages, kinds, quirks, schema: `make docs` changes nothing."""
    made = generate.generated()
    old = [path for path, text in made.items() if text != (ROOT / path).read_text(encoding="utf-8")]

    assert [] == old, "`make docs` writes them again"


@pytest.mark.skipif(shutil.which("man") is None, reason="man")
def test_man_understands_the_manual_page() -> None:
    """Without a warning, and with the words of the commands."""
    command = ["man", "--warnings=all", "-l", str(ROOT / "docs" / "digest.1")]
    done = subprocess.run(
        command, capture_output=True, text=True, check=True, env={**os.environ, "MANWIDTH": "80"}
    )

    assert "" == done.stderr
    assert "digest sources add" in done.stdout
    assert "-h, --help" in done.stdout
    assert "EXIT STATUS" in done.stdout


def test_every_exit_code_is_documented() -> None:
    """The reference's table is made of these words."""
    kinds = [kind for kind in vars(errors).values() if isinstance(kind, type)]
    codes = {kind.exit_code for kind in kinds if issubclass(kind, errors.DigestError)}

    assert set(errors.EXIT_CODES) == codes | {0, errors.INTERRUPTED, errors.TERMINATED}


def test_the_runbook_says_what_to_do_on_every_code() -> None:
    """Who is woken by a number finds it as a heading, with a command or a sentence that helps."""
    page = (ROOT / "docs" / "runbook.md").read_text(encoding="utf-8")
    sections = re.findall(r"^## (\d+): .+\n\n(.+)", page, re.MULTILINE)

    assert [str(code) for code in errors.EXIT_CODES] == [code for code, _ in sections]


def test_no_link_of_the_documentation_leads_nowhere_and_the_site_has_every_page() -> None:
    """Whoever starts at the README gets to each page of docs, and finds it in the navigation."""
    found = {file.relative_to(ROOT).as_posix() for file in site.files()}
    pages = {f"docs/{page.name}" for page in (ROOT / "docs").glob("*.md")}
    order = (ROOT / "zensical.toml").read_text(encoding="utf-8")

    assert set() == pages - found
    assert [] == sorted(page for page in pages if f'"{page}"' not in order)


def test_a_link_to_nothing_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "README.md").write_text("[Here](docs/gone.md#why)")
    monkeypatch.setattr(site, "ROOT", tmp_path)

    with pytest.raises(ValueError, match=r"README\.md links to docs/gone\.md#why"):
        site.files()


def test_the_map_of_the_house_leads_somewhere() -> None:
    """A newcomer opens the files that CONTRIBUTING names, and finds every room in it."""
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    named = re.findall(r"`((?:digest|docs|prompts|templates|tests|cassettes)/[^`]*)`", text)
    rooms = [init.parent.name for init in (ROOT / "digest").glob("*/__init__.py")]

    assert [] == [path for path in named if not (ROOT / path.replace("CODE", "en")).exists()]
    assert [] == [room for room in rooms if f"| `{room}` |" not in text]


def test_every_promise_of_safety_names_a_test_that_there_is() -> None:
    """Who reads that something is promised can look at what keeps it."""
    promises = re.findall(
        r"`(tests/[\w/]+\.py)::(\w+)`", (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
    )

    assert promises
    for file, test in promises:
        assert f"def {test}(" in (ROOT / file).read_text(encoding="utf-8"), (file, test)


def test_every_line_of_the_threat_model_names_its_test() -> None:
    page = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
    table = page.partition("|---|---|---|---|\n")[2].partition("\n\n")[0]

    assert [line for line in table.splitlines() if "::test_" not in line] == []
