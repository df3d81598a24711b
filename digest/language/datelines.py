"""Where a report was written, as agencies put it before the first sentence: `ROME (AP) — `."""

import re

from digest.language.months import month_of, weekday_of

_BREAK = re.compile(
    r"\s?(?:[—–―]|--)\s?|(?<=\))\s?\.?-\s?|\s-\s|:\s|(?<=\))\.?\s(?=[^\W\d_a-zа-я]|[\"“„«])"
    r"|(?<=[^\W\d_]\))(?=[^\W\d_a-zа-я])"
)
"""What stands behind a dateline; without a dash or a mark only a bracket ends it, and that of an
agency whose name begins in capitals without a space, too."""
_CLOCK = re.compile(
    r"(?:\d{1,2}[:.h]\d{2}|\d{1,2}(?=\s?[ap]\.?m\b))(?:\s?[ap]\.?m\b\.?|\s?(?:Uhr|h)\b)?"
    r"(?:\s[A-Z]{2,4}\b)?\s?(?:[—–|:-]|--)\s(?=[^\W\d_a-zа-я]|[\"“„«])"
)
"""The time of a live blog's entry before its first sentence: `11:58 p.m. — `, `10.25 Uhr: `."""
_LABEL = re.compile(r"\[(?=[^\]]*[A-Z])[^\[\]]{4,40}\]\s+(?=[^\W\d_a-zа-я]|[\"“„«])")
"""Whose report it is, as those who gather many put it: `[Port Quay Courier] The mayor`; a word that
an editor put in is followed by a small one, or is `[The]`."""
_LONGEST_DATELINE = 100
_STATE = re.compile(r"[^\W\d_][\w .'-]*, (?:[A-Z][a-z]{1,4}\.|[A-Z]\.[A-Z]\.)")
"""`Port Quay, Ore.`, as agencies shorten the names of states."""
_QUOTATION_MARKS = frozenset("\"'“‘„«¿¡")
_AGENCY = re.compile(r"\(([^()]{2,30})\)")
_LETTERS = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_MOST_WORDS = 10
_MOST_OF_AGENCY = 3
_LONGEST_JOINT = 4
"""Letters of the small words in the name of a place: `Stow upon Wye`."""
_SHORTEST_WEEKDAY = 6
"""Letters: the first four of a weekday are a name, too (`Lund`)."""
_LEAST_LOUD = 3
"""Capitals that name a place: `EU – US` does not."""


def without_dateline(sentence: str) -> str:
    """The sentence without what tells where, when and for whom it was written, if anything does."""
    if clock := _CLOCK.match(sentence):
        return without_dateline(sentence[clock.end() :])
    label = _LABEL.match(sentence)
    sentence = sentence[label.end() if label else 0 :]
    found = _BREAK.search(sentence, 0, _LONGEST_DATELINE)
    if found is None or not _is_dateline(
        sentence[: found.start()], found.group(), is_reported=label is not None
    ):
        return sentence
    rest = sentence[found.end() :]
    # `(NNA) - ROME, 7 OCT - The mayor`; and `NATO — the alliance — met` has none
    is_figure = rest[:1].isdigit() and "(" in sentence[: found.start()]
    begins = rest[:1].isupper() or rest[:1] in _QUOTATION_MARKS or is_figure
    return without_dateline(rest) if begins else sentence


def _is_dateline(head: str, mark: str, *, is_reported: bool) -> bool:
    """Whether it names places and the day or, if that is not known, who reports; nothing else."""
    agency = _AGENCY.search(head)
    reporter = _LETTERS.findall(agency.group(1)) if agency else []
    head = _AGENCY.sub("", head, count=1)
    words = _LETTERS.findall(head)
    days = [word for word in words if _is_of_date(word, head)]
    names = [w for w in words if w not in days and not (w.islower() and len(w) <= _LONGEST_JOINT)]
    is_brief = len(reporter) == 1 and len(reporter[0]) <= _LONGEST_JOINT  # `dpa`
    is_named = all(word[0].isupper() for word in (*names, *(() if is_brief else reporter)))
    if len(words) > _MOST_WORDS or len(reporter) > _MOST_OF_AGENCY or not is_named:
        return False
    first = "".join(_LETTERS.findall(head.split(",")[0]))
    is_loud = first.isupper() and len(first) >= _LEAST_LOUD
    if mark.startswith(":"):  # `ROME (NNA): `, `ROME, Oct 7: `; not `ROME: `
        return is_loud and bool(reporter or days)
    if not mark:  # `Boston (CNN)After weeks`, `Hong Kong (CNN Business)A muddled view`
        return bool(reporter) and reporter[0].isupper()
    if mark.isspace() or not names:  # `(NNA) The mayor`
        return bool(agency) and (is_loud or (not words and "".join(reporter).isupper()))
    return (
        is_loud
        or is_reported
        or bool(_STATE.fullmatch(head.strip()))
        or bool(reporter)
        or (bool(days) and "," in head)
    )


def _is_of_date(word: str, head: str) -> bool:
    """Whether it is a month with its day beside it, or a day of the week."""
    is_month = bool(month_of(word)) and any(char.isdigit() for char in head)
    return is_month or (len(word) >= _SHORTEST_WEEKDAY and weekday_of(word) is not None)
