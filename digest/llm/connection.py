"""The SDK over connections that keep a clock, a size and their origin."""

from typing import TYPE_CHECKING

from digest.errors import LlmRejected
from digest.llm.urls import host_of, refuse_elsewhere
from digest.network import TimedNetwork, trusted

if TYPE_CHECKING:
    import httpx2
    import openai

MOST_BYTES = 16_000_000
"""Of one answer, headers and all; the longest ones of models have some hundred thousand."""
_NOT_PACKED = ("", "identity")


def sdk(api_key: str, base_url: str, network: TimedNetwork) -> "openai.OpenAI":
    """The SDK, sending and receiving by way of the network; it tries nothing again by itself.

    Proxies of the environment are used as ever.
    """
    import openai

    http = openai.DefaultHttpxClient(
        event_hooks={"response": [refuse_elsewhere, _refuse_packed]},
        headers={"Accept-Encoding": "identity"},
        verify=trusted(),
    )
    for transport in (http._transport, *http._mounts.values()):  # noqa: SLF001
        pool = getattr(transport, "_pool", None)
        if pool is not None:  # it has no argument for it; a test pins that it is in force
            pool._network_backend = network  # noqa: SLF001
    return openai.OpenAI(api_key=api_key, base_url=base_url, max_retries=0, http_client=http)


def _refuse_packed(response: "httpx2.Response") -> None:
    """A hook for each response. Raises LlmRejected for one that unpacks to nobody knows what."""
    packed = response.headers.get("content-encoding", "")
    if packed.lower() not in _NOT_PACKED:
        host = host_of(str(response.request.url))
        raise LlmRejected(f"{host} packs its answers ({packed[:40]}) though it was asked not to")
