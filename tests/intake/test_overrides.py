"""What a person says about reports, and what counts as a date."""

import pytest

from reportedly.intake import Overrides
from reportedly.intake.overrides import iso, override
from reportedly.intake.text import report_from_text
from reportedly.record import Report, report_id

TEXT = "Ferry stopped\n\nBondar said it was closed."


def test_what_is_said_stands_above_what_the_file_says() -> None:
    """A person's word about outlet, address, date and language wins over the file's."""
    report = Report(id="own", outlet="A", url="u", published="2024", language="ru", text=TEXT)
    said = Overrides(outlet="B", url="https://b.example", published="2025-03-04", language="en")
    after = override(report, said)
    assert (after.outlet, after.url, after.published, after.language) == (
        "B",
        "https://b.example",
        "2025-03-04",
        "en",
    )
    assert after.id == "own"


def test_the_id_follows_the_outlet_that_was_said() -> None:
    """The same text from two outlets is two reports."""
    after = override(report_from_text(TEXT), Overrides(outlet="The Lakeside Dispatch"))
    assert after.id == report_id(TEXT, "The Lakeside Dispatch")


def test_a_known_address_names_the_outlet() -> None:
    """Where no outlet is named, the outlet table says whose address it is; an unknown one stays open."""
    known = override(report_from_text(TEXT), Overrides(url="https://www.bbc.co.uk/news/1"))
    unknown = override(report_from_text(TEXT), Overrides(url="https://lakeside.example/1"))
    broken = override(report_from_text(TEXT), Overrides(url="http://[x"))
    assert known.outlet is not None
    assert "BBC" in known.outlet
    assert unknown.outlet is None
    assert broken.outlet is None


@pytest.mark.parametrize(
    "written", ["2025", "2025-03", "2025-03-04", "2025-03-04T09:30:00Z", "2025-03-04T09:30+02:00"]
)
def test_iso_dates_are_dates(written: str) -> None:
    """ISO 8601 is taken as it is written, down to a year alone."""
    assert iso(f" {written} ") == written


@pytest.mark.parametrize(
    "written", ["", "yesterday", "4 March 2025", "2025-13-04", "2025-02-30", "03/04/2025"]
)
def test_other_words_are_no_dates(written: str) -> None:
    """Nothing else is read as a date: which number is the month would be a guess."""
    assert iso(written) is None
