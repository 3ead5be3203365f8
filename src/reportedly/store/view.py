"""View: what a store holds, as it was at one moment."""

import json
from types import TracebackType
from typing import Self

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError

from reportedly.record import Reading, Reference, Report
from reportedly.record.citations import verify_reading
from reportedly.store.connecting import Place, reading
from reportedly.store.failures import patient, told
from reportedly.store.filters import Filters
from reportedly.store.finding import Hit, about_reports, find
from reportedly.store.judgement import Grade, Judgement, Verb, in_force
from reportedly.store.kept import Feed, Listed, SetAside
from reportedly.store.laying import Judged, lay_over
from reportedly.store.loading import listed, listing, reading_of, references_at, report_of, row_of
from reportedly.store.logbook import judgements_on, judgements_where
from reportedly.store.shelf import Shelf
from reportedly.store.tables import FEEDS, JUDGEMENTS, PROBLEMS, READINGS, REFERENCES, REPORTS, SUPERSEDED
from reportedly.store.traces import TraceRows

NOTHING = Filters()


class History(msgspec.Struct, frozen=True, kw_only=True):
    """What became of one story: its versions, and what persons said of them."""

    versions: tuple[Listed, ...]
    """The first one first."""
    judgements: tuple[Judgement, ...]
    """On any version, in the order in which they were made; withdrawn ones and withdrawals too."""


class Counts(msgspec.Struct, frozen=True, kw_only=True):
    """How much a store holds."""

    reports: int
    """Texts, older versions among them."""
    readings: int
    """Of them read."""
    judgements: int
    """Entries of the log."""
    problems: int
    """Inputs that are set aside still."""


class View:
    """What a store holds at the moment the view was made; made by `Store.view`, closed with its `with`.

    Methods raise UnknownReportError for an id that is not there (the beginning of an id will do) and
    StoreError where the store cannot be read.
    """

    def __init__(self, engine: Engine, place: Place, patience: float) -> None:
        """Take the view now."""
        self._place = place
        self._connection: Connection = patient(place.name, patience, lambda: reading(engine))

    def __enter__(self) -> Self:
        """Return the view."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the view; what the database raised inside becomes a StoreError, of the trace's rows too."""
        self.close()
        if isinstance(error, SQLAlchemyError):
            with told(self._place.name):
                raise error

    def close(self) -> None:
        """Let go of the moment; the view can no longer be asked."""
        self._connection.close()

    def report(self, key: str) -> Report:
        """Return a report."""
        with told(self._place.name):
            return report_of(self._connection, row_of(self._connection, key, self._place.name))

    def reading(self, key: str, *, judged: bool = True) -> Reading | None:
        """Return the reading of a report as judged, or as its model made it; None where there is none.

        Raises CitationMismatchError where a citation no longer matches the text.
        """
        if judged:
            found = self.judged(key)
            return found.reading if found is not None else None
        with told(self._place.name):
            row = row_of(self._connection, key, self._place.name)
            report = report_of(self._connection, row)
            plain = reading_of(self._connection, row, report)
        if plain is not None:
            verify_reading(plain, report)
        return plain

    def judged(self, key: str, *, verified: bool = True) -> Judged | None:
        """Return the reading of a report with the judgements laid over it and marks where they are.

        None where it was neither read nor judged. Raises CitationMismatchError as `reading` does, but not
        where a caller that verifies each record by itself asks for it with `verified` False.
        """
        with told(self._place.name):
            row = row_of(self._connection, key, self._place.name)
            report = report_of(self._connection, row)
            plain = reading_of(self._connection, row, report)
            log = judgements_on(self._connection, row.id)
        if plain is None and not log:
            return None
        judged = lay_over(plain or Reading(report=report), log)
        if verified:
            verify_reading(judged.reading, report)
        return judged

    def references(self, key: str) -> tuple[Reference, ...]:
        """Return the credit lines and links of a report."""
        with told(self._place.name):
            row = row_of(self._connection, key, self._place.name)
            of_it = sa.select(REFERENCES).where(REFERENCES.c.seq == row.seq).order_by(REFERENCES.c.n)
            return references_at(self._connection.execute(of_it))

    def traces(self) -> TraceRows:
        """Return the rows of the trace, at the moment of the view."""
        return TraceRows(self._connection)

    def history(self, key: str) -> History:
        """Return the versions of the story that a report belongs to, and all judgements on them."""
        with told(self._place.name):
            story = row_of(self._connection, key, self._place.name).story
            rows = self._connection.execute(
                listing().where(REPORTS.c.story == story).order_by(REPORTS.c.version)
            )
            versions = tuple(listed(row) for row in rows)
            mine = JUDGEMENTS.c.report.in_([each.id for each in versions])
            return History(versions=versions, judgements=judgements_where(self._connection, mine))

    def reports(
        self, filters: Filters = NOTHING, *, limit: int | None = 100, offset: int = 0
    ) -> list[Listed]:
        """Return reports in the order in which they were added.

        `filters` are those on reports (outlet, language, since, until, all_versions); `limit` None is all.
        """
        with told(self._place.name):
            wanted = listing().where(*about_reports(self._connection, filters)).order_by(REPORTS.c.seq)
            if not filters.all_versions:
                wanted = wanted.where(SUPERSEDED.c.seq.is_(None))
            return [listed(row) for row in self._connection.execute(wanted.limit(limit).offset(offset))]

    @property
    def shelf(self) -> Shelf:
        """The reports side by side: by day, by outlet, by when they came in."""
        return Shelf(self._connection, self._place.name)

    def find(
        self, query: str = "", filters: Filters = NOTHING, *, limit: int = 20, offset: int = 0
    ) -> list[Hit]:
        """Return the reports that hold the words of `query` and a record that meets `filters`, best first.

        The language of queries is that of `query`: words, "phrases", -not, OR. Raises StoreError where
        the query is too long or a filter cannot be understood.
        """
        with told(self._place.name):
            return find(self._connection, query, filters, limit, offset)

    def to_read(self, model: str) -> list[str]:
        """Return the ids of the reports that were not read by `model`, in the order they were added."""
        with told(self._place.name):
            unread = READINGS.c.model.is_(None) | (READINGS.c.model != model)
            both = sa.select(REPORTS.c.id).outerjoin(READINGS, READINGS.c.seq == REPORTS.c.seq)
            return list(self._connection.execute(both.where(unread).order_by(REPORTS.c.seq)).scalars())

    def judgements(self) -> tuple[Judgement, ...]:
        """Return the whole log."""
        with told(self._place.name):
            return judgements_where(self._connection)

    def grades(self) -> dict[str, Grade]:
        """Return the grades of sources and outlets that are in force, by name; the last one holds."""
        with told(self._place.name):
            about = {Verb.GRADE.value, Verb.WITHDRAW.value}
            log = judgements_where(self._connection, JUDGEMENTS.c.verb.in_(about))
        graded = (each for each in in_force(log) if each.verb is Verb.GRADE and each.target.name)
        return {each.target.name or "": msgspec.convert(each.value, Grade) for each in graded}

    def problems(self, *, mended: bool = False) -> list[SetAside]:
        """Return the inputs set aside, the latest first; with `mended` also those that came in since."""
        with told(self._place.name):
            rows = sa.select(PROBLEMS).order_by(PROBLEMS.c.last_seen.desc(), PROBLEMS.c.name)
            if not mended:
                rows = rows.where(PROBLEMS.c.mended.is_(None))
            return [SetAside(**dict(row._mapping)) for row in self._connection.execute(rows)]  # noqa: SLF001

    def feed(self, url: str) -> Feed | None:
        """Return what is kept of a feed, None where it was never fetched."""
        with told(self._place.name):
            row = self._connection.execute(sa.select(FEEDS).where(FEEDS.c.url == url)).first()
        if row is None:
            return None
        said = dict(row._mapping)  # noqa: SLF001
        return Feed(**{**said, "seen": json.loads(said["seen"])})

    def counts(self) -> Counts:
        """Return how much the store holds."""
        with told(self._place.name):

            def many(table: sa.Table, *conditions: sa.ColumnElement[bool]) -> int:
                counted = sa.select(sa.func.count()).select_from(table).where(*conditions)
                return self._connection.execute(counted).scalar_one()

            return Counts(
                reports=many(REPORTS),
                readings=many(READINGS),
                judgements=many(JUDGEMENTS),
                problems=many(PROBLEMS, PROBLEMS.c.mended.is_(None)),
            )
