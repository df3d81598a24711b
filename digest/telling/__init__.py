"""Stories become summaries: written by a model and proven, chosen by one, or by extraction."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from jinja2 import BaseLoader

from digest.each import Each, here
from digest.errors import ConfigError, DigestError, LlmError
from digest.findings import with_findings
from digest.grounding import exam
from digest.grounding.evidence import Evidence
from digest.grounding.exam import Marks
from digest.language.charges import is_charge
from digest.llm.client import LlmClient
from digest.llm.prompts import Prompts
from digest.model import Article, Difference, Point, Rejected, Story, Summary, Usage
from digest.progress import Event, Report
from digest.telling.by_model.batch import Task
from digest.telling.by_model.choosing import choose
from digest.telling.by_model.drafted import Sentence, Trial, distinct
from digest.telling.by_model.plan import Plan, PlannedRequest, plan
from digest.telling.by_model.rounds import Told, Untold
from digest.telling.by_model.writer import write
from digest.telling.extractive import extract, told_without_model
from digest.telling.headline import headline, tells_something
from digest.telling.notices import By, of_the_exam, of_the_fallen, of_the_unread
from digest.telling.options import TellOptions
from digest.telling.unaided import fault, not_told, tell_unaided

__all__ = [
    "Plan",
    "PlannedRequest",
    "Prompts",
    "TellOptions",
    "Telling",
    "plan",
    "tell",
    "tells_something",
    "told_without_model",
]

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
    fell_back: int = 0
    """Stories that the model should have told, and did not."""
    untrusted: int = 0
    """Stories that it was not let tell, as nobody may judge what it writes there."""


def tell(
    stories: Sequence[Story],
    articles: Mapping[str, Article],
    *,
    client: LlmClient | None,
    judge: LlmClient | None = None,
    fallbacks: Sequence[LlmClient] = (),
    prompts: BaseLoader,
    options: TellOptions,
    now: datetime,
    report: Report,
    told_before: Container[str] = (),
    each: Each = here,
) -> Telling:
    """Every story's summary, in which each point and quotation was proven.

    Without a client `each` tells all by extraction. With one, a story is written in the languages
    in which the judge (the client itself, if no other is given) has passed the exam; or the client
    only chooses among the sources' sentences, where that is the mode. When it dies, each of the
    fallbacks is asked in turn for what is left, with itself for a judge. The rest, and what none
    can tell, is told by extraction; its notes say why. Of a story with new articles those in
    `told_before` do not lead. Raises RenderError for a prompt that does not work, and ConfigError
    where the mode is to write and the judge has failed.
    """
    told_of = [_evidence(story, articles, told_before) for story in stories]
    if client is None:
        return Telling(summaries=tell_unaided(told_of, options, report, each), usage=Usage())
    tasks = options.tasks(stories, told_of)
    models = [(client, judge or client), *((one, one) for one in fallbacks)]
    told, notices, failure = _in_turn(tasks, models, Prompts(prompts), options, now)
    summaries = _finished(tasks, told, options, report)
    fell_back = [
        summary
        for task, summary in zip(tasks, summaries, strict=True)
        if task.story.id in told and summary.method == "extractive"
    ]
    fallen = of_the_fallen(summaries, fell_back, len(told), dead=failure, limit=client.purse.passed)
    return Telling(
        summaries=summaries,
        usage=client.usage,
        notices=(*notices, *fallen, *of_the_unread(told)),
        failed=failure,
        fell_back=len(fell_back),
        untrusted=len(tasks) - len(told),
    )


def _in_turn(
    tasks: Sequence[Task],
    models: Sequence[tuple[LlmClient, LlmClient]],
    words: Prompts,
    options: TellOptions,
    now: datetime,
) -> tuple[dict[str, By], list[str], LlmError | None]:
    """What writers with their judges made of the tasks: each what the dead one before it left.

    Notices and the failure are those of the last that was asked.
    """
    told, notices, failure = dict[str, By](), list[str](), None
    for writer, reader in models:
        left = [task for task in tasks if not _is_told(told.get(task.story.id))]
        by_it, notices = _told(left, writer, reader, words, options=options, now=now)
        told |= {name: By(story, writer.model) for name, story in by_it.items()}
        failure = writer.failure or reader.failure
        if failure is None:
            break
    return told, [] if failure else notices, failure


def _told(
    tasks: Sequence[Task],
    client: LlmClient,
    reader: LlmClient,
    words: Prompts,
    *,
    options: TellOptions,
    now: datetime,
) -> tuple[dict[str, Told | Summary], list[str]]:
    """What one model made of the tasks by their stories' ids, and notices of it."""
    if options.mode == "choose":
        return _chosen(tasks, client, words, options), []
    return _written(tasks, client, reader, words, options=options, now=now)


def _is_told(by: By | None) -> bool:
    """Whether nothing of the story is left to ask: its judge may have died before its writer."""
    if by is None or isinstance(by.story, Untold):
        return False
    return not (isinstance(by.story, Trial) and any(map(_is_open, by.story.everything.values())))


def _is_open(sentence: Sentence) -> bool:
    return sentence.is_open


def _chosen(
    tasks: Sequence[Task], client: LlmClient, words: Prompts, options: TellOptions
) -> dict[str, Told | Summary]:
    chosen = choose(tasks, client, words, options)
    return {
        task.story.id: Untold(story) if isinstance(story, str) else story
        for task, story in zip(tasks, chosen, strict=True)
    }


def _written(
    tasks: Sequence[Task],
    client: LlmClient,
    reader: LlmClient,
    words: Prompts,
    *,
    options: TellOptions,
    now: datetime,
) -> tuple[dict[str, Told | Summary], list[str]]:
    """What the model wrote in the languages in which its reader may judge, and notices of it.

    Raises ConfigError where all has to be written and something must not be.
    """
    askable = [task for task in tasks if task.shown]
    candidate = options.candidate(reader, words)
    marks = candidate.sit([task.language for task in askable])
    trusted = [task for task in askable if exam.may_judge(task.language, marks)]
    if options.mode == "write" and len(trusted) < len(askable) and reader.failure is None:
        raise _untrusted(reader, marks)
    written = write(trusted, client, candidate.sworn(now), words, options)
    told: dict[str, Told | Summary] = {
        task.story.id: story for task, story in zip(trusted, written, strict=True)
    }
    return told, of_the_exam(reader.model, marks)


def _untrusted(reader: LlmClient, marks: Mapping[str, Marks]) -> ConfigError:
    told = "; ".join(str(one) for one in marks.values() if not one.passed)
    return ConfigError(
        f'[llm] mode = "write" needs a judge that passed the exam, and {reader.model!r} did not '
        f"({told}); name another with [check] judge_model, or take mode = auto"
    )


def _evidence(
    story: Story, articles: Mapping[str, Article], told_before: Container[str]
) -> Evidence:
    return Evidence([articles[article_id] for article_id in story.articles], told_before)


def _finished(
    tasks: Sequence[Task],
    told: Mapping[str, By],
    options: TellOptions,
    report: Report,
) -> tuple[Summary, ...]:
    finished = []
    for task in tasks:
        finished.append(_summary_at_all(task, told.get(task.story.id), options, report))
        report(Event(stage="check", done=len(finished), total=len(tasks)))
    return tuple(finished)


def _summary_at_all(task: Task, by: By | None, options: TellOptions, report: Report) -> Summary:
    """The summary of one story, or none of its sentences: our own fault costs that story alone."""
    try:
        return _summary(task, by, options)
    except DigestError:
        raise
    except Exception as error:  # noqa: BLE001  what it is, nobody knows before it happens
        return not_told(task.evidence.articles[0], fault(error), report)


def _summary(task: Task, by: By | None, options: TellOptions) -> Summary:
    """The summary of one story, with what is found in its articles whoever tells it."""
    outcome = by.story if by else None
    if isinstance(outcome, Trial):
        summary = _by_model(outcome) or _by_extraction(
            task, options, outcome.rejected, "too little of what the model wrote could be proven"
        )
    elif isinstance(outcome, Summary):
        summary = outcome
    else:
        summary = _by_extraction(task, options, (), outcome.why if outcome else None)
    if by is not None and summary.method != "extractive":
        summary = replace(summary, model=by.model)
    return with_findings(
        summary,
        task.evidence,
        quotes=options.quotes,
        differences=_proposed(outcome) if summary.method == "model" else None,
    )


def _proposed(told: Told | Summary | None) -> Sequence[Difference] | None:
    """The differences that the model who told the story has listed; None where it was not asked."""
    return told.differences if isinstance(told, Trial) and told.task.asks_differences else None


def _by_model(trial: Trial) -> Summary | None:
    """None where too few of its sentences were proven."""
    points = distinct(trial.points, trial.task.language)
    if not points or len(trial.points) < LEAST * len(trial.sentences):
        return None
    own = trial.headline.point
    if own is not None and own.proof.kind == "judged" and _is_charge_of_one(own, trial.task):
        own = None
    summary = Summary(
        method="model",
        headline=own.text if own else headline(trial.task.evidence, points),
        points=points,
        context=trial.why,
        rejected=trial.rejected,
        notes=(trial.task.note,) if trial.task.note else (),
    )
    if own is None or own.proof.kind == "copied":
        return summary
    return replace(summary, headline_proof=own.proof, headline_citations=own.citations)


def _is_charge_of_one(headline: Point, task: Task) -> bool:
    """Whether it accuses or demands on the word of the one outlet that tells the story.

    That stands under the outlet's own headline then, however well it is proven.
    """
    outlets = {article.source for article in task.evidence.articles}
    return len(outlets) == 1 and is_charge(headline.text, task.language)


def _by_extraction(
    task: Task, options: TellOptions, rejected: tuple[Rejected, ...], why: str | None
) -> Summary:
    summary = extract(task.evidence, words=options.words)
    notes = (f"told by extraction: {why}",) if why else ()
    return replace(summary, rejected=rejected, notes=(*summary.notes, *notes))
