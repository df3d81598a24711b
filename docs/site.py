"""The documentation as a site, in build/site: `make site`.

The pages are laid out as they are in the project, with all that they link to, so that no link
has to be changed; one that leads nowhere ends the build.
"""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "build" / "site-source"
LINK = re.compile(r"\]\(([^)\s]+)\)")
CODE = re.compile(r"^```.*?^```$|`[^`\n]*`", re.MULTILINE | re.DOTALL)


def linked(page: Path) -> Iterator[Path]:
    """The files of the project that a page links to. Raises ValueError where there is none."""
    for link in LINK.findall(CODE.sub("", page.read_text(encoding="utf-8"))):
        address = link.partition("#")[0]
        if not address or ":" in address:
            continue
        file = (page.parent / address).resolve()
        if not file.is_relative_to(ROOT) or not file.exists():
            raise ValueError(f"{page.relative_to(ROOT)} links to {link}, which is not there")
        yield file


def files() -> list[Path]:
    """The README, and whatever a reader gets to from there."""
    found = [ROOT / "README.md"]
    for file in found:
        if file.suffix == ".md":
            found += [new for new in dict.fromkeys(linked(file)) if new not in found]
    return [file for file in found if file.is_file()]


def lay_out() -> None:
    shutil.rmtree(SOURCE, ignore_errors=True)
    for file in files():
        target = SOURCE / file.relative_to(ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, target)


if __name__ == "__main__":
    lay_out()
    command = ["zensical", "build", "--strict", "--clean", "-f", str(ROOT / "zensical.toml")]
    done = subprocess.run([sys.executable, "-m", *command], check=False)  # noqa: S603 - our own words
    sys.exit(done.returncode)
