"""The REST API under /api/1: one module for each resource, each with `HANDLERS`, listed here."""

from litestar.handlers import HTTPRouteHandler
from litestar.openapi import OpenAPIConfig

HANDLERS: tuple[HTTPRouteHandler, ...] = ()
"""Every handler of the API."""
OPENAPI: OpenAPIConfig | None = None
"""How the API describes itself; None describes nothing."""
