"""The locks: they fit pyproject.toml, agree with each other, and keep torch out."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

LOCKS = ("runtime", "dev", "bench", "train")


def project(root: Path) -> dict[str, Any]:
    """Return pyproject.toml."""
    return tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))


def locked(root: Path, lock: str) -> dict[str, set[str]]:
    """Return the versions each package has in a lock (more than one where Pythons need different ones)."""
    versions: dict[str, set[str]] = {}
    for line in (root / "requirements" / f"{lock}.txt").read_text(encoding="utf-8").splitlines():
        if found := re.match(r"([a-z0-9-]+)==(\S+)", line):
            versions.setdefault(found[1], set()).add(found[2])
    return versions


def names(requirements: list[Any]) -> set[str]:
    """Return the names of plain requirements, without included groups."""
    return {re.split(r"[<>=!~ \[]", entry)[0] for entry in requirements if isinstance(entry, str)}


def test_every_dependency_is_locked(root: Path) -> None:
    """What pyproject.toml asks for stands in its lock, so that no install resolves anything by itself."""
    wanted = project(root)
    runtime = names(wanted["project"]["dependencies"])
    groups = wanted["dependency-groups"]
    for lock in LOCKS:
        own = names(groups["build"] if lock == "runtime" else groups[lock]) - {"torch"}
        assert runtime | own <= set(locked(root, lock)), lock


@pytest.mark.parametrize("lock", LOCKS)
def test_every_package_is_hashed(root: Path, lock: str) -> None:
    """Each locked package carries hashes, without which pip would take any file of that name."""
    text = (root / "requirements" / f"{lock}.txt").read_text(encoding="utf-8")
    entries = re.split(r"\n(?=\S)", text.strip())
    assert [entry for entry in entries if "--hash=sha256:" not in entry] == []


@pytest.mark.parametrize("lock", ["dev", "bench", "train"])
def test_locks_agree(root: Path, lock: str) -> None:
    """What is tested, measured and trained with is the version that users run."""
    runtime, other = locked(root, "runtime"), locked(root, lock)
    assert {name: other[name] for name in runtime} == runtime


@pytest.mark.parametrize("lock", LOCKS)
def test_no_lock_holds_torch(root: Path, lock: str) -> None:
    """No lock brings torch or a GPU vendor's libraries: run time does without, training picks its build."""
    heavy = re.compile(r"torch|triton|nvidia-.*|cuda-.*")
    assert [name for name in locked(root, lock) if heavy.fullmatch(name)] == []


def test_no_lock_names_an_index(root: Path) -> None:
    """No lock says where to install from, so that each works with any registry or mirror."""
    for lock in LOCKS:
        text = (root / "requirements" / f"{lock}.txt").read_text(encoding="utf-8")
        assert "://" not in text, lock
        assert "index-url" not in text, lock
