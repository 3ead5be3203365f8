"""Faults: what is killed, filled up or crashed at any instant loses nothing. `python -m evaluation.faults`.

    python -m evaluation.faults [--tries 10] [--only add,trace,…]

Each scenario is tried again and again, at instants drawn anew, with the drivers of the tests. What a command
said it had done must be there afterwards, whole and once, and the same command must complete the rest. Prints
a table; exit code 1 where anything is lost or doubled. Ends only processes that it began.
"""

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec

from evaluation.faults_tried import (
    NotHereError,
    Tried,
    adding,
    disks,
    exporting,
    postgresql,
    tracing,
    two_writers,
)


class Scenario(msgspec.Struct, frozen=True, kw_only=True):
    """One kind of fault."""

    name: str
    says: str
    """What is done, for the table."""
    tries: Callable[[Path, random.Random], Iterator[Tried]]
    """Tries it without end, in a folder."""
    costs: float = 1.0
    """How many times as long a try takes as one of adding: it is tried as many times less often."""


def _bulk(folder: Path, draw: random.Random) -> Iterator[Tried]:
    from evaluation.faults_bulk import bulk  # noqa: PLC0415 - Ray, only where it is asked for

    return bulk(folder, draw)


SCENARIOS = (
    Scenario(name="add", says="`add` killed, one or two workers", tries=adding),
    Scenario(name="trace", says="tracing killed three times", tries=tracing),
    Scenario(name="export", says="`export` killed over an earlier export", tries=exporting),
    Scenario(name="disk", says="the disk fills up while adding", tries=disks),
    Scenario(name="two", says="two processes add, one is killed", tries=two_writers),
    Scenario(name="postgresql", says="PostgreSQL crashes and comes back", tries=postgresql, costs=2),
    Scenario(name="bulk", says="`bulk`: a worker killed, then the driver", tries=_bulk, costs=5),
)


class Sum(msgspec.Struct, kw_only=True):
    """What came of a scenario."""

    tries: int = 0
    handed: int = 0
    told: int = 0
    lost: int = 0
    doubled: int = 0
    seconds: float = 0.0
    why: list[str] = msgspec.field(default_factory=list)


def tried(scenario: Scenario, tries: int, folder: Path, draw: random.Random) -> Sum:
    """Try a scenario so many times."""
    found, begun = Sum(), time.monotonic()
    for each in scenario.tries(folder, draw):
        found.tries += 1
        found.handed, found.told = found.handed + each.handed, found.told + each.told
        found.lost, found.doubled = found.lost + each.lost, found.doubled + each.doubled
        found.why += [each.why] if each.why else []
        if found.tries >= tries:
            break
    found.seconds = time.monotonic() - begun
    return found


def main() -> int:
    """Try all and print; exit code 1 where anything is lost or doubled."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--tries", type=int, default=10)
    parser.add_argument("--only", default="", help="names of scenarios, with commas")
    parser.add_argument("--seed", type=int, help="for the same instants again, as far as a machine has them")
    said = parser.parse_args()
    seed = random.SystemRandom().randrange(10**6) if said.seed is None else said.seed
    wanted = [each.strip() for each in said.only.split(",") if each.strip()]
    print(f"seed {seed}\n\n| fault | tries | handed in | told before it | lost | doubled | seconds |")
    print("|---|---:|---:|---:|---:|---:|---:|", flush=True)
    bad: list[str] = []
    for scenario in SCENARIOS:
        if wanted and scenario.name not in wanted:
            continue
        draw = random.Random(f"{seed} {scenario.name}")  # noqa: S311 - instants, not secrets
        with tempfile.TemporaryDirectory(prefix="reportedly-faults-") as folder:
            try:
                found = tried(scenario, max(1, round(said.tries / scenario.costs)), Path(folder), draw)
            except NotHereError as error:
                print(f"| {scenario.says} | 0 | not here: {error} | | | | |", flush=True)
                continue
        print(
            f"| {scenario.says} | {found.tries} | {found.handed:,} | {found.told:,} | {found.lost} "
            f"| {found.doubled} | {found.seconds:.0f} |",
            flush=True,
        )
        bad += [f"{scenario.name}: {why}" for why in found.why]
    print("".join(f"\n{why}" for why in bad))
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
