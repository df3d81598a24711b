"""Who says the words between an article's quotation marks.

A speaker is taken only from the sentence that holds the quotation, from a quotation that goes on
(in the next sentence, or in the next paragraph with an opening mark of its own), or from a pronoun
that a single known person fits.  In doubt there is none.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from digest.findings.people import People, Person, is_owner, people_of
from digest.grounding.evidence import Evidence
from digest.language.marks import marked
from digest.language.passage import Name, Passage
from digest.model import Article, Span

BEFORE, BEHIND = 14, 8
"""Words before and behind the verb among which its subject is looked for."""
OPENING = 3
"""Words before a name that opens a sentence: `Meanwhile, former minister Ada Lund ...`."""
CLOSE = 700
"""Characters over which a pronoun can mean the last speaker."""
MOST = 400
"""Quotations of one article that are looked at."""
_STOPS = ".!?…”\"’'"
_INNER = re.compile(r"“[^“”\n]*”|\"[^\"\n]*\"|«[^«»\n]*»|„[^„“”\n]*[“”]|‘[^‘\n]*?’(?!\w)")
_CONTINUES = re.compile(r"\s*\n\s*[“„«\"‘]")
_OPENED = re.compile(r"(?:^|(?<=\s))[“„«]([^“”„«»\n]*)$", re.MULTILINE)
_CARRIES_ON = re.compile(r"[^.!?]{0,120},?\s*[“„«\"‘'](?=[\W]*[a-zà-ÿ])")


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

    @property
    def text(self) -> str:
        return self.article.text[self.span.start : self.span.end]


def quotations(evidence: Evidence) -> tuple[Said, ...]:
    """The story's quotations whose speaker can be established, in reading order."""
    people = people_of(evidence)
    return tuple(
        said for article in evidence.articles for said in _spoken(article, people[article.id])
    )


def _spoken(article: Article, people: People) -> Iterator[Said]:
    previous: Said | None = None
    goes_on = False
    for span in _pieces(article.text):
        speaker, is_named = _named(article, span, people, previous)
        if (
            speaker is None
            and previous is not None
            and (goes_on or _follows(article, previous.span, span))
        ):
            speaker = previous.speaker
        goes_on = bool(_CONTINUES.match(article.text, span.end))
        if speaker is not None:
            is_whole = not _CARRIES_ON.match(article.text, span.end + 1)
            previous = Said(article, span, speaker, is_named=is_named, is_whole=is_whole)
            yield previous
        elif previous is not None and span.start - previous.span.end > CLOSE:
            previous = None


def _pieces(text: str) -> list[Span]:
    """The texts between marks, and those that an opening mark leaves open to their line's end."""
    opened = [
        Span(*match.span(1))
        for match in _OPENED.finditer(text)
        if _CONTINUES.match(text, match.end())
    ]
    return sorted((*marked(text), *opened))[:MOST]


def _named(
    article: Article, span: Span, people: People, previous: Said | None
) -> tuple[Person | None, bool]:
    """The speaker in the quotation's own sentence, behind it or before it; whether by name."""
    before, behind = _around(article, span)
    for text, find in ((behind, _verb_behind), (before, _verb_before)):
        passage = Passage.read(_INNER.sub(" ", text), article.language)
        verb = find(passage)
        if verb is None:
            continue
        name = _subject(passage, verb)
        if name is not None:
            return people.person(passage, name), True
        if _is_pronoun(passage, verb):
            return _meant(article, span, people, previous), False
        break
    return None, False


def _around(article: Article, span: Span) -> tuple[str, str]:
    """What the sentences of a quotation hold before its opening mark and behind its closing one."""
    first, last = _index(article, span.start), _index(article, max(span.start, span.end - 1))
    if first < 0:
        return "", ""
    low = max(article.sentences[first].start, span.start - CLOSE)
    high = min(article.sentences[last].end, span.end + CLOSE)
    return article.text[low : span.start - 1], article.text[span.end + 1 : high]


def _verb_behind(passage: Passage) -> int | None:
    """The first verb of saying, before the sentence takes another turn."""
    for at, word in enumerate(passage.tokens[:BEFORE]):
        if word.norm in passage.lexicon.reporting_verbs:
            return at
        if word.text in ';:.“"':
            return None
    return None


def _verb_before(passage: Passage) -> int | None:
    """The last verb of saying, close before the opening mark; of `said, adding:` the first."""
    near = len(passage.tokens) - BEHIND
    verbs = _places(passage, passage.lexicon.reporting_verbs)
    participles = _places(passage, passage.lexicon.participles)
    if participles and participles[-1] >= max(near, verbs[-1] if verbs else 0):
        is_same_speaker = passage.tokens[participles[-1] - 1].text == ","
        return verbs[-1] if verbs and is_same_speaker else None
    return verbs[-1] if verbs and verbs[-1] >= near else None


def _places(passage: Passage, words: frozenset[str]) -> list[int]:
    return [at for at, word in enumerate(passage.tokens) if word.norm in words]


def _subject(passage: Passage, verb: int) -> Name | None:
    """The name that does the saying: before the verb, or right behind it when inverted."""
    before = [n for n in passage.names if verb - BEFORE <= n.first and n.last < verb]
    for name in reversed(before):
        if _can_be_subject(passage, name) and _leads_to(passage, name, verb):
            return name
    between = passage.tokens[max(0, verb - 2) : verb]
    if before or any(
        word.is_word and word.norm not in passage.lexicon.auxiliaries for word in between
    ):
        return None
    behind = (n for n in passage.names if verb < n.first <= verb + BEHIND)
    inverted = next(behind, None)
    return inverted if inverted and _is_inverted(passage, verb, inverted) else None


def _is_inverted(passage: Passage, verb: int, name: Name) -> bool:
    """`said Lund on Monday`; not `said on behalf of Lund`, not `said a Tarnline official`."""
    words = passage.lexicon
    between = passage.tokens[verb + 1 : name.first]
    if not _can_be_subject(passage, name) or any(
        word.norm in words.prepositions or word.text in ".;:" for word in between
    ):
        return False
    following = passage.tokens[name.last + 1 : name.last + 2]
    ends = words.prepositions | words.auxiliaries | words.time_adverbs
    return not following or not following[0].is_word or following[0].norm in ends


def _can_be_subject(passage: Passage, name: Name) -> bool:
    before = passage.tokens[name.first - 1].norm if name.first else ""
    words = passage.lexicon
    joined = words.prepositions | words.conjoined | {"&"}
    return before not in joined and not is_owner(passage, name)


def _leads_to(passage: Passage, name: Name, verb: int) -> bool:
    """`Lund said`, `Lund later said`, `Lund, the mayor, said`; not `Lund supporters said`."""
    following = passage.tokens[name.last + 1]
    return (
        name.last + 1 == verb
        or following.text in (",", "(", "–", "—")
        or following.norm in passage.lexicon.auxiliaries
        or following.norm.endswith(passage.lexicon.adverb_endings)
    )


def _is_pronoun(passage: Passage, verb: int) -> bool:
    near = passage.tokens[max(0, verb - 3) : verb + 2]
    return any(word.norm in passage.lexicon.personal_pronouns for word in near)


def _meant(article: Article, span: Span, people: People, previous: Said | None) -> Person | None:
    """The one person whom `he` or `she` can mean: the speaker before, or who was named since.

    Nobody where there are two, or where the name that opens a sentence is nobody known.
    """
    is_near = previous is not None and span.start - previous.span.end < CLOSE
    low = _back(article, previous.span.start, 0) if previous and is_near else 0
    low = max(low, _back(article, span.start, 2), span.start - 2 * CLOSE) if not is_near else low
    named: dict[str, Person] = {}
    opening: Person | None = None
    for start, end in article.sentences:
        if not low <= start < span.start:
            continue
        text = article.text[start : min(end, span.start, start + 2 * CLOSE)]
        passage = Passage.read(text, article.language)
        for name in passage.names:
            person = people.person(passage, name)
            if person is None and name.first <= 1:
                return None
            if person is not None and people.may_be_person(person):
                named[person.name] = person
                is_sentence = article.text[end - 1] in _STOPS  # a caption has no full stop
                opening = person if name.first <= OPENING and is_sentence else opening
    if previous is not None and is_near:
        named.setdefault(previous.speaker.name, previous.speaker)
    if len(named) != 1:
        return None
    only = next(iter(named.values()))
    if previous is not None and is_near and only == previous.speaker:
        return only if people.may_be_person(only) else None
    return only if only == opening and people.is_person(only) else None


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
