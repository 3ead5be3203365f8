"""Tracing that is killed at any instant loses nothing and doubles nothing; another run completes it."""

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from reportedly.linking import catch_up, open_traces
from reportedly.store import open_store
from tests.linking.by_hand import a_reading, add
from tests.linking.test_order import told

LONG = os.environ.get("REPORTEDLY_LONG_TESTS") == "1"
ROUNDS = 40 if LONG else 4
READINGS = [
    a_reading(outlet, kind, place, day, figure, credit)
    for outlet in range(3)
    for kind in range(4)
    for place in range(2)
    for day, figure, credit in ((2, None, None), (9, 12, 0))
]

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX signals")


def traced(path: Path) -> dict[str, object]:
    """Return all that the traces of a store say, brought up to date first."""
    with open_store(path) as store, open_traces(store) as traces:
        return told(traces)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    """Return the trace of the readings as one that nobody killed makes it."""
    path = tmp_path_factory.mktemp("whole") / "whole.db"
    with open_store(path) as store:
        add(store, READINGS)
    return traced(path)


@pytest.mark.parametrize("number", range(ROUNDS))
def test_a_kill_loses_nothing_and_doubles_nothing(
    tmp_path: Path, root: Path, whole: dict[str, object], number: int
) -> None:
    """Killed again and again, each time further on; in the end the trace is the one that nobody killed."""
    path = tmp_path / f"{number}.db"
    with open_store(path) as store:
        add(store, READINGS)
    for _ in range(3):
        process = subprocess.Popen(  # noqa: S603 - our own code
            [sys.executable, "-m", "tests.linking.tracer", str(path)],
            stdout=subprocess.PIPE,
            cwd=root,
            env={**os.environ, "PYTHONPATH": os.pathsep.join([str(root / "src"), str(root)])},
        )
        assert process.stdout is not None
        for _ in range(random.randrange(1, 8)):  # noqa: S311 - an instant, not a secret
            process.stdout.readline()
        time.sleep(random.random() * 0.03)  # noqa: S311 - as above
        process.kill()
        process.communicate()
        with open_store(path) as store, store.view() as view:
            rows = view.traces()
            waiting = {seq for seq, _ in rows.queue()}
            seqs = {row.seq for row in rows.every("statements", "seq")}
            assert not waiting & seqs
            assert len(waiting | seqs) == len(READINGS)
    assert traced(path) == whole
    with open_store(path) as store:
        assert catch_up(store).reports == 0
