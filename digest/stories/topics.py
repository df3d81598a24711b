"""What a reader watches for and does not want to hear of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from digest.model import Article, Story
from digest.stories.terms import words_of

TOPIC_BOOST = 1.0
LEAD_CHARACTERS = 600
"""The part of an article that says what it is about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """What a reader cares about, or does not."""

    name: str
    watch: tuple[str, ...] = ()
    """Words or phrases, whole words in any case; a story with one of them gains `boost`."""
    mute: tuple[str, ...] = ()
    """A story with one of these is left out, unless a topic of a higher boost watches for it."""
    section: str | None = None
    """Where the stories of this topic go."""
    boost: float = TOPIC_BOOST


class Tops:
    """The headline and first lines of each article as words; each is read once."""

    def __init__(self, articles: Mapping[str, Article]) -> None:
        self._articles = articles
        self.of = cache(self._read)

    def _read(self, article: str) -> str:
        found = self._articles[article]
        return _spaced(f"{found.title} {found.text[:LEAD_CHARACTERS]}")


class Topics:
    """Which topics the stories of a batch have.

    A story has a phrase when half of its articles have it in their headline or first lines.
    """

    def __init__(self, topics: Sequence[Topic], tops: Tops) -> None:
        self._topics, self._tops = topics, tops

    def watched(self, story: Story) -> tuple[Topic, ...]:
        return tuple(topic for topic in self._topics if self._phrase(story, topic.watch))

    def muted(self, story: Story) -> tuple[Topic, str] | None:
        """The topic that mutes a story, with the phrase; None when none does.

        A topic that watches for the story and counts for more lifts it all the same.
        """
        for topic in self._topics:
            phrase = self._phrase(story, topic.mute)
            if phrase is not None and not self._is_lifted(story, topic):
                return topic, phrase
        return None

    def _is_lifted(self, story: Story, muting: Topic) -> bool:
        others = (topic for topic in self._topics if topic.boost > muting.boost)
        return any(self._phrase(story, topic.watch) for topic in others)

    def _phrase(self, story: Story, phrases: Sequence[str]) -> str | None:
        for phrase in phrases:
            wanted = _spaced(phrase)
            having = sum(wanted in self._tops.of(at) for at in story.articles)
            if wanted.strip() and 2 * having >= len(story.articles):
                return phrase
        return None


def _spaced(text: str) -> str:
    return f" {' '.join(words_of(text))} "
