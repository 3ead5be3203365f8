"""Scores of tracing on gold: claims by B³, origins, contradictions."""

from __future__ import annotations

from collections.abc import Iterable

from evaluation.logistic import Floats
from evaluation.tracing_fit import Pairs
from evaluation.tracing_gold import Gold
from reportedly.gold.spans import Tally
from reportedly.tracing.claims import Claims
from reportedly.tracing.clustering import clusters_of
from reportedly.tracing.comparable import Label
from reportedly.tracing.contradictions import contradictions_of
from reportedly.tracing.origins import origins_of


def clustered(gold: Gold, pairs: Pairs, scores: Floats, least: float) -> list[frozenset[int]]:
    """Return clusters of all statements for given scores."""
    edges = {
        (f"{i:06}", f"{j:06}"): float(s)
        for s, (i, j) in zip(scores, pairs.pairs, strict=True)
        if s >= least / 4
    }
    names = [f"{i:06}" for i in range(len(gold.statements))]
    return [frozenset(int(n) for n in c) for c in clusters_of(names, edges, (), least)]


def b_cubed(
    gold: Gold, clusters: Iterable[frozenset[int]], *, others: bool, folded: bool = False
) -> tuple[float, float, float]:
    """Return B³ precision, recall, F1 over the members of gold claims (Bagga & Baldwin 1998), in percent.

    With `others`, statements that gold does not list count against precision; with `folded`, those of one
    report that share words count as one, and as none where they share those of a member of the claim: the
    same words, taken as an event and as what is said, are one telling.
    """
    at = {i: c for c in clusters for i in c}
    members = [(claim, i) for claim, inside in gold.claims.items() for i in inside]
    listed = {i for _, i in members}
    precision = recall = 0.0
    for claim, i in members:
        right = set(gold.claims[claim])
        found = set(at[i]) if others else set(at[i]) & listed
        hit = len(right & found)
        precision += hit / (hit + (_tellings(gold, found - right, right) if folded else len(found - right)))
        recall += hit / len(right)
    p, r = precision / len(members), recall / len(members)
    return 100 * p, 100 * r, 200 * p * r / (p + r)


def _tellings(gold: Gold, others: set[int], right: set[int]) -> int:
    """Return how many stretches of reports `others` are, those of `right` left out."""
    statements, count = gold.statements, 0
    taken = [(statements[i].report, s) for i in right for s in statements[i].spans]
    for i in sorted(others):
        mine = [(statements[i].report, s) for s in statements[i].spans]
        if not any(r == t and s.start < u.end and u.start < s.end for r, s in mine for t, u in taken):
            count += 1
        taken += mine
    return count


def origins_score(gold: Gold, clusters: list[frozenset[int]] | None = None) -> tuple[float, list[str]]:
    """Return the percentage of gold claims with origins parted exactly right, and the wrong ones in words.

    With `clusters`, a claim's members are first parted by them: only members found to be one claim can be
    joined.
    """
    at = {i: n for n, c in enumerate(clusters or ()) for i in c}
    right, wrong = 0, []
    for name, members in gold.claims.items():
        wanted = {
            frozenset(gold.kept[name].index(i) for i in o if i in gold.kept[name])
            for o in gold.given[name]["origins"]
        }
        wanted.discard(frozenset())
        found: set[frozenset[int]] = set()
        for group in {at.get(i, -1) for i in members}:
            inside = [gold.statements[i] for i in members if at.get(i, -1) == group]
            number = {s.id: members.index(i) for i in members for s in (gold.statements[i],)}
            found |= {frozenset(number[m] for m in part) for part in origins_of(inside).partition}
        if found == wanted:
            right += 1
        else:
            wrong.append(f"{name}: {sorted(map(sorted, found))} for {sorted(map(sorted, wanted))}")
    return 100 * right / len(gold.claims), wrong


def contradictions_score(gold: Gold, claims: Claims) -> tuple[Tally, list[str]]:
    """Score contradictory pairs: of gold claims listed as contradicting each other, and all others found.

    A pair found between members of gold claims is right where gold lists it; pairs that touch a statement
    outside gold claims are listed for a person to judge and not counted, since gold does not say.
    """
    of: dict[str, str] = {gold.statements[i].id: c for c, members in gold.claims.items() for i in members}
    wanted = {tuple(sorted((c, d))) for c, claim in gold.given.items() for d in claim["contradicts"]}
    found: set[tuple[str, ...]] = set()
    seen = []
    for c in contradictions_of(claims, {s.id for s in gold.statements}):
        if c.label is not Label.CONTRADICTORY:
            continue
        a, b = of.get(c.one), of.get(c.other)
        if a and b:
            found.add(tuple(sorted((a, b))))
        one, other = claims.statement(c.one), claims.statement(c.other)
        seen.append(
            f"{'gold' if a and b else 'open'} {c.one} | {c.other}: {c.why}\n"
            f"    {one.words}\n    {other.words}"
        )
    tally = Tally()
    tally.add(len(found & wanted), len(found), len(wanted))
    return tally, seen


def show_claims(gold: Gold, clusters: list[frozenset[int]]) -> None:
    """Print B³ three ways."""
    for name, others, folded in (
        ("members", False, False),
        ("with others, by tellings", True, True),
        ("with others, each", True, False),
    ):
        p, r, f = b_cubed(gold, clusters, others=others, folded=folded)
        print(f"  {name:26}B³ P {p:.1f} R {r:.1f} F1 {f:.1f}")
