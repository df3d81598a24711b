"""Faulty sentences laid beside their evidence, many to a request: what repair sends."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from digest.grounding.lines import Numbered, language_name, numbered
from digest.llm.prompts import as_data
from digest.llm.tokens import estimate_tokens
from digest.model import Citation
from digest.telling.by_model.batch import Task
from digest.telling.by_model.drafted import Sentence, kind_at

MOST_SENTENCES = 16
"""In one request: with more, small models mix them up."""


@dataclass(frozen=True)
class Item:
    """One sentence or headline of a story, its place, and the sentences to hold it against."""

    place: int
    task: Task
    sentence: Sentence
    evidence: tuple[Citation, ...]

    @property
    def faults(self) -> tuple[str, ...]:
        """What the writer is told: faults, and a judge's remarks."""
        return tuple(f.message for f in (*self.sentence.faults, *self.sentence.remarks))

    @cached_property
    def tokens(self) -> int:
        told = [self.sentence.text, *self.faults]
        told += [self.task.evidence.text(citation) for citation in self.evidence]
        return sum(estimate_tokens(text) + 5 for text in told)


@dataclass(frozen=True)
class Sheet:
    """Items that share a request; their evidence is numbered from 1 through all of them."""

    items: tuple[Item, ...]

    @cached_property
    def numbers(self) -> tuple[tuple[Item, Citation], ...]:
        return tuple((item, citation) for item in self.items for citation in item.evidence)

    @property
    def highest(self) -> int:
        """The highest number that the request gives out."""
        return max(len(self.numbers), len(self.items))

    def citations(self, item: Item, numbers: Sequence[int]) -> tuple[Citation, ...]:
        """The item's own evidence among the numbers."""
        meant = [self.numbers[n - 1] for n in numbers if 0 < n <= len(self.numbers)]
        return tuple(dict.fromkeys(citation for owner, citation in meant if owner is item))

    def values(self) -> list[dict[str, object]]:
        """What the templates show of each item."""
        shown: list[dict[str, object]] = []
        first = 1
        for item in self.items:
            evidence: list[Numbered] = numbered(item.evidence, item.task.evidence, first)
            first += len(evidence)
            shown.append(
                {
                    "text": as_data(item.sentence.text),
                    "kind": kind_at(item.place),
                    "language": language_name(item.task.language),
                    "faults": [as_data(message) for message in item.faults],
                    "evidence": evidence,
                }
            )
        return shown


def sheets(items: Iterable[Item], budget_tokens: int, most_stories: int) -> Iterator[Sheet]:
    """The items in order, each once, as few sheets as the budget and the stories allow."""
    held: list[Item] = []
    used = 0
    for item in items:
        stories = {other.task.story.id for other in (*held, item)}
        is_full = len(held) == MOST_SENTENCES or len(stories) > most_stories
        if held and (is_full or used + item.tokens > budget_tokens):
            yield Sheet(tuple(held))
            held, used = [], 0
        held.append(item)
        used += item.tokens
    if held:
        yield Sheet(tuple(held))
