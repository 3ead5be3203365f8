"""Tables of the desk's accounts: who may log in, who is logged in, which programs hold a token.

Secrets are kept as hashes only. docs/decisions/0016-desk.md says why it is done so.
"""

import sqlalchemy as sa

from reportedly.store.tables import METADATA, Number

USERS = sa.Table(
    "users",
    METADATA,
    sa.Column("id", Number, primary_key=True, autoincrement=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("folded", sa.Text, nullable=False, unique=True),
    sa.Column("role", sa.Text, nullable=False),
    sa.Column("password", sa.Text, nullable=False),
    sa.Column("made_at", sa.Text, nullable=False),
    sa.Column("closed_at", sa.Text),
    sqlite_autoincrement=True,
)
"""One row for each account; none is ever deleted, for the log bears its name. `folded` is the name without
case, so that no two differ by it alone; `password` is Argon2's own form, with its salt and parameters."""

SESSIONS = sa.Table(
    "sessions",
    METADATA,
    sa.Column("hash", sa.Text, primary_key=True),
    sa.Column("user", Number, sa.ForeignKey("users.id"), nullable=False),
    sa.Column("begun_at", sa.Text, nullable=False),
    sa.Column("seen_at", sa.Text, nullable=False),
    sa.Column("ends_at", sa.Text, nullable=False),
    sa.Index("sessions_user", "user"),
)
"""Who is logged in. `hash` is SHA-256 of the cookie's value."""

TOKENS = sa.Table(
    "tokens",
    METADATA,
    sa.Column("id", Number, primary_key=True, autoincrement=True),
    sa.Column("hash", sa.Text, nullable=False, unique=True),
    sa.Column("user", Number, sa.ForeignKey("users.id"), nullable=False),
    sa.Column("label", sa.Text, nullable=False),
    sa.Column("role", sa.Text, nullable=False),
    sa.Column("made_at", sa.Text, nullable=False),
    sa.Column("used_at", sa.Text),
    sa.Column("ends_at", sa.Text),
    sa.Index("tokens_user", "user"),
    sqlite_autoincrement=True,
)
"""Tokens of the API. `hash` is SHA-256 of the token; `used_at` is right to the minute."""
