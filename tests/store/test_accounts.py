"""Accounts: kept and given back, on both databases; what is closed has nothing left."""

import pytest

from reportedly.errors import StoreError
from reportedly.store import Store

AT, LATER, LATEST = (
    "2026-01-01T10:00:00.000+00:00",
    "2026-01-01T12:00:00.000+00:00",
    "2026-01-09T10:00:00.000+00:00",
)


def test_an_account_is_kept(store: Store) -> None:
    """An account is found by its name in any case, with the hash of its password."""
    made = store.accounts().add("  Olena  Marchuk ", "reviewer", "a hash")
    assert made.name == "Olena Marchuk"
    assert store.accounts().user("olena MARCHUK") == (made, "a hash")
    assert store.accounts().users() == [made]


@pytest.mark.parametrize("name", ["olena", "", "  ", "x" * 65, "a\x00b", "a\nb\u202e" + "\x07"])
def test_a_name_that_cannot_be_had(store: Store, name: str) -> None:
    """A name that is taken, in whatever case, or that is no name, is refused with the next step."""
    store.accounts().add("OLENA", "reader", "a hash")
    with pytest.raises(StoreError):
        store.accounts().add(name, "reader", "a hash")
    assert len(store.accounts().users()) == 1


def test_nobody_has_that_name(store: Store) -> None:
    """An unknown name is told as such."""
    with pytest.raises(StoreError, match="is nobody's"):
        store.accounts().user("olena")


def test_a_session_lives_and_ends(store: Store) -> None:
    """A session is found by its hash until it is ended; using it moves its end."""
    accounts = store.accounts()
    user = accounts.add("olena", "reader", "a hash")
    accounts.begin_session("h1", user.id, at=AT, ends_at=LATER)
    accounts.see_session("h1", at=LATER, ends_at=LATEST)
    found = accounts.session("h1")
    assert found is not None
    assert (found.user, found.begun_at, found.seen_at, found.ends_at) == (user, AT, LATER, LATEST)
    accounts.end_session("h1")
    assert accounts.session("h1") is None


def test_sessions_that_ended_are_forgotten(store: Store) -> None:
    """With the next login, sessions whose time is over are gone."""
    accounts = store.accounts()
    user = accounts.add("olena", "reader", "a hash")
    accounts.begin_session("h1", user.id, at=AT, ends_at=LATER)
    accounts.begin_session("h2", user.id, at=LATER, ends_at=LATEST)
    assert accounts.session("h1") is None
    assert accounts.session("h2") is not None


def test_another_password_ends_the_sessions(store: Store) -> None:
    """Whoever was logged in is not any more; another role alone changes nothing about that."""
    accounts = store.accounts()
    user, other = accounts.add("olena", "reader", "a hash"), accounts.add("pavlo", "reader", "a hash")
    accounts.begin_session("h1", user.id, at=AT, ends_at=LATEST)
    accounts.begin_session("h2", other.id, at=AT, ends_at=LATEST)
    accounts.change(user.id, role="admin")
    found = accounts.session("h1")
    assert found is not None
    assert found.user.role == "admin"
    accounts.change(user.id, password="another")  # noqa: S106 - no secret
    assert accounts.session("h1") is None
    assert accounts.session("h2") is not None
    assert accounts.user("olena")[1] == "another"


def test_a_closed_account_has_nothing_left(store: Store) -> None:
    """Its sessions and tokens are gone for good, its name stays taken, and it can be opened again."""
    accounts = store.accounts()
    user = accounts.add("olena", "reader", "a hash")
    accounts.begin_session("h1", user.id, at=AT, ends_at=LATEST)
    accounts.add_token("t1", user.id, label="script", role="reader", ends_at=None)
    accounts.change(user.id, closed=True)
    assert accounts.session("h1") is None
    assert accounts.token("t1") is None
    accounts.change(user.id, closed=False)
    assert accounts.session("h1") is None
    assert accounts.tokens(user.id) == []
    assert accounts.user("olena")[0].closed_at is None


def test_a_token_is_kept_without_its_secret(store: Store) -> None:
    """A token is found by its hash, tells its own role and its owner's, and is removed by its owner alone."""
    accounts = store.accounts()
    user, other = accounts.add("olena", "admin", "a hash"), accounts.add("pavlo", "reader", "a hash")
    number = accounts.add_token("t1", user.id, label="script", role="reader", ends_at=LATEST)
    accounts.use_token(number, at=AT)
    found = accounts.token("t1")
    assert found is not None
    assert (found.id, found.role, found.user.role, found.used_at, found.ends_at) == (
        number,
        "reader",
        "admin",
        AT,
        LATEST,
    )
    assert not accounts.remove_token(number, other.id)
    assert accounts.tokens(user.id) == [found]
    assert accounts.remove_token(number, user.id)
    assert accounts.token("t1") is None
