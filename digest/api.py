"""What a program can ask for: the functions of `digest`, all of them synchronous."""

import os
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from os import PathLike
from pathlib import Path

from digest.model import Digest, Document
from digest.progress import Report, silent
from digest.settings import Settings

Item = str | PathLike[str] | Document
"""A file, a folder, an address; or a document that the caller has found."""
Section = Mapping[str, object] | Sequence[Mapping[str, object]]
"""What a section of the settings takes: keys and values, or for `sources` and `topics` many."""


def build(
    articles: Item | Iterable[Item],
    *,
    settings: Settings | None = None,
    store: Path | str | None = None,
    use_model: bool = True,
    now: datetime | None = None,
    progress: Report = silent,
) -> Digest:
    """An edition, as `digest build` makes it, but not written.

    `articles` are files, folders, addresses and documents, or one of them: a text is one place.
    The settings are those of the environment and of digest.toml where none are given.
    `store` remembers paid answers: the path of a file, or a URL (`postgresql://user@host/name`);
    None forgets them.
    A model is asked when the environment has OPENAI_API_KEY or a base URL, and `use_model` is true;
    where it fails, the edition is told by extraction and its `notices` say so.
    `now` is the moment that the edition is of, aware; None is the clock's.
    `progress` is called with each step, from this thread or another.
    Raises TypeError for what is no place, ValueError for a moment without a time zone, and a
    subclass of `digest.DigestError` for all that may go wrong on the way.
    """
    from digest import pipeline
    from digest import settings as rules
    from digest.pipeline.clients import Roster
    from digest.sources import Place
    from digest.store import open_store

    if now is not None and now.tzinfo is None:
        raise ValueError(f"{now!r} has no time zone")
    chosen = settings or load_settings()
    one = isinstance(articles, str | bytes | PathLike | Document)
    items = [articles] if one or not isinstance(articles, Iterable) else list(articles)
    order = pipeline.Order(
        places=tuple(Place(address=_address(i)) for i in items if not isinstance(i, Document)),
        documents=tuple(item for item in items if isinstance(item, Document)),
        now=now or datetime.now(UTC),
    )
    known = rules.secrets(os.environ)
    with open_store(_place(store)) as memory:
        asked = Roster(chosen, known, memory, progress).team() if use_model else None
        writer, judge, fallbacks = asked or (None, None, ())
        return pipeline.build(
            order, chosen, memory, writer, progress, judge=judge, fallbacks=fallbacks
        ).digest


def _address(item: object) -> str:
    if isinstance(item, str | PathLike):
        return os.fspath(item)
    raise TypeError(f"{item!r} is no place: give a str, a path or a digest.Document")


def _place(store: Path | str | None) -> Path | str | None:
    return Path(store) if isinstance(store, str) and "://" not in store else store


def load_settings(file: str | PathLike[str] | None = None, **sections: Section) -> Settings:
    """The settings of a file and the environment, and what is given here before both.

    `load_settings("digest.toml", edition={"title": "Harbour Morning"})`; without a file the one
    is read that `digest build` would read here. Raises `digest.DigestError`.
    """
    from digest import settings as rules

    return rules.load(None if file is None else Path(file), sections)


def load_edition(place: str | PathLike[str]) -> Digest:
    """The edition of a folder, or of its digest.json. Raises `digest.DigestError`."""
    from digest.store import digest_file

    return digest_file.load(Path(place))


def render(edition: Digest, form: str, *, settings: Settings | None = None) -> bytes:
    """The edition in a form: `html`, `markdown`, `text`, `eml`, `json`, or what a chat takes.

    Text is UTF-8. Theme, templates and the mail's headers are those of the settings, by default
    those that `digest render` would have here. Raises `digest.DigestError`.
    """
    from digest import pipeline

    return pipeline.in_form(edition, form, settings or load_settings())
