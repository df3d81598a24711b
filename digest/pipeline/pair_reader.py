"""Who reads the pairs of groups that likeness leaves in doubt: the model that may judge, or nobody.

A model that has not passed the exam in the languages of a pair is not asked about it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from digest.errors import LlmError
from digest.grounding import exam
from digest.llm.client import LlmClient
from digest.llm.request import Request
from digest.model import Article
from digest.pipeline import from_settings
from digest.settings import Settings
from digest.stories.asking import Comparison, Opinion, Question, answered


@dataclass(frozen=True, kw_only=True)
class Planned:
    """What would be asked about doubtful pairs."""

    requests: list[Request[Comparison]] = field(default_factory=list)
    languages: set[str] = field(default_factory=set)
    """Those in which the exam has to be passed for it."""


@dataclass(frozen=True, kw_only=True)
class Reader:
    """A model that reads pairs in the languages in which it has passed the exam.

    With `planned` nobody is asked: what is not stored is put down there, as if the exam that it
    has not yet sat were passed.
    """

    candidate: exam.Candidate
    budget_tokens: int
    """Most tokens of headlines and beginnings in one request."""
    planned: Planned | None = None

    def read(self, articles: Mapping[str, Article], questions: Sequence[Question]) -> list[Opinion]:
        """The opinions on questions about those articles, in order."""
        if self.planned is not None:
            self.candidate.client.ask_nobody()
        spoken = {question: _languages(question, articles) for question in questions}
        languages = set[str]().union(*spoken.values())
        trusted_in = self._trusted_in(languages)
        trusted = [question for question in questions if spoken[question] <= trusted_in]
        opinions = answered(
            trusted,
            articles,
            ask=self._ask,
            prompts=self.candidate.prompts,
            budget_tokens=self.budget_tokens,
        )
        found = dict(zip(trusted, opinions, strict=True))
        nobody = Opinion(verdict=None, why=f"{self.candidate.client.model} may not judge here")
        return [found.get(question, nobody) for question in questions]

    def _trusted_in(self, languages: Iterable[str]) -> set[str]:
        spoken = sorted(languages)
        marks = self.candidate.sit(spoken)
        if self.planned is None:
            return {language for language in spoken if exam.may_judge(language, marks)}
        failed = {paper for paper, mark in marks.items() if mark.why is None and not mark.passed}
        hoped = {one for one in spoken if failed.isdisjoint(exam.papers_for((one,)))}
        self.planned.languages.update(hoped)
        return hoped

    def _ask(self, requests: Sequence[Request[Comparison]]) -> Sequence[object]:
        answers = self.candidate.client.ask_all(requests, "grouping")
        if self.planned is not None:
            self.planned.requests.extend(
                request
                for request, answer in zip(requests, answers, strict=True)
                if isinstance(answer, LlmError)
            )
        return answers


def reader_of(
    settings: Settings, judge: LlmClient | None, planned: Planned | None = None
) -> Reader | None:
    """Who reads the doubtful pairs; None where nobody may."""
    if judge is None or settings.stories.ask == "never" or settings.llm.mode == "choose":
        return None
    return Reader(
        candidate=from_settings.candidate(settings, judge),
        budget_tokens=settings.llm.input_tokens,
        planned=planned,
    )


def _languages(question: Question, articles: Mapping[str, Article]) -> set[str]:
    return {articles[at].language for at in (*question.one, *question.other)}
