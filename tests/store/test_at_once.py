"""Real processes at one store at one time: it is made once, and each thing is kept once."""

import subprocess
import sys
import threading
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import pytest

from digest.store import Store, open_store
from tests.store.conftest import Place
from tests.store.printed import DAY, NOW

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
BEGIN = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from digest.store import open_store
from tests.store.printed import NOW, edition
place = sys.argv[1] if "://" in sys.argv[1] else Path(sys.argv[1])
print("ready", flush=True)
sys.stdin.readline()
with open_store(place) as store:
"""


def at_once(place: Place, *bodies: str) -> list[str]:
    """What each process prints; all are let go when the last of them stands ready."""
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", BEGIN + f"    {body}", str(place)],
            cwd=ROOT,
            text=True,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        for body in bodies
    ]
    for process in processes:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    return [finished(process) for process in processes]


def finished(process: subprocess.Popen[str]) -> str:
    out, errors = process.communicate(timeout=60)
    assert process.returncode == 0, errors
    return out


def test_processes_that_open_a_new_store_at_once_all_work(place: Place) -> None:
    """One makes the tables, the others wait; what each of them writes is there."""
    at_once(place, *(f"store.answers.put('key {number}', 'x')" for number in range(3)))

    with open_store(place) as store:
        assert [store.answers.get(f"key {number}") for number in range(3)] == ["x"] * 3


def test_an_answer_put_twice_at_once_is_kept_once(place: Place) -> None:
    """Neither process fails, and both read the first one ever after."""
    put = "[store.answers.put(f'key {n}', '%s') for n in range(50)]"
    get = "; print(*(store.answers.get(f'key {n}') for n in range(50)))"

    one, two = at_once(place, put % "one" + get, put % "two" + get)

    assert one == two
    assert set(one.split()) <= {"one", "two"}


def test_an_edition_made_by_two_at_once_is_remembered_once(place: Place) -> None:
    """The second try replaces the first, also where neither saw the other."""
    at_once(
        place, *(f"store.editions.add(edition('a', 'b'), 'Daily', 'd/{n}', NOW)" for n in range(2))
    )

    with open_store(place) as store:
        assert len(store.editions.printed("Daily", ["c"], DAY)) == 1


def test_feeds_committed_in_opposite_orders_do_not_wait_in_a_ring(place: Place) -> None:
    names = "{f'feed {n}': '1' for n in %s}"
    commit = f"[store.feeds.commit('Daily', {names}, [f'{{n}}' for n in %s]) for _ in range(10)]"
    up, down = "range(40)", "reversed(range(40))"

    at_once(place, commit % (up, up), commit % (down, down))

    with open_store(place) as store:
        assert store.feeds.state("Daily", "feed 39") == "1"


def in_threads(work: Sequence[str], store: Store) -> None:
    threads = [threading.Thread(target=store.answers.put, args=(key, "x")) for key in work]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_threads_of_one_process_share_a_store(store: Store) -> None:
    """As many as ask the model at once, more than there are connections."""
    keys = [str(number) for number in range(40)]
    with open_store(None) as memory:
        for shared in (store, memory):
            in_threads(keys, shared)
            assert [shared.answers.get(key) for key in keys] == ["x"] * len(keys)


def test_who_waits_to_write_keeps_nobody_from_reading(store: Store) -> None:
    """As many workers as wanted keep their answers: the store has few connections."""
    read = threading.Event()
    names = [f"answer {number}" for number in range(40)]
    writers = [threading.Thread(target=store.answers.put, args=(name, "{}")) for name in names]

    def look() -> None:
        store.answers.get("another")
        read.set()

    with store.answers._database.writing():
        for writer in writers:
            writer.start()
        threading.Thread(target=look, daemon=True).start()
        is_read = read.wait(3)
    for writer in writers:
        writer.join()

    assert is_read
    assert names == [name for name in names if store.answers.get(name) == "{}"]


def test_one_of_two_builds_pays_and_the_other_waits_for_the_answer(place: Place) -> None:
    with open_store(place):
        pass
    assert at_once(place, "print(store.answers.claim('question'))") == ["True\n"]
    with open_store(place) as store:
        assert store.answers.claim("question"), "whoever held it has ended"
        assert not store.answers.claim("question")
        assert at_once(place, "print(store.answers.claim('question'))") == ["False\n"]
        store.answers.put("question", "paid")
        assert at_once(place, "print(store.answers.get('question'))") == ["paid\n"]


def test_two_builds_at_once_make_editions_of_different_numbers(place: Place) -> None:
    with open_store(place) as store:
        assert store.editions.next_number("Daily", ["a"]) == 1
        other = at_once(place, "print(store.editions.next_number('Daily', ['b']))")
        assert other == ["2\n"]
        assert store.editions.next_number("Daily", ["a"]) == 1, "it is this build's own"


def test_a_lease_of_a_machine_that_is_gone_ends_with_its_time(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_store(place) as store:
        with monkeypatch.context() as elsewhere:
            elsewhere.setattr("platform.node", lambda: "gone.example")
            assert store.leases.claim("question")
        assert not store.leases.claim("question")
        with monkeypatch.context() as elsewhere:
            elsewhere.setattr("platform.node", lambda: "gone.example")
            assert store.leases.claim("another", longest=timedelta(0))
        assert store.leases.claim("another")


def test_of_two_that_end_one_part_one_goes_on(place: Place) -> None:
    """Each part of a round is kept once, whichever of two workers was the first."""
    with open_store(place) as store:
        store.rounds.begin("r-1", "press", NOW, "plan")
    keep = "print(*(store.rounds.keep('r-1', 'read', str(n), '%s') for n in range(50)))"

    one, two = (out.split() for out in at_once(place, keep % "one", keep % "two"))

    assert ["False", "True"] * 50 == [
        said for pair in zip(one, two, strict=True) for said in sorted(pair)
    ]
    with open_store(place) as store:
        kept = store.rounds.parts("r-1", "read")
        assert {str(n): "one" if said == "True" else "two" for n, said in enumerate(one)} == kept


def test_places_that_give_the_same_articles_at_once_do_not_wait_in_a_ring(place: Place) -> None:
    keep = "[store.articles.keep('%s', {str(n): '%s' for n in %s}, NOW) for _ in range(10)]"

    at_once(
        place,
        keep % ("one", "x" * 3000, "range(60)"),
        keep % ("two", "y" * 3000, "reversed(range(60))"),
    )

    with open_store(place) as store:
        assert len(store.articles.bodies([str(n) for n in range(60)])) == 60
        given = store.articles.given(["one", "two"], after=None, until=NOW)
        assert [60, 60] == [len(articles) for articles in given.values()]


def test_one_edition_of_a_round_is_remembered(place: Place) -> None:
    add = "print(store.editions.add(edition('%s'), 'Daily', 'd/%s', NOW, in_round='r-1'))"

    assert ["False\n", "True\n"] == sorted(at_once(place, add % ("a", 1), add % ("b", 2)))
