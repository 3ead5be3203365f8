"""A store with part of the demo's story, really read and traced, made once."""

from pathlib import Path

import pytest

from reportedly.adding import add_inputs
from reportedly.linking import catch_up
from reportedly.store import open_store

_STORY = 26
"""Reports that are read: up to where a hospital counts more dead than the ministry."""


@pytest.fixture(scope="session")
def story(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the file of a store with reports of the demo's story; nobody writes to it."""
    where = tmp_path_factory.mktemp("exports") / "story.db"
    files = sorted((root / "demo" / "story").glob("[0-9]*"))[:_STORY]
    with open_store(where) as store:
        told = [each.set_aside for each in add_inputs([str(path) for path in files], store)]
        assert told.count(None) == _STORY
        catch_up(store)
    return where
