"""What readers are told of how an edition was made; hosts and statuses are for the editor alone."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from digest.errors import LlmError
from digest.grounding.exam import Marks
from digest.model import Summary
from digest.telling.by_model.drafted import Trial
from digest.telling.by_model.rounds import Told


@dataclass(frozen=True, slots=True)
class By:
    """What a model made of a story."""

    story: Told | Summary
    model: str


def of_the_exam(model: str, marks: Mapping[str, Marks]) -> list[str]:
    """For readers: in which languages the model was not trusted to write."""
    failed = [str(one) for one in marks.values() if not one.passed]
    if not failed:
        return []
    return [f"{model} may not write here, as it may not judge ({'; '.join(failed)})."]


def of_the_fallen(
    summaries: Sequence[Summary],
    fell_back: Sequence[Summary],
    asked: int,
    *,
    dead: LlmError | None,
    limit: str | None,
) -> list[str]:
    """How many stories are told otherwise than was meant, and mostly why.

    `limit` is what spent the budget, in words; a dead model leaves all that it has not told.
    """
    if dead is not None:
        lost = sum(summary.method == "extractive" for summary in summaries)
        return [_how_many(lost, len(summaries), "the model could not be used")]
    if not fell_back:
        return []
    why = Counter(summary.notes[-1].partition(": ")[2] for summary in fell_back)
    return [_how_many(len(fell_back), asked, limit or why.most_common(1)[0][0])]


def _how_many(fell_back: int, asked: int, why: str) -> str:
    return f"{fell_back} of {asked} stories are told in their sources' own sentences: {why}."


def of_the_unread(told: Mapping[str, By]) -> list[str]:
    """For readers: what was withheld, for nobody judged it."""
    unread = sum(
        sentence.is_open
        for by in told.values()
        if isinstance(by.story, Trial)
        for sentence in by.story.everything.values()
    )
    return [f"{unread} sentences were withheld, as no judge has read them."] if unread else []
