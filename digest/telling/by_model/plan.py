"""What telling the stories will ask of a model, reckoned without asking."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from jinja2 import BaseLoader

from digest.grounding import exam, judge
from digest.grounding.evidence import Evidence
from digest.llm import wire_schema
from digest.llm.client import LlmClient
from digest.llm.prompts import Prompts
from digest.llm.request import Request
from digest.llm.tokens import estimate_tokens
from digest.llm.wire_schema import FormT
from digest.model import Article, Story
from digest.telling.by_model.batch import Batch, pack, task_of
from digest.telling.by_model.draft import most_points, request_for
from digest.telling.by_model.writer import groups_of
from digest.telling.options import TellOptions

_OVERHEAD_TOKENS = 12
"""What servers add around the two messages of a request."""
_JUDGING_OVERHEAD = 700
"""The judge's instructions, the schema and a control."""
_SHOWN = 0.4
"""Share of the articles' tokens that a judge is shown: cited sentences and those beside them.
Measured: .42 of short stories, .23 of long ones."""
_TOKENS_PER_SENTENCE = 45

What = Literal["exam", "grouping", "draft", "judging"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedRequest:
    """A request for the drafts of some stories, for their judging, for grouping, or of the exam.

    Tokens are estimates.
    """

    what: What
    stories: tuple[str, ...] = ()
    input_tokens: int
    output_tokens: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The requests of a build in which nothing has to be repaired: repairs come on top."""

    requests: tuple[PlannedRequest, ...]
    article_tokens: int
    """Of the cleaned text of the stories' articles."""

    @property
    def input_tokens(self) -> int:
        return sum(request.input_tokens for request in self.requests)

    @property
    def output_tokens(self) -> int:
        return sum(request.output_tokens for request in self.requests)

    @property
    def overhead(self) -> float:
        """Input tokens for each token of article text; 0 where there is none."""
        return self.input_tokens / self.article_tokens if self.article_tokens else 0.0


def plan(
    stories: Sequence[Story],
    articles: Mapping[str, Article],
    *,
    reader: LlmClient | None = None,
    prompts: BaseLoader,
    options: TellOptions,
    grouping: Sequence[Request[Any]] = (),
    languages: Sequence[str] = (),
) -> Plan:
    """The requests that a build would make, if the judge passes what it has not yet sat.

    `grouping` are those that were put down before the stories were known, `languages` those in
    which the exam has to be passed for them.
    `reader` is the model that judges: what it has stored of the exam is counted, and not asked.
    Calls nothing; raises RenderError.
    """
    words = Prompts(prompts)
    told = [Evidence([articles[id_] for id_ in story.articles]) for story in stories]
    tasks = [
        task_of(story, evidence, options.input_tokens)
        for story, evidence in zip(stories, told, strict=True)
    ]
    askable = [task for task in tasks if task.shown and options.mode != "choose"]
    languages = [task.language for task in askable]
    failed = _failed(languages, reader, words, options)
    writable = [t for t in askable if failed.isdisjoint(exam.papers_for((t.language,)))]
    batches = pack(writable, options.input_tokens, options.stories_per_request)
    return Plan(
        requests=(
            *_exams([*languages, *(t.language for t in writable)], reader, words, options),
            *(_planned("grouping", (), request) for request in grouping),
            *(_draft(batch, words, options) for batch in batches),
            *(_judging(group, options) for group in groups_of(batches)),
        ),
        article_tokens=sum(
            estimate_tokens(article.text) for evidence in told for article in evidence.articles
        ),
    )


def _sat(
    languages: Sequence[str], reader: LlmClient | None, words: Prompts, options: TellOptions
) -> dict[str, exam.Marks]:
    """The marks that are known already."""
    if reader is None:
        return {}
    reader.ask_nobody()
    marks = options.candidate(reader, words).sit(languages)
    return {language: found for language, found in marks.items() if found.why is None}


def _failed(
    languages: Sequence[str], reader: LlmClient | None, words: Prompts, options: TellOptions
) -> set[str]:
    marks = _sat(languages, reader, words, options)
    return {language for language, found in marks.items() if not found.passed}


def _exams(
    languages: Sequence[str], reader: LlmClient | None, words: Prompts, options: TellOptions
) -> Iterator[PlannedRequest]:
    known = _sat(languages, reader, words, options)
    for language in exam.papers_for(languages):
        if language not in known:
            for sheet in judge.sheets(exam.paper_of(language).claims, options.judging_tokens):
                yield _planned("exam", (), sheet.request(words))


def _draft(batch: Batch, words: Prompts, options: TellOptions) -> PlannedRequest:
    names = tuple(task.story.id for task in batch.tasks)
    return _planned("draft", names, request_for(batch, words, options.points))


def _judging(group: Sequence[Batch], options: TellOptions) -> PlannedRequest:
    tasks = [task for batch in group for task in batch.tasks]
    sentences = sum(most_points(task, options.points) + 1 for task in tasks)
    shown = round(_SHOWN * sum(task.tokens for task in tasks))
    return PlannedRequest(
        what="judging",
        stories=tuple(task.story.id for task in tasks),
        input_tokens=_JUDGING_OVERHEAD + shown + sentences * _TOKENS_PER_SENTENCE,
        output_tokens=sentences * judge.TOKENS_PER_VERDICT,
    )


def _planned(what: What, stories: tuple[str, ...], request: Request[FormT]) -> PlannedRequest:
    """The request's size. Hosted models read the schema too, so it is counted."""
    form = wire_schema.strict_schema(request.form, wire_schema.rounded_range(request.highest))
    told = json.dumps(form, separators=(",", ":"))
    return PlannedRequest(
        what=what,
        stories=stories,
        input_tokens=_OVERHEAD_TOKENS
        + sum(estimate_tokens(text) for text in (request.system, request.user, told)),
        output_tokens=request.expected_tokens,
    )
