"""What is old and can be had again goes; what cannot stays, however old it is."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from digest.model import Correction, Usage
from digest.store import Store, open_store
from digest.store.holdings import KINDS, MARKS_STAY
from digest.store.limits import AT_ONCE
from digest.store.schema import metadata
from tests.store.changes import run
from tests.store.conftest import Place
from tests.store.printed import edition

NOW = datetime.now(UTC)
LONG_AGO, LATELY = NOW - timedelta(days=100), NOW - timedelta(days=80)
BEFORE = NOW - timedelta(days=90)


def filled(place: Place) -> Store:
    """A store with an old and a newer record of each kind that can be dropped."""
    with open_store(place) as store:
        for name, at in (("old", LONG_AGO), ("new", LATELY)):
            store.answers.put(name, "answer")
            store.articles.keep("feed", {name: "body"}, at)
            store.rounds.begin(name, "press", at, "plan")
            store.rounds.keep(name, "read", "1", "part")
            store.tellings.keep({name: "told"}, at)
            store.feeds.commit("Daily", {name: "state"}, [name])
        store.articles.keep("another feed", {"old and new": "body"}, LONG_AGO)
        store.articles.keep("feed", {"old and new": "body"}, LATELY)
        store.leases.claim("ended", longest=timedelta(0))
        store.leases.claim("held")
    run(
        place,
        f"UPDATE answers SET created = '{LONG_AGO.isoformat()}' WHERE key = 'old'",
        f"UPDATE seen_items SET seen = '{LONG_AGO.isoformat()}' WHERE item = 'old'",
    )
    return open_store(place)


def test_what_is_old_goes_and_nothing_else(place: Place) -> None:
    """Counted first as it is dropped then; a second time nothing is left to drop."""
    with filled(place) as store:
        kinds = ["answers", "tellings", "articles", "rounds", "seen entries", "leases"]
        expected = dict.fromkeys(kinds, 1)
        assert expected == store.old(BEFORE)
        assert expected == store.prune(BEFORE)
        assert dict.fromkeys(kinds, 0) == store.prune(BEFORE)

        assert {"new": "told"} == store.tellings.get(["old", "new"])
        assert ["new"] == [one.key for one in store.answers.all()]
        assert {"new", "old and new"} == store.articles.bodies(["old", "new", "old and new"]).keys()
        given = store.articles.given(["feed", "another feed"], after=None, until=NOW)
        assert {"feed": ("new", "old and new"), "another feed": ("old and new",)} == given
        assert ["new"] == [one.round for one in store.rounds.latest("press", 9)]
        assert ({}, {"1": "part"}) == tuple(store.rounds.parts(r, "read") for r in ("old", "new"))
        assert {"new"} == store.feeds.seen("Daily", ["old", "new"]).keys()
        assert ("state", "state") == store.feeds.states("Daily")
        assert not store.leases.claim("held")


def test_what_cannot_be_had_again_stays_for_ever(place: Place) -> None:
    with open_store(place) as store:
        first = edition("a")
        store.editions.add(first, "Daily", "/1", LONG_AGO)
        store.corrections.add("Daily", first.edition, Correction(at=LONG_AGO, text="It held."))
        store.spending.add("Daily", 1, LONG_AGO, {"velo-1": Usage(requests=1, cost=0.25)})
        store.deliveries.record("1", "ada@example.org", "sent", "")
        store.subscriptions.leave("bo@example.org")

        store.prune(NOW + timedelta(days=1))

        kept = {one.kind: one.rows for one in store.holdings()}
        kinds = ("editions", "corrections", "spending", "deliveries", "subscriptions")
        assert dict.fromkeys(kinds, 1) == {kind: kept[kind] for kind in kinds}
        assert len(store.editions.printed("Daily", ["c"], first.edition.date)) == 1


def test_what_feeds_may_still_show_is_not_forgotten_early(store: Store) -> None:
    """However little is to be kept: a feed that changes seldom is read whole but now and then."""
    store.feeds.commit("Daily", {}, ["entry"])

    assert MARKS_STAY > timedelta(days=60)
    assert 0 == store.prune(NOW + timedelta(days=1))["seen entries"]
    assert store.feeds.seen("Daily", ["entry"])


def test_more_than_one_part_is_dropped(store: Store) -> None:
    names = [f"{number:05}" for number in range(2 * AT_ONCE + 1)]
    store.articles.keep("feed", dict.fromkeys(names, "body"), LONG_AGO)

    assert len(names) == store.prune(BEFORE)["articles"]
    assert {"feed": ()} == store.articles.given(["feed"], after=None, until=NOW)


def test_each_table_is_of_one_kind() -> None:
    """What is added to the store is counted, and somebody decides whether it is dropped."""
    counted = [table for kind in KINDS.values() for table in kind.tables]

    assert sorted(metadata.tables) == sorted(table.name for table in counted)


def test_holdings_are_counted_with_their_bytes(place: Place) -> None:
    with filled(place) as store:
        before = {one.kind: one for one in store.holdings()}
        store.answers.put("long", "é" * 50_000)
        store.editions.add(edition("a"), "Daily", "/1", LONG_AGO)
        after = {one.kind: one for one in store.holdings()}

        assert (2, 3) == (before["answers"].rows, after["answers"].rows)
        assert before["feeds"] == after["feeds"]
        assert before["editions"].rows == 0
        assert after["editions"].bytes > before["editions"].bytes
        if isinstance(place, Path):  # a server packs them itself
            assert 100_000 < after["answers"].bytes - before["answers"].bytes < 100_200
        assert sum(one.bytes for one in after.values()) <= store.size()


def test_a_file_gets_smaller_when_it_is_compacted(place: Place) -> None:
    with open_store(place) as store:
        store.tellings.keep({f"{n}": f"{n * 7919}" * 500 for n in range(3000)}, LONG_AGO)
        full = store.size()
        store.prune(BEFORE)
        store.compact()

        assert store.size() < full or isinstance(place, str)
        store.tellings.keep({"a": "told"}, NOW)
    with open_store(place) as store:
        assert {"a": "told"} == store.tellings.get(["a"])
