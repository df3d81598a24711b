"""`digest stories`: how a story went on over editions, and why its articles are together."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from digest.cli import flags
from digest.cli.chosen_edition import named_place
from digest.cli.command import command
from digest.cli.console import report
from digest.errors import ConfigError

EXAMPLES = (
    "digest stories --why digests/2026-10-20",
    "digest stories 4f1c20a9                      # a thread's id, from digest.json",
)
_SAID = {
    "same": "one event",
    "follow_up": "a follow-up",
    "other": "two events",
    None: "no answer",
}

_Result = tuple[object, Iterable[str]]
"""For programs, and in lines."""

if TYPE_CHECKING:
    from digest.model import Article, Story
    from digest.stories import Explainer, Membership, PairReason, Read


def register(app: typer.Typer) -> None:
    command(app, examples=EXAMPLES, reports=True)(stories)


def stories(
    thread: Annotated[
        str | None, typer.Argument(help="A thread's id, as digest.json gives it.")
    ] = None,
    why: Annotated[
        Path | None,
        typer.Option(
            metavar="EDITION",
            help="Say why each of its articles is in its story; by folder or number.",
        ),
    ] = None,
    pair: Annotated[
        tuple[str, str] | None,
        typer.Option(help="With --why: two article ids, and why they did or did not join."),
    ] = None,
    config: flags.Config = None,
) -> None:
    """Show how a story went on from edition to edition, or why its articles are together."""
    if why is not None and pair is not None:
        report(*_pair(named_place(why, config), pair))
    elif why is not None:
        report(*_reasons(named_place(why, config)))
    elif thread is not None:
        report(*_history(thread, config))
    else:
        raise ConfigError("name a thread, or an edition with --why")


def _history(thread: str, config: Path | None) -> _Result:

    with flags.store(config) as store:
        history = store.editions.thread(thread)
    if not history:
        raise ConfigError(f"no edition has told a thread {thread!r}")
    lines = []
    for told in history:
        lines.append(f"{told.date} no. {told.edition}: {told.headline}")
        lines += [f"    {point}" for point in told.points]
    return [
        {"date": t.date, "number": t.edition, "headline": t.headline, "points": t.points}
        for t in history
    ], lines


def _reasons(edition: Path) -> _Result:
    from digest.store import digest_file
    from digest.stories import Explainer

    digest = digest_file.load(edition)
    explainer = Explainer(digest.articles)
    facts = [
        {
            "story": story.id,
            "headline": story.headline,
            "rank": story.rank,
            "members": list(explainer.story(story)),
        }
        for story in digest.stories
    ]
    articles = {article.id: article for article in digest.articles}
    return facts, explained(digest.stories, articles, explainer)


def _pair(edition: Path, pair: tuple[str, str]) -> _Result:
    from digest.store import digest_file
    from digest.stories import Explainer

    digest = digest_file.load(edition)
    explainer = Explainer(digest.articles)
    articles = {article.id: article for article in digest.articles}
    for name in pair:
        if name not in articles:
            raise ConfigError(f"the edition has no article {name!r}; digest.json lists them")
    reason = explainer.pair(*pair)
    return reason, [
        _named(articles[reason.one]),
        _named(articles[reason.other]),
        f"    {reason.verdict}",
        *_otherwise(reason, digest.stories),
        f"    of the shorter text, {reason.contained:.0%} is in the other",
        f"    in common: {', '.join(reason.shared) or 'no word of weight'}",
    ]


def _otherwise(reason: "PairReason", told: "Sequence[Story]") -> Iterator[str]:
    """A line where the edition has it otherwise than likeness: then a model was asked."""
    homes = [
        set(story.members)
        for story in told
        if not {reason.one, reason.other}.isdisjoint(story.articles)
    ]
    is_one = any({reason.one, reason.other} <= members for members in homes)
    if is_one and not reason.together:
        yield "    the edition tells them in one story: a model read them so"
    elif reason.together and len(homes) > 1:
        yield "    the edition tells them in two stories: a model read them so"


def explained(
    told: "Sequence[Story]",
    articles: "Mapping[str, Article]",
    explainer: "Explainer",
    asked: "Sequence[Read]" = (),
) -> Iterator[str]:
    """Lines that say of every story why it stands there and who joined it.

    `asked` are the doubtful pairs that a model was asked about.
    """
    for story in told:
        parts = ", ".join(f"{reason.what} {reason.value:+.2f}" for reason in story.rank.reasons)
        yield f"{story.rank.position}. {articles[story.articles[0]].title}"
        yield f"    rank {story.rank.score:.2f} = {parts}"
        for member in explainer.story(story):
            yield f"    {_named(articles[member.article])}: {_how(member, articles)}"
        yield from _asked(story, articles, asked)


def _asked(
    story: "Story", articles: "Mapping[str, Article]", asked: "Sequence[Read]"
) -> Iterator[str]:
    """What the model said of the story's parts and its neighbours."""
    for question, opinion in asked:
        one, other = (articles[side[0]] for side in (question.one, question.other))
        if {one.id, other.id}.isdisjoint(story.articles):
            continue
        said = _SAID[opinion.verdict] + (f" ({opinion.why})" if opinion.why else "")
        yield f"    asked about {_named(one)} and {_named(other)}: {said}"


def _how(member: "Membership", articles: "Mapping[str, Article]") -> str:
    if member.copy_of is not None:
        return f"a copy of {articles[member.copy_of].source} ({member.contained:.0%} the same)"
    if member.nearest is None:
        return "stands alone"
    near = articles[member.nearest].source
    return f"{member.likeness:.2f} like {near}; in common {', '.join(member.shared)}"


def _named(article: "Article") -> str:
    return f"{article.source} [{article.id}] {article.title}"
