"""What the jobs of a fleet leave to each other: articles, rounds and told stories, each once."""

import json
from datetime import timedelta, timezone

import pytest
from sqlalchemy import text

from digest.errors import StoreError
from digest.store import Store, open_store
from digest.store.limits import AT_ONCE
from tests.store.changes import ONE_LINE
from tests.store.conftest import Place
from tests.store.printed import NOW

COURIER, HERALD = "https://harbour-courier.example/feed.xml", "https://skarn-herald.example"
HOUR = timedelta(hours=1)
SAID = """
The harbour wall of Skarn has to be closed until spring because frost has opened joints that divers
found wide enough for a hand said engineer Maren Holt on Tuesday while council members asked who
would pay for repairs after ferries were moved to another quay where fishermen wait longer than
before and shopkeepers fear quiet weeks although nobody was hurt when stones fell at night
"""
WORDS = SAID.split()


def report(number: int, words: int) -> str:
    """An article that was never written, of so many words, no two alike."""
    step = 7 + 2 * (number % 40)
    said = [WORDS[(number + step * n + n * n // 5) % len(WORDS)] for n in range(words)]
    for end in range(14, words, 15):
        said[end] += f" {number * end % 9973}."
    return " ".join(said)


def body(number: int, words: int = 600) -> str:
    """It as JSON, as the fleet keeps it: with its sentences as spans."""
    said = report(number, words)
    ends = [place + 1 for place, letter in enumerate(said) if letter == "."]
    spans = list(zip([0, *ends], ends, strict=False))
    return json.dumps({"id": f"{number:064x}", "title": said[:60], "text": said, "spans": spans})


def test_an_article_that_two_places_give_is_kept_once(place: Place) -> None:
    """In the next run too, and letter by letter, whatever stands in it."""
    strange = '{"text": "Straße \0 \ud800 海"}'
    with open_store(place) as first:
        first.articles.keep(COURIER, {"a": strange, "b": body(1)}, NOW)
        first.articles.keep(HERALD, {"a": strange}, NOW + HOUR)
        first.articles.keep(HERALD, {}, NOW + HOUR)

    with open_store(place) as store:
        assert {"a": strange, "b": body(1)} == store.articles.bodies(["a", "b", "never read"])
        found = store.articles.given([COURIER, HERALD, "else"], after=None, until=NOW + HOUR)
        assert {COURIER: ("a", "b"), HERALD: ("a",), "else": ()} == found
        assert {} == store.articles.bodies([])
        with store._database.reading() as connection:
            assert 2 == connection.scalar(text("SELECT count(*) FROM kept_articles"))


def test_an_article_is_new_at_a_place_once(store: Store) -> None:
    """A place that shows it again, or at greater length, does not give it anew."""
    store.articles.keep(COURIER, {"a": "short"}, NOW)
    store.articles.keep(COURIER, {"a": "longer", "b": "other"}, NOW + HOUR)

    assert {"a": "longer"} == store.articles.bodies(["a"])
    given = store.articles.given([COURIER], after=None, until=NOW)
    assert {COURIER: ("a",)} == given
    assert {COURIER: ("b",)} == store.articles.given([COURIER], after=NOW, until=NOW + HOUR)
    assert {COURIER: ()} == store.articles.given([COURIER], after=NOW + HOUR, until=NOW + 2 * HOUR)


def test_moments_are_the_same_in_every_zone(store: Store) -> None:
    """A reading at six in Skarn and the window of an edition that is made elsewhere agree."""
    skarn = timezone(timedelta(hours=9))
    store.articles.keep(COURIER, {"a": "1"}, NOW.astimezone(skarn))
    store.articles.keep(COURIER, {"b": "1"}, NOW + timedelta(microseconds=1))

    assert {COURIER: ("a",)} == store.articles.given([COURIER], after=None, until=NOW)
    after = NOW.astimezone(skarn)
    assert {COURIER: ("b",)} == store.articles.given([COURIER], after=after, until=NOW + HOUR)


@pytest.mark.parametrize("name", ["é" * 2000, "news \0", "half a pair \ud800"])
def test_a_place_with_a_hostile_name_is_known_again(store: Store, name: str) -> None:
    store.articles.keep(name, {"a": "1"}, NOW)

    assert {name: ("a",)} == store.articles.given([name], after=None, until=NOW)


def test_more_articles_than_one_statement_takes_come_back(store: Store) -> None:
    names = [f"{number:05}" for number in range(2 * AT_ONCE + 1)]
    store.articles.keep(COURIER, dict.fromkeys(names, "1"), NOW)
    places = [f"{HERALD}/{name}" for name in names]
    store.articles.keep(places[-1], {names[0]: "1"}, NOW)

    assert dict.fromkeys(names, "1") == store.articles.bodies(names)
    given = store.articles.given([*places, COURIER], after=None, until=NOW)
    assert tuple(names) == given[COURIER]
    assert (names[0],) == given[places[-1]]


def test_an_article_takes_less_than_twice_its_text(store: Store) -> None:
    """Rows, indexes and the place's note of it; in articles of some 2 to 6 kB."""
    bodies = {f"{number:064x}": body(number, 300 + number % 600) for number in range(1000)}
    length = sum(len(json.loads(one)["text"]) for one in bodies.values())
    empty = store.size()
    names = list(bodies)
    for part in range(0, len(names), 10):
        some = {name: bodies[name] for name in names[part : part + 10]}
        store.articles.keep(f"{COURIER}?section={part:04}", some, NOW)

    assert 2_000 < length / len(bodies) < 6_000
    assert 0.2 < (store.size() - empty) / length < 2


def test_a_damaged_article_is_named_in_one_line(store: Store) -> None:
    store.articles.keep(COURIER, {"a": "1"}, NOW)
    with store._database.writing() as connection:
        connection.execute(text("UPDATE kept_articles SET body = :no"), {"no": b"no"})

    with pytest.raises(StoreError, match=ONE_LINE) as found:
        store.articles.bodies(["a"])
    assert "damaged" in str(found.value)


def test_a_round_is_begun_once(place: Place) -> None:
    """Whoever comes second works at what the first one began."""
    with open_store(place) as first:
        assert first.rounds.begin("r-1", "press", NOW, "plan")
        assert not first.rounds.begin("r-1", "press", NOW + HOUR, "another")

    with open_store(place) as store:
        assert store.rounds.body("r-1") == "plan"
        assert store.rounds.body("r-2") is None


def test_the_last_rounds_of_a_fleet_are_known(store: Store) -> None:
    for number, hours in ((1, 0), (2, 2), (3, 1)):
        store.rounds.begin(f"r-{number}", "press", NOW + hours * HOUR, f"plan {number}")
    store.rounds.begin("r-9", "other", NOW, "plan")

    one, two = store.rounds.latest("press", 2)

    assert ("r-2", NOW + 2 * HOUR, "plan 2") == (one.round, one.now, one.body)
    assert "r-3" == two.round
    assert () == store.rounds.latest("none", 2)


def test_the_first_to_end_a_part_is_heard(place: Place) -> None:
    """A part that two worked at left one thing, and only one of them goes on from it."""
    large = json.dumps([body(number) for number in range(300)])
    with open_store(place) as first:
        first.rounds.begin("r-1", "press", NOW, "plan")
        first.rounds.begin("r-2", "press", NOW, "plan")
        assert first.rounds.keep("r-1", "read", "2", large)
        assert not first.rounds.keep("r-1", "read", "2", "late")
        assert first.rounds.keep("r-1", "read", "1", "one")
        assert first.rounds.keep("r-1", "group", "1", "grouped")
        assert first.rounds.keep("r-2", "read", "1", "of another")

    with open_store(place) as store:
        assert [("1", "one"), ("2", large)] == list(store.rounds.parts("r-1", "read").items())
        assert {"1", "2"} == store.rounds.names("r-1", "read")
        assert store.rounds.part("r-1", "read", "2") == large
        assert store.rounds.part("r-1", "tell", "2") is None
        assert {} == store.rounds.parts("r-1", "tell")


def test_a_part_of_a_round_that_is_gone_is_refused_in_words(store: Store) -> None:
    with pytest.raises(StoreError, match=r"has nothing any more .*pruned"):
        store.rounds.keep("never begun", "read", "1", "one")


def test_a_story_is_told_once(place: Place) -> None:
    keys = [f"{number:05}" for number in range(AT_ONCE + 1)]
    with open_store(place) as first:
        first.tellings.keep({"a": "one"}, NOW)
        first.tellings.keep({"a": "two", **dict.fromkeys(keys, "x")}, NOW)
        first.tellings.keep({}, NOW)

    with open_store(place) as store:
        assert {"a": "one"} == store.tellings.get(["a", "never told"])
        assert dict.fromkeys(keys, "x") == store.tellings.get(keys)
