"""Bundles: what a person names as inputs, as pieces that can be looked through side by side.

An archive, a dump or a Parquet file is one bundle; small files are taken together, some hundred to a bundle.
"""

from collections.abc import Iterable, Iterator
from pathlib import PurePath

import msgspec

from reportedly.bulk.places import File, files_at
from reportedly.intake.forms import Form, by_name
from reportedly.record import Problem

PARQUET = ".parquet"
_ALONE = frozenset({Form.WARC, Form.WACZ, Form.LINES})
_FILES_AT_MOST = 500
_BYTES_AT_MOST = 32 << 20
_NEXT_LOOK = "check the path; a pattern needs quotes or a match"


class Bundle(msgspec.Struct, frozen=True, kw_only=True):
    """One or more files that are looked through in one go."""

    number: int
    """Its place among the bundles of a run, counted from 0."""
    files: tuple[File, ...] = ()
    """Its files, in order."""
    name: str
    """What messages call it."""
    problem: Problem | None = None
    """Why there is nothing to look through."""

    @property
    def size(self) -> int:
        """Its bytes, as they are stored."""
        return sum(file.size for file in self.files)


class Bundles(msgspec.Struct, frozen=True, kw_only=True):
    """All that is to be looked through."""

    bundles: tuple[Bundle, ...]
    """In the order in which they were named, inside a folder by name."""
    left_out: int = 0
    """Files in folders that are no reports by their names."""


def bundles_of(names: Iterable[str], but_not: str = "") -> Bundles:
    """Return what `names` name: files, folders, quoted patterns, URLs; nothing inside the folder `but_not`.

    What is not there is a bundle with a problem. Raises BulkError where a place cannot be looked at.
    """
    found: list[Bundle] = []
    left_out = 0
    for name in names:
        files = [each for each in files_at(name) if not but_not or not each.name.startswith(f"{but_not}/")]
        outright = len(files) == 1 and files[0].name.rstrip("/").endswith(PurePath(name).name)
        reports = [each for each in files if outright or is_report(each.name)]
        left_out += len(files) - len(reports)
        if not reports:
            why = "no report in it" if files else "no such file or folder"
            problem = Problem(code="not-found", message=f"{why}; {_NEXT_LOOK}")
            found.append(Bundle(number=len(found), name=name, problem=problem))
        for group in _grouped(reports):
            found.append(Bundle(number=len(found), files=group, name=group[0].name))
    return Bundles(bundles=tuple(found), left_out=left_out)


def is_report(name: str) -> bool:
    """Whether a file of this name may hold reports."""
    return name.lower().endswith(PARQUET) or by_name(name).form is not Form.UNKNOWN


def _grouped(files: Iterable[File]) -> Iterator[tuple[File, ...]]:
    group: list[File] = []
    for file in files:
        alone = file.name.lower().endswith(PARQUET) or by_name(file.name).form in _ALONE
        full = len(group) >= _FILES_AT_MOST or sum(each.size for each in group) >= _BYTES_AT_MOST
        if group and (alone or full):
            yield tuple(group)
            group = []
        if alone:
            yield (file,)
        else:
            group.append(file)
    if group:
        yield tuple(group)
