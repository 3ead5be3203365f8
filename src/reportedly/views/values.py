"""Values as a person writes them: "≥ 12 people", "200–300", "≈ 400", "since 2024-08-06"."""

import math
import re

from reportedly.record import Figure

NOT_RESOLVED = "not resolved"
_SIGNS = {"percent": "%", "km2": "km²", "m2": "m²", "m3": "m³"}
"""Units that people write shorter than the record does."""
_PLURAL = r"(?:tens|dozens|scores|hundreds|thousands|millions|billions|trillions)"
_VAGUE = re.compile(rf"\b{_PLURAL}(?:\s+of\s+{_PLURAL})*\b", re.IGNORECASE)
_ROUND = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))
_PLAIN_BELOW = 1e15


def figure_value(figure: Figure) -> str:
    """Return the value of a figure with its unit; "not resolved" where it has neither bound."""
    bounds = _bounds(figure.low, figure.high, approx=figure.approx)
    if bounds is None:
        return NOT_RESOLVED
    vague = _VAGUE.search(figure.span.text)
    if vague and figure.low is not None and figure.high is None:
        bounds = f"{_one_line(vague[0]).lower()} ({number(figure.low)}+)"
    value = _with_unit(bounds, figure.unit)
    if figure.si is not None:
        low, high, unit = figure.si
        metres = [length for length in (low, high) if length is not None]
        if unit == "m" and metres and min(metres) >= 1000:  # noqa: PLR2004 - a kilometre
            low, high = (None if length is None else length / 1000 for length in (low, high))
            unit = "km"
        converted = _bounds(_rounded(low), _rounded(high), approx=False)
        if converted is not None and unit != figure.unit:
            value += f" ({_with_unit(converted, unit)})"
    return value


def shortened(line: str, most: int) -> str:
    """Return a line of at most `most` characters, cut between words.

    >>> shortened("fog closed the port", 12)
    'fog closed…'
    """
    return line if len(line) <= most else f"{line[:most].rsplit(' ', 1)[0]}…"


def number(value: float) -> str:
    """Return a number with its thousands parted, round millions in words."""
    size = abs(value)
    if size >= _PLAIN_BELOW:
        return f"{value:.3g}"
    for unit, word in _ROUND:
        if size >= unit:
            short = f"{value / unit:,.3f}".rstrip("0").rstrip(".")
            if float(short.replace(",", "")) * unit == value:
                return f"{short} {word}"
            break
    if value == int(value):
        return f"{int(value):,}"
    return f"{value:,.4f}".rstrip("0").rstrip(".") if size >= 0.001 else f"{value:.3g}"  # noqa: PLR2004


def edtf_words(value: str | None) -> str:
    """Return an EDTF value with its intervals in words; "" where there is none."""
    if not value:
        return ""
    start, slash, end = value.partition("/")
    if not slash:
        return value
    open_start, open_end = start in {"", ".."}, end in {"", ".."}
    if open_start and open_end:
        return value
    if open_end:
        return f"since {start}"
    return f"until {end}" if open_start else f"{start} – {end}"


def _bounds(low: float | None, high: float | None, *, approx: bool) -> str | None:
    low, high = (None if value is None or not math.isfinite(value) else value for value in (low, high))
    about = "≈ " if approx else ""
    if low is None and high is None:
        return None
    if low is None or high is None:
        return f"≥ {about}{number(low)}" if low is not None else f"≤ {about}{number(high or 0.0)}"
    return f"{about}{number(low)}" if low == high else f"{about}{number(low)}–{number(high)}"


def _with_unit(bounds: str, unit: str | None) -> str:
    if not unit:
        return bounds
    sign = _SIGNS.get(unit, unit)
    return f"{bounds}{sign}" if sign == "%" else f"{bounds} {sign}"


def _rounded(value: float | None) -> float | None:
    """Return a converted value to three digits: more would claim what the report did not say."""
    return float(f"{value:.3g}") if value is not None and math.isfinite(value) else None


def _one_line(words: str) -> str:
    return " ".join(words.split())
