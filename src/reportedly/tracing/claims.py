"""Claims: statements of several reports that say the same thing, kept up to date as reports arrive."""

from collections import OrderedDict, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256

import msgspec
import numpy as np
import numpy.typing as npt

from reportedly.tracing.buckets import meaning_keys, slot_keys
from reportedly.tracing.clustering import clusters_of
from reportedly.tracing.comparing import Comparison, compare_profiles, score_of
from reportedly.tracing.embedding import SIZE, embed
from reportedly.tracing.profile import Profile, profile_of
from reportedly.tracing.slots import values_meet
from reportedly.tracing.statement import Statement, StatementKind

LEAST = 0.25
"""Score from which two statements are one claim: the best on ECB+, of which the weights are too."""
_LEAST_MEANING = 0.45
"""Cosine of words under which a pair with attributed words in it is not compared: it saves time, and on gold
it parts nothing that 0.3 joined."""
_PROFILES = 100_000
"""Profiles kept at hand."""
_FIRST_ROOM = 1024

Vectors = npt.NDArray[np.float32]


class Claim(msgspec.Struct, frozen=True, kw_only=True):
    """The same thing, said in one or more reports."""

    id: str
    """"claim-" and 12 hex digits over its members' earliest statement: the same whatever came first."""
    words: str
    """The words of the member that is most like the others."""
    members: tuple[Statement, ...]
    """The statements, by day of publication, then by id."""

    @property
    def reports(self) -> tuple[str, ...]:
        """The reports that say it, each once, in order."""
        return tuple(dict.fromkeys(m.report for m in self.members))


class Claims:
    """An index of statements that keeps them clustered: adding compares, reading clusters what changed.

    The result depends on the statements only, not on the order in which they were added: which pairs are
    compared and what their scores are is a matter of the two, and clusters are made anew in each connected
    component that was touched.
    """

    def __init__(self, least: float = LEAST) -> None:
        """`least` is the score from which two statements are one claim."""
        self._least = least
        self._statements: list[Statement] = []
        self._number: dict[str, int] = {}
        self._words: npt.NDArray[np.float16] = np.empty((_FIRST_ROOM, SIZE), dtype=np.float16)
        self._gists: npt.NDArray[np.float16] = np.empty((_FIRST_ROOM, SIZE), dtype=np.float16)
        self._buckets: dict[int, list[int]] = defaultdict(list)
        self._edges: dict[int, dict[int, float]] = {}
        self._vetoes: dict[int, set[int]] = defaultdict(set)
        self._parent: list[int] = []
        self._component: dict[int, list[int]] = {}
        self._clusters: dict[int, list[frozenset[str]]] = {}
        self._profiles: OrderedDict[int, Profile] = OrderedDict()

    def __len__(self) -> int:
        """Return how many statements are held."""
        return len(self._statements)

    def __contains__(self, statement_id: str) -> bool:
        """Return whether a statement is held."""
        return statement_id in self._number

    def statement(self, statement_id: str) -> Statement:
        """Return a statement that is held; raises KeyError where it is not."""
        return self._statements[self._number[statement_id]]

    def add(
        self, statements: Sequence[Statement], words: Vectors | None = None, gists: Vectors | None = None
    ) -> tuple[str, ...]:
        """Add statements; return the ids of those that were new. One already held is left as it is.

        `words` and `gists` are the vectors of `Statement.words` and `Statement.gist`, float32[N, 384],
        where
        the caller has them; else they are made here, some 5 ms each.
        """
        fresh = [i for i, s in enumerate(statements) if s.id not in self._number]
        fresh = list({statements[i].id: i for i in fresh}.values())
        if not fresh:
            return ()
        new = [statements[i] for i in fresh]
        if words is None or gists is None:
            words, gists = vectors_of(new)
        else:
            words, gists = words[fresh], gists[fresh]
        keys = meaning_keys(words)
        first = len(self._statements)
        self._make_room(first + len(new))
        self._words[first : first + len(new)] = words
        self._gists[first : first + len(new)] = gists
        for offset, statement in enumerate(new):
            self._place(first + offset, statement, keys[offset])
        return tuple(s.id for s in new)

    def _make_room(self, wanted: int) -> None:
        room = len(self._words)
        if wanted > room:
            more = max(wanted, 2 * room) - room
            blank = np.zeros((more, SIZE), dtype=np.float16)
            self._words = np.concatenate((self._words, blank))
            self._gists = np.concatenate((self._gists, blank))

    def _place(self, at: int, statement: Statement, meaning: npt.NDArray[np.int64]) -> None:
        """File one statement, compare it with its candidates, join what scores."""
        self._statements.append(statement)
        self._number[statement.id] = at
        self._parent.append(at)
        self._component[at] = [at]
        profile = self._profile(at)
        found: set[int] = set()
        for key in (*(int(k) for k in meaning), *slot_keys(profile)):
            if key == -1:
                continue
            bucket = self._buckets[key]
            found.update(bucket)
            bucket.append(at)
        for other, words, gist in self._worth_comparing(at, found):
            theirs = self._profile(other)
            score = score_of(profile, theirs, words, gist)
            if score >= self._least / 4:
                self._edges.setdefault(at, {})[other] = score
                self._edges.setdefault(other, {})[at] = score
            if score >= self._least:
                self._join(at, other)
            if vetoed(profile, theirs):
                self._vetoes[at].add(other)
                self._vetoes[other].add(at)
        self._clusters.pop(self._root(at), None)

    def _worth_comparing(self, at: int, found: set[int]) -> Iterator[tuple[int, float, float]]:
        """Yield candidates of other reports whose meaning is near, with the cosines of words and gists."""
        report = self._statements[at].report
        rows = np.array(sorted(i for i in found if self._statements[i].report != report), dtype=np.int64)
        if not len(rows):
            return
        words = self._words[rows].astype(np.float32) @ self._words[at].astype(np.float32)
        near = (words >= _LEAST_MEANING) | (
            np.array([self._statements[i].kind is not StatementKind.SAID for i in rows])
            & (self._statements[at].kind is not StatementKind.SAID)
        )
        rows, words = rows[near], words[near]
        gists = self._gists[rows].astype(np.float32) @ self._gists[at].astype(np.float32)
        for other, word, gist in zip(rows, words, gists, strict=True):
            yield int(other), float(word), float(gist)

    def _profile(self, at: int) -> Profile:
        profile = self._profiles.get(at)
        if profile is None:
            profile = self._profiles[at] = profile_of(self._statements[at])
            if len(self._profiles) > _PROFILES:
                self._profiles.popitem(last=False)
        return profile

    def _root(self, at: int) -> int:
        while self._parent[at] != at:
            self._parent[at] = self._parent[self._parent[at]]
            at = self._parent[at]
        return at

    def _join(self, one: int, other: int) -> None:
        a, b = self._root(one), self._root(other)
        if a == b:
            return
        if len(self._component[a]) < len(self._component[b]):
            a, b = b, a
        self._parent[b] = a
        self._component[a] += self._component.pop(b)
        self._clusters.pop(a, None)
        self._clusters.pop(b, None)

    def _clusters_at(self, root: int) -> list[frozenset[str]]:
        found = self._clusters.get(root)
        if found is None:
            inside = self._component[root]
            name = [s.id for s in (self._statements[i] for i in inside)]
            edges = {
                (self._statements[i].id, self._statements[j].id): score
                for i in inside
                for j, score in self._edges.get(i, {}).items()
                if i < j and self._root(j) == root
            }
            vetoes = [
                (self._statements[i].id, self._statements[j].id)
                for i in inside
                for j in self._vetoes.get(i, ())
                if i < j
            ]
            found = self._clusters[root] = clusters_of(name, edges, vetoes, self._least)
        return found

    def claim_of(self, statement_id: str) -> Claim:
        """Return the claim a statement belongs to; raises KeyError where it is not held."""
        root = self._root(self._number[statement_id])
        for cluster in self._clusters_at(root):
            if statement_id in cluster:
                return self._claim(cluster)
        raise KeyError(statement_id)

    def all(self, reports: int = 1) -> Iterator[Claim]:
        """Yield every claim that at least `reports` reports make, those of one component together."""
        for root in sorted(
            self._component, key=lambda r: min(self._statements[i].id for i in self._component[r])
        ):
            for cluster in self._clusters_at(root):
                if len({self.statement(i).report for i in cluster}) >= reports:
                    yield self._claim(cluster)

    def nearest(self, words: str, most: int = 10) -> tuple[tuple[Statement, float], ...]:
        """Return the statements nearest in meaning to `words`, best first, with their cosines (exact)."""
        if not self._statements:
            return ()
        vector = embed([words])[0]
        held = len(self._statements)
        scores = np.concatenate(
            [self._words[i : min(i + 65536, held)].astype(np.float32) @ vector for i in range(0, held, 65536)]
        )
        order = sorted(
            np.argsort(-scores)[: 4 * most],
            key=lambda i: (-round(float(scores[i]), 4), self._statements[i].id),
        )
        return tuple((self._statements[i], float(scores[i])) for i in order[:most])

    def comparison(self, one: str, other: str) -> Comparison:
        """Return the explained comparison of two statements; raises KeyError where one is not held."""
        a, b = self._number[one], self._number[other]
        words = float(self._words[a].astype(np.float32) @ self._words[b].astype(np.float32))
        gists = float(self._gists[a].astype(np.float32) @ self._gists[b].astype(np.float32))
        return compare_profiles(self._profile(a), self._profile(b), words, gists)

    def related(self, statement_id: str) -> tuple[Statement, ...]:
        """Return the statements that were compared with this one and are not far from it, by id."""
        at = self._number[statement_id]
        near = {*self._edges.get(at, {}), *self._vetoes.get(at, ())}
        return tuple(sorted((self._statements[i] for i in near), key=lambda s: s.id))

    def _claim(self, cluster: Iterable[str]) -> Claim:
        members = sorted((self.statement(i) for i in cluster), key=lambda s: (s.published or "9999", s.id))
        numbers = [self._number[m.id] for m in members]
        fit = [sum(self._edges.get(i, {}).get(j, 0.0) for j in numbers) for i in numbers]
        best = max(
            range(len(members)), key=lambda k: (round(fit[k], 6), -len(members[k].words), members[k].id)
        )
        digest = sha256(members[0].id.encode("utf-8", "surrogatepass")).hexdigest()[:12]
        return Claim(id=f"claim-{digest}", words=members[best].words, members=tuple(members))


def vectors_of(statements: Sequence[Statement]) -> tuple[Vectors, Vectors]:
    """Return the vectors of the statements' words and of their gists, float32[N, 384] each."""
    texts = list(dict.fromkeys(t for s in statements for t in (s.words, s.gist)))
    row = {text: i for i, text in enumerate(texts)}
    vectors = embed(texts)
    words = vectors[[row[s.words] for s in statements]] if statements else vectors
    gists = vectors[[row[s.gist] for s in statements]] if statements else vectors
    return words, gists


def vetoed(one: Profile, other: Profile) -> bool:
    """Return whether two statements cannot be one claim, however alike: figures that do not meet."""
    a, b = one.statement, other.statement
    if a.kind is not StatementKind.FIGURE or b.kind is not StatementKind.FIGURE or a.unit != b.unit:
        return False
    return not values_meet(a, b)
