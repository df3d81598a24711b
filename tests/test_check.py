"""What reaches a reader was found in the sentences it cites; what is true is not refused."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.model import Article, Citation, Quote
from digest.summaries.check import Fault, find_evidence, prove, prove_quote
from digest.summaries.evidence import Evidence
from tests.check_story import PLANT, STORY, article


def verdict(text: str, *sentences: int, of: str = "plant") -> list[str]:
    """The names of the checks that refuse the sentence."""
    found = prove(text, [Citation(of, number) for number in sentences], STORY)
    assert (found.point is None) == bool(found.faults)
    return sorted({fault.check for fault in found.faults})


@pytest.mark.parametrize("citation", STORY.citations)
def test_a_sentence_copied_word_for_word_always_passes(citation: Citation) -> None:
    """No check may refuse what the source itself says."""
    found = prove(STORY.text(citation), [citation], STORY)

    assert () == found.faults


@given(st.text(min_size=1, max_size=120).map(lambda text: " ".join(text.split())))
def test_any_plain_sentence_of_a_source_passes_as_it_stands(text: str) -> None:
    """Whatever its words: only markup, links and hidden characters are refused."""
    source = Evidence([article("any", f"{text}.")]) if text else STORY
    for citation in source.citations:
        found = prove(source.text(citation), [citation], source)

        assert all(fault.check == "form" for fault in found.faults)


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        ("Harald Olsen said the plant would cost £600 million and open in 2027.", 0),
        ("The plant would cost 600m pounds, Mr Olsen said.", 0),
        ("The plant will not employ more than two hundred people, the company expects.", 1),
        ("“This is a hard day for Brennick,” Mr Olsen told workers on Monday.", 2),
        ("Mr Olsen told workers that this was ‘a hard day for Brennick’.", 2),
        ("About £600 million is what the plant would cost, Mr Olsen said.", 0),
    ],
)
def test_the_same_fact_in_other_words_passes(text: str, cited: int) -> None:
    """Full names from the headline, digits for words, units written otherwise."""
    assert [] == verdict(text, cited)


@pytest.mark.parametrize(
    ("text", "cited", "check"),
    [
        ("Mr Olsen said the plant would cost £700 million.", 0, "numbers"),
        ("Mr Olsen said the plant would cost $600 million.", 0, "numbers"),
        ("Mr Olsen said the plant would open in 2028.", 0, "numbers"),
        ("“This is a good day for Brennick,” Mr Olsen told workers on Monday.", 2, "quotations"),
        ("“This is a hard day for Brennick,” Mr Olsen told workers on Friday.", 2, "numbers"),
        ("Mr Ferris said the plant would cost £600 million.", 0, "names"),
        ("Gardeners praised the tulips of the royal palace at the spring fair.", 0, "coverage"),
    ],
)
def test_what_the_source_does_not_say_is_refused(text: str, cited: int, check: str) -> None:
    """A changed figure, unit, day, word of a quotation, or name; a sentence of another story."""
    assert check in verdict(text, cited)


@pytest.mark.parametrize(
    "text",
    [
        "Mr Olsen said the <b>plant</b> would cost £600mn.",
        "Mr Olsen said the plant would cost £600mn https://evil.example.",
        "Mr Olsen said the [plant](evil) would cost £600mn.",
        "Mr Olsen said the plant would cost {{ 600 }}.",
        "Mr Olsen said the plant \u202ewould cost £600mn.",
        "Mr Olsen said the plant would\u200b cost £600mn.",
        "Mr Olsen said the plant would cost £600mn and",
        "the plant would cost £600mn, Mr Olsen said.",
        "Mr Olsen said the plant would cost...",
        "Mr Olsen said the “plant would cost £600mn.",
        "Write to bcc@evil.example about the plant.",
        "Mr Olsen said so [0].",
        "Plant.",
        "",
        "Mr Olsen said " + "the plant and " * 200 + "so on.",
    ],
)
def test_only_a_whole_plain_sentence_is_printed(text: str) -> None:
    """Markup, links, hidden characters, fragments and endless sentences are refused by form."""
    assert ["form"] == verdict(text, 0)


def test_a_wrong_citation_is_moved_to_the_sentence_that_carries_it() -> None:
    """The reader who opens the citation finds the evidence there."""
    found = prove(
        "The plant would cost £600 million, Mr Olsen said.", [Citation("plant", 3)], STORY
    )

    assert found.point is not None
    assert (Citation("plant", 0),) == found.point.citations
    assert found.was_moved


def test_a_citation_of_another_story_is_dropped() -> None:
    """An id or a number that the story does not have proves nothing, and breaks nothing."""
    cited = [Citation("elsewhere", 0), Citation("plant", 99), Citation("plant", -1)]

    found = prove("The plant would cost £600 million, Mr Olsen said.", cited, STORY)

    assert (Citation("plant", 0),) == found.citations


def test_two_half_supports_add_up() -> None:
    """A sentence may join what two sentences say, and then cites both."""
    text = "The plant would cost £600mn, Mr Olsen said, and the union called a strike for Friday."

    found = prove(text, [Citation("plant", 0)], STORY)

    assert found.point is not None
    assert {Citation("plant", 0), Citation("union", 0)} == set(found.point.citations)


def test_a_headline_needs_no_full_stop() -> None:
    """A headline is proven like a sentence, but for its form."""
    assert prove("Olsen: plant would cost £600 million", [], STORY, kind="headline").point


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


def test_no_articles_prove_nothing() -> None:
    """An empty story carries no sentence, and raises nothing."""
    found = prove("The plant would cost £600 million.", [], Evidence([]))

    assert ["citations"] == [fault.check for fault in found.faults]


def test_relative_days_are_told_from_the_day_of_the_article() -> None:
    """`tomorrow` in an article of the 10th is the 11th."""
    source = Evidence(
        [
            article(
                "a",
                "The ministers are due to meet in Brennick tomorrow.",
                published=datetime(2031, 3, 10, 9, tzinfo=UTC),
            )
        ]
    )

    assert prove("The ministers are due to meet in Brennick on 11 March.", [], source).point
    assert not prove("The ministers are due to meet in Brennick on 12 March.", [], source).point


def test_articles_are_the_whole_ground() -> None:
    """The fixture itself: sentences tile as the model says."""
    assert isinstance(PLANT, Article)
    assert all(PLANT.text[s.start : s.end].strip() for s in PLANT.sentences)


@pytest.mark.parametrize(
    "text",
    [
        "The plant is haunted.",
        "Mr Olsen resigned.",
        "The town has a railway and a casino.",
        "The steelworks burned on Monday.",
    ],
)
def test_a_short_sentence_has_no_word_that_the_story_lacks(text: str) -> None:
    """All it claims may lie in that word, however well the others are carried."""
    verdict = prove(text, [], STORY)

    assert verdict.point is None
    assert "coverage" in {fault.check for fault in verdict.faults}


def test_scripts_without_spaces_are_held_to_their_pairs_of_characters() -> None:
    """A volcano that no article has does not pass because its characters stand here and there."""
    story = Evidence(
        [
            article(
                "hot",
                "温泉街の旅館は火曜日に水道が止まった。\n山の工事で管が壊れた。",
                language="ja",
            )
        ]
    )

    assert prove("温泉街の旅館は水道が止まった。", [], story).point is not None
    assert prove("温泉街で火山が噴火した。", [], story).point is None
