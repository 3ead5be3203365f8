"""Publishers: who published the reports of a store; a reader may not have known them for outlets.

A claim goes by them (`tracing.origins.origins_of`), so a claim that names somebody is settled anew when it
turns out that an outlet has that name.
"""

import json
from collections.abc import Collection
from typing import TYPE_CHECKING

from reportedly.store.keys import number_of
from reportedly.tracing.names import key_of
from reportedly.tracing.publishing import Publishers

if TYPE_CHECKING:
    from reportedly.store.traces import TraceRows

PUBLISHERS = "traced_publishers"
"""Key under which a store keeps who published what was traced: JSON, key of the name -> name."""
VOICE = "voice"
"""Role of a name that a voice of a chain has, if it is the name of an outlet."""


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
