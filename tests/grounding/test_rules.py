"""What no article of a story has is refused; what has it in another form is not."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from digest.grounding import prove as check
from digest.grounding.evidence import Evidence
from digest.grounding.prove import vetoes
from digest.language.passage import Passage
from tests.check_story import STORY, article

Example = tuple[str, str, tuple[str, ...], tuple[str, ...]]

# Language, source, what passes, what the rule refuses.
NUMBERS: tuple[Example, ...] = (
    ("en", "It cost £600mn.", ("It cost 600m pounds.",), ("It cost £700mn.", "It cost $600mn.")),
    ("en", "It cost £600mn.", ("It cost about £590 million.",), ("It cost £610m.", "It cost 600.")),
    ("en", "It cost $1,299,560.", ("It cost $1.3 million.",), ("It cost $1.4 million.",)),
    (
        "en",
        "It sold 2,134 cups.",
        ("Sales topped 2,000.", "It sold over 2,100."),
        ("It sold 2,300.",),
    ),
    (
        "en",
        "It drew 1,980.",
        ("It drew nearly 2,000.", "It drew about 2,000."),
        ("It drew 2,500.",),
    ),
    ("en", "It rose 5 percent.", ("It rose 5%.",), ("It rose 6%.", "It rose 5.")),
    (
        "en",
        "Three men fled.",
        ("One juror and two others saw three men first.",),
        ("Four men fled.",),
    ),
    (
        "en",
        "It is 12 m wide.",
        ("It is 12m wide.", "It is 12 metres wide."),
        ("It is 12 ft wide.",),
    ),
    ("en", "He led in 2007–08.", ("He led from 2007 to 2008.",), ("He led in 2009.",)),
    ("en", "Jack, 75, won.", ("The 75-year-old won.",), ("The 76-year-old won.",)),
    (
        "en",
        "He got 48 months.",
        ("He got four years.",),
        ("He got five years.", "He got 48 years."),
    ),
    (
        "en",
        "It is a century old.",
        ("Its 100th anniversary came.",),
        ("Its 90th anniversary came.",),
    ),
    ("en", "It is two decades old.", ("It is 20 years old.",), ("It is 30 years old.",)),
    ("en", "It ran three and a half hours.", ("It ran 3.5 hours.",), ("It ran 4.5 hours.",)),
    (
        "en",
        "He waited eight long months.",
        ("He waited eight months.",),
        ("He waited eight weeks.",),
    ),
    (
        "en",
        "It starts at 14:00.",
        ("It starts at 2 PM.", "It starts at 2 p.m."),
        ("It starts at 3 PM.",),
    ),
    ("en", "It was 50% of them.", ("It was half of them.",), ("It was a third of them.",)),
    ("en", "Of 66% who asked.", ("It was two-thirds.",), ("It was three-quarters.",)),
    ("en", "It fell on September 11.", ("It fell on 9/11.",), ("It fell on September 12.",)),
    (
        "en",
        "It opens on 5 May.",
        ("It opens on May 5.",),
        ("It opens in June.", "It opens on 6 May."),
    ),
    ("en", "It opens on Monday.", ("It opens on Monday.",), ("It opens on Friday.",)),
    ("en", "It weighs 9 pounds.", ("It is a 9-pound load.",), ("It is a 9-ounce load.",)),
    ("en", "The third week began.", ("It was the third week.",), ("It was the fourth week.",)),
    ("en", "A seed grew.", ("A third party bought it.",), ("It was a twenty-first birthday.",)),
    ("de", "Es sind 30 Kilometer.", ("Die Strecke misst 30 km.",), ("Es sind 30 Meter.",)),
    ("de", "Er siegt zum zweiten Mal.", ("Der zweite Sieg.",), ("Er siegt zum dritten Mal.",)),
    (
        "de",
        "Es kostet 5 Millionen Euro.",
        ("Es kostet 5 Mio. Euro.",),
        ("Es kostet 5 Milliarden Euro.",),
    ),
    ("de", "Es beginnt um 14 Uhr.", ("Es beginnt um 14:00 Uhr.",), ("Es beginnt um 15 Uhr.",)),
    ("fr", "Elle gagne pour la deuxième fois.", ("La deuxième fois.",), ("La troisième fois.",)),
    ("fr", "Il reste 30 kilomètres.", ("Il reste 30 km.",), ("Il reste 30 mètres.",)),
    ("es", "Gana por segunda vez.", ("Es la segunda vez.",), ("Es la tercera vez.",)),
    (
        "es",
        "Dura 30 segundos.",
        ("Dura treinta segundos.",),
        ("Dura 40 segundos.", "Dura 30 horas."),
    ),
    ("es", "Faltan 30 kilómetros.", ("Faltan 30 km.",), ("Faltan 30 metros.",)),
)
NAMES: tuple[Example, ...] = (
    ("en", "Mr Keating left.", ("It was Keating's car.",), ("It was Mr Hodgkins's car.",)),
    ("en", "Anna Keating left.", ("Mr Keating left.",), ("Yesterday Paul Keating left.",)),
    ("en", "The F.B.I. came.", ("The FBI came.", "It was the FBI's case."), ("The CIA came.",)),
    ("en", "The FBI came.", ("The F.B.I. came.",), ("The C.I.A. came.",)),
    ("en", "The Federal Bureau of Investigation came.", ("The FBI came.",), ("The FDA came.",)),
    (
        "en",
        "The CDC came.",
        ("The Centers for Disease Control came.",),
        ("The Tarn Centers came.",),
    ),
    (
        "en",
        "El País wrote it.",
        ("The paper El Pais wrote it.",),
        ("The paper El Mundo wrote it.",),
    ),
    ("en", "Sen. Quint spoke.", ("Then Senator Quint spoke.",), ("Then Senator Brandt spoke.",)),
    ("en", "Ind. Gov. Quint spoke.", ("Then Indiana Governor Quint spoke.",), ("Then Ohio lost.",)),
    ("en", "The GOP won.", ("The Republican side won.",), ("The Democratic side won.",)),
    ("en", "The U.S. won.", ("It was an American, a U.S.-led win.",), ("It was a Danish win.",)),
    ("en", "It is in Mo. now.", ("It is in Missouri.",), ("It is in Montana.",)),
    (
        "en",
        "It went to Congress.",
        ("A Congressional panel met.",),
        ("A Parliamentary panel met.",),
    ),
    ("en", "ISIS came.", ("It was ISIL.", "It was the Islamic State."), ("It was the Taliban.",)),
    (
        "en",
        "Young left.",
        ("Furthermore, Young left.", "Acquiring Young is dear."),
        ("So Anna Young left.",),
    ),
    ("en", "Mecole left.", ("Following Mecole's exit, it ended.",), ("Then Jared left.",)),
    ("en", "A man left.", ("Recently a man left.",), ("Kowalski said a man left.", "UNICEF left.")),
    ("en", "It is 2 PM Eastern.", ("It is 2 PM EDT.",), ("It is 2 PM in Tarn.",)),
    (
        "en",
        "Olsen and Quint met.",
        ("Olsen Talks With Quint On Metals Dispute",),
        ("So Olsen met Varga.",),
    ),
    ("de", "Harald Olsen kam.", ("Dann kam Herr Olsen.",), ("Dann kam Jens Brandt.",)),
    (
        "de",
        "Olsen kam.",
        ("Da kam Konzernchef Harald Olsen.", "Laut Olsen kam er."),
        ("Da kam Herr Brandt.",),
    ),
    (
        "de",
        "Es sind 5 Millionen Leute.",
        ("Es sind 5 Millionen Menschen.",),
        ("Es ist Jens Brandt.",),
    ),
    (
        "fr",
        "La France gagne, dit Macron.",
        ("L'équipe Française, dit le Président Macron.",),
        ("L'équipe Italienne gagne.",),
    ),
    (
        "fr",
        "Le ministre Éric Ollé est venu.",
        ("M. Olle est venu.",),
        ("Puis Paul Varga est venu.",),
    ),
    ("es", "Ayer habló José Peña.", ("Ayer habló Peña.",), ("Ayer habló Luis Varga.",)),
)
QUOTATIONS: tuple[Example, ...] = (
    (
        "en",
        "“This is a hard day for us,” Mr Olsen said.",
        ("He said it was ‘a hard day for us’.", "He called it a “bad” one."),
        ("He called it “a good day for us”.", "“We shall all dance again,” he said."),
    ),
    ("en", "She is 5'3\" tall.", ("Her height is 5'3\", they say.",), ("She is “tall as any tree”.",)),
    ("en", "“I never close the gates,” he said.", ("He likes gates.",), ("He said: “close the gates”.",)),
    ("de", "„Das ist ein harter Tag“, sagte er.", ("Er sprach von „ein harter Tag“.",), ("Er sprach von „ein guter Tag“.",)),
    ("fr", "« C'est un jour dur », dit-il.", ("Il parle d'« un jour dur ».",), ("Il parle d'« un jour gai ».",)),
    ("es", "«Es un día muy duro», dijo.", ("Habla de «un día muy duro».",), ("Habla de «un día muy bueno».",)),
)  # fmt: skip
RULES: Mapping[str, tuple[Example, ...]] = {
    "numbers": NUMBERS,
    "names": NAMES,
    "quotations": QUOTATIONS,
}


def refusals(text: str, evidence: Evidence, language: str = "en") -> list[str]:
    _, faults = vetoes(Passage.read(text, language), evidence)
    return [fault.check for fault in faults]


def told(example: Example) -> Evidence:
    language, source, _, _ = example
    return Evidence([article("told", source, language=language)])


EXAMPLES = [(rule, example) for rule, examples in RULES.items() for example in examples]


@pytest.mark.parametrize(("rule", "example"), EXAMPLES)
def test_what_the_story_has_in_another_form_is_not_vetoed(rule: str, example: Example) -> None:
    """A true sentence in a writer's own words gets past every rule."""
    refused = [text for text in example[2] if refusals(text, told(example), example[0])]

    assert [] == refused


@pytest.mark.parametrize(("rule", "example"), EXAMPLES)
def test_what_no_article_has_is_vetoed(rule: str, example: Example) -> None:
    """Another figure, unit, date, name or quotation is not printed, whoever believes it."""
    for text in example[3]:
        assert rule in refusals(text, told(example), example[0]), text


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_is_needed(rule: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Switched off, it lets one of its own examples through."""
    others = tuple((name, call) for name, call in check.VETOES if name != rule)
    monkeypatch.setattr(check, "VETOES", others)

    assert any(
        not refusals(text, told(example), example[0])
        for example in RULES[rule]
        for text in example[3]
    )


def test_every_rule_has_its_examples() -> None:
    """A rule without examples may not refuse anything."""
    assert {name for name, _ in check.VETOES} == set(RULES)


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("The ministers met in Brennick on 11 March.", []),
        ("The ministers met in Brennick on 12 April.", ["numbers"]),
        ("The ministers met in Brennick on Tuesday.", []),
        ("The ministers met in March 2031.", []),
        ("The ministers met in 2030.", []),
        ("The ministers met in 2029.", ["numbers"]),
    ],
)
def test_dates_are_told_from_the_day_of_the_article(text: str, rules: list[str]) -> None:
    """`tomorrow` in an article of Monday, 10 March is Tuesday the 11th; last year was 2030."""
    source = "The ministers meet in Brennick tomorrow. They met last year, too."
    published = datetime(2031, 3, 10, 9, tzinfo=UTC)

    assert rules == refusals(text, Evidence([article("a", source, published=published)]))


def test_headlines_and_outlets_count_as_told() -> None:
    """A first name that only the headline has, and the outlet that reports, are known."""
    assert [] == refusals("Harald Olsen will build it, according to The Plant Gazette.", STORY)


@pytest.mark.parametrize(
    ("host", "text", "rules"),
    [
        ("www.vesselpost.com", "The Vessel Post reports that the plant will close.", []),
        ("vptimes.com", "The plant will close, The Vessa Port Times says.", []),
        ("vbcnews.go.com", "VBC says that the plant will close.", []),
        ("vbc", "VBC News says that the plant will close.", ["names"]),
        ("www.vpt.co.uk", "The plant will close, the Vessa Port Times reported.", []),
        ("www.vesselpost.com", "The plant will close, the Harbour Post says.", ["names"]),
        ("hw.com", "The plant will close, Harald Wolsen said.", ["names"]),
        ("harbour.com", "The plant will close, Harald Wolsen said.", ["names"]),
    ],
)
def test_an_outlet_known_by_its_host_may_be_named(host: str, text: str, rules: list[str]) -> None:
    """A good model writes "The New York Times" for nytimes; nobody else passes by two letters."""
    source = article("a", "The plant will close.")
    known = Evidence([replace(source, source=host)])

    assert rules == refusals(text, known)
