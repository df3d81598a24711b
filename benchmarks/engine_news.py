"""Invented reports for the engine's benchmark: as many events as wanted, each like no other."""

import json
import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

NOW = datetime(2026, 10, 21, 6, tzinfo=UTC)
_HEADS = (
    *("Bar", "Cal", "Dor", "Fen", "Gal", "Har", "Ist", "Kel", "Lor", "Mar"),
    *("Nor", "Ost", "Pel", "Ram", "Sel", "Tor", "Ulm", "Vel", "Wen", "Yar"),
)
_TAILS = (
    *("by", "dale", "field", "ford", "gate", "ham", "holm", "leigh", "mere"),
    *("mouth", "port", "ridge", "stow", "ton", "wick", "worth"),
)
_THINGS = (
    *("harbour", "bridge", "library", "tramway", "reservoir", "hospital", "market", "theatre"),
    *("quarry", "orchard", "ferry", "school", "stadium", "museum", "sawmill", "brewery"),
)
_DEEDS = (
    *("closed", "reopened", "flooded", "sold", "rebuilt", "inspected", "evacuated", "fined"),
    *("extended", "renamed", "searched", "damaged", "insured", "auctioned", "restored"),
)
_SENTENCES = (
    "The {thing} in {place} was {deed} on Tuesday after {n} people had asked for it, {why}.",
    "{person}, who leads the council of {place}, said the work would cost £{cost} million, {why}.",
    "Inspectors found {n} faults at the {thing} in {place} last week, {why}.",
    "Residents of {place} collected {m} signatures for the {thing} in the summer, {why}.",
    "The company {firm} will look after the {thing} until March, {why}.",
    "{person} told a meeting in {place} that {n} jobs depended on the {thing}, {why}.",
    "The police in {place} counted {m} visitors near the {thing} on Sunday, {why}.",
    "{firm} had promised {n} new places for apprentices at the {thing}, {why}.",
)
_WHYS = (
    "as the town had hoped", "which surprised few", "as was agreed in spring", "records show",
    "the paper reported", "which is twice as many as a year before", "as planned",
)  # fmt: skip
_OUTLETS = ("Harbour Courier", "Evening Star", "Daily Beacon", "Tarn Echo")


def rows(stories: int, articles_each: int) -> Iterator[str]:
    """One JSON line an article, story by story."""
    for number in range(stories):
        chance = random.Random(number)
        event = {
            "place": _name(chance) + _name(chance).lower(),
            "person": f"{_name(chance)} {_name(chance)}",
            "firm": f"{_name(chance)} {_name(chance)}",
            "thing": chance.choice(_THINGS),
            "deed": chance.choice(_DEEDS),
            "n": chance.randint(11, 99),
            "m": chance.randint(101, 9999),
            "cost": chance.randint(2, 90),
        }
        for article, outlet in zip(range(articles_each), _OUTLETS, strict=False):
            yield json.dumps(_row(event, outlet, number, article, chance)) + "\n"


def _row(
    event: dict[str, object], outlet: str, number: int, article: int, chance: random.Random
) -> dict[str, object]:
    lead, *rest = _SENTENCES
    chance.shuffle(rest)
    told = [form.format(**event, why=chance.choice(_WHYS)) for form in (lead, *rest)]
    published = NOW - timedelta(hours=2 + number % 20, minutes=article)
    return {
        "id": f"{number}-{article}",
        "url": f"https://{outlet.lower().replace(' ', '-')}.example/{number}",
        "source": outlet,
        "title": "The {thing} in {place} was {deed}".format(**event),
        "published": published.isoformat(),
        "language": "en",
        "text": " ".join(told),
    }


def _name(chance: random.Random) -> str:
    return chance.choice(_HEADS) + chance.choice(_TAILS)
