"""All editions of a folder become a site."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from digest import proof
from digest.delivery.site_folder import SiteFolder
from digest.errors import ConfigError, DigestError, ProofError, RenderError
from digest.model import Digest, Edition
from digest.pipeline import from_settings
from digest.pipeline.publishing import look_of
from digest.rendering.archive import Issue, Site, WebPaths, files, issue_of
from digest.rendering.viewing import view
from digest.resources import loader
from digest.settings import Settings
from digest.store import digest_file

_HIGHEST = 1_000_000
"""Number of an edition, so that its address is one that file systems take."""
_DIGITS = re.compile(r"(\d+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Archived:
    """What became of an archive."""

    editions: int
    written: int
    """Files."""
    unchanged: int
    left_out: tuple[str, ...]
    """Editions that are not in it and why, in words."""
    unproven: tuple[str, ...]
    """Folders of those that are not in it because texts of them are not proven."""
    has_feeds: bool


class _Build(NamedTuple):
    folder: Path
    edition: Edition


def archive(target: Path, settings: Settings, *, anyway: bool = False) -> Archived:
    """Write all editions of the output folder to `target`, in which older files stay.

    One with texts that are not proven is left out, unless `anyway`. Raises ConfigError for a
    target that is not ours and where there is no edition; RenderError and WriteError.
    """
    paths = WebPaths.of(settings.edition.web_url)
    site_folder = SiteFolder(target)
    left_out: list[str] = []
    unproven: list[str] = []
    issues: list[Issue] = []
    for folder in _meant(settings, paths, left_out):
        digest = digest_file.load(folder)
        if not anyway and not _is_proven(folder, digest, site_folder):
            unproven.append(folder.name)
        elif issue := _issue(folder.name, digest, settings, paths, left_out):
            issues.append(issue)
    if not issues:
        raise _nothing(settings.edition.out, left_out, unproven)
    site = Site.of(
        issues,
        newsletter=settings.edition.id,
        paths=paths,
        templates=loader("templates", settings.paths.templates),
        theme=from_settings.theme(settings),
    )
    site_folder.fill(files(site))
    return Archived(
        editions=len(issues),
        written=site_folder.written,
        unchanged=site_folder.unchanged,
        left_out=tuple(left_out),
        unproven=tuple(unproven),
        has_feeds=paths.base is not None,
    )


def _nothing(out: Path, left_out: Sequence[str], unproven: Sequence[str]) -> DigestError:
    if unproven:
        return ProofError(f"no edition in {str(out)!r} is proven; `digest check` names the texts")
    why = "; ".join(left_out) or "digest build makes one"
    return ConfigError(f"there is no edition in {str(out)!r} to publish: {why}")


def _meant(settings: Settings, paths: WebPaths, left_out: list[str]) -> Iterator[Path]:
    """The folder of each edition, the last of several builds of one.

    Raises ConfigError where two editions would be one page.
    """
    by_page: dict[str, list[_Build]] = {}
    for folder in _folders(settings.edition.out):
        try:
            edition = _edition(folder)
        except ConfigError as error:
            left_out.append(str(error))
        else:
            by_page.setdefault(paths.page(edition), []).append(_Build(folder, edition))
    for page, builds in by_page.items():
        yield _chosen(page, builds, settings.edition.title, left_out)


def _folders(out: Path) -> list[Path]:
    """Those that hold an edition, in the order in which they were written."""
    found = sorted(out.iterdir(), key=_by_number) if out.is_dir() else []
    home = out.resolve()
    files = ((folder, folder / "digest.json") for folder in found)
    return [folder for folder, file in files if file.resolve().parent.parent == home]


def _by_number(folder: Path) -> list[tuple[int, str]]:
    """`2026-05-03-10` after `2026-05-03-9`."""
    return [(int(part) if part.isdecimal() else 0, part) for part in _DIGITS.split(folder.name)]


def _edition(folder: Path) -> Edition:
    """Raises ConfigError for what is no edition, or has a number that no address can have."""
    edition = digest_file.load(folder).edition
    if not 0 <= edition.number <= _HIGHEST:
        raise ConfigError(f"{str(folder)!r}: an edition cannot have the number {edition.number}")
    return edition


def _chosen(page: str, builds: Sequence[_Build], title: str, left_out: list[str]) -> Path:
    """The last of one edition's builds; of several newsletters', that of the one we are."""
    chosen = next((b for b in reversed(builds) if b.edition.title == title), builds[-1])
    for build in builds:
        if build.edition.title != chosen.edition.title:
            left_out.append(
                f"{build.folder.name}: {build.edition.title!r} is another newsletter, and its page "
                f"would replace that of {chosen.folder.name}, {page!r}; give each newsletter an "
                "[edition] out of its own"
            )
        elif build.edition.number != chosen.edition.number:
            raise ConfigError(
                f"{build.folder.name} and {chosen.folder.name} would both be {page!r}: "
                "[edition] web_url needs {number}"
            )
    return chosen.folder


def _is_proven(folder: Path, digest: Digest, site: SiteFolder) -> bool:
    content = (folder / "digest.json").read_bytes()
    if site.was_proven(content):
        return True
    if proof.reprove(digest).problems:
        return False
    site.remember_proven(content)
    return True


def _issue(
    name: str, digest: Digest, settings: Settings, paths: WebPaths, left_out: list[str]
) -> Issue | None:
    """None for an edition that cites what it does not have; its citations are followed first."""
    look = look_of(digest, settings)
    try:
        view(digest, look)
    except RenderError as error:
        left_out.append(f"{name}: {error}")
        return None
    return issue_of(digest, look, paths)
