"""The names of a sentence as people bear them: with their particles, initials and hyphens."""

import re
from dataclasses import replace

from digest.findings.roles import is_inner_stop, office_of
from digest.language.passage import Name, Passage

_MOST_PARTICLES = 3
"""Words between two parts of a name: `van der`, `de la`, `van ’t`."""
_TIED = frozenset("-’'")
"""Marks between the words of a name."""
_ELIDED = re.compile(r"[dl][’'][A-ZÀ-Þ]")
"""`d’Alessio` of `Lucia d’Alessio`."""


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
                text=passage.between(found[-1].first, name.last),
                last=name.last,
            )
        else:
            found.append(name)
    return tuple(_with_tail(passage, name) for name in found)


def is_cut(passage: Passage, name: Name) -> bool:
    """Whether the name may go on: at a particle, a hyphen, an initial or abbreviation."""
    tokens, at = passage.tokens, name.last + 1
    if len(tokens[name.last].text) == 1 or is_inner_stop(passage, at):
        return True
    if at < len(tokens) and tokens[at].text in "-–" and tokens[at].start == tokens[name.last].end:
        return True
    while at < len(tokens) and tokens[at].norm in passage.lexicon.name_particles:
        at += 1
    return name.last + 1 < at < len(tokens) and tokens[at].is_capital


def _are_one(passage: Passage, one: Name, other: Name) -> bool:
    between = passage.tokens[one.last + 1 : other.first]
    particles = passage.lexicon.name_particles - passage.lexicon.conjoined
    if not 0 < len(between) <= _MOST_PARTICLES or any(
        word.norm not in particles and word.text not in _TIED for word in between
    ):
        return False
    words = [word.norm for word in between if word.text not in _TIED]
    is_preposition = any(word in passage.lexicon.stopwords for word in words)
    return bool(words) and (_is_first_name(passage, one) or not is_preposition)


def _is_first_name(passage: Passage, name: Name) -> bool:
    """`Pieter-Jan` is one, too, and `Ulrich` of `Professor Ulrich`."""
    first = min(name.last, name.first + office_of(passage, name))
    return " " not in passage.between(first, name.last)


def _with_tail(passage: Passage, name: Name) -> Name:
    """`Ji-woon`, `d’Alessio`: what a hyphen or an elision ties to the last part belongs to it.

    `Do-hyun` is a part of its own, though `do` is a small word.
    """
    tokens, last = passage.tokens, name.last
    follows = tokens[last + 1 : last + 2]
    if any(_ELIDED.match(one.text) for one in follows) and _is_first_name(passage, name):
        text = passage.between(name.first, last + 1)
        return replace(name, parts=(*name.parts, tokens[last + 1].norm), text=text, last=last + 1)
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
    tied = tokens[name.last].norm
    parts = name.parts if name.parts[-1] == tied else (*name.parts, tied)
    return replace(name, parts=parts, text=passage.between(name.first, last), last=last)
