"""`--batch` and `--resume`: whether an edition is made by a batch of answers."""

from typing import TYPE_CHECKING

from digest.errors import ConfigError

if TYPE_CHECKING:
    from digest.llm.client import LlmClient
    from digest.pipeline import BatchRun, Order
    from digest.progress import Report
    from digest.settings import Settings
    from digest.store import Store


def batch_run(
    order: "Order",
    chosen: "Settings",
    store: "Store",
    clients: "tuple[LlmClient, LlmClient] | None",
    report: "Report",
    *,
    begin: bool,
    resume: bool,
) -> "BatchRun | None":
    """The run that makes the edition by batch; None where it is made at once.

    Raises ConfigError where a batch is wanted and there is no model or none waits.
    """
    from digest.llm import LOCAL
    from digest.pipeline import BatchRun

    if clients is None:
        if begin or resume:
            raise ConfigError("a batch needs a model: set OPENAI_API_KEY, and leave out --no-model")
        return None
    if begin and any(client.base_url.startswith(LOCAL) for client in clients):
        raise ConfigError("[llm] gguf runs here and now: leave out --batch")
    run = BatchRun(chosen, store, clients, report)
    if resume and not run.is_waiting:
        raise ConfigError(
            f"no edition of {chosen.edition.newsletter!r} waits for a batch; begin one with --batch"
        )
    if begin and run.is_waiting and not run.fits(order):
        raise ConfigError(
            "an edition of other sources waits for its batch; make that one first, with --resume"
        )
    return run if begin or resume or run.fits(order) else None
