"""A store in a file: gold has nothing to do with which database it comes from."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from reportedly.store import Store, open_store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Return an empty store."""
    with open_store(tmp_path / "test.db") as opened:
        yield opened
