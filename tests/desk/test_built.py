"""The built files: they are what their source gives, they are small, and their lock names no addresses."""

import gzip
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from reportedly.desk import assets

BUILT = assets.FOLDER / "built"
SCRIPT_AT_MOST = 300_000
"""Bytes of script, packed, on all pages but the map (issue: the desk)."""


def _files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def test_a_build_gives_the_same_bytes(root: Path, tmp_path: Path) -> None:
    """What is committed under static/built is exactly what `npm run build` makes of web/."""
    npm = shutil.which("npm")
    if npm is None or not (root / "web" / "node_modules").is_dir():
        why = "needs Node, and its packages: cd web && npm ci"
        if os.environ.get("REPORTEDLY_REQUIRE_BROWSER"):
            pytest.fail(f"REPORTEDLY_REQUIRE_BROWSER is set: {why}")
        pytest.skip(why)
    for script in (["run", "check"], ["run", "build"]):
        environment = os.environ | {"DESK_BUILT": str(tmp_path / "built")}
        command = [npm, "--silent", *script]
        done = subprocess.run(command, cwd=root / "web", env=environment, capture_output=True, check=False)  # noqa: S603 - our own scripts
        assert done.returncode == 0, (done.stdout + done.stderr).decode()
    made, kept = _files(tmp_path / "built"), _files(BUILT)
    assert sorted(made) == sorted(kept)
    assert [name for name in sorted(made) if made[name] != kept[name]] == []


def test_the_script_is_small() -> None:
    """All script but the map's, packed, is less than a page of pictures."""
    sizes = {path.name: len(gzip.compress(path.read_bytes(), 9)) for path in BUILT.rglob("*.js")}
    assert sum(size for name, size in sizes.items() if "map" not in name) <= SCRIPT_AT_MOST
    assert sizes["desk.js"] < 40_000


def test_built_files_name_no_machine_and_load_nothing_from_outside() -> None:
    """No built style or script of the desk's own loads anything from another address."""
    for path in sorted(BUILT.glob("*.css")):
        text = path.read_text(encoding="utf-8")
        assert re.findall(r"url\((?![\"']?data:)[^)]*//[^)]*\)|@import", text) == [], path.name


def test_the_lock_names_no_address(root: Path) -> None:
    """The lock of npm says what is installed, not from where."""
    lock = (root / "web" / "package-lock.json").read_text(encoding="utf-8")
    assert '"resolved"' not in lock
    assert lock.count('"integrity"') > 10


@pytest.mark.parametrize("name", ["../app.py", "built/../../app.py", "/etc/passwd", "built", "", "\x00"])
def test_only_assets_are_sent(name: str) -> None:
    """No name leads out of the folder of assets."""
    with pytest.raises((FileNotFoundError, ValueError)):
        assets.load(name)


def test_an_asset_bears_its_hash() -> None:
    """An asset's address changes with its content, so that a browser may keep it for good."""
    address = assets.address("built/desk.css")
    assert address == f"/static/built/desk.css?v={assets.load('built/desk.css').hash}"
