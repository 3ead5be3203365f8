"""START HERE: the way of the data, from what a person names to what was found.

    paths ──intake──▶ Report ──language gate──▶ Report ──reading──▶ Reading

`read` reads one report. `read_inputs` reads files, folders, patterns and standard input, each to
an `Outcome`, in their order; nothing that goes wrong with one of them keeps the others from being
read. `read_found` does so with inputs that were found elsewhere. This module alone connects the stages.
"""

from collections.abc import Iterable, Iterator
from functools import partial

import msgspec

from reportedly.errors import ReportedlyError, SetAsideError
from reportedly.intake import (
    FieldMap,
    Found,
    LeftOut,
    Overrides,
    Refused,
    Taken,
    find_inputs,
    gate,
    take_in,
)
from reportedly.record import Problem, Reading, Report
from reportedly.record.layers import LAYERS, to_read
from reportedly.settings import current
from reportedly.workers import Died, map_in_order

NO_OVERRIDES = Overrides()


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """What became of one input: a reading, or a reason why there is none."""

    name: str
    """The input, as messages call it."""
    reading: Reading | None = None
    """What was found; may hold problems, e.g. that its language is not read."""
    taken: Taken | None = None
    """The report as it was taken in, with what stands around it, where there is a reading."""
    set_aside: Problem | None = None
    """Why the input could not be read, and what to do next."""
    left_out: str | None = None
    """Why a file in a folder was not taken for a report. Not a failure."""


def read(report: Report, *, layers: frozenset[str] = LAYERS) -> Reading:
    """Return what is found in one report: all of it, or `layers` (`record.layers`) and what they rest on.

    A report in a language that is not read comes back with that problem and nothing else.
    Raises ModelMissingError where the package is not whole, ValueError where one is no layer.
    """
    layers = to_read(layers)
    report, problem = gate(report)
    if problem is not None and problem.code == "language-not-read":
        return Reading(report=report, problems=(problem,))
    from reportedly.reading.read import read_report  # noqa: PLC0415 - brings in the encoder

    return _with_problems(read_report(report, layers=layers), (problem,) if problem else ())


def read_inputs(
    paths: Iterable[str],
    *,
    said: Overrides = NO_OVERRIDES,
    jobs: int = 1,
    layers: frozenset[str] = LAYERS,
) -> Iterator[Outcome]:
    """Yield one Outcome for each input that `paths` name ("-" is standard input), in their order.

    With `jobs` above 1, that many processes read side by side, each with one encoder thread.
    """
    found = find_inputs(paths, current().max_bytes)
    yield from read_found(found, said=said, jobs=jobs, layers=layers)


def read_found(  # noqa: PLR0913 - one parameter for each thing that a caller may say
    inputs: Iterable[Found],
    *,
    said: Overrides = NO_OVERRIDES,
    fields: FieldMap | None = None,
    jobs: int = 1,
    layers: frozenset[str] = LAYERS,
    apart: bool = False,
    max_bytes: int | None = None,
) -> Iterator[Outcome]:
    """Yield one Outcome for each of `inputs`, in their order; with `fields`, JSON records are read by them.

    With `jobs` above 1, that many processes read side by side. With `apart`, one process does even if
    `jobs` is 1, so that an input which ends its process ends no more than that. `max_bytes`
    is the size limit of one input, as it is set where that is None.
    """
    limit = current().max_bytes if max_bytes is None else max_bytes
    one = partial(_outcome, said=said, fields=fields, max_bytes=limit, layers=to_read(layers))
    if jobs == 1 and not apart:
        yield from map(one, inputs)
        return
    for source, result in map_in_order(one, inputs, jobs):
        yield _died(source.name, result) if isinstance(result, Died) else result


def _outcome(
    source: Found, said: Overrides, fields: FieldMap | None, max_bytes: int, layers: frozenset[str]
) -> Outcome:
    """Read one input. Whatever goes wrong with it becomes its outcome: the others go on."""
    name = source.name
    if isinstance(source, LeftOut):
        return Outcome(name=name, left_out=source.why)
    if isinstance(source, Refused):
        return Outcome(name=name, set_aside=source.problem)
    try:
        taken = take_in(source, said, max_bytes, fields)
        found = _with_problems(read(taken.report, layers=layers), taken.notes)
        return Outcome(name=name, reading=found, taken=taken)
    except SetAsideError as error:
        return _set_aside(name, error.code, f"{error.why}; {error.next_step}")
    except ReportedlyError as error:
        return _set_aside(name, "not-whole", str(error))
    except Exception as error:  # noqa: BLE001 - a fault of ours in one report must not lose the others
        seen = f"{type(error).__name__}: {error}"
        return _set_aside(name, "fault", f"reading it failed ({seen}); please report this, with the file")


def _died(name: str, end: Died) -> Outcome:
    why = f"the process reading it died twice (exit {end.exitcode}), perhaps out of memory"
    return _set_aside(name, "died", f"{why}; split the file, or read it with fewer --jobs")


def _set_aside(name: str, code: str, message: str) -> Outcome:
    return Outcome(name=name, set_aside=Problem(code=code, message=message))


def _with_problems(reading: Reading, problems: tuple[Problem, ...]) -> Reading:
    return msgspec.structs.replace(reading, problems=(*problems, *reading.problems)) if problems else reading
