"""Keep what a benchmark prints in evaluation/bench.json, where the page of speed is drawn from.

    python -m evaluation.bench_kept tracing -- python -m evaluation.bench_tracing --reports 1000 2000
    python -m evaluation.bench_kept tracing --from printed.txt --day 2026-11-24

The benchmark runs as it would alone: its lines are shown as they come and kept with the day, the load of the
machine before and after, and its exit status, which is passed on. One that is ended early leaves what was
kept of the run before as it was.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

KEPT = Path(__file__).parent / "bench.json"
SECTIONS = ("reading", "adding", "store", "tracing", "bulk", "desk")
"""The benchmarks that the page shows, in its order."""


def read_kept(path: Path = KEPT) -> dict[str, dict[str, Any]]:
    """Return what is kept, by benchmark."""
    kept: dict[str, dict[str, Any]] = json.loads(path.read_text("utf-8")) if path.exists() else {}
    return kept


def keep(name: str, told: dict[str, Any], path: Path = KEPT) -> None:
    """Put a benchmark's figures in the place of those of its last run."""
    kept = read_kept(path)
    kept[name] = told
    ordered = {section: kept[section] for section in SECTIONS if section in kept}
    path.write_text(json.dumps(ordered, indent=1, ensure_ascii=False) + "\n", "utf-8")


def run(command: Sequence[str]) -> tuple[int, list[str]]:
    """Run a command, show its lines as they come, and return its exit status and the lines."""
    lines = []
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        for line in process.stdout or ():
            print(line, end="", flush=True)
            lines.append(line.rstrip("\n"))
    return process.returncode, lines


@contextmanager
def load_told(told: dict[str, Any]) -> Iterator[None]:
    """Write down the load of the machine before and after."""
    before = round(os.getloadavg()[0], 1)
    yield
    told["load"] = [before, round(os.getloadavg()[0], 1)]


def main(arguments: list[str] | None = None) -> int:
    """Run or read, keep; return the benchmark's exit status."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("name", choices=SECTIONS)
    parser.add_argument("--from", type=Path, dest="printed", help="a file of what it printed, instead")
    parser.add_argument("--day", help="when that was, as 2026-11-24")
    parser.add_argument("--kept", type=Path, default=KEPT, help="where to keep it")
    given = [*(sys.argv[1:] if arguments is None else arguments)]
    cut = given.index("--") if "--" in given else len(given)
    said, command = parser.parse_args(given[:cut]), given[cut + 1 :]
    if bool(command) == bool(said.printed) or bool(said.printed) != bool(said.day):
        parser.error("give a command after --, or --from FILE and --day")
    told: dict[str, Any] = {"day": said.day or dt.datetime.now(tz=dt.UTC).date().isoformat()}
    if said.printed:
        status, told["printed"] = 0, said.printed.read_text("utf-8").splitlines()
    else:
        with load_told(told):
            status, told["printed"] = run(command)
        told["missed"] = status == 1
    if status > 1 or status < 0:
        print(f"{said.name} ended with {status}: what was kept before stays", file=sys.stderr)
        return status
    keep(said.name, told, said.kept)
    return status


if __name__ == "__main__":
    sys.exit(main())
