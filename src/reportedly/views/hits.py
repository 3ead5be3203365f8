"""Hits in a terminal: each report with the words that were looked for in context, its records beside."""

from typing import TYPE_CHECKING

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from reportedly.views.lists import about
from reportedly.views.records import quoted, told
from reportedly.views.terminal_text import safe, signs

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reportedly.store import Excerpt, Hit, Match

_BESIDE = 96
"""Columns from which the records stand beside the words; else under them."""
_WIDEST = 140
_MOST = 5
"""Records of one hit that are shown; --json has them all."""


def show_hits(hits: "Iterable[Hit]", console: Console, first: int = 1) -> None:
    """Print hits to `console`, numbered from `first`."""
    width = min(console.width, _WIDEST)
    ascii_only = not console.encoding.lower().startswith("utf")
    plain = console.no_color or console.color_system is None
    painter = _Painter(ascii_only=ascii_only, plain=plain)
    for number, hit in enumerate(hits, first):
        headline = safe(" ".join((hit.report.headline or "(no headline)").split()))
        console.print(Text.assemble((f"{number:>3}  ", "dim"), (headline, "bold")), width=width)
        console.print(Padding(Text(painter.sign(about(hit.report)), style="dim"), (0, 0, 0, 5)), width=width)
        words = [painter.excerpt(each) for each in hit.excerpts]
        records = [painter.record(each) for each in hit.matches[:_MOST]]
        if left := len(hit.matches) - _MOST if len(hit.matches) > _MOST else 0:
            records.append(Text(painter.sign(f"… and {left} more"), style="dim"))
        console.print(Padding(_laid_out(words, records, width), (0, 0, 0, 5)), width=width)
        console.print()


def _laid_out(words: list[Text], records: list[Text], width: int) -> RenderableType:
    if not words or not records or width < _BESIDE:
        return Group(*words, *records)
    grid = Table.grid(padding=(0, 3, 0, 0), expand=True)
    grid.add_column(ratio=3, overflow="fold")
    grid.add_column(ratio=2, overflow="fold")
    grid.add_row(Group(*words), Group(*records))
    return grid


class _Painter:
    """Draws excerpts and records with the signs and colours that the terminal has."""

    def __init__(self, *, ascii_only: bool, plain: bool) -> None:
        self._ascii, self._plain = ascii_only, plain

    def sign(self, words: str) -> str:
        """Return words as this terminal may have them."""
        return signs(safe(words), ascii_only=self._ascii)

    def excerpt(self, excerpt: "Excerpt") -> Text:
        """Return a passage with its matches marked; without colour they stand in brackets."""
        text, at, passage = Text("… " if not self._ascii else "... "), 0, excerpt.span.text
        before, after = ("[", "]") if self._ascii else ("⟨", "⟩")
        for span in excerpt.matches:
            start, end = span.start - excerpt.span.start, span.end - excerpt.span.start
            text.append(safe(passage[at:start]))
            match = safe(passage[start:end])
            text.append(f"{before}{match}{after}" if self._plain else match, style="bold yellow")
            at = end
        return text.append(safe(passage[at:])).append(" …" if not self._ascii else " ...")

    def record(self, match: "Match") -> Text:
        """Return a record that meets the filters: its name, who says so, what it says, its words."""
        name = getattr(match.item, "id", None)
        line = Text.assemble((f"{safe(name)} " if name else "", "cyan"))
        if match.speaker:
            line.append(self.sign(f"{' '.join(match.speaker.split())}: "), style="bold")
        line.append(self.sign(told(match.item)))
        return line.append(self.sign(f" {quoted(match.item)}"), style="dim")
