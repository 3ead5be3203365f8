"""Cookies: the session of who logged in, and the visit of everybody, to which forms are bound."""

import secrets
from http.cookies import CookieError, SimpleCookie

VISIT = "reportedly_visit"
SESSION = "reportedly_session"
_BYTES = 32
_HOST = "__Host-"


def name_of(cookie: str, *, https: bool) -> str:
    """Return a cookie's name; over https browsers hold one that begins so to this host alone."""
    return f"{_HOST}{cookie}" if https else cookie


def fresh() -> str:
    """Return a secret that nobody can guess."""
    return secrets.token_urlsafe(_BYTES)


def sent(header: str | None) -> dict[str, str]:
    """Return the cookies of a Cookie header; none where it cannot be understood."""
    jar: SimpleCookie = SimpleCookie()
    try:
        jar.load(header or "")
    except CookieError:
        return {}
    return {name: morsel.value for name, morsel in jar.items()}


def setting(cookie: str, value: str, *, https: bool, strict: bool = False, seconds: int | None = None) -> str:
    """Return a Set-Cookie header: never for script, never for other sites' requests; 0 `seconds` drops it."""
    parts = [f"{name_of(cookie, https=https)}={value}", "Path=/", "HttpOnly"]
    parts.append("SameSite=Strict" if strict else "SameSite=Lax")
    parts += ["Secure"] if https else []
    parts += [f"Max-Age={seconds}"] if seconds is not None else []
    return "; ".join(parts)


def plain_setting(name: str, value: str, *, seconds: int) -> str:
    """Return a Set-Cookie header for something that is no secret, as when the inbox was last looked at."""
    return f"{name}={value}; Path=/; HttpOnly; SameSite=Strict; Max-Age={seconds}"
