"""Units: what a number is measured in ("sq km", "$", "per cent"), and the factor to the SI unit."""

from enum import StrEnum
from functools import cache

import msgspec

from reportedly.wordlists.table import load


class Dimension(StrEnum):
    """What kind of quantity a unit measures."""

    AREA = "area"
    DISTANCE = "distance"
    MONEY = "money"
    PERCENT = "percent"
    MASS = "mass"
    VOLUME = "volume"
    ENERGY = "energy"
    POWER = "power"
    SPEED = "speed"
    DURATION = "duration"
    NUMBER = "number"


class Unit(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One unit with its written forms."""

    unit: str
    """Its name in a record ("km2", "USD")."""
    dimension: Dimension
    si: float | None = None
    """One of it in m², m, kg, m³, J, W, m/s or s; None where no fixed factor converts it."""
    forms: tuple[str, ...] = ()
    """In small letters, without full stops; they stand after the number."""
    signs: tuple[str, ...] = ()
    """Written just so, before the number or after it ("$")."""


@cache
def by_form() -> dict[str, tuple[tuple[tuple[str, ...], Unit], ...]]:
    """Return, for the first word of a form, all forms that start with it, longest first."""
    table: dict[str, list[tuple[tuple[str, ...], Unit]]] = {}
    for unit in _load():
        for form in unit.forms:
            words = tuple(form.split())
            table.setdefault(words[0], []).append((words, unit))
    return {first: tuple(sorted(held, key=lambda f: -len(f[0]))) for first, held in table.items()}


@cache
def by_name() -> dict[str, Unit]:
    """Return each unit by its name in a record."""
    return {unit.unit: unit for unit in _load()}


@cache
def by_sign() -> dict[str, Unit]:
    """Return the unit of each sign as written."""
    return {sign: unit for unit in _load() for sign in unit.signs}


@cache
def _load() -> tuple[Unit, ...]:
    return load("units", tuple[Unit, ...])
