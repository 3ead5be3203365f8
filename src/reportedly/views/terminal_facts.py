"""The tables of facts in a terminal: side by side where there is room, one fact under the other where not.

A long table is cut only where the others would be lost behind it, and then says how to see it whole.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping

import msgspec
from rich.cells import cell_len
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table as Grid
from rich.text import Text

from reportedly.record import Span
from reportedly.record.layers import SPOKEN
from reportedly.views.facts import Table
from reportedly.views.rows import Row, Voiced
from reportedly.views.terminal_text import safe, signs, superscript
from reportedly.views.values import NOT_RESOLVED

MOST = 24
"""Rows of one table that fit on a screen; more are shown where the layer was asked for alone."""
_ROOM = 96
"""Columns from which the cells of a row may stand side by side."""
_MARGIN, _GAP = 2, 2
_LONG_WORD = 20
"""Longer words are broken where room is short."""
_MOST_PARAGRAPHS = 6


class Marks(msgspec.Struct, frozen=True, kw_only=True):
    """How the tables lead back into the text above them."""

    paragraph_at: Callable[[int], int]
    """Number of the paragraph at a position; 0 is the headline."""
    numbers: Mapping[str, int]
    """Attribution id -> its number, where the attributions are shown."""
    colours: Mapping[str, str]
    """Attribution id -> colour of its speaker."""
    ascii: bool
    """Whether only ASCII can be printed."""


def fact_tables(tables: Iterable[Table], marks: Marks, width: int, *, cut: bool) -> Iterator[RenderableType]:
    """Yield each table with its title; with `cut`, no more than `MOST` rows of each."""
    painter = _Painter(marks)
    for table in tables:
        rows = table.rows[:MOST] if cut else table.rows
        parts: list[RenderableType] = [Text(table.title, style="bold")]
        parts.append(painter.drawn(table, rows, width))
        if left := len(table.rows) - len(rows):
            name = next(name for name, field in SPOKEN.items() if field == table.layer)
            more = f"… and {left:,} more (--layers {name} shows all)"
            parts.append(Text(signs(more, ascii_only=marks.ascii), style="dim"))
        if table.withheld:
            parts.append(
                Text(f"{table.withheld:,} not shown (citation does not match the text)", style="dim")
            )
        yield Group(*parts)


class _Painter:
    """Draws rows with the signs that the terminal has."""

    def __init__(self, marks: Marks) -> None:
        self._marks = marks

    def drawn(self, table: Table, rows: tuple[Row, ...], width: int) -> RenderableType:
        """Return the rows side by side under their heads, or one under the other where room is short."""
        voiced = any(row.says for row in rows)
        heads = (*table.heads, "in the text", *(["who says so"] if voiced else []))
        columns = [[Text(self._signs(head))] for head in heads]
        for row in rows:
            cells = [*map(self._cell, row.cells), self._words(row)]
            cells += [self._says(row.says)] if row.says is not None else []
            for column, cell in zip(columns, cells, strict=True):
                column.append(cell)
        widths = _widths(columns, width - _MARGIN - _GAP * len(columns)) if width >= _ROOM else None
        if widths is None:
            return self.stack(rows)
        grid = Grid(box=None, pad_edge=False, header_style="dim", padding=(0, _GAP, 0, 0), show_edge=False)
        for column, room in zip(columns, widths, strict=True):
            grid.add_column(column[0], overflow="fold", width=room)
        for line in zip(*(column[1:] for column in columns), strict=True):
            grid.add_row(*line)
        return grid

    def stack(self, rows: tuple[Row, ...]) -> RenderableType:
        """Return each row as a line of values, and under it its words and its voice."""
        lines: list[RenderableType] = []
        for row in rows:
            values = Text(self._signs(" · ")).join(self._cell(cell) for cell in row.cells if cell)
            under = self._words(row)
            if row.says is not None:
                under = Text.assemble(under, ("  ", ""), self._says(row.says))
            lines += [values, Padding(under, (0, 0, 0, 2))]
        return Group(*lines)

    def _cell(self, cell: str) -> Text:
        style = "dim" if cell == NOT_RESOLVED else ""
        return Text(self._signs(" ".join(cell.split())), style=style, overflow="fold")

    def _words(self, row: Row) -> Text:
        text = Text(overflow="fold")
        if row.words:
            text.append(self._signs(f"“{row.words}”  "))
        return text.append(self._where(row.spans), style="dim")

    def _where(self, spans: tuple[Span, ...]) -> str:
        """Return the paragraphs of some spans, each once; of very many the first few."""
        found = list(dict.fromkeys(self._marks.paragraph_at(span.start) for span in spans))
        shown, left = found[:_MOST_PARAGRAPHS], len(found) - _MOST_PARAGRAPHS
        mark = "paragraph " if self._marks.ascii else "¶"
        places = [str(number) if number else "headline" for number in shown]
        at = next((at for at, place in enumerate(places) if place != "headline"), None)
        if at is not None:
            places[at] = mark + places[at]
        return ", ".join(places) + (f" and {left:,} more" if left > 0 else "")

    def _says(self, says: Voiced) -> Text:
        text = Text(overflow="fold")
        number = self._marks.numbers.get(says.attribution or "")
        colour = self._marks.colours.get(says.attribution or "", "")
        if number is not None:
            text.append(superscript(str(number), ascii_only=self._marks.ascii), style=colour).append(" ")
        text.append(safe(" ".join(says.who.split())), style=colour)
        return text.append(" (unnamed)", style="dim") if says.unnamed else text

    def _signs(self, words: str) -> str:
        return signs(safe(words), ascii_only=self._marks.ascii)


def _widths(columns: list[list[Text]], room: int) -> list[int] | None:
    """Return the width of each column, so that no short word is broken; None where they do not fit.

    What is left beyond the longest words goes to the columns that need least first, so that only the
    longest cells are wrapped.
    """
    least = [
        max(min(max(map(cell_len, cell.plain.split() or [""])), _LONG_WORD) for cell in column)
        for column in columns
    ]
    wanted = [max(cell.cell_len for cell in column) for column in columns]
    left = room - sum(least)
    if left < 0:
        return None
    widths = least.copy()
    needy = sorted(range(len(columns)), key=lambda at: wanted[at] - least[at])
    for done, at in enumerate(needy):
        more = min(max(wanted[at] - least[at], 0), left // (len(needy) - done))
        widths[at], left = widths[at] + more, left - more
    return widths
