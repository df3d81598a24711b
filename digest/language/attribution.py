"""Reports: who says something in a sentence."""

from digest.language.passage import Name, Passage

STRONG = ("”", '"', ";", ":")
NEAR = 6
"""Words between a speaker's name and the verb, at most."""
INVERTED, ACCORDING = 3, 8
"""Words behind `said`, and behind `according to`, among which the speaker's name begins."""


def named_speakers(passage: Passage) -> tuple[Name, ...]:
    """Everybody who is named as the one who says something in it, outside quotations."""
    found: list[Name] = []
    for at, word in enumerate(passage.tokens):
        if word.norm not in passage.lexicon.says or at in passage.said:
            continue
        if word.is_capital and word.norm not in passage.lexicon.sources:
            continue
        if word.norm not in passage.lexicon.naming_verbs or _calls(passage, at):
            found += _speakers(passage, at)
    return tuple(found)


def _calls(passage: Passage, at: int) -> bool:
    """`Olsen called it a day`; not `called for`, `a place called Brennick`, `also called`."""
    following = passage.tokens[at + 1].norm if at + 1 < len(passage.tokens) else "."
    particles = passage.lexicon.verb_particles | {",", "."}
    return at > 0 and _can_speak(passage, at - 1) and following not in particles


def _speakers(passage: Passage, at: int) -> tuple[Name, ...]:
    """Names outside quotations in the verb's own stretch: before it, or after it when inverted."""
    outside = (name for name in passage.names if name.first not in passage.said)
    names = [name for name in outside if not _is_owner(passage, name)]
    if passage.tokens[at].norm in passage.lexicon.sources:
        return tuple(name for name in names if at < name.first <= at + ACCORDING)
    if at > 0 and passage.tokens[at - 1].text in ("”", '"', ",", "»"):
        after = tuple(name for name in names if at < name.first <= at + INVERTED)
        if after and all(_is_inside(passage, name) for name in after):
            # `said the Tarnline spokeswoman Ada Lund`
            after = tuple(name for name in names if at < name.first <= at + ACCORDING)
        if after and passage.tokens[at].norm in passage.lexicon.inverts:
            return after
    is_apposed = at > 0 and passage.tokens[at - 1].text == ","
    stops = STRONG if is_apposed else (*STRONG, ",")
    ends = (i for i in range(at) if passage.tokens[i].text in stops or _is_dateline(passage, i))
    low = max(ends, default=-1)
    low = low if is_apposed else max(low, at - NEAR - 1)
    found = tuple(name for name in names if low < name.first and name.last < at)
    if found and all(_is_inside(passage, name) for name in found):
        behind = tuple(name for name in names if at < name.first <= at + INVERTED)
        if behind and passage.lexicon.verb_second:  # `På mötet i Velmouth sade Ada Lund`
            return behind
        # `Ada Lund, head of the Harbour Authority said`: the second comma is missing
        return tuple(name for name in names if at - ACCORDING <= name.first and name.last < at)
    return found


def _is_inside(passage: Passage, name: Name) -> bool:
    """Whether a name stands inside a phrase, as that of a body does: `of the Harbour Authority`."""
    before = passage.tokens[name.first - 1].norm if name.first else ""
    return before in passage.lexicon.determiners | passage.lexicon.prepositions


def _is_dateline(passage: Passage, dash: int) -> bool:
    """`TARN — Divers say`: it is not Tarn that says it."""
    before = passage.tokens[:dash]
    is_dash = passage.tokens[dash].text in ("—", "–")
    return is_dash and all(word.is_capital or not word.is_word for word in before)


def _is_owner(passage: Passage, name: Name) -> bool:
    """`Mr Quay's spokesman`: it is not Mr Quay who says it."""
    owner, owned = passage.tokens[name.last], passage.tokens[name.last + 1 : name.last + 2]
    return owner.is_owner and any(word.is_word and not word.is_capital for word in owned)


def _can_speak(claim: Passage, at: int) -> bool:
    """`Olsen called`, `he describes`; not `officially called`."""
    word = claim.tokens[at]
    return (at > 0 and word.is_capital) or word.norm in claim.lexicon.anaphors
