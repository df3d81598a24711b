"""The exam: before a model may judge, it has to tell invented truths from invented falsehoods.

The papers are data, one a language, in `papers/`: articles that stand nowhere else, and sentences
drafted from them, half of them true paraphrases, half false in one subtle way each.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache, lru_cache
from math import floor
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from digest.errors import LlmError
from digest.grounding.evidence import Evidence
from digest.grounding.judge import Claim, Doubts, Judge, Sheet, sheets
from digest.llm.client import LlmClient
from digest.llm.prompts import Prompts
from digest.llm.request import Answer, Unanswered
from digest.model import THRESHOLD, Article, Citation, Span

FOLDER = Path(__file__).with_name("papers")
LANGUAGES = ("en", "de", "fr", "es")
"""Those with a paper of their own. In others a model may judge that passed all of these."""


class _Entry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class _Report(_Entry):
    id: str
    source: str
    title: str
    published: datetime
    sentences: tuple[str, ...]


class _Question(_Entry):
    cites: tuple[tuple[str, int], ...]
    text: str
    fault: str | None
    """The kind of falsehood; None for a true paraphrase."""


class _File(_Entry):
    articles: tuple[_Report, ...]
    items: tuple[_Question, ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """The questions of one language, those of one story together, and their right answers."""

    claims: tuple[Claim, ...]
    faults: tuple[str | None, ...]
    """What is wrong with each claim; None for a true one. Never sent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standard:
    """What a judge has to reach in each language."""

    caught: float = 0.85
    """Least share of the false sentences that it doubts."""
    alarms: float = 0.10
    """Largest share of the true ones that it doubts."""
    threshold: int = THRESHOLD


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """How a model did in one language. An exam ends as soon as its outcome is certain."""

    language: str
    false: int
    """Questions of the whole paper."""
    true: int
    standard: Standard
    caught: int = 0
    missed: int = 0
    alarms: int = 0
    cleared: int = 0
    why: str | None = None
    """Why the exam could not be sat to its end, for no fault of the model's."""

    @property
    def is_lost(self) -> bool:
        """Whether no further answer can save it."""
        return self.missed > floor(self.false * (1 - self.standard.caught) + 1e-9) or (
            self.alarms > floor(self.true * self.standard.alarms + 1e-9)
        )

    @property
    def is_over(self) -> bool:
        """Whether nothing more is asked for it."""
        return self.is_lost or self.why is not None

    @property
    def passed(self) -> bool:
        """Whether it was sat to its end, and as well as the standard asks."""
        is_whole = self.caught + self.missed == self.false
        return is_whole and self.alarms + self.cleared == self.true and not self.is_lost

    def __str__(self) -> str:
        if self.why:
            return f"{self.language}: not examined ({self.why})"
        seen = f"caught {self.caught} of {self.caught + self.missed} false sentences, "
        seen += f"doubted {self.alarms} of {self.alarms + self.cleared} true ones"
        return f"{self.language}: {'passed' if self.passed else 'failed'}, {seen}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A model that may come to judge, and how it is asked: in its exam as in its office."""

    client: LlmClient
    prompts: Prompts
    budget_tokens: int
    """Most tokens of evidence and sentences in one request."""
    standard: Standard

    def sit(self, languages: Sequence[str], *, again: bool = False) -> dict[str, Marks]:
        """The marks by language, for those of the languages that have a paper.

        A language without one needs all of them. Answers are paid once, so that a model sits the
        exam once per endpoint and prompt; `again` asks in spite of what is stored.
        """
        papers = {one: _sheets(one, self.budget_tokens) for one in papers_for(languages)}
        if again:
            for asked in papers.values():
                for sheet in asked:
                    self.client.forget(sheet.request(self.prompts))
        return _sat(papers, self)

    def sworn(self, now: datetime) -> Judge:
        """The judge that it makes once it has passed. `now` (aware) is told of its opinions."""
        return Judge(
            self.client,
            self.prompts,
            control=control,
            now=now,
            budget_tokens=self.budget_tokens,
            threshold=self.standard.threshold,
        )


@lru_cache(maxsize=64)  # of all editions of a process, whose models sit the same exam
def _sheets(language: str, budget_tokens: int) -> tuple[Sheet, ...]:
    return tuple(sheets(paper_of(language).claims, budget_tokens))


def papers_for(languages: Sequence[str]) -> tuple[str, ...]:
    """The papers that tell whether a model may judge in those languages."""
    own = set(languages) & set(LANGUAGES)
    needed = set(LANGUAGES) if set(languages) - own else own
    return tuple(language for language in LANGUAGES if language in needed)


def may_judge(language: str, marks: Mapping[str, Marks]) -> bool:
    """Whether those marks let a model judge in the language."""
    needed = papers_for((language,))
    return all(paper in marks and marks[paper].passed for paper in needed)


def _sat(papers: Mapping[str, Sequence[Sheet]], model: Candidate) -> dict[str, Marks]:
    """The marks of each paper, as many of its sheets asked at once as the model has workers.

    They count in their order, and nothing is asked for a paper whose outcome is certain.
    """
    marks = {language: _unmarked(language, model.standard) for language in papers}
    left = [(language, sheet) for language, asked in papers.items() for sheet in asked]
    while left := [one for one in left if not marks[one[0]].is_over]:
        now, left = left[: model.client.workers], left[model.client.workers :]
        requests = [replace(sheet.request(model.prompts), purpose="exam") for _, sheet in now]
        answers = model.client.ask_all(requests, "examining the judge")
        for (language, sheet), answer in zip(now, answers, strict=True):
            if not marks[language].is_over:
                marks[language] = _marked(marks[language], sheet, answer)
    return marks


def _unmarked(language: str, standard: Standard) -> Marks:
    faults = paper_of(language).faults
    false = sum(fault is not None for fault in faults)
    return Marks(language=language, false=false, true=len(faults) - false, standard=standard)


def _marked(marks: Marks, sheet: Sheet, answer: Answer[Doubts] | Unanswered | LlmError) -> Marks:
    """The marks with one more sheet; a sentence without an answer is answered wrongly."""
    if isinstance(answer, LlmError):
        return replace(marks, why=str(answer))
    if isinstance(answer, Unanswered) and answer.kind == "over_budget":
        return replace(marks, why=answer.why)
    paper = paper_of(marks.language)
    right = {id(claim): fault for claim, fault in zip(paper.claims, paper.faults, strict=True)}
    doubts = sheet.read(answer)
    caught = missed = alarms = cleared = 0
    for place, claim in enumerate(sheet.claims):
        is_false = right[id(claim)] is not None
        given = doubts.get(place)
        threshold = marks.standard.threshold
        is_doubted = given.doubt >= threshold if given is not None else not is_false
        if is_false:
            caught += is_doubted
            missed += not is_doubted
        else:
            alarms += is_doubted
            cleared += not is_doubted
    return replace(
        marks,
        caught=marks.caught + caught,
        missed=marks.missed + missed,
        alarms=marks.alarms + alarms,
        cleared=marks.cleared + cleared,
    )


@cache
def paper_of(language: str) -> Paper:
    """The paper of a language that has one, always in the same order."""
    file = _File.model_validate_json((FOLDER / f"{language}.json").read_bytes())
    stories = [Evidence(members) for members in _stories(file, language)]
    home = {article.id: story for story in stories for article in story.articles}
    asked = []
    for item in file.items:
        cites = tuple(Citation(article, sentence) for article, sentence in item.cites)
        asked.append((Claim(item.text, cites, home[cites[0].article]), item.fault))
    order = {id(story): place for place, story in enumerate(stories)}
    asked.sort(key=lambda pair: (order[id(pair[0].evidence)], _shuffled(pair[0].text)))
    return Paper(tuple(claim for claim, _ in asked), tuple(fault for _, fault in asked))


def control(sheet: Sheet) -> Claim:
    """A false sentence of the paper in the sheet's language, another one for each sheet."""
    language = sheet.claims[0].evidence.articles[0].language
    paper = paper_of(language if language in LANGUAGES else LANGUAGES[0])
    false = [c for c, fault in zip(paper.claims, paper.faults, strict=True) if fault in PLAIN]
    seed = _shuffled("".join(claim.text for claim in sheet.claims))
    return false[int(seed, 16) % len(false)]


PLAIN = ("number-object", "entity", "direction", "negation")
"""Kinds of falsehood that a judge who reads at all does not miss."""


def _stories(file: _File, language: str) -> list[list[Article]]:
    """The articles, those that a sentence cites together in one story."""
    home = {report.id: [_article(report, language)] for report in file.articles}
    for item in file.items:
        first, *others = (article for article, _ in item.cites)
        for other in others:
            if home[other] is not home[first]:
                home[first] += home[other]
                for article in home[other]:
                    home[article.id] = home[first]
    return list({id(members): members for members in home.values()}.values())


def _article(report: _Report, language: str) -> Article:
    spans, start = [], 0
    for sentence in report.sentences:
        spans.append(Span(start, start + len(sentence)))
        start += len(sentence) + 1
    return Article(
        id=report.id,
        source=report.source,
        url=None,
        title=report.title,
        published=report.published.replace(tzinfo=UTC),
        language=language,
        text=" ".join(report.sentences),
        sentences=tuple(spans),
    )


def _shuffled(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
