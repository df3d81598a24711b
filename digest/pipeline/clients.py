"""The models that the user decided on: who writes, who judges, who comes after them."""

from collections.abc import Callable
from dataclasses import dataclass
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
from digest.llm.urls import shown
from digest.progress import Report, silent
from digest.settings import Secrets, Settings
from digest.settings.models import FallbackSettings
from digest.store import Store

NO_KEY = "none"
"""What is sent where there is no key: the library will have one."""


class Team(NamedTuple):
    """The models of a build."""

    writer: LlmClient
    judge: LlmClient
    """May be the writer."""
    fallbacks: tuple[LlmClient, ...] = ()


@dataclass(frozen=True, slots=True)
class Roster:
    """Who can be asked under these settings, and with what; nothing is asked in making them."""

    settings: Settings
    known: Secrets
    store: Store | None = None
    """Where answers are kept; None keeps none."""
    report: Report = silent
    log: Log = unlogged

    def team(self) -> Team | None:
        """Who writes, who judges and who comes after them; None where there is nobody to ask.

        Raises ConfigError for models that cannot be asked as they are set.
        """
        writer = self.writer()
        if writer is None:
            return None
        return Team(writer, self.judge(writer), self.fallbacks(writer))

    def writer(self) -> LlmClient | None:
        """The model to ask; None when there is neither a key nor an endpoint that may need none."""
        chosen = self.settings.llm
        if chosen.gguf is not None:
            if chosen.base_url is not None:
                raise ConfigError("[llm] gguf and base_url name two models: choose one of them")
            address = local_model.address_of(chosen.gguf)
            return self._client(chosen.model or chosen.gguf.stem, address, None)
        base_url = chosen.base_url or self.known.base_url
        if self.known.api_key is None and base_url is None:
            return None
        model = chosen.model or DEFAULT_MODEL
        return self._client(model, base_url or DEFAULT_BASE_URL, self.known.api_key)

    def judge(self, writer: LlmClient) -> LlmClient:
        """The model that judges: the writer itself, or another one that spends from the same purse.

        An endpoint of its own gets the key that is meant for it, never the writer's.
        """
        model, base_url = self.settings.check.judge_model, self.settings.check.judge_base_url
        if model is None and base_url is None:
            return writer
        if self.settings.llm.gguf is not None and base_url is None:
            raise ConfigError("[llm] gguf runs one model: [check] judge_model needs judge_base_url")
        is_elsewhere = base_url is not None and base_url.rstrip("/") != writer.base_url
        key = self.known.judge_api_key if is_elsewhere else self.known.api_key
        return self._client(
            model or writer.model, base_url or writer.base_url, key, purse=writer.purse
        )

    def fallbacks(self, writer: LlmClient) -> tuple[LlmClient, ...]:
        """The models that are asked in turn when the one before is dead, each with its own key.

        Raises ConfigError for a key that is not there.
        """
        return tuple(self._fallback(other, writer) for other in self.settings.llm.fallback)

    def _fallback(self, other: FallbackSettings, writer: LlmClient) -> LlmClient:
        key = self.known.keys.get(other.key_env)
        if key is None and other.base_url is None:
            raise ConfigError(f"[llm] fallback {other.model!r} needs the key in {other.key_env}")
        base_url = other.base_url or DEFAULT_BASE_URL
        return self._client(other.model, base_url, key, purse=writer.purse)

    def _client(
        self, model: str, base_url: str, api_key: str | None, *, purse: Purse | None = None
    ) -> LlmClient:
        chosen = self.settings.llm
        endpoint = self._endpoint(model, base_url, api_key or NO_KEY)
        limits = Limits(
            requests=chosen.max_requests, tokens=chosen.max_tokens, cost=chosen.max_cost
        )
        return LlmClient(
            endpoint,
            answers=self.store.answers if self.store else None,
            purse=purse or Purse(limits),
            rates=Rates(model, base_url, own_price(self.settings), _seen(self.store, endpoint)),
            parameters=chosen.parameters,
            again=chosen.ask_again,
            report=self.report,
        )

    def _endpoint(self, model: str, base_url: str, api_key: str) -> Endpoint:
        chosen = self.settings.llm
        refuse_other_schemes(base_url)
        if not chosen.insecure_http:
            refuse_clear_text(base_url, api_key)
        kind: Callable[..., Endpoint] = Endpoint
        if base_url.startswith(LOCAL) and chosen.gguf is not None:
            kind = partial(local_model.LocalEndpoint, chosen.gguf)
        return kind(
            api_key=api_key,
            model=model,
            base_url=base_url,
            patience=Patience(
                timeout_s=chosen.timeout_s,
                total_time_s=chosen.total_time_s,
                deadline_s=chosen.deadline_s,
                attempts=chosen.attempts,
            ),
            workers=chosen.workers,
            report=self.report,
            log=self.log,
        )


def _seen(store: Store | None, endpoint: Endpoint) -> dict[str, Seen]:
    """What earlier builds have seen of the model."""
    known = store.lengths.of(endpoint.base_url, endpoint.model) if store else {}
    return {kind: Seen(*sums) for kind, sums in known.items()}


def refuse_other_schemes(base_url: str) -> None:
    """Raise ConfigError for an endpoint that cannot be asked over the web."""
    address = urlsplit(base_url)
    if base_url.startswith(LOCAL) or (address.scheme in {"http", "https"} and address.hostname):
        return
    raise ConfigError(
        f"the endpoint {shown(base_url)!r} cannot be asked: wanted is an address that begins with "
        "https:// or http://"
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
