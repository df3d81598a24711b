"""A sentence that lacks little is made whole by rule, and proven again; the rest is not touched."""

import pytest

from digest.model import Citation
from digest.summaries.check import prove
from digest.summaries.evidence import Evidence
from digest.summaries.mend import mended
from tests.check_story import article

QUAY = Evidence(
    [
        article(
            "quay",
            "The council on Friday approved a plan to dredge the old harbour at Los Varos by June.\n"
            "“Our engineers have learned that a change to the sluice caused the flood in the market"
            " hall,” the harbour board said.\n"
            "Senators called for stronger laws on dredging and for more divers in the harbour.\n"
            "Ms Breck, who dives there, said the works will cost £9 million and close the market.\n"
            "The market hall has 40 stalls, according to a study of the old town.\n"
            "One in four stalls now reports full shelves. The traders say it can become hard to sell at"
            " dawn in the hall.\n"
            "“Maybe the guards will let me into the hall at dawn.”\n"
            "The hall was sold at dawn for £2 million, according to the...\n"
            "Bread is scarce in the market hall, two porters told Marrow Radio, and dear.",
        )
    ]
)


@pytest.mark.parametrize(
    ("text", "cited", "expected"),
    [
        (
            "She called for stronger laws on dredging and for more divers.",
            2,
            "Senators called for stronger laws on dredging and for more divers.",
        ),
        (
            "The works will cost £9 million and close the market.",
            3,
            "The works will cost £9 million and close the market, Ms Breck said.",
        ),
        (
            "Engineers have learned that a change to the sluice caused the flood in the hall.",
            1,
            (
                "Engineers have learned that a change to the sluice caused the flood in the hall,"
                " the harbour board said."
            ),
        ),
        (
            (
                "Our engineers have learned that a change to the sluice caused the flood in the market"
                " hall, the harbour board said."
            ),
            1,
            (
                "“Our engineers have learned that a change to the sluice caused the flood in the market"
                " hall,” the harbour board said."
            ),
        ),
        (
            "The council approved a plan to dredge the old harbour on Monday.",
            0,
            "The council approved a plan to dredge the old harbour.",
        ),
        (
            (
                "The council approved a plan to dredge the harbour at Los Varos, making room for ferries"
                " from Norway."
            ),
            0,
            "The council approved a plan to dredge the harbour at Los Varos.",
        ),
        (
            "The old market hall has 40 stalls.",
            4,
            "The old market hall has 40 stalls, according to a study of the old town.",
        ),
        (
            "It can become hard to sell in the hall at dawn.",
            5,
            "It can become hard to sell in the hall at dawn, the traders say.",
        ),
        (
            "Ms Breck (D-Wick) said the works will cost £9 million and close the market.",
            3,
            "Ms Breck said the works will cost £9 million and close the market.",
        ),
        (
            "Bread is scarce in the market hall.",
            8,
            "Bread is scarce in the market hall, two porters told Marrow Radio.",
        ),
        ("The traders say:", 5, None),
        (
            "Senators called for stronger laws on dredging,",
            2,
            None,  # the source does not stop there
        ),
        (
            "The council on Friday approved a plan to dredge the old harbour at Los Varos by June,",
            0,
            "The council on Friday approved a plan to dredge the old harbour at Los Varos by June.",
        ),
        (
            "The traders say that the hall has 40 stalls.",
            4,
            None,  # two who say it are one too many
        ),
        ("He may be let into the hall at dawn by the guards.", 6, None),
        ("The hall was sold for £2 million at dawn.", 7, None),
        ("The council approved a plan to fill in the old harbour at Los Varos by May.", 0, None),
        ("The council rejected a plan to dredge the old harbour at Los Varos.", 0, None),
    ],
)
def test_a_small_mend_makes_a_sentence_true(text: str, cited: int, expected: str | None) -> None:
    """What the source reports gets its owner, a stray day goes; an untrue claim stays refused."""
    faulty = prove(text, [Citation("quay", cited)], QUAY)
    assert faulty.point is None

    after = mended(faulty, QUAY)

    assert expected == (after and after.text)


def test_a_mended_sentence_is_a_proven_one() -> None:
    """Mending makes no points of its own: the same checks say yes to what comes out."""
    faulty = prove(
        "The works will cost £9 million and close the market.", [Citation("quay", 3)], QUAY
    )
    after = mended(faulty, QUAY)

    assert after is not None
    assert after == prove(after.text, [Citation("quay", 3)], QUAY)
