"""What stands under an article about those who wrote it: no news, though it reads like it."""

from collections.abc import Sequence

from digest.reading.cues import cue

_LAST_LINES = 4
"""Lines at the end of an article among which its authors are spoken of."""
_LONGEST_NOTE = 400
_NAME_WORDS = 2
"""Words in a capital, at least, with which such a line begins."""


def without_author_notes(paragraphs: Sequence[str]) -> tuple[str, ...]:
    """The paragraphs without those at the end that tell who wrote the others."""
    foot = max(1, len(paragraphs) - _LAST_LINES)
    return (
        *paragraphs[:foot],
        *(line for line in paragraphs[foot:] if not _is_author_note(line)),
    )


def _is_author_note(line: str) -> bool:
    opening = line.split()[:_NAME_WORDS]
    is_named = all(word[:1].isupper() for word in opening)
    return (
        is_named and len(line) <= _LONGEST_NOTE and bool(cue("author_notes").search(line.lower()))
    )
