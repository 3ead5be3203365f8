"""A small store of made reports, traced, and what goes out of it, for all tests here."""

from pathlib import Path

import pytest

from evaluation.newsroom_made import Habits, newsrooms
from reportedly.linking import catch_up
from reportedly.store import Entry, open_store
from tests.exports.events_made import SHELLED as EVENT
from tests.exports.events_made import shelled
from tests.store.by_hand import a_reading

SHELLED = [
    shelled(id="e1", killed="three", bounds=(3.0, 3.0), acled=EVENT),
    shelled("Orlivka", id="e2", killed="five", bounds=(5.0, 5.0), acled=EVENT, outlet="The Valley Post"),
]


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the file of a store with made reports, traced; nobody writes to it."""
    where = tmp_path_factory.mktemp("fuzz") / "made.db"
    readings = [a_reading(), *newsrooms(40, Habits(drop=0.3), 7).readings[:12], *SHELLED]
    with open_store(where) as store:
        store.writer().add_all([Entry(report=each.report, reading=each) for each in readings])
        catch_up(store)
    return where
