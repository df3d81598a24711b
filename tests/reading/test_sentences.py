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
        ("sv", ["Bron är stängd.", "”Vi väntar”, sade Ada Lund.", "”Är den det?”", "Hon nickade."]),
        ("da", ["Broen er lukket.", "»Vi venter,« sagde Ada Lund.", "»Er den det?« spurgte hun."]),
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


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("de", ["Sie wohnt in der Hafenstr. 14 in Tarn.", "Sie liegt an der Hafenstr.", "Im Haus lebt niemand."]),
        ("en", ["It is what the U.N. Envoy Ada Lund read out.", "It met in the U.S.", "The vote is near."]),
        ("en", ["Gov. Jan Quay and Lt. Gov. Tim Osei left Salem, Ore. Marlow Rovers stayed."]),
        ("en", ["He left at 6 p.m. Monday.", "She opted for plan B.", "It was closed by Sept. 11.", "Trade fell."]),
        ("en", ["Shares of Quay & Co. Marine fell (Q.LN).", "The rival Sarn Inc. gained.", "It closed at noon."]),
        ("en", ["He says that (the vote was lost. Nobody knows why.) it is over.", "It is [...] done."]),
        ("en", ["1. Close the lock.", "2. Drain it.", "3. Mend the gate."]),
        ("en", ["1) Close the lock", "2) Drain it", "3) Mend the gate"]),
        ("en", ["The steps are: 1. Close the lock.", "2. Drain it."]),
        ("de", ["Er bringt z. B. Wasser, Obst u. Ä. mit.", "Die 2. Liga beginnt am 3. Mai.", "Das kostet 5 Mio. Euro."]),
        ("fr", ["C'est l'avis de l'av. Morel et de M. Le Guen.", "Il vit av. J.-C. Roux à Lorne."]),
        ("es", ["Viajó a EE. UU. con la Sra. Ruiz.", "La vio el Dr. Paz en la pág. 5 del art. 4."]),
        ("it", ["Lo dice l'avv. Neri di Lorne.", "Secondo l'ing. Bassi è aperto."]),
        ("ru", ["Пьесу написал В.В. Орлов.", "Её поставила А. Н. Лунд.", "«Когда премьера? – спросил он. – Завтра?»"]),
        ("sv", ["Färjan gick kl. 8 med bl. a. Ada Lund.", "Den är tillbaka."]),
        ("sk", ["Firma Labe s. r. o. Bratislava most zavrela.", "Je to tak."]),
        ("hy", ["Կամուրջը փակ է:", "Նավը գնաց:"]),
        ("el", ["Πού είναι η γέφυρα;", "Είναι κλειστή."]),
        ("hi", ["पुल बंद है।", "कल खुलेगा।"]),
    ],
)  # fmt: skip
def test_a_full_stop_inside_a_sentence_does_not_end_it(code: str, expected: list[str]) -> None:
    """Initials, abbreviations with spaces, elisions, brackets and numbered items stay whole."""
    assert expected == split(" ".join(expected), code)


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("en", ["The fund grew within two years.", "A bundle of letters shows how."]),
        ("en", ["The trial lasted for five weeks.", "Two of the judges had doubts."]),
        ("en", ["The price fell (Q.LN).", "The rival gained."]),
        ("en", ["“We lost it.”", "The mayor left."]),
        ("en", ["He went.", "“We lost it,” he said."]),
        ("de", ["Der Rat stimmte zu.", "Die Brücke bleibt."]),
        ("ru", ["Мост закрыли.", "Паром остался."]),
        ("zh", ["他读了《你好！世界。》这本书。", "她走了。"]),
        ("ja", ["「はい。そうです。」と彼女は言った。", "橋は閉まった。"]),
    ],
)
def test_sentences_without_a_space_between_are_parted(code: str, expected: list[str]) -> None:
    """A point is one statement, and not the end of another page's paragraph glued to it."""
    assert expected == split("".join(expected), code)


@pytest.mark.parametrize(
    "text", ["See Lorne.Com or Node.Js, A.B.Quay.", "It is v2.Beta of Sarn.Net, 4 lbs. 10 oz."]
)
def test_addresses_and_names_are_not_parted(text: str) -> None:
    assert [text] == split(text)


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


@pytest.mark.parametrize(
    "teaser",
    [
        "Do ferries to Lorne need a bridge? Residents say so.",
        "How to do a tax return: a clerk explains steps to take.",
        "Velmouth to ban cars by 2030; a plan to do away with parking.",
    ],
)
def test_a_short_teaser_is_known(teaser: str) -> None:
    """English is full of small words that other languages have, too."""
    assert "en" == language.detect(teaser)


def test_a_language_without_word_lists_is_named() -> None:
    """Its text is marked for what it is, where it is sure."""
    assert "bg" == language.detect(
        "Мостът беше затворен в понеделник и няма да бъде отворен до пролетта."
    )


def test_most_texts_of_an_outlet_show_its_language() -> None:
    """Two texts show nothing, and neither do as many in one language as in others."""
    assert "en" == language.prevailing(["en", "cs", "en", "en"])
    assert None is language.prevailing(["en", "en"])
    assert None is language.prevailing(["en", "de", "en", "en", "de", "de"])


@pytest.mark.parametrize(
    ("text", "is_english"),
    [
        ("Pesto in a pan\nChef Marco Bellini on pasta al dente and a simple tiramisu.", True),
        ("Il pesto in padella\nLo chef Marco Bellini e la pasta al dente per una sera.", False),
    ],
)
def test_small_words_tell_the_language_of_a_short_text(text: str, *, is_english: bool) -> None:
    """An English feed's note on Italian dishes stays English; a note in Italian does not."""
    assert is_english == language.may_be("en", text, instead_of="it")
    assert not language.may_be("en", text * 10, instead_of="it")


def test_language_stays_open_where_nothing_tells() -> None:
    """A guess is worse than the honest "und"; the place's own word is better than both."""
    assert "und" == language.detect("12.4 % 2024 - 30")
    assert "fr" == language.detect("12.4 % 2024 - 30", "fr-CA")
