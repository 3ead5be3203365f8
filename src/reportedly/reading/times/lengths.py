"""Lengths: units of time, and durations as TIMEX3 writes them."""

from reportedly.reading.times.found import Meaning
from reportedly.reading.times.numbers import written

SYMBOLS = {
    "second": "TS",
    "minute": "TM",
    "hour": "TH",
    "day": "D",
    "week": "W",
    "weekend": "WE",
    "month": "M",
    "quarter": "Q",
    "year": "Y",
}
MANY_YEARS = {"decade": 10, "century": 100}
FINE = frozenset({"second", "minute", "hour"})
"""Units shorter than a day: no period of the calendar is counted in them."""


def unit_of(form: str) -> str:
    """Return the singular of a unit."""
    word = form.lower()
    return "century" if word == "centuries" else word.rstrip("s")


def length(number: float | None, unit: str) -> str:
    """Return a duration, X for a vague number: P3D, PT5H, P40Y, PXW."""
    if unit in MANY_YEARS:
        if number is None:
            return "PXE" if unit == "decade" else "PXC"
        return f"P{written(number * MANY_YEARS[unit])}Y"
    if unit == "fortnight":
        unit, number = "week", None if number is None else 2 * number
    symbol = SYMBOLS[unit]
    clock, letter = ("T", symbol[1:]) if symbol[0] == "T" else ("", symbol)
    return f"P{clock}{written(number)}{letter}"


def lasting(number: float | None, unit: str) -> Meaning:
    """Return the meaning that is a duration and no time of the record."""
    return Meaning("DURATION", length(number, unit), told=False)


def whole(number: float | None) -> int | None:
    """Return a number that counts units one by one, None for a vague or broken one."""
    return int(number) if number is not None and number == int(number) else None
