"""Tokens of forms: a page elsewhere may send a request to the desk, but cannot know what to send with it.

A form's token is a hash of a cookie that no other site can read: the session's where somebody logged in,
else the visit's. So it needs no secret of ours, holds across restarts and several processes, and is
worthless in another session. Browsers that say where a request comes from are believed first: a request
that another site made is refused whatever it holds (OWASP, Cross-Site Request Forgery Prevention).
"""

import hashlib
import hmac
from base64 import urlsafe_b64encode
from urllib.parse import urlsplit

from litestar.exceptions import PermissionDeniedException
from litestar.types import Scope

from reportedly.desk.desk import Request
from reportedly.desk.forms import sent_form

FIELD = "_token"
"""The hidden field of forms."""
HEADER = "x-desk-token"
"""The header that htmx and our own script send."""
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_SAME = frozenset({"same-origin", "none"})
_FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")


def token_for(secret: str) -> str:
    """Return the token of the forms that are shown to the holder of a cookie."""
    digest = hashlib.sha256(b"reportedly form\0" + secret.encode()).digest()
    return urlsafe_b64encode(digest[:24]).decode()


def from_elsewhere(scope_headers: dict[str, str]) -> bool:
    """Whether the browser says that another site made the request."""
    if (site := scope_headers.get("sec-fetch-site")) is not None and site not in _SAME:
        return True
    origin = scope_headers.get("origin")
    return origin is not None and urlsplit(origin).netloc.lower() != scope_headers.get("host", "").lower()


async def check(request: Request) -> None:
    """Refuse a request that changes something unless one of our own pages, or a program, made it.

    Runs before each handler. Raises PermissionDeniedException.
    """
    if request.method in SAFE or request.user.via == "token":
        return
    headers = {key.lower(): value for key, value in request.headers.items()}
    if from_elsewhere(headers):
        raise PermissionDeniedException("the request comes from another site")
    if request.user.via == "local" and is_program(headers):
        return
    sent = headers.get(HEADER)
    if sent is None and headers.get("content-type", "").startswith(_FORMS):
        sent = (await sent_form(request)).get(FIELD)
    if not isinstance(sent, str) or not hmac.compare_digest(
        sent.encode(), token_for(request.user.secret).encode()
    ):
        raise PermissionDeniedException("the page that sent this is out of date; load it again, then repeat")


def is_program(headers: dict[str, str]) -> bool:
    """Whether a request is no browser's: every browser names the origin of a request that changes things."""
    return not headers.keys() & {"origin", "sec-fetch-site", "cookie", "referer"}


def is_safe(scope: Scope) -> bool:
    """Whether a request by its method changes nothing."""
    return scope.get("method", "GET") in SAFE
