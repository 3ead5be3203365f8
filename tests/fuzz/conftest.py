"""A small store of made reports, traced, for all tests here; and how long a long run may be."""

import random
import time
from pathlib import Path

import pytest

from evaluation.newsroom_made import Habits, newsrooms
from reportedly.linking import catch_up
from reportedly.store import Entry, open_store
from tests.exports.events_made import SHELLED as EVENT
from tests.exports.events_made import shelled
from tests.fuzz.damage import LONG, SECONDS
from tests.store.by_hand import a_reading

SHELLED = [
    shelled(id="e1", killed="three", bounds=(3.0, 3.0), acled=EVENT),
    shelled("Orlivka", id="e2", killed="five", bounds=(5.0, 5.0), acled=EVENT, outlet="The Valley Post"),
]

BEGUN = time.monotonic()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Have a long run begin with other tests each time, since it may not come to all."""
    if LONG:
        random.shuffle(items)


def pytest_runtest_setup() -> None:
    """Begin nothing more when a long run is over."""
    if LONG and time.monotonic() - BEGUN > SECONDS:
        pytest.skip(f"{SECONDS} seconds are over")


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the file of a store with made reports, traced; nobody writes to it."""
    where = tmp_path_factory.mktemp("fuzz") / "made.db"
    readings = [a_reading(), *newsrooms(40, Habits(drop=0.3), 7).readings[:12], *SHELLED]
    with open_store(where) as store:
        store.writer().add_all([Entry(report=each.report, reading=each) for each in readings])
        catch_up(store)
    return where
