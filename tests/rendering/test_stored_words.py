"""What the program says of the making in digest.json has its words in every language."""

import ast
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

import digest
from digest.errors import LlmUnavailable
from digest.grounding.exam import Marks, Standard
from digest.rendering.own_words import labels_of
from digest.rendering.stored_words import said
from digest.resources import loader
from digest.telling.notices import of_the_exam, of_the_fallen
from tests.building import told_as

HOUSE = Path(digest.__file__).parent
GERMAN = labels_of(loader("templates"), "de")


def _text(node: ast.expr) -> str | None:
    """A text of the code; what is filled in is a number."""
    match node:
        case ast.Constant(value=str(text)):
            return text
        case ast.JoinedStr(values=parts):
            return "".join(str(p.value) if isinstance(p, ast.Constant) else "12" for p in parts)
    return None


def _whys(room: str, call: str) -> Iterator[str]:
    """What modules of a room give as `why` of these."""
    for file in sorted((HOUSE / room).rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == call:
                found = (_text(word.value) for word in node.keywords if word.arg == "why")
                yield from filter(None, found)


def _budgets() -> Iterator[str]:
    tree = ast.parse((HOUSE / "llm/purse.py").read_text(encoding="utf-8"))
    texts = (_text(node) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr))
    yield from (text for text in texts if text and "budget of" in text)


@pytest.mark.parametrize("why", [*_whys("llm", "Unanswered"), *_whys("telling", "Unanswered")])
def test_readers_are_told_in_their_language_why_a_model_did_not_tell_a_story(why: str) -> None:
    """Each reason that the program gives is one of the catalogue's."""
    note = said(f"told by extraction: the model did not tell it: {why}", GERMAN)

    assert why not in note
    assert note.startswith("in den Worten der Quellen: das Modell hat sie nicht verfasst: ")


def test_so_it_is_with_budgets() -> None:
    """All four of them."""
    budgets = list(_budgets())

    assert len(budgets) == 4
    assert all(said(budget, GERMAN) != budget for budget in budgets)


def test_so_it_is_with_notices() -> None:
    """Of the exam, and of stories that are told otherwise than was meant."""
    marks = Marks(language="de", false=9, true=9, standard=Standard(), caught=1, missed=8)
    fallen = told_as(notes=("told by extraction: its request failed",))
    dead = LlmUnavailable("nobody is there")
    notices = [
        *of_the_exam("gpt-6-luna", {"de": marks}),
        *of_the_fallen([fallen], [fallen], 3, dead=None, limit=None),
        *of_the_fallen([fallen], [fallen], 3, dead=None, limit=next(_budgets())),
        *of_the_fallen([replace(fallen, method="extractive")], [], 1, dead=dead, limit=None),
    ]

    assert 4 == len(notices)
    for notice in notices:
        told = said(notice, GERMAN)
        assert told != notice
        assert not {"the", "model", "their", "failed"} & set(told.replace(".", " ").split())
