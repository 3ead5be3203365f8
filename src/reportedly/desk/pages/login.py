"""Login and logout."""

import math

import anyio.to_thread
from litestar import Response, get, post
from litestar.exceptions import NotFoundException
from litestar.response import Redirect

from reportedly.desk import links
from reportedly.desk.access import cookies, passwords, sessions
from reportedly.desk.desk import AtDesk, Desk, Request
from reportedly.desk.forms import sent_form
from reportedly.desk.rendering import page
from reportedly.errors import StoreError

_WRONG = "This name and password do not go together."


@get(links.LOGIN, opt={"open": True}, sync_to_thread=False)
def ask(request: Request, desk: AtDesk) -> Response[str] | Redirect:
    """Ask who it is; who is logged in already goes on."""
    onward = links.within(request.query_params.get("next", links.INBOX))
    if not desk.settings.auth or request.user.via != "nobody":
        return Redirect(onward)
    return page(request, "login.html", title="Log in", onward=onward, why="", name="")


@post(links.LOGIN, opt={"open": True})
async def login(request: Request, desk: AtDesk) -> Response[str] | Redirect:
    """Let somebody in whose password fits."""
    if not desk.settings.auth:
        raise NotFoundException("nobody has to log in here")
    form = await sent_form(request)
    name, password, onward = (str(form.get(key, "")) for key in ("name", "password", "next"))
    onward = links.within(onward)
    address = request.client.host if request.client else "?"
    why, status, headers = _WRONG, 403, dict[str, str]()
    if wait := desk.limiter.wait(name, address):
        minutes = math.ceil(wait / 60)
        why = f"Too many attempts failed. Try again in {minutes} minute{'s' if minutes > 1 else ''}."
        status, headers = 429, {"Retry-After": str(math.ceil(wait))}
    else:
        secret = await anyio.to_thread.run_sync(_begun, desk, name, password)
        if secret is not None:
            desk.limiter.succeeded(name, address)
            cookie = cookies.setting(cookies.SESSION, secret, https=desk.settings.https)
            return Redirect(onward, status_code=303, headers={"Set-Cookie": cookie})
        desk.limiter.failed(name, address)
    return page(
        request,
        "login.html",
        title="Log in",
        status=status,
        headers=headers,
        onward=onward,
        why=why,
        name=name[:100],
    )


@post("/logout", opt={"open": True})
async def logout(request: Request, desk: AtDesk) -> Redirect:
    """End the session."""
    if request.user.via == "session":
        hashed = sessions.hash_of(request.user.secret)
        await anyio.to_thread.run_sync(desk.accounts.end_session, hashed)
    gone = cookies.setting(cookies.SESSION, "", https=desk.settings.https, seconds=0)
    return Redirect(links.LOGIN, status_code=303, headers={"Set-Cookie": gone})


def _begun(desk: Desk, name: str, password: str) -> str | None:
    """Return the secret of a new session; None where name and password do not fit."""
    try:
        user, kept = desk.accounts.user(name)
    except StoreError:
        passwords.fits(password, None)
        return None
    if not passwords.fits(password, kept if user.closed_at is None else None):
        return None
    if passwords.is_dated(kept):
        desk.accounts.change(user.id, password=passwords.hashed(password))
    return sessions.begin(desk.accounts, user.id)


HANDLERS = (ask, login, logout)
