"""Parties: who does it and to whom, as reports name them, and what kind of actor each is."""

import msgspec

from reportedly.exports.events import Coded, most
from reportedly.reading.facts.coding import party_of
from reportedly.tracing.names import folded, side_of
from reportedly.wordlists import acled, countries
from reportedly.wordlists.modes import words_of

_INTERS = {"protesters": "Protesters", "rioters": "Rioters", "civilians": "Civilians"}
"""Party -> ACLED's kind. An armed group may be rebels or one of two kinds of militia: reports rarely tell."""


class Party(msgspec.Struct, frozen=True, kw_only=True):
    """One side of an event."""

    name: str | None = None
    """As the report names it; None where no report names one."""
    others: tuple[str, ...] = ()
    """Who stands beside it."""
    kind: str = "none"
    """state, armed, protesters, rioters, civilians, other, none (`wordlists/acled.yaml`)."""
    side: str | None = None
    """The country or armed group it is or acts for, folded."""
    inter: str | None = None
    """ACLED's kind of actor; None where it cannot be told."""


def actor_named(name: str) -> countries.Actor | None:
    """Return the listed country, force or group that a party surely is or belongs to; None where none is."""
    found = countries.find(name)
    if len(found) == 1:
        return found[0]
    inside = {actors[0] for _, _, actors in countries.scan(name) if len(actors) == 1}
    return inside.pop() if len(inside) == 1 else None


def parties_of(event: Coded, country: str | None) -> tuple[Party, Party]:
    """Return who does it and to whom: as most mentions name them, the first of those; `country` is where."""
    actors = most(each.statement.actors or None for each in event.mentions)
    recipients = most(each.statement.recipients or None for each in event.mentions)
    return _party(actors or (), country), _party(recipients or (), country)


def _party(names: tuple[str, ...], country: str | None) -> Party:
    if not names:
        return Party()
    names = tuple(each for each in names if not _is_weapon(each))
    if not names:
        return Party()
    name, *others = names
    kind, side = party_of(name), side_of(name)
    return Party(name=name, others=tuple(others), kind=kind, side=side, inter=_inter(kind, side, country))


def _is_weapon(name: str) -> bool:
    """Tell whether a name is that of what is fired ("two missiles"), which nobody codes as an actor."""
    words = acled.lists().find(words_of(name))
    return bool(words) and all("projectiles" in held for _, _, held in words)


def _inter(kind: str, side: str | None, country: str | None) -> str | None:
    """Return ACLED's kind; of a state's forces by whether they act at home."""
    if kind != "state":
        return _INTERS.get(kind)
    home = countries.by_code(country) if country else None
    if home is None or side is None:
        return None
    return "State forces" if side == folded(home.name) else "External/Other forces"
