"""What is installed is what was tested: the wheel holds everything, and nothing starts slowly."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from digest.rendering import FILES

ROOT = Path(__file__).parents[1]
HEAVY = {"openai", "trafilatura", "genai_prices", "css_inline", "numpy", "sqlalchemy", "feedparser"}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built wheel, unpacked where an installation would put it."""
    out = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(out)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    [built] = out.glob("*.whl")
    unpacked = out / "site"
    with zipfile.ZipFile(built) as archive:
        archive.extractall(unpacked)
    return unpacked


def run(wheel: Path, *words: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """The installed program, away from the checkout and in an environment of its own."""
    code = "import sys; sys.path.insert(0, sys.argv.pop(1)); from digest.cli import main; main()"
    return subprocess.run(
        [sys.executable, "-I", "-c", code, str(wheel), *words],
        cwd=cwd,
        env={"PATH": "/usr/bin:/bin", "HOME": str(cwd), "XDG_STATE_HOME": str(cwd / "state")},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.slow
def test_the_wheel_builds_an_edition_by_itself(wheel: Path, tmp_path: Path) -> None:
    """Prompts and templates travel inside: a build far from the checkout makes all five files."""
    text = "The lighthouse at Skarn was lit again on Monday. The keeper, Ada Holm, said: “We are glad.”"
    (tmp_path / "a.txt").write_text(
        f"Lighthouse lit\n\n{text} Forty boats passed it that night.\n" * 2
    )

    done = run(wheel, "build", "a.txt", "-o", "out", cwd=tmp_path)

    assert done.returncode == 0, done.stderr
    [edition] = (tmp_path / "out").iterdir()
    names = {form.file for form in FILES.values()}
    assert {file.name for file in edition.iterdir()} == names


def test_the_wheel_keeps_generic_names_out_of_site_packages(wheel: Path) -> None:
    tops = {path.name for path in wheel.iterdir() if path.suffix not in (".dist-info", ".data")}

    assert tops == {"digest"}
    assert (wheel / "digest" / "_data" / "prompts").is_dir()
    assert (wheel / "digest" / "py.typed").is_file()


def test_the_manual_page_is_installed(wheel: Path) -> None:
    """`man digest` finds it below the prefix; what it says is compared in test_docs.py."""
    [page] = wheel.glob("*.data/data/share/man/man1/digest.1")

    assert page.read_text(encoding="utf-8").startswith(".TH DIGEST 1")


@pytest.mark.parametrize("words", [["--help"], ["build"]], ids=["help", "a build of nothing"])
def test_what_needs_no_build_does_not_load_one(words: list[str], tmp_path: Path) -> None:
    """`digest --help` answers at once, and so does who was given nothing to read."""
    code = (
        f"import sys; sys.argv = ['digest', *{words!r}]\n"
        "from digest.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "print(*sys.modules, file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=tmp_path
    )

    loaded = set(done.stderr.split())
    assert loaded & HEAVY == set()
    assert "digest.pipeline" not in loaded
    assert words == ["build"] or "pydantic" not in loaded
