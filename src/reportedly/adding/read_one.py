"""Reading one report in a worker: whatever goes wrong comes back as a Problem, never as an exception."""

from typing import Generic, TypeVar

import msgspec

from reportedly.errors import ReportedlyError
from reportedly.pipeline import read
from reportedly.record import Problem, Reading, Report
from reportedly.workers import Died

Step = TypeVar("Step")

NOT_WHOLE = "not-whole"
"""Code of the one problem that every report would have: the package misses a file."""


class ToRead(msgspec.Struct, Generic[Step], frozen=True):
    """A report on its way to a worker."""

    report: Report | None
    """What is to be read; None where nothing is."""
    step: Step
    """What it belongs to; the worker does not get it."""

    def __reduce__(self) -> tuple[type["ToRead[None]"], tuple[Report | None, None]]:
        """Send the report alone through the worker's pipe."""
        return ToRead, (self.report, None)


def read_one(item: "ToRead[Step]") -> Reading | Problem | None:
    """Return the reading of a report, or why there is none; None where nothing was to be read."""
    if item.report is None:
        return None
    try:
        return read(item.report)
    except ReportedlyError as error:
        return Problem(code=NOT_WHOLE, message=str(error))
    except Exception as error:  # noqa: BLE001 - a fault of ours in one report must not lose the others
        seen = f"{type(error).__name__}: {error}"
        return Problem(code="fault", message=f"reading it failed ({seen}); please report this, with the text")


def died(end: Died) -> Problem:
    """Return what is told of a report that its readers did not survive."""
    why = f"the process reading it died twice (exit {end.exitcode}), perhaps out of memory"
    return Problem(code="died", message=f"{why}; split the report, or read it with fewer --jobs")
