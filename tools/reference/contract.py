"""The JSON contract, key by key, as its schema says."""

import json
from collections.abc import Mapping
from typing import Any

from reportedly.record import reading_schema
from tools.reference.markdown import table

_HEAD = """# The JSON contract

*Written from the schema by `python -m tools.reference`; do not edit it here.* What
`reportedly read --format json` writes, one Reading a line, and what the API and `show --format json` give.
The same for programs: [JSON Schema 2020-12](../schema/reading-1.json), or `reportedly schema`.

Keys may be added to it, never renamed or taken away: pass over what you do not know. Positions are Unicode
code points of `report.text`, and `text[start:end]` is the span's `text`, always. What a report does not give
is `null`, or an empty list.
"""


def page() -> str:
    """Return docs/reference/json.md."""
    definitions: Mapping[str, Any] = reading_schema()["$defs"]
    parts = [_HEAD.rstrip()]
    for name, each in definitions.items():
        parts += [f"## {name}", _safe(each["description"])]
        if "enum" in each:
            parts.append("One of " + ", ".join(f"`{value}`" for value in each["enum"]) + ".")
            continue
        rows = [
            (f"`{key}`", _type(value), _default(value, key in each["required"]), _safe(value["description"]))
            for key, value in each["properties"].items()
        ]
        parts.append(table(("key", "type", "if left out", "what it says"), rows))
    return "\n\n".join(parts) + "\n"


def _type(value: Mapping[str, Any]) -> str:
    if "$ref" in value:
        name = value["$ref"].rpartition("/")[2]
        return f"[{name}](#{name.lower()})"
    if "anyOf" in value:
        return " or ".join(_type(each) for each in value["anyOf"])
    if "const" in value:
        return f"`{value['const']}`"
    if value.get("type") == "array" and isinstance(value.get("items"), dict):
        return f"list of {_type(value['items'])}"
    return str(value.get("type", "any"))


def _default(value: Mapping[str, Any], needed: bool) -> str:  # noqa: FBT001 - a column of the table
    if needed or "default" not in value:
        return "never left out"
    return f"`{json.dumps(value['default'])}`"


def _safe(text: str) -> str:
    return text.replace("<", "\\<").replace("*", "\\*")
