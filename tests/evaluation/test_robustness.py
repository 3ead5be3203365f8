"""The record changes only where the text did, on a few reports; the whole is `evaluation.robustness`."""

import pytest

from evaluation.robustness import (
    Share,
    hedged_share,
    own_reports,
    sides,
    unchanged,
    under_edits,
    without_credit,
)
from evaluation.robustness_edits import Edited, edits_of
from reportedly.reading.read import read_report
from reportedly.record import Report
from tests.made import reading

FEW = 5


@pytest.fixture(scope="module")
def reports() -> list[Report]:
    """Return a few reports of the demo's story."""
    return [report for report, _ in zip(own_reports(), range(FEW), strict=False)]


def test_neutral_edits_leave_most_of_the_record(reports: list[Report]) -> None:
    """Bylines, banners, blanks and dashes change few attributions."""
    shares, wrong = under_edits(reports)
    neutral = Share()
    for sort in (
        "two blanks after a stop",
        "cookie banner added",
        "footer added",
        "byline added",
        "plain dashes",
    ):
        neutral.add(shares[sort].right, shares[sort].of) if sort in shares else None
    assert neutral.of > 100
    assert neutral.percent >= 94, wrong


def test_without_its_credit_a_voice_goes(reports: list[Report]) -> None:
    """Where "told OUTLET" is cut, that outlet is in the chain no longer, and nearly all else stays."""
    text = "Fog closed the port of Odesa, harbour master Iryna Bondar told Reuters. Ships wait, she said."
    made = Report(id="fog", outlet="The Lakeside Dispatch", text=text)
    gone, stayed, wrong = without_credit([made, *reports])
    assert gone.right >= 1
    assert gone.right == gone.of, wrong
    assert stayed.percent >= 90, wrong


def test_an_edit_is_measured_by_what_it_must_give() -> None:
    """An attribution that does not come out as the edit writes it counts as changed."""
    before = reading()
    swap = next(
        each
        for each in edits_of(before.report.text, ("Olena Marchuk",), (), ())
        if each.sort == "person's name"
    )
    assert "Marchuk" not in swap.text
    share, wrong = unchanged(before, before, Edited(sort="same", text="", rewrite=str))
    assert (share.right, share.near, share.of, wrong) == (4, 4, 4, [])
    share, wrong = unchanged(before, before, swap)
    assert share.right < share.of, "the old reading is not that of the swapped text"
    assert len(wrong) == share.of - share.right


def test_no_side_is_hedged_more() -> None:
    """In identical sentences no side's facts are hedged ten points more than another's."""
    shares = {name: hedged_share(row) for name, row in sides().items()}
    assert max(shares.values()) - min(shares.values()) < 10, shares


def test_reading_twice_is_reading_once(reports: list[Report]) -> None:
    """The same text gives the same record."""
    assert read_report(reports[0]) == read_report(reports[0])
