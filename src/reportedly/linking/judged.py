"""Judged: merges and splits that persons made, as links between wordings. They outlive readings.

A judgement names words; the record that stands there now is the one with the same words, else the one that
overlaps them most. Two statements of one wording that are split are told apart first (`apart_in`).
"""

from collections.abc import Collection, Iterable, Sequence
from itertools import combinations

import msgspec
import numpy as np

from reportedly.linking.preparing import Prepared, unpacked
from reportedly.record import Reading, Span
from reportedly.store.items import item_spans
from reportedly.store.judgement import Judgement, Target, Verb, members_of
from reportedly.store.traces import TraceRows
from reportedly.tracing.nearness import cosine
from reportedly.tracing.statement import Statement
from reportedly.tracing.statements import statements_of

_LEAST_OVERLAP = 0.5
"""Share of characters that two records have in common to be taken for the same."""


class Relinked(msgspec.Struct, frozen=True):
    """What changed between persons' links."""

    wordings: frozenset[int] = frozenset()
    """Wordings that were linked or are no longer."""


def apart_in(judgements: Iterable[Judgement], reading: Reading) -> frozenset[str]:
    """Return the statements of a report that persons split from others."""
    found: set[str] = set()
    for each in judgements:
        if each.verb is Verb.SPLIT:
            for target in members_of(each):
                if target.report == reading.report.id:
                    found |= {s.id for s in statements_at(reading, target)}
    return frozenset(found)


def statements_at(reading: Reading, target: Target) -> list[Statement]:
    """Return the statements of the record that a judgement names; none where nothing like it stands there."""
    layer = getattr(reading, target.layer or "", ())
    same = [item for item in layer if item_spans(item) == target.spans]
    item = same[target.nth] if target.nth < len(same) else next(iter(same), None)
    if item is None:
        overlaps = [(_overlap(item_spans(each), target.spans), n) for n, each in enumerate(layer)]
        best = max(overlaps, default=(0.0, 0))
        item = layer[best[1]] if best[0] >= _LEAST_OVERLAP else None
    name = getattr(item, "id", None)
    return [s for s in statements_of(reading) if s.item == name]


def _overlap(one: Sequence[Span], other: Sequence[Span]) -> float:
    mine, theirs = ({at for s in spans for at in range(s.start, s.end)} for spans in (one, other))
    return len(mine & theirs) / max(1, len(mine | theirs))


def relink(rows: TraceRows, judgements: Sequence[Judgement], batch: Sequence[Prepared]) -> Relinked:
    """Bring the links of persons up to date with a batch of reports and with what is in force."""
    there = rows.every("claim_links", "judgement", "one", "other", "apart")
    if not there and not judgements:
        return Relinked()
    seqs = rows.seqs_of({m.report for each in judgements for m in members_of(each) if m.report})
    touched = {p.seq for p in batch}
    known = {row.judgement for row in there}
    in_force = {each.id for each in judgements}
    again = [
        each
        for each in judgements
        if each.id not in known or any(seqs.get(m.report or "") in touched for m in members_of(each))
    ]
    gone = (known - in_force) | {each.id for each in again}
    new = {row for each in again for row in _links(rows, each, seqs)}
    before = {tuple(row) for row in there if row.judgement in gone}
    rows.delete("claim_links", "judgement", gone)
    rows.insert(
        "claim_links",
        [dict(zip(("judgement", "one", "other", "apart"), row, strict=True)) for row in sorted(new)],
    )
    return Relinked(frozenset(n for row in before ^ new for n in row[1:3]))


def _links(
    rows: TraceRows, judgement: Judgement, seqs: dict[str, int]
) -> Iterable[tuple[int, int, int, int]]:
    """Yield (judgement, wording, wording, apart) for each pair of members."""
    members = [
        found
        for target in members_of(judgement)
        if (seq := seqs.get(target.report or "")) is not None and (found := _wordings_at(rows, seq, target))
    ]
    for mine, theirs in combinations(members, 2):
        pairs = [(min(a, b), max(a, b)) for a in mine for b in theirs if a != b]
        if judgement.verb is Verb.SPLIT:
            yield from ((judgement.id, *pair, 1) for pair in pairs)
        elif pairs:
            yield (judgement.id, *_closest(rows, pairs), 0)


def _wordings_at(rows: TraceRows, seq: int, target: Target) -> set[int]:
    """Return the wordings of the statements that a judgement names."""
    reading = rows.judged([seq]).get(seq)
    if reading is None:
        return set()
    wanted = {s.id for s in statements_at(reading, target)}
    found = rows.where("statements", "seq", [seq], "wording", "packed")
    return {row.wording for row in found if unpacked(row.packed).id in wanted}


def _closest(rows: TraceRows, pairs: Collection[tuple[int, int]]) -> tuple[int, int]:
    """Return the pair whose words are nearest; of several equal ones the first by name."""
    ends = {n for pair in pairs for n in pair}
    held = {row.id: row for row in rows.where("wordings", "id", ends, "id", "name", "words")}
    vectors = {n: np.frombuffer(row.words, dtype=np.int8) for n, row in held.items()}
    return min(pairs, key=lambda p: (-cosine(vectors[p[0]], vectors[p[1]]), sorted(held[n].name for n in p)))
