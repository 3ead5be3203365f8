"""Serving: the desk on a port of this machine, until it is ended. uvicorn is imported here alone."""

import socket
import webbrowser
from collections.abc import Callable

import uvicorn
from litestar import Litestar

from reportedly.desk.settings import DeskSettings

_BACKLOG = 256


def serve(app: Litestar, settings: DeskSettings, told: Callable[[str], None], *, open_browser: bool) -> None:
    """Serve `app` until Ctrl-C or SIGTERM; `told` gets its address once it listens.

    Raises OSError where it cannot listen there.
    """
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    listening = socket.create_server(
        (settings.host.strip("[]"), settings.port), family=family, backlog=_BACKLOG
    )
    host = f"[{settings.host.strip('[]')}]" if family == socket.AF_INET6 else settings.host
    address = f"http://{host}:{listening.getsockname()[1]}/"
    config = uvicorn.Config(
        app,
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        ws="none",
        lifespan="on",
        timeout_graceful_shutdown=5,
    )
    told(address)
    if open_browser:
        webbrowser.open(address)
    with listening:
        uvicorn.Server(config).run(sockets=[listening])
