"""Whole: a sentence begins and ends as one, and a headline is more than a word."""

import re

from digest.grounding.evidence import Evidence
from digest.grounding.outcome import Outcome
from digest.grounding.rule import Example, Rule
from digest.language.passage import Passage

LEAST_OF_A_SENTENCE = 3
LEAST_OF_A_HEADLINE = 2
"""Words, of languages that part them by spaces."""
WHOLE_END = re.compile(r"[.!?。！？।؟]['\"’”»“)\]]{0,3}$")
_LAST_WORD = re.compile(r"(\w+)[.!?]['\"’”»)\]]{0,3}$")
_UNFINISHED = re.compile(r"(?:\.\.\.|…|[,;:–—-])['\"’”»)\]]{0,3}$")


def find(claim: Passage, _: Evidence) -> Outcome:
    """What it lacks of a whole sentence, or of a whole headline."""
    text = claim.text
    least = LEAST_OF_A_HEADLINE if claim.is_headline else LEAST_OF_A_SENTENCE
    if len(text.split()) < least and text.isascii():
        return Outcome(("it is no whole sentence",))
    if claim.is_headline:
        return Outcome(("it is unfinished",) if _UNFINISHED.search(text) else ())
    faults = []
    if _UNFINISHED.search(text) or _stops_short(claim):
        faults.append("it is unfinished")
    elif not WHOLE_END.search(text):
        faults.append("it does not end as a sentence ends")
    first = re.search(r"\w+", text)
    if (first and first.group().islower()) or _lacks_subject(claim):
        faults.append("it does not begin as a sentence begins")
    return Outcome(tuple(faults))


def _stops_short(claim: Passage) -> bool:
    """Whether its last word wants another: `They found the.`, for one."""
    last = _LAST_WORD.search(claim.text)
    return last is not None and last.group(1) in claim.lexicon.never_last


def _lacks_subject(claim: Passage) -> bool:
    """Whether it does not say who: `Was arrested on Tuesday`."""
    first = claim.text.split(" ", 1)[0]
    is_verb = first.istitle() and first.lower() in claim.lexicon.never_first
    return is_verb and "?" not in claim.text


RULE = Rule(
    id="whole",
    kind="form",
    refuses="not a whole sentence",
    needs=frozenset({"never_first", "never_last"}),
    find=find,
    examples=(
        Example(
            "two words tell nothing",
            "The plant was closed.",
            ("Nobody closed it.",),
            ("It closed.", "Closed."),
        ),
        Example(
            "it breaks off, at a mark or at a word that no sentence ends with",
            "The plant was closed.",
            ("The plant was closed!", "The plant was “closed.”"),
            ("The plant was...", "The plant was closed:", "The plant was closed and the."),
        ),
        Example(
            "it ends with nothing",
            "The plant was closed.",
            ("The plant was closed (for now).",),
            ("The plant was closed",),
        ),
        Example(
            "it begins in the middle, or without who did it",
            "The plant was closed.",
            ("Was the plant closed?",),
            ("the plant was closed.", "Was closed on the day."),
        ),
        Example(
            "a headline needs no full stop, but more than a word, and an end",
            "The plant was closed.",
            ("Plant closed", "closed: the plant"),
            ("Plant", "Plant was closed,"),
            is_headline=True,
        ),
    ),
)
