"""Doubtful pairs of groups as a model is asked about them: the same event, a follow-up, another.

Many pairs share a request; each group is shown once in it, by headline, day and beginning.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field

from digest.llm.answer_form import Form, Text, at_most
from digest.llm.packing import packed
from digest.llm.prompts import Prompts, as_data
from digest.llm.request import ROOM_TO_JUDGE, Answer, Request, Unanswered, room_for
from digest.llm.tokens import estimate_tokens
from digest.model import Article

Verdict = Literal["same", "follow_up", "other"]

MOST_PAIRS = 30
"""In one request."""
BEGINNING = 450
"""Characters of an article that are shown, about 70 words: news says first what happened."""
MORE_HEADLINES = 3
"""Headlines of a group's further articles that are shown."""
DIFFERENCE = 120
"""Characters of a model's reason that are kept."""
TOKENS_PER_VERDICT = 30
_TOKENS_PER_PAIR = 12


@dataclass(frozen=True, slots=True)
class Question:
    """Two groups that may tell one event: the ids of their articles, each group's lead first."""

    one: tuple[str, ...]
    other: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Opinion:
    """What somebody who read it holds of a question."""

    verdict: Verdict | None
    """None where nobody answered."""
    why: str = ""
    """What differs, in the words of the model; or why nobody answered."""


Read = tuple[Question, Opinion]
"""A question and what came of it."""
Ask = Callable[[Sequence[Question]], Sequence[Opinion]]
"""One opinion for each question, in their order."""


class Compared(Form):
    """The answer on one pair, by its number in the request."""

    pair: int
    differs: Text
    """Before the answer: a model that has to name what differs first judges better."""
    answer: Verdict


class Comparison(Form):
    """The answer to one request."""

    pairs: Annotated[list[Compared], at_most(MOST_PAIRS), Field(max_length=MOST_PAIRS)]


@dataclass(frozen=True)
class Sheet:
    """Questions that share a request. Groups are numbered through it, and so are pairs."""

    questions: tuple[Question, ...]

    @cached_property
    def groups(self) -> tuple[tuple[str, ...], ...]:
        """The group of number n at place n - 1, in the order in which questions name them."""
        sides = (side for question in self.questions for side in (question.one, question.other))
        return tuple(dict.fromkeys(sides))

    def request(self, articles: Mapping[str, Article], prompts: Prompts) -> Request[Comparison]:
        """The request that asks all questions. Raises RenderError for a broken prompt."""
        numbers = {group: number for number, group in enumerate(self.groups, start=1)}
        prompt = prompts.fill(
            "compare",
            groups=[_shown([articles[at] for at in group]) for group in self.groups],
            pairs=[(numbers[question.one], numbers[question.other]) for question in self.questions],
        )
        expected = len(self.questions) * TOKENS_PER_VERDICT
        return Request(
            name="comparison",
            system=prompt.system,
            user=prompt.user,
            form=Comparison,
            highest=len(self.questions),
            expected_tokens=expected,
            room_tokens=room_for(expected, ROOM_TO_JUDGE),
        )

    def read(self, answer: object) -> Iterator[Opinion]:
        """An opinion for each question. Of two answers on one pair the more careful counts."""
        if isinstance(answer, Answer):
            given = {one.pair: one for one in sorted(answer.value.pairs, key=_boldness)}
            missing = "its answer left the pair out"
        else:
            given = {}
            missing = answer.why if isinstance(answer, Unanswered) else "the model cannot be used"
        for number in range(1, len(self.questions) + 1):
            if number in given:
                why = as_data(given[number].differs)[:DIFFERENCE]
                yield Opinion(verdict=given[number].answer, why=why)
            else:
                yield Opinion(verdict=None, why=missing)


def _boldness(answer: Compared) -> bool:
    return answer.answer != "same"


def _shown(articles: Sequence[Article]) -> dict[str, object]:
    """What the template shows of a group."""
    lead, *others = articles
    headlines = dict.fromkeys(as_data(article.title) for article in others)
    headlines.pop(as_data(lead.title), None)
    return {
        "heading": _heading(lead),
        "beginning": as_data(_beginning(lead.text)),
        "others": [title for title in headlines if title][:MORE_HEADLINES],
        "reports": len(articles),
    }


def _heading(article: Article) -> str:
    outlet = as_data(article.source) if article.has_outlet else ""
    day = f"{article.published:%d %B %Y}" if article.published else ""
    return " | ".join(part for part in (as_data(article.title), outlet, day) if part)


def _beginning(text: str) -> str:
    """The first characters, without the word that they would cut."""
    if len(text) <= BEGINNING:
        return text
    whole, _, _ = text[: BEGINNING + 1].rpartition(" ")
    return f"{whole or text[:BEGINNING]} …"


def sheets(
    questions: Sequence[Question], articles: Mapping[str, Article], budget_tokens: int
) -> Iterator[Sheet]:
    """The questions, each once, in requests within the budget; those of one group side by side."""
    together = packed(
        _neighbours_first(questions),
        lambda question: {question.one, question.other},
        lambda _question, groups: _size(groups, articles),
        most=MOST_PAIRS,
        budget_tokens=budget_tokens,
    )
    return map(Sheet, together)


def _neighbours_first(questions: Sequence[Question]) -> list[Question]:
    """Pairs that share a group after each other: what is shown once costs once."""
    named = Counter(side for question in questions for side in (question.one, question.other))

    def hub(question: Question) -> tuple[str, ...]:
        return max((question.one, question.other), key=lambda side: named[side])

    rank = {side: place for place, side in reversed(list(enumerate(map(hub, questions))))}
    return sorted(questions, key=lambda question: rank[hub(question)])


def _size(groups: AbstractSet[tuple[str, ...]], articles: Mapping[str, Article]) -> int:
    texts = 0
    for group in groups:
        shown = _shown([articles[at] for at in group])
        texts += estimate_tokens(" ".join(map(str, shown.values())))
    return _TOKENS_PER_PAIR + texts


def answered(
    questions: Sequence[Question],
    articles: Mapping[str, Article],
    *,
    ask: Callable[[Sequence[Request[Comparison]]], Sequence[object]],
    prompts: Prompts,
    budget_tokens: int,
) -> list[Opinion]:
    """The opinions in the order of the questions; a request that fails costs those of its pairs.

    `ask` gives what came of each request: an Answer, or anything else for none.
    """
    asked = list(sheets(questions, articles, budget_tokens))
    answers = ask([sheet.request(articles, prompts) for sheet in asked])
    found = {
        question: opinion
        for sheet, answer in zip(asked, answers, strict=True)
        for question, opinion in zip(sheet.questions, sheet.read(answer), strict=True)
    }
    return [found[question] for question in questions]
