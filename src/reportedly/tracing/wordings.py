"""Wordings: statements that say the same in the same words within a week, taken as one.

Agencies' lines stand word for word in hundreds of reports. All that is compared of two statements is the same
for each of them, so they are compared once: a wording is known by a hash of what is compared and of the
fortnight, and its statements are one claim without being compared with each other.
"""

from collections.abc import Iterable
from hashlib import sha256
from typing import Any

import msgspec

from reportedly.record.days import days_of
from reportedly.tracing.statement import Statement

_WEEK = 7
NO_WEEK = 0
"""Week of a statement whose report is not dated: it is near every other."""
_DATED = frozenset(
    {"id", "report", "outlet", "published", "item", "spans", "chain", "attribution", "setting"}
)
"""Fields of a statement that tell where it stands or who published it, not what is said."""


def week_of(statement: Statement) -> int:
    """Return the week in which a statement was published, counted from the first of the calendar."""
    days = days_of(statement.published)
    return NO_WEEK if days is None else days.first // _WEEK + 1


def rank_of(statement: Statement) -> tuple[str, str]:
    """Return by what the statements of a claim are ordered: day of publication, then id; the undated last."""
    return statement.published or "9999", statement.id


def name_of(statement: Statement, *, apart: bool = False) -> str:
    """Return the name of the wording a statement is of.

    `apart` makes it one of its own: a person said that it is not the claim of another, whatever its words.
    """
    speaker = statement.speaker
    said: list[Any] = [getattr(statement, name) for name in statement.__struct_fields__ if name not in _DATED]
    said += [speaker and (speaker.who, speaker.kind), week_of(statement), statement.id if apart else ""]
    return sha256(msgspec.msgpack.encode(said)).hexdigest()[:32]


def wordings_of(
    statements: Iterable[Statement], apart: frozenset[str] = frozenset()
) -> dict[str, list[Statement]]:
    """Return the statements under the names of their wordings, each in order of `rank_of`."""
    found: dict[str, list[Statement]] = {}
    for statement in sorted(statements, key=rank_of):
        found.setdefault(name_of(statement, apart=statement.id in apart), []).append(statement)
    return found


def key_of(statement_id: str) -> int:
    """Return the key of a statement, 60 bits: claims are named by that of their earliest member."""
    digest = sha256(statement_id.encode("utf-8", "surrogatepass")).digest()
    return int.from_bytes(digest[:8], "big") >> 4
