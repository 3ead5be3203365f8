"""Two Ray nodes in two network namespaces of one machine, and what a run does when one of them is killed."""

from __future__ import annotations

import contextlib
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import msgspec

from reportedly.bulk.run_report import RunReport

HEAD = """
import logging, sys
import ray
ray.init(address="local", num_cpus=1, include_dashboard=False, object_store_memory=256 << 20,
         _node_ip_address=sys.argv[1], log_to_driver=False, logging_level=logging.ERROR)
print(ray.get_runtime_context().gcs_address, flush=True)
sys.stdin.read()
"""


def lost_node(folder: Path, source: Path, reports: int) -> None:
    """Read a file on two nodes, kill one in the middle, and print whether anything is lost."""
    if os.geteuid() != 0 or shutil.which("ip") is None:
        print("  not measured: needs root and ip, to make network namespaces")
        return
    with namespaces() as made:
        if not made:
            print("  not measured: this machine lets nobody make network namespaces")
            return
        ended = two_nodes(source, folder / "lost")
    report = (
        msgspec.json.decode((folder / "lost" / "run.json").read_bytes(), type=RunReport) if ended else None
    )
    kept = report.total.reports if report is not None and not report.unfinished else 0
    print(f"  {kept} of {reports} reports are there: {'whole' if kept == reports else 'NOT whole'}")


def two_nodes(source: Path, output: Path) -> bool:
    """Start both nodes and a run, kill the second node when parts are done; return whether the run ended."""
    inside = ["ip", "netns", "exec"]
    environment = os.environ | {
        "RAY_USAGE_STATS_ENABLED": "0",
        "RAY_AUTH_MODE": "token",
        "RAY_AUTH_TOKEN": f"{random.SystemRandom().getrandbits(256):064x}",
    }
    python, away = sys.executable, subprocess.DEVNULL
    head = subprocess.Popen(
        [*inside, "reportedly-a", python, "-c", HEAD, "10.77.0.1"],
        env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    )  # fmt: skip
    assert head.stdout is not None  # noqa: S101 - as asked for
    address = head.stdout.readline().strip()
    join = ["start", f"--address={address}", "--node-ip-address=10.77.0.2", "--num-cpus=1", "--block"]
    join += ["--object-store-memory=268435456", "--disable-usage-stats"]
    node = subprocess.Popen(
        [*inside, "reportedly-b", python, "-m", "ray.scripts.scripts", *join],
        env=environment,
        stdout=away,
        stderr=away,
    )
    command = [
        python,
        "-m",
        "reportedly",
        "bulk",
        "--address",
        address,
        "--workers",
        "2",
        "--part-words",
        "3000",
    ]
    driver = subprocess.Popen(
        [*inside, "reportedly-a", *command, str(source), str(output)],
        env=environment, stdout=away, stderr=away,
    )  # fmt: skip
    done = output / "_state" / "done"
    until = time.monotonic() + 300
    there: set[str] = set()
    while time.monotonic() < until and driver.poll() is None:
        there = set(pids("reportedly-b"))
        busy = any(reads(pid) for pid in there)
        if busy and done.is_dir() and len(list(done.glob("*.json"))) >= 3:  # noqa: PLR2004 - it is under way
            break
        time.sleep(0.2)
    killed = [pid for pid in there if kill(pid)]
    parts = len(list(done.glob("*.json")))
    print(f"  the second node was killed ({len(killed)} processes), {parts} parts being done")
    try:
        ended = driver.wait(timeout=420) == 0
    except subprocess.TimeoutExpired:
        driver.kill()
        ended = False
    node.wait(timeout=60)
    assert head.stdin is not None  # noqa: S101 - as asked for
    head.stdin.close()
    head.wait(timeout=60)
    return ended


def pids(namespace: str) -> list[str]:
    """Return the processes in a network namespace of ours."""
    told = subprocess.run(["ip", "netns", "pids", namespace], check=False, capture_output=True, text=True)  # noqa: S607 - found by shutil.which
    return str(told.stdout).split()


def reads(pid: str) -> bool:
    """Whether a process is one of Ray's readers."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().startswith(b"ray::MapWorker")
    except OSError:
        return False


def kill(pid: str) -> bool:
    """Kill a process of ours."""
    try:
        os.kill(int(pid), signal.SIGKILL)
    except ProcessLookupError:
        return False
    return True


@contextlib.contextmanager
def namespaces() -> Iterator[bool]:
    """Make two network namespaces that see each other; give whether that is allowed."""
    lines = [
        "netns add reportedly-a",
        "netns add reportedly-b",
        "link add reportedly-va type veth peer name reportedly-vb",
        "link set reportedly-va netns reportedly-a",
        "link set reportedly-vb netns reportedly-b",
        *(
            line
            for at, number in (("a", 1), ("b", 2))
            for line in (
                f"-n reportedly-{at} addr add 10.77.0.{number}/24 dev reportedly-v{at}",
                f"-n reportedly-{at} link set reportedly-v{at} up",
                f"-n reportedly-{at} link set lo up",
            )
        ),
    ]
    try:
        yield all(
            subprocess.run(["ip", *line.split()], check=False, capture_output=True).returncode == 0  # noqa: S607 - as above
            for line in lines
        )
    finally:
        for name in ("reportedly-a", "reportedly-b"):
            subprocess.run(["ip", "netns", "del", name], check=False, capture_output=True)  # noqa: S607 - as above
