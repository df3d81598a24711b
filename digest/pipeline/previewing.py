"""An edition as its templates would show it now, for a preview that follows their changes."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from threading import Lock

from digest.delivery.preview_server import Choice, Stage
from digest.errors import DigestError
from digest.pipeline.publishing import examined
from digest.rendering.lint import Report
from digest.rendering.lint.schemes import Scheme
from digest.rendering.preview import TABS, as_seen
from digest.rendering.theme import Theme
from digest.resources import bundled
from digest.settings import Settings
from digest.store import digest_file

_WATCHED = ("*", "*/*", "*/*/*")
"""Files of a templates folder: THEME/FILE, THEME/parts/FILE, labels/FILE."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shown:
    """What was rendered last."""

    version: str
    """Of all files that it is made of."""
    files: Mapping[str, bytes]
    report: Report | None
    error: str
    """Why it is not what it should be; empty where it is."""


class Preview:
    """One edition, rendered anew when its file or a template has changed since."""

    def __init__(self, place: Path, settings: Settings) -> None:
        """`place` is the edition's folder or file. Raises ConfigError where there is none."""
        self._file = digest_file.file_at(place)
        self._settings = settings
        self._digest = digest_file.load(self._file)
        self._lock = Lock()
        self._last = _Shown(version="", files={}, report=None, error="")

    def stage(self) -> Stage:
        """What a server needs of it."""
        return Stage(state=self._state, page=self._page)

    def _state(self) -> Mapping[str, object]:
        shown = self._now()
        edition, report = self._digest.edition, shown.report
        most = Theme(name=self._settings.theme.name).most_bytes
        return {
            "version": shown.version,
            "error": shown.error,
            "title": f"{edition.title}, No. {edition.number}",
            "tabs": [{"name": tab.name, "title": tab.title} for tab in TABS],
            "sizes": list(_sizes(report, most)) if report else [],
            "findings": [asdict(finding) for finding in report.findings] if report else [],
        }

    def _page(self, choice: Choice) -> str | None:
        tab = next((tab for tab in TABS if tab.name == choice.get("tab")), None)
        files = self._now().files
        if tab is None or tab.file not in files:
            return None
        scheme: Scheme = "dark" if choice.get("scheme") == "dark" else "light"
        return as_seen(files, tab, scheme, has_styles=choice.get("styles") != "off")

    def _now(self) -> _Shown:
        with self._lock:  # one rendering, however many frames ask for it
            version = self._version()
            if version != self._last.version:
                self._last = self._rendered(version)
            return self._last

    def _rendered(self, version: str) -> _Shown:
        """With a theme that is broken for the moment, the files as they were before."""
        try:
            self._digest = digest_file.load(self._file)
            files, report = examined(self._digest, self._settings)
        except DigestError as error:
            return _Shown(
                version=version,
                files=self._last.files,
                report=self._last.report,
                error=str(error),
            )
        return _Shown(version=version, files=files, report=report, error="")

    def _version(self) -> str:
        seen = hashlib.sha256()
        for file in self._watched():
            try:
                stat = file.stat()
            except OSError:  # it was saved by renaming, this very moment
                continue
            seen.update(f"{file}\0{stat.st_mtime_ns}\0{stat.st_size}\n".encode())
        return seen.hexdigest()[:16]

    def _watched(self) -> Iterator[Path]:
        yield self._file
        folders = (bundled("templates"), self._settings.paths.templates)
        for folder in filter(None, folders):
            for pattern in _WATCHED:
                yield from sorted(folder.glob(pattern))


def _sizes(report: Report, most: int) -> Iterator[str]:
    in_mail = report.sizes["mail page"]
    yield f"mail: {in_mail:,} of {most:,} bytes of HTML"
    for tab in TABS:
        yield f"{tab.file}: {report.sizes[tab.file]:,} bytes"
