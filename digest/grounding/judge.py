"""The judge: a model reads sentences beside their evidence and doubts each by a number.

Among the sentences of each request stands a control: one whose falsehood is known. A judge that
lets it pass (obedient to an article, exchanged behind its name, or asleep) is not believed; its
stories are then asked about one by one, so that the harm ends with the story it came from.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Annotated

from pydantic import Field

from digest.grounding.evidence import Evidence
from digest.grounding.lines import heading, numbered
from digest.grounding.prove import Kind, Opinion
from digest.llm.answer_form import Form, Text, at_most
from digest.llm.client import LlmClient
from digest.llm.dispatch import flowing
from digest.llm.packing import packed
from digest.llm.prompts import Prompts, as_data
from digest.llm.request import ROOM_TO_JUDGE, Answer, Request, room_for
from digest.llm.tokens import estimate_tokens
from digest.model import THRESHOLD, Citation

MOST_SENTENCES = 60
"""In one request; the exam is sat with as many."""
LACKING = 200
"""Characters of what a judge says is lacking that are kept."""
TOKENS_PER_VERDICT = 25
_TOKENS_PER_LINE = 6
SURE = 100
"""The greatest doubt: the sentence is false."""


class Doubt(Form):
    """The answer on one sentence, by its number in the request."""

    sentence: int
    lacking: Text
    """Before the number: a model that has to name what is lacking first judges better."""
    doubt: Annotated[int, Field(json_schema_extra={"minimum": 0, "maximum": SURE})]


class Doubts(Form):
    """The answer to one request."""

    verdicts: Annotated[list[Doubt], at_most(MOST_SENTENCES), Field(max_length=MOST_SENTENCES)]


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence to be judged, and what it rests on."""

    text: str
    citations: tuple[Citation, ...]
    evidence: Evidence
    kind: Kind = "sentence"

    def shown(self) -> set[Citation]:
        """The cited sentences and those beside them."""
        return {near for citation in self.citations for near in self.evidence.beside(citation)}


@dataclass(frozen=True)
class Sheet:
    """Claims that share a request, those of one story beside each other.

    Claims are numbered through the request, and so are the lines of evidence.
    """

    claims: tuple[Claim, ...]

    @cached_property
    def stories(self) -> tuple[tuple[Claim, ...], ...]:
        """The claims by story, in the order of the stories' first claims."""
        found: dict[int, list[Claim]] = {}
        for claim in self.claims:
            found.setdefault(id(claim.evidence), []).append(claim)
        return tuple(tuple(claims) for claims in found.values())

    @cached_property
    def ordered(self) -> tuple[Claim, ...]:
        """The claim of number n at place n - 1."""
        return tuple(claim for claims in self.stories for claim in claims)

    @cached_property
    def lines(self) -> tuple[tuple[Evidence, Citation], ...]:
        """The line of evidence of number n, and whose story it is, at place n - 1."""
        found = []
        for claims in self.stories:
            shown = set[Citation]().union(*(claim.shown() for claim in claims))
            evidence = claims[0].evidence
            found += [(evidence, citation) for citation in evidence.citations if citation in shown]
        return tuple(found)

    def values(self) -> list[dict[str, object]]:
        """What the template shows of each story."""
        claims = {id(claim): number for number, claim in enumerate(self.ordered, start=1)}
        lines = {(id(e), citation): n for n, (e, citation) in enumerate(self.lines, start=1)}
        return [
            {
                "articles": self._articles(story[0].evidence),
                "sentences": [
                    {
                        "number": claims[id(claim)],
                        "kind": claim.kind,
                        "text": as_data(claim.text),
                        "lines": sorted(lines[id(claim.evidence), c] for c in claim.citations),
                    }
                    for claim in story
                ],
            }
            for story in self.stories
        ]

    def _articles(self, evidence: Evidence) -> Iterator[dict[str, object]]:
        for article in evidence.articles:
            own = [
                (number, citation)
                for number, (owner, citation) in enumerate(self.lines, start=1)
                if owner is evidence and citation.article == article.id
            ]
            if own:
                first, citations = own[0][0], [citation for _, citation in own]
                sentences = numbered(citations, evidence, first)
                yield {"heading": heading(article), "sentences": sentences}

    def request(self, prompts: Prompts) -> Request[Doubts]:
        """The request that asks about every claim. Raises RenderError for a broken prompt."""
        prompt = prompts.fill("judge", stories=self.values())
        expected = len(self.claims) * TOKENS_PER_VERDICT
        return Request(
            name="judgement",
            system=prompt.system,
            user=prompt.user,
            form=Doubts,
            highest=len(self.claims),
            expected_tokens=expected,
            room_tokens=room_for(expected, ROOM_TO_JUDGE),
            about=self._about,
        )

    @cached_property
    def _about(self) -> tuple[tuple[str, int], ...]:
        """The lead article of each story, and the tokens of its claims and lines."""
        texts = [(owner, owner.text(citation)) for owner, citation in self.lines]
        texts += [(claim.evidence, claim.text) for claim in self.claims]
        return tuple((owner.articles[0].id, estimate_tokens(text)) for owner, text in texts)

    def read(self, answer: object) -> dict[int, Doubt]:
        """The doubts by the place of their claim among `claims`; without those out of range.

        Of two on one sentence the greater counts.
        """
        given = answer.value.verdicts if isinstance(answer, Answer) else []
        usable = [one for one in given if 0 <= one.doubt <= SURE]
        by_number = {one.sentence: one for one in sorted(usable, key=lambda one: one.doubt)}
        places = {id(claim): place for place, claim in enumerate(self.claims)}
        return {
            places[id(claim)]: by_number[number]
            for number, claim in enumerate(self.ordered, start=1)
            if number in by_number
        }


def sheets(claims: Iterable[Claim], budget_tokens: int) -> Iterator[Sheet]:
    """The claims in order, each once, in requests within the budget; a longer one goes alone."""
    together = packed(
        claims,
        lambda claim: {(id(claim.evidence), citation) for citation in claim.shown()},
        _size,
        most=MOST_SENTENCES - 1,
        budget_tokens=budget_tokens,
    )
    return map(Sheet, together)


def _size(claim: Claim, lines: AbstractSet[tuple[int, Citation]]) -> int:
    texts = (claim.evidence.text(citation) for _, citation in lines)
    return sum(estimate_tokens(text) + _TOKENS_PER_LINE for text in (claim.text, *texts))


Control = Callable[[Sheet], Claim]
"""A sentence whose falsehood is known, for a sheet."""


class Judge:
    """A model that passed the exam, and how it is asked."""

    def __init__(
        self,
        client: LlmClient,
        prompts: Prompts,
        *,
        control: Control,
        now: datetime,
        budget_tokens: int,
        threshold: int = THRESHOLD,
    ) -> None:
        self._client = client
        self._prompts = prompts
        self._control = control
        self._now = now
        self._budget_tokens = budget_tokens
        self._threshold = threshold

    def cut_off(self) -> None:
        """End the requests under way, and begin no other."""
        self._client.cut_off()

    def opinions(self, claims: Iterable[Claim]) -> Iterator[Opinion | None]:
        """What the judge holds of each claim, in their order; None where it is not known.

        A request goes out as soon as the claims that share it are known.
        """
        asked = sheets(claims, self._budget_tokens)
        for opinions in flowing(self._read, asked, self._client.workers):
            yield from opinions

    def _read(self, sheet: Sheet) -> list[Opinion | None]:
        """Of each claim of the sheet; where the judge is not believed, asked story by story."""
        asked = [sheet]
        doubts = self._doubts(asked)
        if doubts == [None] and len(sheet.stories) > 1:
            asked = [Sheet(story) for story in sheet.stories]
            doubts = self._doubts(asked)
        found = {
            id(one.claims[place]): self._opinion(doubt)
            for one, of_it in zip(asked, doubts, strict=True)
            for place, doubt in (of_it or {}).items()
        }
        return [found.get(id(claim)) for claim in sheet.claims]

    def _doubts(self, asked: Sequence[Sheet]) -> list[dict[int, Doubt] | None]:
        """The doubts of each sheet by the places of its claims, a control sent behind them.

        None where the control was not doubted: then nothing is believed.
        """
        sent = [Sheet((*sheet.claims, self._control(sheet))) for sheet in asked]
        answers = self._client.ask_all([sheet.request(self._prompts) for sheet in sent], "judging")
        return [self._believed(sheet, answer) for sheet, answer in zip(sent, answers, strict=True)]

    def _believed(self, sheet: Sheet, answer: object) -> dict[int, Doubt] | None:
        doubts = sheet.read(answer)
        control = doubts.pop(len(sheet.claims) - 1, None)
        is_awake = control is not None and control.doubt >= self._threshold
        return doubts if is_awake else None

    def _opinion(self, doubt: Doubt) -> Opinion:
        return Opinion(
            doubt=doubt.doubt,
            lacking=as_data(doubt.lacking)[:LACKING],
            model=self._client.model,
            at=self._now,
        )
