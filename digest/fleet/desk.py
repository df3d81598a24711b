"""What a process needs to work at the parts of a fleet's rounds."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from digest.errors import ConfigError
from digest.fleet import fleet_file
from digest.fleet.kept import ARTICLE, Failed, PartFailedError, outcome
from digest.fleet.rounds import Round
from digest.fleet.work import Stage
from digest.model import Article
from digest.pipeline.clients import Roster, Team
from digest.progress import Report, silent
from digest.settings import Secrets, Settings
from digest.store import Store

T = TypeVar("T")


@dataclass(frozen=True, kw_only=True)
class Desk:
    """One for each part."""

    round: Round
    store: Store
    known: Secrets
    report: Report = silent
    _settings: dict[str, Settings] = field(default_factory=dict)

    @property
    def folder(self) -> Path:
        """The fleet's."""
        return Path(self.round.fleet)

    def left(self, stage: Stage, part: str, kind: type[T]) -> T:
        """What a part left. Raises PartFailedError with its reason where it failed."""
        found = self.outcome(stage, part, kind)
        if isinstance(found, Failed):
            raise PartFailedError(found.failed)
        return found

    def outcome(self, stage: Stage, part: str, kind: type[T]) -> T | Failed:
        """What a part left, a fault among it. Raises PartFailedError where it has not ended."""
        return outcome(self.round.name, stage, part, kind, self.store)

    @cached_property
    def common(self) -> Settings:
        """What all editions share. Raises ConfigError."""
        return fleet_file.load(self.folder, only=()).common

    def editions(self, names: Collection[str]) -> dict[str, Settings]:
        """The settings of those that are not broken, by name."""
        missing = [name for name in names if name not in {*self._settings, *self.round.broken}]
        if missing:
            self._settings.update(fleet_file.load(self.folder, only=missing).editions)
        return {name: self._settings[name] for name in names if name in self._settings}

    def edition(self, name: str) -> Settings:
        """The settings of one. Raises PartFailedError with what is wrong with them."""
        if name in self.round.broken:
            raise PartFailedError(self.round.broken[name])
        if name not in self._settings:
            try:
                found = fleet_file.load(self.folder, only=(name,))
            except ConfigError as error:
                raise PartFailedError(str(error)) from error
            if name in found.broken:
                raise PartFailedError(found.broken[name])
            self._settings.update(found.editions)
        return self._settings[name]

    def team(self, settings: Settings) -> Team | None:
        """Who can be asked in this round; None where it asks nobody. Raises ConfigError."""
        if not self.round.asks:
            return None
        return Roster(settings, self.known, self.store, self.report).team()

    def articles(self, ids: Iterable[str]) -> dict[str, Article]:
        """Articles that are kept, by id."""
        bodies = self.store.articles.bodies(sorted(set(ids)))
        return {name: ARTICLE.validate_json(body) for name, body in bodies.items()}
