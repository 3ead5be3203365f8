"""Secrets: passwords and tokens never come out again: in no message, log, page, record or traceback."""

import json
import logging
import os
import re
import subprocess
import sys
import traceback
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from litestar.testing import TestClient

from reportedly.desk.access import passwords, sessions
from reportedly.desk.access.identity import Role
from reportedly.desk.app import make_app
from reportedly.desk.settings import DeskSettings
from reportedly.errors import SetAsideError, StoreError
from reportedly.intake.addresses import place_of
from reportedly.store import Store, open_store
from reportedly.store.connecting import connect, locate
from tests.desk.asking import token

SECRET = "zq7-Herons-9x"  # noqa: S105 - made up here, to be looked for
BASE = "http://127.0.0.1:8377"
ADDRESSES = [
    f"postgresql://ann:{SECRET}@127.0.0.1:1/reports",
    f"postgresql://ann@127.0.0.1:1/reports?password={SECRET}",
    f"postgresql://127.0.0.1:1/reports?user=ann&password={SECRET}&sslpassword={SECRET}",
    f"postgres://ann:{SECRET}@127.0.0.1:1/reports",
    f"postgresql+psycopg://ann:{SECRET}@127.0.0.1:1/reports",
    f"mysql://ann:{SECRET}@127.0.0.1:1/reports",
    f"mysql://127.0.0.1:1/reports?passwd={SECRET}",
    f"postgresql://ann:{SECRET}/x@127.0.0.1/reports",
    f"postgresql://ann:{SECRET}@127.0.0.1:port/reports",
    f"postgresql://ann:{SECRET}@[::1/reports",
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_no_message_about_a_store_holds_its_password(address: str) -> None:
    """Wherever an address holds a password, what cannot be opened is told and traced back without it."""
    with pytest.raises(StoreError) as caught, open_store(address, create=True):
        pass
    shown = "".join(traceback.format_exception(caught.value))
    assert SECRET not in re.sub(r"postgres[^\n]*ADDRESSES.*", "", shown)
    assert SECRET not in repr(caught.value)


def test_a_place_is_shown_without_its_password() -> None:
    """What knows where a store is shows itself, in logs and tracebacks, without the password."""
    place = locate(ADDRESSES[1])
    assert SECRET not in repr(place)
    assert SECRET not in place.name
    assert SECRET in place.url  # but the connection has it
    assert "host=%2Frun" in locate("postgresql:///reports?host=/run").name


@pytest.mark.parametrize(
    "command", [["reports", "--json"], ["store", "--json"], ["find", "fog", "--json"], ["add", "-"]]
)
def test_no_command_repeats_it(command: list[str], tmp_path: Path) -> None:
    """Named by the environment or an option, a password stands in nothing that a command writes."""
    env = {**os.environ, "REPORTEDLY_STORE": ADDRESSES[0]}
    ran = subprocess.run(  # noqa: S603 -- our own command
        [sys.executable, "-m", "reportedly", *command],
        env=env,
        cwd=tmp_path,
        input="Fog closed the port.",
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode in {1, 2}
    assert ran.stderr.strip()
    assert SECRET not in ran.stdout + ran.stderr
    assert "Traceback" not in ran.stderr


def test_an_error_of_the_database_does_not_repeat_values(tmp_path: Path) -> None:
    """What a statement was given, as the hash of a password, is not in the error that it ends in."""
    engine = connect(locate(tmp_path / "store.db"))
    with engine.connect() as connection, pytest.raises(sa.exc.SQLAlchemyError) as caught:
        connection.execute(sa.text("INSERT INTO nowhere VALUES (:said)"), {"said": SECRET})
    engine.dispose()
    assert SECRET not in "".join(traceback.format_exception(caught.value))


def test_an_address_of_a_page_with_a_password_is_refused_without_it() -> None:
    """A page's address that holds a password is neither fetched nor kept nor repeated."""
    with pytest.raises(SetAsideError) as caught:
        place_of(f"https://ann:{SECRET}@news.example/a?b", frozenset({443}))
    assert SECRET not in "".join(traceback.format_exception(caught.value))
    assert SECRET not in json.dumps([caught.value.name, caught.value.why, caught.value.next_step])


@pytest.fixture
def store(tmp_path: Path) -> Any:  # noqa: ANN401 - a generator's
    """Return a store with one account."""
    with open_store(tmp_path / "store.db", create=True) as made:
        made.accounts().add("ann", Role.ADMIN.value, passwords.hashed(SECRET))
        yield made


def test_the_desk_writes_no_secret_down(
    store: Store,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Passwords and tokens, right and wrong, and a store that fails: no log, page or answer has them."""
    caplog.set_level(logging.DEBUG)
    user, kept = store.accounts().user("ann")
    right = sessions.make_token(store.accounts(), user.id, "script", Role.READER, 1)
    wrong = f"rpt_{SECRET}"
    answers = []
    with TestClient(
        make_app(store, DeskSettings(auth=True)), base_url=BASE, raise_server_exceptions=False
    ) as desk:

        def log_in(password: str) -> None:
            data = {"_token": token(desk, "/login"), "name": "ann", "password": password}
            answers.append(desk.post("/login", data=data, follow_redirects=False))

        log_in(f"{SECRET}-not")
        log_in(SECRET)
        assert answers[-1].status_code == 303
        session = desk.cookies["reportedly_session"]
        answers += [
            desk.get(path) for path in ("/", "/account", "/users", "/problems", "/api/1/about", "/nothing")
        ]
        desk.cookies.clear()
        for bearer in (right, wrong):
            answers += [desk.get("/api/1/reports", headers={"authorization": f"Bearer {bearer}"})]
            answers += [
                desk.post("/api/1/reports", headers={"authorization": f"Bearer {bearer}"}, json={"text": 3})
            ]

        def fails(*_: object, **__: object) -> None:
            raise sa.exc.OperationalError(
                "SELECT", {"hash": kept}, RuntimeError("gone"), hide_parameters=True
            )

        monkeypatch.setattr(Store, "view", fails)
        answers.append(desk.get("/api/1/reports", headers={"authorization": f"Bearer {right}"}))
        assert answers[-1].status_code >= 500
    told = capfd.readouterr()
    written = told.out + told.err + caplog.text + "".join(answer.text for answer in answers)
    assert "GET /api/1/reports failed" in caplog.text
    for secret in (SECRET, right, session, kept or "$argon2", sessions.hash_of(right)):
        assert secret not in written
