"""Pending: changes to the rows of a trace that are not written yet, read as if they were.

A batch is worked out on a view of the store, which keeps nobody from writing; what comes of it is then
written in one go (`Pending.write`), and that is all that others have to wait for.
"""

from collections import namedtuple
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache
from itertools import groupby
from typing import Any

from sqlalchemy.engine import Row

from reportedly.store.keys import number_of
from reportedly.store.tables import METADATA
from reportedly.store.trace_layer import Layer, Values
from reportedly.store.traces import TraceRows

_SHINGLES, _WORDINGS, _KEYS = "shingles", "wordings", "wording_keys"


class Pending(TraceRows):
    """Rows of a view with changes laid over them; the view is to stay open as long as this is read."""

    def __init__(self, base: TraceRows) -> None:
        """Lay changes over the rows of `base`, none yet."""
        super().__init__(base._connection)  # noqa: SLF001 -- the same rows
        self._layers: dict[str, Layer] = {}
        self._meta: dict[str, str | None] = {}
        self._names: set[str] = set()

    def write(self, rows: TraceRows) -> None:
        """Write all changes; `rows` must be as the view saw them."""
        rows.keep_names(self._names)
        for table, layer in self._layers.items():
            leaving = layer.leaving()
            if len(layer.key) == 1:
                rows.delete(table, layer.key[0], [key for (key,) in leaving])
            else:
                rows.delete_exactly(table, [dict(zip(layer.key, key, strict=True)) for key in leaving])
            rows.insert(table, layer.coming())
            for _, alike in groupby(sorted(layer.changes(), key=list), key=list):
                rows.update(table, layer.key[0], list(alike))
        for key, value in self._meta.items():
            rows.set_meta(key, value)

    def __bool__(self) -> bool:
        """Return whether there is anything to write."""
        return bool(self._meta or self._names or any(self._layers.values()))

    # what `TraceRows` does to any table

    def where(self, table: str, column: str, values: Collection[object], *columns: str) -> list[Row[Any]]:
        """Return the rows of a table whose column has one of `values`; all columns, or those named."""
        layer = self._layers.get(table)
        if not layer:
            return super().where(table, column, values, *columns)
        names = columns or _columns(table)
        found = super().where(table, column, values, *_with_key(names, layer.key))
        return self._laid_over(layer, found, names, layer.having(column, values))

    def every(self, table: str, *columns: str) -> list[Row[Any]]:
        """Return the columns named of all rows of a table."""
        layer = self._layers.get(table)
        if not layer:
            return super().every(table, *columns)
        found = super().every(table, *_with_key(columns, layer.key))
        return self._laid_over(layer, found, columns, layer.rows.values())

    def insert(self, table: str, rows: Iterable[Mapping[str, object]]) -> None:
        """Put rows into a table."""
        layer = self._layer(table)
        for row in rows:
            layer.put({name: row.get(name) for name in _columns(table)})

    def update(self, table: str, key: str, rows: Sequence[Mapping[str, object]]) -> None:
        """Set in each row that has the key what else stands in the mapping; the key is that of the table."""
        layer = self._layer(table)
        missing = [row[key] for row in rows if (row[key],) not in layer.rows]
        base = {getattr(row, key): row for row in super().where(table, key, missing)}
        for row in rows:
            before = base.get(row[key])
            layer.change(row, before._asdict() if before is not None else None)

    def delete(self, table: str, column: str, values: Collection[object]) -> None:
        """Delete the rows whose column has one of `values`."""
        layer = self._layer(table)
        for row in self.where(table, column, values, *layer.key):
            layer.remove(tuple(row))

    def delete_exactly(self, table: str, rows: Sequence[Mapping[str, object]]) -> None:
        """Delete rows by their keys."""
        layer = self._layer(table)
        for row in rows:
            layer.remove(tuple(row[name] for name in layer.key))

    def count(self, table: str) -> int:
        """Return how many rows a table has."""
        return len(self.every(table, *self._layer(table).key))

    def most(self, table: str, column: str) -> int:
        """Return a value that none of a column is above; 0 where there is none."""
        found = super().most(table, column)
        layer = self._layers.get(table)
        new = [row[column] or 0 for row in layer.rows.values()] if layer else []
        return max([found, *new])

    def meta(self, key: str) -> str | None:
        """Return what the store says of itself under a key."""
        return self._meta[key] if key in self._meta else super().meta(key)

    def set_meta(self, key: str, value: str | None) -> None:
        """Have the store say something of itself, or (None) no longer."""
        self._meta[key] = value

    def keep_names(self, names: Collection[str]) -> None:
        """Put into the store the names that are not there."""
        numbers = {number_of(name): name for name in names if name not in self._names}
        there = {row.id for row in super().where("names", "id", [n for n in numbers if n is not None], "id")}
        self._names |= {
            name for number, name in numbers.items() if number is not None and number not in there
        }

    # what it asks of one table

    def at_keys(self, keys: Collection[int], weeks: tuple[int, int] | None, always: int) -> list[Row[Any]]:
        """Return (key, wording) at `keys` in the weeks from one to another or in `always`; None is all."""
        found = super().at_keys(keys, weeks, always)
        layer = self._layers.get(_KEYS)
        if not layer:
            return found
        gone = {(key, wording) for key, _, wording in layer.gone}
        new = (
            {"key": row["key"], "wording": row["wording"]}
            for row in layer.having("key", keys)
            if weeks is None or row["week"] == always or weeks[0] <= row["week"] <= weeks[1]
        )
        made = _row_type(("key", "wording"))
        return [row for row in found if tuple(row) not in gone] + [made(**row) for row in new]

    def joined_clusters(self) -> list[Row[Any]]:
        """Return the clusters that are in the claim of another one."""
        found = super().joined_clusters()
        layer = self._layers.get(_WORDINGS)
        if not layer:
            return found
        asked = {row.cluster for row in found} | {row["cluster"] for row in layer.rows.values()}
        rows = self.where(_WORDINGS, "cluster", asked - {None}, "cluster", "claim")
        joined = {row.cluster for row in rows if row.claim is not None and row.cluster != row.claim}
        made = _row_type(("cluster",))
        return [made(cluster) for cluster in sorted(joined)]

    def firsts_with(self, shingles: Collection[int], most: int) -> dict[int, list[tuple[str, int]]]:
        """Return (rank, seq) of the earliest reports that have each row of words, at most so many."""
        layer = self._layers.get(_SHINGLES)
        if not layer:
            return super().firsts_with(shingles, most)
        gone = {shingle: layer.gone_at(shingle) for shingle in shingles}
        found = super().firsts_with(shingles, most + max(map(len, gone.values()), default=0))
        for shingle, held in found.items():
            held[:] = [each for each in held if (shingle, *each) not in gone[shingle]]
        for row in layer.having("hash", shingles):
            found.setdefault(row["hash"], []).append((row["rank"], row["seq"]))
        return {shingle: sorted(held)[:most] for shingle, held in found.items() if held}

    def is_filed(self, shingle: int, rank: str, seq: int) -> bool:
        """Return whether a report is filed under a row of words."""
        layer = self._layers.get(_SHINGLES)
        if layer and layer.has((shingle, rank, seq)):
            return (shingle, rank, seq) in layer.rows
        return super().is_filed(shingle, rank, seq)

    def later_with(self, shingle: int, rank: str) -> list[int]:
        """Return the reports that have a row of words and come after a rank."""
        layer = self._layers.get(_SHINGLES)
        found = super().later_with(shingle, rank)
        if not layer:
            return found
        gone = {key[2] for key in layer.gone_at(shingle)}
        new = [row["seq"] for row in layer.having("hash", [shingle]) if row["rank"] > rank]
        return [seq for seq in found if seq not in gone] + new

    def _layer(self, table: str) -> Layer:
        if table not in self._layers:
            self._layers[table] = Layer(
                [column.name for column in METADATA.tables[table].primary_key.columns]
            )
        return self._layers[table]

    @staticmethod
    def _laid_over(
        layer: Layer, found: Iterable[Row[Any]], names: Sequence[str], over: Iterable[Values]
    ) -> list[Row[Any]]:
        """Return rows of the view, whose last columns may be the key's, and those that lie over them."""
        made, many = _row_type(tuple(names)), len(names)
        at = [_with_key(names, layer.key).index(name) for name in layer.key]
        rows: list[Any] = []
        if len(at) == 1:
            (place,) = at
            rows += (made(*row[:many]) for row in found if not layer.has((row[place],)))
        else:
            rows += (made(*row[:many]) for row in found if not layer.has(tuple(row[n] for n in at)))
        rows += [made(*(row[name] for name in names)) for row in over]
        return rows


@cache
def _row_type(names: tuple[str, ...]) -> Any:  # noqa: ANN401 -- a type made of names
    return namedtuple("_Row", names)  # noqa: PYI024 -- its fields are those of a query


@cache
def _columns(table: str) -> tuple[str, ...]:
    return tuple(column.name for column in METADATA.tables[table].columns)


def _with_key(names: Sequence[str], key: Sequence[str]) -> tuple[str, ...]:
    return (*names, *(name for name in key if name not in names))
