"""`digest sources`: the list in digest.toml is edited, and nothing else in the file."""

import json
import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from digest import settings
from digest.cli import sources
from digest.errors import ConfigError, SourceError
from digest.pipeline import from_settings
from digest.sources import Health, Place, SourceOptions, check

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


def test_a_folder_is_added_once_however_it_is_written(
    config: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Read twice, all of its articles would be left out as found twice."""
    folder = config.parent / "my articles"
    folder.mkdir()
    monkeypatch.chdir(config.parent)
    run("add", "my articles", "--no-check", "-c", config)

    for again in ("./my articles/", str(folder), "my articles/../my articles"):
        with pytest.raises(ConfigError, match="already"):
            run("add", again, "--no-check", "-c", config)

    run("pause", "./my articles/", "-c", config)
    assert "(paused)" in run("list", "-c", config).stdout


def test_a_source_goes_by_the_name_it_was_added_by(config: Path) -> None:
    """Its address was completed then, and is now."""
    run("add", "nosuch.example", "--no-check", "-c", config)

    for words in (["pause"], ["resume"], ["edit", "--section", "Coast"], ["remove"]):
        assert "https://nosuch.example" in run(*words, "nosuch.example", "-c", config).stderr

    assert START.strip() == config.read_text(encoding="utf-8").strip()


def test_an_unknown_source_is_named(config: Path) -> None:
    """A mistyped name removes nothing."""
    with pytest.raises(ConfigError, match="no source 'Z'"):
        run("remove", "Z", "-c", config)


def test_a_place_that_cannot_be_read_is_not_added(config: Path, tmp_path: Path) -> None:
    """It is said why, and how to add it all the same."""
    with pytest.raises(SourceError, match="no such file; --no-check"):
        run("add", tmp_path / "nowhere", "-c", config)

    assert START == config.read_text(encoding="utf-8")


def test_a_home_of_nobody_is_refused_before_it_is_written(config: Path) -> None:
    """No command could read the file any more."""
    with pytest.raises(ConfigError, match="nobody here has that home"):
        run("add", "~no-such-user/x.txt", "--no-check", "-c", config)

    assert START == config.read_text(encoding="utf-8")


@pytest.mark.parametrize("words", [["add"], ["edit", "A", "--address"]])
def test_an_address_that_is_never_read_is_refused(words: list[str], config: Path) -> None:
    """Without a look at it, too."""
    with pytest.raises(ConfigError, match=r"^ftp://b\.example/rss: only http:// and https://"):
        run(*words, "ftp://b.example/rss", "-c", config, *["--no-check"][: len(words) == 1])

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

    told = run("import", opml, "-c", config).stderr
    out = run("export", "-c", config).stdout

    assert ["A", "B"] == [
        line.split("\t")[0] for line in run("list", "-c", config).stdout.splitlines()
    ]
    assert "added 1 feed; 1 was there already" == told.strip()
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

    assert [("1 item; 1 not readable", None), ("nothing", "there is no such file")] == [
        (health.form, health.problem) for health in healths
    ]


# Changes


def test_a_paused_source_stays_on_the_list_and_is_not_read(config: Path, tmp_path: Path) -> None:
    run("pause", "A", "-c", config)
    paused = config.read_text(encoding="utf-8")

    assert "paused = true" in paused
    assert "(paused)" in run("list", "-c", config).stdout
    assert () == from_settings.places(settings.load(config, {}))
    run("resume", "A", "-c", config)
    assert START == config.read_text(encoding="utf-8")
    assert tmp_path.exists()


def test_an_edit_changes_what_it_names(config: Path) -> None:
    run("edit", "A", "--section", "Coast", "--weight", "2", "--name", "Aye", "-c", config)
    run("edit", "Aye", "--section", "", "-c", config)

    assert START.replace('"A"', '"Aye"') + "weight = 2.0\n" == config.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["edit", "A", "--language", "german"], "no language 'german'; did you mean 'de'?"),
        (["edit", "A", "--language", "en-GB"], "no language 'en-GB'; did you mean 'en'?"),
        (["edit", "A", "--language", "qq"], "no language 'qq'; write a code such as en or de"),
        (["edit", "A", "--kind", "blog"], "no kind 'blog' of place"),
        (["edit", "A"], "nothing to change"),
        (["edit", "Z", "--name", "Y"], "no source 'Z'"),
        (["add", "https://b.example", "--no-check", "--language", "german"], "mean 'de'?"),
    ],
)
def test_what_the_settings_would_refuse_is_not_written(
    words: list[str], told: str, config: Path
) -> None:
    """A list that was written by a command can be read by the next one."""
    with pytest.raises(ConfigError, match=re.escape(told)):
        run(*words, "-c", config)

    assert START == config.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("given", "written"),
    [
        ("harbour-courier.example", "https://harbour-courier.example"),
        ("post.example:8080/news?x=1", "https://post.example:8080/news?x=1"),
        ("notes.txt", "notes.txt"),
        ("a.folder", "a.folder"),
    ],
)
def test_a_bare_host_is_on_the_web_unless_it_is_a_file(
    given: str, written: str, config: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(config.parent)
    Path("a.folder").mkdir()

    run("add", given, "--no-check", "-c", "digest.toml")

    assert f'address = "{written}"' in config.read_text(encoding="utf-8")


@pytest.mark.block_network(allowed_hosts=["127.0.0.1"])
def test_of_a_private_address_the_setting_is_named_that_allows_it(config: Path) -> None:
    with pytest.raises(SourceError, match=re.escape('[fetch] allow_networks = ["127.0.0.1"]')):
        run("add", "http://127.0.0.1:9/feed", "-c", config)


def test_one_thing_is_counted_as_one() -> None:
    health = Health(place=Place(address="https://a.example/rss"), form="feed", entries=1)

    told = sources._line(replace(health, failures=1))

    assert "1 entry; full text; 1 failure in a row" in told


def test_no_page_is_exported_as_a_feed(config: Path) -> None:
    run("add", "https://b.example/about", "--kind", "page", "--no-check", "-c", config)
    out = run("export", "-c", config)

    assert "b.example" not in out.stdout
    assert "a.example" in out.stdout
    assert "https://b.example/about" in out.stderr


# What a filter takes

NEWS = "The ferry to Ellery went again on Monday, the harbour board said. It had been mended. " * 9

RACE = (
    "Ada Holm crossed the line off Skarn two minutes before her rivals. She had led all day. " * 9
)


@pytest.fixture
def desk(config: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A source of three items, one of them not to be read."""
    monkeypatch.chdir(config.parent)
    Path("news").mkdir()
    Path("news/a.txt").write_text(f"Ferry back at Ellery\n\n{NEWS}")
    Path("news/b.txt").write_text(f"Regatta won by Ada Holm\n\n{RACE}")
    Path("news/c.docx").write_text("")
    config.write_text(
        '[[sources]]\naddress = "news"\nname = "N"\n[[topics]]\nname = "sea"\nwords = ["ferry"]\n'
    )
    return config


def test_it_is_shown_which_items_a_filter_would_take(desk: Path) -> None:
    """By the same steps as a build; the words that are tried count with those of the settings."""
    items = json.loads(run("test", "N", "--mute", "regatta", "--json", "-c", desk).stdout)

    found = {item["what"]: (item["taken"], item["why"]) for item in items}
    assert [(True, "topic: sea")] == [found[what] for what in found if "Ferry" in what]
    [(taken, why)] = [found[what] for what in found if "Regatta" in what]
    assert (False, "muted by topic '--mute and --watch': 'regatta'") == (taken, why)
    assert [False] == [found[what][0] for what in found if "c.docx" in what]


def test_a_word_that_leaves_nothing_out_is_told(desk: Path) -> None:
    """An outlet's name is no word of its articles."""
    told = run("test", "N", "--mute", "Landesbrief", "--mute", "regatta", "-c", desk).stderr

    assert "--mute 'Landesbrief' leaves nothing out" in told
    assert "--mute 'regatta'" not in told


def test_without_words_all_is_taken_and_nothing_remembered(desk: Path) -> None:
    first, second = run("test", "-c", desk).stdout, run("test", "./news/", "-c", desk).stdout

    assert first == second
    assert 2 == first.count("take\t")
    assert not Path("store.sqlite").exists()
