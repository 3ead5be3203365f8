"""The rows of the tables of facts, as both views draw them."""

import msgspec
import pytest
from hypothesis import given

from reportedly.record import Precision, Reading, Span
from reportedly.record.layers import LAYERS
from reportedly.views.facts import Table, fact_counts, tables
from tests.made import reading as without_facts
from tests.views.fact_strategies import told
from tests.views.made_facts import OUTLET, at, reading


def _table(layer: str, made: Reading | None = None) -> Table:
    (table,) = tables(made or reading(), {layer})
    return table


def test_a_figure_says_what_how_many_of_whom_and_by_whose_word() -> None:
    """The voice is the innermost: the scouts, not the major who tells of them; None is the outlet."""
    rows = _table("figures").rows
    assert [row.cells for row in rows] == [
        ("wounded", "dozens (24+) people", ""),
        ("displaced", "≈ 400 people", "new"),
        ("killed", "≥ 12 people", "soldiers"),
        ("other", "200–300", ""),
        ("other", "≤ 1,000", ""),
    ]
    voices = [(row.says.who, row.says.attribution, row.says.unnamed) for row in rows if row.says]
    assert voices == [
        ("Lowland Post", "a1", False),
        ("Lowland Post", "a1", False),
        ("scouts", "a4", True),
        (OUTLET, None, False),
        ("(not resolved)", None, False),
    ]
    assert rows[2].words == "at least 12 soldiers"


def test_a_voice_that_is_not_known_is_not_the_outlet() -> None:
    """Where the attribution is gone, nobody is named: the outlet did not say it in its own words."""
    alone = msgspec.structs.replace(reading(), attributions=(), sources=())
    says = [row.says for row in _table("figures", alone).rows]
    assert [one.who for one in says if one] == [*["(not resolved)"] * 3, OUTLET, "(not resolved)"]


def test_control_is_told_with_its_status() -> None:
    """Who, what change, how firmly; a holder the report does not name is open."""
    table = _table("controls")
    assert (table.title, table.heads) == ("Control", ("place", "holder", "change", "status", "when"))
    assert [row.cells for row in table.rows] == [
        ("Village near Orikhiv", "not resolved", "gains", "asserted", ""),
        ("Novyi Lan", "Brodov's brigade", "gains", "asserted", "since 2026-03-02"),
        ("Novyi Lan", "Ukraine", "loses", "denied", ""),
    ]


def test_events_stand_by_date_then_by_text() -> None:
    """Dated events come first, by where their date begins; a status is told where it is not "asserted"."""
    table = _table("events")
    assert [row.cells for row in table.rows] == [
        ("2026-02-27 – 2026-03-01", "consult", "", "", "hypothetical"),
        ("2026-03-02", "assault (heavy-weapons)", "? → Novyi Lan", "Novyi Lan", ""),
        ("2026-04", "protest", "people", "Orikhiv", "planned"),
        ("", "assault", "Brodov's brigade", "", ""),
        ("", "assault", "? → soldiers", "there", "hedged"),
    ]
    assert [row.words for row in table.rows] == ["talks", "shelled", "march", "have taken", "killed"]


def test_places_stand_once_however_often_they_are_named() -> None:
    """Mentions of one place are one row; one without coordinates is open, not left out."""
    rows = _table("places").rows
    assert [row.cells for row in rows] == [
        ("Orikhiv", "Zaporizhzhia, UA", "city", "3 ×", "47.57, 35.79"),
        ("Novyi Lan", "", "village", "2 ×", "not resolved"),
        ("Kyiv", "Kyiv City, UA", "city", "1 ×", "50.45, 30.52"),
    ]
    assert [len(row.spans) for row in rows] == [3, 2, 1]


def test_a_place_under_another_name_keeps_the_words() -> None:
    """The words of the report stand beside the name of the place they mean."""
    kyiv = msgspec.structs.replace(reading().places[4], name="Kyiv Oblast")
    (row,) = _table("places", msgspec.structs.replace(reading(), places=(kyiv,))).rows
    assert (row.cells[0], row.words) == ("Kyiv Oblast", "Kyiv")


@pytest.mark.parametrize("precision", Precision)
def test_a_place_known_by_what_holds_it_has_no_coordinates(precision: Precision) -> None:
    """Coordinates are shown only where they are the place's own; else the row says what they stand for."""
    place = msgspec.structs.replace(reading().places[0], precision=precision)
    (row,) = _table("places", msgspec.structs.replace(reading(), places=(place,))).rows
    assert (row.cells[-1] == "47.57, 35.79") == (precision is Precision.EXACT)
    assert precision is Precision.EXACT or row.cells[-1].endswith(" only")


def test_times_say_what_they_rest_on() -> None:
    """A date told by the day of publication is no date the report gave; one that hangs in the air is open."""
    assert [row.cells for row in _table("times").rows] == [
        ("on Monday", "2026-03-02", "the words and the date of publication"),
        ("in April", "2026-04", "the words and the date of publication"),
        ("by another count", "not resolved", ""),
    ]


def test_columns_that_say_nothing_are_left_out() -> None:
    """Where no control statement has a date, there is no empty column for it."""
    made = msgspec.structs.replace(reading(), controls=(reading().controls[0], reading().controls[2]))
    assert _table("controls", made).heads == ("place", "holder", "change", "status")


@pytest.mark.parametrize("field", ["span", "when_span"])
def test_a_fact_whose_words_are_not_there_is_withheld(field: str) -> None:
    """Whatever the field, a citation that the text does not bear out keeps the fact back, and is counted."""
    false = msgspec.structs.replace(reading().events[0], **{field: Span(0, 7, "bombing")})
    table = _table("events", msgspec.structs.replace(reading(), events=(false, *reading().events[1:])))
    assert (len(table.rows), table.withheld) == (4, 1)


def test_only_layers_with_facts_have_tables() -> None:
    """Nothing is shown where a layer is empty or was not asked for."""
    assert tables(without_facts()) == ()
    assert [table.layer for table in tables(reading())] == [
        "figures",
        "controls",
        "events",
        "places",
        "times",
    ]
    assert [table.layer for table in tables(reading(), {"times", "places"})] == ["places", "times"]


def test_counts_name_every_layer_asked_for() -> None:
    """A layer that was asked for and has nothing is counted as 0, so that it is not taken for unread."""
    made = msgspec.structs.replace(reading(), times=())
    assert fact_counts(made, {"controls", "times"}) == "3 control statements · 0 times"
    assert fact_counts(msgspec.structs.replace(made, events=made.events[:1]), {"events"}) == "1 event"


@given(told())
def test_no_fact_is_lost(made: Reading) -> None:
    """Each fact stands in exactly one row of its table, however odd it is, or is counted as withheld."""
    for table in tables(made):
        spans = sorted(span for row in table.rows for span in row.spans)
        assert len(spans) + table.withheld == len(getattr(made, table.layer))
        assert all(len(row.cells) == len(table.heads) for row in table.rows)
    assert {table.layer for table in tables(made)} == {
        layer for layer in LAYERS - {"attributions"} if getattr(made, layer)
    }


def test_the_report_of_these_tests_is_consistent() -> None:
    """All spans of the reading made by hand say what the text has there."""
    assert at("Orikhiv", 3).text == "Orikhiv"
    assert sum(table.withheld for table in tables(reading())) == 0
