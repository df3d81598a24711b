"""Turn many articles into one sourced edition in which every sentence is proven.

`digest.build(["articles/"])` gives the edition that `digest build articles/` writes.
"""

import os
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from digest.model import (
    Article,
    Citation,
    Difference,
    Digest,
    Moment,
    Point,
    Quote,
    Skipped,
    Summary,
)
from digest.model import ToldStory as Story
from digest.version import __version__

if TYPE_CHECKING:
    from digest.settings import Settings

__all__ = [
    "Article",
    "Citation",
    "Difference",
    "Digest",
    "Moment",
    "Point",
    "Quote",
    "Skipped",
    "Story",
    "Summary",
    "__version__",
    "build",
]


def build(
    articles: Iterable[str | Path],
    *,
    settings: "Settings | None" = None,
    store: Path | str | None = None,
    use_model: bool = True,
    now: datetime | None = None,
) -> Digest:
    """An edition of files, folders and addresses, as `digest build` makes it, but not written.

    The settings are those of the environment and ./digest.toml where none are given.
    `store` remembers paid answers and earlier editions: the path of a file, or a URL as text
    (`postgresql://user@host/name`); None forgets both.
    A model is asked when the environment has OPENAI_API_KEY or a base URL, and `use_model` is true;
    where it fails, the edition is told by extraction and its `notices` say so.
    Raises a subclass of `digest.errors.DigestError`.
    """
    from digest import pipeline
    from digest import settings as rules
    from digest.pipeline import clients
    from digest.sources import Place
    from digest.store import open_store

    chosen = settings or rules.load(None, {})
    places = tuple(Place(address=str(item)) for item in articles)
    order = pipeline.Order(places=places, now=now or datetime.now(UTC))
    with open_store(store) as memory:
        known = rules.secrets(os.environ)
        client = clients.model_client(chosen, known, memory) if use_model else None
        judge = clients.judge_client(chosen, known, client, memory) if client else None
        return pipeline.build(order, chosen, memory, client, judge=judge).digest
