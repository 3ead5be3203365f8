"""When mentions in several reports are one event, and what nothing but an agreement makes one."""

import time

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from reportedly.exports.coding import Coding, notes_of
from reportedly.exports.dates import Dated
from reportedly.exports.events import coded, most
from reportedly.exports.mentions import telling_of
from reportedly.exports.spots import prio_grid, spot_of
from reportedly.record import Act, EventType, Reading, Status
from reportedly.record.days import days_of
from tests.exports.events_made import CLASH, at, coding, event, reading, shelled, taken


def groups(made: Coding) -> list[tuple[str, ...]]:
    """Return the reports of each event."""
    return [each.reports for each in made.events]


def test_the_same_place_and_day_is_one_event() -> None:
    """Two outlets that tell the same deed at one place on one day tell one event."""
    assert groups(coding(shelled(), shelled(id="r2", outlet="Gazeta Nova"))) == [("r1", "r2")]


def test_another_place_day_side_or_type_is_another_event() -> None:
    """What speaks against it keeps mentions apart, in one claim too."""
    others = [
        shelled("Orlivka", id="r2"),
        shelled(day="2026-03-05", id="r2"),
        shelled(actor="Ukraine", id="r2"),
        shelled(acled=CLASH, id="r2"),
        shelled(type=EventType.COERCE, id="r2"),
    ]
    for other in others:
        assert groups(coding(shelled(), other, claims=[["r1#e1", "r2#e1"]])) == [("r1",), ("r2",)]


def test_a_claim_joins_what_does_not_tell_the_day() -> None:
    """Without a day two reports are of one event only where the trace says that they say the same."""
    told = shelled(), shelled(day=None, id="r2", outlet="Gazeta Nova")
    assert groups(coding(*told)) == [("r1",), ("r2",)]
    assert groups(coding(*told, claims=[["r1#e1", "r2#e1"]])) == [("r1", "r2")]


def test_a_mention_of_two_places_does_not_make_them_one() -> None:
    """A report that sums up two deeds is of the one; the other place stays another event."""
    text = "Russia shelled Velikovo and Orlivka on 2026-03-02."
    both = event(text, "shelled", place="Velikovo", actor="Russia", when="2026-03-02", day="2026-03-02")
    places = (*both.place_spans, at(text, "Orlivka"))
    summed = reading(
        text, id="r2", published="2026-03-04", events=[msgspec.structs.replace(both, place_spans=places)]
    )
    made = coding(shelled(id="r1"), summed, shelled("Orlivka", id="r3", published="2026-03-05"))
    assert sorted(groups(made)) == [("r1", "r2"), ("r3",)]


def test_a_region_holds_its_towns() -> None:
    """In one claim "in Sumy Oblast" and "in Velikovo" can be one event; the nearer place is taken."""
    told = shelled(), shelled("Sumy Oblast", id="r2")
    (one,) = coding(*told, claims=[["r1#e1", "r2#e1"]]).events
    assert spot_of(one.mentions).place is not None
    assert spot_of(one.mentions).place.name == "Velikovo"  # type: ignore[union-attr] # told above
    assert spot_of(one.mentions).acled == 1


def two_sentences(first: str, second: str) -> Reading:
    """Return a report that tells two deeds; the second names neither place nor day."""
    text = f"{first} A shell hit the market."
    events = [
        event(text, "shelled", place="Velikovo", when="2026-03-02", day="2026-03-02"),
        event(text, "hit", id="e2"),
    ]
    if "Orlivka" in text:
        events.append(event(text, "struck", id="e3", place="Orlivka", when="2026-03-02", day="2026-03-02"))
    return reading(f"{text}{second}", id="r1", events=events, days={"2026-03-02": "2026-03-02"})


def test_what_goes_on_in_a_report_is_of_the_event_it_tells() -> None:
    """A sentence without place and day is of the event of its report that it is set in; else of none."""
    assert len(coding(two_sentences("Guns shelled Velikovo on 2026-03-02.", "")).events) == 1
    split = "Guns shelled Velikovo and struck Orlivka on 2026-03-02."
    made = coding(two_sentences(split, "")).events
    assert sorted(len(each.mentions) for each in made) == [1, 1, 1], "two are as near: it is left open"


def test_what_did_not_happen_is_no_event() -> None:
    """Denied, planned and hypothetical events are not coded; hedged ones are, and the note says so."""
    for status in (Status.DENIED, Status.PLANNED, Status.HYPOTHETICAL):
        assert coding(shelled(status=status)).events == ()
    text = "The army denied that Russia shelled Velikovo."
    told = event(text, "shelled", place="Velikovo", by="a1")
    said = ("The army", "denied", "Russia shelled Velikovo")
    assert coding(reading(text, id="r1", events=[told], said=said, act=Act.DENY)).events == ()
    assert len(coding(reading(text, id="r1", events=[told], said=said)).events) == 1
    (one,) = coding(shelled(status=Status.HEDGED)).events
    assert notes_of(one, ()).startswith("The Herald (hedged): “Russia shelled")


@given(st.permutations(range(6)))
def test_the_order_of_reports_does_not_matter(order: list[int]) -> None:
    """The same events come of the same reports, whatever comes first."""
    told = [
        shelled(),
        shelled(id="r2", outlet="Gazeta Nova", published="2026-03-04"),
        shelled(day=None, id="r3"),
        shelled("Sumy Oblast", id="r4"),
        shelled("Orlivka", id="r5"),
        shelled("the mill", id="r6"),
    ]
    claims = [["r1#e1", "r3#e1", "r4#e1"]]
    made = coding(*(told[n] for n in order), claims=claims)
    assert groups(made) == [("r1", "r3", "r4", "r6", "r2"), ("r5",)]


def test_many_mentions_are_quick() -> None:
    """Mentions are looked up by place and day, not compared with all others: 4,000 take no minute."""
    days = [f"2026-{month:02}-{day:02}" for month in range(1, 13) for day in range(1, 29)]
    told = [telling_of(taken(shelled(day=day, id=f"r{n}")), {}).mentions[0] for n, day in enumerate(days)]
    began = time.perf_counter()
    assert len(coded(told * 12)) == len(days)
    assert time.perf_counter() - began < 20
    assert most([None, "b", "a", "a", "b"]) == "b"


def test_a_day_a_week_a_month() -> None:
    """ACLED takes the middle of a week or month, UCDP both ends; what is told less nearly has no date."""
    told = {
        "2026-03-02": (("2026-03-02", 1), 1),
        "2026-03-02/2026-03-04": (("2026-03-03", 2), 2),
        "2026-03-02/2026-03-08": (("2026-03-05", 2), 3),
        "2026-03": (("2026-03-16", 3), 4),
        "2026": (None, 5),
        "1998/2026": (None, None),
    }
    for value, (acled, ged) in told.items():
        when = Dated(days=days_of(value))
        assert (when.acled, when.ged) == (acled, ged), value
    assert (Dated(days=None).acled, Dated(days=None).ged) == (None, None)


def spots(place: str, before: str = "in ") -> tuple[int | None, int | None, bool]:
    """Return ACLED's and UCDP's precision of a place, and whether it has coordinates."""
    text = f"Guns fired {before}{place}."
    (one,) = coding(reading(text, id="r1", events=[event(text, "fired", place=place)])).events
    spot = spot_of(one.mentions)
    return spot.acled, spot.ged, spot.located


def test_how_near_a_place_is() -> None:
    """A town is 1, near it 2, a region 3 (UCDP 4); a country has no coordinates, another name no code."""
    assert spots("Velikovo") == (1, 1, True)
    assert spots("Velikovo", "near ") == (2, 2, True)
    assert spots("the mill") == (1, 1, True)
    assert spots("Sumy Oblast") == spots("Ryzhivka") == (3, 4, True)
    assert spots("Ukraine") == (None, 6, False)
    assert spots("Nowhere") == (None, None, False)


@given(st.floats(-90, 90), st.floats(-180, 180))
def test_every_point_has_a_cell(lat: float, lon: float) -> None:
    """PRIO-GRID has 360 rows of 720 cells, numbered from the south-west."""
    assert 1 <= prio_grid(lat, lon) <= 259_200
    assert prio_grid(-89.9, -179.9) == 1
    assert prio_grid(34.531094, 69.162796) == 179_779
