"""What is committed names no package registry and no path of somebody's machine."""

import shutil
import subprocess
from pathlib import Path

import pytest

# Each is put together from halves, so that this file does not hold what it forbids.
REGISTRIES = [
    "".join(halves)
    for halves in (
        ("pypi", ".org"),
        ("python", "hosted.org"),
        ("registry.npm", "js"),
        ("registry.yarn", "pkg"),
        ("deb.deb", "ian.org"),
        ("archive.ubu", "ntu.com"),
        ("conda.ana", "conda.org"),
        ("crates", ".io"),
        ("proxy.go", "lang.org"),
        ("repo.maven.ap", "ache.org"),
    )
]
MACHINES = [
    "".join(halves)
    for halves in (
        ("/ro", "ot/"),
        ("/wo", "rk/main"),
        ("/wo", "rk/shared"),
        ("/wo", "rk/.lib"),
        ("/op", "t/pypi"),
        ("/op", "t/wheels"),
        ("/Us", "ers/"),
        ("/ho", "me/"),
        ("C:\\Us", "ers"),
        (".pye", "nv/"),
    )
]


@pytest.fixture(scope="module")
def tracked(root: Path) -> list[Path]:
    """Return the files git tracks; skip where this is no git checkout."""
    git = shutil.which("git")
    if git is None or not (root / ".git").exists():
        pytest.skip("needs a git checkout to know which files are committed")
    command = [git, "-c", f"safe.directory={root}", "ls-files", "-z"]
    listed = subprocess.run(command, cwd=root, check=True, capture_output=True).stdout  # noqa: S603 -- fixed command
    return [root / name for name in listed.decode("utf-8").split("\0") if name and (root / name).is_file()]


@pytest.mark.parametrize("host", REGISTRIES)
def test_no_registry(tracked: list[Path], host: str) -> None:
    """No committed file names a package registry: where packages come from is the machine's to say."""
    assert [str(path) for path in tracked if host.encode() in path.read_bytes()] == []


@pytest.mark.parametrize("place", MACHINES)
def test_no_machine_path(tracked: list[Path], place: str) -> None:
    """No committed file holds a path that exists on one machine only."""
    assert [str(path) for path in tracked if place.encode() in path.read_bytes()] == []
