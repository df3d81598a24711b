"""Which figures and claims are in dispute, and how the table names them."""

import time

import pytest

from digest.findings.differences import find_differences
from digest.findings.shares import shares
from digest.grounding.evidence import Evidence
from digest.language.passage import Passage
from digest.model import Difference
from tests.summary_stories import article


def rows(*texts: str, days: tuple[str, ...] = (), language: str = "en") -> tuple[Difference, ...]:
    """The rows of a story with one article of each text; sentences are parted by a bar."""
    dates = [*days, *["2026-03-12T18:00"] * len(texts)]
    return find_differences(
        Evidence(
            [
                article(f"Outlet {number}", *text.split("|"), published=day, language=language)
                for number, (text, day) in enumerate(zip(texts, dates, strict=False))
            ]
        )
    )


def values(found: tuple[Difference, ...]) -> list[list[str]]:
    return [[position.value for position in difference.positions] for difference in found]


@pytest.mark.parametrize(
    ("one", "other", "said"),
    [
        (
            "Tarnline will cut its winter crossings to Velmouth by a third, it said on Monday.",
            "Tarnline is to cut its winter crossings to Velmouth by a quarter from November.",
            ["a third", "a quarter"],
        ),
        (
            "The frost has killed two thirds of the apple blossom in the Mossel valley.",
            "The frost has killed half of the apple blossom in the Mossel valley, growers said.",
            ["two thirds", "half"],
        ),
        (
            "An explosion at the Tarn quarry killed 31 quarrymen on Tuesday.",
            "Thirty-eight people died in the explosion at the Tarn quarry on Tuesday.",
            ["31", "Thirty-eight"],
        ),
        (
            "A flood in the village of Mossel killed 31 people.",
            "A flood in the village of Mossel killed 38 people.|Only 31 of the dead were named.",
            ["31", "38"],
        ),
        (
            "The number of people killed by the flood in the town of Mossel has risen to seven.",
            "Eight people are now known to have died in the flood in the town of Mossel.",
            ["seven", "Eight"],
        ),
        (
            "A flash flood claimed 31 lives in the town of Mossel on Wednesday.",
            "Forty-two people drowned in Wednesday’s flash flood in Mossel.",
            ["31", "Forty-two"],
        ),
        (
            "A total of 23 people died when a ferry capsized near Mossel on Monday, police said.",
            "Thirty-one people were killed when a ferry capsized near Mossel on Monday.",
            ["23", "Thirty-one"],
        ),
        (
            "The sinking of a river boat at Mossel killed 66 traders on Monday.",
            "Seventy-eight traders died when a boat sank at Mossel.|They ordered 66 coffins.",
            ["66", "Seventy-eight"],
        ),
        (
            "Tarnline has grounded half of its fleet of ferries because of cracks in propellers.",
            "Tarnline has grounded 30 per cent of its fleet because of cracks in propellers.",
            ["half", "30 per cent"],
        ),
        (
            "Tarnline has grounded two thirds of its fleet of ferries over cracks in propellers.",
            "Tarnline has grounded three quarters of its fleet over cracks in propellers.",
            ["two thirds", "three quarters"],
        ),
        (
            "Rents in Velmouth rose by 4.1 per cent in May, the registry said in the capital.",
            "Rents in Velmouth rose by 5.6 per cent in May, the registry said on Friday.",
            ["4.1 per cent", "5.6 per cent"],
        ),
    ],
)
def test_a_difference_an_editor_would_print_is_found(one: str, other: str, said: list[str]) -> None:
    """Shares and tolls of one named thing, in whatever words they stand."""
    assert [said] == values(rows(one, other))


def test_shares_are_found_in_other_languages() -> None:
    """A third is ein Drittel."""
    found = rows(
        "Die Reederei streicht ein Drittel der Fahrten nach Tarn.",
        "Die Reederei streicht die Hälfte der Fahrten nach Tarn.",
        language="de",
    )

    assert [["ein Drittel", "Hälfte"]] == values(found)


@pytest.mark.parametrize(
    ("language", "one", "other", "said"),
    [
        (
            "de",
            "Bei einem Grubenunglück in Mossel kamen 31 Menschen ums Leben.",
            "Bei dem Grubenunglück in Mossel starben zweiundvierzig Menschen.",
            ["31", "zweiundvierzig"],
        ),
        (
            "de",
            "Bei einer Lawine am Mosselhorn sind am Sonntag elf Skifahrer ums Leben gekommen.",
            "Vierzehn Skifahrer sind am Sonntag bei einer Lawine am Mosselhorn ums Leben gekommen.",
            ["elf", "Vierzehn"],
        ),
        (
            "nl",
            "Bij de brand in een flat in Mossel zijn zeventien mensen om het leven gekomen.",
            "Elf mensen zijn maandag bij de brand in een flat in Mossel omgekomen.",
            ["zeventien", "Elf"],
        ),
        (
            "pl",
            "Siedemnaście osób straciło życie w pożarze hotelu w Mossel.",
            "W pożarze hotelu w Mossel zginęło jedenaście osób.",
            ["Siedemnaście", "jedenaście"],
        ),
        (
            "sv",
            "Sjutton personer har avlidit efter branden på hotellet i Mossel.",
            "Elva personer miste livet i branden på hotellet i Mossel.",
            ["Sjutton", "Elva"],
        ),
        (
            "cs",
            "Při požáru hotelu v Mosselu přišlo o život sedmnáct lidí.",
            "Při požáru hotelu v Mosselu zemřelo jedenáct lidí.",
            ["sedmnáct", "jedenáct"],
        ),
        (
            "fr",
            "L'incendie de l'hôtel de Mossel a coûté la vie à 31 personnes.",
            "Quarante-deux personnes ont perdu la vie dans l'incendie de l'hôtel de Mossel.",
            ["31", "Quarante-deux"],
        ),
        (
            "it",
            "Il crollo di un albergo a Mossel ha ucciso 18 persone.",
            "Ventuno persone sono morte nel crollo di un albergo a Mossel.",
            ["18", "Ventuno"],
        ),
        (
            "es",
            "Un incendio en la discoteca de Mossel mató a 17 personas.",
            "Veintitrés personas murieron en el incendio de la discoteca de Mossel.",
            ["17", "Veintitrés"],
        ),
        (
            "it",
            "L'incendio dell'albergo di Mossel ha causato 17 morti.",
            "Ventitré persone hanno perso la vita nell'incendio dell'albergo di Mossel.",
            ["17", "Ventitré"],
        ),
        (
            "nl",
            "Bij een brand in een hotel in Mossel zijn 17 mensen omgekomen.",
            "Drieëntwintig mensen kwamen om het leven bij de brand in een hotel in Mossel.",
            ["17", "Drieëntwintig"],
        ),
        (
            "pt",
            "Um incêndio no hotel de Mossel matou 17 pessoas.",
            "Trinta e duas pessoas morreram no incêndio do hotel de Mossel.",
            ["17", "Trinta e duas"],
        ),
    ],
)
def test_tolls_are_compared_in_other_languages(
    language: str, one: str, other: str, said: list[str]
) -> None:
    """However the dead are told, and however their number is spelled."""
    assert [said] == values(rows(one, other, language=language))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "The lifeboat crews of Mossel have saved 31 lives this year.",
            "The lifeboat crews of Mossel lost a boat and 42 people died on this coast this year.",
        ),
        (
            "Ada Lund, a nurse from Mossel, ran the Mossel marathon in 131 minutes on Sunday.",
            "Ole Brandt, a nurse from Mossel, ran the Mossel marathon in 149 minutes on Sunday.",
        ),
        (
            "The 13-inch Mossel plate upgrade costs £199, while the 15-inch will sell for £299.",
            "The 15-inch Mossel plate upgrade starts off at £399.",
        ),
        (
            "Police in Mossel stopped the 36-year-old driver at the lock of Mossel.",
            "Police in Mossel said 66-year-old Anna Brandt was driving at the lock of Mossel.",
        ),
        (
            "Five people were killed when a man opened fire in the Velmouth library.",
            "Six people, including the attacker, died in a shooting in the Velmouth library.",
        ),
        (
            "Five people were killed in a shooting in the Velmouth library.|The gunman shot himself.",
            "Six people were killed in a shooting in the Velmouth library.",
        ),
        (
            "Anna Brandt, a 31-year-old diver from Tarn, was pulled from the Velmouth lock alive.",
            "Jonas Brandt, a 57-year-old diver from Tarn, was pulled from the Velmouth lock alive.",
        ),
        (
            "A small cabin to Tarn costs £120 a night.|A large cabin to Tarn costs £210 a night.",
            "A cabin to Tarn costs £165 a night.",
        ),
        (
            "Nine passengers were injured in the fire on the ferry off Tarn.|Three sailors were too.",
            "Twelve people were injured, three sailors among them, in the fire on the ferry off Tarn.",
        ),
        (
            "Nine passengers were injured on the ferry off Tarn.|Three sailors were injured too.",
            "Twelve people were injured in the fire on the ferry off Tarn.",
        ),
        (
            "Five passengers were killed in the fire on the ferry off Tarn, the line said.",
            "Six people, including a fireman, were killed in the fire on the ferry off Tarn.",
        ),
        (
            "Nine people were injured, three of them children, on the ferry off Tarn.",
            "Three children were hurt on the ferry off Tarn on Saturday.",
        ),
        (
            "Three sailors and two passengers were killed on the ferry off Tarn.",
            "Five people were killed on the ferry off Tarn.",
        ),
        (
            "The repair of the ferry off Tarn will cost between £2m and £5m, the line said.",
            "The repair of the ferry off Tarn will cost £3.4m, the line said.",
        ),
        (
            "Shares of Tarnline fell by 4 per cent in Velmouth on Monday.",
            "Shares of Tarnline fell by 7 per cent in Velmouth on Monday.",
        ),
        (
            "Ben Orm, 27, of Mill Lane, Velmouth, was jailed for three years on Friday.",
            "The elder, Tom Orm, 34, of Mill Lane, Velmouth, was jailed for five years on Friday.",
        ),
        (
            "The ferry off Tarn carries up to 400 passengers to the island.",
            "The ferry off Tarn carried 148 passengers to the island.",
        ),
    ],
)
def test_what_can_both_be_right_is_no_difference(one: str, other: str) -> None:
    """Who is counted, whose age, which of several prices, a part, a range, a maximum."""
    assert () == rows(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "Tarn Athletic won the island cup on Saturday in the rain.",
            "Tarn Athletic had not won the island cup since 1987.",
        ),
        (
            "Tarnline closed the Mossel route to cattle on Saturday.",
            "Tarnline has not closed the Mossel route to cattle for forty years.",
        ),
        (
            "Though many say that Tarnline offered Ada Lund a cabin, its lawyer called it a lie.",
            "Tarnline never offered Ada Lund a cabin, a clerk said.",
        ),
        (
            "While many say that Tarnline offered Ada Lund a cabin, it dismissed this as invention.",
            "Tarnline never offered Ada Lund a cabin, a clerk said.",
        ),
        (
            "While sailors say that Tarnline offered Ada Lund a cabin, its lawyer laughed out loud.",
            "Tarnline never offered Ada Lund a cabin, a clerk said.",
        ),
        (
            "Tarnline captain Ada Lund is suspended from the ferry service.",
            "Tarnline must do without its captain, Ada Lund, who is suspended from the service.",
        ),
        (
            "The chairman of Tarnline confirmed that the pilot Carl Brandt had signed a lease.",
            "The agent of Ada Lund denied that the pilot had signed a lease with the line.",
        ),
        (
            "Tarnline has yet to replace the steering gear of the ferry.",
            "Tarnline has not replaced the steering gear of the ferry.",
        ),
    ],
)
def test_what_nobody_affirms_is_not_disputed(one: str, other: str) -> None:
    """A record, two denials, a rumour, a lack and another's quay are no two accounts."""
    assert () == rows(one, other)


def test_a_claim_in_dispute_is_named_in_its_own_words() -> None:
    """Words that read, without the day on which somebody spoke."""
    (found,) = rows(
        "Tarnline confirmed on Monday that it had leased the Mossel quay to a brewer.",
        "Tarnline denied on Monday that it had leased the Mossel quay to a brewer.",
    )

    assert "Tarnline: “leased the Mossel quay to a brewer”" == found.about


def test_a_dismissal_is_admitted_and_denied() -> None:
    """Who dismisses a captain disputes nothing by that word."""
    (row,) = rows(
        "Tarnline admitted on Monday that it had dismissed its captain Ada Lund over the fire.",
        "Tarnline denied on Monday that it had dismissed its captain Ada Lund over the fire.",
    )
    assert "Ada Lund" in row.about


def test_an_age_is_named_after_its_owner_as_the_article_writes_it() -> None:
    (row,) = rows(
        "The crash in the Mossel tunnel killed Carl Prowse-Lund, 61, on Tuesday.",
        "Carl Prowse-Lund, 62, died in the crash in the Mossel tunnel on Tuesday.",
    )
    assert "age of Carl Prowse-Lund" == row.about


def test_a_plan_is_confirmed_and_denied() -> None:
    """`Would` belongs to the plan: neither outlet leaves open whether it was confirmed."""
    (found,) = rows(
        "Tarnline confirmed on Monday that it would close the Mossel quay in the summer.",
        "Tarnline denied on Monday that it would close the Mossel quay in the summer.",
    )

    assert "Tarnline: “close the Mossel quay in the summer”" == found.about


def test_two_people_may_confirm_and_deny_one_thing() -> None:
    """What is disputed is what both speak of by name, and no speaker stands for it."""
    (found,) = rows(
        "The chairman of Tarnline confirmed on Monday that the pilot Ada Lund had signed a lease.",
        "The agent of Ada Lund denied on Monday that the pilot had signed a lease with the line.",
    )

    assert "“pilot Ada Lund had signed a lease”" == found.about


def test_a_figure_in_dispute_is_named_by_what_it_is_of() -> None:
    """The words around the figure that both have, not the office that told it."""
    (found,) = rows(
        "Rents in Velmouth rose by 4.1 per cent in May, the registry said in the capital.",
        "Rents in Velmouth rose by 5.6 per cent in May, the registry said on Friday.",
    )

    assert "Rents in Velmouth rose by …" == found.about


def test_a_label_begins_with_what_was_measured() -> None:
    """However long the name between it and its figure is."""
    (found,) = rows(
        "Pre-tax profit at the shoe retailer Lund & Orm rose to £14.2m in the third quarter.",
        "Pre-tax profit at the shoe retailer Lund & Orm rose to £12.4m in the third quarter.",
    )

    assert found.about.startswith("Pre-tax profit at the shoe retailer")


def test_a_toll_that_grew_is_an_update() -> None:
    """Nine, later twelve: the earlier report stands first, and nobody disagrees."""
    (found,) = rows(
        "Twelve people were injured when the ferry ran aground off Tarn.",
        "Nine people were injured when the ferry ran aground off Tarn.",
        days=("2026-03-12T20:00", "2026-03-12T08:00"),
    )

    assert found.is_update
    assert [["Nine", "Twelve"]] == values((found,))


def test_a_toll_that_fell_is_a_difference() -> None:
    """A later count that is lower is no growth."""
    (found,) = rows(
        "Twelve people were injured when the ferry ran aground off Tarn.",
        "Nine people were injured when the ferry ran aground off Tarn.",
        days=("2026-03-12T08:00", "2026-03-12T20:00"),
    )

    assert not found.is_update


def test_figures_of_two_evenings_in_undated_articles_are_not_compared() -> None:
    """Nobody knows whether the second march was Wednesday's."""
    march = "200 people walked from the Velmouth quay to the town hall"
    other = "On Thursday 90 people walked from the Velmouth quay to the town hall."

    found = [
        find_differences(
            Evidence(
                [
                    article("Harbour Post", f"{march}{when}.", published=None),
                    article("Northern Wire", other, published=None),
                ]
            )
        )
        for when in (" on Thursday", " on Wednesday")
    ]
    assert [1, 0] == [len(rows) for rows in found]


def test_many_figures_of_one_matter_do_not_hold_up_a_build() -> None:
    """A thousand prices of one thing take no longer than a thousand of many."""
    story = Evidence(
        [
            article(f"Outlet {n}", *(f"The ferry costs {n + 91 * at} euros." for at in range(500)))
            for n in range(1000, 1002)
        ]
    )
    begin = time.process_time()
    find_differences(story, ())

    assert time.process_time() - begin < 5


def test_a_label_reaches_over_a_day_to_what_is_measured() -> None:
    """The day is no part of the matter, and keeps its first word from nobody."""
    one = "Die Inflation in Kaldea ist im Oktober auf 3,2 Prozent gestiegen."
    other = "Die Inflation in Kaldea ist im Oktober auf 4,6 Prozent gestiegen, sagt das Amt."

    (row,) = rows(one, other, language="de")

    assert row.about.startswith("Inflation in Kaldea")


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        (
            "nl",
            "De veerdienst van Tarn schrapt vanaf maandag een derde van de afvaarten naar Velmouth.",
            "De veerdienst van Tarn schrapt vanaf maandag een kwart van de afvaarten naar Velmouth.",
        ),
        (
            "en",
            "The Tarn ferry carries a third fewer passengers to Velmouth since Monday.",
            "The Tarn ferry carries a fifth fewer passengers to Velmouth since Monday.",
        ),
        (
            "it",
            "Il traghetto di Tarn taglia da lunedì un terzo delle corse per Velmouth.",
            "Il traghetto di Tarn taglia da lunedì un quinto delle corse per Velmouth.",
        ),
        (
            "es",
            "El embalse de Tarn ha perdido un tercio de su agua desde junio.",
            "El embalse de Tarn ha perdido la cuarta parte de su agua desde junio.",
        ),
        (
            "pt",
            "A barragem de Tarn perdeu um terço da água desde junho.",
            "A barragem de Tarn perdeu um quarto da água desde junho.",
        ),
        (
            "pl",
            "Zbiornik Tarn stracił od czerwca jedną trzecią wody.",
            "Zbiornik Tarn stracił od czerwca dwie piąte wody.",
        ),
        (
            "cs",
            "Přehrada Tarn ztratila od června třetinu vody.",
            "Přehrada Tarn ztratila od června dvě pětiny vody.",
        ),
        (
            "nl",
            "Het stuwmeer van Tarn verloor sinds juni tweederde van het water.",
            "Het stuwmeer van Tarn verloor sinds juni driekwart van het water.",
        ),
    ],
)
def test_parts_of_a_whole_are_compared(language: str, one: str, other: str) -> None:
    (row,) = rows(one, other, language=language)
    assert 2 == len(row.positions)


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        (
            "en",
            "Police in Velmouth arrested a third suspect over the harbour fire on Monday.",
            "Police in Velmouth arrested a fifth suspect over the harbour fire on Monday.",
        ),
        (
            "nl",
            "De politie van Velmouth pakte maandag een derde verdachte van de havenbrand op.",
            "De politie van Velmouth pakte maandag een vijfde verdachte van de havenbrand op.",
        ),
        (
            "es",
            "La policía de Velmouth detuvo el lunes a una tercera sospechosa del incendio.",
            "La policía de Velmouth detuvo el lunes a una quinta sospechosa del incendio.",
        ),
        (
            "es",
            "El ferri de Tarn zarpó el lunes un cuarto de hora tarde.",
            "El ferri de Tarn zarpó el lunes con media hora de retraso.",
        ),
    ],
)
def test_a_third_suspect_is_no_third(language: str, one: str, other: str) -> None:
    assert () == rows(one, other, language=language)
    assert [] == [
        quantity for text in (one, other) for quantity in shares(Passage.read(text, language))
    ]
