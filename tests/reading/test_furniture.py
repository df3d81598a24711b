"""Page furniture in plain text goes; article text stays."""

import time
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest import reading
from digest.model import Article, Document
from digest.reading import furniture
from digest.reading.weights import BLOCK

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
STORY = (
    "The harbour council of Velmouth voted on Tuesday to close the old ferry pier after engineers found rust in its main beams.",
    "“We cannot ask people to board there any longer,” said Council leader Ines Okafor, who had opposed the closure for a year.",
    "Repairs will cost $4.2m and take until the spring, according to a report that was handed to members before the vote.",
    "Two ferry companies said they would sail from the northern quay instead. Neither expects to cut its timetable.",
    "A final decision on the money is due in May, when the council meets again, its clerk told reporters after the vote.",
)


def text(*lines: str) -> str:
    outcome = reading.read(
        Document(place="-", content="\n\n".join(lines).encode(), media_type="text/plain"), now=NOW
    )
    assert isinstance(outcome, Article), outcome
    return outcome.text


def test_clean_text_is_left_alone() -> None:
    """Every line of a clean article stays, in order."""
    assert "\n\n".join(STORY) == text(*STORY)


@pytest.mark.parametrize(
    "line",
    [
        "Sign up for our Harbour Briefing newsletter for free",
        "Unlock the Weekend Ferry newsletter for free",
        "* Follow Courier Politics on Instagram, Bluesky and TikTok",
        "Should the pier be closed for good? Vote in our poll HERE to tell us.",
        "Share this article",
        "Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor incididunt.",
        "ADVERTISEMENT",
        "The following is a paid press release. Harbour Post staff had no part in its creation.",
        "Read more: Ten walks along the coast that you can do in a day",
        "The old ferry pier, left, and the northern quay seen from the sea © Ines Fotografin/Agency Pictures",
        "Picture: Ada Brandt",
        "Lesen Sie auch: Zehn Wege an der Küste",
        "À lire aussi : Dix promenades au bord de la mer",
        "Читайте также: Десять прогулок у моря",
    ],
)
def test_furniture_inside_an_article_goes(line: str) -> None:
    """Pleas, captions and pointers to other stories are not part of the story, wherever they stand."""
    assert "\n\n".join(STORY) == text(*STORY[:3], line, *STORY[3:])


def test_furniture_after_an_article_goes() -> None:
    """Comment forms and teasers of other stories must not turn into facts of this one."""
    tail = (
        "Related Articles",
        "Council of Brackwater plans a new bus station for its north",
        "Fishermen near Tollen find a bell from a ship that sank in",
        "Leave a Reply",
        "Your email address will not be published. Required fields are marked *",
        "More News",
        "• Politics",
        "• Sport",
        "A storm took the roof off the fish market in Tollen on Monday night and left a",
        "Stay Connected",
        "© 2026 Velmouth Courier",
    )

    assert "\n\n".join(STORY) == text(*STORY, *tail)


def test_credits_after_an_article_go() -> None:
    """An agency's name or an account's on a line of its own is no sentence."""
    assert "\n\n".join(STORY) == text(*STORY, "AP", "admin")


def test_plea_inside_a_paragraph_goes_alone() -> None:
    """Only the plea is cut out of its paragraph."""
    paragraph = f"{STORY[2]} Sign up to our daily newsletter here. {STORY[3]}"

    assert f"{STORY[2]} {STORY[3]}" in text(*STORY[:2], paragraph, *STORY[3:])


@pytest.mark.parametrize(
    "line",
    [
        "Facebook and Instagram said on Friday that they would remove pictures of the pier from their pages.",
        "Subscribers to the ferry service pay $30 a month, and the price will not rise, the company said.",
        "He said: “Share this with everyone.”",
        "“Follow us,” she told the crowd.",
        "Repairs",
        "What happens next?",
    ],
)
def test_news_that_sounds_like_furniture_stays(line: str) -> None:
    """Real text is kept in doubt: a lost sentence is worse than a stray menu."""
    assert line in text(*STORY[:3], line, *STORY[3:])


def test_captured_page_gives_its_article() -> None:
    """Select all, copy, paste: the article comes out between menu and footer."""
    menu = (
        "Skip to content",
        "Home",
        "News",
        "Sport",
        "Weather",
        "Jobs",
        "Subscribe",
        "Log in",
        "Search",
    )
    head = (
        "Velmouth closes its old ferry pier",
        "By Ada Brandt",
        "27 February 2026",
        "Share",
        "Tweet",
    )
    foot = (
        "Most read",
        "Bus drivers of Tollen to strike on Friday",
        "Contact us",
        "Privacy policy",
        "All rights reserved",
    )

    assert "\n\n".join(STORY) == text(*menu, *head, *STORY, *foot)


@settings(max_examples=60)
@given(st.lists(st.text(min_size=1, max_size=60).filter(str.strip), max_size=30))
def test_one_verdict_for_each_line(lines: list[str]) -> None:
    """Whatever the lines are, each gets exactly one verdict."""
    assert len(lines) == len(furniture.keep(lines))


def test_long_lines_cost_no_time() -> None:
    """A line of millions of letters is judged by its ends."""
    start = time.process_time()

    furniture.keep(
        ["read more about follow us on " * 100_000, "vote in our poll " * 20, "a" * 3_000_000]
    )

    assert time.process_time() - start < 10


@given(st.permutations([name for name in BLOCK if name.startswith(("in ", "near "))]))
def test_a_line_weighs_the_same_in_any_order_of_its_marks(marks: list[str]) -> None:
    """They come from sets, which each run has in another order."""
    weight = furniture.weigh(BLOCK, dict.fromkeys(sorted(marks), 1.0))

    assert weight == furniture.weigh(BLOCK, dict.fromkeys(marks, 1.0))
