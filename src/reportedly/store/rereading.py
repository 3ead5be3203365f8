"""Rereading: brings readings by another model, or none, up to date; judgements stay as they are."""

from collections.abc import Callable

import msgspec

from reportedly.errors import ReportedlyError
from reportedly.record import Problem, Reading, Report
from reportedly.store.store import Store


class Reread(msgspec.Struct, frozen=True, kw_only=True):
    """What rereading did."""

    changed: int
    """Readings that were replaced or came new."""
    unchanged: int
    """Reports that gave the reading they had (a language that is not read)."""
    failed: int
    """Reports that could not be read; each stands among the problems under its id."""


def reread(
    store: Store,
    read: Callable[[Report], Reading],
    model: str,
    progress: Callable[[int, int], object] = lambda _done, _all: None,
) -> Reread:
    """Read anew, by `read`, every report whose reading is not by `model`.

    Each new reading is one transaction, so an end at any instant loses at most the one in hand; running
    it again goes on from there. `progress` is told how many are done, and of how many. Raises StoreError.
    """
    with store.view() as view:
        todo = view.to_read(model)
    writer = store.writer()
    counts = {"changed": 0, "unchanged": 0, "failed": 0}
    for done, key in enumerate(todo, 1):
        with store.view() as view:
            report = view.report(key)
        try:
            reading = read(report)
        except ReportedlyError as error:
            writer.set_aside(key, Problem(code="not-reread", message=str(error)))
            counts["failed"] += 1
        else:
            counts["changed" if writer.put_reading(reading) else "unchanged"] += 1
        progress(done, len(todo))
    return Reread(**counts)
