"""Coding: how an event is filed in ACLED's terms, by the table in `wordlists/acled.yaml`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from reportedly.record import EventType, Kind, Status
from reportedly.wordlists import acled, bodies, countries
from reportedly.wordlists.modes import words_of

_HAPPENED = frozenset({Status.ASSERTED, Status.HEDGED})
_PARTIES = re.compile(r"[,;]\s+")
_TAIL = re.compile(
    r"(?<!\s)\s++(?:of|in|from|at|near|by|for|with|on|outside|inside|around|who|that|whom)\s.*", re.DOTALL
)
_ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)
_ORDER = ("civilians", "protesters", "rioters", "armed", "state")
"""What a party's last listed word says, the surer first, where it stands in several lists."""
_STATE = frozenset({Kind.GOVERNMENT, Kind.MILITARY, Kind.UNIT})
_MOST = 40
"""Parties looked at; more stand in no report's sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What the table asks of one event, as plain words."""

    type: EventType
    mode: str | None
    trigger: str
    """The trigger words."""
    around: str
    """The clause or sentence that holds them."""
    actor: str | None
    """Name of the actor; several parted by ", " or "; "."""
    recipient: str | None
    """Name of the recipient, likewise."""
    status: Status
    country: str | None = None
    """ISO 3166-1 alpha-2 code of the country of the event's place; None where it is not known."""


def acled_of(told: Told) -> tuple[str, str] | None:
    """Return ACLED event type and sub-event type; None where it records none or the words are not clear."""
    row = row_of(told)
    return None if row is None or row.event is None or row.sub is None else (row.event, row.sub)


def row_of(told: Told) -> acled.Row | None:
    """Return the row of the table that decides, which says why; None where none does.

    What is denied, planned or hypothetical did not happen by the report's word: no row decides it.
    """
    rows = acled.rows_of(told.type)
    if not rows or told.status not in _HAPPENED:
        return None
    trigger = _lists(told.trigger)
    around = trigger | _lists(told.around)
    actor, recipient = (_parties(name, told.country) for name in (told.actor, told.recipient))
    mode = told.mode or "none"
    for row in rows:
        if (
            (not row.modes or mode in row.modes)
            and _meets(row.trigger, trigger)
            and _meets(row.told, around)
            and row.untold.isdisjoint(around)
            and _meets(row.actor, actor)
            and _meets(row.recipient, recipient)
        ):
            return row
    return None


def party_of(name: str) -> str:
    """Return what a party is by its name: state, armed, protesters, rioters, civilians or other."""
    return _party(name)[0]


def _meets(asked: frozenset[str], held: frozenset[str]) -> bool:
    """Return whether nothing is asked, or something of it is held."""
    return not asked or not asked.isdisjoint(held)


@lru_cache(maxsize=64)
def _lists(text: str) -> frozenset[str]:
    """Return the lists of which a word stands in a text."""
    return frozenset[str]().union(*(held for _, _, held in acled.lists().find(words_of(text))))


def _parties(names: str | None, country: str | None) -> frozenset[str]:
    """Return what the parties named are; a state also as at home or foreign to a country."""
    if not names or not names.strip():
        return frozenset({"none"})
    found = set()
    for name in _PARTIES.split(names, maxsplit=_MOST)[:_MOST]:
        party, home = _party(name)
        found.add(party)
        if party == "state" and home and country:
            found.add("home" if home == country.upper() else "foreign")
    return frozenset(found)


@lru_cache(maxsize=1024)
def _party(name: str) -> tuple[str, str | None]:
    """Return what a party is, and of a state its country's code."""
    head = _TAIL.sub("", " ".join(_ARTICLE.sub("", name.strip(), count=1).split()))
    people = any(_actor(actor)[0] == "state" for actor in countries.by_people(head))
    for actor in countries.find(head)[:1]:
        return ("other", None) if people else _actor(actor)
    listed = acled.lists().find(words_of(head))
    words = next((p for _, _, held in reversed(listed) for p in _ORDER if p in held), None)
    owner = _owner(head)
    if words == "state":
        return _actor(owner) if owner else (words, None)
    if words:
        return words, None
    kind = bodies.kind(head)
    if kind in _STATE:
        return _actor(owner) if owner else ("state", None)
    return ("armed" if owner and _actor(owner)[0] == "armed" else "other"), None


def _owner(head: str) -> countries.Actor | None:
    """Return the first actor that a phrase names or whose adjective stands in it ("Hamas" fighters)."""
    return next((found[0] for _, _, found in countries.scan(head) if found), None)


def _actor(actor: countries.Actor) -> tuple[str, str | None]:
    """Return what a listed actor is, and of a state its country's code."""
    if actor.kind is Kind.GROUP or acled.is_nonstate(actor.name):
        return "armed", None
    if actor.kind in _STATE:
        return "state", actor.country
    return "other", None
