"""`digest doctor`: finding out what works here, by trying it."""

import sys
from collections.abc import Iterator
from contextlib import ExitStack
from typing import TYPE_CHECKING, Annotated

import typer

from digest.cli import flags
from digest.cli.command import command
from digest.cli.console import tell
from digest.errors import ConfigError, DigestError

if TYPE_CHECKING:
    from digest.pipeline.checkup import Checkup
    from digest.settings import Secrets, Settings
    from digest.store import Store

Rows = Iterator[tuple[str, str]]


def register(app: typer.Typer) -> None:
    command(app, examples=["digest doctor", "digest doctor --exam"])(doctor)


def doctor(
    config: flags.Config = None,
    exam: Annotated[
        bool,
        typer.Option("--exam", help="Let the model that judges sit its exam, again if need be."),
    ] = False,
    offline: Annotated[
        bool, typer.Option("--offline", help="Look only: try no model, ask nobody.")
    ] = False,
) -> None:
    """Say whether digest can do its work here: settings, store, model, price, exam, mail.

    The model is asked one tiny question. The exit code is that of the first fault: 2 for the
    settings, 9 for the store, 5 for a model that does not answer.
    """
    if exam and offline:
        raise ConfigError("--exam asks the model, and --offline asks nobody: choose one of them")
    chosen = flags.settings(config)
    known = flags.secrets()
    visit = _Visit(chosen, known, exam=exam, offline=offline)
    for name, finding in visit.rows():
        tell(f"{name:<9} {finding}")
    for fault in visit.faults:
        raise fault


class _Visit:
    """What is found, row by row, and the faults among it."""

    def __init__(self, chosen: "Settings", known: "Secrets", *, exam: bool, offline: bool) -> None:
        self.faults: list[DigestError] = []
        self._chosen = chosen
        self._known = known
        self._exam = exam
        self._offline = offline

    def rows(self) -> Rows:
        yield "python", sys.version.split()[0]
        yield "settings", "read without a fault"
        yield "trust", _trusted_files()
        yield "sources", f"{len(self._chosen.sources)} in the configuration"
        with ExitStack() as stack:
            store, health = self._store(stack)
            yield "store", health
            yield from self._models(store)
            yield from self._exams(store)
        mail = self._chosen.mail
        yield "mail", _mail_health(mail.host, mail.sender, self._known.smtp_user)

    def _store(self, stack: ExitStack) -> "tuple[Store | None, str]":
        from digest.store import open_store

        try:
            store = stack.enter_context(open_store(flags.store_place(self._chosen)))
            return store, f"{store.place}, {store.size():,} bytes"
        except DigestError as fault:
            self.faults.append(fault)
            return None, str(fault)

    def _models(self, store: "Store | None") -> Rows:
        from digest.pipeline.checkup import check_models

        found = False
        try:
            for checkup in check_models(self._chosen, self._known, store, offline=self._offline):
                found = True
                yield from _model_rows(checkup)
                if checkup.trial and checkup.trial.failure:
                    self.faults.append(checkup.trial.failure)
        except DigestError as fault:  # an address that would get the key in the clear
            self.faults.append(fault)
            yield "model", str(fault)
            return
        if not found:
            yield "model", "none: OPENAI_API_KEY is not set, so stories are told by extraction"

    def _exams(self, store: "Store | None") -> Rows:
        """How the judge did in each language; only what is stored, unless it is to sit again."""
        from digest import pipeline

        if store is None:
            yield "exam", "unknown: its marks are in the store"
            return
        again = self._exam and not self.faults
        try:
            marks = pipeline.exam_marks(self._chosen, self._known, store, again=again)
        except DigestError as fault:
            self.faults.append(fault)
            yield "exam", str(fault)
            return
        yield from (("exam", str(one)) for one in marks)
        if not marks:
            yield "exam", "nobody to examine: no model is set up"


def _model_rows(found: "Checkup") -> Rows:
    from digest.llm.urls import shown

    key = "with a key" if found.has_key else "without a key"
    yield found.role, f"{found.model} at {shown(found.base_url)}, {key}"
    if found.trial is None:
        yield "answer", "not tried"
    elif found.trial.failure is not None:
        yield "answer", str(found.trial.failure)
    else:
        yield "answer", f"of the form that was asked for, after {found.trial.seconds:.1f} s"
    yield from (("note", note) for note in found.notes)
    yield "asked", found.learned or "as most servers are"
    yield "context", found.trial.context if found.trial else "not asked"
    yield "price", _price(found)


def _price(found: "Checkup") -> str:
    if found.price is None:
        return "unknown: [llm] max_cost works with price_input and price_output only"
    if not found.price.input and not found.price.output:
        return "nothing"
    whose = "your own" if found.is_price_own else "from the price list"
    return f"${found.price.input:g} in, ${found.price.output:g} out for a million tokens, {whose}"


def _trusted_files() -> str:
    from digest.settings.trusted import Trusted

    return ", ".join(sorted(Trusted.of_user().files())) or "no file is trusted to send or to read"


def _mail_health(host: str | None, sender: str | None, user: str | None) -> str:
    if not host or not sender:
        return "not set up: [mail] host and sender are needed by digest send"
    login = f"log in as {user}" if user else "without a login (DIGEST_SMTP_USER is not set)"
    return f"{sender} through {host}, {login}"
