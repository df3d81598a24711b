"""No mail is longer than mail programs show, and what its readers miss least is cut first."""

import email
import email.policy
import re
from dataclasses import replace

import pytest

from digest.errors import ConfigError
from digest.model import Digest
from digest.rendering import Look, render
from digest.rendering.check_mail import check_mail
from digest.rendering.text import clean
from digest.resources import loader
from tests.golden_digest import BRIDGE, DIGEST
from tests.rendering.shown import TEXT_FORMS, as_text

LOOK = Look(templates=loader("templates"))


def edition(stories: int) -> Digest:
    """So many stories of points, quotations, a difference and a timeline, of three outlets."""
    first = DIGEST.stories[0]
    told = tuple(
        replace(first, headline=f"Crossing shut, part {n}", section="News")
        for n in range(1, stories + 1)
    )
    return replace(DIGEST, stories=told, articles=BRIDGE, lead=())


def parts(digest: Digest, look: Look = LOOK) -> tuple[str, str]:
    """The mail's text and HTML, after our own check of it, which knows how long it may be."""
    message = render(digest, "eml", look)
    assert () == check_mail(message, digest, online="https://ledger.example/no/12")
    parsed = email.message_from_bytes(message, policy=email.policy.default)
    text, page = parsed.get_body(("plain",)), parsed.get_body(("html",))
    assert text is not None
    assert page is not None
    return clean(text.get_content()), page.get_content()


def story(page: str, number: int) -> str:
    """The HTML of one story."""
    return page.partition(f'id="story-{number}"')[2].partition('id="story-')[0]


def test_a_short_mail_has_all_there_is() -> None:
    """Sentences beside the pointer, links that open at them, both quotations, the timeline."""
    _, page = parts(edition(2))

    assert "Shortened" not in page
    assert ' title="The Lind crossing was closed' in page
    assert "#:~:text=" in page
    assert "Timeline" in story(page, 2)


def test_comforts_go_before_any_word() -> None:
    """A longer edition loses what shows beside the pointer first, and no reader is told."""
    _, page = parts(edition(12))

    assert 80_000 >= len(page.encode())
    assert "title=" not in page.partition("<body")[2]
    assert "Timeline" in story(page, 12)
    assert "Shortened" not in page


def test_the_first_stories_stay_whole_and_the_last_are_briefs() -> None:
    """Thirty stories are one mail: the top ones with all their sentences, the rest with one."""
    text, page = parts(edition(30))

    assert re.search(r"Shortened to fit a mail: .*; \d+ stories in one sentence\.", text)
    assert "30. Crossing shut, part 30" in text
    points = [story(page, number).count('<li class="point') for number in range(1, 31)]
    assert [len(DIGEST.stories[0].summary.points)] * 8 == points[:8]
    assert 0 == points[29]
    assert 1 == story(page, 30).count('class="brief"')
    assert sorted(points, reverse=True) == points


def test_no_edition_is_too_long_for_a_mail() -> None:
    """Of hundreds of stories the last are left out, and counted."""
    text, page = parts(edition(200))

    assert re.search(r"\d+ stories in one sentence; \d+ more stories left out\.", text)
    assert "Crossing shut, part 1<" in page


def test_styles_stand_in_the_head() -> None:
    """A rule is written once, not on each element: what most of a mail was made of."""
    _, page = parts(edition(12))
    attributes = sum(map(len, re.findall(r' style="[^"]*"', page)))

    assert 0.1 * len(page) >= attributes
    assert ".quote-words {" in page
    assert 'class="preview" style="display:none' in page


@pytest.mark.parametrize("form", TEXT_FORMS)
def test_stories_after_a_number_are_briefs(form: str) -> None:
    """In every form: the headline, one sentence, its sources, and nothing else of the story."""
    first = DIGEST.stories[0].summary
    whole, brief = (
        " ".join(as_text(edition(2), form, templates=LOOK.templates, brief_after=after).split())
        for after in (None, 1)
    )

    for kept in ("Crossing shut, part 2", first.points[0].text[:30]):
        assert whole.count(kept) >= brief.count(kept) >= 1
    for gone in ("Timeline", first.points[1].text[:30], first.quotes[0].text[:30]):
        assert whole.count(gone) == 2 * brief.count(gone) > 1


def test_a_brief_tells_the_news() -> None:
    """A sentence that was printed before does not stand alone where a new one follows."""
    first = DIGEST.stories[0]
    points = tuple(
        replace(point, is_new=place > 0) for place, point in enumerate(first.summary.points[:3])
    )
    known = replace(first, continues="Girder", summary=replace(first.summary, points=points))
    written = as_text(
        replace(DIGEST, stories=(known,)), "txt", templates=LOOK.templates, brief_after=0
    )

    assert "No material change" not in written
    assert f"NEW: {first.summary.points[1].text[:40]}" in written
    assert 1 == written.count("NEW: ")


def test_a_mail_leads_to_the_edition_online() -> None:
    """Both parts have the address, with the number or date of this very edition."""
    look = replace(LOOK, web_url="https://ledger.example/no/{number}")
    text, page = parts(edition(2), look)

    assert "Read online: https://ledger.example/no/12" in text
    assert '<a href="https://ledger.example/no/12">Read online</a>' in page
    assert "Read online" not in "".join(parts(edition(2)))


def test_an_address_that_is_none_is_named() -> None:
    """Nothing is written with a link that leads nowhere."""
    with pytest.raises(ConfigError, match="web_url 'ledger'"):
        render(DIGEST, "eml", replace(LOOK, web_url="ledger"))
