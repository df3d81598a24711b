"""An edition that readers had is put right: what changed is told, proven, and issued again."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from difflib import SequenceMatcher
from pathlib import Path

from digest import edition, proof, rendering
from digest.errors import ConfigError
from digest.model import Correction, Digest
from digest.pipeline.publishing import look_of, publish_again
from digest.proof import Judge
from digest.rendering.own_words import Labels
from digest.settings import Settings
from digest.store import Store, digest_file

Told = Mapping[str, tuple[str, Sequence[str]]]
"""Headline and sentences of each story, by its id."""


def noted(place: Path, digest: Digest, settings: Settings, store: Store) -> str:
    """What the edition says otherwise than its readers know it, in words of its own.

    Raises ConfigError where that is nothing, or is not known.
    """
    known = store.editions.told(digest_file.folder_at(place))
    changed = list(_changes(known, digest, rendering.labels(digest, look_of(digest, settings))))
    others = [place for place in edition.edited(digest) if not _is_kept(place, known)]
    if others:
        raise ConfigError(
            f"what {others[0]} said before is not kept: say what was put right with --note"
        )
    if not changed:
        raise ConfigError(
            "no headline and no sentence differs from what readers had: edit digest.json first, "
            "or say what was wrong with --note"
        )
    return " ".join(changed)


def corrected(digest: Digest, note: str, now: datetime, judge: Judge | None = None) -> Digest:
    """The edition with new evidence for what was edited, and a dated word on it; not yet proven."""
    correction = Correction(at=now, text=note)
    cited = proof.cite_again(digest, judge=judge)
    return replace(cited, corrections=(*cited.corrections, correction))


def issue_again(place: Path, digest: Digest, settings: Settings, store: Store) -> tuple[str, ...]:
    """Write the corrected edition and have the next one tell of it; gives what is wrong with it.

    Raises RenderError and DeliveryError.
    """
    file = digest_file.file_at(place)
    faults = publish_again(file.parent, digest, settings)
    store.corrections.add(settings.edition.newsletter, digest.edition, digest.corrections[-1])
    store.editions.retell(digest_file.folder_at(place), digest)
    return faults


def _is_kept(place: str, known: Told) -> bool:
    """Whether what a text said before is in the store: headlines and sentences are."""
    return (
        bool(known) and place.startswith("story ") and (", point " in place or "headline" in place)
    )


def _changes(known: Told, digest: Digest, labels: Labels) -> Iterator[str]:
    for story in digest.stories:
        if story.id in known:
            headline, points = known[story.id]
            yield from _turned([headline], [story.headline], labels)
            yield from _turned(points, [point.text for point in story.summary.points], labels)


def _turned(before: Sequence[str], after: Sequence[str], labels: Labels) -> Iterator[str]:
    """Each run of sentences that is not as it was, in words."""
    matched = SequenceMatcher(None, before, after, autojunk=False)
    for what, start, end, new_start, new_end in matched.get_opcodes():
        was, now = (
            labels.say("quoted", text=" ".join(texts))
            for texts in (before[start:end], after[new_start:new_end])
        )
        if what == "replace":
            yield labels.say("corrections.replaced", before=was, after=now)
        elif what == "delete":
            yield labels.headed(labels.say("corrections.withdrawn"), was)
        elif what == "insert":
            yield labels.headed(labels.say("corrections.added"), now)
