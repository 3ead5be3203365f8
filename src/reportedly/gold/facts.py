"""Score facts against reports annotated by the project's guide (`places` … `events`).

A fact is found when its span shares a character with the annotated one; pairs are one to one, the most
words in common first, and

* events must have the annotated type, control statements the annotated change;
* a place has the annotated span, give or take an article or a word such as "region".

Of those found: figures with the annotated bounds (value) and `what`; control statements whose holder is
the same side; status of events and control statements; places within 161 km of the annotated point; facts
said by the annotated speaker, or by the outlet itself (by).
"""

import math
from dataclasses import dataclass, field
from typing import Any

from reportedly.gazetteer import kilometres
from reportedly.gold.attributions import folded, same_voice
from reportedly.gold.spans import Tally
from reportedly.record import Reading

NEAR_KM = 161.0
"""100 miles: within which a place counts as right, as Acc@161 of the literature."""
_STATE_WORDS = frozenset({"government", "forces", "army", "military", "troops", "regime", "state"})


@dataclass
class FactScores:
    """All tallies over a set of reports."""

    places: Tally = field(default_factory=Tally)
    near: Tally = field(default_factory=Tally)
    place_kind: Tally = field(default_factory=Tally)
    figures: Tally = field(default_factory=Tally)
    value: Tally = field(default_factory=Tally)
    what: Tally = field(default_factory=Tally)
    controls: Tally = field(default_factory=Tally)
    control_spans: Tally = field(default_factory=Tally)
    holder: Tally = field(default_factory=Tally)
    events: Tally = field(default_factory=Tally)
    event_spans: Tally = field(default_factory=Tally)
    actor: Tally = field(default_factory=Tally)
    recipient: Tally = field(default_factory=Tally)
    status: Tally = field(default_factory=Tally)
    by: Tally = field(default_factory=Tally)
    errors: list[str] = field(default_factory=list)

    def rows(self) -> dict[str, float | None]:
        """Return the figures by name, in percent; None where there was nothing to measure."""
        f1 = {
            f"{n}_f1": getattr(self, n).measured("f1")
            for n in ("places", "figures", "controls", "control_spans", "events", "event_spans")
        }
        shares = {
            n: getattr(self, n).measured("precision")
            for n in ("near", "place_kind", "value", "what", "holder", "actor", "recipient", "status", "by")
        }
        return {**f1, **shares}


def add(scores: FactScores, reading: Reading, record: dict[str, Any]) -> None:
    """Score the facts of one reading against its gold record."""
    name = reading.report.id
    _places(scores, reading, record["places"], name)
    _figures(scores, reading, record, name)
    for sort, tally, loose, same in (
        ("events", scores.events, scores.event_spans, "type"),
        ("controls", scores.controls, scores.control_spans, "change"),
    ):
        ours = [_told(x) for x in getattr(reading, sort)]
        gold = record[sort]
        spans = [(x["span"]["start"], x["span"]["end"]) for x in gold]
        mine = [(x.span.start, x.span.end) for x in getattr(reading, sort)]
        anyhow = match(mine, spans)
        loose.add(len(anyhow), len(mine), len(spans))
        pairs = match(mine, spans, lambda i, j: ours[i][same] == gold[j][same])  # noqa: B023 - used at once
        tally.add(len(pairs), len(mine), len(spans))
        _voices(scores, reading, record, [(getattr(reading, sort)[i].by, gold[j]["by"]) for i, j in pairs])
        for i, j in pairs:
            _one(scores, "status", ours[i]["status"] == gold[j]["status"], f"{name} {ours[i]} for {gold[j]}")
            for role in ("holder",) if sort == "controls" else ("actor", "recipient"):
                if gold[j][role] is not None:
                    right = same_party(ours[i][role], gold[j][role])
                    _one(scores, role, right, f"{name} {ours[i]} for {gold[j]}")
        took = {j for _, j in pairs}
        gave = {i for i, _ in pairs}
        scores.errors += [f"{name} {sort} missed {g}" for j, g in enumerate(gold) if j not in took]
        scores.errors += [f"{name} {sort} spurious {o}" for i, o in enumerate(ours) if i not in gave]


def _told(fact: Any) -> dict[str, Any]:  # noqa: ANN401 - an Event or a Control
    """Return an event or control statement as a plain record."""
    keys = ("type", "change", "status", "actor", "recipient", "holder", "place", "when")
    return {"span": fact.span.text} | {k: getattr(fact, k) for k in keys if hasattr(fact, k)}


def _places(scores: FactScores, reading: Reading, gold: list[dict[str, Any]], name: str) -> None:
    """Score places: spans, kinds, distance."""
    mine = [(p.span.start, p.span.end) for p in reading.places]
    spans = [(g["span"]["start"], g["span"]["end"]) for g in gold]
    pairs = match(mine, spans, lambda i, j: _nearly(mine[i], spans[j]))
    scores.places.add(len(pairs), len(mine), len(spans))
    for i, j in pairs:
        p, g = reading.places[i], gold[j]
        _one(scores, "place_kind", p.kind == g["kind"], f"{name} {p.span.text}: {p.kind} for {g['kind']}")
        if g["lat"] is not None:
            far = (
                math.inf
                if p.lat is None or p.lon is None
                else kilometres((p.lat, p.lon), (g["lat"], g["lon"]))
            )
            error = f"{name} {p.span.text}: {p.name} {p.country} at {far:.0f} km of {g['name']}"
            _one(scores, "near", far <= NEAR_KM, error)
    took, gave = {j for _, j in pairs}, {i for i, _ in pairs}
    scores.errors += [f"{name} place missed {g['span']}" for j, g in enumerate(gold) if j not in took]
    scores.errors += [
        f"{name} place spurious {p.span}" for i, p in enumerate(reading.places) if i not in gave
    ]


def _nearly(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Return whether two spans of a place name differ by no more than a short word at an end."""
    return abs(one[0] - other[0]) <= 4 and abs(one[1] - other[1]) <= 9  # noqa: PLR2004 - "the ", " province"


def _figures(scores: FactScores, reading: Reading, record: dict[str, Any], name: str) -> None:
    """Score figures: spans, values, what they count, who says them."""
    gold = record["figures"]
    mine = [(f.span.start, f.span.end) for f in reading.figures]
    spans = [(g["span"]["start"], g["span"]["end"]) for g in gold]
    pairs = match(mine, spans)
    scores.figures.add(len(pairs), len(mine), len(spans))
    for i, j in pairs:
        f, g = reading.figures[i], gold[j]
        told = f"{name} {f.span.text!r}: {f.low} {f.high} {f.unit} {f.what} for {g}"
        _one(scores, "value", same_number(f.low, g["low"]) and same_number(f.high, g["high"]), told)
        _one(scores, "what", f.what == g["what"], told)
    _voices(scores, reading, record, [(reading.figures[i].by, gold[j]["by"]) for i, j in pairs])
    took, gave = {j for _, j in pairs}, {i for i, _ in pairs}
    scores.errors += [f"{name} figure missed {g}" for j, g in enumerate(gold) if j not in took]
    scores.errors += [
        f"{name} figure spurious {f.span.text!r} {f.what}"
        for i, f in enumerate(reading.figures)
        if i not in gave
    ]


def _voices(
    scores: FactScores, reading: Reading, record: dict[str, Any], pairs: list[tuple[str | None, str | None]]
) -> None:
    """Score who says it: the same speaker as annotated, or the outlet's own voice in both."""
    speakers = {s.id: s.who for s in reading.sources}
    ours = {a.id: speakers[a.speaker] for a in reading.attributions}
    theirs = {a["id"]: a["speaker"]["who"] for a in record.get("attributions", ())}
    for mine, gold in pairs:
        if gold is not None and gold not in theirs:
            continue
        right = mine is None if gold is None else mine is not None and same_voice(ours[mine], theirs[gold])
        _one(scores, "by", right, f"{reading.report.id} {mine and ours[mine]} for {gold and theirs[gold]}")


def same_number(one: float | None, other: float | None) -> bool:
    """Return whether two bounds are the same, to a hundredth of a percent."""
    if one is None or other is None:
        return one is other
    return math.isclose(one, other, rel_tol=1e-4)


def same_party(one: str | None, other: str) -> bool:
    """Return whether two names of sides mean the same: as sets of names, a state's forces being the state."""
    return one is not None and _sides(one) == _sides(other)


def _sides(names: str) -> frozenset[str]:
    """Return the folded names of parties parted by commas or semicolons."""
    found = set()
    for name in names.replace(";", ",").split(","):
        words = folded(name).split()
        kept = [w for w in words if w not in _STATE_WORDS] or words
        found.add(folded(" ".join(kept)))
    return frozenset(found)


def match(
    ours: list[tuple[int, int]],
    theirs: list[tuple[int, int]],
    also: Any = None,  # noqa: ANN401 - a test of two indexes
) -> list[tuple[int, int]]:
    """Pair spans one to one, those that share most characters first; `also` must hold for a pair."""
    shared = [
        (min(b, d) - max(a, c), i, j)
        for i, (a, b) in enumerate(ours)
        for j, (c, d) in enumerate(theirs)
        if a < d and c < b and (also is None or also(i, j))
    ]
    pairs, left, right = [], set(), set()
    for _, i, j in sorted(shared, key=lambda s: (-s[0], s[1], s[2])):
        if i not in left and j not in right:
            pairs.append((i, j))
            left.add(i)
            right.add(j)
    return sorted(pairs)


def _one(scores: FactScores, name: str, right: bool, error: str) -> None:  # noqa: FBT001 - a private counter
    """Count one field and keep the error if it is wrong."""
    getattr(scores, name).add(int(right), 1, 1)
    if not right:
        scores.errors.append(f"{name}: {error}")
