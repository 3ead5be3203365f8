"""What more than one test needs."""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def root() -> Path:
    """Return the root of this checkout."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the folder of annotated reports and corpora; skip the test where it is absent."""
    folder = Path(os.environ.get("REPORTEDLY_SHARED", ROOT.parent / "shared"))
    if not (folder / "gold").is_dir():
        pytest.skip(f"needs the annotated reports: no {folder}/gold here (set REPORTEDLY_SHARED)")
    return folder
