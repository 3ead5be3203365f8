"""Accounts: who may log in to a store's desk, who is logged in, and which programs hold a token.

The store keeps and gives back; what a password or a role means is the desk's to know. Moments are those of
the caller, ISO 8601 in UTC, so that they can be compared as text.
"""

from collections.abc import Callable
from typing import Any, TypeVar

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine, Row

from reportedly.errors import StoreError
from reportedly.store.account_tables import SESSIONS, TOKENS, USERS
from reportedly.store.adding import check_keepable, now
from reportedly.store.connecting import Place, writing
from reportedly.store.failures import patient, told

Result = TypeVar("Result")
_LONGEST = 64
"""Characters of a name: it stands beside judgements, in one line."""


class User(msgspec.Struct, frozen=True, kw_only=True):
    """One account."""

    id: int
    name: str
    """What judgements bear."""
    role: str
    """What it may do; the desk knows which roles there are."""
    made_at: str
    closed_at: str | None = None
    """When it was closed; then nobody may log in as it."""


class Session(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody who is logged in."""

    user: User
    begun_at: str
    seen_at: str
    ends_at: str


class Token(msgspec.Struct, frozen=True, kw_only=True):
    """A program's key to the API, without the secret itself."""

    id: int
    user: User
    label: str
    """What it is for, in its owner's words."""
    role: str
    """The most it may do, whatever its owner may."""
    made_at: str
    used_at: str | None = None
    ends_at: str | None = None


class Accounts:
    """The accounts of one store; made by `Store.accounts`. Methods raise StoreError.

    Users, sessions and tokens are one class, for they end together.
    """

    def __init__(self, engine: Engine, place: Place, patience: float) -> None:
        """Use `Store.accounts`."""
        self._engine, self._place, self._patience = engine, place, patience

    def add(self, name: str, role: str, password: str) -> User:
        """Make an account; `password` is its hash. Raises StoreError where the name is taken or none."""
        name = " ".join(name.split())
        check_keepable("the name", name)
        if not name or not name.isprintable() or len(name) > _LONGEST:
            raise StoreError(
                f"the name {name[:20]!r}", f"is empty or longer than {_LONGEST}", "choose another"
            )

        def once(connection: Connection) -> None:
            there = sa.select(USERS.c.id).where(USERS.c.folded == _folded(name))
            if connection.execute(there).first() is not None:
                raise StoreError(f"the name {name}", "is taken", "choose another")
            values = {"name": name, "folded": _folded(name), "role": role, "password": password}
            connection.execute(sa.insert(USERS).values(**values, made_at=now()))

        self._write(once)  # with the writer's turn, so that no other takes the name in between
        return self.user(name)[0]

    def user(self, name: str) -> tuple[User, str]:
        """Return an account and the hash of its password. Raises StoreError where there is none."""
        found = self._one(sa.select(USERS).where(USERS.c.folded == _folded(name)))
        if found is None:
            raise StoreError(f"the name {name}", "is nobody's", "see: reportedly desk-user list")
        return _user(found), found.password

    def users(self) -> list[User]:
        """Return all accounts, closed ones too, by name."""
        with told(self._place.name), self._engine.connect() as connection:
            return [_user(row) for row in connection.execute(sa.select(USERS).order_by(USERS.c.folded))]

    def change(
        self, user: int, *, role: str | None = None, password: str | None = None, closed: bool | None = None
    ) -> None:
        """Change an account; with another password or when it is closed all its sessions end.

        One that is closed loses its tokens for good.
        """
        said: dict[str, str | None] = {"role": role, "password": password}
        values: dict[str, str | None] = {name: value for name, value in said.items() if value is not None}
        if closed is not None:
            values["closed_at"] = now() if closed else None

        def once(connection: Connection) -> None:
            connection.execute(sa.update(USERS).where(USERS.c.id == user).values(**values))
            if password is not None or closed:
                connection.execute(sa.delete(SESSIONS).where(SESSIONS.c.user == user))
            if closed:
                connection.execute(sa.delete(TOKENS).where(TOKENS.c.user == user))

        if values:
            self._write(once)

    def begin_session(self, hash_: str, user: int, *, at: str, ends_at: str) -> None:
        """Note that somebody logged in; sessions that ended before are forgotten."""

        def once(connection: Connection) -> None:
            connection.execute(sa.delete(SESSIONS).where(SESSIONS.c.ends_at <= at))
            connection.execute(
                sa.insert(SESSIONS).values(hash=hash_, user=user, begun_at=at, seen_at=at, ends_at=ends_at)
            )

        self._write(once)

    def session(self, hash_: str) -> Session | None:
        """Return a session of an account that is open, ended or not; None where there is none."""
        mine = sa.and_(SESSIONS.c.hash == hash_, USERS.c.closed_at.is_(None))
        row = self._one(sa.select(USERS, SESSIONS).join(SESSIONS, SESSIONS.c.user == USERS.c.id).where(mine))
        if row is None:
            return None
        return Session(user=_user(row), begun_at=row.begun_at, seen_at=row.seen_at, ends_at=row.ends_at)

    def see_session(self, hash_: str, *, at: str, ends_at: str) -> None:
        """Note that a session was used, and until when it now holds."""
        self._write(
            lambda connection: connection.execute(
                sa.update(SESSIONS).where(SESSIONS.c.hash == hash_).values(seen_at=at, ends_at=ends_at)
            )
        )

    def end_session(self, hash_: str) -> None:
        """Forget a session."""
        self._write(
            lambda connection: connection.execute(sa.delete(SESSIONS).where(SESSIONS.c.hash == hash_))
        )

    def add_token(self, hash_: str, user: int, *, label: str, role: str, ends_at: str | None) -> int:
        """Keep a token and return its number."""
        check_keepable("the label", label)

        def once(connection: Connection) -> int:
            values = {"hash": hash_, "user": user, "label": label, "role": role, "ends_at": ends_at}
            made = connection.execute(
                sa.insert(TOKENS).values(**values, made_at=now()).returning(TOKENS.c.id)
            )
            return int(made.scalar_one())

        return self._write(once)

    def token(self, hash_: str) -> Token | None:
        """Return a token of an account that is open, ended or not; None where there is none."""
        mine = sa.and_(TOKENS.c.hash == hash_, USERS.c.closed_at.is_(None))
        row = self._one(_tokens().where(mine))
        return None if row is None else _token(row)

    def tokens(self, user: int) -> list[Token]:
        """Return the tokens of an account."""
        with told(self._place.name), self._engine.connect() as connection:
            rows = connection.execute(_tokens().where(USERS.c.id == user).order_by(TOKENS.c.id))
            return [_token(row) for row in rows]

    def use_token(self, id_: int, *, at: str) -> None:
        """Note that a token was used."""
        self._write(
            lambda connection: connection.execute(
                sa.update(TOKENS).where(TOKENS.c.id == id_).values(used_at=at)
            )
        )

    def remove_token(self, id_: int, user: int) -> bool:
        """Forget a token of an account; False where it has none of this number."""

        def once(connection: Connection) -> bool:
            mine = sa.and_(TOKENS.c.id == id_, TOKENS.c.user == user)
            return connection.execute(sa.delete(TOKENS).where(mine)).rowcount > 0

        return self._write(once)

    def _one(self, query: sa.Select[Any]) -> Row[Any] | None:
        with told(self._place.name), self._engine.connect() as connection:
            return connection.execute(query).first()

    def _write(self, work: Callable[[Connection], Result]) -> Result:
        def once() -> Result:
            with writing(self._engine) as connection:
                result = work(connection)
                connection.commit()
            return result

        return patient(self._place.name, self._patience, once)


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()


def _user(row: Row[Any]) -> User:
    return User(id=row.id, name=row.name, role=row.role, made_at=row.made_at, closed_at=row.closed_at)


def _tokens() -> sa.Select[Any]:
    """Return the query for `_token`; columns of the same name as the account's bear a prefix."""
    own = (TOKENS.c[name].label(f"token_{name}") for name in ("id", "role", "made_at"))
    more = (TOKENS.c.label, TOKENS.c.used_at, TOKENS.c.ends_at)
    return sa.select(USERS, *own, *more).join(TOKENS, TOKENS.c.user == USERS.c.id)


def _token(row: Row[Any]) -> Token:
    return Token(
        id=row.token_id,
        user=_user(row),
        label=row.label,
        role=row.token_role,
        made_at=row.token_made_at,
        used_at=row.used_at,
        ends_at=row.ends_at,
    )
