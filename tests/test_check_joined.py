"""What a sentence lost on its way, or joined that the story keeps apart."""

import pytest

from digest.model import Citation
from digest.summaries.check import prove
from digest.summaries.evidence import Evidence
from tests.check_story import article

BELL = Evidence(
    [
        article(
            "bell",
            "The bell, which weighs 214 kilograms, could be rung at Christmas.\n"
            "If Dr Strand is right it is the oldest in the valley by about 90 years.\n"
            "A judge issued an order temporarily blocking the closure of the harbour.\n"
            "The members are planning to accept an offer to sell the old ferry.\n"
            "The ‘wholly adverse impact on the dock workers’ wellbeing and safety’ was criticised.",
            source="The Daily Quay",
        )
    ]
)


@pytest.mark.parametrize(
    ("text", "check"),
    [
        ("If Dr Strand is right, it is the oldest in the valley.", None),
        ("The bell weighs 214 kilograms, and it is known as the oldest in the valley.", "hedges"),
        ("A judge temporarily blocked the closure of the harbour.", None),
        ("A judge blocked the closure of the harbour.", "hedges"),
        ("The members plan to accept an offer to sell the old ferry.", None),
        ("The members are considering accepting an offer to sell the old ferry.", "hedges"),
        ("The bell, which must weigh 214 kilograms, could be rung at Christmas.", "hedges"),
        (
            "A ‘wholly adverse impact on the dock workers’ wellbeing and safety’ was criticised.",
            None,
        ),
        (
            "A ‘wholly adverse impact on the workers’ wellbeing and safety’ was criticised.",
            "quotations",
        ),
        (
            "The Daily Quay reported that a judge temporarily blocked the closure of the harbour.",
            None,
        ),
        (
            "The Evening Quay reported that a judge temporarily blocked the closure of the harbour.",
            "names",
        ),
        ("The Daily Quay plans to accept an offer to sell the old ferry.", "names"),
    ],
)
def test_what_holds_for_now_or_under_a_condition_stays_so(text: str, check: str | None) -> None:
    """`If` and `temporarily` are kept; an outlet is named for what it reports, and nothing else."""
    faults = prove(text, [], BELL).faults

    assert (set() if check is None else {check}) <= {fault.check for fault in faults}
    assert (check is None) == (not faults)


GATE = Evidence(
    [
        article(
            "gate",
            "The board deepened its concerns over silt in the outer harbour.\n"
            "The ferry line sees the fall of a bitter rival in the old gate.\n"
            "Now that the approval of the gate is out, vaccination of the divers begins.\n"
            "It is expected that a pass will be required by many yards and schools.\n"
            "The damage is centred on the southern quay, where sheds lost their roofs.\n"
            "A storm surge on Saturday hit the quay, and a firm beside it.\n"
            "Within hours, the harbour master had left the town.\n"
            "Divers swept through the gate on Sunday, facing little current.\n"
            "The company closed the yard in March. It employs 40 people.\n"
            "Two tugs brought the ferry back to the yard.\n"
            "The gate was shut at 9.40pm on Monday.\n"
            "A diver found a date worn almost smooth.\n"
            "The mark is thought to be that of the old master, who is known from no other wreck.",
        )
    ]
)


@pytest.mark.parametrize(
    ("text", "cited", "is_printed"),
    [
        ("The board deepened its concerns about a bitter rival in the harbour.", [0, 1], False),
        ("The board deepened its concerns over the silt in the harbour.", [0], True),
        ("The approval is expected to be required by many yards and schools.", [2, 3], False),
        ("A pass is expected to be required by many yards and schools.", [3], True),
        ("The surge is centred on the southern quay, where sheds lost their roofs.", [4, 5], False),
        ("The damage is centred on the southern quay, where sheds lost roofs.", [4], True),
        ("Divers swept through the gate within hours, facing little current.", [6, 7], False),
        ("Divers swept through the gate, facing little current, and a storm hit.", [5, 7], True),
        ("The firm closed the yard in March.", [8], True),
        (
            "A diver found a worn date that was thought to be that of the old master.",
            [11, 12],
            False,
        ),
        ("The wreck is thought to be that of the old master.", [12], False),
        ("A diver found a mark that was thought to be that of the old master.", [11, 12], False),
        (
            "The gate was shut at 9.40pm. Two tugs brought the ferry back to the yard.",
            [9, 10],
            True,
        ),
    ],
)
def test_two_true_halves_make_no_whole(
    text: str,
    cited: list[int],
    is_printed: bool,  # noqa: FBT001
) -> None:
    """Words that stand side by side nowhere in the story are not put side by side."""
    verdict = prove(text, [Citation("gate", number) for number in cited], GATE)

    assert is_printed == (verdict.point is not None), verdict.faults
    assert is_printed or "seams" in {fault.check for fault in verdict.faults}


@pytest.mark.parametrize(
    ("text", "is_printed"),
    [
        ("Guards later chased the divers across the square.", True),
        ("The divers were later chased by guards.", True),
        ("Divers chased guards across the square.", False),
        ("The divers later chased the guards.", False),
        ("The divers in the square chased the guards.", False),
    ],
)
def test_nouns_do_not_change_places(text: str, is_printed: bool) -> None:  # noqa: FBT001
    """Who did it to whom, also where neither has a name."""
    story = Evidence([article("chase", "The guards later chased the divers across the square.")])

    assert is_printed == (prove(text, [], story).point is not None)


@pytest.mark.parametrize(
    ("text", "is_printed"),
    [
        ("From today, the old serum can be given to divers.", False),
        ("From today, shots of the old serum can be given to divers.", True),
        ("Steel rose sharply in May.", False),
        ("The steel's price rose sharply in May.", True),
        ("The divers went home.", True),
    ],
)
def test_what_is_said_of_a_part_is_not_told_of_the_whole(text: str, is_printed: bool) -> None:  # noqa: FBT001
    """`The price of steel` is not steel; a `group of divers` is divers."""
    story = Evidence(
        [
            article(
                "serum",
                "From today, second shots of the old serum can be given to divers.\n"
                "The price of steel rose sharply in May.\n"
                "A group of divers went home.",
            )
        ]
    )

    verdict = prove(text, [], story)

    assert is_printed == (verdict.point is not None), verdict.faults
    assert is_printed or {"portions"} == {fault.check for fault in verdict.faults}


MEMO = Evidence(
    [
        article(
            "memo",
            "A memo said that the committee satisfied the old requirement for the sale.\n"
            "Ms Quint shared findings from the probe into the possible origins of the flood and"
            " accused the board of a cover-up.\n"
            "Mr Breck has set a vote for Wednesday on a step toward Mr Olsen's huge ferry plan.\n"
            "Ada Moreau took off for space on Tuesday, over a week after Tom Brandt reached space"
            " in his own craft.\n"
            "Hodgkins, 38, pleaded guilty in June to a count of theft from the harbour office.\n"
            "The yard was sold, and Mr Lund said that “its owner is patient, which is the only kind"
            " to have”.\n"
            "The boats will cost £58 million and will each carry 220 guests and 46 cars.\n"
            "The platforms of the rivals had more stringent rules on speech.",
        )
    ]
)


@pytest.mark.parametrize(
    ("text", "check"),
    [
        ("The old requirement for the sale was satisfied by the committee, a memo said.", None),
        ("The committee was satisfied by the old requirement for the sale, a memo said.", "actors"),
        ("The possible origins of the flood accused the board of a cover-up.", "portions"),
        ("Mr Breck has set a vote for Wednesday on a step toward his ferry plan.", "pronouns"),
        ("Mr Breck has set a vote on Mr Olsen and his ferry plan for Wednesday.", None),
        ("Ada Moreau reached space on Tuesday.", "actors"),
        ("Tom Brandt reached space in his own craft.", None),
        ("Mr Lund said so.", "coverage"),
        (
            "The yard was sold, and its owner is patient, which is the only kind to have.",
            "attribution",
        ),
        ("Mr Lund said that its owner is patient, which is the only kind to have.", None),
        ("The boats will carry 220 guests and 46 cars.", "numbers"),
        ("The boats will each carry 220 guests and 46 cars.", None),
        ("Hodkins, 38, pleaded guilty in June to a count of theft from the harbour.", "names"),
        ("Was guilty in June of a count of theft from the harbour office.", "form"),
        (
            "The platforms of the rivals had more stringent rules on speech, which contradicted it.",
            "coverage",
        ),
        (
            "The platforms of the rivals had stringent rules on speech, highlighting the theft.",
            "coverage",
        ),
    ],
)
def test_a_deed_stays_with_its_doer(text: str, check: str | None) -> None:
    """Seen with a small model: another one's deed, plan or requirement, and comments of its own."""
    faults = {fault.check for fault in prove(text, [], MEMO).faults}

    assert (set() if check is None else {check}) <= faults
    assert (check is None) == (not faults)


def test_a_sentence_does_not_say_the_same_twice() -> None:
    """Small models join two drafts of one sentence; somebody's own words may come again."""
    lost = "The party won the vote, but missed its goal of 170 seats to rule the harbour alone."
    again = "The party won 170 seats to rule the harbour alone, but missed 170 seats to rule the harbour alone."
    story = Evidence([article("vote", lost)])

    assert prove(lost, [], story).point
    assert ["form"] == [fault.check for fault in prove(again, [], story).faults]


LOCKS = Evidence(
    [
        article(
            "locks",
            "Ada Tern, the E.U. special envoy for rivers, said that the old dam at Brennick would hold.\n"
            "The harbour was closed after the mayor fell ill. Two tugs have left for the islands,"
            " according to officials quoted by Radio Quay.\n"
            "The ferry sank in the storm, Radio Quay said.\n"
            "The councillors gaveled in their session before noon on Friday.\n"
            "The crew is prepared to stay in the harbour over the whole winter.\n"
            "Ada Breck said on Sunday the council will build a new lock at Brennick.\n"
            "Mr Lund wants Ada Breck to raise the tolls again.\n"
            "The best pen, 40 crosses from the islands, made £112 on Friday.\n"
            "The ferry line has avoided a court-ordered stop in the islands.\n"
            "President Lund was late at the quay on Thursday.\n"
            "Mr Oake and the President will sail to Tarrin on Friday.\n"
            "The council's spokesman left the session early on Friday.\n"
            "Mr Tern told Radio Quay: “We stick by the old plan.”\n"
            "Ada Breck told the owners on Sunday that she would sell the ferry.\n"
            "The owners answer for the broken locks, and they claim that the state pays for the dam.",
        )
    ]
)


@pytest.mark.parametrize(
    ("text", "check"),
    [
        ("The old dam would hold, said Ada Tern, the E.U. special envoy.", None),
        ("The old dam would hold, said Ada Tern, a former E.U. special envoy.", "roles"),
        ("Two tugs have left, according to officials quoted by Radio Quay.", None),
        (
            "The harbour was closed after the mayor fell ill, officials quoted by Radio Quay said.",
            "attribution",
        ),
        ("Radio Quay said the ferry sank in the storm.", None),
        ("Radio Quay said the ferry sank in the storm, Radio Quay said.", "attribution"),
        ("Before noon on Friday the councillors gaveled in their session.", None),
        ("Before noon on Friday the councillors givenled in their session.", "coverage"),
        (
            "The owners answer for the locks, and it is baseless to claim that the state pays.",
            "coverage",
        ),
        ("Ada Breck said the council will build a new lock at Brennick.", None),
        ("Ada Breck said she will build a new lock at Brennick.", "pronouns"),
        ("Ada Breck told the owners that she would sell the ferry.", None),
        ("The best pen, 40 crosses from the islands, made £112.", None),
        ("The best pen, a 40 cross from the islands, made £112.", "numbers"),
        ("Mr Oake and President Lund will sail to Tarrin.", None),
        ("President Lund and the President will sail to Tarrin.", "names"),
        ("Mr Tern told Radio Quay: “We stick by the old plan.”", None),
        ("The council's spokesman said: “We stick by the old plan.”", "attribution"),
        ("Mr Lund wants Ada Breck to raise the tolls.", None),
        ("Mr Lund wants to raise the tolls.", "actors"),
        ("The ferry line avoided a court-ordered stop.", None),
        ("The ferry line faced a court-ordered stop.", "negation"),
        ("The crew is prepared to stay in the harbour over winter.", None),
        ("The crew stays in the harbour over winter.", "hedges"),
    ],
)
def test_a_small_models_slips_are_seen(text: str, check: str | None) -> None:
    """An office that is over, words of another sentence's speaker, a garbled word, a comment."""
    faults = {fault.check for fault in prove(text, [], LOCKS).faults}

    assert (set() if check is None else {check}) <= faults
    assert (check is None) == (not faults)


def test_a_headline_may_end_on_a_word_of_its_own() -> None:
    """Small models write headlines without a full stop, and with words of their own at the end."""
    assert prove("The crew stays as it is harbourless", [], LOCKS, kind="headline").faults
