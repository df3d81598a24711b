"""Every language does what its file of examples says.

An examples file has, where the language has the words for it:

    detected        a text in the language
    sentences       one text as its sentences
    stands_alone    sentences that can be read alone
    points_back     sentences that cannot, for the word they open with
    page            lines of page furniture
    orders          lines that speak to the machine that reads them
    dates           texts, to the month and the day they name
    numbers         texts, to the figures they tell
    quotations      a sentence that holds a quotation, to its speaker
    charges         sentences that accuse, demand or instruct
    no_charges      sentences that do neither
    denials         what one outlet affirms, to what another says against it
    rules           of a proof, by id: source, passes, fails: what they let through and refuse;
                    tests/grounding/test_rules.py runs them
"""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from digest.findings.denials import contradictions
from digest.findings.quotes import find_quotes
from digest.grounding.evidence import Evidence
from digest.language.charges import is_charge
from digest.language.lexicons import FOLDER, languages, lexicon, read
from digest.language.lexicons.section import Patterns
from digest.language.lexicons.word_lists import SECTIONS
from digest.language.passage import Passage
from digest.language.self_contained import stands_alone
from digest.reading.furniture import is_sure
from digest.reading.language import detect
from digest.reading.orders import is_order
from digest.reading.sentences import split
from tests.check_story import article

EXAMPLES = Path(__file__).parent / "examples"
NEEDED = {
    "sentences": "abbreviations",
    "stands_alone": "points_back",
    "points_back": "points_back",
    "page": "sure",
    "orders": "orders",
    "dates": "days",
    "numbers": "numbers",
    "quotations": "reporting_verbs",
    "charges": "accuses",
    "no_charges": "accuses",
    "denials": "denials",
    "rules": "numbers",
}
"""The examples that a language has to have, by the words that it has."""
RULES = {
    "frame": "denies_ahead",
    "context": "retracts_all",
    "accusation": "crimes",
    "solicits": "solicits",
}
"""The rules of which it has to have examples; those of English stand beside the rules."""

PATTERNS = {
    name
    for section in SECTIONS.values()
    for name, field in section.model_fields.items()
    if field.annotation == Patterns
} - {"aliases"}
every_language = pytest.mark.parametrize("language", languages())


@cache
def examples(language: str) -> Mapping[str, Any]:
    with (EXAMPLES / f"{language}.toml").open("rb") as file:
        return tomllib.load(file)


@every_language
def test_a_language_has_its_examples(language: str) -> None:
    """Words that nothing shows at work are not trusted."""
    own, common = lexicon(language), lexicon("und")
    needed = {
        name for name, words in NEEDED.items() if getattr(own, words) != getattr(common, words)
    }

    assert set() == needed - examples(language).keys()


@every_language
def test_a_language_shows_its_rules_at_work(language: str) -> None:
    """In each language a denial, a novel, an accusation is refused, and plain news is kept."""
    own, common = lexicon(language), lexicon("und")
    needed = {
        rule for rule, words in RULES.items() if getattr(own, words) != getattr(common, words)
    }
    shown = {
        rule
        for rule, found in examples(language).get("rules", {}).items()
        if any(one.get("passes") and one.get("fails") for one in found)
    }

    assert set() == needed - shown or language == "en"


@every_language
def test_a_text_is_known_for_its_language(language: str) -> None:
    """By its small words alone."""
    if "detected" in examples(language):
        assert language == detect(examples(language)["detected"])


@every_language
def test_a_text_is_cut_into_its_sentences(language: str) -> None:
    """No full stop of an abbreviation ends one."""
    told = examples(language).get("sentences", [])

    text = " ".join(told)
    assert told == [text[start:end] for start, end in split(text, language)]


@every_language
def test_what_points_back_does_not_stand_alone(language: str) -> None:
    """A reader who sees nothing else knows what each printed sentence speaks of."""
    told = examples(language)
    alone, back = told.get("stands_alone", []), told.get("points_back", [])

    assert alone == [sentence for sentence in (*alone, *back) if stands_alone(sentence, language)]


@every_language
def test_furniture_of_pages_is_known(language: str) -> None:
    """Wherever such a line stands, it is not the article's."""
    told = examples(language).get("page", [])

    assert told == [line for line in told if is_sure(line)]


@every_language
def test_orders_to_a_machine_are_known(language: str) -> None:
    """They are left out, and what the article says itself is kept."""
    told, news = examples(language).get("orders", []), examples(language).get("detected", "")

    assert told == [line for line in (*told, news) if is_order(line)]


@every_language
def test_dates_are_read(language: str) -> None:
    """A month with its day is that day of the year."""
    told = examples(language).get("dates", {})

    assert told == {text: date_of(text, language) for text in told}


def date_of(text: str, language: str) -> str:
    days = Passage.read(text, language).days
    return ", ".join(f"{day.month}-{day.day}" for day in days)


@every_language
def test_numbers_are_read(language: str) -> None:
    """Words and figures, with their scales and units."""
    told = examples(language).get("numbers", {})

    assert told == {text: figures_of(text, language) for text in told}


def figures_of(text: str, language: str) -> list[str]:
    found = Passage.read(text, language).quantities
    return [f"{figure.value:g} {figure.unit or figure.kind}" for figure in found]


@every_language
def test_a_quotation_has_its_speaker(language: str) -> None:
    """Named in the sentence that holds it."""
    told = examples(language).get("quotations", {})

    assert told == {text: speaker_of(text, language) for text in told}


def speaker_of(text: str, language: str) -> str:
    source = article("a", text, language=language)
    return ", ".join(quote.speaker for quote in find_quotes(Evidence([source])))


@every_language
def test_a_charge_is_known(language: str) -> None:
    """What one outlet alone says against somebody is printed under its name; plain news is not."""
    told = examples(language)
    charges, others = told.get("charges", []), told.get("no_charges", [])

    assert charges == [text for text in (*charges, *others) if is_charge(text, language)]


@every_language
def test_a_denial_contradicts_what_it_denies(language: str) -> None:
    """Where one outlet affirms and another denies the same, both are named."""
    for affirmed, denied in examples(language).get("denials", {}).items():
        yes, no, again = (
            article(outlet, text, source=outlet, language=language)
            for outlet, text in (("a", affirmed), ("b", denied), ("c", affirmed))
        )

        assert 1 == len(list(contradictions(Evidence([yes, no])))), affirmed
        assert [] == list(contradictions(Evidence([yes, again])))


@every_language
def test_the_lists_are_in_small_letters_and_the_patterns_compile(language: str) -> None:
    """A word with a capital would never be found."""
    for name, value in read(FOLDER / f"{language}.toml").items():
        if name in PATTERNS:
            assert isinstance(value, tuple)
            assert all(re.compile(pattern) for pattern in value)
        elif isinstance(value, frozenset | dict):
            assert set() == {word for word in value if word != word.casefold()}, name


def test_a_list_that_no_step_knows_is_refused(tmp_path: Path) -> None:
    """A misspelt name would leave its words unused."""
    path = tmp_path / "xx.toml"
    path.write_text("[grammar]\nnegator = 'not'\n")

    with pytest.raises(ValidationError, match="negator"):
        read(path)


def test_a_section_that_no_step_knows_is_refused(tmp_path: Path) -> None:
    """The same for a whole section."""
    path = tmp_path / "xx.toml"
    path.write_text("[gramar]\nnegators = 'not'\n")

    with pytest.raises(ValueError, match="gramar"):
        read(path)


def test_a_language_without_a_file_has_only_what_all_have() -> None:
    """`km` is `km` everywhere; nothing points back where no word is known."""
    words = lexicon("und")

    assert "km" in words.units
    assert frozenset() == words.points_back


def test_words_of_one_language_do_no_harm_in_another() -> None:
    """Italian `e`, Spanish `y` and `sin` once had these refused as pointing back."""
    for sentence in (
        "E-bikes are selling well in Velmouth this spring.",
        "Y Combinator has chosen forty young companies.",
        "Sin taxes on sugar rise in April.",
    ):
        assert stands_alone(sentence, "en")
