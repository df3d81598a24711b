"""`digest sources test`: what a source and the filters of the settings would give an edition."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from digest.cli import flags
from digest.cli.bars import progress
from digest.cli.command import command
from digest.cli.console import report, say
from digest.cli.window import start_of
from digest.errors import ConfigError

if TYPE_CHECKING:
    from digest.pipeline import Gathered
    from digest.settings import Settings
    from digest.sources import Place

_NO_LIMIT = 10_000
_TRIED = "--mute and --watch"

Words = list[str] | None


@dataclass(frozen=True, slots=True)
class Item:
    """One item, and whether an edition would have it."""

    taken: bool
    what: str
    why: str

    def cells(self) -> tuple[str, ...]:
        """For people."""
        why = (f"({self.why})",) if self.why else ()
        return ("take" if self.taken else "leave", self.what, *why)


def add_to(commands: typer.Typer) -> None:
    command(
        commands,
        "test",
        examples=[
            "digest sources test                                # all of them, by the settings",
            "digest sources test 'Harbour Courier' --since yesterday --mute yachting",
        ],
        reports=True,
    )(show_items)


def show_items(
    which: Annotated[
        str | None, typer.Argument(help="A source's address or name; none: all of them.")
    ] = None,
    since: Annotated[str, typer.Option(help="The window, as `digest build` has it.")] = "all",
    mute: Annotated[Words, typer.Option(help="Try a word that leaves a story out.")] = None,
    watch: Annotated[Words, typer.Option(help="Try a word whose stories rank higher.")] = None,
    config: flags.Config = None,
) -> None:
    """Show which items of the sources would be taken, and why others would not.

    The windows and the [[topics]] of the settings count, and those words that are tried. Pages
    behind teasers are not fetched, and nothing is remembered: what an edition has read counts too.
    """
    from digest import pipeline
    from digest.store import open_store

    chosen = flags.settings(config)
    now = datetime.now(UTC)
    grace = timedelta(days=chosen.fetch.grace)
    opens = start_of(since, now=now, grace=grace, zone=chosen.edition.zone)
    order = pipeline.Order(places=_places(chosen, which), now=now, since=opens)
    with open_store(None) as nothing, progress() as listener:
        found = pipeline.gather(order, _tried(chosen, mute, watch), nothing, listener)
    items = list(_items(found))
    for word in _idle(found, mute or ()):
        say(
            f"--mute {word!r} leaves nothing out: no story has it as a whole word in headline or "
            "first lines; an outlet is muted by [stories] mute_outlets"
        )
    report(items, (item.cells() for item in items))


def _places(chosen: "Settings", which: str | None) -> "tuple[Place, ...]":
    """That source, be it paused, or all that are not. Raises ConfigError where there is none."""
    from digest.pipeline import from_settings
    from digest.sources import completed, where

    if which is None:
        return from_settings.places(chosen)
    known = from_settings.places(chosen, paused=True)
    here = Path.cwd()
    found = tuple(place for place in known if which in (place.address, place.name)) or tuple(
        place for place in known if where(place.address, here) == where(completed(which), here)
    )
    if not found:
        raise ConfigError(f"no source {which!r}; `digest sources list` shows them")
    return found


def _tried(chosen: "Settings", mute: Words, watch: Words) -> "Settings":
    """The settings with the words that are tried, and without limits that hide what words do."""
    from digest.settings import Settings

    table = chosen.model_dump()
    table["topics"] = [
        *table["topics"],
        {"name": _TRIED, "mute": tuple(mute or ()), "words": tuple(watch or ())},
    ]
    table["edition"] |= {"stories": _NO_LIMIT, "stories_per_section": None}
    table["stories"] |= {"per_outlet": 1.0, "ask": "never"}
    table["fetch"] |= {"full_text": False}
    return Settings.model_validate(table)


def _idle(found: "Gathered", words: Sequence[str]) -> Iterator[str]:
    """The words that mute nothing of what was found."""
    from digest import stories

    every = [*found.stories, *(left.story for left in found.grouping.left_out)]
    tops = stories.Tops(found.articles)
    for word in words:
        topics = stories.Topics((stories.Topic(name=word, mute=(word,)),), tops)
        if not any(map(topics.muted, every)):
            yield word


def _items(found: "Gathered") -> Iterator[Item]:
    """The articles as they were found, with what the topics say, and then all else."""
    muted = {article: left.reason for left in found.grouping.left_out for article in left.articles}
    watched = {
        article: ", ".join(
            reason.what for reason in story.rank.reasons if reason.what.startswith("topic: ")
        )
        for story in found.stories
        for article in story.members
    }
    for article in found.articles.values():
        why = muted.get(article.id)
        yield Item(why is None, article.called, why or watched.get(article.id, ""))
    for skipped in found.skipped:
        if skipped.what:
            yield Item(taken=False, what=skipped.what, why=skipped.why)
