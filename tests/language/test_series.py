"""A title that counts is a part of a series; a headline with a figure is none."""

import pytest

from digest.language.series import Part, is_roundup, part_of_series


@pytest.mark.parametrize(
    ("title", "part"),
    [
        ("Gull Vol. 24, No. 5 (2021)", ("gullvol", "24 5 2021")),
        ("Harbour Diaries (No. 2)", ("harbourdiariesno", "2")),
        ("Quay Talk #643: The pier", ("quaytalk", "643")),
        ("Field notes, Week 5", ("fieldnotesweek", "5")),
        ("The Old Pier, Part Two", ("theoldpierpart", "two")),
        ("The keep on the moor – Session 152", ("thekeeponthemoorsession", "152")),
    ],
)
def test_a_part_has_its_number(title: str, part: tuple[str, str]) -> None:
    assert Part(*part) == part_of_series(title, "en")


@pytest.mark.parametrize(
    "title", ["Quake kills 12", "No 10 says no", "#1 in sales", "Part of the pier falls", "", "5"]
)
def test_a_headline_is_no_part(title: str) -> None:
    assert part_of_series(title, "en") is None


@pytest.mark.parametrize(
    ("title", "language"),
    [
        ("Hafentagebuch, Teil 3", "de"),
        ("Hafenliga, Spieltag 9", "de"),
        ("Carnet du port n° 4", "fr"),
        ("Дневник, часть 2", "ru"),
    ],
)
def test_other_languages_count(title: str, language: str) -> None:
    assert part_of_series(title, language)


@pytest.mark.parametrize(
    ("title", "language"),
    [
        ("Ten things you need to know today", "en"),
        ("Tuesday briefing: the harbour's gamble", "en"),
        ("Markets round-up: Shares of the port fall", "en"),
        ("Der Tag im Überblick", "de"),
        ("Revue de presse du lundi", "fr"),
        ("Resumen de noticias de la semana", "es"),
        ("Harbour scoreboard: Tuesday's results from around the coast", "en"),
        ("Feierabend! Was am Mittwoch wichtig war", "de"),
        ("Le journal de 19 heures : l'essentiel de ce mercredi", "fr"),
        ("Corrections and clarifications", "en"),
        ("For the record: Corrections and clarifications, Oct. 13", "en"),
        ("Berichtigungen vom 3. Mai", "de"),
        ("Rectificatifs et précisions", "fr"),
        ("Fe de erratas", "es"),
        ("Errata corrige", "it"),
        ("Erramos", "pt"),
        ("Correcties en aanvullingen", "nl"),
    ],
)
def test_a_round_up_is_known_by_its_title(title: str, language: str) -> None:
    assert is_roundup(title, language)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Good morning. It is wet in the west. Here's your briefing, by Ada Lund.", "en"),
        ("Welcome to the Tarn Morning Briefing.", "en"),
        ("A second man has died.\n\nWhat else is happening\n\nThe quay is shut.", "en"),
        ("Guten Morgen, hier kommt das Wichtigste vom Tage.", "de"),
        ("Bonjour, voici l'essentiel de l'actualité.", "fr"),
        ("Buenos días, estas son las noticias del día.", "es"),
    ],
)
def test_a_round_up_is_known_by_what_its_text_says_of_itself(text: str, language: str) -> None:
    """`First Cup: a second death` is a title like any other."""
    assert is_roundup("First Cup: a second death in Tarn", language, text)


@pytest.mark.parametrize(
    "text",
    [
        "The mayor left the briefing early. Here is the report that he had not read.",
        "The mayor asked what else is happening in the harbour, and got no answer.",
        "Ada Lund was welcome at the briefing of the harbour office on Monday.",
    ],
)
def test_a_report_of_a_briefing_is_none(text: str) -> None:
    assert not is_roundup("Mayor leaves briefing", "en", text)


@pytest.mark.parametrize(
    "title",
    [
        "Mayor skips daily briefing for the third day",
        "Maker of Roundup settles suits",
        "Anchor of Evening News steps down",
        "Three stories of the hotel collapse",
        "Corrections officer wins award",
        "Stadium buys a new scoreboard for its centenary",
        "Correction in house prices nears its end",
        "",
    ],
)
def test_a_report_is_no_round_up(title: str) -> None:
    assert not is_roundup(title, "en")
