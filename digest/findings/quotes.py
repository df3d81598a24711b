"""A story's key quotations: complete, attributed, word for word."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from digest.findings.bygone import is_bygone
from digest.findings.people import Person
from digest.findings.reported_speech import Said, quotations
from digest.grounding.evidence import Evidence
from digest.grounding.prove import prove_quote
from digest.language.lexicons import has, lexicon
from digest.language.self_contained import takes_up
from digest.language.stems import content
from digest.model import Article, Quote, Rest

SHORTEST, LONGEST = 7, 60
"""Words of a quotation: fewer are scare quotes and exclamations, more are speeches."""
LEAST_SAID = 40
"""Characters of a quotation with its rest: less is said to those who heard what came before."""
MOST_COMPARED = 200
"""Quotations of a story that are compared with each other, and looked for again to be proven."""
MOST_CAPITALS = 0.6
"""Share of a quotation's words from which it is a title."""
BEST = 16
"""Words at which a quotation says something and is soon read."""
_CLOSING = " ,;:—–-"
_ENDS_DASHED = (",", " ")
"""What stands in the place of a closing mark where words are said behind a dash."""
_SAID_BEHIND = re.compile(r"\s?[,.]|\s[–—-]\s")
"""Behind the closing mark: `”, said`, `” – powiedziała`."""
_ENDS_OF_SENTENCE = ".!?…,"
_QUOTATION_MARKS = ("“", "”", "„", "«", "»", '"', "‘", "’", "'")


@dataclass(frozen=True, slots=True)
class _Candidate:
    article: Article
    text: str
    speaker: Person
    terms: frozenset[str]
    rest: Said | None
    """What the speaker goes on to say."""

    @property
    def everything(self) -> frozenset[str]:
        """The terms of both."""
        more = content(self.rest.text, self.article.language) if self.rest else frozenset()
        return self.terms | more


def find_quotes(evidence: Evidence, said: Sequence[Said] | None = None) -> tuple[Quote, ...]:
    """The story's quotations with an established speaker, best first.

    Each is at least one whole sentence of a speaker whom the article names; what the speaker goes
    on to say is its rest, and none without it: half a thought.  Worth: what the
    speaker says is what the story is about, a role is known, the story quotes the speaker often.
    A speaker's second quotation comes after the first ones of the others.  `said` are the story's
    quotations where they are known already.
    """
    spoken = quotations(evidence) if said is None else said
    pairs = zip(spoken, (*spoken[1:], None), strict=False)
    of_now = ((one, then) for one, then in pairs if not is_bygone(one.citation, evidence))
    candidates = list(_candidates(of_now))
    ranked = _without_repeats(_ranked(candidates, evidence)[:MOST_COMPARED])
    proven = []
    for candidate in _spread(ranked):
        found = prove_quote(
            candidate.text,
            candidate.speaker.name,
            evidence,
            article=candidate.article.id,
            role=candidate.speaker.role,
        )
        if isinstance(found, Quote):
            proven.append(replace(found, rest=_proven_rest(candidate, evidence)))
    return tuple(proven)


def _proven_rest(candidate: _Candidate, evidence: Evidence) -> Rest | None:
    if candidate.rest is None:
        return None
    speaker, article = candidate.speaker, candidate.article.id
    found = prove_quote(candidate.rest.text, speaker.name, evidence, article=article)
    if not isinstance(found, Quote) or not candidate.rest.has(found):
        return None
    return Rest(text=found.text, start=found.start, end=found.end)


def _candidates(quoted: Iterable[tuple[Said, Said | None]]) -> Iterator[_Candidate]:
    for said, then in quoted:
        article, text = said.article, said.text
        behind = article.text[said.span.end : said.span.end + 1]
        is_closed = behind in _ENDS_DASHED or _SAID_BEHIND.match(article.text, said.span.end + 1)
        is_polite = has(text, lexicon(article.language).pleasantries)
        is_clear = not (is_polite or takes_up(text, article.language))
        if (
            said.is_whole
            and not said.is_rest
            and is_clear
            and _is_complete(text + "," * bool(is_closed))
        ):
            rest = then if then and _goes_on(said, then) else None
            if rest is None and " " in text.strip() and len(text.strip()) < LEAST_SAID:
                continue
            terms = content(text, article.language)
            yield _Candidate(article, text.strip().rstrip(_CLOSING), said.speaker, terms, rest)


def _goes_on(said: Said, then: Said) -> bool:
    """Whether it is whole sentences, and both together are no speech."""
    text = then.text.strip()
    length = len(said.text.split()) + len(text.split())
    is_whole = then.is_whole and not text[:1].islower() and text[-1:] in _ENDS_OF_SENTENCE
    return then.is_rest and is_whole and length <= LONGEST


def _is_complete(text: str) -> bool:
    """Whole sentences: a capital first, a closing mark last, neither a scrap nor a speech."""
    bare = text.strip()
    first = next((letter for letter in bare if letter.isalpha()), "")
    is_spaced = " " in bare
    length = len(bare.split()) if is_spaced else len(bare) // 2
    capitals = sum(word[:1].isupper() for word in bare.split())
    if is_spaced and capitals > MOST_CAPITALS * length:  # the title of a book
        return False
    return (
        bool(first)
        and not first.islower()
        and SHORTEST <= length <= LONGEST
        and bare[-1] in _ENDS_OF_SENTENCE
        and not bare.startswith(("…", "...", *_QUOTATION_MARKS))
    )


def _ranked(candidates: Sequence[_Candidate], evidence: Evidence) -> list[_Candidate]:
    shared = evidence.spread
    voices = Counter(candidate.speaker.name for candidate in candidates)

    def worth(candidate: _Candidate) -> float:
        central = sum(shared[term] for term in candidate.terms) / (len(candidate.terms) + 4)
        length = len(candidate.text.split())
        shape = math.exp(-abs(math.log(max(1, length) / BEST)) / 1.5)
        known = 1.5 if candidate.speaker.role else 1.0
        return central * shape * known * (1 + 0.3 * math.log(voices[candidate.speaker.name]))

    return sorted(candidates, key=lambda candidate: -worth(candidate))


def _without_repeats(ranked: Sequence[_Candidate]) -> list[_Candidate]:
    """Each quotation once, as its best place has it."""
    kept: list[_Candidate] = []
    for candidate in ranked:
        if not any(_is_same(candidate.everything, other.everything) for other in kept):
            kept.append(candidate)
    return kept


def _is_same(one: frozenset[str], other: frozenset[str]) -> bool:
    return len(one & other) >= 0.7 * max(1, min(len(one), len(other)))


def _spread(ranked: Sequence[_Candidate]) -> list[_Candidate]:
    """The first quotation of each speaker before anybody's second."""
    turns = Counter[str]()
    order = []
    for place, candidate in enumerate(ranked):
        order.append((turns[candidate.speaker.name], place, candidate))
        turns[candidate.speaker.name] += 1
    return [candidate for _, _, candidate in sorted(order, key=lambda entry: entry[:2])]
