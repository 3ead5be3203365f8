"""The commands `desk` and `desk-user`: the desk opens, ends orderly, and lets nobody in by mistake."""

import re
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from reportedly.store import open_store

COMMAND = [sys.executable, "-m", "reportedly"]
PASSWORD = "seven quiet herons at dusk"  # noqa: S105 - of an account that is made here


def run(*arguments: str, said: str = "") -> "subprocess.CompletedProcess[str]":
    """Run the command to its end."""
    return subprocess.run(  # noqa: S603 - our own command
        [*COMMAND, *arguments], input=said, capture_output=True, text=True, check=False, timeout=60
    )


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_the_desk_opens_and_ends(tmp_path: Path, number: signal.Signals) -> None:
    """The desk says where it is, answers there, and ends without a complaint when it is told to."""
    command = [*COMMAND, "desk", "--store", str(tmp_path / "a.db"), "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:  # noqa: S603 - our own command
        assert process.stderr is not None
        try:
            found = re.search(r"is at (http://127\.0\.0\.1:\d+/)", process.stderr.readline())
            assert found is not None
            with urllib.request.urlopen(found[1], timeout=20) as answer:  # noqa: S310 - our own address
                assert "Inbox" in answer.read().decode()
            process.send_signal(number)
            assert process.wait(timeout=30) == 0
            assert process.stderr.read() == "reportedly: the desk is closed\n"
        finally:
            process.kill()


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1", "desk.example"])  # noqa: S104 - what must be refused
def test_others_do_not_come_in_unasked(tmp_path: Path, host: str) -> None:
    """Where others could reach the desk it does not open without logins, and says what to do."""
    done = run("desk", "--store", str(tmp_path / "a.db"), "--host", host)
    assert done.returncode == 2
    assert "--auth" in done.stderr
    assert "desk-user add" in done.stderr


def test_logins_without_accounts_are_refused(tmp_path: Path) -> None:
    """With --auth and no account nobody could ever log in; that is said at once."""
    done = run("desk", "--store", str(tmp_path / "a.db"), "--auth", "--port", "0")
    assert done.returncode == 2
    assert "make an account first" in done.stderr


def test_a_port_that_is_taken_is_told(tmp_path: Path) -> None:
    """Where something listens already, it says so and what to do."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        done = run("desk", "--store", str(tmp_path / "a.db"), "--port", str(taken.getsockname()[1]))
    assert done.returncode == 2
    assert "--port" in done.stderr


def test_accounts_are_made_and_changed(tmp_path: Path) -> None:
    """An account is made with a password from standard input, listed, given a role, closed and opened."""
    store = str(tmp_path / "a.db")
    assert (
        run("desk-user", "add", "olena", "--role", "reviewer", "--store", store, said=PASSWORD).returncode
        == 0
    )
    assert run("desk-user", "add", "Olena", "--store", store, said=PASSWORD).returncode == 1
    assert run("desk-user", "role", "olena", "admin", "--store", store).returncode == 0
    assert run("desk-user", "close", "olena", "--store", store).returncode == 0
    listed = run("desk-user", "list", "--store", store).stdout
    assert listed.startswith("olena\tadmin\t")
    assert "closed" in listed
    assert run("desk-user", "token", "olena", "--label", "x", "--store", store).returncode == 2
    assert run("desk-user", "open", "olena", "--store", store).returncode == 0
    assert (
        run("desk-user", "password", "olena", "--store", store, said="another long password").returncode == 0
    )
    token = run("desk-user", "token", "olena", "--label", "script", "--days", "3", "--store", store).stdout
    assert token.startswith("rpt_")
    with open_store(store) as opened:
        user, kept = opened.accounts().user("olena")
        assert kept.startswith("$argon2id$")
        (made,) = opened.accounts().tokens(user.id)
        assert made.role == "reader"
        assert made.ends_at is not None


def test_a_weak_password_is_refused(tmp_path: Path) -> None:
    """A short password makes no account."""
    store = str(tmp_path / "a.db")
    done = run("desk-user", "add", "olena", "--store", store, said="short")
    assert done.returncode == 2
    assert "12 characters" in done.stderr
    assert run("desk-user", "list", "--store", store).stdout == ""
