"""Themes of users: they change what they like, and cannot break the promises."""

import email
import email.policy
import os
import re
from base64 import b64encode
from dataclasses import replace
from pathlib import Path
from textwrap import dedent

import pytest
from jinja2 import BaseLoader, DictLoader
from markdown_it import MarkdownIt

from digest.errors import ConfigError, RenderError
from digest.rendering import FILES, Envelope, Look, in_all_forms, render
from digest.rendering.check_mail import check_mail
from digest.rendering.lint import lint
from digest.rendering.logo import logo_of
from digest.rendering.theme import DEFAULT_THEME, Theme
from digest.rendering.trying import try_out
from digest.resources import bundled, loader
from tests.golden_digest import DIGEST
from tests.rendering.pictures import png
from tests.rendering.shown import TEXT_FORMS, THEMES, as_text
from tests.rendering.test_mail_size import edition

TEMPLATES = loader("templates")
GOLDEN = Path(__file__).parents[1] / "golden"
ENVELOPE = Envelope(unsubscribe=("mailto:leave@ledger.example?subject=out",))


@pytest.fixture
def templates() -> BaseLoader:
    return TEMPLATES


@pytest.mark.parametrize("theme", THEMES)
def test_a_theme_of_ours_is_told_for_whom_it_is(theme: str) -> None:
    page = (Path(__file__).parents[2] / "docs" / "templates.md").read_text(encoding="utf-8")

    assert f"| `{theme}` | " in page


def test_a_theme_may_change_one_block_and_keep_the_rest(tmp_path: Path) -> None:
    """`{% extends "builtin/broadsheet/..." %}` in a user's folder, and other forms stay ours."""
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/digest.md.j2").write_text(
        '{% extends "builtin/broadsheet/digest.md.j2" %}'
        "{% block masthead %}Good morning, {{ digest.title }}\n{% endblock %}"
    )
    mine = loader("templates", tmp_path)

    written = as_text(DIGEST, "markdown", templates=mine, theme="mine")
    assert written.startswith("Good morning, The Morning Ledger\n")
    assert "## Money" in written
    assert as_text(DIGEST, "html", templates=mine, theme="mine") == as_text(
        DIGEST, "html", templates=mine
    )


def test_a_theme_of_one_s_own_is_one_small_file(tmp_path: Path) -> None:
    """It extends one of ours, and changes a colour by its variable and a part by its block."""
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/digest.html.j2").write_text(
        '{% set evidence_is_open = true %}{% extends "builtin/desk/digest.html.j2" %}'
        "{% block variables %}{{ super() }}:root { --ink: light-dark(#101010, #f0f0f0); }"
        "{% endblock %}"
        "{% block line %}<p>Still: {{ story.headline }}</p>{% endblock %}"
    )
    written = as_text(DIGEST, "html", templates=loader("templates", tmp_path), theme="mine")

    assert "color: #101010" in written
    assert "color: #f0f0f0 !important" in written
    assert "Still: Coastal path talks go on" in written
    assert written.count('class="excerpts"') == written.count('class="says"')


def test_the_themes_of_the_documentation_work(tmp_path: Path) -> None:
    """What a reader copies from there has the colours that it names, on the page and at night."""
    page = Path(__file__).parents[2] / "docs" / "templates.md"
    blocks = re.findall(r"(?:^    .*\n|^\n)+", page.read_text(encoding="utf-8"), re.MULTILINE)
    themes = [dedent(block) for block in blocks if 'extends "builtin/' in block]
    written = []
    for number, theme in enumerate(themes):
        (tmp_path / f"mine{number}").mkdir()
        (tmp_path / f"mine{number}/digest.html.j2").write_text(theme.strip())
        templates = loader("templates", tmp_path)
        written.append(as_text(DIGEST, "html", templates=templates, theme=f"mine{number}"))

    assert 2 == len(written)
    assert "#f7f5f2" in written[0]
    for colour in ("#e9eef2", "#182027", "#17212b", "#6fd0b8"):
        assert colour in written[1]


def test_a_theme_cannot_forget_to_escape() -> None:
    """A template without any filter is as safe as ours, in every form."""
    careless = DictLoader(
        {
            f"x/digest.{end}.j2": "{{ digest.stories[3].headline }}\n"
            for end in (FILES[form].ending for form in TEXT_FORMS)
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


DRESSED = Theme(
    name="desk",
    accent="#ffcc00",
    fonts="report",
    logo=logo_of(png(), 'The "Ledger" <b>'),
    footer=("1 Quay Street, Aske", "desk@ledger.example"),
)


def dressed(form: str, theme: str = "desk") -> bytes:
    look = Look(templates=TEMPLATES, theme=replace(DRESSED, name=theme), envelope=ENVELOPE)
    return render(DIGEST, form, look)


@pytest.mark.parametrize("theme", THEMES)
def test_every_theme_wears_what_its_editor_chose(theme: str) -> None:
    """Colour, fonts, logo with its words, footer and the way out, in one table of settings."""
    page, mail = dressed("html", theme).decode(), dressed("eml", theme)
    parsed = email.message_from_bytes(mail, policy=email.policy.default)
    sent = str(parsed.get_body(("html",)).get_content())  # type: ignore[union-attr]

    for written in (page, sent):
        assert "#ffcc00" in written
        assert 'alt="The &#34;Ledger&#34; &lt;b&gt;"' in written or 'alt="The &quot;L' in written
        assert "desk@ledger.example" in written
        assert "Iowan" in written.partition(".head {")[2].partition("}")[0]
    assert "Unsubscribe" in sent
    assert () == check_mail(mail, DIGEST)
    look = Look(templates=TEMPLATES, theme=replace(DRESSED, name=theme))
    assert () == tuple(lint(in_all_forms(DIGEST, look), DIGEST, look).faults)


def test_the_page_may_show_its_own_logo_and_no_other_picture() -> None:
    """It stands in the page; without one not even that is allowed."""
    page = dressed("html").decode()

    assert 'img-src data:"' in page
    assert [f"data:image/png;base64,{b64encode(png()).decode()}"] == re.findall(
        r'src="([^"]+)"', page
    )
    assert "img-src" not in as_text(DIGEST, "html", templates=TEMPLATES)


def test_the_mail_carries_its_logo() -> None:
    """As a part that the page names, so that nothing is fetched; the same bytes every time."""
    mail = dressed("eml")
    parsed = email.message_from_bytes(mail, policy=email.policy.default)
    (picture,) = [part for part in parsed.walk() if part.get_content_type() == "image/png"]
    page = parsed.get_body(("html",))

    assert page is not None
    assert f'src="cid:{str(picture["Content-ID"]).strip("<>")}"' in page.get_content()
    assert png() == picture.get_content()
    assert mail == dressed("eml")


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("stories", [12, 30, 200])
def test_no_theme_s_mail_is_cut(theme: str, stories: int) -> None:
    """However many stories there are; a brief mail is shorter still."""
    look = Look(templates=TEMPLATES, theme=Theme(name=theme), brief_after=8)
    mail = render(edition(stories), "eml", look)
    parsed = email.message_from_bytes(mail, policy=email.policy.default)
    page = parsed.get_body(("html",))

    assert page is not None
    assert len(page.get_content().encode()) <= (60_000 if theme == "brief" else 95_000)
    assert () == check_mail(mail, edition(stories))


@pytest.mark.parametrize("theme", THEMES)
def test_every_theme_is_tried_before_it_is_needed(theme: str) -> None:
    try_out(Look(templates=TEMPLATES, theme=Theme(name=theme), envelope=ENVELOPE))


@pytest.mark.parametrize(
    "fault",
    [
        "{% block notices %}{{ digest.notises }}{% endblock %}",
        "{% block brief %}{{ story.nothing }}{% endblock %}",
        "{% block line %}{{ story.nothing }}{% endblock %}",
        "{% block style %}a { color: var(--nobody) }{% endblock %}",
        "{% block frame %}a { color: }} {% endblock %}",
        "{% block colophon %}{% if unsubscribe %}{{ nobody }}{% endif %}{% endblock %}",
    ],
)
def test_a_fault_is_found_wherever_it_is(tmp_path: Path, fault: str) -> None:
    """Also where today's edition would not have shown it."""
    (tmp_path / "mine").mkdir()
    source = '{% extends "builtin/broadsheet/digest.html.j2" %}' + fault
    (tmp_path / "mine/digest.html.j2").write_text(source)
    look = Look(
        templates=loader("templates", tmp_path), theme=Theme(name="mine"), envelope=ENVELOPE
    )

    with pytest.raises(RenderError, match=r"mine/digest\.html\.j2:1|line 1"):
        try_out(look)


def own_forms() -> list[tuple[str, str]]:
    """The forms that a theme beside the default one has templates for."""
    folder = bundled("templates")
    return [
        (theme, form.ending)
        for theme in THEMES
        for form in FILES.values()
        if theme != DEFAULT_THEME and (folder / theme / f"digest.{form.ending}.j2").is_file()
    ]


@pytest.mark.parametrize(("theme", "ending"), own_forms())
def test_each_theme_is_the_golden_one(theme: str, ending: str) -> None:
    """Byte for byte; after a wanted change: `make golden`, and read the difference."""
    content = render(
        DIGEST, ending, Look(templates=TEMPLATES, theme=Theme(name=theme), brief_after=3)
    )
    golden = GOLDEN / f"{theme}.{ending}"
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_bytes(content)

    assert golden.is_file(), "`make golden` writes it"
    assert golden.read_bytes() == content, "after a wanted change: make golden"


@pytest.mark.parametrize("theme", THEMES)
def test_no_lines_of_the_markdown_run_together(theme: str) -> None:
    """CommonMark makes one paragraph of lines that neither a blank line nor a break parts."""
    look = Look(templates=TEMPLATES, theme=replace(DRESSED, name=theme), brief_after=1)
    tokens = MarkdownIt("commonmark").parse(render(DIGEST, "markdown", look).decode())
    parts = [(token.content, part.type) for token in tokens for part in token.children or ()]

    assert [] == [text for text, kind in parts if kind == "softbreak"]


@pytest.mark.parametrize("theme", sorted(set(THEMES) - {"brief"}))
@pytest.mark.parametrize("form", TEXT_FORMS)
def test_why_a_story_matters_is_said_once_in_each_theme_that_tells_it(
    form: str, theme: str
) -> None:
    """All but the one that has a sentence a story."""
    context = DIGEST.stories[0].summary.context
    assert context
    written = " ".join(as_text(DIGEST, form, templates=TEMPLATES, theme=theme).split())

    assert written.count(context.text) == written.count("Why it matters") == 1
