"""The model that the environment names, for benchmarks that ask one."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from digest import settings
from digest.llm.client import LlmClient
from digest.pipeline.clients import Roster
from digest.settings import Settings
from digest.store import open_store


@contextmanager
def asked_model() -> Iterator[tuple[LlmClient, Settings]]:
    """A client whose answers are kept in DIGEST_PATHS__STORE, and the settings it was made of.

    Ends the benchmark with a line where the environment names no model.
    """
    chosen = settings.load(None, {})
    with open_store(chosen.paths.store) as store:
        client = Roster(chosen, settings.secrets(os.environ), store).writer()
        if client is None:
            raise SystemExit("set OPENAI_API_KEY or OPENAI_BASE_URL: a model has to be asked")
        yield client, chosen
