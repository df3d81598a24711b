# ruff: noqa: E501  a table of words is easier to check in long lines
"""Points that are true: sentences of articles, and light paraphrases that keep their meaning."""

import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from itertools import pairwise
from pathlib import Path

from digest.grounding.evidence import Evidence
from digest.model import Article, Citation
from digest.reading import sentences


@dataclass(frozen=True)
class TruePoint:
    """A text that its citations carry."""

    text: str
    citations: tuple[Citation, ...]
    evidence: Evidence
    how: str
    """`verbatim`, or the kinds of change that were made, joined by `+`."""

    @property
    def key(self) -> str:
        return "|".join(
            (self.how, self.text, *(f"{c.article}:{c.sentence}" for c in self.citations))
        )


def pick(key: str, size: int) -> int:
    """A number below size that depends on the key alone: the same on every run."""
    return int(hashlib.sha256(key.encode()).hexdigest()[:12], 16) % size if size else 0


def read_stories(path: Path) -> Mapping[str, Evidence]:
    """The stories of a .jsonl with `id, title, text, date, source, label`, by label."""
    articles: defaultdict[str, list[Article]] = defaultdict(list)
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line.strip():
            row = json.loads(line)
            articles[str(row.get("label", row["id"]))].append(as_article(row))
    return {label: Evidence(found) for label, found in articles.items()}


def as_article(row: Mapping[str, str]) -> Article:
    """One row of a stories file; its language is taken for English."""
    text = row["text"]
    written = row.get("date") or ""
    return Article(
        id=row["id"],
        source=row.get("source") or row.get("title") or "",
        url=None,
        title=row.get("title") or "",
        published=datetime.combine(date.fromisoformat(written[:10]), time(12), UTC)
        if re.match(r"\d{4}-\d\d-\d\d", written)
        else None,
        language="en",
        text=text,
        sentences=sentences.split(text, "en"),
    )


def verbatim(evidence: Evidence) -> Iterator[TruePoint]:
    """The sentences that stand alone: whole, of ordinary length, no piece of a quotation."""
    for citation in evidence.citations:
        text = " ".join(evidence.text(citation).split())
        if is_whole(text) and not is_inside_quotation(citation, evidence):
            yield TruePoint(text, (citation,), evidence, "verbatim")


def is_whole(text: str) -> bool:
    marks = text.count("“") == text.count("”") and text.count('"') % 2 == 0
    return (
        40 <= len(text) <= 320
        and bool(re.match(r"[A-Z“\"0-9]", text))
        and bool(re.search(r"[.!?][”\"]?$", text))
        and not re.search(r"https?:|www\.|[|<>{}@#*_\[\]]|\.\.\.|…", text)
        and text.count("(") == text.count(")")
        and marks
    )


def is_inside_quotation(citation: Citation, evidence: Evidence) -> bool:
    """Whether the sentence is the middle or the end of what somebody says."""
    article = evidence.article(citation.article)
    span = article.sentences[citation.sentence]
    line = article.text.rfind("\n", 0, span.start) + 1
    before = article.text[line : span.start]
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1


Change = Callable[[str, TruePoint], str | None]


def paraphrases(evidence: Evidence) -> Iterator[TruePoint]:
    """Each sentence under one or two changes that keep its meaning, and neighbours joined."""
    points = list(verbatim(evidence))
    for point in points:
        text = point.text
        how: list[str] = []
        order = pick(point.key, len(CHANGES))
        for name, change in (*CHANGES[order:], *CHANGES[:order]):
            changed = change(text, point)
            if changed and changed != text and is_whole(changed):
                text, how = changed, [*how, name]
            if len(how) == 2:
                break
        if how:
            yield TruePoint(text, point.citations, evidence, "+".join(sorted(how)))
    for one, two in pairwise(points):
        if one.citations[0].article == two.citations[0].article and pick(one.key, 6) == 0:
            yield _joined(one, two)


def _joined(one: TruePoint, two: TruePoint) -> TruePoint:
    word = ("and", "while")[pick(two.key, 2)]
    text = f"{one.text[:-1] if one.text[-1] == '.' else one.text}, {word} {_small(two.text, two)}"
    return TruePoint(text, (*one.citations, *two.citations), one.evidence, "joined")


def _small(text: str, point: TruePoint) -> str:
    """The sentence inside another: its first letter small, unless a name begins it."""
    first = re.match(r"[A-Za-z']+", text)
    is_plain = first and first.group().lower() in point.evidence.lower_words
    return text[0].lower() + text[1:] if is_plain and first and first.group() != "I" else text


_LEADING = re.compile(
    r"^(?:On|In|At|During|After|Earlier|Last|Later|Meanwhile|However)\b[^,“”\"]{0,40}, (?=[A-Za-z])"
)
_APPOSITION = re.compile(r"(?<=\w), (?:a|an|the|who|which) [^,“”\"0-9]{8,60}, (?=[a-z])")
_TRAILING = re.compile(
    r" on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?: (?:morning|night|evening|afternoon))?(?=[ .,])"
)
_RISKY = re.compile(
    r"\b(?:not|no|never|n't|if|unless|may|might|could|alleged\w*|denied|only|without|neither|nor)\b|n[’']t\b"
    r"|\bago\b|\b(?:film|movie|novel)\b|\b(?:1[5-9]|20)\d\d\b"
)
"""A year or a novel left out makes another sentence of it, not a lighter one."""
_DIGITS = dict(
    enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
        ]
    )
)
_SPELLED = {word: str(value) for value, word in _DIGITS.items() if value > 1}
_SMALL = "|".join(_SPELLED)
_FIGURES: Sequence[tuple[re.Pattern[str], Callable[[str], str]]] = (
    (
        re.compile(rf"\b({_SMALL})\b(?! of\b|-| hundred| thousand| million| and a)"),
        _SPELLED.__getitem__,
    ),
    (
        re.compile(
            r"(?<=[a-z] )(?<!\bFeb )(?<!\bunder )\b([2-9]|1[0-2])\b"
            r"(?= (?!percent|per cent|a\.m|p\.m|million|billion|and|or|to)[a-z]{4})"
        ),
        lambda digits: _DIGITS[int(digits)],
    ),
    (re.compile(r"(?<=\d) (percent|per cent)\b"), lambda _: "%"),
    (re.compile(r"(?<=\d) (million|billion)\b"), {"million": "m", "billion": "bn"}.__getitem__),
)


def _large(text: str) -> str:
    return text[0].upper() + text[1:]


def _drop_adverbial(text: str, _: TruePoint) -> str | None:
    for pattern in (_LEADING, _APPOSITION, _TRAILING):
        match = pattern.search(text)
        if match and not _RISKY.search(match.group()) and not _is_quoted(text, match.start()):
            gap = "" if pattern is not _APPOSITION else " "
            return _large(text[: match.start()] + gap + text[match.end() :])
    return None


def _figures(text: str, _: TruePoint) -> str | None:
    for pattern, written in _FIGURES:
        match = pattern.search(text)
        if match and not _is_quoted(text, match.start()):
            return text[: match.start()] + written(match[1]) + text[match.end() :]
    return None


def _is_quoted(text: str, at: int) -> bool:
    before = text[:at]
    opened = before.count("“") > before.count("”") or before.count('"') % 2 == 1
    return opened or bool(re.search(r"(?:^|[ (])[‘`'][^’']*$", before))


def _name_otherwise(text: str, point: TruePoint) -> str | None:
    """The surname alone for a full name, or the full name for a surname, as the article has it."""
    article = point.evidence.article(point.citations[0].article)
    for full in re.findall(r"\b([A-Z][a-z]+ [A-Z][a-z]{3,})\b", article.text):
        first, last = full.split()
        if _is_quoted(text, text.find(last)):
            continue
        if re.search(rf"\b(?:Mr|Mrs|Ms) {first} {last}\b|\b{first} {last}\b", text) and _is_person(
            full, article.text
        ):
            return re.sub(rf"\b{first} {last}\b", f"{last}", text, count=1)
        alone = rf"(?<![A-Z][a-z] )(?<![\w.’'-] )\b{last}\b(?! [A-Z])"
        if text.startswith(last) and re.match(alone, text) and _is_person(full, article.text):
            return f"{full}{text[len(last) :]}"
    return None


def _is_person(full: str, text: str) -> bool:
    last = full.split()[1]
    return bool(
        re.search(
            rf"(?:Mr|Mrs|Ms)\.? {last}\b|\b{last} (?:said|told|added)\b|{full}, (?:\d\d|who|a)\b",
            text,
        )
    )


CHANGES: Sequence[tuple[str, Change]] = [
    ("adverbial dropped", _drop_adverbial),
    ("figure rewritten", _figures),
    ("name varied", _name_otherwise),
]
