"""A difference that a model proposes, held to what its sentences say.

The model only points: what is printed of it are the sources' own sentences and figures, under a
name made of the articles' words. So the same check proves it again in a finished edition.
"""

import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import pairwise

from digest.findings.differences import UPDATED, Side, difference_of
from digest.findings.rounding import reconcile
from digest.grounding.evidence import Evidence
from digest.language.passage import Passage
from digest.language.stems import content
from digest.language.typography import fold_typography
from digest.model import Citation, Difference

_AT_ONCE = timedelta(days=3)
"""Between the first and the last side of a disagreement: what is told later is a later state."""
_NAMING_WORDS = 8
"""Of the name of a matter, and of a value: more is a sentence."""
_NO_NAME = re.compile(r"[\d@/<>{}\[\]\\|]|\w\.\w")
"""What a matter's name has no need of: numbers to call, addresses, codes."""


def accepted(
    about: str, sides: Sequence[Side], evidence: Evidence, *, is_update: bool = False
) -> Difference | None:
    """The difference as it may be printed; None where one of these does not hold.

    Its matter is named in words of the articles, each value stands word for word in its sentences,
    each side has an outlet of its own, no two values can both be right, and none was told days
    after another. An update needs reports of different times, and is put in their order; an outlet
    may bring itself up to date.
    """
    about = " ".join(about.split()).strip(" .:;,")
    is_name = _is_short(about) and not _NO_NAME.search(about) and about.isprintable()
    if not is_name or not content(about, _language(evidence)) <= evidence.spread.keys():
        return None
    standing = [side for side in (_standing(side, evidence) for side in sides) if side.citations]
    found = _apart(standing, evidence)
    told = sorted((time, at) for at, side in enumerate(found) if (time := _told(side, evidence)))
    if is_update:
        if len(told) < len(found) or any(b - a < UPDATED for (a, _), (b, _) in pairwise(told)):
            return None
        found = [found[at] for _, at in told]
    elif _is_of_days(told) or not all(_has_own_outlet(side, found, evidence) for side in found):
        return None
    if len(found) <= 1:
        return None
    return difference_of(about, found, evidence, is_update=is_update)


def _is_of_days(told: Sequence[tuple[datetime, int]]) -> bool:
    """Whether the sides, by the time of their first reports, were told too far apart."""
    return bool(told) and told[-1][0] - told[0][0] > _AT_ONCE


def _is_short(text: str) -> bool:
    return 0 < len(text.split()) <= _NAMING_WORDS


def _language(evidence: Evidence) -> str:
    return evidence.articles[0].language


def _standing(side: Side, evidence: Evidence) -> Side:
    """The side with those of its sentences that have its value, as the first of them writes it."""
    places = ((c, _place(side.value, c, evidence)) for c in side.citations)
    first, place = next(((c, found) for c, found in places if found), (None, None))
    if first is None or place is None or not _is_short(side.value):
        return Side(())
    value = evidence.text(first)[slice(*place)]
    also = [c for c in side.citations if c != first and _has(value, c, evidence)]
    return Side([first, *also], value)


def _has(value: str, citation: Citation, evidence: Evidence) -> bool:
    """Whether a sentence has this value, a figure in whatever form: `£640mn`."""
    figures = Passage.read(value, _language(evidence)).quantities
    same = {(figure.value, figure.kind) for figure in evidence.passage(citation).quantities}
    is_figure = len(figures) == 1 and (figures[0].value, figures[0].kind) in same
    return is_figure or _place(value, citation, evidence) is not None


def _place(value: str, citation: Citation, evidence: Evidence) -> tuple[int, int] | None:
    """Where a sentence has these very words, whatever their typography and case.

    A figure is taken whole: `£640 million` where the model names `£640`.
    """
    text = fold_typography(evidence.text(citation))
    wanted = re.escape(fold_typography(value).text.strip())
    found = re.search(rf"(?<!\w){wanted}(?!\w)", text.text, re.IGNORECASE) if wanted else None
    if found is None:
        return None
    span = text.unfold(*found.span())
    passage = evidence.passage(citation)
    start, end = span
    for figure in passage.quantities:
        first, last = passage.tokens[figure.first].start, passage.tokens[figure.last].end
        if first < end and start < last:
            start, end = min(start, first), max(end, last)
    return start, end


def _apart(sides: Sequence[Side], evidence: Evidence) -> list[Side]:
    """The sides without those whose value may be that of one before it."""
    kept: list[Side] = []
    for side in sides:
        if not any(_may_agree(side.value, other.value, evidence) for other in kept):
            kept.append(side)
    return kept


def _may_agree(one: str, other: str, evidence: Evidence) -> bool:
    """Whether two values are the same words, or figures that can both be right."""
    here, there = (Passage.read(value, _language(evidence)) for value in (one, other))
    if len(here.quantities) == len(there.quantities) == 1:
        return reconcile(here.quantities[0], there.quantities[0])
    return fold_typography(one).text.casefold() == fold_typography(other).text.casefold()


def _told(side: Side, evidence: Evidence) -> datetime | None:
    """When the first report that has it was published; None where that is unknown of any."""
    times = [evidence.article(citation.article).published for citation in side.citations]
    return None if None in times else min(time for time in times if time)


def _has_own_outlet(side: Side, sides: Sequence[Side], evidence: Evidence) -> bool:
    """Whether somebody says only this: one outlet that says two things contradicts nobody."""
    others = [_outlets(other, evidence) for other in sides if other is not side]
    return not _outlets(side, evidence) <= frozenset[str]().union(*others)


def _outlets(side: Side, evidence: Evidence) -> frozenset[str]:
    return frozenset(evidence.article(citation.article).source for citation in side.citations)
