"""Writer: adds to a store. Each call is one transaction: on return it is on the disk, before it is not there.

Two writers take turns; each waits for the other, in this process or any. What takes long (checking
citations, cutting words, packing) is done before the turn is taken, so that nobody waits for it.
"""

import json
from collections import ChainMap
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from reportedly.errors import CitationMismatchError, UnknownReportError
from reportedly.record import Problem, Reading, Reference, Report
from reportedly.record.citations import verify_reading
from reportedly.store import adding
from reportedly.store.connecting import Place, writing
from reportedly.store.failures import patient
from reportedly.store.kept import Added, Entry
from reportedly.store.packing import pack
from reportedly.store.tables import FEEDS, PROBLEMS, REPORTS

Result = TypeVar("Result")
NO_ENTRIES: Mapping[str, str] = MappingProxyType({})
_MOST_NAMES = 200_000
"""Names remembered as being in the store; forgotten all at once, to bound the memory."""


class Writer:
    """Adds reports, readings, problems and feeds to one store. Made by `Store.writer`."""

    def __init__(self, engine: Engine, place: Place, patience: float) -> None:
        """Write through `engine`, waiting up to `patience` seconds for one's turn."""
        self._engine, self._place, self._patience = engine, place, patience
        self._names: adding.Names = {}

    def add(
        self,
        report: Report,
        reading: Reading | None = None,
        *,
        references: tuple[Reference, ...] = (),
        published_basis: str | None = None,
        added_from: str | None = None,
    ) -> Added:
        """Add one report with its reading, whole or not at all, and return what became of it.

        Raises CitationMismatchError, with the field's path, where a citation does not match the text, and
        StoreError where it cannot be written; then nothing was.
        """
        entry = Entry(
            report=report,
            reading=reading,
            references=references,
            published_basis=published_basis,
            added_from=added_from,
        )
        return self.add_all([entry])[0]

    def add_all(self, entries: Iterable[Entry]) -> list[Added]:
        """Add several reports in one transaction: all of them or, where one is refused, none."""
        ready = [adding.prepare(entry) for entry in entries]
        return self._write(lambda connection, names: [adding.add(connection, each, names) for each in ready])

    def put_reading(self, reading: Reading) -> bool:
        """Make `reading` the one of its report; False where the same model's is there already.

        Judgements stay as they are and are laid over the new reading. Raises UnknownReportError,
        CitationMismatchError where it is of another text or a citation does not match, and StoreError.
        """
        report = reading.report
        verify_reading(reading, report)
        packed, sha256 = pack(reading), adding.sha256_of(report.text)

        def put(connection: Connection, names: adding.Names) -> bool:
            row = connection.execute(sa.select(REPORTS).where(REPORTS.c.id == report.id)).first()
            if row is None:
                raise UnknownReportError(
                    f"report {report.id}", f"is not in {self._place.name}", "add it first"
                )
            if row.sha256 != sha256:
                raise CitationMismatchError(0, len(report.text), f"{report.id} is kept with another text")
            return adding.put_reading(connection, row, reading, packed, names)

        return self._write(put)

    def set_aside(self, name: str, problem: Problem) -> None:
        """Note that the input called `name` could not be taken in, and why."""

        def note(connection: Connection, _: adding.Names) -> None:
            moment = adding.now()
            new = adding.upsert(connection, PROBLEMS).values(
                name=_keepable(name),
                code=problem.code,
                message=_keepable(problem.message),
                first_seen=moment,
                last_seen=moment,
                count=1,
            )
            again = {
                "message": new.excluded.message,
                "last_seen": moment,
                "count": PROBLEMS.c.count + 1,
                "mended": None,
            }
            connection.execute(new.on_conflict_do_update(index_elements=["name", "code"], set_=again))

        self._write(note)

    def fetched(
        self,
        url: str,
        *,
        etag: str | None = None,
        modified: str | None = None,
        seen: Mapping[str, str] = NO_ENTRIES,
    ) -> None:
        """Note what a feed's server said, for the next conditional request, and which entries were taken.

        `seen` is all of them, not the new ones alone: entry id -> date of change as the feed writes it.
        """
        entries = json.dumps(dict(seen))  # in ASCII: an id may hold what no database keeps

        def note(connection: Connection, _: adding.Names) -> None:
            said: dict[str, Any] = {"etag": etag, "modified": modified, "seen": entries}
            said["fetched_at"] = adding.now()
            new = adding.upsert(connection, FEEDS).values(url=url, **said)
            connection.execute(new.on_conflict_do_update(index_elements=["url"], set_=said))

        self._write(note)

    def _write(self, work: Callable[[Connection, adding.Names], Result]) -> Result:
        """Return `work`, done in one transaction; its names are remembered once that is on the disk."""

        def once() -> tuple[Result, adding.Names]:
            names = ChainMap({}, self._names)  # new ones are put into the first
            with writing(self._engine) as connection:
                result = work(connection, names)
                connection.commit()
            return result, names.maps[0]

        result, new = patient(self._place.name, self._patience, once)
        if len(self._names) > _MOST_NAMES:
            self._names.clear()
        self._names.update(new)
        return result


def _keepable(written: str) -> str:
    """Return `written` without what no database keeps: a file's name may hold any bytes."""
    return written.replace("\0", "�").encode("utf-8", "replace").decode()
