"""START HERE: what the desk is made of.

    request ──gate──▶ guard (role) ──▶ form token ──▶ handler of a page or of the API ──▶ answer

`make_app` puts the parts together; each part is in a module of its own.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import anyio.to_thread
from litestar import Litestar, Router
from litestar.di import Provide
from litestar.exceptions import HTTPException
from litestar.handlers import HTTPRouteHandler

from reportedly.desk import api, assets, failing, pages
from reportedly.desk.access import csrf, guarding
from reportedly.desk.access.gate import Gate
from reportedly.desk.access.limiting import Limiter
from reportedly.desk.access.sessions import Recognising
from reportedly.desk.desk import Desk
from reportedly.desk.exports import Exports
from reportedly.desk.recalled import Recalled
from reportedly.desk.runs import Runs
from reportedly.desk.settings import DeskSettings
from reportedly.desk.tracer import Tracer
from reportedly.errors import ReportedlyError
from reportedly.store import Store

_LARGEST_FORM = 2_000_000
"""Bytes of a request's body; what takes files says otherwise."""


def make_app(store: Store, settings: DeskSettings) -> Litestar:
    """Return the desk over `store` as an ASGI application; the store stays the caller's to close."""
    tracer = Tracer(store)
    desk = Desk(
        store=store,
        settings=settings,
        runs=Runs(store, tracer.wake, allow_private=settings.allow_private),
        exports=Exports(store),
        tracer=tracer,
        outlets=Recalled(),
        accounts=store.accounts(),
        limiter=Limiter(),
    )

    @asynccontextmanager
    async def working(_app: Litestar) -> AsyncIterator[None]:
        desk.tracer.start()
        desk.runs.start()
        desk.exports.start()
        try:
            yield
        finally:
            await anyio.to_thread.run_sync(desk.exports.stop)
            await anyio.to_thread.run_sync(desk.runs.stop)
            await anyio.to_thread.run_sync(desk.tracer.stop)

    recognise = Recognising(desk.accounts, https=settings.https) if settings.auth else None
    app = Litestar(
        route_handlers=[_together(assets.asset, *pages.HANDLERS, *api.HANDLERS)],
        dependencies={"desk": Provide(lambda: desk, sync_to_thread=False)},
        guards=[guarding.guard],
        before_request=csrf.check,
        exception_handlers={
            HTTPException: failing.answer_http,
            ReportedlyError: failing.answer_ours,
            Exception: failing.answer_fault,
        },
        lifespan=[working],
        openapi_config=api.OPENAPI,
        request_max_body_size=_LARGEST_FORM,
        logging_config=None,
        debug=False,
        pdb_on_exception=False,
    )
    app.asgi_handler = Gate(app.asgi_handler, settings, recognise)
    return app


def _together(*handlers: HTTPRouteHandler) -> Router:
    """Return all handlers as one router.

    Litestar 2.25 registers a handler anew when another method of the same path is added to an app, and then
    runs it in a thread of a thread, which fails; a router is registered once.
    """
    return Router(path="/", route_handlers=list(handlers))
