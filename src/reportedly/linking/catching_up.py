"""Catching up: brings the trace of a store up to date with what was added, read anew or judged.

Reports wait in a queue. Those of one batch are traced in one transaction, which takes them from the queue
too: whenever it ends, a report is traced or waits, never half. Many at once are traced in memory (`bulk`).
"""

import json
from collections.abc import Callable, Iterable, Sequence
from functools import cache, partial
from hashlib import sha256
from importlib.resources import files

from reportedly.linking.judged import apart_in, relink
from reportedly.linking.keeping import Keeping
from reportedly.linking.passages import keep_passages
from reportedly.linking.preparing import Prepared, prepared
from reportedly.linking.settling import recluster, settle
from reportedly.linking.told import CaughtUp
from reportedly.store import Store
from reportedly.store.traces import TraceRows
from reportedly.tracing import nearness
from reportedly.tracing.embedding import SIZE
from reportedly.tracing.linkage import LEAST
from reportedly.tracing.statement import Statement

Progress = Callable[[int, int], object]
"""Is told how many reports are done, of how many."""
_BATCH = 50
"""Reports of one transaction."""
TRACED_BY = "traced_by"
"""Key under which a store says by which rules it was traced."""


def catch_up(store: Store, *, progress: Progress | None = None, size: int = _BATCH) -> CaughtUp:
    """Trace what is not yet traced, `size` reports in one transaction: what is done stays done.

    A store that was traced by other rules (another release) is traced anew. Raises StoreError where the store
    cannot be written, ModelMissingError where the package is not whole.
    """
    with store.view() as view:
        rows = view.traces()
        waiting, same = rows.waiting(), rows.meta(TRACED_BY) == rules()
        unsettled = rows.count("unsettled")
    if not waiting and not unsettled and same:
        return CaughtUp()
    if not same:
        waiting = store.tracing(_begin_anew)
    done = CaughtUp()
    while True:
        batch = _next(store, size)
        if not batch:
            break
        done = _sum(done, store.tracing(partial(_take, batch=batch)))
        if progress is not None:
            progress(min(done.reports, waiting), waiting)
    return _sum(done, store.tracing(_settle_all)) if unsettled else done


@cache
def rules() -> str:
    """Return a name of the rules by which this release traces: another one, another trace."""
    folder = files("reportedly.tracing")
    weights = (folder / "weights.json").read_bytes()
    fields = (*Statement.__struct_fields__, SIZE, LEAST, nearness.NEAR, nearness.FAR, nearness.APART)
    return sha256(weights + json.dumps([str(f) for f in fields]).encode()).hexdigest()[:16]


def _begin_anew(rows: TraceRows) -> int:
    """Throw away what other rules traced; return how many reports wait then."""
    if rows.meta(TRACED_BY) != rules():
        rows.queue_all()
        rows.empty()
        rows.set_meta(TRACED_BY, rules())
    return rows.waiting()


def _next(store: Store, size: int) -> list[Prepared]:
    """Return the next reports of the queue, prepared; whoever writes meanwhile does not wait for it."""
    with store.view() as view:
        rows = view.traces()
        judgements = rows.claim_judgements()
        batch = []
        for seq, mark in rows.queue(size):
            reading = rows.judged(seq)
            apart = apart_in(judgements, reading) if reading is not None else frozenset[str]()
            batch.append(prepared(seq, mark, reading, apart))
        return batch


def _take(rows: TraceRows, *, batch: Sequence[Prepared]) -> CaughtUp:
    """Take a batch into the trace and out of the queue, but for what was marked again since."""
    marks = {row.seq: row.mark for row in rows.where("untraced", "seq", [p.seq for p in batch])}
    batch = [each for each in batch if marks.get(each.seq) == each.mark]
    if not batch:
        return CaughtUp()
    keeping = Keeping(rows)
    touched = keeping.take(batch)
    relinked = relink(rows, rows.claim_judgements(), batch)
    shared = keep_passages(rows, batch) | {each.seq for each in batch}
    unsettled = recluster(keeping, touched, relinked.wordings) | _claims_of(rows, shared)
    rows.insert_new("unsettled", [{"claim": n} for n in sorted(unsettled)])
    rows.delete("untraced", "seq", [each.seq for each in batch])
    _settle(rows, sorted(unsettled))
    return CaughtUp(reports=len(batch), statements=touched.statements, claims=len(unsettled))


def _claims_of(rows: TraceRows, seqs: Iterable[int]) -> set[int]:
    """Return the claims in which reports have statements."""
    wordings = {row.wording for row in rows.where("statements", "seq", list(seqs), "wording")}
    claims = rows.where("wordings", "id", wordings, "claim")
    return {row.claim for row in claims if row.claim is not None}


def _settle(rows: TraceRows, claims: Sequence[int]) -> None:
    settle(rows, claims)
    rows.delete("unsettled", "claim", claims)


def _settle_all(rows: TraceRows) -> CaughtUp:
    """Make the rows of all claims anew that are still to be."""
    waiting = [row.claim for row in rows.every("unsettled", "claim")]
    _settle(rows, waiting)
    return CaughtUp(claims=len(waiting))


def _sum(one: CaughtUp, other: CaughtUp) -> CaughtUp:
    return CaughtUp(
        reports=one.reports + other.reports,
        statements=one.statements + other.statements,
        claims=one.claims + other.claims,
    )
