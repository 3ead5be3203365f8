"""`reportedly desk`: the web desk over a store."""

import getpass
from typing import TYPE_CHECKING, Annotated

import typer

from reportedly.cli.options import StoreOption, clean, opened
from reportedly.cli.saying import misused, reason, say
from reportedly.settings import current

if TYPE_CHECKING:
    from reportedly.desk.settings import DeskSettings

_PORT = 8377
_AUTH = "People have to log in; demanded where others can reach it."
_HTTPS = "It is reached over https, through a proxy in front."
_NAME = "A host name it answers to, beside localhost; may be repeated."
_PRIVATE = "Addresses of one's own network may be added too."


def desk(  # noqa: PLR0913 - one parameter for each option
    *,
    store: StoreOption = None,
    host: Annotated[str, typer.Option(help="Where to listen.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="0 takes one that is free.")] = _PORT,
    auth: Annotated[bool, typer.Option("--auth", help=_AUTH)] = False,
    https: Annotated[bool, typer.Option("--https", help=_HTTPS)] = False,
    name: Annotated[list[str] | None, typer.Option("--name", metavar="NAME", help=_NAME)] = None,
    allow_private: Annotated[bool, typer.Option("--allow-private", help=_PRIVATE)] = False,
    browser: Annotated[bool, typer.Option("--open", help="Open it in the browser.")] = False,
) -> None:
    """Open the desk: pages to read, trace and correct what the store holds, until Ctrl-C.

    Without --auth it listens on this machine's loopback only, and whoever can reach it may do everything.
    """
    with opened(store, create=True) as found:
        from reportedly.desk.app import make_app  # noqa: PLC0415 - the web framework, 0.4 s
        from reportedly.desk.serving import serve  # noqa: PLC0415 - as above
        from reportedly.desk.settings import DeskSettings  # noqa: PLC0415 - as above

        settings = DeskSettings(
            host=host,
            port=port,
            auth=auth,
            https=https,
            names=tuple(each for each in map(clean, name or ()) if each),
            who=current().who or _login(),
            allow_private=allow_private,
        )
        _check(settings)
        if auth and not found.accounts().users():
            misused("nobody could log in; make an account first: reportedly desk-user add NAME --role admin")
        told = "the desk over {} is at {} (end it with Ctrl-C)"
        try:
            serve(
                make_app(found, settings),
                settings,
                lambda address: say(told.format(found.name, address)),
                open_browser=browser,
            )
        except KeyboardInterrupt:
            say("the desk is closed")  # that is how one ends it, so it is no failure
        except OSError as error:
            misused(f"cannot listen on {host} port {port} ({reason(error)}); choose another with --port")


def _check(settings: "DeskSettings") -> None:
    """Refuse to let in whoever comes by."""
    from reportedly.desk.settings import is_loopback  # noqa: PLC0415 - as above

    if not is_loopback(settings.host) and not settings.auth:
        misused(
            f"--host {settings.host}: others can reach it there, so people must log in; add --auth "
            "(and make an account first: reportedly desk-user add NAME --role admin)"
        )


def _login() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # a user without a name
        return "desk"
