"""Keepable: reports and names without the characters that no database keeps."""

import re

import msgspec

from reportedly.record import Problem, Report, report_id

_UNKEEPABLE = re.compile("[\0\ud800-\udfff]")
_REPLACEMENT = "\ufffd"


def keepable(report: Report) -> tuple[Report, tuple[Problem, ...]]:
    """Return `report` with every NUL and half character replaced by U+FFFD, and a problem that says so.

    One character stands for one, so that citations hold.
    """
    fields = {name: getattr(report, name) for name in report.__struct_fields__}
    broken = sorted(name for name, value in fields.items() if value and _UNKEEPABLE.search(value))
    if not broken:
        return report, ()
    mended = {name: _UNKEEPABLE.sub(_REPLACEMENT, fields[name]) for name in broken}
    if report.id == report_id(report.text, report.outlet):
        after = {**fields, **mended}
        mended["id"] = report_id(after["text"], after["outlet"])
    message = f"a NUL or half a character in {', '.join(broken)} became U+FFFD; mend what wrote the file"
    return msgspec.structs.replace(report, **mended), (Problem(code="characters-replaced", message=message),)


def keepable_name(name: str) -> str:
    """Return the name of an input as the store keeps it: a file's name may hold any bytes."""
    return name.replace("\0", _REPLACEMENT).encode("utf-8", "replace").decode("utf-8")
