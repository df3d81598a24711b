"""The example of a fleet does what its compose file says, with the processes of this machine."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from tests.mail_server import TALKS_TO_A_SERVER, Desk, free_port, running

pytestmark = [pytest.mark.slow, *TALKS_TO_A_SERVER]
EXAMPLES = Path(__file__).parents[2] / "examples"
LONG_S = 120


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """As the containers see it, but for /state."""
    for name in ("articles", "fleet"):
        shutil.copytree(EXAMPLES / name, tmp_path / name)
    for file in (tmp_path / "fleet").glob("*.toml"):
        file.write_text(file.read_text().replace("/state", str(tmp_path / "state")))
    return tmp_path / "fleet"


def test_three_editions_are_mailed_once_though_a_worker_is_killed(
    folder: Path, url: str, tmp_path: Path
) -> None:
    desk = Desk()
    environment = {**os.environ, "DIGEST_STORE__URL": url, "DIGEST_TRUST": os.sep}

    def digest(*words: str, health: int | None = None) -> subprocess.Popen[str]:
        own = {} if health is None else {"DIGEST_FLEET__HEALTH": f"127.0.0.1:{health}"}
        return subprocess.Popen(
            [sys.executable, "-m", "digest", "fleet", *words],
            env={**environment, **own},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    with running(desk, "none") as port:
        file = folder / "fleet.toml"
        file.write_text(file.read_text().replace("1025", str(port)))
        put = digest("enqueue", str(folder), "--send")
        said, _ = put.communicate(timeout=LONG_S)
        assert 0 == put.returncode, said
        doomed = digest("work", str(folder), health=free_port())
        other = digest("work", str(folder), "--until-idle", health=free_port())
        time.sleep(6)
        doomed.send_signal(signal.SIGKILL)
        doomed.communicate()
        said, _ = other.communicate(timeout=LONG_S)
    told, _ = digest("status", str(folder), "--json", "-q").communicate()

    assert 0 == other.returncode, said
    [latest] = json.loads(told)["rounds"]
    assert {"harbour": 1, "housing": 1, "morning": 1} == latest["made"]
    assert {} == latest["failed"]
    mailed = Counter(reader for envelope in desk.taken for reader in envelope.rcpt_tos)
    assert {f"{name}@readers.example": 1 for name in latest["made"]} == mailed
    assert 3 == len(list((tmp_path / "state/editions").glob("*/*/digest.html")))
