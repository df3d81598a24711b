"""What a reader of an edition in any language sees: dates, numbers, directions, marks."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from jinja2 import DictLoader, Environment
from lxml import html
from lxml.html import HtmlElement

from digest.errors import RenderError
from digest.model import Digest
from digest.rendering import Look, environment, labels, render
from digest.rendering.own_words import Labels, labels_of
from digest.rendering.stored_words import continued, matter, said
from digest.resources import loader
from tests.building import article, at, point, story, told_as
from tests.golden_digest import DIGEST
from tests.mixed_digest import MIXED
from tests.rendering.shown import TEXT_FORMS, as_text

TEMPLATES = loader("templates")
BERLIN = ZoneInfo("Europe/Berlin")


def spoken(language: str, zone: str = "UTC") -> Labels:
    return labels_of(TEMPLATES, language, ZoneInfo(zone))


def page(digest: Digest, language: str) -> HtmlElement:
    written = as_text(digest, "html", templates=TEMPLATES, language=language)
    return html.document_fromstring(written.encode(), parser=html.HTMLParser(encoding="utf-8"))


@pytest.mark.parametrize(
    ("language", "day", "number"),
    [
        ("en", "Sunday, 3 May 2026", "1,204"),
        ("en-US", "Sunday, May 3, 2026", "1,204"),
        ("de", "Sonntag, 3. Mai 2026", "1.204"),
        ("pl", "niedziela, 3 maja 2026", "1\u00a0204"),
        ("ar", "الأحد، 3 مايو 2026", "1,204"),
        ("ja", "2026年5月3日日曜日", "1,204"),
    ],
)
def test_dates_and_numbers_are_those_of_the_language(language: str, day: str, number: str) -> None:
    """As CLDR has them, with the habits of a country where one is named."""
    words = spoken(language)

    assert day == words.long_day(date(2026, 5, 3))
    assert "3. Jänner 2026" == spoken("de-AT").day(date(2026, 1, 3))
    assert number == words.number(1204)


@pytest.mark.parametrize(
    ("zone", "shown"),
    [
        ("UTC", "2 May, 22:30 UTC"),
        ("Europe/Berlin", "3 May, 00:30 CEST"),
        ("America/New_York", "2 May, 18:30 EDT"),
        ("Asia/Kolkata", "3 May, 04:00 IST"),
        ("America/Sao_Paulo", "2 May, 19:30 UTC-03"),
    ],
)
def test_times_are_told_in_the_zone_of_the_settings(zone: str, shown: str) -> None:
    """With the day that it is there."""
    assert shown == spoken("en", zone).moment(at(2, 22, 30), date(2026, 5, 3))


def test_a_mere_date_stays_its_day_in_any_zone() -> None:
    """Midnight UTC stands for an article without a time: no zone may make it the day before."""
    for zone in ("America/New_York", "Asia/Tokyo", "UTC"):
        assert "3 May" == spoken("en", zone).moment(at(3), date(2026, 5, 3))
    assert "3 May 2026" == spoken("en", "America/New_York").day(at(3))
    assert "2 May 2026" == spoken("en", "America/New_York").day(at(3, 2))
    elsewhere = datetime(2026, 5, 3, 2, tzinfo=BERLIN)  # which is midnight UTC
    assert "3 May" == spoken("en").moment(elsewhere, date(2026, 5, 3))


@pytest.mark.parametrize("year", [1, 9999])
def test_no_date_is_too_far_away(year: int) -> None:
    """A stranger's article may be dated at either end of the calendar."""
    for day, hour in ((1, 2), (31, 23)):
        moment = datetime(year, 12 if day > 1 else 1, day, hour, tzinfo=UTC)
        for zone in ("America/New_York", "Asia/Tokyo"):
            assert spoken("de", zone).moment(moment)


@pytest.mark.parametrize(
    ("language", "forms"),
    [
        ("pl", ["1 temat", "2 tematy", "5 tematów", "22 tematy", "112 tematów"]),
        ("ru", ["1 сюжет", "3 сюжета", "11 сюжетов", "21 сюжет"]),
        ("ar", ["خبر واحد", "خبران", "3 أخبار", "11 خبرًا", "100 خبر"]),
        ("cs", ["1 zpráva", "4 zprávy", "5 zpráv"]),
        ("ro", ["1 știre", "2 știri", "20 de știri", "101 știri"]),
        ("ja", ["1件のニュース", "2件のニュース"]),
        ("en", ["1 story", "0 stories", "1,204 stories"]),
    ],
)
def test_each_number_has_the_plural_form_of_its_language(language: str, forms: list[str]) -> None:
    """Five stories are `5 tematów`, two are `2 tematy`."""
    plain = [re.sub("[^0-9]", "", form) for form in forms]
    numbers = [int(digits) if digits else n for n, digits in enumerate(plain, start=1)]

    assert forms == [spoken(language).say("stories", number) for number in numbers]


def test_an_edition_speaks_the_language_of_most_of_its_stories() -> None:
    """Unless the settings name another; a tie goes to the first."""
    assert "de" == labels(MIXED, Look(templates=TEMPLATES)).language
    assert "ar" == labels(MIXED, Look(templates=TEMPLATES, language="ar")).language
    twice = replace(MIXED, stories=(*MIXED.stories, MIXED.stories[1]))
    assert "ar" == labels(twice, Look(templates=TEMPLATES)).language
    assert "en" == labels(replace(MIXED, stories=()), Look(templates=TEMPLATES)).language


@pytest.mark.parametrize(
    ("asked", "spoken_then", "is_found"),
    [
        ("pt-BR", "pt-BR", True),
        ("nb", "nb", True),
        ("zh_Hant", "zh_Hant", True),
        ("eu", "en", False),
        ("tlh", "en", False),
    ],
)
def test_a_language_without_labels_falls_back_by_name(
    asked: str, spoken_then: str, *, is_found: bool
) -> None:
    """`pt-BR` speaks Portuguese, Bokmål Norwegian; Basque falls back to English, dates too."""
    words = spoken(asked)

    assert (spoken_then, is_found) == (words.language, words.is_found)
    if not is_found:
        assert "Sunday, 3 May 2026" == words.long_day(date(2026, 5, 3))


def test_each_text_says_its_language_and_direction() -> None:
    """A screen reader changes its voice, and Arabic runs to the left, whatever is around it."""
    tree = page(MIXED, "de")

    assert ("de", "ltr") == (tree.get("lang"), tree.get("dir"))
    arabic = tree.get_element_by_id("story-2")
    assert ("ar", "rtl") == (arabic.get("lang"), arabic.get("dir"))
    japanese = tree.get_element_by_id("story-3")
    assert ("ja", None) == (japanese.get("lang"), japanese.get("dir"))
    assert {("ar", "rtl")} == {
        (mark.get("lang"), mark.get("dir")) for mark in tree.xpath("//p[@class='quote-words']")
    }
    english = tree.xpath("//li[contains(., 'The Lind crossing')]")[0]
    assert "en" == english.get("lang")


def direction(node: HtmlElement) -> str:
    return next((str(at.get("dir")) for at in (node, *node.iterancestors()) if at.get("dir")), "")


def language(node: HtmlElement) -> str:
    return next((str(at.get("lang")) for at in (node, *node.iterancestors()) if at.get("lang")), "")


def own_texts(tree: HtmlElement, words: str) -> Iterator[HtmlElement]:
    for node in tree.iter("*"):
        if words in (node.text or "") or any(words in (part.tail or "") for part in node):
            yield node


@pytest.mark.parametrize(
    ("speaks", "way", "dated"), [("de", "ltr", "2.\u00a0Mai"), ("ar", "rtl", "مايو")]
)
def test_words_of_ours_keep_their_language_inside_a_foreign_text(
    speaks: str, way: str, dated: str
) -> None:
    """A German date in an Arabic story is not torn: 2. Mai, 16:05, in this order and on one line."""
    tree = page(MIXED, speaks)

    dates = list(own_texts(tree, dated))
    assert dates
    assert {(speaks, way)} == {(language(node), direction(node)) for node in dates}
    new = tree.xpath("//span[@class='new']")[0]
    assert (speaks, way) == (language(new), direction(new))


def test_a_name_that_runs_the_other_way_stands_apart() -> None:
    """Else `, 2. Mai` behind an Arabic outlet would stand before it."""
    for speaks, outlet in (("de", "صحيفة الميناء"), ("ar", "Harbour Post")):
        tree = page(MIXED, speaks)
        apart = {node.text for node in tree.iter("bdi")}
        assert outlet in apart
    assert not list(page(DIGEST, "en").iter("bdi")) or {"fr"} == {
        node.get("lang") for node in page(DIGEST, "en").iter("bdi")
    }


@pytest.mark.parametrize("speaks", ["zh", "ja"])
@pytest.mark.parametrize("form", ["html", "text"])
def test_no_space_parts_sentences_of_chinese_and_japanese(form: str, speaks: str) -> None:
    """Of our own, in the account at the end."""
    told = labels_of(TEMPLATES, speaks).say("edition_extracted")
    written = as_text(MIXED, form, templates=TEMPLATES, language=speaks)

    assert told in written
    assert not re.search(r"。(</strong>)? \S", written.partition(told)[2])


def test_a_page_from_right_to_left_has_its_rules_on_the_right() -> None:
    """Margins, borders and aligned cells are those of the other side."""
    written = as_text(MIXED, "html", templates=TEMPLATES, language="ar")

    assert 'align="left"' not in written
    assert "letter-spacing: 0" in written  # joined letters would be torn
    style = written.partition("</style>")[2].partition("</style>")[0]
    assert "border-right: 3px" in style
    assert "border-left:" not in style


@pytest.mark.parametrize(
    ("speaks", "quoted"),
    [("de", "„{}“"), ("fr", "«\u00a0{}\u00a0»"), ("ja", "「{}」"), ("sv", "”{}”"), ("en", "“{}”")],
)
@pytest.mark.parametrize("form", TEXT_FORMS)
def test_quotations_stand_in_the_marks_of_the_edition(form: str, speaks: str, quoted: str) -> None:
    """The mark before a quotation is never parted from it."""
    written = as_text(MIXED, form, templates=TEMPLATES, language=speaks)

    assert quoted.format("لن نفتح الجسر قبل فحص كل لحام") in re.sub("</?bdi[^>]*>", "", written)


def test_a_mail_says_its_language_and_dates_its_subject_in_it() -> None:
    """Programs that read aloud or translate go by the header."""
    look = Look(templates=TEMPLATES, language="de")
    mail = message_from_bytes(render(MIXED, "eml", look), policy=default)

    assert "de" == mail["Content-Language"]
    assert str(mail["Subject"]).endswith("| The Morning Ledger, 3. Mai 2026")
    for kind in ("plain", "html"):
        body = mail.get_body((kind,))
        assert body is not None
        assert "In dieser Ausgabe" in body.get_content()


def test_labels_of_one_s_own_win_over_ours(tmp_path: Path) -> None:
    """A newsletter calls its sources what it likes, and may speak a language that we do not."""
    (tmp_path / "labels").mkdir()
    (tmp_path / "labels/en.toml").write_text('[labels]\nsources = "Read on"\n')
    (tmp_path / "labels/eu.toml").write_text('[labels]\nsources = "Iturriak"\n')
    (tmp_path / "labels/fr.toml").write_text('[own]\nmotto = "Pour {whom} !"\n')
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/digest.md.j2").write_text('{{ say("own.motto", whom="le port") }}')
    mine = loader("templates", tmp_path)

    english = as_text(DIGEST, "text", templates=mine)
    assert "Read on\n" in english
    assert "In this edition" in english
    basque = as_text(DIGEST, "text", templates=mine, language="eu")
    assert "Iturriak\n" in basque
    assert "In this edition" in basque
    assert "2026(e)ko maiatzaren 3(a)" in basque
    (tmp_path / "labels/eu.toml").write_text('[labels]\nsources = "Iturri"\n')
    assert "Iturri\n" in as_text(DIGEST, "text", templates=mine, language="eu")  # in a preview
    assert "Pour le port !" == as_text(
        DIGEST, "markdown", templates=mine, theme="mine", language="fr"
    )
    with pytest.raises(RenderError, match=r"mine/digest\.md\.j2:1: 'own\.motto'"):
        as_text(DIGEST, "markdown", templates=mine, theme="mine", language="de")


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        ('[labels]\nsorces = "Quellen"', "unknown label 'sorces'"),
        ('[labels]\nonly_in = "Nur hier"', "label 'only_in' lacks {outlet}"),
        ('[labels]\nonly_in = "Nur in {outlet} {date}"', "label 'only_in' has {date}"),
        ('[labels]\noutlets = "Medien"', "label 'outlets' lacks {n}"),
        ('[labels]\noutlets = { other = "{n} Medien", few = "Medien" }', "lacks {n}"),
        ('[labels]\nstories = { one = "{n} Meldung" }', "label 'stories' has not `other`"),
        ('[labels]\nsources = "{"', "labels/de.toml"),
        ("[labels]\nsources = 3", "label 'sources' is no text"),
        ('sources = "Quellen"', "'sources' stands in no section"),
        ("[labels", "labels/de.toml"),
    ],
)
def test_a_broken_catalogue_is_named(tmp_path: Path, written: str, fault: str) -> None:
    """A translator is told which label is wrong, and in which file."""
    (tmp_path / "labels").mkdir()
    (tmp_path / "labels/de.toml").write_text(written)

    with pytest.raises(RenderError, match=r"labels/de\.toml: ") as raised:
        as_text(DIGEST, "text", templates=loader("templates", tmp_path), language="de")
    assert fault in str(raised.value)


@pytest.mark.parametrize("form", TEXT_FORMS)
def test_words_of_articles_stay_data_within_a_label(form: str) -> None:
    """An outlet that is called {model} or <script> is printed, and fills in nothing."""
    name = "{model} <b>{0.__class__}</b> [x](https://evil.example) %s"
    told = article("c", name, "Clerk", "Clerk arrested.")
    stories = (story(1, "News", (told,), told_as(points=(point(told.text, ("c", 0)),))),)
    alone = replace(DIGEST, lead=(), stories=stories, articles=(told,))
    written = as_text(alone, form, templates=TEMPLATES, language="de")

    assert "{model}" in written
    assert "{0" in written
    assert not re.search(r"(?<!\\)<b>", written) or form == "text"
    assert "](https://evil" not in written or form == "html"


@pytest.mark.parametrize(
    "language", ["../../etc/passwd", "en\r\nX-Evil: 1", "", "e" * 5000, "\x00", "de_\u202e", "<b>"]
)
def test_no_language_of_an_article_is_a_path_or_a_header(language: str) -> None:
    """A stranger's digest.json may call a language what it likes."""
    articles = tuple(replace(article, language=language) for article in DIGEST.articles)
    digest = replace(DIGEST, articles=articles)

    mail = message_from_bytes(render(digest, "eml", Look(templates=TEMPLATES)), policy=default)

    assert "en" == mail["Content-Language"]
    assert "X-Evil" not in mail
    written = as_text(digest, "html", templates=TEMPLATES)
    assert "<b>" not in written
    assert "In this edition" in written


def test_what_digest_json_says_in_english_is_said_in_the_language_of_the_edition() -> None:
    """An edition that was made before, too; what the program never said stays as it is."""
    german = spoken("de")

    assert (
        "2 von 5 Meldungen stehen in den Worten ihrer Quellen: das Modell war nicht verfügbar."
        == said(
            "2 of 5 stories are told in their sources' own sentences: the model could not be used.",
            german,
        )
    )
    assert "1.200 Sätze wurden zurückgehalten, weil sie niemand geprüft hat." == said(
        "1,200 sentences were withheld, as no judge has read them.", german
    )
    assert "An editor's own words." == said("An editor's own words.", german)
    assert "24. April 2026: Streik" == continued("2026-04-24: Streik", german)
    assert "24. April 2026" == continued("2026-04-24: Streik", german, under="Streik")
    assert "2026-02-31: Streik" == continued("2026-02-31: Streik", german)
    assert "Verletzte" == matter("people injured", german)
    assert "Verletzte (schwer)" == matter("people schwer injured", german)
    assert "Todesopfer (Kinder)" == matter("Kinder killed", german)
    assert "Haushalt" == matter("Haushalt", german)


def test_a_template_is_compiled_once_for_all_languages(monkeypatch: pytest.MonkeyPatch) -> None:
    """That takes longer than to fill it, and a fleet speaks many."""
    as_text(DIGEST, "html", templates=TEMPLATES, language="en")
    environment._environment.cache_clear()
    monkeypatch.delattr(Environment, "compile")

    assert 'lang="de"' in as_text(DIGEST, "html", templates=TEMPLATES, language="de")


def test_what_is_compiled_once_speaks_each_language() -> None:
    """Even what a theme could work out as soon as it is read."""
    theme = DictLoader(
        {"x/digest.html.j2": "{% set most = 1204|number %}{{ most }} {{ 'i'|upper }}"}
    )

    for language, shown in {"en": "1,204 I", "de": "1.204 I", "tr": "1.204 İ"}.items():
        assert shown == as_text(DIGEST, "html", templates=theme, theme="x", language=language)
