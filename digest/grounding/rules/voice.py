"""Voice: an edition speaks for nobody, so nobody's "I" or "we" stands in it without marks."""

from digest.grounding.evidence import Evidence
from digest.grounding.outcome import Outcome
from digest.grounding.rule import Example, Rule
from digest.language.lexicons import either
from digest.language.passage import Passage


def find(claim: Passage, evidence: Evidence) -> Outcome:
    """The first "I" or "we" of somebody outside quotation marks."""
    for at, word in enumerate(claim.tokens):
        is_speaking = word.norm in claim.lexicon.first_person and at not in claim.said
        if is_speaking and not (_is_name(claim, at) or _is_of_outlet(claim, at, evidence)):
            return Outcome((f"somebody speaks in it ({word.text!r}) outside quotation marks",))
    return Outcome()


def _is_name(claim: Passage, at: int) -> bool:
    """The `I` of `Carl I`, `(I-Vt.)`, `C.I.A.` and `i.e.`; the `Us` of a country or a title.

    Not that of `On Sunday I saw`, `In Tarn I saw`.
    """
    word = claim.tokens[at]
    if len(word.text) > 1:
        return word.text == "US" or (at > 0 and word.text == "Us")
    before, after = claim.tokens[max(0, at - 1) : at], claim.tokens[at + 1 : at + 2]
    is_glued = any(mark.start == word.end and mark.text in (".", "-", "–") for mark in after)
    is_behind_name = at > 1 and any(other.is_capital for other in before)
    return is_glued or (is_behind_name and not _is_subject(claim, at))


def _is_of_outlet(claim: Passage, at: int, evidence: Evidence) -> bool:
    """The `My` of `My Harbour News says`."""
    word = claim.tokens[at]
    return word.text[:1].isupper() and any(
        claim.text.startswith(article.source, word.start)
        and article.source.startswith(f"{word.text} ")
        for article in evidence.articles
    )


def _is_subject(claim: Passage, at: int) -> bool:
    """Whether the day or the phrase before `I` is no name of its own."""
    known, tokens = claim.lexicon, claim.tokens
    if tokens[at - 1].norm in known.weekdays or tokens[at - 1].norm in known.months:
        return True
    past = either(known.past_tense)
    is_verb = past is not None and any(past.fullmatch(one.norm) for one in tokens[at + 1 : at + 2])
    return is_verb and tokens[0].norm in known.prepositions


RULE = Rule(
    id="voice",
    kind="form",
    refuses="in the voice of somebody in its sources",
    needs=frozenset({"first_person"}),
    find=find,
    examples=(
        Example(
            "a writer's `we` is not the edition's, but a speaker may say it between marks",
            "We saw “our very own town” burn.",
            ("It was “our very own town” that burned.",),
            (
                "We saw it burn.",
                "The fire took our town.",
                "Then I saw it burn.",
                "On Sunday I rode to it.",
                "In Tarn I watched it.",
            ),
        ),
        Example(
            "a letter of a name speaks for nobody, nor does a country in capitals",
            "King Carl I saw the C.I.A. of the US film Tell Us Why.",
            (
                "The film of the C.I.A. shows Carl I as king.",
                "The US saw Tell Us Why.",
                "The king was Carl I.",
            ),
            ("Us it saw.",),
        ),
        Example(
            "an outlet may be called mine",
            "The plant opens in May.",
            ("The plant opens in May, My Harbour News says.",),
            (
                "The plant opens in May, my Harbour News says.",
                "The plant opens in May, My Harbour friend says.",
            ),
            outlet="My Harbour News",
        ),
    ),
)
