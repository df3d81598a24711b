"""An edition in a chat and in an editor: within what the place takes, whole, and calling nobody."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

import pytest
from lxml import html
from markdown_it import MarkdownIt

from digest.model import Correction, Digest
from digest.rendering import FORMS, Look, render
from digest.resources import loader
from tests.building import article, at, point, story, told_as
from tests.golden_digest import DIGEST, only
from tests.rendering.test_mail_size import edition

WEB_URL = "https://ledger.example/no/{number}"
LOOK = Look(templates=loader("templates"), web_url=WEB_URL)
CHATS = ("slack", "teams", "discord", "telegram", "note")
EDITORS = ("md-plain", "paste")
CALLS = (
    "@everyone look: <!channel> <@U024BE7LH> @here, <users/all>; *bold* _it_ `code` ~off~ "
    "[win](https://evil.example/x) <a href='https://evil.example'>now</a> evil.example\u202e"
)
ESCAPED = re.compile(r"\\([^A-Za-z0-9\s])")


def parsed(content: bytes) -> Any:
    return json.loads(content)


def leaves(value: object, key: str) -> Iterator[str]:
    """Every text under a key, however deep."""
    if isinstance(value, Mapping):
        for name, inner in value.items():
            if name == key and isinstance(inner, str):
                yield inner
            yield from leaves(inner, key)
    elif isinstance(value, list):
        for inner in value:
            yield from leaves(inner, key)


def of_discord(content: bytes) -> str:
    texts = [*leaves(parsed(content), "title"), *leaves(parsed(content), "description")]
    shown = re.sub(r"(?<!\\)\[((?:[^\]\\]|\\.)*)\]\(\S+?\)", r"\1", "\n".join(texts))
    return ESCAPED.sub(r"\1", shown.replace("**", ""))


def of_html(content: bytes) -> str:
    return str(html.fromstring(f"<div>{content.decode()}</div>").text_content())


SHOWN: dict[str, Callable[[bytes], str]] = {
    "slack": lambda content: "".join(leaves(parsed(content)["blocks"], "text")),
    "teams": lambda content: "".join(leaves(parsed(content), "text")),
    "discord": of_discord,
    "telegram": of_html,
    "note": bytes.decode,
    "md-plain": lambda content: of_html(MarkdownIt("commonmark").render(content.decode()).encode()),
    "paste": of_html,
}
"""What a reader sees of each form."""


def links(form: str, content: bytes) -> set[str]:
    match form:
        case "slack" | "teams":
            return set(leaves(parsed(content), "url"))
        case "discord":
            texts = "\n".join(leaves(parsed(content), "description"))
            return set(re.findall(r"(?<!\\)\]\((\S+?)\)", texts))
        case "md-plain":
            content = MarkdownIt("commonmark").render(content.decode()).encode()
    return set(map(str, html.fromstring(f"<div>{content.decode()}</div>").xpath("//@href")))


def test_each_of_them_is_shown_by_these_tests() -> None:
    """So is a file of each edition that has not all of it."""
    others = {form.name for form in FORMS.values() if not (form.is_kept and form.is_whole)}

    assert {*CHATS, *EDITORS} == others


def slack_takes(content: bytes) -> bool:
    blocks = parsed(content)["blocks"]
    sizes = [len("".join([*leaves(block, "text"), *leaves(block, "url")])) for block in blocks]
    return len(blocks) <= 50 and max(sizes) <= 3000 and sum(sizes) <= 13_200


def discord_takes(content: bytes) -> bool:
    embeds = parsed(content)["embeds"]
    sizes = [len(embed["description"]) for embed in embeds]
    titles = sum(len(embed.get("title", "")) for embed in embeds)
    return len(embeds) <= 10 and max(sizes) <= 4096 and sum(sizes) + titles <= 6000


TAKES: dict[str, Callable[[bytes], bool]] = {
    "slack": slack_takes,
    "teams": lambda content: len(content) <= 28_000,
    "discord": discord_takes,
    "telegram": lambda content: len(of_html(content).encode("utf-16-le")) <= 2 * 4096,
    "note": lambda content: len(content.decode()) <= 1000,
}
"""Whether a place takes it, by its own reference."""


@pytest.mark.parametrize("form", CHATS)
@pytest.mark.parametrize("stories", [0, 1, 12, 60])
def test_a_chat_gets_whole_stories_within_its_limits(form: str, stories: int) -> None:
    """Its sentences stand whole, and what is left out is counted and can be read elsewhere."""
    digest = edition(stories)
    content = render(digest, form, LOOK)
    shown = SHOWN[form](content)

    assert TAKES[form](content)
    told = [n for n in range(1, stories + 1) if f"part {n}" in re.findall(r"part \d+", shown)]
    assert list(range(1, len(told) + 1)) == told
    assert bool(told) == bool(stories)
    first = DIGEST.stories[0].summary.points[0].text
    assert len(told) == shown.count(first)
    left = stories - len(told)
    assert (f"{left} more " in shown) == bool(left)
    assert "…" not in shown
    online = "https://ledger.example/no/12"
    assert online in content.decode()


@pytest.mark.parametrize("form", CHATS)
def test_a_long_word_of_the_editor_leaves_room_for_the_way_to_the_edition(form: str) -> None:
    """A correction longer than a message takes is read where all of the edition is."""
    words = Correction(at=at(9), text="It was Aske, and not Lind. " * 1200)
    content = render(replace(edition(2), corrections=(words,)), form, LOOK)

    assert TAKES[form](content)
    assert "https://ledger.example/no/12" in content.decode()


def test_the_first_stories_of_a_chat_are_whole_and_the_last_are_briefs() -> None:
    points = [point.text for point in DIGEST.stories[0].summary.points]

    shown = SHOWN["telegram"](render(edition(12), "telegram", LOOK))
    counts = [part.count("• ") for part in re.split(r"\n\d+\. Crossing", shown)[1:]]

    assert len(points) == counts[0]
    assert 1 == counts[-1]
    assert sorted(counts, reverse=True) == counts


def hostile() -> Digest:
    """An article's headline, sentence, outlet and title that call people and are full of markup."""
    source = article(
        "calls",
        f"Post {CALLS}",
        f"Title {CALLS}",
        f"{CALLS} and so on.",
        url="https://a.example/x(1)",
    )
    told_alone = point(f"{CALLS} and so on.", ("calls", 0))
    summary = told_as(headline=f"Head {CALLS}", points=(told_alone,))
    told = story(1, "News", (source,), summary)
    return replace(only(summary), stories=(told,), articles=(source,))


@pytest.mark.parametrize("form", [*CHATS, *EDITORS])
def test_no_word_of_an_article_calls_anybody_or_is_markup(form: str) -> None:
    """It is shown as the words it is, and the only links are those of the edition."""
    content = render(hostile(), form, LOOK)
    shown = SHOWN[form](content)

    for word in ("*bold* _it_ `code` ~off~", "[win]", "<\u200ba href=", "evil[.]example"):
        assert word in shown, word
    for call in ("@everyone", "@here", "<!channel", "<@U0", "<users/all", "\u202e"):
        assert call not in content.decode()
        assert call not in shown
    assert links(form, content) <= {"https://a.example/x%281%29", "https://ledger.example/no/12"}


def test_what_is_markup_at_discord_is_escaped_where_it_stands() -> None:
    """Bold headlines and links to sources are the edition's own, and nobody is pinged."""
    body = parsed(render(hostile(), "discord", LOOK))
    text = "".join(leaves(body, "description"))

    assert {"parse": []} == body["allowed_mentions"]
    ours = re.sub(
        r"\*\*|(?<!\\)\[|\]\(https://a\.example/x%281%29\)|\]\(https://ledger\S+\)", "", text
    )
    assert [] == re.findall(r"(?<!\\)[*_~`|<>\[\]]", ours)


@pytest.mark.parametrize("form", EDITORS)
def test_an_editor_gets_all_of_it_with_plain_links(form: str) -> None:
    """Every sentence and quotation, the outlets behind each, no footnote and no looks."""
    content = render(DIGEST, form, LOOK)
    shown = " ".join(SHOWN[form](content).split())

    for told in DIGEST.stories:
        for one in told.summary.points:
            assert not one.is_new or " ".join(one.text.split()[:3]) in shown
        for quote in told.summary.quotes:
            assert quote.text.rstrip(",") in shown
    assert not re.search(r"\[\d\]", shown.replace("[1][2-1]", ""))
    page = content.decode() if form == "paste" else MarkdownIt().render(content.decode())
    tags = {node.tag for node in html.fromstring(f"<div>{page}</div>").iter() if node.tag != "div"}
    assert tags <= {
        *[
            "h1",
            "h2",
            "p",
            "a",
            "ul",
            "li",
            "blockquote",
            "strong",
            "html",
            "head",
            "body",
            "meta",
            "title",
        ]
    }


def test_a_correction_is_told_in_a_chat_too() -> None:
    fixed = replace(DIGEST, corrections=(Correction(at=at(9), text="It was Aske."),))

    assert "It was Aske." in SHOWN["note"](render(fixed, "note", LOOK))
