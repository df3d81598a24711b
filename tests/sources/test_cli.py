"""`digest sources`: the list in digest.toml is edited, and nothing else in the file."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from digest.cli import sources
from digest.errors import ConfigError, SourceError
from digest.sources import Place, SourceOptions, check

START = """\
# My own words.
[edition]
title = "Morning"   # stays

[[sources]]
address = "https://a.example/rss"
name = "A"
"""


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DIGEST_PATHS__STORE", str(tmp_path / "store.sqlite"))
    path = tmp_path / "digest.toml"
    path.write_text(START, encoding="utf-8")
    return path


def run(*words: str | Path) -> Result:
    app = typer.Typer()
    sources.register(app)
    result = CliRunner().invoke(app, ["sources", *map(str, words)])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def test_adding_and_removing_leaves_the_file_as_it_was(config: Path) -> None:
    """Comments and order survive; the table that was added is gone again."""
    run("add", "https://b.example/rss", "--no-check", "--name", "B", "--weight", "2", "-c", config)
    added = config.read_text(encoding="utf-8")
    run("remove", "B", "-c", config)

    assert added.startswith(START)
    assert 'address = "https://b.example/rss"\nname = "B"\nweight = 2.0' in added
    assert START.strip() == config.read_text(encoding="utf-8").strip()


def test_the_list_tells_what_is_there(config: Path) -> None:
    """Name and address of each source, one a line."""
    assert "A\thttps://a.example/rss\n" == run("list", "-c", config).stdout


def test_a_source_is_added_once(config: Path) -> None:
    """The second time it is an error that names the address."""
    with pytest.raises(ConfigError, match=r"a\.example/rss"):
        run("add", "https://a.example/rss", "--no-check", "-c", config)


def test_an_unknown_source_is_named(config: Path) -> None:
    """A mistyped name removes nothing."""
    with pytest.raises(ConfigError, match="no source 'Z'"):
        run("remove", "Z", "-c", config)


def test_a_place_that_cannot_be_read_is_not_added(config: Path, tmp_path: Path) -> None:
    """It is said why, and how to add it all the same."""
    with pytest.raises(SourceError, match="no such file; --no-check"):
        run("add", tmp_path / "nowhere", "-c", config)

    assert START == config.read_text(encoding="utf-8")


def test_a_file_is_made_where_there_is_none(tmp_path: Path) -> None:
    """The first source makes the configuration."""
    path = tmp_path / "new.toml"

    run("add", "https://b.example/rss", "--no-check", "-c", path)

    assert '[[sources]]\naddress = "https://b.example/rss"\n' == path.read_text(encoding="utf-8")


def test_opml_in_and_out(config: Path, tmp_path: Path) -> None:
    """Another reader's list comes in, known feeds once; all of it goes out again."""
    opml = tmp_path / "feeds.opml"
    opml.write_text(
        '<opml version="2.0"><body><outline text="Coast"><outline text="B" '
        'xmlUrl="https://b.example/rss"/></outline><outline text="A" '
        'xmlUrl="https://a.example/rss"/></body></opml>',
        encoding="utf-8",
    )

    run("import", opml, "-c", config)
    out = run("export", "-c", config).stdout

    assert ["A", "B"] == [
        line.split("\t")[0] for line in run("list", "-c", config).stdout.splitlines()
    ]
    assert 'text="Coast"' in out
    assert 'xmlUrl="https://b.example/rss"' in out


def test_a_file_that_is_no_list_changes_nothing(config: Path) -> None:
    """Importing something else is refused."""
    with pytest.raises(ConfigError, match="no OPML"):
        run("import", config, "-c", config)


def test_local_places_have_a_health_too(tmp_path: Path) -> None:
    """A folder tells how much of it can be read, a missing one that it is missing."""
    (tmp_path / "a.txt").write_text("Fog lay over the harbour.")
    (tmp_path / "b.jpg").write_bytes(b"\xff\xd8\xff")
    places = [Place(address=str(tmp_path)), Place(address=str(tmp_path / "nowhere"))]

    healths = list(check(places, now=datetime.now(UTC), options=SourceOptions(), fetcher=None))

    assert [("1 items; 1 not readable", None), ("nothing", "there is no such file")] == [
        (health.form, health.problem) for health in healths
    ]
