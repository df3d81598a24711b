"""The models that the user decided on: who writes, who judges, who comes after them."""

from collections.abc import Callable
from functools import partial
from ipaddress import ip_address
from typing import NamedTuple
from urllib.parse import urlsplit

from digest.errors import ConfigError
from digest.llm import DEFAULT_BASE_URL, DEFAULT_MODEL, LOCAL, local_model
from digest.llm.client import LlmClient
from digest.llm.endpoint import Endpoint
from digest.llm.patience import Log, Patience, unlogged
from digest.llm.purse import Limits, Price, Purse, Rates, Seen
from digest.progress import Report, silent
from digest.settings import Secrets, Settings
from digest.store import Store

NO_KEY = "none"
"""What is sent where there is no key: the library will have one."""


class Team(NamedTuple):
    """The models of a build."""

    writer: LlmClient
    judge: LlmClient
    """May be the writer."""
    fallbacks: tuple[LlmClient, ...] = ()


def team(
    settings: Settings,
    known: Secrets,
    store: Store | None = None,
    report: Report = silent,
    *,
    log: Log = unlogged,
) -> Team | None:
    """Who writes, who judges and who comes after them; None where there is nobody to ask.

    Raises ConfigError for models that cannot be asked as they are set.
    """
    writer = model_client(settings, known, store, report, log=log)
    if writer is None:
        return None
    judge = judge_client(settings, known, writer, store, report, log=log)
    return Team(writer, judge, fallbacks(settings, known, writer, store, report, log=log))


def model_client(
    settings: Settings,
    known: Secrets,
    store: Store | None = None,
    report: Report = silent,
    *,
    log: Log = unlogged,
) -> LlmClient | None:
    """The model to ask; None when there is neither a key nor an endpoint that may need none."""
    if settings.llm.gguf is not None:
        if settings.llm.base_url is not None:
            raise ConfigError("[llm] gguf and base_url name two models: choose one of them")
        return _client(
            settings,
            store,
            report,
            log=log,
            api_key=NO_KEY,
            model=settings.llm.model or settings.llm.gguf.stem,
            base_url=local_model.address_of(settings.llm.gguf),
        )
    base_url = settings.llm.base_url or known.base_url
    if known.api_key is None and base_url is None:
        return None
    return _client(
        settings,
        store,
        report,
        log=log,
        api_key=known.api_key or NO_KEY,
        model=settings.llm.model or DEFAULT_MODEL,
        base_url=base_url or DEFAULT_BASE_URL,
    )


def judge_client(
    settings: Settings,
    known: Secrets,
    writer: LlmClient,
    store: Store | None = None,
    report: Report = silent,
    *,
    log: Log = unlogged,
) -> LlmClient:
    """The model that judges: the writer itself, or another one that spends from the same purse.

    An endpoint of its own gets the key that is meant for it, never the writer's.
    """
    base_url = settings.check.judge_base_url
    if settings.check.judge_model is None and base_url is None:
        return writer
    if settings.llm.gguf is not None and base_url is None:
        raise ConfigError("[llm] gguf runs one model: [check] judge_model needs judge_base_url")
    is_elsewhere = base_url is not None and base_url.rstrip("/") != writer.base_url
    return _client(
        settings,
        store,
        report,
        log=log,
        api_key=(known.judge_api_key if is_elsewhere else known.api_key) or NO_KEY,
        model=settings.check.judge_model or writer.model,
        base_url=base_url or writer.base_url,
        purse=writer.purse,
    )


def fallbacks(
    settings: Settings,
    known: Secrets,
    writer: LlmClient,
    store: Store | None = None,
    report: Report = silent,
    *,
    log: Log = unlogged,
) -> tuple[LlmClient, ...]:
    """The models that are asked in turn when the one before is dead, each with its own key.

    Raises ConfigError for a key that is not there.
    """
    clients = []
    for other in settings.llm.fallback:
        key = known.keys.get(other.key_env)
        if key is None and other.base_url is None:
            raise ConfigError(f"[llm] fallback {other.model!r} needs the key in {other.key_env}")
        clients.append(
            _client(
                settings,
                store,
                report,
                log=log,
                api_key=key or NO_KEY,
                model=other.model,
                base_url=other.base_url or DEFAULT_BASE_URL,
                purse=writer.purse,
            )
        )
    return tuple(clients)


def _client(
    settings: Settings,
    store: Store | None,
    report: Report,
    *,
    log: Log,
    api_key: str,
    model: str,
    base_url: str,
    purse: Purse | None = None,
) -> LlmClient:
    if not settings.llm.insecure_http:
        refuse_clear_text(base_url, api_key)
    limits = Limits(
        requests=settings.llm.max_requests,
        tokens=settings.llm.max_tokens,
        cost=settings.llm.max_cost,
    )
    kind: Callable[..., Endpoint] = Endpoint
    if base_url.startswith(LOCAL) and settings.llm.gguf is not None:
        kind = partial(local_model.LocalEndpoint, settings.llm.gguf)
    endpoint = kind(
        api_key=api_key,
        model=model,
        base_url=base_url,
        patience=Patience(
            timeout_s=settings.llm.timeout_s,
            total_time_s=settings.llm.total_time_s,
            deadline_s=settings.llm.deadline_s,
            attempts=settings.llm.attempts,
        ),
        workers=settings.llm.workers,
        report=report,
        log=log,
    )
    return LlmClient(
        endpoint,
        answers=store.answers if store else None,
        purse=purse or Purse(limits),
        rates=Rates(model, base_url, own_price(settings), _seen(store, endpoint)),
        parameters=settings.llm.parameters,
        again=settings.llm.ask_again,
        report=report,
    )


def _seen(store: Store | None, endpoint: Endpoint) -> dict[str, Seen]:
    """What earlier builds have seen of the model."""
    known = store.lengths.of(endpoint.base_url, endpoint.model) if store else {}
    return {kind: Seen(*sums) for kind, sums in known.items()}


def refuse_clear_text(base_url: str, api_key: str) -> None:
    """Raise ConfigError for an endpoint that would get a key over the network in the clear."""
    address = urlsplit(base_url)
    host = address.hostname or ""
    try:
        is_here = host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        is_here = False
    if address.scheme == "http" and api_key != NO_KEY and not is_here:
        raise ConfigError(
            f"the key would go to {host} in the clear; name it with https://, "
            "or set [llm] insecure_http = true"
        )


def own_price(settings: Settings) -> Price | None:
    """The user's own price; half of one is none."""
    given = settings.llm.price_input, settings.llm.price_output
    if given[0] is None or given[1] is None:
        return None
    return Price(input=given[0], output=given[1])
