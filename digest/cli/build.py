"""`digest build`: articles in, an edition out."""

import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from digest.cli import build_flags as given
from digest.cli import flags, waiting
from digest.cli.bars import progress
from digest.cli.build_account import account, facts, lacking, planned
from digest.cli.command import command
from digest.cli.console import blame, gives_json, report, say
from digest.cli.journal import Log, journal
from digest.cli.output import STDOUT, put
from digest.cli.window import start_of
from digest.errors import NOTHING_NAMED, ConfigError, LlmError, SourceError
from digest.worker_process import begin_early

if TYPE_CHECKING:
    from digest.pipeline import Built, Gathered, Order, Waiting
    from digest.pipeline.clients import Team
    from digest.progress import Report
    from digest.settings import Settings
    from digest.store import Store

EXAMPLES = (
    "digest build                                     # the configured sources",
    "digest build articles/ page.html -               # files, folders and standard input",
    "digest build https://harbour-courier.example/feed.xml --since 24h",
    "digest build articles/ --dry-run                 # what it would ask and cost",
)


def register(app: typer.Typer) -> None:
    command(app, examples=EXAMPLES, reports=True)(build)


def build(
    articles: given.Articles = None,
    out: given.Out = None,
    since: given.Since = None,
    again: given.Again = False,
    title: given.Title = None,
    model: given.Model = None,
    no_model: given.NoModel = False,
    ask_again: given.AskAgain = False,
    batch: given.Batch = False,
    resume: given.Resume = False,
    budget: given.Budget = None,
    require_model: given.RequireModel = False,
    log_json: given.LogJson = None,
    theme: given.Theme = None,
    dry_run: given.DryRun = False,
    explain: given.Explain = False,
    config: flags.Config = None,
) -> None:
    """Make an edition of articles: read, group, summarise, prove, render."""
    chosen = flags.settings(
        config,
        edition={"title": title, "out": None if out == STDOUT else out},
        theme={"name": theme},
        llm={"model": model, "max_cost": budget, "ask_again": ask_again or None},
    )
    begin_early(chosen.fetch.read_memory)
    _refuse_nonsense(chosen, out, has_places=bool(articles or resume or _active(chosen)))
    with flags.store_of(chosen) as store:
        order = replace(_order(articles or [], since, chosen), again=again)
        if dry_run:
            _plan(order, chosen, store)
            return
        with journal(log_json) as log:
            how = _How(model is not None, require_model, no_model, batch, resume)
            with _made(order, chosen, store, log, how) as built:
                if built is None:
                    return
                _refuse_extraction(built, how)
                if explain:
                    _explain(built.gathered)
                _deliver(built, chosen, store, out)
    _say_outcome(built)


def _active(chosen: "Settings") -> bool:
    """Whether a source is to be read."""
    return any(not source.paused for source in chosen.sources)


def _refuse_nonsense(chosen: "Settings", out: Path | None, *, has_places: bool) -> None:
    """Raise what can be said before anything is read or paid."""
    if out == STDOUT and gives_json():
        raise ConfigError("--json and -o - both want standard output: choose one of them")
    if not has_places:
        raise SourceError(NOTHING_NAMED)
    if out != STDOUT:
        from digest.delivery.folder import refuse_unwritable

        refuse_unwritable(chosen.edition.out)


def _refuse_extraction(built: "Built", how: "_How") -> None:
    """Raise LlmError for an edition that a model was to tell whole and did not: it is unwritten."""
    told = [story.summary.method for story in built.digest.stories]
    lost = told.count("extractive")
    if lost and how.require_model:
        why = f" ({built.failure})" if built.failure else ""
        raise LlmError(
            f"{lost} of {len(told)} stories would be told without the model{why}; nothing was "
            "written, as --require-model says. What was paid for is kept."
        )


def _say_outcome(built: "Built") -> None:
    """Raise what a script should learn of an edition that is whole, but not as it was meant."""
    lacks = list(lacking(built))
    for other in lacks[1:]:
        blame(str(other), other.lines)
    if lacks:
        raise lacks[0]


def _order(articles: list[str], since: str | None, chosen: "Settings") -> "Order":
    from digest.pipeline import Order, from_settings
    from digest.sources import Place

    now = datetime.now(UTC)
    paused = from_settings.paused_files(chosen)
    named = tuple(Place(address=item, without=paused) for item in articles)
    places = named or from_settings.places(chosen)
    return Order(
        places=places,
        now=now,
        since=start_of(
            since,
            now=now,
            grace=timedelta(days=chosen.fetch.grace),
            zone=chosen.edition.zone,
        ),
        stdin=sys.stdin.buffer,
    )


@dataclass(frozen=True)
class _How:
    """What the flags say of the asking."""

    model: bool
    """One was named."""
    require_model: bool
    no_model: bool
    batch: bool
    resume: bool

    @property
    def needs_one(self) -> str | None:
        """The flag that asks for a model."""
        return "--model" if self.model else "--require-model" if self.require_model else None


@contextmanager
def _made(
    order: "Order", chosen: "Settings", store: "Store", log: Log, how: _How
) -> Iterator["Built | None"]:
    """The edition; None while it waits for its batch, which it does until it is delivered."""
    from digest import pipeline

    pipeline.try_theme(chosen)
    with ExitStack() as alone:
        with progress() as listener:
            asked = _clients(chosen, store, listener, log, how)
            pair = asked[:2] if asked else None
            run = waiting.batch_run(
                order, chosen, store, pair, listener, begin=how.batch, resume=how.resume
            )
            made: Built | Waiting
            client, judge, others = asked or (None, None, ())
            if run is None:
                made = pipeline.build(
                    order, chosen, store, client, listener, judge=judge, fallbacks=others
                )
            else:
                alone.enter_context(run.alone())
                made = pipeline.build_by_batch(
                    order, run, chosen, store, listener, fallbacks=others
                )
        if asked is None and not how.no_model:
            say("no OPENAI_API_KEY: the stories are told in their sources' own sentences")
        if isinstance(made, pipeline.Waiting):
            for line in made.lines:
                say(line)
            report({"waiting": made.lines}, ())
            yield None
            return
        yield made
        if run is not None:
            run.done()


def _clients(
    chosen: "Settings", store: "Store", listener: "Report", log: Log, how: _How
) -> "Team | None":
    """Who writes, who judges, and who comes after them; None where there is nobody to ask.

    Raises ConfigError where a flag needs somebody.
    """
    if how.no_model and how.needs_one:
        raise ConfigError(f"{how.needs_one} asks a model, and --no-model asks nobody: choose one")
    if how.no_model:
        return None
    from digest.pipeline.clients import Roster

    asked = Roster(chosen, flags.secrets(), store, listener, log).team()
    if asked is None and how.needs_one:
        raise ConfigError(
            f"{how.needs_one} needs a key or an endpoint: set OPENAI_API_KEY, or "
            "OPENAI_BASE_URL for a server that wants none"
        )
    return asked


def _deliver(built: "Built", chosen: "Settings", store: "Store", out: Path | None) -> None:
    """Write the edition and remember it, in this order: nothing is remembered that is not there."""
    from digest import pipeline, rendering

    digest = built.digest
    if out == STDOUT:
        put(pipeline.in_form(digest, "markdown", chosen), STDOUT)
    else:
        folder, problems = pipeline.publish(digest, chosen)
        now = built.gathered.order.now
        store.editions.add(digest, chosen.edition.newsletter, str(folder.resolve()), now)
        built.gathered.memory.commit()
        page = folder / rendering.FORMS["html"].file
        say(f"wrote {folder}; to see it: digest open, or {page}")
        for problem in problems:
            say(problem)
        report(facts(built, folder), ())
    if missing := pipeline.missing_labels(digest, chosen):
        say(missing)
    for line in account(built):
        say(line)


def _explain(gathered: "Gathered") -> None:
    from digest.cli.stories import explained
    from digest.stories import Explainer

    explainer = Explainer(tuple(gathered.articles.values()))
    asked = gathered.grouping.asked
    for line in explained(gathered.stories, gathered.articles, explainer, asked):
        say(line)
    for left in gathered.grouping.left_out:
        say(f"left out, {left.reason}: {gathered.articles[left.articles[0]].called}")


def _plan(order: "Order", chosen: "Settings", store: "Store") -> None:
    """The requests that a build would make and their price, on standard output."""
    from digest import pipeline
    from digest.pipeline.clients import Roster

    roster = Roster(chosen, flags.secrets(), store)
    with progress() as listener:
        writer = roster.writer()
        judge = roster.judge(writer) if writer else None
        gathered, plan = pipeline.plan(order, chosen, store, judge, listener, writer=writer)
    report(
        {
            "articles": len(gathered.articles),
            "stories": len(gathered.stories),
            "requests": plan.requests,
            "article_tokens": plan.article_tokens,
            "input_tokens": plan.input_tokens,
            "output_tokens": plan.output_tokens,
            "cost": plan.cost,
        },
        planned(gathered, plan),
    )
