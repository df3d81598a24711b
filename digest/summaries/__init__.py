"""Stories become summaries: told by a model and proven, or by extraction."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from jinja2 import BaseLoader

from digest.errors import LlmError
from digest.llm.client import LlmClient
from digest.model import Article, Rejected, Story, Summary, Usage
from digest.progress import Event, Report
from digest.summaries.batch import Task, task_of
from digest.summaries.evidence import Evidence
from digest.summaries.extractive import extract
from digest.summaries.found import with_findings
from digest.summaries.headline import headline
from digest.summaries.options import TellOptions
from digest.summaries.plan import Plan, PlannedRequest, plan
from digest.summaries.prompt import Prompts
from digest.summaries.trial import Trial, distinct
from digest.summaries.written import Untold, Written, write

__all__ = ["Plan", "PlannedRequest", "Prompts", "TellOptions", "Telling", "plan", "tell"]

LEAST = 0.4
"""Share of the drafted sentences that must be proven for the model to tell the story."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """What came of telling the stories."""

    summaries: tuple[Summary, ...]
    """In the order of the stories."""
    usage: Usage
    """What the client has spent; nothing for answers it had stored."""
    notices: tuple[str, ...] = ()
    """For the head of the edition: what went wrong with the model."""
    failed: LlmError | None = None
    """Why the model could no longer be used, though it was wanted."""


def tell(
    stories: Sequence[Story],
    articles: Mapping[str, Article],
    *,
    client: LlmClient | None,
    prompts: BaseLoader,
    options: TellOptions,
    report: Report,
) -> Telling:
    """Every story's summary, in which each point and quotation was proven.

    Without a client all are told by extraction. With one, so is each story that the model cannot
    tell, whose lead cannot be proven, or of which too little is left; its notes say why.
    Raises RenderError for a prompt that does not work.
    """
    tasks = [task_of(story, _evidence(story, articles), options.input_tokens) for story in stories]
    if client is None:
        return Telling(
            summaries=_finished(tasks, [None] * len(tasks), options, report), usage=Usage()
        )
    askable = [task for task in tasks if task.shown]
    written = write(askable, client, Prompts(prompts), options)
    told = dict(zip((task.story.id for task in askable), written.told, strict=True))
    return Telling(
        summaries=_finished(tasks, [told.get(t.story.id) for t in tasks], options, report),
        usage=client.usage,
        notices=_notices(written, client.failure),
        failed=client.failure,
    )


def _evidence(story: Story, articles: Mapping[str, Article]) -> Evidence:
    return Evidence([articles[article_id] for article_id in story.articles])


def _finished(
    tasks: Sequence[Task],
    told: Sequence[Trial | Untold | None],
    options: TellOptions,
    report: Report,
) -> tuple[Summary, ...]:
    finished = []
    for task, outcome in zip(tasks, told, strict=True):
        finished.append(_summary(task, outcome, options))
        report(Event(stage="check", done=len(finished), total=len(tasks)))
    return tuple(finished)


def _summary(task: Task, outcome: Trial | Untold | None, options: TellOptions) -> Summary:
    """The summary of one story, with what is found in its articles whoever tells it."""
    if isinstance(outcome, Trial):
        summary = _by_model(outcome) or _by_extraction(
            task, options, outcome.rejected, "too little of what the model wrote could be proven"
        )
    else:
        summary = _by_extraction(task, options, (), outcome.why if outcome else None)
    reprinted = {copy.of for copy in task.story.copies}
    return with_findings(summary, task.evidence, reprinted=reprinted, quotes=options.quotes)


def _by_model(trial: Trial) -> Summary | None:
    """None where the lead was lost, or three sentences of five were."""
    points = distinct(trial.points, trial.task.language)
    if not points or trial.sentences[0].point is None:
        return None
    if len(trial.points) < LEAST * len(trial.sentences):
        return None
    proven = trial.headline.point
    return Summary(
        method="model",
        headline=proven.text.removesuffix(".") if proven else headline(trial.task.evidence, points),
        points=points,
        rejected=trial.rejected,
        notes=(trial.task.note,) if trial.task.note else (),
    )


def _by_extraction(
    task: Task, options: TellOptions, rejected: tuple[Rejected, ...], why: str | None
) -> Summary:
    summary = extract(task.evidence, words=options.words)
    notes = (f"told by extraction: {why}",) if why else ()
    return replace(summary, rejected=rejected, notes=(*summary.notes, *notes))


def _notices(written: Written, failure: LlmError | None) -> tuple[str, ...]:
    untold = [story for story in written.told if isinstance(story, Untold)]
    notices = []
    if failure is not None:
        how_many = f"{len(untold)} of {len(written.told)} stories"
        notices.append(f"The model could not be used ({failure}); {how_many} told by extraction.")
    spent = [story.why for story in untold if "budget" in story.why]
    if spent:
        notices.append(f"{len(spent)} stories told by extraction: {spent[0]}.")
    if written.unjudged:
        notices.append(f"{written.unjudged} sentences were not given a second opinion.")
    return tuple(notices)
