"""Themes of users: they change what they like, and cannot break the promises."""

import re
from pathlib import Path

import pytest
from jinja2 import BaseLoader, DictLoader

from digest.errors import ConfigError, RenderError
from digest.rendering import FORMS
from digest.resources import loader
from tests.golden_digest import DIGEST
from tests.rendering.shown import TEXT_FORMS, as_text

TEMPLATES = loader("templates")


@pytest.fixture
def templates() -> BaseLoader:
    return TEMPLATES


def test_a_theme_may_change_one_block_and_keep_the_rest(tmp_path: Path) -> None:
    """`{% extends "builtin/default/..." %}` in a user's folder, and other forms stay ours."""
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/digest.md.j2").write_text(
        '{% extends "builtin/default/digest.md.j2" %}'
        "{% block masthead %}Good morning, {{ digest.title }}\n{% endblock %}"
    )
    mine = loader("templates", tmp_path)

    written = as_text(DIGEST, "markdown", templates=mine, theme="mine")
    assert written.startswith("Good morning, The Morning Ledger\n")
    assert "## Money" in written
    assert as_text(DIGEST, "html", templates=mine, theme="mine") == as_text(
        DIGEST, "html", templates=mine
    )


def test_a_theme_cannot_forget_to_escape() -> None:
    """A template without any filter is as safe as ours, in every form."""
    careless = DictLoader(
        {
            f"x/digest.{end}.j2": "{{ digest.stories[3].headline }}\n"
            for end in (FORMS[form].ending for form in TEXT_FORMS)
        }
    )

    for form in TEXT_FORMS:
        written = as_text(DIGEST, form, templates=careless, theme="x")
        assert not re.search(r"(?<!\\)<script>", written) or form == "text"
        assert "](https://evil" not in written or form == "html"


@pytest.mark.parametrize(
    ("source", "line", "fault"),
    [
        ("a\nb {{ digest.tittle }}\n", 2, "tittle"),
        ("a\n\n{% for %}\n", 3, "Expected"),
        ("{{ 1 // 0 }}\n", 1, "zero"),
        ("a\n{% include 'nowhere.j2' %}\n", 2, "nowhere"),
        ("{{ digest|nosuch }}", 1, "nosuch"),
        ("\n{{ ''.__class__.__mro__ }}", 2, "unsafe"),
    ],
)
def test_a_broken_theme_is_named_by_file_and_line(
    tmp_path: Path, source: str, line: int, fault: str
) -> None:
    """The author of a theme is told where to look; and a theme runs no Python of its own."""
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/digest.md.j2").write_text(source)

    with pytest.raises(RenderError, match=rf"mine/digest\.md\.j2:{line}: .*{fault}"):
        as_text(DIGEST, "markdown", templates=loader("templates", tmp_path), theme="mine")


def test_an_unknown_theme_is_a_setting_gone_wrong(templates: BaseLoader) -> None:
    """A typing error in the configuration is not answered with the default look."""
    with pytest.raises(ConfigError, match="no theme 'mien'"):
        as_text(DIGEST, "markdown", templates=templates, theme="mien")
