"""Two runs at one time, and runs that are killed: at most one mail a reader, and the ledger tells."""

import asyncio
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest
from aiosmtpd.smtp import SMTP, Envelope, Session

from digest.store import open_store
from tests.mail_server import TALKS_TO_A_SERVER, Desk, running, served

pytestmark = [pytest.mark.slow, *TALKS_TO_A_SERVER]

ROOT = Path(__file__).parents[2]
RUN = """
import sys
from pathlib import Path
from digest.store import open_store
from tests.mail_server import account, going, send
port, place, *readers = sys.argv[1:]
by = account(int(port), None, security="none", user=None, password=None)
print("ready", flush=True)
sys.stdin.readline()
with open_store(Path(place)) as store:
    outcomes = send(going(store.deliveries), readers, by)
print(*(type(outcome).__name__ for outcome in outcomes))
"""
READERS = [f"reader{number}@example.org" for number in range(40)]


class SlowDesk(Desk):
    """Takes some milliseconds for each message, as a server does that writes it down."""

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        await asyncio.sleep(0.01)
        return await super().handle_DATA(server, session, envelope)


def started(port: int, place: Path, readers: list[str]) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", RUN, str(port), str(place), *readers],
        cwd=ROOT,
        text=True,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


def let_go(processes: list[subprocess.Popen[str]]) -> None:
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()


@pytest.mark.parametrize("killed_after_s", [None, 0.15, 0.3])
def test_two_runs_at_once_mail_each_reader_once(
    tmp_path: Path, killed_after_s: float | None
) -> None:
    """Whether both come to their end or one is killed: nobody twice, and nobody forgotten.

    Who is neither served nor known to be open has no line in the ledger and is served by the next
    run; a copy that was on its way when its run died is `unknown`, one at the most for each.
    """
    place = tmp_path / "digest.sqlite"
    desk = SlowDesk()
    with running(desk, "none") as port:
        with open_store(place):
            pass
        both = [started(port, place, readers) for readers in (READERS, READERS[::-1])]
        let_go(both)
        if killed_after_s is not None:
            time.sleep(killed_after_s)
            both[0].send_signal(signal.SIGKILL)
        for process in both:
            process.communicate(timeout=60)
        last = started(port, place, READERS)
        let_go([last])
        told = str(last.communicate(timeout=60)[0]).split()

    times = Counter(served(desk))
    assert [] == [reader for reader, count in times.items() if count > 1]
    with open_store(place) as store:
        states = {reader: store.deliveries.state("2026-05-03", reader) for reader in READERS}
    open_ones = [reader for reader in READERS if states[reader] == "unknown"]
    assert len(open_ones) <= (0 if killed_after_s is None else 1)
    assert set(READERS) == set(times) | set(open_ones)
    assert all(states[reader] == "sent" for reader in READERS if reader not in open_ones)
    assert ["Unknown" if reader in open_ones else "Sent" for reader in READERS] == told
