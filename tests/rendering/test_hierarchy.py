"""What leads an edition, what is told whole, and what in a sentence: as an editor would."""

import re
from dataclasses import replace

import pytest
from jinja2 import BaseLoader

from digest.model import Digest, Rank, ToldStory
from digest.rendering import Look
from digest.rendering.hierarchy import placed
from digest.rendering.text import clean
from digest.rendering.viewing import view
from digest.resources import loader
from tests.building import point, story, told_as
from tests.golden_digest import BRIDGE, DIGEST
from tests.rendering.shown import TEXT_FORMS, THEMES, as_text

TEMPLATES = loader("templates")


@pytest.fixture
def templates() -> BaseLoader:
    return TEMPLATES


def weighed(position: int, section: str, score: float, **changes: object) -> ToldStory:
    told = told_as(headline=f"{section} {position}", points=(point("Shut.", ("bridge-1", 4)),))
    made = story(position, section, BRIDGE[:3], told)
    ranked = replace(made, rank=Rank(position=position, score=score))
    return replace(ranked, **changes)  # type: ignore[arg-type]


def edition(*stories: ToldStory) -> Digest:
    return replace(DIGEST, stories=stories, articles=BRIDGE, lead=())


EDITION = edition(
    weighed(1, "City", 3),
    weighed(2, "City", 1),
    weighed(3, "City", 2),
    weighed(4, "Sport", 5),
    weighed(5, "Sport", 4),
    weighed(6, "Sport", 0.5),
)


def test_the_most_important_story_leads_whatever_its_section() -> None:
    """Then come the top stories section by section, and the briefs at the end."""
    told = [(one.story.headline, one.level) for one in placed(EDITION, 4)]

    assert [
        ("Sport 4", "lead"),
        ("City 1", "top"),
        ("City 3", "top"),
        ("Sport 5", "top"),
        ("City 2", "brief"),
        ("Sport 6", "brief"),
    ] == told


def test_of_equal_stories_the_first_of_the_edition_comes_first() -> None:
    same = edition(*(replace(s, rank=replace(s.rank, score=1)) for s in EDITION.stories))

    assert [s.headline for s in same.stories] == [one.story.headline for one in placed(same, 3)]


def test_a_story_without_news_is_a_line_and_takes_no_better_one_s_place() -> None:
    """However high it ranks; it stands last."""
    known = told_as(headline="Old", points=(point("Shut.", ("bridge-1", 4), is_new=False),))
    old = weighed(7, "City", 99, continues="2026-05-01: Older", summary=known)
    told = placed(edition(*EDITION.stories, old), 1)

    assert ("lead", "Sport 4") == (told[0].level, told[0].story.headline)
    assert ("line", old) == (told[-1].level, told[-1].story)


def test_what_is_told_by_its_headline_alone_is_a_line_behind_the_briefs() -> None:
    """However high it ranks: there is nothing to read of it."""
    bare = weighed(7, "City", 99, summary=told_as(headline="Guide", points=()))
    told = placed(edition(*EDITION.stories, bare), 3)

    assert ("lead", "Sport 4") == (told[0].level, told[0].story.headline)
    assert ("headline", bare) == (told[-1].level, told[-1].story)
    assert not told[-1].is_short


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("form", TEXT_FORMS)
def test_a_line_has_its_source_and_whether_it_is_opinion(form: str, theme: str) -> None:
    """A reader who wants more than the headline opens the article."""
    column = replace(BRIDGE[0], is_opinion=True)
    bare = story(1, "City", (column,), told_as(headline="My Bridge", points=()))
    digest = replace(edition(bare), articles=(column,))
    written = as_text(digest, form, templates=TEMPLATES, theme=theme)

    after = written.partition("My Bridge")[2]
    assert "headlines" in written.lower()
    assert "Opinion or blog, 1 outlet" in clean(after)
    assert column.url is not None
    assert column.url in after


@pytest.mark.parametrize(("tops", "levels"), [(0, {"brief"}), (None, {"lead", "top"})])
def test_all_or_none_may_be_briefs(tops: int | None, levels: set[str]) -> None:
    assert levels == {one.level for one in placed(EDITION, tops)}


def test_a_mail_keeps_what_ranks_highest_whole_and_all_numbers() -> None:
    """What is short for lack of room stays where it is: the page calls it by the same number."""
    whole, cut = placed(EDITION, 4), placed(EDITION, 4, whole=2)

    assert [one.story for one in whole] == [one.story for one in cut]
    assert ["Sport 4", "Sport 5"] == [one.story.headline for one in cut if not one.is_short]


@pytest.mark.parametrize("form", TEXT_FORMS)
def test_briefs_stand_under_a_head_of_their_own(form: str, templates: BaseLoader) -> None:
    """And are in no table of contents: they are one."""
    before, _, after = (
        as_text(EDITION, form, templates=templates, brief_after=4).lower().partition("in brief")
    )

    assert "sport 5" in before
    assert "sport 6" not in before
    assert "sport 6" in after


@pytest.mark.parametrize("form", TEXT_FORMS)
def test_of_a_story_that_goes_on_the_news_come_first(form: str, templates: BaseLoader) -> None:
    """Then one line of what was known, however much that is."""
    points = (
        point("It was shut on Friday.", ("bridge-1", 0), is_new=False),
        point("It creaks.", ("bridge-1", 1), is_new=False),
        point("It opens on Monday.", ("bridge-1", 2)),
    )
    goes_on = weighed(1, "City", 1, continues="2026-05-01: Shut", summary=told_as(points=points))
    words = clean(re.sub(r"<[^>]+>|\*", "", as_text(edition(goes_on), form, templates=templates)))

    assert re.search(
        r"(?i)new:? It opens on Monday\..*Known before:? It was shut on Friday\.", words
    )
    assert "It creaks." not in words


@pytest.mark.parametrize("form", TEXT_FORMS)
def test_why_a_story_matters_stands_apart(form: str, templates: BaseLoader) -> None:
    """With its numbers, like any other sentence."""
    words = clean(re.sub(r"<[^>]+>|\*", "", as_text(DIGEST, form, templates=templates)))

    assert re.search(
        r"Why it matters:? Some 31,000 vehicles a working day have to find another way into the"
        r" city\.(?:\W|&nbsp;)+1\]",
        words,
    )


def test_the_head_counts_what_was_told_of() -> None:
    """Not the files that were looked at and left out."""
    seen = view(DIGEST, Look(templates=TEMPLATES))

    assert "5 stories from 9 articles" == seen.extent
    assert 13 == seen.coverage.read


def test_reading_time_is_that_of_what_is_printed() -> None:
    """A brief takes less than a story, and what is left out takes none."""
    first = DIGEST.stories[0]
    long = edition(*(replace(first, headline=f"Part {n}", section="News") for n in range(20)))

    whole = view(long, Look(templates=TEMPLATES)).minutes
    assert whole > view(long, Look(templates=TEMPLATES, brief_after=8)).minutes
    assert view(long, Look(templates=TEMPLATES, brief_after=0)).minutes >= 1
    assert f"{whole} min read" in as_text(long, "txt", templates=TEMPLATES)


@pytest.mark.parametrize("form", TEXT_FORMS)
def test_the_best_sources_are_named_and_the_others_told(form: str, templates: BaseLoader) -> None:
    """Nine outlets are three names and a number; all of them unfold, or are listed."""
    articles = tuple(
        replace(BRIDGE[0], id=f"a{n}", source=f"Outlet {n}", url=f"https://o{n}.example/")
        for n in range(1, 10)
    )
    told = told_as(points=(point("Shut.", ("a1", 0), ("a7", 0)),))
    digest = replace(
        DIGEST, stories=(story(1, "News", articles, told),), articles=articles, lead=()
    )
    written = as_text(digest, form, templates=templates)

    assert "9 outlets" in written
    assert "Outlet 9" in written
    if form == "html":
        assert "and 6 more" in written
        named = re.findall(
            r"Outlet \d", written.partition('class="sources">')[2].partition("</p>")[0]
        )
        assert ["Outlet 1", "Outlet 7", "Outlet 2"] == named
