"""Rereading: older readings are brought up to date, and a fault in one report keeps none of the others."""

import msgspec
import pytest

from reportedly.errors import NotAReadingError, UnknownReportError
from reportedly.record import Reading, Report
from reportedly.store import Reread, Store, Target, reread
from tests.store.by_hand import a_reading, a_report, numbered


def test_only_what_is_old_is_read_anew(store: Store) -> None:
    """Reports of another model or none are read; judgements stay; a second run has nothing to do."""
    for older in map(numbered, range(3)):
        store.writer().add(older.report, older)
    newer = a_reading(a_report(), model="new")
    store.writer().add(newer.report, newer)
    store.writer().add(bare := a_report("Nothing was read here."))
    store.judge("m.k.", "reject", Target(report=numbered(1).report.id, layer="figures", item="f1"))
    asked: list[str] = []
    steps: list[tuple[int, int]] = []

    def read(report: Report) -> Reading:
        asked.append(report.id)
        if report.id == numbered(2).report.id:
            raise NotAReadingError("a fault")
        return Reading(report=report, model="new") if report == bare else a_reading(report, model="new")

    did = reread(store, read, "new", lambda done, all_: steps.append((done, all_)))
    assert did == Reread(changed=3, unchanged=0, failed=1)
    assert asked == [*(numbered(n).report.id for n in range(3)), bare.id]
    assert steps == [(1, 4), (2, 4), (3, 4), (4, 4)]
    with store.view() as view:
        assert view.to_read("new") == [numbered(2).report.id]
        assert [each.name for each in view.problems()] == [numbered(2).report.id]
        reading = view.reading(numbered(1).report.id)
    assert reading is not None
    assert (reading.model, reading.figures) == ("new", ())


def test_a_language_that_is_not_read_counts_as_unchanged(store: Store) -> None:
    """A reading without a model is asked for again and stays as it is."""
    bare = a_report("Тривога.")
    store.writer().add(bare, Reading(report=bare))
    assert reread(store, lambda report: Reading(report=report), "new").unchanged == 1


def test_reports_are_named_by_the_beginning_of_their_ids(store: Store) -> None:
    """A beginning that one id has will do; one that several have, or none, is an error that says so."""
    for key in ("abc1", "abd2"):
        store.writer().add(msgspec.structs.replace(a_report(f"Report {key}.", headline=None), id=key))
    with store.view() as view:
        assert view.report("abc").id == "abc1"
        for key, why in (("ab", "several ids"), ("x", "is not in"), ("", "is not in"), ("%", "is not in")):
            with pytest.raises(UnknownReportError, match=why):
                view.report(key)
