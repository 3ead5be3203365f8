"""The first thing a stranger meets: how an unfit machine is told what it needs."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

TOOLS = ["bash", "cat", "dirname", "grep", "uname"]
TOO_OLD = '#!/bin/sh\ncase "$*" in *version_info*) exit 1 ;; *--version*) echo Python 3.10.12 ;; esac\n'
WITHOUT_VENV = '#!/bin/sh\ncase "$*" in *ensurepip*) exit 1 ;; *print*) echo 3.12 ;; esac\n'


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """Return a folder to be the whole PATH: a few plain tools and no Python."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for tool in TOOLS:
        where = shutil.which(tool)
        if where is None:
            pytest.skip(f"needs {tool}")
        (folder / tool).symlink_to(where)
    return folder


def make_environment(root: Path, path: Path, python: str | None) -> subprocess.CompletedProcess[str]:
    """Run tools/environment.sh where `path` is all there is, with `python` as its python3."""
    if python is not None:
        (path / "python3").write_text(python, encoding="utf-8")
        (path / "python3").chmod(0o755)
    command = [
        str(path / "bash"),
        "tools/environment.sh",
        str(path.parent / "venv"),
        "requirements/runtime.txt",
    ]
    bare = {**os.environ, "PATH": str(path)}
    return subprocess.run(command, cwd=root, check=False, capture_output=True, text=True, env=bare)  # noqa: S603 -- our own script


@pytest.mark.parametrize("python", [None, TOO_OLD], ids=["none", "too old"])
def test_a_machine_without_a_fit_python_is_told_how_to_get_one(
    root: Path, bare: Path, python: str | None
) -> None:
    """Where no Python fits, make stops with a sentence that names the version and the command to get it."""
    ran = make_environment(root, bare, python)
    assert ran.returncode != 0
    assert "needs Python 3.11 or newer" in ran.stderr
    assert "install python" in ran.stderr


def test_a_python_without_venv_is_told_which_package_it_lacks(root: Path, bare: Path) -> None:
    """Debian's Python without its venv package stops with the name of that package, for its own version."""
    ran = make_environment(root, bare, WITHOUT_VENV)
    assert ran.returncode != 0
    assert "apt-get install python3.12-venv" in ran.stderr
