"""Repeats: a report that stands in several parts is kept in one of them.

Within a part each report stands once; the same page may lie in two archives, though, and a file that grew is
cut anew. The part whose name sorts first keeps it, so that the outcome does not hang on who was first. All
steps can be done again: a part's `reports` file is written last.
"""

import hashlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from reportedly.bulk.files import NO_ROWS, column_of, file_of, from_parquet, parts_in, to_arrow, to_parquet
from reportedly.bulk.reading import again
from reportedly.bulk.run_report import summed
from reportedly.exports.tables import KEY, Row, tables

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from reportedly.bulk.state import State

_AT_ONCE = 20_000_000
"""Keys that are compared at once, 40 bytes each; more are taken by the first digits of the key."""
_DIGITS = "0123456789abcdef"


def remove_repeats(state: "State") -> int:
    """Remove the rows of reports that an earlier part has too; return how many reports that was.

    Files of parts that are not done go first: a run that was killed left them, and they may not be all.
    Raises OSError, TakenOverError.
    """
    done = state.all_done()
    _remove_undone(state, frozenset(done))
    removed = 0
    for part, keys in sorted(_again(state, done).items()):
        state.check()
        removed += len(keys)
        _without(state, part, keys)
    return removed


def _remove_undone(state: "State", done: frozenset[str]) -> None:
    for table in tables():
        for part in parts_in(state.output, table.name):
            if part not in done and part != NO_ROWS:
                state.check()
                state.output.remove(file_of(table.name, part))


def _again(state: "State", done: list[str]) -> dict[str, set[str]]:
    """Return the reports of each part that an earlier one has."""
    there = frozenset(parts_in(state.output, "reports"))
    parts = [part for part in done if part in there]
    total = summed(state).rows.get("reports", 0)
    found: dict[str, set[str]] = {}
    for prefix in [""] if total <= _AT_ONCE else list(_DIGITS):
        begins = prefix.encode()
        held = [
            (part, keys[np.char.startswith(keys, begins)]) for part in parts for keys in (_keys(state, part),)
        ]
        for part, key in _later(held):
            found.setdefault(part, set()).add(key)
    return found


def _later(held: "list[tuple[str, NDArray[np.bytes_]]]") -> Iterator[tuple[str, str]]:
    """Yield the keys that were there in an earlier part."""
    keys = np.concatenate([np.empty(0, "S32"), *(each for _, each in held)])
    at = np.repeat(np.arange(len(held)), [len(each) for _, each in held])
    order = np.lexsort((at, keys))
    same = np.flatnonzero(keys[order][1:] == keys[order][:-1]) + 1
    for place in order[same]:
        yield held[at[place]][0], keys[place].decode()


def _keys(state: "State", part: str) -> "NDArray[np.bytes_]":
    return np.array(column_of(state.output, file_of("reports", part), KEY), dtype="S32")


def _without(state: "State", part: str, keys: set[str]) -> None:
    """Write a part's files anew without some reports, and note what is left of it."""
    tally = state.done(part)
    if tally is None:
        return
    held: dict[str, Any] = {}
    for table in tables():
        data = state.output.read(file_of(table.name, part))
        if data is not None:
            held[table.name] = from_parquet(data)
    kept = {name: _kept(rows, keys) for name, rows in held.items()}
    told = to_arrow("problems", _told(held["reports"], keys))
    kept["problems"] = pa.concat_tables([kept["problems"], told]) if "problems" in kept else told
    made = {name: to_parquet([rows]) for name, rows in kept.items()}
    left = len(kept["reports"])
    tally.again, tally.reports = tally.again + tally.reports - left, left
    tally.rows |= {name: len(rows) for name, rows in kept.items()}
    tally.files |= {name: hashlib.sha256(data).hexdigest() for name, data in made.items()}
    state.finish(tally)
    for name in sorted(made, key=lambda name: name == "reports"):  # `reports` last
        state.output.write(file_of(name, part), made[name])


def _kept(rows: Any, keys: set[str]) -> Any:  # noqa: ANN401 - pyarrow has no types
    gone = pa.array(sorted(keys), pa.string())
    return rows.filter(pc.invert(pc.is_in(rows[KEY], value_set=gone)))


def _told(reports: Any, keys: set[str]) -> list[Row]:  # noqa: ANN401 - pyarrow has no types
    """Return a word on each report that is removed."""
    rows = reports.select([KEY, "input", "url"]).to_pylist()
    return [again(row["input"], row[KEY], row["url"]) for row in rows if row[KEY] in keys]
