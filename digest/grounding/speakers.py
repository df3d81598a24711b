"""Speakers: a quotation is given to the one who says it in the source, and to nobody else."""

from collections.abc import Sequence

from digest.language.attribution import named_speakers
from digest.language.passage import Name, Passage
from digest.model import Span

BACK = 8
"""Sentences before a quotation in which its speaker may be named."""


def misattributed(quote: Span, speaker: str, passages: Sequence[Passage], at: int) -> str | None:
    """Why a quotation is not the speaker's, or None.

    `passages` are the sentences of its article, `at` the first that the quotation stands in. A
    speaker who is no name (`a spokesman`) is not judged.
    """
    said = Passage.read(speaker, passages[at].language)
    parts = {part for name in said.names for part in name.parts}
    if not parts:
        return None
    holding = [passages[at]]
    if at + 1 < len(passages) and quote.end > quote.start + len(passages[at].text):
        holding.append(passages[at + 1])
    named = [name for passage in holding for name in named_speakers(passage)]
    if named:
        if any(parts & set(name.parts) or _initials(name) in parts for name in named):
            return None
        known = {part for passage in passages for name in passage.names for part in name.parts}
        if not parts & known or not _is_one(parts, named, passages):
            return f"the source gives it to {named[0].text}, not to {speaker}"
        return None
    near = passages[max(0, at - BACK) : at + 3]
    if any(parts & passage.norms for passage in near):
        return None
    return f"the article does not name {speaker} near these words"


def _is_one(parts: set[str], named: Sequence[Name], passages: Sequence[Passage]) -> bool:
    """Whether the article has a part of both names in one run of capitals."""
    others = {part for name in named for part in name.parts}
    return any(
        parts & set(name.parts) and others & set(name.parts)
        for passage in passages
        for name in passage.names
    )


def _initials(name: Name) -> str:
    return "".join(part[0] for part in name.parts)
