"""ACLED: the table that files an event in ACLED's terms, and the words it asks for."""

from collections.abc import Mapping
from functools import cache

import msgspec

from reportedly.record import EventType
from reportedly.wordlists.modes import Phrases
from reportedly.wordlists.table import load

PARTIES = ("state", "home", "foreign", "armed", "protesters", "rioters", "civilians", "other", "none")
"""What a party can be; `home` and `foreign` are states where the country of the place is known."""
SUB_EVENTS: Mapping[str, tuple[str, ...]] = {
    "Battles": ("Armed clash", "Government regains territory", "Non-state actor overtakes territory"),
    "Protests": ("Peaceful protest", "Protest with intervention", "Excessive force against protesters"),
    "Riots": ("Violent demonstration", "Mob violence"),
    "Explosions/Remote violence": (
        "Chemical weapon",
        "Air/drone strike",
        "Suicide bomb",
        "Shelling/artillery/missile attack",
        "Remote explosive/landmine/IED",
        "Grenade",
    ),
    "Violence against civilians": ("Sexual violence", "Attack", "Abduction/forced disappearance"),
    "Strategic developments": (
        "Agreement",
        "Arrests",
        "Change to group/activity",
        "Disrupted weapons use",
        "Headquarters or base established",
        "Looting/property destruction",
        "Non-violent transfer of territory",
        "Other",
    ),
}
"""The 6 event types and 25 sub-event types of the codebook of 2023."""


class Row(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """One row; its conditions must all hold, and an empty one always does."""

    row: str
    """Its name."""
    why: str
    """The rule of the codebook it stands for."""
    types: tuple[EventType, ...]
    modes: frozenset[str] = frozenset()
    """Modes, "none" for an event whose mode was not told."""
    trigger: frozenset[str] = frozenset()
    """Lists of words of which one stands in the trigger."""
    told: frozenset[str] = frozenset()
    """Lists of words of which one stands in the trigger or around it."""
    untold: frozenset[str] = frozenset()
    """Lists of words of which none stands in the trigger or around it."""
    actor: frozenset[str] = frozenset()
    """What the actor is, any of PARTIES."""
    recipient: frozenset[str] = frozenset()
    """What the recipient is, any of PARTIES."""
    event: str | None = None
    """ACLED event type; None where ACLED would not record the event."""
    sub: str | None = None
    """ACLED sub-event type."""


class Table(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The compiled table."""

    rows: tuple[Row, ...]
    """In the order they are tried."""
    lists: dict[str, frozenset[str]]
    """Each phrase, in small letters, with the lists it stands in."""
    nonstate: frozenset[str]
    """Names of actors that speak as a military or government but are no state's."""


@cache
def rows_of(kind: EventType) -> tuple[Row, ...]:
    """Return the rows for a type, in the order they are tried."""
    return tuple(row for row in _load().rows if kind in row.types)


@cache
def lists() -> Phrases[frozenset[str]]:
    """Return every listed phrase with the lists it stands in."""
    return Phrases(_load().lists)


def is_nonstate(name: str) -> bool:
    """Tell whether an actor that speaks as a military or government is no state's."""
    return name in _load().nonstate


@cache
def _load() -> Table:
    return load("acled", Table)
