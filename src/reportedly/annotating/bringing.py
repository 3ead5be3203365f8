"""Bringing back: the exports of annotation tools, file by file and task by task."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from reportedly.annotating import label_studio
from reportedly.annotating.handing import Sheet
from reportedly.annotating.regions import gathered
from reportedly.annotating.returning import Back, Returned, Told, take_back
from reportedly.annotating.webanno_reading import Document, is_of, read_document, regions_in
from reportedly.annotating.writing import HANDED_OUT, HandedOutFile, Listed
from reportedly.errors import SetAsideError, UnknownReportError
from reportedly.store import Store

_UP = 3
"""Folders above a file in which its handed-out.json is looked for: INCEpTION's archives have so many."""
_NOBODY = "it does not name who annotated it"
_SAY_WHO = "say who: --who NAME"


class Return(msgspec.Struct, frozen=True, kw_only=True):
    """How what comes back is to be taken."""

    who: str | None = None
    """The annotator; None: as the export names them."""
    why: str | None = None
    """The reason for the log; None: the tool and the task."""
    accept: bool = False
    """Whether records that were left as they are count as accepted."""
    anew: bool = False
    """Whether the annotators began with empty texts."""
    handed_out: Path | None = None
    """The file handed-out.json, or its folder; None: it is looked for beside the files and above them."""


def bring_back(store: Store, paths: Iterable[Path], how: Return) -> Returned:
    """Judge what annotators made of reports. What cannot be read is told, and the rest goes on.

    Raises StoreError where the store cannot be read or written.
    """
    returned = Returned()
    for path in paths:
        try:
            content = path.read_bytes()
            backs = _label_studio(store, path, content, how) if _is_json(path, content) else None
            for back in backs if backs is not None else _webanno(store, path, content, how):
                if isinstance(back, SetAsideError):
                    _set_aside(returned, back)
                else:
                    take_back(store, back, returned, accept=how.accept, anew=how.anew)
        except SetAsideError as error:
            _set_aside(returned, error)
        except OSError as error:
            why = f"it cannot be read ({(error.strerror or str(error)).lower()}); look at its name"
            returned.problems.append(Told(where=str(path), what="", why=why))
    return returned


def _set_aside(returned: Returned, error: SetAsideError) -> None:
    returned.problems.append(Told(where=error.name, what="", why=f"{error.why}; {error.next_step}"))


def _is_json(path: Path, content: bytes) -> bool:
    return path.suffix.casefold() == ".json" or content.lstrip()[:1] in {b"[", b"{"}


def _label_studio(store: Store, path: Path, content: bytes, how: Return) -> Iterator[Back | SetAsideError]:
    """Yield the reports of an export of Label Studio."""
    done: set[str] = set()
    for each in label_studio.read_tasks(str(path), content):
        if isinstance(each, SetAsideError):
            yield each
            continue
        where = f"{path}, task {each.task}"
        who = how.who or each.who
        if who is None:
            yield SetAsideError(where, "no-annotator", _NOBODY, _SAY_WHO)
        elif how.who is not None and each.task in done:
            next_step = "leave --who out, or export one annotation of each task"
            yield SetAsideError(where, "several", "it has several annotations", next_step)
        elif (text := _text_of(store, each.sheet.report)) != each.text:
            yield _other_text(where, each.sheet, text)
        else:
            yield Back(
                where=where,
                sheet=each.sheet,
                gathered=gathered(each.regions, each.links),
                who=who,
                why=how.why or f"Label Studio, task {each.task}",
            )
        done.add(each.task)


def _other_text(where: str, sheet: Sheet, text: str | None) -> SetAsideError:
    why = (
        f"report {sheet.report} is not in the store"
        if text is None
        else "its text is another than the report's"
    )
    return SetAsideError(where, "other-text", why, "name the store that it was handed out from: --store")


def _text_of(store: Store, report_id: str) -> str | None:
    try:
        with store.view() as view:
            return view.report(report_id).text
    except UnknownReportError:
        return None


def _webanno(store: Store, path: Path, content: bytes, how: Return) -> Iterator[Back | SetAsideError]:
    """Yield the report of a WebAnno TSV file."""
    document = read_document(str(path), content)
    if not document.units:
        raise SetAsideError(str(path), "no-text", "it holds no text", "export it anew")
    listed = _handed_out(path, how.handed_out)
    found = _report_of(store, path, document, listed)
    if found is None:
        why = "its text is that of no report that was handed out"
        raise SetAsideError(str(path), "other-text", why, "name what was handed out: --handed-out FOLDER")
    sheet, text, by_folder = found
    who = how.who or (path.stem if by_folder else None)
    if who is None:
        raise SetAsideError(str(path), "no-annotator", _NOBODY, _SAY_WHO)
    regions, links = regions_in(str(path), document, text)
    why = how.why or f"WebAnno TSV, {path.name}"
    yield Back(where=str(path), sheet=sheet, gathered=gathered(regions, links), who=who, why=why)


def _handed_out(path: Path, said: Path | None) -> tuple[Listed, ...]:
    """Return what was handed out. Raises SetAsideError where no file says so."""
    folders = [path.parent, *path.resolve().parents[1 : _UP + 1]] if said is None else [said]
    files = [each if each.is_file() else each / HANDED_OUT for each in folders]
    found = next((each for each in files if each.is_file()), None)
    if found is None:
        why = f"{HANDED_OUT} is not beside it"
        raise SetAsideError(
            str(path), "not-handed-out", why, "name the folder it was exported to: --handed-out FOLDER"
        )
    try:
        return msgspec.json.decode(found.read_bytes(), type=HandedOutFile).reports
    except (msgspec.MsgspecError, UnicodeError, RecursionError) as error:
        next_step = "export the reports again, into another folder"
        raise SetAsideError(str(found), "not-handed-out", f"it is damaged ({error})", next_step) from error


def _report_of(
    store: Store, path: Path, document: Document, listed: tuple[Listed, ...]
) -> tuple[Sheet, str, bool] | None:
    """Return the sheet and text of the report that a file is of, and whether its folder is called after it.

    INCEpTION names a file after the report, or the folder after the report and the file after the annotator.
    """

    def named(each: Listed) -> tuple[bool, bool]:
        stem = each.file.removesuffix(".tsv")
        return path.parent.name in {stem, each.file}, path.name.startswith(stem)

    for each in sorted(listed, key=lambda each: not any(named(each))):
        text = _text_of(store, each.sheet.report)
        if text is not None and is_of(document, text):
            return each.sheet, text, named(each)[0]
    return None
