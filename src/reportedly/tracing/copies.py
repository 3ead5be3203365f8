"""Copies: passages that one report took over from another, with or without saying so.

Sentences are filed under hashes of their rows of five words (shingles: Broder 1997); of each sentence only
the smallest few, so that the same sentence is always found and a lightly edited one nearly always (winnowing:
Schleimer et al. 2003). Candidates are checked by the rows of four words they share, and neighbouring
sentences in the same order are put together into one passage. Who copied is told by credit and by day, or
left open.
"""

from collections import defaultdict
from collections.abc import Iterator
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
KEPT = 6
"""Shingles kept of a sentence, the smallest by hash."""
LEAST_WORDS = 7
"""A shorter sentence may be the same by chance."""
EXACT = 0.95
"""Share of common rows from which a sentence counts as taken over to the letter."""
EDITED = 0.6
"""Share from which it counts as lightly edited."""
REPRINT = 0.5
"""Share of the shorter report's sentences from which the whole is a reprint."""
_MOST_AT_A_SHINGLE = 200
"""Sentences with one shingle; what is more common than this is a formula ("click here to subscribe")."""


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


class Copies:
    """An index of reports' sentences. Adding a report costs a millisecond or two."""

    def __init__(self) -> None:
        """Start empty."""
        self._reports: dict[str, Report] = {}
        self._credits: dict[str, frozenset[str]] = {}
        self._sentences: dict[str, tuple[tuple[int, int], ...]] = {}
        self._tokens: dict[tuple[str, int], tuple[str, ...]] = {}
        self._filed: dict[int, list[tuple[str, int]]] = defaultdict(list)

    def add(self, report: Report, credited: frozenset[str] = frozenset()) -> tuple[Passage, ...]:
        """Add a report; return the passages it has in common with those added before.

        `credited` are keys of the outlets it credits (`names.key_of`). A report already held gives ().
        """
        if report.id in self._reports:
            return ()
        self._reports[report.id], self._credits[report.id] = report, credited
        sentences = self._sentences[report.id] = sentences_of(report.text)
        matches: dict[str, dict[int, tuple[int, float]]] = defaultdict(dict)
        for number, (start, end) in enumerate(sentences):
            tokens = tokens_of(report.text[start:end])
            if len(tokens) < LEAST_WORDS:
                continue
            self._tokens[report.id, number] = tokens
            for (name, their), share in self._alike(report.id, tokens, shingles_of(tokens)).items():
                if share > matches[name].get(number, (0, 0.0))[1]:
                    matches[name][number] = (their, share)
            for shingle in shingles_of(tokens):
                held = self._filed[shingle]
                if len(held) < _MOST_AT_A_SHINGLE:
                    held.append((report.id, number))
        return tuple(p for name in sorted(matches) for p in self._passages(report, name, matches[name]))

    def _alike(
        self, report: str, tokens: tuple[str, ...], shingles: tuple[int, ...]
    ) -> dict[tuple[str, int], float]:
        found: dict[tuple[str, int], float] = {}
        for shingle in shingles:
            for at in self._filed.get(shingle, ()):
                if at[0] != report and at not in found:
                    share = shared_rows(tokens, self._tokens[at])
                    longer = min(len(tokens), len(self._tokens[at])) / max(len(tokens), len(self._tokens[at]))
                    if share >= EDITED and longer >= 0.4:  # noqa: PLR2004 -- a clause in a far longer sentence is no copy of it
                        found[at] = share
        return found

    def _passages(
        self, report: Report, name: str, matches: dict[int, tuple[int, float]]
    ) -> Iterator[Passage]:
        """Yield runs of matched sentences that follow each other in both reports."""
        run: list[tuple[int, int, float]] = []
        for number in sorted(matches):
            their, share = matches[number]
            if run and not (0 < number - run[-1][0] <= 2 and 0 < their - run[-1][1] <= 2):  # noqa: PLR2004 -- one sentence may be left out between
                yield self._passage(report, name, run)
                run = []
            run.append((number, their, share))
        if run:
            yield self._passage(report, name, run)

    def _passage(self, report: Report, name: str, run: list[tuple[int, int, float]]) -> Passage:
        other = self._reports[name]
        mine, theirs = self._sentences[report.id], self._sentences[name]
        share = sum(s for _, _, s in run) / len(run)
        direction, why = self._direction(report.id, name)
        return Passage(
            one=report.id,
            other=name,
            here=cite(report.text, mine[run[0][0]][0], mine[run[-1][0]][1]),
            there=cite(other.text, theirs[run[0][1]][0], theirs[run[-1][1]][1]),
            share=share,
            exact=share >= EXACT,
            direction=direction,
            why=why,
        )

    def _direction(self, one: str, other: str) -> tuple[Direction, str]:
        a, b = self._reports[one], self._reports[other]
        mine, theirs = (key_of(r.outlet) if r.outlet else "" for r in (a, b))
        if theirs and theirs in self._credits[one] and mine not in self._credits[other]:
            return Direction.FROM, f"{a.outlet} credits {b.outlet}"
        if mine and mine in self._credits[other] and theirs not in self._credits[one]:
            return Direction.TO, f"{b.outlet} credits {a.outlet}"
        common = self._credits[one] & self._credits[other]
        if common:
            return Direction.COMMON, f"both credit {min(common)}"
        when = [days_of(r.published) for r in (a, b)]
        if when[0] is not None and when[1] is not None and when[0] != when[1]:
            if when[1].last < when[0].first:
                return Direction.FROM, f"{b.outlet or b.id} published it earlier, {b.published}"
            if when[0].last < when[1].first:
                return Direction.TO, f"{a.outlet or a.id} published it earlier, {a.published}"
        return Direction.OPEN, "neither a credit nor the day tells who was first"

    def reprint(self, one: str, other: str, passages: tuple[Passage, ...]) -> bool:
        """Return whether passages of two reports make up most of the shorter one."""
        covered = [
            sum(p.here.end - p.here.start for p in passages),
            sum(p.there.end - p.there.start for p in passages),
        ]
        sizes = [len(self._reports[r].text) for r in (one, other)]
        shorter = 0 if sizes[0] <= sizes[1] else 1
        return covered[shorter] >= REPRINT * sizes[shorter]


def shingles_of(tokens: tuple[str, ...]) -> tuple[int, ...]:
    """Return the smallest hashes of the rows of `ROW` words; the same words give the same everywhere."""
    rows = {tokens[i : i + ROW] for i in range(len(tokens) - ROW + 1)}
    hashes = (
        int.from_bytes(blake2b(" ".join(r).encode("utf-8", "replace"), digest_size=8).digest(), "big")
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
