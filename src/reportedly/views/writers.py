"""Readings onto a stream, one after the other, in the form that was asked for."""

import os
import re
from enum import StrEnum
from typing import Protocol, TextIO

from reportedly.record import Reading, encode_reading
from reportedly.record.layers import LAYERS

_TRAILING = re.compile(r"(?<![ \t])[ \t]++$", re.MULTILINE)
_FILE_WIDTH = 100


class Format(StrEnum):
    """How readings are written."""

    TERMINAL = "terminal"
    JSON = "json"
    HTML = "html"


class Writer(Protocol):
    """Writes readings as they come. Nothing is kept, so any number of them can be written."""

    def write(self, name: str, reading: Reading) -> None:
        """Write the reading of the input `name`."""

    def end(self) -> None:
        """Write what belongs behind the last reading."""


def writer(form: Format, stream: TextIO, layers: frozenset[str] = LAYERS) -> Writer:
    """Return a writer of `form` onto `stream`, whose bytes are UTF-8 except in a terminal that is not.

    The views for people show `layers`; a record is written as it is.
    """
    if form is Format.JSON:
        return _JsonLines(stream)
    return _Page(stream, layers) if form is Format.HTML else _Terminal(stream, layers)


class _JsonLines:
    """The contract `reportedly.reading/1`: one Reading a line, each there at once for who follows."""

    def __init__(self, stream: TextIO) -> None:
        self._bytes = stream.buffer

    def write(self, name: str, reading: Reading) -> None:  # noqa: ARG002 - the record does not name files
        self._bytes.write(encode_reading(reading) + b"\n")
        self._bytes.flush()

    def end(self) -> None:
        self._bytes.flush()


class _Page:
    """One web page with all readings on it; none at all if there is none."""

    def __init__(self, stream: TextIO, layers: frozenset[str]) -> None:
        self._bytes, self._layers, self._written = stream.buffer, layers, 0

    def write(self, name: str, reading: Reading) -> None:
        from reportedly.views.page import page_reading, page_top  # noqa: PLC0415 - only for pages

        if not self._written:
            self._put(page_top(f"{reading.report.headline or name} – reportedly", self._layers))
        self._written += 1
        self._put(page_reading(reading, self._written, self._layers))

    def end(self) -> None:
        from reportedly.views.page import page_end  # noqa: PLC0415 - only for pages

        if self._written:
            self._put(page_end())

    def _put(self, part: str) -> None:
        self._bytes.write(part.encode("utf-8"))


class _Terminal:
    """The view for people; into a file or pipe without colour and without blanks at line ends."""

    def __init__(self, stream: TextIO, layers: frozenset[str]) -> None:
        from rich.console import Console  # noqa: PLC0415 - 0.04 s, only for this view

        self._stream, self._layers = stream, layers
        self._console = Console(file=stream, highlight=False, markup=False, emoji=False)
        if not self._console.is_terminal and "COLUMNS" not in os.environ:
            self._console.width = _FILE_WIDTH  # rich would take 80, from the days of punched cards

    def write(self, name: str, reading: Reading) -> None:
        from reportedly.views.terminal import show  # noqa: PLC0415 - rich, only for this view

        if self._console.is_terminal:
            show(reading, self._console, name, self._layers)
            return
        with self._console.capture() as captured:
            show(reading, self._console, name, self._layers)
        self._stream.write(_TRAILING.sub("", captured.get()))

    def end(self) -> None:
        self._stream.flush()
