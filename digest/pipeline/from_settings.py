"""What the user decided, in the plain values that each room takes: settings stop here."""

from collections.abc import Callable
from functools import partial
from ipaddress import ip_address
from urllib.parse import urlsplit

from digest import stories
from digest.delivery.channels import Access
from digest.errors import ConfigError
from digest.grounding.exam import Candidate, Standard
from digest.llm import DEFAULT_BASE_URL, DEFAULT_MODEL, LOCAL, local_model
from digest.llm.client import LlmClient
from digest.llm.endpoint import Endpoint
from digest.llm.patience import Log, Patience, unlogged
from digest.llm.prompts import Prompts
from digest.llm.purse import Limits, Price, Purse, Rates
from digest.pipeline.reading_pool import ReadingLimits
from digest.progress import Report, silent
from digest.resources import loader
from digest.settings import Secrets, Settings
from digest.sources import FetchOptions, Place, SourceOptions
from digest.store import Store
from digest.telling.options import TellOptions

NO_KEY = "none"
"""What is sent where there is no key: the library will have one."""


def places(settings: Settings) -> tuple[Place, ...]:
    """The `[[sources]]` of the configuration."""
    return tuple(
        Place(
            address=source.address,
            name=source.name,
            kind=source.kind,
            aggregator=source.aggregator,
            section=source.section,
            weight=source.weight,
            language=source.language,
        )
        for source in settings.sources
    )


def reading(settings: Settings, *, again: bool = False) -> SourceOptions:
    """How places are read; `again` takes also what an earlier edition has read."""
    return SourceOptions(
        fetch_pages=settings.fetch.full_text, again=again, max_items=settings.fetch.max_items
    )


def reading_limits(settings: Settings) -> ReadingLimits:
    """What one document may take."""
    return ReadingLimits(
        seconds=settings.fetch.read_timeout_s, memory=settings.fetch.read_memory_mb * 1_000_000
    )


def fetching(settings: Settings) -> FetchOptions:
    """How the network is used for articles."""
    return FetchOptions(
        timeout_s=settings.fetch.timeout_s,
        deadline_s=settings.fetch.deadline_s,
        max_bytes=settings.fetch.max_bytes,
        workers=settings.fetch.workers,
        per_host=settings.fetch.per_host,
        allow_networks=settings.fetch.allow_networks,
    )


def grouping(settings: Settings) -> stories.GroupOptions:
    """How articles become stories, ranked and in sections."""
    topics = tuple(
        stories.Topic(
            name=topic.name,
            watch=topic.words,
            mute=topic.mute,
            section=topic.section,
            boost=topic.weight,
        )
        for topic in settings.topics
    )
    return stories.GroupOptions(
        topics=topics,
        sections=settings.edition.sections,
        limit=settings.edition.stories,
        section_limit=settings.edition.stories_per_section,
        share=settings.stories.per_outlet,
    )


def telling(settings: Settings) -> TellOptions:
    """How stories are told and judged."""
    return TellOptions(
        mode=settings.llm.mode,
        words=settings.edition.words,
        repairs=settings.check.repairs,
        standard=Standard(
            caught=settings.check.exam_caught,
            alarms=settings.check.exam_alarms,
            threshold=settings.check.threshold,
        ),
        input_tokens=settings.llm.input_tokens,
        points=settings.llm.points,
        quotes=settings.edition.quotes,
        stories_per_request=settings.llm.stories_per_request,
    )


def candidate(settings: Settings, judge: LlmClient) -> Candidate:
    """The model that may judge once it has passed the exam, with the words that it is asked in."""
    prompts = Prompts(loader("prompts", settings.paths.prompts))
    return telling(settings).candidate(judge, prompts)


def access(settings: Settings, known: Secrets) -> Access:
    """How editions go out; each channel says what it cannot do without."""
    mail = settings.mail
    return Access(
        sender=mail.sender,
        host=mail.host,
        port=mail.port,
        security=mail.security,
        timeout_s=mail.timeout_s,
        ca_file=str(mail.ca_file) if mail.ca_file else None,
        user=known.smtp_user,
        password=known.smtp_password,
    )


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
        rates=Rates(model, base_url, own_price(settings)),
        parameters=settings.llm.parameters,
        again=settings.llm.ask_again,
        report=report,
    )


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
