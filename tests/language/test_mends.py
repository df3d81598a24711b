"""Every way in which a text that is printed is made shorter; nothing else cuts one.

Words go only where the grammar is certain: what stands before or behind a whole sentence and is
no part of it. No word of a sentence goes, as it may be the one that takes the others back.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

import pytest

from digest.language.datelines import without_dateline
from digest.language.titles import from_lead, without_label, without_outlet, without_stop


@dataclass(frozen=True, kw_only=True)
class Mend:
    """One of them, shown at work."""

    id: str
    cuts: str
    """For readers."""
    mend: Callable[[str], str]
    mended: Mapping[str, str]
    """What it is for, and what becomes of it."""
    kept: tuple[str, ...]
    """What looks like it and stays as it is."""


MENDS = (
    Mend(
        id="dateline",
        cuts="where, when and for whom a report was written, before its first sentence",
        mend=without_dateline,
        mended={
            "VELMOUTH (NNA) — The mayor resigned.": "The mayor resigned.",
            "(NNA) - VELMOUTH, 7 OCT - “It is over,” she said.": "“It is over,” she said.",
        },
        kept=(
            "In the novel — a thriller — the mayor resigned.",
            "April fool — the mayor resigned.",
            "RUMOUR — the mayor resigned.",
            "In 1987 — the mayor resigned.",
            "If elected — The mayor resigned.",
            "NATO — the alliance — met.",
        ),
    ),
    Mend(
        id="label",
        cuts="a label at a headline that says how new it is, or what is shown with it",
        mend=partial(without_label, language="en"),
        mended={
            "BREAKING: Mayor resigns": "Mayor resigns",
            "First Alert: Blizzard watch for Saturday": "Blizzard watch for Saturday",
            "Watch – Mayor resigns": "Mayor resigns",
            "Mayor ‘resigns’ (VIDEO)": "Mayor ‘resigns’",
            "Mayor resigns [Photos, video]": "Mayor resigns",
        },
        kept=(
            "Fact check: Mayor resigns",
            "Report: Mayor resigns",
            "False: Mayor resigns",
            "Satire: Mayor resigns",
            "Rumour: Mayor resigns",
            "1987: Mayor resigns",
            "Breaking dam drowns valley",
            "Mayor resigns (satire)",
        ),
    ),
    Mend(
        id="label in German",
        cuts="the same in other languages",
        mend=partial(without_label, language="de"),
        mended={"Ticker zum Nachlesen: Bombe ist entschärft": "Bombe ist entschärft"},
        kept=("Bericht: Bombe ist entschärft",),
    ),
    Mend(
        id="outlet",
        cuts="the name of the article's own outlet behind its headline",
        mend=partial(without_outlet, outlet="Harbour Courier", url=None),
        mended={
            "Mayor resigns | Harbour Courier": "Mayor resigns",
            "Mayor resigns – The Harbour Courier": "Mayor resigns",
        },
        kept=(
            "Mayor resigns – a hoax",
            "Mayor resigns | Satire",
            "Mayor resigns – in a novel",
            "Mayor resigns - not",
            "Mayor resigns – Weir Post",
        ),
    ),
    Mend(
        id="title stop",
        cuts="the full stop of a headline",
        mend=without_stop,
        mended={"The mayor resigned.": "The mayor resigned"},
        kept=("The mayor resigned. It was a joke.", "Did the mayor resign?", "Mayor resigns..."),
    ),
    Mend(
        id="lead stop",
        cuts="the full stop of a sentence that stands in for a headline, however long it is",
        mend=from_lead,
        mended={
            "The mayor resigned,  says a rumour.": "The mayor resigned, says a rumour",
            f"The mayor fled{' and hid' * 30}, says a hoax.": (
                f"The mayor fled{' and hid' * 30}, says a hoax"
            ),
        },
        kept=("Did the mayor resign?", "The mayor resigned, says a rumour"),
    ),
)

every_mend = pytest.mark.parametrize("mend", MENDS, ids=lambda mend: mend.id)


@every_mend
def test_a_mend_cuts_what_it_is_for_and_nothing_else(mend: Mend) -> None:
    """A verdict, a year, a novel, an asking mark beside the sentence is no ornament."""
    assert dict(mend.mended) == {text: mend.mend(text) for text in mend.mended}
    assert list(mend.kept) == [mend.mend(text) for text in mend.kept]


@every_mend
def test_a_mend_is_made_once(mend: Mend) -> None:
    """What was mended needs no mending."""
    assert list(mend.mended.values()) == [mend.mend(text) for text in mend.mended.values()]


@every_mend
def test_a_mend_shows_what_it_cuts_and_what_it_leaves(mend: Mend) -> None:
    """A way to shorten a text that is not shown at work may cut anything."""
    assert mend.mended
    assert mend.kept
    assert all(text != after for text, after in mend.mended.items())


def test_no_two_mends_have_one_name() -> None:
    assert len(MENDS) == len({mend.id for mend in MENDS})
