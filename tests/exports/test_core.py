"""What is handed over: what a selection takes, what is refused, and files that are whole or not there."""

import io
import sqlite3
import zipfile
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.errors import StoreError
from reportedly.exports.citing import Citation, cited, from_cell, to_cell
from reportedly.exports.exporting import export_to, folder_of
from reportedly.exports.files import Archive, Folder, whole
from reportedly.exports.formats import FORMATS, FileOf, Format, format_named
from reportedly.exports.matter import Matter
from reportedly.exports.proving import proved
from reportedly.exports.selection import Selection, chosen
from reportedly.linking import catch_up, open_traces
from reportedly.record import Figure, Place, PlaceKind, Reading, Span, What, cite
from reportedly.store import Store, Target, Verb, open_store
from tests.made import TEXT, reading, span

REPLACE = msgspec.structs.replace
FULL = REPLACE(
    reading(),
    places=(Place(span=span("Sumy"), name="Sumy", kind=PlaceKind.CITY, country="UA"),),
    figures=(
        Figure(id="f1", span=span("Two officers"), low=2, high=2, what=What.TROOPS, by="a2"),
        Figure(id="f2", span=span("weeks"), low=None, high=None, what=What.OTHER, by="a4"),
    ),
)


def names(taken: Reading, **said: str | bool) -> list[str]:
    """Return the names of the records that a selection takes."""
    return [record.name for record in chosen(taken, (), Selection(**said))]  # type: ignore[arg-type]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Return a store with one report."""
    with open_store(tmp_path / "one.db") as opened:
        opened.writer().add(FULL.report, FULL)
        yield opened


def test_nothing_asked_takes_every_record() -> None:
    """Without a filter all records are taken, in the order of their layers."""
    assert names(FULL) == ["a1", "a2", "a3", "a4", "p1", "f1", "f2"]


def test_a_speaker_takes_what_is_said_in_those_words() -> None:
    """A speaker's name takes attributions and facts in that speaker's words, and no others."""
    assert names(FULL, speaker="officers") == ["a2", "f1"]
    assert names(FULL, speaker="marchuk") == ["a1", "a3"]
    own = REPLACE(FULL, figures=(REPLACE(FULL.figures[1], by=None),))
    assert names(own, speaker="lakeside") == ["f2"], "the outlet's own voice is the outlet's"


def test_a_place_takes_what_is_about_it() -> None:
    """A place takes its mentions, attributions that hold one, and figures whose sentence is set there."""
    place = Place(span=span("The road bridge"), name="Sumy bridge", kind=PlaceKind.FACILITY)
    assert names(REPLACE(FULL, places=(place,)), place="bridge")[:2] == ["a1", "p1"]
    assert names(FULL, place="Lviv") == []


def test_a_filter_without_a_word_is_told() -> None:
    """A name that holds no word is no filter that meets everything."""
    with pytest.raises(StoreError, match="holds no word"):
        names(FULL, speaker="…")


def test_reviewed_only_takes_what_a_person_stood_for(store: Store) -> None:
    """Accepted, corrected and added records are taken; a note alone and what nobody judged are not."""
    key = FULL.report.id
    store.judge("m.k.", Verb.ACCEPT, Target(report=key, layer="attributions", item="a1"))
    store.judge("m.k.", Verb.CORRECT, Target(report=key, layer="figures", item="f1"), value={"high": 3.0})
    store.judge("m.k.", Verb.NOTE, Target(report=key, layer="attributions", item="a4"), why="look again")
    store.judge("m.k.", Verb.ACCEPT, Target(report=key, layer="places", spans=(span("Sumy"),)))
    with open_traces(store) as traces:
        (taken,) = Matter(traces, Selection(reviewed_only=True)).reports()
        (every,) = Matter(traces).reports()
    assert [record.name for record in taken.records] == ["a1", "p1", "f1"]
    assert len(every.records) == 7


def moved(value: Span) -> Span:
    """Return a span that no longer says what the text has there."""
    return Span(value.start + 1, value.end + 1, value.text)


def test_a_record_without_proof_is_refused_alone() -> None:
    """A figure whose words moved is left out by name; the others stay."""
    bad = REPLACE(FULL.figures[1], span=moved(FULL.figures[1].span))
    shown, refused = proved(REPLACE(FULL, figures=(FULL.figures[0], bad)))
    assert [each.id for each in shown.figures] == ["f1"]
    assert [each.record for each in refused] == ["f2"]
    assert shown.attributions == FULL.attributions


def test_what_stands_in_refused_words_goes_with_them() -> None:
    """A fact in the words of a refused attribution is not made the outlet's own, however deep it stands."""
    outer = REPLACE(FULL.attributions[2], cue=(moved(FULL.attributions[2].cue[0]),))
    broken = REPLACE(FULL, attributions=(*FULL.attributions[:2], outer, FULL.attributions[3]))
    shown, refused = proved(broken)
    assert {each.record for each in refused} == {"a3", "a2", "f1"}, "a2 stands inside a3, f1 in a2's words"
    assert [each.id for each in shown.attributions] == ["a1", "a4"]


def test_a_speaker_without_proof_takes_its_attributions_along() -> None:
    """Where a source's mentions do not hold, nothing is said in its name."""
    source = REPLACE(FULL.sources[0], mentions=(moved(FULL.sources[0].mentions[0]),))
    shown, refused = proved(REPLACE(FULL, sources=(source, *FULL.sources[1:])))
    assert [each.id for each in shown.attributions] == ["a4"]
    assert {each.record for each in refused} == {"a1", "a3", "a2", "f1"}


def test_a_whole_reading_is_proved_as_it_is() -> None:
    """Where every citation holds, nothing changes."""
    assert proved(FULL) == (FULL, ())


def test_a_text_that_was_changed_is_refused_whole(store: Store, tmp_path: Path) -> None:
    """A report whose text is not the hashed one is named, and the export goes on without it."""
    catch_up(store)
    with sqlite3.connect(tmp_path / "one.db") as behind:
        behind.execute("DROP TRIGGER texts_no_update")
        behind.execute("UPDATE texts SET text = replace(text, 'Sumy', 'Kyiv')")
    with open_traces(store) as traces:
        matter = Matter(traces)
        assert list(matter.reports()) == []
    assert [(each.report, each.record) for each in matter.refused] == [(FULL.report.id, None)]
    assert "hash" in matter.refused[0].why


@given(st.lists(st.builds(Citation, st.text(), st.integers(0, 9), st.integers(0, 9), st.text())))
def test_citations_travel_in_a_cell(citations: list[Citation]) -> None:
    """A cell gives back the citations that went in, whatever their words."""
    assert from_cell(to_cell(citations)) == tuple(citations)


def test_a_cell_that_holds_none_is_told() -> None:
    """Other text is named, with what to do."""
    assert from_cell(" ") == ()
    with pytest.raises(StoreError, match="export the table again"):
        from_cell("see page 3")
    assert cited("r", [span("Sumy"), span("Sumy")]) == (Citation("r", 10, 14, "Sumy"),)


def test_a_file_is_whole_or_as_before(tmp_path: Path) -> None:
    """A failure half-way leaves the file that was there, and nothing beside it."""
    path = tmp_path / "out.csv"
    path.write_bytes(b"before")

    def half() -> None:
        with whole(path) as stream:
            stream.write(b"half")
            raise OSError("disk full")

    with pytest.raises(OSError, match="full"):
        half()
    assert [(each.name, each.read_bytes()) for each in tmp_path.iterdir()] == [("out.csv", b"before")]
    with Folder(tmp_path / "new").open("deep/a.txt") as stream:
        stream.write(b"a")
    assert (tmp_path / "new" / "deep" / "a.txt").read_bytes() == b"a"


def test_the_same_archive_is_the_same_bytes() -> None:
    """An archive bears no time of day."""

    def archived() -> bytes:
        stream = io.BytesIO()
        archive = Archive(stream)
        with archive.open("a.txt") as inside:
            inside.write(b"words")
        archive.close()
        return stream.getvalue()

    assert archived() == archived()
    assert zipfile.ZipFile(io.BytesIO(archived())).read("a.txt") == b"words"


def test_a_form_that_is_none_is_told() -> None:
    """The choices are named."""
    assert format_named(" ACLED ").name == "acled"
    with pytest.raises(StoreError, match="choose from acled"):
        format_named("xls")


@pytest.mark.parametrize("form", FORMATS, ids=lambda each: each.name)
def test_every_form_cites_what_it_writes(form: Format, store: Store, tmp_path: Path) -> None:
    """Each listed form writes its files, also as an archive, and its citations are the report's own words."""
    out = tmp_path / "out"
    out.mkdir()
    done = export_to(store, form, out)
    assert [Path(name).name for name in done.written][: len(form.files)] == [each.name for each in form.files]
    export_to(store, form, tmp_path / "out.zip")
    for where in (out, tmp_path / "out.zip"):
        with folder_of(form, where) as folder:
            for citation in form.citations(folder):
                assert citation.span == cite(TEXT, citation.start, citation.end)


def test_a_missing_library_is_named_with_its_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    """A form that needs what is not installed says how to get it."""
    form = Format(name="brief", says="", files=(FileOf("a", "b"),), needs="brief")

    def missing(_name: str) -> None:
        raise ModuleNotFoundError("no", name="fpdf")

    monkeypatch.setattr("reportedly.exports.formats.import_module", missing)
    with pytest.raises(StoreError, match=r"pip install 'reportedly\[brief\]'"):
        form.citations(Path())


def test_an_export_that_is_not_there_is_told(tmp_path: Path) -> None:
    """A path that is not there, one file of several, and a broken archive are each named."""
    (tmp_path / "acled.csv").write_text("")
    (tmp_path / "bad.zip").write_bytes(b"PK")
    for name, why in (("none", "is not there"), ("acled.csv", "is one file"), ("bad.zip", "no archive")):
        with pytest.raises(StoreError, match=why), folder_of(format_named("acled"), tmp_path / name):
            pass
