"""Copies: an agency's text under four mastheads is one voice."""

import random
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.model import Article, Copy
from digest.stories import group
from digest.stories.copies import find_copies
from digest.stories.sketches import sketch
from tests.story_articles import AGENCY, FLOOD, NOW, STRIKE, article

ORIGINAL = article(50, "Bell of a lost ship found off Torvi", AGENCY, "Coast Agency", day=2)
FOOTER = (
    "\nThe Harbour Daily is printed by the Harbour Press Company. Write to us with your view of"
    " the news, tell us what we missed, and subscribe to our letter for the weekend edition."
)


def changed(text: str, every: int) -> str:
    """The text with every so-many-th word replaced."""
    words = text.split(" ")
    words[::every] = [f"other{at}" for at in range(len(words[::every]))]
    return " ".join(words)


@pytest.mark.parametrize(
    "text",
    [
        f"TORVI (Coast Agency) - {AGENCY}{FOOTER}",
        AGENCY[: len(AGENCY) * 6 // 10],
        "\n".join(AGENCY.split("\n")[1:]),
        changed(AGENCY, 11),
        AGENCY.upper(),
    ],
    ids=["dateline and footer", "end cut", "first paragraph gone", "words changed", "capitals"],
)
def test_a_reprint_stands_under_its_original(text: str) -> None:
    """Re-headlined, cut, edited or framed: the reader sees it as "also in", not as news."""
    reprint = article(51, "Trawler nets bronze bell", text, "Harbour Daily")

    grouping = group([ORIGINAL, reprint, *FLOOD], now=NOW)

    story = next(story for story in grouping.stories if "a50" in story.articles)
    assert (Copy(article="a51", of="a50"),) == story.copies
    assert (2, 1) == (story.outlets, story.independent)


def test_reprints_add_no_independent_outlet() -> None:
    """Four mastheads over one agency text beside one reporter's own are two voices."""
    reprints = [article(60 + at, f"Bell rings again ({at})", AGENCY) for at in range(4)]
    own = article(
        70,
        "Bell of the Anselma comes up in a trawler's nets off Torvi",
        "The museum of Torvi wants divers to look for the wreck of the Anselma after the trawler"
        " Petrel brought up the ship's bronze bell. Curator Mette Hald has applied for money. The"
        " bell lies in fresh water to keep the bronze from cracking, she told this newspaper.",
    )

    stories = group([ORIGINAL, *reprints, own, *FLOOD, *STRIKE], now=NOW).stories

    story = next(story for story in stories if "a50" in story.articles)
    assert {"a50", "a70"} == set(story.articles)
    assert (6, 2) == (story.outlets, story.independent)


def test_a_footer_that_an_outlet_prints_everywhere_makes_no_copies() -> None:
    """Two notes under one long house notice are two articles."""
    notes = [
        article(80, "Ferry late", f"The ferry to Torvi sailed two hours late.{FOOTER}", "Harbour"),
        article(81, "New bakery", f"A bakery opened on the quay on Friday.{FOOTER}", "Harbour"),
        article(82, "Choir wins", f"The choir of Sund won a cup in Orlask.{FOOTER}", "Harbour"),
    ]

    assert {} == find_copies([sketch(note) for note in notes])


def test_an_article_that_an_outlet_prints_again_and_again_is_no_house_text() -> None:
    """Four printings of one article in one outlet are one article and three copies."""
    again = [article(110 + at, "Bell of a lost ship found", AGENCY, "Coast") for at in range(4)]
    others = [article(120 + at, item.title, item.text, "Coast") for at, item in enumerate(FLOOD)]

    copies = find_copies([sketch(item) for item in (*again, *others)])

    assert {1: 0, 2: 0, 3: 0} == copies


def test_a_roundup_does_not_swallow_the_stories_it_repeats() -> None:
    """A day's review that contains two reports in full is a copy of neither."""
    filler = " ".join(f"Item {at}: something else happened in town {at * 7}." for at in range(150))
    first, second = FLOOD[0], STRIKE[0]
    review = article(90, "The day in review", f"{first.text}\n{filler}\n{second.text}")

    assert {} == find_copies([sketch(item) for item in (first, review, second)])


def test_one_shared_sentence_is_no_copy() -> None:
    """Two reports that quote the same statement are two reports."""
    statement = '"We will not rest until every family in Velmora has a roof again," she said.'
    reports = [
        article(95, FLOOD[0].title, f"{FLOOD[0].text} {statement}"),
        article(96, FLOOD[1].title, f"{FLOOD[1].text} {statement}"),
    ]

    assert {} == find_copies([sketch(report) for report in reports])


def test_a_note_that_tells_the_outcome_is_no_copy_of_its_preview() -> None:
    """Two words tell "will run" from "ran", and they are the news."""
    rest = "through the tunnel under the Corvo strait on Saturday, four years late, with"
    preview = f"The first train will run {rest} 600 guests from Velmouth to Port Sarn."
    report = f"The first train ran {rest} 600 guests on board."

    texts = (article(61, "First train", preview), article(62, "Tunnel opens", report, day=2))
    assert {} == find_copies([sketch(text) for text in texts])


TOLL = (
    "Rescue teams in the Varn mine have found more dead, the operator said on {}. {} miners were"
    " killed when a shaft fell in on Monday, and {} others are still missing below ground. The"
    " state prosecutor has taken the plans of the mine, and two engineers were questioned."
)
TAX = (
    "The government will{} raise the tax on fuel next year, finance minister Olga Brandt told"
    " parliament in Velmora. The price of bread and of coal would{} remain as it is until the end"
    " of the decade. Economists had warned her of a hole of 11 billion crowns in the budget."
)
QUAKE = (
    "An earthquake of magnitude {} was felt {} on Tuesday, the seismological service said. It"
    " began ten kilometres below ground at three in the morning and lasted for some seconds. No"
    " damage was reported, and nobody was hurt. Such quakes are felt there a few times a year."
)


VOTE = (
    "The council of {0} voted on Tuesday to keep its library open on Sundays, as the mayor {1} had"
    " asked. Opponents had feared for the peace of the square, and a petition lay in the shops. The"
    " new hours begin in spring, and the readers may stay until dusk, it said. The librarian of {0}"
    " spoke of a good day for all who work in the week."
)
NEGATED = (
    "The harbour of Torvi will close in winter, its master told the fishermen on Thursday. The ice"
    " had come early, and the pilots had asked for it. Boats may lie behind the mole until spring."
    " He thanked the crews for their patience in the long storm."
)


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        (VOTE.format("Lenn", "Olga Brandt"), VOTE.format("Harbin", "Carl Moor")),
        (TOLL.format("Tuesday", "Twelve", 9), TOLL.format("Wednesday", 17, "four")),
        (TAX.format(" not", ""), TAX.format("", " not")),
        (QUAKE.format("5.1", "in Lenn"), QUAKE.format("4.2", "in Harbin")),
    ],
    ids=["names", "toll", "denial", "template"],
)
def test_what_differs_in_its_news_alone_is_no_copy(earlier: str, later: str) -> None:
    """A newer toll, the contrary, and another quake in the words of the first."""
    batch = [article(1, "Report", earlier, day=2), article(2, "Report again", later, day=3)]

    assert {} == find_copies([sketch(item) for item in batch])


def test_a_reprint_may_lose_what_the_end_denies() -> None:
    """`Will close` stands in both, and only the longer text comes to what will not."""
    whole = f"{NEGATED} The yard beside it will not close, and has work for all of its people."
    batch = [article(1, "Report", whole, day=2), article(2, "Report again", NEGATED, day=3)]

    assert {1: 0} == find_copies([sketch(item) for item in batch])


def test_a_toll_in_digits_is_that_in_words() -> None:
    """An outlet that prints `12` for `twelve` reprints all the same."""
    words, digits = TOLL.format("Tuesday", "Twelve", "nine"), TOLL.format("Tuesday", 12, 9)
    batch = [article(1, "Report", words, day=2), article(2, "Report again", digits, day=3)]

    assert {1: 0} == find_copies([sketch(item) for item in batch])


def test_an_outlets_last_version_of_a_text_leads() -> None:
    """It may be mended; another outlet's reprint of a later day does not lead."""
    mended = article(51, ORIGINAL.title, f"{AGENCY}\nThis version adds its source.", "Coast Agency")
    reprint = article(52, "Bronze bell found", AGENCY, "Harbour Daily", day=4)

    (story,) = group([ORIGINAL, mended, reprint], now=NOW).stories

    assert (("a51",), {"a50", "a52"}) == (story.articles, {copy.article for copy in story.copies})


def test_the_same_note_twice_is_one_voice() -> None:
    """A line from a feed, printed by two outlets under one headline, is a copy."""
    notes = [
        article(101, "Ferry late again", "The ferry to Torvi was two hours late.", "Harbour"),
        article(102, "Ferry late again", "The ferry to Torvi was two hours late.", "Coast"),
        article(103, "Ferry to run at night", "The ferry to Torvi was two hours late.", "Coast"),
    ]

    assert {1: 0} == find_copies([sketch(note) for note in notes])


VERSIONS = [
    ORIGINAL,
    article(51, "Bell", AGENCY[: len(AGENCY) // 2]),
    article(52, "Old bell", AGENCY[len(AGENCY) // 3 :]),
    article(53, "A bell", changed(AGENCY, 12)),
    *FLOOD,
]


@given(st.permutations(VERSIONS), st.integers(0, len(VERSIONS)))
@settings(max_examples=40)
def test_copies_hang_under_originals_only(articles: Sequence[Article], count: int) -> None:
    """No copy of a copy, no article under itself, and no order changes who leads."""
    chosen = sorted(articles[:count], key=lambda item: item.id)
    copies = find_copies([sketch(item) for item in chosen])
    mixed = random.Random(count).sample(chosen, len(chosen))
    again = find_copies([sketch(item) for item in mixed])

    assert not set(copies) & set(copies.values())
    assert {chosen[at].id: chosen[of].id for at, of in copies.items()} == {
        mixed[at].id: mixed[of].id for at, of in again.items()
    }
