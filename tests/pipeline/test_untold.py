"""A story with nothing to tell under a label is left out by name, and no edition is emptied."""

import json
from pathlib import Path

import pytest

import digest
from digest import Digest
from digest.stories import NOTHING_TOLD

FERRY = (
    "The Tarn ferry ran aground off the harbour wall on Tuesday evening. Nine passengers were hurt"
    " when the Tarn ferry ran aground, the coastguard said."
)
ASIDE = (
    "Well, what do you think of it, and would you do it again? I would, and so would my cousin,"
    " who came along with his dog! You can see the two of them in it, can't you?"
)


@pytest.fixture(autouse=True)
def _desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def edition(*titles: tuple[str, str]) -> Digest:
    rows = [
        {"title": title, "text": text, "source": f"Post {number}", "date": "2026-03-12"}
        for number, (title, text) in enumerate(titles)
    ]
    Path("news.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return digest.build("news.jsonl", use_model=False)


@pytest.mark.parametrize("title", ["Goo", "Why did I fix this?", "Meet the dog of my cousin"])
def test_what_tells_nothing_is_left_out_by_name(title: str) -> None:
    found = edition(("Tarn ferry aground, nine hurt", FERRY), (title, ASIDE))

    assert ["Tarn ferry aground, nine hurt"] == [story.headline for story in found.stories]
    assert [(f"Post 1: {title}", NOTHING_TOLD)] == [(one.what, one.why) for one in found.skipped]
    assert 2 == found.coverage.read


def test_a_headline_that_tells_is_printed_alone() -> None:
    found = edition(
        ("Tarn ferry aground, nine hurt", FERRY), ("Cousin takes his dog to sea", ASIDE)
    )

    assert {"Cousin takes his dog to sea"} <= {story.headline for story in found.stories}


def test_a_column_may_ask() -> None:
    """Its headline is what it is; nothing of it could be told as a fact."""
    column = ("Opinion: Why did the harbour office let the ferry sail?", FERRY)
    found = edition(("Council of Velmouth opens bath", FERRY.replace("ferry", "bath")), column)

    told = {story.headline: story.summary.points for story in found.stories}
    assert () == told["Opinion: Why did the harbour office let the ferry sail?"]
    assert not found.skipped


def test_another_story_takes_its_place(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DIGEST_EDITION__STORIES", "1")

    found = edition(("Goo", ASIDE), ("Tarn ferry aground, nine hurt", FERRY))

    assert ["Tarn ferry aground, nine hurt"] == [story.headline for story in found.stories]
    assert [NOTHING_TOLD] == [one.why for one in found.skipped]


def test_a_headline_alone_takes_a_place_that_no_story_wants(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """However it ranks: it comes first by its outlet, and has nothing to read below it."""
    told, bare = "Tarn ferry aground, nine hurt", "Cousin takes his dog to sea"
    for places, printed in ((1, [told]), (2, [told, bare])):
        monkeypatch.setenv("DIGEST_EDITION__STORIES", str(places))

        found = edition((bare, ASIDE), (told, FERRY))

        assert set(printed) == {story.headline for story in found.stories}


def test_an_edition_is_not_emptied() -> None:
    assert ["Goo"] == [story.headline for story in edition(("Goo", ASIDE)).stories]
