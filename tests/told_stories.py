"""Invented stories, and a client whose server is a list of answers, for the tests of telling."""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime

from digest.grounding.exam import LANGUAGES, paper_of
from digest.llm import DEFAULT_BASE_URL
from digest.llm.client import LlmClient
from digest.llm.endpoint import Endpoint
from digest.llm.pace import Pace
from digest.llm.patience import Patience
from digest.llm.prompts import as_data
from digest.llm.reply import Reply
from digest.model import Article, Rank, Span, Story

Scripted = Reply | Exception | str | Mapping[str, object]


def article(id_: str, source: str, *sentences: str, language: str = "en") -> Article:
    text, spans = "", []
    for sentence in sentences:
        start = len(text) + bool(text)
        text = f"{text} {sentence}" if text else sentence
        spans.append(Span(start, len(text)))
    return Article(
        id=id_,
        source=source,
        url=f"https://{id_}.example/",
        title="",
        published=datetime(2026, 4, 21, 9, 30, tzinfo=UTC),
        language=language,
        text=text,
        sentences=tuple(spans),
    )


def story(position: int, *articles: Article) -> Story:
    ids = tuple(article.id for article in articles)
    return Story(
        id=f"story-{ids[0]}",
        thread=f"story-{ids[0]}",
        section="News",
        rank=Rank(position=position, score=1.0),
        articles=ids,
    )


BRIDGE_POST = article(
    "bridge-post",
    "Velmouth Post",
    "The Carrow Bridge in Velmouth will stay closed to all traffic until June.",
    "Inspectors found cracks in 14 of its 60 steel hangers last week.",
    "Council leader Marta Quill said the repair would cost £3.2 million.",
    "“We will not open a bridge that we do not trust,” said Ms Quill.",
)
BRIDGE_ECHO = article(
    "bridge-echo",
    "Tarn Echo",
    "Velmouth's Carrow Bridge remains shut to traffic until June after inspectors found cracks.",
    "About 9,000 drivers use the bridge each day, and shopkeepers fear for their trade.",
    "The ferry company Tarnline will run two more boats every hour from Thursday.",
)
ORCHARD = article(
    "orchard",
    "Valley Herald",
    "A late frost destroyed a third of the apple blossom in the Mossel valley on Sunday night.",
    "Growers lit 400 fires between the trees to keep the cold away.",
    "The growers' union expects the smallest harvest since 2017.",
)
DAM = article(
    "dam",
    "Lüders Anzeiger",
    "Der Staudamm bei Lüders wird bis zum Herbst für 12 Millionen Euro erneuert.",
    "Die Arbeiten beginnen nach Angaben des Ministeriums im Mai.",
    "Wanderer müssen in dieser Zeit einen Umweg über die alte Straße nehmen.",
    language="de",
)
ARTICLES = {a.id: a for a in (BRIDGE_POST, BRIDGE_ECHO, ORCHARD, DAM)}
BRIDGE_STORY = story(1, BRIDGE_POST, BRIDGE_ECHO)
ORCHARD_STORY = story(2, ORCHARD)
DAM_STORY = story(3, DAM)

BRIDGE_LEAD = "Velmouth's Carrow Bridge will stay closed to traffic until June."
CRACKS = "Inspectors found cracks in 14 of the 60 steel hangers of the bridge."
FERRIES = "Tarnline will run two more boats every hour from Thursday."
FROST = "A late frost destroyed a third of the apple blossom in the Mossel valley."
HARVEST = "The growers' union expects the smallest harvest since 2017."


def drafted(number: int, headline: str, *points: tuple[str, Sequence[int]]) -> dict[str, object]:
    """One story as a model answers it."""
    return {
        "story": number,
        "headline": headline,
        "points": [{"text": text, "cites": list(cites)} for text, cites in points],
    }


def draft(*stories: Mapping[str, object]) -> dict[str, object]:
    return {"stories": list(stories)}


BRIDGE_DRAFT = drafted(
    1, "Carrow Bridge closed until June", (BRIDGE_LEAD, [1]), (CRACKS, [2]), (FERRIES, [7])
)
ORCHARD_DRAFT = drafted(
    1, "Late frost destroys apple blossom in Mossel valley", (FROST, [1]), (HARVEST, [3])
)


class Clock:
    """Time that passes only by sleeping."""

    def __init__(self) -> None:
        self.now = 0.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


class ScriptedEndpoint(Endpoint):
    """An endpoint whose server is a function: a body in, a reply out or an exception raised."""

    def __init__(self, answer: Callable[[Mapping[str, object]], Reply], **settings: object) -> None:
        self.clock = Clock()
        settings = {
            "api_key": "none",
            "model": "scripted",
            "base_url": DEFAULT_BASE_URL,
            "patience": Patience(),
            "pace": Pace(sleep=self.clock.sleep, clock=self.clock),
            **settings,
        }
        super().__init__(**settings)  # type: ignore[arg-type]
        self._answer = answer

    def send(self, body: Mapping[str, object], seconds: float) -> tuple[str, Mapping[str, str]]:
        del seconds
        return completion(self._answer(body)), {}


def completion(reply: Reply) -> str:
    """The body of an HTTP answer that holds the reply."""
    message = {"role": "assistant", "content": reply.text, "refusal": reply.refusal}
    usage = {"prompt_tokens": reply.input_tokens, "completion_tokens": reply.output_tokens}
    choice = {"message": message, "finish_reason": reply.finish}
    return json.dumps({"choices": [choice], "usage": usage})


class ScriptedClient(LlmClient):
    """The client, whole, with a list of answers in the place of the network.

    It sits the exam and judges by itself: it knows which sentences of the exam are false, and
    doubts those of `doubts` as much as that says; `is_fit=False` doubts nothing at all.
    """

    def __init__(
        self,
        *answers: Scripted,
        doubts: Mapping[str, int] | None = None,
        is_fit: bool = True,
        **settings: object,
    ) -> None:
        of_endpoint = {
            name: settings.pop(name)
            for name in ("model", "base_url", "workers", "patience", "report")
            if name in settings
        }
        endpoint = ScriptedEndpoint(self._said, **of_endpoint)
        super().__init__(endpoint, **settings)  # type: ignore[arg-type]
        self.clock = endpoint.clock
        self.left = list(answers)
        self.doubts = dict(doubts or {})
        self.is_fit = is_fit
        self.bodies: list[Mapping[str, object]] = []
        """The requests for drafts and repairs."""
        self.judgings: list[str] = []
        """What was sent to be judged; the exam left out."""

    def _said(self, body: Mapping[str, object]) -> Reply:
        if form_of(body) == "judgement":
            return self._judged(user_text(body))
        self.bodies.append(body)
        answer = self.left.pop(0)
        if isinstance(answer, Exception):
            raise answer
        if isinstance(answer, Reply):
            return answer
        text = answer if isinstance(answer, str) else json.dumps(answer)
        return Reply(text=text, input_tokens=100, output_tokens=20)

    def _judged(self, user: str) -> Reply:
        asked = judged_sentences(user)
        if any(text not in EXAM for text in asked.values()):
            self.judgings.append(user)
        known = {text: 95 for text, is_false in EXAM.items() if is_false} | self.doubts
        verdicts = [
            {
                "sentence": n,
                "lines": [],
                "lacking": "its proof",
                "doubt": known.get(text, 0) * self.is_fit,
            }
            for n, text in asked.items()
        ]
        return Reply(text=json.dumps({"verdicts": verdicts}), input_tokens=100, output_tokens=20)

    def user_message(self, request: int) -> str:
        """What the server was asked, the last message of the request with that index."""
        return user_text(self.bodies[request])


def form_of(body: Mapping[str, object]) -> str:
    """The name of the form that a request asks for: `draft`, `judgement`, ..."""
    form = body["response_format"]
    assert isinstance(form, dict)
    return str(form["json_schema"]["name"])


def user_text(body: Mapping[str, object]) -> str:
    messages = body["messages"]
    assert isinstance(messages, list)
    return str(messages[1]["content"])


def judged_sentences(user: str) -> dict[int, str]:
    """The sentences of a request to the judge, by their numbers."""
    return {int(found[1]): found[2] for found in _ASKED.finditer(user)}


_ASKED = re.compile(r"^Sentence (\d+)[^:]*: (.*)$", re.MULTILINE)
EXAM = {
    as_data(claim.text): fault is not None
    for paper in map(paper_of, LANGUAGES)
    for claim, fault in zip(paper.claims, paper.faults, strict=True)
}
"""Whether each sentence of the exam is false."""
EXAM_REQUESTS = 2
"""Of the English exam."""
