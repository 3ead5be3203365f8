"""Faults tried: each function tries one again and again in a folder, and says what came of each try.

The drivers are those of the tests (`tests.test_kill`, `tests.store`, `tests.linking`), which check that all
that is there is whole; here it is counted too.
"""

import os
import random
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec

from reportedly.exports.checking import check
from reportedly.exports.exporting import folder_of
from reportedly.exports.formats import format_named
from reportedly.linking import catch_up
from reportedly.store import open_store
from tests import test_kill
from tests.linking import test_killed as tracing_killed
from tests.linking.by_hand import add as put
from tests.stand_in import Command
from tests.store import test_killed as store_killed
from tests.store.by_hand import numbered
from tests.store.server import NoServerError, Server

ROOT = Path(__file__).resolve().parent.parent
_REPORTS = 120
_MANY = 200
"""Reports that `tests.store.adder` is given."""


class NotHereError(Exception):
    """This machine has not what a scenario needs."""


class Tried(msgspec.Struct, frozen=True, kw_only=True):
    """What came of one try."""

    handed: int
    """Reports handed in."""
    told: int
    """Reports that were said to be kept before the fault."""
    lost: int = 0
    """Told of, or handed in again, and not there, or not whole."""
    doubled: int = 0
    why: str = ""
    """What is wrong; "" where nothing is."""


def checked(handed: int, told: int, kept: Callable[[], tuple[int, int, int]]) -> Tried:
    """Return a try; `kept` gives how many are there after the fault, in the end, and twice, or fails."""
    try:
        after, end, doubled = kept()
    except Exception as error:  # noqa: BLE001 - whatever a check finds is a loss
        return Tried(handed=handed, told=told, lost=1, why=f"{type(error).__name__}: {error}"[:400])
    lost = max(0, told - after) + max(0, handed - end)
    why = (
        f"{told} told of, {after} there; {end} of {handed} in the end, {doubled} twice"
        if lost or doubled
        else ""
    )
    return Tried(handed=handed, told=told, lost=lost, doubled=doubled, why=why)


def adding(folder: Path, draw: random.Random) -> Iterator[Tried]:
    """Kill `reportedly add` at any instant, then run it again."""
    (folder / "stand_in").mkdir()
    (folder / "in").mkdir()
    for number in range(_REPORTS):
        (folder / "in" / f"{number:04}.txt").write_text(test_kill.text_of(number))
    command = Command(ROOT, folder, folder / "stand_in")
    number = 0
    while True:
        number += 1
        path = folder / f"{number}.db"
        arguments = ("add", "in", "--store", path.name, "--json", *(("--jobs", "2") if number % 2 else ()))
        process = command.start(*arguments)
        assert process.stdout is not None  # noqa: S101 - it is a pipe
        told = sum(bool(process.stdout.readline()) for _ in range(draw.randrange(_REPORTS)))
        time.sleep(draw.random() * 0.05)
        process.kill()
        told += process.communicate()[0].count(b"\n")

        def kept(path: Path = path, arguments: tuple[str, ...] = arguments) -> tuple[int, int, int]:
            after = test_kill.check_whole(path) if path.exists() else 0
            command.run(*arguments)
            end = test_kill.check_whole(path)
            return after, end, max(0, end - _REPORTS)

        yield checked(_REPORTS, told, kept)


def tracing(folder: Path, draw: random.Random) -> Iterator[Tried]:
    """Kill tracing three times, each time further on; in the end the trace is the one that nobody killed."""
    readings = tracing_killed.READINGS
    with open_store(folder / "whole.db") as store:
        put(store, readings)
    shutil.copy(folder / "whole.db", folder / "untraced.db")
    whole = tracing_killed.traced(folder / "whole.db")
    while True:
        path = folder / "killed.db"
        for left in folder.glob("killed.db*"):
            left.unlink()
        shutil.copy(folder / "untraced.db", path)
        told = 0
        for _ in range(3):
            process = _module("tests.linking.tracer", str(path))
            assert process.stdout is not None  # noqa: S101 - it is a pipe
            lines = [process.stdout.readline() for _ in range(draw.randrange(1, 8))]
            time.sleep(draw.random() * 0.03)
            process.kill()
            lines += process.communicate()[0].splitlines()
            told += max((int(line.split()[0]) for line in lines if line[:1].isdigit()), default=0)

        def kept(path: Path = path) -> tuple[int, int, int]:
            with open_store(path) as store, store.view() as view:
                rows = view.traces()
                waiting = {seq for seq, _ in rows.queue()}
                done = [row.seq for row in rows.every("statements", "seq")]
            after, both = len({*done}), len(waiting & {*done})
            assert len(waiting | {*done}) == len(readings), "a report neither waits nor is traced"  # noqa: S101 - a check
            assert tracing_killed.traced(path) == whole, "the trace is another"  # noqa: S101 - a check
            return after, len(readings), both

        yield checked(len(readings), min(told, len(readings)), kept)


def exporting(folder: Path, draw: random.Random) -> Iterator[Tried]:
    """Kill `reportedly export` over an earlier export: either stays whole, then the new one is made."""
    store, path, form = folder / "story.db", folder / "out.zip", format_named("webanno")
    with open_store(store) as opened:
        put(opened, tracing_killed.READINGS)
        catch_up(opened)
    command = [
        sys.executable,
        "-m",
        "reportedly",
        "export",
        form.name,
        "--store",
        str(store),
        "--out",
        str(path),
    ]

    def whole() -> int:
        with open_store(store) as opened, opened.view() as view, folder_of(form, path) as unpacked:
            checked = check(view, form, unpacked)
        assert not checked.failed, "a citation does not hold"  # noqa: S101 - a check
        return checked.citations

    begun = time.monotonic()
    subprocess.run(command, check=True, capture_output=True)
    longest, citations = time.monotonic() - begun, whole()
    while True:
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(draw.random() * longest * 1.1)
        process.kill()
        process.wait()

        def kept() -> tuple[int, int, int]:
            after = whole()
            subprocess.run(command, check=True, capture_output=True)
            return after, whole(), 0

        yield checked(citations, citations, kept)


def disks(folder: Path, draw: random.Random) -> Iterator[Tried]:
    """Let the disk fill up while reports are added: a small disk, and by turns files that may not grow."""
    disk, number = folder / "disk", 0
    disk.mkdir()
    while True:
        number += 1
        size = draw.randrange(500_000, 1_500_000)
        mounted = bool(number % 2) and os.geteuid() == 0 and _mount(disk, size)
        path = (disk if mounted else folder) / f"{number}.db"
        try:
            open_store(path).close()
            process = _adder(str(path), largest=None if mounted else size)
            told = {
                line.split()[1] for line in process.communicate()[0].splitlines() if line.startswith("added ")
            }
            if mounted:
                _say(f"mount -o remount,size=50m '{disk}'")
            yield checked(_MANY, len(told), lambda path=path, told=told: _kept(str(path), told))  # type: ignore[misc]
        finally:
            if mounted:
                _say(f"umount '{disk}'")


def two_writers(folder: Path, draw: random.Random) -> Iterator[Tried]:
    """Two processes add the same reports to one store, and one of them is killed."""
    number = 0
    while True:
        number += 1
        where = str(folder / f"{number}.db")
        killed, other = (store_killed.start(where, 0, _MANY, 1) for _ in range(2))
        assert killed.stdout is not None  # noqa: S101 - it is a pipe
        lines = [killed.stdout.readline() for _ in range(draw.randrange(_MANY))]
        killed.kill()
        lines += killed.communicate()[0].splitlines(keepends=True)
        lines += other.communicate(timeout=600)[0].splitlines(keepends=True)
        told = _told(lines)
        yield checked(_MANY, len(told), lambda where=where, told=told: _kept(where, told))  # type: ignore[misc]


def postgresql(folder: Path, draw: random.Random) -> Iterator[Tried]:
    """Crash PostgreSQL while reports are added, and start it again."""
    del folder
    try:
        server = Server(durable=True)
    except NoServerError as error:
        raise NotHereError(str(error)) from None
    number = 0
    try:
        server.start()
        while True:
            number += 1
            where = server.create(f"crashed_{number}")
            process = store_killed.start(where, 0, _MANY, draw.choice((1, 3, 20)))
            assert process.stdout is not None  # noqa: S101 - it is a pipe
            lines = [process.stdout.readline() for _ in range(draw.randrange(1, _MANY))]
            time.sleep(draw.random() * 0.05)
            server.crash()
            out, said = process.communicate(timeout=600)
            server.start()
            told = _told([*lines, *out.splitlines(keepends=True)])
            found = checked(_MANY, len(told), lambda where=where, told=told: _kept(where, told))  # type: ignore[misc]
            if "Traceback" in said and not found.why:
                found = msgspec.structs.replace(found, lost=1, why=said.strip().splitlines()[-1])
            yield found
    finally:
        server.close()


def _kept(where: str, told: set[str]) -> tuple[int, int, int]:
    """Return how many of those told of are there, how many there are after running on, and how many twice."""
    there = store_killed.whole(where)
    missing = told - there
    assert not missing, f"{len(missing)} of {len(told)} that were told of are not there"  # noqa: S101 - a check
    process = _adder(where)
    error = process.communicate(timeout=600)[1]
    assert process.returncode == 0, error  # noqa: S101 - a check
    end = store_killed.whole(where)
    assert end == {numbered(n).report.id for n in range(_MANY)}, "not those that were handed in"  # noqa: S101 - a check
    with open_store(where) as store, store.view() as view:
        return len(there), len(end), view.counts().reports - len(end)


def _told(lines: list[str]) -> set[str]:
    """Return the ids in whole lines of what an adder said."""
    return {line.split()[1] for line in lines if line.startswith("added ") and line.endswith("\n")}


def _adder(where: str, largest: int | None = None) -> "subprocess.Popen[str]":
    """Start a process that adds all reports; its files can have `largest` bytes."""

    def limit() -> None:
        if largest is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest))

    return subprocess.Popen(
        [sys.executable, "-m", "tests.store.adder", where, "0", str(_MANY), "3"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=limit,  # noqa: PLW1509 - no thread of ours runs
    )


def _module(name: str, *arguments: str) -> "subprocess.Popen[str]":
    path = os.pathsep.join([str(ROOT / "src"), str(ROOT)])
    return subprocess.Popen(
        [sys.executable, "-m", name, *arguments],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": path},
        stdout=subprocess.PIPE,
        text=True,
    )


def _mount(disk: Path, size: int) -> bool:
    return _say(f"mount -t tmpfs -o size={size} tmpfs '{disk}'")


def _say(command: str) -> bool:
    return subprocess.run(["/bin/sh", "-c", command], check=False, capture_output=True).returncode == 0
