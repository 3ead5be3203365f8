"""Users: who may come in, for those who say so."""

import anyio.to_thread
from litestar import Response, get, post
from litestar.exceptions import ClientException, NotFoundException
from litestar.response import Redirect

from reportedly.desk import links
from reportedly.desk.access import passwords
from reportedly.desk.access.identity import Role
from reportedly.desk.desk import AtDesk, Desk, Request
from reportedly.desk.forms import sent_form
from reportedly.desk.rendering import page

_ADMIN = {"role": Role.ADMIN, "logins": True}


@get(links.USERS, opt=_ADMIN, sync_to_thread=True)
def users(request: Request, desk: AtDesk) -> Response[str]:
    """Show the accounts."""
    _check_asked(desk)
    return page(request, "users.html", title="Users", users=desk.accounts.users(), roles=list(Role))


@post(links.USERS, opt=_ADMIN)
async def add(request: Request, desk: AtDesk) -> Redirect:
    """Make an account."""
    _check_asked(desk)
    form = await sent_form(request)
    name, role, password = (str(form.get(key, "")) for key in ("name", "role", "password"))
    _check_role(role)
    if why := passwords.why_not(password, name):
        raise ClientException(why)
    await anyio.to_thread.run_sync(lambda: desk.accounts.add(name, role, passwords.hashed(password)))
    return Redirect(links.USERS, status_code=303)


@post("/users/change", opt=_ADMIN)
async def change(request: Request, desk: AtDesk) -> Redirect:
    """Give an account another role, close it or open it again; not one's own, lest nobody be left."""
    _check_asked(desk)
    form = await sent_form(request)
    name, role, what = (str(form.get(key, "")) for key in ("name", "role", "what"))
    user, _ = await anyio.to_thread.run_sync(desk.accounts.user, name)
    if user.id == request.user.user:
        raise ClientException("one's own account is changed by another admin, or with reportedly desk-user")
    if what == "role":
        _check_role(role)
        await anyio.to_thread.run_sync(lambda: desk.accounts.change(user.id, role=role))
    elif what in {"close", "open"}:
        await anyio.to_thread.run_sync(lambda: desk.accounts.change(user.id, closed=what == "close"))
    else:
        raise ClientException("there is no such choice; load the page again")
    return Redirect(links.USERS, status_code=303)


def _check_role(role: str) -> None:
    if role not in set(Role):
        raise ClientException("there is no such role; load the page again")


def _check_asked(desk: Desk) -> None:
    if not desk.settings.auth:
        raise NotFoundException("nobody has to log in here")


HANDLERS = (users, add, change)
