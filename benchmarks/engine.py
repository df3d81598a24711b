"""How the engine asks: rate limits used and not run into, failures that cost themselves alone.

`python -m benchmarks.engine` runs servers on loopback that limit, delay and fail; `--long` adds
the runs of 5,000 requests, `--only NAME` chooses. Figures of time are ratios to what the server
allows, so they hold on a busy machine.
"""

import argparse
import json
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.engine_news import NOW, rows
from digest import pipeline, settings
from digest.llm.answer_form import Form
from digest.llm.answers import AnswerStore
from digest.llm.client import LlmClient
from digest.llm.endpoint import Endpoint
from digest.llm.patience import Patience
from digest.llm.purse import Limits, Price, Purse, Rates
from digest.llm.request import Answer, Request
from digest.pipeline import Order
from digest.pipeline.clients import Roster
from digest.settings import Secrets
from digest.sources import Place
from digest.store import open_store

Figures = dict[str, float | int | str]


MODULE = "benchmarks.engine_server"


BAD = json.loads(next(rows(1, 1)))["title"].removeprefix("The ")
"""Words of one story alone."""


class Echo(Form):
    number: int


@contextmanager
def serving(**manners: object) -> Iterator[tuple[str, Callable[[], dict[str, float]]]]:
    """A server with such manners: its address, and what it has counted."""
    command = [sys.executable, "-m", MODULE, json.dumps(manners)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        address = f"http://127.0.0.1:{server.stdout.readline().strip()}"

        def counted() -> dict[str, float]:
            with urllib.request.urlopen(f"{address}/stats") as answer:
                return dict(json.load(answer))

        try:
            yield f"{address}/v1", counted
        finally:
            server.kill()


def client_at(
    address: str, workers: int, answers: AnswerStore | None = None, **given: object
) -> LlmClient:
    """A client as a build has it."""
    endpoint = Endpoint(
        api_key="none", model="copyist", base_url=address, patience=Patience(), workers=workers
    )
    return LlmClient(endpoint, answers=answers, **given)  # type: ignore[arg-type]


def asked(number: int, words: int = 0) -> Request[Echo]:
    """A request whose answer is its number; the longer, the more words it has."""
    return Request(
        name="echo",
        system="Repeat the number. " + "word " * words,
        user=str(number),
        form=Echo,
        highest=1 << 20,
        expected_tokens=10,
        room_tokens=100,
    )


def many(requests: int, workers: int, allowed_a_second: float, **manners: object) -> Figures:
    """The share of a limit that is used over so many requests, and what was refused."""
    with (
        serving(**manners) as (address, counted),
        TemporaryDirectory() as folder,
        open_store(Path(folder) / "store.sqlite") as store,
    ):
        client = client_at(address, workers, store.answers)
        sizes = [asked(number, number * 7919 % 300) for number in range(requests)]
        began, used = time.monotonic(), time.process_time()
        answers = client.ask_all(sizes)
        seconds, cpu = time.monotonic() - began, time.process_time() - used
        found = counted()
    return {
        "answered": sum(isinstance(answer, Answer) for answer in answers) / requests,
        "share": round(requests / allowed_a_second / seconds, 3),
        "refused": round(found["refused"] / requests, 4),
        "cpu_ms": round(1000 * cpu / requests, 2),
    }


def built(stories: int, workers: int, *, articles_each: int = 1, **manners: object) -> Figures:
    """A build of invented stories against a server: what the model told, and what it took."""
    limits = manners.pop("limits", None)
    with serving(**manners) as (address, counted), TemporaryDirectory() as folder:
        store = open_store(Path(folder) / "store.sqlite")
        place = Path(folder) / "articles.jsonl"
        place.write_text("".join(rows(stories, articles_each)))
        price = Price(input=0.25, output=2.0)
        client = client_at(
            address,
            workers,
            store.answers,
            rates=Rates("copyist", address, price),
            purse=Purse(limits if isinstance(limits, Limits) else None),
        )
        chosen = settings.load(
            None,
            {
                "edition": {"stories": stories, "stories_per_section": stories},
                "stories": {"per_outlet": 1},
            },
        )
        order = Order(places=[Place(address=str(place))], now=NOW, again=True)
        began = time.monotonic()
        outcome = pipeline.build(order, chosen, store, client)
        seconds, found = time.monotonic() - began, counted()
        store.close()
    told = [story.summary.method for story in outcome.digest.stories]
    return {
        "stories": len(told),
        "by_model": round(told.count("model") / len(told), 3),
        "requests": int(found["requests"]),
        "refused": round(found["refused"] / max(1, found["requests"]), 4),
        "seconds": round(seconds, 2),
        "last_answer_s": round(found["last"], 2),
        "answers": int(found["answers"]),
        "cost": outcome.digest.usage.cost or 0.0,
    }


def reckoned(days: int = 3, stories: int = 15) -> Figures:
    """What `--dry-run` says a day will cost over its bill, for the days after the first."""
    lines = list(rows(days * stories, 3))
    with serving() as (address, _), TemporaryDirectory() as folder:
        store = open_store(Path(folder) / "store.sqlite")
        llm = {"base_url": address, "model": "copyist", "price_input": 0.25, "price_output": 2.0}
        chosen = settings.load(None, {"llm": llm, "stories": {"per_outlet": 1}})
        known, ratios = Secrets(api_key="none"), []
        for day in range(days):
            place = Path(folder) / f"{day}.jsonl"
            place.write_text("".join(lines[day * stories * 3 : (day + 1) * stories * 3]))
            order = Order(places=[Place(address=str(place))], now=NOW, again=True)
            planning, client = (Roster(chosen, known, store).writer() for _ in range(2))
            _, plan = pipeline.plan(order, chosen, store, planning)
            spent = pipeline.build(order, chosen, store, client).digest.usage.cost
            ratios.append((plan.cost or 0.0) / (spent or 1.0))
        store.close()
    return {"least": round(min(ratios[1:]), 3), "most": round(max(ratios[1:]), 3)}


@dataclass(frozen=True, kw_only=True)
class Run:
    """One line of the benchmark: what is run, and bounds of its figures."""

    measure: Callable[[], Figures]
    least: Mapping[str, float] = field(default_factory=dict)
    most: Mapping[str, float] = field(default_factory=dict)
    is_long: bool = False

    def fallen(self, figures: Figures) -> list[str]:
        """The figures that lie outside their bounds."""
        low = [f"{n} < {least}" for n, least in self.least.items() if float(figures[n]) < least]
        return low + [f"{n} > {most}" for n, most in self.most.items() if float(figures[n]) > most]


_PACED = {"answered": 1.0, "share": 0.95}
RUNS: Mapping[str, Run] = {
    "two a second": Run(
        measure=lambda: built(293, 8, rate=2, burst=2, latency=0.05),
        least={"by_model": 1.0},
        most={"refused": 0.02},
        is_long=True,
    ),
    "five a second": Run(
        measure=lambda: built(293, 16, rate=5, burst=5, latency=0.05, tells_limits=True),
        least={"by_model": 1.0},
        most={"refused": 0.02},
        is_long=True,
    ),
    "hundred a second": Run(
        measure=lambda: many(5000, 200, 100, rate=100, latency=0.5),
        least={"answered": 1.0, "share": 0.97},
        most={"refused": 0.01, "cpu_ms": 3.5},
        is_long=True,
    ),
    "limit of tokens": Run(
        measure=lambda: many(5000, 200, 100, rate=1000, tokens=47_000, latency=0.5),
        least={"answered": 1.0},
        most={"refused": 0.01},
        is_long=True,
    ),
    "limit halved": Run(
        measure=lambda: many(5000, 200, 66.7, rate=100, latency=0.5, halves_after=2500),
        least=_PACED,
        most={"refused": 0.01},
        is_long=True,
    ),
    "sixty articles": Run(
        measure=lambda: built(15, 16, articles_each=4, latency=1.0),
        least={"by_model": 1.0},
        most={"requests": 19},
    ),
    "one bad story": Run(
        measure=lambda: built(40, 8, latency=0.05, fails_on=BAD),
        least={"by_model": 0.96},
    ),
    "five cents": Run(
        measure=lambda: built(40, 8, latency=0.05, thinks=1500, limits=Limits(cost=0.05)),
        most={"cost": 0.05},
    ),
    "reckoning": Run(measure=reckoned, least={"least": 0.9}, most={"most": 1.1}),
    "busy, then nonsense": Run(
        measure=lambda: built(40, 8, latency=0.05, busy=(0.0, 20.0), garbage=(20.0, 30.0)),
        least={"by_model": 1.0},
    ),
}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.engine", description=__doc__)
    parser.add_argument("--long", action="store_true", help="with the runs that take minutes")
    parser.add_argument("--only", choices=RUNS, help="one run")
    options = parser.parse_args()
    fallen = []
    for name, run in RUNS.items():
        if name == options.only or (options.only is None and (options.long or not run.is_long)):
            figures = run.measure()
            print(f"{name}: " + ", ".join(f"{n} {figure}" for n, figure in figures.items()))
            fallen += [f"{name}: {fault}" for fault in run.fallen(figures)]
    for fault in fallen:
        print(fault, file=sys.stderr)
    sys.exit(bool(fallen))


if __name__ == "__main__":
    main()
