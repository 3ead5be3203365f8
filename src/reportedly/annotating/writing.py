"""Writing: the sheets of reports into a folder, in the form of an annotation tool."""

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import msgspec

from reportedly.annotating import label_studio, webanno
from reportedly.annotating.handing import Sheet, sheet_of
from reportedly.annotating.returning import Told
from reportedly.errors import (
    CitationMismatchError,
    NotAReadingError,
    StoreError,
)
from reportedly.record import Report
from reportedly.store import View

LABEL_STUDIO, WEBANNO_TSV = "label-studio", "webanno-tsv"
FORMS = {
    LABEL_STUDIO: "Label Studio: tasks with pre-annotations, and the labelling configuration",
    WEBANNO_TSV: "INCEpTION and WebAnno: WebAnno TSV 3.3, and the layers as a UIMA type system",
}
"""Name of each form -> what it is."""
TASKS, CONFIGURATION = "tasks.json", "labelling.xml"
LAYERS, HANDED_OUT = "layers.xml", "handed-out.json"
_UNFIT = re.compile(r"[^\w.-]")

Advance = Callable[[], object]
"""Shows that one more report is done."""


class HandedOut(msgspec.Struct, kw_only=True):
    """What was written."""

    reports: int = 0
    records: int = 0
    files: list[str] = []
    problems: list[Told] = []
    """Reports that were left out, because a proof in them fails."""


class Listed(msgspec.Struct, frozen=True, kw_only=True):
    """One file of `handed-out.json`."""

    file: str
    sheet: Sheet


class HandedOutFile(msgspec.Struct, frozen=True, kw_only=True):
    """The file `handed-out.json`."""

    reports: tuple[Listed, ...]


def hand_out(
    view: View, form: str, ids: Iterable[str], out: Path, advance: Advance | None = None
) -> HandedOut:
    """Write reports into the folder `out`, which is made; return what was written.

    Raises StoreError where the folder holds what was handed out before: it is needed when that comes back.
    """
    for name in (TASKS, HANDED_OUT):
        if (out / name).exists():
            raise StoreError(str(out), f"it holds {name} of an earlier export", "name another folder")
    out.mkdir(parents=True, exist_ok=True)
    done = HandedOut()
    sheets = _sheets(view, ids, done, advance)
    if form == LABEL_STUDIO:
        tasks = (msgspec.json.encode(label_studio.task_of(*each)) for each in sheets)
        _write(out / CONFIGURATION, (label_studio.configuration().encode(),), done)
        _write(out / TASKS, _listed(tasks), done)
        return done
    listed: list[Listed] = []
    for report, sheet in sheets:
        name = _file_name(report, {each.file for each in listed})
        _write(out / name, (webanno.tsv_of(report, sheet).encode(),), done)
        listed.append(Listed(file=name, sheet=sheet))
    _write(out / LAYERS, (webanno.type_system().encode(),), done)
    _write(out / HANDED_OUT, (msgspec.json.encode(HandedOutFile(reports=tuple(listed))),), done)
    return done


def _sheets(
    view: View, ids: Iterable[str], done: HandedOut, advance: Advance | None
) -> Iterator[tuple[Report, Sheet]]:
    for each in ids:
        try:
            report, sheet = sheet_of(view, each)
        except (CitationMismatchError, NotAReadingError) as error:
            done.problems.append(Told(where=each, what="", why=f"{error}; read the report again"))
            continue
        done.reports += 1
        done.records += len(sheet.records)
        yield report, sheet
        if advance is not None:
            advance()


def _listed(encoded: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the parts of a JSON list."""
    before = b"[\n"
    for each in encoded:
        yield before + each
        before = b",\n"
    yield b"\n]\n" if before != b"[\n" else b"[]\n"


def _write(path: Path, parts: Iterable[bytes], done: HandedOut) -> None:
    """Write a file whole, or not at all."""
    part = path.with_name(f".{path.name}.part")
    with part.open("wb") as stream:
        stream.writelines(parts)
    part.replace(path)
    done.files.append(str(path))


def _file_name(report: Report, taken: set[str]) -> str:
    stem = _UNFIT.sub("_", report.id)[:100].lstrip(".") or "report"
    name, n = f"{stem}.tsv", 1
    while name in taken:
        n += 1
        name = f"{stem}-{n}.tsv"
    return name
