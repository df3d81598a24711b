"""`digest doctor`: finding out what works here, by trying it."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from digest.cli import flags
from digest.cli.command import command
from digest.cli.console import gives_json, report
from digest.errors import ConfigError, DigestError
from digest.version import __version__

if TYPE_CHECKING:
    from digest.pipeline.checkup import Checkup
    from digest.pipeline.tryouts import Tried
    from digest.settings import Resolved, Secrets
    from digest.store import Store

EXAMPLES = (
    "digest doctor",
    "digest doctor --exam        # and how well the judge judges",
    "digest doctor --offline     # ask nobody",
)
_MOST_OFF = timedelta(minutes=5)
"""How far two clocks may differ: keys and certificates are checked by the time."""


def register(app: typer.Typer) -> None:
    command(app, examples=EXAMPLES, reports=True)(doctor)


def doctor(
    config: flags.Config = None,
    exam: Annotated[
        bool,
        typer.Option("--exam", help="Let the model that judges sit its exam, again if need be."),
    ] = False,
    offline: Annotated[
        bool, typer.Option("--offline", help="Ask nobody: no model, mail server, feed or page.")
    ] = False,
) -> None:
    """Say whether digest can do its work here, by trying all that it needs.

    Settings, room on the disk, the store, prompts and templates (on an edition of invented
    articles), each model by one tiny question, the judge's exam, the mail server's login, and
    whether each source can be read. The exit code is that of the first fault.
    """
    if exam and offline:
        raise ConfigError("--exam asks the model, and --offline asks nobody: choose one of them")
    visit = _Visit(flags.resolved(config), flags.secrets(), exam=exam, offline=offline)
    if gives_json():
        found = [_facts(tried) for tried in visit.tries()]
        report({"ok": not visit.faults, "findings": found}, ())
    else:
        report(None, map(_line, visit.tries()))
    if visit.faults:
        raise _summed(visit.faults)


def _line(tried: "Tried") -> str:
    verdict = "FAIL" if tried.fault else "look" if tried.is_doubtful else "ok"
    return f"{verdict:<5} {tried.name:<9} {tried.told}"


def _facts(tried: "Tried") -> dict[str, object]:
    return {
        "name": tried.name,
        "ok": tried.fault is None,
        "look": tried.is_doubtful,
        "told": tried.told,
        "code": tried.fault.exit_code if tried.fault else None,
    }


def _summed(faults: "list[Tried]") -> DigestError:
    """All of them in one, with the code of the first; each has had its line."""
    from digest.rendering.wording import counted

    names = ", ".join(dict.fromkeys(fault.name for fault in faults))
    summed = DigestError(f"{counted(len(faults), 'fault')}: {names}")
    summed.exit_code = next(fault.fault.exit_code for fault in faults if fault.fault)
    return summed


class _Visit:
    """What is found, one after another, and the faults among it."""

    def __init__(self, found: "Resolved", known: "Secrets", *, exam: bool, offline: bool) -> None:
        self.faults: list[Tried] = []
        self._found = found
        self._chosen = found.settings
        self._known = known
        self._exam = exam
        self._offline = offline
        self._now = datetime.now(UTC)

    def tries(self) -> "Iterator[Tried]":
        for tried in self._tries():
            if tried.fault is not None:
                self.faults.append(tried)
            yield tried

    def _tries(self) -> "Iterator[Tried]":
        from digest.pipeline import tryouts
        from digest.pipeline.tryouts import Tried

        yield Tried(name="digest", told=f"{__version__} on Python {sys.version.split()[0]}")
        yield Tried(name="settings", told=_settings(self._found))
        yield from (Tried(name="trust", told=told) for told in _trusted_files())
        place = flags.store_place(self._chosen)
        yield from tryouts.try_disk(self._chosen, place if isinstance(place, Path) else None)
        with ExitStack() as stack:
            store, health = self._store(stack)
            yield health
            if store is not None:
                yield from tryouts.try_clock(self._chosen, store, self._now)
            yield from tryouts.try_words(self._chosen, self._now)
            yield from self._models(store)
            yield from self._exams(store)
            offline = self._offline
            yield from tryouts.try_mail(self._chosen, self._known, offline=offline)
            yield from _way_out(self._chosen.mail.unsubscribe)
            yield from tryouts.try_sources(self._chosen, store, self._now, offline=offline)

    def _store(self, stack: ExitStack) -> "tuple[Store | None, Tried]":
        from digest.pipeline.tryouts import Tried, failed

        try:
            store = stack.enter_context(flags.store_of(self._chosen))
            told = f"{store.place}, {store.size():,} bytes"
        except DigestError as fault:
            return None, failed("store", fault)
        return store, Tried(name="store", told=told)

    def _models(self, store: "Store | None") -> "Iterator[Tried]":
        from digest.pipeline.checkup import check_models
        from digest.pipeline.tryouts import Tried, failed

        found = False
        try:
            for checkup in check_models(self._chosen, self._known, store, offline=self._offline):
                found = True
                yield from _of_model(checkup)
        except DigestError as fault:  # an address that would get the key in the clear
            yield failed("model", fault)
            return
        if not found:
            told = "none: OPENAI_API_KEY is not set, so stories are told by extraction"
            is_wanted = self._chosen.llm.model is not None
            yield Tried(name="model", told=told, is_doubtful=is_wanted)

    def _exams(self, store: "Store | None") -> "Iterator[Tried]":
        """How each judge did in each language; only what is stored, unless it is to sit again."""
        from digest import pipeline
        from digest.pipeline.tryouts import Tried, failed

        if store is None:
            yield Tried(name="exam", told="unknown: its marks are in the store", is_doubtful=True)
            return
        if any(fault.name == "model" for fault in self.faults):
            return
        again = self._exam and not self.faults
        try:
            sat = pipeline.exam_marks(self._chosen, self._known, store, again=again)
        except DigestError as fault:
            yield failed("exam", fault)
            return
        whose = "{}, {}" if self._chosen.llm.fallback else "{1}"
        yield from (Tried(name="exam", told=whose.format(*one)) for one in sat)
        if not sat:
            yield Tried(name="exam", told="nobody to examine: no model is set up")


def _way_out(links: "Sequence[str]") -> "Iterator[Tried]":
    from digest.mail_headers import READERS_OWN, is_one_click
    from digest.pipeline.tryouts import Tried

    has_page = any(link.startswith("https:") for link in links)
    if has_page and not any(map(is_one_click, links)):
        told = (
            f"unsubscribing by one click is off: no https address of unsubscribe has {READERS_OWN}"
        )
        yield Tried(name="mail", told=told, is_doubtful=True)


def _of_model(found: "Checkup") -> "Iterator[Tried]":
    from digest.llm.urls import host_of, shown
    from digest.pipeline.tryouts import Tried, failed

    key = "with a key" if found.has_key else "without a key"
    yield Tried(name=found.role, told=f"{found.model} at {shown(found.base_url)}, {key}")
    trial = found.trial
    if trial is None:
        yield Tried(name="answer", told="not tried")
    elif trial.failure is not None:
        yield failed("answer", trial.failure)
    else:
        told = f"of the form that was asked for, after {trial.seconds:.1f} s"
        yield Tried(name="answer", told=told)
    yield from (Tried(name="note", told=note, is_doubtful=True) for note in found.notes)
    yield Tried(name="asked", told=found.learned or "as most servers are")
    yield Tried(name="context", told=trial.context if trial else "not asked")
    yield Tried(name="price", told=_price(found))
    off = timedelta(seconds=trial.clock_off_s if trial else 0)
    if abs(off) > _MOST_OFF:
        ahead = "ahead of" if off > timedelta() else "behind"
        told = f"{abs(off).total_seconds():,.0f} s {ahead} that of {host_of(found.base_url)}"
        yield failed("clock", DigestError(f"{told}: set the clock of this machine"))


def _price(found: "Checkup") -> str:
    if found.price is None:
        return "unknown: [llm] max_cost works with price_input and price_output only"
    if not found.price.input and not found.price.output:
        return "nothing"
    whose = "your own" if found.is_price_own else "from the price list"
    return f"${found.price.input:g} in, ${found.price.output:g} out for a million tokens, {whose}"


def _settings(found: "Resolved") -> str:
    """Which file, and how many are set where; `digest settings` shows each."""
    from digest.rendering.wording import counted

    file = f"{found.file.path}" if found.file else "no digest.toml"
    by_variable = sum(origin.startswith("DIGEST_") for origin in found.origins.values())
    variables = f", {by_variable} of them by variables" if by_variable else ""
    shown = "; `digest settings --changed` shows them" if found.origins else ""
    return f"{file}, {counted(len(found.origins), 'key')} set{variables}{shown}"


def _trusted_files() -> list[str]:
    """Those that there are."""
    from digest.settings.trusted import Trusted

    there = [file for file in sorted(Trusted.of_user().files()) if Path(file).exists()]
    return there or ["no file is trusted to send or to read"]
