"""The lint: what a mail program lacks, what a screen reader misses, what is too faint to read."""

from importlib.resources import files

import pytest

from digest.rendering import FILES, Look, in_all_forms
from digest.rendering.colours import contrast
from digest.rendering.lint import lint
from digest.rendering.lint.accessible import DUTIES, PAGE_DUTIES
from digest.rendering.lint.contrast import faint
from digest.rendering.lint.fallbacks import FALLBACKS
from digest.rendering.lint.finding import Finding
from digest.rendering.lint.known_features import CLIENTS, feature_of
from digest.rendering.lint.mail_clients import client_findings
from digest.rendering.lint.page_tree import tree_of
from digest.rendering.lint.schemes import in_scheme
from digest.rendering.theme import Theme
from digest.resources import loader
from tests.golden_digest import DIGEST
from tests.rendering.shown import THEMES

DARK = "@media (prefers-color-scheme: dark)"


def mail(style: str = "", body: str = "<p>Fog over Ellery.</p>") -> str:
    """A mail whose frame is as ours: styles on its elements, and its colour on a table."""
    return (
        '<!DOCTYPE html><html lang="en"><head><title>x</title>'
        f"<style>{style}</style></head>"
        '<body style="margin: 0"><table role="presentation" style="background-color: #fff">'
        f"<tr><td>{body}</td></tr></table></body></html>"
    )


def found(style: str = "", body: str = "<p>Fog over Ellery.</p>") -> dict[str, Finding]:
    return {one.rule: one for one in client_findings(mail(style, body))}


@pytest.mark.parametrize("theme", THEMES)
def test_no_theme_has_a_fault(theme: str) -> None:
    look = Look(templates=loader("templates"), theme=Theme(name=theme))
    report = lint(in_all_forms(DIGEST, look), DIGEST, look)

    assert () == tuple(report.faults)
    assert {form.file for form in FILES.values()} < set(report.sizes)


@pytest.mark.parametrize(
    ("style", "rule", "client"),
    [
        ("p { display: flex }", "css-display-flex", "Outlook (Windows, Windows Mail)"),
        ("p { position: absolute }", "css-position", "Gmail"),
        ("p { padding-inline: 4px }", "css-padding-inline-block", "Gmail"),
        ("p { margin: -4px }", "css-margin", "Yahoo"),
        ("p { width: 50% }", "css-width", "Outlook (Windows)"),
        ("p { font-size: 1rem }", "css-font-size", "Yahoo"),
        ("p { color: var(--ink) }", "css-variables", "Gmail"),
        ("p { overflow-wrap: anywhere }", "css-overflow-wrap", "Yahoo"),
        ("p { color: rgb(0 128 0) }", "css-rgb", "Gmail"),
        ("p[dir=rtl] { color: red }", "css-selector-attribute", "Yahoo"),
        ("p > b { color: red }", "css-selector-child", "Outlook (Windows, Windows Mail)"),
        ("p::before { color: red }", "css-pseudo-element-before", "Gmail"),
        ("@font-face { font-family: x }", "css-at-font-face", "Gmail"),
        ("@import 'x.css';", "css-at-import", "Gmail"),
        ("p { background-image: linear-gradient(red, blue) }", "css-linear-gradient", "Outlook"),
        ("p { max-width: 40px }", "css-max-width", "Outlook (Windows, Windows Mail)"),
    ],
)  # fmt: skip
def test_what_a_program_lacks_is_found_by_name(style: str, rule: str, client: str) -> None:
    """And named with the program, as far as anybody has tested it."""
    finding = found(style).get(rule)

    assert finding is not None
    assert not finding.fallback
    assert client in finding.clients


@pytest.mark.parametrize(
    ("style", "rule"),
    [
        ("p { color: #123; color: rgba(0, 0, 0, 0.5) }", "css-rgba"),
        ("p { border-radius: 4px }", "css-border-radius"),
        ("p { word-wrap: break-word; overflow-wrap: anywhere }", "css-overflow-wrap"),
        ("p { display: none; max-height: 0; overflow: hidden; mso-hide: all }", "css-display-none"),
        ("a:hover { color: red }", "css-pseudo-class-hover"),
        ("@media (prefers-color-scheme: dark) { p { color: #fff } }", "css-at-media"),
        ("p { letter-spacing: 1px }", "css-letter-spacing"),
        ("", "html-style"),
        ("", "html-body"),
    ],
)
def test_what_is_left_where_it_is_lacking_is_told(style: str, rule: str) -> None:
    """Such a thing is for the record, and no fault."""
    known = found(style)

    assert known[rule].fallback
    assert [] == [one.rule for one in known.values() if not one.fallback]


@pytest.mark.parametrize(
    "style",
    [
        "td { padding: 4px }",
        "p { padding: 0 }",
        "p { margin: 4px 0 }",
        "td { width: 50% }",
        "p { font-weight: bold }",
        "p { text-align: center }",
        "p { text-decoration: underline }",
        "p { background-color: #fff }",
        "p { border-collapse: collapse }",
        "@media screen { p { display: flex; gap: 4px } }",
    ],
)
def test_a_use_that_its_limits_do_not_touch_is_no_finding(style: str) -> None:
    """Partial support is told by its notes: no padding on a paragraph, but on a cell."""
    assert set(found(style)) <= set(found()) | {"css-at-media"}


@pytest.mark.parametrize(
    ("body", "rule"),
    [
        ("<svg></svg>", "html-svg"),
        ('<a href="#top">x</a>', "html-anchor-links"),
        ('<a href="#two">2</a><h2 id="two">Bridge shut</h2>', "html-anchor-links"),
        ('<form><input type="text"></form>', "html-input-text"),
        ("<p hidden>x</p>", "html-hidden"),
    ],
)
def test_an_element_that_a_program_lacks_is_found(body: str, rule: str) -> None:
    assert not found(body=body)[rule].fallback


def test_a_link_within_the_mail_is_found_by_its_words_where_it_leads_nowhere() -> None:
    """Yahoo on iOS: the number of the contents stands over its story, too."""
    for body in (
        '<a href="#two">2</a><h2 id="two">2. Bridge shut</h2>',
        '<a href="#two">Bridge shut</a><h2 id="two">Bridge shut <span>unproven</span></h2>',
    ):
        assert found(body=body)["html-anchor-links"].fallback


def test_styles_without_a_frame_are_a_fault() -> None:
    """Gmail reads no style sheet on the web of a phone, nor for other accounts."""
    bare = mail().replace(' style="margin: 0"', "")

    assert next(one for one in client_findings(bare) if one.rule == "html-style").fallback == ""


def test_a_style_sheet_that_gmail_drops_is_found() -> None:
    assert found("p { color: red }\n" * 1000)["style-size"].clients == ("Gmail",)


def test_every_fallback_is_one_of_a_tested_feature() -> None:
    """A name that is misspelt would never be used."""
    table = files("digest.rendering.lint").joinpath("features.json").read_text(encoding="utf-8")

    assert [] == [name for name in FALLBACKS if f'\n"{name}": ' not in table]
    licence = files("digest.rendering.lint").joinpath("caniemail.LICENSE")
    assert "MIT License" in licence.read_text(encoding="utf-8")


def test_a_property_goes_by_what_it_is_part_of() -> None:
    padding, collapse = feature_of("property padding-left"), feature_of("property border-collapse")

    assert padding is not None
    assert collapse is not None
    assert padding.name == "css-padding"
    assert collapse.name == "css-border-collapse"
    assert len(CLIENTS) == 4


@pytest.mark.parametrize(
    ("rule", "broken", "whole"),
    [
        ("lang", "<html lang=''><p>x", "<html lang='en'><p>x"),
        ("lang", "<html lang='en'><p lang='english language'>x", "<html lang='en'><p lang='ps'>x"),
        ("title", "<title> </title>", "<title>The Ledger</title>"),
        ("alt", "<img src='a.png'>", "<img src='a.png' alt=''>"),
        ("link-name", "<a href='/x'>[1]</a>", "<a href='/x' aria-label='Harbour Post'>[1]</a>"),
        ("link-name", "<a href='/x'><img src='a' alt=''></a>", "<a href='/x'><img alt='Post'></a>"),
        ("nested", "<details><summary>A <a href='/'>b</a></summary></details>", "<details><summary>A</summary><a href='/'>b</a></details>"),
        ("one-h1", "<h1>a</h1><h1>b</h1>", "<h1>a</h1><h2>b</h2>"),
        ("heading-order", "<h1>a</h1><h3>b</h3>", "<h1>a</h1><h2>b</h2><h3>c</h3><h2>d</h2>"),
        ("empty-heading", "<h1>a</h1><h2> </h2>", "<h1>a</h1>"),
        ("table-role", "<table><tr><td>x</table>", "<table role=presentation><tr><td>x</table>"),
        ("table-scope", "<table><tr><th>x</table>", "<table><tr><th scope=col>x</table>"),
        ("double-id", "<p id=a>x</p><p id=a>y</p>", "<p id=a>x</p><p id=b>y</p>"),
        ("main", "<p>x</p>", "<main><p>x</p></main>"),
    ],
)  # fmt: skip
def test_a_page_owes_something_to_who_cannot_see_it(rule: str, broken: str, whole: str) -> None:
    [duty] = [one for one in PAGE_DUTIES if one.name == rule]

    assert list(duty.places(tree_of(broken)))
    assert not list(duty.places(tree_of(whole)))
    assert set(DUTIES) < set(PAGE_DUTIES)


@pytest.mark.parametrize(
    ("style", "where"),
    [
        ("p { color: #999 }", "2.85 of 4.5 light: #999999 on #ffffff"),
        (":root { --ink: #999 } p { color: var(--ink) }", "light: #999999 on #ffffff"),
        (f"p {{ color: #333 }} body {{ background: #fff }} {DARK} {{ body {{ background: #111 }} }}", "1.49 of 4.5 dark: #333333 on #111111"),
        ("p { color: rgba(0, 0, 0, 0.4); background: #fff }", "light: #999999 on #ffffff"),
        ("p { font: 20px serif; color: #888; background: #fff }", "3.54 of 4.5"),
    ],
)  # fmt: skip
def test_faint_text_is_found_by_day_and_by_night(style: str, where: str) -> None:
    """Variables, inheritance, transparency and the cascade are followed as in a browser."""
    page = f"<html><head><style>{style}</style></head><body><p>Fog over Ellery</p></body></html>"

    assert any(where in line for line in faint(page))


@pytest.mark.parametrize(
    "style",
    [
        "p { color: #767676; background: #fff }",
        "p { font: bold 24px serif; color: #888; background: #fff }",
        "p { color: #fff; background: #fff; display: none }",
        "p { color: #222; background: #fff } @media print { p { color: #eee } }",
        f"p {{ color: #333 }} {DARK} {{ p {{ color: #eee !important; background: #111 }} }}",
    ],
)
def test_text_that_can_be_read_is_no_finding(style: str) -> None:
    page = f"<html><head><style>{style}</style></head><body><p>Fog over Ellery</p></body></html>"

    assert not list(faint(page))


def test_contrast_is_that_of_wcag() -> None:
    assert contrast((0, 0, 0), (1, 1, 1)) == pytest.approx(21)
    assert contrast((1, 1, 1), (1, 1, 1)) == 1


def test_a_scheme_is_decided_without_the_system() -> None:
    """The preview shows night by day; other queries stay as they are."""
    page = (
        "<style>p{color:red} @media (prefers-color-scheme: dark){p{color:blue}}"
        "@media (max-width: 640px){p{color:green}}</style>"
    )

    assert "p{color:blue}" in in_scheme(page, "dark").replace(" ", "")
    assert "blue" not in in_scheme(page, "light")
    assert in_scheme(page, "dark").count("@media (max-width: 640px)") == 1
