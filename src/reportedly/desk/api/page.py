"""Page: answers as JSON, with an ETag, and lists a page at a time, with the address of the next."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from typing import Annotated, Any, Generic, TypeVar

import msgspec
from litestar import Response

from reportedly.desk import links
from reportedly.desk.desk import Request

Item = TypeVar("Item")
_NOT_MODIFIED = 304
_DEEPEST = 1_000_000


class Paging(msgspec.Struct, frozen=True, kw_only=True):
    """Which part of a list."""

    limit: Annotated[int, msgspec.Meta(ge=1, le=500)] = 50
    """How many items at most."""
    offset: Annotated[int, msgspec.Meta(ge=0, le=_DEEPEST)] = 0
    """How many items to pass over; take it from `next`."""


class Page(msgspec.Struct, Generic[Item], frozen=True, kw_only=True):
    """A part of a list."""

    items: tuple[Item, ...]
    """In the order of the list."""
    next: str | None = None
    """Address of the next part; None at the end. The header Link says it too (RFC 8288)."""


def answer(request: Request, value: Any, *, headers: Mapping[str, str] | None = None) -> Response[bytes]:  # noqa: ANN401 - whatever JSON can say
    """Return a value as JSON; nothing but 304 to who has it already (If-None-Match, RFC 9110)."""
    body = msgspec.json.encode(value)
    tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    sent = {"ETag": tag, "Cache-Control": "private, no-cache", "Vary": "Authorization, Cookie"}
    sent |= dict(headers or {})
    if _has(request.headers.get("if-none-match", ""), tag):
        return Response(b"", status_code=_NOT_MODIFIED, headers=sent)
    return Response(body, media_type="application/json", headers=sent)


def answer_page(
    request: Request, paging: Paging, look: Callable[[int, int], Sequence[Any]]
) -> Response[bytes]:
    """Return the page that was asked for; `look(limit, offset)` gives items of the list."""
    found = look(paging.limit + 1, paging.offset)
    after = paging.offset + paging.limit
    more = len(found) > paging.limit and after <= _DEEPEST
    following = _next(request, after) if more else None
    page = Page(items=tuple(found[: paging.limit]), next=following)
    return answer(request, page, headers={"Link": f'<{following}>; rel="next"'} if following else None)


def answer_part(request: Request, paging: Paging, items: Sequence[Any]) -> Response[bytes]:
    """Return the page that was asked for of a list that is there as a whole."""
    return answer_page(request, paging, lambda limit, offset: items[offset : offset + limit])


def _next(request: Request, offset: int) -> str:
    said = {**dict(request.query_params.items()), "offset": offset}
    return links.asked(request.url.path, said)


def _has(held: str, tag: str) -> bool:
    """Whether the header If-None-Match names a tag; weak ones count (RFC 9110, 13.1.2)."""
    return held.strip() == "*" or tag in {each.strip().removeprefix("W/") for each in held.split(",")}
