"""A brief says nothing that no report says: each line has its words, origins are counted."""

import io
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path

import msgspec
import pytest
from pypdf import PdfReader

from reportedly.exports import brief, brief_made, brief_pages, brief_pdf
from reportedly.exports.brief_made import Brief, brief_of
from reportedly.exports.exporting import export_to
from reportedly.exports.formats import format_named
from reportedly.exports.matter import Matter
from reportedly.exports.selection import Selection
from reportedly.linking import open_traces
from reportedly.record import Place, PlaceKind, Reading, cite
from reportedly.store import Store, open_store
from tests.linking.by_hand import a_reading, add

MADE = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


def placed(reading: Reading) -> Reading:
    """Return a reading that knows where Velikovo is, at each mention."""
    text = reading.report.text
    places = tuple(
        Place(span=cite(text, *found.span()), name="Velikovo", kind=PlaceKind.CITY, country="UA")
        for found in re.finditer("Velikovo", text)
    )
    return msgspec.structs.replace(reading, places=places)


DRONES = [
    placed(a_reading(0, 0, 0, 3, 3)),
    placed(a_reading(1, 1, 0, 3, credit=0)),
    placed(a_reading(2, 0, 0, 3, 12)),
]
GRAIN = a_reading(1, 3, 1, 3)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Return a store of four reports: three say that drones hit a dam, one tells of grain."""
    with open_store(tmp_path / "four.db") as opened:
        add(opened, [*DRONES, GRAIN])
        yield opened


def made(store: Store, selection: Selection | None = None) -> Brief:
    """Return the brief of a store."""
    with open_traces(store) as traces:
        return brief_of(Matter(traces, selection, made=MADE))


def test_every_line_is_a_reports_own_words(store: Store) -> None:
    """The words of each line, and of what speaks against it, stand in the reports that its notes name."""
    found = made(store)
    texts = {each.report.id: " ".join(each.report.text.split()) for each in (*DRONES, GRAIN)}
    notes = {note.number: note for note in found.notes}
    lines = [line for p in found.places for s in p.sections for line in (*s.lines, *s.single)]
    told = [(line.words, line.notes) for line in lines]
    told += [(each.words, each.notes) for line in lines for each in line.against]
    assert len(told) >= 3
    for words, numbers in told:
        cited = {c.report for number in numbers for c in notes[number].citations}
        assert any(all(part in texts[r] for part in words.split(" … ")) for r in cited), words
    for note in found.notes:
        for citation in note.citations:
            text = next(e.report.text for e in (*DRONES, GRAIN) if e.report.id == citation.report)
            assert text[citation.start : citation.end] == citation.text


def test_reports_and_origins_are_counted(tmp_path: Path) -> None:
    """A claim of two reports of which one credits the other goes back to one origin, and says to which."""
    with open_store(tmp_path / "two.db") as two:
        add(two, DRONES[:2])
        found = made(two)
    (line,) = [
        each
        for place in found.places
        for section in place.sections
        for each in section.lines
        if "nine drones" in each.words.casefold()
    ]
    assert line.reports == 2
    assert len(line.origins) == 1
    assert found.places[0].place == "Velikovo"
    assert "Olena Marchuk" in line.origins[0]
    assert brief_pages.behind(line).startswith("2 reports · 1 origin (")


def test_contradictions_are_stated_with_their_reason(store: Store) -> None:
    """Three killed and twelve killed in one strike: each stands with the other, the reason and its words."""
    found = made(store)
    against = [
        each
        for place in found.places
        for section in place.sections
        for line in (*section.lines, *section.single)
        for each in line.against
    ]
    assert any(each.label == "contradictory" and each.why and each.notes for each in against)


def test_a_selection_narrows_the_brief(store: Store) -> None:
    """A brief of a place tells of nothing else, and says what it was narrowed to."""
    found = made(store, Selection(place="Orlivka"))
    assert found.narrowed == (("place", "Orlivka"),)
    assert {report for note in found.notes for report in (c.report for c in note.citations)} <= {
        GRAIN.report.id
    }
    assert "Narrowed to place Orlivka" in brief_pages.markdown(found)


def test_long_lists_are_cut_and_counted(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a section leaves out is counted, not passed over in silence."""
    whole = sum(len(s.single) + s.more[1] for p in made(store).places for s in p.sections)
    monkeypatch.setattr(brief_made, "_MOST_SINGLE", 0)
    found = made(store)
    assert sum(s.more[1] for p in found.places for s in p.sections) == whole > 0
    assert "more that one report alone tells" in brief_pages.page(found)


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        self.tags.add(tag)
        self.ids += [said["id"] or ""] if "id" in said else []
        self.links += [said["href"] or ""] if "href" in said else []


def test_every_note_of_the_page_leads_to_its_words(store: Store) -> None:
    """Links lead to notes of the page, each once there; the page asks nobody and runs nothing."""
    written = brief_pages.page(made(store))
    page = _Page()
    page.feed(written)
    assert page.links
    assert {link.removeprefix("#") for link in page.links} <= set(page.ids)
    assert len(page.ids) == len(set(page.ids))
    assert not page.tags & {"script", "img", "link", "iframe"}


def test_markdown_defines_each_note_once(store: Store) -> None:
    """Each mark of a footnote has one definition."""
    written = brief_pages.markdown(made(store))
    defined = re.findall(r"^\[\^(\d+)\]: ", written, re.MULTILINE)
    marked = re.findall(r"\[\^(\d+)\](?!:)", written)
    assert defined
    assert len(defined) == len(set(defined))
    assert set(marked) == set(defined)


def test_hostile_words_stay_words(tmp_path: Path) -> None:
    """Markup in a report's outlet, headline and place is text in the page and in Markdown."""
    mild = a_reading(0, 0, 0, 3, 3)
    said = {"outlet": '<script>alert("x")</script>', "headline": "[x](javascript:alert(1))"}
    evil = msgspec.structs.replace(mild, report=msgspec.structs.replace(mild.report, **said))
    with open_store(tmp_path / "evil.db") as store:
        add(store, [evil])
        found = made(store)
    assert "<script" not in brief_pages.page(found)
    assert "\\[x\\](javascript" in brief_pages.markdown(found)


@pytest.mark.parametrize("font", [True, False])
def test_the_pdf_has_the_same_words(store: Store, font: bool, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: FBT001 - a case
    """The PDF's text has every line; without a font of this machine it says what is missing."""
    if font and brief_pdf.font_file() is None:
        pytest.skip("this machine has none of the fonts")
    if not font:
        monkeypatch.setattr(brief_pdf, "font_file", lambda: None)
    found = made(store)
    document = brief_pdf.pdf(found, MADE)
    assert document == brief_pdf.pdf(found, MADE), "the same brief gives the same bytes"
    text = " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(document)).pages).split())
    for place in found.places:
        for section in place.sections:
            for line in section.lines:
                assert line.words in text
    assert ("no font" in text) != font


def test_a_brief_is_held_against_its_store(store: Store, tmp_path: Path) -> None:
    """Its citations are read back from the page: those of all notes, and no others."""
    export_to(store, format_named("brief"), tmp_path / "out")
    found = made(store)
    assert set(brief.citations(tmp_path / "out")) == {c for n in found.notes for c in n.citations}
