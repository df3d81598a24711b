"""Settings: the nearest word wins, a misspelt one is named, and no secret lies in a file."""

from ipaddress import IPv4Network, IPv6Network
from pathlib import Path

import pytest

from digest import settings
from digest.cli.flags import store_place
from digest.errors import ConfigError
from digest.model import THRESHOLD
from digest.settings.keys import is_list
from digest.settings.models import FallbackSettings


@pytest.fixture(autouse=True)
def in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(text: str) -> Path:
    file = Path("digest.toml")
    file.write_text(text, encoding="utf-8")
    return file


def test_a_flag_beats_the_environment_and_that_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """Flag > DIGEST_* > digest.toml > default, each for itself."""
    write('[edition]\ntitle = "file"\nwords = 50\n[llm]\nworkers = 2\n')
    monkeypatch.setenv("DIGEST_EDITION__TITLE", "environment")
    monkeypatch.setenv("DIGEST_LLM__WORKERS", "3")

    chosen = settings.load(None, {"llm": {"workers": 5}})

    assert chosen.llm.workers == 5
    assert chosen.edition.title == "environment"
    assert chosen.edition.words == 50
    assert chosen.edition.stories == 12


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "[mail]\nhots = 'x'",
            "unknown key 'mail.hots' in 'digest.toml'; did you mean [mail] host?",
        ),
        ("[maill]\nhost = 'x'", "'maill' in 'digest.toml'; did you mean the section [mail]?"),
        ("title = 'x'", "unknown key 'title' in 'digest.toml'; did you mean [edition] title?"),
        (
            "[llm]\ntitle = 'x'",
            "unknown key 'llm.title' in 'digest.toml'; did you mean [edition] t",
        ),
        ("[zzz]\nqqq = 'x'", "unknown key 'zzz' in 'digest.toml'"),
        (
            "[[sources]]\naddress = 'a'\nnmae = 'b'",
            "'sources[0].nmae' in 'digest.toml'; did you mean [sources] name?",
        ),
        (
            "[[llm.fallback]]\nmodel = 'a'\nkeyenv = 'b'",
            "'llm.fallback[0].keyenv' in 'digest.toml'; did you mean [llm.fallback] key_env?",
        ),
        ("[[sources]]\nname = 'b'", "'sources[0].address' in 'digest.toml' is missing"),
        (
            "[[sources]]\naddress = 'a'\nkind = 'frog'",
            "'sources[0].kind' in 'digest.toml' is 'frog': wanted is 'auto', 'feed', 'page' or 'sitemap'",
        ),
        ("[sources]\naddress = 'b'", "wanted is tables [[sources]]"),
        ("mail = 'b'", "'mail' in 'digest.toml' is 'b': wanted is a table [mail]"),
        (
            "[llm]\nworkers = 'many'",
            "'llm.workers' in 'digest.toml' is 'many': wanted is a whole number from 1 to 512",
        ),
        ("[edition]\ntimezone = 'Europe/Berln'", "'Europe/Berln'; did you mean 'Europe/Berlin'?"),
        ("[edition]\ntimezone = 'berlin'", "no time zone 'berlin'; did you mean 'Europe/Berlin'?"),
        ("[edition]\ntimezone = '../../etc/passwd'", "use a name such as Europe/Berlin"),
        ("[edition]\ntimezone = 'Europe'", "no time zone 'Europe'"),
        ("[edition]\ntimezone = ''", "no time zone ''"),
        ("[edition]\nlanguage = 'german'", "no language 'german'; use its code, such as de"),
        ("[llm]\nmode = 'wrte'", "is 'wrte': wanted is 'auto', 'write' or 'choose'"),
        ("[llm]\nmax_cost = 0", "is 0: wanted is a number above 0"),
        ("[llm]\ntimeout_s = 0", "is 0: wanted is a number above 0, at most 86400"),
        ("[edition]\nbrief_after = -1", "is -1: wanted is a whole number of at least 0"),
        ("[edition]\ntitle = 5", "'edition.title' in 'digest.toml' is 5: wanted is text"),
        ("[edition]\ntitle = ''", "'edition.title' in 'digest.toml': '' has nothing to read"),
        ("[edition]\ntitle = ' \u200b'", "' \\u200b' has nothing to read"),
        ("[fetch]\nfull_text = 'so'", "is 'so': wanted is true or false"),
        ("[fetch]\nallow_networks = ['x']", "is 'x': wanted is a list of networks such as 10."),
        (
            "[mail]\nto = 'ann@a.example'",
            "is 'ann@a.example': wanted is a list of texts, such as ['ann@a.example']",
        ),
        ("[mail]\nto = ['ann@@a.example']", "'mail.to' in 'digest.toml': no mail address 'ann@@a"),
        (
            "[mail]\nto = ['ann@a.example', 'bo@a.example, cem@a.example']",
            "no mail address 'bo@a.example, cem@a.example': it is not of the form",
        ),
        ("[mail]\nunsubscribe = ['https://a.example/{tokn}']", "nothing is filled in for {tokn}"),
        ("[mail]\nunsubscribe = ['https://a.example/{token']", "nothing is filled in for {token"),
        ("[mail]\nunsubscribe = ['http://a.example/']", "no way out 'http://a.example/'; write"),
        ("[mail]\nunsubscribe = ['javascript:x']", "'mail.unsubscribe' in 'digest.toml': no way"),
        ("[mail]\nunsubscribe = ['mailto:leave']", "no way out 'mailto:leave'; write https://"),
        ("[llm]\nparameters = 1", "is 1: wanted is a table of names with values"),
        ('[edition]\nschedule = "daily"', "no schedule 'daily'; write minute, hour"),
        ('[edition]\nschedule = "61 6 * * *"', "no schedule '61 6 * * *'"),
        (
            "[edition]\nout = '~no-such-user/x'",
            "edition.out: nobody here has the home of '~no-such",
        ),
        (
            "[edition]\nweb_url = 'https://a.example/{dat}'",
            "in for {dat} in 'https://a.example/{dat}': {number} or {date}",
        ),
        ("[edition]\nweb_url = 'https://a.example/{}/{date'", "nothing is filled in for {} in"),
        ("[edition]\nweb_url = 5", "'edition.web_url' in 'digest.toml' is 5: wanted is text"),
        ("[edition]\nlanguage = 5", "'edition.language' in 'digest.toml' is 5: wanted is text"),
        ("[theme]\naccent = 'red'", "no colour 'red'; write it as #rrggbb, such as #1a5fb4"),
        ("[theme]\naccent = 7", "'theme.accent' in 'digest.toml' is 7: wanted is text"),
        ("[theme]\nname = '../x'", "no name of a theme '../x'; it has letters, digits"),
        ('[fleet]\nhealth = "0.0.0.0:8765"', "is open to others; write 127.0.0.1:8765"),
        ('[fleet]\nhealth = "8765"', "no address '8765'"),
        ("[store]\nurl = 5", "'store.url' in 'digest.toml': wanted is text"),
        ("[llm]\napi_key = 'sk-1'", "secrets come from the environment alone"),
        ("[mail]\npassword = 'x'", "secrets come from the environment alone"),
        ("[llm", "cannot read 'digest.toml'"),
    ],
)
def test_a_wrong_file_is_named_with_its_key_and_what_is_wanted(text: str, message: str) -> None:
    write(text)

    with pytest.raises(ConfigError) as caught:
        settings.load(None, {})

    assert message in str(caught.value)
    assert "\n" not in str(caught.value)
    assert "sk-1" not in str(caught.value)


def test_all_that_is_wrong_is_told_at_once() -> None:
    """A line each, so that a file is mended in one go; a misspelt key is not missing as well."""
    write(
        "[llm]\nworkers = 'many'\nmode = 'wrte'\n[[sources]]\nadress = 'b'\n"
        "[[sources]]\nname = 'c'\n[mail]\nsmtp_password = 'hush'"
    )

    with pytest.raises(ConfigError, match="5 settings are wrong") as caught:
        settings.load(None, {})

    told = caught.value.lines
    keys = ("sources[0].adress", "smtp_password", "llm.mode", "llm.workers", "sources[1].address")
    assert len(keys) == len(told)
    assert all(any(key in line for line in told) for key in keys)
    assert "hush" not in "".join(told)


@pytest.mark.parametrize(
    ("variable", "told"),
    [
        ("DIGEST_MIAL__TO", "did you mean DIGEST_MAIL__TO?"),
        ("DIGEST_STORIES", "did you mean DIGEST_EDITION__STORIES?"),
        ("DIGEST_FOO", "`digest settings` lists those there are"),
    ],
)
def test_an_unknown_variable_names_the_one_that_was_meant(
    variable: str, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A slip, or a section left out; no guess where nothing is alike."""
    monkeypatch.setenv(variable, "x")

    with pytest.raises(ConfigError) as caught:
        settings.load(None, {})

    assert told in str(caught.value)


def test_wrong_variables_are_told_at_once_and_beside_the_file(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    write("[llm]\nworkers = 'many'\n")
    monkeypatch.setenv("DIGEST_MIAL__TO", "ann@a.example")
    monkeypatch.setenv("DIGEST_LLM__PARAMETERS", "warm")
    monkeypatch.setenv("DIGEST_EDITION__STORIES", "few")

    with pytest.raises(ConfigError, match="4 settings are wrong") as caught:
        settings.load(None, {})

    keys = ("DIGEST_LLM__PARAMETERS", "DIGEST_MIAL__TO", "DIGEST_EDITION__STORIES", "llm.workers")
    assert all(any(key in line for line in caught.value.lines) for key in keys)


@pytest.mark.parametrize(
    ("variable", "text", "meant"),
    [
        (
            "MAIL__TO",
            "ann@a.example, bob@a.example",
            ("ann@a.example", "bob@a.example"),
        ),
        (
            "MAIL__TO",
            '["\\"Holm, Ada\\" <a@a.example>"]',
            ('"Holm, Ada" <a@a.example>',),
        ),
        ("MAIL__TO", "[]", ()),
        ("MAIL__UNSUBSCRIBE", "mailto:x@a.example", ("mailto:x@a.example",)),
        ("EDITION__SECTIONS", "World,Home,", ("World", "Home")),
        (
            "FETCH__ALLOW_NETWORKS",
            "10.1.0.0/16,fd00::/8",
            (IPv4Network("10.1.0.0/16"), IPv6Network("fd00::/8")),
        ),
        (
            "LLM__FALLBACK",
            "velo-1,velo-2",
            (FallbackSettings(model="velo-1"), FallbackSettings(model="velo-2")),
        ),
        (
            "LLM__PARAMETERS",
            "top_p=0.9,reasoning_effort=low",
            {"top_p": 0.9, "reasoning_effort": "low"},
        ),
        ("LLM__PARAMETERS", '{"seed": 7}', {"seed": 7}),
    ],
)
def test_a_list_comes_from_the_environment_with_commas_or_as_json(
    monkeypatch: pytest.MonkeyPatch, variable: str, text: str, meant: object
) -> None:
    monkeypatch.setenv(f"DIGEST_{variable}", text)
    section, _, key = variable.lower().partition("__")

    assert meant == getattr(getattr(settings.load(None, {}), section), key)


def test_places_and_topics_come_from_the_environment_too(monkeypatch: pytest.MonkeyPatch) -> None:
    """A container needs no file: an address alone is a source."""
    monkeypatch.setenv("DIGEST_SOURCES", "articles/, https://a.example/feed")
    monkeypatch.setenv("DIGEST_TOPICS", '[{"name": "ferries", "words": ["ferry"]}]')

    chosen = settings.load(None, {})

    assert ["articles/", "https://a.example/feed"] == [place.address for place in chosen.sources]
    assert ("ferry",) == chosen.topics[0].words


def test_every_list_can_be_set_by_a_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whichever list a setting takes: a new one needs nothing else."""
    lists = [
        key for key in settings.all_keys() if is_list(key.field.annotation) and not key.is_of_many
    ]
    checked = {
        "to": "ann@a.example, bo@a.example",
        "unsubscribe": "https://a.example/, mailto:leave@a.example",
    }
    for key in lists:
        monkeypatch.setenv(key.variable, checked.get(key.name, "10.1.0.0/16, 10.2.0.0/16"))

    chosen = settings.load(None, {})

    assert {2} == {len(getattr(getattr(chosen, key.section), key.name)) for key in lists}


@pytest.mark.parametrize(
    ("variable", "text", "message"),
    [
        ("LLM__WORKERS", "many", "_LLM__WORKERS is 'many': wanted is a whole number from 1 to 512"),
        (
            "MAIL__TO",
            '["a',
            "MAIL__TO is '[\"a': wanted is a list of texts, with commas or as JSON",
        ),
        ("MAIL__TO", '[["a"]]', "DIGEST_MAIL__TO is ['a']: wanted is a list of texts"),
        (
            "FETCH__ALLOW_NETWORKS",
            "10.1.0.0/16,x",
            "_NETWORKS is 'x': wanted is a list of networks",
        ),
        ("LLM__PARAMETERS", "low", "_PARAMETERS is 'low': wanted is a table of names with values"),
        (
            "LLM__FALLBACK",
            '[{"base_url": "x"}]',
            "'llm.fallback[0].model' in DIGEST_LLM__FALLBACK is",
        ),
        ("SOURCES", '[{"adress": "x"}]', "did you mean [sources] address?"),
    ],
)
def test_a_wrong_variable_is_named_with_its_value_and_what_is_wanted(
    monkeypatch: pytest.MonkeyPatch, variable: str, text: str, message: str
) -> None:
    monkeypatch.setenv(f"DIGEST_{variable}", text)

    with pytest.raises(ConfigError) as caught:
        settings.load(None, {})

    assert message in str(caught.value)


def test_a_wrong_value_that_may_be_a_secret_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ConfigError) as caught:
        settings.load(None, {"store": {"url": ["postgresql://desk:sesame@db/x"]}})

    assert "'store.url' in the flags: wanted is text" == str(caught.value)


def test_a_key_in_the_place_of_its_variable_is_not_shown() -> None:
    write("[[llm.fallback]]\nmodel = 'a'\nkey_env = 'sk-sesame'")

    with pytest.raises(ConfigError, match="the name of a variable that ends in API_KEY") as caught:
        settings.load(None, {})

    assert "sesame" not in str(caught.value)


def test_a_judge_refuses_from_one_doubt_on_wherever_it_is_said() -> None:
    """The settings do not import the model, which takes too long for a command that needs none."""
    assert THRESHOLD == settings.Settings().check.threshold


def test_an_empty_variable_sets_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """As compose files write what is not set."""
    monkeypatch.setenv("DIGEST_EDITION__TITLE", "")
    monkeypatch.setenv("DIGEST_MAIL__TO", " ")
    write('[mail]\nto = ["ann@a.example"]')

    chosen = settings.load(None, {})

    assert ("The Digest", ("ann@a.example",)) == (chosen.edition.title, chosen.mail.to)


def test_a_misspelt_variable_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DIGEST_EDITION__TITEL", "x")

    with pytest.raises(
        ConfigError, match="DIGEST_EDITION__TITEL; did you mean DIGEST_EDITION__TITLE"
    ):
        settings.load(None, {})


def test_a_file_that_was_asked_for_must_be_there() -> None:
    with pytest.raises(ConfigError, match=r"no configuration file 'other\.toml'"):
        settings.load(Path("other.toml"), {})


def test_folders_in_the_file_are_beside_the_file(tmp_path: Path) -> None:
    """A configuration works the same from wherever the program is called."""
    (tmp_path / "etc").mkdir()
    file = tmp_path / "etc" / "digest.toml"
    file.write_text(
        '[edition]\nout = "editions"\n[paths]\nstore = "/var/digest.sqlite"\n'
        '[[sources]]\naddress = "mail"\n[[sources]]\naddress = "https://a.example/feed"\n'
    )

    chosen = settings.load(file, {})

    beside, web = (source.address for source in chosen.sources)
    assert (beside, web) == (str(tmp_path / "etc" / "mail"), "https://a.example/feed")

    assert chosen.edition.out == tmp_path / "etc" / "editions"
    assert chosen.paths.store == Path("/var/digest.sqlite")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("postgresql://desk@db.example/digest", "postgresql://desk@db.example/digest"),
        ("sqlite:///state/a.sqlite", "sqlite:///{folder}/state/a.sqlite"),
        ("sqlite:////var/a.sqlite", "sqlite:////var/a.sqlite"),
        ("sqlite:///:memory:", "sqlite:///:memory:"),
    ],
)
def test_a_file_in_the_url_of_the_store_is_beside_the_file(
    tmp_path: Path, written: str, meant: str
) -> None:
    file = tmp_path / "digest.toml"
    file.write_text(f'[store]\nurl = "{written}"\n[paths]\nstore = "other.sqlite"\n')

    chosen = settings.load(file, {})

    assert meant.format(folder=tmp_path) == chosen.store.url
    assert chosen.store.url == store_place(chosen), "a URL wins over [paths] store"


@pytest.mark.parametrize("section", ["store", "fleet"])
@pytest.mark.parametrize(
    "url", ["postgresql://desk:sesame@db/x", "postgresql://db/x?password=sesame"]
)
def test_a_password_in_the_file_is_refused_and_not_repeated(
    tmp_path: Path, section: str, url: str
) -> None:
    file = tmp_path / "digest.toml"
    file.write_text(f'[{section}]\nurl = "{url}"\n')

    with pytest.raises(ConfigError, match=f"PGPASSWORD.*DIGEST_{section.upper()}__URL") as found:
        settings.load(file, {})
    assert "sesame" not in str(found.value)


def test_a_password_in_the_environment_does_not_show_itself(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DIGEST_STORE__URL", "postgresql://desk:sesame@db/x")

    chosen = settings.load(None, {})

    assert chosen.store.url == "postgresql://desk:sesame@db/x"
    assert "sesame" not in repr(chosen)


def test_secrets_do_not_show_themselves() -> None:
    """A traceback or a log of the settings has no key in it."""
    known = settings.secrets({"OPENAI_API_KEY": "sk-secret", "DIGEST_SMTP_PASSWORD": "hunter2"})

    assert known.api_key == "sk-secret"
    assert "sk-secret" not in repr(known)
    assert "hunter2" not in repr(known)


def test_every_setting_says_what_it_means() -> None:
    assert [key for key, _, meaning in settings.described() if not meaning.endswith(".")] == []
