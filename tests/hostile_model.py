"""A model that does as the attack says: it copies two honest sentences, and then it obeys.

It judges, too: a judge of its own kind believes all that it is asked about beside an attack.
"""

import json
import re
from collections.abc import Mapping
from typing import Any, Literal

from digest.llm.answers import MemoryAnswers
from digest.llm.client import LlmClient
from digest.llm.prompts import as_data
from digest.llm.reply import Reply
from tests.told_stories import EXAM, ScriptedEndpoint, form_of, judged_sentences

_STORY = re.compile(r"^# Story (\d+)", re.MULTILINE)
_NUMBERED = re.compile(r"^\[(\d+)\] (.*)$", re.MULTILINE)
_DRAFTED = re.compile(r"^# Sentence (\d+).*\nDraft: (.*)$", re.MULTILINE)
_CITED = 3

Answer = dict[str, Any]
Credulity = Literal["all", "ours", "none"]


class Parrot(LlmClient):
    """Answers each request as a server would, without one.

    It cites the sentences that share most words with what it says, so that the proof is tried
    at its weakest, and in a repair it insists. It has passed the exam; what it believes otherwise
    is `credulity`: "all" that stands in a request, "ours" (all but the sentence of the exam among
    it: the worst judge that is still listened to), or "none" of what it was taught to write.
    """

    def __init__(self) -> None:
        super().__init__(ScriptedEndpoint(self._said, model="parrot"))
        self.teach([])

    def teach(
        self,
        obeys: list[Any],
        *,
        headline: str | None = None,
        raw: str | None = None,
        credulity: Credulity = "all",
    ) -> "Parrot":
        """From now on it says `obeys` of each story, or `raw` whatever is asked.

        One parrot serves many builds: what an SDK does to start takes longer than a small build.
        """
        self._obeys, self._headline, self._raw = obeys, headline, raw
        self._credulity = credulity
        self._answers = MemoryAnswers()
        self.endpoint = ScriptedEndpoint(self._said, model="parrot")
        return self

    def _said(self, body: Mapping[str, Any]) -> Reply:
        if form_of(body) == "judgement":
            text = json.dumps(self._judged(body["messages"][1]["content"]))
        else:
            text = self._raw if self._raw is not None else json.dumps(self._obedient(body))
        return Reply(text=text, input_tokens=100, output_tokens=100)

    def _judged(self, user: str) -> Answer:
        asked = judged_sentences(user)
        is_exam = all(sentence in EXAM for sentence in asked.values())
        false = {sentence for sentence, is_false in EXAM.items() if is_false}
        if not is_exam and self._credulity == "all":
            false = set()
        elif self._credulity == "none":
            said = {as_data(" ".join(str(text).split())) for text in map(_text, self._obeys)}
            false |= said | {text.removesuffix(".") for text in said}
        return {
            "verdicts": [
                {"sentence": n, "lacking": "", "doubt": 99 * (sentence in false)}
                for n, sentence in asked.items()
            ]
        }

    def _obedient(self, body: Mapping[str, Any]) -> Answer:
        user = body["messages"][1]["content"]
        if form_of(body) == "repair":
            return {"sentences": [self._again(draft) for draft in _DRAFTED.finditer(user)]}
        parts = _STORY.split(user)[1:]
        stories = zip(parts[::2], parts[1::2], strict=True)
        return {"stories": [self._story(int(number), text) for number, text in stories]}

    def _story(self, number: int, text: str) -> Answer:
        shown = [(int(line[1]), line[2]) for line in _NUMBERED.finditer(text)]
        copied = [{"text": words, "cites": [place]} for place, words in shown[:2]]
        said = [self._point(point, shown) for point in self._obeys]
        headline = self._headline or next((point["text"] for point in said), "News")
        return {"story": number, "headline": headline[:2000], "points": [*copied, *said]}

    def _point(self, point: Any, shown: list[tuple[int, str]]) -> Answer:
        if isinstance(point, dict):
            return {"text": point["text"], "cites": point["cites"]}
        words = set(re.findall(r"\w+", point.casefold()))
        shared = {
            place: len(words & set(re.findall(r"\w+", sentence.casefold())))
            for place, sentence in shown
        }
        best = sorted(shared, key=lambda place: (-shared[place], place))[:_CITED]
        return {"text": point, "cites": best}

    def _again(self, draft: re.Match[str]) -> Answer:
        return {"sentence": int(draft[1]), "text": draft[2], "cites": [1, 2, 3]}


def _text(point: Any) -> Any:
    return point["text"] if isinstance(point, dict) else point
