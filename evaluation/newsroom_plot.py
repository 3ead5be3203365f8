"""The plot of what dropped credits cost, as SVG."""

from __future__ import annotations

from collections.abc import Sequence

_WIDTH, _HEIGHT, _LEFT, _TOP = 560, 320, 56, 40
_WIDE, _HIGH = _WIDTH - _LEFT - 24, _HEIGHT - _TOP - 56
_OPENING = (
    f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" '
    'font-family="sans-serif" font-size="12" role="img">'
)
_SHARES = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)
_LINES = (("members given", "#1b6ca8", -8), ("members found", "#c2571a", 16))
"""Name, colour, and how far below its line's end the name stands."""


def plot(rows: Sequence[tuple[float, float, float]], title: str) -> str:
    """Return an SVG line plot of (share of credits dropped, percent right with members given, with found)."""
    parts = [
        _OPENING,
        f"<title>{title}</title>",
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="#fff"/>',
        f'<text x="{_LEFT}" y="22" font-size="14">{title}</text>',
    ]
    for share in _SHARES:
        y, label = _y(100 * share), f"{100 * share:.0f}"
        parts += [
            f'<path d="M{_x(0):.1f},{y:.1f} L{_x(1):.1f},{y:.1f}" stroke="#ddd"/>',
            f'<text x="{_LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{label}</text>',
            f'<text x="{_x(share):.1f}" y="{_TOP + _HIGH + 18}" text-anchor="middle">{label}</text>',
        ]
    below = _HEIGHT - 12
    parts.append(f'<text x="{_x(0.5):.0f}" y="{below}" text-anchor="middle">credits dropped, %</text>')
    for column, (name, colour, offset) in enumerate(_LINES, 1):
        points = [(_x(row[0]), _y(row[column])) for row in rows]
        path = " L".join(f"{x:.1f},{y:.1f}" for x, y in points)
        x, y = points[-1]
        parts += [
            f'<path d="M{path}" fill="none" stroke="{colour}" stroke-width="2"/>',
            f'<text x="{x - 4:.1f}" y="{y + offset:.1f}" text-anchor="end" fill="{colour}">{name}</text>',
        ]
    return "\n".join([*parts, "</svg>"]) + "\n"


def _x(share: float) -> float:
    return _LEFT + _WIDE * share


def _y(percent: float) -> float:
    return _TOP + _HIGH * (1 - percent / 100)
