"""Roles: offices, ranks, honorifics and functions that stand before or after a person's name."""

from functools import cache
from typing import Literal

import msgspec

from reportedly.wordlists.forms import folded, plain
from reportedly.wordlists.table import load

LONGEST = 4
"""Words of the longest role that is looked for in a phrase."""


class Role(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """One office, rank, honorific, function, or a word that stands before such ("former")."""

    name: str
    """The role in the singular, as it is written in running text."""
    sort: Literal["office", "rank", "honorific", "function", "modifier"]
    """What sort of role it is; a modifier only stands before another role."""
    forms: tuple[str, ...] = ()
    """Other spellings and abbreviations."""
    gender: Literal["m", "f"] | None = None
    """Where the word itself tells ("spokesman", "Mrs")."""


def find(phrase: str) -> Role | None:
    """Return the role that the whole phrase names, in any case and with or without a final stop."""
    return _forms().get(folded(phrase).rstrip(".,"))


def is_title(phrase: str) -> bool:
    """Tell whether the whole phrase is a role or a word that stands before one."""
    return find(phrase) is not None


def has_title(phrase: str) -> bool:
    """Tell whether a phrase holds a role that is no mere modifier ("the acting head of police")."""
    words = plain(phrase).replace(",", " ").split()
    for size in range(min(LONGEST, len(words)), 0, -1):
        for first in range(len(words) - size + 1):
            role = find(" ".join(words[first : first + size]))
            if role is not None and role.sort != "modifier":
                return True
    return False


def gender(title: str) -> str | None:
    """Return "m" or "f" where a title, or its last word, tells; None elsewhere."""
    for phrase in (title, title.rsplit(" ", maxsplit=1)[-1]):
        role = find(phrase)
        if role is not None and role.gender is not None:
            return role.gender
    return None


def every() -> tuple[Role, ...]:
    """Return all roles, in the order of the list."""
    return _load()


@cache
def _load() -> tuple[Role, ...]:
    return load("roles", tuple[Role, ...])


@cache
def _forms() -> dict[str, Role]:
    forms: dict[str, Role] = {}
    for role in _load():
        for form in (role.name, *role.forms):
            forms.setdefault(folded(form).rstrip(".,"), role)
    return forms
