"""A server can hold nobody longer, and send nobody more, than was given to it."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import httpcore2
import pytest
import trustme

from digest.network import TimedNetwork, trusted

pytestmark = pytest.mark.block_network(allowed_hosts=["127.0.0.1"])


@contextmanager
def dripping(piece: bytes, every_s: float) -> Iterator[int]:
    """A server on loopback that sends the piece again and again; its port."""
    listener = socket.create_server(("127.0.0.1", 0))
    ended = threading.Event()

    def drip() -> None:
        try:
            connection, _ = listener.accept()
            with connection:
                while not ended.is_set():
                    connection.sendall(piece)
                    ended.wait(every_s)
        except OSError:
            return

    server = threading.Thread(target=drip)
    server.start()
    try:
        yield listener.getsockname()[1]
    finally:
        ended.set()
        listener.close()
        server.join()


def read_all(network: TimedNetwork, port: int, seconds: float, most: int | None = None) -> None:
    network.start_clock(seconds, most)
    stream = network.connect_tcp("127.0.0.1", port)
    try:
        while stream.read(4096, timeout=60):
            pass
    finally:
        stream.close()


def test_a_server_that_drips_is_left_when_its_time_is_up() -> None:
    network = TimedNetwork()
    began = time.monotonic()
    with dripping(b"x", 0.05) as port, pytest.raises(httpcore2.ReadTimeout):
        read_all(network, port, 0.3)
    assert time.monotonic() - began < 3


def test_an_endless_answer_is_cut() -> None:
    network = TimedNetwork()
    with dripping(b"x" * 4096, 0) as port, pytest.raises(httpcore2.ReadError, match="too large"):
        read_all(network, port, 30, 50_000)


def test_closing_ends_the_waits_of_other_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("digest.network._LOOK_UP_S", 0.05)
    network = TimedNetwork()
    ended: list[Exception] = []

    def wait(port: int) -> None:
        try:
            read_all(network, port, 60)
        except httpcore2.ReadTimeout as error:
            ended.append(error)

    with dripping(b"x", 30) as port:
        reader = threading.Thread(target=wait, args=(port,))
        reader.start()
        time.sleep(0.2)
        network.close()
        reader.join(5)
    assert 1 == len(ended)


def test_authorities_are_read_once_until_others_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """A client for each model would read them all each time."""
    ours = trusted()

    assert ours is trusted()
    assert ours is not trusted(as_environment=False)
    other = trustme.CA()
    with other.cert_pem.tempfile() as file, monkeypatch.context() as patch:
        patch.setenv("SSL_CERT_FILE", file)
        [known] = trusted().get_ca_certs()
    assert "trustme" in str(known["subject"])
    assert ours is trusted()
