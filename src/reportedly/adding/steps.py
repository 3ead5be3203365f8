"""Steps: inputs taken in, compared with what the store has, and ready to be read or written."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import msgspec

from reportedly.adding.keepable import keepable, keepable_name
from reportedly.adding.known import KnownReports, as_known
from reportedly.adding.named import Naming, named
from reportedly.adding.references import references_of
from reportedly.errors import SetAsideError
from reportedly.intake import Found, Input, LeftOut, Overrides, Refused, Taken, gate, take_in
from reportedly.record import Problem, Reference, Report
from reportedly.settings import current
from reportedly.store import Added, Store

if TYPE_CHECKING:
    from reportedly.intake.feeds import FeedSeen

_ONE_ADDRESS = Problem(
    code="one-address",
    message="the address given with --url is that of one report, and one came before; add this by itself",
)


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """One input on its way from intake to the store."""

    name: str
    """The input, as messages call it."""
    report: Report | None = None
    """What it holds."""
    to_read: bool = False
    """Whether the report is to be read."""
    references: tuple[Reference, ...] = ()
    """Its credit lines and links."""
    basis: str | None = None
    """What its date of publication rests on."""
    problems: tuple[Problem, ...] = ()
    """What had to be changed or left out."""
    set_aside: Problem | None = None
    """Why there is no report."""
    left_out: str | None = None
    """Why a file was not taken for one."""
    known: Added | None = None
    """Its report in the store, where there is nothing to write at all."""
    feed: "FeedSeen | None" = None
    """The end of a feed, whose state is to be kept after all before it."""


class Steps:
    """Takes inputs in, one by one, in their order."""

    def __init__(
        self, store: Store, known: KnownReports, said: Overrides, naming: Naming, *, read: bool
    ) -> None:
        """Go by what a person `said` of all inputs, and by how they are to be understood (`naming`)."""
        self._store, self._known, self._said, self._naming, self._read = store, known, said, naming, read
        self._max_bytes = current().max_bytes
        self._address_given = False

    def of(self, paths: Iterable[str]) -> Iterator[Step]:
        """Yield a step for each input that `paths` name."""
        for source in named(paths, self._naming, self._store, self._max_bytes):
            yield self._step(source)

    def _step(self, source: "Found | FeedSeen") -> Step:
        name = source.name
        if isinstance(source, LeftOut):
            return Step(name=name, left_out=source.why)
        if isinstance(source, Refused):
            return Step(name=name, set_aside=source.problem)
        if not isinstance(source, Input):
            return Step(name=name, feed=source)
        if self._address_given:
            return Step(name=name, set_aside=_ONE_ADDRESS)
        try:
            return self._taken(name, take_in(source, self._said, self._max_bytes, self._naming.fields))
        except SetAsideError as error:
            problem = Problem(code=error.code, message=f"{error.why}; {error.next_step}")
        except Exception as error:  # noqa: BLE001 - a fault of ours in one input must not lose the others
            seen = f"{type(error).__name__}: {error}"
            message = f"taking it in failed ({seen}); please report this, with the file"
            problem = Problem(code="fault", message=message)
        return Step(name=name, set_aside=problem)

    def _taken(self, name: str, taken: Taken) -> Step:
        """Return the step of a report; what the store has, read as this release would, is not read again."""
        self._address_given = self._said.url is not None
        report, mended = keepable(taken.report)
        problems = (*taken.notes, *mended)
        kept, to_read = self._known.find(report), self._read
        if kept is not None and self._known.is_read(kept, report):
            to_read = False
            if self._known.nothing_new(kept, report, keepable_name(name)):
                return Step(name=name, report=report, known=as_known(kept), problems=problems)
        if not self._read:
            report, problem = gate(report)  # which reading does otherwise
            problems = (*problems, problem) if problem else problems
        return Step(
            name=name,
            report=report,
            to_read=to_read,
            references=references_of(taken, report.text),
            basis=taken.published_basis.value,
            problems=problems,
        )
