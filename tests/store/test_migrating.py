"""Migrating: a new store gets this release's schema, a newer one is left alone."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

import reportedly.store
from reportedly import __version__
from reportedly.errors import StoreError
from reportedly.store import open_store
from reportedly.store.connecting import connect, locate
from reportedly.store.migrating import VERSIONS
from reportedly.store.tables import METADATA
from tests.store.by_hand import a_reading
from tests.store.server import Server

MIGRATIONS = Path(reportedly.store.__file__).parent / "migrations"


def executed(where: str, *statements: str) -> None:
    """Run statements on a database, behind the store's back."""
    engine = connect(locate(where))
    with engine.connect() as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)
        connection.commit()
    engine.dispose()


def test_the_migrations_make_the_tables(where: str) -> None:
    """What the migrations make is what `tables` says, column for column, on both databases."""
    open_store(where).close()
    engine = connect(locate(where))

    def ours(_thing: object, name: str | None, *_: object) -> bool:
        return not (name or "").startswith("words_index")

    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_object": ours, "compare_type": True})
        assert compare_metadata(context, METADATA) == []
    engine.dispose()


def test_the_migrations_are_one_line_forward() -> None:
    """Each version that the code knows has one migration, and there is no other."""
    script = ScriptDirectory(str(MIGRATIONS))
    assert tuple(each.revision for each in reversed(list(script.walk_revisions()))) == VERSIONS
    assert script.get_heads() == [VERSIONS[-1]]


def test_a_store_of_a_newer_release_is_left_as_it_was(where: str) -> None:
    """It is refused with both releases and both schemas named, and what to do."""
    open_store(where).close()
    newer = "UPDATE alembic_version SET version_num = '0999'"
    executed(where, newer, "UPDATE meta SET value = '9.1.0' WHERE key = 'made_by'")
    with pytest.raises(StoreError) as refused:
        open_store(where)
    message = str(refused.value)
    for part in (
        "reportedly 9.1.0 (schema 0999)",
        f"reportedly {__version__} (schema {VERSIONS[-1]})",
        "install",
    ):
        assert part in message
    executed(where, f"UPDATE alembic_version SET version_num = '{VERSIONS[-1]}'")  # noqa: S608 - a constant
    open_store(where).close()


def test_two_open_a_new_store_at_once(tmp_path: Path) -> None:
    """Several openers of a file that is not there yet all get the one store."""
    path = tmp_path / "new.db"
    with ThreadPoolExecutor(4) as pool:
        stores = list(pool.map(lambda _: open_store(path), range(4)))
    reading = a_reading()
    stores[0].writer().add(reading.report, reading)
    for store in stores:
        with store.view() as view:
            assert view.counts().reports == 1
        store.close()


def test_two_open_a_new_database_at_once(server: Server) -> None:
    """The same on PostgreSQL."""
    where = server.create("opened_at_once")
    with ThreadPoolExecutor(4) as pool:
        for store in pool.map(lambda _: open_store(where), range(4)):
            store.close()


def test_opening_does_without_alembic(tmp_path: Path) -> None:
    """A store that is up to date is opened without loading what migrates it."""
    path = tmp_path / "s.db"
    open_store(path).close()
    code = (
        f"import sys; from reportedly.store import open_store; open_store({str(path)!r}); print(*sys.modules)"
    )
    ran = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)  # noqa: S603 - our code
    assert "sqlalchemy" in ran.stdout.split()
    assert "alembic" not in ran.stdout.split()


def test_a_database_of_another_program_is_refused(tmp_path: Path) -> None:
    """A file that holds other tables is not written into."""
    path = tmp_path / "other.db"
    executed(str(path), "CREATE TABLE birds (name TEXT)")
    before = path.read_bytes()
    with pytest.raises(StoreError, match="is a database of another program"):
        open_store(path)
    assert path.read_bytes() == before
