"""Who says the words between an article's quotation marks.

A speaker is taken only from the sentence that holds the quotation, from a quotation that goes on
(in the next sentence, or in the next paragraph with an opening mark of its own), or from a pronoun
that a single known person fits.  In doubt there is none.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from digest.findings.full_names import full_names
from digest.findings.people import People, Person, people_of
from digest.findings.who_speaks import attributed, is_disowned
from digest.grounding.evidence import Evidence
from digest.language.dashes import is_within, opens_by_dash, said_behind_dashes
from digest.language.marks import facing, marked
from digest.language.passage import Name, Passage
from digest.model import Article, Citation, Quote, Span

OPENING = 3
"""Words before a name that opens a sentence: `Meanwhile, former minister Ada Lund ...`."""
CLOSE = 700
"""Characters over which a pronoun can mean the last speaker."""
SENTENCE = 7
"""Words between marks that are more than a term that is borrowed."""
MOST = 400
"""Quotations of one article that are looked at."""
_STOPS = frozenset(".!?…”\"’'")
_INNER = re.compile(
    r"“[^“”\n]*”|\"[^\"\n]*\"|«[^«»\n]*»|»[^«»\n]*«|„[^„“”\n]*[“”]|‘[^‘\n]*?’(?!\w)"
)
_CONTINUES = re.compile(r"\s*\n\s*[“„«\"‘]")
_OPENED = re.compile(r"(?:^|(?<=\s))[“„«]([^“”„«»\n]*)$", re.MULTILINE)
_CARRIES_ON = re.compile(r"[^.!?]{0,120}(?:[,\s][“„«\"‘']|\s[”»])(?=[\W]{0,3}[a-zà-ÿ])")


@dataclass(frozen=True, slots=True)
class Said:
    """Words between marks, and their speaker."""

    article: Article
    span: Span
    """Without the marks."""
    speaker: Person
    is_named: bool
    """Its own sentence names the speaker; otherwise a pronoun or a quotation going on does."""
    is_whole: bool
    """The sentence does not go on in a later pair of marks."""
    is_rest: bool
    """It goes on from what is said in the sentence before: `“...”, said Ada Lund. “...”`"""

    @property
    def text(self) -> str:
        return self.article.text[self.span.start : self.span.end]

    def has(self, quote: Quote) -> bool:
        """Whether the quotation is of these words, and not of the same ones elsewhere."""
        is_inside = self.span.start <= quote.start and quote.end <= self.span.end
        return self.article.id == quote.article and is_inside

    @property
    def citation(self) -> Citation:
        """The sentence in which they begin."""
        return Citation(self.article.id, max(0, _index(self.article, self.span.start)))


def quotations(evidence: Evidence) -> tuple[Said, ...]:
    """The story's quotations whose speaker can be established, in reading order."""
    people = people_of(evidence)
    return tuple(
        said for article in evidence.articles for said in _spoken(article, people[article.id])
    )


def _spoken(article: Article, people: People) -> Iterator[Said]:
    previous: Said | None = None
    open_from: Said | None = None
    goes_on = False
    for span in _pieces(article.text, article.language):
        speaker, is_named, is_somebody_else = _speaker(article, span, people, previous)
        is_rest = False
        if goes_on and not is_named:
            speaker = open_from.speaker if open_from else None
        elif speaker is None and previous is not None and not is_somebody_else:
            is_rest = _follows(article, previous.span, span)
            speaker = previous.speaker if is_rest else None
        goes_on = bool(_CONTINUES.match(article.text, span.end))
        open_from = None
        if speaker is not None:
            is_whole = not _CARRIES_ON.match(article.text, span.end + 1)
            previous = Said(
                article, span, speaker, is_named=is_named, is_whole=is_whole, is_rest=is_rest
            )
            open_from = previous
            yield previous
        elif is_somebody_else or goes_on or _is_sentence(article.text[span.start : span.end]):
            previous = None  # somebody has spoken whom nobody knows


def _pieces(text: str, language: str) -> list[Span]:
    """What stands between marks or behind a dash, or behind a mark open to its line's end."""
    opened = [
        Span(*match.span(1))
        for match in _OPENED.finditer(text)
        if _CONTINUES.match(text, match.end())
    ]
    dashed = said_behind_dashes(text, language)
    inside = (span for span in (*marked(text), *opened) if not is_within(span, dashed))
    return sorted((*inside, *dashed))[:MOST]


def _speaker(
    article: Article, span: Span, people: People, previous: Said | None
) -> tuple[Person | None, bool, bool]:
    """The speaker by the quotation's own sentence; whether by name; whether it is another one."""
    before, behind = (
        Passage.read(_INNER.sub(" ", facing(text)), article.language)
        for text in _around(article, span)
    )
    found = attributed(behind, before)
    if is_disowned(behind, before, _after(article, span)):
        return None, False, True
    if found is None:
        return None, False, False
    if found.name is not None:
        person = people.person(found.passage, found.name)
        return person, person is not None, person is None
    meant = _meant(article, span, people, previous) if found.pronouns else None
    if meant is None or not people.may_be_meant(meant, found.pronouns, found.passage.lexicon):
        return None, False, True
    return meant, False, False


def _around(article: Article, span: Span) -> tuple[str, str]:
    """What the sentences of a quotation hold before its opening mark and behind its closing one."""
    first, last = _index(article, span.start), _index(article, max(span.start, span.end - 1))
    if first < 0:
        return "", ""
    low = max(article.sentences[first].start, span.start - CLOSE)
    high = min(article.sentences[last].end, span.end + CLOSE)
    return article.text[low : span.start - 1], article.text[span.end + 1 : high]


def _after(article: Article, span: Span) -> Passage:
    """The words of the sentence after a quotation's, in its paragraph, before it quotes again."""
    last = _index(article, max(span.start, span.end - 1))
    if last < 0 or last + 1 >= len(article.sentences):
        return Passage.read("", article.language)
    start, end = article.sentences[last + 1]
    is_far = article.begins_paragraph(last + 1)
    text = "" if is_far else article.text[start : min(end, start + CLOSE)]
    return Passage.read(_INNER.sub(" ", facing(text)), article.language)


def _is_sentence(text: str) -> bool:
    return len(text.split()) >= SENTENCE


def _meant(article: Article, span: Span, people: People, previous: Said | None) -> Person | None:
    """The one person whom `he` or `she` can mean: the speaker before, or who was named since.

    Nobody where there are two, or where the name that opens a sentence is nobody known.
    """
    is_near = previous is not None and span.start - previous.span.end < CLOSE
    low = _back(article, previous.span.start, 0) if previous and is_near else 0
    low = max(low, _back(article, span.start, 2), span.start - 2 * CLOSE) if not is_near else low
    named: dict[str, Person] = {}
    opening: Person | None = None
    is_stranger = False
    for start, end in article.sentences:
        if not low <= start < span.start:
            continue
        text = article.text[start : min(end, span.start, start + 2 * CLOSE)]
        passage = Passage.read(text, article.language)
        is_stranger = is_stranger or _speaks_unnamed(passage)
        for name in full_names(passage):
            person = people.person(passage, name)
            if person is None and name.first <= 1 and not _is_thing(passage, name, people):
                return None
            if person is not None and people.may_be_person(person):
                is_stranger = False
                named[person.name] = person
                is_sentence = article.text[end - 1 : end] in _STOPS  # a caption has no full stop
                opening = person if name.first <= OPENING and is_sentence else opening
    if previous is not None and is_near:
        named.setdefault(previous.speaker.name, previous.speaker)
    if len(named) != 1 or is_stranger:
        return None
    only = next(iter(named.values()))
    if previous is not None and is_near and only == previous.speaker:
        return only if people.may_be_person(only) else None
    return only if only == opening and people.is_person(only) else None


def _speaks_unnamed(passage: Passage) -> bool:
    """`A retired vet, who did not want to be named, said`: `she` is the vet from there on."""
    words, first = passage.lexicon, passage.tokens[:1]
    told = words.says | words.reporting_verbs
    return any(w.norm in words.indefinite for w in first) and not told.isdisjoint(passage.norms)


def _is_thing(passage: Passage, name: Name, people: People) -> bool:
    """Whether the capital at the head of a sentence names nobody: `Hamnen`, or words of a quote."""
    is_said = name.first in passage.said or opens_by_dash(passage.text, passage.language)
    return is_said or (len(name.parts) == 1 and people.writes_small(name))


def _index(article: Article, offset: int) -> int:
    """The index of the sentence around an offset; -1 before the first."""
    return bisect_right(article.sentences, offset, key=lambda sentence: sentence.start) - 1


def _back(article: Article, offset: int, sentences: int) -> int:
    """Where the sentence so many before the one around an offset begins."""
    index = max(0, _index(article, offset) - sentences)
    return article.sentences[index].start if article.sentences else 0


def _follows(article: Article, earlier: Span, later: Span) -> bool:
    """Whether the later quotation opens the sentence after the earlier one's, in its paragraph."""
    here, end = _index(article, later.start), _index(article, earlier.end - 1)
    if here < 0 or not end <= here <= end + 1:
        return False
    opens = not article.text[article.sentences[here].start : later.start - 1].strip()
    return opens and "\n" not in article.text[earlier.end : later.start]
