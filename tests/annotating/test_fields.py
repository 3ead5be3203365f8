"""Fields: each can be changed in either tool, and becomes the value that the record has."""

from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from reportedly.annotating.fields import FIELDS, LABELS
from reportedly.record import Basis, Reading, Time
from reportedly.record.layers import ATTRIBUTIONS
from reportedly.store import Store
from reportedly.store.items import correctable, typed
from tests.annotating.conftest import Desk, Tool
from tests.store.by_hand import TEXT, a_reading, a_report, at

READING = msgspec.structs.replace(
    a_reading(a_report(id="r")),
    times=(Time(span=at(TEXT, "Tuesday"), edtf="2025-03-04", basis=Basis.RELATIVE),),
)
SAID: dict[str, dict[str, tuple[str, object]]] = {
    ATTRIBUTIONS: {
        "who": ("Ona Bondar", None),
        "kind": ("unit", None),
        "act": ("deny", "deny"),
        "manner": ("mixed", "mixed"),
        "through": ("the paper", None),
        "role": ("head", None),
        "affiliation": ("the town", None),
        "medium": ("the radio", "the radio"),
    },
    "places": {
        "name": ("Sumy Raion", "Sumy Raion"),
        "kind": ("region", "region"),
        "lat": ("50.9", 50.9),
        "lon": ("34.8", 34.8),
        "geonames_id": ("7", 7),
    },
    "times": {"edtf": ("2025-03", "2025-03"), "basis": ("said", "said")},
    "figures": {
        "what": ("killed", "killed"),
        "low": ("1,200", 1200.0),
        "high": ("14.5", 14.5),
        "approx": ("yes", True),
        "unit": ("people", "people"),
        "whose": ("guards", "guards"),
        "cumulative": ("new", False),
    },
    "controls": {
        "holder": ("Ukraine", "Ukraine"),
        "change": ("loses", "loses"),
        "place": ("Sumy", "Sumy"),
        "status": ("hedged", "hedged"),
        "when": ("2025-03-03", "2025-03-03"),
    },
    "events": {
        "type": ("COERCE", "COERCE"),
        "actor": ("troops", "troops"),
        "recipient": ("the depot", "the depot"),
        "place": ("Bilopillia", "Bilopillia"),
        "status": ("planned", "planned"),
        "when": ("2025-03", "2025-03"),
        "mode": ("aerial", "aerial"),
    },
}
"""What a field says anew, and the value that is due; None where it is the speaker's or the chain's."""
EVERY = [(layer, name) for layer, fields in SAID.items() for name in fields]
FIRST = {ATTRIBUTIONS: "a1", "places": "p1", "times": "t1", "figures": "f1", "controls": "c1", "events": "e1"}


def test_every_field_is_tried() -> None:
    """Each field of each layer has a value below, and is one that the store lets a person correct."""
    assert {layer: [field.name for field in fields] for layer, fields in FIELDS.items()} == {
        layer: list(fields) for layer, fields in SAID.items()
    }
    assert set(FIELDS) == {ATTRIBUTIONS, *LABELS}
    for layer, name in EVERY:
        due = SAID[layer][name][1]
        assert due is None or name in correctable(layer)


@pytest.mark.parametrize(("layer", "name"), EVERY)
def test_a_field_is_corrected(
    stored: Callable[[Reading], tuple[Store, Path]], tool: Tool, layer: str, name: str
) -> None:
    """A changed field is one correction, of that field and of what proves it."""
    store, folder = stored(READING)
    desk = Desk(store, tool, folder)
    said, due = SAID[layer][name]
    bearer = next(each for each in desk.document.of(FIRST[layer]) if each.fields)
    bearer.fields[name] = said
    if name in {"lat", "lon"}:
        bearer.fields |= {each: SAID[layer][each][0] for each in ("lat", "lon")}
    returned = desk.back()
    assert (returned.conflicts, returned.problems) == ([], [])
    (judgement,) = returned.judgements
    assert judgement.value is not None
    if due is not None:
        assert judgement.value[name] == due
        assert set(judgement.value) <= {name, f"{name}_spans"} | ({"lat", "lon"} & SAID[layer].keys())
        assert typed(layer, name, judgement.value[name]) is not None
    elif name == "through":
        assert [each["who"] for each in judgement.value["chain"]][1] == said
    else:
        assert judgement.value["speaker"][name] == said


@pytest.mark.parametrize(
    ("layer", "name"), [("events", "when"), ("controls", "holder"), ("places", "geonames_id")]
)
def test_a_field_is_emptied(
    stored: Callable[[Reading], tuple[Store, Path]], tool: Tool, layer: str, name: str
) -> None:
    """What the annotator took out says nothing any more; nor does what proved it."""
    store, folder = stored(READING)
    desk = Desk(store, tool, folder)
    bearer = next(each for each in desk.document.of(FIRST[layer]) if each.fields)
    del bearer.fields[name]
    (judgement,) = desk.back().judgements
    assert judgement.value is not None
    assert judgement.value[name] is None
    assert not judgement.value.get(f"{name}_spans")
    assert not judgement.value.get(f"{name}_span")


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"lat": "50.9"}, "a position needs latitude and longitude; give both, or neither"),
        ({"lat": "95", "lon": "34"}, "95.0 is no lat; give degrees from -90 to 90"),
        ({"geonames_id": "7.5"}, "“7.5” is no whole number"),
        ({"lat": "1_0", "lon": "1"}, "lat: “1_0” is no number"),
    ],
)
def test_half_a_position_is_refused(
    stored: Callable[[Reading], tuple[Store, Path]], tool: Tool, fields: dict[str, str], why: str
) -> None:
    """A place is somewhere on the earth, or nowhere."""
    store, folder = stored(READING)
    desk = Desk(store, tool, folder)
    desk.document.of("p1")[0].fields |= fields
    (problem,) = desk.back().problems
    assert why in problem.why
