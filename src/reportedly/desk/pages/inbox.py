"""Inbox: the reports by day and outlet, what is new since the last look, and where to add more."""

from datetime import UTC, datetime
from itertools import groupby

import msgspec
from litestar import Response, get, post
from litestar.params import FromQuery
from litestar.response import Redirect

from reportedly.desk import links
from reportedly.desk.access.cookies import plain_setting
from reportedly.desk.access.identity import Role
from reportedly.desk.desk import AtDesk, Request
from reportedly.desk.navigation import Place
from reportedly.desk.rendering import page
from reportedly.desk.shortcuts import Shortcut
from reportedly.store import Day, Filters, Listed, Published, View

PLACE = Place(name="Inbox", path=links.INBOX, key="i")
UNDATED = "undated"
"""What the address says for reports without a date."""
_SEEN = "reportedly_seen"
_ON_A_PAGE = 50
_LAST_PAGE = 200
"""Further back one goes by day, which is quick."""
_MOST_NEW = 1000
_OUTLETS = 40
"""Outlets in the side; others are found by search."""
_YEAR = 31_536_000
_KEYS = (
    Shortcut(keys="n", does="Add reports"),
    Shortcut(keys="s", does="Mark all as seen"),
)


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One report in the list."""

    report: Listed
    new: bool
    """Whether it came in after the last look."""


class Group(msgspec.Struct, frozen=True, kw_only=True):
    """The reports of one day on this page, or of one day on which they came in."""

    day: str | None
    rows: tuple[Row, ...]


class Inbox(msgspec.Struct, frozen=True, kw_only=True):
    """What the inbox shows."""

    groups: tuple[Group, ...]
    days: list[Day]
    outlets: list[Published]
    reports: int
    """Texts in the store."""
    new: int
    """Reports that came in after the last look, at most `most_new`."""
    most_new: int = _MOST_NEW
    problems: int
    day: str | None
    outlet: str | None
    by_added: bool
    number: int
    """Which page of the list it is, from 1."""
    more: bool
    """Whether another page follows."""

    def address(self, **said: object) -> str:
        """Return the address of this list with some of what was asked said anew."""
        order = "added" if self.by_added else None
        asked: dict[str, object] = {"day": self.day, "outlet": self.outlet, "order": order}
        return links.asked(links.INBOX, asked | said)


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """What was asked of the inbox."""

    day: str | None = None
    outlet: str | None = None
    by_added: bool = False
    number: int = 1
    seen: str = ""
    """When the person last looked; "" for never, and then nothing is marked as new."""


def inbox_of(view: View, wanted: Wanted, outlets: list[Published]) -> Inbox:
    """Return what the inbox shows of a store, with the outlets that it is narrowed by."""
    shelf, filters = view.shelf, Filters(outlet=wanted.outlet)
    cut = {"limit": _ON_A_PAGE + 1, "offset": (wanted.number - 1) * _ON_A_PAGE}
    if wanted.day is not None:
        day = None if wanted.day == UNDATED else wanted.day
        found = shelf.of_day(day, filters, **cut)
    else:
        found = shelf.latest(filters, by_added=wanted.by_added, **cut)
    new = shelf.added_after(wanted.seen, at_most=_MOST_NEW) if wanted.seen else 0
    return Inbox(
        groups=_grouped(found[:_ON_A_PAGE], wanted),
        days=shelf.days(filters),
        outlets=outlets,
        reports=shelf.count(),
        new=new,
        problems=shelf.open_problems(),
        day=wanted.day,
        outlet=wanted.outlet,
        by_added=wanted.by_added,
        number=wanted.number,
        more=len(found) > _ON_A_PAGE and wanted.number < _LAST_PAGE,
    )


def _grouped(reports: list[Listed], wanted: Wanted) -> tuple[Group, ...]:
    """Return reports by the day that they are listed under, in their order."""

    def day_of(report: Listed) -> str | None:
        return report.added_at[:10] if wanted.by_added else (report.published or "")[:10] or None

    return tuple(
        Group(
            day=day,
            rows=tuple(
                Row(report=each, new=bool(wanted.seen) and each.added_at > wanted.seen) for each in rows
            ),
        )
        for day, rows in groupby(reports, day_of)
    )


@get(links.INBOX, sync_to_thread=True)
def inbox(
    request: Request,
    desk: AtDesk,
    day: FromQuery[str | None] = None,
    outlet: FromQuery[str | None] = None,
    order: FromQuery[str | None] = None,
    number: FromQuery[int] = 1,
) -> Response[str]:
    """Show the reports, the latest first."""
    seen = _moment(request.cookies.get(_SEEN))
    wanted = Wanted(
        day=(day or "").strip() or None,
        outlet=(outlet or "").strip() or None,
        by_added=order == "added",
        number=min(max(number, 1), _LAST_PAGE),
        seen=seen,
    )
    with desk.store.view() as view:
        outlets = desk.outlets.value(view.shelf.newest(), lambda: view.shelf.outlets(limit=_OUTLETS))
        shown = inbox_of(view, wanted, outlets)
    going = [run for run in desk.runs.latest() if not run.is_over]
    keys = _KEYS if request.user.role.covers(Role.REVIEWER) else ()
    answer = page(
        request,
        "inbox.html",
        part="_reports.html",
        title="Inbox",
        keys=keys,
        shown=shown,
        going=going,
        undated=UNDATED,
    )
    if not seen:
        answer.headers["Set-Cookie"] = _look_now()
    return answer


@post("/inbox/seen", sync_to_thread=False, opt={"role": Role.READER})
def seen(request: Request) -> Redirect:  # noqa: ARG001 - whose form it is was checked
    """Note that everything was seen: what comes in from now on is new."""
    return Redirect(links.INBOX, status_code=303, headers={"Set-Cookie": _look_now()})


def _look_now() -> str:
    return plain_setting(_SEEN, datetime.now(UTC).strftime("%Y%m%dT%H%M%S.%fZ"), seconds=_YEAR)


def _moment(written: str | None) -> str:
    """Return the moment of the last look as the store writes moments; "" where the cookie has none."""
    try:
        at = datetime.strptime(written or "", "%Y%m%dT%H%M%S.%fZ").replace(tzinfo=UTC)
    except ValueError:
        return ""
    return at.isoformat(timespec="milliseconds")


HANDLERS = (inbox, seen)
