"""Gold files: what a person names on the command line, as records, each with its file."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from reportedly.gold.checking import Fault, faults_in

ACROSS = "claims.json"
"""What reports of a folder have in common; no record of one report."""


class Read(msgspec.Struct, frozen=True, kw_only=True):
    """One gold record, or why there is none."""

    file: str
    """The file, with the number of the line where it holds several records."""
    record: dict[str, Any] | None
    """None where it cannot be scored against."""
    faults: tuple[Fault, ...] = ()


def gold_files(paths: Iterable[Path]) -> Iterator[Path]:
    """Yield the files that are named: of a folder its JSON files, but not claims.json."""
    for path in paths:
        if path.is_dir():
            found = [
                each for each in path.iterdir() if each.suffix in {".json", ".jsonl"} and each.name != ACROSS
            ]
            yield from sorted(found)
        else:
            yield path


def read_files(paths: Iterable[Path]) -> Iterator[Read]:
    """Yield the records of files and folders, checked; an id that two of them have is a fault."""
    seen: dict[str, str] = {}
    for path in gold_files(paths):
        for each in _file(path):
            report = (each.record or {}).get("report") or {}
            own = report.get("id")
            if isinstance(own, str) and seen.setdefault(own, each.file) != each.file:
                why = f"“{own}” is the id of the report in {seen[own]} too"
                fault = Fault(path="report.id", why=why, next_step="give each report an id of its own")
                yield msgspec.structs.replace(each, record=None, faults=(*each.faults, fault))
            else:
                yield each


def _file(path: Path) -> Iterator[Read]:
    try:
        content = path.read_text(encoding="utf-8")
    except OSError as error:
        fault = Fault(path="", why=(error.strerror or str(error)).lower(), next_step="look at its name")
        yield Read(file=str(path), record=None, faults=(fault,))
        return
    except UnicodeDecodeError as error:
        fault = Fault(path="", why=f"it is no UTF-8 ({error.reason})", next_step="save it as UTF-8")
        yield Read(file=str(path), record=None, faults=(fault,))
        return
    if path.suffix == ".jsonl":
        lines = [(n, line) for n, line in enumerate(content.split("\n"), 1) if line.strip()]
        yield from (_record(f"{path}:{n}", line) for n, line in lines)
    else:
        yield _record(str(path), content)


def _record(file: str, content: str) -> Read:
    try:
        record = json.loads(content)
    except (ValueError, RecursionError) as error:
        fault = Fault(path="", why=f"it is no JSON ({error})", next_step="mend it there")
        return Read(file=file, record=None, faults=(fault,))
    faults = tuple(faults_in(record))
    return Read(file=file, record=record if not faults else None, faults=faults)
