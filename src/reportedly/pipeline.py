"""START HERE: the way of the data, from what a person names to what was found.

    paths ──intake──▶ Report ──language gate──▶ Report ──reading──▶ Reading

`read` reads one report. `read_inputs` reads files, folders, patterns and standard input, each to
an `Outcome`, in their order; nothing that goes wrong with one of them keeps the others from being
read. This module alone connects the stages.
"""

from collections.abc import Iterable, Iterator
from functools import partial

import msgspec

from reportedly.errors import ReportedlyError, SetAsideError
from reportedly.intake import Input, LeftOut, Overrides, Refused, find_inputs, gate, take_in
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
    layers, max_bytes = to_read(layers), current().max_bytes
    one = partial(_outcome, said=said, max_bytes=max_bytes, layers=layers)
    inputs = find_inputs(paths, max_bytes)
    if jobs == 1:
        yield from map(one, inputs)
        return
    for source, result in map_in_order(one, inputs, jobs):
        yield _died(source.name, result) if isinstance(result, Died) else result


def _outcome(
    source: Input | LeftOut | Refused, said: Overrides, max_bytes: int, layers: frozenset[str]
) -> Outcome:
    """Read one input. Whatever goes wrong with it becomes its outcome: the others go on."""
    name = source.name
    if isinstance(source, LeftOut):
        return Outcome(name=name, left_out=source.why)
    if isinstance(source, Refused):
        return Outcome(name=name, set_aside=source.problem)
    try:
        taken = take_in(source, said, max_bytes)
        return Outcome(name=name, reading=_with_problems(read(taken.report, layers=layers), taken.notes))
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
