"""What a good model writes near its sources passes: seen with drafts that were true, and refused."""

import pytest

from digest.summaries.check import prove
from digest.summaries.checks.passage import Passage
from digest.summaries.evidence import Evidence
from tests.check_story import article

KELP = Evidence(
    [
        article(
            "kelp",
            "BRENNICK — Divers say two kelp boats have collided in the harbour, injuring one man.\n"
            "The Port Authority says the boats “bumped into each other” on Monday but did not sink.\n"
            "It has asked the owners to mend them before the spring.\n"
            "The minister said on Friday the port could close if the owners refuse, a step she said"
            " would cost 40 jobs.\n"
            "The rig B-44 was towed out in June and was found to be very unstable.\n"
            "The yard built a pair of rigs, dubbed Tarn, and plans to offer them up to divers.\n"
            "First, diver Ada Breck had to collect samples from the rig.\n"
            "The samples were brought back to Velmouth soon after. Researchers ran tests for a week.",
            title="Two kelp boats collide at Brennick",
            source="www.dailyquay.co.uk",
        )
    ]
)


@pytest.mark.parametrize(
    ("text", "cites"),
    [
        ("Two kelp boats have collided in the harbour, injuring one man, divers say.", (0,)),
        ("Divers say two kelp boats have collided, the Daily Quay reported.", (0,)),
        ("The rig B-44 was found to be very unstable.", (4,)),
        ("The minister said on Friday the port could close if the owners refuse.", (3,)),
        ("The yard plans to offer the rigs up to divers.", (5,)),
        ("Diver Ada Breck had to collect samples from the rig.", (6,)),
        ("After the samples were brought back to Velmouth, researchers ran tests.", (7,)),
    ],
)
def test_what_is_near_its_sources_passes(text: str, cites: tuple[int, ...]) -> None:
    """An outlet known by its host, a figure's letter, a nested `said`."""
    citations = [KELP.citations[at] for at in cites]

    assert () == prove(text, citations, KELP).faults


@pytest.mark.parametrize(
    ("text", "check"),
    [
        ("The Evening Quay reported that two kelp boats have collided in the harbour.", "names"),
        ("The UK reported that two kelp boats have collided in the harbour.", "names"),
        ("Brennick says two kelp boats have collided in the harbour.", "attribution"),
    ],
)
def test_what_only_looks_so_is_refused(text: str, check: str) -> None:
    """Another outlet, the place of the dateline as a speaker, two that changed places."""
    assert check in {fault.check for fault in prove(text, [], KELP).faults}


def test_a_company_is_not_the_title_of_who_comes_next() -> None:
    """`Dr. Olsen` is one name, and `Tern Inc. Olsen` two, of two sentences."""
    sold = Passage.read("The yard was sold by Dr. Lund to Tern Inc. Olsen was glad.", "en")

    assert ["Lund", "Tern Inc", "Olsen"] == [name.text for name in sold.names]
