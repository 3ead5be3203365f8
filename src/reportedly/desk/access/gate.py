"""Gate: what every request passes before any handler sees it, and every answer on its way out.

It refuses other sites' names, finds out who asks, sends those to the login who have to, and puts the
security headers on whatever is answered, errors and files too.
"""

from collections.abc import Callable

import anyio.to_thread
from litestar.datastructures import Headers
from litestar.enums import ScopeType
from litestar.types import ASGIApp, Message, Receive, Scope, Send

from reportedly.desk.access import cookies
from reportedly.desk.access.headers import HEADERS, ONLY_HTTPS
from reportedly.desk.access.hosts import is_ours
from reportedly.desk.access.identity import Identity, Role
from reportedly.desk.settings import DeskSettings

Recognise = Callable[[Headers, dict[str, str]], Identity | None]
"""Finds out who asks from the headers and cookies; None where nobody known does. May ask the store."""
NOBODY = Identity(who="", role=Role.READER, via="nobody")
"""Who asks for what is open to all, where logins are asked."""


class Gate:
    """The desk's outermost ASGI application."""

    def __init__(self, app: ASGIApp, settings: DeskSettings, recognise: Recognise | None) -> None:
        """Guard `app`; without `recognise` whoever reaches the desk is its owner."""
        self._app, self._settings, self._recognise = app, settings, recognise

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or answer it here."""
        if scope["type"] != ScopeType.HTTP:
            if scope["type"] == ScopeType.WEBSOCKET:  # nothing here speaks it
                return
            await self._app(scope, receive, send)
            return
        headers = Headers.from_scope(scope)
        if not is_ours(headers.get("host"), self._settings.hosts):
            await self._refuse(send)
            return
        sent = cookies.sent(headers.get("cookie"))
        visit = sent.get(cookies.name_of(cookies.VISIT, https=self._settings.https))
        fresh = visit is None
        visit = visit or cookies.fresh()
        scope["user"] = await self._who(headers, sent, visit)
        await self._app(scope, receive, self._sending(send, visit if fresh else None))

    async def _who(self, headers: Headers, sent: dict[str, str], visit: str) -> Identity:
        if self._recognise is None:
            return Identity(who=self._settings.who, role=Role.ADMIN, via="local", secret=visit)
        known = await anyio.to_thread.run_sync(self._recognise, headers, sent)
        return known or Identity(who=NOBODY.who, role=NOBODY.role, via=NOBODY.via, secret=visit)

    def _sending(self, send: Send, visit: str | None) -> Send:
        https = self._settings.https

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                there = {key.lower() for key, _ in message["headers"]}
                said = [*HEADERS.items(), ONLY_HTTPS] if https else HEADERS.items()
                more = [(key.encode(), value.encode()) for key, value in said]
                message["headers"] = [
                    *message["headers"],
                    *((key, value) for key, value in more if key not in there),
                ]
                if visit is not None:
                    cookie = cookies.setting(cookies.VISIT, visit, https=https, strict=True)
                    message["headers"] = [*message["headers"], (b"set-cookie", cookie.encode())]
            await send(message)

        return sending

    async def _refuse(self, send: Send) -> None:
        own = self._settings.names[0] if self._settings.names else "localhost"
        said = f"This desk does not answer to that name. Ask for {own}, or start it with --name NAME.\n"
        start: Message = {
            "type": "http.response.start",
            "status": 421,
            "headers": [(b"content-type", b"text/plain; charset=utf-8")],
        }
        sending = self._sending(send, None)
        await sending(start)
        await sending({"type": "http.response.body", "body": said.encode(), "more_body": False})
