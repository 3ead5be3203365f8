"""Intervals: documents are drawn anew, and the figure is made of their counts."""

import pytest

from evaluation.tallies import Counted
from reportedly.gold.spans import Tally


def counted(how: str, *rows: tuple[int, int, int]) -> Counted:
    """Return counts of documents."""
    made = Counted(how)
    for row in rows:
        made.add(Tally(*row))
    return made


@pytest.mark.parametrize(("how", "value"), [("precision", 75.0), ("recall", 37.5), ("f1", 50.0)])
def test_a_figure_is_that_of_all_documents_together(how: str, value: float) -> None:
    """Counts are added before dividing: a long document weighs more than a short one."""
    assert counted(how, (2, 3, 7), (1, 1, 1)).value == pytest.approx(value)


def test_a_mean_is_over_classes_not_over_documents() -> None:
    """Of several classes the figure is the mean of each class's own."""
    macro = Counted("f1")
    macro.add(Tally(1, 1, 1), Tally(0, 1, 1))
    macro.add(Tally(1, 1, 1), Tally(1, 1, 1))
    assert macro.value == pytest.approx((100 + 50) / 2)


def test_an_interval_holds_the_figure_and_is_the_same_each_time() -> None:
    """Draws are seeded; documents that differ give a wide interval, documents that do not give none."""
    mixed = counted("f1", *[(9, 10, 10), (2, 10, 10)] * 8)
    low, high = mixed.interval() or (0.0, 0.0)
    assert low < mixed.value < high
    assert high - low > 10
    assert mixed.interval() == (low, high)
    assert counted("f1", *[(8, 10, 10)] * 8).interval() == pytest.approx((80.0, 80.0))


def test_more_documents_narrow_an_interval() -> None:
    """Sixteen times the documents give about a quarter of the width."""
    few, many = (counted("recall", *[(9, 10, 10), (2, 10, 10)] * n).interval() for n in (8, 128))
    assert few is not None
    assert many is not None
    assert 0.15 < (many[1] - many[0]) / (few[1] - few[0]) < 0.4


def test_one_document_has_no_interval() -> None:
    """There is nothing to draw from."""
    assert counted("f1", (1, 2, 3)).interval() is None
    assert counted("f1").value == 0.0
