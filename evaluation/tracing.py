"""Score tracing: claims, origins and contradictions on gold; claims on ECB+; meaning on STS; stories on BASIL.

    python -m evaluation.tracing [--shared ../shared] [--readings gold|read] [--fit]

Gold records are turned into Readings first (`reading_of`), since gold claims name gold items; `--readings
read`
reads the same reports with the shipped reader instead and finds the members by the words they share.

What is clustered: every statement of all 15 reports. "members" counts only statements that gold claims list;
"with others" also counts, against precision, every statement that fell into a member's cluster and is not
listed, though some of them do say the same.

34 claims are few, so nothing fitted is scored on what it was fitted on: the weights are fitted ten times,
each
time without the claims (and every pair that touches them) of one tenth, and those pairs are scored by those
weights. ECB+ takes part with a small weight (`ECB_WEIGHT`). `--fit` writes the weights of all together.
"""

from __future__ import annotations

import argparse
import hashlib
import itertools
import json
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from evaluation.gold import read_gold, report_of
from evaluation.spans import Tally
from reportedly.record import (
    Act,
    Attribution,
    Change,
    Control,
    Event,
    EventType,
    Figure,
    Kind,
    Manner,
    Place,
    PlaceKind,
    Reading,
    Source,
    Span,
    Status,
    Voice,
    What,
)
from reportedly.tracing.claims import LEAST, Claims, vectors_of
from reportedly.tracing.clustering import clusters_of
from reportedly.tracing.comparing import SLOTS, values_of
from reportedly.tracing.contradictions import Label, contradictions_of
from reportedly.tracing.embedding import embed
from reportedly.tracing.origins import origins_of
from reportedly.tracing.profile import profile_of
from reportedly.tracing.statement import Named, Statement, StatementKind
from reportedly.tracing.statements import statements_of
from reportedly.tracing.stories import stories_of

HERE = Path(__file__).parent
WEIGHTS = HERE.parent / "src" / "reportedly" / "tracing" / "weights.json"
ECB_WEIGHT = 0.003
"""What one pair of ECB+ counts against one of gold: 9,900 positive pairs there, 56 here."""
ECB_MENTIONS = 110
"""Event mentions taken of a topic, drawn at random."""
FOLDS = 10
LEAST_MEANING = 0.35
"""Pairs further apart are not shown to the fit, unless they are positive or share type and parties."""
ITEMS = {"attribution": "a", "event": "e", "figure": "f", "control": "c"}

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


# ------------------------------------------------------------------ gold


def reading_of(record: dict[str, Any]) -> Reading:
    """Return a gold record as a Reading."""
    sources: dict[tuple[str, str], Source] = {}
    attributions = []
    for a in record["attributions"]:
        speaker = a["speaker"]
        key = (speaker["who"], speaker["kind"])
        source = sources.setdefault(
            key,
            Source(
                id=f"s{len(sources) + 1}",
                who=speaker["who"],
                kind=Kind(speaker["kind"]),
                named=speaker["named"],
                role=speaker.get("role"),
                affiliation=speaker.get("affiliation"),
            ),
        )
        attributions.append(
            Attribution(
                id=a["id"],
                speaker=source.id,
                source=_spans(a["source"]),
                cue=_spans(a["cue"]),
                content=_spans(a["content"]),
                manner=Manner(a["manner"]),
                act=Act(a["act"]),
                inside=a["inside"],
                medium=a.get("medium"),
                chain=tuple(Voice(who=v["who"], kind=Kind(v["kind"])) for v in a["chain"]),
                confidence=1.0,
            )
        )
    return Reading(
        report=report_of(record),
        sources=tuple(sources.values()),
        attributions=tuple(attributions),
        places=tuple(
            Place(
                span=_span(p["span"]), name=p["name"], kind=PlaceKind(p["kind"]), lat=p["lat"], lon=p["lon"]
            )
            for p in record["places"]
        ),
        figures=tuple(
            Figure(
                id=f["id"],
                span=_span(f["span"]),
                low=f["low"],
                high=f["high"],
                approx=f.get("approx", False),
                unit=f["unit"],
                what=What(f["what"]),
                whose=f["whose"],
                by=f["by"],
            )
            for f in record["figures"]
        ),
        controls=tuple(
            Control(
                id=c["id"],
                span=_span(c["span"]),
                place=c["place"],
                holder=c["holder"],
                change=Change(c["change"]),
                status=Status(c["status"]),
                when=c["when"],
                by=c["by"],
            )
            for c in record["controls"]
        ),
        events=tuple(
            Event(
                id=e["id"],
                span=_span(e["span"]),
                type=EventType(e["type"]),
                actor=e["actor"],
                recipient=e["recipient"],
                place=e["place"],
                when=e["when"],
                status=Status(e["status"]),
                by=e["by"],
            )
            for e in record["events"]
        ),
    )


def _span(given: dict[str, Any]) -> Span:
    return Span(given["start"], given["end"], given["text"])


def _spans(given: list[dict[str, Any]]) -> tuple[Span, ...]:
    return tuple(_span(s) for s in given)


@dataclass
class Gold:
    """All statements of the gold reports, and which of them are members of a gold claim."""

    statements: list[Statement]
    claims: dict[str, list[int]]
    """Claim id to the positions of its members among `statements`, in gold order."""
    given: dict[str, dict[str, Any]]
    """Claim id to the gold claim."""
    kept: dict[str, list[int]]
    """Claim id to which of the gold members have a statement (one has no item)."""
    blurred: set[tuple[int, int]]
    """Pairs that are neither right nor wrong: one overlaps the words of a member of the other's claim."""
    readings: list[Reading] = field(default_factory=list)


def gold_of(folder: Path, readings: list[Reading], *, by_item: bool = True) -> Gold:
    """Return the statements of readings with the gold claims laid over them.

    A member is the first statement of its item that holds half of the member's words or is held so; with
    `by_item` false, of any item of the same sort.
    """
    statements = [s for r in readings for s in statements_of(r)]
    given = {c["id"]: c for c in json.loads((folder / "claims.json").read_text(encoding="utf-8"))}
    at: dict[str, list[int]] = defaultdict(list)
    for i, s in enumerate(statements):
        at[s.report].append(i)
    claims: dict[str, list[int]] = {}
    kept: dict[str, list[int]] = {}
    touched: list[set[str]] = [set() for _ in statements]
    for name, claim in given.items():
        claims[name], kept[name] = [], []
        for n, member in enumerate(claim["members"]):
            sort = next(k for k in ITEMS if k in member)
            span = _span(member["span"])
            options = [
                i for i in at[member["report"]] if _fits(statements[i], sort, member[sort], by_item=by_item)
            ]
            good = [i for i in options if _overlap(statements[i], span) >= 0.5]  # noqa: PLR2004 -- as told above
            if not good and by_item and options:
                good = [max(options, key=lambda i: _overlap(statements[i], span))]
            if good:
                best = good[0] if by_item else max(good, key=lambda i: (_union(statements[i], span), -i))
                claims[name].append(best)
                kept[name].append(n)
                touched[best].add(name)
                for i in at[member["report"]]:
                    if any(_meet(a, b) for a in statements[i].spans for b in statements[best].spans):
                        touched[i].add(name)
    same = {p for members in claims.values() for p in _both_ways(members)}
    blurred = {
        (i, j)
        for i in range(len(statements))
        if touched[i]
        for j in range(len(statements))
        if i != j and touched[i] & touched[j] and (i, j) not in same
    }
    return Gold(statements, claims, given, kept, blurred, readings)


def _fits(statement: Statement, sort: str, item: str | None, *, by_item: bool) -> bool:
    return statement.item == item if by_item else statement.item[0] == ITEMS[sort]


def _meet(a: Span, b: Span) -> bool:
    return a.start < b.end and b.start < a.end


def _overlap(statement: Statement, span: Span) -> float:
    return max(
        max(0, min(s.end, span.end) - max(s.start, span.start)) / min(s.end - s.start, span.end - span.start)
        for s in statement.spans
    )


def _union(statement: Statement, span: Span) -> float:
    return max(
        max(0, min(s.end, span.end) - max(s.start, span.start))
        / (max(s.end, span.end) - min(s.start, span.start))
        for s in statement.spans
    )


def _both_ways(members: Iterable[int]) -> set[tuple[int, int]]:
    return {p for a, b in itertools.combinations(sorted(set(members)), 2) for p in ((a, b), (b, a))}


# ------------------------------------------------------------------ the fit


@dataclass
class Pairs:
    """Compared pairs: their slots, whether they are one claim, and which statements they are."""

    slots: Floats
    same: Ints
    """1, 0, or -1 for a blurred pair."""
    pairs: list[tuple[int, int]]


def pairs_of(gold: Gold) -> Pairs:
    """Return the pairs of statements of different reports that are worth comparing."""
    statements = gold.statements
    words, gists = vectors_of(statements)
    meaning, deed = words @ words.T, gists @ gists.T
    profiles = [profile_of(s) for s in statements]
    same = {p for members in gold.claims.values() for p in _both_ways(members)}
    slots, labels, pairs = [], [], []
    for i, j in itertools.combinations(range(len(statements)), 2):
        a, b = statements[i], statements[j]
        if a.report == b.report:
            continue
        alike = a.kind is b.kind and a.type == b.type and bool(profiles[i].parties & profiles[j].parties)
        if meaning[i, j] < LEAST_MEANING and not alike and (i, j) not in same:
            continue
        slots.append(values_of(profiles[i], profiles[j], float(meaning[i, j]), float(deed[i, j])))
        labels.append(1 if (i, j) in same else -1 if (i, j) in gold.blurred else 0)
        pairs.append((i, j))
    return Pairs(np.array(slots), np.array(labels), pairs)


def fitted(slots: Floats, same: Ints, weights: Floats) -> Floats:
    """Return the weights of a logistic regression, the bias last; none below 0 (a slot that agrees never counts
    against), L2 of 1, by Newton's method with the negative ones struck out one at a time.
    """
    free = list(range(slots.shape[1]))
    while True:
        found = _newton(slots[:, free], same, weights)
        worst = int(np.argmin(found[:-1]))
        if found[worst] >= 0 or len(free) == 1:
            break
        del free[worst]
    whole = np.zeros(slots.shape[1] + 1)
    whole[free] = np.maximum(found[:-1], 0)
    whole[-1] = found[-1]
    return whole


def _newton(slots: Floats, same: Ints, weights: Floats) -> Floats:
    inputs = np.c_[slots, np.ones(len(slots))]
    penalty = np.eye(inputs.shape[1])
    penalty[-1, -1] = 1e-6
    found = np.zeros(inputs.shape[1])
    for _ in range(60):
        p = 1 / (1 + np.exp(-inputs @ found))
        gradient = inputs.T @ (weights * (same - p)) - penalty @ found
        curve = (inputs * (weights * p * (1 - p) + 1e-9)[:, None]).T @ inputs + penalty
        step = np.linalg.solve(curve, gradient)
        found = found + step
        if np.abs(step).max() < 1e-6:  # noqa: PLR2004 -- converged
            break
    return found


def with_ecb(slots: Floats, same: Ints, ecb: Pairs) -> Floats:
    """Return weights fitted on gold pairs and, with less weight and a bias of their own, ECB+ pairs."""
    mark = np.r_[np.zeros(len(slots)), np.full(len(ecb.slots), 10.0)]
    both = np.c_[np.r_[slots, ecb.slots], mark, -mark]
    weights = np.r_[np.ones(len(slots)), np.full(len(ecb.slots), ECB_WEIGHT)]
    found = fitted(both, np.r_[same, ecb.same], weights)
    kept: Floats = np.r_[found[: len(SLOTS)], found[-1]]
    return kept


def held_out(gold: Gold, pairs: Pairs, ecb: Pairs) -> Floats:
    """Return the score of every pair by weights fitted without the claims it touches."""
    fold = {c: int(hashlib.sha256(c.encode()).hexdigest(), 16) % FOLDS for c in gold.claims}
    mine: list[set[int]] = [set() for _ in gold.statements]
    for claim, members in gold.claims.items():
        for i in members:
            mine[i].add(fold[claim])
    folds = [(mine[i] | mine[j]) or {(i + j) % FOLDS} for i, j in pairs.pairs]
    scores = np.zeros(len(pairs.pairs))
    for k in range(FOLDS):
        train = np.array([k not in f for f in folds]) & (pairs.same >= 0)
        weights = with_ecb(pairs.slots[train], pairs.same[train], ecb)
        own = np.array([min(f) == k for f in folds])
        scores[own] = 1 / (1 + np.exp(-(pairs.slots[own] @ weights[:-1] + weights[-1])))
    return scores


def clustered(gold: Gold, pairs: Pairs, scores: Floats, least: float) -> list[frozenset[int]]:
    """Return clusters of all statements for given scores."""
    edges = {
        (f"{i:06}", f"{j:06}"): float(s)
        for s, (i, j) in zip(scores, pairs.pairs, strict=True)
        if s >= least / 4
    }
    names = [f"{i:06}" for i in range(len(gold.statements))]
    return [frozenset(int(n) for n in c) for c in clusters_of(names, edges, (), least)]


def b_cubed(gold: Gold, clusters: Iterable[frozenset[int]], *, others: bool) -> tuple[float, float, float]:
    """Return B³ precision, recall and F1 over the members of gold claims (Bagga & Baldwin 1998), in percent."""
    at = {i: c for c in clusters for i in c}
    members = [(claim, i) for claim, inside in gold.claims.items() for i in inside]
    listed = {i for _, i in members}
    precision = recall = 0.0
    for claim, i in members:
        right = set(gold.claims[claim])
        found = set(at[i]) if others else set(at[i]) & listed
        precision += len(right & found) / len(found)
        recall += len(right & found) / len(right)
    p, r = precision / len(members), recall / len(members)
    return 100 * p, 100 * r, 200 * p * r / (p + r)


# ------------------------------------------------------------------ ECB+


def ecb_statements(folder: Path, topic: int, most: int = ECB_MENTIONS) -> list[tuple[str, Statement]]:
    """Return (chain, statement) of a draw of a topic's event mentions: the clause, its participants and places."""
    found: list[tuple[str, Statement]] = []
    for part in (f"{topic}ecb", f"{topic}ecbplus"):
        if (folder / part).is_dir():
            found += _ecb_part(folder / part, part)
    order = np.random.Generator(np.random.PCG64(topic)).permutation(len(found))
    return [found[i] for i in sorted(order[:most])]


def _ecb_part(folder: Path, part: str) -> list[tuple[str, Statement]]:
    sentences: dict[tuple[str, int], list[str]] = defaultdict(list)
    for line in (folder / f"{part}.conll").read_text(encoding="utf-8").splitlines():
        columns = line.split("\t")
        if len(columns) >= 4 and not line.startswith("#"):  # noqa: PLR2004 -- document, sentence, token number, token
            sentences[columns[0], int(columns[1])].append(columns[3])
    things: dict[tuple[str, int], list[dict[str, Any]]] = defaultdict(list)
    for m in json.loads((folder / f"entity_mentions_{part}.json").read_text(encoding="utf-8")):
        things[m["doc_id"], m["sent_id"]].append(m)
    found = []
    for m in json.loads((folder / f"event_mentions_{part}.json").read_text(encoding="utf-8")):
        tokens = sentences.get((m["conll_doc_key"], m["sent_id"]))
        first, last = min(m["tokens_number"]), max(m["tokens_number"]) + 1
        if not tokens or last > len(tokens) or tokens[first] != m["tokens_text"][0]:
            continue
        cuts = [i for i, t in enumerate(tokens) if t in {",", ";", ":", "--", "(", ")"}]
        left = max((c + 1 for c in cuts if c < first), default=0)
        right = min((c for c in cuts if c >= last), default=len(tokens))
        if right - left < 5:  # noqa: PLR2004 -- as statements.py widens a short clause
            left, right = 0, len(tokens)
        near = [e for e in things[m["doc_id"], m["sent_id"]] if left <= min(e["tokens_number"]) < right]
        people = [e for e in near if e["mention_type"] in {"HUM", "NON"}]
        words = (
            re.sub(r" ([.,;:'’!?)])", r"\1", " ".join(tokens[left:right]))
            .replace("`` ", '"')
            .replace(" ''", '"')
        )
        statement = Statement(
            id=m["mention_id"],
            report=m["doc_id"],
            kind=StatementKind.EVENT,
            item="e",
            words=words,
            spans=(Span(0, len(words), words),),
            head=m["tokens_str"],
            actors=tuple(e["tokens_str"] for e in people if min(e["tokens_number"]) < first),
            recipients=tuple(e["tokens_str"] for e in people if min(e["tokens_number"]) >= first),
            places=tuple(Named(e["tokens_str"]) for e in near if e["mention_type"] == "LOC"),
        )
        found.append((m["coref_chain"], statement))
    return found


def ecb_pairs(folder: Path) -> tuple[Pairs, Ints]:
    """Return the compared pairs of topics 1 to 35, and each pair's topic."""
    slots, same, topics = [], [], []
    for topic in range(1, 36):
        mentions = ecb_statements(folder, topic)
        if not mentions:
            continue
        words, gists = vectors_of([s for _, s in mentions])
        meaning, deed = words @ words.T, gists @ gists.T
        profiles = [profile_of(s) for _, s in mentions]
        for i, j in itertools.combinations(range(len(mentions)), 2):
            one = mentions[i][0] == mentions[j][0]
            if mentions[i][1].report == mentions[j][1].report or (meaning[i, j] < 0.3 and not one):  # noqa: PLR2004 -- claims.py compares no further
                continue
            slots.append(values_of(profiles[i], profiles[j], float(meaning[i, j]), float(deed[i, j])))
            same.append(int(one))
            topics.append(topic)
    return Pairs(np.array(slots), np.array(same), []), np.array(topics)


def ecb_score(pairs: Pairs, topics: Ints) -> dict[str, float]:
    """Return pair P, R, F1 on ECB+, five folds of topics; the threshold is the best of each training part."""
    tally = Tally()
    for k in range(5):
        test = topics % 5 == k
        weights = fitted(pairs.slots[~test], pairs.same[~test], np.ones(int((~test).sum())))
        odds = pairs.slots @ weights[:-1] + weights[-1]
        least = max(
            np.quantile(odds[~test], np.linspace(0.5, 0.99, 50)),
            key=lambda t: _f1(odds[~test] >= t, pairs.same[~test]),
        )
        found = odds[test] >= least
        tally.add(int((found & (pairs.same[test] == 1)).sum()), int(found.sum()), int(pairs.same[test].sum()))
    return {"ecb_pair_p": tally.precision, "ecb_pair_r": tally.recall, "ecb_pair_f1": tally.f1}


def _f1(found: npt.NDArray[np.bool_], same: Ints) -> float:
    total = found.sum() + same.sum()
    return float(2 * (found & (same == 1)).sum() / total) if total else 0.0


# ------------------------------------------------------------------ STS, BASIL


def sts_score(path: Path) -> float:
    """Return Pearson's r between cosines and the scores people gave."""
    rows = [
        line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if line.count("\t") >= 2
    ]  # noqa: PLR2004 -- score and two texts
    vectors = embed([text for row in rows for text in row[1:3]])
    cosines = np.einsum("ij,ij->i", vectors[::2], vectors[1::2])
    return float(np.corrcoef(cosines, [float(r[0]) for r in rows])[0, 1])


def sts_by_words(path: Path) -> float:
    """Return Pearson's r of word overlap alone: what there is without the network."""
    rows = [
        line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if line.count("\t") >= 2
    ]  # noqa: PLR2004 -- as above
    shares = []
    for _, one, other in (r[:3] for r in rows):
        a, b = (profile_of(_plain(t)).terms for t in (one, other))
        shares.append(2 * len(a & b) / (len(a) + len(b)) if a or b else 1.0)
    return float(np.corrcoef(shares, [float(r[0]) for r in rows])[0, 1])


def _plain(text: str) -> Statement:
    return Statement(
        id=text, report="", kind=StatementKind.SAID, item="", words=text, spans=(Span(0, len(text), text),)
    )


def basil_score(folder: Path) -> tuple[float, float, float]:
    """Return B³ of telling which of BASIL's articles are on one story: 50 events in three outlets."""
    texts, events = [], []
    for path in sorted(folder.glob("*.json")):
        event = path.stem.partition("_")[0]
        if not event.isdigit():
            continue
        article = json.loads(path.read_text(encoding="utf-8"))
        texts.append(
            (
                path.stem,
                article["title"] + "\n\n" + " ".join(s["sentence"] for s in article["body"]),
                article.get("date"),
            )
        )
        events.append(event)
    clusters = stories_of(texts)
    at = {name: c for c in clusters for name in c}
    right: dict[str, set[str]] = defaultdict(set)
    for (name, _, _), event in zip(texts, events, strict=True):
        right[event].add(name)
    p = r = 0.0
    for (name, _, _), event in zip(texts, events, strict=True):
        shared = len(at[name] & right[event])
        p, r = p + shared / len(at[name]), r + shared / len(right[event])
    p, r = p / len(texts), r / len(texts)
    return 100 * p, 100 * r, 200 * p * r / (p + r)


# ------------------------------------------------------------------ origins, contradictions


def origins_score(gold: Gold, clusters: list[frozenset[int]] | None = None) -> tuple[float, list[str]]:
    """Return the percentage of gold claims whose origins are parted exactly right, and the wrong ones in words.

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
            f"{'gold' if a and b else 'open'} {c.one} | {c.other}: {c.why}\n    {one.words}\n    {other.words}"
        )
    tally = Tally()
    tally.add(len(found & wanted), len(found), len(wanted))
    return tally, seen


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--shared", type=Path, default=HERE.parent.parent / "shared")
    parser.add_argument("--readings", choices=("gold", "read"), default="gold")
    parser.add_argument("--fit", action="store_true", help="write the weights fitted on all of gold and ECB+")
    parser.add_argument(
        "--verbose", action="store_true", help="print every wrong origin and every contradiction"
    )
    args = parser.parse_args()
    folder, data = args.shared / "gold" / "dev", args.shared / "data"
    records = read_gold(folder)
    if args.readings == "read":
        from reportedly.reading.read import read_report  # noqa: PLC0415 -- loads the encoder; gold needs none

        readings = [read_report(report_of(r)) for r in records]
    else:
        readings = [reading_of(r) for r in records]
    gold = gold_of(folder, readings, by_item=args.readings == "gold")
    held = sum(map(len, gold.claims.values()))
    total = sum(len(c["members"]) for c in gold.given.values())
    print(f"{len(gold.statements)} statements of {len(records)} reports; {held} of {total} members have one")
    if args.readings == "gold":
        ecb, topics = ecb_pairs(data / "ecbplus")
        for name, value in ecb_score(ecb, topics).items():
            print(f"{name:28}{value:7.1f}")
        pairs = pairs_of(gold)
        told = pairs.same >= 0
        if args.fit:
            write_weights(with_ecb(pairs.slots[told], pairs.same[told], ecb))
        scores = held_out(gold, pairs, ecb)
        print(f"claims, cross-validated, from score {LEAST} on:")
        clusters = clustered(gold, pairs, scores, LEAST)
        show_claims(gold, clusters)
        origins, _ = origins_score(gold, clusters)
        print(f"{'origins end to end':28}{origins:7.1f}")
    claims = Claims()
    claims.add(gold.statements)
    number = {s.id: i for i, s in enumerate(gold.statements)}
    print(
        "claims, as shipped (the weights have seen these claims, unless --readings read is another reading of them):"
    )
    shipped = [frozenset(number[m.id] for m in c.members) for c in claims.all()]
    show_claims(gold, shipped)
    singles = [frozenset({i}) for i in range(len(gold.statements))]
    print(f"{'every statement alone':28}B³ F1 {b_cubed(gold, singles, others=False)[2]:.1f}")
    for name, given in (("origins, members given", None), ("origins end to end", shipped)):
        share, wrong = origins_score(gold, given)
        print(f"{name:28}{share:7.1f}")
        if args.verbose:
            print("\n".join(f"    {w}" for w in wrong))
    tally, seen = contradictions_score(gold, claims)
    print(
        f"contradictions              P {tally.precision:.1f} R {tally.recall:.1f} ({tally.hit} of {tally.found} found, {tally.wanted} listed)"
    )
    print(f"{len(seen)} pairs of statements called contradictory in all")
    if args.verbose:
        print("\n".join(seen))
    if args.readings == "gold":
        sts = data / "sts_headlines" / "sts_semeval-sts_2014_headlines.test.tsv"
        print(f"STS headlines 2014: Pearson {sts_score(sts):.3f}; word overlap alone {sts_by_words(sts):.3f}")
        print(
            "BASIL same story: B³ P {:.1f} R {:.1f} F1 {:.1f}".format(
                *basil_score(data / "story_pairs" / "basil")
            )
        )


def show_claims(gold: Gold, clusters: list[frozenset[int]]) -> None:
    """Print B³ both ways."""
    for name, others in (("members", False), ("with others", True)):
        p, r, f = b_cubed(gold, clusters, others=others)
        print(f"  {name:26}B³ P {p:.1f} R {r:.1f} F1 {f:.1f}")


def write_weights(weights: Floats) -> None:
    """Write the weights, rounded, with how they came about."""
    kept = {
        "made_by": "python -m evaluation.tracing --fit",
        "weights": {str(slot): round(float(w), 2) for slot, w in zip(SLOTS, weights, strict=False)},
        "bias": round(float(weights[-1]), 2),
    }
    WEIGHTS.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
