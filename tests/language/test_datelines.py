"""Where the reporter sat is no part of what is told."""

import pytest

from digest.language.datelines import without_dateline


@pytest.mark.parametrize(
    "dateline",
    [
        "VELMOUTH (NNA) — ",
        "Velmouth, March 3 (NNA) - ",
        "LORNE/PORT QUAY (Wire West) - ",
        "QUAY FALLS, Ore. — ",
        "LORNE, 3. März (nna) – ",
        "Velmouth, den 3. März (NN) – ",
        "(NNA) - LORNE, 3 MAR - ",
        "Lorne, 3 mar (NNA).- ",
        "LORNE, March 3: ",
        "LORNE (NNA): ",
        "ЛОРН, 3 марта (Вест) — ",
        "Lorn (NNP). ",
        "(NNA) ",
        "LORNE (Wire West) ",
        "VELMOUTH, Tuesday — ",
        "Quay Falls (NNA)",
        "Port Quay (NNA Business)",
        "(NNA)",
        "11:58 p.m. — ",
        "7:48 p.m. ET | ",
        "10.25 Uhr: ",
        "16h30 - ",
        "9 a.m. – LORNE (NNA) — ",
        "Port Quay, Ore. — ",
        "VELMOUTH ― ",
        "Lorne, N.H. -- ",
        "[Port Quay Courier] ",
        "[NNA.example] Port Quay -- ",
        "[Radio Lorne] Lorne, 3 March (NNA) - ",
    ],
)
def test_a_dateline_is_not_printed(dateline: str) -> None:
    """Places, with the day or who reports."""
    assert "The mayor resigned." == without_dateline(f"{dateline}The mayor resigned.")


@pytest.mark.parametrize(
    "sentence",
    [
        "NATO — the alliance — met.",
        "At 11:58 p.m. — The bell was silent — the mayor left.",
        "10.5 – Lund has never jumped so far.",
        "Quay, Lund and Osei — The three met again.",
        "Ada Quay, the mayor — Who else?",
        "EU – US trade fell.",
        "March 3 — The day of the vote.",
        "He said - The bridge stays.",
        "The mayor (Labour) — She resigned.",
        "The mayor (Labour)She resigned.",
        "The old bridge (NNA)Nobody crossed it.",
        "LORNE: The bridge stays.",
        "Ada Quay (Labour): The bridge stays.",
        "Lorne:",
        "Ada Lund, Brandt — The three met.",
        "[The] Mayor stays.",
        "[Mayor Quay] stays.",
        "[they] Ada and Lund stay.",
        "Lorne -- The mayor of it.",
        "[Port Quay Courier]",
    ],
)
def test_what_is_told_stays(sentence: str) -> None:
    """A dash behind names alone is no dateline."""
    assert sentence == without_dateline(sentence)
