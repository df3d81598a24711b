"""Voice: an edition speaks for nobody, so nobody's "I" or "we" stands in it without marks."""

from digest.language.passage import Passage


def voice(claim: Passage) -> str | None:
    """Why the "I" or "we" of somebody, outside quotation marks, is not the digest's; or None."""
    for at, word in enumerate(claim.tokens):
        is_speaking = word.norm in claim.lexicon.first_person and at not in claim.said
        if is_speaking and not _is_name(claim, at):
            return f"somebody speaks in it ({word.text!r}) outside quotation marks"
    return None


def _is_name(claim: Passage, at: int) -> bool:
    """The `I` of `Carl I`, `(I-Vt.)`, `C.I.A.` and `i.e.`; the `Us` of a country or a title."""
    word = claim.tokens[at]
    if len(word.text) > 1:
        return word.text == "US" or (at > 0 and word.text == "Us")
    before, after = claim.tokens[max(0, at - 1) : at], claim.tokens[at + 1 : at + 2]
    is_glued = any(mark.start == word.end and mark.text in (".", "-", "–") for mark in after)
    return is_glued or (at > 1 and any(other.is_capital for other in before))
