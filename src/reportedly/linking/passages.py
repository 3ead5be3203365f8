"""Passages: which sentences a store's reports have in common, kept up to date as reports come and go.

Each report is looked for in the earliest that have its rows of words (`tracing.copies.passages_of`), so a
report that comes late but was published early has those after it looked for anew.
"""

from collections.abc import Collection, Iterable, Sequence

import msgspec

from reportedly.linking.preparing import Prepared, all_unpacked
from reportedly.store.traces import TraceRows
from reportedly.tracing.copies import FIRST, Passage, Sentences, passages_between, sentences_in
from reportedly.tracing.ties import credited

_COLUMNS = ("later", "earlier", "n", "packed")
_encoder = msgspec.msgpack.Encoder()
_decoder = msgspec.msgpack.Decoder(Passage)


def keep_passages(rows: TraceRows, batch: Sequence[Prepared], changed: Collection[int]) -> set[int]:
    """Bring the passages of a batch up to date; return the reports whose passages changed.

    A report that is filed and says nothing else than before, not being in `changed`, is left as it is.
    """
    shelf = _Shelf(rows, batch)
    filed = {seq: shelf.filed(seq) for seq in sorted(p.seq for p in batch)}
    same = {p.seq for p in batch if p.sentences is not None and filed[p.seq]} - set(changed)
    filed = {seq: hashes for seq, hashes in filed.items() if seq not in same}
    held = {p.seq for p in batch if p.sentences is not None} - same
    touched = rows.where("passages", "earlier", list(filed), "later")
    again = held | {row.later for row in touched}
    for seq, hashes in filed.items():
        if seq not in held and hashes:
            again |= shelf.after(seq, hashes)
            rank = shelf.rank(seq)
            rows.delete_exactly("shingles", [{"hash": h, "rank": rank, "seq": seq} for h in hashes])
    new = [seq for seq in held if not filed[seq]]
    rows.insert("shingles", [row for seq in sorted(new) for row in shelf.shingle_rows(seq)])
    for seq in new:
        again |= shelf.after(seq, shelf.hashes(seq))
    again -= set(filed) - held
    before = {tuple(row) for row in rows.where("passages", "later", again | set(filed), *_COLUMNS)}
    found = {row for seq in again for row in shelf.passages(seq)}
    gone = [dict(zip(_COLUMNS[:-1], row[:-1], strict=True)) for row in before - found]
    rows.delete_exactly("passages", gone)
    rows.insert("passages", [passage_row(*row) for row in sorted(found - before)])
    return {seq for later, earlier, *_ in before ^ found for seq in (later, earlier)}


def passage_row(later: int, earlier: int, n: int, packed: bytes) -> dict[str, object]:
    """Return a passage as its row."""
    return dict(zip(_COLUMNS, (later, earlier, n, packed), strict=True))


def passage_in(data: bytes) -> Passage:
    """Return the passage in a row."""
    return _decoder.decode(data)


def in_order(passages: Iterable[Passage]) -> tuple[Passage, ...]:
    """Return passages by their reports, then as they stand in the first."""
    return tuple(sorted(passages, key=lambda p: (p.one, p.other, p.here.start)))


def shingles_in(sentences: Sentences) -> set[int]:
    """Return the rows of words by which a report is found."""
    return {s for kept in sentences.shingles.values() for s in kept}


class _Shelf:
    """The reports that a batch touches, cut up as they are needed."""

    def __init__(self, rows: TraceRows, batch: Sequence[Prepared]) -> None:
        self._rows = rows
        self._sentences: dict[int, Sentences | None] = {p.seq: p.sentences for p in batch}
        self._texts: dict[int, Sentences | None] = {}

    def filed(self, seq: int) -> set[int]:
        """Return the rows of words that a report is filed under: all of its own, or none."""
        hashes = self.hashes(seq)
        return hashes if hashes and self._rows.is_filed(min(hashes), self.rank(seq), seq) else set()

    def hashes(self, seq: int) -> set[int]:
        """Return the rows of words by which a report is to be found."""
        cut = self._text(seq)
        return shingles_in(cut) if cut is not None else set()

    def rank(self, seq: int) -> str:
        """Return by what a report is ordered among others."""
        cut = self._text(seq)
        return cut.rank if cut is not None else ""

    def shingle_rows(self, seq: int) -> list[dict[str, object]]:
        """Return what a report is to be filed under, as rows."""
        rank = self.rank(seq)
        return [{"hash": shingle, "rank": rank, "seq": seq} for shingle in sorted(self.hashes(seq))]

    def after(self, seq: int, hashes: Collection[int]) -> set[int]:
        """Return the reports that are, or were, looked for in a report: it is one of the first they go by."""
        rank, found = self.rank(seq), set[int]()
        for shingle in hashes:
            first = self._rows.first_with(shingle, FIRST)
            if rank in {row.rank for row in first}:
                found.update(self._rows.later_with(shingle, rank))
        return found

    def passages(self, seq: int) -> list[tuple[int, int, int, bytes]]:
        """Return the passages of a report as the values of rows."""
        mine = self._cut(seq)
        if mine is None:
            return []
        earlier = {
            (row.rank, row.seq)
            for shingle in shingles_in(mine)
            for row in self._rows.first_with(shingle, FIRST)
            if row.rank < mine.rank
        }
        found: list[tuple[int, int, int, bytes]] = []
        for _, other in sorted(earlier):
            theirs = self._cut(other)
            if theirs is not None:
                between = passages_between(mine, theirs)
                found += [(seq, other, n, _encoder.encode(p)) for n, p in enumerate(between)]
        return found

    def _cut(self, seq: int) -> Sentences | None:
        """Return a report cut up, with whom it credits; None where it is not traced."""
        cut = self._sentences[seq] if seq in self._sentences else self._text(seq)
        if cut is not None and seq not in self._sentences:
            packed = self._rows.where("statements", "seq", [seq], "packed")
            keys = frozenset(k for s in all_unpacked(row.packed for row in packed) for k in credited(s))
            cut = self._sentences[seq] = msgspec.structs.replace(cut, credited=keys)
        return cut

    def _text(self, seq: int) -> Sentences | None:
        """Return a report cut up, whether it is traced or not."""
        if self._sentences.get(seq) is not None:
            return self._sentences[seq]
        if seq not in self._texts:
            report = self._rows.report(seq)
            self._texts[seq] = None if report is None else sentences_in(report)
        return self._texts[seq]
