"""Who says it, in the source's own words: `the ministry said`, `according to a study`."""

from digest.summaries.checks.alignment import aligned
from digest.summaries.checks.attribution import MOSTLY, Report, reports
from digest.summaries.checks.ground import Ground
from digest.summaries.checks.passage import CLAUSE_MARKS, Passage


def phrase(claim: Passage, ground: Ground) -> str | None:
    """The words of the first cited sentence that has most of the claim in what it reports.

    They stand as they would behind `, ` at the end of a sentence.
    """
    for passage in ground.passages:
        places = list(aligned(claim, passage).values())
        for report in reports(passage):
            if sum(there in report.reported for there in places) >= MOSTLY * len(places) > 0:
                return _words(passage, report)
    return None


def _words(passage: Passage, report: Report) -> str | None:
    for words in (_before(passage, report.at), range(report.at, passage.clause_end(report.at))):
        if len(words) > 1 and not set(words) & set(report.reported):
            return _lowered(passage, words)
    if not report.speakers:
        return None
    name = report.speakers[0]  # "Ms Breck, who dives there, said"
    is_titled = name.first > 0 and passage.tokens[name.first - 1].norm in passage.lexicon.titles
    speaker = _lowered(passage, range(name.first - is_titled, name.last + 1))
    return f"{speaker} {passage.tokens[report.at].text}"


def _before(passage: Passage, at: int) -> range:
    """The words of the verb's own clause up to the verb."""
    first = at
    while first > 0 and passage.tokens[first - 1].text not in CLAUSE_MARKS:
        first -= 1
    return range(first, at + 1)


def _lowered(passage: Passage, words: range) -> str:
    """Those words of the sentence, as they stand inside of one."""
    lexicon, first = passage.lexicon, passage.tokens[words[0]]
    text = passage.text[first.start : passage.tokens[words[-1]].end]
    is_small = first.norm in lexicon.stopwords - lexicon.titles | lexicon.sources
    return text[0].lower() + text[1:] if is_small else text
