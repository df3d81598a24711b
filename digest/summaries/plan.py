"""What telling the stories will ask of a model, reckoned without asking."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from jinja2 import BaseLoader

from digest.llm import schema
from digest.llm.budget import estimate_tokens
from digest.llm.request import Request
from digest.model import Article, Story
from digest.summaries.batch import pack, task_of
from digest.summaries.draft import Draft, request_for
from digest.summaries.evidence import Evidence
from digest.summaries.options import TellOptions
from digest.summaries.prompt import Prompts

_OVERHEAD_TOKENS = 12
"""What servers add around the two messages of a request."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedRequest:
    """A request for the drafts of some stories; tokens are estimates."""

    stories: tuple[str, ...]
    input_tokens: int
    output_tokens: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The requests for drafts. Repairs, and a second opinion, come on top where they are needed."""

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
    prompts: BaseLoader,
    options: TellOptions,
) -> Plan:
    """The very requests that `tell` would make first. Calls nothing; raises RenderError."""
    told = [Evidence([articles[id_] for id_ in story.articles]) for story in stories]
    tasks = [
        task_of(story, evidence, options.input_tokens)
        for story, evidence in zip(stories, told, strict=True)
    ]
    batches = pack(
        [task for task in tasks if task.shown], options.input_tokens, options.stories_per_request
    )
    words = Prompts(prompts)
    return Plan(
        requests=tuple(
            _planned(
                tuple(task.story.id for task in batch.tasks),
                request_for(batch, words, options.points),
            )
            for batch in batches
        ),
        article_tokens=sum(
            estimate_tokens(article.text) for evidence in told for article in evidence.articles
        ),
    )


def _planned(stories: tuple[str, ...], request: Request[Draft]) -> PlannedRequest:
    """The request's size. Hosted models read the schema too, so it is counted."""
    form = schema.wire_schema(request.form, schema.rounded_range(request.highest))
    told = json.dumps(form, separators=(",", ":"))
    return PlannedRequest(
        stories=stories,
        input_tokens=_OVERHEAD_TOKENS
        + sum(estimate_tokens(text) for text in (request.system, request.user, told)),
        output_tokens=request.expected_tokens,
    )
