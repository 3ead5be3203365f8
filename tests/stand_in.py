"""The command with a stand-in for the models, as a process of its own."""

import os
import subprocess
import sys
from pathlib import Path

from tests.made import STAND_IN

MODEL = "stand-in"
CODE = f"""{STAND_IN}
named = types.ModuleType("reportedly.reading.models")
named.model_name = lambda: {MODEL!r}
sys.modules["reportedly.reading.models"] = named
"""
"""A `sitecustomize.py` that puts a reader without a model, and its name, in place of ours."""


class Command:
    """Runs `reportedly` in one folder, where a stand-in reads, in workers too."""

    def __init__(self, root: Path, folder: Path, stand_in: Path) -> None:
        """Run in `folder`; `stand_in` is another one, for the stand-in's file."""
        self.folder = folder
        (stand_in / "sitecustomize.py").write_text(CODE)
        left_out = {"COLUMNS", "FORCE_COLOR", "REPORTEDLY_STORE", "REPORTEDLY_WHO"}
        inherited = {key: value for key, value in os.environ.items() if key not in left_out}
        self.environment = inherited | {"PYTHONPATH": os.pathsep.join([str(stand_in), str(root / "src")])}

    def start(self, *arguments: str) -> "subprocess.Popen[bytes]":
        """Start the command and return its process; its outputs are pipes."""
        return subprocess.Popen(  # noqa: S603 - our own command
            [sys.executable, "-m", "reportedly", *arguments],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=self.folder,
            env=self.environment,
        )

    def run(self, *arguments: str, data: bytes = b"", **extra: str) -> "subprocess.CompletedProcess[str]":
        """Run the command to its end and return what came of it."""
        done = subprocess.run(  # noqa: S603 - our own command
            [sys.executable, "-m", "reportedly", *arguments],
            input=data,
            capture_output=True,
            cwd=self.folder,
            env=self.environment | extra,
            timeout=120,
            check=False,
        )
        out, err = done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace")
        return subprocess.CompletedProcess(done.args, done.returncode, out, err)
