"""Bytes become characters where the encoding is certain; otherwise the file is set aside, with a reason."""

import pytest

from reportedly.errors import SetAsideError
from reportedly.intake.encoding import decode

ENGLISH = "Ferry at Kherson stopped\n\nBondar said it would sail — “soon”. It’s quiet in the café.\n"
RUSSIAN = "Паром у Херсона остановлен\n\nПереправа закрыта в понедельник, сообщила Бондарь. Причал цел.\n"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"]
)
def test_english_is_decoded(encoding: str) -> None:
    """An English report reads the same in every encoding that leaves no doubt."""
    assert decode("a.txt", ENGLISH.encode(encoding)) == ENGLISH


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1251", "koi8-r"])
def test_russian_is_decoded(encoding: str) -> None:
    """A Russian report is told apart from English in time, because its letters are right."""
    assert decode("a.txt", RUSSIAN.encode(encoding)) == RUSSIAN


@pytest.mark.parametrize(
    "data",
    [
        ENGLISH.encode("mac-roman"),
        RUSSIAN.encode("cp866"),
        RUSSIAN.encode("iso8859-5"),
        ENGLISH.encode()[:-20] + b"\xe2\x80 x",
    ],
    ids=["mac-roman", "cp866", "iso8859-5", "damaged utf-8"],
)
def test_a_doubtful_encoding_is_refused(data: bytes) -> None:
    """Where bytes could be read in two ways, no words are put into the record that nobody wrote."""
    with pytest.raises(SetAsideError, match="save it as UTF-8") as caught:
        decode("a.txt", data)
    assert caught.value.code == "undecodable"


@pytest.mark.parametrize(
    ("data", "code", "why"),
    [
        (b"", "empty", "empty"),
        (b" \r\n\t", "empty", "empty"),
        (b"%PDF-1.7\nBT", "binary", "pdftotext"),
        (b"PK\x03\x04word/document.xml", "binary", "zip"),
        (b"\x89PNG\r\n\x1a\n", "binary", "picture"),
        (bytes(range(256)) * 20, "binary", "binary data"),
        (b"She said\x00it was closed", "binary", "binary data"),
        (b"\xff\xfeF\x00e\x00\x00\xdc", "undecodable", "UTF-16"),
    ],
)
def test_what_is_no_text_is_named(data: bytes, code: str, why: str) -> None:
    """Empty, binary and broken files are told apart, and each message names the next step."""
    with pytest.raises(SetAsideError) as caught:
        decode("a.txt", data)
    assert caught.value.code == code
    assert why in str(caught.value)
    assert str(caught.value).startswith("a.txt: ")


def test_a_stray_control_character_is_no_reason() -> None:
    """A report with a bell or an escape sequence in it is still a report."""
    text = "Ferry \x1b[31mred\x1b[0m stopped\n\nBondar said it \x07 all. The pier is closed.\n"
    assert decode("a.txt", text.encode()) == text


def test_a_page_is_believed_about_its_encoding_only_where_it_fits() -> None:
    """A declared charset decides between encodings, but never against the bytes."""
    polish = "Prom w Chersoniu zatrzymano, powiedział rzecznik. Zażółć gęślą jaźń."
    assert decode("a.html", polish.encode("cp1250"), "windows-1250") == polish
    assert decode("a.html", polish.encode(), "windows-1250") == polish
