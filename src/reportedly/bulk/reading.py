"""Reading a part: its inputs through the pipeline, its rows into files, and a note that it is done.

All of it can be done again at any time, by anybody: the same part gives the same files under the same names.
"""

import hashlib
import os
import socket
import time
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

import msgspec

from reportedly.adding.references import references_of
from reportedly.bulk.files import file_of, to_arrow, to_parquet
from reportedly.bulk.parts import unpacked
from reportedly.bulk.state import Tally
from reportedly.errors import BulkError
from reportedly.exports.proving import Refused, proved
from reportedly.exports.tables import Around, Row, problem_row, rows_of, tables
from reportedly.intake import FieldMap
from reportedly.pipeline import Outcome, read_found
from reportedly.record import Problem, Report

if TYPE_CHECKING:
    import pyarrow as pa

    from reportedly.bulk.state import State

CAREFUL = 3
"""From the how-manieth beginning on each input is read in a process of its own: one may have ended the
process that read the part."""
GIVEN_UP = 8
"""How often a part is begun in one run before the run goes on without it."""
_PIECE = 32
"""Reports whose rows are held as Python objects; then they become Arrow, a tenth of the size."""
_KEY_DIGITS = 32


class Rule(msgspec.Struct, frozen=True, kw_only=True):
    """How inputs are read."""

    max_bytes: int
    """The size limit of one input."""
    fields: FieldMap | None = None
    """Where JSON records keep what."""


def key_of(report: Report) -> str:
    """Return what the tables call a report: 32 hex digits of SHA-256 over its outlet and text.

    The id that a file gives may be another's in another file; the store asks for outlet and text too.
    """
    named = f"{report.outlet or ''}\0{report.text}"
    return hashlib.sha256(named.encode("utf-8", "surrogatepass")).hexdigest()[:_KEY_DIGITS]


def again(name: str | None, key: str, url: str | None) -> Row:
    """Return the row that says where a report was found again. Not a failure."""
    where = f", here at {url}" if url else ""
    message = f"this text of this outlet came before{where}; it is counted once"
    return problem_row(name, Problem(code="again", message=message), key)


def read_part(part: str, bundle: str, packed: bytes, state: "State", rule: Rule) -> Tally | None:
    """Read a part and write its files; one that is done already is left as it is.

    None where it was begun too often in this run: then others shall have their turn.

    Raises OSError where a file cannot be written, BulkError where the package is not whole, TakenOverError
    where another run writes now. Then the part is not done, and nothing of it is half there.
    """
    if (known := state.done(part)) is not None:
        return known
    state.check()
    begun = state.begin(part)
    if begun.of_run > GIVEN_UP:
        return None
    apart = begun.times >= CAREFUL
    tally = Tally(part=part, bundle=bundle, worker=f"{socket.gethostname()}:{os.getpid()}")
    since, worked = time.perf_counter(), time.process_time()
    pieces = _Pieces()
    for outcome in read_found(unpacked(packed), fields=rule.fields, max_bytes=rule.max_bytes, apart=apart):
        _take(outcome, pieces, tally)
    tally.seconds["reading"] = time.perf_counter() - since
    since = time.perf_counter()
    made = {table: to_parquet(held) for table, held in pieces.ended().items()}
    tally.rows = pieces.counts
    for table, data in made.items():
        state.check()
        tally.files[table] = hashlib.sha256(data).hexdigest()
        state.output.write(file_of(table, part), data)
    tally.seconds["writing"] = time.perf_counter() - since
    tally.seconds["of the processor"] = time.process_time() - worked
    state.finish(tally)
    return tally


class _Pieces:
    """The rows of a part, in pieces, and which reports they are of."""

    def __init__(self) -> None:
        self.counts: dict[str, int] = {}
        self._rows: dict[str, list[Row]] = {table.name: [] for table in tables()}
        self._pieces: dict[str, list[pa.Table]] = {table.name: [] for table in tables()}
        self._keys: set[str] = set()

    def is_new(self, key: str) -> bool:
        """Whether this is the first report of its key."""
        new = key not in self._keys
        self._keys.add(key)
        return new

    def add(self, rows: dict[str, list[Row]]) -> None:
        """Take the rows of a report, or of an input without one."""
        for table, each in rows.items():
            self._rows[table] += each
        if len(self._rows["reports"]) >= _PIECE:
            self._pack()

    def ended(self) -> "dict[str, list[pa.Table]]":
        """Return all rows, of the tables that have some."""
        self._pack()
        self.counts = {table: sum(len(piece) for piece in held) for table, held in self._pieces.items()}
        return {table: held for table, held in self._pieces.items() if held}

    def _pack(self) -> None:
        for table, rows in self._rows.items():
            if rows:
                self._pieces[table].append(to_arrow(table, rows))
        self._rows = {table: [] for table in self._rows}


def _take(outcome: Outcome, pieces: _Pieces, tally: Tally) -> None:
    """Lay one outcome out in rows, and count it."""
    if outcome.left_out is not None:
        _count(tally.left_out, outcome.left_out)
        return
    tally.inputs += 1
    if outcome.set_aside is not None:
        if outcome.set_aside.code == "not-whole":  # every other report would fail in the same way
            raise BulkError(outcome.name, outcome.set_aside.message, "then run the same command again")
        _count(tally.problems, outcome.set_aside.code)
        pieces.add({"problems": [problem_row(outcome.name, outcome.set_aside)]})
        return
    if outcome.reading is None or outcome.taken is None:
        return
    key = key_of(outcome.reading.report)
    taken = outcome.taken
    if not pieces.is_new(key):
        tally.again += 1
        pieces.add({"problems": [again(outcome.name, key, taken.report.url)]})
        return
    around = Around(
        published_basis=taken.published_basis.value,
        fetched=taken.fetched,
        input=outcome.name,
        references=references_of(taken, outcome.reading.report.text),
    )
    reading, refused = proved(outcome.reading)
    if refused:
        reading = msgspec.structs.replace(reading, problems=(*reading.problems, *_unproved(refused)))
    for problem in reading.problems:
        _count(tally.problems, problem.code)
    tally.reports += 1
    tally.words += len(reading.report.text.split())
    pieces.add(rows_of(reading, around, key=key))


def _unproved(refused: tuple[Refused, ...]) -> Iterator[Problem]:
    for each in refused:
        yield Problem(code="unproved", message=f"{each.record or 'the report'} was left out: {each.why}")


def _count(counts: dict[str, int], what: str) -> None:
    counts[what] = Counter(counts)[what] + 1
