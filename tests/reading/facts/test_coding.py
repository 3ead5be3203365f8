"""Coding: each row of the ACLED table files its own example, and what did not happen is not filed."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from reportedly.reading.facts.coding import Told, acled_of, party_of, row_of
from reportedly.reading.facts.modes import mode_of
from reportedly.record import EventType, Status
from reportedly.wordlists.acled import SUB_EVENTS

SOURCE = Path(__file__).parents[3] / "wordlists" / "acled.yaml"
ROWS: list[dict[str, Any]] = [part for part in yaml.safe_load(SOURCE.read_text("utf-8")) if "row" in part]


def told(row: dict[str, Any], status: Status = Status.ASSERTED) -> Told:
    """Return the example of a row, with the mode that its words tell."""
    example = row["example"]
    kind = EventType(example.get("type", row["types"][0]))
    return Told(
        type=kind,
        mode=mode_of(kind, example["trigger"], example["text"]),
        trigger=example["trigger"],
        around=example["text"],
        actor=example.get("actor"),
        recipient=example.get("recipient"),
        status=status,
        country=example.get("country"),
    )


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["row"])
def test_each_row_files_its_example(row: dict[str, Any]) -> None:
    """The example of a row is decided by that row and no earlier one, as the row says."""
    assert row["example"]["trigger"] in row["example"]["text"]
    found = row_of(told(row))
    assert found is not None
    assert found.row == row["row"]
    assert acled_of(told(row)) == ((row["event"], row["sub"]) if "event" in row else None)


@pytest.mark.parametrize("status", [Status.DENIED, Status.PLANNED, Status.HYPOTHETICAL])
def test_what_did_not_happen_is_not_filed(status: Status) -> None:
    """What is denied, planned or only thinkable is no event in ACLED; what is hedged is."""
    assert not any(acled_of(told(row, status)) for row in ROWS)
    assert all(bool(acled_of(told(row, Status.HEDGED))) == ("event" in row) for row in ROWS)


def test_every_sub_event_type_can_be_reached() -> None:
    """The table has a row for each of the 25 sub-event types."""
    assert sum(len(subs) for subs in SUB_EVENTS.values()) == 25
    reached = {(row["event"], row["sub"]) for row in ROWS if "event" in row}
    assert reached == {(event, sub) for event, subs in SUB_EVENTS.items() for sub in subs}


@pytest.mark.parametrize("kind", ["CONSULT", "REQUEST", "REJECT", "ACCUSE", "THREATEN", "AID", "SANCTION"])
def test_words_alone_are_not_filed(kind: str) -> None:
    """Talks, demands, threats and sanctions are no events in ACLED, whatever they are about."""
    about = Told(
        type=EventType(kind),
        mode=None,
        trigger="discussed",
        around="Envoys discussed a ceasefire after drone strikes killed civilians",
        actor="Sudan",
        recipient="rebels",
        status=Status.ASSERTED,
    )
    assert acled_of(about) is None


@pytest.mark.parametrize(
    ("name", "party"),
    [
        ("Russia", "state"),
        ("the Ukrainian army", "state"),
        ("Iranian police", "state"),
        ("Hamas", "armed"),
        ("Syrian Democratic Forces", "armed"),
        ("Hamas police", "armed"),
        ("Russian-backed separatists", "armed"),
        ("unidentified gunmen", "armed"),
        ("Ukrainian civilians", "civilians"),
        ("residents of rebel-held Idlib", "civilians"),
        ("a school in Chernihiv", "civilians"),
        ("peaceful protesters", "protesters"),
        ("an angry mob", "rioters"),
        ("Karim Obeidi", "other"),
        ("NATO", "other"),
        ("Palestinians", "other"),
        ("three Kenyans", "other"),
        ("", "other"),
        ("9" * 400, "other"),
    ],
)
def test_a_party_is_told_by_its_name(name: str, party: str) -> None:
    """Listed actors count first, then the last word that says what a party is."""
    assert party_of(name) == party


def test_land_is_regained_only_at_home() -> None:
    """A state's capture is filed by whose country it is in; where that is not known it is left open."""
    taken = next(row for row in ROWS if row["row"] == "foreign-state-takes")
    example = told(taken)
    at_home = Told(
        type=example.type,
        mode=None,
        trigger="captured",
        around="Russian units captured a hamlet",
        actor="Russia",
        recipient="Ukraine",
        status=Status.ASSERTED,
        country="RU",
    )
    unknown = Told(
        type=example.type,
        mode=None,
        trigger="captured",
        around="Russian units captured a hamlet",
        actor="Russia",
        recipient="Ukraine",
        status=Status.ASSERTED,
    )
    assert acled_of(example) == ("Battles", "Non-state actor overtakes territory")
    assert acled_of(at_home) == ("Battles", "Government regains territory")
    assert acled_of(unknown) is None


def test_a_crowd_of_parties_is_read_in_linear_time() -> None:
    """Ten thousand parties and a window of a million letters are no trouble."""
    crowd = "; ".join(f"gunmen {n}" for n in range(10_000))
    far = Told(
        type=EventType.ASSAULT,
        mode=None,
        trigger="shot",
        around="villagers shot " * 100_000,
        actor=crowd,
        recipient="two farmers",
        status=Status.ASSERTED,
    )
    assert acled_of(far) == ("Violence against civilians", "Attack")
