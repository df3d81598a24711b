"""An outlet is called by a name that a reader knows, whatever its feed or page says of itself."""

import time

import pytest

from digest.language.outlets import belongs, outlet_name

QUAY = "https://www.quayherald.example/a/1"


@pytest.mark.parametrize(
    ("told", "name"),
    [
        ("Quay Herald", "Quay Herald"),
        ("Quay Herald - RSS", "Quay Herald"),
        ("Quay Herald RSS Feed", "Quay Herald"),
        ("Quay Herald (Atom)", "Quay Herald"),
        ("Flux RSS de Quay Herald", "Quay Herald"),
        ("Harbour & Coast | Quay Herald", "Quay Herald"),
        ("Quay Herald » Politics » Council", "Quay Herald"),
        ("Quay Herald: Sport", "Quay Herald"),
        ("Latest from The Quay Herald", "The Quay Herald"),
        ("The Quay Herald – news, views and weather from the coast", "The Quay Herald"),
        ("Search results for bridge | Quay Herald", "Quay Herald"),
        ("Top stories - QuayHerald.example", "QuayHerald.example"),
        ("Schlagzeilen – Quay Herald", "Quay Herald"),
        ("À la une - Quay Herald", "Quay Herald"),
        ("Quay Herald Search Found 1000 Records", "Quay Herald Search Found 1000 Records"),
        ("Velmouth Society for Ferries and Bridges", "Velmouth Society for Ferries and Bridges"),
    ],
)
def test_the_name_is_what_the_address_is_made_of(told: str, name: str) -> None:
    """Sections, taglines, queries and feed labels around it go."""
    assert name == outlet_name(told, QUAY)


@pytest.mark.parametrize(
    "told",
    [
        "RSS",
        "World",
        "Top stories",
        "Nachrichten",
        "quayherald.example",
        QUAY,
        '"swing bridge"',
        "Search results for swing bridge",
        "/",
        " ",
        "1 - 2",
    ],
)
def test_what_is_no_name_is_none(told: str) -> None:
    """A section, a query or an address leaves it to others to name the outlet."""
    assert outlet_name(told, QUAY) is None


@pytest.mark.parametrize(
    ("told", "address", "name"),
    [
        ("Ausland - Lorner Allgemeine Zeitung", "https://www.laz.example/a", "Lorner Allgemeine Zeitung"),
        ("NDTV-like Sarn TV: World", "https://sarntv.example", "NDTV-like Sarn TV"),
        ("Zürcher Bote | Sport", "https://zuercherbote.example/a", "Zürcher Bote"),
        ("Sport | Zürcher Bote", "https://zurcherbote.example/a", "Zürcher Bote"),
        ("Tide – TIDE", "https://tide.example", "Tide"),
        ("World", "https://world.example", "World"),
        ("ORN Topics: World", "https://www.orn.example", "ORN Topics"),
        ("ORN Search Found All Of 1000 Records", "https://www.orn.example", "ORN"),
        ("Arts and Ego", "https://ada.example", "Arts and Ego"),
        ("Atom Herald", "https://www.atomherald.example/a", "Atom Herald"),
        ("World | Atom Herald RSS", "https://www.atomherald.example/a", "Atom Herald"),
        ("Atom Herald: World", "https://www.atomherald.example/a", "Atom Herald"),
        ("Daily Feed", "https://dailyfeed.example/a", "Daily Feed"),
        ("RSS", "https://rss.example/a", "RSS"),
        ("lorne.example - An Archive of Ferry Timetables for Island Readers",
         "https://lorne.example/a", "lorne.example"),
        ("Harbour Diary | lorne.example", "https://lorne.example/a", "lorne.example"),
        ("lorne.example | Lorne Courier", "https://lorne.example/a", "Lorne Courier"),
        ("7to9Post", "https://7to9post.example", "7to9Post"),
        ("Harbour Diary | Notes by Ada Quill", "https://diaries.example/ada", "Harbour Diary"),
        ("www.lorne.example", None, "lorne.example"),
        ("https://news.lorne.example/", None, "lorne.example"),
        ("Lorne.example", None, "Lorne.example"),
    ],
)  # fmt: skip
def test_addresses_shorten_names_in_many_ways(told: str, address: str | None, name: str) -> None:
    """Initials, umlauts and accents; where nothing fits, the first part of a few words."""
    assert name == outlet_name(told, address)


def test_a_domain_belongs_to_the_outlet_it_is_made_of() -> None:
    """So an aggregator's domain is nobody's whose articles it lists."""
    assert belongs("Daily Channel North", "dailychannel.example")
    assert belongs("dailychannel.example", "dailychannel.example")
    assert not belongs("Daily Channel", "aggregator.example")
    assert not belongs("Ap", "shape.example")


@pytest.mark.parametrize("told", ["a " * 5000, "a" * 5000, "- " * 5000, "rss " * 3000])
def test_a_hostile_name_costs_no_time(told: str) -> None:
    """A name made to be hard to take apart is taken apart as quickly as another."""
    start = time.process_time()

    outlet_name(told, f"https://{'a' * 60}.example/")

    assert time.process_time() - start < 1
