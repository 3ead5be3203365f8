"""PDF: text comes out with its pages joined; scans, locked and broken files are set aside."""

import io

import pytest
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from reportedly.errors import SetAsideError
from reportedly.intake import Input, Overrides, Taken, take_in
from reportedly.intake.forms import Form


def _pdf(*pages: list[str], password: str = "") -> bytes:
    writer = PdfWriter()
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
        }
    )
    for lines in pages:
        page = writer.add_blank_page(600, 800)
        page[NameObject("/Resources")] = DictionaryObject(
            {NameObject("/Font"): DictionaryObject({NameObject("/F"): font})}
        )
        drawn = "".join(f"({line}) Tj 0 -14 Td\n" for line in lines)
        stream = DecodedStreamObject()
        stream.set_data(f"BT /F 12 Tf 14 TL 50 700 Td\n{drawn}ET".encode())
        page[NameObject("/Contents")] = stream
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    held = io.BytesIO()
    writer.write(held)
    return held.getvalue()


def _take(data: bytes) -> Taken:
    return take_in(Input(name="a.pdf", form=Form.PDF, data=data), Overrides(), 10_000_000)


ONE = [
    "Bridge closed at Sumy",
    "The road bridge was closed on Tuesday after a strike hit its northern",
    "pier, officials said, and no trains",
]
TWO = [
    "run between the two halves of the town any more.",
    "Repairs would take weeks, the head of the administration told reporters.",
]


def test_a_pdf_with_text_is_a_report() -> None:
    """The words arrive in order, and a sentence that goes on over a page break is one."""
    taken = _take(_pdf(ONE, TWO))
    assert taken.report.headline == "Bridge closed at Sumy"
    assert "no trains run between the two halves" in " ".join(taken.report.text.split())
    assert [note.code for note in taken.notes] == ["from-pdf"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (_pdf([], []), "no-text"),
        (_pdf(["p. 1"], ["p. 2"], ["p. 3"]), "no-text"),
        (_pdf(ONE, password="x"), "binary"),  # noqa: S106 - a test of locked files
        (b"%PDF-1.7\nnothing else", "binary"),
        (b"", "binary"),
        (_pdf(ONE)[:300], "binary"),
        (_pdf(*[["x"]] * 301), "too-large"),
    ],
)
def test_a_pdf_without_text_is_set_aside(data: bytes, code: str) -> None:
    """Scans, locked and broken files and books each have their reason."""
    with pytest.raises(SetAsideError) as caught:
        _take(data)
    assert caught.value.code == code
