"""A PDF file -> Report, where it holds its text as text; a scan is set aside.

The only file that imports pypdf. PDF says where letters stand, not what a paragraph is: words come out in
the order in which they were drawn, so columns and tables may be mixed up. A note says so.
"""

import io
import logging
import re
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING

from reportedly.errors import SetAsideError
from reportedly.intake.text import keep
from reportedly.record import Problem, Report, report_id

if TYPE_CHECKING:
    from pypdf import PdfReader

_PAGES_AT_MOST = 300
_SECONDS_AT_MOST = 60.0
_LETTERS_A_PAGE = 20
"""Fewer on the average page: a scan with a stamp, or a map."""
_HYPHENATED = re.compile(r"(?<=[a-z])-\n\s*(?=[a-z])")
_RUNNING = re.compile(r"\n\s*\n\s*")
_TEXT_STEP = "turn it into text first (ocrmypdf, pdftotext FILE) and read that"


def report_from_pdf(name: str, data: bytes) -> tuple[Report, tuple[Problem, ...]]:
    """Return the report that a PDF file holds; pages are joined where a sentence goes on.

    Raises SetAsideError: "binary" where it cannot be read or is encrypted, "no-text" for a scan,
    "too-large" for more than 300 pages or a minute of work.
    """
    from pypdf import PdfReader  # noqa: PLC0415 - 0.2 s, only for PDF
    from pypdf.errors import PyPdfError  # noqa: PLC0415 - the same

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(io.BytesIO(data))
        pages = list(_pages(name, reader))
        title = _string(reader.metadata.title if reader.metadata else None)
    except SetAsideError:
        raise
    except (
        PyPdfError,
        ValueError,
        LookupError,
        AttributeError,
        TypeError,
        ArithmeticError,
        OSError,
    ) as error:
        raise _broken(name, error) from error
    except (RecursionError, AssertionError, NotImplementedError, MemoryError) as error:
        raise _broken(name, error) from error
    letters = sum(character.isalpha() for page in pages for character in page)
    if letters < _LETTERS_A_PAGE * max(1, len(pages)):
        raise SetAsideError(name, "no-text", "this PDF holds pictures of pages, no text", _TEXT_STEP)
    text = keep(_joined(pages))
    headline = text.partition("\n")[0] or None
    if title and text.startswith(title):
        headline = title
    note = Problem(
        code="from-pdf",
        message="taken from a PDF, where columns and tables may be mixed up; compare with the file",
    )
    return Report(id=report_id(text), headline=headline, text=text), (note,)


def _pages(name: str, reader: "PdfReader") -> Iterator[str]:
    """Yield the words of each page, within the limits of pages and of time."""
    end = time.monotonic() + _SECONDS_AT_MOST
    if reader.is_encrypted and not reader.decrypt(""):
        raise SetAsideError(name, "binary", "this PDF is locked with a password", "unlock it first")
    if len(reader.pages) > _PAGES_AT_MOST:
        why = f"{len(reader.pages):,} pages, too many for one report"
        raise SetAsideError(name, "too-large", why, "split it into its reports")
    for page in reader.pages:
        if time.monotonic() > end:
            raise SetAsideError(name, "too-large", "reading this PDF takes over a minute", _TEXT_STEP)
        yield page.extract_text().replace("\x00", "")


def _joined(pages: list[str]) -> str:
    """Join pages: where one ends within a sentence the next goes on with it, else a paragraph begins."""
    text = ""
    for page in (page.strip() for page in pages):
        if not page:
            continue
        goes_on = text and text[-1] not in '.!?:;”"’' and page[0].islower()
        text += ("\n" if goes_on else "\n\n") + page if text else page
    return _HYPHENATED.sub("-", _RUNNING.sub("\n\n", text)) if text else ""


def _broken(name: str, error: BaseException) -> SetAsideError:
    why = f"this PDF cannot be read ({type(error).__name__})"
    return SetAsideError(name, "binary", why, _TEXT_STEP)


def _string(value: object) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""
