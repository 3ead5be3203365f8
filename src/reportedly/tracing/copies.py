"""Copies: passages that one report took over from another, with or without saying so.

Sentences are filed under hashes of their rows of five words (shingles: Broder 1997); of each sentence only
the smallest few, so that the same sentence is always found and a lightly edited one nearly always (winnowing:
Schleimer et al. 2003). Candidates are checked by the rows of four words they share, and neighbouring
sentences in the same order are put together into one passage. Who copied is told by credit and by day, or
left open.
"""

from collections import defaultdict
from collections.abc import Iterable
from enum import StrEnum
from hashlib import blake2b

import msgspec

from reportedly.record import Report, Span, cite
from reportedly.record.days import days_of
from reportedly.tracing.names import key_of
from reportedly.tracing.statement import Statement
from reportedly.tracing.terms import sentences_of, tokens_of
from reportedly.tracing.ties import Join, Proof, Tie, shared_rows

ROW = 5
"""Words in one shingle."""
KEPT = 4
"""Shingles kept of a sentence, the smallest by hash."""
FIRST = 3
"""Reports in which a row of words is looked for, the earliest that have it."""
LEAST_WORDS = 7
"""A shorter sentence may be the same by chance."""
EXACT = 0.95
"""Share of common rows from which a sentence counts as taken over to the letter."""
EDITED = 0.6
"""Share from which it counts as lightly edited."""
REPRINT = 0.5
"""Share of the shorter report's sentences from which the whole is a reprint."""


class Direction(StrEnum):
    """Who took a passage from whom."""

    FROM = "from"
    """The first report took it from the second."""
    TO = "to"
    """The second took it from the first."""
    COMMON = "common"
    """Both credit a third outlet for it."""
    OPEN = "undecided"
    """Neither credit nor time tells."""


class Passage(msgspec.Struct, frozen=True, kw_only=True):
    """Sentences in a row that two reports have in common."""

    one: str
    """Id of the first report."""
    other: str
    """Id of the second."""
    here: Span
    """The words in the first."""
    there: Span
    """The words in the second."""
    share: float
    """Share of words in common rows, averaged over the sentences, 0 to 1."""
    exact: bool
    """Whether it was taken over to the letter."""
    direction: Direction
    """Who took it from whom."""
    why: str
    """What tells the direction."""


class Sentences(msgspec.Struct, frozen=True, kw_only=True):
    """A report cut up, ready to be looked for in others."""

    report: Report
    """The report."""
    credited: frozenset[str]
    """Keys of the outlets it credits (`names.key_of`)."""
    ranges: tuple[tuple[int, int], ...]
    """Where its sentences stand, [start, end)."""
    tokens: dict[int, tuple[str, ...]]
    """Words of each sentence that is long enough, by its place."""
    shingles: dict[int, tuple[int, ...]]
    """Hashes kept of each of them."""

    @property
    def rank(self) -> str:
        """By what the holders of a passage are ordered: day of publication, then id; the undated last."""
        return f"{(self.report.published or '9999')[:10]}\x1f{self.report.id}"


def sentences_in(report: Report, credited: frozenset[str] = frozenset()) -> Sentences:
    """Return a report cut up; linear in its length."""
    ranges = sentences_of(report.text)
    tokens = {n: tokens_of(report.text[start:end]) for n, (start, end) in enumerate(ranges)}
    tokens = {n: words for n, words in tokens.items() if len(words) >= LEAST_WORDS}
    shingles = {n: shingles_of(words) for n, words in tokens.items()}
    return Sentences(report=report, credited=credited, ranges=ranges, tokens=tokens, shingles=shingles)


def shingles_in(sentences: Sentences) -> set[int]:
    """Return the rows of words by which a report is found."""
    return {s for kept in sentences.shingles.values() for s in kept}


def passages_of(reports: Iterable[Sentences]) -> tuple[Passage, ...]:
    """Return the passages of reports: each is looked for in the `FIRST` reports that have its rows of words.

    A line that a thousand reports have is so told of each with the first ones, not of all pairs. Which pairs
    that are depends on the reports alone, not on their order.
    """
    held = {each.rank: each for each in reports}
    first: dict[int, list[str]] = defaultdict(list)
    for rank in sorted(held):
        for shingle in shingles_in(held[rank]):
            if len(first[shingle]) < FIRST:
                first[shingle].append(rank)
    found: list[Passage] = []
    for rank in sorted(held):
        earlier = {r for shingle in shingles_in(held[rank]) for r in first[shingle] if r < rank}
        found += (p for r in sorted(earlier) for p in passages_between(held[rank], held[r]))
    return tuple(found)


def passages_between(later: Sentences, earlier: Sentences) -> tuple[Passage, ...]:
    """Return the passages that two reports have in common, in the order of the first."""
    filed: dict[int, list[int]] = defaultdict(list)
    for number, kept in earlier.shingles.items():
        for shingle in kept:
            filed[shingle].append(number)
    matches: dict[int, tuple[int, float]] = {}
    for number, kept in later.shingles.items():
        tokens = later.tokens[number]
        for their in sorted({n for shingle in kept for n in filed.get(shingle, ())}):
            share = _alike(tokens, earlier.tokens[their])
            if share > matches.get(number, (0, 0.0))[1]:
                matches[number] = (their, share)
    runs: list[list[tuple[int, int, float]]] = []
    for number in sorted(matches):
        their, share = matches[number]
        last = runs[-1][-1] if runs else None
        if last is None or not (0 < number - last[0] <= 2 and 0 < their - last[1] <= 2):  # noqa: PLR2004 -- one sentence may be left out between
            runs.append([])
        runs[-1].append((number, their, share))
    return tuple(_passage(later, earlier, run) for run in runs)


def _alike(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    """Return which share of two sentences' words is common; 0 where one is no copy of the other."""
    longer = min(len(one), len(other)) / max(len(one), len(other))
    if longer < 0.4:  # noqa: PLR2004 -- a clause in a far longer sentence is no copy of it
        return 0.0
    share = shared_rows(one, other)
    return share if share >= EDITED else 0.0


def _passage(later: Sentences, earlier: Sentences, run: list[tuple[int, int, float]]) -> Passage:
    mine, theirs = later.ranges, earlier.ranges
    share = sum(s for _, _, s in run) / len(run)
    direction, why = _direction(later, earlier)
    return Passage(
        one=later.report.id,
        other=earlier.report.id,
        here=cite(later.report.text, mine[run[0][0]][0], mine[run[-1][0]][1]),
        there=cite(earlier.report.text, theirs[run[0][1]][0], theirs[run[-1][1]][1]),
        share=share,
        exact=share >= EXACT,
        direction=direction,
        why=why,
    )


def _direction(one: Sentences, other: Sentences) -> tuple[Direction, str]:
    a, b = one.report, other.report
    mine, theirs = (key_of(r.outlet) if r.outlet else "" for r in (a, b))
    if theirs and theirs in one.credited and mine not in other.credited:
        return Direction.FROM, f"{a.outlet} credits {b.outlet}"
    if mine and mine in other.credited and theirs not in one.credited:
        return Direction.TO, f"{b.outlet} credits {a.outlet}"
    common = one.credited & other.credited
    if common:
        return Direction.COMMON, f"both credit {min(common)}"
    when = [days_of(r.published) for r in (a, b)]
    if when[0] is not None and when[1] is not None and when[0] != when[1]:
        if when[1].last < when[0].first:
            return Direction.FROM, f"{b.outlet or b.id} published it earlier, {b.published}"
        if when[0].last < when[1].first:
            return Direction.TO, f"{a.outlet or a.id} published it earlier, {a.published}"
    return Direction.OPEN, "neither a credit nor the day tells who was first"


def reprint(one: Report, other: Report, passages: Iterable[Passage]) -> bool:
    """Return whether passages of two reports make up most of the shorter one."""
    shared = list(passages)
    covered = [
        sum(p.here.end - p.here.start for p in shared),
        sum(p.there.end - p.there.start for p in shared),
    ]
    sizes = [len(one.text), len(other.text)]
    shorter = 0 if sizes[0] <= sizes[1] else 1
    return covered[shorter] >= REPRINT * sizes[shorter]


def shingles_of(tokens: tuple[str, ...]) -> tuple[int, ...]:
    """Return the smallest hashes of the rows of `ROW` words, signed 64 bits; the same everywhere."""
    rows = {tokens[i : i + ROW] for i in range(len(tokens) - ROW + 1)}
    hashes = (
        int.from_bytes(
            blake2b(" ".join(r).encode("utf-8", "replace"), digest_size=8).digest(), "big", signed=True
        )
        for r in rows
    )
    return tuple(sorted(hashes)[:KEPT])


def copied_joins(members: list[Statement], passages: tuple[Passage, ...]) -> tuple[Join, ...]:
    """Return the joins of a claim's members that stand in a passage two reports have in common."""
    at: dict[str, list[Statement]] = defaultdict(list)
    for member in members:
        at[member.report].append(member)
    joins = []
    for passage in passages:
        for a in at.get(passage.one, ()):
            for b in at.get(passage.other, ()):
                if _inside(a, passage.here) and _inside(b, passage.there):
                    proof = (Proof(a.report, passage.here), Proof(b.report, passage.there))
                    joins.append(Join(a.id, b.id, Tie.COPIED, f"a passage in common; {passage.why}", proof))
    return tuple(joins)


def _inside(statement: Statement, span: Span) -> bool:
    return any(s.start >= span.start and s.end <= span.end for s in statement.spans)
