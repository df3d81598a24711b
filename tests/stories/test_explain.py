"""Explaining: a reader who doubts a story can see what brought its articles together."""

import pytest

from digest.stories import Explainer, group
from tests.story_articles import AGENCY, FLOOD, NOW, STRIKE, article

BELL = article(50, "Bell of a lost ship found off Torvi", AGENCY, day=2)
REPRINT = article(51, "Trawler nets bell", AGENCY[:600])
BATCH = [*FLOOD, *STRIKE, BELL, REPRINT]


def test_each_article_of_a_story_names_what_it_is_like() -> None:
    """Which articles joined, with what likeness, through which words."""
    story = group(FLOOD, now=NOW).stories[0]

    members = Explainer(BATCH).story(story)

    assert set(story.articles) == {member.article for member in members}
    assert all(member.nearest in story.articles for member in members)
    assert all("dam" in member.shared or "velmora" in member.shared for member in members)


def test_a_copy_says_what_it_repeats() -> None:
    """A reprint names its original and how much of it is the same."""
    story = next(s for s in group(BATCH, now=NOW).stories if "a50" in s.articles)

    copy = Explainer(BATCH).story(story)[-1]

    assert ("a51", "a50") == (copy.article, copy.copy_of)
    assert copy.contained > 0.9


def test_two_articles_say_why_they_did_or_did_not_join() -> None:
    """The verdict follows from numbers that are shown."""
    explainer = Explainer(BATCH)

    joined, apart, same = (explainer.pair(*p) for p in (("a1", "a2"), ("a1", "a4"), ("a50", "a51")))

    assert joined.together
    assert joined.score >= joined.cut
    assert not apart.together
    assert apart.verdict.startswith("in two stories")
    assert same.verdict.startswith("one repeats the other")


def test_an_article_of_another_batch_is_refused() -> None:
    """Numbers hold for one batch, so a stranger is an error and no guess."""
    with pytest.raises(KeyError):
        Explainer(BATCH).pair("a1", "stranger")
