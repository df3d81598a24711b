"""Links and addresses: the only ones of an edition are those of its sources."""

import re

from digest.grounding.evidence import Evidence
from digest.grounding.outcome import Outcome
from digest.grounding.rule import Example, Rule
from digest.language.passage import Passage

_LINK = re.compile(
    r"\b(?:https?|ftp|javascript|data|vbscript|file)\s?:\S|\bwww\.|\bmailto:"
    r"|\b[\w-]{1,63}\.[a-z]{2,10}/\w",
    re.IGNORECASE,
)
_MAIL = re.compile(r"\w@[\w-]{1,63}\.\w")
_ADDRESS = re.compile(r"(?<![\w@])(?:[\w-]{1,63}\.){1,4}[a-z]{2,24}(?!\w)", re.IGNORECASE)
"""What a mail program makes a link of by itself: `harbour-courier.example`."""


def find(claim: Passage, evidence: Evidence) -> Outcome:
    """Links and e-mail addresses, and names of hosts that no article of the story has."""
    text = claim.text
    faults = []
    if _LINK.search(text):
        faults.append("it carries a link")
    if _MAIL.search(text):
        faults.append("it carries an e-mail address")
    told = (found[0] for found in _ADDRESS.finditer(text) if not found[0].isupper())
    strange = (address for address in told if not evidence.says(address))
    return Outcome((*faults, *(f"no article has the address {told!r}" for told in strange)))


RULE = Rule(
    id="links",
    kind="plain",
    refuses="a link, or an address that no article has",
    find=find,
    examples=(
        Example(
            "a link leads readers where no source has sent them, also where a source has it",
            "It said so on https://www.evil.example/now, or www.evil.example.",
            ("It said so: everybody knew it.",),
            (
                "It said so on https://evil.example/.",
                "It said so on www.evil.example.",
                "It said so on evil.example/now.",
                "It said so: javascript:run.",
            ),
        ),
        Example(
            "so does an address of mail",
            "Write to info@evil.example.",
            ("You may write to it.",),
            ("Write to info@evil.example.",),
        ),
        Example(
            "the name of a host may be told where an article tells it, and U.S. is none",
            "The U.S. shop evil.example closed.",
            ("The shop evil.example closed in the U.S.",),
            ("The shop devil.example closed.",),
        ),
    ),
)
