"""Shapes: the JSON Schemas of all that the API takes and gives, with the meaning of each key.

Types come from the structs themselves, meanings from the docstrings under their fields, so that code and
docs cannot tell two stories.
"""

import ast
import inspect
import textwrap
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise
from typing import Any

import msgspec
from msgspec import inspect as kinds

_REF = "#/components/schemas/{name}"


def shapes(types: Iterable[Any]) -> tuple[list[dict[str, Any]], dict[str, dict[str, Any]]]:
    """Return the schema of each type, and the components that they refer to, by name."""
    wanted = list(types)
    schemas, components = msgspec.json.schema_components(wanted, ref_template=_REF)
    for struct in _structs(wanted):
        name = next((each for each in _names(struct) if each in components), None)
        if name is None:
            continue
        shape = components[name]
        shape["description"] = inspect.cleandoc(struct.__doc__ or "")
        for field, text in meanings(struct).items():
            if field in shape.get("properties", {}):
                shape["properties"][field]["description"] = text
    return list(schemas), components


@cache
def meanings(struct: type[msgspec.Struct]) -> dict[str, str]:
    """Return what the docstring under each field of a struct says, by field; those of its bases too."""
    found: dict[str, str] = {}
    for each in reversed(struct.__mro__):
        if issubclass(each, msgspec.Struct) and each is not msgspec.Struct:
            found |= _own_meanings(each)
    return found


def _own_meanings(struct: type[msgspec.Struct]) -> dict[str, str]:
    definition = ast.parse(textwrap.dedent(inspect.getsource(struct))).body[0]
    body = definition.body if isinstance(definition, ast.ClassDef) else []
    found = {}
    for field, below in pairwise(body):
        if not (isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name)):
            continue
        if isinstance(below, ast.Expr) and isinstance(below.value, ast.Constant):
            found[field.target.id] = " ".join(inspect.cleandoc(str(below.value.value)).split())
    return found


def _names(struct: type[msgspec.Struct]) -> tuple[str, str]:
    """Return how msgspec may call a struct: by its name, or, where two have that, with its module."""
    return f"{struct.__module__}.{struct.__qualname__}", struct.__name__


def _structs(types: Iterable[Any]) -> Iterator[type[msgspec.Struct]]:
    """Yield every struct that some types hold, each once."""
    waiting: list[Any] = list(kinds.multi_type_info(types))
    seen = set()
    while waiting:
        kind = waiting.pop()
        if isinstance(kind, kinds.StructType):
            if kind.cls in seen:
                continue
            seen.add(kind.cls)
            yield getattr(kind.cls, "__origin__", kind.cls)
            waiting += [field.type for field in kind.fields]
        elif isinstance(kind, kinds.UnionType):
            waiting += kind.types
        elif isinstance(kind, kinds.Metadata):
            waiting.append(kind.type)
        else:
            held = (getattr(kind, name, None) for name in ("item_type", "key_type", "value_type"))
            waiting += [each for each in (*held, *getattr(kind, "item_types", ())) if each is not None]
