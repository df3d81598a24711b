"""A title that counts is a part of a series; a headline with a figure is none."""

import pytest

from digest.language.series import Part, part_of_series


@pytest.mark.parametrize(
    ("title", "part"),
    [
        ("Gull Vol. 24, No. 5 (2021)", ("gullvol", "24 5 2021")),
        ("Harbour Diaries (No. 2)", ("harbourdiariesno", "2")),
        ("Quay Talk #643: The pier", ("quaytalk", "643")),
        ("Field notes, Week 5", ("fieldnotesweek", "5")),
        ("The Old Pier, Part Two", ("theoldpierpart", "two")),
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
    [("Hafentagebuch, Teil 3", "de"), ("Carnet du port n° 4", "fr"), ("Дневник, часть 2", "ru")],
)
def test_other_languages_count(title: str, language: str) -> None:
    assert part_of_series(title, language)
