"""Passages: which sentences a store's reports have in common, kept up to date as reports come and go.

Each report is looked for in the earliest that have its rows of words (`tracing.copies.passages_of`), so a
report that comes late but was published early has those after it looked for anew.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

import msgspec

from reportedly.linking.preparing import Prepared, all_unpacked, decoded
from reportedly.store.packing import UNREADABLE, damaged
from reportedly.store.traces import TraceRows
from reportedly.tracing.copies import FIRST, Passage, Sentences, passages_between, sentences_in, shingles_in
from reportedly.tracing.ties import credited

_COLUMNS = ("later", "earlier", "n", "packed")
_encoder = msgspec.msgpack.Encoder()
_decoder = msgspec.msgpack.Decoder(Passage)


def keep_passages(
    rows: TraceRows, batch: Sequence[Prepared], changed: Collection[int]
) -> set[tuple[int, int]]:
    """Bring the passages of a batch up to date; return the pairs of reports whose passages changed.

    A report that is filed and says nothing else than before, not being in `changed`, is left as it is.
    """
    shelf = _Shelf(rows, batch)
    filed = {seq: shelf.filed(seq) for seq in sorted(p.seq for p in batch)}
    same = {p.seq for p in batch if p.sentences is not None and filed[p.seq]} - set(changed)
    filed = {seq: hashes for seq, hashes in filed.items() if seq not in same}
    held = {p.seq for p in batch if p.sentences is not None} - same
    touched = rows.where("passages", "earlier", list(filed), "later")
    leaving = {seq: hashes for seq, hashes in filed.items() if seq not in held and hashes}
    again = held | {row.later for row in touched} | shelf.after(leaving)
    for seq, hashes in leaving.items():
        rank = shelf.rank(seq)
        rows.delete_exactly("shingles", [{"hash": h, "rank": rank, "seq": seq} for h in hashes])
    new = {seq: shelf.hashes(seq) for seq in sorted(held) if not filed[seq]}
    rows.insert("shingles", [row for seq in new for row in shelf.shingle_rows(seq)])
    again |= shelf.after(new)
    again -= set(filed) - held
    before = {tuple(row) for row in rows.where("passages", "later", again | set(filed), *_COLUMNS)}
    found = set(shelf.passages(again))
    gone = [dict(zip(_COLUMNS[:-1], row[:-1], strict=True)) for row in before - found]
    rows.delete_exactly("passages", gone)
    rows.insert("passages", [passage_row(*row) for row in sorted(found - before)])
    return {(later, earlier) for later, earlier, *_ in before ^ found}


def passage_row(later: int, earlier: int, n: int, packed: bytes) -> dict[str, object]:
    """Return a passage as its row."""
    return dict(zip(_COLUMNS, (later, earlier, n, packed), strict=True))


def passage_in(data: bytes) -> Passage:
    """Return the passage in a row. Raises StoreError where it is damaged."""
    try:
        return _decoder.decode(data)
    except UNREADABLE as error:
        raise damaged("a passage of the trace", error) from error


def in_order(passages: Iterable[Passage]) -> tuple[Passage, ...]:
    """Return passages by their reports, then as they stand in the first."""
    return tuple(sorted(passages, key=lambda p: (p.one, p.other, p.here.start)))


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

    def after(self, reports: Mapping[int, Collection[int]]) -> set[int]:
        """Return the reports that are, or were, looked for in one of some: it is among the first they go by.

        The reports are given with the rows of words that they are filed under.
        """
        firsts = self._rows.firsts_with({h for hashes in reports.values() for h in hashes}, FIRST)
        found = set[int]()
        for seq, hashes in reports.items():
            rank = self.rank(seq)
            for shingle in hashes:
                first = firsts.get(shingle, ())
                if rank in {r for r, _ in first}:
                    found.update(other for r, other in first if r > rank)
                    if len(first) == FIRST:
                        found.update(self._rows.later_with(shingle, rank))
        return found

    def passages(self, seqs: Collection[int]) -> Iterator[tuple[int, int, int, bytes]]:
        """Yield the passages of reports as the values of rows."""
        cut = {seq: mine for seq in sorted(seqs) if (mine := self._cut(seq)) is not None}
        hashes = {seq: shingles_in(mine) for seq, mine in cut.items()}
        firsts = self._rows.firsts_with({h for mine in hashes.values() for h in mine}, FIRST)
        earlier = {
            seq: {
                (rank, other)
                for shingle in hashes[seq]
                for rank, other in firsts.get(shingle, ())
                if rank < mine.rank
            }
            for seq, mine in cut.items()
        }
        self._bring({other for each in earlier.values() for _, other in each})
        for seq, mine in cut.items():
            for _, other in sorted(earlier[seq]):
                theirs = self._cut(other)
                if theirs is not None:
                    between = passages_between(mine, theirs)
                    yield from ((seq, other, n, _encoder.encode(p)) for n, p in enumerate(between))

    def _bring(self, seqs: Collection[int]) -> None:
        """Read reports that are to be cut up, and what they say, so that each need not be asked for alone."""
        missing = [seq for seq in seqs if seq not in self._sentences]
        keys: dict[int, set[str]] = {seq: set() for seq in missing}
        for row in self._rows.where("statements", "seq", missing, "seq", "packed"):
            keys[row.seq] |= credited(decoded(row.packed))
        for seq, report in self._rows.reports(missing).items():
            self._sentences[seq] = sentences_in(report, frozenset(keys[seq]))

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
