"""A brief as PDF: selectable text, headings as bookmarks, each footnote's number a link to its words.

fpdf2 is imported here alone. A font of this machine is embedded; where none is found the PDF has Latin
letters only, and says so.
"""

import os
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from fpdf import FPDF
from fpdf.enums import XPos, YPos

from reportedly.exports.brief_made import Brief, Line
from reportedly.exports.brief_pages import about, behind, cited_words, more, more_against, source, told_when

_FOLDERS = (
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "/Library/Fonts",
    "/System/Library/Fonts",
    "/System/Library/Fonts/Supplemental",
)
_NAMES = (
    "DejaVuSans.ttf",
    "NotoSans-Regular.ttf",
    "Arial Unicode.ttf",
    "LiberationSans-Regular.ttf",
    "Arial.ttf",
)
"""Fonts that have Latin, Greek and Cyrillic letters, those with most scripts first."""
_WITHOUT = "This machine has no font with other than Latin letters: those stand as “?”. The web page has all."
_PLAIN = str.maketrans("“”‘’–—›•", "\"\"''-->-") | {ord("…"): "..."}
"""Signs of ours and of print, as the built-in font can show them."""
_LEFT, _SIZE, _SMALL = 18, 10.5, 8.5


def pdf(brief: Brief, made: datetime) -> bytes:
    """Return the brief as a PDF document; the same brief and moment give the same bytes."""
    paper = _Paper(font_file())
    paper.set_creation_date(made)
    paper.set_title("Situation brief")
    paper.heading("Situation brief", 20, level=0)
    for line in about(brief):
        paper.words(line)
    if not paper.has_all:
        paper.words(_WITHOUT)
    for place in brief.places:
        paper.heading(place.place, 14, level=1)
        for section in place.sections:
            paper.heading(section.theme.value, 11, level=2)
            paper.lines(section.lines)
            if section.single:
                paper.words("Told by one report:", _SMALL)
                paper.lines(section.single)
            if any(section.more):
                paper.words(more(section), _SMALL)
    paper.heading("Where the words stand", 14, level=1)
    for note in brief.notes:
        paper.note(note.number, f"{source(note)} {cited_words(note)}")
    return bytes(paper.output())


def font_file() -> Path | None:
    """Return a font of this machine that has more than Latin letters; None where none is found."""
    windows = Path(os.environ.get("WINDIR", r"C:\Windows")) / "Fonts" if sys.platform == "win32" else None
    folders = [Path(folder) for folder in _FOLDERS] + ([windows] if windows else [])
    there = {path.name: path for folder in folders if folder.is_dir() for path in folder.rglob("*.ttf")}
    return next((there[name] for name in _NAMES if name in there), None)


class _Paper(FPDF):
    """A4, with running page numbers."""

    def __init__(self, font: Path | None) -> None:
        super().__init__(format="A4")
        self.has_all = font is not None
        self._family = "helvetica"
        if font is not None:
            self._family = "own"
            self.add_font(self._family, "", font)
        self.set_margins(_LEFT, 16)
        self.set_auto_page_break(auto=True, margin=18)
        self._links: dict[int, int] = {}
        self.add_page()

    def footer(self) -> None:
        """Write the page's number."""
        self.set_y(-12)
        self.set_font(self._family, size=8)
        self.cell(0, 5, f"{self.page_no()}", align="C")

    def heading(self, words: str, size: float, *, level: int) -> None:
        """Write a heading, and a bookmark to it."""
        self.ln(size * 0.25)
        self.start_section(self._fit(words), level=level, strict=False)
        self._write(words, size)

    def words(self, words: str, size: float = _SIZE) -> None:
        """Write a paragraph."""
        self._write(words, size)
        self.ln(1)

    def lines(self, lines: Sequence[Line]) -> None:
        """Write lines with their footnotes, and what speaks against them."""
        for line in lines:
            tags = "".join(f" ({tag})" for tag in (line.status, told_when(line)) if tag)
            stood = f" — {behind(line)}" if behind(line) else ""
            self._marked(f"•  “{line.words}”{tags}{stood}", line.notes)
            for each in line.against:
                self._marked(f"      {each.label}: {each.why}: “{each.words}”", each.notes)
            if more_against(line):
                self._marked(f"      {more_against(line)}", ())

    def note(self, number: int, words: str) -> None:
        """Write a footnote; the numbers of lines lead here."""
        self.set_link(self._link(number), y=self.get_y(), page=self.page)
        self._write(f"{number}.  {words}", _SMALL)
        self.ln(0.8)

    def _marked(self, words: str, notes: Sequence[int]) -> None:
        self.set_font(self._family, size=_SIZE)
        self.write(5.2, self._fit(words))
        self.set_font(self._family, size=7)
        for number in notes:
            self.write(5.2, f" {number}", link=self._link(number))
        self.ln(6)

    def _link(self, number: int) -> int:
        if number not in self._links:
            self._links[number] = self.add_link()
            self.set_link(self._links[number], page=1)
        return self._links[number]

    def _write(self, words: str, size: float) -> None:
        self.set_font(self._family, size=size)
        self.multi_cell(0, size * 0.48, self._fit(words), align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT)

    def _fit(self, words: str) -> str:
        """Return words without control characters, and with those that the font can show."""
        plain = "".join(c for c in " ".join(words.split()) if c.isprintable())
        return (
            plain if self.has_all else plain.translate(_PLAIN).encode("latin-1", "replace").decode("latin-1")
        )
