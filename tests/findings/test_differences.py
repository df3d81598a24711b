"""What the table of disagreements promises: that every row is one, in the outlets' own words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.findings.differences import find_differences
from digest.findings.rounding import reconcile
from digest.grounding.evidence import Evidence
from digest.language.datelines import without_dateline
from digest.language.quantities import Quantity
from digest.model import Citation, Difference
from tests.summary_stories import FERRY, article


def differences(*texts: str, days: tuple[str, ...] = ()) -> tuple[Difference, ...]:
    """The differences between outlets with one sentence or more each."""
    dates = [*days, *["2026-03-12T18:00"] * len(texts)]
    outlets = ("Harbour Post", "Northern Wire", "Daily Lantern", "Tarn Times")
    return find_differences(
        Evidence(
            [
                article(outlet, *text.split("|"), published=day)
                for outlet, text, day in zip(outlets, texts, dates, strict=False)
            ]
        )
    )


def texts(found: tuple[Difference, ...]) -> list[list[str]]:
    return [[position.text for position in difference.positions] for difference in found]


def test_two_counts_of_the_injured_are_a_difference() -> None:
    """Nine and twelve injured in one accident stand side by side, each with its outlet."""
    (found,) = find_differences(FERRY)

    assert "people injured" == found.about
    assert [(Citation("harbour-post", 0),), (Citation("northern-wire", 0),)] == [
        position.citations for position in found.positions
    ]


@pytest.mark.parametrize(
    ("language", "one", "other", "label"),
    [
        ("de", "Der 58-jährige Ole Lund starb am Montag in Tarn.", "Ole Lund, 59, starb am Montag in Tarn.", "age of Ole Lund"),
        ("de", "Ein 58-Jähriger starb am Montag bei dem Brand in Tarn.", "Neun Menschen starben am Montag bei dem Brand in Tarn.", None),
        ("es", "Ole Lund, de 58 años, murió el lunes en Tarn.", "Ole Lund, de 59 años, murió el lunes en Tarn.", "age of Ole Lund"),
        ("es", "El conductor del camión, un vecino de Tarn de 52 años, ingresó con una pierna rota.", "El conductor del coche, un vecino de Tarn de 38 años, ingresó con cortes en la cara.", None),
        ("fr", "Ole Lund, 58 ans, est mort lundi à Tarn.", "Ole Lund, 59 ans, est mort lundi à Tarn.", "age of Ole Lund"),
        ("fr", "Le conducteur, un habitant de Tarn de 52 ans, a été blessé à la jambe.", "Le passager, un habitant de Tarn de 38 ans, a été blessé à la jambe.", None),
        ("de", "Der 46-jährige Bergsteiger Ole Lund starb am Montag in Tarn.", "Der Alpinist Ole Lund (49) starb in Tarn.", "age of Ole Lund"),
        ("fr", "Un homme de 37 ans, Ole Lund, est mort lundi à Tarn.", "Ole Lund, 39 ans, est mort lundi à Tarn.", "age of Ole Lund"),
        ("it", "Il tribunale di Tarn ha condannato Ole Lund a una pena di 12 anni.", "Il tribunale di Tarn ha condannato Ole Lund a una pena di 14 anni.", ""),
    ],
)  # fmt: skip
def test_ages_of_other_languages_are_those_of_one_person(
    language: str, one: str, other: str, label: str | None
) -> None:
    """Two neighbours of two ages are two people, and nobody's age counts the dead."""
    told = [article(o, t, language=language) for o, t in (("Post", one), ("Wire", other))]

    found = find_differences(Evidence(told))

    assert ([] if label is None else [label]) == [row.about if label else "" for row in found]


@pytest.mark.parametrize(
    ("language", "one", "other", "values"),
    [
        ("sv", "Minst nio personer skadades när färjan gick på grund vid Tarn.", "Tolv personer kom till skada när färjan gick på grund vid Tarn.", ["Minst nio", "Tolv"]),
        ("sv", "Tjugotvå personer evakuerades från färjan vid Tarn.", "Trettioen personer evakuerades från färjan vid Tarn.", ["Tjugotvå", "Trettioen"]),
        ("sv", "Hälften av passagerarna på färjan vid Tarn var barn.", "Två tredjedelar av passagerarna på färjan vid Tarn var barn.", ["Hälften", "Två tredjedelar"]),
        ("da", "Mindst ni personer blev kvæstet, da færgen stødte på grund ved Tarn.", "Tolv personer kom til skade, da færgen stødte på grund ved Tarn.", ["Mindst ni", "Tolv"]),
        ("da", "Toogtyve mennesker omkom ved branden i Velmouth.", "Enogtredive mennesker blev dræbt ved branden i Velmouth.", ["Toogtyve", "Enogtredive"]),
        ("da", "Byrådet vedtog havneplanen med 61 stemmer mod 58.", "Havneplanen blev vedtaget med 61 stemmer mod 57.", ["58", "57"]),
        ("no", "Minst ni personer ble skadd da fergen gikk på grunn ved Tarn.", "Tolv personer ble skadet da fergen gikk på grunn ved Tarn.", ["Minst ni", "Tolv"]),
        ("no", "Tjueto mennesker omkom i brannen i Velmouth.", "Trettien mennesker ble drept i brannen i Velmouth.", ["Tjueto", "Trettien"]),
        ("no", "Ny kai i Velmouth koster 40 millioner kroner.", "Ny kai i Velmouth koster 55 millioner kroner.", ["40 millioner kroner", "55 millioner kroner"]),
        ("pl", "W pożarze w Velmouth zginęło dziewięć osób.", "W pożarze w Velmouth zginęło jedenaście osób.", ["dziewięć", "jedenaście"]),
        ("cs", "Při požáru ve Velmouthu zahynulo devět lidí.", "Při požáru ve Velmouthu zemřelo třiadvacet lidí.", ["devět", "třiadvacet"]),
        ("cs", "Nové nábřeží ve Velmouthu stojí 40 milionů korun.", "Nové nábřeží ve Velmouthu stojí 55 milionů korun.", ["40 milionů korun", "55 milionů korun"]),
        ("fi", "Ainakin yhdeksän ihmistä loukkaantui, kun lautta ajoi karille.", "Kaksitoista ihmistä loukkaantui, kun lautta ajoi karille.", ["Ainakin yhdeksän", "Kaksitoista"]),
        ("fi", "Velmouthin palossa kuoli yhdeksän ihmistä.", "Velmouthin palossa menehtyi kaksikymmentäkolme ihmistä.", ["yhdeksän", "kaksikymmentäkolme"]),
    ],
)  # fmt: skip
def test_counts_of_other_languages_are_compared(
    language: str, one: str, other: str, values: list[str]
) -> None:
    """In words and in digits, also where two verbs or two words tell the same fate."""
    outlets = (("Post", one), ("Wire", other), ("Lantern", other))
    told = [article(outlet, text, language=language) for outlet, text in outlets]

    (found,) = find_differences(Evidence(told))

    assert values == [position.value for position in found.positions]
    assert 1 == len(find_differences(Evidence(told[:2])))
    assert () == find_differences(Evidence(told[1:]))


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("sv", "Nio personer skadades när färjan gick på grund vid Tarn.", "Upp till tolv personer skadades när färjan gick på grund vid Tarn."),
        ("sv", "Polisen grep 214 personer vid marschen i Velmouth.", "Mer än 200 personer greps vid marschen i Velmouth."),
        ("sv", "Nio människor omkom i branden i Velmouth.", "Tio människor, inklusive gärningsmannen, omkom i branden i Velmouth."),
        ("da", "Politiet anholdt 214 personer ved marchen i Velmouth.", "Mere end 200 personer blev anholdt ved marchen i Velmouth."),
        ("da", "Ni mennesker omkom ved branden i Velmouth.", "Ti mennesker, heriblandt gerningsmanden, omkom ved branden i Velmouth."),
        ("no", "Politiet pågrep 214 personer under marsjen i Velmouth.", "Mer enn 200 personer ble pågrepet under marsjen i Velmouth."),
        ("no", "Ni mennesker omkom i brannen i Velmouth.", "Elleve mennesker omkom i brannen i Velmouth for ti år siden."),
        ("pl", "W pożarze w Velmouth zginęło dziewięć osób.", "W pożarze w Velmouth zginęło dziesięć osób, w tym sprawca."),
        ("cs", "Při požáru ve Velmouthu zahynulo devět lidí.", "Při požáru ve Velmouthu zahynulo deset lidí, včetně útočníka."),
        ("fi", "Velmouthissa pidätettiin 214 ihmistä.", "Yli 200 ihmistä pidätettiin Velmouthissa."),
    ],
)  # fmt: skip
def test_counts_of_other_languages_that_agree_are_no_difference(
    language: str, one: str, other: str
) -> None:
    outlets = (("Post", one), ("Wire", other))
    told = [article(outlet, text, language=language) for outlet, text in outlets]

    assert () == find_differences(Evidence(told))


def test_a_position_is_a_sentence_of_its_source() -> None:
    """Nobody's words are made shorter or smoother in the table, but for where they were written."""
    for difference in find_differences(FERRY):
        for position in difference.positions:
            assert position.text == without_dateline(FERRY.text(position.citations[0]))


def test_who_agrees_is_listed_together() -> None:
    """A dozen is twelve: the outlets that say so stand behind one position."""
    (found,) = differences(
        "At least nine people were injured when the ferry ran aground off Tarn.",
        "Twelve people were injured when the ferry ran aground off Tarn.",
        "A dozen people were injured after the ferry ran aground off Tarn.",
    )

    assert [("harbour-post",), ("northern-wire", "daily-lantern")] == [
        tuple(citation.article for citation in position.citations) for position in found.positions
    ]


def test_neither_order_nor_time_prefers_a_position() -> None:
    """The later figure does not replace the earlier one."""
    (found,) = differences(
        "Nine people were injured when the ferry ran aground off Tarn.",
        "Twelve people were injured when the ferry ran aground off Tarn.",
        days=("2026-03-12T08:00", "2026-03-12T20:00"),
    )

    assert 2 == len(found.positions)


def test_figures_of_different_days_are_a_development() -> None:
    """A toll that rises over two days is no disagreement."""
    assert () == differences(
        "Nine people were injured when the ferry ran aground off Tarn.",
        "Twelve people were injured when the ferry ran aground off Tarn.",
        days=("2026-03-12T08:00", "2026-03-14T08:00"),
    )


def test_an_outlet_that_has_both_figures_does_not_disagree() -> None:
    """Who reports nine and then twelve knows of both."""
    assert (
        ()
        == differences(
            "Nine people were injured when the ferry ran aground off Tarn.",
            "Nine people were injured when the ferry ran aground off Tarn, police said."
            "|The hospital later spoke of twelve.",
            "The ferry company spoke of 12 injured people after the ferry ran aground off Tarn.",
        )[1:]
    )


def test_rounded_figures_agree() -> None:
    """£69bn is £68.7bn rounded, and more than 200 people may be 214."""
    assert () == differences(
        "The takeover of Tarnline by the Lund group values the company at £68.7bn including debt.",
        "The takeover of Tarnline by the Lund group values the company at £69bn including debt.",
    )
    assert () == differences(
        "Police arrested 214 people at the march in Velmouth.",
        "More than 200 people were arrested at the march in Velmouth.",
    )
    assert () == differences(
        "Police arrested 120 people at the march in Velmouth.",
        "More than 100 people were arrested at the march in Velmouth.",
    )


def test_different_amounts_for_one_takeover_are_a_difference() -> None:
    """£640mn and £620mn for the same company cannot both be right."""
    (found,) = differences(
        "The Lund group will buy Tarnline for £640mn including debt, it said on Monday.",
        "The Lund group agreed to buy Tarnline for £620mn including debt.",
    )

    assert "Lund group will buy Tarnline for … including debt" == found.about
    assert ["£640mn", "£620mn"] == [position.value for position in found.positions]


def test_vote_counts_are_compared() -> None:
    """61 to 58 and 61 to 57 are two results of one vote."""
    (found,) = differences(
        "The assembly passed the harbour act by 61 votes to 58.",
        "The harbour act scraped through by 61 votes to 57.",
    )

    assert "votes against 61" == found.about


def test_different_things_are_not_compared() -> None:
    """Injured and dead, passengers and crew, all and a part of them, now and then."""
    one = "The ferry ran aground off Tarn and nine people were injured."
    for other in (
        "The ferry ran aground off Tarn and 12 people were killed.",
        "The ferry ran aground off Tarn and two of the injured people were children.",
        "The ferry ran aground off Tarn and three people were seriously injured.",
        "The ferry ran aground off Tarn with 23 crew members.",
        "In 2019 a ferry ran aground off Tarn and 31 people were injured.",
        "Last year a ferry ran aground off Tarn and 31 people were injured.",
        "The ferry ran aground off Tarn and dozens of people were injured.",
        "The captain, who died at 77, never ran a ferry aground off Tarn.",
        "A tram derailed in Velmouth, injuring 14 people.",
    ):
        assert () == differences(one, other), other


def test_one_outlet_does_not_disagree_with_itself() -> None:
    """Two articles of one outlet are no two voices."""
    assert () == find_differences(
        Evidence(
            [
                article("Harbour Post", "Nine people were injured when the ferry ran aground."),
                article("Harbour Post", "Twelve people were injured when the ferry ran aground."),
            ]
        )
    )


def test_affirmed_and_denied() -> None:
    """One outlet has the ministry confirm what another has it deny."""
    yes = "The Transport Ministry confirmed that inspectors had found cracks in the ferry's hull."
    no = "The Transport Ministry denied that inspectors had found cracks in the ferry's hull."

    assert [[yes, no]] == texts(differences(yes, no))


def test_done_and_not_done() -> None:
    """The same verb with and without a "not", for the same company and the same thing."""
    yes = "Tarnline replaced the steering gear of the ferry in January."
    no = "Tarnline never replaced the steering gear of the ferry, the union said."

    assert [[yes, no]] == texts(differences(yes, no))


def test_a_condition_is_no_affirmation() -> None:
    """What would happen if is not said to have happened."""
    assert () == differences(
        "Tarnline would have replaced the steering gear of the ferry if it had been asked.",
        "Tarnline never replaced the steering gear of the ferry, the union said.",
    )


def test_the_same_words_given_to_two_people() -> None:
    """Two outlets have the same quotation from different speakers."""
    (found,) = differences(
        "“The lights of the ferry were far too close to the cliffs,” said Oskar Brandt.",
        "“The lights of the ferry were far too close to the cliffs,” said Ines Calder.",
    )

    assert found.about.startswith("who said “The lights of the ferry")


def test_a_title_before_the_name_is_no_other_speaker() -> None:
    """Mayor Ada Lund and Ada Lund are one."""
    assert () == differences(
        "“The harbour will be rebuilt before the winter storms come,” said Mayor Ada Lund.",
        "“The harbour will be rebuilt before the winter storms come,” said Ada Lund.",
    )


def quantity(value: float, hedge: str | None = None) -> Quantity:
    return Quantity(f"{value:g}", value, "count", None, 0, 0, hedge)


@given(st.integers(0, 10**9), st.integers(0, 10**9), st.sampled_from([None, "about", "above"]))
def test_reconciling_does_not_depend_on_who_comes_first(
    one: int, other: int, hedge: str | None
) -> None:
    """A difference is one whichever article was read first."""
    here, there = quantity(one, hedge), quantity(other)

    assert reconcile(here, there) == reconcile(there, here)
    assert reconcile(here, here)


@given(st.lists(st.text(max_size=60), min_size=2, max_size=4))
def test_no_text_breaks_the_table(found: list[str]) -> None:
    """Whatever the articles hold, there is a table, perhaps an empty one."""
    outlets = [article(f"Outlet {n}", *([t] if t.strip() else [])) for n, t in enumerate(found)]

    assert isinstance(find_differences(Evidence(outlets)), tuple)
