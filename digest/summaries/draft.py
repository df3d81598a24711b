"""What the model is asked to write, and the form in which it answers: untrusted, never printed."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from digest.llm.request import Request
from digest.summaries.batch import Batch
from digest.summaries.prompt import Prompts, heading, language_name, numbered

Text = Annotated[str, StringConstraints(strip_whitespace=True, max_length=2000)]
Numbers = Annotated[list[int], Field(max_length=40)]

_TOKENS_PER_POINT = 55
_TOKENS_PER_STORY = 45
_ROOM_TO_THINK = 2048


class Form(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class DraftPoint(Form):
    text: Text
    cites: Numbers


class DraftStory(Form):
    story: int
    headline: Text
    points: Annotated[list[DraftPoint], Field(max_length=60)]


class Draft(Form):
    """The answer for one batch. Stories may be missing from it, or there twice."""

    stories: Annotated[list[DraftStory], Field(max_length=60)]

    def of(self, number: int) -> DraftStory | None:
        """The draft of the story with that number in its batch, if it has any sentence."""
        return next((s for s in self.stories if s.story == number and s.points), None)


def request_for(batch: Batch, prompts: Prompts, points: int) -> Request[Draft]:
    """The question that tells the stories of a batch."""
    first, stories = 1, []
    for task in batch.tasks:
        articles = []
        for article, sentences in task.articles():
            lines = numbered(sentences, task.evidence, first)
            articles.append({"heading": heading(article), "sentences": lines})
            first += len(lines)
        stories.append({"language": language_name(task.language), "articles": articles})
    prompt = prompts.fill("tell", stories=stories, points=points)
    expected = len(batch.tasks) * (_TOKENS_PER_STORY + points * _TOKENS_PER_POINT)
    return Request(
        name="draft",
        system=prompt.system,
        user=prompt.user,
        form=Draft,
        highest=len(batch.numbers),
        expected_tokens=expected,
        room_tokens=_ROOM_TO_THINK + 2 * expected,
    )
