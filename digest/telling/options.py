"""How stories are told: plain values that the pipeline takes from the settings."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from digest.grounding.evidence import Evidence
from digest.grounding.exam import Candidate, Standard
from digest.llm.client import LlmClient
from digest.llm.prompts import Prompts
from digest.model import Story
from digest.telling.by_model.batch import Task, tasks_of

Mode = Literal["auto", "write", "choose"]


@dataclass(frozen=True, slots=True, kw_only=True)
class TellOptions:
    mode: Mode = "auto"
    """Whether a model writes, where a judge has passed the exam, or only chooses sentences."""
    words: int = 90
    """Of a story told in its sources' own sentences."""
    points: int = 5
    """Most sentences of a story written by the model."""
    context: int = 0
    """Stories, those that rank highest, of which a model that writes says why they matter."""
    differences: bool = False
    """Whether such a model says on what the outlets differ, instead of rules that look for it."""
    quotes: int = 2
    """Most quotations of a story."""
    repairs: int = 1
    """Rounds in which faulty sentences are written again."""
    standard: Standard = field(default_factory=Standard)
    """What a judge must reach in its exam, and the doubt from which on it refuses."""
    input_tokens: int = 6000
    """Most article tokens in one request."""
    stories_per_request: int = 6
    """With more, small models mix them up."""

    @property
    def threshold(self) -> int:
        return self.standard.threshold

    @property
    def judging_tokens(self) -> int:
        """Most tokens of evidence and sentences in one request to the judge."""
        return 2 * self.input_tokens

    def tasks(self, stories: Sequence[Story], told: Sequence[Evidence]) -> list[Task]:
        """What a model is to do with each story, whose evidence is at the same place."""
        return tasks_of(
            stories,
            told,
            self.input_tokens,
            context=self.context,
            differences=self.differences,
        )

    def candidate(self, client: LlmClient, prompts: Prompts) -> Candidate:
        """The model that is to judge, examined and asked as these options say."""
        return Candidate(
            client=client,
            prompts=prompts,
            budget_tokens=self.judging_tokens,
            standard=self.standard,
        )
