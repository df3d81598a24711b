"""Threads: what goes on keeps its thread, what was printed is not news twice."""

from dataclasses import replace
from datetime import date

import pytest

from digest.model import Edition, Point, Summary, ToldStory
from digest.stories import PastStory, group, novelty, remember
from tests.story_articles import FLOOD, NOW, STRIKE, article

PRINTED = (
    "The Kessin dam above Velmora gave way on Saturday night and flooded four hundred homes.",
    "Mayor Ilse Trand said twelve people were missing.",
)
LAST_WEEK = PastStory(
    thread="thread-of-the-dam",
    date=date(2031, 4, 28),
    headline="Twelve missing after Kessin dam bursts above Velmora",
    points=PRINTED,
    articles=("old1", "old2"),
    text="\n".join(item.text for item in FLOOD),
    number=3,
)
FOLLOW_UP = article(
    9,
    "Velmora dam: prosecutors search the offices of the operator",
    "A week after the Kessin dam burst above Velmora, prosecutors searched the offices of its"
    " operator. Engineers had warned of cracks in the dam in March. Mayor Ilse Trand said nine"
    " people were still missing.",
    day=4,
)


def test_a_follow_up_continues_its_thread() -> None:
    """A week later the reader is told what the story goes on from."""
    stories = group([FOLLOW_UP, *STRIKE], now=NOW, earlier=[LAST_WEEK]).stories

    threads = {min(story.articles): (story.thread, story.continues) for story in stories}
    expected = "2031-04-28: Twelve missing after Kessin dam bursts above Velmora"
    assert ("thread-of-the-dam", expected) == threads["a9"]
    assert threads["a4"][1] is None


def test_another_event_starts_a_thread_of_its_own() -> None:
    """A thread is not joined for sharing a topic."""
    other = article(
        9,
        "Old dam at Lisk to be pulled down for salmon",
        "The weir at Lisk, a dam of the last century, will be pulled down so that salmon can reach"
        " the upper river. Anglers and the water board agreed on the costs.",
    )

    story = group([other, *STRIKE], now=NOW, earlier=[LAST_WEEK]).stories[-1]

    assert story.continues is None
    assert story.id == story.thread


def test_the_same_articles_after_they_were_sent_are_their_thread_again() -> None:
    """Whoever remembers editions passes only those that count; all of these are continued."""
    sent = replace(LAST_WEEK, articles=("a1", "a2", "a3"))

    story = group([*FLOOD, *STRIKE], now=NOW, earlier=[sent]).stories[0]

    assert "thread-of-the-dam" == story.thread
    assert story.continues is not None


def test_one_thread_goes_on_in_one_story() -> None:
    """The story that is most like it takes the thread; the latest edition is named."""
    newer = replace(LAST_WEEK, date=date(2031, 5, 1), number=4, headline="Nine missing")
    stories = group([FOLLOW_UP, *FLOOD, *STRIKE], now=NOW, earlier=[LAST_WEEK, newer]).stories

    going_on = [story for story in stories if story.thread == "thread-of-the-dam"]
    assert ["2031-05-01: Nine missing"] == [story.continues for story in going_on]


@pytest.mark.parametrize(
    ("point", "is_new"),
    [
        (PRINTED[0], False),
        ("Twelve people were missing, mayor Ilse Trand said.", False),
        ("The Kessin dam flooded four hundred homes on Saturday night in Velmora.", False),
        ("Mayor Ilse Trand said 14 people were missing.", True),
        ("Prosecutors searched the offices of the operator.", True),
        ("Mayor Ilse Trand resigned over the missing people.", True),
        ("Seventeen people were missing, mayor Ilse Trand said.", True),
        ("12 people were missing, mayor Ilse Trand said.", False),
        ("The Kessin dam above Velmora has not flooded four hundred homes.", True),
        ("The Kessin dam above Velmora nearly flooded four hundred homes on Saturday night.", True),
    ],
)
def test_only_facts_never_printed_are_new(point: str, is_new: bool) -> None:  # noqa: FBT001
    """Other words for a printed fact are no news; a new figure, actor or act is."""
    assert (is_new,) == novelty([point], PRINTED, "en")


def test_what_is_no_longer_denied_is_new() -> None:
    """The contrary of what was printed is news, though all its words were."""
    printed = ["The council of Velmora will not close the bridge on Mill Street."]

    assert (True,) == novelty(["The council of Velmora will close the bridge."], printed, "en")


LONG = (
    "After a night of talks in the town hall of Velmora the council, two engineers, the union of"
    " the miners, a bank and the owners of forty farms below the Kessin dam said that the company"
    " of Ilse Trand had{} closed the sluices, opened the gates and warned the police and the school."
)


def test_a_denial_in_a_long_sentence_is_new() -> None:
    """One word of forty, and the contrary; and so it is the other way round."""
    said, denied = LONG.format(""), LONG.format(" not")

    assert (True,) == novelty([denied], [said], "en")
    assert (True,) == novelty([said], [denied], "en")
    assert (False,) == novelty([LONG.format(" soon")], [said], "en")


def test_what_was_planned_and_has_happened_is_new() -> None:
    """`Will resign` told nothing of it; the same plan again is no news."""
    printed = ["Mayor Ilse Trand will resign this week over the dam, two officials confirmed."]
    done = "Ilse Trand resigned as mayor this week over the dam."

    assert (True, False) == novelty([done, printed[0]], printed, "en")


def test_with_nothing_printed_everything_is_new() -> None:
    """A first edition has no history."""
    assert (True, True) == novelty(PRINTED, [], "en")


def test_what_is_remembered_is_what_was_printed() -> None:
    """The memory of a story holds its sentences and all its articles, copies too."""
    story = group(FLOOD, now=NOW).stories[0]
    points = tuple(Point(text=text, citations=()) for text in PRINTED)
    told = ToldStory(
        **{name: getattr(story, name) for name in type(story).__dataclass_fields__},
        headline="Dam bursts",
        summary=Summary(method="extractive", headline="Dam bursts", points=points),
    )
    edition = Edition(title="Morning", number=7, date=date(2031, 5, 4))

    past = remember(told, {item.id: item for item in FLOOD}, edition)

    assert (PRINTED, 7, "Dam bursts") == (past.points, past.number, past.headline)
    assert {"a1", "a2", "a3"} == set(past.articles)
    again = group(FLOOD, now=NOW, earlier=[past]).stories[0]
    assert (past.thread, "2031-05-04: Dam bursts") == (again.thread, again.continues)
