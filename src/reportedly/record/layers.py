"""Layers: the lists of a Reading, any of which may be asked for alone.

In code a layer is named as its field of `Reading`. On the command line one says `control`, as the
tables and pages do, where the record has the plural `controls`.
"""

from collections.abc import Iterable

ATTRIBUTIONS = "attributions"
PLACES = "places"
TIMES = "times"
FIGURES = "figures"
CONTROLS = "controls"
EVENTS = "events"

SPOKEN = {
    ATTRIBUTIONS: ATTRIBUTIONS,
    PLACES: PLACES,
    TIMES: TIMES,
    FIGURES: FIGURES,
    "control": CONTROLS,
    EVENTS: EVENTS,
}
"""Name on the command line -> field of `Reading`, in the order in which they are listed."""
LAYERS: frozenset[str] = frozenset(SPOKEN.values())
"""All layers."""
_VOICED = frozenset({FIGURES, CONTROLS, EVENTS})


def layers_named(written: str) -> frozenset[str]:
    """Return the layers that a person wrote, as "places,control".

    Raises ValueError, with the choices, where a name is none of them or where there is none at all.
    """
    names = [name.strip().casefold() for name in written.split(",")]
    names = [name for name in names if name]
    unknown = [name for name in names if name not in SPOKEN and name not in LAYERS]
    if unknown or not names:
        why = f"no such layer: {', '.join(unknown)}" if unknown else "no layer is named"
        raise ValueError(f"{why}; choose from {','.join(SPOKEN)}")
    return frozenset(SPOKEN.get(name, name) for name in names)


def to_read(layers: Iterable[str]) -> frozenset[str]:
    """Return `layers` with all that they rest on.

    A figure, control statement or event says by `by` in whose words it stands, so attributions are read
    with them: without them each would pass for the outlet's own word.

    Raises ValueError, with the choices, where one is no layer.
    """
    wanted = frozenset(layers)
    if unknown := wanted - LAYERS:
        raise ValueError(
            f"no such layer: {', '.join(sorted(unknown))}; choose from {', '.join(sorted(LAYERS))}"
        )
    return wanted | {ATTRIBUTIONS} if wanted & _VOICED else wanted
