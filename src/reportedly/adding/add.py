"""Add: each input to a report in the store, or among its problems; a failure never stops the others.

Intake runs in this process, in the order of the inputs; what is to be read is read by `jobs` processes;
all writing is done here again, in the same order. What comes fast is written in small batches, each one
transaction, so a report is whole or absent whenever the run ends.
"""

import time
from collections.abc import Iterable, Iterator

import msgspec

from reportedly.adding.keepable import keepable_name
from reportedly.adding.known import KnownReports
from reportedly.adding.named import Naming, keep_feed
from reportedly.adding.read_one import NOT_WHOLE, ToRead, died, read_one
from reportedly.adding.steps import Step, Steps
from reportedly.errors import CitationMismatchError
from reportedly.intake import Overrides, is_address
from reportedly.pipeline import NO_OVERRIDES
from reportedly.reading.models import model_name
from reportedly.record import Problem, Reading
from reportedly.store import Added, Entry, Store, Writer
from reportedly.workers import Died, map_in_order

_MOST, _SECONDS = 50, 0.5
"""A batch is written when it has so many inputs, or when its first has waited so long."""
_NOT_FOUND = "not-found"
"""Code of a path that leads to nothing: the call was wrong, no document was; the store keeps no note."""
_DEFAULT_NAMING = Naming()


class FeedLook(msgspec.Struct, frozen=True, kw_only=True):
    """What was seen of a feed."""

    new: int
    """Entries that were new."""
    known: int
    """Entries that had been taken before."""


class AddOutcome(msgspec.Struct, frozen=True, kw_only=True):
    """What became of one input. A report may be in the store and its reading set aside."""

    name: str
    """The input, as messages call it."""
    added: Added | None = None
    """What became of its report in the store."""
    problems: tuple[Problem, ...] = ()
    """What had to be changed or left out; that its language is not read."""
    set_aside: Problem | None = None
    """Why the input could not be taken in, or its report not read; it stands among the store's problems."""
    left_out: str | None = None
    """Why a file in a folder was not taken for a report. Not a failure."""
    words: int = 0
    """Words of the report."""
    feed: FeedLook | None = None
    """What was seen of a feed; its reports are inputs of their own, before it."""


def add_inputs(  # noqa: PLR0913 - one parameter for each choice, by name
    paths: Iterable[str],
    store: Store,
    *,
    said: Overrides = NO_OVERRIDES,
    jobs: int = 1,
    read: bool = True,
    apart: bool = False,
    naming: Naming = _DEFAULT_NAMING,
) -> Iterator[AddOutcome]:
    """Yield what became of each input that `paths` name, in their order; then it is on the disk.

    Without `read` the reports are kept unread (`reread_all` reads them). With `apart` one job too reads in a
    process of its own, so that this one can go on with something else. Raises StoreError where the store
    cannot be written, ModelMissingError where the package is not whole; what was yielded stays.
    """
    known = KnownReports(store, model_name() if read else None)
    steps = Steps(store, known, said, naming, read=read).of(paths)
    writer, waiting, since = store.writer(), list[_Read](), 0.0
    for step, result in _readings(steps, jobs, apart=read and (apart or jobs > 1)):
        since = since if waiting else time.monotonic()
        waiting.append(_Read(step, result))
        not_whole = isinstance(result, Problem) and result.code == NOT_WHOLE
        if not_whole or len(waiting) >= _MOST or time.monotonic() >= since + _SECONDS:
            yield from _written(writer, waiting)
            waiting = []
        if not_whole:
            return  # every other report would fail in the same way
    yield from _written(writer, waiting)


class _Read(msgspec.Struct, frozen=True):
    """A step with its reading, or why there is none; None where nothing was to be read."""

    step: Step
    result: Reading | Problem | None

    @property
    def problem(self) -> Problem | None:
        """Why the input, or the report in it, is set aside."""
        return self.step.set_aside or (self.result if isinstance(self.result, Problem) else None)

    def problems(self) -> tuple[Problem, ...]:
        """Return what had to be changed or left out, in intake and in reading."""
        found = self.result.problems if isinstance(self.result, Reading) else ()
        return (*self.step.problems, *found)

    def entry(self) -> Entry | None:
        """Return what is to be written, None where nothing is."""
        step, reading = self.step, self.result if isinstance(self.result, Reading) else None
        report = step.report if reading is None else reading.report
        if report is None or step.known is not None or (self.problem and self.problem.code == NOT_WHOLE):
            return None
        if reading is not None:
            reading = msgspec.structs.replace(reading, problems=self.problems())
        return Entry(
            report=report,
            reading=reading,
            references=step.references,
            published_basis=step.basis,
            added_from=keepable_name(step.name),
        )


def _readings(
    steps: Iterator[Step], jobs: int, *, apart: bool
) -> Iterator[tuple[Step, Reading | Problem | None]]:
    items = (ToRead(step.report if step.to_read else None, step) for step in steps)
    if not apart:
        yield from ((item.step, read_one(item)) for item in items)
        return
    for item, result in map_in_order(read_one, items, jobs):
        yield item.step, died(result) if isinstance(result, Died) else result


def _written(writer: Writer, batch: list[_Read]) -> list[AddOutcome]:
    """Write a batch, reports first, and return what became of each input."""
    entries = [each.entry() for each in batch]
    results = iter(_added(writer, [entry for entry in entries if entry is not None]))
    outcomes = []
    for each, entry in zip(batch, entries, strict=True):
        added, refused = next(results) if entry is not None else (each.step.known, None)
        problem = refused or each.problem
        if problem is not None and _is_kept(each.step.name, problem):
            writer.set_aside(each.step.name, problem)
        words = len(each.step.report.text.split()) if each.step.report else 0
        feed = each.step.feed
        if feed is not None:
            keep_feed(writer, feed)
        outcomes.append(
            AddOutcome(
                name=each.step.name,
                added=added,
                problems=each.problems(),
                set_aside=problem,
                left_out=each.step.left_out,
                words=words,
                feed=None if feed is None else FeedLook(new=feed.new, known=feed.known),
            )
        )
    return outcomes


def _is_kept(name: str, problem: Problem) -> bool:
    """Whether the store is to keep a problem: it is one of this input, and the input is there."""
    misnamed = problem.code == _NOT_FOUND and not is_address(name)
    return not misnamed and problem.code != NOT_WHOLE


def _added(writer: Writer, entries: list[Entry]) -> list[tuple[Added, Problem | None]]:
    """Write entries; one whose reading does not prove itself is written without it, and told."""
    try:
        return [(added, None) for added in writer.add_all(entries)] if entries else []
    except CitationMismatchError as error:
        if len(entries) > 1:
            return [result for entry in entries for result in _added(writer, [entry])]
        message = f"its reading was refused ({error}); please report this, with the text"
        unread = msgspec.structs.replace(entries[0], reading=None)
        return [(writer.add_all([unread])[0], Problem(code="citation-mismatch", message=message))]
