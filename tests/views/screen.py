"""A terminal to show readings in."""

import io

from rich.console import Console

from reportedly.record import Reading
from reportedly.record.layers import LAYERS
from reportedly.views.terminal import show


def shown(
    made: Reading,
    width: int = 100,
    *,
    colour: bool = False,
    encoding: str = "utf-8",
    name: str | None = None,
    layers: frozenset[str] = LAYERS,
) -> str:
    """Return what a terminal of `width` columns prints for a reading."""
    stream = io.TextIOWrapper(io.BytesIO(), encoding=encoding, errors="replace")
    console = Console(
        file=stream,
        width=width,
        force_terminal=colour,
        color_system="truecolor" if colour else None,
        highlight=False,
        markup=False,
        emoji=False,
        _environ={},
    )
    show(made, console, name, layers)
    stream.flush()
    stream.seek(0)
    return stream.read()
