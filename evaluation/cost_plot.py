"""The plot of what something costs as it grows, as SVG: both axes logarithmic."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import ceil, floor, log10

_WIDTH, _HEIGHT, _LEFT, _TOP = 560, 320, 64, 40
_WIDE, _HIGH = _WIDTH - _LEFT - 120, _HEIGHT - _TOP - 56
_OPENING = (
    f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" '
    'font-family="sans-serif" font-size="12" role="img">'
)
_COLOURS = ("#1b6ca8", "#c2571a", "#3b7d3b")
Line = Sequence[tuple[float, float]]
"""Points (size, cost), both above 0."""


def plot(title: str, across: str, up: str, lines: Mapping[str, Line], guide: Line = ()) -> str:
    """Return an SVG of lines by name; `across` and `up` name the axes, `guide` is dashed, to compare with."""
    every = [point for line in (*lines.values(), guide) for point in line]
    sides = [_decades([point[k] for point in every]) for k in (0, 1)]
    parts = [
        _OPENING,
        f"<title>{title}</title>",
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="#fff"/>',
        f'<text x="{_LEFT}" y="22" font-size="14">{title}</text>',
    ]
    for power in range(sides[0][0], sides[0][1] + 1):
        x, _ = _at((10.0**power, 10.0 ** sides[1][0]), sides)
        parts.append(f'<path d="M{x:.1f},{_TOP} V{_TOP + _HIGH}" stroke="#ddd"/>')
        parts.append(f'<text x="{x:.1f}" y="{_TOP + _HIGH + 18}" text-anchor="middle">{_told(power)}</text>')
    for power in range(sides[1][0], sides[1][1] + 1):
        _, y = _at((10.0 ** sides[0][0], 10.0**power), sides)
        parts.append(f'<path d="M{_LEFT},{y:.1f} H{_LEFT + _WIDE}" stroke="#ddd"/>')
        parts.append(f'<text x="{_LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{_told(power)}</text>')
    middle, below = _LEFT + _WIDE / 2, _HEIGHT - 12
    parts.append(f'<text x="{middle:.0f}" y="{below}" text-anchor="middle">{across}</text>')
    parts.append(f'<text x="{_LEFT + 6}" y="{_TOP + 14}" fill="#555">{up}</text>')
    if guide:
        parts.append(f'<path d="{_path(guide, sides)}" fill="none" stroke="#888" stroke-dasharray="4 4"/>')
    for n, (name, line) in enumerate(lines.items()):
        colour, (x, y) = _COLOURS[n % len(_COLOURS)], _at(line[-1], sides)
        parts.append(f'<path d="{_path(line, sides)}" fill="none" stroke="{colour}" stroke-width="2"/>')
        for point in line:
            across_at, up_at = _at(point, sides)
            parts.append(f'<circle cx="{across_at:.1f}" cy="{up_at:.1f}" r="3" fill="{colour}"/>')
        parts.append(f'<text x="{x + 8:.1f}" y="{y + 4:.1f}" fill="{colour}">{name}</text>')
    return "\n".join([*parts, "</svg>"]) + "\n"


def _decades(values: Sequence[float]) -> tuple[int, int]:
    """Return the powers of ten that hold all values."""
    low, high = floor(log10(min(values))), ceil(log10(max(values)))
    return low, max(high, low + 1)


def _at(point: tuple[float, float], sides: Sequence[tuple[int, int]]) -> tuple[float, float]:
    across, up = ((log10(v) - low) / (high - low) for v, (low, high) in zip(point, sides, strict=True))
    return _LEFT + _WIDE * across, _TOP + _HIGH * (1 - up)


def _path(line: Line, sides: Sequence[tuple[int, int]]) -> str:
    return "M" + " L".join(f"{x:.1f},{y:.1f}" for x, y in (_at(point, sides) for point in line))


def _told(power: int) -> str:
    return f"{10**power:,}" if power >= 0 else f"{10.0**power:g}"
