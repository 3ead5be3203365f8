"""Rendering: from a page's view-model and template to the answer. Jinja2 is imported here alone.

Everything a template shows is escaped, whatever its name ends in; nothing is ever marked as safe. What
a page shows is worked out in Python (`pages/`), so that templates only lay it out.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from jinja2 import Environment, PackageLoader, StrictUndefined
from litestar import Response

from reportedly.desk import assets, links, wording
from reportedly.desk.access.csrf import token_for
from reportedly.desk.access.identity import Identity, Role
from reportedly.desk.desk import Request
from reportedly.desk.navigation import Place
from reportedly.desk.shortcuts import EVERYWHERE, Shortcut, leading

_THEMES = frozenset({"light", "dark"})
_HTML = "text/html"
PLACES: list[Place] = []
"""What the head of every page leads to; `pages` fills it once, from its list."""


def environment() -> Environment:
    """Return where templates are, and what they may call beside their view-model."""
    made = Environment(
        loader=PackageLoader("reportedly.desk"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.globals.update(asset=assets.address, links=links, Role=Role)
    made.filters.update(wording.FILTERS)
    return made


_TEMPLATES = environment()


class Frame(msgspec.Struct, frozen=True, kw_only=True):
    """What is around every page."""

    title: str
    """The page's own name."""
    path: str
    """Its address, without parameters."""
    me: Identity
    """Who asks."""
    token: str
    """What forms send back (access/csrf.py)."""
    theme: str | None
    """"light" or "dark" where somebody chose; None follows the system."""
    places: Sequence[Place]
    """What the head leads to."""
    keys: Sequence[Shortcut]
    """The keys of this page and of all."""
    words: str
    """What stands in the search box."""

    def may(self, role: Role) -> bool:
        """Whether who asks may do what `role` may."""
        return self.me.role.covers(role)


def page(  # noqa: PLR0913 - what a page may say of itself, by name
    request: Request,
    template: str,
    *,
    title: str,
    part: str | None = None,
    keys: Sequence[Shortcut] = (),
    status: int = 200,
    headers: Mapping[str, str] | None = None,
    **shown: Any,  # noqa: ANN401 - each template has its own view-model
) -> Response[str]:
    """Return a page: `template` with what is `shown` in it, in the frame of all pages.

    With `part`, a template of its own that `template` includes, htmx gets that part alone.
    """
    only = part is not None and request.headers.get("hx-request") == "true"
    name = part if only and part is not None else template
    written = _TEMPLATES.get_template(name).render(frame=_frame(request, title, keys), **shown)
    sent = {"Vary": "HX-Request, Cookie", "Cache-Control": "no-store" if request.user.user else "no-cache"}
    return Response(written, media_type=_HTML, status_code=status, headers=sent | dict(headers or {}))


def fragment(template: str, request: Request, **shown: Any) -> str:  # noqa: ANN401 - as in `page`
    """Return a part of a page, as server-sent events and htmx take it."""
    return _TEMPLATES.get_template(template).render(frame=_frame(request, "", ()), **shown)


def _frame(request: Request, title: str, keys: Sequence[Shortcut]) -> Frame:
    me = request.user
    chosen = request.cookies.get("reportedly_theme")
    words = request.query_params.get("q", "") if request.url.path == links.SEARCH else ""
    return Frame(
        title=title,
        path=request.url.path,
        me=me,
        token=token_for(me.secret),
        theme=chosen if chosen in _THEMES else None,
        places=PLACES,
        keys=(*keys, *EVERYWHERE, *leading(PLACES)),
        words=words,
    )
