"""The plot of how often an attribution is right that is told with a given confidence, as SVG."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import sqrt

_WIDTH, _HEIGHT, _LEFT, _TOP, _SIDE = 560, 420, 60, 40, 320
_OPENING = (
    f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" '
    'font-family="sans-serif" font-size="12" role="img">'
)
_COLOURS = ("#c2571a", "#1b6ca8", "#3b7d3b")
_STEPS = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)
_TITLE = "Confidence told, and the share that is right"


def plot(bins: Mapping[str, Sequence[Sequence[float]]]) -> str:
    """Return an SVG of (mean confidence, share right, count) of each tenth of confidence, by corpus.

    A dot's area is as the number of attributions in it; on the diagonal confidence promises what it keeps.
    """
    parts = [
        _OPENING,
        f"<title>{_TITLE}</title>",
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="#fff"/>',
        f'<text x="{_LEFT}" y="22" font-size="14">{_TITLE}</text>',
    ]
    for step in _STEPS:
        x, y = _at(step, step)
        parts += [
            f'<path d="M{_LEFT},{y:.1f} H{_LEFT + _SIDE}" stroke="#ddd"/>',
            f'<text x="{_LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{100 * step:.0f}</text>',
            f'<text x="{x:.1f}" y="{_TOP + _SIDE + 18}" text-anchor="middle">{step:.1f}</text>',
        ]
    parts += [
        f'<path d="M{_LEFT},{_TOP + _SIDE} L{_LEFT + _SIDE},{_TOP}" stroke="#888" stroke-dasharray="4 4"/>',
        f'<text x="{_LEFT + _SIDE / 2:.0f}" y="{_TOP + _SIDE + 40}" text-anchor="middle">confidence</text>',
        f'<text x="{_LEFT}" y="{_TOP - 6}" fill="#555">right, %</text>',
    ]
    for n, (corpus, rows) in enumerate(bins.items()):
        colour, total = _COLOURS[n % len(_COLOURS)], sum(row[2] for row in rows)
        points = [(*_at(mean, share), 2 + 16 * sqrt(many / total)) for mean, share, many in rows]
        line = " L".join(f"{x:.1f},{y:.1f}" for x, y, _ in points)
        parts.append(f'<path d="M{line}" fill="none" stroke="{colour}" stroke-width="1.5"/>')
        parts += [
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{r:.1f}" fill="{colour}" fill-opacity="0.35" '
            f'stroke="{colour}"/>'
            for x, y, r in points
        ]
        across, down = _LEFT + _SIDE + 24, _TOP + 20 + 22 * n
        parts += [
            f'<circle cx="{across}" cy="{down - 4}" r="6" fill="{colour}"/>',
            f'<text x="{across + 12}" y="{down}">{corpus} ({total:.0f})</text>',
        ]
    return "\n".join([*parts, "</svg>"]) + "\n"


def _at(confidence: float, share: float) -> tuple[float, float]:
    return _LEFT + _SIDE * confidence, _TOP + _SIDE * (1 - share)
