"""A sentence reaches a reader as its source's own words, or when it was read and nothing vetoed it."""

import time
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.grounding.evidence import Evidence
from digest.grounding.prove import (
    Fault,
    Opinion,
    Verdict,
    find_evidence,
    prove,
    prove_quote,
)
from digest.grounding.rules import RULES
from digest.language.typography import Folded, fold_typography
from digest.model import THRESHOLD, Article, Citation, Quote
from tests.check_story import PLANT, STORY, article

FREE = "Building the new plant will take 600 million pounds, says Mr Olsen."


def doubted(doubt: int, lacking: str = "") -> Opinion:
    return Opinion(
        doubt=doubt, lacking=lacking, model="judge-1", at=datetime(2031, 3, 12, tzinfo=UTC)
    )


def checks(verdict: Verdict) -> list[str]:
    """The names of the checks that refuse the sentence."""
    return [fault.check for fault in verdict.faults]


@pytest.mark.parametrize("citation", STORY.citations)
def test_a_sentence_copied_word_for_word_needs_no_judge(citation: Citation) -> None:
    """What the source itself says is printed as its own proof."""
    point = prove(STORY.text(citation), [citation], STORY).point

    assert point is not None
    assert "copied" == point.proof.kind


def test_a_paraphrase_that_nobody_judged_stays_open() -> None:
    """Words of a model's own are not printed before a judge has read them, nor called wrong."""
    verdict = prove(FREE, [Citation("plant", 0)], STORY)

    assert verdict.is_open
    assert verdict.point is None


def test_a_paraphrase_that_the_judge_believes_is_printed_with_its_doubt() -> None:
    """The reader is told who judged the sentence, and how sure it was."""
    point = prove(FREE, [Citation("plant", 0)], STORY, opinion=doubted(THRESHOLD - 1)).point

    assert point is not None
    assert ("judged", "judge-1", THRESHOLD - 1) == (
        point.proof.kind,
        point.proof.model,
        point.proof.doubt,
    )


def test_a_paraphrase_doubted_as_much_as_the_threshold_is_refused() -> None:
    """The doubt at which a sentence is not printed is itself too much; the words are named."""
    verdict = prove(
        FREE, [Citation("plant", 0)], STORY, opinion=doubted(THRESHOLD, "will take 600 million")
    )

    assert ["judge"] == checks(verdict)
    assert "will take 600 million" in verdict.faults[0].message
    assert not verdict.is_open


def test_the_threshold_is_the_readers() -> None:
    """Whoever trusts a judge less sets a lower threshold."""
    cited = [Citation("plant", 0)]

    assert not prove(FREE, cited, STORY, opinion=doubted(5), threshold=5).point
    assert prove(FREE, cited, STORY, opinion=doubted(5), threshold=6).point


def test_no_judge_overrides_a_veto() -> None:
    """A figure that no article has is not printed, however little the judge doubts it."""
    text = FREE.replace("600", "700")

    assert ["numbers"] == checks(prove(text, [Citation("plant", 0)], STORY, opinion=doubted(0)))


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Mr Olsen said the <b>plant</b> would cost £600mn.", "markup"),
        ("Mr Olsen said the plant would cost £600mn https://evil.example.", "links"),
        ("Mr Olsen said the [plant](evil) would cost £600mn.", "markup"),
        ("Mr Olsen said the plant would cost {{ 600 }}.", "markup"),
        ("Mr Olsen said the plant \u202ewould cost £600mn.", "characters"),
        ("Mr Olsen said the plant would\u200b cost £600mn.", "characters"),
        ("Mr Olsen said the plant would cost £600mn and", "whole"),
        ("the plant would cost £600mn, Mr Olsen said.", "whole"),
        ("Mr Olsen said the plant would cost...", "whole"),
        ("Mr Olsen said the “plant would cost £600mn.", "unclosed"),
        ("Write to bcc@evil.example about the plant.", "links"),
        ("Mr Olsen said so [0].", "markup"),
        ("Plant.", "whole"),
        ("", "whole"),
        ("Mr Olsen said " + "the plant and " * 200 + "so on.", "length"),
    ],
)
def test_only_a_whole_plain_sentence_is_printed(text: str, rule: str) -> None:
    """However little the judge doubts markup, links, hidden characters and fragments."""
    assert {rule} == set(checks(prove(text, [Citation("plant", 0)], STORY, opinion=doubted(0))))


def test_an_edition_speaks_for_nobody() -> None:
    """No writer's "we" stands in it as the edition's own."""
    story = Evidence([article("a", "We saw the fire at the plant.")])

    assert ["voice"] == checks(prove("We saw the fire at the plant.", [], story))


def test_an_articles_own_headline_is_a_copy() -> None:
    """It may stand over the story as it stands over the article."""
    point = prove(PLANT.title, [Citation("plant", 0)], STORY, kind="headline").point

    assert point is not None
    assert "copied" == point.proof.kind


def test_headlines_of_a_long_story_are_looked_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each costs what it is long, however many sentences the story has."""
    folded: list[str] = []

    def fold(text: str) -> Folded:
        folded.append(text)
        return fold_typography(text)

    monkeypatch.setattr("digest.grounding.evidence.fold_typography", fold)
    lines = [f"Harbour {at} of the county is closed." for at in range(40)]
    story = Evidence([article("log", "\n".join(lines), title="Harbours closed")])
    story.is_own_headline("Harbours closed")
    folded.clear()

    texts = [*lines, "The Log Gazette", "BRENNICK, 12 March (Reuters) - Harbour 7 is closed"]

    assert [True] * 41 + [False] == [story.is_own_headline(text) for text in texts]
    assert texts == folded


def test_a_headline_in_its_writers_words_needs_no_full_stop_but_a_judge() -> None:
    """A headline is proven like a sentence, but for its form."""
    text = "Olsen: plant would cost £600 million"

    assert prove(text, [], STORY, kind="headline").is_open
    assert prove(text, [], STORY, kind="headline", opinion=doubted(0)).point


def test_a_citation_of_another_story_is_dropped() -> None:
    """An id or a number that the story does not have proves nothing, and breaks nothing."""
    cited = [Citation("elsewhere", 0), Citation("plant", 99), Citation("plant", -1)]

    assert (Citation("plant", 0),) == prove(FREE, cited, STORY).citations


def test_no_articles_prove_nothing() -> None:
    """An empty story carries no sentence, and raises nothing."""
    assert ["citations"] == checks(prove(FREE, [], Evidence([]), opinion=doubted(0)))


def test_explain_has_a_line_for_every_step() -> None:
    """Also where nothing is wrong, and for the judge."""
    verdict = prove(FREE, [], STORY, opinion=doubted(3))

    assert [*(rule.id for rule in RULES), "judge"] == [f.check for f in verdict.findings]
    assert all(finding.ok and finding.note for finding in verdict.findings)


def test_an_edited_sentence_finds_its_evidence() -> None:
    """What a person wrote can be proven again without a citation."""
    assert Citation("union", 0) in find_evidence("The union called a strike.", STORY)
    assert () == find_evidence("Zebras graze.", STORY)


def test_a_quote_comes_back_as_the_article_has_it() -> None:
    """The words between the marks are the article's own code points."""
    quote = prove_quote("This is a hard day for Brennick.", "Harald Olsen", STORY)

    assert isinstance(quote, Quote)
    assert PLANT.text[quote.start : quote.end] == quote.text
    assert "This is a hard day for Brennick" == quote.text


@pytest.mark.parametrize(
    ("quote", "word"),
    [
        ("This is a good day for Brennick", "altered"),
        ("We shall dance in the streets until the morning comes", "invented"),
        ("This is a hard day ... under any owner", "put together"),
        ("close the gates", "lost the 'never'"),
    ],
)
def test_a_quote_that_nobody_said_is_told_apart(quote: str, word: str) -> None:
    """Altered, invented, spliced, or cut so that it lost its negation."""
    faults = prove_quote(quote, "Harald Olsen", STORY)

    assert isinstance(faults, tuple)
    assert word in faults[0].message
    assert isinstance(faults[0], Fault)


def test_a_quote_is_given_to_nobody_else() -> None:
    """Words of one person are never printed as another's."""
    faults = prove_quote("This is a hard day for Brennick", "Mara Quint", STORY)

    assert isinstance(faults, tuple)
    assert "attribution" == faults[0].check


def test_articles_are_the_whole_ground() -> None:
    """The fixture itself: sentences tile as the model says."""
    assert isinstance(PLANT, Article)
    assert all(PLANT.text[s.start : s.end].strip() for s in PLANT.sentences)


WORDS = st.lists(
    st.text(st.characters(categories=("Ll", "Lu", "Nd")), min_size=1, max_size=8),
    min_size=3,
    max_size=14,
)


@given(WORDS)
def test_any_whole_sentence_of_a_story_is_proven_as_it_stands(words: list[str]) -> None:
    """Whatever its words and figures: no veto may refuse what the source itself says."""
    text = f"The ship {' '.join(words)} sank."
    story = Evidence([PLANT, article("any", text)])
    verdict = prove(text, [], story)

    vetoes = {rule.id for rule in RULES if rule.kind == "veto"}
    assert verdict.point is not None or vetoes.isdisjoint(checks(verdict))


def test_an_outlet_of_one_letter_costs_no_time() -> None:
    """An address made to be spelled in a million ways is compared as quickly as another."""
    name = " ".join(["Aaaaaaaaa"] * 7)
    told = article(
        "hall", f"The harbour plan was made by {name} on Monday.", source="a" * 50 + "b.com"
    )
    start = time.process_time()

    prove(f"On Monday {name} made the harbour plan.", [], Evidence([told]))

    assert time.process_time() - start < 2


@given(st.text(max_size=200), st.sampled_from(["en", "de", "fr", "es", "ja", "und"]))
def test_no_text_breaks_the_proof(text: str, language: str) -> None:
    """A model may answer anything: the outcome is a point or a reason, never a crash."""
    verdict = prove(text, [Citation("plant", 0)], STORY, language=language, opinion=doubted(0))

    assert (verdict.point is None) == bool(verdict.faults)
