"""Acronyms: what a report says its short forms stand for."""

import pytest

from reportedly.reading.acronyms import Acronyms


@pytest.mark.parametrize(
    ("text", "short", "full"),
    [
        ("The Syrian Democratic Forces (SDF) left Manbij.", "SDF", "Syrian Democratic Forces"),
        ("A team of Doctors of the World (DW) left", "DW", "Doctors of the World"),
        ("the Office for the Coordination of Aid (OCA) met", "OCA", "Office for the Coordination of Aid"),
        ("the Free Council of Sumy (FCS) met", "FCS", "Free Council of Sumy"),
        ("Lake Region Watch (the LRW) counted", "LRW", "Lake Region Watch"),
        ("Lake Region Watch (Goma) counted", "Goma", None),
    ],
)
def test_a_short_form_stands_for_the_name_whose_initials_it_has(
    text: str, short: str, full: str | None
) -> None:
    """Only initials that fit define a short form; small words may be skipped."""
    assert Acronyms(text).full(short) == full


def test_stops_in_a_short_form_make_no_difference() -> None:
    """The forms "F.C.S." and "FCS" are one."""
    assert Acronyms("the Free Council of Sumy (F.C.S.) met").full("FCS") == "Free Council of Sumy"
    assert Acronyms("the Free Council of Sumy (FCS) met").full("F.C.S.") == "Free Council of Sumy"


def test_a_full_name_gives_its_short_form_back() -> None:
    """The way back answers only for what the report defined."""
    acronyms = Acronyms("Lake Region Watch (LRW) counted")
    assert acronyms.short("Lake Region Watch") == "LRW"
    assert acronyms.short("Sea Region Watch") is None


def test_the_publishers_initials_are_its_name() -> None:
    """Initials of three words or more stand for who publishes; two are anybody's."""
    assert Acronyms("", "The Halyard News Agency").full("HNA") == "The Halyard News Agency"
    assert Acronyms("", "Kyiv Ledger").full("KL") is None
    text = "The Harbour Navigation Authority (HNA) closed the port."
    assert Acronyms(text, "Halyard News Agency").full("HNA") == "Harbour Navigation Authority"
