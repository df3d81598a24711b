"""What a careful reader takes for the article of a page, whatever its markup calls it."""

import pytest

from digest.model import Skipped
from tests.reading.test_pages import HEADLINE, PARAGRAPHS, article, page, read

COOKIES = "<div><p>This site uses cookies to count its visits. You may accept all cookies or refuse them in the cookie settings; we ask again in a year.</p></div>"
TEXT = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
NO_TEXT = Skipped(what="page", why="it holds no text")


def around(body: str) -> str:
    return f"<html lang='en'><head><title>{HEADLINE}</title></head><body><h1>{HEADLINE}</h1>{body}{COOKIES}</body></html>"


@pytest.mark.parametrize("tag", ["aside", "footer", "form", "nav"])
def test_article_counts_wherever_a_template_puts_it(tag: str) -> None:
    """A cookie notice is not the page where an article stands beside it."""
    assert "\n\n".join(PARAGRAPHS) in article(around(f"<{tag}>{TEXT}</{tag}>")).text


@pytest.mark.parametrize("style", ["opacity:0", "opacity: 0; transition: 1s", "visibility:hidden"])
@pytest.mark.parametrize("tag", ["p", "div"])
def test_text_that_fades_in_by_parts_is_read(style: str, tag: str) -> None:
    """Scripts let one paragraph after another appear: together they are the page."""
    body = "".join(f"<{tag} style='{style}'>{paragraph}</{tag}>" for paragraph in PARAGRAPHS)

    assert "\n\n".join(PARAGRAPHS) in article(around(body)).text


def test_hidden_paragraphs_beside_a_seen_article_are_not_read() -> None:
    """What is hidden counts as a sum, and less than what is seen is no article."""
    order = "The council leader has resigned in disgrace today, said her deputy in a statement."
    hidden = f"<p style='opacity:0'>{order}</p>" * 3

    assert order not in article(page(inside=hidden)).text


def test_long_menu_is_no_article() -> None:
    """A page of nothing but links tells nothing, however long it is."""
    names = ("Local news", "Sport and leisure", "Weather at sea", "Letters to the editor", "Jobs")
    menu = "".join(f"<li><a href='/{i}'>{name}</a></li>" for i, name in enumerate(names * 12))

    outcome = read(around(f"<div><ul>{menu}</ul></div>").replace(COOKIES, ""))

    assert outcome == NO_TEXT


@pytest.mark.parametrize("tag", ["div", "article"])
def test_teaser_of_another_story_is_not_told_under_this_headline(tag: str) -> None:
    """Where the page's own article is a film, its neighbours are not its text."""
    other = (
        f"<{tag}><h3><a href='/lock'>Old lock of Tarrin opens for barges again</a></h3>"
        "<p>The lock at Tarrin opened on Monday after a repair of seven weeks that cost the canal board two million euros.</p>"
        f"</{tag}>"
    )

    outcome = read(around(f"<div>Film, 2 minutes</div><section>{other}</section>"))

    assert isinstance(outcome, Skipped)


def test_brief_under_its_own_linked_heading_is_an_article() -> None:
    """Blogs link a headline to its own page."""
    body = f"<h2><a href='/pier'>{HEADLINE}</a></h2><p>{PARAGRAPHS[0]}</p>"

    assert (
        PARAGRAPHS[0] == article(f"<html><head><title>{HEADLINE}</title></head>{body}</html>").text
    )


def test_wall_stays_a_wall_above_comments() -> None:
    """What readers wrote under a closed article is not the article."""
    wall = "<div><p>Subscribe to continue reading. Already a subscriber? Log in.</p></div>"

    outcome = read(around(f"{wall}<div class='comments'>{TEXT}{TEXT}</div>").replace(COOKIES, ""))

    assert outcome == Skipped(what="page", why="it is behind a paywall")
