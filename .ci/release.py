"""Make the files of a release and try them: `make release`.

Refuses where the changelog or a page does not know the version, builds the wheel and the source
distribution twice and compares them, and installs each where nothing else is, to build an edition.
`--trial` leaves out what only the day of a release has: the changelog, and a clean checkout.
"""

import argparse
import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
import venv
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
DIST = ROOT / "dist"
PACKED = (".gitignore", "CHANGELOG.md", "LICENSE", "README.md", "pyproject.toml", "docs/digest.1")
PACKED_FOLDERS = ("digest", "prompts", "templates")
_HEADING = re.compile(r"^## \[([^\]]+)\](?: - (\d{4}-\d\d-\d\d))?$", re.MULTILINE)


class NotReadyError(Exception):
    """The release must not be made; what is to be done first."""


def version() -> str:
    """The one place that tells it."""
    told = (ROOT / "digest" / "version.py").read_text(encoding="utf-8")
    found = re.search(r'__version__ = "([^"]+)"', told)
    assert found is not None
    return found[1]


def check_changelog(text: str, wanted: str) -> None:
    """Raise NotReadyError unless the version leads it, dated, with nothing left above."""
    parts = _HEADING.split(text)[1:]
    told = list(zip(parts[::3], parts[1::3], parts[2::3], strict=True))
    if not told or told[0][0] != "Unreleased":
        raise NotReadyError("CHANGELOG.md must begin with ## [Unreleased]")
    if told[0][2].strip():
        raise NotReadyError(f"move what is under [Unreleased] to ## [{wanted}] in CHANGELOG.md")
    if len(told) == 1 or told[1][0] != wanted or not told[1][1]:
        raise NotReadyError(f"CHANGELOG.md needs ## [{wanted}] - YYYY-MM-DD under [Unreleased]")
    if not told[1][2].strip():
        raise NotReadyError(f"## [{wanted}] in CHANGELOG.md says nothing")


def check_checkout() -> None:
    """Raise NotReadyError where files differ from what is committed."""
    changed = _said("git", "status", "--porcelain")
    if changed:
        raise NotReadyError(f"commit or remove what differs:\n{changed}")


def built(source: Path, out: Path, epoch: str) -> dict[str, str]:
    """The hash of each file that is built of a folder."""
    command = [sys.executable, "-m", "hatchling", "build", "-d", str(out)]
    _run(command, cwd=source, env={**os.environ, "SOURCE_DATE_EPOCH": epoch})
    return {
        file.name: hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(out.iterdir())
        if file.name.endswith((".whl", ".tar.gz"))
    }


def copied(to: Path) -> Path:
    """What a build needs, in another folder, as another machine would have it."""
    for name in PACKED:
        (to / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / name, to / name)
    for name in PACKED_FOLDERS:
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / name, to / name, copy_function=shutil.copyfile, ignore=ignored)
    return to


def check_same(one: Mapping[str, str], two: Mapping[str, str]) -> None:
    """Raise NotReadyError where two builds of one source differ."""
    differ = [name for name in one if one[name] != two.get(name)]
    if differ or len(one) != len(two):
        raise NotReadyError(f"two builds differ: {', '.join(differ) or 'their files'}")


def tried(file: Path) -> None:
    """Install a file where nothing else is, and build an edition by it."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        venv.create(home / "venv", with_pip=True)
        program = home / "venv" / "bin"
        pins = str(ROOT / "constraints.txt")
        pip = [str(program / "python"), "-m", "pip", "install", "--quiet"]
        _run([*pip, "--disable-pip-version-check", "-c", pins, str(file)], cwd=home)
        bare = {"PATH": "/usr/bin:/bin", "HOME": folder}
        said = _said(str(program / "digest"), "--version", cwd=home, env=bare)
        if said != f"digest {version()}":
            raise NotReadyError(f"{file.name} says it is {said!r}")
        articles = str(ROOT / "examples" / "articles")
        build = [str(program / "digest"), "build", articles, "-q", "-o", "out"]
        _run(build, cwd=home, env=bare)
        [edition] = (home / "out").iterdir()
        _run([str(program / "digest"), "check", str(edition), "-q"], cwd=home, env=bare)


def release(*, is_trial: bool) -> None:
    if not is_trial:
        check_checkout()
        check_changelog((ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), version())
    shutil.rmtree(DIST, ignore_errors=True)
    epoch = _said("git", "log", "-1", "--format=%ct")
    made = built(ROOT, DIST, epoch)
    with tempfile.TemporaryDirectory() as folder:
        check_same(made, built(copied(Path(folder) / "source"), Path(folder) / "dist", epoch))
    for name in made:
        tried(DIST / name)
        print(f"{name}: built twice alike, installed, and an edition was made and proven by it")
    sums = "".join(f"{digest}  {name}\n" for name, digest in made.items())
    (DIST / "SHA256SUMS").write_text(sums, encoding="utf-8")


def _run(
    command: Sequence[str], *, cwd: Path, env: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(command, cwd=cwd, env=env, capture_output=True, text=True, check=False)
    if done.returncode:
        raise NotReadyError(f"{' '.join(command)} ended with {done.returncode}:\n{done.stderr}")
    return done


def _said(*command: str, cwd: Path = ROOT, env: Mapping[str, str] | None = None) -> str:
    return _run(command, cwd=cwd, env=env).stdout.strip()


if __name__ == "__main__":
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--trial", action="store_true")
    try:
        release(is_trial=asked.parse_args().trial)
    except NotReadyError as fault:
        sys.exit(f"no release: {fault}")
