"""What an edition told by a model promises, whatever the model answers."""

import json
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from digest.errors import ConfigError, LlmRejected, LlmUnavailable
from digest.findings import with_findings
from digest.grounding import judge
from digest.grounding.evidence import Evidence
from digest.grounding.prove import Fault
from digest.llm.answers import MemoryAnswers
from digest.llm.client import LlmClient
from digest.llm.patience import Patience
from digest.llm.purse import Limits, Purse
from digest.llm.reply import Reply
from digest.model import COPIED, Article, Proof, Story, Summary
from digest.progress import Event, silent
from digest.resources import loader
from digest.telling import Telling, TellOptions, plan, tell
from digest.telling.by_model import writer
from digest.telling.by_model.batch import task_of
from digest.telling.by_model.drafted import Sentence
from digest.telling.by_model.worksheet import Item, sheets
from tests.told_stories import (
    ARTICLES,
    BRIDGE_DRAFT,
    BRIDGE_ECHO,
    BRIDGE_LEAD,
    BRIDGE_STORY,
    CRACKS,
    DAM,
    DAM_STORY,
    EXAM_REQUESTS,
    FERRIES,
    FROST,
    HARVEST,
    ORCHARD_DRAFT,
    ORCHARD_STORY,
    ScriptedClient,
    article,
    draft,
    drafted,
    form_of,
    judged_sentences,
    story,
    user_text,
)

ALONE = TellOptions(stories_per_request=1)
NOW = datetime(2026, 4, 22, 6, tzinfo=UTC)
LIE = "The Carrow Bridge in Velmouth will be torn down in June."


def told(
    stories: Sequence[Story],
    client: LlmClient | None,
    options: TellOptions | None = None,
    articles: Mapping[str, Article] = ARTICLES,
    judge: LlmClient | None = None,
    *,
    fallbacks: Sequence[LlmClient] = (),
) -> Telling:
    return tell(
        stories,
        articles,
        client=client,
        judge=judge,
        fallbacks=fallbacks,
        prompts=loader("prompts"),
        options=options or TellOptions(),
        now=NOW,
        report=silent,
    )


def test_a_story_is_told_with_its_evidence() -> None:
    """Each sentence of the model is printed with the source sentences that it names.

    One that is no copy is printed with the word of the judge that read it.
    """
    copy = BRIDGE_ECHO.sentence(2)
    story_ = drafted(
        1, "Carrow Bridge closed until June", (BRIDGE_LEAD, [1]), (CRACKS, [2]), (copy, [7])
    )
    client = ScriptedClient(draft(story_), doubts={BRIDGE_LEAD: 7})

    summary = told([BRIDGE_STORY], client).summaries[0]

    assert "model" == summary.method
    assert "Carrow Bridge closed until June" == summary.headline
    assert (BRIDGE_LEAD, CRACKS, copy) == tuple(point.text for point in summary.points)
    assert ("bridge-echo", 2) == summary.points[2].citations[0]
    judged = Proof(kind="judged", model="scripted", doubt=7, at=NOW)
    assert judged == summary.points[0].proof
    assert COPIED == summary.points[2].proof
    assert "judged" == summary.headline_proof.kind
    assert summary.points[0].citations[0] in summary.headline_citations


def test_several_small_stories_share_a_request() -> None:
    """Two stories cost one request, and their sentences are numbered through it."""
    answer = draft(
        BRIDGE_DRAFT, drafted(2, "Late frost destroys apple blossom", (FROST, [8]), (HARVEST, [10]))
    )
    client = ScriptedClient(answer)

    telling = told([BRIDGE_STORY, ORCHARD_STORY], client)

    assert 1 == len(client.bodies)
    assert ["model", "model"] == [summary.method for summary in telling.summaries]
    assert ("orchard", 2) == telling.summaries[1].points[1].citations[0]


def test_only_the_faulty_sentence_is_written_again() -> None:
    """A wrong number goes back with its fault; what was right is kept as it was."""
    wrong = "Inspectors found cracks in 44 of the 60 steel hangers of the bridge."
    client = ScriptedClient(
        draft(drafted(1, "Carrow Bridge closed until June", (BRIDGE_LEAD, [1]), (wrong, [2]))),
        {"sentences": [{"sentence": 1, "text": CRACKS, "cites": [1, 2, 3, 4]}]},
    )

    summary = told([BRIDGE_STORY], client).summaries[0]

    assert [BRIDGE_LEAD, CRACKS] == [point.text for point in summary.points]
    assert () == summary.rejected
    assert wrong in client.user_message(1)
    assert "44" in client.user_message(1).split("Fault:")[1]
    assert BRIDGE_LEAD not in client.user_message(1)


def test_what_the_judge_doubts_goes_back_with_what_is_lacking() -> None:
    """A doubted sentence is written again, judged again, and printed when it holds."""
    honest = "Velmouth will keep the Carrow Bridge shut to traffic until June."
    client = ScriptedClient(
        draft(drafted(1, "Carrow Bridge closed until June", (LIE, [1]), (CRACKS, [2]))),
        {"sentences": [{"sentence": 1, "text": honest, "cites": [1]}]},
        doubts={LIE: 50},
    )

    summary = told([BRIDGE_STORY], client).summaries[0]

    assert [honest, CRACKS] == [point.text for point in summary.points]
    assert "Fault: the evidence does not say: its proof" in client.user_message(1)
    assert 2 == len(client.judgings)
    assert honest in client.judgings[1]
    assert LIE not in client.judgings[1]


def test_a_loose_sentence_gets_a_second_try_and_is_not_lost_by_it() -> None:
    """What a judge doubts a little is written again, and stands as it was if that is no better."""
    loose = "Tarnline will run more boats for the drivers from Thursday."
    worse = "Tarnline will run more boats for all from Thursday."
    again = {
        "sentences": [
            {"sentence": 1, "text": CRACKS, "cites": [1, 2, 3]},
            {"sentence": 2, "text": worse, "cites": [4, 5, 6, 7]},
        ]
    }
    points = [(BRIDGE_LEAD, [1]), (FERRIES, [7]), (loose, [7])]
    client = ScriptedClient(
        draft(drafted(1, "Carrow Bridge closed until June", *points)),
        again,
        doubts={BRIDGE_LEAD: 19, FERRIES: 49, loose: 30, worse: 60},
    )

    summary = told([BRIDGE_STORY], client).summaries[0]

    assert BRIDGE_LEAD not in client.user_message(1)
    assert f"Draft: {FERRIES}\nFault: the evidence does not say: its proof" in client.user_message(
        1
    )
    assert [BRIDGE_LEAD, CRACKS, loose] == [point.text for point in summary.points]
    assert () == summary.rejected


def test_a_headline_is_proven_and_repaired_like_a_sentence() -> None:
    """The edition's own headline may use its own words, if the judge has read them."""
    wrong, right = "Carrow Bridge falls down", "Velmouth bridge shut until June"
    client = ScriptedClient(
        draft(drafted(1, wrong, (BRIDGE_LEAD, [1]), (CRACKS, [2]))),
        {"sentences": [{"sentence": 1, "text": right, "cites": [1]}]},
        doubts={wrong: 90},
    )

    summary = told([BRIDGE_STORY], client).summaries[0]

    assert right == summary.headline
    assert "Sentence 1 of 1, a headline of 5 to 12 words" in client.user_message(1)


def test_a_headline_that_nothing_mends_is_an_articles_own() -> None:
    wrong = "Carrow Bridge falls down"
    client = ScriptedClient(
        draft(drafted(1, wrong, (BRIDGE_LEAD, [1]), (CRACKS, [2]))), doubts={wrong: 90}
    )

    summary = told([BRIDGE_STORY], client, TellOptions(repairs=0)).summaries[0]

    assert wrong != summary.headline
    assert "copied" == summary.headline_proof.kind
    assert [wrong] == [rejected.text for rejected in summary.rejected]


def test_what_stays_wrong_is_withheld_and_listed() -> None:
    """A sentence that repair does not mend is dropped, and the reader can see that it was."""
    wrong = "Inspectors found cracks in 44 of the 60 steel hangers of the bridge."
    again = {"sentences": [{"sentence": 1, "text": wrong.replace("44", "16"), "cites": [1, 2]}]}
    headline = "Carrow Bridge closed until June"
    client = ScriptedClient(
        draft(drafted(1, headline, (BRIDGE_LEAD, [1]), (FERRIES, [7]), (wrong, [2]))),
        again,
        {"sentences": [{"sentence": 1, "text": wrong, "cites": [1]}]},
    )

    summary = told([BRIDGE_STORY], client, TellOptions(repairs=2)).summaries[0]

    assert 3 == len(client.bodies)
    assert [BRIDGE_LEAD, FERRIES] == [point.text for point in summary.points]
    assert [wrong] == [rejected.text for rejected in summary.rejected]
    assert "44" in summary.rejected[0].reason


def test_a_sentence_that_the_model_gives_up_is_not_asked_for_again() -> None:
    """An empty answer to a repair means that nothing can be said."""
    wrong = "The mayor of Velmouth resigned over the bridge."
    client = ScriptedClient(
        draft(drafted(1, "Carrow Bridge closed", (BRIDGE_LEAD, [1]), (FERRIES, [7]), (wrong, [2]))),
        {"sentences": [{"sentence": 1, "text": "", "cites": [1]}]},
        doubts={wrong: 99},
    )

    summary = told([BRIDGE_STORY], client, TellOptions(repairs=2)).summaries[0]

    assert 2 == len(client.bodies)
    assert [wrong] == [rejected.text for rejected in summary.rejected]


def test_a_lost_lead_is_followed_by_the_next_sentence() -> None:
    """Nothing true is thrown away because what stood before it was not."""
    given_up = {"sentences": [{"sentence": 1, "text": "", "cites": [1]}]}
    client = ScriptedClient(
        draft(drafted(1, "Carrow Bridge closed", (LIE, [1]), (CRACKS, [2]), (FERRIES, [7]))),
        given_up,
        doubts={LIE: 90},
    )

    summary = told([BRIDGE_STORY], client).summaries[0]

    assert "model" == summary.method
    assert [CRACKS, FERRIES] == [point.text for point in summary.points]
    assert [LIE] == [rejected.text for rejected in summary.rejected]


def test_without_a_client_every_story_is_told_by_extraction() -> None:
    """No key, no network: the edition is there, each sentence with its source."""
    telling = told([BRIDGE_STORY, ORCHARD_STORY], None)

    assert ["extractive", "extractive"] == [summary.method for summary in telling.summaries]
    assert all(summary.points for summary in telling.summaries)
    assert 0 == telling.usage.requests
    assert telling.failed is None


def test_a_refusal_hurts_one_story_alone() -> None:
    """A request that is declined is asked again story by story."""
    client = ScriptedClient(
        Reply(text="", refusal="I cannot help with that."),
        Reply(text="", refusal="I cannot help with that."),
        draft(ORCHARD_DRAFT),
    )

    bridge, orchard = told([BRIDGE_STORY, ORCHARD_STORY], client).summaries

    assert "extractive" == bridge.method
    assert "declined" in bridge.notes[0]
    assert "model" == orchard.method


def test_a_story_that_the_answer_left_out_is_asked_for_alone() -> None:
    client = ScriptedClient(draft(BRIDGE_DRAFT), draft(ORCHARD_DRAFT))

    telling = told([BRIDGE_STORY, ORCHARD_STORY], client)

    assert ["model", "model"] == [summary.method for summary in telling.summaries]
    assert "Carrow" not in client.user_message(1)


def test_a_story_told_under_another_is_asked_for_alone() -> None:
    """A draft without one sentence of its own story is a mix-up, not a draft to repair."""
    mixed_up = drafted(2, "Carrow Bridge closed", (BRIDGE_LEAD, [5]), (FERRIES, [7]))
    client = ScriptedClient(draft(BRIDGE_DRAFT, mixed_up), draft(ORCHARD_DRAFT))

    telling = told([BRIDGE_STORY, ORCHARD_STORY], client)

    assert ["model", "model"] == [summary.method for summary in telling.summaries]
    assert 2 == len(client.bodies)


def test_right_words_with_wrong_numbers_are_not_asked_for_again() -> None:
    """A small model counts badly; a copy's evidence is found all the same."""
    counted_badly = drafted(2, "Late frost destroys apple blossom", (FROST, [1]), (HARVEST, [9]))
    client = ScriptedClient(draft(BRIDGE_DRAFT, counted_badly))

    orchard = told([BRIDGE_STORY, ORCHARD_STORY], client).summaries[1]

    assert 1 == len(client.bodies)
    assert [("orchard", 0), ("orchard", 2)] == [point.citations[0] for point in orchard.points]


def test_a_story_too_long_for_the_model_is_shortened_once() -> None:
    """What cannot be read whole is read in part, and the reader is told."""
    client = ScriptedClient(
        Reply(text="", finish="too_long"),
        draft(drafted(1, "Carrow Bridge closed until June", (BRIDGE_LEAD, [1]))),
    )

    summary = told([BRIDGE_STORY], client).summaries[0]

    assert "model" == summary.method
    assert "were not shown to the model" in summary.notes[0]
    assert len(client.user_message(1)) < len(client.user_message(0))


def test_a_fault_of_our_own_costs_its_story_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """The others are told, and the editor reads which one was not, and why."""

    def breaks(summary: Summary, evidence: Evidence, **more: Any) -> Summary:
        if evidence.articles[0].id in BRIDGE_STORY.articles:
            raise ZeroDivisionError("no days")
        return with_findings(summary, evidence, **more)

    monkeypatch.setattr("digest.telling.unaided.with_findings", breaks)
    heard: list[Event] = []

    bridge, orchard = tell(
        [BRIDGE_STORY, ORCHARD_STORY],
        ARTICLES,
        client=None,
        prompts=loader("prompts"),
        options=TellOptions(),
        now=NOW,
        report=heard.append,
    ).summaries

    assert () == bridge.points
    assert orchard.points
    [note] = [event.note for event in heard if event.note]
    assert ARTICLES[BRIDGE_STORY.articles[0]].title in note
    assert "ZeroDivisionError: no days" in note


def test_a_cut_answer_gets_more_room_then_a_shorter_story_then_extraction() -> None:
    cut = Reply(text='{"stories":[{"story":1,"head', finish="length")
    client = ScriptedClient(cut, cut, cut, cut)

    summary = told([BRIDGE_STORY], client).summaries[0]

    rooms = [body["max_completion_tokens"] for body in client.bodies]
    assert [rooms[0] * 4, rooms[2] * 4] == [rooms[1], rooms[3]]  # type: ignore[operator]
    assert "extractive" == summary.method
    assert "cut off" in summary.notes[0]


def test_a_dead_api_stops_the_spending_at_once() -> None:
    """After a key that is refused nothing more is sent; the whole edition is there and says so."""
    client = ScriptedClient(LlmRejected("api.example refused the key (401)"))

    telling = told([BRIDGE_STORY, ORCHARD_STORY, DAM_STORY], client, ALONE)

    assert 1 == len(client.bodies)
    assert ["extractive"] * 3 == [summary.method for summary in telling.summaries]
    assert isinstance(telling.failed, LlmRejected)
    assert "refused the key" in str(telling.failed)
    assert "3 of 3 stories" in telling.notices[0]


def test_an_outage_on_the_way_loses_nothing_that_was_paid() -> None:
    """One story is told by extraction; the next build goes on where this one broke."""
    outage = [LlmUnavailable("api.example answered 503")] * 2
    answers = MemoryAnswers()
    client = ScriptedClient(
        draft(BRIDGE_DRAFT), *outage, patience=Patience(attempts=2), answers=answers
    )
    stories = [BRIDGE_STORY, ORCHARD_STORY]

    telling = told(stories, client, ALONE)
    later = told(stories, ScriptedClient(draft(ORCHARD_DRAFT), answers=answers), ALONE)

    assert ["model", "extractive"] == [s.method for s in telling.summaries]
    assert telling.failed is None
    assert ["model", "model"] == [summary.method for summary in later.summaries]
    assert 2 == later.usage.requests


def test_an_interruption_ends_all_asking(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C while groups are under way: none goes on asking, and what was paid is kept."""
    answers = MemoryAnswers()
    client, judge = ScriptedClient(draft(BRIDGE_DRAFT), answers=answers), ScriptedClient()

    def interrupted(
        ask: Callable[[object], object], asked: Sequence[object], _: int
    ) -> Iterator[object]:
        yield ask(asked[0])
        raise KeyboardInterrupt

    monkeypatch.setattr(writer, "in_order", interrupted)
    with pytest.raises(KeyboardInterrupt):
        told([BRIDGE_STORY], client, judge=judge)
    monkeypatch.undo()

    assert isinstance(client.failure, LlmUnavailable)
    assert isinstance(judge.failure, LlmUnavailable)
    later = ScriptedClient(answers=answers)
    assert "model" == told([BRIDGE_STORY], later).summaries[0].method
    assert [] == later.bodies


QUARRY = article("quarry", "Tarn Echo", "The quarry at Mossel closed on Monday, its owner said.")
QUARRY_DRAFT = drafted(1, "Quarry at Mossel closes", ("Mossel's quarry closed Monday.", [1]))


class Slow(ScriptedClient):
    """Tells of the quarry when something else has been judged."""

    def __init__(self) -> None:
        super().__init__(workers=4)
        self.has_judged = threading.Event()

    def _said(self, body: Mapping[str, object]) -> Reply:
        user = user_text(body)
        if form_of(body) == "judgement":
            reply = self._judged(user)
            if self.judgings:
                self.has_judged.set()
            return reply
        if "quarry" in user:
            assert self.has_judged.wait(10)
            return Reply(text=json.dumps(draft(QUARRY_DRAFT)))
        return Reply(text=json.dumps(draft(BRIDGE_DRAFT if "Carrow" in user else ORCHARD_DRAFT)))


def test_a_story_is_judged_while_a_slower_one_is_written(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stories wait for those alone with whom they share a request."""
    monkeypatch.setattr(judge, "MOST_SENTENCES", 5)
    client, stories = Slow(), [BRIDGE_STORY, ORCHARD_STORY, story(3, QUARRY)]

    telling = told(stories, client, ALONE, {**ARTICLES, QUARRY.id: QUARRY})

    assert ["model"] * 3 == [summary.method for summary in telling.summaries]
    assert [4, 4] == [len(judged_sentences(asked)) - 1 for asked in client.judgings]


def test_the_budget_is_kept() -> None:
    """With four requests allowed the second story is told by extraction, and the reader is told."""
    purse = Purse(Limits(requests=EXAM_REQUESTS + 1))
    client = ScriptedClient(draft(BRIDGE_DRAFT), purse=purse)

    telling = told([BRIDGE_STORY, ORCHARD_STORY], client, ALONE)

    assert "extractive" == telling.summaries[1].method
    assert EXAM_REQUESTS + 1 == telling.usage.requests
    assert any("budget of 3 requests" in notice for notice in telling.notices)
    assert telling.failed is None


def test_a_second_build_asks_nothing() -> None:
    """The same stories are paid for once: the exam, drafts, judging and repairs."""
    wrong = "Inspectors found cracks in 44 of the 60 steel hangers of the bridge."
    answers = MemoryAnswers()
    first = ScriptedClient(
        draft(drafted(1, "Carrow Bridge closed until June", (BRIDGE_LEAD, [1]), (wrong, [2]))),
        {"sentences": [{"sentence": 1, "text": CRACKS, "cites": [2]}]},
        answers=answers,
    )
    again = ScriptedClient(answers=answers)

    one, two = told([BRIDGE_STORY], first), told([BRIDGE_STORY], again)

    assert one.summaries == two.summaries
    assert EXAM_REQUESTS + 3 <= one.usage.requests
    assert [] == again.bodies
    assert 0 == two.usage.requests


def test_the_same_edition_whatever_comes_first() -> None:
    """Answers on several threads give what one thread gives."""
    answers = MemoryAnswers()
    stories = [BRIDGE_STORY, ORCHARD_STORY]
    one = told(
        stories, ScriptedClient(draft(BRIDGE_DRAFT), draft(ORCHARD_DRAFT), answers=answers), ALONE
    )

    many = told(stories, ScriptedClient(answers=answers, workers=4), ALONE)

    assert one.summaries == many.summaries


def test_a_summary_in_another_language_goes_back() -> None:
    """A German story told in English is written again in German."""
    english = "The dam near the town will be renewed by autumn at a cost of 12 million."
    german = "Der Staudamm bei Lüders wird bis zum Herbst für 12 Millionen Euro erneuert."
    client = ScriptedClient(
        draft(drafted(1, "Staudamm bei Lüders wird erneuert", (english, [1]))),
        {"sentences": [{"sentence": 1, "text": german, "cites": [1]}]},
    )

    summary = told([DAM_STORY], client).summaries[0]

    assert "not written in German" in client.user_message(1)
    assert [german] == [point.text for point in summary.points]


def test_the_same_fact_is_told_once() -> None:
    twice = "The Carrow Bridge in Velmouth stays closed to all traffic until June."
    client = ScriptedClient(
        draft(drafted(1, "Carrow Bridge closed", (BRIDGE_LEAD, [1]), (twice, [1]), (CRACKS, [2])))
    )

    summary = told([BRIDGE_STORY], client).summaries[0]

    assert [BRIDGE_LEAD, CRACKS] == [point.text for point in summary.points]


def test_a_point_of_several_sentences_is_taken_apart() -> None:
    """Each sentence that is printed has evidence of its own."""
    both = f"{FROST} {HARVEST}"
    client = ScriptedClient(draft(drafted(1, "Late frost destroys apple blossom", (both, [1, 3]))))

    points = told([ORCHARD_STORY], client).summaries[0].points

    assert [FROST, HARVEST] == [point.text for point in points]
    assert {("orchard", 0), ("orchard", 2)} == set(points[0].citations)


def test_a_judge_that_goes_away_is_missed_aloud() -> None:
    """What nobody has read is withheld, and the edition says so."""
    judge = ScriptedClient(model="judge", purse=Purse(Limits(requests=EXAM_REQUESTS)))

    telling = told([BRIDGE_STORY], ScriptedClient(draft(BRIDGE_DRAFT)), judge=judge)

    assert "extractive" == telling.summaries[0].method
    assert BRIDGE_LEAD in [rejected.text for rejected in telling.summaries[0].rejected]
    assert any("no judge has read them" in notice for notice in telling.notices)


def test_an_answer_with_markup_or_links_is_not_printed() -> None:
    """What a model is talked into never reaches an output."""
    linked = "Velmouth's Carrow Bridge will stay closed until June, see https://evil.example/now."
    client = ScriptedClient(
        draft(
            drafted(
                1, "<b>Carrow</b> Bridge closed", (BRIDGE_LEAD, [1]), (CRACKS, [2]), (linked, [1])
            )
        ),
    )

    summary = told([BRIDGE_STORY], client, TellOptions(repairs=0)).summaries[0]

    printed = json.dumps([summary.headline, [point.text for point in summary.points]])
    assert "evil" not in printed
    assert "<b>" not in printed
    assert [BRIDGE_LEAD, CRACKS] == [point.text for point in summary.points]


def test_numbers_of_another_story_prove_nothing() -> None:
    """A fact of the orchard under the bridge has no evidence there, whatever it cites."""
    alien = "Growers of the Mossel valley expect the smallest harvest since 2017."
    client = ScriptedClient(
        draft(
            drafted(1, "Carrow Bridge closed", (BRIDGE_LEAD, [1]), (CRACKS, [2]), (alien, [10])),
            drafted(2, "Late frost destroys apple blossom", (FROST, [8]), (HARVEST, [10])),
        )
    )

    bridge, orchard = told([BRIDGE_STORY, ORCHARD_STORY], client, TellOptions(repairs=0)).summaries

    assert [alien] == [rejected.text for rejected in bridge.rejected]
    assert HARVEST in [point.text for point in orchard.points]


def test_a_story_of_an_empty_article_asks_nothing() -> None:
    empty = article("empty", "Silent Herald")
    client = ScriptedClient()

    telling = told([story(1, empty)], client, articles={"empty": empty})

    assert [] == client.bodies
    assert "extractive" == telling.summaries[0].method


def test_the_plan_is_what_is_asked() -> None:
    """A dry run names the requests of a build without repairs: exam, drafts and judging."""
    stories = [BRIDGE_STORY, ORCHARD_STORY]
    client = ScriptedClient(draft(BRIDGE_DRAFT), draft(ORCHARD_DRAFT))

    planned = plan(stories, ARTICLES, prompts=loader("prompts"), options=ALONE)
    telling = told(stories, client, ALONE)

    kinds = [request.what for request in planned.requests]
    assert ["exam", "exam", "draft", "draft", "judging"] == kinds
    drafts = [request for request in planned.requests if request.what == "draft"]
    assert [("story-bridge-post",), ("story-orchard",)] == [r.stories for r in drafts]
    assert len(planned.requests) == telling.usage.requests
    assert planned.input_tokens > planned.article_tokens > 100
    assert planned.input_tokens / planned.article_tokens == planned.overhead
    assert planned.output_tokens > 0


def test_the_exam_for_comparing_is_planned() -> None:
    """A build whose stories are chosen pays for an exam too, where groups are in doubt."""
    planned = plan(
        [BRIDGE_STORY],
        ARTICLES,
        prompts=loader("prompts"),
        options=TellOptions(mode="choose"),
        languages=["de"],
    )

    assert {"exam"} == {request.what for request in planned.requests}


def test_an_exam_that_was_sat_is_not_planned_again() -> None:
    answers = MemoryAnswers()
    told([BRIDGE_STORY], ScriptedClient(draft(BRIDGE_DRAFT), answers=answers))

    planned = plan(
        [BRIDGE_STORY],
        ARTICLES,
        reader=ScriptedClient(answers=answers),
        prompts=loader("prompts"),
        options=ALONE,
    )

    assert ["draft", "judging"] == [request.what for request in planned.requests]


def test_a_model_that_fails_its_exam_writes_nothing() -> None:
    """It believes everything, so nothing that it writes could be believed."""
    client = ScriptedClient(draft(BRIDGE_DRAFT), is_fit=False)

    telling = told([BRIDGE_STORY], client)

    assert [] == client.bodies
    assert 1 == telling.usage.requests
    assert "model" != telling.summaries[0].method
    assert "scripted may not write here" in telling.notices[0]


def test_another_judge_lets_a_weak_writer_write() -> None:
    client, judge = ScriptedClient(draft(BRIDGE_DRAFT), is_fit=False), ScriptedClient(model="wise")

    summary = told([BRIDGE_STORY], client, judge=judge).summaries[0]

    assert "model" == summary.method
    assert "wise" == summary.points[0].proof.model


def test_writing_without_a_judge_that_passed_is_refused() -> None:
    """Whoever asks for prose at any price is told what it lacks."""
    client = ScriptedClient(is_fit=False)

    with pytest.raises(ConfigError, match=r"needs a judge that passed.*caught 0 of"):
        told([BRIDGE_STORY], client, TellOptions(mode="write"))


def test_a_language_is_examined_by_itself() -> None:
    """A German story needs the German paper, and no other is sat for it."""
    client = ScriptedClient(draft(drafted(1, "Staudamm wird erneuert", (DAM.sentence(0), [1]))))

    telling = told([DAM_STORY], client)

    assert "model" == telling.summaries[0].method
    assert 1 + 1 + 1 == telling.usage.requests


def test_a_lone_second_thought_is_no_story() -> None:
    """When all but one sentence of several are lost, extraction tells more."""
    wrong = ["The mayor of Velmouth resigned.", "Nobody was hurt in the collapse of the tower."]
    points = [(BRIDGE_LEAD, [1]), *((text, [2]) for text in wrong)]
    client = ScriptedClient(
        draft(drafted(1, "Carrow Bridge closed", *points)), doubts=dict.fromkeys(wrong, 99)
    )

    summary = told([BRIDGE_STORY], client, TellOptions(repairs=0)).summaries[0]

    assert "extractive" == summary.method
    assert "too little" in summary.notes[0]
    assert set(wrong) <= {rejected.text for rejected in summary.rejected}


def test_many_faulty_sentences_are_sent_in_several_requests() -> None:
    """Each goes once, in order, with evidence of its own, within the budget."""
    task = task_of(BRIDGE_STORY, Evidence([ARTICLES[i] for i in BRIDGE_STORY.articles]), 10_000)
    faulty = Sentence(
        text="The tower fell.", citations=(), faults=(Fault("names", "no"),), point=None
    )
    items = [Item(place, task, faulty, task.shown[:2]) for place in range(40)]

    found = list(sheets(items, 400, 6))

    assert items == [item for sheet in found for item in sheet.items]
    assert all(
        len(sheet.items) <= 16 and sum(i.tokens for i in sheet.items) <= 400 for sheet in found
    )
    assert task.shown[:1] == found[0].citations(found[0].items[1], [3, 3, 1, 0, 999])


def test_progress_is_reported() -> None:
    events: list[Event] = []
    tell(
        [BRIDGE_STORY],
        ARTICLES,
        client=ScriptedClient(draft(BRIDGE_DRAFT)),
        prompts=loader("prompts"),
        options=TellOptions(),
        now=NOW,
        report=events.append,
    )

    assert "check" == events[-1].stage
    assert 1 == events[-1].done


def test_what_is_printed_is_what_the_judge_has_read() -> None:
    """No word of a model's is mended behind its judge: headlines and points stand as they were."""
    story_ = drafted(
        1, "Carrow  Bridge closed until June.", (f"  {BRIDGE_LEAD}", [1]), (CRACKS, [2])
    )
    client = ScriptedClient(draft(story_), doubts={BRIDGE_LEAD: 7})

    summary = told([BRIDGE_STORY], client).summaries[0]

    read = {text for user in client.judgings for text in judged_sentences(user).values()}
    judged = [point.text for point in summary.points if point.proof.kind == "judged"]
    assert judged
    assert {*judged, summary.headline} <= read | {one.title for one in ARTICLES.values()}


def test_a_headline_that_accuses_on_one_outlets_word_is_that_outlets() -> None:
    """However well the model's own was proven, it would be the edition that accuses."""
    bare = article("a", "Tarn Courier", "A clerk was charged with theft on Monday.")
    news = replace(bare, title="Clerk in court")
    loud = drafted(1, "Ferry clerk stole tickets", ("A clerk was charged with theft.", [1]))
    client = ScriptedClient(draft(loud))

    summary = told([story(1, news)], client, articles={news.id: news}).summaries[0]

    assert "Clerk in court" == summary.headline
    assert COPIED == summary.headline_proof


def test_a_lead_over_a_story_is_its_sources_own() -> None:
    """Without titles no sentence of the model's stands there as if it were copied."""
    news = article("a", "Tarn Courier", "A clerk was charged with theft on Monday in Tarn.")
    loud = drafted(1, "Ferry clerk stole tickets", ("On Monday a clerk in Tarn was charged.", [1]))

    summary = told([story(1, news)], ScriptedClient(draft(loud)), articles={"a": news}).summaries[0]

    assert "On Monday a clerk in Tarn was charged." == summary.points[0].text
    assert "A clerk was charged with theft on Monday in Tarn" == summary.headline
