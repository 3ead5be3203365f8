"""A reading in a terminal: header, text with its passages marked, tree of voices, counts.

Colour tells the voices apart, but nothing rests on it: where there is none, brackets show where a
content begins and ends. Control characters of the report are shown, never sent to the terminal.
"""

from datetime import date

from rich import box
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.panel import Panel
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from reportedly.record import Attribution, Reading
from reportedly.record.layers import ATTRIBUTIONS, LAYERS
from reportedly.views.facts import fact_counts, tables
from reportedly.views.passages import Paragraph, Passages, Run, passages
from reportedly.views.terminal_facts import Marks, fact_tables
from reportedly.views.terminal_text import safe, superscript
from reportedly.views.values import shortened
from reportedly.views.voices import NO_OUTLET, SAYS, Link, counts, described, is_named, proven, tree

_WIDEST = 110
"""Lines longer than this are hard to read; a wider terminal gets a margin instead."""
_COLOURS = ("cyan", "magenta", "green", "yellow", "blue", "bright_red", "bright_cyan", "bright_magenta")
"""Names of the terminal's own palette, so that they suit its background."""
_SHORT = 120
"""Characters of a content that the tree shows."""
_LONG_PARAGRAPH = 6_000
_AROUND = 200
"""Of a longer paragraph only this much around its passages is shown; nobody reads 100,000 words here."""


def show(
    reading: Reading, console: Console, name: str | None = None, layers: frozenset[str] = LAYERS
) -> None:
    """Print `layers` of `reading` to `console`; `name` is the input it came from, shown at the top."""
    painter = _Painter(reading, console)
    width = min(console.width, _WIDEST)
    console.print(painter.header(name), width=width)
    for problem in reading.problems:
        console.print(Text(f" ! {safe(problem.message)}", style="yellow"), width=width)
    said = ATTRIBUTIONS in layers
    if said and painter.shown:
        console.print(painter.text(), width=width)
        console.print()
        console.print(Padding(painter.voices(), (0, 1)), width=width)
        console.print()
    for part in fact_tables(
        tables(reading, layers), painter.marks(numbered=said), width, cut=len(layers) > 1
    ):
        console.print(Padding(part, (0, 1)), width=width)
        console.print()
    if not any(problem.code == "language-not-read" for problem in reading.problems):
        counted = str(counts(reading)) if said else fact_counts(reading, layers)
        console.print(Text(f" {counted}", style="bold"), width=width)
    console.print()


class _Painter:
    """One reading with its colours and numbers. `plain` says that marks must do without colour."""

    def __init__(self, reading: Reading, console: Console) -> None:
        self.reading = reading
        self.shown = {said.id: said for said in proven(reading)}
        self.passages: Passages = passages(reading)
        self.plain = console.no_color or console.color_system is None
        self.ascii = not console.encoding.lower().startswith("utf")
        speakers = dict.fromkeys(self.shown[id_].speaker for id_ in self.passages.numbers)
        self.colours = {speaker: _COLOURS[at % len(_COLOURS)] for at, speaker in enumerate(speakers)}

    def header(self, name: str | None) -> RenderableType:
        """Return the frame with headline, outlet, date and length."""
        report = self.reading.report
        facts = [
            report.outlet or NO_OUTLET,
            _day(report.published),
            f"{len(report.text.split()):,} words",
            f"language {report.language}" if report.language not in {None, "en"} else None,
        ]
        lines = [Text(safe(report.headline or "(no headline)"), style="bold")]
        lines.append(Text(safe(" · ".join(fact for fact in facts if fact))))
        if report.url:
            lines.append(Text(safe(report.url), style="dim", overflow="ellipsis", no_wrap=True))
        title = Text(safe(name), style="dim") if name else None
        frame = box.ASCII if self.ascii else box.ROUNDED
        return Panel(Group(*lines), title=title, title_align="left", box=frame, border_style="dim")

    def marks(self, *, numbered: bool) -> Marks:
        """Return what the tables of facts need to lead into the text, and to the voices if `numbered`."""
        numbers = self.passages.numbers if numbered else {}
        colours = {id_: self._colour(id_) for id_ in numbers}
        return Marks(
            paragraph_at=self.passages.paragraph_at, numbers=numbers, colours=colours, ascii=self.ascii
        )

    def text(self) -> RenderableType:
        """Return the report's text, its paragraphs numbered as the tree cites them."""
        grid = Table.grid(padding=(0, 1, 1, 0), expand=False)
        grid.add_column(justify="right", style="dim", min_width=3, no_wrap=True)
        grid.add_column(overflow="fold")
        for paragraph in self.passages.paragraphs:
            number = "" if paragraph.number == 0 else str(paragraph.number)
            grid.add_row(number, self._paragraph(paragraph))
        return grid

    def voices(self) -> RenderableType:
        """Return the tree: the publisher, through it the others, under each what it says."""
        root = tree(self.reading)
        branch = Tree(
            Text.assemble((safe(root.voice.who), "bold"), (" (publisher)", "dim")), guide_style="dim"
        )
        self._grow(branch, root)
        return branch

    def _grow(self, branch: Tree, link: Link) -> None:
        for said in link.says:
            branch.add(self._saying(said))
        for other in link.through:
            self._grow(branch.add(self._voice(other)), other)

    def _voice(self, link: Link) -> Text:
        colour = self.colours.get(link.source.id, "") if link.source else ""
        mark = ("* " if self.ascii else "● ") if is_named(link) else ("o " if self.ascii else "○ ")
        label = Text.assemble((mark, colour), (safe(described(link)), f"bold {colour}"))
        label.append(f" ({link.voice.kind if is_named(link) else 'unnamed'})", style="dim")
        return label

    def _saying(self, said: Attribution) -> Text:
        words = " … ".join(" ".join(span.text.split()) for span in said.content) or "(no words given)"
        short = shortened(words, _SHORT)
        line = Text.assemble(
            (self._superscript(said.id), self.colours.get(said.speaker, "")),
            (f" {SAYS[said.act]} ", "bold"),
            safe(short),
        )
        paragraph = self.passages.paragraph_of(said)
        where = f"{'paragraph ' if self.ascii else '¶'}{paragraph}" if paragraph else "headline"
        line.append(f"  {where}", style="dim")
        if said.medium:
            line.append(f", {safe(said.medium)}", style="dim")
        return line

    def _paragraph(self, paragraph: Paragraph) -> Text:
        """Return a paragraph with its marks; a very long one is shown around its passages only."""
        length = sum(len(run.text) for run in paragraph.runs)
        text = Text(style="bold" if paragraph.number == 0 else "")
        standing: tuple[str, ...] = ()
        for run in paragraph.runs:
            self._close(text, standing, run.contents)
            for id_ in dict.fromkeys((*run.contents, *run.cues)):
                if self.passages.first_run.get(id_) == run.start:
                    text.append(self._number(id_), style=self._colour(id_))
                elif self.plain and id_ in run.contents and id_ not in standing:
                    text.append("[" if self.ascii else "⟨", style="dim")
            standing = run.contents
            words = _around(run.text) if length > _LONG_PARAGRAPH and not run.contents else run.text
            text.append(safe(words), style=self._style(run))
        self._close(text, standing, ())
        return text

    def _close(self, text: Text, before: tuple[str, ...], after: tuple[str, ...]) -> None:
        if self.plain:
            text.append(("]" if self.ascii else "⟩") * len(set(before) - set(after)))

    def _number(self, id_: str) -> str:
        """Return the number as it stands before a content, where there is no colour with a bracket."""
        bracket = ("[" if self.ascii else "⟨") if self.plain else ""
        return bracket + self._superscript(id_) + (" " if self.ascii else "")

    def _superscript(self, id_: str) -> str:
        return superscript(str(self.passages.numbers.get(id_, "")), ascii_only=self.ascii)

    def _colour(self, id_: str) -> str:
        return self.colours.get(self.shown[id_].speaker, "")

    def _style(self, run: Run) -> str:
        """Content in its innermost speaker's colour, nested in italics; source bold, cue underlined."""
        styles = [self._colour(run.contents[-1])] if run.contents else []
        if len(run.contents) > 1:
            styles.append("italic")
        if run.sources:
            styles += ["bold", self._colour(run.sources[-1])]
        if run.cues:
            styles += ["underline", "" if run.sources else self._colour(run.cues[-1])]
        return " ".join(style for style in styles if style)


def _around(words: str) -> str:
    return words if len(words) <= 3 * _AROUND else f"{words[:_AROUND]} […] {words[-_AROUND:]}"


def _day(published: str | None) -> str | None:
    """Return "4 March 2025" for a date or time; a year or a month stays as it is."""
    try:
        day = date.fromisoformat((published or "")[:10])
    except ValueError:
        return published
    return f"{day.day} {day:%B %Y}"
