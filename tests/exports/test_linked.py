"""The linked forms together: every citation back, nothing unproved, the same bytes, reports let go of."""

import gc
import sqlite3
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import cast

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings

from reportedly.errors import StoreError
from reportedly.exports import claimreview, ftm, parquet, prov, webanno
from reportedly.exports.checking import check
from reportedly.exports.citing import Citation
from reportedly.exports.exporting import export
from reportedly.exports.files import Folder
from reportedly.exports.formats import format_named
from reportedly.exports.matter import Matter, Taken
from reportedly.exports.selection import Selection
from reportedly.linking import catch_up, open_traces
from reportedly.record import Reading
from reportedly.store import Store, open_store
from tests.exports.linked_made import (
    MADE,
    claims_of,
    made_readings,
    matter_of,
    proof_in,
    proof_of_claims,
)
from tests.made import reading, span

NAMES = ("webanno", "prov", "claimreview", "ftm", "parquet")
Proof = dict[str, set[Citation]]
RUSSIA = Selection(speaker="Russia")
MODULES = (webanno, prov, claimreview, ftm, parquet)


def wanted_of(matter: Matter, form: str) -> set[Citation]:
    """Return the citations that an export of a matter has to have, from the records alone."""
    if form == "claimreview":
        return proof_of_claims(matter)
    if form == "ftm":
        return proof_in(matter, but="times")
    if form == "webanno":
        return proof_in(matter)
    wanted = proof_in(matter) | proof_of_claims(matter)
    if form == "parquet":
        for taken in matter.reports():
            mentions = (each for source in parquet.reading_of(taken).sources for each in source.mentions)
            wanted |= {Citation(taken.report.id, s.start, s.end, s.text) for s in mentions}
    return wanted


@pytest.mark.parametrize("module", MODULES, ids=NAMES)
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(readings=made_readings())
def test_an_export_gives_back_the_citations_that_went_in(
    tmp_path_factory: pytest.TempPathFactory, module: ModuleType, readings: list[Reading]
) -> None:
    """Whatever the texts hold, what is read back is what proves the records, no more and no less."""
    folder = tmp_path_factory.mktemp("round")
    matter = matter_of(readings)
    module.write(matter, Folder(folder))
    found = list(module.citations(folder))
    assert set(found) == wanted_of(matter, module.__name__.rpartition(".")[2])
    texts = {each.report.id: each.report.text for each in readings}
    assert all(texts[c.report][c.start : c.end] == c.text for c in found)


@pytest.fixture(scope="module")
def proof(story: Path) -> tuple[Proof, Proof]:
    """Return what proves the story, and what proves what Russia says in it, by form."""
    with open_store(story) as store, open_traces(store) as traces:
        whole, of_russia = (_proof(Matter(traces, asked)) for asked in (None, RUSSIA))
    return whole, of_russia


def _proof(matter: Matter) -> Proof:
    """Go over a matter once for all forms."""
    reports, claims = tuple(matter.reports()), tuple(matter.claims())
    held = SimpleNamespace(reports=lambda: reports, claims=lambda: claims)
    return {name: wanted_of(cast("Matter", held), name) for name in NAMES}


@pytest.mark.parametrize("name", NAMES)
def test_the_story_is_exported_with_all_its_proof(
    name: str, story: Path, proof: tuple[Proof, Proof], tmp_path: Path
) -> None:
    """Of a store that was really read nothing is refused, each citation is back, twice the same bytes."""
    form = format_named(name)
    folders = [tmp_path / "one", tmp_path / "two"]
    with open_store(story) as store, open_traces(store) as traces:
        for folder in folders:
            assert export(traces, form, Folder(folder), made=MADE).refused == ()
        found = set(form.citations(folders[0]))
        wanted = proof[0][name]
        assert found >= wanted
        assert len(wanted) > 500
        assert check(traces.view, form, folders[0]).failed == ()
        if name in {"webanno", "ftm"}:
            assert found == wanted
    for file in form.files:
        assert (folders[0] / file.name).read_bytes() == (folders[1] / file.name).read_bytes(), file.name


@pytest.mark.parametrize("name", NAMES)
def test_a_selection_narrows_the_export(
    name: str, story: Path, proof: tuple[Proof, Proof], tmp_path: Path
) -> None:
    """What a speaker did not say is not handed over, and what was said is."""
    form = format_named(name)
    with open_store(story) as store, open_traces(store) as traces:
        done = export(traces, form, Folder(tmp_path), RUSSIA, made=MADE)
    assert done.records or done.claims
    found = set(form.citations(tmp_path))
    assert proof[1][name] <= found
    assert len(found) < len(proof[0][name])


def store_one(store: Store, outlet: str) -> None:
    """Add the made report as an outlet's own; one address would be one story."""
    made = reading(outlet=outlet)
    report = msgspec.structs.replace(made.report, url=f"https://{outlet[4:7].lower()}.example/bridge")
    store.writer().add(report, msgspec.structs.replace(made, report=report))


@pytest.mark.parametrize("name", NAMES)
def test_a_record_whose_words_moved_is_refused(name: str, tmp_path: Path) -> None:
    """A citation that was changed behind the store's back is in no export; its record is told by name."""
    form, out = format_named(name), tmp_path / "out"
    with open_store(tmp_path / "one.db") as store:
        for outlet in ("The Lakeside Dispatch", "The Harbour Post"):
            store_one(store, outlet)
        catch_up(store)
    with sqlite3.connect(tmp_path / "one.db") as behind:
        for seq, packed in behind.execute("SELECT seq, packed FROM readings").fetchall():
            text = zlib.decompress(packed).decode()
            words = msgspec.json.encode(span("reportedly")).decode()
            start = span("reportedly").start
            bad = words.replace(f'"start":{start},', f'"start":{start - 1},')
            assert words in text
            new = zlib.compress(text.replace(words, bad).encode())
            behind.execute("UPDATE readings SET packed = ? WHERE seq = ?", (new, seq))
    with open_store(tmp_path / "one.db") as store, open_traces(store) as traces:
        done = export(traces, form, Folder(out), made=MADE)
        assert check(traces.view, form, out).failed == ()
    if name != "claimreview":  # it has claims alone, and no claim rests on these words
        assert {each.record for each in done.refused} == {"a4"}
    found = set(form.citations(out))
    assert "reportedly" not in {each.text for each in found}
    assert found, (done, "the others are there")


@pytest.mark.parametrize("name", ["prov", "claimreview", "parquet"])
def test_a_claim_whose_words_moved_is_refused(name: str, tmp_path: Path) -> None:
    """A statement of the trace that no longer stands in its report takes its claim along."""
    form, out = format_named(name), tmp_path / "out"
    with open_store(tmp_path / "one.db") as store:
        for outlet in ("The Lakeside Dispatch", "The Harbour Post"):
            store_one(store, outlet)
        catch_up(store)
        with open_traces(store) as traces:
            before = export(traces, form, Folder(out), made=MADE)
    with sqlite3.connect(tmp_path / "one.db") as behind:
        for key, seq, packed in behind.execute("SELECT rowid, seq, packed FROM statements").fetchall():
            if seq == 1:
                behind.execute(
                    "UPDATE statements SET packed = ? WHERE rowid = ?",
                    (packed.replace(b"Olena Marchuk", b"Olena Marchup"), key),
                )
    with open_store(tmp_path / "one.db") as store, open_traces(store) as traces:
        done = export(traces, form, Folder(out), made=MADE)
    assert len(done.refused) > 0
    assert done.claims < before.claims
    assert "Olena Marchup" not in {each.text for each in form.citations(out)}


@pytest.mark.parametrize("module", MODULES, ids=NAMES)
def test_reports_are_let_go_of(module: ModuleType, tmp_path: Path) -> None:
    """While an export is written only the report at hand is held, however many there are."""
    most = 0

    class Many:
        made, tool, selection, refused = MADE, "reportedly 0.0", Selection(), ()
        traces = matter_of([reading()]).traces

        def reports(self) -> Iterator[Taken]:
            nonlocal most
            for n in range(12):
                made = reading()
                report = msgspec.structs.replace(made.report, id=f"r{n}")
                yield from matter_of([msgspec.structs.replace(made, report=report)]).reports()
                if n in {5, 11}:
                    most = max(most, sum(isinstance(each, Taken) for each in gc.get_objects()))

        def claims(self) -> Iterator[object]:
            yield from claims_of([reading()])

        def contradictions(self) -> Iterator[object]:
            yield from ()

    module.write(Many(), Folder(tmp_path))
    assert most <= 2
    if module is not claimreview:
        assert most, "the reports were gone over"


@pytest.mark.parametrize("module", MODULES, ids=NAMES)
def test_an_export_that_cannot_be_read_is_told(module: ModuleType, tmp_path: Path) -> None:
    """A missing file and other content are named, with what to do."""
    form = format_named(module.__name__.rpartition(".")[2])
    with pytest.raises(StoreError, match="export it again"):
        list(module.citations(tmp_path))
    (tmp_path / form.files[0].name).write_text('{"first":{"items":[{"body":[],"target":[]}]}}')
    with pytest.raises(StoreError, match="export it again"):
        list(module.citations(tmp_path))


def test_the_moment_is_the_callers(tmp_path: Path) -> None:
    """An export says when it was made, to the second, in UTC."""
    matter = matter_of([reading()])
    webanno.write(matter, Folder(tmp_path))
    assert datetime(2026, 3, 9, 12, 0, tzinfo=UTC) == MADE
    assert b'"generated":"2026-03-09T12:00:00Z"' in (tmp_path / webanno.ANNOTATIONS).read_bytes()
