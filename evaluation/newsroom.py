"""Newsrooms that copy, credit, paraphrase, drop credit and round numbers, with known ancestry.

    python -m evaluation.newsroom [--reports 100 1000 10000] [--seed 1] [--plot docs/img/origins.svg]
    python -m evaluation.newsroom --bench 1000 10000 100000

Each claim is made in one to four first-hand reports (an official speaks to one outlet, or an outlet saw
it), and
retold by others from a report that was already out. A retelling that credits names that outlet and the voice
behind it; one that drops the credit says it in its own voice, copied to the letter or in other words.
Numbers are
rounded and some retellings name the official without the outlet.

Scored: of the claims that two or more reports make, the share whose number of origins is right, with members
given and with members found. Readings are made, not read, and vectors are sums of one random vector a word,
so
that this tests credits, joins and the index, not the encoder.
"""

from __future__ import annotations

import argparse
import random
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path

import numpy as np
import numpy.typing as npt

from reportedly.record import Act, Attribution, Kind, Manner, Reading, Report, Source, Voice, cite, report_id
from reportedly.tracing.claims import Claims
from reportedly.tracing.embedding import SIZE, embed
from reportedly.tracing.origins import origins_of
from reportedly.tracing.statement import Statement
from reportedly.tracing.statements import statements_of

_SYLLABLES = "ba do ka lu mi no pe ra si to ve zo hri sta kra mol dov ten gor vil nem ush".split()  # noqa: SIM905 -- reads as a list
_OPENINGS = (
    "",
    "overnight, ",
    "in the early hours ",
    "shortly before dawn ",
    "late in the evening ",
    "under heavy fire ",
)
_MIDDLES = (
    "{n} {thing} were {done} near {place}",
    "near {place}, {n} {thing} have been {done}",
    "{place} has seen {n} {thing} {done}",
    "the loss of {n} {thing}, {done} close to {place}, is confirmed",
    "as many as {n} {thing} around {place} ended up {done}",
    "strikes on {place} left {n} {thing} {done}",
)
_ENDINGS = (
    "",
    " and the road is closed",
    ", with repairs under way",
    " while residents hid in cellars",
    " before help arrived",
    ", the third such case this month",
)
_THINGS = ("bridges", "depots", "power stations", "warehouses", "rail cars", "boats", "schools", "trucks")
_DONE = ("destroyed", "damaged", "hit", "burnt", "shelled")
DROPS = (0.0, 0.1, 0.2, 0.3, 0.5, 0.7, 1.0)
_START = date(2026, 3, 2)


@dataclass(frozen=True)
class Habits:
    """How newsrooms behave, as shares of retellings."""

    drop: float = 0.0
    """Leaves the credit out."""
    paraphrase: float = 0.5
    """Says it in other words."""
    round: float = 0.3
    """Rounds the number."""
    unnamed: float = 0.2
    """Of first-hand reports: the voice is not named."""


@dataclass
class Made:
    """What was generated."""

    readings: list[Reading] = field(default_factory=list)
    claim: dict[str, int] = field(default_factory=dict)
    """Report id to claim."""
    root: dict[str, int] = field(default_factory=dict)
    """Report id to first-hand report."""


@dataclass
class _Told:
    """One report as the generator knows it."""

    outlet: str
    middles: tuple[int, ...]
    """Which middles its line uses: reporters who do not know of each other do not find the same words."""
    voice: tuple[str, Kind] | None
    day: date
    number: int
    form: tuple[int, int, int]
    """Which opening, middle and ending its words are made of."""
    root: int


def newsrooms(reports: int, habits: Habits, seed: int) -> Made:
    """Return about `reports` readings of claims retold among outlets; the same seed gives the same."""
    draw = random.Random(seed)  # noqa: S311 -- a simulation
    outlets = [
        f"{_name(draw)} {draw.choice(('Herald', 'Post', 'Wire', 'Tribune', 'Courier'))}"
        for _ in range(max(12, int(reports**0.5)))
    ]
    outlets = list(dict.fromkeys(outlets))
    made = Made()
    claim = 0
    while len(made.readings) < reports:
        claim += 1
        place, thing, done = _name(draw), draw.choice(_THINGS), draw.choice(_DONE)
        number = draw.randint(3, 90) * draw.choice((1, 1, 10)) + draw.randint(0, 4)
        roots = draw.choice((1, 1, 1, 2, 2, 3, 4))
        told: list[_Told] = []
        day = _START + timedelta(days=draw.randint(0, max(1, reports // 50)))
        for k in range(roots):
            free = [o for o in outlets if o not in {t.outlet for t in told}]
            voice: tuple[str, Kind] | None = (f"{_name(draw)} {_name(draw)}", Kind.PERSON)
            if draw.random() < habits.unnamed:
                voice = draw.choice((None, ("a security official", Kind.UNNAMED)))
            own = tuple(range(k, len(_MIDDLES), roots))
            told.append(_Told(draw.choice(free), own, voice, day, number, _form(draw, own), k))
            _put(
                made,
                told[-1],
                claim,
                (),
                _words(told[-1].form, n=number, thing=thing, done=done, place=place),
            )
        for _ in range(min(draw.randint(0, 8) + draw.randint(0, 8), reports)):
            parent = draw.choice(told)
            free = [o for o in outlets if o not in {t.outlet for t in told}]
            if not free:
                break
            words = _form(draw, parent.middles) if draw.random() < habits.paraphrase else parent.form
            n = (
                round(parent.number, -1)
                if parent.number > 20 and draw.random() < habits.round
                else parent.number
            )  # noqa: PLR2004 -- a small number is not rounded
            dropped = draw.random() < habits.drop
            new = _Told(
                draw.choice(free),
                parent.middles,
                parent.voice,
                parent.day + timedelta(days=draw.randint(0, 1)),
                n,
                words,
                parent.root,
            )
            told.append(new)
            credit = () if dropped else ((parent.outlet, Kind.OUTLET),)
            shown = _Told(
                new.outlet, new.middles, None if dropped else new.voice, new.day, n, words, new.root
            )
            _put(made, shown, claim, credit, _words(words, n=n, thing=thing, done=done, place=place))
    return made


def _name(draw: random.Random) -> str:
    return "".join(draw.choice(_SYLLABLES) for _ in range(draw.randint(2, 3))).capitalize()


def _form(draw: random.Random, middles: tuple[int, ...]) -> tuple[int, int, int]:
    return draw.randrange(len(_OPENINGS)), draw.choice(middles), draw.randrange(len(_ENDINGS))


def _words(form: tuple[int, int, int], **slots: object) -> str:
    opening, middle, ending = form
    return (_OPENINGS[opening] + _MIDDLES[middle] + _ENDINGS[ending]).format(**slots)


def _put(made: Made, told: _Told, claim: int, credit: tuple[tuple[str, Kind], ...], content: str) -> None:
    """Write one report and its reading."""
    voices = [*credit, *([told.voice] if told.voice else [])]
    who = voices[-1] if voices else None
    opening = f"{told.outlet} has learnt on {told.day:%A}.\n\n"
    by = f", {credit[0][0]} reported" + (f", citing {told.voice[0]}" if told.voice else "") if credit else ""
    by = by or (f", {told.voice[0]} said" if told.voice else "")
    text = (
        opening + content[0].upper() + content[1:] + by + f".\n\nNumber {len(made.readings)} of this paper."
    )
    report = Report(
        id=report_id(text, told.outlet),
        outlet=told.outlet,
        published=told.day.isoformat(),
        language="en",
        text=text,
    )
    span = cite(text, len(opening), len(opening) + len(content))
    publisher = Voice(who=told.outlet, kind=Kind.OUTLET)
    chain = (
        publisher,
        *(Voice(who=w, kind=k, citation=cite(text, (at := text.rindex(w)), at + len(w))) for w, k in voices),
    )
    source = Source(
        id="s1", who=who[0] if who else told.outlet, kind=who[1] if who else Kind.OUTLET, named=True
    )
    said = Attribution(
        id="a1",
        speaker="s1",
        source=(),
        cue=(),
        content=(span,),
        manner=Manner.INDIRECT,
        act=Act.SAY,
        chain=chain,
        confidence=1.0,
    )
    made.readings.append(Reading(report=report, sources=(source,), attributions=(said,)))
    made.claim[report.id] = claim
    made.root[report.id] = told.root


@lru_cache(maxsize=200_000)
def _word(word: str) -> npt.NDArray[np.float32]:
    seed = int.from_bytes(blake2b(word.encode(), digest_size=8).digest(), "big")
    return np.random.Generator(np.random.PCG64(seed)).standard_normal(SIZE).astype(np.float32)


def hashed_vectors(texts: Sequence[str]) -> npt.NDArray[np.float32]:
    """Return unit vectors, float32[N, 384], that are the nearer the more words two texts share."""
    vectors = np.array(
        [sum((_word(w) for w in set(t.casefold().split())), np.zeros(SIZE, np.float32)) for t in texts]
    )
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    found: npt.NDArray[np.float32] = (vectors / np.maximum(lengths, 1e-9)).astype(np.float32)
    return found


@dataclass(frozen=True)
class Result:
    """What one run of newsrooms gave, in percent."""

    given: float
    """Claims whose number of origins is right, members given."""
    found: float
    """The same, of the members that are found together."""
    mean_off: float
    """Origins counted too many on average, members given."""
    seconds: float
    """Time to add all reports."""


def measure(made: Made, *, network: bool = False) -> Result:
    """Trace what newsrooms made, and compare it with what is known."""
    statements = [s for r in made.readings for s in statements_of(r)]
    vectors = (embed if network else hashed_vectors)([s.words for s in statements])
    claims = Claims()
    begun = time.perf_counter()
    for i, statement in enumerate(statements):
        claims.add([statement], vectors[i : i + 1], vectors[i : i + 1])
    seconds = time.perf_counter() - begun
    groups: dict[int, list[Statement]] = defaultdict(list)
    for s in statements:
        groups[made.claim[s.report]].append(s)
    right = found = count = 0
    off = 0.0
    for members in groups.values():
        if len(members) < 2:  # noqa: PLR2004 -- one report has one origin
            continue
        wanted = len({made.root[m.report] for m in members})
        got = len(origins_of(members).partition)
        claim = claims.claim_of(members[0].id)
        inside = {m.id for m in members} == {m.id for m in claim.members}
        count += 1
        right += got == wanted
        found += inside and len(origins_of(claim.members).partition) == wanted
        off += got - wanted
    return Result(100 * right / count, 100 * found / count, off / count, seconds)


def plot(rows: list[tuple[float, Result]], title: str) -> str:
    """Return an SVG line plot of the share of claims right by the share of credits dropped."""
    width, height, left, top = 560, 320, 56, 40
    wide, high = width - left - 24, height - top - 56

    def at(x: float, y: float) -> str:
        return f"{left + wide * x:.1f},{top + high * (1 - y / 100):.1f}"

    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="sans-serif" font-size="12" role="img">',
        f"<title>{title}</title>",
        f'<rect width="{width}" height="{height}" fill="#fff"/>',
        f'<text x="{left}" y="22" font-size="14">{title}</text>',
    ]
    for y in range(0, 101, 20):
        lines.append(
            f'<path d="M{at(0, y)} L{at(1, y)}" stroke="#ddd"/><text x="{left - 8}" y="{top + high * (1 - y / 100) + 4:.1f}" text-anchor="end">{y}</text>'
        )
    for x in (0.0, 0.2, 0.4, 0.6, 0.8, 1.0):
        lines.append(
            f'<text x="{left + wide * x:.1f}" y="{top + high + 18}" text-anchor="middle">{100 * x:.0f}</text>'
        )
    lines.append(
        f'<text x="{left + wide / 2:.0f}" y="{height - 12}" text-anchor="middle">credits dropped, %</text>'
    )
    for name, colour, column in (
        ("members given", "#1b6ca8", 0),
        ("members found", "#c2571a", 1),
    ):
        points = " L".join(at(x, (r.given, r.found)[column]) for x, r in rows)
        lines.append(f'<path d="M{points}" fill="none" stroke="{colour}" stroke-width="2"/>')
        x, r = rows[-1]
        lines.append(
            f'<text x="{left + wide * x - 4:.1f}" y="{top + high * (1 - (r.given, r.found)[column] / 100) + (-8 if name == "members given" else 16):.1f}" text-anchor="end" fill="{colour}">{name}</text>'
        )
    return "\n".join([*lines, "</svg>"]) + "\n"


def bench(sizes: Sequence[int] = (1_000, 10_000, 100_000), seed: int = 1) -> None:
    """Print what adding costs as the store grows: ms a statement, p95 of the last 200, clustering, ratio to n log n.

    Vectors are made beforehand (`hashed_vectors`): embedding is not counted.
    """
    print(f"{'statements':>11}{'add, s':>9}{'ms each':>9}{'p95 last':>10}{'claims, s':>11}{'/ n log n':>11}")
    base = 0.0
    for size in sizes:
        statements = [s for r in newsrooms(size, Habits(drop=0.3), seed).readings for s in statements_of(r)]
        claims, times = Claims(), []
        for start in range(0, len(statements), 1000):
            part = statements[start : start + 1000]
            vectors = hashed_vectors([s.words for s in part])
            for i, statement in enumerate(part):
                begun = time.perf_counter()
                claims.add([statement], vectors[i : i + 1], vectors[i : i + 1])
                times.append(time.perf_counter() - begun)
        begun = time.perf_counter()
        found = sum(1 for _ in claims.all())
        clustering = time.perf_counter() - begun
        total = sum(times) + clustering
        unit = total / (len(times) * np.log(len(times)))
        base = base or unit
        last = float(np.quantile(times[-200:], 0.95))
        print(
            f"{len(times):11,}{sum(times):9.1f}{1000 * sum(times) / len(times):9.2f}{1000 * last:10.2f}"
            f"{clustering:11.1f}{unit / base:11.2f}   {found:,} claims",
            flush=True,
        )


def main() -> None:
    """Simulate, print the table, draw the plot."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--reports", type=int, nargs="+", default=[100, 1000, 10000])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--plot", type=Path)
    parser.add_argument(
        "--bench", type=int, nargs="*", help="measure cost at these numbers of reports instead"
    )
    parser.add_argument("--network", action="store_true", help="vectors from the network, not from words")
    args = parser.parse_args()
    if args.bench is not None:
        bench(args.bench or (1_000, 10_000, 100_000), args.seed)
        return
    print(f"{'reports':>8}{'dropped':>9}{'given':>8}{'found':>8}{'too many':>10}{'ms/report':>11}")
    for reports in args.reports:
        rows = []
        for drop in DROPS:
            result = measure(newsrooms(reports, Habits(drop=drop), args.seed), network=args.network)
            rows.append((drop, result))
            print(
                f"{reports:8}{100 * drop:8.0f}%{result.given:8.1f}{result.found:8.1f}{result.mean_off:10.2f}{1000 * result.seconds / reports:11.2f}",
                flush=True,
            )
        if args.plot and reports == args.reports[-1]:
            args.plot.write_text(
                plot(rows, f"Claims whose number of origins is right ({reports:,} reports)"), encoding="utf-8"
            )


if __name__ == "__main__":
    main()
