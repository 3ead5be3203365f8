"""Killed: whatever instant a process that adds is killed at, each report is whole or absent.

REPORTEDLY_KILLS and REPORTEDLY_KILL_REPORTS ask for more than the default run has time for: the release
is tried with 50 and 2000.
"""

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import sqlalchemy as sa

from reportedly.store import Filters, open_store
from reportedly.store.connecting import connect, locate
from tests.store.by_hand import numbered

KILLS = int(os.environ.get("REPORTEDLY_KILLS", "15"))
REPORTS = int(os.environ.get("REPORTEDLY_KILL_REPORTS", "200"))
BATCH = 3
SLACK = 0.9
"""Seconds after opening within which it is killed, drawn anew each time."""


def start(where: str, first: int, last: int, batch: int = BATCH) -> subprocess.Popen[str]:
    """Start a process that adds reports."""
    command = [sys.executable, "-m", "tests.store.adder", where, str(first), str(last), str(batch)]
    return subprocess.Popen(  # noqa: S603 - our own module
        command, cwd=Path(__file__).parents[2], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def whole(where: str) -> set[str]:
    """Check that each report in the store is whole, and return their ids."""
    expected = {reading.report.id: reading for reading in map(numbered, range(REPORTS))}
    with open_store(where) as store, store.view() as view:
        ids = {each.id for each in view.reports(Filters(all_versions=True), limit=None)}
        for key in ids:
            assert view.reading(key) == expected[key]
    engine = connect(locate(where))
    with engine.connect() as connection:

        def count(what: str) -> int:
            number: int = connection.execute(sa.text(f"SELECT count(*) FROM {what}")).scalar_one()  # noqa: S608
            return number

        for table in ("texts", "readings", "words_index"):
            assert count(table) == len(ids), table
        assert count("(SELECT DISTINCT seq FROM record_index) AS indexed") == len(ids)
    engine.dispose()
    return ids


def test_killed_at_any_instant_each_report_is_whole_or_absent(where: str) -> None:
    """After each kill all that was said to be added is there, whole; running on completes the set."""
    draw = random.Random(4)  # noqa: S311 - drawn to be the same again, not to be secret
    said: set[str] = set()
    for _ in range(KILLS):
        adder = start(where, 0, REPORTS)
        assert adder.stdout is not None
        adder.stdout.readline()
        time.sleep(draw.random() * SLACK)
        adder.kill()
        out, _err = adder.communicate()
        lines = out.splitlines(keepends=True)
        said |= {line.split()[1] for line in lines if line.startswith("added ") and line.endswith("\n")}
    ids = whole(where)
    assert said <= ids
    last = start(where, 0, REPORTS)
    _out, err = last.communicate(timeout=600)
    assert last.returncode == 0, err
    assert len(whole(where)) == REPORTS


def test_two_processes_add_at_once(where: str) -> None:
    """Two processes, half of whose reports are the same, both end well, and each report is there once."""
    both = [start(where, 0, 90, 1), start(where, 30, 120, 1)]
    for adder in both:
        _out, err = adder.communicate(timeout=600)
        assert adder.returncode == 0, err
    assert whole(where) == {numbered(n).report.id for n in range(120)}
