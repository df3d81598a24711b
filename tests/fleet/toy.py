"""A fleet that does next to nothing: five stages, what each part leaves is a file of a folder.

As a program it is one worker: python -m tests.fleet.toy URL FOLDER [SILENCE [STEP]]
"""

import json
import os
import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from digest.fleet.queued import QueuedEngine
from digest.fleet.work import Job, Run, Stage

PARTS: dict[Stage, int] = {"read": 3, "group": 1, "select": 4, "tell": 3, "make": 8}
STAGES = list(PARTS)
ALL = sorted(f"{stage} {number}" for stage, parts in PARTS.items() for number in range(parts))


@dataclass(frozen=True, slots=True)
class Toy:
    folder: Path
    """Where parts leave their files; also the name of the fleet."""
    step_s: float = 0.0

    def first(self) -> list[Job]:
        return self._jobs("read")

    def run(self, job: Job) -> Sequence[Job]:
        """Does a part, and gives those of the next stage if its own is complete."""
        self._note(f"begun {time.time_ns()}", job)
        with_key = self.folder / "key"
        if job.lock:
            self._take(with_key)
        time.sleep(self.step_s)
        self._note(f"ended {time.time_ns()}", job)
        if job.lock:
            with_key.unlink()
        self._keep(job)
        kept = [name for name in self.kept() if name.startswith(f"{job.stage} ")]
        if len(kept) < PARTS[job.stage] or job.stage == "make":
            return []
        return self._jobs(STAGES[STAGES.index(job.stage) + 1])

    def kept(self) -> list[str]:
        return sorted(path.name for path in self._room("kept").iterdir())

    def runs(self, what: str = "ended") -> Counter[str]:
        """How often each part was worked at."""
        notes = self._room("notes").glob(f"{what} *")
        return Counter(json.loads(note.read_text())["part"] for note in notes)

    def workers(self) -> set[int]:
        return {json.loads(note.read_text())["pid"] for note in self._room("notes").iterdir()}

    def tries(self) -> set[int]:
        """How many workers had died of the parts that were worked at, each time."""
        return {json.loads(note.read_text())["tries"] for note in self._room("notes").iterdir()}

    def _jobs(self, stage: Stage) -> list[Job]:
        return [
            Job(
                fleet=str(self.folder),
                round="one",
                stage=stage,
                part=str(number),
                lock="key" if stage == "tell" else None,
            )
            for number in range(PARTS[stage])
        ]

    def _take(self, key: Path) -> None:
        """Two with one key at a time: the second finds the first's file, and it lives."""
        try:
            holder = int(key.read_text() or 0)
            os.kill(holder, 0)
        except (FileNotFoundError, ProcessLookupError, ValueError):
            key.write_text(str(os.getpid()))
        else:
            (self._room("faults") / str(os.getpid())).touch()

    def faults(self) -> list[Path]:
        return list(self._room("faults").iterdir())

    def _keep(self, job: Job) -> None:
        (self._room("kept") / f"{job.stage} {job.part}").touch()

    def _note(self, name: str, job: Job) -> None:
        note = {"part": f"{job.stage} {job.part}", "pid": os.getpid(), "tries": job.tries}
        half = self._room("halves") / name
        half.write_text(json.dumps(note))
        half.rename(self._room("notes") / f"{name} {os.getpid()}")

    def _room(self, name: str) -> Path:
        room = self.folder / name
        room.mkdir(exist_ok=True)
        return room


def start(folder: Path) -> Run:
    """What works in a process of its own."""
    return Toy(folder).run


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main(url: str, folder: str, silence: str = "20", step: str = "0") -> None:
    toy = Toy(Path(folder), float(step))
    engine = QueuedEngine(url, folder, silence_s=float(silence), say=_say)
    engine.work(toy.run, until_idle=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
