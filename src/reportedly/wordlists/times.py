"""Times: first days of wars, and feasts, that words name without a date."""

from datetime import date
from functools import cache

import msgspec

from reportedly.wordlists.table import load


class War(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A war whose days reports count."""

    name: str
    """What it is called here."""
    first_day: date
    """Day 1 of the count."""
    words: tuple[str, ...]
    """What a text must hold one of for this war to be meant; single words, as written."""


class Feast(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """A feast or memorial day."""

    name: str
    """Its common name."""
    forms: tuple[str, ...] = ()
    """How it is written; only the name where empty."""
    month: int | None = None
    """Month of its fixed day; None where the day moves."""
    day: int | None = None
    """Day of that month; None where it moves."""


class NamedTimes(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Both lists."""

    wars: tuple[War, ...]
    feasts: tuple[Feast, ...]


@cache
def named_times() -> NamedTimes:
    """Return both lists."""
    return load("times", NamedTimes)


@cache
def feasts() -> dict[str, Feast]:
    """Return each feast by each of its forms."""
    return {form: feast for feast in named_times().feasts for form in feast.forms or (feast.name,)}
