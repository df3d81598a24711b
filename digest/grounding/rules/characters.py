"""Characters that hide, or that turn round what stands beside them."""

import unicodedata

from digest.grounding.evidence import Evidence
from digest.grounding.outcome import Outcome
from digest.grounding.rule import Example, Rule
from digest.language.passage import Passage

_INVISIBLE = frozenset("\u200b\u2060\ufeff")
_HIDING = (("\u202a", "\u202e"), ("\u2066", "\u2069"), ("\U000e0000", "\U000e0fff"))
"""Direction overrides and isolates, and the tag characters that spell words nobody sees."""
_UNPRINTED = ("Cc", "Cs", "Co", "Cn", "Zl", "Zp")
"""Unicode's categories of controls, surrogates, private and unassigned, line and paragraph ends."""


def find(claim: Passage, _: Evidence) -> Outcome:
    """Whether a reader would see less, or something else, than what was checked."""
    if any(_is_unprintable(char) for char in claim.text):
        return Outcome(("it carries control, bidirectional or invisible characters",))
    return Outcome()


def _is_unprintable(char: str) -> bool:
    if char.isascii():
        return not char.isprintable()
    if char in _INVISIBLE or any(first <= char <= last for first, last in _HIDING):
        return True
    return unicodedata.category(char) in _UNPRINTED


RULE = Rule(
    id="characters",
    kind="plain",
    refuses="characters that hide or turn text round",
    find=find,
    examples=(
        Example(
            "a direction override shows other words than were read",
            "It was told.",
            ("It was told to everybody, naïve as ever.",),
            ("It was \u202etold.", "It was \u2067told.", "It was \U000e0041told."),
        ),
        Example(
            "a blank without width, a control and a private character hide in a word",
            "It was told.",
            ("It was all told then.",),
            ("It was t\u200bold.", "It was t\x07old.", "It was t\ue000old."),
        ),
    ),
)
