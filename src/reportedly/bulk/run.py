"""A run: inputs into an output, begun or gone on with, to its end or to a clear word on why not."""

import platform
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.metadata import PackageNotFoundError, version

import msgspec

from reportedly.bulk.bundles import Bundle, bundles_of
from reportedly.bulk.cluster import Job, cluster, come_back
from reportedly.bulk.files import NO_ROWS, file_of, parts_in, write_empty
from reportedly.bulk.parts import WORDS
from reportedly.bulk.places import Output
from reportedly.bulk.progress import Progress, Standing
from reportedly.bulk.reading import Rule
from reportedly.bulk.repeats import remove_repeats
from reportedly.bulk.run_report import RunReport, summed, write_report
from reportedly.bulk.state import How, State
from reportedly.errors import BulkError
from reportedly.exports.tables import tables
from reportedly.intake import FieldMap
from reportedly.reading.models import model_name
from reportedly.settings import current
from reportedly.version import __version__

Watch = Callable[[Standing], object]
"""Shows how a run stands."""
_TOLD = ("ray", "pyarrow", "fsspec", "onnxruntime", "numpy")
"""Whose versions the report tells."""


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """What a person asks of a run."""

    inputs: tuple[str, ...]
    """Files, folders, quoted patterns, URLs."""
    output: str
    """A folder, or a URL."""
    address: str | None = None
    """The cluster; None for this machine."""
    workers: int | None = None
    """How many read side by side; None for one on every core."""
    fresh: bool = False
    """Whether what is there is thrown away."""
    max_bytes: int | None = None
    """The size limit of one input; None as it is set."""
    words: int = WORDS
    """Words of a part."""
    fields: FieldMap | None = None
    """Where JSON records keep what."""


def run(asked: Asked, watch: Watch = lambda _: None) -> RunReport:
    """Read all inputs into the output, going on where an earlier run ended; return the run's report.

    Raises BulkError where it cannot begin or go on, OSError where the output cannot be written: what is done
    is kept, and the same command goes on.
    """
    clock = _Clock()
    output, how = Output(asked.output), _how(asked)
    with clock.stage("looking for inputs"):
        found = bundles_of(asked.inputs, but_not=output.name)
        state = State(output)
        new = asked.fresh or _is_new(state, how)
    clock.begin("starting")
    with cluster(asked.address, asked.workers) as workers:
        clock.end()
        state.take()  # not before: a run that cannot begin must not end another
        if new:
            _begin(state)
            state.settle(how)
        job = Job(
            output=output.name,
            token=state.token,
            rule=Rule(max_bytes=how.max_bytes, fields=asked.fields),
            words=asked.words,
        )
        progress = Progress(found.bundles)
        with clock.stage("reading"):
            unfinished = _read_all(found.bundles, job, workers, progress, watch)
    with clock.stage("removing repeats"):
        removed = remove_repeats(state)
        state.sweep()
        for table in tables():
            output.sweep(table.name)
    report = RunReport(
        inputs=list(asked.inputs),
        output=output.name,
        address=asked.address,
        workers=workers,
        began=clock.began,
        seconds=clock.seconds,
        left_out=found.left_out,
        unfinished=unfinished,
        repeats=removed,
        this_run=progress.standing(),
        how=how,
        versions=_versions(),
        total=summed(state),
    )
    write_report(output, report)
    return report


def _read_all(
    bundles: tuple[Bundle, ...], job: Job, workers: int, progress: Progress, watch: Watch
) -> list[str]:
    """Read all parts of all bundles; return the names of the bundles of which some did not come."""
    came_of, parts_of = dict.fromkeys(range(len(bundles)), 0), dict[int, int]()
    for came in come_back(bundles, job, workers) if bundles else ():
        if came.failed is not None:
            raise BulkError("bulk", "stopped", came.failed)
        if came.parts is not None:
            parts_of[came.bundle] = came.parts
        if came.tally is not None:
            came_of[came.bundle] += 1
            progress.count(bundle=came.bundle, width=came.width, tally=came.tally, known=came.known)
        watch(progress.standing())
    return [bundle.name for bundle in bundles if parts_of.get(bundle.number) != came_of[bundle.number]]


def _how(asked: Asked) -> How:
    return How(
        model=model_name(),
        version=__version__,
        max_bytes=asked.max_bytes or current().max_bytes,
        words=asked.words,
        fields=msgspec.to_builtins(asked.fields) if asked.fields else {},
    )


def _is_new(state: State, how: How) -> bool:
    """Return whether nothing was read into an output. Raises BulkError where it is another's."""
    before, name = state.how(), state.output.name
    if before is None:
        if set(parts_in(state.output, "reports")) - {NO_ROWS}:
            why = "holds tables that no run of reportedly bulk left there"
            raise BulkError(name, why, "name a new folder, or throw them away with --fresh")
        return True
    keys = [key for key in how.__struct_fields__ if getattr(before, key) != getattr(how, key)]
    if keys:
        changed = ", ".join(f"{key} was {getattr(before, key)}" for key in keys)
        next_step = "go on as then, name a new folder, or begin again with --fresh"
        raise BulkError(name, f"was read in another way ({changed})", next_step)
    return False


def _begin(state: State) -> None:
    """Throw away what is there, and give every table a file."""
    state.forget_all()
    for table in tables():
        for part in parts_in(state.output, table.name):
            state.output.remove(file_of(table.name, part))
    write_empty(state.output)


def _versions() -> dict[str, str]:
    found = {"reportedly": __version__, "python": platform.python_version()}
    for name in _TOLD:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = "not installed"
    return found


class _Clock:
    """How long each stage takes."""

    def __init__(self) -> None:
        self.began, self.seconds = time.time(), dict[str, float]()
        self._stage, self._since = "", 0.0

    def begin(self, stage: str) -> None:
        """Begin a stage."""
        self._stage, self._since = stage, time.monotonic()

    def end(self) -> None:
        """End it."""
        self.seconds[self._stage] = round(time.monotonic() - self._since, 3)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Count what is done inside as a stage."""
        self.begin(name)
        yield
        self.end()
