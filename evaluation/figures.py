"""Score the tally of reports against the Gun Violence Archive's numbers (../shared/data/gva).

    python -m evaluation.figures [--shared ../shared] [--part dev] [--errors]

A report's number of people killed, and of people injured, is right where it equals the archive's.
The texts are one incident's report each, but many tell of other incidents too, and some of the
archive's numbers are known only from elsewhere: no reader reaches 100.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from evaluation.tallies import Counted
from reportedly.gold.spans import Tally
from reportedly.reading.figures import casualties, find_figures

HERE = Path(__file__).parent
BARS = {
    "gva/killed": (85.0, "archive's own baseline 83.7"),
    "gva/injured": (78.0, "archive's own baseline 74.2"),
}
"""Bar of each measure and what others reach."""


def score(folder: Path, part: str = "dev") -> tuple[dict[str, Counted], list[str]]:
    """Return what was counted, for the accuracy of both numbers, and a line for each wrong one."""
    texts: list[dict[str, Any]] = json.loads((folder / f"X_{part}.json").read_text(encoding="utf-8"))
    truth: list[dict[str, Any]] = json.loads((folder / f"y_{part}.json").read_text(encoding="utf-8"))
    right = {name: Counted("precision") for name in BARS}
    errors: list[str] = []
    for number, (report, wanted) in enumerate(zip(texts, truth, strict=True)):
        tally = casualties(find_figures(report["text"]), report["text"])
        for name, got, key in (
            ("gva/killed", tally.killed, "n_killed"),
            ("gva/injured", tally.wounded, "n_injured"),
        ):
            right[name].add(Tally(int(got == wanted[key]), 1, 1))
            if got != wanted[key]:
                errors.append(
                    f"{part} {number} {name}: {got}, archive {wanted[key]}: {report['text'][:160]!r}"
                )
    return right, errors


def main(arguments: list[str] | None = None) -> int:
    """Print both accuracies; return 1 where one is under its bar."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--shared", type=Path, default=HERE.parent.parent / "shared")
    parser.add_argument("--part", default="dev", help="dev or train")
    parser.add_argument("--errors", action="store_true", help="print each wrong number")
    args = parser.parse_args(arguments)
    folder = args.shared / "data" / "gva"
    if not folder.is_dir():
        print(f"nothing to measure on: {folder} not there; name it with --shared")
        return 0
    counted, errors = score(folder, args.part)
    measured = {name: each.value for name, each in counted.items()}
    for name, value in measured.items():
        print(f"{name:14}{value:7.1f}   bar {BARS[name][0]}, {BARS[name][1]}")
    if args.errors:
        print("\n".join(errors))
    return int(any(value < BARS[name][0] for name, value in measured.items()))


if __name__ == "__main__":
    raise SystemExit(main())
