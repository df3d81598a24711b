"""digest.json: written and read again without a loss, and refused where it is none."""

import json
from dataclasses import replace

import pytest

from digest.errors import ConfigError
from digest.store import digest_file
from tests.store.printed import edition


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
    assert set(written["usage"]) == {
        *("requests", "input_tokens", "output_tokens", "cost", "is_estimated", "batched")
    }
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
