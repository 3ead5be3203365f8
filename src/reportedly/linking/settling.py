"""Settling: claims out of clusters, as persons joined and parted them, each with its row for lists."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Any

import msgspec

from reportedly.linking.keeping import Keeping, Touched
from reportedly.linking.passages import in_order, passage_in
from reportedly.linking.preparing import unpacked
from reportedly.linking.publishers import Publishers, publishers_in
from reportedly.record import CreditKind
from reportedly.store.traces import TraceRows
from reportedly.store.words import index_words
from reportedly.tracing.claims import Claim, claim_of_members
from reportedly.tracing.comparable import Label
from reportedly.tracing.copies import Passage, copied_joins
from reportedly.tracing.linkage import Edge, reclustered
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
    wordings = rows.where("wordings", "claim", claims, "id", "claim")
    members: dict[int, list[int]] = defaultdict(list)
    for row in wordings:
        members[row.claim].append(row.id)
    rows.delete("claims", "id", claims)
    publishers = publishers_in(rows)
    opposed = contradicted_among(rows, [row.id for row in wordings])
    found = [told_of(rows, numbers, publishers) for numbers in members.values()]
    rows.insert(
        "claims",
        [
            claim_row(number, told, contradicted=not opposed.isdisjoint(numbers))
            for (number, numbers), told in zip(members.items(), found, strict=True)
            if len(told.claim.members) > 1
        ],
    )


def told_of(rows: TraceRows, wordings: Collection[int], publishers: Publishers | None = None) -> Told:
    """Return the claim that wordings make, with its origins and shared passages.

    `publishers` are those of the store, where the caller has them already.
    """
    publishers = publishers or publishers_in(rows)
    held: dict[int, list[Statement]] = defaultdict(list)
    seqs: set[int] = set()
    for row in rows.where("statements", "wording", wordings, "wording", "seq", "packed"):
        held[row.wording].append(unpacked(row.packed))
        seqs.add(row.seq)
    inside = set(wordings)
    edges = [
        Edge(row.one, row.other, row.score, bool(row.vetoed))
        for row in rows.where("wording_edges", "one", inside)
        if row.other in inside and row.one < row.other
    ]
    claim = claim_of_members(held, edges)
    shared = rows.where("passages", "later", seqs) if len(seqs) > 1 else ()
    passages = in_order(passage_in(row.packed) for row in shared if row.earlier in seqs)
    inside_ids = {m.id for m in claim.members}
    more = [unpacked(row.packed) for row in rows.where("statements", "seq", seqs, "packed")]
    origins = origins_of(
        claim.members,
        copied_joins(list(claim.members), passages),
        beside=[s for s in more if s.id not in inside_ids and s.speaker is not None],
        signed=signed_by(rows, seqs),
        known_outlets=publishers.named_in(claim.members),
    )
    return Told(claim=claim, origins=origins, passages=passages)


def signed_by(rows: TraceRows, seqs: Collection[int]) -> list[Signed]:
    """Return what whole reports are signed with."""
    found: list[Signed] = []
    references = rows.references(seqs)
    ids = {row.seq: row.id for row in rows.where("reports", "seq", list(references), "seq", "id")}
    for seq, all_of_it in sorted(references.items()):
        for each in all_of_it:
            if each.span is not None and each.kind.startswith(_CREDIT):
                kind = CreditKind(each.kind.removeprefix(_CREDIT))
                found.append(Signed(report=ids[seq], outlet=each.span.text, kind=kind, span=each.span))
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
