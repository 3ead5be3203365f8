"""What comes back: exports, files of annotation tools and gold, damaged, are read or refused."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.annotating.bringing import Return, bring_back
from reportedly.annotating.handing import reports_to_hand
from reportedly.annotating.writing import hand_out
from reportedly.errors import StoreError
from reportedly.exports.checking import check
from reportedly.exports.exporting import export_to, folder_of
from reportedly.exports.formats import FORMATS, format_named
from reportedly.gold.files import read_files
from reportedly.gold.records import gold_of
from reportedly.store import Filters, Store, open_store
from tests.fuzz.damage import damaged, fuzzed, twisted

JSON = ("geojson", "webanno", "prov", "claimreview", "plover", "ftm")
"""Forms whose first file is JSON, or lines of it."""


@pytest.fixture(scope="module")
def store(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Return a store of one's own."""
    where = tmp_path_factory.mktemp("back") / "store.db"
    shutil.copy(made, where)
    with open_store(where) as opened:
        yield opened


@pytest.fixture(scope="module")
def exported(store: Store, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with an export in each form."""
    folder = tmp_path_factory.mktemp("exported")
    for form in FORMATS:
        (folder / form.name).mkdir()
        export_to(store, form, folder / form.name)
        with store.view() as view:
            checked = check(view, form, folder / form.name)
        assert checked.citations > 0
        assert not checked.failed
    export_to(store, format_named("acled"), folder / "acled.zip")
    return folder


def checked(store: Store, form: str, path: Path) -> None:
    """Check an export as the command does: it is checked, or refused."""
    try:
        with store.view() as view, folder_of(format_named(form), path) as folder:
            assert check(view, format_named(form), folder).citations >= 0
    except StoreError as error:
        assert error.next_step  # noqa: PT017 - either may happen


@pytest.mark.parametrize("form", [form.name for form in FORMATS])
@fuzzed(12)
@given(data=st.data())
def test_a_damaged_export(store: Store, exported: Path, form: str, data: st.DataObject) -> None:
    """Bytes of any file of an export changed: its citations are read, or it is refused."""
    folder = exported.with_name(f"{exported.name}-damaged-{form}")
    shutil.copytree(exported / form, folder, dirs_exist_ok=True)
    name = data.draw(st.sampled_from([each.name for each in format_named(form).files]))
    (folder / name).write_bytes(data.draw(damaged([(folder / name).read_bytes()])))
    checked(store, form, folder)


@fuzzed(60)
@given(data=st.data())
def test_a_damaged_archive(store: Store, exported: Path, data: st.DataObject) -> None:
    """Bytes of an archive changed: it is read, or refused."""
    archive = exported / "damaged.zip"
    archive.write_bytes(data.draw(damaged([(exported / "acled.zip").read_bytes()])))
    checked(store, "acled", archive)


@pytest.mark.parametrize("form", JSON)
@fuzzed(25)
@given(data=st.data())
def test_an_export_with_odd_values(store: Store, exported: Path, form: str, data: st.DataObject) -> None:
    """JSON that is sound and says odd things: its citations are read, or it is refused."""
    folder = exported.with_name(f"{exported.name}-odd-{form}")
    shutil.copytree(exported / form, folder, dirs_exist_ok=True)
    path = folder / format_named(form).files[0].name
    whole = path.read_text(encoding="utf-8")
    if path.suffix in {".jsonl", ".json"} and form in {"plover", "ftm"}:
        lines = whole.splitlines()
        at = data.draw(st.integers(0, len(lines) - 1))
        lines[at] = json.dumps(data.draw(twisted([json.loads(lines[at])])))
        path.write_text("\n".join(lines), encoding="utf-8")
    else:
        path.write_text(json.dumps(data.draw(twisted([json.loads(whole)]))), encoding="utf-8")
    checked(store, form, folder)


@pytest.fixture(scope="module")
def handed(store: Store, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with reports as each annotation tool gets them, and as Label Studio gives them back."""
    folder = tmp_path_factory.mktemp("handed")
    with store.view() as view:
        for form in ("label-studio", "webanno-tsv"):
            hand_out(view, form, reports_to_hand(view, Filters())[:4], folder / form)
    tasks = json.loads((folder / "label-studio" / "tasks.json").read_text(encoding="utf-8"))
    for task in tasks:
        task["annotations"] = [
            {"id": 1, "result": each["result"], "completed_by": {"id": 1, "email": "ann@lakeside.example"}}
            for each in task.pop("predictions")
        ]
    (folder / "label-studio" / "back.json").write_text(json.dumps(tasks), encoding="utf-8")
    return folder


def brought(store: Store, path: Path) -> None:
    """Bring a file back; what is wrong with it is told."""
    returned = bring_back(store, [path], Return(who="ann"))
    assert all(told.why for told in returned.problems)
    with store.view() as view:
        for judgement in returned.judgements:
            assert judgement.target.report is not None
            assert view.judged(judgement.target.report) is not None


@fuzzed(25)
@given(data=st.data())
def test_damaged_annotations(store: Store, handed: Path, data: st.DataObject) -> None:
    """Bytes of what an annotation tool gives back changed: judgements that hold, or problems."""
    documents = sorted((handed / "webanno-tsv").glob("[!d]*.tsv"))
    path = data.draw(st.sampled_from([handed / "label-studio" / "back.json", *documents]))
    back = path.with_name(f"damaged{path.suffix}")  # beside what says that it was handed out
    back.write_bytes(data.draw(damaged([path.read_bytes()])))
    brought(store, back)


@fuzzed(40)
@given(data=st.data())
def test_annotations_with_odd_values(store: Store, handed: Path, data: st.DataObject) -> None:
    """JSON of Label Studio that is sound and says odd things: judgements that hold, or problems."""
    path = handed / "label-studio" / "back.json"
    back = path.with_name("odd.json")
    back.write_text(json.dumps(data.draw(twisted([json.loads(path.read_text())]))), encoding="utf-8")
    brought(store, back)


@fuzzed(20)
@given(data=st.data())
def test_a_damaged_list_of_what_was_handed_out(store: Store, handed: Path, data: st.DataObject) -> None:
    """The file that says what was handed out is damaged: documents come back, or problems are told."""
    folder = handed.with_name(f"{handed.name}-list")
    shutil.copytree(handed / "webanno-tsv", folder, dirs_exist_ok=True)
    path = folder / "handed-out.json"
    whole = json.loads(path.read_text(encoding="utf-8"))
    changed = data.draw(damaged([path.read_bytes()]) | twisted([whole]).map(lambda v: json.dumps(v).encode()))
    path.write_bytes(changed)
    for document in sorted(folder.glob("*.tsv"))[:1]:
        brought(store, document)


@fuzzed(60)
@given(data=st.data())
def test_damaged_gold(store: Store, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    """Gold with bytes changed or odd values: records, or faults with what to do."""
    path = tmp_path_factory.getbasetemp() / "gold.json"
    with store.view() as view:
        seeds = [
            gold_of(judged)
            for report in view.reports(limit=3)
            if (judged := view.judged(report.id)) is not None
        ]
    line = json.dumps(seeds[0]).encode()
    odd = twisted(seeds).map(lambda value: json.dumps(value).encode())
    path.write_bytes(data.draw(damaged([line]) | odd))
    for read in read_files([path]):
        assert all(fault.why and fault.next_step for fault in read.faults)
