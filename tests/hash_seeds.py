"""A script run again under other hash seeds: a set of words has another order in each."""

import os
import subprocess
import sys
from contextlib import redirect_stdout
from io import StringIO


def printed(script: str) -> set[str]:
    """What it prints in this process and in two others; one text where the order does not matter."""
    with redirect_stdout(StringIO()) as ours:
        exec(script, {})
    return {ours.getvalue(), *(_elsewhere(script, seed) for seed in ("1", "77"))}


def _elsewhere(script: str, seed: str) -> str:
    return subprocess.run(
        [sys.executable, "-c", script],
        env={**os.environ, "PYTHONHASHSEED": seed},
        capture_output=True,
        text=True,
        check=True,
    ).stdout
