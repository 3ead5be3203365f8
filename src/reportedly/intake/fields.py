"""Where the records of a dump keep what: dotted paths into a JSON object."""

from typing import Any

import msgspec

FIELDS = ("text", "title", "url", "published", "outlet", "language", "id")
"""What can be mapped, by the names that the command line uses."""

_DEPTH_SEEN = 3
"""How deep a message looks for keys; no dump keeps its text deeper."""


class FieldMap(msgspec.Struct, frozen=True, kw_only=True):
    """Where a record keeps what; each a dotted path ("meta.date", "authors.0"), None where it has none."""

    text: str
    """The running text; of a list of strings each is a paragraph."""
    title: str | None = None
    """The headline; it becomes the first line of the text unless that begins with it."""
    url: str | None = None
    """The address."""
    published: str | None = None
    """The date of publication; any form that `dates.date_of` knows."""
    outlet: str | None = None
    """Who published it: a name, or a host that the outlet list knows."""
    language: str | None = None
    """ISO 639-1 code."""
    id: str | None = None
    """The dump's own id of the record."""


def field_map(pairs: dict[str, str]) -> FieldMap:
    """Return the map that `--field NAME=PATH` pairs make.

    Raises ValueError, with the names there are, where a name is none or "text" is not among them.
    """
    unknown = sorted(set(pairs) - set(FIELDS))
    if unknown:
        raise ValueError(f"no such field: {', '.join(unknown)}; there are {', '.join(FIELDS)}")
    if not pairs.get("text"):
        raise ValueError("say where the text is: --field text=PATH")
    return FieldMap(**pairs)


def at(record: object, path: str | None) -> Any:  # noqa: ANN401 - JSON may hold anything
    """Return what stands at a dotted path; None where nothing does. A key that holds dots is found whole."""
    if path is None:
        return None
    if isinstance(record, dict) and path in record:
        return record[path]
    value = record
    for step in path.split("."):
        if isinstance(value, dict):
            value = value.get(step)
        elif isinstance(value, list) and step.isascii() and step.isdecimal():
            value = value[int(step[:9])] if int(step[:9]) < len(value) else None
        else:
            return None
    return value


def keys_seen(record: object, at_most: int = 40) -> str:
    """Return the dotted paths of a record's values, for a message."""
    seen: list[str] = []
    waiting: list[tuple[str, int, object]] = [("", 0, record)]
    while waiting and len(seen) < at_most:
        path, depth, value = waiting.pop()
        if isinstance(value, dict) and value and depth <= _DEPTH_SEEN:
            held = [(f"{path}.{key}".lstrip(".")[:80], depth + 1, inner) for key, inner in value.items()]
            waiting += held[at_most::-1]
        elif path:
            seen.append(repr(path))
    return ", ".join(seen) + (" …" if waiting else "") if seen else "no keys"
