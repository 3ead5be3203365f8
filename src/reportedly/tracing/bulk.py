"""Bulk: the trace of many statements at once, in memory, without a store: what a store comes to as well.

    found = trace_all(statements, reports=reports)
    for claim in found.claims:
        print(claim.claim.words, len(claim.origins.known))
    found.contradictions, found.passages

Statements are taken in by the rules of `claims.Claims`, clustered once, and what comes of it is told in plain
records.
"""

from collections import OrderedDict, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice

import msgspec
import numpy as np
import numpy.typing as npt

from reportedly.record import Report
from reportedly.tracing.claims import Claim, Claims
from reportedly.tracing.comparable import Label
from reportedly.tracing.contradictions import Contradiction, Lent, both_keys, opposed
from reportedly.tracing.copies import (
    FIRST,
    Passage,
    Sentences,
    copied_joins,
    passages_between,
    sentences_in,
    shingles_in,
)
from reportedly.tracing.names import key_of
from reportedly.tracing.nearness import cosine
from reportedly.tracing.opposing import Filed
from reportedly.tracing.origins import Origins, origins_of
from reportedly.tracing.profile import Profile, profile_of
from reportedly.tracing.publishing import Publishers
from reportedly.tracing.statement import Statement
from reportedly.tracing.ties import credited
from reportedly.tracing.witness import Signed
from reportedly.tracing.wordings import rank_of

_AT_ONCE = 10_000
"""Statements taken in at once."""
_REMEMBERED = 20_000
"""Reports, cut up, and profiles that are remembered."""

Numbers = npt.NDArray[np.int64]
Progress = Callable[[str, int, int], object]
"""Is told what is being done, and how much of how much is."""


class TracedClaim(msgspec.Struct, frozen=True, kw_only=True):
    """A claim with what its reports show of where it comes from."""

    claim: Claim
    origins: Origins
    passages: tuple[Passage, ...] = ()
    """Passages that two of its reports have in common."""
    contradicted: bool = False
    """Whether a statement contradicts a member."""


class Traced(msgspec.Struct, frozen=True, kw_only=True):
    """What many statements come to."""

    claims: tuple[TracedClaim, ...]
    """Claims of two or more statements, by the earliest member."""
    alone: tuple[Statement, ...]
    """Statements that are each a claim of their own, by day of publication, then by id."""
    contradictions: tuple[Contradiction, ...]
    """How statements stand to others that they do not go with, by their ids."""
    passages: tuple[Passage, ...]
    """What reports have in common, each told of with the first that have it."""


def trace_all(
    statements: Iterable[Statement],
    *,
    reports: Iterable[Report] = (),
    signed: Iterable[Signed] = (),
    progress: Progress | None = None,
) -> Traced:
    """Return the trace of statements; the same in whatever order they are given.

    `reports` are the reports with their texts, for the passages that they share; a report without statements
    may be among them, one that is left out has no passages. `signed` is what whole reports are signed with.
    All of it is held in memory, some 7 kB a statement.
    """
    tell = progress or (lambda *_: None)
    claims, by_report = Claims(), defaultdict[str, list[Statement]](list)
    every = sorted({s.id: s for s in statements}.values(), key=rank_of)
    for part in _parts(every):
        claims.add(part)
        tell("compare", len(claims), len(every))
    for statement in every:
        by_report[statement.report].append(statement)
    contradictions = tuple(_contradictions(claims, tell))
    texts = {report.id: report for report in reports}
    passages = tuple(_passages(texts, by_report, tell))
    settled = _Settled(by_report, signed, passages, contradictions)
    found: list[TracedClaim] = []
    alone: list[Statement] = []
    for number, claim in enumerate(claims.all(), 1):
        if len(claim.members) == 1:
            alone += claim.members
        else:
            found.append(settled.told(claim))
        if number % _AT_ONCE == 0:
            tell("settle", number, len(every))
    return Traced(claims=tuple(found), alone=tuple(alone), contradictions=contradictions, passages=passages)


def _parts(statements: Sequence[Statement]) -> Iterator[list[Statement]]:
    left = iter(statements)
    while part := list(islice(left, _AT_ONCE)):
        yield part


class _Settled:
    """All that is asked to tell the origins of a claim."""

    def __init__(
        self,
        by_report: Mapping[str, Sequence[Statement]],
        signed: Iterable[Signed],
        passages: Iterable[Passage],
        contradictions: Iterable[Contradiction],
    ) -> None:
        self._by_report = by_report
        self._signed, self._passages = (
            defaultdict[str, list[Signed]](list),
            defaultdict[str, list[Passage]](list),
        )
        for mark in signed:
            self._signed[mark.report].append(mark)
        for passage in passages:
            self._passages[passage.one].append(passage)
        against = (c for c in contradictions if c.label == Label.CONTRADICTORY)
        self._contradicted = {name for c in against for name in (c.one, c.other)}
        outlets = sorted({s.outlet for inside in by_report.values() for s in inside if s.outlet})
        names: dict[str, str] = {}
        for outlet in outlets:
            names.setdefault(key_of(outlet), outlet)
        self._publishers = Publishers(names)

    def told(self, claim: Claim) -> TracedClaim:
        """Return a claim with its origins."""
        of, ids = set(claim.reports), {m.id for m in claim.members}
        shared = [p for report in of for p in self._passages[report] if p.other in of]
        shared.sort(key=lambda p: (p.one, p.other, p.here.start))
        origins = origins_of(
            claim.members,
            copied_joins(list(claim.members), tuple(shared)),
            beside=[s for r in of for s in self._by_report[r] if s.id not in ids and s.speaker is not None],
            signed=[mark for report in of for mark in self._signed[report]],
            known_outlets=self._publishers.named_in(claim.members),
        )
        contradicted = not self._contradicted.isdisjoint(ids)
        return TracedClaim(claim=claim, origins=origins, passages=tuple(shared), contradicted=contradicted)


def _contradictions(claims: Claims, tell: Progress) -> list[Contradiction]:
    """Return how wordings stand to each other, each by its earliest statement."""
    held = claims.wordings()
    profiles = _Remembered(lambda n: profile_of(held[n].first))
    filed: list[tuple[int, ...]] = []
    asked: list[tuple[int, ...]] = []
    for n in range(len(held)):
        keys = both_keys(profiles[n])
        filed.append(keys[0])
        asked.append(keys[1])
    found: list[Contradiction] = []
    for number, (one, other) in enumerate(Filed([w.week for w in held], filed).pairs(asked), 1):
        a, b = held[one], held[other]
        if a.sole is None or a.sole != b.sole:
            pair = opposed(profiles[one], profiles[other], Lent(cosine(a.words, b.words)))
            if pair is not None:
                found.append(pair)
        if number % _AT_ONCE == 0:
            tell("oppose", one, len(held))
    return sorted(found, key=lambda c: (c.one, c.other))


class _Remembered(OrderedDict[int, Profile]):
    """Profiles, made when they are asked for; the last ones are remembered."""

    def __init__(self, make: Callable[[int], Profile]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, number: int) -> Profile:
        found = self[number] = self._make(number)
        if len(self) > _REMEMBERED:
            self.popitem(last=False)
        return found


def _passages(
    texts: Mapping[str, Report], by_report: Mapping[str, Collection[Statement]], tell: Progress
) -> Iterator[Passage]:
    """Yield the passages of reports, as `copies.passages_of` does, with few reports cut up at a time."""
    cut: OrderedDict[str, Sentences] = OrderedDict()

    def sentences(report: str) -> Sentences:
        if report not in cut:
            keys = frozenset(k for s in by_report.get(report, ()) for k in credited(s))
            cut[report] = sentences_in(texts[report], keys)
            if len(cut) > _REMEMBERED:
                cut.popitem(last=False)
        return cut[report]

    ranked = sorted(texts, key=lambda r: f"{(texts[r].published or '9999')[:10]}\x1f{r}")
    hashes = [np.fromiter(shingles_in(sentences(report)), dtype=np.int64) for report in ranked]
    earlier = _earlier(hashes)
    for number, report in enumerate(ranked):
        for other in sorted(earlier.get(number, ())):
            yield from passages_between(sentences(report), sentences(ranked[other]))
        if number % _AT_ONCE == 0:
            tell("copy", number, len(ranked))


def _earlier(hashes: Sequence[Numbers]) -> dict[int, set[int]]:
    """Return in which earlier reports each is looked for: the first that have one of its rows of words."""
    found: dict[int, set[int]] = defaultdict(set)
    if not hashes:
        return found
    flat = np.concatenate(hashes)
    who = np.repeat(np.arange(len(hashes)), [len(each) for each in hashes])
    order = np.lexsort((who, flat))
    flat, who = flat[order], who[order]
    begins = (
        np.flatnonzero(np.concatenate(([True], flat[1:] != flat[:-1]))) if len(flat) else np.empty(0, int)
    )
    many = np.diff(np.append(begins, len(flat)))
    start = np.repeat(begins, many)
    for step in range(FIRST):
        first = start + step
        known = np.flatnonzero(first < np.arange(len(flat)))
        for mine, other in zip(who[known].tolist(), who[first[known]].tolist(), strict=True):
            found[mine].add(other)
    return found
