"""Headers of a mail: whatever letters they hold, a mail program reads what was written."""

import email
import email.policy
from email.header import decode_header, make_header

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.mail_headers import address_header, list_header, parse_address, text_header

LINES = st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")), max_size=300)


def read(header: bytes) -> str:
    """The text of a header as a mail program shows it."""
    lines = header.decode("ascii").removesuffix("\r\n")
    unfolded = lines.replace("\r\n", "").partition(": ")[2]
    return str(make_header(decode_header(unfolded)))


@given(LINES.map(lambda text: " ".join(text.split())))
@settings(max_examples=300)
def test_every_letter_and_space_of_a_subject_is_read(text: str) -> None:
    """Long ones, too, whose spaces the standard library loses where it folds."""
    header = text_header("Subject", text)

    assert text == read(header) or "=?" in text
    assert max(map(len, header.split(b"\r\n"))) <= 76
    assert not any(line.isspace() for line in header.split(b"\r\n")[:-1])


@pytest.mark.parametrize(
    "subject",
    [
        "Ferry to Lind stopped, " + "and the next one too, " * 6 + "says the harbour",
        "Fähre nach Lind fällt aus, und die nächste und die übernächste auch, sagt der Hafenmeister",
        "\u6e2f\u5c40\u8868\u793a\u6e21\u8f2e\u505c\u822a" * 12,
        "a" * 140,
    ],
)
def test_a_subject_is_read_the_same_by_the_standard_parser(subject: str) -> None:
    content = text_header("Subject", subject) + b"\r\n"

    assert subject == email.message_from_bytes(content, policy=email.policy.default)["Subject"]


@pytest.mark.parametrize(
    "written",
    [
        "The Desk <desk@example.org>",
        "desk@example.org",
        'Lind, Tarn & Co. "Ledger" <desk@example.org>',
        "Büro für Nachrichten und alles, was sonst noch in der Zeitung steht <desk@example.org>",
        "=?utf-8?q?x?= <desk@example.org>",
    ],
)
def test_a_name_beside_an_address_is_read_as_it_was_written(written: str) -> None:
    name, spec = written.rpartition("<")[0].strip(' "'), "desk@example.org"
    header = address_header("From", parse_address(written))

    shown = read(header).replace('"', "").replace("\\", "")
    assert (f"{name} <{spec}>" if name else spec).replace('"', "") == shown
    [found] = email.message_from_bytes(header + b"\r\n", policy=email.policy.default)[
        "From"
    ].addresses
    assert spec == found.addr_spec


def test_a_list_is_folded_between_its_parts_alone() -> None:
    """Mail programs look for whole addresses."""
    parts = [f"<https://example.org/{'x' * 90}>", "<mailto:leave@example.org>"]

    assert f"Name: {parts[0]},\r\n {parts[1]}\r\n".encode() == list_header("Name", parts)


@pytest.mark.parametrize(
    ("written", "spec"),
    [
        ("ann@bücher.example", "ann@xn--bcher-kva.example"),
        ("jürgen@example.org", "jürgen@example.org"),
    ],
)
def test_other_letters_are_letters(written: str, spec: str) -> None:
    assert spec == parse_address(written).addr_spec


@pytest.mark.parametrize(
    "written",
    ["a@b@c", "a@", "@b.c", "a b@c.d", "a@b..c", "a@b c", "a@b.c\r\nBcc: d@e.f", "a@bü\u202e.c",
     "a@" + "b" * 64 + ".c", "a" * 251 + "@b.c", "a@b;c", "Ann <a@b.c", "a..b@c.d"],
)  # fmt: skip
def test_what_is_no_address_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        parse_address(written)
