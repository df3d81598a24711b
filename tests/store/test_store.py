"""The store: what was paid, printed and sent is still known in the next run."""

import json
import sqlite3
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import create_engine, inspect

from digest.errors import ConfigError
from digest.model import (
    Article,
    Citation,
    Copy,
    Coverage,
    Digest,
    Edition,
    MadeWith,
    Point,
    Rank,
    Span,
    Summary,
    ToldStory,
    Usage,
)
from digest.store import Store, digest_file, open_store
from digest.store.schema import HEAD, metadata

NOW = datetime(2026, 3, 2, 7, tzinfo=UTC)
DAY = NOW.date()


def article(key: str) -> Article:
    text = f"The harbour wall at {key} failed. Nobody was hurt."
    return Article(
        id=key,
        source="Harbour Courier",
        url=f"https://harbour-courier.example/{key}",
        title=f"Wall fails at {key}",
        published=NOW,
        language="en",
        text=text,
        sentences=(Span(0, text.index(".") + 1), Span(text.index(".") + 2, len(text))),
    )


def edition(*keys: str, number: int = 1) -> Digest:
    lead, *others = keys
    point = Point(text="The harbour wall failed.", citations=(Citation(lead, 0),))
    story = ToldStory(
        id=f"s-{lead}",
        thread="t-1",
        section="News",
        rank=Rank(position=1, score=1.0),
        articles=(lead,),
        copies=tuple(Copy(article=other, of=lead) for other in others),
        headline="Wall fails",
        summary=Summary(method="extractive", headline="Wall fails", points=(point,)),
    )
    return Digest(
        edition=Edition(title="Daily", number=number, date=date(2026, 3, 2)),
        lead=(),
        stories=(story,),
        articles=tuple(article(key) for key in keys),
        skipped=(),
        coverage=Coverage(read=len(keys), told=1, copies=len(others), merged=0, left_out=0),
        usage=Usage(),
        made_with=MadeWith(digest="0", model=None, prompts="x"),
    )


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store(tmp_path / "digest.sqlite")


def test_an_answer_is_still_there_in_the_next_run(tmp_path: Path) -> None:
    """What was paid for is kept on disk; a second answer for the same key does not replace it."""
    with open_store(tmp_path / "a.sqlite") as first:
        first.answers.put("key", "one")
        first.answers.put("key", "two")

    with open_store(tmp_path / "a.sqlite") as second:
        assert second.answers.get("key") == "one"
        assert second.answers.get("other") is None


def test_building_the_same_articles_again_is_no_repeat(store: Store) -> None:
    """An unsent edition of the same articles is an earlier try: same number, not a past story."""
    store.editions.add(edition("a", "b"), "digests/1", NOW)

    assert store.editions.next_number("Daily", ["b", "a"]) == 1
    assert store.editions.printed(["a", "b"], DAY) == ()

    store.editions.add(edition("a", "b"), "digests/1-2", NOW)
    assert len(store.editions.printed(["c"], DAY)) == 1


def test_what_was_sent_counts_as_printed_even_for_the_same_articles(store: Store) -> None:
    store.editions.add(edition("a"), "digests/1", NOW)
    store.editions.mark_sent("digests/1")

    [past] = store.editions.printed(["a"], DAY)

    assert past.points == ("The harbour wall failed.",)
    assert past.text == "Wall fails at a The harbour wall at a failed. Nobody was hurt."
    assert store.editions.next_number("Daily", ["a"]) == 2


def test_a_thread_is_told_from_its_beginning(store: Store) -> None:
    store.editions.add(edition("a", number=1), "digests/1", NOW)
    store.editions.add(edition("b", number=2), "digests/2", NOW)

    assert [past.edition for past in store.editions.thread("t-1")] == [1, 2]


def test_a_file_that_is_no_database_is_named(tmp_path: Path) -> None:
    path = tmp_path / "no.sqlite"
    path.write_text("a shopping list, and quite a long one at that " * 40)

    with pytest.raises(ConfigError, match=r"no\.sqlite.*cannot be used"):
        open_store(path)


def test_an_old_store_is_brought_up_to_date_by_its_migrations(tmp_path: Path) -> None:
    """Migrated databases and new ones have the same tables and columns."""
    path = tmp_path / "old.sqlite"
    with open_store(path):
        pass
    connection = sqlite3.connect(path)
    connection.execute("DELETE FROM alembic_version")
    connection.commit()
    connection.close()
    with open_store(path):
        pass

    engine = create_engine(f"sqlite:///{path}")
    found = inspect(engine)
    columns = {t: {c["name"] for c in found.get_columns(t)} for t in metadata.tables}
    engine.dispose()

    assert columns == {t: {c.name for c in table.columns} for t, table in metadata.tables.items()}
    newest = max((Path(digest_file.__file__).parent / "migrations/versions").glob("0*.py"))
    assert newest.name.startswith(HEAD)


def test_digest_json_comes_back_as_it_was() -> None:
    """What is written can be read, and writing it again gives the same bytes."""
    made = edition("a", "b")

    text = digest_file.dump(made)

    assert digest_file.parse(text.encode(), "x") == made
    assert digest_file.dump(digest_file.parse(text.encode(), "x")) == text


def test_digest_json_has_the_names_that_others_rely_on() -> None:
    """The published contract: a point cites objects, sentences and spans are pairs of offsets."""
    written = json.loads(digest_file.dump(edition("a", "b")))

    [story] = written["stories"]
    assert story["summary"]["points"] == [
        {
            "text": "The harbour wall failed.",
            "citations": [{"article": "a", "sentence": 0}],
            "proof": {"kind": "copied", "model": None, "doubt": None, "at": None},
            "only_in": None,
            "is_new": True,
        }
    ]
    assert story["articles"] == ["a"]
    assert story["copies"] == [{"article": "b", "of": "a"}]
    assert written["articles"][0]["sentences"] == [[0, 29], [30, 46]]
    assert set(written["coverage"]) == {"read", "told", "copies", "merged", "left_out"}
    assert set(written["usage"]) == {"requests", "input_tokens", "output_tokens", "cost"}
    assert set(written["made_with"]) == {"digest", "model", "prompts", "threshold"}
    assert set(written["edition"]) == {"title", "number", "date", "window"}
    assert set(story) >= {"id", "thread", "section", "headline", "rank", "summary"}


@pytest.mark.parametrize("content", [b"", b"[]", b'{"edition": {}}', b"\xff\xfe", b'{"a":' * 5000])
def test_what_is_no_digest_json_is_refused_in_one_line(content: bytes) -> None:
    with pytest.raises(ConfigError, match=r"^'bad\.json' is no digest\.json: [^\n]+$"):
        digest_file.parse(content, "bad.json")


def test_coverage_that_does_not_add_up_is_refused() -> None:
    made = edition("a")
    wrong = digest_file.dump(made).replace('"read": 1', '"read": 2')

    with pytest.raises(ConfigError, match="add up"):
        digest_file.parse(wrong.encode(), "x")
    with pytest.raises(ValueError, match="add up"):
        replace(made.coverage, copies=7)
