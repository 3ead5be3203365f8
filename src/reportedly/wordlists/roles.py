"""Roles: offices, ranks, honorifics and functions that stand before or after a person's name."""

import re
from functools import cache
from itertools import pairwise
from typing import Literal

import msgspec

from reportedly.wordlists.forms import folded
from reportedly.wordlists.scanner import Scanner
from reportedly.wordlists.table import load

Sort = Literal["office", "rank", "honorific", "function", "relation", "modifier"]
Gender = Literal["m", "f"]

_GAP = re.compile(r"[ \t\u00a0]+")
_WORD = re.compile(r"[\w'-]+")


class Role(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """A word or phrase that says what somebody is."""

    name: str
    """In the singular, as in running text ("foreign minister", "Mr")."""
    sort: Sort
    """office, rank, honorific, function, relation ("wife"), or modifier ("former": stands before a role)."""
    forms: tuple[str, ...] = ()
    """Other spellings, plurals and abbreviations ("Lt. Gen.")."""
    gender: Gender | None = None
    """Of the person, where the word itself tells ("spokeswoman")."""


def titles() -> frozenset[str]:
    """Return every form that can be somebody's title, lowercased: no modifiers, no relations."""
    return _titles()


def is_title(phrase: str) -> bool:
    """Tell whether the whole phrase is a title, in any case ("Deputy Foreign Minister", "Lt. Gen.").

    Modifiers may stand before it ("former acting president"), and count as titles by themselves too:
    like titles, they are no part of the name that follows.
    """
    words = folded(phrase).rstrip(",")
    while words not in _titles() and words not in _modifiers():
        modifier = next((m for m in _modifiers() if words.startswith((m + " ", m + "-"))), None)
        if modifier is None:
            return False
        words = words[len(modifier) :].lstrip(" -")
    return True


def has_title(phrase: str) -> bool:
    """Tell whether a title stands anywhere in the phrase ("head of the civil council")."""
    return bool(_title_scanner().scan(phrase))


def match(text: str, start: int) -> int | None:
    """Return where the run of titles and modifiers that begins at `start` ends, or None.

    In "Former Deputy Defence Minister Hanna Maliar" it ends after "Minister": where the name begins.
    """
    found, at = None, start
    while True:
        end, is_modifier = _next(text, at)
        if end is None:
            return found
        found = found if is_modifier else end
        gap = _GAP.match(text, end)
        if gap is None:
            return found
        at = gap.end()


def gender(phrase: str) -> Gender | None:
    """Return "m" or "f" where a word of the phrase tells ("Kremlin spokesman"), else None."""
    told = {_genders()[part] for part in _parts(folded(phrase)) if part in _genders()}
    return told.pop() if len(told) == 1 else None


def every() -> tuple[Role, ...]:
    """Return all roles, in the order of the list."""
    return _load()


def _next(text: str, at: int) -> tuple[int | None, bool]:
    """Return the end of the longest title or modifier at `at`, and whether it is a modifier."""
    title = _title_scanner().match(text, at)
    modifier = _modifier_scanner().match(text, at)
    if title is not None and (modifier is None or title[1] >= modifier[1]):
        return title[1], False
    return (None, False) if modifier is None else (modifier[1], True)


def _parts(words: str) -> list[str]:
    """Return each word of a phrase and each pair of neighbours."""
    single = _WORD.findall(words)
    return single + [f"{one} {other}" for one, other in pairwise(single)]


@cache
def _load() -> tuple[Role, ...]:
    return load("roles", tuple[Role, ...])


@cache
def _titles() -> frozenset[str]:
    return frozenset(
        folded(form)
        for role in _load()
        if role.sort not in {"modifier", "relation"}
        for form in (role.name, *role.forms)
    )


@cache
def _modifiers() -> tuple[str, ...]:
    forms = {
        form.rstrip("-").lower()
        for role in _load()
        if role.sort == "modifier"
        for form in (role.name, *role.forms)
    }
    return tuple(sorted(forms, key=lambda form: (-len(form), form)))


@cache
def _genders() -> dict[str, Gender]:
    return {
        folded(form).rstrip("."): role.gender
        for role in _load()
        if role.gender is not None
        for form in (role.name, *role.forms)
    }


@cache
def _title_scanner() -> Scanner[str]:
    return Scanner(((form, form) for form in sorted(_titles())), any_case=True)


@cache
def _modifier_scanner() -> Scanner[str]:
    return Scanner(((form, form) for form in _modifiers()), any_case=True)
