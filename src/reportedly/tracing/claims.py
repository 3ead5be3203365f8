"""Claims: statements of several reports that say the same thing, kept in memory as reports come and go.

A store keeps the same by the same rules (`linkage`, `nearness`, `wordings`), so both come to the same claims.
"""

from bisect import insort
from collections import OrderedDict, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

import msgspec
import numpy as np
import numpy.typing as npt

from reportedly.tracing.adjacency import Adjacency
from reportedly.tracing.embedding import SIZE, embed
from reportedly.tracing.linkage import KEPT, LEAST, Edges, Node, range_of, reclustered, scored, vetoed
from reportedly.tracing.nearness import (
    Page,
    alike_in,
    cosine,
    cosines_between,
    cosines_of,
    is_far,
    quantised,
    signatures_of,
)
from reportedly.tracing.profile import Profile, profile_of
from reportedly.tracing.sieve import traits_of
from reportedly.tracing.statement import Statement
from reportedly.tracing.wordings import key_of, name_of, rank_of, week_of

__all__ = ["LEAST", "Claim", "Claims", "claim_of_members", "vectors_of", "vetoed"]

_PROFILES = 100_000
"""Profiles kept at hand."""

Numbers = npt.NDArray[np.int64]
Scores = npt.NDArray[np.float64]
Vectors = npt.NDArray[np.float32]
Quantised = npt.NDArray[np.int8]


class Claim(msgspec.Struct, frozen=True, kw_only=True):
    """The same thing, said in one or more reports."""

    id: str
    """ "claim-" and the key of its earliest member: the same whatever came first."""
    words: str
    """The words of the member that is most like the others."""
    members: tuple[Statement, ...]
    """The statements, by day of publication, then by id."""

    @property
    def reports(self) -> tuple[str, ...]:
        """The reports that say it, each once, in order."""
        return tuple(dict.fromkeys(m.report for m in self.members))


class Worded(msgspec.Struct, frozen=True):
    """A wording, for what looks at all of them."""

    first: Statement
    """Its earliest statement."""
    sole: str | None
    """Its only report, where there is one."""
    week: int
    words: npt.NDArray[np.int8]
    """Vector of its words."""


class _Wording:
    """A wording as it is held."""

    def __init__(self, name: str, week: int) -> None:
        self.name, self.week = name, week
        self.statements: list[Statement] = []
        self.sole: str | None = None
        """Its only report, where there is one."""

    def put(self, statement: Statement) -> None:
        """Put in a statement, in order."""
        insort(self.statements, statement, key=rank_of)
        self.sole = statement.report if self.sole == statement.report or len(self.statements) == 1 else None

    def take(self, statement: Statement) -> None:
        """Take out a statement."""
        self.statements.remove(statement)
        reports = {s.report for s in self.statements}
        self.sole = reports.pop() if len(reports) == 1 else None

    def state(self) -> tuple[str, str | None]:
        """Return what its edges depend on: the earliest statement, and its only report."""
        return self.statements[0].id, self.sole


class Claims:
    """An index of statements that keeps them clustered: adding compares, reading clusters what changed.

    The result depends on the statements only, not on the order in which they were added or on what was there
    before.
    """

    def __init__(self, least: float = LEAST) -> None:
        """`least` is the score from which two statements are one claim."""
        self._least = least
        self._statements: dict[str, Statement] = {}
        self._wording_of: dict[str, int] = {}
        self._wordings: dict[int, _Wording] = {}
        self._named: dict[str, int] = {}
        self._pages: dict[int, Page] = defaultdict(Page)
        self._paged: set[int] = set()
        self._vectors: dict[int, tuple[Quantised, Quantised]] = {}
        self._edges = Adjacency()
        self._cluster: dict[int, int] = {}
        self._members: dict[int, frozenset[int]] = {}
        self._joins: dict[int, Edges] = {}
        self._changed: set[int] = set()
        self._shrunk: set[int] = set()
        self._profiles: OrderedDict[int, Profile] = OrderedDict()
        self._last = 0

    def __len__(self) -> int:
        """Return how many statements are held."""
        return len(self._statements)

    def __contains__(self, statement_id: str) -> bool:
        """Return whether a statement is held."""
        return statement_id in self._statements

    def statement(self, statement_id: str) -> Statement:
        """Return a statement that is held; raises KeyError where it is not."""
        return self._statements[statement_id]

    def add(
        self, statements: Sequence[Statement], words: Vectors | None = None, gists: Vectors | None = None
    ) -> tuple[str, ...]:
        """Add statements; return the ids of those that were new. One already held is left as it is.

        `words` and `gists` are the vectors of `Statement.words` and `Statement.gist`, float32[N, SIZE],
        where the caller has them; else they are made here.
        """
        fresh = list({s.id: i for i, s in enumerate(statements) if s.id not in self._statements}.values())
        if not fresh:
            return ()
        new = [statements[i] for i in fresh]
        if words is None or gists is None:
            words, gists = vectors_of(new)
        else:
            words, gists = words[fresh], gists[fresh]
        changed: dict[int, None] = {}
        for statement, word, gist in zip(new, quantised(words), quantised(gists), strict=True):
            self._statements[statement.id] = statement
            at, touched = self._filed(statement, word, gist)
            if touched:
                changed[at] = None
        self._link(list(changed))
        return tuple(s.id for s in new)

    def remove(self, statement_ids: Iterable[str]) -> None:
        """Take statements out; those not held are passed over."""
        changed: dict[int, None] = {}
        for name in statement_ids:
            statement = self._statements.pop(name, None)
            if statement is None:
                continue
            at = self._wording_of.pop(name)
            wording = self._wordings[at]
            before = wording.state()
            wording.take(statement)
            if not wording.statements or wording.state() != before:
                self._unlink(at)
                changed[at] = None
            if not wording.statements:
                del self._wordings[at], self._named[wording.name], self._vectors[at]
                self._pages[wording.week].remove(np.array([at]))
                self._paged.discard(at)
        self._link([at for at in changed if at in self._wordings])

    def _filed(self, statement: Statement, words: Quantised, gist: Quantised) -> tuple[int, bool]:
        """Put a statement to its wording; return the wording, and whether its edges are to be made anew."""
        name = name_of(statement)
        at = self._named.get(name)
        if at is None:
            at = self._named[name] = self._last = self._last + 1
            wording = self._wordings[at] = _Wording(name, week_of(statement))
            self._vectors[at] = (words, gist)
        wording = self._wordings[at]
        before = wording.state() if wording.statements else None
        wording.put(statement)
        self._wording_of[statement.id] = at
        touched = wording.state() != before
        if touched:
            self._unlink(at)
        return at, touched

    def _unlink(self, at: int) -> None:
        """Take away the edges of a wording, and its place in a cluster."""
        self._edges.drop(at)
        self._profiles.pop(at, None)
        self._changed.discard(at)
        cluster = self._cluster.pop(at, None)
        if cluster is not None:
            self._members[cluster] -= {at}
            self._shrunk.add(cluster)

    def _link(self, numbers: list[int]) -> None:
        """Compare wordings with all that are near them."""
        self._changed.update(numbers)
        by_week: dict[int, list[int]] = defaultdict(list)
        for at in numbers:
            by_week[self._wordings[at].week].append(at)
        asked = {week: self._asked(inside) for week, inside in by_week.items()}
        for week, mine in asked.items():
            fresh = np.array([n not in self._paged for n in mine.numbers.tolist()])
            columns = (mine.numbers, mine.vectors, mine.signatures, mine.traits)
            self._pages[week].add(*(column[fresh] for column in columns))
            self._paged.update(mine.numbers.tolist())
        one, other, words = self._alike(asked)
        pairs = list(zip(one.tolist(), other.tolist(), strict=True))
        soles = [(self._wordings[a].sole, self._wordings[b].sole) for a, b in pairs]
        kept = [n for n, (a, b) in enumerate(soles) if a is None or a != b]
        if not kept:
            return
        gists = cosines_between(*(np.array([self._vectors[pairs[n][k]][1] for n in kept]) for k in (0, 1)))
        self._edges.add(scored(self._profile, [pairs[n] for n in kept], words[kept], gists))

    def _asked(self, numbers: list[int]) -> Page:
        """Return wordings of one week in columns."""
        vectors = np.array([self._vectors[at][0] for at in numbers])
        asked = Page()
        traits = traits_of([self._profile(at) for at in numbers])
        asked.add(np.array(numbers, dtype=np.int64), vectors, signatures_of(vectors), traits)
        return asked

    def _alike(self, asked: Mapping[int, Page]) -> tuple[Numbers, Numbers, Scores]:
        """Return the pairs that may be alike with the cosines of their words, each pair once."""
        found: list[tuple[Numbers, Numbers, Scores]] = []
        for week, mine in asked.items():
            for other, page in self._pages.items():
                far = is_far(week, other)
                if far is not None:
                    pairs = alike_in(page, mine, KEPT, far=far)
                    found.append((mine.numbers[pairs.rows], page.numbers[pairs.columns], pairs.cosines))
        return each_once(found)

    def _profile(self, at: int) -> Profile:
        profile = self._profiles.get(at)
        if profile is None:
            profile = self._profiles[at] = profile_of(self._wordings[at].statements[0])
            if len(self._profiles) > _PROFILES:
                self._profiles.popitem(last=False)
        return profile

    # what `linkage.reclustered` asks

    def nodes_of(self, numbers: Collection[int]) -> Mapping[int, Node]:
        """Return wordings, by number."""
        return {at: Node(w.name, range_of(w.statements[0])) for at in numbers for w in (self._wordings[at],)}

    def edges_at(self, numbers: Collection[int]) -> Edges:
        """Return every edge that one of the wordings is in."""
        return self._edges.at(numbers)

    def bars_at(self, _numbers: Collection[int]) -> Iterable[tuple[int, int]]:
        """Return nothing: no person judges here."""
        return ()

    def clusters_at(self, numbers: Collection[int]) -> Mapping[int, int]:
        """Return the cluster of each wording that is in one."""
        return {at: self._cluster[at] for at in numbers if at in self._cluster}

    def members_of(self, clusters: Collection[int]) -> Mapping[int, Collection[int]]:
        """Return the wordings of each cluster."""
        return {c: self._members[c] for c in clusters if c in self._members}

    def joins_of(self, clusters: Collection[int]) -> Edges:
        """Return the edges by which the wordings of clusters were joined."""
        return Edges.joined([self._joins[c] for c in clusters])

    def _settle(self) -> None:
        """Cluster what changed."""
        if not self._changed and not self._shrunk:
            return
        done = reclustered(self, self._changed, self._shrunk, self._least)
        for cluster in done.gone:
            del self._members[cluster], self._joins[cluster]
        for members, joins in zip(done.new, done.joins, strict=True):
            self._last += 1
            self._members[self._last], self._joins[self._last] = members, joins
            self._cluster.update(dict.fromkeys(members, self._last))
        self._changed, self._shrunk = set(), set()

    def claim_of(self, statement_id: str) -> Claim:
        """Return the claim a statement belongs to; raises KeyError where it is not held."""
        self._settle()
        return self._claim(self._members[self._cluster[self._wording_of[statement_id]]])

    def all(self, reports: int = 1) -> Iterator[Claim]:
        """Yield every claim that at least `reports` reports make, by the earliest member."""
        self._settle()
        found = [self._claim(members) for members in self._members.values()]
        for claim in sorted(found, key=lambda c: rank_of(c.members[0])):
            if len(claim.reports) >= reports:
                yield claim

    def nearest(self, words: str, most: int = 10) -> tuple[tuple[Statement, float], ...]:
        """Return the statements nearest in meaning to `words`, best first, with their cosines (exact)."""
        vector = quantised(embed([words]))[0]
        scored: list[tuple[float, int]] = []
        for page in self._pages.values():
            found = cosines_of(page.vectors, vector)
            best = np.argsort(-found)[: 4 * most]
            scored += [(float(found[i]), int(page.numbers[i])) for i in best]
        told = [(s, score) for score, at in scored for s in self._wordings[at].statements]
        told.sort(key=lambda pair: (-round(pair[1], 4), rank_of(pair[0])))
        return tuple(told[:most])

    @property
    def links(self) -> int:
        """How many pairs of wordings are alike enough to be kept."""
        return len(self._edges.at(self._wordings)) // 2

    def wordings(self) -> list[Worded]:
        """Return every wording, in the order in which they came."""
        return [
            Worded(w.statements[0], w.sole, w.week, self._vectors[at][0]) for at, w in self._wordings.items()
        ]

    def meaning(self, one: str, other: str) -> float | None:
        """Return the cosine of the words of two statements, None where one is not held."""
        if one not in self._statements or other not in self._statements:
            return None
        a, b = self._vectors[self._wording_of[one]], self._vectors[self._wording_of[other]]
        return round(cosine(a[0], b[0]), 3)

    def _claim(self, cluster: Collection[int]) -> Claim:
        held = {at: self._wordings[at].statements for at in cluster}
        return claim_of_members(held, self._edges.at(cluster) if len(cluster) > 1 else Edges.joined(()))


def each_once(several: Sequence[tuple[Numbers, Numbers, Scores]]) -> tuple[Numbers, Numbers, Scores]:
    """Return pairs with their cosines, each once, the lower number first; a thing is no pair with itself."""
    if not several:
        return np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0)
    one, other, words = (np.concatenate(column) for column in zip(*several, strict=True))
    low, high = np.minimum(one, other), np.maximum(one, other)
    order = np.lexsort((high, low))
    low, high = low[order], high[order]
    fresh = low != high
    fresh[1:] &= (low[1:] != low[:-1]) | (high[1:] != high[:-1])
    return low[fresh], high[fresh], words[order][fresh]


def claim_of_members(wordings: Mapping[int, Sequence[Statement]], edges: Edges) -> Claim:
    """Return the claim that wordings make; `edges` are those of each of them, so that one comes twice."""
    numbers = np.array(list(wordings), dtype=np.int64)
    inside = edges.taken(np.isin(edges.other, numbers))
    fit = dict.fromkeys(wordings, 0.0)
    order = np.lexsort((inside.other, inside.one))
    for at, score in zip(inside.one[order].tolist(), inside.score[order].tolist(), strict=True):
        fit[at] += score
    first = {at: min(statements, key=rank_of) for at, statements in wordings.items()}
    best = min(wordings, key=lambda at: (-round(fit[at], 6), len(first[at].words), rank_of(first[at])))
    members = sorted((s for statements in wordings.values() for s in statements), key=rank_of)
    return Claim(id=f"claim-{key_of(members[0].id):015x}", words=first[best].words, members=tuple(members))


def vectors_of(statements: Sequence[Statement]) -> tuple[Vectors, Vectors]:
    """Return the vectors of the statements' words and of their gists, float32[N, SIZE] each."""
    texts = list(dict.fromkeys(t for s in statements for t in (s.words, s.gist)))
    row = {text: i for i, text in enumerate(texts)}
    vectors = embed(texts) if texts else np.empty((0, SIZE), dtype=np.float32)
    words = vectors[[row[s.words] for s in statements]] if statements else vectors
    gists = vectors[[row[s.gist] for s in statements]] if statements else vectors
    return words, gists
