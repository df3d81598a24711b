"""Sentences have exact spans, in every language that is read."""

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.reading import language, sentences

LANGUAGES = ("en", "de", "fr", "es", "it", "pt", "nl", "pl", "ru", "uk", "zh", "ja", "ar", "und")


def split(text: str, code: str = "en") -> list[str]:
    return [text[start:end] for start, end in sentences.split(text, code)]


@given(
    st.text(alphabet=st.sampled_from("aB1 .!?。」“”\"')\n\u00a0…「é-—"), max_size=200),
    st.sampled_from(LANGUAGES),
)
def test_spans_tile_the_text(text: str, code: str) -> None:
    """Ordered, apart, stripped, and nothing but white space between them."""
    spans = sentences.split(text, code)

    assert all(start < end and text[start:end] == text[start:end].strip() for start, end in spans)
    assert all(one.end <= other.start for one, other in pairwise(spans))
    covered = {i for start, end in spans for i in range(start, end)}
    assert [] == [i for i, c in enumerate(text) if not c.isspace() and i not in covered]
    assert all("\n" not in text[start:end] for start, end in spans)


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("en", ["Mr. Osei met the U.S. envoy in No10.", "She paid $700mn.", "It was 5 p.m. in Velmouth."]),
        ("en", ["“We agree.", "It is good,” said Ms Okafor.", "“Is it?” he asked."]),
        ("en", ["J. K. Osei of St. Anne wrote it.", "Gen. Brandt did not."]),
        ("de", ["Am 3. Mai kam Dr. Weber z.B. mit dem Zug.", "Er blieb bis 5. Juni."]),
        ("fr", ["M. Dupont est arrivé à 9 h.", "« Nous partons. », a-t-il dit."]),
        ("es", ["¿Quién lo dijo?", "El Sr. Ruiz, de EE.UU. y España, calló."]),
        ("it", ["Il dott. Bianchi è partito.", "Lo ha detto il sig. Neri."]),
        ("pt", ["O Sr. Lima falou.", "A Dra. Reis saiu."]),
        ("nl", ["Dhr. Visser kwam bijv. laat.", "Hij bleef."]),
        ("pl", ["Dr Nowak przybył 3. maja, np. pociągiem.", "Potem wyjechał."]),
        ("ru", ["В 2024 г. Иванов уехал.", "Он живёт на ул. Мира, т.е. рядом."]),
        ("uk", ["У 2024 р. Коваль поїхав.", "Він живе поруч."]),
        ("zh", ["议会周二投票。", "“我们同意。”", "她说船票三十元！"]),
        ("ja", ["議会は火曜日に投票した。", "「賛成です。反対もある。」と議長は述べた。"]),
        ("ar", ["صوت المجلس يوم الثلاثاء.", "هل وافق الجميع؟", "نعم."]),
    ],
)  # fmt: skip
def test_sentences_of_each_language(code: str, expected: list[str]) -> None:
    """A citation shows one whole sentence, not half of one or two."""
    glue = "" if code in {"zh", "ja"} else " "

    assert expected == split(glue.join(expected), code)


def test_sentence_without_an_end_is_cut() -> None:
    """A hundred thousand letters without a full stop are no evidence that anyone could check."""
    spans = sentences.split("and then, " * 2000, "en")

    assert max(end - start for start, end in spans) <= sentences.MAX_LENGTH
    assert len(spans) > 10


@pytest.mark.parametrize(
    "text", ["." * 50_000, "a." * 50_000, "“" * 50_000, ". " * 50_000, "A. " * 30_000]
)
def test_no_text_hangs_the_splitter(text: str) -> None:
    """Time grows with the text, not with its square."""
    start = time.process_time()
    for code in ("en", "de"):
        sentences.split(text, code)

    assert time.process_time() - start < 10


@pytest.mark.parametrize(
    ("code", "text"),
    [
        (
            "en",
            "The council voted on Tuesday to close the pier, and it will not open again this year.",
        ),
        (
            "de",
            "Der Rat hat am Dienstag beschlossen, den Steg zu schließen, und er wird nicht wieder geöffnet.",
        ),
        (
            "fr",
            "Le conseil a décidé mardi de fermer la jetée, et elle ne sera pas rouverte dans les mois à venir.",
        ),
        (
            "es",
            "El consejo decidió el martes cerrar el muelle, y no se volverá a abrir hasta que haya dinero.",
        ),
        (
            "it",
            "Il consiglio ha deciso di chiudere il molo, che non sarà riaperto prima della fine dell'anno.",
        ),
        (
            "pt",
            "O conselho decidiu na terça-feira fechar o cais, que não será reaberto até ao fim do ano.",
        ),
        (
            "nl",
            "De raad heeft dinsdag besloten de pier te sluiten, en die gaat dit jaar niet meer open.",
        ),
        (
            "pl",
            "Rada zdecydowała we wtorek, że molo zostanie zamknięte i nie będzie otwarte przez rok.",
        ),
        ("ru", "Совет решил во вторник закрыть причал, и он не откроется до конца года."),
        ("uk", "Рада вирішила у вівторок закрити причал, і він не відкриється до кінця року."),
        ("zh", "议会周二决定关闭码头，今年不会再开放。"),
        ("ja", "議会は火曜日に桟橋を閉鎖することを決め、今年は再開しない。"),
        ("ar", "قرر المجلس يوم الثلاثاء إغلاق الرصيف ولن يفتح هذا العام."),
    ],
)
def test_language_is_told_from_the_text(code: str, text: str) -> None:
    """A page that claims its template's language does not change what its text is written in."""
    assert code == language.detect(text)
    assert code == language.detect(text * 3, "fi")


def test_language_stays_open_where_nothing_tells() -> None:
    """A guess is worse than the honest "und"; the place's own word is better than both."""
    assert "und" == language.detect("12.4 % 2024 - 30")
    assert "fr" == language.detect("12.4 % 2024 - 30", "fr-CA")
