"""Score the time reader on TimeBank and AQUAINT (TimeML), as TempEval-3 scores.

    python -m evaluation.times [--folder ../shared/data/timeml] [--half fit|held] [--errors FILE]

The documents are parted in two halves by a hash of their names: the rules were written with the fit
half in view, the held-back half only gives the figure. Per half:

* strict and relaxed span F1: a found expression matches an annotated one that has the same, or
  overlapping, characters; each matches at most one;
* value F1: relaxed matches whose TIMEX3 values are the same string, found over annotated and found
  (value accuracy times relaxed F1; UzZaman et al. 2013, SemEval task 1).

The document's creation time is given, not found, and is not scored.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from reportedly.gold.spans import Tally
from reportedly.reading.times import find_timex

HERE = Path(__file__).parent
HALVES = ("fit", "held")


@dataclass(frozen=True)
class Marked:
    """One annotated expression."""

    start: int
    end: int
    value: str


@dataclass(frozen=True)
class Document:
    """One annotated text."""

    name: str
    published: str
    text: str
    marked: tuple[Marked, ...]


@dataclass
class TimeScores:
    """What was counted over the documents."""

    strict: Tally = field(default_factory=Tally)
    relaxed: Tally = field(default_factory=Tally)
    value: Tally = field(default_factory=Tally)
    errors: list[str] = field(default_factory=list)


def half_of(name: str) -> str:
    """Return the half a document belongs to, by its name alone."""
    return HALVES[hashlib.sha256(name.encode()).digest()[-1] % 2]


def read_timeml(folder: Path, half: str) -> Iterator[Document]:
    """Yield the documents of a half, by name."""
    for path in sorted(folder.glob("*/*.tml"), key=lambda path: path.stem):
        if half_of(path.stem) == half:
            yield read_document(path)


def read_document(path: Path) -> Document:
    """Return one TimeML document; raises ValueError where it has no text or no creation time."""
    root = etree.parse(path).getroot()
    created, body = root.find("DCT/TIMEX3"), root.find("TEXT")
    if created is None or body is None:
        raise ValueError(f"{path}: not a TimeML document")
    pieces: list[str] = []
    marked: list[Marked] = []
    _walk(body, pieces, marked)
    return Document(path.stem, created.get("value", ""), "".join(pieces), tuple(sorted(marked, key=_start)))


def _start(one: Marked) -> int:
    return one.start


def _walk(element: etree._Element, pieces: list[str], marked: list[Marked]) -> None:
    """Collect the text below `element` and the expressions in it."""
    start = sum(map(len, pieces))
    pieces.append(element.text or "")
    for child in element:
        _walk(child, pieces, marked)
        pieces.append(child.tail or "")
    if element.tag == "TIMEX3":
        marked.append(Marked(start, sum(map(len, pieces)), element.get("value", "")))


def score(folder: Path, half: str) -> TimeScores:
    """Return the scores on a half."""
    scores = TimeScores()
    for document in read_timeml(folder, half):
        add(scores, document)
    return scores


def add(scores: TimeScores, document: Document) -> None:
    """Score one document."""
    found = find_timex(document.text, document.published)
    open_ = list(document.marked)
    strict = relaxed = value = 0
    for one in found:
        words = (
            f"{document.name} {_context(document.text, one.start, one.end)} {one.rule} {one.meaning.value}"
        )
        over = [m for m in open_ if m.start < one.end and one.start < m.end]
        if not over:
            scores.errors.append(f"spurious {words}")
            continue
        best = max(
            over, key=lambda m: ((m.start, m.end) == (one.start, one.end), m.value == one.meaning.value)
        )
        open_.remove(best)
        relaxed += 1
        exact = (best.start, best.end) == (one.start, one.end)
        strict += exact
        if not exact:
            scores.errors.append(f"span {words} for {document.text[best.start : best.end]!r}")
        if best.value == one.meaning.value:
            value += 1
        else:
            scores.errors.append(f"value {words} for {best.value}")
    scores.errors += [
        f"missed {document.name} {_context(document.text, m.start, m.end)} {m.value}" for m in open_
    ]
    for tally, hits in ((scores.strict, strict), (scores.relaxed, relaxed), (scores.value, value)):
        tally.add(hits, len(found), len(document.marked))


def _context(text: str, start: int, end: int) -> str:
    """Return an expression in the words around it, on one line."""
    left, right = text[max(0, start - 60) : start], text[end : end + 40]
    return " ".join(f"{left}[[{text[start:end]}]]{right}".split())


def main(arguments: list[str] | None = None) -> int:
    """Measure and print; return the exit status."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--folder", type=Path, default=HERE.parent.parent / "shared" / "data" / "timeml")
    parser.add_argument("--half", choices=HALVES, action="append", help="only this half")
    parser.add_argument("--errors", type=Path, help="write the errors on the fit half to this file")
    args = parser.parse_args(arguments)
    if not args.folder.is_dir():
        print(f"nothing to measure on: {args.folder} is not there; name it with --folder")
        return 0
    for half in args.half or HALVES:
        scores = score(args.folder, half)
        print(
            f"{half:5} value F1 {scores.value.f1:.1f}  relaxed F1 {scores.relaxed.f1:.1f}"
            f" (P {scores.relaxed.precision:.1f} R {scores.relaxed.recall:.1f})"
            f"  strict F1 {scores.strict.f1:.1f}  of {scores.value.wanted} expressions"
        )
        if args.errors and half == "fit":
            args.errors.write_text("\n".join(scores.errors) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
