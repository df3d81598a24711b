"""Doubtful pairs on the journey: who is asked, what it costs, and that it is shown."""

import json
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest

from digest import pipeline, settings
from digest.cli.stories import explained
from digest.errors import LlmRejected
from digest.llm.purse import Limits, Purse
from digest.llm.reply import Reply
from digest.pipeline import Gathered, Order, gather
from digest.pipeline.pair_reader import reader_of
from digest.pipeline.repeats import fresh_or_line
from digest.sources import Place
from digest.store import Store, open_store
from digest.stories import Explainer
from tests.building import point, told_as
from tests.told_stories import ScriptedClient, form_of, user_text

NOW = datetime(2031, 5, 6, 8, tzinfo=UTC)
ROWS = [
    {
        "title": "Dam above Velmora gives way after three days of rain",
        "text": "The Kessin dam above the town of Velmora gave way on Saturday night, flooding four"
        " hundred homes. Mayor Ilse Brandt said eleven people were missing. The army is bringing"
        " people to safety with boats.",
        "source": "Velmora Post",
        "date": "2031-05-04",
    },
    {
        "title": "Kessin-Staudamm bei Velmora gebrochen",
        "text": "Nach drei Tagen Regen ist in der Nacht zum Sonntag der Kessin-Damm oberhalb von"
        " Velmora gebrochen. Rund vierhundert Häuser stehen unter Wasser, elf Menschen werden"
        " vermisst, wie Bürgermeisterin Ilse Brandt mitteilte.",
        "source": "Lüders Anzeiger",
        "date": "2031-05-04",
    },
    {
        "title": "Late frost takes a third of the apple blossom",
        "text": "A late frost destroyed a third of the apple blossom in the Mossel valley on Sunday."
        " Growers lit fires between the trees to keep the cold away until the morning.",
        "source": "Valley Herald",
        "date": "2031-05-05",
    },
]


class Comparing(ScriptedClient):
    """Passes the exam, and says the same of all pairs; `says` may be a fault instead."""

    def __init__(self, says: str | Exception = "same", **given: object) -> None:
        super().__init__(**given)  # type: ignore[arg-type]
        self.says = says
        self.compared: list[str] = []

    def _said(self, body: Mapping[str, object]) -> Reply:
        if form_of(body) != "comparison":
            return super()._said(body)
        self.compared.append(user_text(body))
        if isinstance(self.says, Exception):
            raise self.says
        numbers = re.findall(r"^Pair (\d+):", self.compared[-1], re.MULTILINE)
        pairs = [{"pair": int(n), "differs": "the outlet", "answer": self.says} for n in numbers]
        return Reply(text=json.dumps({"pairs": pairs}), input_tokens=100, output_tokens=20)


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    monkeypatch.chdir(tmp_path)
    lines = "".join(json.dumps(row) + "\n" for row in ROWS)
    (tmp_path / "news.jsonl").write_text(lines, encoding="utf-8")
    return open_store(tmp_path / "digest.sqlite")


def order() -> Order:
    return Order(places=[Place(address="news.jsonl")], now=NOW, again=True)


def gathered(store: Store, client: ScriptedClient, **flags: dict[str, object]) -> Gathered:
    chosen = settings.load(None, flags)
    return gather(order(), chosen, store, reader=reader_of(chosen, client))


def titles(found: Gathered) -> list[Sequence[str]]:
    return [[found.articles[at].source for at in story.articles] for story in found.stories]


TOGETHER = {"Velmora Post", "Lüders Anzeiger"}


def test_a_model_that_passed_the_exam_joins_two_languages(store: Store) -> None:
    client = Comparing()

    found = gathered(store, client)

    assert TOGETHER in map(set, titles(found))
    assert 1 == len(client.compared)


@pytest.mark.parametrize(
    ("client", "flags"),
    [
        (Comparing(is_fit=False), {}),
        (Comparing(), {"stories": {"ask": "never"}}),
        (Comparing(), {"llm": {"mode": "choose"}}),
    ],
)
def test_nobody_is_asked_that_may_not_judge(
    store: Store, client: Comparing, flags: dict[str, dict[str, object]]
) -> None:
    """Failed in the exam, switched off, or a model that only chooses: words alone decide."""
    found = gathered(store, client, **flags)

    assert [] == client.compared
    assert 3 == len(found.stories)


@pytest.mark.parametrize(
    "client",
    [
        Comparing(LlmRejected("down")),
        Comparing("perhaps"),
        Comparing(purse=Purse(Limits(requests=0))),
    ],
    ids=["dead", "malformed", "no money"],
)
def test_a_failed_request_leaves_its_pairs_apart(store: Store, client: Comparing) -> None:
    """The edition goes on; no story is joined on nobody's word."""
    assert 3 == len(gathered(store, client).stories)


def test_answers_are_paid_once(store: Store) -> None:
    """A second build of the same articles asks nothing and joins the same."""
    first = gathered(store, Comparing(answers=store.answers))
    second = Comparing(answers=store.answers)

    assert titles(first) == titles(gathered(store, second))
    assert [] == second.compared
    assert 0 == second.usage.requests


def test_the_requests_are_paid_from_the_same_purse(store: Store) -> None:
    client = Comparing()

    gathered(store, client)

    assert 0 < client.usage.requests
    assert 0 < client.usage.input_tokens


def test_a_dry_run_counts_the_requests_and_makes_none(store: Store) -> None:
    chosen = settings.load(None, {})
    client, paid = Comparing(), Comparing(answers=store.answers)

    _, plan = pipeline.plan(order(), chosen, store, client)
    gathered(store, paid)
    _, known = pipeline.plan(order(), chosen, store, Comparing(answers=store.answers))

    assert [] == client.compared
    assert 1 == sum(request.what == "grouping" for request in plan.requests)
    assert {"exam"} <= {request.what for request in plan.requests}
    assert {"grouping", "exam"}.isdisjoint(request.what for request in known.requests)


def test_a_follow_up_with_nothing_new_is_a_line_of_the_story_it_follows(store: Store) -> None:
    """It is measured against what the first story tells in the same edition."""
    later = dict(ROWS[1], date="2031-05-05")
    rows = "".join(json.dumps(row) + "\n" for row in (ROWS[0], later, ROWS[2]))
    Path("news.jsonl").write_text(rows, encoding="utf-8")
    found = gathered(store, Comparing("follow_up"))
    fact = point("The Kessin dam gave way above Velmora.", ("any", 0))
    same = [told_as(points=(fact,)) for _ in found.stories]

    told, _ = fresh_or_line(found, same, "line")

    sources = {
        found.articles[story.articles[0]].source: (story, summary) for story, summary in told
    }
    (first, before), (second, after) = (
        sources[name] for name in ("Velmora Post", "Lüders Anzeiger")
    )
    assert first.thread == second.thread
    assert [True, False] == [summary.points[0].is_new for summary in (before, after)]
    assert second.continues == f"2031-05-04: {ROWS[0]['title']}"


def test_what_was_asked_is_explained(store: Store) -> None:
    found = gathered(store, Comparing())
    explainer = Explainer(tuple(found.articles.values()))

    lines = list(explained(found.stories, found.articles, explainer, found.grouping.asked))

    [line] = [line for line in lines if "asked about" in line]
    assert "Velmora Post" in line
    assert "Lüders Anzeiger" in line
    assert line.endswith("one event (the outlet)")
