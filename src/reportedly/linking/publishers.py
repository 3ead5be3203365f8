"""Publishers: who published the reports of a store; a reader may not have known them for outlets.

A claim goes by them (`tracing.origins.origins_of`), so a claim that names somebody is settled anew when it
turns out that an outlet has that name.
"""

import json
from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING

from reportedly.record import Kind
from reportedly.store.keys import number_of
from reportedly.tracing.crediting import Outlets
from reportedly.tracing.names import key_of
from reportedly.tracing.statement import Statement

if TYPE_CHECKING:
    from reportedly.store.traces import TraceRows

PUBLISHERS = "traced_publishers"
"""Key under which a store keeps who published what was traced: JSON, key of the name -> name."""
VOICE = "voice"
"""Role of a name that a voice of a chain has, if it is the name of an outlet."""


class _Any(frozenset[str]):
    """A set in which every name is."""

    __slots__ = ()

    def __contains__(self, _name: object) -> bool:
        return True


_ANY = Outlets((), _Any())


class Publishers:
    """Who published the reports that were traced."""

    def __init__(self, names: Mapping[str, str]) -> None:
        """Take names by their keys."""
        self._names = names

    def named_in(self, statements: Iterable[Statement]) -> set[str]:
        """Return the names of publishers that voices in the chains of statements have."""
        return {name for s in statements for key in voice_keys(s) if (name := self._names.get(key))}


def voice_keys(statement: Statement) -> list[str]:
    """Return by what the voices of a chain would be known if they were outlets; those that are apart."""
    voices = (v for v in statement.chain[1:] if v.kind not in {Kind.OUTLET, Kind.UNNAMED})
    return list(dict.fromkeys(key for v in voices if (key := _ANY.key(v))))


def publishers_in(rows: "TraceRows") -> Publishers:
    """Return who published the reports that were traced."""
    return Publishers(_names(rows))


def keep_publishers(rows: "TraceRows", seqs: Collection[int]) -> set[int]:
    """Keep who published reports; return the wordings that name somebody who is only now known to publish."""
    outlets = {row.outlet for row in rows.where("reports", "seq", seqs, "outlet") if row.outlet}
    known = _names(rows)
    new = {key: outlet for outlet in sorted(outlets) if (key := key_of(outlet)) not in known}
    if not new:
        return set()
    rows.set_meta(PUBLISHERS, json.dumps({**known, **new}, sort_keys=True))
    numbers = {number_of(key) for key in new} - {None}
    found = rows.where("statement_names", "name", numbers, "statement", "role")
    statements = [row.statement for row in found if row.role == VOICE]
    return {row.wording for row in rows.where("statements", "id", statements, "wording")}


def _names(rows: "TraceRows") -> dict[str, str]:
    names: dict[str, str] = json.loads(rows.meta(PUBLISHERS) or "{}")
    return names
