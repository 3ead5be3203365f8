"""Asked: parameters of a query, and JSON that was sent, checked against their types first."""

import types
from collections.abc import Mapping
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

import msgspec

from reportedly.desk.api.page import Paging
from reportedly.desk.api.problems import ProblemError
from reportedly.desk.desk import Request

Struct = TypeVar("Struct", bound=msgspec.Struct)
_LONGEST = 1_000
"""Characters of one parameter."""
_DIGITS = 9
"""Digits of a number: a database knows no greater ones."""


def said_in(request: Request, *known: type[msgspec.Struct]) -> dict[str, str]:
    """Return the parameters of the query that say something.

    Raises ProblemError where one is none of the fields of `known`, is said twice, or is too long.
    """
    names = [name for each in known for name in each.__struct_fields__]
    said: dict[str, str] = {}
    for name, value in request.query_params.multi_items():
        if name not in names:
            raise _wrong(name, "is no parameter here", f"choose from {', '.join(names)}")
        if name in said:
            raise _wrong(name, "is said twice", "say it once")
        if len(value) > _LONGEST:
            raise _wrong(name, f"has more than {_LONGEST} characters", "shorten it")
        said[name] = value.encode("utf-8", "replace").decode().replace("\0", " ")
    return {name: value for name, value in said.items() if value.strip()}


def asked(said: Mapping[str, str], type_: type[Struct]) -> Struct:
    """Return the parameters that are fields of `type_`. Raises ProblemError where one does not fit."""
    hints = get_type_hints(type_)
    mine = {name: _value(name, hints[name], said[name]) for name in type_.__struct_fields__ if name in said}
    try:
        return msgspec.convert(mine, type_, strict=False)
    except msgspec.ValidationError as error:
        why, _, where = str(error).partition(" - at ")
        name = where.strip("`$.") or next((each for each in type_.__struct_fields__ if each in why), "query")
        raise _wrong(name, why[:1].lower() + why[1:], "see the docs for what it may be") from error


def page_asked(request: Request, type_: type[Struct], *beside: type[msgspec.Struct]) -> tuple[Struct, Paging]:
    """Return the filters and the page that a query asks for. Raises ProblemError."""
    said = said_in(request, type_, Paging, *beside)
    return asked(said, type_), asked(said, Paging)


def sent(body: bytes, type_: type[Struct]) -> Struct:
    """Return the JSON that was sent. Raises ProblemError where it is none, or of another shape."""
    try:
        return msgspec.json.decode(body, type=type_)
    except (msgspec.MsgspecError, UnicodeError, RecursionError) as error:
        raise ProblemError("not-understood", "the body", str(error) or "it nests too deeply") from error


def _value(name: str, hint: Any, written: str) -> Any:  # noqa: ANN401 - any field's type
    """Return a parameter as its type has it: yes and no may be said in words."""
    parts = get_args(hint) if get_origin(hint) in {Union, types.UnionType} else (hint,)
    if int in parts and len(written.strip()) > _DIGITS:
        raise _wrong(name, f"has more than {_DIGITS} digits", "name a smaller one")
    if bool in parts and written.casefold() in {"yes", "no"}:
        return written.casefold() == "yes"
    return written


def _wrong(name: str, why: str, next_step: str) -> ProblemError:
    return ProblemError("not-understood", f"the parameter {name[:60]}", why, next_step=next_step)
