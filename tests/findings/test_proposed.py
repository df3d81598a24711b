"""A difference that a model proposes is printed only as far as the sources' sentences bear it out."""

from datetime import UTC, datetime, timedelta

import pytest

from digest.findings.differences import Side
from digest.findings.proposed import accepted
from digest.grounding.evidence import Evidence
from digest.model import Citation
from tests.building import article

COURIER = article(
    "courier",
    "Harbour Courier",
    "Fire on the ferry Orla",
    "Nine passengers were taken to hospital after a fire on the ferry Orla.\n"
    "The operator says that 148 passengers were on board.\n"
    "The union says that a leak of fuel had been reported in September.",
    published=datetime(2026, 10, 13, 6, tzinfo=UTC),
)
LEDGER = article(
    "ledger",
    "Northern Ledger",
    "Twelve hurt on burning ferry",
    "Twelve passengers of the ferry Orla were hurt, the ambulance service said.\n"
    "Police counted 151 passengers ashore.\n"
    "The company denies that any leak was reported.",
    published=datetime(2026, 10, 13, 17, tzinfo=UTC),
)
BEACON = article(
    "beacon",
    "Daily Beacon",
    "Ferry blaze",
    "A fire broke out on the Orla on Tuesday.\nNearly 150 passengers were on board the ferry.",
    published=datetime(2026, 10, 13, 11, tzinfo=UTC),
)
EVIDENCE = Evidence([COURIER, LEDGER, BEACON])


def side(value: str, *places: tuple[str, int]) -> Side:
    return Side([Citation(*place) for place in places], value)


NINE, TWELVE = side("nine", ("courier", 0)), side("Twelve", ("ledger", 0))
LISTED, COUNTED = side("148", ("courier", 1)), side("151", ("ledger", 1))


def test_each_side_stands_in_its_own_sentence() -> None:
    found = accepted("passengers on board", [LISTED, COUNTED], EVIDENCE)

    assert found is not None
    assert "passengers on board" == found.about
    assert ["148", "151"] == [position.value for position in found.positions]
    assert [EVIDENCE.text(Citation("courier", 1)), EVIDENCE.text(Citation("ledger", 1))] == [
        position.text for position in found.positions
    ]


def test_a_matter_may_be_affirmed_and_denied() -> None:
    sides = [side("had been reported", ("courier", 2)), side("denies", ("ledger", 2))]

    assert accepted("leak reported", sides, EVIDENCE) is not None


def test_a_value_is_printed_as_its_source_writes_it() -> None:
    found = accepted("passengers hurt", [NINE, side("TWELVE", ("ledger", 0))], EVIDENCE)

    assert found is not None
    assert ["Nine", "Twelve"] == [position.value for position in found.positions]


def test_a_figure_is_printed_whole() -> None:
    sums = Evidence(
        [
            article("a", "Post", "Bridge", "Repairs will cost £640 million."),
            article("b", "Echo", "Bridge", "Repairs will cost £700 million."),
            article("c", "Wire", "Bridge", "The repairs are put at £640mn."),
        ]
    )
    both = side("£640", ("a", 0), ("c", 0))

    found = accepted("repairs", [both, side("£700", ("b", 0))], sums)

    assert found is not None
    assert ["£640 million", "£700 million"] == [position.value for position in found.positions]
    assert ["a", "c"] == [article for article, _ in found.positions[0].citations]


def test_a_count_that_grew_stands_by_time() -> None:
    found = accepted("passengers hurt", [TWELVE, NINE], EVIDENCE, is_update=True)

    assert found is not None
    assert found.is_update
    assert ["Nine", "Twelve"] == [position.value for position in found.positions]


@pytest.mark.parametrize(
    ("about", "sides"),
    [
        pytest.param("passengers on board", [LISTED], id="one side"),
        pytest.param("bribes paid by Orla", [LISTED, COUNTED], id="a matter nobody tells of"),
        pytest.param("", [LISTED, COUNTED], id="no matter"),
        pytest.param("passengers 148", [LISTED, COUNTED], id="a number to call"),
        pytest.param("orla.ferry", [LISTED, COUNTED], id="an address"),
        pytest.param("passengers \u202eboard", [LISTED, COUNTED], id="a turned name"),
        pytest.param("passengers " * 9, [LISTED, COUNTED], id="a matter without end"),
        pytest.param(
            "passengers on board", [LISTED, side("15", ("ledger", 1))], id="half of a figure"
        ),
        pytest.param(
            "passengers on board", [LISTED, side("152", ("ledger", 1))], id="a figure of nobody"
        ),
        pytest.param(
            "passengers on board",
            [LISTED, side("Nearly 150", ("beacon", 1))],
            id="figures that can both be right",
        ),
        pytest.param(
            "passengers", [NINE, side("148", ("courier", 1))], id="two figures of one outlet"
        ),
    ],
)
def test_what_is_not_borne_out_is_not_printed(about: str, sides: list[Side]) -> None:
    assert accepted(about, sides, EVIDENCE) is None


def test_an_outlet_may_bring_itself_up_to_date() -> None:
    later = article(
        "later",
        "Harbour Courier",
        "Ferry fire",
        "Fourteen passengers were hurt.",
        published=datetime(2026, 10, 20, tzinfo=UTC),
    )
    whole = Evidence([COURIER, LEDGER, later])
    counts = [side("nine", ("courier", 0)), side("Fourteen", ("later", 0))]

    assert accepted("passengers hurt", counts, whole) is None
    assert accepted("passengers hurt", counts, whole, is_update=True) is not None


@pytest.mark.parametrize(("day", "is_told"), [(16, True), (17, False)])
def test_what_is_told_days_later_contradicts_nobody(day: int, *, is_told: bool) -> None:
    """Ninety complaints in the first week and 659 in the third are steps of one count."""
    later = article(
        "later",
        "Tarn Weekly",
        "Ferry fire",
        "Fourteen passengers were hurt.",
        published=datetime(2026, 10, day, 7, tzinfo=UTC) - timedelta(hours=2),
    )
    counts = [side("nine", ("courier", 0)), side("Fourteen", ("later", 0))]
    found = accepted("passengers hurt", counts, Evidence([COURIER, later]))

    assert is_told == (found is not None)


def test_an_update_needs_reports_of_different_times() -> None:
    undated = Evidence([COURIER, article("b", "Beacon", "Blaze", "Twelve passengers were hurt.")])

    assert accepted("passengers hurt", [NINE, side("Twelve", ("b", 0))], undated) is not None
    assert (
        accepted("passengers hurt", [NINE, side("Twelve", ("b", 0))], undated, is_update=True)
        is None
    )
