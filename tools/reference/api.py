"""The routes of the desk's API, made of the same words as its own docs page."""

from collections.abc import Iterable
from itertools import groupby

from reportedly.desk.api import docs
from reportedly.desk.api.described import Route
from reportedly.desk.api.problems import CODES
from tools.reference.markdown import cell, table

_HEAD = """# REST API

*Written from the code by `python -m tools.reference`; do not edit it here.* How to use it, with examples:
[the API](../api.md). A running desk describes all of it, with schemas and examples, on its page
`/api/1/docs` and as OpenAPI 3.1 in `/api/1/openapi.json`.
"""


def page() -> str:
    """Return docs/reference/api.md."""
    routes = sorted(docs.ROUTES, key=lambda route: (route.tag, route.address, route.method))
    parts = [_HEAD.rstrip()]
    for tag, held in groupby(routes, key=lambda route: route.tag):
        parts += [f"## {tag}", table(("route", "what it does", "who may"), _rows(held))]
    parts += [
        "## Problems",
        "Codes are never renamed.",
        table(
            ("code", "status", "what it means", "what to do"),
            [
                (f"`{code}`", str(each.status), each.title, _plain(each.next_step))
                for code, each in sorted(CODES.items())
            ],
        ),
    ]
    return "\n\n".join(parts) + "\n"


def _rows(routes: Iterable[Route]) -> Iterable[tuple[str, str, str]]:
    for route in routes:
        path = route.address.replace("id_:str", "id").replace(":str", "").replace(":int", "")
        yield f"`{route.method} {path}`", cell(f"{route.summary} {_asked(route)}"), route.role.value


def _asked(route: Route) -> str:
    names = [name for each in route.asks for name in each.__struct_fields__]
    return "Asks for: " + ", ".join(f"`{name}`" for name in names) + "." if names else ""


def _plain(text: str) -> str:
    return text.replace("<", "\\<")
