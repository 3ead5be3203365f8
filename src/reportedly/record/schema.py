"""The JSON Schema of the contract, as published in `docs/schema/`.

The types come from the record; what each key means comes from the docstrings under its fields, so
that schema and code cannot tell two stories.
"""

import ast
import inspect
from typing import Any

import msgspec

from reportedly.record.attribution import Attribution, Voice
from reportedly.record.facts import Control, Event, Figure, Place, Time
from reportedly.record.reading import SCHEMA, Problem, Reading
from reportedly.record.report import Report
from reportedly.record.source import Source
from reportedly.record.span import Span

_STRUCTS = (
    Attribution, Control, Event, Figure, Place, Problem, Reading, Report, Source, Span, Time, Voice,
)  # fmt: skip


def reading_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of one Reading, with a description on every key."""
    schema = msgspec.json.schema(Reading)
    definitions = schema["$defs"]
    for definition in definitions.values():
        definition["description"] = inspect.cleandoc(definition["description"])
    for struct in _STRUCTS:
        for field, text in field_docs(struct).items():
            definitions[struct.__name__]["properties"][field]["description"] = text
    definitions["Reading"]["properties"]["schema"]["const"] = SCHEMA
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": SCHEMA, **schema}


def field_docs(struct: type[msgspec.Struct]) -> dict[str, str]:
    """Return what the docstring under each field of `struct` says, by field."""
    definition = ast.parse(inspect.getsource(struct)).body[0]
    if not isinstance(definition, ast.ClassDef):
        raise TypeError(f"{struct!r} is no class")
    docs = {}
    for field, below in zip(definition.body, definition.body[1:], strict=False):
        if not (isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name)):
            continue
        if isinstance(below, ast.Expr) and isinstance(below.value, ast.Constant):
            docs[field.target.id] = inspect.cleandoc(str(below.value.value))
    return docs
