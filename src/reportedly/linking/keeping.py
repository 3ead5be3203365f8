"""Keeping: a batch of reports into the trace of a store, on rows that nobody else changes meanwhile.

What a report said before is taken out, what it says now is put in; wordings whose earliest statement or only
report changed are compared anew; clusters are made anew no further than that reaches (`tracing.linkage`).
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import cast

import msgspec
import numpy as np

from reportedly.linking.pages import Pages, by_week
from reportedly.linking.preparing import Made, Prepared, name_numbers, unpacked
from reportedly.linking.rows import Held, edge_rows, held_of, opposed_row, profile, statement_row, wording_row
from reportedly.store.traces import TraceRows
from reportedly.tracing.contradictions import opposed_keys, opposing_keys
from reportedly.tracing.embedding import SIZE
from reportedly.tracing.linkage import Edge, compared
from reportedly.tracing.nearness import REACH, cosine
from reportedly.tracing.profile import profile_of
from reportedly.tracing.wordings import NO_WEEK


class Touched(msgspec.Struct, frozen=True):
    """What a batch changed."""

    linked: tuple[int, ...]
    """Wordings that have other edges now."""
    shrunk: frozenset[int]
    """Clusters that lost a wording."""
    claims: frozenset[int]
    """Claims that have other statements or contradictions now."""
    reports: frozenset[int]
    """Reports that say something else now."""
    statements: int
    """Statements put in."""


class Keeping:
    """The wordings of a store inside one transaction."""

    def __init__(self, rows: TraceRows) -> None:
        """Read and write through `rows`."""
        self.rows, self._pages = rows, Pages(rows)
        self._held: dict[int, Held] = {}
        self._shrunk: set[int] = set()
        self._claims: set[int] = set()
        self._first_gone: dict[int, bytes] = {}

    def take(self, batch: Sequence[Prepared]) -> Touched:
        """Make what each report of a batch says now all that the trace has of it."""
        new, gone, changed = self._changes(batch)
        touched = self._taken_out(gone)
        wordings = self._wordings_for(new)
        self._put_in(new, wordings)
        touched |= {wordings[made.wording] for _, made in new}
        linked = self._restated(touched)
        self._link(linked)
        self._oppose(linked)
        return Touched(tuple(linked), frozenset(self._shrunk), frozenset(self._claims), changed, len(new))

    def held(self, numbers: Collection[int]) -> dict[int, Held]:
        """Return wordings, each with the profile of its earliest statement."""
        missing = [n for n in numbers if n not in self._held]
        found = [held_of(row) for row in self.rows.where("wordings", "id", missing)] if missing else []
        wanted = (*found, *(self._held[n] for n in numbers if n in self._held))
        bare = {each.first: each for each in wanted if each.profile is None}
        for row in self.rows.where("statements", "id", list(bare), "id", "packed"):
            bare[row.id].profile = profile_of(unpacked(row.packed))
        self._held.update((each.id, each) for each in found)
        return {n: self._held[n] for n in numbers if n in self._held}

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
        weeks = {known[made.wording]: made.week for made in fresh}
        by_number = {known[made.wording]: made for made in fresh}
        for week, inside in by_week(weeks, weeks):
            joined = b"".join(by_number[n].words for n in inside)
            vectors = np.frombuffer(joined, dtype=np.int8).reshape(-1, SIZE)
            pages = self._pages.add(week, inside, vectors)
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
        linked, gone, changes = [], [], []
        self._held = {n: h for n, h in self._held.items() if n not in wordings}
        for row in sorted(self.rows.where("wordings", "id", wordings)):
            first = self.rows.earliest(row.id)
            if row.claim is not None:
                self._claims.add(row.claim)
            if first is not None:
                sole = self._sole(row.id, first)
                if (first, sole) == (row.first, row.sole):
                    continue
                linked.append(row.id)
                changes.append({"id": row.id, "first": first, "sole": sole, "cluster": None, "claim": None})
            else:
                gone.append((row.id, row.page))
            if row.first:
                self._unlink(row.id, row.week, row.first)
            if row.cluster is not None:
                self._shrunk.add(row.cluster)
        self.rows.update("wordings", "id", changes)
        self._pages.remove(gone)
        self.rows.delete("wordings", "id", [n for n, _ in gone])
        return linked

    def _sole(self, wording: int, first: int) -> int | None:
        ((seq,),) = self.rows.where("statements", "id", [first], "seq")
        return seq if self.rows.other_report(wording, seq) is None else None

    def _unlink(self, number: int, week: int, first: int) -> None:
        """Take away the edges, keys and contradictions of a wording; `first` was its earliest statement."""
        others = [row.other for row in self.rows.where("wording_edges", "one", [number], "other")]
        self.rows.delete("wording_edges", "one", [number])
        self.rows.delete_exactly("wording_edges", [{"one": other, "other": number} for other in others])
        for near, far in (("one", "other"), ("other", "one")):
            against = {getattr(row, far) for row in self.rows.where("contradictions", near, [number])}
            rows = self.rows.where("wordings", "id", against, "claim")
            self._claims |= {row.claim for row in rows if row.claim is not None}
            self.rows.delete("contradictions", near, [number])
        data = self._first_gone.get(first)
        if data is None:
            ((data,),) = self.rows.where("statements", "id", [first], "packed")
        keys = opposed_keys(profile_of(unpacked(data)))
        self.rows.delete_exactly("wording_keys", [{"key": k, "week": week, "wording": number} for k in keys])

    def _link(self, numbers: Sequence[int]) -> None:
        """Compare wordings with all that are near them, and keep the edges."""
        mine = self.held(numbers)
        pairs: dict[tuple[int, int], float] = {}
        for week, inside in by_week(mine, {n: h.week for n, h in mine.items()}):
            vectors = np.array([mine[n].words for n in inside])
            for found in self._pages.near(week, vectors):
                for row, other, words in zip(
                    found.rows.tolist(), found.numbers.tolist(), found.cosines.tolist(), strict=True
                ):
                    one = inside[row]
                    if one != other:
                        pairs[min(one, other), max(one, other)] = words
        held = self.held({n for pair in pairs for n in pair})
        rows = []
        for (one, other), words in pairs.items():
            a, b = held[one], held[other]
            if a.sole is not None and a.sole == b.sole:
                continue
            edge = compared(profile(a), profile(b), (one, other), words, cosine(a.gist, b.gist))
            if edge is not None:
                rows += edge_rows(edge)
        self.rows.insert("wording_edges", rows)

    def _oppose(self, numbers: Sequence[int]) -> None:
        """File wordings under what they may contradict, and keep what they do contradict."""
        mine = self.held(numbers)
        self.rows.insert(
            "wording_keys",
            [
                {"key": key, "week": h.week, "wording": n}
                for n, h in mine.items()
                for key in opposed_keys(profile(h))
            ],
        )
        pairs: set[tuple[int, int]] = set()
        for week, inside in by_week(mine, {n: h.week for n, h in mine.items()}):
            asked: dict[int, list[int]] = defaultdict(list)
            for n in inside:
                for key in opposing_keys(profile(mine[n])):
                    asked[key].append(n)
            weeks = None if week == NO_WEEK else (week - REACH, week + REACH)
            for row in self.rows.at_keys(asked, weeks, NO_WEEK):
                others = (n for n in asked[row.key] if n != row.wording)
                pairs |= {(min(n, row.wording), max(n, row.wording)) for n in others}
        held = self.held({n for pair in pairs for n in pair})
        judged = (opposed_row(held[one], held[other]) for one, other in sorted(pairs))
        found = [each for each in judged if each is not None]
        self.rows.insert("contradictions", found)
        sides = {cast("int", each[side]) for each in found for side in ("one", "other")}
        self._claims |= {c for n in sides if (c := held[n].claim) is not None}

    # what `linkage.reclustered` asks

    def names_of(self, numbers: Collection[int]) -> Mapping[int, str]:
        """Return the names of wordings, by number."""
        return {row.id: row.name for row in self.rows.where("wordings", "id", numbers, "id", "name")}

    def edges_at(self, numbers: Collection[int]) -> Iterable[Edge]:
        """Return every edge that one of the wordings is in, those that persons vetoed vetoed."""
        edges = {
            (row.one, row.other): Edge(row.one, row.other, row.score, bool(row.vetoed))
            for row in self.rows.where("wording_edges", "one", numbers)
        }
        for near in ("one", "other"):
            for row in self.rows.where("claim_links", near, numbers):
                if row.apart:
                    for one, other in ((row.one, row.other), (row.other, row.one)):
                        score = edges[one, other].score if (one, other) in edges else 0.0
                        edges[one, other] = Edge(one, other, score, vetoed=True)
        return edges.values()

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
