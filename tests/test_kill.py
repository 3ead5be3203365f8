"""Whatever ends the command, at whatever instant: each report is whole or absent, and a rerun completes.

By default a few rounds over few reports; REPORTEDLY_LONG_TESTS=1 kills 50 times over 2,000 reports.
"""

import os
import random
import signal
import sys
import time
from pathlib import Path

import pytest

from reportedly.record import decode_reading, encode_reading
from reportedly.store import open_store
from tests.stand_in import MODEL, Command

LONG = os.environ.get("REPORTEDLY_LONG_TESTS") == "1"
ROUNDS, REPORTS = (50, 2_000) if LONG else (3, 120)

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX signals")


@pytest.fixture(scope="module")
def command(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Command:
    """Give the command in a folder with many small reports in `in`."""
    folder = tmp_path_factory.mktemp("many")
    (folder / "in").mkdir()
    for number in range(REPORTS):
        (folder / "in" / f"{number:04}.txt").write_text(text_of(number))
    return Command(root, folder, tmp_path_factory.mktemp("stand_in"))


def text_of(number: int) -> str:
    """Return the text of a report; one word in it is its own."""
    return (
        f"Ferry {number} stopped\n\nKYIV (Reuters) — The ferry was stopped at quay{number} on Monday. "
        f"Bondar said it would sail in {number} days."
    )


def check_whole(path: Path) -> int:
    """Check that all reports of a store are whole: text, reading, index, credits; return their number."""
    with open_store(path) as store, store.view() as view:
        listed = view.reports(limit=None)
        for each in listed:
            report = view.report(each.id)
            number = int(report.text.split()[1])
            assert report.text == text_of(number)
            reading = view.reading(each.id)
            assert reading is not None
            assert decode_reading(encode_reading(reading)).model == MODEL
            assert [said.speaker for said in reading.attributions] == ["s1"]
            assert [credit.kind for credit in view.references(each.id)] == ["credit:wire-mark"]
        for each in random.sample(listed, min(20, len(listed))):
            number = int(view.report(each.id).text.split()[1])
            assert [hit.report.id for hit in view.find(f"quay{number}")] == [each.id]
        assert len({each.id for each in listed}) == len(listed)
        return len(listed)


@pytest.mark.parametrize("number", range(ROUNDS))
def test_a_kill_loses_nothing(command: Command, number: int) -> None:
    """After kill -9 at a random instant every report is whole or absent, and the same command completes."""
    store = f"killed-{number}.db"
    arguments = ("add", "in", "--store", store, "--json", *(("--jobs", "2") if number % 2 else ()))
    process = command.start(*arguments)
    assert process.stdout is not None
    told = 0
    for _ in range(random.randrange(REPORTS)):  # noqa: S311 - an instant, not a secret
        told += bool(process.stdout.readline())
    time.sleep(random.random() * 0.05)  # noqa: S311 - as above
    process.kill()
    told += process.communicate()[0].count(b"\n")
    path = command.folder / store
    kept = check_whole(path) if path.exists() else 0
    assert kept >= told  # what was told was on the disk
    done = command.run(*arguments)
    assert (done.returncode, done.stdout.count("\n")) == (0, REPORTS)
    assert check_whole(path) == REPORTS
    for left in command.folder.glob(f"{store}*"):
        left.unlink()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupt_says_how_to_go_on(command: Command, number: signal.Signals) -> None:
    """Ctrl-C and SIGTERM end with 130, a word on how to go on, and a store in which all is whole."""
    store = f"stopped-{number}.db"
    process = command.start("add", "in", "--store", store, "--json", "--jobs", "2")
    assert process.stdout is not None
    for _ in range(REPORTS // 3):
        process.stdout.readline()
    process.send_signal(number)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert b"run the same command again to go on" in err.lower()
    assert check_whole(command.folder / store) >= REPORTS // 3
    assert command.run("add", "in", "--store", store).returncode == 0
    assert check_whole(command.folder / store) == REPORTS


def test_two_at_once(command: Command) -> None:
    """Two that add the same reports to the same new store both end well, and every report is there once."""
    processes = [command.start("add", "in", "--store", "both.db", "--json") for _ in range(2)]
    ended = [process.communicate(timeout=300) for process in processes]
    assert [process.returncode for process in processes] == [0, 0], ended
    assert check_whole(command.folder / "both.db") == REPORTS
