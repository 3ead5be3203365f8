"""Keeping: a batch of reports into the trace of a store, on rows that nobody else changes meanwhile.

What a report said before is taken out, what it says now is put in; wordings whose earliest statement or only
report changed are compared anew; clusters are made anew no further than that reaches (`tracing.linkage`).
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, cast

import msgspec
import numpy as np

from reportedly.linking.edges import StoredEdges, unpacked_edges
from reportedly.linking.pages import Pages, by_week
from reportedly.linking.preparing import Made, Prepared, name_numbers, unpacked
from reportedly.linking.rows import (
    Held,
    held_of,
    opposed_row,
    profile,
    range_in,
    statement_row,
    wording_row,
)
from reportedly.store.traces import TraceRows
from reportedly.tracing.claims import each_once
from reportedly.tracing.contradictions import both_keys, opposed_keys
from reportedly.tracing.embedding import SIZE
from reportedly.tracing.linkage import KEPT, Edges, Node, Numbers, Scores, scored
from reportedly.tracing.nearness import REACH, Page, cosines_between, signatures_of
from reportedly.tracing.profile import Profile, profile_of
from reportedly.tracing.sieve import TRAITS, traits_of
from reportedly.tracing.statement import Statement
from reportedly.tracing.wordings import NO_WEEK

_STATE = ("week", "page", "first", "sole", "cluster", "claim")
"""What a wording's row tells apart from what it says."""


class Touched(msgspec.Struct, frozen=True):
    """What a batch changed."""

    linked: tuple[int, ...]
    """Wordings that have other edges now."""
    shrunk: frozenset[int]
    """Clusters that lost a wording."""
    claims: frozenset[int]
    """Claims that have other statements now."""
    opposed: frozenset[int]
    """Wordings that other statements contradict now, or no longer do."""
    reports: frozenset[int]
    """Reports that say something else now."""
    statements: int
    """Statements put in."""


class Keeping:
    """The wordings of a store inside one transaction."""

    def __init__(self, rows: TraceRows) -> None:
        """Read and write through `rows`."""
        self.rows, self.edges, self._pages = rows, StoredEdges(rows), Pages(rows)
        self._held: dict[int, Held] = {}
        self._shrunk: set[int] = set()
        self._claims: set[int] = set()
        self._opposed: set[int] = set()
        self._first_gone: dict[int, bytes] = {}
        self._made: dict[bytes, Statement] = {}
        self._profiles: dict[str, Profile] = {}
        self._traits: dict[int, np.void] = {}

    def take(self, batch: Sequence[Prepared]) -> Touched:
        """Make what each report of a batch says now all that the trace has of it."""
        new, gone, changed = self._changes(batch)
        self._made = {made.packed: made.statement for _, made in new}
        touched = self._taken_out(gone)
        wordings = self._wordings_for(new)
        self._put_in(new, wordings)
        touched |= {wordings[made.wording] for _, made in new}
        linked = self._restated(touched)
        self._link(linked)
        self._oppose(linked)
        self.edges.write()
        return Touched(
            linked=tuple(linked),
            shrunk=frozenset(self._shrunk),
            claims=frozenset(self._claims),
            opposed=frozenset(self._opposed),
            reports=changed,
            statements=len(new),
        )

    def held(self, numbers: Collection[int]) -> dict[int, Held]:
        """Return wordings, each with the profile of its earliest statement."""
        missing = [n for n in numbers if n not in self._held]
        found = [held_of(row) for row in self.rows.where("wordings", "id", missing)] if missing else []
        wanted = (*found, *(self._held[n] for n in numbers if n in self._held))
        bare = {each.first: each for each in wanted if each.profile is None}
        for row in self.rows.where("statements", "id", list(bare), "id", "packed"):
            bare[row.id].profile = self._profile_of(self._made.get(row.packed) or unpacked(row.packed))
        self._held.update((each.id, each) for each in found)
        return {n: self._held[n] for n in numbers if n in self._held}

    def _profile_of(self, statement: Statement) -> Profile:
        found = self._profiles.get(statement.id)
        if found is None or found.statement is not statement:
            found = self._profiles[statement.id] = profile_of(statement)
        return found

    def _changes(
        self, batch: Sequence[Prepared]
    ) -> tuple[list[tuple[int, Made]], list[tuple[int, int, bytes]], frozenset[int]]:
        """Return what comes in, what goes out, and of which reports.

        In comes (report, statement); out goes (statement, wording, packed).
        """
        before = {row.key: row for row in self.rows.where("statements", "seq", [p.seq for p in batch])}
        by_name = {
            row.id: row.name
            for row in self.rows.where("wordings", "id", {r.wording for r in before.values()}, "id", "name")
        }
        new: list[tuple[int, Made]] = []
        kept: set[int] = set()
        for each in batch:
            for made in each.made:
                row = before.get(made.key)
                if row is not None and row.packed == made.packed and by_name[row.wording] == made.wording:
                    kept.add(made.key)
                else:
                    new.append((each.seq, made))
        gone = [row for key, row in before.items() if key not in kept]
        changed = frozenset(seq for seq, _ in new) | {row.seq for row in gone}
        return new, [(row.id, row.wording, row.packed) for row in gone], changed

    def _taken_out(self, gone: Sequence[tuple[int, int, bytes]]) -> set[int]:
        """Delete statements; return their wordings."""
        self.rows.delete("statements", "id", [number for number, _, _ in gone])
        for number, _, data in gone:
            pairs = name_numbers(unpacked(data))
            self.rows.delete_exactly(
                "statement_names", [{"name": n, "role": role, "statement": number} for role, n in pairs]
            )
        self._first_gone = {number: data for number, _, data in gone}
        return {wording for _, wording, _ in gone}

    def _wordings_for(self, new: Sequence[tuple[int, Made]]) -> dict[str, int]:
        """Return the number of each wording by its name; those that are not there are made."""
        names = {made.wording: made for _, made in new}
        known = {row.name: row.id for row in self.rows.where("wordings", "name", list(names), "name", "id")}
        fresh = [made for name, made in names.items() if name not in known]
        first = self.rows.most("wordings", "id") + 1
        known.update((made.wording, first + n) for n, made in enumerate(fresh))
        by_number = {known[made.wording]: made for made in fresh}
        for week, inside in by_week(by_number, {n: made.week for n, made in by_number.items()}):
            joined = b"".join(by_number[n].words for n in inside)
            vectors = np.frombuffer(joined, dtype=np.int8).reshape(-1, SIZE)
            traits = traits_of([self._profile_of(by_number[n].statement) for n in inside])
            self._traits.update(zip(inside, traits, strict=True))
            pages = self._pages.add(week, inside, vectors, traits)
            self.rows.insert(
                "wordings",
                [wording_row(n, by_number[n], page) for n, page in zip(inside, pages, strict=True)],
            )
        return known

    def _put_in(self, new: Sequence[tuple[int, Made]], wordings: Mapping[str, int]) -> None:
        first = self.rows.most("statements", "id") + 1
        self.rows.insert(
            "statements",
            [
                statement_row(first + n, seq, made, wordings[made.wording])
                for n, (seq, made) in enumerate(new)
            ],
        )
        self.rows.keep_names({name for _, made in new for _, name in made.names})
        self.rows.insert(
            "statement_names",
            [
                {"name": number, "role": role, "statement": first + n}
                for n, (_, made) in enumerate(new)
                for role, number in name_numbers(made.statement)
            ],
        )

    def _restated(self, wordings: Collection[int]) -> list[int]:
        """Bring the earliest statement and only report of wordings up to date; return those that changed."""
        linked, gone, changes, unlinked = [], [], [], []
        self._held = {n: h for n, h in self._held.items() if n not in wordings}
        statements: dict[int, list[tuple[str, int, int]]] = defaultdict(list)
        for row in self.rows.where("statements", "wording", wordings, "wording", "rank", "id", "seq"):
            statements[row.wording].append((row.rank, row.id, row.seq))
        for row in sorted(self.rows.where("wordings", "id", wordings, "id", *_STATE)):
            if row.claim is not None:
                self._claims.add(row.claim)
            if row.id in statements:
                _, first, seq = min(statements[row.id])
                sole = seq if all(each[2] == seq for each in statements[row.id]) else None
                if (first, sole) == (row.first, row.sole):
                    continue
                linked.append(row.id)
                changes.append({"id": row.id, "first": first, "sole": sole, "cluster": None, "claim": None})
            else:
                gone.append((row.id, row.page))
            if row.first:
                unlinked.append(row)
            if row.cluster is not None:
                self._shrunk.add(row.cluster)
        self._unlink(unlinked)
        self.rows.update("wordings", "id", changes)
        self._pages.remove(gone)
        self.rows.delete("wordings", "id", [n for n, _ in gone])
        return linked

    def _unlink(self, wordings: Sequence[Any]) -> None:
        """Take away the edges, keys and contradictions of wordings, given as rows that tell how they were."""
        if not wordings:
            return
        numbers = [row.id for row in wordings]
        self.edges.drop(numbers)
        for near, far in (("one", "other"), ("other", "one")):
            against = self.rows.where("contradictions", near, numbers, far)
            self._opposed |= {getattr(row, far) for row in against}
            self.rows.delete("contradictions", near, numbers)
        firsts = [row.first for row in wordings if row.first not in self._first_gone]
        packed = {row.id: row.packed for row in self.rows.where("statements", "id", firsts, "id", "packed")}
        packed.update(self._first_gone)
        keys = [
            {"key": key, "week": row.week, "wording": row.id}
            for row in wordings
            for key in opposed_keys(profile_of(unpacked(packed[row.first])))
        ]
        self.rows.delete_exactly("wording_keys", keys)

    def _link(self, numbers: Sequence[int]) -> None:
        """Compare wordings with all that they may be alike, and keep the edges."""
        one, other, words = self._alike(self.held(numbers))
        held = self.held({*one.tolist(), *other.tolist()})
        pairs = list(zip(one.tolist(), other.tolist(), strict=True))
        kept = [n for n, (a, b) in enumerate(pairs) if held[a].sole is None or held[a].sole != held[b].sole]
        if kept:
            ends = [[held[pairs[n][side]].gist for n in kept] for side in (0, 1)]
            gists = cosines_between(np.array(ends[0]), np.array(ends[1]))
            self.edges.add(scored(self._profile, [pairs[n] for n in kept], words[kept], gists))

    def _profile(self, number: int) -> Profile:
        return profile(self._held[number])

    def _alike(self, mine: Mapping[int, Held]) -> tuple[Numbers, Numbers, Scores]:
        """Return the pairs that may be alike with the cosines of their words, each pair once."""
        found: list[tuple[Numbers, Numbers, Scores]] = []
        for week, inside in by_week(mine, {n: h.week for n, h in mine.items()}):
            vectors, asked = np.array([mine[n].words for n in inside]), Page()
            others = [n for n in inside if n not in self._traits]
            self._traits.update(zip(others, traits_of([profile(mine[n]) for n in others]), strict=True))
            traits = np.array([self._traits[n] for n in inside], dtype=TRAITS)
            asked.add(np.array(inside, dtype=np.int64), vectors, signatures_of(vectors), traits)
            found += self._pages.alike(week, asked, KEPT)
        return each_once(found)

    def _oppose(self, numbers: Sequence[int]) -> None:
        """File wordings under what they may contradict, and keep what they do contradict."""
        mine = self.held(numbers)
        keys = {n: both_keys(profile(h)) for n, h in mine.items()}
        self.rows.insert(
            "wording_keys",
            [{"key": key, "week": mine[n].week, "wording": n} for n, both in keys.items() for key in both[0]],
        )
        pairs: set[tuple[int, int]] = set()
        for week, inside in by_week(mine, {n: h.week for n, h in mine.items()}):
            asked: dict[int, list[int]] = defaultdict(list)
            for n in inside:
                for key in keys[n][1]:
                    asked[key].append(n)
            weeks = None if week == NO_WEEK else (week - REACH, week + REACH)
            for row in self.rows.at_keys(asked, weeks, NO_WEEK):
                other = row.wording
                pairs.update((n, other) if n < other else (other, n) for n in asked[row.key] if n != other)
        held = self.held({n for pair in pairs for n in pair})
        judged = (opposed_row(held[one], held[other]) for one, other in sorted(pairs))
        found = [each for each in judged if each is not None]
        self.rows.insert("contradictions", found)
        self._opposed |= {cast("int", each[side]) for each in found for side in ("one", "other")}

    # what `linkage.reclustered` asks

    def nodes_of(self, numbers: Collection[int]) -> Mapping[int, Node]:
        """Return wordings, by number."""
        found = self.rows.where("wordings", "id", numbers, "id", "name", "figure")
        return {row.id: Node(row.name, range_in(row.figure)) for row in found}

    def edges_at(self, numbers: Collection[int]) -> Edges:
        """Return every edge that one of the wordings is in."""
        return self.edges.at(numbers)

    def bars_at(self, numbers: Collection[int]) -> Iterable[tuple[int, int]]:
        """Return the pairs with one of the wordings that persons split."""
        for near in ("one", "other"):
            for row in self.rows.where("claim_links", near, numbers, "one", "other", "apart"):
                if row.apart:
                    yield row.one, row.other

    def clusters_at(self, numbers: Collection[int]) -> Mapping[int, int]:
        """Return the cluster of each wording that is in one."""
        rows = self.rows.where("wordings", "id", numbers, "id", "cluster")
        return {row.id: row.cluster for row in rows if row.cluster is not None}

    def members_of(self, clusters: Collection[int]) -> Mapping[int, Collection[int]]:
        """Return the wordings of each cluster."""
        found: dict[int, list[int]] = defaultdict(list)
        for row in self.rows.where("wordings", "cluster", clusters, "id", "cluster"):
            found[row.cluster].append(row.id)
        return found

    def joins_of(self, clusters: Collection[int]) -> Edges:
        """Return the edges by which the wordings of clusters were joined."""
        return Edges.joined(
            [unpacked_edges(row) for row in self.rows.where("cluster_joins", "cluster", clusters)]
        )
