"""Worker processes: order, bounded work ahead, and what a death costs."""

import operator
import os
import time
from collections.abc import Callable, Iterator
from functools import partial

import pytest

from reportedly.workers import Died, map_in_order

Call = Callable[[], object]


def _square(number: int) -> Call:
    return partial(pow, number, 2)


def _results(calls: list[Call], jobs: int = 2) -> list[object]:
    return [result for _, result in map_in_order(operator.call, calls, jobs)]


def test_results_come_in_the_order_of_the_items() -> None:
    """A slow first item does not let later ones overtake it, though they are done long before."""
    calls: list[Call] = [partial(time.sleep, 0.3), *(_square(number) for number in range(60))]
    assert _results(calls) == [None, *(number**2 for number in range(60))]


def test_a_death_costs_its_own_item_alone() -> None:
    """A worker that is killed or exits loses nothing but the item in its hands; that one is named as died."""
    calls: list[Call] = [_square(2), partial(os._exit, 3), _square(3), partial(os.abort), _square(4)]
    assert _results(calls) == [4, Died(3), 9, Died(-6), 16]


def test_all_may_die() -> None:
    """Even where every item kills its worker, the run comes to its end."""
    assert _results([partial(os._exit, 1)] * 3) == [Died(1)] * 3


def test_items_are_drawn_as_they_are_needed() -> None:
    """An endless stream of items can be read: no more are drawn than workers and waiting results need."""
    drawn = 0

    def items() -> Iterator[Call]:
        nonlocal drawn
        while True:
            drawn += 1
            yield _square(drawn)

    stream = map_in_order(operator.call, items(), 2)
    assert [next(stream)[1] for _ in range(5)] == [1, 4, 9, 16, 25]
    assert drawn <= 5 + 2 * 16
    stream.close()


def test_no_items_start_no_worker() -> None:
    """Nothing to do costs nothing."""
    assert _results([]) == []


def test_workers_have_one_thread_each(monkeypatch: pytest.MonkeyPatch) -> None:
    """N workers keep N cores busy: each is told to use one thread, and the parent's setting stays."""
    monkeypatch.setenv("OMP_NUM_THREADS", "4")
    monkeypatch.delenv("OPENBLAS_NUM_THREADS", raising=False)
    asked: list[Call] = [partial(os.getenv, "OMP_NUM_THREADS"), partial(os.getenv, "OPENBLAS_NUM_THREADS")]
    assert _results(asked) == ["1", "1"]
    assert os.environ["OMP_NUM_THREADS"] == "4"
    assert "OPENBLAS_NUM_THREADS" not in os.environ
