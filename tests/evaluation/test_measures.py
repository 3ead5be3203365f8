"""Errors are sorted, what is taken for what is counted, and counts by document give the scorer's figures."""

import pytest

from evaluation.confusion import Confusion
from evaluation.measures import GOLD, GOLD_FACTS, sort_of
from evaluation.tallies import Counted
from reportedly.gold import attributions, facts
from reportedly.gold.scoring import Scored
from reportedly.reading.read import read_report
from reportedly.record import Report

TEXT = (
    "Fog closed the port of Odesa, harbour master Iryna Bondar said on Tuesday. "
    "“Twelve ships wait,” she said. Two people were killed by drones near Kherson, the ministry warned."
)


def read() -> tuple[object, dict[str, object]]:
    """Return a reading, and gold that agrees with it but for an act and a kind."""
    reading = read_report(Report(id="fog 1", outlet="The Lakeside Dispatch", text=TEXT))
    who = {source.id: source for source in reading.sources}
    assert len(reading.attributions) >= 2

    def spans(found: object) -> list[dict[str, object]]:
        return [{"start": s.start, "end": s.end, "text": s.text} for s in found]  # type: ignore[attr-defined]

    said = [
        {
            "id": a.id,
            "source": spans(a.source),
            "cue": spans(a.cue),
            "content": spans(a.content),
            "act": "deny" if n == 0 else a.act.value,
            "manner": a.manner.value,
            "inside": None,
            "speaker": {"who": who[a.speaker].who, "kind": "military", "named": who[a.speaker].named},
            "chain": [{"who": v.who, "kind": v.kind.value} for v in a.chain],
        }
        for n, a in enumerate(reading.attributions)
    ]
    empty: dict[str, object] = {"places": [], "figures": [], "controls": [], "events": []}
    return reading, {"report": {"id": "fog 1", "text": TEXT}, "attributions": said, **empty}


def test_what_is_taken_for_what_is_counted() -> None:
    """A row is what was annotated, a column what we say."""
    reading, record = read()
    acts, kinds = Confusion(), Confusion()
    acts.add("act", reading, record)  # type: ignore[arg-type]
    kinds.add("kind", reading, record)  # type: ignore[arg-type]
    assert acts.table["deny"] == {"say": 1}
    assert "military" in kinds.table
    assert "military" not in kinds.table["military"]
    assert sum(kinds.table["military"].values()) == len(reading.attributions)  # type: ignore[attr-defined]


def test_counts_by_document_give_the_scorers_figures() -> None:
    """Every measure of the scorer of gold has its counts, and they give the same figure."""
    reading, record = read()
    scored, said, told = Scored(), attributions.Scores(), facts.FactScores()
    scored.add(reading, record)  # type: ignore[arg-type]
    attributions.add(said, reading, record)  # type: ignore[arg-type]
    facts.add(told, reading, record)  # type: ignore[arg-type]
    figures = dict(scored.figures)
    del figures["calibration_error"]
    assert figures.keys() == GOLD.keys() | GOLD_FACTS.keys()
    for table, scores in ((GOLD, said), (GOLD_FACTS, told)):
        for name, (tally, how) in table.items():
            counted = Counted(how)
            counted.add(getattr(scores, tally))
            assert counted.value == pytest.approx(figures[name] or 0.0), name


@pytest.mark.parametrize(
    ("line", "sort"),
    [
        ("a b spurious x | said | y p=0.30", "attribution spurious"),
        ("a b missed (nested) x", "attribution missed"),
        ("a b chain he said: x for y", "chain"),
        ("a b events missed {}", "events missed"),
        ("a b place spurious x", "place spurious"),
        ("status: a b {} for {}", "status"),
        ("a b missed", "attribution missed"),
    ],
)
def test_errors_are_sorted_by_what_they_are_about(line: str, sort: str) -> None:
    """The sort is read off the words of the scorers, whatever blanks the report's id holds."""
    assert sort_of(line, "a b") == sort
