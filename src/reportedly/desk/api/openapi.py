"""OpenAPI: the description of the API for programs (OpenAPI 3.1), made of what its routes say."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from http import HTTPStatus
from typing import Any

import msgspec

from reportedly.desk.access import cookies
from reportedly.desk.access.csrf import HEADER
from reportedly.desk.access.identity import Role
from reportedly.desk.api.described import Route, Sends
from reportedly.desk.api.problems import CODES, MEDIA, ProblemDetails, problem
from reportedly.desk.api.shapes import shapes
from reportedly.version import __version__

_EVERYWHERE = ("not-understood", "not-possible", "unauthorized", "forbidden", "fault", "store-unavailable")
"""Codes that every route can have."""
_OF_BODIES = ("too-large",)
_JSON = "application/json"
_TAGS = {
    "About": "What answers, who you are, how much there is, and the contract of a Reading.",
    "Reports": "Published texts, fixed once taken in, and what was found in each.",
    "Finding": "Reports by their words and by who says what in them.",
    "Claims": "What several reports say, where it comes from, what speaks against it.",
    "Ledgers": "Control, figures and positions over time, always with who says so.",
    "Judgements": "What people said of records, sources and claims: a log to which one adds.",
    "Exports": "The store in the forms that others use, with the proof of every field.",
    "Adding": "Reports handed in, and what became of them.",
}
_ABOUT = """Who said what, through whom, about what happened where, and how many independent voices stand \
behind it: everything that a store of reportedly holds, with the words that prove it.

**Names.** Spans are `start`, `end`, `text` in Unicode code points of the report's text. Keys may be added \
to answers, never renamed: pass over what you do not know.

**Pages.** Lists take `limit` and `offset` and give `items` and `next`; the header `Link` says the next too.

**Not twice.** Answers bear an `ETag`; send it back as `If-None-Match` and what has not changed is not sent \
again (304).

**Problems** are `application/problem+json` (RFC 9457) with `code`, `name` and `next_step`.

**Other sites' pages** cannot use the API from a browser: there is no CORS."""


def document(routes: Sequence[Route]) -> dict[str, Any]:
    """Return the description of the API that has these routes."""
    types = [*(each.answers for each in routes if each.answers is not None), ProblemDetails]
    types += [way.type for each in routes for way in each.sends if way.type is not None]
    asked = list(dict.fromkeys(each for route in routes for each in route.asks))
    schemas, components = shapes([*types, *asked])
    of_type = dict(zip(map(str, [*types, *asked]), schemas, strict=True))
    names = {each: of_type[str(each)]["$ref"].rpartition("/")[2] for each in asked}
    parameters = {each: components[name] for each, name in names.items()}
    paths: dict[str, dict[str, Any]] = defaultdict(dict)
    for route in routes:
        path = route.address.replace("{id_:str}", "{id}").replace("{number:str}", "{number}")
        paths[path][route.method.lower()] = _operation(route, of_type, parameters)
    kept = {name: shape for name, shape in components.items() if name not in names.values()}
    return {
        "openapi": "3.1.0",
        "jsonSchemaDialect": "https://json-schema.org/draft/2020-12/schema",
        "info": {
            "title": "reportedly",
            "version": __version__,
            "summary": "Who said what, through whom, and how many independent voices stand behind it.",
            "description": _ABOUT,
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "tags": [{"name": name, "description": says} for name, says in _TAGS.items()],
        "security": [{"token": []}, {"session": []}, {}],
        "paths": dict(paths),
        "components": {
            "schemas": kept,
            "securitySchemes": {
                "token": {
                    "type": "http",
                    "scheme": "bearer",
                    "description": "A token of the page Account (`rpt_…`). Asked for where logins are "
                    "(--auth); on loopback without them nobody is asked.",
                },
                "session": {
                    "type": "apiKey",
                    "in": "cookie",
                    "name": cookies.name_of(cookies.SESSION, https=False),
                    "description": "The cookie of somebody who logged in to the pages. What changes "
                    f"something needs the header {HEADER} too, with the token that pages bear.",
                },
            },
        },
    }


def _operation(route: Route, of_type: dict[str, Any], parameters: dict[Any, Any]) -> dict[str, Any]:
    """Return one operation."""
    role = "" if route.role is Role.READER else f"\n\nNeeds the role {route.role}."
    said: dict[str, Any] = {
        "operationId": route.name,
        "tags": [route.tag],
        "summary": route.summary,
        "description": route.description + role,
        "parameters": _parameters(route, parameters),
        "responses": _responses(route, of_type),
    }
    if route.sends:
        content = {media: _body(way, of_type) for way in route.sends for media in way.media}
        says = " ".join(way.says for way in route.sends)
        said["requestBody"] = {"description": says, "required": True, "content": content}
    return said


def _parameters(route: Route, shapes_of: dict[Any, Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = [
        {"name": name, "in": "path", "required": True, "description": says, "schema": {"type": "string"}}
        for name, says in route.parts.items()
    ]
    for struct in route.asks:
        shape = shapes_of[struct]
        for name, schema in shape["properties"].items():
            bare = {key: value for key, value in schema.items() if key != "description"}
            needed = name in shape.get("required", ())
            says = schema.get("description", "")
            found.append(
                {"name": name, "in": "query", "required": needed, "description": says, "schema": bare}
            )
    if route.method == "GET" and route.media == _JSON:
        says = "The ETag of what you have: what has not changed is not sent again."
        found.append(_header("If-None-Match", says))
    return found


def _header(name: str, says: str) -> dict[str, Any]:
    return {
        "name": name,
        "in": "header",
        "required": False,
        "description": says,
        "schema": {"type": "string"},
    }


def _body(way: Sends, of_type: dict[str, Any]) -> dict[str, Any]:
    """Return what one way of sending holds."""
    if way.type is not None:
        return {"schema": of_type[str(way.type)], "example": msgspec.to_builtins(way.example)}
    if way.media == ("multipart/form-data",):
        fields = {name: {"type": "string"} for name in ("text", "outlet", "published", "url", "language")}
        files = {"type": "array", "items": {"type": "string", "format": "binary"}}
        return {"schema": {"type": "object", "properties": {"files": files, **fields}}}
    return {"schema": {"type": "string", "format": "binary"}}


def _responses(route: Route, of_type: dict[str, Any]) -> dict[str, Any]:
    schema = {"type": "string"} if route.answers is None else of_type[str(route.answers)]
    content = {route.media: {"schema": schema, "example": msgspec.to_builtins(route.example)}}
    answer: dict[str, Any] = {"description": route.summary + ": the answer.", "content": content}
    names = _headers(route)
    if names:
        answer["headers"] = {
            name: {"description": says, "schema": {"type": "string"}} for name, says in names.items()
        }
    responses = {str(route.status): answer}
    if "ETag" in names:
        responses["304"] = {"description": "It has not changed."}
    codes = (*_EVERYWHERE, *(_OF_BODIES if route.sends else ()), *route.problems)
    return responses | _problems(route, dict.fromkeys(codes))


def _headers(route: Route) -> dict[str, str]:
    """Return the headers that an answer bears, with what they say."""
    if route.method == "POST":
        return {"Location": "Where it is now."}
    if route.media != _JSON:
        return {}
    link = {"Link": "The next part of the list, where there is one (RFC 8288)."} if _is_paged(route) else {}
    return {"ETag": "Names this answer; see If-None-Match.", **link}


def _is_paged(route: Route) -> bool:
    return any("offset" in each.__struct_fields__ for each in route.asks)


def _problems(route: Route, codes: Iterable[str]) -> dict[str, Any]:
    """Return the answers to what cannot be, by status; each code with an example."""
    by_status: dict[int, dict[str, Any]] = defaultdict(dict)
    for code in codes:
        made = problem(code, "what it is about", "what was seen", instance=route.address)
        by_status[CODES[code].status][code] = {
            "summary": CODES[code].title,
            "value": msgspec.to_builtins(made),
        }
    return {
        str(status): {
            "description": HTTPStatus(status).phrase,
            "content": {
                MEDIA: {"schema": {"$ref": "#/components/schemas/ProblemDetails"}, "examples": examples}
            },
        }
        for status, examples in sorted(by_status.items())
    }
