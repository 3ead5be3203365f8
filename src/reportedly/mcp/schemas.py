"""Schemas: the JSON Schema of arguments and answers, with what the docstring under each field says."""

import inspect
from functools import cache
from typing import Any

import msgspec

from reportedly.mcp import answers, asked
from reportedly.record.schema import field_docs
from reportedly.store.kept import SetAside
from reportedly.tracing.ledgers import ControlEntry, FigureEntry, PositionEntry


@cache
def schema_of(struct: type[msgspec.Struct]) -> dict[str, Any]:
    """Return the schema of a struct as an object at its root, which the protocol asks for."""
    schema = msgspec.json.schema(struct)
    definitions = schema["$defs"]
    for name, definition in definitions.items():
        if name in _STRUCTS:
            definition["description"] = inspect.cleandoc(definition["description"])
            for field, text in _docs(_STRUCTS[name]).items():
                definition["properties"][field]["description"] = " ".join(text.split())
    root = definitions.pop(struct.__name__)
    return {**root, "$defs": definitions} if definitions else root


@cache
def _docs(struct: type[msgspec.Struct]) -> dict[str, str]:
    """Return what is said of each field, by the struct itself or one it is derived from."""
    found: dict[str, str] = {}
    for each in reversed(struct.__mro__):
        if issubclass(each, msgspec.Struct) and each is not msgspec.Struct:
            found |= field_docs(each)
    return found


_STRUCTS = {
    each.__name__: each
    for each in (
        *vars(answers).values(),
        *vars(asked).values(),
        ControlEntry,
        FigureEntry,
        PositionEntry,
        SetAside,
    )
    if isinstance(each, type) and issubclass(each, msgspec.Struct)
}
