"""Where connections may go, and how many at once: the two promises to other people's networks."""

import socket
import threading
from collections.abc import Iterable
from concurrent.futures import Future
from ipaddress import ip_network
from typing import Any

import httpcore2
import pytest

from digest.sources.guard import Guard, Network, RefusedAddressError
from digest.sources.lanes import Lanes
from digest.sources.robots import FORBIDDEN, UNKNOWN, Robots


class Backend(httpcore2.NetworkBackend):
    """Notes where a connection would have gone."""

    def __init__(self, *deaf: str) -> None:
        self.deaf = deaf
        self.asked: list[str] = []

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.NetworkStream:
        self.asked.append(host)
        if host in self.deaf:
            raise httpcore2.ConnectTimeout(host)
        return httpcore2.NetworkStream()


def connect(
    monkeypatch: pytest.MonkeyPatch,
    answers: list[str],
    *,
    allowed: tuple[Network, ...] = (),
    deaf: tuple[str, ...] = (),
) -> list[str]:
    """The addresses that are tried when the name has these answers."""
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (answer, 80)) for answer in answers]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_args, **_kwargs: found)
    guard = Guard(allowed)
    backend = Backend(*deaf)
    guard._real = backend  # type: ignore[assignment]
    guard.start_clock(5)
    guard.connect_tcp("post.example", 80)
    return backend.asked


def test_the_connection_goes_to_the_address_that_was_judged(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The name is not looked up a second time, so it cannot change its mind."""
    assert ["93.184.216.34"] == connect(monkeypatch, ["93.184.216.34", "93.184.216.35"])


def test_the_next_address_is_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    """An address that does not answer is no reason to give up the others."""
    tried = connect(monkeypatch, ["2606:2800::1", "93.184.216.34"], deaf=("2606:2800::1",))

    assert ["2606:2800::1", "93.184.216.34"] == tried


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "255.255.255.255",
        "::1",
        "::",
        "fe80::1",
        "fd00:ec2::254",
        "ff02::1",
        "::ffff:10.0.0.1",
        "64:ff9b::a00:1",
        "2002:a00:1::",
        "fe80::1%eth0",
        "168.63.129.16",
        "192.0.0.192",
        "192.88.99.1",
        "100.100.100.200",
        "198.18.0.1",
        "fec0::1",
        "3fff::1",
        "5f00::1",
        "100::1",
        "64:ff9b:1::1",
        "2001:2::1",
        "::ffff:168.63.129.16",
    ],
)
def test_an_inner_address_is_refused(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    """Also when it hides behind a public one, or inside another notation."""
    with pytest.raises(RefusedAddressError):
        connect(monkeypatch, ["93.184.216.34", address])


def test_a_network_of_ones_own_can_be_allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is allowed is that network, not its neighbours."""
    allowed = (ip_network("10.1.0.0/16"),)

    assert ["10.1.2.3"] == connect(monkeypatch, ["10.1.2.3"], allowed=allowed)
    with pytest.raises(RefusedAddressError):
        connect(monkeypatch, ["10.2.0.1"], allowed=allowed)


def test_no_more_than_two_at_once_go_to_one_host() -> None:
    """A host with much to fetch waits for itself and for nobody else."""
    lanes = Lanes(workers=4, per_lane=2)
    lock = threading.Lock()
    gate = threading.Event()
    at_once: list[int] = []
    running = 0

    def slow() -> None:
        nonlocal running
        with lock:
            running += 1
            at_once.append(running)
        gate.wait(5)
        with lock:
            running -= 1

    slow_ones: list[Future[None]] = [lanes.submit("slow.example", slow) for _ in range(6)]
    assert "other" == lanes.submit("other.example", lambda: "other").result(5)
    gate.set()
    for one in slow_ones:
        one.result(5)
    lanes.close()

    assert 6 == len(at_once)
    assert 2 == max(at_once)


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ((200, b"User-agent: *\nDisallow: /p\n"), FORBIDDEN),
        ((200, b"User-agent: digest-editions\nAllow: /p\n\nUser-agent: *\nDisallow: /\n"), None),
        ((200, b"\xff\xfe garbage"), None),
        ((404, b""), None),
        ((503, b""), UNKNOWN),
        (None, UNKNOWN),
    ],
)
def test_robots_txt_as_the_standard_has_it(
    answer: tuple[int, bytes] | None, expected: str | None
) -> None:
    """No rules allow everything; a site that cannot say allows nothing; our own name counts.

    And who reads what was left out is not told of a ban where there was only silence.
    """
    robots = Robots(lambda _url: answer, "digest-editions/1.0")

    assert expected == robots.why_not("https://post.example/page")
