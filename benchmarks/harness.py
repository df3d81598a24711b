"""What every benchmark shares: its command line, its output, and the floors under its figures."""

import argparse
import hashlib
import json
import sys
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

FLOORS = Path(__file__).with_name("floors.toml")

Row = Mapping[str, object]


@dataclass(frozen=True)
class Result:
    """Figures under the names of the scoring scripts, and one prediction per item."""

    figures: Mapping[str, float | int | str]
    predictions: Iterable[Row] = field(default_factory=tuple)


def fingerprint(path: Path) -> str:
    """Sixteen hex digits over names and sizes of the data: floors hold only for the same data."""
    files = sorted(p for p in path.rglob("*") if p.is_file()) if path.is_dir() else [path]
    listing = "\n".join(f"{file.name} {file.stat().st_size}" for file in files)
    return hashlib.sha256(listing.encode()).hexdigest()[:16]


def fallen(name: str, data: str, figures: Mapping[str, float | int | str]) -> list[str]:
    """One line for each figure that lies under its floor (`max_` floors: above its ceiling).

    `data` is the fingerprint of what was measured.
    """
    floors = tomllib.loads(FLOORS.read_text()).get(name, {}).get(data, {})
    lines = []
    for key, bound in floors.items():
        is_ceiling = key.startswith("max_")
        value = figures.get(key.removeprefix("max_"))
        if not isinstance(value, int | float):
            lines.append(f"{name}: no figure {key!r}, though floors.toml names it")
        elif (value > bound) if is_ceiling else (value < bound):
            lines.append(f"{name}: {key} is {value}, the floor says {bound}")
    return lines


def main(name: str, measure: Callable[..., Result], flags: Mapping[str, str] | None = None) -> None:
    """Run one benchmark from the command line; exit 1 when a figure fell through its floor.

    `flags` are switches of its own, each with its help; `measure` takes them as keywords. Floors
    hold for a run without any of them.
    """
    parser = argparse.ArgumentParser(prog=f"python -m benchmarks.{name}")
    parser.add_argument("path", type=Path, help="a file or folder in the format of the data set")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--out", type=Path, help="write the predictions, one JSON object a line")
    for flag, told in (flags or {}).items():
        parser.add_argument(f"--{flag}", action="store_true", help=told)
    options = parser.parse_args()
    chosen = {flag: bool(getattr(options, flag)) for flag in flags or {}}
    result = measure(options.path, **chosen)
    if options.out:
        rows = (json.dumps(row, ensure_ascii=False) for row in result.predictions)
        options.out.write_text("".join(f"{row}\n" for row in rows), encoding="utf-8")
    if options.json:
        print(json.dumps(dict(result.figures)))
    else:
        print(f"{name} on {options.path.name} (data {fingerprint(options.path)})")
        for key, value in result.figures.items():
            print(
                f"  {key:<24} {value:.4f}" if isinstance(value, float) else f"  {key:<24} {value}"
            )
    problems = (
        [] if any(chosen.values()) else fallen(name, fingerprint(options.path), result.figures)
    )
    for line in problems:
        print(line, file=sys.stderr)
    sys.exit(1 if problems else 0)
