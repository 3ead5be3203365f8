"""`reportedly mcp`: the store as tools for a program that talks to a language model."""

import os
import signal
from types import FrameType
from typing import Annotated, NoReturn

import typer

from reportedly.cli.judging import who_judges
from reportedly.cli.options import StoreOption, opened
from reportedly.cli.saying import misused, say

_WRITES = "Texts may be added and records confirmed, in your name; else nothing can be."
_WHO = "In whose name; else REPORTEDLY_WHO, or your login name."


def mcp(
    *,
    store: StoreOption = None,
    allow_writes: Annotated[bool, typer.Option("--allow-writes", help=_WRITES)] = False,
    who: Annotated[str | None, typer.Option("--who", help=_WHO)] = None,
) -> None:
    """Serve the store over the Model Context Protocol, on standard input and output.

    A client starts this command by itself; to see what it offers, put it into the client's configuration.
    Nothing is ever fetched.
    """
    if who is not None and not allow_writes:
        misused("--who is for what is written; add --allow-writes, or leave it out")
    name = f"{who_judges(who)}, through MCP" if allow_writes else None
    with opened(store, create=allow_writes) as found:
        try:
            from reportedly.mcp.serving import make_server, serve  # noqa: PLC0415 - an extra, 0.6 s
        except ModuleNotFoundError as error:
            if (error.name or "").partition(".")[0] != "mcp":
                raise
            misused("the MCP SDK is not installed; install it with: pip install 'reportedly[mcp]'")
        import anyio  # noqa: PLC0415 - as above

        from reportedly.mcp.tools import Asking  # noqa: PLC0415 - as above

        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, _end)
        anyio.run(serve, make_server(Asking(store=found, who=name)))


def _end(_number: int, _frame: FrameType | None) -> NoReturn:
    """End at once: a thread waits for the next line of the input, and nothing else would wake it.

    What is being written then is whole or not there. That is how one ends a server, so it is no failure.
    """
    say("the server is closed")
    os._exit(0)
