"""Guarding: which role a request needs. What nobody thought of is refused.

Reading needs a reader; what changes something needs a reviewer, by its method. A handler that needs
another role names it: `@post(…, opt={"role": Role.ADMIN})`; one that is open to all, as the login is:
`opt={"open": True}`.
"""

from typing import Any

from litestar.connection import ASGIConnection
from litestar.exceptions import NotAuthorizedException, PermissionDeniedException
from litestar.handlers import BaseRouteHandler

from reportedly.desk.access.csrf import is_safe
from reportedly.desk.access.identity import Identity, Role


def guard(connection: ASGIConnection[Any, Any, Any, Any], handler: BaseRouteHandler) -> None:
    """Let a request in, or refuse it.

    Raises NotAuthorizedException where somebody must log in first, PermissionDeniedException where who
    asks may not do that.
    """
    if handler.opt.get("open"):
        return
    who: Identity = connection.user
    if who.via == "nobody":
        raise NotAuthorizedException("log in first")
    needed = handler.opt.get("role") or (Role.READER if is_safe(connection.scope) else Role.REVIEWER)
    if not who.role.covers(needed):
        raise PermissionDeniedException(f"this needs the role {needed}; you have {who.role}")
