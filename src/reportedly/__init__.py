"""Reads news reports about a conflict: who said what, through whom, and the words that prove it.

Twelve names do what most programs need; vocabularies (`Kind`, `Act`, `Manner`…) are in `reportedly.record`.

Read a report, and follow a chain to the words that prove it:

    >>> import reportedly
    >>> text = "Fog closed the port of Odesa on Monday, harbour master Iryna Bondar told Reuters."
    >>> key = reportedly.report_id(text, "The Lakeside Dispatch")
    >>> report = reportedly.Report(id=key, outlet="The Lakeside Dispatch", text=text)
    >>> reading = reportedly.read(report)
    >>> said: reportedly.Attribution = reading.attributions[0]
    >>> " > ".join(voice.who for voice in said.chain)
    'The Lakeside Dispatch > Reuters > Iryna Bondar'
    >>> said.content
    (Span(start=0, end=38, text='Fog closed the port of Odesa on Monday'),)
    >>> text[0:38] == said.content[0].text
    True

It is one line of JSON, and back:

    >>> line = reportedly.encode_reading(reading)
    >>> reportedly.decode_reading(line) == reading
    True

Keep reports, and ask what they say together and where it comes from:

    >>> with reportedly.open_store(folder / "reports.db") as store:
    ...     added = store.writer().add(report, reading)
    ...     with reportedly.open_traces(store) as traces:
    ...         claim, _ = traces.ask("the port was closed by fog")[0]
    ...         print(claim.words, claim.reports, claim.origins)
    Fog closed the port of Odesa on Monday 1 1

Records are frozen structs that can be made by hand, and compare by value:

    >>> span = reportedly.Span(40, 67, "harbour master Iryna Bondar")
    >>> reading.sources == (
    ...     reportedly.Source(id="s1", who="Iryna Bondar", kind="person", named=True, mentions=(span,)),
    ... )
    True
    >>> said.chain[1] == reportedly.Voice(
    ...     who="Reuters", kind="outlet", outlet="reuters", citation=reportedly.Span(73, 80, "Reuters")
    ... )
    True
    >>> isinstance(reading, reportedly.Reading)
    True

Names load on first use (PEP 562), so that `import reportedly` costs milliseconds: the encoder,
numpy and the page extractor come in only when something is read.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from reportedly.version import __version__ as __version__

if TYPE_CHECKING:
    from reportedly.linking import open_traces
    from reportedly.pipeline import read
    from reportedly.record import (
        Attribution,
        Reading,
        Report,
        Source,
        Span,
        Voice,
        decode_reading,
        encode_reading,
        report_id,
    )
    from reportedly.store import open_store


__all__ = [
    "Attribution",
    "Reading",
    "Report",
    "Source",
    "Span",
    "Voice",
    "decode_reading",
    "encode_reading",
    "open_store",
    "open_traces",
    "read",
    "report_id",
]
_HOMES = {
    "open_store": "reportedly.store",
    "open_traces": "reportedly.linking",
    "read": "reportedly.pipeline",
}
"""Where names are that are not of the record."""


def __getattr__(name: str) -> object:
    """Load a public name when it is first asked for."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: object = getattr(import_module(_HOMES.get(name, "reportedly.record")), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """List the public names, loaded or not."""
    return sorted([*__all__, "__version__"])


def load_ipython_extension(shell: object) -> None:
    """Show readings and claims in notebooks, for `%load_ext reportedly`."""
    import_module("reportedly.notebook").load_ipython_extension(shell)


def unload_ipython_extension(shell: object) -> None:
    """Show them as Python does, for `%unload_ext reportedly`."""
    import_module("reportedly.notebook").unload_ipython_extension(shell)
