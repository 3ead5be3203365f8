"""Docs: the API described, for programs (OpenAPI) and for people; nothing of it comes from anywhere else."""

import json
from functools import cache
from typing import Any

import msgspec
from litestar import Response, get

from reportedly.desk.api.asked import said_in
from reportedly.desk.api.described import Route, told
from reportedly.desk.api.openapi import document
from reportedly.desk.api.page import answer
from reportedly.desk.api.problems import CODES
from reportedly.desk.desk import Request
from reportedly.desk.rendering import page

ROUTES: list[Route] = []
"""Every route of the API; `api` fills it once, from its list."""
_OPENAPI = Route(
    path="/openapi.json",
    name="getOpenapi",
    tag="About",
    summary="Get this description",
    description="The API described in OpenAPI 3.1.",
    answers=dict[str, Any],
    example={"openapi": "3.1.0"},
)
_DOCS = Route(
    path="/docs",
    name="getDocs",
    tag="About",
    summary="Get the docs",
    description="The same for people, as a page of the desk.",
    answers=None,
    example="<!doctype html>…",
    media="text/html",
)


class Operation(msgspec.Struct, frozen=True, kw_only=True):
    """One operation as the page shows it."""

    name: str
    method: str
    path: str
    summary: str
    description: tuple[str, ...]
    """Paragraphs."""
    parameters: tuple[tuple[str, str, bool, str], ...]
    """Name, where it stands, whether it is needed, and what it is."""
    sends: tuple[tuple[str, str], ...]
    """Media type, and an example."""
    status: str
    answer: str
    """An example."""
    codes: tuple[str, ...]
    """Problems of its own."""


class Section(msgspec.Struct, frozen=True, kw_only=True):
    """The operations of one tag."""

    name: str
    says: str
    operations: tuple[Operation, ...]


@cache
def described() -> dict[str, Any]:
    """Return the description of all routes."""
    return document(ROUTES)


@get(**told(_OPENAPI), sync_to_thread=True)
def openapi(request: Request) -> Response[bytes]:
    """Get this description."""
    said_in(request)
    return answer(request, described())


@get(**told(_DOCS), sync_to_thread=True)
def docs(request: Request) -> Response[str]:
    """Get the docs."""
    said_in(request)
    about = described()["info"]["description"].replace("**", "").replace("`", "").split("\n\n")
    return page(request, "api_docs.html", title="API", about=about, sections=_sections(), codes=CODES)


def _sections() -> tuple[Section, ...]:
    found = described()
    return tuple(
        Section(
            name=tag["name"],
            says=tag["description"],
            operations=tuple(
                _shown(route, operation)
                for route in ROUTES
                if route.tag == tag["name"]
                for path in found["paths"].values()
                for operation in path.values()
                if operation["operationId"] == route.name
            ),
        )
        for tag in found["tags"]
    )


def _shown(route: Route, operation: dict[str, Any]) -> Operation:
    sends = operation.get("requestBody", {}).get("content", {})
    return Operation(
        name=route.name,
        method=route.method,
        path=route.address.replace("{id_:str}", "{id}").replace("{number:str}", "{number}"),
        summary=route.summary,
        description=tuple(operation["description"].replace("`", "").split("\n\n")),
        parameters=tuple(
            (each["name"], each["in"], each["required"], each["description"].replace("`", ""))
            for each in operation["parameters"]
        ),
        sends=tuple((media, _written(way.get("example"))) for media, way in sends.items()),
        status=str(route.status),
        answer=_written(msgspec.to_builtins(route.example)),
        codes=route.problems,
    )


def _written(example: Any) -> str:  # noqa: ANN401 - whatever JSON can say
    """Return an example as the page shows it; "" where there is none."""
    if example is None:
        return ""
    return example if isinstance(example, str) else json.dumps(example, indent=2, ensure_ascii=False)


HANDLERS = (openapi, docs)
