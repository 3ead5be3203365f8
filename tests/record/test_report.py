"""Reports: their identity is their content."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.record import Report, report_id


def test_the_id_of_a_text_never_changes() -> None:
    """The id of a text is the same in every release, on every machine: records kept elsewhere point at it."""
    assert report_id("Fog closed the port.") == "f1a5e74476035771"
    assert report_id("Fog closed the port.", "Lakeside Dispatch") == "816c504ff57fe873"


@given(st.text(), st.text(st.characters(exclude_characters="\x00")), st.text())
def test_another_text_or_outlet_is_another_report(text: str, outlet: str, other: str) -> None:
    """Two reports share an id only where they share outlet and text; one added letter parts them."""
    assert report_id(text, outlet) == report_id(text, outlet)
    assert report_id(text, outlet) != report_id(text + "x", outlet)
    assert report_id(text, outlet) != report_id(text, outlet + "x")
    assert (report_id(text) == report_id(other)) == (text == other)


def test_no_outlet_is_as_good_as_an_empty_one() -> None:
    """A report whose outlet is unknown keeps its id when a form hands in an empty name instead."""
    assert report_id("Fog.") == report_id("Fog.", "") == report_id("Fog.", None)


def test_any_string_has_an_id() -> None:
    """Even a text with a lone surrogate, which UTF-8 cannot carry, has an id by which to set it aside."""
    assert len(report_id("\ud83d")) == 16


def test_a_report_is_fixed() -> None:
    """A report cannot be changed after intake."""
    report = Report(id="r1", text="Fog closed the port.")
    with pytest.raises(AttributeError):
        report.text = "Sun opened it."  # type: ignore[misc]
