"""All that an edition prints, tried again: seals, sentences, findings, originals."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from digest import edition
from digest.model import COPIED, Article, Citation, Digest, Proof
from digest.proof import findings
from digest.proof.claims import Grounds
from digest.proof.verdicts import Judge, verdicts

EDITED = "edited by hand since it was proven: unproven until it cites again"
ALTERED = "edited by hand since it was sealed, and nothing in the edition can prove it"
REMOVED = "removed by hand since it was proven"


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """A text that the edition prints and that is not, or no longer, proven."""

    place: str
    """`story 2, point 1`."""
    text: str
    faults: tuple[str, ...]
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reproof:
    checked: int
    """Texts that were looked at."""
    problems: tuple[Problem, ...]
    """In the order of the edition."""
    proofs: tuple[Proof, ...] = ()
    """Of each text that is proven; what has a seal alone, such as an article, is not among them."""


def reprove(
    digest: Digest,
    originals: Mapping[str, Article] | None = None,
    *,
    judge: Judge | None = None,
) -> Reproof:
    """Prove every text of the edition again; `originals` are articles read anew, by id.

    Raises whatever the judge raises.
    """
    texts = dict(edition.printed(digest))
    grounds = Grounds(digest)
    proven = verdicts(digest, grounds, judge=judge)
    found: defaultdict[str, list[str]] = defaultdict(list)
    for place in edition.edited(digest):
        found[place].append(_edit(place, is_there=place in texts))
    for place, verdict in proven.items():
        found[place] += (f"{fault.check}: {fault.message}" for fault in verdict.faults)
    for place, fault in (*findings.faults(digest, grounds), *_changed(digest, originals or {})):
        found[place].append(fault)
    shown = texts | dict(_shown(digest)) | {place: v.text for place, v in proven.items()}
    problems = tuple(
        Problem(
            place=place,
            text=", ".join(shown.get(place, "").split("\n")[:2]),
            faults=tuple(dict.fromkeys(found[place])),
            citations=proven[place].citations if place in proven else (),
        )
        for place in dict.fromkeys((*texts, *found))
        if found.get(place)
    )
    lost = {problem.place for problem in problems}
    proofs = [v.point.proof for place, v in proven.items() if v.point and place not in lost]
    proofs += [COPIED for place in texts if ", quote " in place and place not in lost]
    return Reproof(checked=len(texts), problems=problems, proofs=tuple(proofs))


def has_proof(place: str) -> bool:
    """Whether the text at a place can be proven; of the others only a seal tells."""
    return not place.startswith(("edition ", "article ")) and not place.endswith(", account")


def _edit(place: str, *, is_there: bool) -> str:
    if not is_there:
        return REMOVED
    return EDITED if has_proof(place) else ALTERED


def _shown(digest: Digest) -> Iterator[tuple[str, str]]:
    """Texts as their reader knows them, where the seal holds more."""
    for story in digest.stories:
        for number, quote in enumerate(story.summary.quotes, start=1):
            told = f"“{quote.printed}” {quote.speaker}, {quote.role or 'no role'}"
            yield f"story {story.rank.position}, quote {number}", told
    for article in digest.articles:
        yield f"article {article.id}", article.title


def _changed(digest: Digest, originals: Mapping[str, Article]) -> Iterator[tuple[str, str]]:
    """What the edition has otherwise than an article's original, where that was read anew."""
    for article in digest.articles:
        original = originals.get(article.id)
        if original is None:
            continue
        for name in ("text", "title", "source", "url", "published"):
            if getattr(original, name) != getattr(article, name):
                fault = f"the {name} in the edition is not the original's ({original.source})"
                yield f"article {article.id}", fault
