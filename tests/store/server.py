"""A throw-away PostgreSQL server on a free port of this machine, from the system's programs.

It lies in a temporary folder, and runs as another user where we are root (it refuses to run as root). It
may be crashed and started again.
"""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from pathlib import Path

import sqlalchemy as sa

_FOLDERS = (
    "/usr/lib/postgresql/*/bin",
    "/usr/pgsql-*/bin",
    "/opt/homebrew/opt/postgresql*/bin",
    "/usr/local/opt/postgresql*/bin",
)


class NoServerError(Exception):
    """There can be no server here; the message says why."""


class Server:
    """The server; `close` ends it and takes its folder away."""

    def __init__(self, *, durable: bool = False) -> None:
        """Set one up; it is not started yet. With `durable` it waits for the disk, which tests need not.

        Raises NoServerError where PostgreSQL is not installed, or there is no user to run it as.
        """
        programs = _programs()
        if programs is None:
            raise NoServerError(
                "needs PostgreSQL's initdb and pg_ctl: tools/postgres.sh says how to get them"
            )
        self._programs, self._user = programs, _user()
        self._folder = Path(tempfile.mkdtemp(prefix="reportedly-pg-"))
        if self._user is not None:
            os.chown(self._folder, self._user.pw_uid, self._user.pw_gid)
        self._run("initdb", "-U", "tester", "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync")
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self._options = f"-p {self.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=''"
        self._options += "" if durable else " -c fsync=off"
        self.address = f"postgresql://tester@127.0.0.1:{self.port}"
        """Without a database."""

    def start(self) -> None:
        """Start it, and wait until it answers."""
        self._run("pg_ctl", "-w", "-l", str(self._folder / "log"), "-o", self._options, "start")

    def crash(self) -> None:
        """End all its processes at once, as a crash would; the next start recovers."""
        self._run("pg_ctl", "-w", "-m", "immediate", "stop")

    def close(self) -> None:
        """End it and take its folder away."""
        if (self._folder / "data" / "postmaster.pid").exists():
            self.crash()
        shutil.rmtree(self._folder, ignore_errors=True)

    def create(self, name: str, options: str = "") -> str:
        """Create a database and return its address."""
        self._say(f"CREATE DATABASE {name} {options}")
        return f"{self.address}/{name}"

    def drop(self, name: str) -> None:
        """Drop a database, whoever uses it."""
        self._say(f"DROP DATABASE {name} WITH (FORCE)")

    def _say(self, statement: str) -> None:
        address = f"{self.address}/postgres".replace("postgresql:", "postgresql+psycopg:")
        engine = sa.create_engine(address, isolation_level="AUTOCOMMIT")
        try:
            with engine.connect() as connection:
                connection.exec_driver_sql(statement)
        finally:
            engine.dispose()

    def _run(self, program: str, *arguments: str) -> None:
        command = [str(self._programs / program), "-D", str(self._folder / "data"), *arguments]
        user = self._user
        done = subprocess.run(  # noqa: S603 - PostgreSQL's own programs
            command,
            cwd=self._folder,
            check=False,
            capture_output=True,
            text=True,
            timeout=120,
            user=None if user is None else user.pw_uid,
            group=None if user is None else user.pw_gid,
            extra_groups=None if user is None else [],
        )
        assert done.returncode == 0, f"{command}: {done.stdout}{done.stderr}"


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
    raise NoServerError("PostgreSQL does not run as root, and there is no other user here to run it as")
