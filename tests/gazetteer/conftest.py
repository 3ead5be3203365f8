"""A gazetteer for these tests: built once for a checkout, in pytest's cache."""

from pathlib import Path

import pytest

from reportedly.gazetteer import Gazetteer, open_gazetteer


@pytest.fixture(scope="session")
def folder(request: pytest.FixtureRequest) -> Path:
    """Return the folder of the index; the first run builds it (10 to 20 s)."""
    cache = request.config.cache
    assert cache is not None
    return Path(cache.mkdir("gazetteer"))


@pytest.fixture(scope="session")
def places(folder: Path) -> Gazetteer:
    """Return the gazetteer, without anything a person imported."""
    return open_gazetteer(folder)
