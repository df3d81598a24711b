"""Nothing that a stranger wrote steers the editor's terminal, whichever command prints it."""

import ast
import io
import sys
from pathlib import Path

import pytest

from digest.cli import bars
from digest.progress import Event
from tests.shell import Run

HOUSE = Path(__file__).parents[2] / "digest"
EVIL = "\x1b]0;mine\x07\x1b[2J\u202eevil\u2066\x9b31m\u200b\U000e0041"
"""A title for the window, an empty screen, another direction, colours, what nobody sees."""
ARTICLE = """Ferries touch in fog

Two ferries touched in fog off Port Ellery on Tuesday, the harbour police said in the evening.

Nobody was hurt, but one of the two ships was towed to the quay with a hole above its waterline.
"""


def escaped(text: str) -> str:
    """As TOML writes it: in plain ASCII."""
    return "".join(f"\\U{ord(char):08x}" for char in text)


def is_clean(printed: str) -> bool:
    return all(char.isprintable() or char in "\n\t" for char in printed)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A stranger's folder: hostile names of files, outlets, sections and settings."""
    articles = tmp_path / "articles"
    articles.mkdir()
    (articles / f"good{EVIL}.txt").write_text(ARTICLE)
    (articles / f"bad{EVIL}.txt").write_bytes(b"")
    (tmp_path / f"own{EVIL}").mkdir()
    evil = escaped(EVIL)
    (tmp_path / "digest.toml").write_text(
        f'[edition]\ntitle = "Daily {evil}"\n[llm]\nmodel = "m{evil}"\n[[sources]]\n'
        f'address = "articles/good{evil}.txt"\nname = "Post {evil}"\nsection = "World {evil}"\n'
    )
    return tmp_path


@pytest.mark.parametrize(
    "words",
    [
        ("build", "articles"),
        ("build", "articles", "--explain"),
        ("build", "articles", "--dry-run"),
        ("build", f"nowhere{EVIL}"),
        ("build", "articles", f"--{EVIL}"),
        ("build", "articles", "--since", EVIL),
        ("sources", "list"),
        ("sources", "check"),
        ("sources", "check", "--json"),
        ("sources", "add", f"articles/bad{EVIL}.txt"),
        ("sources", "add", f"articles/{EVIL}.txt", "--no-check", "--name", EVIL),
        ("sources", "remove", f"Post {EVIL}"),
        ("sources", "remove", EVIL),
        ("sources", "import", f"articles/good{EVIL}.txt"),
        ("doctor",),
        ("doctor", "--config", f"own{EVIL}/digest.toml"),
        ("init", f"own{EVIL}"),
        ("eject", "prompts", f"own{EVIL}/prompts"),
        ("trust", f"own{EVIL}"),
        ("untrust", "."),
        ("render", f"own{EVIL}"),
        ("check", f"own{EVIL}"),
        ("explain", f"own{EVIL}", EVIL),
        ("stories", EVIL),
        ("send", f"own{EVIL}"),
        (EVIL,),
    ],
    ids=lambda words: " ".join(words).encode("ascii", "replace").decode(),
)
def test_no_command_prints_what_steers_the_terminal(
    words: tuple[str, ...], folder: Path, run: Run
) -> None:
    """File names, outlets, titles and settings of a stranger are printed as harmless words."""
    ran = run(*words)

    assert ran.out + ran.err
    assert is_clean(ran.out)
    assert is_clean(ran.err)


def test_an_edition_of_hostile_articles_is_shown_harmlessly(folder: Path, run: Run) -> None:
    """Checking, explaining and listing print headlines, sentences and reasons of the edition."""
    built = run("build", "articles", "--out", "editions")
    assert built.code == 0, built.err
    edition = next((folder / "editions").iterdir())
    file = edition / "digest.json"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("touched in fog off", f"sank {escaped_json(EVIL)}"), "utf-8")

    for words in (("check", str(edition)), ("explain", str(edition), "1.1")):
        ran = run(*words)

        assert "sank" in ran.out
        assert is_clean(ran.out + ran.err)


def escaped_json(text: str) -> str:
    return text.encode("unicode_escape").decode().replace("\\x", "\\u00").replace("\\U000e", "\\u")


def test_a_bar_of_progress_shows_notes_without_escapes(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a terminal the bars are drawn with escapes of our own; a note has none."""

    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setenv("TERM", "xterm")

    with bars.progress() as report:
        report(Event(stage="fetch", note=f"feed {EVIL} failed"))

    assert "failed" in terminal.getvalue()
    assert not any(part in terminal.getvalue() for part in ("\x1b]0;", "\x07", "\u202e", "\x9b"))


def test_only_one_module_writes_to_the_terminal() -> None:
    """Whatever prints by itself prints what a stranger wrote as it is."""
    writers = {
        str(module.relative_to(HOUSE))
        for module in HOUSE.rglob("*.py")
        for text in [module.read_text(encoding="utf-8")]
        if "print" in text or "echo" in text  # which is quickly told
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Call)
        and ast.unparse(node.func) in ("print", "typer.echo", "typer.secho")
    }

    assert {"cli/console.py"} == writers
