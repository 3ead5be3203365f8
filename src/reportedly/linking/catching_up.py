"""Catching up: brings the trace of a store up to date with what was added, read anew or judged.

Reports wait in a queue. What a batch of them changes is worked out on a view of the store, so that nobody
who adds or judges waits for it (`pending`), then written in one short transaction, which takes the batch from
the queue too: whenever a process ends, a report is traced or waits, never half. What was judged meanwhile
stays in the queue. Each writing takes a turn; where another tracer took it first, the work is done anew.
"""

import gc
import json
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from functools import cache, partial
from hashlib import sha256
from importlib.resources import files
from time import monotonic

import msgspec

from reportedly.linking.judged import apart_in, relink
from reportedly.linking.keeping import Keeping
from reportedly.linking.passages import keep_passages
from reportedly.linking.preparing import Prepared, prepared
from reportedly.linking.publishers import PUBLISHERS, keep_publishers
from reportedly.linking.settling import mark_contradicted, recluster, settle
from reportedly.linking.told import CaughtUp
from reportedly.store import Store
from reportedly.store.trace_pending import Pending
from reportedly.store.traces import TraceRows
from reportedly.tracing import nearness
from reportedly.tracing.embedding import SIZE
from reportedly.tracing.linkage import KEPT, LEAST
from reportedly.tracing.statement import Statement

Progress = Callable[[int, int], object]
"""Is told how many reports are done, of how many."""
_BATCH, _MOST = 12, 32
"""Reports of the first batch, and of the greatest."""
_MANY, _AT_ONCE = 400, 2_000
"""Reports waiting from which they are traced so many at once, by day of publication, which costs far less.
Who adds or judges waits while such a batch is written, one to two seconds."""
_SHORT, _LONG = 0.03, 0.08
"""Seconds of writing below which batches become greater, and above which they become smaller."""
TURN = "traced_turn"
"""Key under which a store counts how often its trace was written."""
_REVISION = 4
"""Counts changes of these rules that nothing else in `rules` tells."""
TRACED_BY = "traced_by"
"""Key under which a store says by which rules it was traced."""


class _Worked(msgspec.Struct, frozen=True):
    """What a batch comes to, not written yet."""

    pending: Pending
    marks: dict[int, int]
    """Mark in the queue of each report of the batch."""
    turn: str | None
    done: CaughtUp


def catch_up(store: Store, *, progress: Progress | None = None) -> CaughtUp:
    """Trace what is not yet traced, batch by batch, each a transaction: what is done stays done.

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
    done, size = CaughtUp(), _BATCH
    while True:
        many = waiting - done.reports >= _MANY
        with store.view() as view, _uncollected(disabled=many):
            worked = _worked(view.traces(), max(size, _AT_ONCE) if many else size, by_day=many)
        if worked is None:
            return done
        seconds = store.tracing(partial(_written, worked=worked))
        if seconds is None:
            size = max(1, size // 2)
            continue
        done = _sum(done, worked.done)
        if progress is not None:
            progress(min(done.reports, waiting), waiting)
        if many:
            continue
        if seconds > _LONG:
            size = max(1, int(size * _LONG / seconds))
        elif seconds < _SHORT:
            size = min(_MOST, 2 * size)


@contextmanager
def _uncollected(*, disabled: bool) -> Iterator[None]:
    """Do without the search for circles of things that nobody needs: a sixth of what a large batch costs."""
    was = gc.isenabled()
    if disabled:
        gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


@cache
def rules() -> str:
    """Return a name of the rules by which this release traces: another one, another trace."""
    folder = files("reportedly.tracing")
    weights = (folder / "weights.json").read_bytes()
    fields = (*Statement.__struct_fields__, SIZE, LEAST, KEPT, nearness.NEAR, nearness.FAR, nearness.APART)
    said = [str(f) for f in (*fields, _REVISION)]
    return sha256(weights + json.dumps(said).encode()).hexdigest()[:16]


def _begin_anew(rows: TraceRows) -> int:
    """Throw away what other rules traced; return how many reports wait then."""
    if rows.meta(TRACED_BY) != rules():
        rows.queue_all()
        rows.empty()
        rows.set_meta(TRACED_BY, rules())
        rows.set_meta(PUBLISHERS, None)
        _take_turn(rows)
    return rows.waiting()


def _worked(rows: TraceRows, size: int, *, by_day: bool = False) -> _Worked | None:
    """Work out what the next reports of the queue change; None where nothing waits."""
    judgements = rows.claim_judgements()
    batch = []
    queue = rows.queue(size, by_day=by_day)
    readings = rows.judged([seq for seq, _ in queue])
    for seq, mark in queue:
        reading = readings.get(seq)
        apart = apart_in(judgements, reading) if reading is not None else frozenset[str]()
        batch.append(prepared(seq, mark, reading, apart))
    pending = Pending(rows)
    if batch:
        done = _take(pending, batch)
    elif waiting := [row.claim for row in rows.every("unsettled", "claim")][:_MOST]:
        done = _settle(pending, waiting)
    else:
        return None
    return _Worked(pending, {each.seq: each.mark for each in batch}, rows.meta(TURN), done)


def _written(rows: TraceRows, *, worked: _Worked) -> float | None:
    """Write what a batch changed; return the seconds it took, None where another tracer was first.

    What was marked again since stays in the queue: it is traced as it was, and will be as it is.
    """
    begun = monotonic()
    if rows.meta(TURN) != worked.turn:
        return None
    worked.pending.write(rows)
    rows.delete_exactly("untraced", [{"seq": seq, "mark": mark} for seq, mark in worked.marks.items()])
    _take_turn(rows)
    return monotonic() - begun


def _take_turn(rows: TraceRows) -> None:
    rows.set_meta(TURN, str(int(rows.meta(TURN) or 0) + 1))


def _take(rows: TraceRows, batch: Sequence[Prepared]) -> CaughtUp:
    """Take a batch into the trace; where it says what it said before, nothing else is touched."""
    keeping = Keeping(rows)
    touched = keeping.take(batch)
    relinked = relink(rows, rows.claim_judgements(), batch)
    passages = keep_passages(rows, batch, touched.reports)
    unsettled = _claims_of(rows, keep_publishers(rows, [each.seq for each in batch]))
    if touched.reports or relinked.wordings:
        unsettled |= recluster(keeping, touched, relinked.wordings)
    unsettled |= _claims_of_reports(rows, touched.reports, passages)
    settled = _settle(rows, sorted(unsettled))
    mark_contradicted(rows, touched.opposed, unsettled)
    return CaughtUp(reports=len(batch), statements=touched.statements, claims=settled.claims)


def _claims_of(rows: TraceRows, wordings: Collection[int]) -> set[int]:
    """Return the claims in which wordings are."""
    claims = rows.where("wordings", "id", wordings, "claim")
    return {row.claim for row in claims if row.claim is not None}


def _claims_of_reports(
    rows: TraceRows, reports: Collection[int], pairs: Collection[tuple[int, int]]
) -> set[int]:
    """Return the claims that one of some reports makes, or both of a pair."""
    seqs = {*reports, *(seq for pair in pairs for seq in pair)}
    said = rows.where("statements", "seq", seqs, "seq", "wording")
    found = rows.where("wordings", "id", {row.wording for row in said}, "id", "claim")
    claim = {row.id: row.claim for row in found if row.claim is not None}
    of: dict[int, set[int]] = defaultdict(set)
    for row in said:
        if row.wording in claim:
            of[row.seq].add(claim[row.wording])
    mine = {c for seq in reports for c in of[seq]}
    return mine.union(*(of[later] & of[earlier] for later, earlier in pairs))


def _settle(rows: TraceRows, claims: Sequence[int]) -> CaughtUp:
    """Make the rows of claims anew."""
    settle(rows, claims)
    rows.delete("unsettled", "claim", claims)
    return CaughtUp(claims=len(claims))


def _sum(one: CaughtUp, other: CaughtUp) -> CaughtUp:
    return CaughtUp(
        reports=one.reports + other.reports,
        statements=one.statements + other.statements,
        claims=one.claims + other.claims,
    )
