"""What is printed was proven, and what a person changes afterwards is not, until it is again."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from digest import edition, proof
from digest.edition import compose, sealed
from digest.findings import with_findings
from digest.grounding.evidence import Evidence
from digest.grounding.prove import Opinion, prove
from digest.model import (
    COPIED,
    Citation,
    Coverage,
    Digest,
    Edition,
    MadeWith,
    Point,
    Proof,
    Rank,
    Story,
    Summary,
    Usage,
    by_id,
)
from digest.proof.verdicts import Question
from digest.store import digest_file
from tests.summary_stories import FERRY, article

AT = datetime(2026, 3, 13, 6, tzinfo=UTC)
COPY = "The ferry company Tarnline said the ship had passed an inspection in January."
ALONE = (
    "A fisherman, Oskar Brandt, said he had seen the lights of the ferry too close to the cliffs."
)
TOLD = "Lifeboats took everybody on the ferry to Velmouth before dawn on Wednesday."
WHY = "The coastguard has opened an inquiry into the grounding of the ferry off Tarn."
HEADLINE = "Lifeboats empty ferry aground off Tarn"
EDITED = "Lifeboats took everybody to Velmouth before Wednesday's dawn."
FROST = Evidence(
    [
        article(
            "Valley Herald",
            "A late frost destroyed a third of the apple blossom in the Mossel valley.",
            "Growers lit 400 fires between the trees to keep the cold away.",
            title="Frost destroys apple blossom",
        )
    ]
)


def opinion(doubt: int) -> Opinion:
    return Opinion(doubt=doubt, lacking="", model="gpt-5-mini", at=AT)


def believing(questions: Sequence[Question]) -> list[Opinion | None]:
    return [opinion(4) for _ in questions]


def summary(evidence: Evidence, headline: str, *told: str) -> Summary:
    """Points copied or judged with a doubt of 3, as a build leaves them."""
    points = [prove(text, (), evidence, opinion=opinion(3)).point for text in told]
    title = prove(headline, (), evidence, kind="headline", opinion=opinion(7)).point
    assert title is not None
    found = Summary(
        method="model",
        headline=headline,
        headline_proof=title.proof,
        headline_citations=title.citations,
        points=tuple(point for point in points if point is not None),
    )
    assert len(told) == len(found.points)
    return with_findings(found, evidence)


def story(position: int, section: str, evidence: Evidence) -> Story:
    return Story(
        id=f"s{position}",
        thread=f"s{position}",
        section=section,
        rank=Rank(position=position, score=1.0),
        articles=tuple(a.id for a in evidence.articles),
    )


AT_SEA = summary(FERRY, HEADLINE, TOLD, COPY, ALONE)
ON_LAND = summary(FROST, FROST.articles[0].title, FROST.articles[0].sentence(0))


def with_a_lead(digest: Digest) -> Digest:
    """As an editor would have it, with a timeline of two days and why it matters."""
    first, second = digest.stories
    why = prove(WHY, (), FERRY).point
    assert why is not None
    told = replace(first.summary, timeline=AT_SEA.timeline, context=why)
    timed = replace(first, summary=told)
    lead = (AT_SEA.points[0], ON_LAND.points[0])
    return sealed(replace(digest, lead=lead, stories=(timed, second)))


COMPOSED = compose(
    edition=Edition(title="Harbour Notes", number=3, date=AT.date()),
    told=[
        (story(1, "The coast", FERRY), AT_SEA),
        (story(2, "The valley", FROST), ON_LAND),
    ],
    articles=by_id((*FERRY.articles, *FROST.articles)),
    skipped=(),
    usage=Usage(),
    made_with=MadeWith(digest="0.1.0", model="gpt-5-mini", prompts="none"),
)
DIGEST = with_a_lead(COMPOSED)


def changed(*path: str | int, to: object) -> Digest:
    """The edition with one value of its digest.json changed by hand."""
    whole = json.loads(digest_file.dump(DIGEST))
    found: Any = whole
    for key in path[:-1]:
        found = found[key]
    assert found[path[-1]] != to
    found[path[-1]] = to
    return digest_file.parse(json.dumps(whole).encode(), "digest.json")


def faults(digest: Digest, **how: Any) -> dict[str, tuple[str, ...]]:
    return {p.place: p.faults for p in proof.reprove(digest, **how).problems}


FIRST = ("stories", 0, "summary")
EDITS: dict[str, tuple[tuple[str | int, ...], object]] = {
    "headline": (("stories", 0, "headline"), "Ferry sinks with all hands"),
    "headline's evidence": ((*FIRST, "headline_citations", 0, "sentence"), 4),
    "headline's doubt": ((*FIRST, "headline_proof", "doubt"), 0),
    "headline of the summary": ((*FIRST, "headline"), "Ferry sinks with all hands"),
    "context": ((*FIRST, "context", "text"), "The coastguard has closed its inquiry."),
    "role": ((*FIRST, "quotes", 0, "role"), "minister"),
    "speaker": ((*FIRST, "quotes", 0, "speaker"), "Oskar Brandt"),
    "rest": (
        (*FIRST, "quotes", 0, "rest"),
        {"text": "Nobody will ever sail again.", "start": 0, "end": 28},
    ),
    "rest of elsewhere": (
        (*FIRST, "quotes", 0, "rest"),
        {
            "text": AT_SEA.quotes[0].text,
            "start": AT_SEA.quotes[0].start,
            "end": AT_SEA.quotes[0].end,
        },
    ),
    "day": ((*FIRST, "timeline", 0, "day"), "2026-03-09"),
    "label": ((*FIRST, "differences", 0, "about"), "people killed"),
    "side": ((*FIRST, "differences", 0, "positions", 0, "citations", 0, "sentence"), 3),
    "source": (("articles", 0, "source"), "The Times"),
    "url": (("articles", 0, "url"), "https://elsewhere.example/"),
    "date": (("articles", 0, "published"), "2026-03-11T18:00:00Z"),
    "title": (("articles", 0, "title"), "Ferry sinks"),
    "doubt": ((*FIRST, "points", 0, "proof", "doubt"), 0),
    "judge": ((*FIRST, "points", 0, "proof", "model"), "a better one"),
    "kind": ((*FIRST, "points", 0, "proof", "kind"), "copied"),
    "sentence": ((*FIRST, "points", 0, "text"), EDITED),
    "evidence": ((*FIRST, "points", 0, "citations", 0, "sentence"), 0),
    "lead": (("lead", 0, "text"), "All 214 passengers of the ferry off Tarn drowned."),
    "section": (("stories", 0, "section"), "Obituaries"),
    "method": ((*FIRST, "method"), "extractive"),
    "edition's title": (("edition", "title"), "Ferry sinks"),
    "model": (("made_with", "model"), "nobody"),
}


@pytest.mark.parametrize("what", EDITS)
def test_nothing_can_be_slipped_into_an_edition(what: str) -> None:
    """Whatever a hand changes is refused, and `--cite` does not make it proven."""
    path, new = EDITS[what]
    edited = changed(*path, to=new)

    assert faults(edited)
    assert faults(proof.cite_again(edited))


@pytest.mark.parametrize("what", ["role", "rest", "rest of elsewhere", "day", "label", "side"])
def test_a_falsehood_is_refused_whatever_its_seal(what: str) -> None:
    """Who seals an edition anew has not made it true: seals are no signatures."""
    path, new = EDITS[what]

    assert faults(sealed(changed(*path, to=new)))


def test_an_invented_headline_is_no_headline_of_an_article() -> None:
    """Nor is it a copy because the edition says so."""
    first, *others = DIGEST.stories
    invented = replace(
        first,
        headline="Ferry sinks with all hands",
        summary=replace(first.summary, headline_proof=COPIED, headline_citations=()),
    )

    found = faults(sealed(replace(DIGEST, stories=(invented, *others))))

    assert {"story 1, headline"} == set(found)


def test_an_edition_is_proven_as_it_was_built() -> None:
    """Offline: copies by themselves, the rest by the opinion that was given, veto by veto."""
    again = digest_file.parse(digest_file.dump(DIGEST).encode(), "digest.json")

    found = proof.reprove(again)

    assert () == found.problems
    assert again == DIGEST
    assert {3, 7} == {p.doubt for p in found.proofs if p.kind == "judged"}


def test_a_veto_stands_against_a_judge() -> None:
    """A number that no article has is refused though somebody put a judge's name under it."""
    edited = changed(*FIRST, "points", 0, "text", to=TOLD.replace("everybody", "300 people"))

    assert "numbers: " in " ".join(faults(sealed(edited))["story 1, point 1"])


def test_a_doubt_over_the_threshold_is_refused() -> None:
    """The edition itself tells that its judge did not believe it."""
    edited = sealed(changed(*FIRST, "points", 0, "proof", "doubt", to=60))

    assert faults(edited)["story 1, point 1"][0].startswith("judge: ")
    lenient = replace(edited, made_with=replace(edited.made_with, threshold=70))
    assert {} == faults(sealed(lenient))


def test_an_opinion_falls_with_its_evidence() -> None:
    """What was judged was judged beside other words."""
    text = DIGEST.articles[1].text.replace("before dawn", "after dawn")
    assert "after dawn" in text
    edited = changed("articles", 1, "text", to=text)

    assert "story 1, point 1" in faults(edited)


def test_a_story_cannot_hide_behind_another() -> None:
    """Two of one name: the first would be printed, and the second looked at."""
    false = replace(DIGEST.stories[1], headline="Ferry sinks with all hands")

    found = faults(replace(DIGEST, stories=(false, *DIGEST.stories)))

    assert "story 2, headline" in found


def test_an_edition_of_an_older_release_is_read() -> None:
    """It has no proofs: its copies are proven, and of the rest `check` says that nobody judged."""
    whole = json.loads(digest_file.dump(DIGEST))
    for told in whole["stories"]:
        del told["summary"]["headline_proof"], told["summary"]["headline_citations"]
        for point in told["summary"]["points"]:
            del point["proof"]
    old = digest_file.parse(json.dumps(whole).encode(), "digest.json")

    found = faults(sealed(old))

    assert {"story 1, headline", "story 1, point 1"} == set(found)
    assert "nobody has judged it" in found["story 1, point 1"][0]


def test_a_sentence_taken_out_leaves_the_others_proven() -> None:
    """An editor who drops a sentence loses no proof: the rest move up with their opinions."""
    first, *others = DIGEST.stories
    points = (first.summary.points[1], first.summary.points[0])
    cut = replace(first, summary=replace(first.summary, points=points))
    edited = replace(DIGEST, stories=(cut, *others))

    again = proof.cite_again(edited)

    assert {} == faults(again)
    assert 3 == again.stories[0].summary.points[1].proof.doubt


def test_a_sentence_taken_out_is_the_only_edit() -> None:
    """Those that moved up are as they were; one that was put in another's place is not."""
    [story, *_] = [story for story in DIGEST.stories if len(story.summary.points) > 2]
    name, points = f"story {story.rank.position}, point", story.summary.points

    def with_points(*kept: Point) -> Digest:
        summary = replace(story.summary, points=kept)
        told = replace(story, summary=summary)
        return replace(DIGEST, stories=tuple(told if s is story else s for s in DIGEST.stories))

    assert (f"{name} {len(points)}",) == edition.edited(with_points(*points[1:]))
    assert (f"{name} 2",) == edition.edited(with_points(points[0], points[0], *points[2:]))


def test_a_rewritten_sentence_is_judged_anew_or_not_printed() -> None:
    """`--cite` alone proves copies; with `--judge` a person's own words are read."""
    edited = changed(*FIRST, "points", 0, "text", to=EDITED)
    assert "story 1, point 1" in faults(proof.cite_again(edited))

    again = proof.cite_again(edited, judge=believing)

    point = again.stories[0].summary.points[0]
    assert {} == faults(again)
    assert Proof(kind="judged", model="gpt-5-mini", doubt=4, at=AT) == point.proof
    assert Citation("harbour-post", 3) in point.citations


def test_a_headline_of_one_s_own_is_judged_anew() -> None:
    """It gets its evidence and its proof as a sentence does."""
    edited = changed("stories", 0, "headline", to="Lifeboats save passengers of ferry off Tarn")

    again = proof.cite_again(edited, judge=believing)

    assert {} == faults(again)
    assert again.stories[0].summary.headline_citations
    assert 4 == again.stories[0].summary.headline_proof.doubt


def test_a_lead_sentence_finds_evidence_in_any_story() -> None:
    """Also where it cites nothing yet, or another story."""
    new = FROST.articles[0].sentence(1)
    whole = json.loads(digest_file.dump(DIGEST))
    whole["lead"][0]["text"] = new
    whole["lead"][0]["citations"] = []

    again = proof.cite_again(digest_file.parse(json.dumps(whole).encode(), "digest.json"))

    assert {} == faults(again)
    assert (Citation("valley-herald", 1),) == again.lead[0].citations


def test_a_lead_that_repeats_a_sentence_takes_its_proof() -> None:
    """What was judged in its story needs no second judge in the lead."""
    edited = changed("lead", 1, "text", to=TOLD)

    again = proof.cite_again(edited)

    assert {} == faults(again)
    assert DIGEST.stories[0].summary.points[0].proof == again.lead[1].proof


def test_the_judge_is_asked_about_all_that_is_no_copy() -> None:
    """Lead and headlines too, with what they cite, and nothing that is a copy."""
    seen: list[Question] = []

    def ask(questions: Sequence[Question]) -> list[Opinion | None]:
        seen.extend(questions)
        return believing(questions)

    assert {} == faults(DIGEST, judge=proof.asked_once(ask))
    assert [(TOLD, "sentence"), (HEADLINE, "headline")] == [(q[0], q[2]) for q in seen]
    assert DIGEST.stories[0].summary.points[0].citations == seen[0][1]


def test_a_sentence_that_the_judge_doubts_by_now_is_reported() -> None:
    """`--judge` takes the new opinion; where there is none, the sentence counts as unread."""
    doubted = faults(DIGEST, judge=lambda questions: [opinion(90) for _ in questions])
    unread = faults(DIGEST, judge=lambda questions: [None for _ in questions])

    assert {"lead, point 1", "story 1, headline", "story 1, point 1"} == set(doubted)
    assert doubted.keys() == unread.keys()
    assert "the judge gave no opinion" in unread["story 1, point 1"][0]


def test_the_originals_settle_source_address_and_date() -> None:
    """Not the text alone: an edition that names another outlet for it is found out."""
    originals = by_id(FERRY.articles)
    for what in ("source", "url", "date", "title"):
        path, new = EDITS[what]
        found = faults(sealed(changed(*path, to=new)), originals=originals)

        assert any("is not the original's" in fault for one in found.values() for fault in one)


def test_coverage_still_adds_up() -> None:
    """The fixture itself: an edition of two stories."""
    assert Coverage(read=4, told=2, copies=0, merged=2, left_out=0) == DIGEST.coverage
