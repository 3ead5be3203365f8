"""The trace of an output: its tables in, claims, origins, contradictions and copies out.

On one machine and in memory, some 7 kB a statement, by `tracing.bulk.trace_all`, which decides as a store's
trace does. Nothing is kept of an earlier trace but the tables; one that is killed is begun again.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

import msgspec

from reportedly.adding.references import CREDIT
from reportedly.bulk.files import file_of, from_parquet, rows_to_parquet
from reportedly.bulk.places import Output
from reportedly.bulk.run_report import summed
from reportedly.bulk.state import State
from reportedly.errors import BulkError
from reportedly.exports.tables import KEY, Around, Column, Row, Table, arounds_of, readings_of, tables
from reportedly.exports.trace_tables import TRACE_TABLES, claim_rows, contradiction_row
from reportedly.record import CreditKind, Reading, Report

if TYPE_CHECKING:
    from reportedly.tracing.bulk import Traced
    from reportedly.tracing.copies import Passage
    from reportedly.tracing.statement import Statement
    from reportedly.tracing.witness import Signed

TRACE = "trace"
"""The one part that a trace's tables have."""
_NOTE = "_state/trace.json"
COPIES = Table(
    "copies",
    "Sentences in a row that two reports have in common.",
    (
        Column("one", "text", needed=True, says="The first report."),
        Column("other", "text", needed=True, says="The second."),
        *(
            Column(f"{where}_{end}", "text" if end == "text" else "whole", needed=True, says=says)
            for where, says in (("here", "The words in the first."), ("there", "The words in the second."))
            for end in ("start", "end", "text")
        ),
        Column("share", "number", needed=True, says="Share of words in common rows, 0 to 1."),
        Column("exact", "truth", needed=True, says="Whether it was taken over to the letter."),
        Column("direction", "text", needed=True, says="from, to, common, or undecided."),
        Column("why", "text", needed=True, says="The reason in words."),
    ),
)
Tell = Callable[[str, int, int], object]
"""Is told what is being done, and how much of how much is."""


class TraceReport(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a trace."""

    reports: int
    """Reports whose statements were traced."""
    statements: int
    """What they assert."""
    rows: dict[str, int]
    """Rows, by table."""
    of: str
    """SHA-256 of the tables that were traced: run.json has it under total."""


def trace(output_name: str, tell: Tell = lambda *_: None) -> TraceReport:
    """Trace an output and write its tables; those of an earlier trace go.

    Raises BulkError where the output holds no reports, OSError where it cannot be read or written.
    """
    from reportedly.tracing.bulk import trace_all  # noqa: PLC0415 - vectors

    output = Output(output_name)
    state = State(output)
    parts = state.all_done()
    if not parts:
        raise BulkError(
            output.name, "holds no part that is done", "read into it first: reportedly bulk INPUT… OUTPUT"
        )
    held = _Held()
    for number, part in enumerate(parts, 1):
        held.take(_rows(output, part))
        tell("take", number, len(parts))
    traced = trace_all(held.statements, reports=held.reports, signed=held.signed, progress=tell)
    rows = trace_rows(traced, held.statements)
    for table in (*TRACE_TABLES, COPIES):
        output.write(file_of(table.name, TRACE), rows_to_parquet(table, rows[table.name]))
    report = TraceReport(
        reports=len(held.reports),
        statements=len(held.statements),
        rows={table: len(each) for table, each in rows.items()},
        of=summed(state).sha256,
    )
    output.write(_NOTE, msgspec.json.format(msgspec.json.encode(report), indent=1))
    return report


def trace_rows(traced: "Traced", statements: "Iterable[Statement]") -> dict[str, list[Row]]:
    """Return the rows of a trace of statements, by table: claims that two reports or more make."""
    rows: dict[str, list[Row]] = {table.name: [] for table in (*TRACE_TABLES, COPIES)}
    claim_of: dict[str, str] = {}
    for each in traced.claims:
        if len(each.claim.reports) < 2:  # noqa: PLR2004 - what one report says twice, nobody else says
            continue
        claim_of |= dict.fromkeys((member.id for member in each.claim.members), each.claim.id)
        for table, made in claim_rows(each.claim, each.origins).items():
            rows[table] += made
    said = {statement.id: statement for statement in statements}
    rows["contradictions"] = [
        contradiction_row(pair, said[pair.one], said[pair.other], claim_of) for pair in traced.contradictions
    ]
    rows["copies"] = [_copy(passage) for passage in traced.passages]
    return rows


def _copy(passage: "Passage") -> Row:
    return {
        "one": passage.one,
        "other": passage.other,
        **{f"here_{end}": getattr(passage.here, end) for end in ("start", "end", "text")},
        **{f"there_{end}": getattr(passage.there, end) for end in ("start", "end", "text")},
        "share": passage.share,
        "exact": passage.exact,
        "direction": str(passage.direction),
        "why": passage.why,
    }


class _Held:
    """What is held of all parts."""

    def __init__(self) -> None:
        self.statements: list[Statement] = []
        self.reports: list[Report] = []
        self.signed: list[Signed] = []

    def take(self, rows: dict[str, list[Row]]) -> None:
        """Take in the rows of a part."""
        from reportedly.tracing.statements import statements_of  # noqa: PLC0415 - word lists

        readings = zip(rows["reports"], readings_of(rows), arounds_of(rows), strict=True)
        for row, reading, around in readings:
            named = _named(reading, row[KEY])
            self.statements += statements_of(named)
            self.reports.append(named.report)
            self.signed += _signed(named.report.id, around)


def _named(reading: Reading, key: str) -> Reading:
    """Return a reading whose report is called as the tables call it: a file's own ids may be used twice."""
    return msgspec.structs.replace(reading, report=msgspec.structs.replace(reading.report, id=key))


def _signed(report: str, around: Around) -> "Iterator[Signed]":
    """Yield what a whole report is signed with."""
    from reportedly.tracing.witness import Signed  # noqa: PLC0415 - word lists

    for each in around.references:
        if each.span is not None and each.kind.startswith(CREDIT):
            kind = CreditKind(each.kind.removeprefix(CREDIT))
            yield Signed(report=report, outlet=each.span.text, kind=kind, span=each.span)


def _rows(output: Output, part: str) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for table in tables():
        data = output.read(file_of(table.name, part))
        found[table.name] = [] if data is None else from_parquet(data).to_pylist()
    return found
