"""What docs/api.md promises to a program: each recipe runs, and every name has its type."""

import json
import re
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import assert_type

import pytest

import digest
from digest.errors import ConfigError, SourceError

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "examples" / "articles"
PAGE = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
RECIPES: list[str] = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
WORDS = "The ferry to Ellery went again on Monday, the harbour board said in the evening. "


def story(title: str) -> str:
    return f"{title}\n\n" + "".join(f"{WORDS}It was trip {n} of {title}. " for n in range(4))


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which the recipes stand."""
    monkeypatch.chdir(tmp_path)
    for name in ("OPENAI_API_KEY", "OPENAI_BASE_URL"):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "a.txt").write_text(story("Ferry back"))
    (tmp_path / "notes.txt").write_text("")
    with sqlite3.connect(tmp_path / "wire.sqlite") as connection:
        connection.execute("CREATE TABLE wire (id, agency, title, sent, body)")
        row = (7, "Skarn Wire", "Lighthouse lit", "2026-05-04T06:00+00:00", story("Lighthouse lit"))
        connection.execute("INSERT INTO wire VALUES (?, ?, ?, ?, ?)", row)
    connection.close()
    return tmp_path


def ran(recipe: str) -> dict[str, object]:
    names: dict[str, object] = {}
    exec(compile(recipe, "docs/api.md", "exec"), names)
    return names


@pytest.mark.parametrize("recipe", RECIPES, ids=lambda recipe: str(RECIPES.index(recipe)))
def test_every_recipe_of_the_page_runs(recipe: str, desk: Path) -> None:
    ran(recipe)


def recipe_with(words: str) -> str:
    [found] = [recipe for recipe in RECIPES if words in recipe]
    return found


def test_settings_and_progress_are_the_callers(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ran(recipe_with("load_settings"))

    printed = capsys.readouterr()
    assert "Harbour Morning 2 0.0" in printed.out
    assert "fetch notes.txt: empty" in printed.err
    assert "read 2 of 2" in printed.err


def test_a_source_of_ones_own_stands_beside_files(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    names = ran(recipe_with("Iterator[digest.Document]"))

    assert "Skarn Wire" in capsys.readouterr().out
    edition = names["edition"]
    assert isinstance(edition, digest.Digest)
    [article] = [one for one in edition.articles if one.source == "Skarn Wire"]
    assert ("Lighthouse lit", datetime(2026, 5, 4, 6, tzinfo=UTC)) == (
        article.title,
        article.published,
    )


def test_a_form_of_ones_own_is_a_function_of_the_edition(desk: Path) -> None:
    ran(recipe_with("import csv"))

    head, *lines = (desk / "digest.csv").read_text(encoding="utf-8").splitlines()
    assert "story,sentence,source" == head
    assert lines
    assert (desk / "digest.html").read_bytes().startswith(b"<!DOCTYPE html>")


def test_a_fault_has_its_code(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ran(recipe_with("except digest.DigestError"))

    assert "3 nothing could be read: nowhere" in capsys.readouterr().out


@pytest.mark.parametrize("kind", [str, Path, lambda place: [place], lambda place: iter([place])])
def test_one_place_or_many_make_an_edition(kind: type, desk: Path) -> None:
    """A text is one place: never its letters, of which / would be all of this machine."""
    assert 1 == digest.build(kind("articles/"), use_model=False).coverage.read


def test_the_whole_machine_is_no_place(desk: Path) -> None:
    with pytest.raises(SourceError, match=r"/: all of this machine"):
        digest.build("/", use_model=False)


@pytest.mark.parametrize("nothing", ["", " "])
def test_no_words_are_no_place(nothing: str) -> None:
    with pytest.raises(ConfigError, match="names no place"):
        digest.build(nothing, use_model=False)


@pytest.mark.parametrize("wrong", [None, 3, b"articles/", [3], [None], [b"articles/"]])
def test_what_is_no_place_is_named(wrong: object) -> None:
    with pytest.raises(TypeError, match="no place"):
        digest.build(wrong, use_model=False)  # type: ignore[arg-type]


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        digest.build("articles/", now=datetime(2026, 5, 4))  # noqa: DTZ001


@pytest.mark.parametrize(
    ("content", "published", "why"),
    [("words", None, "not bytes"), (b"", datetime(2026, 5, 4), "no time zone")],  # noqa: DTZ001
)
def test_a_document_that_was_not_made_as_it_should_costs_itself_alone(
    content: bytes, published: datetime | None, why: str, desk: Path
) -> None:
    wrong = digest.Document(
        place="mine",
        content=content or story("Quay").encode(),
        media_type="text/plain",
        hints=digest.Hints(published=published),
    )

    edition = digest.build(["articles/", wrong], use_model=False)

    [skipped] = edition.skipped
    assert "mine" == skipped.what
    assert why in skipped.why


def test_a_store_is_a_path_as_text(desk: Path) -> None:
    digest.build("articles/", store="answers.sqlite", use_model=False)

    assert (desk / "answers.sqlite").is_file()


def test_an_endpoint_without_a_scheme_is_a_wrong_setting(
    desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Found before anything is read, not after the whole build."""
    monkeypatch.setenv("OPENAI_BASE_URL", "127.0.0.1:9/v1")

    with pytest.raises(ConfigError, match=r"https://") as caught:
        digest.build("articles/")

    assert 2 == caught.value.exit_code


@pytest.mark.slow
def test_a_strict_type_checker_takes_every_recipe(desk: Path) -> None:
    for number, recipe in enumerate(RECIPES):
        Path(f"recipe_{number}.py").write_text(recipe)

    run = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", *sorted(map(str, desk.glob("recipe_*.py")))],
        capture_output=True,
        text=True,
        check=False,
    )

    assert 0 == run.returncode, run.stdout


def test_an_edition_is_read_and_shown_again(desk: Path) -> None:
    edition = digest.build("articles/", use_model=False)
    Path("digest.json").write_bytes(digest.render(edition, "json"))

    assert edition == digest.load_edition("digest.json")


def test_the_page_names_all_that_is_public() -> None:
    table = PAGE.partition("|---|---|\n")[2].partition("\n\n")[0]
    cells = [line.split("|")[1] for line in table.splitlines()]
    named = {name for cell in cells for name in re.findall(r"`(\w+)", cell)}

    assert set(digest.__all__) - {"__version__"} == named


def test_nothing_is_imported_before_it_is_used() -> None:
    """`import digest` costs a program nothing, and every public name is there all the same."""
    code = (
        "import sys, json, digest\n"
        "loaded = [name for name in sys.modules if name.startswith(('digest.', 'pydantic'))]\n"
        "print(json.dumps([loaded, [type(getattr(digest, n)).__name__ for n in digest.__all__]]))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    loaded, kinds = json.loads(done.stdout)
    assert ["digest.version"] == loaded
    assert len(digest.__all__) == len(kinds)


def typed() -> Iterator[object]:
    """Never run: mypy reads it, as it would read a program that uses digest."""
    settings = digest.load_settings("digest.toml", edition={"title": "Mine"})
    assert_type(settings, digest.Settings)

    def tell(event: digest.Event) -> None:
        assert_type(event.stage, str)
        assert_type(event.note, str)
        assert_type(event.done, int | None)
        assert_type(event.waits_for, tuple[str, ...] | None)

    document = digest.Document(place="a", content=b"", media_type="text/plain")
    edition = digest.build(
        ["a", Path("b"), document],
        settings=settings,
        store=Path("digest.sqlite"),
        use_model=False,
        now=datetime.now(UTC),
        progress=tell,
    )
    assert_type(edition, digest.Digest)
    assert_type(digest.build("a"), digest.Digest)
    assert_type(digest.build(document), digest.Digest)
    assert_type(digest.render(edition, "html", settings=settings), bytes)
    assert_type(digest.load_edition(Path("digests")), digest.Digest)
    assert_type(edition.stories, tuple[digest.Story, ...])
    assert_type(edition.skipped, tuple[digest.Skipped, ...])
    [told] = edition.stories
    assert_type(told.summary, digest.Summary)
    assert_type(told.summary.points, tuple[digest.Point, ...])
    assert_type(told.summary.quotes, tuple[digest.Quote, ...])
    assert_type(told.summary.differences, tuple[digest.Difference, ...])
    assert_type(told.summary.timeline, tuple[digest.Moment, ...])
    assert_type(told.summary.points[0].citations, tuple[digest.Citation, ...])
    assert_type(edition.article("a"), digest.Article)
    assert_type(digest.DigestError.exit_code, int)
    assert_type(digest.__version__, str)
    yield edition
