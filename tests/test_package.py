"""The package as it is shipped."""

import subprocess
import sys
import zipfile
from pathlib import Path


def test_the_wheel_holds_the_whole_package(root: Path, tmp_path: Path) -> None:
    """What a user installs holds every file of the package: code, types mark, word lists, encoder."""
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(build, cwd=root, check=True, capture_output=True)  # noqa: S603 -- fixed command
    (wheel,) = tmp_path.glob("*.whl")
    held = set(zipfile.ZipFile(wheel).namelist())
    package = root / "src" / "reportedly"
    files = [path for path in package.rglob("*") if path.is_file() and "__pycache__" not in path.parts]
    wanted = {f"reportedly/{path.relative_to(package).as_posix()}" for path in files}
    assert wanted - held == set()
    assert any(name.endswith("licenses/LICENSE") for name in held)
    assert {name for name in held if not name.startswith(("reportedly/", "reportedly-"))} == set()
