"""A store with part of the demo's story, really read and traced, made once."""

from pathlib import Path

import pytest

from reportedly.adding.references import references_of
from reportedly.linking import catch_up
from reportedly.store import Entry, open_store
from tests.demo_read import demo_outcomes

_STORY = 26
"""Reports that are kept: up to where a hospital counts more dead than the ministry."""


@pytest.fixture(scope="session")
def story(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the file of a store with reports of the demo's story; nobody writes to it."""
    where = tmp_path_factory.mktemp("exports") / "story.db"
    read = [each for each in demo_outcomes(root) if Path(each.name).parent.name == "story"]
    entries = [
        Entry(
            report=each.reading.report,
            reading=each.reading,
            references=references_of(each.taken, each.reading.report.text),
            published_basis=each.taken.published_basis.value,
            added_from=each.name,
        )
        for each in read
        if each.reading is not None and each.taken is not None
    ][:_STORY]
    assert len(entries) == _STORY
    with open_store(where) as store:
        store.writer().add_all(entries)
        catch_up(store)
    return where
