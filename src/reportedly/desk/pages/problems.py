"""Problems: the inputs that could not be taken in, why, and what to do next."""

from itertools import groupby

import msgspec
from litestar import Response, get, post
from litestar.exceptions import ClientException, TooManyRequestsException
from litestar.params import FromQuery
from litestar.response import Redirect

from reportedly.desk import links
from reportedly.desk.desk import AtDesk, Request
from reportedly.desk.forms import sent_form
from reportedly.desk.navigation import Place
from reportedly.desk.rendering import page
from reportedly.desk.runs import ToAdd
from reportedly.store import SetAside, View

PLACE = Place(name="Problems", path=links.PROBLEMS, key="p", more=True)
_ON_A_PAGE = 100
_WEB = ("http://", "https://")


class Shown(msgspec.Struct, frozen=True, kw_only=True):
    """One input that was set aside."""

    problem: SetAside
    again: str | None
    """The address to try again; None for a file, which has to be handed in again."""


class Group(msgspec.Struct, frozen=True, kw_only=True):
    """Problems of one code."""

    code: str
    shown: tuple[Shown, ...]


class Problems(msgspec.Struct, frozen=True, kw_only=True):
    """What the page shows."""

    groups: tuple[Group, ...]
    many: int
    """How many there are in all."""
    left: int
    """How many of them are not on this page."""
    mended: bool
    """Whether those that came in since are shown too."""


def problems_of(view: View, *, mended: bool) -> Problems:
    """Return the problems of a store, grouped by what was wrong, those of the most inputs first."""
    every = view.problems(mended=mended)
    shown = sorted(every[:_ON_A_PAGE], key=lambda each: each.code)
    groups = [
        Group(code=code, shown=tuple(Shown(problem=each, again=_again(each)) for each in some))
        for code, some in groupby(shown, lambda each: each.code)
    ]
    groups.sort(key=lambda group: (-len(group.shown), group.code))
    return Problems(
        groups=tuple(groups), many=len(every), left=max(0, len(every) - _ON_A_PAGE), mended=mended
    )


def _again(problem: SetAside) -> str | None:
    is_web = problem.name.startswith(_WEB) and links.outside(problem.name) is not None
    return problem.name if is_web and problem.mended is None else None


@get(links.PROBLEMS, sync_to_thread=True)
def problems(request: Request, desk: AtDesk, mended: FromQuery[bool] = False) -> Response[str]:  # noqa: FBT002 - a parameter of the address
    """Show what was set aside."""
    with desk.store.view() as view:
        shown = problems_of(view, mended=mended)
    return page(request, "problems.html", title="Problems", shown=shown)


@post("/problems/again")
async def again(request: Request, desk: AtDesk) -> Redirect:
    """Try an address again that was set aside."""
    address = (await sent_form(request)).get("address")
    if not isinstance(address, str) or not address.startswith(_WEB) or links.outside(address) is None:
        raise ClientException("only an address of the web can be tried again; hand a file in again")
    run = desk.runs.begin(ToAdd(paths=(address,), who=request.user.who))
    if run is None:
        raise TooManyRequestsException("too much waits to be added already; try again when it is done")
    return Redirect(links.run(run.id), status_code=303)


HANDLERS = (problems, again)
