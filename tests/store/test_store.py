"""The store: what was paid, printed and sent is still known in the next run, on both databases.

Every public method of every record is called here.
"""

import inspect
import os
import platform
import subprocess
import sys
import time
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from digest.model import Correction, Usage
from digest.store import Store, open_store
from digest.store.answers import Answers
from digest.store.batches import Batches
from digest.store.corrections import Corrections
from digest.store.deliveries import Deliveries, sending_of
from digest.store.editions import Editions
from digest.store.feeds import Feeds
from digest.store.holders import holds
from digest.store.leases import Leases
from digest.store.limits import AT_ONCE, LONGEST_KEY
from digest.store.measured import Lengths
from digest.store.rounds import Rounds
from digest.store.shelf import Articles
from digest.store.spending import Bill, Spending
from digest.store.subscriptions import Subscriptions
from digest.store.tellings import Tellings
from tests.store.conftest import Place
from tests.store.printed import DAY, NOW, edition

FEED = "https://harbour-courier.example/feed.xml"
SERVER = "https://models.example/v1"


def test_an_answer_is_still_there_in_the_next_run(place: Place) -> None:
    """What was paid for is kept on disk; a second answer for the same key does not replace it."""
    with open_store(place) as first:
        first.answers.put("key", "one")
        first.answers.put("key", "two")

    with open_store(place) as second:
        assert second.answers.get("key") == "one"
        assert second.answers.get("other") is None


def test_a_forgotten_answer_is_asked_for_again(store: Store) -> None:
    store.answers.put("key", "one")
    store.answers.put("other", "kept")

    store.answers.forget("key")
    store.answers.forget("never there")

    assert store.answers.get("key") is None
    assert store.answers.get("other") == "kept"


def test_all_answers_are_looked_through_and_some_dropped(store: Store) -> None:
    """More than are read at once, each once, and as it was kept."""
    for number in range(450):
        store.answers.put(f"{number:03}", f"said {number}")

    found = list(store.answers.all())

    assert [f"said {number}" for number in range(450)] == [one.answer for one in found]
    assert found[7].created == store.answers.kept_at("007")
    store.answers.forget_all([one.key for one in found if one.key != "300"])
    assert ["300"] == [one.key for one in store.answers.all()]


def test_what_editions_have_cost_is_summed_by_month_and_model(place: Place) -> None:
    """A try that another replaced was paid for; an unknown price makes no other unknown."""
    one = Usage(requests=3, input_tokens=3_000_000_000, output_tokens=100, cost=0.25)
    unknown = Usage(requests=2, input_tokens=10, output_tokens=1, cost=None, is_estimated=True)
    with open_store(place) as first:
        first.spending.add("Daily", 1, NOW, {"velo-1": one, "judge": Usage()})
        first.spending.add("Daily", 1, NOW, {"velo-1": one})
        first.spending.add("Daily", 2, NOW, {})
        first.spending.add("Weekly", 1, NOW, {"velo-1": unknown})
        first.spending.add("Daily", 2, NOW - timedelta(days=2), {"velo-1": one})

    with open_store(place) as store:
        february, march = store.spending.bills()

    assert (
        Bill(
            month="2026-02",
            model="velo-1",
            editions=1,
            requests=3,
            input_tokens=3_000_000_000,
            output_tokens=100,
            cost=0.25,
        )
        == february
    )
    assert ("2026-03", "velo-1", 2, 8) == (
        march.month,
        march.model,
        march.editions,
        march.requests,
    )
    assert (0.5, 2, True) == (march.cost, march.unpriced, march.is_estimated)


def test_what_was_spent_since_a_moment_is_known_of_all_newsletters(store: Store) -> None:
    """A budget for a day counts by the moment itself, in whatever zone it is given."""
    paid = Usage(requests=1, cost=0.25)
    unknown = Usage(requests=1, cost=None)
    assert store.spending.since(NOW) == 0

    store.spending.add("Daily", 1, NOW - timedelta(hours=1), {"velo-1": paid})
    store.spending.add("Daily", 2, NOW, {"velo-1": paid, "judge": unknown})
    store.spending.add("Weekly", 1, NOW + timedelta(hours=1), {"velo-1": paid})

    here = timezone(timedelta(hours=5))
    assert store.spending.since(NOW.astimezone(here)) == 0.5
    assert store.spending.since(NOW + timedelta(hours=2)) == 0


def test_a_question_is_one_askers_until_it_is_answered_or_let_go(store: Store) -> None:
    assert store.answers.claim("key")
    assert not store.answers.claim("key")
    store.answers.release("key")
    assert store.answers.claim("key")
    store.answers.put("key", "one")
    assert not store.answers.claim("key"), "its answer is there"

    assert store.leases.claim("number")
    assert not store.leases.claim("number")
    assert store.leases.claim("number", again=True)
    store.leases.release("number")
    assert store.leases.claim("number")


def test_when_an_answer_was_paid_for_is_known(store: Store) -> None:
    before = datetime.now(UTC)
    store.answers.put("key", "one")

    kept = store.answers.kept_at("key")

    assert kept is not None
    assert before <= kept <= datetime.now(UTC)
    assert store.answers.kept_at("other") is None


def test_the_form_that_a_server_keeps_to_is_known_by_model(store: Store) -> None:
    """The newest finding counts, for that server and model alone."""
    assert store.answers.learned(SERVER, "small") is None

    store.answers.remember(SERVER, "small", "strict")
    store.answers.remember(SERVER, "large", "strict")
    store.answers.remember(SERVER, "small", "object")

    assert store.answers.learned(SERVER, "small") == "object"
    assert store.answers.learned(SERVER, "large") == "strict"


def test_what_a_model_needs_is_known_and_fades(store: Store) -> None:
    """Sums by kind of request; with each build the older ones count for half."""
    assert store.lengths.of(SERVER, "small") == {}

    store.lengths.add(SERVER, "small", {"draft": (4, 400, 500, 100, 40)})
    store.lengths.add(SERVER, "small", {"draft": (2, 200, 300, 60, 30), "exam": (1, 9, 9, 9, 9)})

    known = store.lengths.of(SERVER, "small")
    assert known == {"draft": (4, 400, 550, 110, 40), "exam": (1, 9, 9, 9, 9)}
    assert store.lengths.of(SERVER, "large") == {}


def test_building_the_same_articles_again_is_no_repeat(store: Store) -> None:
    """An unsent edition of the same articles is an earlier try: same number, not a past story."""
    store.editions.add(edition("a", "b"), "Daily", "digests/1", NOW)

    assert store.editions.next_number("Daily", ["b", "a"]) == 1
    assert store.editions.printed("Daily", ["a", "b"], DAY) == ()

    store.editions.add(edition("a", "b"), "Daily", "digests/1-2", NOW)
    assert len(store.editions.printed("Daily", ["c"], DAY)) == 1


def test_what_was_sent_counts_as_printed_even_for_the_same_articles(store: Store) -> None:
    store.editions.add(edition("a"), "Daily", "digests/1", NOW)
    store.editions.mark_sent("digests/1")

    [past] = store.editions.printed("Daily", ["a"], DAY)

    assert past.points == ("The harbour wall failed.",)
    assert past.text == "Wall fails at a The harbour wall at a failed. Nobody was hurt."
    assert store.editions.next_number("Daily", ["a"]) == 2


def test_a_round_makes_one_edition_of_a_newsletter(store: Store) -> None:
    """A job that is done again finds it, and what it made in vain takes no number."""
    assert store.editions.of_round("Daily", "r-1") is None
    assert store.editions.add(edition("a"), "Daily", "daily/1", NOW, in_round="r-1")

    assert store.editions.next_number("Daily", ["b"]) == 2
    assert not store.editions.add(edition("b", number=2), "Daily", "daily/2", NOW, in_round="r-1")

    assert store.editions.of_round("Daily", "r-1") == (1, "daily/1")
    assert store.editions.of_round("Daily", "r-2") is None
    assert store.editions.of_round("Weekly", "r-1") is None
    assert store.leases.claim("edition 2 of Daily")
    assert store.editions.add(edition("c"), "Weekly", "weekly/1", NOW, in_round="r-1")
    assert {"daily/1"} == store.editions.known(["daily/1", "daily/2"])


def test_a_number_of_which_nothing_was_made_is_given_back(store: Store) -> None:
    assert 1 == store.editions.next_number("Daily", ["a"])
    assert not store.leases.claim("edition 1 of Daily")

    store.editions.give_back("Daily", 1)

    assert store.leases.claim("edition 1 of Daily")


def test_a_part_is_waited_for_until_it_has_left_something(store: Store) -> None:
    """In the round of that moment, wherever the moment was told."""
    moment = datetime(2026, 11, 20, 6, 30, 0, 123456, tzinfo=UTC)
    store.rounds.begin("r-1", "/srv/press", moment, "{}")
    far = moment.astimezone(timezone(timedelta(hours=9)))

    assert store.rounds.waits("/srv/press", far, "make", "harbour")
    assert not store.rounds.waits("/srv/press", moment + timedelta(seconds=1), "make", "harbour")
    assert not store.rounds.waits("/srv/other", moment, "make", "harbour")
    store.rounds.keep("r-1", "make", "harbour", "{}")
    assert not store.rounds.waits("/srv/press", moment, "make", "harbour")
    assert store.rounds.waits("/srv/press", moment, "make", "budget")
    assert 1 == store.rounds.count("/srv/press")


def test_how_far_a_newsletter_has_read_is_known(store: Store) -> None:
    """By the moments, whatever zone each was written in, and in whatever order they came."""
    assert store.editions.last_until("Daily") is None
    late = datetime(2026, 3, 2, 6, 30, tzinfo=timezone(timedelta(hours=-1)))
    for key, until in (("a", late), ("b", NOW), ("c", NOW - timedelta(days=1))):
        store.editions.add(edition(key), "Daily", f"daily/{key}", until)

    assert store.editions.last_until("Daily") == late
    assert store.editions.last_until("Weekly") is None


def test_only_editions_since_a_day_count_as_printed(store: Store) -> None:
    store.editions.add(edition("a"), "Daily", "digests/1", NOW)

    assert store.editions.printed("Daily", ["c"], DAY + timedelta(days=1)) == ()


def test_a_thread_is_told_from_its_beginning(store: Store) -> None:
    store.editions.add(edition("a", number=1), "Daily", "digests/1", NOW)
    store.editions.add(edition("b", number=2), "Daily", "digests/2", NOW)

    assert [past.edition for past in store.editions.thread("t-1")] == [1, 2]
    assert store.editions.thread("t-9") == ()


def test_newsletters_on_one_store_number_and_repeat_only_their_own(store: Store) -> None:
    store.editions.add(edition("a"), "Daily", "digests/1", NOW)

    assert store.editions.next_number("Weekly", ["a"]) == 1
    assert store.editions.printed("Weekly", ["c"], DAY) == ()
    assert len(store.editions.printed("Daily", ["c"], DAY)) == 1


def test_feeds_are_known_as_they_were_committed(store: Store) -> None:
    """The newest state of each address, and each item once, of one newsletter alone."""
    store.feeds.commit("Daily", {FEED: "1"}, ["a", "b"])
    store.feeds.commit("Daily", {FEED: "2", "other": "1"}, ["b", "c", "c"])
    store.feeds.commit("Daily", {}, [])

    assert store.feeds.state("Daily", FEED) == "2"
    assert sorted(store.feeds.states("Daily")) == ["1", "2"]
    assert store.feeds.state("Daily", "never read") is None
    assert store.feeds.seen("Daily", ["a", "b", "d"]).keys() == {"a", "b"}
    assert store.feeds.seen("Daily", []) == {}
    assert store.feeds.state("Weekly", FEED) is None
    assert store.feeds.seen("Weekly", ["a"]) == {}


def test_many_items_are_looked_up_at_once(store: Store) -> None:
    """More than one statement may hold: none is lost between two."""
    items = [f"item {number}" for number in range(2 * AT_ONCE + 1)]
    store.feeds.commit("Daily", {}, items)

    assert store.feeds.seen("Daily", [*items, "new"]).keys() == set(items)


@pytest.mark.parametrize("name", ["é" * 50 * LONGEST_KEY, "a\0b", "half a pair \ud800"])
def test_an_item_with_a_hostile_name_is_read_once(store: Store, name: str) -> None:
    """Too long for an index, or no text for a database: it is known again all the same."""
    store.feeds.commit(name, {name: "1"}, [name])

    assert store.feeds.state(name, name) == "1"
    assert store.feeds.seen(name, [name, "other"]).keys() == {name}


def test_a_delivery_has_the_state_that_was_recorded_last(store: Store) -> None:
    store.deliveries.record("2026-03-02", "ada@example.org", "sending", "")
    store.deliveries.record("2026-03-02", "ada@example.org", "sent", "250 kept \0 \ud800")

    assert store.deliveries.state("2026-03-02", "ada@example.org") == "sent"
    assert store.deliveries.state("2026-03-03", "ada@example.org") is None


def test_a_copy_is_given_to_one_who_sends_it(store: Store) -> None:
    """It is given again only where it was certainly not sent, or where the user wants it so."""
    claim = store.deliveries.claim
    assert claim("1", "ada@example.org") is None
    assert claim("1", "ada@example.org", again=True, retry=True) == "sending"

    store.deliveries.record("1", "ada@example.org", "refused", "550 no")
    assert claim("1", "ada@example.org") is None
    store.deliveries.record("1", "ada@example.org", "unknown", "")
    assert claim("1", "ada@example.org") == "unknown"
    assert claim("1", "ada@example.org", retry=True) is None
    store.deliveries.record("1", "ada@example.org", "sent", "")
    assert claim("1", "ada@example.org", retry=True) == "sent"
    assert claim("1", "ada@example.org", again=True) is None


def test_what_the_dead_were_sending_is_unknown(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("digest.store.deliveries.here", lambda: (platform.node(), 2**22 + 1))
        assert store.deliveries.claim("1", "ada@example.org") is None

    assert store.deliveries.state("1", "ada@example.org") == "unknown"
    assert store.deliveries.claim("1", "ada@example.org") == "unknown"


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="Linux alone tells it")
def test_a_process_that_its_parent_forgot_holds_nothing() -> None:
    """In a container nobody may ask after the dead, and a second run would wait for them."""
    with subprocess.Popen([sys.executable, "-c", ""]) as ended:
        stat = Path(f"/proc/{ended.pid}/stat")
        while ") Z" not in stat.read_text(encoding="utf-8"):
            time.sleep(0.01)
        later = datetime.now(UTC) + timedelta(minutes=1)
        assert not holds(platform.node(), ended.pid, later)
    assert holds(platform.node(), os.getpid(), later)


def test_who_has_unsubscribed_gets_nothing_more(store: Store) -> None:
    """Not even what is sent again; by their token or address, until they come back themselves."""
    token = store.subscriptions.token("ada@example.org")
    assert token == store.subscriptions.token("ada@example.org")
    assert token != store.subscriptions.token("bo@example.org")

    assert store.subscriptions.leave(token) == "ada@example.org"
    assert store.subscriptions.leave("cem@example.org") == "cem@example.org"
    assert store.subscriptions.leave("no such token") is None

    assert list(store.subscriptions.departures()) == ["ada@example.org", "cem@example.org"]
    assert store.deliveries.claim("1", "ada@example.org", again=True) == "unsubscribed"
    assert store.deliveries.claim("1", "bo@example.org") is None
    assert store.subscriptions.come_back("ada@example.org")
    assert not store.subscriptions.come_back("ada@example.org")
    assert store.deliveries.claim("1", "ada@example.org") is None


def test_an_edition_is_found_by_its_number(store: Store) -> None:
    for number in (1, 3, 2):
        store.editions.add(
            edition(f"a-{number}", number=number), "Ledger", f"/ledger/{number}", NOW
        )
    store.editions.add(edition("b", number=9), "Another", "/another/9", NOW)

    assert store.editions.folder("Ledger", None, "/") == (2, "/ledger/2"), "the one built last"
    assert store.editions.folder("Ledger", 3, "/") == (3, "/ledger/3")
    assert store.editions.folder("Ledger", 4, "/ledger") is None
    assert store.editions.folder("Untitled", None, "/another") == (9, "/another/9")


def test_who_may_have_a_try_has_the_edition_that_takes_its_place(store: Store) -> None:
    """A sending was killed at night, and the same articles are built again the next day."""
    tried = edition("a")
    day, next_day = (date(2026, 3, on) for on in (2, 3))
    store.editions.add(tried, "Daily", "/d", NOW)
    store.deliveries.record(sending_of("Daily", 1, str(day)), "ada@example.org", "sent", "")
    store.deliveries.record(sending_of("Daily", 1, str(day)), "bo@example.org", "refused", "")

    rebuilt = replace(tried, edition=replace(tried.edition, date=next_day))
    store.editions.add(rebuilt, "Daily", "/e", NOW)

    again = sending_of("Daily", 1, str(next_day))
    assert store.deliveries.claim(again, "ada@example.org") == "sent"
    assert store.deliveries.claim(again, "bo@example.org") is None


def test_a_correction_is_told_by_the_edition_after_it_alone(store: Store) -> None:
    """Also by that edition built again; and by no other newsletter's."""
    first, second = edition("a", number=1), edition("b", number=2)
    store.editions.add(first, "Ledger", "/1", NOW)
    store.corrections.add("Ledger", first.edition, Correction(at=NOW, text="before"))
    late = Correction(at=NOW + timedelta(hours=1), text="The wall held.")
    store.corrections.add("Ledger", first.edition, late)
    store.corrections.add("Another", first.edition, late)

    [told] = store.corrections.untold("Ledger", 2)
    assert (1, first.edition.date, "The wall held.") == (told.number, told.date, told.text)
    store.editions.add(second, "Ledger", "/2", NOW + timedelta(hours=2))
    assert (told,) == store.corrections.untold("Ledger", 2)
    assert () == store.corrections.untold("Ledger", 3)
    assert () == store.corrections.untold("Ledger", 1)


def test_an_edition_is_remembered_in_the_words_that_its_readers_had(store: Store) -> None:
    first = edition("a")
    store.editions.add(first, "Ledger", "/1", NOW)
    [story] = first.stories
    [point] = story.summary.points
    summary = replace(story.summary, points=(replace(point, text="The harbour wall held."),))

    assert {story.id: (story.headline, (point.text,))} == store.editions.told("/1")
    store.editions.retell("/1", replace(first, stories=(replace(story, summary=summary),)))
    store.editions.retell("/2", first)

    assert {story.id: (story.headline, ("The harbour wall held.",))} == store.editions.told("/1")
    assert {} == store.editions.told("/2")
    [past] = store.editions.printed("Ledger", ["c"], DAY)
    assert past.points == ("The harbour wall held.",)


def test_the_store_tells_where_it_is_and_how_large(store: Store, place: Place) -> None:
    """What `digest doctor` prints: bytes, and an address without its password."""
    empty = store.size()
    for number in range(100):
        store.answers.put(str(number), f"{number}" * 2000)

    assert 0 < empty < store.size()
    shown = str(place) if isinstance(place, Path) else place.replace(":sesame-4711@", "@")
    assert store.place == shown.replace("postgresql+psycopg", "postgresql")


def test_without_a_place_all_is_forgotten() -> None:
    with open_store(None) as store:
        store.answers.put("key", "one")
        assert store.answers.get("key") == "one"
        assert store.place == "in memory"
    with open_store("sqlite://") as store:
        assert store.answers.get("key") is None


RECORDS = (
    *(Answers, Articles, Corrections, Deliveries, Editions, Feeds, Leases, Lengths, Rounds),
    *(Spending, Subscriptions, Tellings),
)


@pytest.mark.parametrize("record", RECORDS)
def test_every_method_of_a_record_is_tried_on_both_databases(record: type) -> None:
    """The tests of this folder name each of them, and run on both."""
    texts = [file.read_text(encoding="utf-8") for file in Path(__file__).parent.glob("test_*.py")]
    methods = [name for name, _ in inspect.getmembers(record, inspect.isfunction) if name[0] != "_"]

    assert methods
    attribute = record.__name__.lower()
    tried = "".join(texts)
    assert [] == [name for name in methods if f".{attribute}.{name}(" not in tried]


def test_no_record_is_left_out_of_that(store: Store) -> None:
    kept = {type(record) for name, record in vars(store).items() if not name.startswith("_")}

    assert set(RECORDS) | {Batches} == kept
