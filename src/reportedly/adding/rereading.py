"""Rereading: brings readings by another model, or none, up to date, by several processes.

Judgements stay as they are: the store lays them over the new readings. Each new reading is one
transaction, so an end at any instant loses at most those in hand; running it again goes on from there.
"""

from collections.abc import Iterator

import msgspec

from reportedly.adding.read_one import NOT_WHOLE, ToRead, died, read_one
from reportedly.errors import CitationMismatchError
from reportedly.reading.models import model_name
from reportedly.record import Problem, Reading
from reportedly.store import Store
from reportedly.workers import Died, map_in_order


class RereadOutcome(msgspec.Struct, frozen=True, kw_only=True):
    """What became of one report that was read anew."""

    id: str
    """The report."""
    changed: bool = False
    """Whether its reading was replaced, or came new."""
    set_aside: Problem | None = None
    """Why it could not be read; it stands among the store's problems under its id."""
    words: int = 0
    """Words of the report."""
    of: int = 0
    """How many are to be read in all."""


def reread_all(store: Store, *, jobs: int = 1) -> Iterator[RereadOutcome]:
    """Read anew every report whose reading is not by this release's model, and yield what became of each.

    Raises StoreError, and ModelMissingError where the package is not whole.
    """
    with store.view() as view:
        todo = view.to_read(model_name())
    writer = store.writer()
    for item, result in _readings(store, todo, jobs):
        key, problem, changed = item.step, None, False
        if isinstance(result, Reading):
            try:
                changed = writer.put_reading(result)
            except CitationMismatchError as error:
                message = f"its new reading was refused ({error}); please report this"
                problem = Problem(code="citation-mismatch", message=message)
        else:
            problem = result
        if problem is not None and problem.code != NOT_WHOLE:
            writer.set_aside(key, problem)
        words = len(item.report.text.split()) if item.report else 0
        yield RereadOutcome(id=key, changed=changed, set_aside=problem, words=words, of=len(todo))
        if problem is not None and problem.code == NOT_WHOLE:
            return  # every other report would fail in the same way


def _readings(
    store: Store, todo: list[str], jobs: int
) -> Iterator[tuple[ToRead[str], Reading | Problem | None]]:
    def items() -> Iterator[ToRead[str]]:
        for key in todo:
            with store.view() as view:
                yield ToRead(view.report(key), key)

    if jobs == 1:
        yield from ((item, read_one(item)) for item in items())
        return
    for item, result in map_in_order(read_one, items(), jobs):
        yield item, died(result) if isinstance(result, Died) else result
