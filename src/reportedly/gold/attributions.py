"""Score attributions against reports annotated by the project's guide (docs/annotating.md).

An attribution is found when its cue and its source overlap the annotated ones (or both have none)
and its content agrees by a token F1 of 0.5 or more; pairs are one to one, best contents first.
Of the attributions found:

* speaker: `who` is the same name after folding (case, articles, diacritics, country aliases), or,
  for two persons, the same surname with no given name that differs;
* chain: as many voices as annotated, each the same by the rule for speakers, in the same order;
* act, manner: the same value.

Chains of three or more voices and nested attributions are scored by F1 over all of them:
a hit is a found attribution whose chain is right, or whose holder matches the annotated holder.
"""

import re
import unicodedata
from dataclasses import dataclass, field
from typing import Any

from reportedly.gold.spans import Spans, Tally, exact, match
from reportedly.record import Attribution, Reading, Source, Span
from reportedly.wordlists import countries, outlets

LEAST_AGREEMENT = 0.5
"""Content token F1 from which an attribution counts as found."""
LONG_CHAIN = 3
"""Voices from which a chain is scored as a long one."""


@dataclass
class Scores:
    """All tallies over a set of reports."""

    attribution: Tally = field(default_factory=Tally)
    close: Tally = field(default_factory=Tally)
    """Attributions with content token F1 of 0.8 or more."""
    nested: Tally = field(default_factory=Tally)
    long_chain: Tally = field(default_factory=Tally)
    source: Tally = field(default_factory=Tally)
    cue: Tally = field(default_factory=Tally)
    content: Tally = field(default_factory=Tally)
    speaker: Tally = field(default_factory=Tally)
    chain: Tally = field(default_factory=Tally)
    act: Tally = field(default_factory=Tally)
    manner: Tally = field(default_factory=Tally)
    kind: Tally = field(default_factory=Tally)
    named: Tally = field(default_factory=Tally)
    confidence: list[tuple[float, bool]] = field(default_factory=list)
    """Each found attribution's confidence and whether it was annotated."""
    errors: list[str] = field(default_factory=list)

    def rows(self) -> dict[str, float | None]:
        """Return the figures by name, in percent; None where there was nothing to measure."""
        shares = {
            n: getattr(self, n).measured("precision")
            for n in ("speaker", "chain", "act", "manner", "kind", "named")
        }
        return {
            "attribution_f1": self.attribution.measured("f1"),
            "attribution_precision": self.attribution.measured("precision"),
            "attribution_recall": self.attribution.measured("recall"),
            "attribution_f1_at_0.8": self.close.measured("f1"),
            "source_exact_f1": self.source.measured("f1"),
            "cue_exact_f1": self.cue.measured("f1"),
            "content_exact_f1": self.content.measured("f1"),
            **shares,
            "long_chain_f1": self.long_chain.measured("f1"),
            "nested_recall": self.nested.measured("recall"),
            "nested_f1": self.nested.measured("f1"),
            "calibration_error": 100 * calibration_error(self.confidence) if self.confidence else None,
        }


def add(scores: Scores, reading: Reading, record: dict[str, Any]) -> None:
    """Score one reading against its gold record."""
    gold = record["attributions"]
    found = reading.attributions
    ours = [Spans(_ranges(a.source), _ranges(a.cue), _ranges(a.content)) for a in found]
    theirs = [Spans(*(_ranges(g[k]) for k in ("source", "cue", "content"))) for g in gold]
    pairs = match(ours, theirs, LEAST_AGREEMENT)
    scores.attribution.add(len(pairs), len(found), len(gold))
    scores.close.add(len(match(ours, theirs, 0.8)), len(found), len(gold))
    for name in ("source", "cue", "content"):
        here = {r for s in ours for r in getattr(s, name)}
        there = {r for s in theirs for r in getattr(s, name)}
        getattr(scores, name).add(*exact(here, there))
    by_found = dict(pairs)
    for i, a in enumerate(found):
        scores.confidence.append((a.confidence, i in by_found))
        if i not in by_found:
            told = f"{_words(a.source)} | {_words(a.cue)} | {_words(a.content)[:120]} p={a.confidence:.2f}"
            scores.errors.append(f"{reading.report.id} spurious {told}")
    for j, g in enumerate(gold):
        if j not in by_found.values():
            told = " | ".join(" … ".join(s["text"] for s in g[k]) for k in ("source", "cue", "content"))
            scores.errors.append(
                f"{reading.report.id} missed {'(nested) ' if g['inside'] else ''}{told[:200]}"
            )
    _add_pairs(scores, reading, gold, pairs)


def _add_pairs(
    scores: Scores, reading: Reading, gold: list[dict[str, Any]], pairs: list[tuple[int, int]]
) -> None:
    """Score the fields of the attributions that were found."""
    found = reading.attributions
    sources = {s.id: s for s in reading.sources}
    at = {a.id: i for i, a in enumerate(found)}
    gold_at = {g["id"]: j for j, g in enumerate(gold)}
    by_found = dict(pairs)
    long_hits = nested_hits = 0
    for i, j in pairs:
        a, g = found[i], gold[j]
        _add_fields(scores, reading.report.id, sources[a.speaker], a, g)
        long_hits += len(g["chain"]) >= LONG_CHAIN and chain_right(a, g)
        if g["inside"] is not None:
            holder = by_found.get(at[a.inside]) if a.inside else None
            if holder == gold_at.get(g["inside"]):
                nested_hits += 1
            else:
                scores.errors.append(f"{reading.report.id} nesting {_told(a)}")
    scores.long_chain.add(
        long_hits,
        sum(len(a.chain) >= LONG_CHAIN for a in found),
        sum(len(g["chain"]) >= LONG_CHAIN for g in gold),
    )
    scores.nested.add(
        nested_hits, sum(a.inside is not None for a in found), sum(g["inside"] is not None for g in gold)
    )


def _add_fields(scores: Scores, report: str, speaker: Source, a: Attribution, gold: dict[str, Any]) -> None:
    """Count each field of one attribution that was found, and keep what is wrong of it."""
    wanted = gold["speaker"]
    mine, theirs = " > ".join(v.who for v in a.chain), " > ".join(v["who"] for v in gold["chain"])
    right = same_voice(speaker.who, wanted["who"])
    for name, ok, error in (
        ("speaker", right, f"{speaker.who!r} for {wanted['who']!r}"),
        ("chain", chain_right(a, gold), f"{mine} for {theirs}"),
        ("act", a.act == gold["act"], f"{a.act} for {gold['act']}"),
        ("manner", a.manner == gold["manner"], f"{a.manner} for {gold['manner']}"),
        ("kind", speaker.kind == wanted["kind"], f"{speaker.who} {speaker.kind} for {wanted['kind']}"),
        ("named", speaker.named == wanted["named"], f"{speaker.named}"),
    ):
        getattr(scores, name).add(int(ok), 1, 1)
        if not ok:
            scores.errors.append(f"{report} {name} {_told(a)}: {error}")


def _told(a: Attribution) -> str:
    """Return an attribution in the words of an error."""
    return f"{_words(a.source)} {_words(a.cue)}: {_words(a.content)[:50]}"


def chain_right(a: Attribution, gold: dict[str, Any]) -> bool:
    """Return whether a chain has the annotated voices, in order; the publisher is taken as said."""
    mine, theirs = a.chain, gold["chain"]
    return len(mine) == len(theirs) and all(
        same_voice(m.who, t["who"]) for m, t in zip(mine[1:], theirs[1:], strict=True)
    )


def same_voice(one: str, other: str) -> bool:
    """Return whether two names mean the same voice (see the module's rule)."""
    a, b = folded(one), folded(other)
    if a == b:
        return True
    ids = {o.id for o in outlets.find(one)} & {o.id for o in outlets.find(other)}
    if ids:
        return True
    wa, wb = a.split(), b.split()
    if not wa or not wb:
        return False
    return wa[-1] == wb[-1] and (set(wa) <= set(wb) or set(wb) <= set(wa)) and min(len(wa), len(wb)) == 1


def folded(name: str) -> str:
    """Return a name without case, diacritics, articles and marks, countries by one name."""
    plain = unicodedata.normalize("NFKD", name.replace("ı", "i"))
    plain = "".join(c for c in plain if not unicodedata.combining(c)).casefold()
    plain = re.sub(r"[’']s\b", "", plain)
    plain = " ".join(w for w in re.findall(r"[a-z0-9]+", plain) if w not in {"the", "a", "an", "of", "some"})
    actor = countries.find(name)
    return folded_country(actor[0].name) if actor else plain


def folded_country(who: str) -> str:
    """Return a country's folded canonical name."""
    return " ".join(re.findall(r"[a-z0-9]+", who.casefold()))


def calibration_error(pairs: list[tuple[float, bool]], bins: int = 10) -> float:
    """Return the expected calibration error, 0 to 1, equal-width bins (Naeini et al. 2015)."""
    total = 0.0
    for k in range(bins):
        inside = [(p, r) for p, r in pairs if k / bins <= p < (k + 1) / bins or (k == bins - 1 and p == 1.0)]
        if inside:
            gap = sum(p for p, _ in inside) / len(inside) - sum(r for _, r in inside) / len(inside)
            total += len(inside) / len(pairs) * abs(gap)
    return total


def _ranges(spans: tuple[Span, ...] | list[dict[str, int]]) -> tuple[tuple[int, int], ...]:
    """Return spans of a reading or of a gold record as ranges of characters."""
    return tuple((s["start"], s["end"]) if isinstance(s, dict) else (s.start, s.end) for s in spans)


def _words(spans: tuple[Span, ...]) -> str:
    """Return the words of spans."""
    return " … ".join(s.text for s in spans)
