"""Facts of hard input: nothing crashes, nothing wrong is claimed, every span says what the text says."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.reading.read import read_report
from reportedly.record import Basis, Reading, Report, verify


def read(text: str, published: str | None = None) -> Reading:
    """Read one text as a report."""
    return read_report(Report(id="hard", text=text, published=published, language="en"))


def check(reading: Reading) -> None:
    """Check that every span of every fact verifies, and that bounds are in order."""
    text = reading.report.text
    for layer in ("places", "times", "figures", "controls", "events"):
        for fact in getattr(reading, layer):
            verify(fact.span, text)
            for name in ("actor_spans", "recipient_spans", "holder_spans", "place_spans"):
                for span in getattr(fact, name, ()):
                    verify(span, text)
            for name in ("when_span", "period"):
                if getattr(fact, name, None) is not None:
                    verify(getattr(fact, name), text)
    for figure in reading.figures:
        assert figure.low is not None or figure.high is not None
        assert figure.low is None or figure.high is None or figure.low <= figure.high
    for place in reading.places:
        assert (place.lat is None) == (place.lon is None) == (place.precision is None)
        assert place.lat is None or (abs(place.lat) <= 90 and abs(place.lon or 0) <= 180)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\n\t",
        "On 31 February and 45 March 20245, shells hit the town at 27:99.",
        "At least " + "9" * 400 + " people were killed in Kharkiv, the mayor said.",
        "Killed: ١٢ in Хартум, 12½ in Gaza, Ⅻ in بيروت, 1e999 in Kyiv, −5 in Aleppo, 3,00,0 in Idlib.",
        "between 40 and 12 soldiers; up to at least 7,,7 tanks; 1/0 of the region; 0 of 0 homes.",
        "Kyiv" * 5000,
        "the " * 3000 + "attack",
        "Troops took " + "Ново" * 50 + "\u0301" * 30 + "\u200d and \U0001f4a5 on Monday.",
    ],
    ids=["empty", "blank", "dates", "400 digits", "scripts", "bounds", "one word", "no end", "marks"],
)
def test_hard_input_is_read_without_a_wrong_word(text: str) -> None:
    """Whatever comes, what is on the record is proved by the text."""
    check(read(text, "2024-05-06"))


def test_an_impossible_date_has_no_value() -> None:
    """A day that no calendar has is left open, not moved."""
    reading = read("The bridge at Nikopol was hit on 31 February 2024, officials said.", "2024-05-06")
    assert all("2024-02-3" not in (t.edtf or "") and "2024-03" not in (t.edtf or "") for t in reading.times)


def test_without_a_date_of_publication_nothing_is_dated_by_it() -> None:
    """A weekday in a report without a date stays open."""
    reading = read("Rockets hit Kharkiv on Monday, the governor said. Two people were killed.")
    (monday,) = [t for t in reading.times if "Monday" in t.span.text]
    assert (monday.edtf, monday.basis) == (None, Basis.UNKNOWN)


def test_ten_thousand_places_are_read() -> None:
    """A text of nothing but places is read to its end."""
    names = ("Kharkiv", "Aleppo", "Khartoum", "Sudzha", "Goma", "Rafah", "Idlib", "Marib", "Bakhmut", "Kyiv")
    text = ". ".join(f"Shells hit {names[i % len(names)]}" for i in range(10_000)) + "."
    reading = read(text, "2024-05-06")
    assert len(reading.places) > 5000
    assert reading.places[-1].span.start > 0.95 * len(text)
    check(reading)


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=400), st.sampled_from([None, "2024-05-06", "soon"]))
def test_any_text_is_read(text: str, published: str | None) -> None:
    """No characters, in no order, break the reading of facts."""
    check(read(text, published))
