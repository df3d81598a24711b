"""What the settings of a theme do to a build, and what they cannot do."""

from pathlib import Path

import pytest

from tests.cli.conftest import EXAMPLES
from tests.model_server import ModelServer, serving
from tests.rendering.pictures import png
from tests.shell import Run

pytestmark = pytest.mark.block_network(allowed_hosts=["127.0.0.1"])


@pytest.mark.parametrize(
    "fault",
    [
        ('name = "mine"', "\n{{ digest.tittle }}", 8, "mine/digest.html.j2:2: "),
        ('name = "mien"', "", 2, "[theme] name: no theme 'mien'"),
        ('logo = "logo.svg"', "", 2, "[theme] logo is no picture"),
        ('logo = "none.png"', "", 2, "[theme] logo: there is no file 'none.png'"),
        ('accent = "red;}"', "", 2, "theme.accent"),
        ('name = "../mine"', "", 2, "theme.name"),
    ],
)
def test_a_theme_that_does_not_work_costs_nothing(
    run: Run, monkeypatch: pytest.MonkeyPatch, fault: tuple[str, str, int, str]
) -> None:
    """It is found before an article is read and before a model is asked."""
    settings, template, code, told = fault
    Path("mine").mkdir()
    Path("mine/digest.html.j2").write_text(template)
    Path("logo.svg").write_text("<svg/>")
    Path("digest.toml").write_text(f'[paths]\ntemplates = "."\n[theme]\n{settings}\n')
    with serving(ModelServer()) as server:
        monkeypatch.setenv("OPENAI_BASE_URL", server.url)
        monkeypatch.setenv("OPENAI_API_KEY", "sk-own")
        done = run("build", str(EXAMPLES))

    assert (done.code, server.asked) == (code, [])
    assert told in done.err
    assert not Path("digests").exists()


@pytest.mark.parametrize("kind", ["templates", "prompts"])
def test_a_folder_of_ones_own_that_is_not_there_ends_a_build(run: Run, kind: str) -> None:
    """The program's own files would take its place, and nobody would see why."""
    Path("digest.toml").write_text(f'[paths]\n{kind} = "nope"\n')

    done = run("build", str(EXAMPLES / "15-bell-mossel-valley-herald.txt"))

    assert 2 == done.code
    assert f"[paths] {kind}: there is no folder" in done.err
    assert 1 == len(done.err.strip().splitlines())
    assert not Path("digests").exists()


def test_an_edition_wears_its_logo(run: Run) -> None:
    """From the settings to the page and the mail."""
    Path("logo.png").write_bytes(png())
    Path("digest.toml").write_text(
        '[theme]\nname = "desk"\naccent = "#aa3300"\nlogo = "logo.png"\nfooter = "1 Quay Street"\n'
    )
    done = run("build", str(EXAMPLES / "15-bell-mossel-valley-herald.txt"))
    assert done.code == 0, done.err
    [folder] = Path("digests").iterdir()
    page = (folder / "digest.html").read_text()

    assert 'alt="The Digest"' in page
    assert "#aa3300" in page
    assert "1 Quay Street" in page
    assert "Content-ID: <" in (folder / "digest.eml").read_text()


def test_the_editor_is_told_what_readers_are_not(run: Run) -> None:
    """Which article was left out and why; readers get a number."""
    Path("short.txt").write_text("Nothing.")
    done = run("build", "short.txt", str(EXAMPLES / "15-bell-mossel-valley-herald.txt"))
    [folder] = Path("digests").iterdir()
    text = (folder / "digest.txt").read_text()

    assert "left out: short.txt (" in done.err
    assert "short.txt" not in text
    assert "1 left out" in text
    assert "1 story from 1 article" in text


@pytest.mark.parametrize("words", [("render",), ("lint",), ("send", "--to", "a@b.example")])
def test_a_folder_of_ones_own_that_is_not_there_ends_what_shows_an_edition(
    run: Run, built: Path, words: tuple[str, ...]
) -> None:
    command, *rest = words
    Path("digest.toml").write_text('[paths]\ntemplates = "nope"\n')

    done = run(command, str(built), *rest)

    assert (2, "") == (done.code, done.out)
    assert "[paths] templates: there is no folder" in done.err
