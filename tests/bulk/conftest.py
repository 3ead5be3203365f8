"""One Ray cluster on this machine for all tests that need one, with a reader that stands in where asked.

A run with REPORTEDLY_STAND_IN=1 reads by the stand-in, on the cluster too: settings go there with the job.
"""

import contextlib
import json
import os
import secrets
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.made import STAND_IN
from tests.stand_in import MODEL, Command

STAND_IN_CODE = f'''
import os
if os.environ.get("REPORTEDLY_STAND_IN") == "1":
    {STAND_IN.replace(chr(10), chr(10) + "    ")}
    def awkward(report, *, layers, plain=read_report):
        """Be slow where asked; die or fail over a report that says so."""
        import time
        time.sleep(float(os.environ.get("REPORTEDLY_STAND_IN_SECONDS", "0")))
        if "Zarya kills" in report.text:
            os._exit(9)
        if "Zarya fails" in report.text:
            raise ZeroDivisionError("Zarya")
        return plain(report, layers=layers)
    module.read_report = awkward
    named = types.ModuleType("reportedly.reading.models")
    named.model_name = lambda: {MODEL!r}
    sys.modules["reportedly.reading.models"] = named
'''
"""A `sitecustomize.py`."""

HOLD = """
import logging, sys
import ray
ray.init(address="local", num_cpus=2, include_dashboard=False, object_store_memory=256 << 20,
         _node_ip_address="127.0.0.2", log_to_driver=False, logging_level=logging.ERROR)
print(ray.get_runtime_context().gcs_address, flush=True)
sys.stdin.read()
"""


TOKEN = {"RAY_AUTH_MODE": "token", "RAY_AUTH_TOKEN": secrets.token_hex(32)}
"""For this run's own cluster."""


def text_of(number: int) -> str:
    """Return the text of a report; one word in it is its own."""
    return (
        f"Ferry {number} stopped\n\nThe ferry lay at quay{number} on Monday. Bondar said it would sail soon."
    )


def write_lines(path: Path, numbers: range) -> None:
    """Write reports as JSON lines."""
    records = [
        {"text": text_of(number), "outlet": "The Quay", "published": "2026-03-04"} for number in numbers
    ]
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")


class Bulk(Command):
    """Runs `reportedly bulk` on the tests' cluster, in a folder of its own; a stand-in reads."""

    def __init__(self, root: Path, folder: Path, stand_in: Path, address: str) -> None:
        """Run in `folder` on the cluster at `address`; `stand_in` is the folder of the stand-in's file."""
        super().__init__(root, folder, folder)
        (folder / "sitecustomize.py").unlink()
        self.address = ("--address", address)
        self.environment["PYTHONPATH"] = os.pathsep.join([str(stand_in), str(root / "src")])
        self.environment |= {"REPORTEDLY_STAND_IN": "1", **TOKEN}

    def processes(self) -> Iterator[tuple[int, bytes]]:
        """Yield the processes of these tests, by what they were started with: number and command line."""
        told = self.environment["PYTHONPATH"].encode()
        for path in Path("/proc").glob("[0-9]*"):
            with contextlib.suppress(OSError):
                if told in (path / "environ").read_bytes():
                    yield int(path.name), (path / "cmdline").read_bytes()

    def bulk(self, *arguments: str) -> "subprocess.CompletedProcess[str]":
        """Run `reportedly bulk` to its end."""
        return self.run("bulk", *self.address, *arguments)


@pytest.fixture(scope="session")
def stand_in(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the stand-in's file."""
    folder = tmp_path_factory.mktemp("bulk_stand_in")
    (folder / "sitecustomize.py").write_text(STAND_IN_CODE)
    return folder


@pytest.fixture(scope="session")
def address(root: Path, stand_in: Path) -> Iterator[str]:
    """Return the address of a Ray cluster on this machine; it ends with the tests."""
    if find_spec("ray") is None:
        pytest.skip("needs Ray: pip install 'reportedly[bulk]'")
    with cluster(root, stand_in) as found:
        yield found


@contextlib.contextmanager
def cluster(root: Path, stand_in: Path) -> Iterator[str]:
    """Give the address of a Ray cluster of our own; `stand_in` is the folder of the stand-in's file."""
    path = os.pathsep.join([str(stand_in), str(root / "src")])
    environment = os.environ | {"PYTHONPATH": path, "RAY_USAGE_STATS_ENABLED": "0"} | TOKEN
    with subprocess.Popen(  # noqa: S603 - our own lines
        [sys.executable, "-c", HOLD],
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdin is not None
        yield process.stdout.readline().strip()
        with contextlib.suppress(BrokenPipeError):
            process.stdin.close()
        process.wait(timeout=60)


@pytest.fixture
def bulk(root: Path, tmp_path: Path, stand_in: Path, address: str) -> Bulk:
    """Give the command in a new folder."""
    return Bulk(root, tmp_path, stand_in, address)
