"""Who says it, in the source's own words: `the ministry said`, `according to a study`."""

from digest.summaries.checks.alignment import aligned
from digest.summaries.checks.ground import Ground
from digest.summaries.checks.passage import CLAUSE_MARKS, Passage
from digest.summaries.checks.reports import Report, reports
from digest.summaries.evidence import Evidence


def phrase(claim: Passage, ground: Ground) -> str | None:
    """The words of the first cited sentence that has most of the claim in what it reports.

    They stand as they would behind `, ` at the end of a sentence.
    """
    for passage in ground.passages:
        places = list(aligned(claim, passage).values())
        for report in reversed(reports(passage)):  # of one inside another, the inner
            verb = passage.tokens[report.at].norm
            if verb.endswith(passage.lexicon.adding) and verb not in passage.lexicon.sources:
                continue  # "warning of"
            if places and report.holds(places):
                return _words(passage, report, ground.evidence)
    return None


def _words(passage: Passage, report: Report, evidence: Evidence) -> str | None:
    end = passage.clause_end(report.at)
    for words in (_before(passage, report.at, end), range(report.at, end)):
        if len(words) > 1 and not set(words) & set(report.reported) and _is_whole(passage, words):
            return _lowered(passage, words, evidence)
    if not report.speakers:
        return None
    name = report.speakers[0]  # "Ms Breck, who dives there, said"
    is_titled = name.first > 0 and passage.tokens[name.first - 1].norm in passage.lexicon.titles
    speaker = _lowered(passage, range(name.first - is_titled, name.last + 1), evidence)
    return speaker and f"{speaker} {passage.tokens[report.at].text}"


def _is_whole(passage: Passage, words: range) -> bool:
    """Not where a teaser breaks off: "according to the"."""
    return passage.tokens[words[-1]].norm not in passage.lexicon.stopwords - passage.lexicon.says


def _before(passage: Passage, at: int, end: int) -> range:
    """The words of the verb's own clause up to the verb, or to whom `told` is told."""
    first = at
    while first > 0 and passage.tokens[first - 1].text not in CLAUSE_MARKS:
        first -= 1
    return range(first, end if passage.tokens[at].norm in passage.lexicon.tells else at + 1)


def _lowered(passage: Passage, words: range, evidence: Evidence) -> str | None:
    """Those words as they stand inside a sentence; None when the first may be a name or not."""
    lexicon, first = passage.lexicon, passage.tokens[words[0]]
    text = passage.text[first.start : passage.tokens[words[-1]].end]
    if len(words) > 1 and passage.tokens[words[1]].is_capital:  # "President Lund"
        return text
    small = (lexicon.stopwords - lexicon.titles) | lexicon.sources | evidence.lower_words
    if first.norm in small:
        return text[0].lower() + text[1:]
    is_known = first.norm in lexicon.titles or any(
        first.norm in name.parts and not name.is_opening
        for article in evidence.articles
        for other in (*evidence.passages(article.id), evidence.headline(article.id))
        for name in other.names
    )
    return text if is_known or not first.is_capital else None
