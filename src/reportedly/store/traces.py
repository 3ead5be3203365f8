"""Traces: the rows of `trace_tables`, read and written. What they mean is `reportedly.linking`'s business."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import islice
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Row

from reportedly.record import Reading, Reference, Report
from reportedly.store.adding import keep_names, untrace
from reportedly.store.judgement import CLAIM_VERBS, Judgement, Verb, in_force
from reportedly.store.kept import Listed
from reportedly.store.laying import lay_over
from reportedly.store.loading import listed, listing, references_at, report_in
from reportedly.store.logbook import judgements_on, judgements_where
from reportedly.store.packing import unpack
from reportedly.store.tables import (
    JUDGEMENTS,
    META,
    METADATA,
    READINGS,
    REFERENCES,
    REPORTS,
    SUPERSEDED,
    TEXTS,
)
from reportedly.store.trace_finding import Wanted, find_claims, find_contradictions, find_statements
from reportedly.store.trace_tables import SHINGLES, STATEMENTS, UNTRACED, WORDING_KEYS, WORDINGS

_AT_ONCE = 500
"""Values of one IN list."""
_FIRSTS_AT_ONCE = 64
"""Rows of words whose first reports are asked for at once."""
TRACED = (
    "untraced",
    "statements",
    "statement_names",
    "wordings",
    "wording_pages",
    "wording_edges",
    "cluster_joins",
)
FOUND = (
    "wording_keys",
    "contradictions",
    "claim_links",
    "claims",
    "unsettled",
    "shingles",
    "passages",
)


class TraceRows:
    """The rows of the trace, inside a transaction or a view that is the caller's."""

    def __init__(self, connection: Connection) -> None:
        """Read and write through `connection`."""
        self._connection = connection

    def where(self, table: str, column: str, values: Collection[object], *columns: str) -> list[Row[Any]]:
        """Return the rows of a table whose column has one of `values`; all columns, or those named."""
        found: list[Row[Any]] = []
        for part in _parts(values):
            found += self._connection.execute(_among(table, column, columns), {"values": part})
        return found

    def every(self, table: str, *columns: str) -> list[Row[Any]]:
        """Return the columns named of all rows of a table."""
        rows = METADATA.tables[table]
        return list(self._connection.execute(sa.select(*(rows.c[name] for name in columns))))

    def insert(self, table: str, rows: Iterable[Mapping[str, object]]) -> None:
        """Put rows into a table."""
        listed_rows = list(rows)
        if listed_rows:
            self._connection.execute(_new(table), listed_rows)

    def update(self, table: str, key: str, rows: Sequence[Mapping[str, object]]) -> None:
        """Set in each row that has the key what else stands in the mapping; all mappings have the same."""
        if not rows:
            return
        at = METADATA.tables[table]
        fields: dict[str, Any] = {name: sa.bindparam(f"new_{name}") for name in rows[0] if name != key}
        change = sa.update(at).where(at.c[key] == sa.bindparam(f"new_{key}")).values(fields)
        self._connection.execute(change, [{f"new_{k}": v for k, v in row.items()} for row in rows])

    def delete(self, table: str, column: str, values: Collection[object]) -> None:
        """Delete the rows whose column has one of `values`."""
        for part in _parts(values):
            self._connection.execute(_gone(table, column), {"values": part})

    def delete_exactly(self, table: str, rows: Sequence[Mapping[str, object]]) -> None:
        """Delete rows that have just these values in the columns named; all mappings name the same."""
        if not rows:
            return
        at = METADATA.tables[table]
        same = [at.c[name] == sa.bindparam(f"old_{name}") for name in rows[0]]
        self._connection.execute(
            sa.delete(at).where(*same), [{f"old_{k}": v for k, v in row.items()} for row in rows]
        )

    def empty(self) -> None:
        """Delete the whole trace; the queue stays."""
        for table in (*TRACED[1:], *FOUND):
            self._connection.execute(sa.delete(METADATA.tables[table]))

    def count(self, table: str) -> int:
        """Return how many rows a table has."""
        return self._connection.execute(
            sa.select(sa.func.count()).select_from(METADATA.tables[table])
        ).scalar_one()

    def most(self, table: str, column: str) -> int:
        """Return the greatest value of a column; 0 where there is none."""
        return (
            self._connection.execute(sa.select(sa.func.max(METADATA.tables[table].c[column]))).scalar() or 0
        )

    # the queue

    def queue(self, limit: int | None = None, *, by_day: bool = False) -> list[tuple[int, int]]:
        """Return number and mark of reports that wait to be traced, the first added, or published, first."""
        waiting = sa.select(UNTRACED.c.seq, UNTRACED.c.mark)
        if by_day:
            waiting = waiting.join(REPORTS, REPORTS.c.seq == UNTRACED.c.seq)
            waiting = waiting.order_by(REPORTS.c.published.asc().nulls_last())
        waiting = waiting.order_by(UNTRACED.c.seq).limit(limit)
        return [(row.seq, row.mark) for row in self._connection.execute(waiting)]

    def queue_all(self) -> None:
        """Put every report that has statements, or a reading, into the queue."""
        latest = sa.select(READINGS.c.seq).where(READINGS.c.seq.not_in(sa.select(SUPERSEDED.c.seq)))
        seqs = set(self._connection.execute(latest).scalars())
        seqs |= set(self._connection.execute(sa.select(STATEMENTS.c.seq).distinct()).scalars())
        untrace(self._connection, sorted(seqs))

    def waiting(self) -> int:
        """Return how many reports wait to be traced."""
        return self.count(UNTRACED.name)

    def meta(self, key: str) -> str | None:
        """Return what the store says of itself under a key."""
        return self._connection.execute(sa.select(META.c.value).where(META.c.key == key)).scalar()

    def set_meta(self, key: str, value: str | None) -> None:
        """Have the store say something of itself, or (None) no longer."""
        self._connection.execute(sa.delete(META).where(META.c.key == key))
        if value is not None:
            self._connection.execute(sa.insert(META).values(key=key, value=value))

    # reports

    def judged(self, seqs: Collection[int]) -> dict[int, Reading]:
        """Return the readings of reports as judged; of those that are read and have no newer version."""
        later = {row.seq for row in self.where(SUPERSEDED.name, "seq", seqs, "seq")}
        reports = self.reports([seq for seq in seqs if seq not in later])
        packed = {row.seq: row.packed for row in self.where(READINGS.name, "seq", reports, "seq", "packed")}
        ids = [report.id for report in reports.values()]
        logged = {row.report for row in self.where(JUDGEMENTS.name, "report", ids, "report")}
        found: dict[int, Reading] = {}
        for seq, report in reports.items():
            log = judgements_on(self._connection, report.id) if report.id in logged else ()
            if seq in packed or log:
                plain = unpack(packed[seq], report) if seq in packed else Reading(report=report)
                found[seq] = lay_over(plain, log).reading if log else plain
        return found

    def report(self, seq: int) -> Report | None:
        """Return a report by its number."""
        return self.reports([seq]).get(seq)

    def reports(self, seqs: Collection[int]) -> dict[int, Report]:
        """Return reports, by number."""
        texts = {row.seq: row.text for row in self.where(TEXTS.name, "seq", seqs, "seq", "text")}
        return {row.seq: report_in(row, texts.get(row.seq)) for row in self.where(REPORTS.name, "seq", seqs)}

    def references(self, seqs: Collection[int]) -> dict[int, tuple[Reference, ...]]:
        """Return the credit lines and links of reports, by number; of those that have any."""
        found: dict[int, list[Row[Any]]] = {}
        for row in self.where(REFERENCES.name, "seq", seqs):
            found.setdefault(row.seq, []).append(row)
        return {seq: references_at(sorted(rows, key=lambda r: r.n)) for seq, rows in found.items()}

    def listed(self, seqs: Collection[int]) -> dict[int, Listed]:
        """Return what lists show of reports, by number."""
        found: dict[int, Listed] = {}
        for part in _parts(seqs):
            rows = self._connection.execute(
                listing().add_columns(REPORTS.c.seq).where(REPORTS.c.seq.in_(part))
            )
            found.update((row.seq, listed(row)) for row in rows)
        return found

    def seqs_of(self, reports: Collection[str]) -> dict[str, int]:
        """Return the numbers of reports, by id."""
        return {row.id: row.seq for row in self.where(REPORTS.name, "id", reports, "id", "seq")}

    def claim_judgements(self) -> list[Judgement]:
        """Return the merges and splits that are in force, in order."""
        about = {verb.value for verb in (*CLAIM_VERBS, Verb.WITHDRAW)}
        log = judgements_where(self._connection, JUDGEMENTS.c.verb.in_(about))
        return [each for each in in_force(log) if each.verb in CLAIM_VERBS]

    # what needs more than a table

    def keep_names(self, names: Collection[str]) -> None:
        """Put into the store the names that are not there."""
        keep_names(self._connection, set(names), {})

    def at_keys(self, keys: Collection[int], weeks: tuple[int, int] | None, always: int) -> list[Row[Any]]:
        """Return (key, wording) at `keys` in the weeks from one to another or in `always`; None is all."""
        table = WORDING_KEYS.c
        found: list[Row[Any]] = []
        for part in _parts(keys):
            wanted = sa.select(table.key, table.wording).where(table.key.in_(part))
            if weeks is not None:
                wanted = wanted.where(table.week.between(*weeks) | (table.week == always))
            found += self._connection.execute(wanted)
        return found

    def joined_clusters(self) -> list[Row[Any]]:
        """Return the clusters that are in the claim of another one."""
        table = WORDINGS.c
        return list(
            self._connection.execute(sa.select(table.cluster).where(table.cluster != table.claim).distinct())
        )

    def firsts_with(self, shingles: Collection[int], most: int) -> dict[int, list[tuple[str, int]]]:
        """Return (rank, seq) of the earliest reports that have each row of words, at most so many."""
        found: dict[int, list[tuple[str, int]]] = {}
        for part in _parts(shingles, _FIRSTS_AT_ONCE):
            size = next(size for size in (1, 8, _FIRSTS_AT_ONCE) if size >= len(part))
            wanted = {f"shingle_{n}": part[min(n, len(part) - 1)] for n in range(size)}
            for row in self._connection.execute(_firsts(size, most), wanted):
                held = found.setdefault(row.hash, [])
                if (row.rank, row.seq) not in held:
                    held.append((row.rank, row.seq))
        return {shingle: sorted(held) for shingle, held in found.items()}

    def is_filed(self, shingle: int, rank: str, seq: int) -> bool:
        """Return whether a report is filed under a row of words."""
        table = SHINGLES.c
        held = sa.select(table.seq).where(table.hash == shingle, table.rank == rank, table.seq == seq)
        return self._connection.execute(held).first() is not None

    def later_with(self, shingle: int, rank: str) -> list[int]:
        """Return the reports that have a row of words and come after a rank."""
        held = sa.select(SHINGLES.c.seq).where(SHINGLES.c.hash == shingle, SHINGLES.c.rank > rank)
        return list(self._connection.execute(held).scalars())

    def claims(self, **filters: Any) -> list[Row[Any]]:  # noqa: ANN401 -- those of find_claims
        """Return the rows of claims that meet filters (`trace_finding.find_claims`)."""
        return find_claims(self._connection, **filters)

    def statements(self, kind: str, wanted: Wanted, since: str | None, until: str | None) -> list[bytes]:
        """Return the statements of a kind that meet filters, packed."""
        return find_statements(self._connection, kind, wanted, since, until)

    def contradictions(self, **filters: Any) -> list[Row[Any]]:  # noqa: ANN401 -- those of find_contradictions
        """Return contradictions that meet filters, with both statements (`find_contradictions`)."""
        return find_contradictions(self._connection, **filters)

    def keys_from(self, first: int, last: int) -> list[Row[Any]]:
        """Return (key, wording) of statements whose keys lie in a range, two at most."""
        table = STATEMENTS.c
        found = sa.select(table.key, table.wording).where(table.key.between(first, last)).limit(2)
        return list(self._connection.execute(found))


@cache
def _among(table: str, column: str, columns: tuple[str, ...]) -> sa.Select[Any]:
    """Return the query for rows whose column has one of "values"; made once, for making it costs as much."""
    rows = METADATA.tables[table]
    wanted = sa.select(*(rows.c[name] for name in columns)) if columns else sa.select(rows)
    return wanted.where(rows.c[column].in_(sa.bindparam("values", expanding=True)))


@cache
def _gone(table: str, column: str) -> sa.Delete:
    rows = METADATA.tables[table]
    return sa.delete(rows).where(rows.c[column].in_(sa.bindparam("values", expanding=True)))


@cache
def _new(table: str) -> sa.Insert:
    return sa.insert(METADATA.tables[table])


@cache
def _firsts(size: int, most: int) -> sa.CompoundSelect[Any]:
    """Return the query for the first reports at each of some rows of words, each sought by itself.

    A row that a hundred thousand reports have is so not gone through.
    """
    each = (
        sa.select(SHINGLES.c.hash, SHINGLES.c.rank, SHINGLES.c.seq)
        .where(SHINGLES.c.hash == sa.bindparam(f"shingle_{n}"))
        .order_by(SHINGLES.c.rank, SHINGLES.c.seq)
        .limit(most)
        .subquery(f"s{n}")
        for n in range(size)
    )
    return sa.union_all(*(sa.select(query) for query in each))


def _parts(values: Collection[object], most: int = _AT_ONCE) -> Iterator[list[Any]]:
    left = iter(values)
    while part := list(islice(left, most)):
        yield part
