"""A server's limit is found, used and not run into, whatever kind it is and whatever it tells."""

import threading

import pytest

from digest.llm.pace import Pace
from tests.llm.servers import Limit, Run, bucket, telling, window
from tests.told_stories import Clock

SMALL = [1000] * 300
LARGE = [1000] * 5000


@pytest.mark.parametrize(
    ("rate", "workers"), [(2, 8), (5, 16)], ids=["two a second", "five a second"]
)
@pytest.mark.parametrize("kind", ["no burst", "burst of a second", "windows"])
def test_a_small_limit_is_used_and_hardly_run_into(rate: int, workers: int, kind: str) -> None:
    limit = {
        "no burst": bucket(rate, 1),
        "burst of a second": bucket(rate, rate),
        "windows": window(rate, 1),
    }[kind]
    run = Run(limit=limit, workers=workers, answered_in_s=0.05)

    share = len(SMALL) / rate / run.seconds(SMALL)

    assert share >= 0.95
    assert run.refused <= 0.03 * len(SMALL)


@pytest.mark.parametrize(
    "limit", [bucket(100, 100), bucket(100, 10), window(100, 1)], ids=["large", "small", "windows"]
)
def test_a_large_limit_that_nobody_told_is_found(limit: Limit) -> None:
    run = Run(limit=limit, workers=200)

    share = len(LARGE) / 100 / run.seconds(LARGE)

    assert share >= 0.97
    assert run.refused <= 0.01 * len(LARGE)


def test_a_limit_of_tokens_is_found_too() -> None:
    sizes = [500 + number * 7919 % 1500 for number in range(5000)]
    run = Run(limit=bucket(125_000, 125_000), workers=200, what="tokens")

    share = sum(sizes) / 125_000 / run.seconds(sizes)

    assert share >= 0.95
    assert run.refused <= 0.01 * len(sizes)


def test_a_limit_that_is_halved_midway_is_followed() -> None:
    before, after = bucket(100, 100), bucket(50, 50)
    run = Run(limit=lambda now, units: (before if now < 25 else after)(now, units), workers=200)

    seconds = run.seconds(LARGE)

    assert seconds <= (25 + (len(LARGE) - 2600) / 50) / 0.95
    assert run.refused <= 0.012 * len(LARGE)


def test_a_window_that_somebody_else_used_up_is_not_the_limit() -> None:
    """Two requests were left of a minute's 6,000: the next minute is used again."""
    run = Run(limit=window(100, 60, used=5998), workers=200)

    assert run.seconds([1000] * 9000) < 60 * 3.5


def test_three_requests_a_minute_are_three_requests_a_minute() -> None:
    run = Run(limit=window(0.05, 60), workers=8)

    assert run.seconds([1000] * 30) < 30 * 20 * 1.1
    assert run.refused <= 3


def test_a_server_that_names_no_wait_is_asked_less_and_less_until_it_takes_something() -> None:
    """A minute of refusals costs a dozen requests, not a thousand."""
    open_again = bucket(100, 100)
    run = Run(
        limit=lambda now, units: 1.0 if now < 60 else open_again(now, units),
        workers=8,
        tells_wait=False,
    )

    assert run.seconds(SMALL) < 60 + 60
    assert run.refused < 40


def test_refusals_heard_late_do_not_ruin_the_rate() -> None:
    run = Run(limit=bucket(100, 100), workers=200, refused_in_s=0.1)

    assert len(LARGE) / 100 / run.seconds(LARGE) >= 0.85
    assert run.refused <= 0.03 * len(LARGE)


def test_what_is_left_by_the_headers_is_not_exceeded() -> None:
    clock = Clock()
    pace = Pace(sleep=clock.sleep, clock=clock)
    first = pace.turn(100)
    second = pace.turn(100)
    began = clock()

    left = {"x-ratelimit-remaining-requests": "1", "x-ratelimit-reset-requests": "7s"}
    pace.taken(first, left)
    pace.turn(100)

    assert clock() - began >= 7, "the one that was left was under way already"
    pace.taken(second, {"x-ratelimit-remaining-tokens": "50", "x-ratelimit-reset-tokens": "20ms"})
    assert pace.starts_in() > 0


@pytest.mark.parametrize(("rate", "burst"), [(2, 2), (5, 5), (5, 60)])
def test_a_limit_that_the_headers_tell_is_not_run_into(rate: int, burst: int) -> None:
    """What comes back in a second is told with each answer: nothing has to be refused."""
    limit, headers = telling(rate, burst)
    run = Run(limit=limit, headers=headers, workers=16, answered_in_s=0.05)
    requests = 300 + burst

    share = (requests - burst) / rate / run.seconds([1000] * requests)

    assert share >= 0.95
    assert run.refused <= 1


def test_all_wait_for_their_turn_in_order() -> None:
    """A thread that comes later does not go before those who wait."""
    pace = Pace()
    gone: list[float] = []
    lock = threading.Lock()

    def ask() -> None:
        turn = pace.turn(10)
        with lock:
            gone.append(turn.at)

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)

    gaps = [later - earlier for earlier, later in zip(sorted(gone), sorted(gone)[1:], strict=False)]
    assert len(gone) == 8
    assert max(gaps) < 1
    assert gone[-1] - gone[0] > 0.1, "a burst at the start would be refused"
