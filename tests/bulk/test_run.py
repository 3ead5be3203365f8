"""A run on Ray: what it writes, what it says, and what is left whole whatever ends it."""

import json
import os
import random
import signal
import time
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from reportedly.exports.tables import readings_of, tables
from tests.bulk.conftest import Bulk, text_of, write_lines

LONG = os.environ.get("REPORTEDLY_LONG_TESTS") == "1"
ROUNDS, REPORTS = (25, 2_000) if LONG else (3, 240)


def rows_in(output: Path, table: str) -> list[dict[str, object]]:
    """Return the rows of a table of an output."""
    rows: list[dict[str, object]] = pq.read_table(output / table).to_pylist()
    return rows


def check_whole(output: Path, numbers: range) -> None:
    """Check that an output holds each of the reports once, with all its rows, and nothing else."""
    rows = {table.name: rows_in(output, table.name) for table in tables()}
    readings = {reading.report.text: reading for reading in readings_of(rows)}
    assert len(rows["reports"]) == len(readings) == len(numbers)
    assert readings.keys() == {text_of(number) for number in numbers}
    assert [len(reading.attributions) for reading in readings.values()] == [1] * len(numbers)
    assert len(rows["attributions"]) == len(numbers)
    assert len(rows["voices"]) == 2 * len(numbers)
    assert not list(output.rglob("*.part"))


def test_a_run(bulk: Bulk) -> None:
    """Reports come out whole; the run's report tells counts, timings, versions; a second run does nothing."""
    write_lines(bulk.folder / "in.jsonl", range(100))
    ran = bulk.bulk("--part-words", "400", "in.jsonl", "out")
    assert (ran.returncode, ran.stdout) == (0, ""), ran.stderr
    assert "out: 100 reports; run.html tells more" in ran.stderr
    assert len(ran.stderr.splitlines()) == 1
    check_whole(bulk.folder / "out", range(100))
    told = json.loads((bulk.folder / "out" / "run.json").read_text())
    assert told["total"]["reports"] == told["total"]["inputs"] == told["this_run"]["reports"] == 100
    assert told["total"]["parts"] > 2
    assert told["unfinished"] == []
    assert told["versions"].keys() >= {"reportedly", "ray", "pyarrow"}
    assert told["seconds"]["reading"] > 0
    page = (bulk.folder / "out" / "run.html").read_text()
    assert "complete" in page
    assert told["total"]["sha256"] in page
    before = {path: path.stat().st_mtime_ns for path in (bulk.folder / "out" / "reports").iterdir()}
    again = bulk.bulk("--part-words", "400", "in.jsonl", "out")
    assert again.returncode == 0
    assert "100 reports, 100 of them from earlier runs" in again.stderr
    assert before == {path: path.stat().st_mtime_ns for path in (bulk.folder / "out" / "reports").iterdir()}
    assert json.loads((bulk.folder / "out" / "run.json").read_text())["total"] == told["total"]


@pytest.mark.parametrize("number", range(ROUNDS))
def test_a_killed_driver_loses_nothing(bulk: Bulk, number: int) -> None:
    """After kill -9 at a random instant the same command completes: nothing lost, nothing twice."""
    write_lines(bulk.folder / "in.jsonl", range(REPORTS))
    arguments = ("bulk", *bulk.address, "--part-words", "300", "in.jsonl", "out")
    bulk.environment["REPORTEDLY_STAND_IN_SECONDS"] = "0.01"
    process = bulk.start(*arguments)
    done = bulk.folder / "out" / "_state" / "done"
    wanted = number * (REPORTS // 20) // ROUNDS + 1
    until = time.monotonic() + 60
    while time.monotonic() < until and (not done.is_dir() or len(list(done.iterdir())) < wanted):
        time.sleep(0.01)
    time.sleep(random.random() * 0.2)  # noqa: S311 - an instant, not a secret
    process.kill()
    process.communicate()
    ran = bulk.run(*arguments)
    assert ran.returncode == 0, ran.stderr
    check_whole(bulk.folder / "out", range(REPORTS))


def test_killed_workers_lose_nothing(bulk: Bulk) -> None:
    """Workers that are killed in the middle of a part are started again, and the run completes by itself."""
    write_lines(bulk.folder / "in.jsonl", range(REPORTS))
    bulk.environment["REPORTEDLY_STAND_IN_SECONDS"] = "0.01"
    process = bulk.start("bulk", *bulk.address, "--part-words", "300", "in.jsonl", "out")
    killed: set[int] = set()
    while process.poll() is None:
        busy = [pid for pid in workers_of() if pid not in killed]
        if busy and len(killed) < 3 and (bulk.folder / "out" / "_state" / "begun").is_dir():
            os.kill(busy[0], signal.SIGKILL)
            killed.add(busy[0])
        time.sleep(0.3)
    _, err = process.communicate()
    assert process.returncode == 0, err
    assert len(killed) == 3
    check_whole(bulk.folder / "out", range(REPORTS))


def workers_of() -> list[int]:
    """Return the processes of Ray's readers on this machine."""
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            line = path.read_bytes().replace(b"\0", b" ").decode("utf-8", "replace")
        except OSError:
            continue
        if line.startswith("ray::MapWorker"):
            found.append(int(path.parent.name))
    return found


def test_a_poisoned_report_is_set_aside(bulk: Bulk) -> None:
    """A report that ends every process that reads it, and one that fails, are set aside; others are read."""
    records = [{"text": text_of(number)} for number in range(30)]
    records[7] = {"text": "Zarya kills\n\nThe reader dies."}
    records[21] = {"text": "Zarya fails\n\nThe reader fails."}
    lines = "".join(json.dumps(record) + "\n" for record in records)
    (bulk.folder / "in.jsonl").write_text(lines)
    ran = bulk.bulk("in.jsonl", "out")
    assert ran.returncode == 1
    assert "28 reports, 2 set aside (see the table problems)" in ran.stderr, ran.stderr
    problems = {str(row["code"]): row for row in rows_in(bulk.folder / "out", "problems")}
    assert problems.keys() == {"died", "fault"}
    assert str(problems["died"]["input"]).endswith("in.jsonl:8")
    assert str(problems["fault"]["input"]).endswith("in.jsonl:22")
    assert len(rows_in(bulk.folder / "out", "reports")) == 28


def test_a_full_disk_is_told(bulk: Bulk) -> None:
    """Where the output's disk is full the run ends with a clear word; once there is room it goes on."""
    if os.geteuid() != 0:
        pytest.skip("needs root, to mount a disk of one megabyte")
    write_lines(bulk.folder / "in.jsonl", range(100))
    disk = bulk.folder / "disk"
    disk.mkdir()
    if os.system(f"mount -t tmpfs -o size=600k tmpfs '{disk}' 2>/dev/null") != 0:  # noqa: S605 - our own path
        pytest.skip("this machine lets nobody mount a disk")
    try:
        (disk / "ballast").write_bytes(b"\0" * 180_000)
        ran = bulk.bulk("--part-words", "200", "in.jsonl", "disk/out")
        assert ran.returncode == 1
        assert "no space left on device" in ran.stderr.lower()
        assert "run the same command again" in ran.stderr
        assert not list((disk / "out").rglob("*.part"))
        (disk / "ballast").unlink()
        assert os.system(f"mount -o remount,size=20m '{disk}'") == 0  # noqa: S605 - as above
        ran = bulk.bulk("--part-words", "200", "in.jsonl", "disk/out")
        assert ran.returncode == 0, ran.stderr
        check_whole(disk / "out", range(100))
    finally:
        os.system(f"umount '{disk}'")  # noqa: S605 - as above


def test_an_interrupt_says_how_to_go_on(bulk: Bulk) -> None:
    """SIGTERM ends with 130 and a word on how to go on; what is done is kept."""
    write_lines(bulk.folder / "in.jsonl", range(REPORTS))
    bulk.environment["REPORTEDLY_STAND_IN_SECONDS"] = "0.02"
    arguments = ("bulk", *bulk.address, "--part-words", "300", "in.jsonl", "out")
    process = bulk.start(*arguments)
    done = bulk.folder / "out" / "_state" / "done"
    while process.poll() is None and not (done.is_dir() and list(done.iterdir())):
        time.sleep(0.02)
    process.send_signal(signal.SIGTERM)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert b"Run the same command again to go on" in err
    assert bulk.run(*arguments).returncode == 0
    check_whole(bulk.folder / "out", range(REPORTS))
