"""Score tracing on the demo story: 48 invented reports whose ancestry is known (`demo/story/ancestry.json`).

    python -m evaluation.tracing_story [--story demo/story] [--verbose]

The reports are taken in and read as any are. A statement belongs to each claim of the ancestry of which it
holds half the words of a member, or of which a member holds half of its words.

* Claims by B³ over the members that have a statement. A statement over no member is not counted: the ancestry
  lists what was planted, not all that the reports say.
* Origins: claims whose members, given, are parted exactly as the ancestry parts them.
* Contradictions: recall over the pairs of claims that the ancestry calls contradictory; precision over all
  pairs of statements called so. A pair is right where claims of the two are listed as contradictory; "between
  claims" leaves out pairs that touch a statement of no claim, which the ancestry does not judge.

No weight is fitted on the ancestry, but its contradictions were looked at while rules were mended: it checks
the rules, it is no test of them.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from reportedly.gold.spans import Tally
from reportedly.intake import Input, Overrides, find_inputs, take_in
from reportedly.record import Reading
from reportedly.tracing.claims import Claims
from reportedly.tracing.comparable import Label
from reportedly.tracing.contradictions import Contradiction, contradictions_of
from reportedly.tracing.origins import origins_of
from reportedly.tracing.statement import Statement
from reportedly.tracing.statements import statements_of

HERE = Path(__file__).parent
_MOST_BYTES = 1_000_000
_HALF = 0.5

Json = dict[str, Any]


@dataclass
class Story:
    """The statements of the story, and which of them tell which claim of its ancestry."""

    statements: dict[str, Statement]
    given: dict[str, Json]
    """Claim id to the claim of the ancestry."""
    best: dict[str, dict[int, str]]
    """Claim id to member number to the one statement that fits it best."""
    of: dict[str, set[str]]
    """Statement id to the claims it may tell."""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--story", type=Path, default=HERE.parent / "demo" / "story")
    parser.add_argument("--verbose", action="store_true", help="print pairs called contradictory, and missed")
    args = parser.parse_args()
    truth = json.loads((args.story / "ancestry.json").read_text(encoding="utf-8"))
    story = laid_over(truth, readings_of(args.story, truth))
    claims = Claims()
    claims.add(list(story.statements.values()))
    p, r, f = claims_score(story, claims)
    right, wanted = origins_score(story)
    print(f"{len(story.statements)} statements of {len(truth['reports'])} reports; {len(story.given)} claims")
    print(f"claims                      B³ P {p:.1f} R {r:.1f} F1 {f:.1f}")
    print(f"origins, members given      {100 * right / wanted:.1f} ({right} of {wanted} claims)")
    found = [c for c in contradictions_of(claims, story.statements) if c.label is Label.CONTRADICTORY]
    report_contradictions(story, found, verbose=args.verbose)


def readings_of(folder: Path, truth: Json) -> list[Reading]:
    """Return the story's reports, read, under the ids of the ancestry and with the outlets no file tells."""
    from reportedly.reading.read import read_report  # noqa: PLC0415 -- loads the encoder

    readings = []
    for entry in truth["reports"]:
        (found,) = find_inputs([str(folder / entry["file"])], _MOST_BYTES)
        if not isinstance(found, Input):
            raise TypeError(entry["file"])
        overrides = Overrides() if entry.get("outlet_told", True) else Overrides(outlet=entry["outlet"])
        report = take_in(found, overrides, _MOST_BYTES).report
        if report is None:
            raise ValueError(entry["file"])
        report = msgspec.structs.replace(report, id=entry["id"])
        readings.append(read_report(report))
    return readings


def laid_over(truth: Json, readings: list[Reading]) -> Story:
    """Return the statements of readings with the claims of the ancestry laid over them."""
    statements = {s.id: s for reading in readings for s in statements_of(reading)}
    at: dict[str, list[Statement]] = defaultdict(list)
    for s in statements.values():
        at[s.report].append(s)
    given = {c["id"]: c for c in truth["claims"]}
    best: dict[str, dict[int, str]] = {}
    of: dict[str, set[str]] = defaultdict(set)
    for name, claim in given.items():
        best[name] = {}
        for number, member in enumerate(claim["members"]):
            scored = [(s, *shares(s, member["span"])) for s in at[member["report"]]]
            fitting = [(s, union) for s, share, union in scored if share >= _HALF]
            for s, _ in fitting:
                of[s.id].add(name)
            if fitting:
                best[name][number] = max(fitting, key=lambda f: (f[1], f[0].id))[0].id
    return Story(statements, given, best, of)


def shares(statement: Statement, span: Json) -> tuple[float, float]:
    """Return what share of the smaller of a statement's words and a span both hold, and of their union."""
    start, end = span["start"], span["end"]
    parts = [(s.start, s.end) for s in statement.spans]
    both = sum(max(0, min(b, end) - max(a, start)) for a, b in parts)
    held = sum(b - a for a, b in parts)
    return both / max(1, min(held, end - start)), both / max(1, held + end - start - both)


def claims_score(story: Story, claims: Claims) -> tuple[float, float, float]:
    """Return B³ precision, recall and F1 over the members that have a statement, in percent."""
    cluster = {m.id: n for n, c in enumerate(claims.all()) for m in c.members}
    members = [(name, s) for name, inside in story.best.items() for s in set(inside.values())]
    listed = {s for _, s in members}
    precision = recall = 0.0
    for name, statement in members:
        right = set(story.best[name].values())
        found = {s for s in listed if cluster.get(s, s) == cluster.get(statement, statement)}
        precision += len(right & found) / len(found)
        recall += len(right & found) / len(right)
    p, r = 100 * precision / len(members), 100 * recall / len(members)
    return p, r, 2 * p * r / (p + r)


def origins_score(story: Story) -> tuple[int, int]:
    """Return of how many claims the origins are exactly right, and of how many they could be."""
    right = wanted = 0
    for name, inside in story.best.items():
        if len(inside) < 2:  # noqa: PLR2004 -- one member cannot be parted
            continue
        wanted += 1
        parts = {
            frozenset(inside[m] for m in origin["members"] if m in inside)
            for origin in story.given[name]["origins"]
        } - {frozenset()}
        told = [story.statements[i] for i in sorted(set(inside.values()))]
        right += {frozenset(p) for p in origins_of(told).partition} == parts
    return right, wanted


def listed_pairs(story: Story) -> set[tuple[str, str]]:
    """Return the pairs of claims that the ancestry calls contradictory."""
    return {
        (min(name, c["claim"]), max(name, c["claim"]))
        for name, claim in story.given.items()
        for c in claim["contradicts"]
        if c["label"] == Label.CONTRADICTORY
    }


def contradictions_score(
    story: Story, found: list[Contradiction]
) -> tuple[Tally, Tally, set[tuple[str, str]], list[Contradiction]]:
    """Return tallies of all pairs and of those between claims; claim pairs met; pairs that are not listed."""
    wanted = listed_pairs(story)
    met: set[tuple[str, str]] = set()
    wrong = []
    between = 0
    for c in found:
        pairs = {(min(a, b), max(a, b)) for a in story.of[c.one] for b in story.of[c.other] if a != b}
        between += bool(pairs)
        met |= pairs & wanted
        if not pairs & wanted:
            wrong.append(c)
    every, inside = Tally(), Tally()
    hits = len(found) - len(wrong)
    every.add(hits, len(found), len(wanted))
    inside.add(hits, between, len(wanted))
    return every, inside, met, wrong


def report_contradictions(story: Story, found: list[Contradiction], *, verbose: bool) -> None:
    """Print the scores of pairs called contradictory, and, where asked, which were wrong and which missed."""
    every, inside, met, wrong = contradictions_score(story, found)
    wanted = listed_pairs(story)
    print(f"contradictions              P {every.precision:.1f} ({every.hit} of {every.found} pairs)")
    print(f"  between claims            P {inside.precision:.1f} ({inside.hit} of {inside.found})")
    print(f"  pairs of claims           R {100 * len(met) / len(wanted):.1f} ({len(met)} of {len(wanted)})")
    if not verbose:
        return
    for c in found:
        told = [story.statements[i] for i in (c.one, c.other)]
        print(f"{'not listed' if c in wrong else 'right'} {c.one} | {c.other}: {c.why}")
        print("".join(f"    {sorted(story.of[s.id])} {s.words}\n" for s in told), end="")
    for a, b in sorted(wanted - met):
        print(f"missed {a} | {b}")
        for name in (a, b):
            told = [story.statements[i] for i in story.best[name].values()]
            print(f"    {story.given[name]['claim']}")
            print("".join(f"        {s.id} {s.words[:200]}\n" for s in told), end="")


if __name__ == "__main__":
    main()
