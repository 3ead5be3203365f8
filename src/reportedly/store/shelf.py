"""Shelf: the reports side by side, by day of publication, by outlet and by when they came in.

It answers what lists of many reports ask; `View` answers what one report is asked. Only the latest version of
a story stands on the shelf, unless older ones are asked for.
"""

from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from reportedly.store.failures import told
from reportedly.store.filters import Filters
from reportedly.store.finding import about_reports
from reportedly.store.kept import Listed
from reportedly.store.loading import listed, listing
from reportedly.store.names import Names, names_with
from reportedly.store.tables import PROBLEMS, REPORTS, SUPERSEDED

NOTHING = Filters()


class Day(msgspec.Struct, frozen=True, kw_only=True):
    """One day on which reports were published."""

    day: str | None
    """YYYY-MM-DD, the first day that the date of publication can mean; None for those without a date."""
    reports: int
    """How many."""


class Published(msgspec.Struct, frozen=True, kw_only=True):
    """An outlet, and how much of it is there."""

    outlet: str
    """Its name as one of its reports has it."""
    reports: int
    """How many, older versions among them."""


class Shelf:
    """The reports of one moment. Made by `View.shelf`; its methods raise StoreError as the view's do."""

    def __init__(self, connection: Connection, name: str) -> None:
        """Ask through a view's connection."""
        self._connection, self._name = connection, name

    def newest(self) -> int:
        """Return a number that grows with every report that comes in; 0 for an empty store.

        What was worked out from all reports holds as long as it stays the same.
        """
        with told(self._name):
            return self._connection.execute(sa.select(sa.func.max(REPORTS.c.seq))).scalar() or 0

    def latest(
        self, filters: Filters = NOTHING, *, by_added: bool = False, limit: int = 50, offset: int = 0
    ) -> list[Listed]:
        """Return reports, the latest published first, within a day by outlet; or the latest added first."""
        day = (REPORTS.c.first_day.desc().nulls_last(), REPORTS.c.outlet)
        return self._page(self._about(filters), () if by_added else day, limit, offset)

    def of_day(
        self, day: str | None, filters: Filters = NOTHING, *, limit: int = 50, offset: int = 0
    ) -> list[Listed]:
        """Return the reports of one of `days`, by outlet; None are those without a date."""
        about = [*self._about(filters), REPORTS.c.first_day.is_not_distinct_from(day)]
        return self._page(about, (REPORTS.c.outlet,), limit, offset)

    def days(self, filters: Filters = NOTHING, *, limit: int = 30) -> list[Day]:
        """Return the latest days on which reports were published, those without a date in the end."""
        with told(self._name):
            day = REPORTS.c.first_day
            counted = sa.select(day, sa.func.count()).where(*self._about(filters)).group_by(day)
            rows = self._connection.execute(counted.order_by(day.desc().nulls_last()).limit(limit))
            return [Day(day=row[0], reports=row[1]) for row in rows]

    def outlets(self, *, limit: int = 100) -> list[Published]:
        """Return the outlets with the most reports, these first. Looks at every report in an index."""
        with told(self._name):
            named, many = REPORTS.c.outlet_name, sa.func.count().label("many")
            counted = sa.select(named, many).where(named.is_not(None)).group_by(named)
            counted = counted.order_by(many.desc(), named).limit(limit)
            of_it = REPORTS.alias("of_it")
            found = counted.subquery()
            name = sa.select(of_it.c.outlet).where(of_it.c.outlet_name == found.c.outlet_name).limit(1)
            rows = self._connection.execute(sa.select(name.scalar_subquery(), found.c.many))
            return sorted(
                (Published(outlet=row[0], reports=row[1]) for row in rows),
                key=lambda each: (-each.reports, each.outlet),
            )

    def count(self) -> int:
        """Return how many texts the store holds, older versions among them."""
        with told(self._name):
            return self._connection.execute(sa.select(sa.func.count()).select_from(REPORTS)).scalar_one()

    def added_after(self, moment: str, *, at_most: int = 1000) -> int:
        """Return how many reports came in after a moment (ISO 8601 in UTC), counted up to `at_most`."""
        with told(self._name):
            before = sa.select(REPORTS.c.seq).where(REPORTS.c.added_at <= moment)
            last = self._connection.execute(before.order_by(REPORTS.c.seq.desc()).limit(1)).scalar()
            after = sa.select(REPORTS.c.seq).where(REPORTS.c.seq > (last or 0)).limit(at_most).subquery()
            return self._connection.execute(sa.select(sa.func.count()).select_from(after)).scalar_one()

    def names(self, written: str, *, limit: int = 8) -> Names:
        """Return the speakers and places whose names hold all words of `written`."""
        with told(self._name):
            return names_with(self._connection, written, limit)

    def open_problems(self) -> int:
        """Return how many inputs are set aside still."""
        with told(self._name):
            counted = sa.select(sa.func.count()).select_from(PROBLEMS).where(PROBLEMS.c.mended.is_(None))
            return self._connection.execute(counted).scalar_one()

    def _page(
        self, about: list[sa.ColumnElement[bool]], order: tuple[Any, ...], limit: int, offset: int
    ) -> list[Listed]:
        """Return a page of reports in an order; what is passed over is not joined to anything."""
        order = (*order, REPORTS.c.seq.desc())
        with told(self._name):
            seqs = sa.select(REPORTS.c.seq).where(*about).order_by(*order).limit(limit).offset(offset)
            wanted = listing().where(REPORTS.c.seq.in_(seqs)).order_by(*order)
            return [listed(row) for row in self._connection.execute(wanted)]

    def _about(self, filters: Filters) -> list[sa.ColumnElement[bool]]:
        conditions = about_reports(self._connection, filters)
        if not filters.all_versions:
            conditions.append(REPORTS.c.seq.not_in(sa.select(SUPERSEDED.c.seq)))
        return conditions
