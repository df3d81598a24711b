"""The account that an edition gives of itself: what went in, what was left out and withheld."""

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime

from digest.model import Coverage, Digest, Window
from digest.rendering import stored_words
from digest.rendering.own_words import Labels
from digest.rendering.phrase import Phrase
from digest.rendering.view import Tally

_TALLIES = 12
_EXAMPLES = 3


def extent(digest: Digest, labels: Labels) -> Phrase:
    """`5 stories from 13 articles`."""
    return labels.say(
        "extent",
        stories=labels.say("stories", len(digest.stories)),
        articles=labels.say("from_articles", len(digest.articles)),
    )


def span(digest: Digest) -> Window:
    """When its articles were published; open where it read no feeds, or none has a date.

    The edition's own window would not do: an article may be older than that.
    """
    if digest.edition.window.since is None:
        return Window()
    dates = (article.published for article in digest.articles if article.published)
    moments = sorted(dates, key=datetime.timestamp)
    return Window(since=moments[0], until=moments[-1]) if moments else Window()


def notices(
    digest: Digest, selection: Collection[str], unproven: Collection[str], labels: Labels
) -> tuple[str, ...]:
    """What the reader should know first: what was put right, here and in earlier editions."""
    chosen = labels.headed(labels.say("your_selection"), labels.joined(selection))
    edited = (labels.say("edited", len(unproven)),) if unproven else ()
    told = (stored_words.said(one, labels) for one in digest.notices)
    return (*_corrections(digest, labels), *((chosen,) if selection else ()), *told, *edited)


def _corrections(digest: Digest, labels: Labels) -> Iterator[Phrase]:
    for own in digest.corrections:
        yield labels.headed(labels.say("corrections.at", at=labels.moment(own.at)), own.text)
    for earlier in digest.earlier_corrections:
        which = labels.say("corrections.earlier", edition=labels.issue(earlier))
        yield labels.headed(which, earlier.text)


def accounts(coverage: Coverage, labels: Labels) -> Phrase:
    """Where all that was read went, as a sum."""
    parts = ("read", "told", "copies", "merged", "left_out")
    return labels.say("accounts", **{p: labels.say(p, getattr(coverage, p)) for p in parts})


def withheld(digest: Digest, labels: Labels) -> tuple[Tally, ...]:
    """The sentences that were not proven, by what they lacked, with their stories."""
    return _tallies(_refused(digest, labels), labels)


def _refused(digest: Digest, labels: Labels) -> Iterator[tuple[str, str]]:
    """The first check that failed, for each sentence; its own reasons repeat withheld words."""
    known = labels.catalogue.section("withheld")
    for story in digest.stories:
        for rejected in story.summary.rejected:
            check = next(iter(rejected.checks), "")
            label = check if check in known else "other"
            yield labels.say(f"withheld.{label}"), story.headline


def _tallies(reasons: Iterable[tuple[str, str]], labels: Labels) -> tuple[Tally, ...]:
    """(why, what) pairs by reason, most frequent first; a dozen lines at most, all counted."""
    by_why: dict[str, list[str]] = {}
    for why, what in reasons:
        by_why.setdefault(why, []).append(what)
    ranked = sorted(by_why.items(), key=lambda item: -len(item[1]))
    shown = ranked if len(ranked) <= _TALLIES else ranked[: _TALLIES - 1]
    tallies = [
        Tally(
            why=why, count=len(what), examples=tuple(filter(None, dict.fromkeys(what)))[:_EXAMPLES]
        )
        for why, what in shown
    ]
    rest = sum(len(what) for _, what in ranked[len(shown) :])
    if rest:
        tallies.append(Tally(why=labels.say("other_reasons"), count=rest, examples=()))
    return tuple(tallies)
