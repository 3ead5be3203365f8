"""Readings with arbitrary facts for hypothesis: any words in any field, spans that overlap and nest."""

import msgspec
from hypothesis import strategies as st

from reportedly.record import (
    Basis,
    Change,
    Control,
    Event,
    EventType,
    Figure,
    Place,
    PlaceKind,
    Precision,
    Reading,
    Status,
    Time,
    What,
)
from tests.record.strategies import maybe_words, readings, spans, words

_bounds = st.none() | st.floats()
_dates = maybe_words | st.sampled_from(
    ["2024-03-05", "2024-03/..", "../2024", "202X", "2024-21~", "-0044", "/"]
)


@st.composite
def told(draw: st.DrawFn) -> Reading:
    """Return a reading with up to three facts of each kind, some of them said by its attributions."""
    reading = draw(readings())
    text = reading.report.text
    cited = spans(text)
    several = st.lists(cited, max_size=2).map(tuple)
    by = st.none() | words | st.sampled_from([said.id for said in reading.attributions] or [""])
    made: dict[str, st.SearchStrategy[object]] = {
        "places": st.builds(
            Place, span=cited, name=words, kind=st.sampled_from(PlaceKind), lat=_bounds, lon=_bounds,
            country=maybe_words, admin1=maybe_words, precision=st.none() | st.sampled_from(Precision),
        ),
        "times": st.builds(Time, span=cited, edtf=_dates, basis=st.sampled_from(Basis)),
        "figures": st.builds(
            Figure, id=words, span=cited, low=_bounds, high=_bounds, approx=st.booleans(), unit=maybe_words,
            what=st.sampled_from(What), whose=maybe_words, cumulative=st.none() | st.booleans(),
            period=st.none() | cited, si=st.none() | st.tuples(_bounds, _bounds, words), by=by,
        ),
        "controls": st.builds(
            Control, id=words, span=cited, place=maybe_words, holder=maybe_words,
            change=st.sampled_from(Change), status=st.sampled_from(Status), when=_dates, place_spans=several,
            by=by,
        ),
        "events": st.builds(
            Event, id=words, span=cited, type=st.sampled_from(EventType), mode=maybe_words, actor=maybe_words,
            recipient=maybe_words, place=maybe_words, when=_dates, status=st.sampled_from(Status),
            actor_spans=several, by=by,
        ),
    }  # fmt: skip
    facts = {name: tuple(draw(st.lists(one, max_size=3))) for name, one in made.items()}
    return msgspec.structs.replace(reading, **facts)
