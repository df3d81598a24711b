"""Who does what, who says it, how sure it is: a turned meaning never reaches the reader."""

from dataclasses import replace

import pytest

from digest.model import Citation, Span
from digest.summaries.check import CHECKS, contradictions, prove, prove_quote
from digest.summaries.evidence import Evidence
from tests.check_story import article

SOURCE = article(
    "talks",
    """Mr Varga and the Chancellor are due to fly to Ostrava tomorrow for talks on the pipeline.
Ms Lindqvist, the deputy mayor of Norrby, told reporters that the city may close three schools.
“I don't think the pipeline will ever be safe,” said Ms Lindqvist, a former harbour master.
The minister is expected to approve the plan before the summer.
Harbour chief Tomas Brandt accused Varga Energy of hiding at least 14 leaks since 2029.
According to a report by the auditors, the company dumped oil in the Vessa river.
The council rejected the plan on Friday, and shares in Varga Energy fell 9 percent.
Rebels attacked the port of Vessa, and 20 people were killed and 45 wounded, police said.
Varga Energy sued Brandt Shipping over the lost cargo in March.
The union will strike if the talks fail.
He was fined for the first time in his career, the court said.""",
    title="Peter Varga and Chancellor Ada Moreau to discuss pipeline in Ostrava",
)
EVIDENCE = Evidence([SOURCE])


def checks(text: str, *cited: int) -> set[str]:
    """The checks that refuse the text."""
    citations = [Citation("talks", number) for number in cited]
    return {fault.check for fault in prove(text, citations, EVIDENCE).faults}


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        ("Peter Varga and the Chancellor will fly to Ostrava for talks on the pipeline.", 0),
        ("Mr Varga and Ada Moreau are due to fly to Ostrava tomorrow.", 0),
        ("Norrby may close three schools, its deputy mayor, Ms Lindqvist, said.", 1),
        ("Ms Lindqvist does not think the pipeline will ever be safe.", 2),
        ("The plan is likely to be approved by the minister before the summer.", 3),
        ("Tomas Brandt claimed that Varga Energy had hidden at least 14 leaks.", 4),
        ("Auditors reported that the company dumped oil in the Vessa river.", 5),
        ("Shares in Varga Energy fell 9% after the council rejected the plan.", 6),
        ("Police said 20 people were killed and 45 wounded when rebels attacked Vessa.", 7),
        ("Varga Energy sued Brandt Shipping in March over the lost cargo.", 8),
        ("The union says it will strike if the talks fail.", 9),
    ],
)
def test_what_the_source_says_in_other_words_passes(text: str, cited: int) -> None:
    """A check that refuses true sentences makes a worse edition, not a better one."""
    assert set() == checks(text, cited)


@pytest.mark.parametrize(
    ("text", "cited", "check"),
    [
        ("Sweden is due to fly to Ostrava tomorrow for talks on the pipeline.", 0, "names"),
        ("Ms Lindqvist, the mayor of Norrby, said the city may close three schools.", 1, "roles"),
        ("Ms Lindqvist, the minister, said the city may close three schools.", 1, "roles"),
        ("Norrby will close three schools, deputy mayor Lindqvist told reporters.", 1, "hedges"),
        ("The city may close three schools.", 1, "attribution"),
        ("Ms Lindqvist said she does think the pipeline will ever be safe.", 2, "negation"),
        ("The pipeline will never be safe.", 2, "attribution"),
        ("Varga Energy denied the loss of Brandt Shipping cargo in March.", 8, "negation"),
        ("The minister will approve the plan before the summer.", 3, "hedges"),
        ("The minister is not expected to approve the plan before the summer.", 3, "negation"),
        ("Harbour chief Tomas Brandt accused Varga Energy of hiding 14 leaks.", 4, "hedges"),
        (
            "Varga Energy accused harbour chief Tomas Brandt of hiding at least 14 leaks.",
            4,
            "actors",
        ),
        ("The company dumped oil in the Vessa river.", 5, "attribution"),
        ("The council approved the plan on Friday.", 6, "opposites"),
        ("Shares in Varga Energy rose 9 percent on Friday.", 6, "opposites"),
        ("Police said 45 people were killed and 20 wounded in the port of Vessa.", 7, "actors"),
        ("Brandt Shipping sued Varga Energy over the lost cargo in March.", 8, "actors"),
        ("The union will strike.", 9, "hedges"),
        ("The court said he was fined for the second time in his career.", 10, "numbers"),
    ],
)
def test_a_turned_meaning_is_refused(text: str, cited: int, check: str) -> None:
    """Each by the check that says why, in words that a model can act on."""
    assert check in checks(text, cited)


def test_a_quotation_belongs_to_the_one_who_said_it() -> None:
    """Real words in the wrong mouth are as bad as invented ones."""
    text = "“I don't think the pipeline will ever be safe,” said Tomas Brandt."

    assert checks(text, 2) & {"names", "attribution", "quotations"}
    assert isinstance(
        prove_quote("I don't think the pipeline will ever be safe", "Tomas Brandt", EVIDENCE), tuple
    )


def test_a_quotation_cut_before_its_negation_is_refused() -> None:
    """“I don't think it is safe” never becomes “it is safe”."""
    text = "Ms Lindqvist said the pipeline “will ever be safe”."

    assert "quotations" in checks(text, 2)


def test_the_words_of_a_long_quotation_are_not_told_as_fact() -> None:
    """A sentence from the middle of a quotation is its speaker's, though it stands word for word."""
    text = "“The town was ours. The mill made us rich. We lost it,” said Mara Quint."
    spans = (Span(0, 19), Span(20, 42), Span(43, len(text)))
    whole = replace(article("mill", text), sentences=spans)

    faults = prove("The mill made us rich.", [Citation("mill", 1)], Evidence([whole])).faults

    assert ["attribution"] == [fault.check for fault in faults]


def test_every_check_says_what_it_found() -> None:
    """`digest explain` shows a line for every check, also where nothing is wrong."""
    found = prove("Varga Energy sued Brandt Shipping in March.", [Citation("talks", 8)], EVIDENCE)

    assert [name for name, _ in CHECKS] == [finding.check for finding in found.findings[1:]]
    assert all(finding.note for finding in found.findings[1:])


def test_a_summary_of_a_whole_text_is_held_against_all_of_it() -> None:
    """A person's summary that cites nothing is still searched for contradictions."""
    assert () == contradictions(
        "The council rejected the plan and shares fell 9 percent.", EVIDENCE
    )
    assert contradictions("The council approved the plan and shares fell 8 percent.", EVIDENCE)


def test_what_a_lede_leaves_open_is_not_printed() -> None:
    """A feed's teaser stops in the middle; its last words are no sentence, however true."""
    story = Evidence([article("cut", "The union at the yard also denied...\nThe yard is open.")])

    assert prove("The union at the yard also denied...", [], story).point is None
    assert prove("The union at the yard also denied.", [], story).point is None


def test_nobody_is_made_to_say_what_the_paper_says() -> None:
    """An invented "the ministry said" before a true sentence is refused."""
    story = Evidence(
        [article("jobs", "Hiring has slowed at the yard since March, its books show.")]
    )

    told = prove("The ministry said that hiring has slowed at the yard since March.", [], story)

    assert "attribution" in {fault.check for fault in told.faults}


def test_in_part_is_not_lost() -> None:
    story = Evidence([article("yard", "The yard failed due in part to the price of steel.")])

    assert prove("The yard failed due in part to the price of steel.", [], story).point
    assert prove("The yard failed due to the price of steel.", [], story).point is None


def test_two_are_not_made_to_do_what_one_does() -> None:
    """That A will do it after a similar move by B does not say that A and B will."""
    ports = (
        "Los Varos will open at night from June, after a similar move that was made by Long Quay."
    )
    story = Evidence([article("ports", ports)])

    told = prove("Los Varos and Long Quay will open at night from June.", [], story)

    assert "actors" in {fault.check for fault in told.faults}


@pytest.mark.parametrize(
    ("text", "is_printed"),
    [
        ("I had men bidding this morning who came from the coast.", False),
        ("Our diver found the old ring under the pier.", False),
        ("“I had men bidding this morning who came from the coast,” said Ms Breck.", True),
        ("The US sent Charles I of Marrow a ring in 1640.", True),
        ("We could not reach the owner of the pier.", True),
    ],
)
def test_somebodys_voice_is_not_the_editions(text: str, is_printed: bool) -> None:  # noqa: FBT001
    """Somebody's "I" or "our" without its marks is refused; the paper's own "we" is the paper's."""
    story = Evidence(
        [
            article(
                "mart",
                "“I had men bidding this morning who came from the coast,” said Ms Breck.\n"
                "“Our diver found the old ring under the pier,” she said.\n"
                "The US sent Charles I of Marrow a ring in 1640.\n"
                "We could not reach the owner of the pier.",
            )
        ]
    )

    assert is_printed == (prove(text, [], story).point is not None)


def test_nothing_is_carried_by_what_a_lede_left_out() -> None:
    """A model goes on where a teaser stops; a synonym has leave elsewhere, but not there."""
    whole = "The council is willing to close the old quay and the pier to try to curb the flood."
    stump = "The council is willing to close the old quay and the pier to try to curb the..."
    told = "The council is willing to close the old quay and the pier to try to curb the deluge."

    assert prove(told, [], Evidence([article("whole", whole)])).point
    assert prove(told, [], Evidence([article("cut", stump)])).point is None


DIVE = Evidence(
    [
        article(
            "dive",
            "Ms Breck found a date worn almost smooth under a layer of weed.\n"
            "It reads 1641, the year of the great flood.\n"
            "The mark on its rim is thought to be that of Walter Sand, who cast bells in Los Varos.\n"
            "Mr Quay, the harbour master, was told on Friday.\n"
            "Ewes were dearer by an average of £9 a head, and one made £310.\n"
            "The council has kept some old harbour rules that Ms Breck decried.\n"
            "Divers asked for better lamps and a longer rope.\n"
            "Walter Sand was named warden in July, weeks after President Ada Lund had died.\n"
            "The harbour master called the new pier a costly mistake.\n"
            "The old pier may fall, but Ms Breck said she will hold it up.\n"
            "“It is 50 feet away,” Tom Quay, 23, said on Sunday night in a short talk by telephone,"
            " as the wind howled.\n"
            "The rule was a change for the board, which had at first let the earlier...\n"
            "The earlier rules had saved lives, Ms Lund said.\n"
            "“There was a founder’s mark I had only ever seen in a drawing,” Ms Breck said.",
        )
    ]
)


@pytest.mark.parametrize(
    ("text", "cited", "is_printed"),
    [
        (
            "She found a date worn almost smooth, and it is thought to be Walter Sand’s.",
            (0, 2),
            False,
        ),
        (
            "Ms Breck found a worn date under weed, which is thought to be Walter Sand’s.",
            (0, 2),
            False,
        ),
        (
            "Ms Breck found a date worn almost smooth under weed, and he was told on Friday.",
            (0, 3),
            False,
        ),
        (
            "Ms Breck found a date worn almost smooth under weed, and it reads 1641, the year of the great flood.",
            (0, 1),
            True,
        ),
        (
            "Ms Breck found a worn date and a mark, and it is thought to be Walter Sand’s.",
            (0, 2),
            True,
        ),
        ("Ewes were dearer by an average of £9 a head.", (4,), True),
        ("Ewes were dearer by £9 a head on average.", (4,), True),
        ("Ewes were dearer by £9 a head.", (4,), False),
        (
            "Ewes were dearer by an average of £9 a head, and one made an average of £310.",
            (4,),
            False,
        ),
        ("Ewes were £9 dearer on average, and one made £310.", (4,), True),
        ("The council has kept some harbour rules that Ms Breck decried.", (5,), True),
        ("The council has kept a few harbour rules that Ms Breck decried.", (5,), True),
        ("The council has kept harbour rules that Ms Breck decried.", (5,), False),
        ("The council has kept some harbour rules despite protests.", (5,), False),
        ("The council is set to vote on some old harbour rules.", (5,), False),
        ("Divers asked for a longer rope and better lamps.", (6,), True),
        ("She asked for a longer rope and better lamps.", (6,), False),
        ("Walter Sand was named warden weeks after the death of President Ada Lund.", (7,), True),
        ("Walter Sand was named warden in July by President Ada Lund.", (7,), False),
        ("Walter Sand was named warden in July despite President Ada Lund.", (7,), False),
        ("The pier was called a costly mistake by the harbour master.", (8,), True),
        ("The harbour master said divers had called him a costly mistake.", (8, 6), False),
        ("The new pier called the harbour master a costly mistake.", (8,), False),
        ("The new pier was called a mistake by the harbour master.", (8,), True),
        ("The harbour master strongly called the new pier a costly mistake.", (8,), False),
        ("The new pier, a costly mistake, was caused by the harbour master.", (8,), False),
        (
            "Tom Quay said on Sunday night in a short talk by telephone, as the wind howled.",
            (10,),
            False,
        ),
        ("“It is 50 feet away,” Tom Quay said on Sunday night by telephone.", (10,), True),
        (
            "The rule was a change for the board, which had at first let the earlier rules save lives.",
            (11, 12),
            False,
        ),
        ("The old pier may fall, according to the.", (9,), False),
        (
            "Ms Breck found a worn date under weed, which she had only ever seen in a drawing.",
            (0,),
            False,
        ),
        ("Ms Breck said she will hold up the old pier.", (9,), True),
        ("The old pier may fall, Ms Breck said.", (9,), False),
    ],
)
def test_what_a_word_stands_for_is_kept(
    text: str,
    cited: tuple[int, ...],
    is_printed: bool,  # noqa: FBT001
) -> None:
    """Two true sentences joined by "and it" may say a third thing; an average is nobody's price."""
    found = prove(text, [Citation("dive", at) for at in cited], DIVE)

    assert is_printed == (found.point is not None), found.faults


def test_a_lesser_citation_saves_nothing() -> None:
    """A sentence that says all of it, but as somebody's words, is the one that counts."""
    pier = Evidence(
        [
            article(
                "pier",
                "Ms Breck will rebuild the pier at Los Varos.\n"
                "“It was an easy decision to rebuild the pier,” she said.",
                title="Breck rebuilds the pier: an easy decision",
            )
        ]
    )
    text = "It was an easy decision to rebuild the pier."

    assert {"attribution"} == {
        fault.check for fault in prove(text, [Citation("pier", 0)], pier).faults
    }


BRIDGE = Evidence(
    [
        article(
            "bridge",
            "The minister raised the bridge with Ms Lund on Monday.\n"
            "“It was a hard choice for the town,” said Mr Quay’s spokesman.\n"
            "“The town has signed the pact on old bridges, so they spoke of its duties.”\n"
            "“Ms Lund has said it was a sad day for the harbour.”\n"
            "The island has not signed the pact on old bridges.",
            source="Velmouth Post",
        )
    ]
)


@pytest.mark.parametrize(
    ("text", "cited", "is_printed"),
    [
        ("Mr Quay’s spokesman said it was a hard choice for the town.", 1, True),
        ("Mr Quay said it was a hard choice for the town.", 1, False),
        ("The spokesman said the town has signed the pact on old bridges.", 2, True),
        ("Mr Quay said the town has signed the pact on old bridges.", 2, False),
        ("Ms Lund has said it was a sad day for the harbour.", 3, False),
        ("The island has not signed the pact on bridges.", 4, True),
        ("Mr Quay noted that the island has not signed the pact on bridges.", 4, False),
    ],
)
def test_words_stay_with_whoever_said_them(text: str, cited: int, is_printed: bool) -> None:  # noqa: FBT001
    """A spokesman is not his minister, and what the paper says itself is nobody's word."""
    found = prove(text, [Citation("bridge", cited)], BRIDGE)

    assert is_printed == (found.point is not None), found.faults
