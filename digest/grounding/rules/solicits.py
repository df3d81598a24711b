"""Solicits: an edition sends nobody's money anywhere, whoever asks for it."""

import unicodedata
from functools import lru_cache

from digest.grounding.evidence import Evidence
from digest.grounding.outcome import Outcome
from digest.grounding.rule import Example, Rule
from digest.language.lexicons import either, everywhere
from digest.language.passage import Passage


def find(claim: Passage, _: Evidence) -> Outcome:
    """The account, premium number, wallet or code in it, whatever its language."""
    found = _found(claim.text)
    return Outcome((f"it asks for money or a call: {found!r}",) if found else ())


@lru_cache(maxsize=4096)  # each form of an edition asks about the same headlines
def _found(text: str) -> str:
    pattern = either(everywhere("solicits"))
    found = pattern.search(unicodedata.normalize("NFKC", text)) if pattern else None
    return found.group() if found else ""


RULE = Rule(
    id="solicits",
    kind="plain",
    refuses="an account, a premium number or a code to pay, call or use",
    needs=frozenset({"solicits"}),
    find=find,
    examples=(
        Example(
            "an account to pay into, also where an article has it, in any digits",
            "It must go to GB29 NWBK 6016 1331 9268 19, or to account 20483716, by 3 May 2026.",
            ("It must go to the account by 3 May 2026.",),
            (
                "It must go to GB29 NWBK 6016 1331 9268 19.",
                "It must go to GB29NWBK60161331926819.",
                "It must go to account number 20483716.",
                "It must go to ＧＢ２９ ＮＷＢＫ ６０１６ １３３１ ９２６８ １９.",
            ),
        ),
        Example(
            "a number whose caller pays more than for a call",
            "Call 0900 123 456 or 1-900-555-0142 from 0900 to 1700 on 0151 123 456.",
            ("Call 0151 123 456 from 0900 to 1700.",),
            ("Call 0900 123 456.", "Call 1-900-555-0142.", "Text WIN to 80808."),
        ),
        Example(
            "a code by which somebody earns",
            "Use code SAVE50, and the code of conduct.",
            ("Use the code of conduct.",),
            ("Use code SAVE50.", "A promo code is given."),
        ),
        Example(
            "a wallet",
            "They were told to send 0.1 BTC to bc1qexampleexampleexampleexample0 and 100 euros.",
            ("They were told to send 100 euros.",),
            ("They were told to send 0.1 BTC.", "It is bc1qexampleexampleexampleexample0."),
        ),
    ),
)
