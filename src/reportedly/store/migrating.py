"""Migrating: brings a store's schema up to this release's, once, however many open it together.

Looking costs one query. Alembic is brought in only where something is to be done.
"""

from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from reportedly.errors import StoreError
from reportedly.store.connecting import BARE, Place, writing
from reportedly.store.failures import patient
from reportedly.store.tables import META, REPORTS
from reportedly.version import __version__

VERSIONS = ("0001", "0002", "0003", "0004", "0005")
"""Every version of the schema, oldest first; `migrations/versions` has one module for each."""
_OURS = "alembic_version"


def bring_up_to_date(engine: Engine, place: Place, patience: float) -> None:
    """Make the schema of the store, or migrate it to this release's; do nothing where it is there.

    Raises StoreError where a newer release made the store, where the database holds something else, or
    where it cannot be opened.
    """
    if patient(place.name, patience, lambda: _is_current(engine, place)):
        return
    if place.file is not None:
        patient(place.name, patience, lambda: _keep_a_log(engine))
    patient(place.name, patience, lambda: _migrate(engine, place))


def _is_current(engine: Engine, place: Place) -> bool:
    with engine.connect() as connection:
        return _version(connection, place) == VERSIONS[-1]


def _keep_a_log(engine: Engine) -> None:
    """Switch an SQLite file to its write-ahead log; it stays so."""
    with engine.connect().execution_options(**BARE) as connection:
        connection.exec_driver_sql("PRAGMA journal_mode = WAL")


def _migrate(engine: Engine, place: Place) -> None:
    with writing(engine) as connection:
        if _version(connection, place) == VERSIONS[-1]:
            return  # another process was quicker
        from alembic import command  # noqa: PLC0415 - a third of a second that most runs do without
        from alembic.config import Config  # noqa: PLC0415 - as above

        config = Config(attributes={"connection": connection})
        config.set_main_option(
            "script_location", str(Path(__file__).parent / "migrations").replace("%", "%%")
        )
        command.upgrade(config, "head")
        connection.execute(sa.delete(META).where(META.c.key == "made_by"))
        connection.execute(sa.insert(META).values(key="made_by", value=__version__))
        connection.commit()


def _version(connection: Connection, place: Place) -> str | None:
    """Return the version of the schema; None in a database without any table."""
    names = sa.inspect(connection).get_table_names()
    if not {_OURS, META.name, REPORTS.name} <= set(names):
        if names and (place.file is not None or _OURS in names):
            raise StoreError(place.name, "is a database of another program", "name another file")
        return None
    version = connection.exec_driver_sql(f"SELECT version_num FROM {_OURS}").scalar()  # noqa: S608 - a constant
    if version is not None and version not in VERSIONS:
        maker = connection.execute(sa.select(META.c.value).where(META.c.key == "made_by")).scalar()
        why = (
            f"was made by reportedly {maker or 'of a later release'} (schema {version}), "
            f"newer than this reportedly {__version__} (schema {VERSIONS[-1]})"
        )
        raise StoreError(place.name, why, "install that release or a later one; the store was left as it is")
    return version
