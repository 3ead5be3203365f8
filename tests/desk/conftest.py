"""A desk to test on: a store with a few of the project's own reports, really read, and one that attacks.

`filled` is made once; `store` is a copy of it for one test, `desk` asks the pages over it without a
network. Addresses bear the desk's own host name, for it answers to no other.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from litestar.testing import TestClient

from reportedly.adding import add_inputs
from reportedly.desk.app import make_app
from reportedly.desk.settings import DeskSettings
from reportedly.intake import Overrides
from reportedly.linking import catch_up
from reportedly.store import Store, open_store
from tests.desk.hostile import HOSTILE

BASE = "http://127.0.0.1:8377"
_STORY = 12
"""Reports of the demo's story that are read here: enough to have claims, few enough to be quick."""


@pytest.fixture(scope="session")
def filled(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the file of a store with the demo's reports, and one hostile report, read and traced."""
    where = tmp_path_factory.mktemp("desk") / "filled.db"
    reports = sorted((root / "demo" / "reports").glob("*.*"))
    story = sorted((root / "demo" / "story").glob("[0-9]*"))[:_STORY]
    hostile = where.with_name("hostile.txt")
    hostile.write_text(HOSTILE.text, encoding="utf-8")
    with open_store(where) as store:
        told = [outcome.set_aside for outcome in add_inputs([str(path) for path in reports + story], store)]
        assert told.count(None) >= len(reports)
        said = Overrides(outlet=HOSTILE.outlet, url=HOSTILE.url, published="2025-03-04")
        (outcome,) = add_inputs([str(hostile)], store, said=said)
        assert outcome.added is not None
        bad = where.with_name(HOSTILE.file_name)
        bad.write_bytes(b"")
        list(add_inputs([str(bad)], store))
        catch_up(store)
    return where


@pytest.fixture
def store(filled: Path, tmp_path: Path) -> Iterator[Store]:
    """Return a store of one's own, filled."""
    mine = tmp_path / "desk.db"
    shutil.copy(filled, mine)
    with open_store(mine) as opened:
        yield opened


@pytest.fixture
def desk(store: Store) -> Iterator[TestClient]:  # type: ignore[type-arg]
    """Return a client of the desk over `store`, on one's own machine, where nobody logs in."""
    with TestClient(make_app(store, DeskSettings(who="m.k.")), base_url=BASE) as client:
        yield client


@pytest.fixture
def first(store: Store) -> str:
    """Return the id of the first report."""
    with store.view() as view:
        return view.reports(limit=1)[0].id
