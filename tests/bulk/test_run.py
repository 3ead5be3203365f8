"""A run on Ray: what it writes, what it says, and what is left whole whatever ends it."""

import json
import os
import random
import re
import signal
import time
from contextlib import suppress
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from reportedly.exports.tables import readings_of, tables
from tests.bulk.conftest import Bulk, text_of, write_lines

LONG = os.environ.get("REPORTEDLY_LONG_TESTS") == "1"
ROUNDS, REPORTS = (50, 1_000) if LONG else (1, 240)


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
    assert all(line.startswith("reportedly: ") for line in ran.stderr.splitlines()), ran.stderr
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
def test_whatever_is_killed_nothing_is_lost(bulk: Bulk, number: int) -> None:
    """Kill a worker, kill the command, tell it to end: run again, it completes, with nothing twice."""
    write_lines(bulk.folder / "in.jsonl", range(REPORTS))
    arguments = ("bulk", *bulk.address, "--part-words", "300", "in.jsonl", "out")
    bulk.environment["REPORTEDLY_STAND_IN_SECONDS"] = "0.02"
    process = bulk.start(*arguments)
    until_done(bulk, 2)
    victims = workers(bulk)
    os.kill(random.choice(victims), signal.SIGKILL)  # noqa: S311 - whichever
    until_done(bulk, 6)
    time.sleep(random.random() * 0.3)  # noqa: S311 - an instant, not a secret
    process.kill()
    process.communicate()
    process = bulk.start(*arguments)
    until_done(bulk, 9)
    process.send_signal(signal.SIGTERM)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert b"Run the same command again to go on" in err
    bulk.environment["REPORTEDLY_STAND_IN_SECONDS"] = "0"
    ran = bulk.run(*arguments)
    assert ran.returncode == 0, (ran.stderr, number)
    check_whole(bulk.folder / "out", range(REPORTS))


def until_done(bulk: Bulk, parts: int) -> None:
    """Wait until so many parts are done."""
    done, until = bulk.folder / "out" / "_state" / "done", time.monotonic() + 90
    while not done.is_dir() or len(list(done.glob("*.json"))) < parts:
        assert time.monotonic() < until
        time.sleep(0.02)


def workers(bulk: Bulk) -> list[int]:
    """Return the processes of the readers on the tests' cluster."""
    return [pid for pid, line in bulk.processes() if line.startswith(b"ray::MapWorker")]


def test_a_full_disk_and_poison(bulk: Bulk) -> None:
    """A full disk ends the run with a clear word, and it goes on once there is room.

    A report that ends every process that reads it, and one that fails, are set aside; all others are read.
    """
    if os.geteuid() != 0:
        pytest.skip("needs root, to mount a small disk")
    disk = bulk.folder / "disk"
    disk.mkdir()
    if os.system(f"mount -t tmpfs -o size=500k tmpfs '{disk}' 2>/dev/null") != 0:  # noqa: S605 - our own path
        pytest.skip("this machine lets nobody mount a disk")
    records = [{"text": text_of(number)} for number in range(90)]
    records[7] = {"text": "Zarya kills\n\nThe reader dies."}
    records[51] = {"text": "Zarya fails\n\nThe reader fails."}
    (bulk.folder / "in.jsonl").write_text("".join(json.dumps(record) + "\n" for record in records))
    try:
        (disk / "ballast").write_bytes(b"\0" * 330_000)
        ran = bulk.bulk("--part-words", "400", "in.jsonl", "disk/out")
        assert ran.returncode == 1
        assert "no space left on device" in ran.stderr.lower(), ran.stderr
        assert "run the same command again" in ran.stderr
        assert not list((disk / "out").rglob("*.part"))
        (disk / "ballast").unlink()
        assert os.system(f"mount -o remount,size=20m '{disk}'") == 0  # noqa: S605 - as above
        ran = bulk.bulk("--part-words", "400", "in.jsonl", "disk/out")
        assert ran.returncode == 1
        assert "88 reports" in ran.stderr, ran.stderr
        assert "2 set aside (see the table problems)" in ran.stderr
        problems = {str(row["code"]): str(row["input"]) for row in rows_in(disk / "out", "problems")}
        assert problems == {
            "died": f"{bulk.folder}/in.jsonl:8",
            "fault": f"{bulk.folder}/in.jsonl:52",
        }
        texts = {row["text"] for row in rows_in(disk / "out", "reports")}
        assert texts == {text_of(number) for number in range(90) if number not in {7, 51}}
    finally:
        os.system(f"umount '{disk}'")  # noqa: S605 - as above


@pytest.mark.skipif(not LONG, reason="takes minutes: REPORTEDLY_LONG_TESTS=1")
def test_memory_does_not_grow_with_the_input(bulk: Bulk) -> None:
    """Ten times the input takes the same memory, in the driver, in splitters and in readers."""
    most = []
    for size in (1_000, 10_000):
        lines = (json.dumps({"text": text_of(n) + " It rained all day." * 400}) + "\n" for n in range(size))
        with (bulk.folder / f"{size}.jsonl").open("w") as file:
            file.writelines(lines)
        process = bulk.start("bulk", *bulk.address, "--part-words", "100000", f"{size}.jsonl", f"out-{size}")
        seen: dict[str, int] = {}
        while process.poll() is None:
            for name, kilobytes in peaks(bulk, process.pid).items():
                seen[name] = max(seen.get(name, 0), kilobytes)
            time.sleep(0.2)
        assert process.communicate()[1].count(b"\n") >= 1
        assert process.returncode == 0
        most.append(seen)
    assert most[0].keys() == most[1].keys() == {"driver", "ray::MapWorker", "ray::FlatMap"}, most
    for name, before in most[0].items():
        assert most[1][name] < before + 100_000, most


def peaks(bulk: Bulk, driver: int) -> dict[str, int]:
    """Return the most memory, in kilobytes, of the driver and of each sort of Ray's workers so far."""
    found: dict[str, int] = {}
    for pid, line in bulk.processes():
        sort = re.match(rb"ray::(?:MapWorker|FlatMap)", line)
        if sort or pid == driver:
            with suppress(OSError):
                peak = re.search(r"VmHWM:\s+(\d+)", Path(f"/proc/{pid}/status").read_text(encoding="ascii"))
                name = sort[0].decode() if sort else "driver"
                found[name] = max(found.get(name, 0), int(peak[1]) if peak else 0)
    return found


def test_a_cluster_that_does_not_answer(bulk: Bulk) -> None:
    """Where nobody listens at the address, that is said in a line, and nothing is written."""
    ran = bulk.run("bulk", "--address", "127.0.0.1:1", "in.jsonl", "out")
    assert ran.returncode == 1
    assert "127.0.0.1:1: the cluster does not answer" in ran.stderr
    assert len(ran.stderr.splitlines()) == 1
    ran = bulk.run("bulk", "--address", "nowhere", "in.jsonl", "out")
    assert "write it as HOST:PORT" in ran.stderr
