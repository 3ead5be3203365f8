"""Layer: changes to the rows of one table, by key: what comes, what goes, what is set in rows that stay."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from operator import itemgetter
from typing import Any

Key = tuple[Any, ...]
Values = dict[str, Any]


class Layer:
    """Changes to one table. Each row is a mapping of all columns."""

    def __init__(self, key: Sequence[str]) -> None:
        """Have no changes; `key` are the columns of the primary key."""
        self.key = tuple(key)
        self._values = itemgetter(*key)
        self.rows: dict[Key, Values] = {}
        """Rows that are new or other than before."""
        self.gone: set[Key] = set()
        """Keys of rows that were there and are taken out; a row of `rows` may have taken the place of one."""
        self._set: dict[Key, set[str]] = {}
        self._gone_at: dict[object, set[Key]] = {}
        self._by: dict[str, dict[object, dict[Key, None]]] = {}

    def __bool__(self) -> bool:
        """Return whether there are changes."""
        return bool(self.rows or self.gone)

    def has(self, key: Key) -> bool:
        """Return whether a row that was there is another now, or gone; or is new."""
        return key in self.rows or key in self.gone

    def put(self, row: Values) -> None:
        """Put in a row that is not there."""
        key = self.key_of(row)
        self.rows[key] = row
        for column, held in self._by.items():
            held.setdefault(row[column], {})[key] = None

    def remove(self, key: Key) -> None:
        """Take out a row; one that was never there may be named too."""
        row = self.rows.pop(key, None)
        if row is not None:
            for column, held in self._by.items():
                held[row[column]].pop(key, None)
        if row is None or key in self._set:
            self._set.pop(key, None)
            self.gone.add(key)
            self._gone_at.setdefault(key[0], set()).add(key)

    def change(self, values: Mapping[str, object], before: Values | None) -> None:
        """Set columns of a row; `before` is the row where it was not changed so far. None there: nothing."""
        key = self.key_of(values)
        names = set(values) - set(self.key)
        if key in self.rows:
            row = self.rows[key]
            for column in names & set(self._by):
                self._by[column][row[column]].pop(key, None)
                self._by[column].setdefault(values[column], {})[key] = None
            row.update(values)
            if key in self._set:
                self._set[key] |= names
        elif before is not None and key not in self.gone:
            self.put({**before, **values})
            self._set[key] = names

    def having(self, column: str, values: Collection[object]) -> list[Values]:
        """Return the rows that are new or other than before whose column has one of `values`."""
        held = self._by.get(column)
        if held is None:
            held = self._by[column] = {}
            for key, row in self.rows.items():
                held.setdefault(row[column], {})[key] = None
        return [self.rows[key] for value in dict.fromkeys(values) for key in held.get(value, ())]

    def gone_at(self, first: object) -> set[Key]:
        """Return the keys that begin with a value and are taken out."""
        return self._gone_at.get(first, set())

    def leaving(self) -> list[Key]:
        """Return the keys of rows to be deleted."""
        return sorted(self.gone)

    def coming(self) -> list[Values]:
        """Return the rows to be inserted, by key."""
        return [self.rows[key] for key in sorted(self.rows.keys() - self._set.keys())]

    def changes(self) -> Iterator[Values]:
        """Yield for each row to be updated its key and the columns that are set."""
        for key in sorted(self._set):
            names = (*self.key, *sorted(self._set[key]))
            yield {name: self.rows[key][name] for name in names}

    def key_of(self, row: Mapping[str, object]) -> Key:
        """Return the key of a row."""
        key: Any = self._values(row)
        return key if len(self.key) > 1 else (key,)
