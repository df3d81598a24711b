"""An edition says each thing once: nothing that stands in it stands there twice."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from email import message_from_bytes
from email.policy import default

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from lxml import html

from digest import Digest
from digest.edition import compose
from digest.findings import with_findings
from digest.grounding.evidence import Evidence
from digest.model import Article, Edition, MadeWith, Moment, Summary, Usage, by_id
from digest.rendering import Look, render
from digest.resources import loader
from digest.telling.extractive import extract
from tests.summary_stories import article
from tests.told_stories import story

NOW = datetime(2026, 3, 14, 6, tzinfo=UTC)
SENTENCES = (
    "The Tarn ferry ran aground off the harbour wall on Tuesday evening.",
    "Nine people were hurt when the Tarn ferry ran aground, the coastguard said.",
    "Twelve people were hurt when the Tarn ferry ran aground, the coastguard said.",
    "“We will not sail again before every lifeboat has been tested,” said Ada Quill, the harbour master.",
    "Harbour master Ada Quill said: “We will not sail again before every lifeboat has been tested.”",
    "Divers searched the hull of the Tarn ferry for cracks on Wednesday morning.",
    "The Tarn ferry was towed to the yard at Ellery on Thursday afternoon.",
    "The harbour board of Tarn reopened the ferry quay on Friday, 13 March.",
    "The board spent 40 million pounds on the new ferry quay in Tarn.",
)
TITLES = ("Tarn ferry aground, nine hurt", "Ferry quay in Tarn opens again")
OUTLETS = ("Harbour Post", "Northern Wire", "Daily Lantern")
WORD = r"[^\W_]+"

texts = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=7, unique=True)
reports = st.lists(st.tuples(st.sampled_from(TITLES), texts), min_size=1, max_size=3)


def edition(stories: Sequence[tuple[Sequence[Article], Summary]]) -> Digest:
    articles = by_id([member for members, _ in stories for member in members])
    return compose(
        edition=Edition(title="Harbour Notes", number=3, date=NOW.date()),
        told=[
            (story(n, *members), summary) for n, (members, summary) in enumerate(stories, start=1)
        ],
        articles=articles,
        skipped=(),
        usage=Usage(),
        made_with=MadeWith(digest="0.1.0", model=None, prompts="none"),
    )


def told(members: Sequence[Article]) -> tuple[Sequence[Article], Summary]:
    evidence = Evidence(members)
    return members, with_findings(extract(evidence), evidence)


def in_town(number: int, told: str) -> str:
    return told.replace("Tarn", ("Tarn", "Velmouth", "Ostby")[number])


def words(text: str) -> str:
    return f" {' '.join(re.findall(WORD, text.casefold()))} "


def visible(digest: Digest, form: str) -> str:
    """The words that a reader sees without unfolding anything."""
    written = render(digest, form, Look(templates=loader("templates", None)))
    if form == "eml":
        body = message_from_bytes(written, policy=default).get_body(("html",))
        assert body is not None
        written = body.get_content().encode()
    if form in {"html", "eml"}:
        page = html.document_fromstring(written)
        for hidden in page.xpath("//style | //head | //*[@class='preview' or @class='excerpts']"):
            hidden.drop_tree()
        return words(" ".join(page.itertext()))
    return words(written.decode())


@given(st.lists(reports, min_size=1, max_size=3))
@settings(max_examples=5, phases=(Phase.explicit, Phase.reuse, Phase.generate))
def test_no_sentence_stands_twice(invented: list[list[tuple[str, list[str]]]]) -> None:
    """Not in lead, points, quotations, differences and timeline, in any form."""
    digest = edition(
        [
            told(
                [
                    article(
                        f"{outlet} {number}",
                        *(in_town(number, one) for one in sentences),
                        title=in_town(number, title),
                    )
                    for outlet, (title, sentences) in zip(OUTLETS, members, strict=False)
                ]
            )
            for number, members in enumerate(invented)
        ]
    )

    for form in ("markdown", "html", "text", "eml"):
        seen = visible(digest, form)
        for sentence in (*SENTENCES, "We will not sail again before every lifeboat"):
            for number in range(len(invented)):
                assert seen.count(words(in_town(number, sentence))) <= 1, form


@pytest.mark.parametrize("title", [SENTENCES[0].rstrip("."), ""])
def test_a_headline_is_not_told_again_below_it(title: str) -> None:
    """The story goes on with its next sentence; one that has no other keeps it, with its source."""
    whole = [article("Harbour Post", *SENTENCES[:1], *SENTENCES[5:], title=title)]
    brief = [article("Harbour Post", SENTENCES[0], title=title)]

    assert SENTENCES[0] not in {p.text for p in edition([told(whole)]).stories[0].summary.points}
    assert [SENTENCES[0]] == [p.text for p in edition([told(brief)]).stories[0].summary.points]


def test_a_second_story_does_not_repeat_the_first() -> None:
    """But where it has nothing else to say."""
    first = told([article("Harbour Post", *SENTENCES[:3], title=TITLES[0])])
    second = told([article("Northern Wire", *SENTENCES[5:], title=TITLES[1])])
    [point, *_] = first[1].points
    again = replace(second[1], points=(point, *second[1].points))
    alone = replace(second[1], points=(point,))

    assert second[1].points == edition([first, (second[0], again)]).stories[1].summary.points
    assert (point,) == edition([first, (second[0], alone)]).stories[1].summary.points


def test_a_timeline_of_three_days_is_shown_without_what_is_told() -> None:
    """The edition has every day; the points tell two of them as well."""
    members = [article("Harbour Post", *SENTENCES, title=TITLES[0])]
    summary = told(members)[1]
    days = [
        Moment(day=date(2026, 3, 10 + n), point=replace(summary.points[0], text=text))
        for n, text in enumerate(SENTENCES[5:8])
    ]

    def shown(*timeline: Moment, points: tuple[str, ...] = ()) -> list[int]:
        some = tuple(replace(summary.points[0], text=text) for text in points)
        changed = replace(summary, points=some or summary.points[:1], timeline=timeline)
        composed = edition([(members, changed)])
        assert timeline == composed.stories[0].summary.timeline
        text = render(composed, "markdown", Look(templates=loader("templates", None))).decode()
        return [int(day) for day in re.findall(r"^- \*\*(\d+) March", text, re.MULTILINE)]

    assert [10, 11, 12] == shown(*days)
    assert [] == shown(*days[:2])
    assert [11, 12] == shown(*days, points=SENTENCES[5:6])
    assert [] == shown(*days, points=SENTENCES[5:7])


def test_a_second_story_has_no_step_that_the_first_told() -> None:
    first = told([article("Harbour Post", *SENTENCES[:3], title=TITLES[0])])
    second = told([article("Northern Wire", *SENTENCES[5:], title=TITLES[1])])
    steps = tuple(Moment(day=date(2026, 3, 10), point=s.points[0]) for s in (first[1], second[1]))
    again = replace(second[1], timeline=steps)

    assert steps[1:] == edition([first, (second[0], again)]).stories[1].summary.timeline
