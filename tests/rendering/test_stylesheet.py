"""Themes are written in today's CSS, and read by mail programs that know little of it."""

import pytest

from digest.errors import ConfigError
from digest.rendering.colours import between, readable
from digest.rendering.stylesheet import plain as flattened
from digest.rendering.theme import FONT_PAIRS, Theme
from digest.settings.sections import ThemeSettings

SHEET = """
:root { --paper: light-dark(#fffdf9, #1d1b18); --ink: light-dark(#211d19, #ece6dc);
  --accent: light-dark(#8a2b1d, #f0a08e); --sans: Arial, sans-serif; --heads: var(--sans) }
/* not for readers */
h1 { color: var(--ink); margin: 0; font-family: var(--heads) }
"""


def plain(*sheets: str) -> str:
    """By day and by night."""
    found = flattened(*sheets)
    return "\n".join(filter(None, (*found.days, found.night)))


def test_no_mail_program_needs_to_know_variables() -> None:
    """Each is written out, and a colour of the day has its own for the night."""
    assert plain(SHEET) == (
        "h1 { color: #211d19; margin: 0; font-family: Arial, sans-serif }\n"
        "@media (prefers-color-scheme: dark) {\n"
        "h1 { color: #ece6dc !important }\n"
        "}"
    )


def test_what_comes_later_wins() -> None:
    """So a theme changes a variable by setting it again, and an editor's own colours come last."""
    chosen = Theme(accent="#0050a0", dark_accent="#80c0ff", fonts="poster").variables
    sheet = plain(f"{SHEET} h2 {{ color: var(--accent) }} {chosen}")

    assert "h2 { color: #0050a0 }" in sheet
    assert "h2 { color: #80c0ff !important }" in sheet
    assert "font-family: Arial, sans-serif" in sheet


def test_what_a_theme_takes_back_is_gone_at_night() -> None:
    """A border that a later rule removes does not come again in the dark."""
    base = (
        ":root { --ink: light-dark(#000000, #ffffff) } .a, .b { border-top: 1px solid var(--ink) }"
    )
    night = flattened(base, ".a { border: 0 }").night

    assert ".b { border-top: 1px solid #ffffff !important }" in night
    assert ".a" not in night


def test_a_condition_keeps_its_night() -> None:
    sheet = plain(f"{SHEET} @media screen {{ p {{ color: var(--ink); margin: 0 }} }}")

    assert "@media screen {\np { color: #211d19; margin: 0 }\n}" in sheet
    assert "@media screen and (prefers-color-scheme: dark) {\np { color: #ece6dc" in sheet


@pytest.mark.parametrize("accent", ["#ffcc00", "#8a2b1d", "#101010", "#f5f5f5", "#00a0ff"])
def test_any_brand_can_be_read(accent: str) -> None:
    """Text in the colour is a shade of it where its own cannot be read, by day and by night."""
    words = "b { color: var(--accent-ink) } i { color: var(--on-accent) }"
    sheet = plain(f"{SHEET} {Theme(accent=accent).variables} {words}")
    day, _, night = sheet.partition("@media")

    def ink(side: str, tag: str) -> str:
        return side.partition(f"{tag} {{ color: ")[2][:7]

    assert between(ink(day, "\nb"), "#fffdf9") >= 4.5
    assert between(ink(night, "\nb") or ink(day, "\nb"), "#1d1b18") >= 4.5
    assert between(ink(day, "\ni"), accent) >= 4.5
    assert accent == readable(accent, "#000000" if between(accent, "#000000") > 5 else "#ffffff")


@pytest.mark.parametrize(
    ("sheet", "fault"),
    [
        ("\na { color: var(--no) }", "line 2: there is no variable --no"),
        (":root { --a: var(--b); --b: var(--a) } p { color: var(--a) }", "stands for itself"),
        ("a color: red", "EOF"),
        ("a { color: light-dark(red) }", "light-dark.. takes two colours"),
        ("a { .b { color: red } }", "a rule within a rule"),
        (":root { --accent: red; --paper: #ffffff } a { color: var(--accent-ink) }", "not 'red'"),
    ],
)
def test_a_broken_sheet_is_named_by_its_line(sheet: str, fault: str) -> None:
    with pytest.raises(ValueError, match=fault):
        plain(sheet)


@pytest.mark.parametrize("colour", ["red", "#fff", "#12345g", "#123456;}", "url(x)", ""])
def test_a_colour_is_a_colour_and_nothing_else(colour: str) -> None:
    """Nothing that a stranger's settings hold becomes a rule of the style sheet."""
    with pytest.raises(ValueError, match="accent"):
        ThemeSettings(accent=colour)
    if colour:
        with pytest.raises(ConfigError, match=r"\[theme\] (dark_)?accent: .*no colour"):
            Theme(dark_accent=colour)


def test_every_pair_of_fonts_can_be_chosen() -> None:
    for pair in FONT_PAIRS:
        assert pair == ThemeSettings.model_validate({"fonts": pair}).fonts
        assert Theme(fonts=pair).fonts
    with pytest.raises(ConfigError, match=r"\[theme\] fonts: .*'comic'"):
        Theme(fonts="comic")
