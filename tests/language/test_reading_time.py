"""How long an edition takes to read, in the language that it is in."""

import pytest

from digest.language.reading_time import minutes


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        ([("word, " * 228, "en")], 1),
        ([("word, " * 229, "en")], 2),
        ([("Wort, " * 229, "de")], 2),
        ([("Wort, " * 359, "de")], 3),
        ([("水、" * 255, "zh")], 1),
        ([("水、" * 256, "zh")], 2),
        ([("слово " * 184, "uk")], 1),
        ([("word " * 114, "en"), ("Wort " * 90, "de")], 2),
        ([("“…” — 12.5", "en")], 1),
        ([], 1),
    ],
)
def test_words_are_counted_at_the_pace_of_their_readers(
    texts: list[tuple[str, str]], expected: int
) -> None:
    """228 words a minute in English, 179 in German, 255 characters in Chinese; a minute at least."""
    assert expected == minutes(texts)
