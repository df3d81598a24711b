"""Words of an article or a model stay words, wherever they stand in whatever output."""

import re
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from digest.rendering.escaping import escape, escape_cell
from digest.rendering.links import at_sentences, web_address
from digest.rendering.text import clean, defang, shorten, without_mailboxes
from digest.rendering.wrapping import columns, wrap

MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])

WORDS = st.one_of(
    st.text(),
    st.text(alphabet="ab1 .)\\`*_[]()<>&;!|#+-=~$:/@^{}\n\"'"),
    st.lists(
        st.sampled_from(
            (
                *("<b>", "&amp;", "[x](y)", "![i](j)", "***", "__a__", "1. ", "- ", "# ", "> "),
                *("| a |", "```", "~~s~~", "\\", "<!--", "[1-1]", "[a][1-1]", "https://e.x"),
                *("---", "===", "a", "#", " "),
            )
        )
    ).map("".join),
)


def shown(markdown: str) -> list[str]:
    """What a reader sees of each inline run, which must hold no markup at all."""
    runs = []
    for token in MARKDOWN.parse(markdown + "\n\n[1-1]: https://ours.example/\n"):
        assert "html_block" != token.type
        if token.type == "inline" and token.children is not None:
            assert {"text", "text_special"} >= {child.type for child in token.children}
            runs.append("".join(child.content for child in token.children))
    return runs


@given(WORDS)
@example("1. first")
@example("# C #")
@example("a\\")
@example("[1-1]")
@example("=== ===")
def test_any_words_survive_markdown(text: str) -> None:
    """In a paragraph, a heading, an item and a quotation: exactly these words, and no markup."""
    words = without_mailboxes(clean(text))
    expected = [words] if words else []

    assert expected == shown(escape(text))
    assert ["x " + words if words else "x"] == shown(f"x {escape(text)}")
    assert ([words] if words else [""]) == shown(f"### {escape(text)}")
    assert expected == shown(f"- {escape(text)}")
    assert expected == shown(f"> {escape(text)}")


@given(WORDS)
@example("a \\| b")
@example("\\")
def test_any_words_survive_a_cell(text: str) -> None:
    """A bar in a headline does not open another column."""
    table = f"| A | B |\n| --- | --- |\n| {escape_cell(text)} | x |"

    assert ["A", "B", without_mailboxes(clean(text)), "x"] == shown(table)


@given(WORDS)
def test_any_words_survive_as_the_text_of_a_link(text: str) -> None:
    """An outlet's name can't end its link early and begin another one."""
    tokens = MARKDOWN.parse(f"x [{escape(text)}][1-1]\n\n[1-1]: https://ours.example/\n")
    children = tokens[1].children or []
    opened = [child for child in children if child.type == "link_open"]

    assert ["https://ours.example/"] == [child.attrGet("href") for child in opened]
    assert "x " + without_mailboxes(clean(text)) == "".join(child.content for child in children)


@pytest.mark.parametrize(
    "headline",
    [
        "Tavia's bank holds its rate at 3.75 % (as expected)",
        "Council: £4.2 million, or $5m-$6m, for the Lind crossing!",
        "AT&T, Marks & Spencer; a < b, 5 * 3 = 15",
        "The file_name_of_things is #1 – “yes”, it said…",
        "-5 °C on Monday, +3 on Tuesday",
        "2026 was the year | 100 % of it",
    ],
)
def test_ordinary_headlines_need_no_backslash(headline: str) -> None:
    """Raw Markdown is read by people: what would not be markup is left as it is."""
    assert headline == escape(headline)


@given(st.text())
def test_plain_text_holds_nothing_unseen(text: str) -> None:
    """No control character drives a terminal, and no override turns a line round."""
    line = clean(text)

    assert not {"Cc", "Cs"} & {unicodedata.category(char) for char in line}
    assert not set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200b\ufeff") & set(line)
    assert line == clean(line)


def test_what_scripts_need_stays() -> None:
    """Zero-width joiners are letters' business in Persian and in families of emoji."""
    assert "می\u200cخواهم 👩\u200d🚒" == clean("می\u200cخواهم \u202e👩\u200d🚒")


@given(st.text(max_size=300), st.integers(min_value=2, max_value=80))
def test_shortened_text_fits(text: str, limit: int) -> None:
    """A cap is a cap, and what fits is left alone."""
    cut = shorten(text, limit)

    assert limit >= len(cut)
    assert len(clean(text)) > limit or clean(text) == cut


@given(st.text(max_size=300))
def test_wrapping_loses_no_word(text: str) -> None:
    """Lines end between words, in Chinese and Japanese characters; each keeps its place."""
    lines = wrap(clean(text), 20, indent="  ", first="* ").split("\n")

    assert "".join(clean(text).split(" ")) == "".join("".join(lines)[2:].split(" "))
    assert all(columns(line) <= 20 or " " not in line.strip("* ") for line in lines)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("The crossing is closed", ["The crossing", "is closed"]),
        ("橋は土曜日から閉鎖された。", ["橋は土曜日か", "ら閉鎖され", "た。"]),
        ("検査で「大きな亀裂」が見つかった。", ["検査で「大き", "な亀裂」が見", "つかった。"]),
        ("한국 은행은 금리를 동결했다", ["한국 은행은", "금리를", "동결했다"]),
        ("cafe\u0301 cre\u0300me brule\u0301e", ["cafe\u0301 cre\u0300me", "brule\u0301e"]),
        ("«\u00a0Le musée\u00a0» rouvre", ["«\u00a0Le musée\u00a0»", "rouvre"]),
        ("https://a.example/long/address", ["https://a.example/long/address"]),
        ("près de 2\u202f000 francs", ["près de", "2\u202f000 francs"]),
    ],
)
def test_lines_are_measured_in_columns(text: str, lines: list[str]) -> None:
    """A Chinese character takes two columns, an accent none, and no line begins with a mark."""
    assert lines == wrap(text, 12).split("\n")


def test_addresses_in_running_words_open_nothing() -> None:
    """A mail program makes links of addresses it finds; it finds none but the articles'."""
    assert "go to https[:]//evil[.]example/win.html" == defang(
        "go to https://evil.example/win.html"
    )
    assert "www[.]evil[.]example" == defang("www.evil.example")
    assert "at 3.75 per cent: yes" == defang("at 3.75 per cent: yes")


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("write to ivo.brandt@evil.example today", "write to ivo.brandt[at]evil[.]example today"),
        ("mailto:ivo@evil.example", "mailto[:]ivo[at]evil[.]example"),
        ("see ｗｗｗ．ｅｖｉｌ．ｅｘａｍｐｌｅ", "see www[.]evil[.]example"),
        ("ｈｔｔｐｓ：／／ｅｖｉｌ。ｅｘａｍｐｌｅ", "https[:]//evil[.]example"),
        ("ivo＠ｅｖｉｌ．ｅｘａｍｐｌｅ", "ivo[at]evil[.]example"),
        ("order at evil-shop.com/now, Evil.CO.uk", "order at evil-shop[.]com/now, Evil[.]CO[.]uk"),
        ("...evil.com, _evil.com_ (evil.com)", "...evil[.]com, _evil[.]com_ (evil[.]com)"),
        ("bücher.de, xn--bcher-kva.de, пример.рф", "bücher[.]de, xn--bcher-kva[.]de, пример[.]рф"),
        ("ｅｖｉｌ．ｃｏｍ, evil。com, evil․com", "evil[.]com, evil[.]com, evil[.]com"),
        ("skype:ivo?call", "skype[:]ivo?call"),
        ("The U.S. court, 3.5 p.m., report.pdf.", "The U.S. court, 3.5 p.m., report.pdf."),
        ("他说。在北京。", "他说。在北京。"),
        ("東京のＮＨＫによると。", "東京のＮＨＫによると。"),
        ("two @ 5 crowns, @harbour", "two @ 5 crowns, @harbour"),
    ],
)
def test_no_mailbox_or_disguised_address_opens(written: str, shown: str) -> None:
    assert shown == defang(written)
    assert re.sub(r"\\(.)", r"\1", escape(written)).replace("[:]", ":").replace("[.]", ".") == (
        shown.replace("[:]", ":").replace("[.]", ".")
    )


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JaVaScRiPt://x.example/%0aalert(1)",
        "data:text/html,<script>",
        "file:///etc/passwd",
        "//evil.example/x",
        "https://bank.example@evil.example/",
        "https://evil.example:https/",
        "https:///nothing",
        "http://[::1",
        "http://a b.example/",
        "https://x.example/" + "a" * 3000,
        "ledger",
        "",
        None,
    ],
)
def test_no_other_address_becomes_a_link(url: str | None) -> None:
    """Only http and https, to a host that shows its name."""
    assert web_address(url) is None


@given(st.one_of(st.text(), st.text().map("https://a.example/".__add__)))
@example('https://a.example/"onmouseover="x')
@example("https://a.example/x)[y](z")
@example("https://bücher.example/ä?q=ö#ü")
def test_an_address_is_safe_wherever_it_stands(url: str) -> None:
    """No quote, bracket, space or control character is left to end it early."""
    safe = web_address(url)

    assert safe is None or re.fullmatch(r"https?://[\w.:/%@!$&+,;=~?#\[\]-]+", safe, re.ASCII)
    assert safe is None or safe == web_address(safe)


def test_an_address_stays_itself() -> None:
    """What is encoded already is not encoded again."""
    url = "https://ledger.example/news/caf%C3%A9?id=8841&from=a+b,c#top"

    assert url == web_address(url)


def test_a_link_opens_the_very_sentence() -> None:
    """A short sentence whole, a long one from its first words to its last; commas are encoded."""
    url = "https://ledger.example/a"

    assert url + "#:~:text=Rates%20held%2C%20at%20last" == at_sentences(
        url, ["“Rates held, at last.”"]
    )
    assert url + "#:~:text=one%20two%20three%20four%20five,eight%20nine%20ten%2Dplus%20a%20b" == (
        at_sentences(url, ["one two three four five six seven eight nine ten-plus a b"])
    )
    assert url + "#x:~:text=A&text=B" == at_sentences(url + "#x", ["A.", "B."])


def test_a_link_never_grows_too_long() -> None:
    """Sentences beyond what browsers and mail servers carry are left out; the link still works."""
    url = "https://ledger.example/a"

    assert url == at_sentences(url, ["長" * 300])
    assert url + "#:~:text=B" == at_sentences(url, ["長" * 300, "B."])
    assert url + "#:~:text=%E7%94%B2,%E4%B8%99" == at_sentences(url, ["甲、乙、丙。"])


@given(st.lists(st.text()))
@example([" "])
@example(["長" * 150] * 3)
def test_a_text_fragment_is_an_address_too(sentences: list[str]) -> None:
    """Whatever a sentence holds, its link is one."""
    link = at_sentences("https://ledger.example/a", sentences)

    assert link == web_address(link)
