"""Sessions and tokens: who is behind a cookie or an Authorization header. Only hashes are kept.

A session ends when it was not used for IDLE, at the latest after LONGEST, when its person logs out, changes
the password, or loses the account.
"""

import hashlib
from datetime import UTC, datetime, timedelta

from litestar.datastructures import Headers

from reportedly.desk.access import cookies
from reportedly.desk.access.identity import Identity, Role
from reportedly.store.accounts import Accounts

IDLE = timedelta(hours=12)
LONGEST = timedelta(days=7)
_NOTED_EVERY = timedelta(minutes=1)
"""How often a use is written down: not with every page."""
PREFIX = "rpt_"
"""What tokens begin with, so that a person, or a scanner of code, knows one when it sees it."""
_BEARER = "bearer "


def hash_of(secret: str) -> str:
    """Return what is kept of a secret. It is random and long, so a plain hash cannot be guessed back."""
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()


def begin(accounts: Accounts, user: int) -> str:
    """Begin a session and return what its cookie holds."""
    at, secret = datetime.now(UTC), cookies.fresh()
    accounts.begin_session(hash_of(secret), user, at=_written(at), ends_at=_written(at + IDLE))
    return secret


def make_token(accounts: Accounts, user: int, label: str, role: Role, days: int | None) -> str:
    """Make a token for a program and return it; it is told this once."""
    secret = PREFIX + cookies.fresh()
    ends = None if days is None else _written(datetime.now(UTC) + timedelta(days=days))
    accounts.add_token(hash_of(secret), user, label=label, role=role, ends_at=ends)
    return secret


class Recognising:
    """Finds out who asks, for the gate."""

    def __init__(self, accounts: Accounts, *, https: bool) -> None:
        """Look in `accounts`; with `https` cookies have their names for it."""
        self._accounts, self._cookie = accounts, cookies.name_of(cookies.SESSION, https=https)

    def __call__(self, headers: Headers, sent: dict[str, str]) -> Identity | None:
        """Return who asks; None where nobody known does. A token stands above a cookie."""
        said = headers.get("authorization", "")
        if said[: len(_BEARER)].casefold() == _BEARER:
            return self._program(said[len(_BEARER) :].strip())
        return self._person(sent.get(self._cookie, ""))

    def _person(self, secret: str) -> Identity | None:
        found = self._accounts.session(hash_of(secret)) if secret else None
        at = datetime.now(UTC)
        if found is None or found.ends_at <= _written(at):
            return None
        if _written(at - _NOTED_EVERY) > found.seen_at:
            latest = datetime.fromisoformat(found.begun_at) + LONGEST
            ends = min(at + IDLE, latest)
            self._accounts.see_session(hash_of(secret), at=_written(at), ends_at=_written(ends))
        user = found.user
        return Identity(who=user.name, role=Role(user.role), via="session", user=user.id, secret=secret)

    def _program(self, secret: str) -> Identity | None:
        found = self._accounts.token(hash_of(secret)) if secret.startswith(PREFIX) else None
        at = datetime.now(UTC)
        if found is None or (found.ends_at is not None and found.ends_at <= _written(at)):
            return None
        if found.used_at is None or _written(at - _NOTED_EVERY) > found.used_at:
            self._accounts.use_token(found.id, at=_written(at))
        owner, most = Role(found.user.role), Role(found.role)
        role = most if owner.covers(most) else owner
        return Identity(who=found.user.name, role=role, via="token", user=found.user.id)


def _written(moment: datetime) -> str:
    return moment.isoformat(timespec="milliseconds")
