"""Failing: what somebody sees when a request cannot be answered: what was seen, and the next step.

Pages get a page, htmx a notice in the page at hand, the API a problem (RFC 9457).
"""

import logging
from http import HTTPStatus
from typing import Any

import msgspec
from litestar import Response
from litestar.exceptions import HTTPException, ValidationException
from litestar.response import Redirect

from reportedly.desk import links
from reportedly.desk.api import problems
from reportedly.desk.desk import Request
from reportedly.desk.rendering import fragment, page
from reportedly.errors import (
    CitationMismatchError,
    RefusedJudgementError,
    ReportedlyError,
    StoreError,
    UnknownReportError,
)
from reportedly.linking import UnknownClaimError

_LOG = logging.getLogger("reportedly.desk")
_BACK = ("Back to the inbox", links.INBOX)
_SEARCH = ("Search for it", links.SEARCH)
_NOT_AUTHORIZED = HTTPStatus.UNAUTHORIZED.value


class Trouble(msgspec.Struct, frozen=True, kw_only=True):
    """What went wrong, for a person."""

    status: int
    """Of HTTP."""
    title: str
    """In a few words."""
    seen: str
    """What was seen, and what to do next."""
    steps: tuple[tuple[str, str], ...] = (_BACK,)
    """Where to go on: words and address."""


def answer_http(request: Request, error: HTTPException) -> Response[Any]:
    """Answer a request that Litestar or a handler refused."""
    if _is_api(request):
        return problems.answer_http(request, error)
    if error.status_code == _NOT_AUTHORIZED:
        if request.headers.get("hx-request") == "true":
            return Response("", status_code=401, headers={"HX-Redirect": links.LOGIN})
        if request.method == "GET":
            return Redirect(links.login(request.url.path, request.url.query))
    return _answered(request, _of_http(error), dict(error.headers or {}))


def answer_ours(request: Request, error: ReportedlyError) -> Response[Any]:
    """Answer a request that the store, or what lies above it, refused; the message says what to do."""
    if _is_api(request):
        return problems.answer_ours(request, error)
    return _answered(request, _of_ours(error), {})


def answer_fault(request: Request, error: Exception) -> Response[Any]:
    """Answer a request that failed by a fault of ours; the log has all of it, the page nothing secret."""
    if _is_api(request):
        return problems.answer_fault(request, error)
    _LOG.error("%s %s failed", request.method, request.url.path, exc_info=error)
    seen = "The desk made a mistake, and wrote it down in its log. Nothing was changed. Please report it."
    return _answered(request, Trouble(status=500, title="That went wrong", seen=seen), {})


def _of_http(error: HTTPException) -> Trouble:
    status = HTTPStatus(error.status_code)
    if status is HTTPStatus.NOT_FOUND:
        seen = "There is no such page. The address may be mistyped, or from another store."
        return Trouble(status=404, title="Nothing is here", seen=seen, steps=(_BACK, _SEARCH))
    if isinstance(error, ValidationException):
        wrong = [each for each in error.extra or [] if isinstance(each, dict)] if error.extra else []
        said = "; ".join(f"{each.get('key', '?')}: {each.get('message', '')}" for each in wrong)
        seen = f"Something in the request cannot be understood ({said or error.detail})."
        return Trouble(status=400, title="Not understood", seen=seen)
    titles = {
        HTTPStatus.FORBIDDEN: "Not allowed",
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "Too large",
        HTTPStatus.TOO_MANY_REQUESTS: "Too often",
        HTTPStatus.METHOD_NOT_ALLOWED: "Not possible here",
    }
    detail = error.detail if status < HTTPStatus.INTERNAL_SERVER_ERROR else ""
    seen = f"{detail[:1].upper()}{detail[1:]}".rstrip(".") + "." if detail else f"{status.phrase}."
    return Trouble(status=status.value, title=titles.get(status, status.phrase), seen=seen)


def _of_ours(error: ReportedlyError) -> Trouble:
    seen = str(error)
    if isinstance(error, UnknownReportError):
        title, steps = "No such report", (_BACK, _SEARCH)
        return Trouble(status=404, title=title, seen=seen, steps=steps)
    if isinstance(error, UnknownClaimError):
        title, steps = "No such claim", (("To all claims", links.CLAIMS), _SEARCH)
        return Trouble(status=404, title=title, seen=seen, steps=steps)
    if isinstance(error, RefusedJudgementError):
        return Trouble(status=422, title="Not written down", seen=seen)
    if isinstance(error, CitationMismatchError):
        return Trouble(status=422, title="The words do not match", seen=seen)
    status = 400 if isinstance(error, StoreError) else 500
    return Trouble(status=status, title="That cannot be done", seen=seen)


def _answered(request: Request, trouble: Trouble, headers: dict[str, str]) -> Response[Any]:
    if request.headers.get("hx-request") == "true":
        aimed = {"HX-Retarget": "#notice", "HX-Reswap": "innerHTML"}
        said = fragment("_notice.html", request, trouble=trouble)
        return Response(said, status_code=trouble.status, media_type="text/html", headers=headers | aimed)
    return page(
        request, "trouble.html", title=trouble.title, status=trouble.status, headers=headers, trouble=trouble
    )


def _is_api(request: Request) -> bool:
    return request.url.path.startswith("/api/")
