"""A reader's part of an edition: the same stories, those of the sections and topics they chose."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from digest.model import Digest, ToldStory
from digest.settings import Settings

_TOPIC = "topic: "
"""Before a topic's name among the reasons of a rank."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What somebody wants to read of each edition; of neither sections nor topics: all of it."""

    sections: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    language: str | None = None
    """Of the labels, as a tag; None: the edition's own."""

    @property
    def names(self) -> tuple[str, ...]:
        """Of both."""
        return (*self.sections, *self.topics)

    def has(self, story: ToldStory) -> bool:
        """Whether it is of one of the sections or topics, in whatever case they are written."""
        mine = {"section": self.sections, "topic": self.topics}
        return any(name.casefold() in map(str.casefold, mine[kind]) for kind, name in _filed(story))


EVERYTHING = Choice()


def part(digest: Digest, choice: Choice) -> Digest | None:
    """The edition with the stories of the choice, in their order; None where there is none.

    Its accounts stay those of the whole. A lead stands only if all that it cites is there.
    """
    if not choice.names:
        return digest
    stories = tuple(story for story in digest.stories if choice.has(story))
    if not stories:
        return None
    told = {article for story in stories for article in story.articles}
    cited = {citation.article for point in digest.lead for citation in point.citations}
    lead = digest.lead if cited <= told else ()
    left = (f"story {s.rank.position}, " for s in digest.stories if s not in stories)
    gone = (*left, *(() if lead else ("lead, ",)))
    seals = {place: seal for place, seal in digest.seals.items() if not place.startswith(gone)}
    return replace(digest, stories=stories, lead=lead, seals=seals)


def known_names(digest: Digest, settings: Settings) -> dict[str, tuple[str, ...]]:
    """What can be chosen, under `section` and `topic`: names of the edition and the settings."""
    told = [filed for story in digest.stories for filed in _filed(story)]
    sections = (
        *(name for kind, name in told if kind == "section"),
        *settings.edition.sections,
        *(source.section for source in settings.sources),
        *(topic.section for topic in settings.topics),
    )
    topics = (
        *(name for kind, name in told if kind == "topic"),
        *(topic.name for topic in settings.topics),
    )
    return {
        kind: tuple(dict.fromkeys(filter(None, names)))
        for kind, names in (("section", sections), ("topic", topics))
    }


def _filed(story: ToldStory) -> Iterator[tuple[str, str]]:
    """Where a story belongs."""
    yield "section", story.section
    for reason in story.rank.reasons:
        if reason.what.startswith(_TOPIC):
            yield "topic", reason.what.removeprefix(_TOPIC)
