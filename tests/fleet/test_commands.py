"""`digest fleet enqueue`, `work` and `status`, as an operator calls them."""

import json
from pathlib import Path

import pytest

from tests.shell import Run, run

__all__ = ["run"]

pytestmark = pytest.mark.slow

STORIES = {
    "harbour.txt": "Ferry back\n\n"
    + "The ferry to Ellery went again on Monday, the harbour board said. " * 9,
    "budget.txt": "Council passes budget\n\n"
    + "The council of Ellery passed a budget of 40 million crowns on Tuesday night. " * 9,
}
FLEET = """[fleet]
engine = "postgres"
[edition]
schedule = "30 6 * * *"
[[sources]]
address = "articles"
"""


@pytest.fixture
def fleet(url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run) -> Path:
    """Two editions of one folder of articles, and one that is broken."""
    folder = tmp_path / "press"
    (folder / "articles").mkdir(parents=True)
    for name, text in STORIES.items():
        (folder / "articles" / name).write_text(text, encoding="utf-8")
    (folder / "fleet.toml").write_text(FLEET, encoding="utf-8")
    for name in ("harbour", "council"):
        (folder / f"{name}.toml").write_text(f'[edition]\ntitle = "The {name}"\n')
    (folder / "broken.toml").write_text("[edition")
    monkeypatch.setenv("DIGEST_STORE__URL", url)
    return folder


def test_what_is_enqueued_is_made_and_told_of(fleet: Path, run: Run) -> None:
    put = run("fleet", "enqueue", str(fleet), "--json")
    waiting = json.loads(run("fleet", "status", str(fleet), "--json").out)
    worked = run("fleet", "work", str(fleet), "--until-idle", "--log-json", "-", "-q")
    told = json.loads(run("fleet", "status", str(fleet), "--json").out)

    assert 0 == put.code == worked.code
    assert ["broken", "council", "harbour"] == json.loads(put.out)["editions"]
    assert 1 == waiting["stages"]["read"]["waiting"]
    [latest] = told["rounds"]
    assert {"council": 1, "harbour": 1} == latest["made"]
    assert ["broken"] == list(latest["failed"])
    assert (fleet / "digests/harbour").is_dir()
    logged = [json.loads(line) for line in worked.err.splitlines() if line.startswith("{")]
    made = {line["edition"]: line["outcome"] for line in logged if line["edition"]}
    assert {"broken": "failed", "council": "done", "harbour": "done"} == made
    assert all(line["round"] == latest["round"] for line in logged)
    assert {"at", "stage", "part", "seconds"} <= set(logged[0])


def test_status_for_people_names_what_failed(fleet: Path, run: Run) -> None:
    run("fleet", "enqueue", str(fleet), "--only", "broken", "--only", "harbour")
    run("fleet", "work", str(fleet), "--until-idle")

    told = run("fleet", "status", str(fleet)).out

    assert "1 made, 0 nothing new, 1 failed, 0 waiting" in told
    assert "  broken: cannot read" in told


def test_status_goes_as_far_back_as_asked(fleet: Path, run: Run) -> None:
    """Of a fleet with a round each minute, three are three minutes: that there are more is said."""
    for _ in range(5):
        run("fleet", "enqueue", str(fleet), "--only", "harbour")

    short = run("fleet", "status", str(fleet)).out
    long = run("fleet", "status", str(fleet), "--rounds", "5").out
    asked = json.loads(run("fleet", "status", str(fleet), "--rounds", "4", "--json").out)

    assert 3 == short.count("0 made")
    assert "2 older rounds; --rounds 5 tells of all" in short
    assert 5 == long.count("0 made")
    assert "older" not in long
    assert (4, 1) == (len(asked["rounds"]), asked["older_rounds"])


@pytest.mark.parametrize(
    "words", [("enqueue",), ("work", "--until-idle"), ("status",)], ids=lambda words: words[0]
)
def test_editions_of_one_name_are_named_by_their_files(
    fleet: Path, run: Run, words: tuple[str, ...]
) -> None:
    (fleet / "harbour").mkdir()
    (fleet / "harbour" / "digest.toml").touch()

    told = run("fleet", words[0], str(fleet), *words[1:], "--quiet").err

    assert f"{fleet}/harbour/digest.toml and {fleet}/harbour.toml; rename one of them" in told


@pytest.mark.parametrize("word", ["enqueue", "work", "status"])
def test_a_fleet_without_a_queue_is_told_how_to_get_one(
    fleet: Path, run: Run, monkeypatch: pytest.MonkeyPatch, word: str
) -> None:
    monkeypatch.delenv("DIGEST_STORE__URL")
    ended = run("fleet", word, str(fleet))

    assert 2 == ended.code
    assert "workers share one store: set [store] url" in ended.err

    monkeypatch.setenv("DIGEST_FLEET__ENGINE", "local")
    assert "set engine = 'postgres' in fleet.toml" in run("fleet", word, str(fleet)).err


def test_a_queue_that_is_away_is_exit_code_9(
    fleet: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DIGEST_FLEET__URL", "postgresql://desk:sesame@127.0.0.1:1/queue")

    ended = run("fleet", "work", str(fleet))

    assert 9 == ended.code
    assert "127.0.0.1:1/queue" in ended.err
    assert "sesame" not in ended.err
