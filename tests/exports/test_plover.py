"""PLOVER lines: valid by the schema, honest about dates, every citation of every event and no other."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings

from reportedly.errors import StoreError
from reportedly.exports import plover
from reportedly.exports.files import Folder
from reportedly.exports.matter import Matter
from reportedly.exports.mentions import telling_of
from reportedly.linking import open_traces
from reportedly.record import EventType, Reading, Status, What
from reportedly.store import open_store
from tests.exports.events_made import MADE, event, figure, matter_of, reading, shelled, taken
from tests.exports.test_acled import made_readings


@pytest.fixture(scope="module")
def schema(root: Path) -> jsonschema.Draft202012Validator:
    """Return the schema of a line."""
    held = json.loads((root / "docs" / "schema" / "plover-0.8.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(held)
    return jsonschema.Draft202012Validator(held)


def lines(folder: Path) -> list[dict[str, Any]]:
    """Return the lines of an export."""
    return [json.loads(line) for line in (folder / plover.LINES).read_text(encoding="utf-8").splitlines()]


def written(folder: Path, *readings: Reading) -> list[dict[str, Any]]:
    """Write readings and return the lines."""
    plover.write(matter_of(*readings), Folder(folder))
    return lines(folder)


def test_the_story_is_valid(story: Path, schema: jsonschema.Draft202012Validator, tmp_path: Path) -> None:
    """Every line of the demo's story meets the schema; there is one for each event."""
    with open_store(story) as store, open_traces(store) as traces:
        matter = Matter(traces, made=MADE)
        plover.write(matter, Folder(tmp_path))
        events = [event.id for each in matter.reports() for event in each.reading.events]
    told = lines(tmp_path)
    assert len(told) == len(events) > 100
    assert [error.message for line in told for error in schema.iter_errors(line)] == []


def test_a_line_says_what_the_report_says(tmp_path: Path) -> None:
    """Who did what to whom, where, when, how many; who says it; where it stands."""
    (line,) = written(tmp_path, shelled(killed="12", bounds=(12, 12), headline="Guns"))
    told = {
        "id": "r1#e1", "date": "2026-03-02", "date_basis": "said", "event": ["ASSAULT"],
        "mode": ["heavy-weapons"],
        "source": [{"actor_text": "Russia", "identifier_text": "Russia", "code": "RUS", "sector": "GOV"}],
        "recipient": [{"actor_text": "people", "sector": "CVL"}], "context": [], "quad_code": 4,
        "size": {"dead": 12}, "says": "The Herald", "chain": ["The Herald"], "coded_date": "2026-03-09",
    }  # fmt: skip
    assert {name: line[name] for name in told} == told
    assert line["event_loc"]["name"] == "Velikovo"
    assert (line["event_loc"]["latitude"], line["event_loc"]["cc3"]) == (50.5, "UKR")
    assert line["cite_info"]["publication"] == "The Herald"
    assert line["cite_info"]["title"] == "Guns"


def test_a_date_says_what_it_rests_on(tmp_path: Path) -> None:
    """A day of publication is called one; without it there is no date."""
    (line,) = written(tmp_path, shelled(day=None))
    assert (line["date"], line["date_basis"]) == ("2026-03-03", "publication")
    (line,) = written(tmp_path, shelled(day=None, published=None))
    assert (line["date"], line["date_basis"]) == (None, "unknown")


def test_what_did_not_happen_says_so(tmp_path: Path) -> None:
    """Denied, planned and hypothetical events have the manual's contexts."""
    contexts = {status: written(tmp_path, shelled(status=status))[0]["context"] for status in Status}
    assert contexts == {
        Status.ASSERTED: [],
        Status.HEDGED: [],
        Status.DENIED: ["negation"],
        Status.PLANNED: ["future"],
        Status.HYPOTHETICAL: ["hypothetical"],
    }


def test_prisoners_exchanged_are_not_arrested(tmp_path: Path) -> None:
    """Only an event that can harm has a size."""
    text = "Ukraine and Russia exchanged 150 prisoners."
    made = reading(
        text,
        id="r1",
        events=[event(text, "exchanged", type=EventType.CONCEDE, acled=None, mode=None)],
        figures=[figure(text, "150 prisoners", 150, 150, what=What.CAPTURED)],
    )
    assert "size" not in written(tmp_path, made)[0]


@settings(max_examples=60, deadline=None)
@given(made_readings)
def test_citations_are_those_of_the_events(
    tmp_path_factory: pytest.TempPathFactory, schema: jsonschema.Draft202012Validator, readings: list[Reading]
) -> None:
    """Read back: the words of every chosen event and of the dead in its sentence, no more and no less."""
    folder = tmp_path_factory.mktemp("plover")
    told = written(folder, *readings)
    assert [error.message for line in told for error in schema.iter_errors(line)] == []
    wanted = set()
    for each in readings:
        telling = telling_of(taken(each), {})
        wanted |= {c for part in telling.mentions for c in part.citations()}
        wanted |= {c for part in telling.counts for c in part.citations()}
    assert set(plover.citations(folder)) == wanted


def test_lines_that_cannot_be_read_are_told(tmp_path: Path) -> None:
    """A missing file and one of other text are named."""
    with pytest.raises(StoreError, match=r"plover\.jsonl"):
        list(plover.citations(tmp_path))
    (tmp_path / plover.LINES).write_text("{}\n")
    with pytest.raises(StoreError, match="export it again"):
        list(plover.citations(tmp_path))
