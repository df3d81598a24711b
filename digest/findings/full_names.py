"""The names of a sentence as people bear them: with their particles, initials and hyphens."""

from dataclasses import replace

from digest.language.passage import Name, Passage

_MOST_PARTICLES = 3
"""Words between two parts of a name: `van der`, `de la`."""


def full_names(passage: Passage) -> tuple[Name, ...]:
    """The names of a passage, those joined that a particle stands between.

    `Ursula von der Leyen` and `Han Ji-woon` are one name each.  Where the particle may be a
    preposition (`de`) and two names stand before it, nothing is joined.
    """
    found: list[Name] = []
    for name in passage.names:
        if found and _are_one(passage, found[-1], name):
            found[-1] = replace(
                found[-1],
                parts=(*found[-1].parts, *name.parts),
                text=_text(passage, found[-1].first, name.last),
                last=name.last,
            )
        else:
            found.append(name)
    return tuple(_with_tail(passage, name) for name in found)


def is_cut(passage: Passage, name: Name) -> bool:
    """Whether the name may go on: at a particle, a hyphen, or an initial with its full stop."""
    following = passage.tokens[name.last + 1 : name.last + 3]
    last = passage.tokens[name.last]
    if len(last.text) == 1:
        return True
    if not following:
        return False
    is_glued = following[0].start == last.end
    if following[0].text in "-–" and is_glued:
        return True
    return (
        len(following) > 1
        and following[0].norm in passage.lexicon.name_particles
        and following[1].is_capital
    )


def _are_one(passage: Passage, one: Name, other: Name) -> bool:
    between = passage.tokens[one.last + 1 : other.first]
    particles = passage.lexicon.name_particles
    if not 0 < len(between) <= _MOST_PARTICLES or any(
        word.norm not in particles and word.text != "-" for word in between
    ):
        return False
    words = [word.norm for word in between if word.text != "-"]
    is_preposition = any(word in passage.lexicon.stopwords for word in words)
    return bool(words) and not (is_preposition and len(one.parts) > 1)


def _with_tail(passage: Passage, name: Name) -> Name:
    """`Ji-woon`: what a hyphen ties to the last part belongs to it."""
    tokens, last = passage.tokens, name.last
    while (
        last + 2 < len(tokens)
        and tokens[last + 1].text in "-‑"
        and tokens[last + 1].start == tokens[last].end
        and tokens[last + 2].start == tokens[last + 1].end
        and tokens[last + 2].is_word
    ):
        last += 2
    if last == name.last:
        return name
    return replace(name, text=_text(passage, name.first, last), last=last)


def _text(passage: Passage, first: int, last: int) -> str:
    return passage.text[passage.tokens[first].start : passage.tokens[last].end]
