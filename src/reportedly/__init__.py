"""Reads news reports about a conflict: who said what, through whom, and the words that prove it.

    >>> import reportedly
    >>> text = "Fog closed the port, the harbour master told Reuters."
    >>> report = reportedly.Report(id=reportedly.report_id(text), text=text)
    >>> reading = reportedly.read(report)  # doctest: +SKIP

Names load on first use (PEP 562), so that `import reportedly` costs milliseconds: the encoder,
numpy and the page extractor come in only when something is read.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from reportedly.version import __version__

if TYPE_CHECKING:
    from reportedly.pipeline import read
    from reportedly.record import (
        Act,
        Attribution,
        Kind,
        Manner,
        Problem,
        Reading,
        Report,
        Source,
        Span,
        Voice,
        decode_reading,
        encode_reading,
        report_id,
    )


__all__ = [
    "Act",
    "Attribution",
    "Kind",
    "Manner",
    "Problem",
    "Reading",
    "Report",
    "Source",
    "Span",
    "Voice",
    "__version__",
    "decode_reading",
    "encode_reading",
    "read",
    "report_id",
]


def __getattr__(name: str) -> object:
    """Load a public name when it is first asked for."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    home = "reportedly.pipeline" if name == "read" else "reportedly.record"
    value: object = getattr(import_module(home), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """List the public names, loaded or not."""
    return sorted(__all__)
