"""Words of a language are data: they stand in its lexicon, not in code."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

PACKAGE = Path(__file__).parents[2] / "digest"
ROOMS = ("findings", "grounding", "language", "reading", "sources", "stories", "telling")
"""Those that read articles; the others speak to the user, in English."""
OTHERS = {
    "reading/blocks.py": "what authors of templates call the parts of a page",
    "reading/bylines.py": "paths into pages; academic degrees",
    "reading/json_ld.py": "types of schema.org",
    "reading/dom.py": "properties of CSS",
    "reading/metadata.py": "paths into pages",
    "sources/address.py": "parameters of addresses",
    "sources/harmless.py": "elements of HTML",
    "sources/fetch.py": "types of media",
}
_LIST = re.compile(r"[^\W\d_]{2,}(?:[\s|]+[^\W\d_]{2,}){8,}")


def test_no_list_of_words_stands_in_code() -> None:
    """A language is added by a file, and no list of seven languages is mixed again."""
    found = {
        f"{path.relative_to(PACKAGE)}: {text[:60]}"
        for room in ROOMS
        for path in (PACKAGE / room).rglob("*.py")
        if str(path.relative_to(PACKAGE)) not in OTHERS
        for text in constants(ast.parse(path.read_text(encoding="utf-8")))
        if _LIST.search(text)
    }

    assert set() == {text for text in found if not is_message(text)}


def constants(tree: ast.Module) -> Iterator[str]:
    """The strings of a module but for its docstrings."""
    told = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
            yield node.value


def is_message(text: str) -> bool:
    """Whether it speaks to the user: a sentence ends, or has articles and small verbs in it."""
    return text.endswith(".") or bool(re.search(r"\b(?:the|is|are|its|was|were|it|no)\b", text))
