"""What was found rather than written is found again: quotations, roles, labels, days, marks.

Each with the code that made it, so that what it would not find today is refused.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from digest import edition
from digest.findings.differences import Side, find_differences
from digest.findings.proposed import accepted
from digest.findings.reported_speech import Said, quotations
from digest.findings.timeline import day_of
from digest.grounding.evidence import Evidence
from digest.grounding.prove import prove_quote
from digest.model import Difference, Digest, Moment, Quote, Rest, ToldStory, by_id
from digest.proof.claims import Grounds

Fault = tuple[str, str]
"""The place of a text, and what is wrong with it."""


def faults(digest: Digest, grounds: Grounds) -> Iterator[Fault]:
    """What the edition tells as found in its articles and what is not found there."""
    for place, times in Counter(place for place, _ in edition.printed(digest)).items():
        if times > 1:  # of two of one name, only the last would be looked at
            yield place, f"the edition has {times} of this name"
    for story in digest.stories:
        ground = grounds.of(story)
        said = quotations(ground) if story.summary.quotes or story.summary.differences else ()
        found = [
            *_quotes(digest, story.summary.quotes, ground, said),
            *_labels(story, ground, said),
            *_days(story.summary.timeline, ground),
        ]
        yield from ((f"story {story.rank.position}, {place}", fault) for place, fault in found)


def _quotes(
    digest: Digest, quotes: Sequence[Quote], ground: Evidence, said: Sequence[Said]
) -> Iterator[Fault]:
    articles = by_id(digest.articles)
    for number, quote in enumerate(quotes, start=1):
        place = f"quote {number}"
        article = articles.get(quote.article)
        if article is None:
            yield place, f"its article {quote.article!r} is not in the edition"
            continue
        parts: list[Quote | Rest] = [quote, *([quote.rest] if quote.rest else [])]
        for part in parts:
            if article.text[part.start : part.end] != part.text:
                yield (
                    place,
                    "quotations: not word for word what stands in the article at that place",
                )
                continue
            proven = prove_quote(
                part.text, quote.speaker, ground, article=quote.article, role=quote.role
            )
            if not isinstance(proven, Quote):
                yield from ((place, f"{fault.check}: {fault.message}") for fault in proven)
        if quote.rest and not _goes_on(quote, quote.rest, said):
            yield place, "quotations: what stands behind the ellipsis does not go on from the rest"
        if quote.role and quote.role not in _roles(quote.speaker, said):
            yield place, f"role: no article says of {quote.speaker}: {quote.role}"


def _goes_on(quote: Quote, rest: Rest, said: Sequence[Said]) -> bool:
    """Whether the speaker says the rest next, and nothing was brought together from elsewhere."""
    later = replace(quote, text=rest.text, start=rest.start, end=rest.end)
    pairs = pairwise(said)
    return any(then.is_rest and one.has(quote) and then.has(later) for one, then in pairs)


def _roles(speaker: str, said: Sequence[Said]) -> set[str | None]:
    return {one.speaker.role for one in said if one.speaker.name == speaker}


def _labels(story: ToldStory, ground: Evidence, said: Sequence[Said]) -> Iterator[Fault]:
    """A label holds for the sentences that were found to differ on it, and for no others."""
    if not story.summary.differences:
        return
    known = {
        (difference.about, difference.is_update): {
            (position.citations, position.value) for position in difference.positions
        }
        for difference in find_differences(ground, said)
    }
    for number, difference in enumerate(story.summary.differences, start=1):
        is_proposed = story.summary.method == "model" and _stands_as_proposed(difference, ground)
        for side, position in enumerate(difference.positions, start=1):
            sides = known.get((difference.about, difference.is_update), ())
            if (position.citations, position.value) not in sides and not is_proposed:
                place = f"difference {number}, position {side}"
                yield place, f"label: this is no side of a difference on {difference.about}"


def _stands_as_proposed(difference: Difference, ground: Evidence) -> bool:
    """Whether the sentences bear out what a model said of them."""
    sides = [Side(position.citations, position.value) for position in difference.positions]
    if not all(map(ground.has, (c for side in sides for c in side.citations))):
        return False
    return difference == accepted(difference.about, sides, ground, is_update=difference.is_update)


def _days(timeline: Sequence[Moment], ground: Evidence) -> Iterator[Fault]:
    for number, moment in enumerate(timeline, start=1):
        days = {day_of(ground, c) for c in moment.point.citations if ground.has(c)}
        if days != {moment.day}:
            told = " or ".join(sorted(f"{day:%d %B %Y}" for day in days if day)) or "no day"
            yield f"moment {number}", f"day: the sentence it cites tells of {told}"
