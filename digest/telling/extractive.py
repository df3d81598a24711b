"""A story told in its sources' own sentences, without a model."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from digest.findings import is_report, with_findings
from digest.grounding.evidence import Evidence
from digest.grounding.prove import prove
from digest.language.datelines import without_dateline
from digest.language.lexicons import lexicon
from digest.language.passage import Passage
from digest.language.self_contained import is_statement, stands_alone, takes_back
from digest.language.stems import function_terms, terms
from digest.model import Article, Citation, Point, Story, Summary, Told
from digest.telling.antecedents import needs
from digest.telling.centrality import Candidate, choose, ranked
from digest.telling.headline import headline, tells_something
from digest.telling.latest import Latest
from digest.telling.timeless import Timeless

LONGEST, SHORTEST = 60, 5
"""Words of a sentence worth printing; longer ones are lists, shorter ones labels."""
DEEPEST = 14
"""Sentences of an article that are tried; news says first what matters."""
ROUNDS = 5
"""How often the choice is made again without the sentences that could not be proven."""

_LEAST_STATION = 3
"""Capitals that name a station: `CHNB` of `CHNB News`."""
_OPENS_SAID = re.compile(r"\s*[“„«»\"]")
_ENDS_SAID = re.compile(r"[”\"»“]\W*$")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the story as it would be printed."""

    citation: Citation
    text: str
    """Without its dateline."""
    candidate: Candidate


def extract(evidence: Evidence, *, words: int = 90) -> Summary:
    """The central sentences of all the story's articles, best first, in at most `words` words.

    Every point is one source sentence, word for word but for its dateline, and was proven.
    The first point may pass the budget, so that no story goes untold; a story of which no
    sentence can be proven has no points. What stands over the story as its headline is told below
    it only where nothing else can be.
    """
    timeless = evidence.once(Timeless)
    sentences = [
        sentence for sentence in fit_sentences(evidence) if timeless.may_be_told(sentence.citation)
    ]
    points = _points(sentences, evidence, words)
    title = headline(evidence, points)
    over_it = terms(title, evidence.articles[0].language)
    others = [sentence for sentence in sentences if sentence.candidate.terms != over_it]
    if others and len(others) < len(sentences):
        points = _points(others, evidence, words) or points
    titles = headlines(evidence)
    if any(titles) and over_it not in titles:  # it stands there instead of one that says nothing
        points = tuple(p for p in points if terms(p.text, evidence.articles[0].language) != over_it)
    return Summary(method="extractive", headline=title, points=points)


def told_without_model(story: Story, articles: Mapping[str, Article]) -> Told:
    """Whether anything of it is told, or the headline alone, or that tells nothing either."""
    evidence = Evidence([articles[article_id] for article_id in story.articles])
    summary = extract(evidence)
    if summary.is_told or with_findings(summary, evidence).is_told:
        return "told"
    return "headline" if tells_something(summary, evidence.articles) else "nothing"


def _points(sentences: list[Sentence], evidence: Evidence, budget: int) -> tuple[Point, ...]:
    titles, functional = headlines(evidence), functional_terms(evidence)
    for _ in range(ROUNDS):
        candidates = [sentence.candidate for sentence in sentences]
        chosen = choose(candidates, titles, functional, budget=budget)
        told = [sentences[index] for index in chosen]
        verdicts = [prove(sentence.text, (sentence.citation,), evidence) for sentence in told]
        points = tuple(verdict.point for verdict in verdicts if verdict.point is not None)
        if len(points) == len(told):
            return points
        failed = {s.citation for s, v in zip(told, verdicts, strict=True) if v.point is None}
        sentences = [sentence for sentence in sentences if sentence.citation not in failed]
    return points


def headlines(evidence: Evidence) -> list[tuple[str, ...]]:
    return [terms(article.title, article.language) for article in evidence.articles]


def functional_terms(evidence: Evidence) -> frozenset[str]:
    """The terms without content in any language of the story."""
    return frozenset().union(*(function_terms(article.language) for article in evidence.articles))


def by_centrality(sentences: Sequence[Sentence], evidence: Evidence) -> list[Sentence]:
    """The sentences, first the one that alone says most of what the outlets say."""
    candidates = [sentence.candidate for sentence in sentences]
    order = ranked(candidates, headlines(evidence), functional_terms(evidence))
    return [sentences[index] for index in order]


def fit_sentences(evidence: Evidence) -> tuple[Sentence, ...]:
    """The sentences that can be told; where none stands alone, first ones: titles stand over them.

    Of a round-up none: they would be the points of one event, and are of several. Of an opinion
    none: they would stand there as facts.
    What newer articles have overtaken comes last, and what names a day that has passed before it.
    """
    return evidence.once(_fit_sentences)


def _fit_sentences(evidence: Evidence) -> tuple[Sentence, ...]:
    reports = {article.id for article in evidence.articles if is_report(article)}
    everything = [
        sentence_at(citation, evidence)
        for citation in evidence.citations
        if citation.sentence < DEEPEST and citation.article in reports
    ]
    latest = evidence.once(Latest)
    valid = [s for s in everything if not latest.has_overtaken(s.citation)] or everything
    valid = [s for s in valid if not latest.is_stale(s.citation)] or valid
    return tuple(s for s in valid if _can_be_told(s, evidence)) or tuple(
        s
        for s in valid
        if not s.candidate.position and is_statement(s.text, _language(s, evidence))
    )


def sentence_at(citation: Citation, evidence: Evidence) -> Sentence:
    """Raises LookupError when the story has no such sentence."""
    article = evidence.article(citation.article)
    whole = evidence.text(citation)
    text = without_dateline(whole.strip())
    is_whole = text == whole
    passage = evidence.passage(citation) if is_whole else Passage.read(text, article.language)
    return Sentence(
        citation,
        text,
        Candidate(
            outlet=article.source,
            article=article.id,
            position=citation.sentence,
            terms=terms(text, article.language),
            needs=needs(passage, citation, evidence),
            is_quotation=2 * len(passage.said) >= len(passage.tokens),
            is_old=evidence.once(Latest).is_old(article),
        ),
    )


def _can_be_told(sentence: Sentence, evidence: Evidence) -> bool:
    length = len(sentence.candidate.terms)
    return (
        SHORTEST <= length <= LONGEST
        and stands_alone(sentence.text, _language(sentence, evidence))
        and not (sentence.candidate.position and _is_unread(_language(sentence, evidence)))
        and not _is_half_said(sentence, evidence)
        and not _is_taken_back(sentence, evidence)
        and not _is_of_its_outlet(sentence, evidence)
    )


def _is_unread(language: str) -> bool:
    """Whether nothing is known of its words, so that any sentence may go on from another."""
    return not lexicon(language).points_back


def _language(sentence: Sentence, evidence: Evidence) -> str:
    return evidence.article(sentence.citation.article).language


def _is_taken_back(sentence: Sentence, evidence: Evidence) -> bool:
    article_id, at = sentence.citation
    article = evidence.article(article_id)
    return at + 1 < len(article.sentences) and takes_back(
        article.sentence(at + 1), article.language
    )


def _is_of_its_outlet(sentence: Sentence, evidence: Evidence) -> bool:
    """`The Courier sat down with the mayor`, `KTMR 6 will stream`: how the article came to be."""
    article = evidence.article(sentence.citation.article)
    interviews = lexicon(article.language).interviews
    words = article.source.split()
    stations = (word for word in words[:1] if word.isupper() and len(word) >= _LEAST_STATION)
    initials = "".join(word[0] for word in words)
    names = "|".join(map(re.escape, (article.source, initials, *stations)))
    outlet = rf"(?<!\w)(?:{names})(?: \w+){{0,2}}? (?:{'|'.join(interviews)})"
    return bool(interviews) and re.search(outlet, sentence.text) is not None


def _is_half_said(sentence: Sentence, evidence: Evidence) -> bool:
    """Whether somebody's words begin or end in another sentence: its marks stand there.

    So they do where most of it is said and the next sentence opens with what is said, too.
    """
    passage = evidence.passage(sentence.citation)
    article_id, at = sentence.citation
    article = evidence.article(article_id)
    is_last = at + 1 >= len(article.sentences) or article.begins_paragraph(at + 1)
    if (
        sentence.candidate.is_quotation
        and not is_last
        and _OPENS_SAID.match(article.sentence(at + 1))
    ):
        return True
    return any(
        said.start == 0 or (said.end == len(passage.text) and not _ENDS_SAID.search(passage.text))
        for said in passage.quoted
    )
