"""Linking: record linkage over a store. Which reports say the same, where it comes from, what speaks against.

    catch_up(store)                        # what is not yet traced is
    with open_traces(store) as traces:     # a moment of the store; brought up to date first
        for claim, score in traces.ask("the bridge was hit by drones"):
            print(as_text(traces.claim(claim.id)))

`tracing` knows meaning and no database, `store` keeps rows and no meaning; this joins the two. Names load on
first use.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reportedly.linking.asking import Traces, UnknownClaimError, open_traces
    from reportedly.linking.catching_up import Progress, catch_up
    from reportedly.linking.told import (
        CaughtUp,
        ClaimFilters,
        ClaimOrder,
        ClaimRow,
        ContradictionFilters,
        LedgerFilters,
        OpposedPair,
        PlacedStatement,
        ReportTrace,
    )
    from reportedly.tracing.rendering import Trace

_HOMES = {
    "reportedly.linking.asking": ("Traces", "UnknownClaimError", "open_traces"),
    "reportedly.linking.catching_up": ("Progress", "catch_up"),
    "reportedly.linking.told": (
        "CaughtUp",
        "ClaimFilters",
        "ClaimOrder",
        "ClaimRow",
        "ContradictionFilters",
        "LedgerFilters",
        "OpposedPair",
        "PlacedStatement",
        "ReportTrace",
    ),
    "reportedly.tracing.rendering": ("Trace",),
}

__all__ = [
    "CaughtUp",
    "ClaimFilters",
    "ClaimOrder",
    "ClaimRow",
    "ContradictionFilters",
    "LedgerFilters",
    "OpposedPair",
    "PlacedStatement",
    "Progress",
    "ReportTrace",
    "Trace",
    "Traces",
    "UnknownClaimError",
    "catch_up",
    "open_traces",
]


def __getattr__(name: str) -> object:
    """Load a public name when it is first asked for."""
    for home, names in _HOMES.items():
        if name in names:
            value: object = getattr(import_module(home), name)
            globals()[name] = value
            return value
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    """List the public names, loaded or not."""
    return sorted(__all__)
