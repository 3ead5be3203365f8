"""Write the JSON Schema of the contract: `python -m tools.schema`; `--check` only compares.

The types come from `reportedly.record.reading_schema()`; what each key means comes from the
docstrings under the fields of the record, so that the schema and the code cannot tell two stories.
"""

import ast
import inspect
import json
import sys
from pathlib import Path
from typing import Any

import msgspec

from reportedly import record

TARGET = Path(__file__).resolve().parent.parent / "docs" / "schema" / "reading-1.json"


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
            docs[field.target.id] = str(below.value.value)
    return docs


def described_schema() -> dict[str, Any]:
    """Return the contract's schema with a description on every key."""
    schema = record.reading_schema()
    for name, definition in schema["$defs"].items():
        definition["description"] = inspect.cleandoc(definition["description"])
        if "properties" not in definition:
            continue
        for field, text in field_docs(getattr(record, name)).items():
            definition["properties"][field]["description"] = text
    schema["$defs"]["Reading"]["properties"]["schema"]["const"] = record.SCHEMA
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": record.SCHEMA, **schema}


def main(arguments: list[str]) -> int:
    """Write the schema, or with `--check` return 1 where the file differs from it."""
    wanted = json.dumps(described_schema(), ensure_ascii=False, indent=2) + "\n"
    if "--check" in arguments:
        if not TARGET.exists() or TARGET.read_text(encoding="utf-8") != wanted:
            print("docs/schema/reading-1.json is not what the record says; run: make schema", file=sys.stderr)
            return 1
        print("docs/schema/reading-1.json says what the record says")
        return 0
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_text(wanted, encoding="utf-8")
    print("wrote docs/schema/reading-1.json")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
