"""A story's headline: the best of its articles' own, or its lead."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime

from digest.grounding.evidence import Evidence
from digest.grounding.prove import broken
from digest.language.agreement import agree
from digest.language.lexicons import has, lexicon
from digest.language.passage import Passage
from digest.language.self_contained import QUOTATION, stands_alone
from digest.language.stems import content
from digest.language.titles import clean, from_lead, is_cut
from digest.model import Article, Point, Summary
from digest.telling.antecedents import needs
from digest.telling.latest import Latest

SHORTEST, LONGEST = 4, 16
"""Words of a headline that tells enough and not too much."""
LONGEST_STATEMENT = 25
"""Words of a point that can stand as a headline."""
AGAINST = 2
"""How many other faults a headline against the points weighs."""
OUTDATED = 0.3
"""What a title loses of its worth once a report of a later day is known."""
EQUALS = 12
"""Headlines whose worth rounds to the same part of so many are equals: the newest is taken."""
ABOUT = 2
"""Words with content that a point shares with the titles where it stands in their place."""
SMOOTHED = 3
"""Words added to a headline's own, so that the shortest does not win."""

_QUESTION = re.compile(r"[?!…]|\.\.\.")
_DATED = re.compile(r"\b\d{1,2}[./]\d{1,2}[./]\d{2,4}\b|\b\d{4}-\d{2}-\d{2}\b")
_SINGLE_QUOTED = re.compile(r"[‘'](?:[^’']|(?<=\w)[’'](?=\w))*[’']")
"""Somebody's words between single marks: `‘I didn’t look’`."""
_UNSPACED = 0x2E80
"""The first code point of the scripts of China, Japan and Korea."""

Merit = tuple[int, int, datetime, int]


def headline(evidence: Evidence, points: Sequence[Point]) -> str:
    """The title that the points carry best, cleaned; of equals the newest.

    Titles with figures that no point has, announcements of what has happened, opinions,
    questions, bait, capitals and labels are passed over while there is a better one, and markup
    and links always. Where no better one than a question, a teaser or a label is at hand, a point
    stands there that is about the same, short, and takes nothing as known.
    Without any title the lead stands whole; a story with neither gets the outlet's name.
    """
    whole = (article for article in reversed(evidence.articles) if not is_cut(article))
    titles = {clean(article.title, article): article for article in whole}
    titles = {t: article for t, article in titles.items() if t and not broken(t, evidence)}
    if not titles:
        return _from_lead(evidence, points)
    told = [Passage.read(point.text, _language(evidence)) for point in points]
    order = {article.id: place for place, article in enumerate(evidence.articles)}

    def merit(title: str) -> Merit:
        article = titles[title]
        is_against = not _is_carried(title, article, told) or _is_overtaken(article, evidence)
        is_no_title = title.endswith("…")
        is_odd = not is_plain(title, article.language)
        faults = (AGAINST * is_against, article.is_opinion, is_odd, is_no_title)
        loss = OUTDATED * evidence.once(Latest).is_old(article)
        return (
            -sum(faults),
            round((_worth(title, article, told, evidence) - loss) * EQUALS),
            article.published or datetime.min.replace(tzinfo=UTC),
            -order[article.id],
        )

    best = max(titles, key=merit)
    language = titles[best].language
    said = frozenset[str]().union(*(content(one.text, one.language) for one in told))
    is_lure = _is_bait(best, language) and not _explains(best, language)
    is_label = _is_teaser(best, language) and content(best, language).isdisjoint(said)
    is_empty = is_lure or is_label
    statement = _statement(evidence, points, is_label=is_label) if is_empty else None
    return from_lead(statement) if statement else best


def tells_something(summary: Summary, articles: Sequence[Article]) -> bool:
    """Whether anything is told below the headline, or it says something itself.

    A question, a lure or a label does not; but that of an opinion may ask, as it does.
    """
    title, language = summary.headline, articles[0].language
    is_opinion = all(article.is_opinion for article in articles)
    is_telling = not _is_teaser(title, language) or _explains(title, language)
    return summary.is_told or is_opinion or is_telling


def _statement(evidence: Evidence, points: Sequence[Point], *, is_label: bool) -> str | None:
    """The first point that tells, alone and shortly, what happened.

    It has words of the titles, but where they are labels: those are about nothing.
    """
    titles = frozenset[str]().union(*(content(a.title, a.language) for a in evidence.articles))
    language, least = _language(evidence), 0 if is_label else ABOUT
    about = (p for p in points if len(content(p.text, language) & titles) >= least)
    return next((point.text for point in about if _is_statement(point, evidence)), None)


def _is_statement(point: Point, evidence: Evidence) -> bool:
    if point.proof.kind != "copied":
        return False
    text, citation = point.text, point.citations[0]
    language = evidence.article(citation.article).language
    is_short = len(text.split()) <= LONGEST_STATEMENT and not _is_bait(text, language)
    if not (is_short and stands_alone(text, language)):
        return False
    passage = Passage.read(text, language)
    return not needs(passage, citation, evidence, is_headed=False)


def _is_carried(title: str, article: Article, told: Sequence[Passage]) -> bool:
    """Whether the points have every figure of the title; true where there are no points."""
    figures = [quantity for passage in told for quantity in passage.quantities]
    claimed = Passage.read(title, article.language, is_headline=True).quantities
    return not told or all(
        any(one.digits == found.digits or agree(one, found) for found in figures) for one in claimed
    )


def _is_overtaken(article: Article, evidence: Evidence) -> bool:
    return evidence.once(Latest).has_overtaken_title(article)


def _worth(title: str, article: Article, told: Sequence[Passage], evidence: Evidence) -> float:
    """How many of the title's words the lead, the points and the other titles have, for each."""
    own = content(title, article.language)
    points = [content(passage.text, passage.language) for passage in told]
    others = [content(o.title, o.language) for o in evidence.articles if o is not article]
    lead = frozenset[str]().union(*points[:1])
    all_points = frozenset[str]().union(*points)
    agreed = sum(len(own & other) for other in others) / max(1, len(others))
    shared = len(own & lead) + len(own & all_points) + agreed
    return shared / (len(own) + SMOOTHED)


def is_plain(title: str, language: str) -> bool:
    """Whether it tells what happened, in a length that tells enough and not too much."""
    letters = [letter for letter in title if letter.isalpha()]
    is_shouted = sum(letter.isupper() for letter in letters) > len(letters) * 0.6
    is_sized = len(title.split()) <= LONGEST and not is_shouted
    return (is_sized or _is_unspaced(title)) and not _is_teaser(title, language)


def _is_teaser(title: str, language: str) -> bool:
    """Whether it asks, lures or labels, and so tells nothing."""
    is_label = len(title.split()) < SHORTEST and not _is_unspaced(title)
    return is_label or _is_bait(title, language)


def _explains(title: str, language: str) -> bool:
    """`How Lund won the vote`: it says that she did."""
    first = title.partition(" ")[0].casefold()
    return first in lexicon(language).explainers and not _QUESTION.search(title)


def _is_bait(title: str, language: str) -> bool:
    is_marked = _QUESTION.search(title) or _DATED.search(title)
    is_said = QUOTATION.fullmatch(title) or _SINGLE_QUOTED.fullmatch(title)  # by whom, and of what?
    return bool(is_marked or is_said) or has(title, lexicon(language).bait)


def _is_unspaced(title: str) -> bool:
    """Chinese and Japanese headlines are counted in characters."""
    return " " not in title and len(title) > SHORTEST and ord(title[0]) > _UNSPACED


def _from_lead(evidence: Evidence, points: Sequence[Point]) -> str:
    """The first point that a source wrote, or else the first sentence that may be printed."""
    copied = [point.text for point in points if point.proof.kind == "copied"]
    sentences = (*copied, *map(evidence.text, evidence.citations))
    lead = next((text for text in sentences if not broken(text, evidence)), "")
    return from_lead(lead) or evidence.articles[0].source


def _language(evidence: Evidence) -> str:
    return evidence.articles[0].language
