"""Stores to test on, of both kinds: one suite runs on SQLite and on PostgreSQL.

Where PostgreSQL's programs are missing its tests are skipped, unless REPORTEDLY_REQUIRE_POSTGRES is set:
then they fail.
"""

import os
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from reportedly.store import Store, open_store
from tests.store.server import NoServerError, Server

_TEMPLATE = "reportedly_template"
_numbers = count()


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """Start a PostgreSQL server; end it with the tests."""
    try:
        found = Server()
    except NoServerError as error:
        if os.environ.get("REPORTEDLY_REQUIRE_POSTGRES"):
            pytest.fail(f"REPORTEDLY_REQUIRE_POSTGRES is set: {error}")
        pytest.skip(str(error))
    try:
        found.start()
        yield found
    finally:
        found.close()


@pytest.fixture(scope="session")
def template(server: Server) -> Server:
    """Make a database with the schema in it, to be copied for each test; return the server."""
    open_store(server.create(_TEMPLATE)).close()
    return server


@pytest.fixture(params=["sqlite", "postgresql"])
def where(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Return where an empty store is: once a file, once a database."""
    if request.param == "sqlite":
        return str(tmp_path / "test.db")
    server: Server = request.getfixturevalue("template")
    return server.create(f"test_{next(_numbers)}", f"TEMPLATE {_TEMPLATE}")


@pytest.fixture
def store(where: str) -> Iterator[Store]:
    """Return an empty store."""
    with open_store(where) as opened:
        yield opened
