"""What a round would read, ask and pay, and which editions share it."""

from collections.abc import Sequence
from dataclasses import dataclass

from digest import telling
from digest.fleet.desk import Desk
from digest.fleet.kept import ALL, Planned
from digest.fleet.local import LocalEngine
from digest.fleet.rounds import Round
from digest.fleet.stages import Flow
from digest.fleet.work import Job
from digest.pipeline import from_settings
from digest.resources import loader


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """A round up to the telling."""

    places: int
    articles: int
    """That no edition has had, in the stories that are printed."""
    stories: int
    """Those that are printed, each once."""
    prints: int
    """The same, once for each edition that prints it."""
    shared: tuple[tuple[str, int], ...]
    """The stories that most editions print: the lead article's headline, and how many they are."""
    requests: int
    input_tokens: int
    output_tokens: int
    cost: float | None
    """US dollars; None where a price is not known."""


_MOST_SHARED = 10


def outlook(round_: Round, jobs: Sequence[Job], flow: Flow) -> Outlook:
    """Read, group and select for good, and reckon what telling would cost; nobody is asked."""

    def until_told(job: Job) -> Sequence[Job]:
        return [after for after in flow.run(job) if after.stage not in ("tell", "make")]

    engine = LocalEngine(report=flow.report)
    engine.put(jobs)
    engine.work(until_told)
    desk = Desk(round=round_, store=flow.store, known=flow.known)
    return _of_planned(desk, desk.left("plan", ALL, Planned))


def _of_planned(desk: Desk, planned: Planned) -> Outlook:
    requests, taken, given, cost = 0, 0, 0, 0.0 if desk.round.asks else None
    uses: dict[str, int] = {}
    titles: dict[str, str] = {}
    read = set[str]()
    for task in planned.parts.values():
        articles = desk.articles(at for story in task.stories for at in story.members)
        read |= articles.keys()
        uses |= task.uses
        titles |= {story.id: articles[story.articles[0]].title for story in task.stories}
        settings = desk.edition(task.edition)
        team = desk.team(settings)
        found = telling.plan(
            task.stories,
            articles,
            reader=team.judge if team else None,
            writer=team.writer if team else None,
            prompts=loader("prompts", settings.paths.prompts),
            options=from_settings.telling(settings),
        )
        requests += len(found.requests)
        taken += found.input_tokens
        given += found.output_tokens
        cost = None if cost is None or found.cost is None else cost + found.cost
    by_use = sorted(uses, key=lambda story: (-uses[story], story))
    return Outlook(
        places=len(desk.round.places),
        articles=len(read),
        stories=len(uses),
        prints=sum(uses.values()),
        shared=tuple((titles[story], uses[story]) for story in by_use[:_MOST_SHARED]),
        requests=requests,
        input_tokens=taken,
        output_tokens=given,
        cost=cost,
    )
