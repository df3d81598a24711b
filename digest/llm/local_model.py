"""A model of one's own: llama.cpp in this process, on loopback, from its first request on."""

import hashlib
import importlib
import os
import secrets
import threading
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

from digest.errors import ConfigError, LlmRejected
from digest.llm import LOCAL, connection
from digest.llm.endpoint import Endpoint
from digest.llm.patience import Patience
from digest.progress import Event

if TYPE_CHECKING:
    import openai

CONTEXT_TOKENS = 16_384
"""For one request and its answer; the largest of ours have ten thousand together."""
LOCAL_TIMEOUT_S = 1800.0
"""At least so long for one answer: nobody else waits for this processor, and nobody pays."""
_SAMPLES = 64
_SAMPLE_BYTES = 65_536
_MAGIC = b"GGUF"


class LocalEndpoint(Endpoint):
    """A file of weights as an endpoint.

    One request is answered at a time: several would share the processor, and run out of time
    together.
    """

    def __init__(self, file: Path, *, patience: Patience, **rest: Any) -> None:  # noqa: ANN401
        """The rest is that of every endpoint.

        Raises ConfigError where the package that runs it is not there.
        """
        self._llama = _llama()
        self._file = file
        self._server: Any = None
        self._starting = threading.Lock()
        key = secrets.token_urlsafe()  # others of this machine can reach the port
        patience = replace(patience, timeout_s=max(patience.timeout_s, LOCAL_TIMEOUT_S))
        super().__init__(**{**rest, "api_key": key, "workers": 1, "patience": patience})

    @cached_property
    def sdk(self) -> "openai.OpenAI":
        """Made when the first request is: loading takes seconds, and memory."""
        with self._starting:
            if self._server is None:
                self._report(Event(stage="ask", note=f"loading {self._file.name}"))
                self._server = self._started()
        address = f"{self._server.listening_address}/v1"
        return connection.sdk(self._api_key, address, self._network)

    def close(self) -> None:
        """Close the connections and let go of the model."""
        super().close()
        self._server = None

    def _started(self) -> Any:  # noqa: ANN401 - the package has no types
        asked = self._llama.CommonParams()
        asked.model.path = str(self._file)
        asked.model_alias = {self.model}
        asked.hostnames = ["127.0.0.1"]
        asked.port = 0  # a free one
        asked.api_keys = [self._api_key]
        asked.ui = False
        asked.n_ctx = CONTEXT_TOKENS
        asked.n_parallel = 1
        asked.cpuparams.n_threads = max(1, (os.cpu_count() or 1) - 1)  # all are slower than all - 1
        asked.verbosity = -1  # it talks to stderr otherwise
        try:
            return self._llama.Server(asked)
        except RuntimeError as error:
            raise LlmRejected(f"{self._file.name} cannot be run: {error}") from error


def _llama() -> ModuleType:
    try:
        return importlib.import_module("xllamacpp")
    except ImportError as error:
        raise ConfigError(
            "[llm] gguf needs llama.cpp: pip install 'digest-editions[local]'"
        ) from error


def address_of(file: Path) -> str:
    """A name for what is in the file, so that answers stay paid when it is moved.

    Raises ConfigError where it is no such file.
    """
    try:
        size = file.stat().st_size
        found = hashlib.sha256(str(size).encode())
        with file.open("rb") as weights:
            if weights.read(len(_MAGIC)) != _MAGIC:
                raise ConfigError(f"[llm] gguf {str(file)!r} is no GGUF file")
            for number in range(_SAMPLES):  # not all of it: some have many gigabytes
                weights.seek(number * size // _SAMPLES)
                found.update(weights.read(_SAMPLE_BYTES))
    except OSError as error:
        raise ConfigError(f"cannot read [llm] gguf {str(file)!r}: {error.strerror}") from error
    return f"{LOCAL}{found.hexdigest()[:16]}"
