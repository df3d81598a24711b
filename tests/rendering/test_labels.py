"""An edition speaks its own language: labels, dates, numbers, quotation marks."""

import json
import re
import tomllib
from collections import defaultdict
from dataclasses import fields, is_dataclass, replace
from datetime import date
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from typing import Any, TypeVar, cast
from zoneinfo import ZoneInfo

import pytest
from jinja2 import BaseLoader

import digest
from digest.language import lexicons
from digest.model import NO_SECTION, Correction, Digest, EarlierCorrection
from digest.rendering import Envelope, Look, render
from digest.rendering.archive import Site, WebPaths, files, issue_of
from digest.rendering.catalogue import OPTIONAL, catalogue, english
from digest.rendering.own_words import Labels, labels_of
from digest.rendering.phrase import names
from digest.resources import bundled, loader
from tests.building import at
from tests.golden_digest import DIGEST
from tests.rendering.shown import TEXT_FORMS, THEMES, as_text

T = TypeVar("T")
OURS = loader("templates")
CATALOGUES = sorted((bundled("templates") / "labels").glob("*.toml"))
MANY = 2000
"""Enough numbers for all plural forms of whole numbers that an edition has."""
MARKUP = set("<>&*_[]`|\\")
"""No form of ours may take a label for markup."""


def labels(language: str, templates: BaseLoader = OURS, zone: str = "UTC") -> Labels:
    return labels_of(templates, language, ZoneInfo(zone))


@pytest.mark.parametrize("file", CATALOGUES, ids=lambda file: file.stem)
def test_a_catalogue_has_every_label_and_each_of_its_placeholders(file: Path) -> None:
    """Nothing is printed in English by oversight, and no name or number is lost.

    Only what a rule withheld may go by `other` until somebody translates it.
    """
    from babel import Locale

    found = tomllib.loads(file.read_text(encoding="utf-8"))
    forms = {
        (name if section == "labels" else f"{section}.{name}"): label
        for section, labels in found.items()
        for name, label in labels.items()
    }
    numbers = defaultdict(list)
    for number in range(MANY):
        numbers[Locale.parse(file.stem).plural_form(number)].append(number)

    checks = {name for name in english() if name.startswith("withheld.")} - {"withheld.other"}
    assert english().keys() - checks == forms.keys() - checks
    for name, label in forms.items():
        of_each = {"other": label} if isinstance(label, str) else label
        wanted = names(english()[name]["other"])
        for category, form in of_each.items():
            is_one_number = len(of_each) > 1 and len(numbers.get(category, ())) == 1
            assert wanted - OPTIONAL - ({"n"} if is_one_number else set()) <= names(form), name
            assert names(form) <= wanted, name
            assert not MARKUP & set(re.sub("{.*?}", "", form)), name
        assert len(of_each) == 1 or of_each.keys() == {*numbers, "other"}, name


def test_no_labels_are_of_a_language_whose_words_nobody_knows() -> None:
    """Words may come first: until its labels do, an edition says that it speaks English."""
    assert {file.stem for file in CATALOGUES} <= set(lexicons.languages())


def test_a_section_that_nobody_named_is_named_in_the_language_of_the_edition() -> None:
    """It is `News` in digest.json, whatever the language; one of the editor's own stays."""
    first, second, *_ = DIGEST.stories
    told = (replace(first, section=NO_SECTION), replace(second, section="Hafen"))

    shown = as_text(replace(DIGEST, stories=told), "html", templates=OURS, language="de")

    assert "Meldungen</" in shown
    assert "Hafen</" in shown
    assert "News</" not in shown


def test_no_label_is_left_over() -> None:
    """Translators have enough to do. What digest.json says is looked for by its text."""
    rooms = (bundled("templates"), Path(digest.__file__).parent)
    files = (file for room in rooms for file in room.rglob("*") if file.suffix in (".py", ".j2"))
    said = set(re.findall(r"[\w.]+", "\n".join(file.read_text(encoding="utf-8") for file in files)))
    looked_for = ("said.", "skipped.", "withheld.", "matters.")

    assert [] == [
        name for name in english() if name not in said and not name.startswith(looked_for)
    ]


def test_what_a_new_rule_withheld_waits_for_no_translator(monkeypatch: pytest.MonkeyPatch) -> None:
    """Until somebody translates its words it is another fault, and not English in a German page."""
    known = {**english(), "withheld.exclaims": {"other": "a sentence that cries out"}}
    monkeypatch.setattr("digest.rendering.catalogue.english", lambda: known)

    german = catalogue.__wrapped__("de", None)

    assert german is not None
    assert {"other": "ein anderer Fehler"} == german.labels["withheld.exclaims"]


PSEUDO = "el"
"""A language without a catalogue, with letters of its own: what is Latin is not translated."""
GREEK = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "αβγδεζηθικλμνξοπρστυφχψωαβΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩΑΒΓΔ",
)
OF_ARTICLES = {"title", "source", "text", "headline", "speaker", "role", "about", "value"}
OF_ARTICLES |= {"section", "only_in", "continues", "what", "model"}


def in_greek(value: T) -> T:
    """The edition with all that others said in Greek letters."""
    made: Any = value
    if isinstance(value, tuple) and not hasattr(value, "_fields"):
        made = tuple(map(in_greek, value))
    elif is_dataclass(value) and not isinstance(value, type):
        parts = {one.name: getattr(value, one.name) for one in fields(value) if one.init}
        made = replace(
            value,
            **{
                name: part.translate(GREEK)
                if name in OF_ARTICLES and isinstance(part, str)
                else in_greek(part)
                for name, part in parts.items()
            },
        )
    return cast("T", made)


def everything() -> Digest:
    """An edition with every label that there is."""
    first, second, third, *rest = DIGEST.stories
    difference = replace(first.summary.differences[0], is_update=True)
    differences = (
        *first.summary.differences,
        difference,
        replace(difference, about="people injured"),
        replace(difference, about="age of Mara Oduya"),
    )
    told = replace(first, summary=replace(first.summary, differences=differences), independent=1)
    by_extraction = replace(
        third.summary,
        notes=(
            "told by extraction: its answer was cut off",
            "3 less central sentences were not shown to the model",
        ),
    )
    older = replace(second, continues="2026-04-24: Tavia")
    return replace(
        DIGEST,
        stories=(told, older, replace(third, summary=by_extraction), *rest),
        usage=replace(DIGEST.usage, batched=2),
        corrections=(Correction(at=at(4, 9), text="It was twelve."),),
        earlier_corrections=(
            EarlierCorrection(number=11, date=date(2026, 5, 2), text="It was ten."),
        ),
        notices=(
            "3 of 5 stories are told in their sources' own sentences: its request failed.",
            "1 sentences were withheld, as no judge has read them.",
        ),
    )


def marked(label: str | dict[str, str]) -> str:
    text = label if isinstance(label, str) else label["other"]
    return f"⟦{text}⟧" if re.search("[A-Za-z]", re.sub("{.*?}", "", text)) else text


@pytest.fixture
def pseudo(tmp_path: Path) -> BaseLoader:
    """Templates with labels in no language: each between ⟦ and ⟧."""
    source = tomllib.loads((bundled("templates") / "labels/en.toml").read_text(encoding="utf-8"))
    (tmp_path / "labels").mkdir()
    lines = [
        line
        for section, known in source.items()
        for line in (
            f"[{section}]",
            *(f"{name} = {json.dumps(marked(label))}" for name, label in known.items()),
        )
    ]
    (tmp_path / f"labels/{PSEUDO}.toml").write_text("\n".join(lines), encoding="utf-8")
    return loader("templates", tmp_path)


def latin(written: str) -> set[str]:
    """The words in Latin letters that stand outside of labels, tags and addresses."""
    shown = re.sub(r"(?s)<style.*?</style>|<!--.*?-->|https?[:\\]\S*", " ", written)
    spoken = " ".join(re.findall(r'(?:title|alt|aria-label)="([^"]*)"', shown))
    shown = re.sub(r"<[^>]*>|&\w+;|\[\d-+\]:", " ", f"{shown} {spoken}")
    shown = " ".join(shown.replace("\n   | ", " ").split())
    while "⟦" in shown:
        before, shown = shown, re.sub("⟦[^⟦⟧]*⟧", " ", shown)
        assert before != shown
    return set(re.findall(r"[A-Za-z]{2,}", shown))


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("form", TEXT_FORMS)
def test_no_label_is_english_by_itself(form: str, theme: str, pseudo: BaseLoader) -> None:
    """What an edition says and no article said comes from the catalogue, all of it."""
    digest = in_greek(everything())
    unproven = ("story 1, point 1", "story 1, headline", "story 2, account", "lead, point 1")

    written = as_text(
        digest,
        form,
        templates=pseudo,
        theme=theme,
        language=PSEUDO,
        unproven=unproven,
        brief_after=3,
    )

    assert latin(written) <= {"UTC"}


def test_no_label_of_a_mail_is_english_by_itself(pseudo: BaseLoader) -> None:
    """Subject, text and page, and what was cut to make it short."""
    digest = in_greek(everything())
    stories = tuple(
        replace(
            story, rank=replace(story.rank, position=place), headline=f"{story.headline} {place}"
        )
        for place, story in enumerate(digest.stories * 9, start=1)
    )
    look = Look(
        templates=pseudo,
        language=PSEUDO,
        web_url="https://ledger.example/{number}",
        envelope=Envelope(sender="desk@ledger.example", unsubscribe=("https://ledger.example/u",)),
    )
    mail = message_from_bytes(render(replace(digest, stories=stories), "eml", look), policy=default)

    text, page = (mail.get_body((kind,)) for kind in ("plain", "html"))
    assert text
    assert page
    for part in (str(mail["Subject"]), text.get_content(), page.get_content()):
        assert latin(part) <= {"UTC"}
    assert "⟦Shortened to fit a mail:" in text.get_content()


def test_no_label_of_an_archive_is_english_by_itself(pseudo: BaseLoader) -> None:
    """Its lists, threads, search and feeds speak the language of the newest edition."""
    digest = in_greek(everything())
    correction = Correction(at=at(4, 9), text="Ο")
    later = replace(
        digest,
        edition=replace(digest.edition, number=13, date=date(2026, 5, 4)),
        corrections=(correction,),
    )
    paths = WebPaths.of("https://ledger.example/{number}/")
    look = Look(templates=pseudo, language=PSEUDO)
    issues = [issue_of(one, look, paths) for one in (digest, later)]
    site = Site.of(issues, newsletter="ledger", paths=paths, templates=pseudo)
    pages = {path: made for path, made in files(site) if path.endswith((".html", ".txt"))}

    assert len(pages) > len(digest.stories)
    for path, made in pages.items():
        assert latin(made.decode()) <= {"UTC", "Atom", "JSON", "Feed"}, path
