"""The exam that a model sits before it is believed."""

import json
import threading
from collections import Counter
from collections.abc import Mapping

import pytest

from digest.errors import LlmRejected
from digest.grounding.exam import LANGUAGES, Candidate, Marks, Standard, may_judge, paper_of
from digest.grounding.judge import sheets
from digest.llm.answers import MemoryAnswers
from digest.llm.purse import Limits, Purse
from digest.llm.reply import Reply
from digest.resources import loader
from digest.telling import Prompts
from tests.told_stories import EXAM, EXAM_REQUESTS, ScriptedClient, judged_sentences

PROMPTS = Prompts(loader("prompts"))
KINDS = 14


def marks(client: ScriptedClient, *languages: str, again: bool = False) -> Mapping[str, Marks]:
    candidate = Candidate(client=client, prompts=PROMPTS, budget_tokens=12_000, standard=Standard())
    return candidate.sit(languages or ("en",), again=again)


@pytest.mark.parametrize(("language", "least"), [("en", 80), ("de", 20), ("fr", 20), ("es", 20)])
def test_a_paper_is_half_true_and_false_in_every_way(language: str, least: int) -> None:
    paper = paper_of(language)
    kinds = Counter(fault for fault in paper.faults if fault)

    assert len(paper.claims) >= least
    assert 2 * sum(kinds.values()) == len(paper.claims)
    assert KINDS == len(kinds)
    assert all(claim.evidence.has(c) for claim in paper.claims for c in claim.citations)
    assert len(paper.claims) == len({claim.text for claim in paper.claims})


def test_a_reader_passes_and_a_believer_fails_in_its_first_batch() -> None:
    """A slow weak model is asked no more than shows what it is."""
    reader, believer = ScriptedClient(), ScriptedClient(is_fit=False)

    assert marks(reader)["en"].passed
    assert EXAM_REQUESTS == reader.usage.requests
    assert not marks(believer)["en"].passed
    assert 1 == believer.usage.requests


class Believer(ScriptedClient):
    """Believes all, and answers only when as much as it has workers for is under way."""

    def __init__(self, workers: int, **settings: object) -> None:
        super().__init__(is_fit=False, workers=workers, **settings)  # type: ignore[arg-type]
        self.together = threading.Barrier(workers, timeout=10)

    def _judged(self, user: str) -> Reply:
        self.together.wait()
        return super()._judged(user)


def test_all_sheets_are_asked_at_once_and_count_in_their_order() -> None:
    """An exam is one wait; a model that fails in its first sheet has failed no worse for it."""
    answers = MemoryAnswers()
    found = marks(Believer(EXAM_REQUESTS + 1, answers=answers), "en", "de")
    later = ScriptedClient(answers=answers)

    assert found == marks(ScriptedClient(is_fit=False), "en", "de")
    assert found == marks(later, "en", "de")
    assert 0 == later.usage.requests


class Doubter(ScriptedClient):
    def _judged(self, user: str) -> Reply:
        verdicts = [{"sentence": n, "lacking": "", "doubt": 100} for n in judged_sentences(user)]
        return Reply(text=json.dumps({"verdicts": verdicts}))


class Forgetful(ScriptedClient):
    """Answers about every false sentence and about no true one."""

    def _judged(self, user: str) -> Reply:
        false = [n for n, text in judged_sentences(user).items() if EXAM[text]]
        verdicts = [{"sentence": n, "lacking": "", "doubt": 100} for n in false]
        return Reply(text=json.dumps({"verdicts": verdicts}))


@pytest.mark.parametrize("client", [Doubter, Forgetful])
def test_doubting_everything_or_saying_nothing_is_no_judging(client: type[ScriptedClient]) -> None:
    found = marks(client())["en"]

    assert not found.passed
    assert found.alarms > found.cleared


def test_few_mistakes_are_forgiven() -> None:
    """85 of 100 false sentences caught, 10 of 100 true ones doubted: that is the standard."""
    paper = paper_of("en")
    false = [c.text for c, fault in zip(paper.claims, paper.faults, strict=True) if fault]
    true = [c.text for c, fault in zip(paper.claims, paper.faults, strict=True) if not fault]
    good = dict.fromkeys(false[:6], 0) | dict.fromkeys(true[:4], 90)

    assert marks(ScriptedClient(doubts=good))["en"].passed
    assert not marks(ScriptedClient(doubts=good | {false[6]: 0}))["en"].passed
    assert not marks(ScriptedClient(doubts=good | {true[4]: 90}))["en"].passed


def test_only_the_languages_at_hand_are_examined() -> None:
    assert ["de"] == [*marks(ScriptedClient(), "de")]
    assert [*LANGUAGES] == [*marks(ScriptedClient(), "nl")]


def test_a_language_without_a_paper_needs_all_of_them() -> None:
    found = marks(ScriptedClient(), "nl")

    assert may_judge("nl", found)
    assert not may_judge("nl", {"en": found["en"]})
    assert not may_judge("de", {"en": found["en"]})


def test_the_exam_is_paid_once_and_asked_again_on_demand() -> None:
    answers = MemoryAnswers()
    marks(ScriptedClient(answers=answers))
    later, again = ScriptedClient(answers=answers), ScriptedClient(answers=answers, is_fit=False)

    assert marks(later)["en"].passed
    assert 0 == later.usage.requests
    assert not marks(again, again=True)["en"].passed
    assert not marks(ScriptedClient(answers=answers))["en"].passed


def test_an_exam_that_cannot_be_paid_is_not_failed() -> None:
    client = ScriptedClient(purse=Purse(Limits(requests=1)))

    found = marks(client)["en"]

    assert not found.passed
    assert "budget of 1 requests" in str(found)


class Gone(ScriptedClient):
    def _judged(self, user: str) -> Reply:
        raise LlmRejected("no quota left")


def test_a_dead_endpoint_is_said() -> None:
    assert "en: not examined (no quota left)" == str(marks(Gone())["en"])


def test_the_marks_can_be_read() -> None:
    shown = str(marks(ScriptedClient())["en"])

    assert "en: passed, caught 44 of 44 false sentences, doubted 0 of 44 true ones" == shown


def test_no_right_answer_is_sent() -> None:
    """What is sent is the same whichever of its sentences are false."""
    paper = paper_of("en")
    for sheet in sheets(paper.claims, 12_000):
        request = sheet.request(PROMPTS)
        assert not any(
            f'"{kind}"' in request.user + request.system for kind in paper.faults if kind
        )
        assert {claim.text for claim in sheet.claims} == {*judged_sentences(request.user).values()}
