"""What the model is asked to write, and the form in which it answers: untrusted, never printed."""

from collections.abc import Mapping, Sequence
from typing import Annotated

from pydantic import Field

from digest.grounding.lines import heading, language_name, numbered
from digest.llm.answer_form import Form, Text, at_most
from digest.llm.prompts import Prompts
from digest.llm.request import Request, room_for
from digest.telling.by_model.batch import Batch, Task

Numbers = Annotated[list[int], at_most(5), Field(max_length=5, json_schema_extra={"minItems": 1})]
"""Asked for before the text that rests on them: a model then writes from what it has chosen. A
small one left out all it could, so one is demanded; where none comes, the check looks for it."""

_TOKENS_PER_POINT = 55
_TOKENS_PER_STORY = 45
_TOKENS_PER_OUTLET = 40
"""For what it says otherwise than another."""
_SENTENCES_PER_POINT = 2


class DraftPoint(Form):
    cites: Numbers
    text: Text


class DraftSide(Form):
    cites: Numbers
    value: Text


class DraftDifference(Form):
    """A matter on which outlets differ; only what its sentences have is printed of it."""

    about: Text
    is_update: bool = False
    sides: Annotated[list[DraftSide], at_most(4), Field(max_length=4)]


class DraftStory(Form):
    story: int
    headline: Text
    points: Annotated[list[DraftPoint], at_most(8), Field(max_length=8)]


class FullStory(DraftStory):
    """A story of which more is asked than its points."""

    context: Annotated[Sequence[DraftPoint], at_most(1), Field(max_length=1)] = ()
    """Why it matters."""
    differences: Annotated[Sequence[DraftDifference], at_most(6), Field(max_length=6)] = ()


class Draft(Form):
    """The answer for one batch. Stories may be missing from it, or there twice."""

    stories: Annotated[list[DraftStory], at_most(8), Field(max_length=8)]

    def of(self, number: int) -> DraftStory | None:
        """The draft of the story with that number in its batch, if it has any sentence."""
        return next((s for s in self.stories if s.story == number and s.points), None)


class LoneDraft(Draft):
    """The answer for one story: a small model would go on to invent a second."""

    stories: Annotated[list[DraftStory], at_most(1), Field(max_length=1)]


class FullDraft(Draft):
    """The answer for a batch of which more is asked of some stories."""

    stories: Annotated[list[FullStory], at_most(8), Field(max_length=8)]  # type: ignore[assignment]


class LoneFullDraft(FullDraft):
    stories: Annotated[list[FullStory], at_most(1), Field(max_length=1)]


_DRAFT_FORMS: Mapping[tuple[bool, bool], type[Draft]] = {
    (False, False): Draft,
    (False, True): LoneDraft,
    (True, False): FullDraft,
    (True, True): LoneFullDraft,
}
"""By whether more is asked for, and whether there is one story alone."""


def most_points(task: Task, points: int) -> int:
    """How many points a story may have: a short one told at length repeats itself."""
    return min(points, max(3, round(len(task.shown) / _SENTENCES_PER_POINT)))


def request_for(batch: Batch, prompts: Prompts, points: int) -> Request[Draft]:
    """The question that tells the stories of a batch."""
    first, expected, stories = 1, 0, []
    for task in batch.tasks:
        articles = []
        for article, sentences in task.articles():
            lines = numbered(sentences, task.evidence, first)
            articles.append({"heading": heading(article), "sentences": lines})
            first += len(lines)
        most = most_points(task, points)
        expected += _TOKENS_PER_STORY + (most + task.wants_context) * _TOKENS_PER_POINT
        expected += task.wants_differences * len(articles) * _TOKENS_PER_OUTLET
        stories.append(
            {
                "language": language_name(task.language),
                "points": f"{min(2, most)} to {most}",
                "context": task.wants_context,
                "articles": articles,
            }
        )
    context = any(task.wants_context for task in batch.tasks)
    differences = any(task.wants_differences for task in batch.tasks)
    prompt = prompts.fill("tell", stories=stories, context=context, differences=differences)
    return Request(
        name="draft",
        system=prompt.system,
        user=prompt.user,
        form=_DRAFT_FORMS[context or differences, len(batch.tasks) == 1],
        highest=len(batch.numbers),
        expected_tokens=expected,
        room_tokens=room_for(expected),
        about=tuple(task.about for task in batch.tasks),
    )
