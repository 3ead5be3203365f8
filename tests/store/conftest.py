"""Stores to test on, of both kinds: one suite runs on SQLite and on PostgreSQL.

PostgreSQL runs from the system's programs as a throw-away server on a free port of this machine, in a
temporary folder, as another user where we are root (it refuses to run as root). Where the programs are
missing its tests are skipped, unless REPORTEDLY_REQUIRE_POSTGRES is set: then they fail.
"""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
import sqlalchemy as sa

from reportedly.store import Store, open_store

_FOLDERS = (
    "/usr/lib/postgresql/*/bin",
    "/usr/pgsql-*/bin",
    "/opt/homebrew/opt/postgresql*/bin",
    "/usr/local/opt/postgresql*/bin",
)
_TEMPLATE = "reportedly_template"
_numbers = count()


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """Start a PostgreSQL server and return its address without a database; stop it at the end."""
    programs = _programs()
    if programs is None:
        why = "needs PostgreSQL's initdb and pg_ctl: tools/postgres.sh says how to get them"
        if os.environ.get("REPORTEDLY_REQUIRE_POSTGRES"):
            pytest.fail(f"REPORTEDLY_REQUIRE_POSTGRES is set: {why}")
        pytest.skip(why)
    folder = Path(tempfile.mkdtemp(prefix="reportedly-pg-"))
    user = _user()
    if user is not None:
        os.chown(folder, user.pw_uid, user.pw_gid)

    def run(program: str, *arguments: str) -> None:
        command = [str(programs / program), "-D", str(folder / "data"), *arguments]
        done = subprocess.run(  # noqa: S603 - PostgreSQL's own programs
            command,
            cwd=folder,
            check=False,
            capture_output=True,
            text=True,
            timeout=120,
            user=None if user is None else user.pw_uid,
            group=None if user is None else user.pw_gid,
            extra_groups=None if user is None else [],
        )
        assert done.returncode == 0, f"{command}: {done.stdout}{done.stderr}"

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    run("initdb", "-U", "tester", "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync")
    options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off"
    run("pg_ctl", "-w", "-l", str(folder / "log"), "-o", options, "start")
    try:
        yield f"postgresql://tester@127.0.0.1:{port}"
    finally:
        run("pg_ctl", "-w", "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def template(server: str) -> str:
    """Make a database with the schema in it, to be copied for each test; return the server's address."""
    _create(server, _TEMPLATE)
    open_store(f"{server}/{_TEMPLATE}").close()
    return server


@pytest.fixture(params=["sqlite", "postgresql"])
def where(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Return where an empty store is: once a file, once a database."""
    if request.param == "sqlite":
        return str(tmp_path / "test.db")
    server = request.getfixturevalue("template")
    name = f"test_{next(_numbers)}"
    _create(server, name, f"TEMPLATE {_TEMPLATE}")
    return f"{server}/{name}"


@pytest.fixture
def store(where: str) -> Iterator[Store]:
    """Return an empty store."""
    with open_store(where) as opened:
        yield opened


def _create(server: str, name: str, options: str = "") -> None:
    address = f"{server}/postgres".replace("postgresql:", "postgresql+psycopg:")
    engine = sa.create_engine(address, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name} {options}")
    engine.dispose()


def _programs() -> Path | None:
    """Return the folder of PostgreSQL's programs, of the latest release where there are several."""
    on_path = shutil.which("initdb")
    folders = [Path(on_path).resolve().parent] if on_path else []
    for pattern in _FOLDERS:
        folders += sorted(Path("/").glob(pattern.lstrip("/")), reverse=True)
    return next((f for f in folders if (f / "initdb").exists() and (f / "pg_ctl").exists()), None)


def _user() -> pwd.struct_passwd | None:
    """Return the user to run the server as; None where we are not root and run it ourselves."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    pytest.skip("PostgreSQL does not run as root, and there is no other user here to run it as")
