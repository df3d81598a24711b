"""The journey of an article, left to right: sources, reading, stories, summaries, edition."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from digest import edition, telling
from digest.errors import LlmError, LlmRejected, NothingNewError
from digest.llm.client import LlmClient
from digest.llm.outbox import AnswersWait
from digest.model import Digest, Edition, MadeWith
from digest.pipeline import from_settings
from digest.pipeline.by_batch import BatchRun, Waiting
from digest.pipeline.gathering import (
    Found,
    Gathered,
    Order,
    find,
    gather,
    grouped,
    originals,
)
from digest.pipeline.judging import exam_marks, judge_for
from digest.pipeline.pair_reader import Planned, reader_of
from digest.pipeline.publishing import (
    examined,
    in_form,
    look_of,
    missing_labels,
    publish,
    publish_again,
    try_theme,
)
from digest.pipeline.repeats import edition_of, fresh_or_line, refuse_no_news
from digest.pipeline.untold import tells_without_model, without_untold
from digest.pipeline.worker_pool import each_for
from digest.progress import Event, Report, silent
from digest.resources import loader
from digest.settings import Settings
from digest.store import Store
from digest.version import __version__

__all__ = [
    "Author",
    "BatchRun",
    "Built",
    "Gathered",
    "Order",
    "Waiting",
    "build",
    "build_by_batch",
    "composed",
    "exam_marks",
    "examined",
    "gather",
    "in_form",
    "judge_for",
    "look_of",
    "missing_labels",
    "originals",
    "plan",
    "publish",
    "publish_again",
    "try_theme",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """An edition, and what is told of it on the way out."""

    digest: Digest
    gathered: Gathered
    failure: LlmError | None
    """Why the model could not be used, though it was wanted; the edition is whole all the same."""
    fell_back: int = 0
    """Stories that the model should have told, and did not, whatever the reason."""
    untrusted: int = 0
    """Stories that it was not let tell."""


class Author(NamedTuple):
    """Who told the stories of an edition."""

    model: str | None = None
    """None: no model."""
    costs: Mapping[str, float | None] | None = {}
    """What stories have cost, by their lead articles; None: nobody knows."""

    @classmethod
    def of(cls, client: LlmClient | None) -> "Author":
        """The model that was asked, if one was."""
        return cls(client.model, client.purse.by_story) if client else cls()


def build(
    order: Order,
    settings: Settings,
    store: Store,
    client: LlmClient | None,
    report: Report = silent,
    *,
    judge: LlmClient | None = None,
    fallbacks: Sequence[LlmClient] = (),
) -> Built:
    """One edition from start to end.

    Raises SourceError when nothing can be read and NothingNewError when nothing is new.
    """
    found = find(order, settings, store, report)
    return told_of(found, settings, store, client, report, judge=judge, fallbacks=fallbacks)


def told_of(
    found: Found,
    settings: Settings,
    store: Store,
    client: LlmClient | None,
    report: Report = silent,
    *,
    judge: LlmClient | None = None,
    fallbacks: Sequence[LlmClient] = (),
) -> Built:
    """The edition of what was read.

    Raises AnswersWait where answers come with a batch, and NothingNewError where no story has news.
    """
    reader = reader_of(settings, client and (judge or client))
    tells = None if client else tells_without_model(found.articles)
    gathered = grouped(found, settings, store, report, reader=reader, tells=tells)
    told_by = telling.tell(
        gathered.stories,
        gathered.articles,
        client=client,
        judge=judge,
        fallbacks=fallbacks,
        prompts=loader("prompts", settings.paths.prompts),
        options=from_settings.telling(settings),
        now=found.order.now,
        report=report,
        told_before=frozenset(at for past in gathered.earlier for at in past.articles),
        each=each_for(gathered.to_read, settings.fetch.read_memory),
    )
    issue = edition_of(gathered, settings, store)
    if client is not None:
        newsletter, by_model = settings.edition.newsletter, client.purse.by_model
        store.spending.add(newsletter, issue.number, found.order.now, by_model)
        for asked in {id(c): c for c in (client, judge or client, *fallbacks)}.values():
            store.lengths.add(asked.base_url, asked.model, asked.rates.sums())
    by = Author.of(client)
    digest = composed(issue, gathered, told_by, settings, store, by=by)
    return Built(
        digest=digest,
        gathered=gathered,
        failure=told_by.failed,
        fell_back=told_by.fell_back,
        untrusted=told_by.untrusted,
    )


def composed(
    issue: Edition,
    gathered: Gathered,
    told_by: telling.Telling,
    settings: Settings,
    store: Store,
    *,
    by: "Author",
) -> Digest:
    """The edition of what was told; a story without news is a line of it.

    Raises NothingNewError where all of them are.
    """
    words = loader("prompts", settings.paths.prompts)
    fresh, skipped = fresh_or_line(gathered, told_by.summaries, settings.edition.repeats)
    refuse_no_news(gathered, fresh)
    told, untold = without_untold(fresh, gathered.articles)
    return edition.compose(
        edition=issue,
        told=told,
        articles=gathered.articles,
        skipped=(*gathered.skipped, *skipped, *untold),
        usage=told_by.usage,
        made_with=MadeWith(
            digest=__version__,
            model=by.model,
            prompts=telling.Prompts(words).version(),
            threshold=settings.check.threshold,
        ),
        notices=told_by.notices,
        earlier_corrections=store.corrections.untold(settings.edition.newsletter, issue.number),
        costs=by.costs,
    )


def build_by_batch(
    order: Order,
    run: BatchRun,
    settings: Settings,
    store: Store,
    report: Report = silent,
    *,
    fallbacks: Sequence[LlmClient] = (),
) -> Built | Waiting:
    """The edition that waits for a batch, or else a new one: made, or sent to wait.

    To be run while it is alone. Raises as `build` does, and LlmError where a batch cannot be
    looked at or sent.
    """
    try:
        return _made_or_sent(order, run, settings, store, report, fallbacks=fallbacks)
    except NothingNewError:
        run.done()
        raise


def _made_or_sent(
    order: Order,
    run: BatchRun,
    settings: Settings,
    store: Store,
    report: Report,
    *,
    fallbacks: Sequence[LlmClient],
) -> Built | Waiting:
    found = run.collect()
    if isinstance(found, Waiting):
        return found
    found = found or find(order, settings, store, report)
    tell = partial(told_of, found, settings, store, run.writer, report, judge=run.judge)
    run.open()
    try:
        built = tell(fallbacks=fallbacks)
    except AnswersWait:
        try:
            return run.send(found)
        except LlmRejected as error:
            if not run.ask_at_once():
                raise
            report(Event(stage="ask", note=f"{error}; the rest is asked at once"))
            built = tell(fallbacks=fallbacks)
    run.booked()
    return built


def plan(
    order: Order,
    settings: Settings,
    store: Store,
    judge: LlmClient | None,
    report: Report = silent,
    *,
    writer: LlmClient | None = None,
) -> tuple[Gathered, telling.Plan]:
    """What a build would ask of a model, reckoned without asking."""
    doubtful = Planned()
    reader = reader_of(settings, judge, doubtful)
    gathered = gather(order, settings, store, report, reader=reader)
    planned = telling.plan(
        gathered.stories,
        gathered.articles,
        reader=judge,
        writer=writer or judge,
        prompts=loader("prompts", settings.paths.prompts),
        options=from_settings.telling(settings),
        grouping=doubtful.requests,
        languages=sorted(doubtful.languages),
    )
    return gathered, planned
