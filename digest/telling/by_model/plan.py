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
from digest.telling.by_model.batch import Batch, pack
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

What = Literal["exam", "grouping", "draft", "judging", "repair"]
_KNOWN_AS: Mapping[What, str] = {
    "exam": "exam",
    "grouping": "comparison",
    "draft": "draft",
    "judging": "judgement",
    "repair": "repair",
}
"""What each kind is known by among the lengths that were seen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedRequest:
    """A request for the drafts of some stories, their judging or repair, grouping, or of the exam.

    Tokens are estimates, by what earlier builds have seen of the model.
    """

    what: What
    stories: tuple[str, ...] = ()
    input_tokens: int
    output_tokens: int
    cost: float | None = None
    """US dollars; None where the price is not known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The requests of a build, without those whose answers are stored.

    Judging and repairs are those that earlier builds needed for as many drafts; before the first
    one repairs are not known.
    """

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
    def cost(self) -> float | None:
        """US dollars; None where some price is not known."""
        costs = [request.cost for request in self.requests]
        return None if None in costs else sum(cost or 0.0 for cost in costs)

    @property
    def overhead(self) -> float:
        """Input tokens for each token of article text; 0 where there is none."""
        return self.input_tokens / self.article_tokens if self.article_tokens else 0.0


def plan(
    stories: Sequence[Story],
    articles: Mapping[str, Article],
    *,
    reader: LlmClient | None = None,
    writer: LlmClient | None = None,
    prompts: BaseLoader,
    options: TellOptions,
    grouping: Sequence[Request[Any]] = (),
    languages: Sequence[str] = (),
) -> Plan:
    """The requests that a build would make, if the judge passes what it has not yet sat.

    `grouping` are those that were put down before the stories were known, `languages` those in
    which the exam has to be passed for them.
    `reader` is the model that judges, `writer` the one that drafts: what is stored of them is not
    asked again, and what was seen of them is expected again.
    Calls nothing; raises RenderError.
    """
    words = Prompts(prompts)
    told = [Evidence([articles[id_] for id_ in story.articles]) for story in stories]
    tasks = options.tasks(stories, told)
    askable = [task for task in tasks if task.shown and options.mode != "choose"]
    failed = _failed([task.language for task in askable], reader, words, options)
    writable = [t for t in askable if failed.isdisjoint(exam.papers_for((t.language,)))]
    batches = pack(writable, options.input_tokens, options.stories_per_request)
    asked = [(b, request_for(b, words, options.points)) for b in batches]
    new = [(b, request) for b, request in asked if writer is None or not writer.has(request)]
    drafts = [_draft(batch, request, writer) for batch, request in new]
    return Plan(
        requests=(
            *_exams([*languages, *(t.language for t in writable)], reader, words, options),
            *(_planned("grouping", (), request, reader) for request in grouping),
            *drafts,
            *_following(drafts, [batch for batch, _ in new], writer, reader, options),
        ),
        article_tokens=sum(
            estimate_tokens(article.text) for evidence in told for article in evidence.articles
        ),
    )


def _following(
    drafts: Sequence[PlannedRequest],
    batches: Sequence[Batch],
    writer: LlmClient | None,
    reader: LlmClient | None,
    options: TellOptions,
) -> Iterator[PlannedRequest]:
    """The judging and the repairs of new drafts: as many as there were for others before."""
    before = writer.rates.known.get("draft") if writer else None
    if before is None or writer is None:
        yield from (_judging(group, options, reader) for group in groups_of(batches))
        return
    tokens = sum(draft.input_tokens for draft in drafts)
    kinds: tuple[tuple[What, LlmClient], ...] = (("judging", reader or writer), ("repair", writer))
    for what, client in kinds:
        seen = client.rates.known.get(_KNOWN_AS[what])
        count = round(seen.requests * len(drafts) / before.requests) if seen else 0
        share = tokens / max(1, before.input_tokens) / max(1, count)
        for _ in range(count if seen else 0):
            assert seen is not None
            spent = round(seen.input_tokens * share), round(seen.output_tokens * share)
            yield PlannedRequest(
                what=what,
                input_tokens=spent[0],
                output_tokens=spent[1],
                cost=client.rates.priced(*spent).cost,
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
                yield _planned("exam", (), sheet.request(words), reader)


def _draft(batch: Batch, request: Request[FormT], writer: LlmClient | None) -> PlannedRequest:
    return _planned("draft", tuple(task.story.id for task in batch.tasks), request, writer)


def _judging(
    group: Sequence[Batch], options: TellOptions, reader: LlmClient | None
) -> PlannedRequest:
    tasks = [task for batch in group for task in batch.tasks]
    sentences = sum(most_points(task, options.points) + 1 for task in tasks)
    shown = round(_SHOWN * sum(task.tokens for task in tasks))
    tokens = (
        _JUDGING_OVERHEAD + shown + sentences * _TOKENS_PER_SENTENCE,
        sentences * judge.TOKENS_PER_VERDICT,
    )
    return PlannedRequest(
        what="judging",
        stories=tuple(task.story.id for task in tasks),
        input_tokens=tokens[0],
        output_tokens=tokens[1],
        cost=reader.rates.priced(*tokens).cost if reader else None,
    )


def _planned(
    what: What, stories: tuple[str, ...], request: Request[FormT], client: LlmClient | None
) -> PlannedRequest:
    """The request's size, by what was seen of its kind.

    Hosted models read the schema too, so it is counted where nothing was seen.
    """
    bare = request.tokens
    seen = client.rates.known.get(_KNOWN_AS[what]) if client else None
    if seen is None:
        form = wire_schema.strict_schema(request.form, wire_schema.rounded_range(request.highest))
        schema = estimate_tokens(json.dumps(form, separators=(",", ":")))
        tokens = _OVERHEAD_TOKENS + bare + schema, request.expected_tokens
    else:
        given = bare * seen.input_tokens / max(1, seen.estimated)
        tokens = round(given), round(given * seen.output_tokens / max(1, seen.input_tokens))
    return PlannedRequest(
        what=what,
        stories=stories,
        input_tokens=tokens[0],
        output_tokens=tokens[1],
        cost=client.rates.priced(*tokens).cost if client else None,
    )
