"""A fleet's round: read once, told once, and each edition made once, whatever is run again."""

import json
import shutil
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from digest import fleet, pipeline
from digest.errors import ConfigError, NothingNewError, StoreError
from digest.fleet import rounds
from digest.fleet.stages import MOST_TRIES
from digest.fleet.work import Job
from digest.model import Digest
from digest.settings import Secrets, Settings
from digest.store import Store, digest_file, open_store
from tests.shell import called

NOW = datetime(2026, 11, 20, 6, tzinfo=UTC)
EXAMPLES = Path(__file__).parents[2] / "examples" / "articles"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three editions of one reading: one watches, one is short, one is labelled in German."""
    made = tmp_path / "newsletters"
    articles = tmp_path / "articles"
    articles.mkdir()
    for file in EXAMPLES.glob("0[1-4]*"):
        shutil.copy(file, articles)
    for name in ("15-bell-mossel-valley-herald.txt", "16-waermenetz-luedersander-anzeiger.md"):
        shutil.copy(EXAMPLES / name, articles)
    (made / "harbour").mkdir(parents=True)
    (made / "fleet.toml").write_text(
        f'[paths]\nstore = "fleet.sqlite"\n[[sources]]\naddress = "{articles}"\n'
        '[[editions]]\nname = "short"\n[editions.edition]\nstories = 2\n',
        encoding="utf-8",
    )
    (made / "heat.toml").write_text(
        '[edition]\ntitle = "Heat"\n[[topics]]\nname = "heat"\nwords = ["Wärmenetz"]\n'
        'section = "Heating"\n',
        encoding="utf-8",
    )
    (made / "harbour" / "digest.toml").write_text('[edition]\nlanguage = "de"\n', encoding="utf-8")
    return made


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "store.sqlite") as opened:
        yield opened


def round_of(
    folder: Path, store: Store, now: datetime = NOW, **how: bool
) -> tuple[fleet.Round, fleet.Account, list[Job]]:
    """The round, what became of it, and the jobs in the order in which they were done."""
    done: list[Job] = []
    flow = fleet.Flow(store=store, known=Secrets())

    def run(job: Job) -> Sequence[Job]:
        done.append(job)
        return flow.run(job)

    found = fleet.load(folder)
    round_, jobs = fleet.begin(found, found.names, now, store, asks=False, **how)
    engine = fleet.LocalEngine()
    engine.put(jobs)
    engine.work(run)
    return round_, fleet.account(round_, store), done


def test_editions_share_a_reading_and_differ_in_what_they_print(folder: Path, store: Store) -> None:
    _, done, jobs = round_of(folder, store)

    assert not done.failed
    assert {"harbour": 1, "heat": 1, "short": 1} == {n: m.number for n, m in done.made.items()}
    assert {"read": 1, "group": 1, "select": 1, "plan": 1, "tell": 1, "make": 3} == Counter(
        job.stage for job in jobs
    )
    digests = {name: digest_file.load(Path(made.folder)) for name, made in done.made.items()}
    assert 2 == len(digests["short"].stories)
    assert "Heating" in {story.section for story in digests["heat"].stories}
    assert "Heating" not in {story.section for story in digests["harbour"].stories}
    told = {story.id: story.summary for story in digests["harbour"].stories}
    for story in digests["short"].stories:
        assert told[story.id].points == story.summary.points
    for digest in digests.values():
        assert digest.coverage.read == 6


def test_every_part_may_run_again_at_any_time(folder: Path, store: Store) -> None:
    """A worker that dies after its work, and a queue that hands out twice, change nothing."""
    round_, first, jobs = round_of(folder, store)
    flow = fleet.Flow(store=store, known=Secrets())

    for job in [*reversed(jobs), *jobs]:
        flow.run(job)

    assert first == fleet.account(round_, store)
    for name, made in first.made.items():
        assert [Path(made.folder).name] == [p.name for p in (folder / "digests" / name).iterdir()]


def test_an_edition_written_by_a_process_that_died_is_not_written_twice(
    folder: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It died after the folder was there, and before that was remembered."""
    with monkeypatch.context() as broken:
        broken.setattr(type(store.editions), "add", _dies)
        with pytest.raises(StoreError):
            round_of(folder, store)

    _, done, _ = round_of(folder, store)

    assert {1} == {made.number for made in done.made.values()}
    for name in done.made:
        assert 1 == len(list((folder / "digests" / name).iterdir()))


def _dies(*_: object, **__: object) -> None:
    raise StoreError("the store is away")


def written_and_not_remembered(folder: Path, store: Store, elsewhere: str = "") -> None:
    """A round that broke off just there, perhaps at a worker that lives on another machine."""
    with pytest.MonkeyPatch.context() as broken:
        broken.setattr(type(store.editions), "add", _dies)
        if elsewhere:
            broken.setattr("digest.store.leases.here", lambda: (elsewhere, 1))
        with pytest.raises(StoreError):
            round_of(folder, store)
    assert any(folder.glob("digests/*/*/digest.json"))


def numbers(folder: Path) -> dict[str, int]:
    """Of all editions that a reader of the folder sees."""
    files = folder.glob("digests/*/*/digest.json")
    return {str(f.parent.relative_to(folder)): digest_file.load(f).edition.number for f in files}


def test_what_a_living_worker_could_not_note_keeps_its_number_with_another(
    folder: Path, store: Store
) -> None:
    """The database was stopped just then; the first number is not that worker's for ever."""
    written_and_not_remembered(folder, store, elsewhere="the other machine")

    _, done, _ = round_of(folder, store)

    assert {1} == {made.number for made in done.made.values()}
    assert {f"digests/{name}/2026-11-20": 1 for name in done.made} == numbers(folder)
    with pytest.MonkeyPatch.context() as third:
        third.setattr("digest.store.leases.here", lambda: ("a third machine", 1))
        assert 2 == store.editions.next_number("short", ["an article of its own"])


def test_the_next_round_takes_the_place_of_what_was_not_remembered(
    folder: Path, store: Store
) -> None:
    """A build was killed, and is called again: one folder, of the later reading."""
    written_and_not_remembered(folder, store)

    _, done, _ = round_of(folder, store, NOW + timedelta(hours=1))

    assert {f"digests/{name}/2026-11-20": 1 for name in done.made} == numbers(folder)
    until = {digest_file.load(Path(m.folder)).edition.window.until for m in done.made.values()}
    assert {NOW + timedelta(hours=1)} == until


def test_of_two_at_one_edition_the_first_is_kept_alone(
    folder: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One was silent and taken for dead; the mails of both are those of one edition."""
    written_once = pipeline.publish

    def overtaken(digest: Digest, settings: Settings) -> tuple[Path, tuple[str, ...]]:
        monkeypatch.setattr("digest.pipeline.publish", written_once)
        [latest] = store.rounds.latest(str(folder.resolve()), 1)
        make = rounds.load(latest.round, store).job("make", digest.edition.title)
        fleet.Flow(store=store, known=Secrets()).run(make)
        return written_once(digest, settings)

    monkeypatch.setattr("digest.pipeline.publish", overtaken)
    (folder / "heat.toml").unlink()
    (folder / "harbour" / "digest.toml").unlink()

    _, done, _ = round_of(folder, store)

    assert {"digests/short/2026-11-20": 1} == numbers(folder)
    assert str(folder.resolve() / "digests/short/2026-11-20") == done.made["short"].folder


def test_what_the_fleet_did_not_write_is_never_written_over(folder: Path, store: Store) -> None:
    """Of the same title and number, by a build with another store; and earlier rounds' own."""
    with open_store(None) as other:
        round_of(folder, other)

    for hours in (1, 2, 3):
        round_of(folder, store, NOW + timedelta(hours=hours), again=True)

    days = ("2026-11-20", "2026-11-20-2", "2026-11-20-3", "2026-11-20-4")
    assert sorted(days) == sorted(path.name for path in (folder / "digests/short").iterdir())


def test_editions_that_share_a_folder_have_one_each_in_it(folder: Path, store: Store) -> None:
    """Made in one round, with one number, and told apart all the same."""
    with (folder / "fleet.toml").open("a", encoding="utf-8") as file:
        file.write(f'[edition]\nout = "{folder}/all"\n')

    _, done, _ = round_of(folder, store)

    titles = [digest_file.load(path).edition.title for path in (folder / "all").iterdir()]
    assert ["Heat", "harbour", "short"] == sorted(titles)
    assert 3 == len({made.folder for made in done.made.values()})


def test_a_number_that_nothing_new_has_taken_is_given_back(
    folder: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Or the next edition, by a worker elsewhere, would leave it out."""

    def has_no_news(*_: object, **__: object) -> None:
        raise NothingNewError("nothing new")

    with monkeypatch.context() as elsewhere:
        elsewhere.setattr("digest.store.leases.here", lambda: ("the other machine", 1))
        elsewhere.setattr("digest.pipeline.composed", has_no_news)
        round_of(folder, store)

    assert 1 == store.editions.next_number("short", ["an article of its own"])


def test_what_an_edition_has_had_is_not_told_again(folder: Path, store: Store) -> None:
    round_of(folder, store)

    _, later, _ = round_of(folder, store, NOW + timedelta(days=1))

    assert {None} == {made.number for made in later.made.values()}


def test_an_edition_that_joins_later_is_made_of_what_was_read_of_late(
    folder: Path, store: Store
) -> None:
    round_of(folder, store)
    (folder / "late.toml").write_text("", encoding="utf-8")

    _, later, _ = round_of(folder, store, NOW + timedelta(days=1))

    assert 1 == later.made["late"].number
    assert later.made["late"].stories > 2


def test_a_broken_edition_costs_itself_alone(folder: Path, store: Store) -> None:
    (folder / "bad.toml").write_text('[edition]\ntitel = "x"\n', encoding="utf-8")
    (folder / "worse.toml").write_text("[[[", encoding="utf-8")
    (folder / "twice.toml").write_text("", encoding="utf-8")
    (folder / "twice").mkdir()
    (folder / "twice" / "digest.toml").write_text("", encoding="utf-8")

    _, done, _ = round_of(folder, store)

    assert ["harbour", "heat", "short"] == sorted(done.made)
    assert "unknown key 'edition.titel'" in done.failed["bad"]
    assert "cannot read" in done.failed["worse"]
    assert "two editions are named 'twice'" in done.failed["twice"]


def test_two_editions_remembered_by_one_name_are_refused(folder: Path, store: Store) -> None:
    for name in ("one", "other"):
        (folder / f"{name}.toml").write_text('[edition]\ntitle = "Alike"\n', encoding="utf-8")

    _, done, _ = round_of(folder, store)

    assert {"one", "other"} == done.failed.keys()
    assert "give each an [edition] id" in done.failed["one"]


def test_an_edition_that_would_get_a_key_needs_trust(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A stranger's file must not name who gets the key; the other editions are made."""
    monkeypatch.delenv("DIGEST_TRUST")
    with (folder / "odd.toml").open("a", encoding="utf-8") as file:
        file.write('[llm]\nbase_url = "https://stranger.example/v1"\n')

    found = fleet.load(folder)

    assert "not trusted" in found.broken["odd"]
    assert "https://stranger.example/v1" in found.broken["odd"]
    assert "short" in found.editions
    assert "odd" in fleet.load(folder, ask=lambda *_: True).editions


def test_a_fleets_file_is_trusted_with_its_editions_from_wherever(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Once, by its folder or its own path, however that or a path in it is written."""
    monkeypatch.delenv("DIGEST_TRUST")
    file = folder / "fleet.toml"
    written = file.read_text(encoding="utf-8")
    odd = '[[editions]]\nname = "odd"\n[editions.llm]\nbase_url = "https://stranger.example/v1"\n'
    file.write_text(f'{written}{odd}[editions.edition]\nout = "../far"\n', encoding="utf-8")
    with pytest.raises(ConfigError, match=r"editions\[1\]\.llm\.base_url.*digest trust"):
        fleet.load(folder)

    monkeypatch.chdir(folder.parent)
    assert 0 == called(monkeypatch, "trust", "--yes", folder.name)

    monkeypatch.chdir(folder)
    assert "odd" in fleet.load(Path()).editions


def test_a_part_that_kills_who_has_it_is_given_up(folder: Path, store: Store) -> None:
    """It costs what needs it: an edition, or all of a round; nobody tries for ever."""
    round_, _, jobs = round_of(folder, store)
    make = next(job for job in jobs if job.stage == "make")
    again, first = fleet.begin(
        fleet.load(folder), [make.part], NOW + timedelta(hours=1), store, asks=False
    )
    flow = fleet.Flow(store=store, known=Secrets())
    flow.run(replace(first[0], tries=MOST_TRIES))

    assert "processes died of it" in (store.rounds.part(again.name, "read", "0") or "")
    assert round_.name != again.name


def test_a_story_is_told_again_when_its_text_has_changed(folder: Path, store: Store) -> None:
    """What lies in the store under a story's name is what its articles say now."""
    articles = folder / "articles"
    articles.mkdir()
    text = (
        "Storm closes Ellery bridge\n\nThe bridge at Ellery was closed on Monday after a gust "
        "lifted part of its deck, the town council said in a statement. Engineers are to look at "
        "the piers before it opens again, which may take until the end of the week. "
    )
    (articles / "a.txt").write_text(text + "Nine lorries turned back at dawn.", encoding="utf-8")
    (folder / "fleet.toml").write_text('[[sources]]\naddress = "articles"\n', encoding="utf-8")
    _, first, _ = round_of(folder, store)
    (articles / "a.txt").write_text(text + "Ten lorries turned back at dawn.", encoding="utf-8")

    _, second, _ = round_of(folder, store, NOW + timedelta(hours=1))

    before, after = (
        json.dumps(
            [
                p.text
                for p in digest_file.load(Path(a.made["heat"].folder)).stories[0].summary.points
            ]
        )
        for a in (first, second)
    )
    assert "Nine lorries" in before
    assert "Ten lorries" in after


def test_what_is_older_than_the_store_keeps_is_gone_after_a_round(
    folder: Path, store: Store
) -> None:
    """A fleet runs for years; what it has made stays, what it worked with does not."""
    first, made, _ = round_of(folder, store)

    round_of(folder, store, NOW + timedelta(days=200))

    assert store.rounds.body(first.name) is None
    assert store.editions.of_round("short", first.name) == (1, made.made["short"].folder)


def test_a_folder_without_editions_says_what_it_looked_for(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"NAME\.toml, NAME/digest\.toml or \[\[editions\]\]"):
        fleet.load(tmp_path)
    with pytest.raises(ConfigError, match="there is no folder"):
        fleet.load(tmp_path / "nowhere")
