"""Checking gold: each fault is found, at its path, with what to do; a good record has none."""

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.gold.checking import faults_in
from reportedly.gold.files import read_files
from reportedly.gold.records import gold_of
from reportedly.store import lay_over
from tests.store.by_hand import a_reading, a_report

GOOD = gold_of(lay_over(a_reading(a_report(id="r")), []))


def with_(path: str, value: object) -> dict[str, Any]:
    """Return the good record with another value at a path ("figures.0.low"); ... takes it away."""
    record: dict[str, Any] = copy.deepcopy(GOOD)
    *steps, last = (int(each) if each.isdecimal() else each for each in path.split("."))
    at: Any = record
    for step in steps:
        at = at[step]
    if value is ...:
        del at[last]
    else:
        at[last] = value
    return record


def test_a_good_record_has_no_faults() -> None:
    """What we write ourselves passes."""
    assert faults_in(GOOD) == []


SPAN = {"start": 0, "end": 6, "text": "Bridge"}
FAULTS: list[tuple[str, object, str, str]] = [
    ("report", ..., "report", "it is missing"),
    ("report.text", "", "report.text", "missing or no text"),
    ("report.id", 7, "report.id", "give the id"),
    ("report.published", "yesterday", "report.published", "“yesterday” is no date; write it as 2025-03-04"),
    ("report.outlet", 3, "report.outlet", "give text, or null"),
    ("places", ..., "places", "it is missing; write [] where there are none"),
    ("events", {}, "events", "it is no list"),
    ("figures.0", "f1", "figures[0]", "it is no object"),
    ("attributions.0.act", "claim", "attributions[0].act", "'claim' is not known; choose from say, deny"),
    ("attributions.0.manner", ..., "attributions[0].manner", "it is missing; give it"),
    ("attributions.0.medium", ..., "attributions[0].medium", "write null where the report does not say"),
    ("attributions.0.cue", SPAN, "attributions[0].cue", "it is no list of spans; write []"),
    ("attributions.0.inside", "a9", "attributions[0].inside", "there is no attribution 'a9'"),
    ("attributions.0.inside", "a1", "attributions[0].inside", "it holds itself"),
    ("attributions.1.id", "a1", "attributions[1].id", "“a1” is the id of attributions[0] too"),
    ("attributions.0.speaker", "Ona", "attributions[0].speaker", "give who, kind, named"),
    ("attributions.0.speaker.kind", "man", "attributions[0].speaker.kind", "choose from person"),
    ("attributions.0.speaker.named", "yes", "attributions[0].speaker.named", "true or false"),
    ("attributions.0.chain", [], "attributions[0].chain", "it has no voices"),
    ("attributions.0.chain.1", {"who": "X"}, "attributions[0].chain[1].kind", "None is not known"),
    ("attributions.0.chain.1", "X", "attributions[0].chain[1]", "it is no voice"),
    ("places.0.lat", 51.0, "places[0]", "it has half a position"),
    ("places.0.lat", 91, "places[0].lat", "91 is no position"),
    ("places.0.span", {**SPAN, "text": "tunnel"}, "places[0].span", "copy the words from the text"),
    (
        "places.0.span",
        {**SPAN, "start": 1},
        "places[0].span",
        "count characters, not bytes; the words stand at [0, 6)",
    ),
    ("places.0.span", {**SPAN, "end": 10**30}, "places[0].span", "does not lie in a text of"),
    ("places.0.span", {"start": True, "end": 1, "text": ""}, "places[0].span", "whole numbers"),
    ("places.0.span", [0, 6], "places[0].span", "it is no span"),
    ("figures.0.low", "twelve", "figures[0].low", "is no number"),
    ("figures.0.low", float("nan"), "figures[0].low", "is no number"),
    ("figures.0.high", 3, "figures[0]", "low 12.0 is more than high 3; swap them"),
    ("controls.0.change", "wins", "controls[0].change", "choose from holds, gains"),
    ("controls.0.when", "soon", "controls[0].when", "is no date in EDTF"),
    ("events.0.by", ["a1"], "events[0].by", "name an attribution of this report, or null"),
    ("events.0.type", "Assault", "events[0].type", "choose from AGREE"),
]


@pytest.mark.parametrize(("path", "value", "where", "message"), FAULTS)
def test_faults_are_found(path: str, value: object, where: str, message: str) -> None:
    """One thing wrong is told at its place, with the next step."""
    told = [(fault.path, f"{fault.why}; {fault.next_step}") for fault in faults_in(with_(path, value))]
    assert any(at == where and message in said for at, said in told), told


def test_an_attribution_needs_words() -> None:
    """One without source, cue and content stands nowhere."""
    record = copy.deepcopy(GOOD)
    record["attributions"][0] |= {"source": [], "cue": [], "content": []}
    assert [fault.why for fault in faults_in(record)] == ["it has no words"]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
PATHS = [path for path, *_ in FAULTS]


@given(path=st.sampled_from(PATHS), value=JSON)
def test_no_value_ends_the_check(path: str, value: object) -> None:
    """Whatever stands in a record, it is told as a fault or let pass."""
    assert all(fault.why and fault.next_step for fault in faults_in(with_(path, value)))
    assert all(fault.why for fault in faults_in(value))


def test_files_and_folders_are_read(tmp_path: Path) -> None:
    """Of a folder its records are read, not claims.json; of JSON lines each; what is no JSON is told."""
    (tmp_path / "one.json").write_text(json.dumps(GOOD), "utf-8")
    (tmp_path / "claims.json").write_text("[]", "utf-8")
    (tmp_path / "more.jsonl").write_text(f"{json.dumps(with_('report.id', 's'))}\n\n{{\n", "utf-8")
    (tmp_path / "bytes.json").write_bytes(b"\xff")
    read = list(read_files([tmp_path, tmp_path / "gone.json"]))
    assert [Path(each.file).name for each in read] == [
        "bytes.json",
        "more.jsonl:1",
        "more.jsonl:3",
        "one.json",
        "gone.json",
    ]
    assert [each.record is not None for each in read] == [False, True, False, True, False]
    assert [each.faults[0].next_step for each in read if each.faults] == [
        "save it as UTF-8",
        "mend it there",
        "look at its name",
    ]


def test_an_id_is_given_once(tmp_path: Path) -> None:
    """Two records of one report would count twice: the second is told."""
    for name in ("a.json", "b.json"):
        (tmp_path / name).write_text(json.dumps(GOOD), "utf-8")
    first, second = read_files([tmp_path])
    assert first.record is not None
    assert second.record is None
    assert "is the id of the report in" in second.faults[0].why
