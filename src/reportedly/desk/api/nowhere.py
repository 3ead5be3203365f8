"""Nowhere: addresses and methods of the API that there are not, so that these fail as all of it does."""

from collections import defaultdict
from collections.abc import Iterable

from litestar import Request, route
from litestar.enums import HttpMethod
from litestar.exceptions import MethodNotAllowedException, NotFoundException
from litestar.handlers import HTTPRouteHandler

from reportedly.desk import links
from reportedly.desk.api import problems

_METHODS = (HttpMethod.GET, HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH, HttpMethod.DELETE)


def handlers(routes: Iterable[HTTPRouteHandler]) -> list[HTTPRouteHandler]:
    """Return what answers the methods that no route of an address has, and addresses that are none."""
    there: dict[str, set[str]] = defaultdict(set)
    for each in routes:
        for path in each.paths:
            there[path].update(str(method) for method in each.http_methods)
    below = (
        _nothing(f"{each}/{{nothing:str}}")
        for each in sorted({*there, *_folders(there)})
        if not _goes_on(each, there)
    )
    above = (_nothing(each) for each in sorted(_folders(there)))
    rest = _nothing(f"{links.API}/{{rest:path}}")
    return [*(_not_allowed(path, methods) for path, methods in there.items()), *below, *above, rest]


def _goes_on(path: str, paths: Iterable[str]) -> bool:
    """Whether a parameter may follow an address: what is there is then for its route to say."""
    return path == links.API or any(each.startswith(f"{path}/{{") for each in paths)


def _folders(paths: Iterable[str]) -> set[str]:
    """Return the addresses that lie above others and are none themselves."""
    return {each.rpartition("/")[0] for each in paths} - {*paths, links.API.rpartition("/")[0]}


def _not_allowed(path: str, methods: set[str]) -> HTTPRouteHandler:
    allowed = ", ".join(sorted(methods | {"OPTIONS"}))

    async def refuse(request: Request) -> None:  # type: ignore[type-arg]
        detail = f"{request.method} is not possible here, only {allowed}"
        raise MethodNotAllowedException(detail=detail, headers={"Allow": allowed})

    return _route(path, [each for each in _METHODS if each not in methods], refuse)


def _nothing(path: str) -> HTTPRouteHandler:
    async def nothing() -> None:
        raise NotFoundException

    return _route(path, list(_METHODS), nothing)


def _route(path: str, methods: list[HttpMethod], answer: object) -> HTTPRouteHandler:
    made = route(
        path,
        http_method=methods,
        exception_handlers=problems.HANDLERS,
        include_in_schema=False,
        opt={"role": None},
        status_code=200,
    )
    return made(answer)  # type: ignore[arg-type]
