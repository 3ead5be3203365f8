"""One's own account: password, tokens for programs, logout."""

import anyio.to_thread
from litestar import Response, get, post
from litestar.exceptions import ClientException, NotFoundException
from litestar.params import FromPath
from litestar.response import Redirect

from reportedly.desk import links
from reportedly.desk.access import cookies, passwords, sessions
from reportedly.desk.access.identity import Role
from reportedly.desk.desk import AtDesk, Desk, Request
from reportedly.desk.forms import sent_form
from reportedly.desk.rendering import page

_MOST_TOKENS = 50
_LONGEST_LABEL = 100
_DAYS = (30, 90, 365)


@get(links.ACCOUNT, opt={"logins": True}, sync_to_thread=True)
def account(request: Request, desk: AtDesk) -> Response[str]:
    """Show one's own account."""
    return _shown(request, desk)


@post("/account/password", opt={"role": Role.READER})
async def password(request: Request, desk: AtDesk) -> Redirect:
    """Change the password; all sessions end, and a new one begins here."""
    form = await sent_form(request)
    old, new = str(form.get("old", "")), str(form.get("new", ""))
    secret = await anyio.to_thread.run_sync(_changed, request, desk, old, new)
    cookie = cookies.setting(cookies.SESSION, secret, https=desk.settings.https)
    return Redirect(links.ACCOUNT, status_code=303, headers={"Set-Cookie": cookie})


@post("/account/tokens", opt={"role": Role.READER})
async def make_token(request: Request, desk: AtDesk) -> Response[str]:
    """Make a token, and show it this once."""
    form = await sent_form(request)
    label = " ".join(str(form.get("label", "")).split())[:_LONGEST_LABEL]
    role, days = str(form.get("role", "")), str(form.get("days", ""))
    if not label:
        raise ClientException("a token needs a name; say what it is for")
    if role not in set(Role) or (days and days not in map(str, _DAYS)):
        raise ClientException("there is no such choice; load the page again")
    return await anyio.to_thread.run_sync(
        _with_token, request, desk, label, role, int(days) if days else None
    )


@post("/account/tokens/{number:int}/remove", opt={"role": Role.READER}, sync_to_thread=True)
def remove_token(request: Request, desk: AtDesk, number: FromPath[int]) -> Redirect:
    """Remove a token; what uses it is refused from now on."""
    if not desk.accounts.remove_token(number, _user(request)):
        raise NotFoundException("there is no such token")
    return Redirect(links.ACCOUNT, status_code=303)


def _user(request: Request) -> int:
    """Return the number of the account of who is logged in. Raises NotFoundException where it is nobody."""
    if request.user.user is None or request.user.via != "session":
        raise NotFoundException("nobody has an account here")
    return request.user.user


def _shown(request: Request, desk: Desk, made: str = "") -> Response[str]:
    tokens = desk.accounts.tokens(_user(request))
    roles = [role for role in Role if request.user.role.covers(role)]
    return page(request, "account.html", title="Account", tokens=tokens, made=made, roles=roles, days=_DAYS)


def _with_token(request: Request, desk: Desk, label: str, role: str, days: int | None) -> Response[str]:
    if len(desk.accounts.tokens(_user(request))) >= _MOST_TOKENS:
        raise ClientException("there are too many tokens; remove those that nothing uses")
    return _shown(request, desk, sessions.make_token(desk.accounts, _user(request), label, Role(role), days))


def _changed(request: Request, desk: Desk, old: str, new: str) -> str:
    """Change the password and return the secret of a new session."""
    who, address = request.user.who, request.client.host if request.client else "?"
    user, kept = desk.accounts.user(who)
    if desk.limiter.wait(who, address) or not passwords.fits(old, kept):
        desk.limiter.failed(who, address)
        raise ClientException("the old password is not that one")
    if why := passwords.why_not(new, who):
        raise ClientException(why)
    desk.accounts.change(_user(request), password=passwords.hashed(new))
    return sessions.begin(desk.accounts, user.id)


HANDLERS = (account, password, make_token, remove_token)
