"""Settling: claims out of clusters, as persons joined and parted them, each with its row for lists."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import msgspec

from reportedly.linking.edges import StoredEdges, packed
from reportedly.linking.keeping import Keeping, Touched
from reportedly.linking.passages import in_order, passage_in
from reportedly.linking.preparing import decoded
from reportedly.linking.publishers import publishers_in
from reportedly.record import CreditKind
from reportedly.store.traces import TraceRows
from reportedly.store.words import index_words
from reportedly.tracing.claims import Claim, claim_of_members
from reportedly.tracing.comparable import Label
from reportedly.tracing.copies import Passage, copied_joins
from reportedly.tracing.linkage import reclustered
from reportedly.tracing.origins import Origins, origins_of
from reportedly.tracing.witness import Signed
from reportedly.tracing.wordings import key_of

if TYPE_CHECKING:
    from reportedly.tracing.statement import Statement

_CREDIT = "credit:"
"""What the kind of a credit begins with, as the store keeps it."""


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """A claim with what its reports show of where it comes from."""

    claim: Claim
    origins: Origins
    passages: tuple[Passage, ...]


def recluster(keeping: Keeping, touched: Touched, relinked: Collection[int]) -> set[int]:
    """Make clusters and claims anew where a batch changed something; return the claims to be settled.

    `relinked` are wordings that persons linked, or no longer do.
    """
    rows = keeping.rows
    shrunk = touched.shrunk | set(keeping.clusters_at(relinked).values())
    done = reclustered(keeping, {*touched.linked, *relinked}, shrunk)
    label = rows.most("wordings", "cluster")
    changes: list[dict[str, object]] = []
    for n, members in enumerate(done.new, 1):
        changes += ({"id": w, "cluster": label + n, "claim": label + n} for w in sorted(members))
    before = rows.where("wordings", "cluster", done.gone, "claim")
    unsettled = {row.claim for row in before if row.claim is not None} | set(done.gone) | touched.claims
    rows.update("wordings", "id", changes)
    rows.delete("cluster_joins", "cluster", done.gone)
    rows.insert(
        "cluster_joins",
        [{"cluster": label + n, **packed(joins)} for n, joins in enumerate(done.joins, 1) if len(joins)],
    )
    unsettled |= {label + n for n in range(1, len(done.new) + 1)}
    return unsettled | _grouped(rows, anyway=bool(relinked))


def _grouped(rows: TraceRows, *, anyway: bool) -> set[int]:
    """Give the clusters that persons joined one claim; return the claims that changed."""
    links = rows.every("claim_links", "judgement", "one", "other", "apart")
    if not links and not anyway:
        return set()
    ends = {n for link in links for n in (link.one, link.other)}
    cluster = {r.id: r.cluster for r in rows.where("wordings", "id", ends, "id", "cluster")}
    pairs = [(cluster.get(k.one), cluster.get(k.other), k.apart) for k in sorted(links)]
    known = [(a, b, apart) for a, b, apart in pairs if a is not None and b is not None]
    parted = [(a, b) for a, b, apart in known if apart]
    group: dict[int, set[int]] = {n: {n} for a, b, _ in known for n in (a, b)}
    for one, other, apart in known:
        joined = group[one] | group[other]
        if not apart and not any(a in joined and b in joined for a, b in parted):
            group.update(dict.fromkeys(joined, joined))
    changes: list[dict[str, object]] = []
    touched: set[int] = set()
    for row in rows.where("wordings", "cluster", set(group) | _strays(rows, group), "id", "cluster", "claim"):
        claim = min(group.get(row.cluster, {row.cluster}))
        if row.claim != claim:
            touched |= {claim, *((row.claim,) if row.claim is not None else ())}
            changes.append({"id": row.id, "claim": claim})
    rows.update("wordings", "id", changes)
    return touched


def _strays(rows: TraceRows, group: Mapping[int, set[int]]) -> set[int]:
    """Return the clusters that are in the claim of others, which persons no longer say."""
    return {row.cluster for row in rows.joined_clusters() if row.cluster not in group}


def settle(rows: TraceRows, claims: Collection[int]) -> None:
    """Make the rows of claims anew; one of a single statement has none."""
    members: dict[int, list[int]] = defaultdict(list)
    for row in rows.where("wordings", "claim", claims, "id", "claim"):
        members[row.claim].append(row.id)
    said: dict[int, int] = defaultdict(int)
    for row in rows.where(
        "statements", "wording", [n for inside in members.values() for n in inside], "wording"
    ):
        said[row.wording] += 1
    several = {claim: inside for claim, inside in members.items() if sum(said[n] for n in inside) > 1}
    rows.delete("claims", "id", claims)
    opposed = contradicted_among(rows, [n for inside in several.values() for n in inside])
    rows.insert(
        "claims",
        [
            claim_row(number, told, contradicted=not opposed.isdisjoint(inside))
            for (number, inside), told in zip(
                several.items(), all_told(rows, list(several.values())), strict=True
            )
        ],
    )


def mark_contradicted(rows: TraceRows, wordings: Collection[int], settled: Collection[int]) -> None:
    """Have the claims of wordings say whether something contradicts them, but for those just settled."""
    found = rows.where("wordings", "id", wordings, "claim")
    claims = {row.claim for row in found if row.claim is not None} - set(settled)
    inside = {row.id: row.claim for row in rows.where("wordings", "claim", claims, "id", "claim")}
    opposed = {inside[n] for n in contradicted_among(rows, list(inside))}
    rows.update("claims", "id", [{"id": c, "contradicted": int(c in opposed)} for c in sorted(claims)])


def all_told(rows: TraceRows, claims: Sequence[Collection[int]]) -> list[Told]:
    """Return the claims that sets of wordings make, each with its origins and shared passages."""
    held: dict[int, list[Statement]] = defaultdict(list)
    reports: dict[int, set[int]] = defaultdict(set)
    wordings = {n for inside in claims for n in inside}
    at = {row.id: row for row in rows.where("statements", "wording", wordings, "id", "wording", "seq")}
    seqs = {row.seq for row in at.values()}
    beside: dict[int, list[Statement]] = defaultdict(list)
    for row in rows.where("statements", "seq", seqs, "id", "seq", "packed"):
        statement = decoded(row.packed)
        if row.id in at:
            held[at[row.id].wording].append(statement)
            reports[at[row.id].wording].add(row.seq)
        if statement.speaker is not None:
            beside[row.seq].append(statement)
    passages: dict[int, list[tuple[int, bytes]]] = defaultdict(list)
    for row in rows.where("passages", "later", seqs, "later", "earlier", "packed"):
        passages[row.later].append((row.earlier, row.packed))
    signed = signed_by(rows, seqs)
    publishers, edges = publishers_in(rows), StoredEdges(rows)
    edges.bring(wordings)
    found = []
    for inside in claims:
        claim = claim_of_members({n: held[n] for n in inside}, edges.at(inside))
        of = {seq for n in inside for seq in reports[n]}
        ids = {m.id for m in claim.members}
        shared = in_order(passage_in(p) for seq in of for earlier, p in passages[seq] if earlier in of)
        origins = origins_of(
            claim.members,
            copied_joins(list(claim.members), shared),
            beside=[s for seq in of for s in beside[seq] if s.id not in ids],
            signed=[each for seq in of for each in signed.get(seq, ())],
            known_outlets=publishers.named_in(claim.members),
        )
        found.append(Told(claim=claim, origins=origins, passages=shared))
    return found


def signed_by(rows: TraceRows, seqs: Collection[int]) -> dict[int, list[Signed]]:
    """Return what whole reports are signed with, by the numbers of the reports."""
    found: dict[int, list[Signed]] = defaultdict(list)
    references = rows.references(seqs)
    ids = {row.seq: row.id for row in rows.where("reports", "seq", list(references), "seq", "id")}
    for seq, all_of_it in sorted(references.items()):
        for each in all_of_it:
            if each.span is not None and each.kind.startswith(_CREDIT):
                kind = CreditKind(each.kind.removeprefix(_CREDIT))
                found[seq].append(Signed(report=ids[seq], outlet=each.span.text, kind=kind, span=each.span))
    return found


def contradicted_among(rows: TraceRows, wordings: Collection[int]) -> set[int]:
    """Return those of the wordings that something contradicts."""
    return {
        getattr(row, side)
        for side in ("one", "other")
        for row in rows.where("contradictions", side, wordings, side, "label")
        if row.label == Label.CONTRADICTORY
    }


def claim_row(number: int, told: Told, *, contradicted: bool) -> dict[str, Any]:
    """Return a claim as its row."""
    days = sorted(m.published for m in told.claim.members if m.published)
    return {
        "id": number,
        "key": key_of(told.claim.members[0].id),
        "words": told.claim.words,
        "folded": f" {' '.join(index_words(told.claim.words))} ",
        "statements": len(told.claim.members),
        "reports": len(told.claim.reports),
        "origins": len(told.origins.known),
        "unknown": len(told.origins.unknown),
        "circular": int(bool(told.origins.circles)),
        "contradicted": int(contradicted),
        "first_day": days[0] if days else None,
        "last_day": days[-1] if days else None,
    }
