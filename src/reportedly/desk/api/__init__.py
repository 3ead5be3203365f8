"""The REST API under /api/1: one module for each resource, each with `HANDLERS`, listed here.

START HERE: `described.Route` is what a route says of itself; `openapi` and the docs are made of it, `asked`
checks what is sent by it, `problems` is how it fails.
"""

from litestar.handlers import HTTPRouteHandler
from litestar.openapi import OpenAPIConfig

from reportedly.desk.api import (
    about,
    adding,
    claims,
    docs,
    exports,
    finding,
    judging,
    ledgers,
    log,
    nowhere,
    reports,
    runs,
)

_RESOURCES = (about, reports, finding, claims, ledgers, log, judging, adding, runs, exports, docs)
_ROUTES: tuple[HTTPRouteHandler, ...] = tuple(handler for each in _RESOURCES for handler in each.HANDLERS)
HANDLERS: tuple[HTTPRouteHandler, ...] = (*_ROUTES, *nowhere.handlers(_ROUTES))
"""Every handler of the API."""
docs.ROUTES[:] = [handler.opt["route"] for handler in _ROUTES]
OPENAPI: OpenAPIConfig | None = None
"""Litestar describes nothing: `openapi` does, from the routes' own words."""
