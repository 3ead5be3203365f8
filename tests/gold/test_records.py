"""Gold records: a reading as persons judged it, in the form of the guide."""

import msgspec

from reportedly.gold.records import gold_of, report_of, unjudged, was_judged
from reportedly.gold.scoring import Scored
from reportedly.record import Reading
from reportedly.store import Judged, Store, Target
from tests.store.by_hand import TEXT, a_reading, at


def judged_of(store: Store) -> Judged:
    """Return the report in the store as persons judged it."""
    with store.view() as view:
        judged = view.judged("r")
    assert judged is not None
    return judged


def kept(store: Store) -> Reading:
    """Put the hand-made reading into the store, as report r."""
    reading = a_reading()
    report = msgspec.structs.replace(reading.report, id="r")
    reading = msgspec.structs.replace(reading, report=report)
    store.writer().add(report, reading)
    return reading


def test_gold_says_what_the_reading_says(store: Store) -> None:
    """A reading scored against the gold made of it is right in every measure that it has something for."""
    reading = kept(store)
    record = gold_of(judged_of(store))
    assert report_of(record).text == TEXT
    scored = Scored()
    scored.add(reading, record)
    wrong = {name: value for name, value in scored.figures.items() if value != 100}
    assert set(wrong) <= {
        "calibration_error",
        "long_chain_f1",
        "near",
        "nested_recall",
        "nested_f1",
        "actor",
        "recipient",
    }
    assert scored.errors == []
    assert record["attributions"][1]["speaker"]["who"] == "Olena Marchuk"
    assert record["events"][0]["by"] == "a3"


def test_gold_follows_the_judgements(store: Store) -> None:
    """What was rejected is not in it, what was added is, and all is numbered in the order of the text."""
    kept(store)
    store.judge("m.k.", "reject", Target(report="r", layer="attributions", item="a1"))
    said = {
        "speaker": {"who": "a witness", "kind": "person", "named": False},
        "content": [msgspec.to_builtins(at(TEXT, "A drone hit the depot."))],
        "manner": "indirect",
        "act": "say",
    }
    store.judge("m.k.", "add", Target(report="r", layer="attributions"), value=said)
    record = gold_of(judged_of(store))
    assert [each["id"] for each in record["attributions"]] == ["a1", "a2", "a3"]
    assert record["attributions"][2]["speaker"]["who"] == "a witness"
    assert record["events"][1]["by"] == "a3"
    assert record["events"][0]["by"] == "a2"


def test_what_nobody_looked_at_is_counted(store: Store) -> None:
    """A report counts as judged from the first verdict, and as judged throughout after the last."""
    kept(store)
    before = judged_of(store)
    assert not was_judged(before)
    many = unjudged(before)
    store.judge("m.k.", "accept", Target(report="r", layer="figures", item="f1"))
    store.judge("m.k.", "correct", Target(report="r", layer="events", item="e2"), value={"type": "COERCE"})
    store.judge("m.k.", "reject", Target(report="r", layer="attributions", item="a1"))
    after = judged_of(store)
    assert was_judged(after)
    assert unjudged(after) == many - 3
    assert unjudged(after, ["figures"]) == 0
