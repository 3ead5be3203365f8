"""Benchmark of the store: adding, finding, opening.

    python -m evaluation.bench_store [--reports 100000] [--store FILE]

Reports and readings are synthetic: words drawn by Zipf's law from a made vocabulary, places and
speakers from made names, about as many records to a report as the shipped models find. With --store the
file is kept, and built only where it is not there; else it lies in a temporary folder. What adding costs
is set against the time a reading takes, by the shipped models, on the demo reports.
"""

from __future__ import annotations

import argparse
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from itertools import accumulate
from pathlib import Path

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
    Report,
    Source,
    Status,
    Voice,
    What,
    cite,
    report_id,
)
from reportedly.store import Entry, Filters, open_store

BATCH = 250
WORDS = 450
"""Words of a synthetic report: about the median of news."""
PARAGRAPH = 60
VOCABULARY = 60_000
RECORDS = 12
"""Of each layer in a report; with places about 60, as of a real report of that length."""
TIMED = 200
"""Reports added one by one, each its own transaction, for the cost of adding."""
QUERIES = 40
"""Searches of each sort."""
Took = tuple[float, float]
"""Milliseconds on the clock, and of CPU time: on a busy machine the second tells more."""
OPENING = """
import sys, time
def now(): return time.perf_counter(), time.process_time()
begun = now()
from reportedly.store import open_store
loaded = now()
open_store(sys.argv[1])
opened = now()
print(*(1000 * (b - a) for x, y in ((begun, loaded), (loaded, opened)) for a, b in zip(x, y)))
"""


class Maker:
    """Makes reports and readings, the same for the same seed."""

    def __init__(self, seed: int) -> None:
        """Draw the vocabulary and the names."""
        self.random = random.Random(seed)  # noqa: S311 - drawn to be the same again, not to be secret
        letters = "abcdefghiklmnoprstuvz"
        words = {
            "".join(self.random.choices(letters, k=self.random.randint(3, 10))) for _ in range(VOCABULARY)
        }
        self.words = sorted(words)
        self.random.shuffle(self.words)
        self.weights = list(accumulate(1 / (rank + 3) for rank in range(len(self.words))))
        self.places = [self._name(1) for _ in range(4_000)]
        self.people = [self._name(2) for _ in range(12_000)]
        self.outlets = [self._name(2) for _ in range(300)]

    def entry(self, number: int) -> Entry:
        """Return a report with its reading."""
        drawn = self.random.choices(self.words, cum_weights=self.weights, k=WORDS)
        starts = self.random.sample(range(0, WORDS - 20, 7), RECORDS)
        for at in starts:
            drawn[at + 4] = self._often(self.places)
        people = [self._often(self.people) for _ in range(5)]
        text, spots = self._laid_out(drawn)
        outlet = self.random.choice(self.outlets)
        day = f"20{20 + number % 6}-{1 + number // 6 % 12:02}-{1 + number // 72 % 28:02}"
        report = Report(
            id=report_id(text, outlet),
            outlet=outlet,
            url=f"https://example.org/{number}",
            headline=text[:60],
            published=day,
            language="en",
            text=text,
        )
        return Entry(report=report, reading=self._reading(report, sorted(starts), spots, people))

    def _reading(
        self, report: Report, starts: list[int], spots: list[tuple[int, int]], people: list[str]
    ) -> Reading:
        def words(first: int, last: int) -> tuple[int, int]:
            return spots[first][0], spots[last - 1][1]

        pick, text = self.random.choice, report.text
        sources = tuple(
            Source(id=f"s{n}", who=who, kind=Kind.PERSON, named=True) for n, who in enumerate(people, 1)
        )
        said, places, figures, controls, events = [], [], [], [], []
        for n, at in enumerate(starts, 1):
            source, place = pick(sources), cite(text, *words(at + 4, at + 5))
            said.append(
                Attribution(
                    id=f"a{n}",
                    speaker=source.id,
                    source=(cite(text, *words(at, at + 1)),),
                    cue=(cite(text, *words(at + 1, at + 2)),),
                    content=(cite(text, *words(at + 2, at + 7)),),
                    manner=Manner.INDIRECT,
                    act=self.random.choices(list(Act), [80, 3, 3, 3, 2, 2, 1, 2, 3, 1])[0],
                    chain=(
                        Voice(who=report.outlet or "", kind=Kind.OUTLET),
                        Voice(who=source.who, kind=Kind.PERSON),
                    ),
                    confidence=0.9,
                )
            )
            places.append(Place(span=place, name=place.text, kind=PlaceKind.CITY, geonames_id=at))
            span, by = cite(text, *words(at + 3, at + 4)), f"a{n}"
            figures.append(Figure(id=f"f{n}", span=span, low=12.0, high=None, what=pick(list(What)), by=by))
            status, day = Status.ASSERTED, report.published
            controls.append(
                Control(
                    id=f"c{n}",
                    span=span,
                    change=pick(list(Change)),
                    status=status,
                    when=day,
                    place=place.text,
                    place_spans=(place,),
                    by=by,
                )
            )
            events.append(
                Event(
                    id=f"e{n}",
                    span=span,
                    type=pick(list(EventType)),
                    status=status,
                    when=day,
                    place=place.text,
                    place_spans=(place,),
                    by=by,
                )
            )
        return Reading(
            report=report,
            sources=sources,
            attributions=tuple(said),
            places=tuple(places),
            figures=tuple(figures),
            controls=tuple(controls),
            events=tuple(events),
            model="bench",
        )

    def _laid_out(self, words: list[str]) -> tuple[str, list[tuple[int, int]]]:
        """Return words as a text of paragraphs, and where each of them stands."""
        parts, spots, at = [], [], 0
        for n, word in enumerate(words):
            spots.append((at, at + len(word)))
            gap = " " if (n + 1) % PARAGRAPH else "\n\n"
            parts += [word, gap]
            at += len(word) + len(gap)
        return "".join(parts).rstrip(), spots

    def _often(self, names: list[str]) -> str:
        """Draw a name, the first of the list more often than the last."""
        return names[int(len(names) * self.random.random() ** 3)]

    def _name(self, words: int) -> str:
        return " ".join(self.random.choice(self.words).capitalize() for _ in range(words))

    def searches(self) -> Iterator[tuple[str, str, Filters]]:
        """Yield searches by sort: what a person might ask, from rare to very common words."""
        none = Filters()
        for _ in range(QUERIES):
            rare, some, common = (self.words[self.random.randint(*at)] for at in _RANKS)
            other = self.words[self.random.randint(*_RANKS[1])]
            yield "a rare word", rare, none
            yield "a word in 1 of 50 reports", some, none
            yield "a word in most reports", common, none
            yield "two words", f"{some} {other}", none
            yield "one of two, without a third", f"{some} OR {other} -{common}", none
            yield "a phrase", f'"{common} {some}"', none
            yield "a word and a speaker", some, Filters(speaker=self._often(self.people))
            yield (
                "a word, a place and months",
                some,
                Filters(place=self._often(self.places), since="2023-04", until="2023-09"),
            )
            yield "a speaker who denies", "", Filters(speaker=self._often(self.people), act="deny")
            yield "assaults at a place", "", Filters(place=self._often(self.places), type="ASSAULT")
            yield "what an outlet has", some, Filters(outlet=self.random.choice(self.outlets))
            yield "any denial with a word", some, Filters(act="deny")
            yield "any denial", "", Filters(act="deny")


_RANKS = ((8_000, 50_000), (300, 2_000), (0, 6))


def build(path: Path, reports: int) -> None:
    """Make a store of that many reports."""
    maker, begun = Maker(1), time.perf_counter()
    with open_store(path) as store:
        writer = store.writer()
        for first in range(0, reports, BATCH):
            writer.add_all([maker.entry(n) for n in range(first, min(first + BATCH, reports))])
            done = min(first + BATCH, reports)
            rate = done / (time.perf_counter() - begun)
            print(f"\r  {done} of {reports}, {rate:.0f}/s", end="", file=sys.stderr)
    print(file=sys.stderr)


def milliseconds(work: Callable[[], object]) -> Took:
    """Return how long one call takes on the clock, and of this process's CPU time."""
    begun, cpu = time.perf_counter(), time.process_time()
    work()
    return 1000 * (time.perf_counter() - begun), 1000 * (time.process_time() - cpu)


def adding(path: Path) -> list[Took]:
    """Return how long adding single reports takes, each its own transaction."""
    maker = Maker(time.time_ns())  # other reports each time: known ones cost less
    entries = [maker.entry(n) for n in range(TIMED)]
    with open_store(path) as store:
        add = store.writer().add_all
        return [milliseconds(partial(add, [entry])) for entry in entries]


def finding(path: Path) -> dict[str, list[Took]]:
    """Return how long each search takes, by sort, each on a view of its own."""
    took: dict[str, list[Took]] = {}
    with open_store(path) as store:

        def search(words: str, filters: Filters) -> None:
            with store.view() as view:
                view.find(words, filters)

        for sort, words, filters in Maker(1).searches():
            took.setdefault(sort, []).append(milliseconds(partial(search, words, filters)))
    return took


def opening(path: Path) -> list[tuple[float, ...]]:
    """Return how long importing the store's code and opening take, each time in a new process."""
    command = [sys.executable, "-c", OPENING, str(path)]
    runs = [subprocess.run(command, check=True, capture_output=True, text=True) for _ in range(5)]
    return [tuple(map(float, run.stdout.split())) for run in runs]


def reading() -> list[Took]:
    """Return how long a reading of WORDS words takes by the shipped models."""
    from reportedly.pipeline import read  # noqa: PLC0415 - the models are loaded only for this

    folder = Path(__file__).parent.parent / "demo" / "reports"
    text = "\n\n".join(path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt")))
    words = (text.split() * (1 + WORDS // max(1, len(text.split()))))[:WORDS]
    report = Report(id="bench", outlet="Bench", text=" ".join(words), language="en", published="2025-03-04")
    read(report)
    return [milliseconds(lambda: read(report)) for _ in range(5)]


def shown(sort: str, took: list[Took]) -> str:
    """Return a line of the table: median, 95th of 100 and greatest on the clock, and the same of CPU time."""
    line = f"  {sort:32}"
    for which in (0, 1):
        values = sorted(each[which] for each in took)
        high = values[min(len(values) - 1, int(0.95 * len(values)))]
        line += f"{statistics.median(values):9.1f}{high:9.1f}{values[-1]:9.1f}"
    return line


def main() -> int:
    """Build, measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--reports", type=int, default=100_000)
    parser.add_argument("--store", type=Path)
    said = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = said.store or Path(folder) / "bench.db"
        if not path.exists():
            build(path, said.reports)
        with open_store(path) as store, store.view() as view:
            print(f"{view.counts().reports} reports, {path.stat().st_size / 1e9:.2f} GB")
        opened = opening(path)
        print(f"  {'ms':32}{'p50':>9}{'p95':>9}{'max':>9}{'CPU p50':>9}{'p95':>9}{'max':>9}")
        print(shown("importing the store's code", [(each[0], each[1]) for each in opened]))
        print(shown("opening (limit 200)", [(each[2], each[3]) for each in opened]))
        took = finding(path)
        for sort, values in took.items():
            print(shown(f"finding {sort}", values))
        print(shown("finding (limit for p95 100)", [each for values in took.values() for each in values]))
        added, read = adding(path), reading()
        print(shown("adding one", added))
        print(shown("reading one", read))
        for which, name in enumerate(("clock", "CPU")):
            one, other = (statistics.median(each[which] for each in took) for took in (added, read))
            print(f"adding / reading, {name}: {one / other:.1%} (limit 15%)")
    return 0


if __name__ == "__main__":
    sys.exit(main())
