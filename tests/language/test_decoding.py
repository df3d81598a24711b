"""One decoder reads feeds, pages, mails and files: no letter turns into rubbish, no mark vanishes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.language.decoding import decode, is_binary, repaired

SAID = "Brandt’s ferry “rests” – 4€, said the cœur of the town"
GERMAN = "Die Fähre über den Fluß fährt künftig öfter, sagte die Bürgermeisterin."
JAPANESE = "①橋は六月に再開すると髙橋社長は述べた"
CHINESE = "陶喆先生说，朱镕基路的大桥六月重开"
KOREAN = "똠방각하 다리는 유월에 다시 열린다고 펲시가 밝혔다"


@pytest.mark.parametrize(
    ("text", "encoding", "label"),
    [
        (SAID, "cp1252", "iso-8859-1"),
        (SAID, "cp1252", "us-ascii"),
        (JAPANESE, "cp932", "Shift_JIS"),
        ("橋は六月に再開する", "euc_jp", "EUC-JP"),
        ("橋は六月に再開", "iso2022_jp", "iso-2022-jp"),
        (CHINESE, "gb18030", "gb2312"),
        (KOREAN, "cp949", "ks_c_5601-1987"),
        ("Мост откроют в июне", "koi8_r", "KOI8-R"),
        ("Köprü haziranda açılıyor", "cp1254", "iso-8859-9"),
        (GERMAN, "utf-16-le", None),
        (GERMAN, "utf-32-be", None),
        (GERMAN, "utf-8-sig", "iso-8859-1"),
    ],
)
def test_a_label_means_what_browsers_take_it_for(
    text: str, encoding: str, label: str | None
) -> None:
    """Outlets write Windows-1252 and call it Latin-1; their quotations stay quotations."""
    assert text == decode(text.encode(encoding), label)


@pytest.mark.parametrize(
    "head",
    [
        '<?xml version="1.0" encoding="%s"?><a>',
        '<meta charset="%s">',
        "<meta content='text/html; charset=%s'>",
    ],
)
def test_content_says_itself_what_it_is_in(head: str) -> None:
    """In a declaration of XML, or in a page's head."""
    told = head % "windows-1251"
    content = (told + "Мост откроют в июне, сказал мэр города на встрече").encode("cp1251")
    assert told + "Мост откроют в июне, сказал мэр города на встрече" == decode(content)


@pytest.mark.parametrize("label", ["iso-8859-1", "windows-1251", "gb2312", "utf8mb4", None])
def test_valid_utf_8_wins_over_what_is_said_of_it(label: str | None) -> None:
    """A false declaration does not turn umlauts into pairs of rubbish."""
    assert GERMAN == decode(GERMAN.encode(), label)


@pytest.mark.parametrize("label", ["utf-8", "iso-8859-1", None])
def test_a_bad_byte_costs_itself_alone(label: str | None) -> None:
    """Damaged UTF-8 is not taken for another encoding."""
    broken = GERMAN.encode().replace(b"sagte", b"sa\xffgte")
    assert GERMAN.replace("sagte", "sa\ufffdgte") == decode(broken, label)
    assert GERMAN == decode(GERMAN.encode() + b"\xe2\x80", label)  # a text cut inside a letter


@pytest.mark.parametrize("label", ["iso-8859-1", "unknown-8bit", "utf-8", None])
def test_a_last_letter_is_no_cut(label: str | None) -> None:
    """A short text may have its only umlaut at its end."""
    assert "Café" == decode(b"Caf\xe9", label)


def test_western_text_without_a_label() -> None:
    """What only calls itself UTF-8, or says nothing, is read as its countries write."""
    text = f"{SAID}. Não haverá exceções até amanhã, disse a prefeita à imprensa." * 3
    assert text == decode(text.encode("cp1252"), "utf-8")
    assert "Brücke" == decode("Brücke".encode("latin-1"))


def test_marks_of_windows_1252_under_their_numbers() -> None:
    """U+0080 to U+009F are no characters of any text; what was twice encoded is so once more."""
    assert "“isn’t” – 4€" == decode("\x93isn\x92t\x94 \x96 4\x80".encode())
    assert "isn’t" == repaired("isn’t".encode().decode("latin-1"))


def test_a_nul_or_a_control_makes_no_binary_file() -> None:
    """One bad character does not cost an article."""
    page = b"<p>The ferry\x00 will not run before spring, the board of \x07 Tarrin said.</p>" * 3
    assert not is_binary(page)
    assert "\x00" not in decode(page)
    assert is_binary(bytes(range(256)) * 4)
    assert not is_binary(GERMAN.encode("utf-16-be"))


@given(st.binary(max_size=300), st.sampled_from(["utf-8", "gbk", "x-unknown", "é", None]))
def test_any_bytes_become_text(content: bytes, label: str | None) -> None:
    """Nothing raises, and no half surrogate pair is made."""
    decode(content, label).encode("utf-8")
