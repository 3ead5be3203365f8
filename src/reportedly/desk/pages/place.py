"""Place: who says who holds it, and when; what happened there; how many; where it is told; what is near."""

from collections import Counter

import msgspec
from litestar import Response, get
from litestar.params import FromQuery

from reportedly.desk import links
from reportedly.desk.desk import AtDesk, Request
from reportedly.desk.pages.map import STATEMENTS, TOWNS
from reportedly.desk.pages.map_claimants import claimants_of, colours_of, differing
from reportedly.desk.pages.map_found import Asked, Found, found
from reportedly.desk.pages.map_placed import Layer, Placed, Where
from reportedly.desk.pages.map_rows import Row, row_of
from reportedly.desk.pages.place_lanes import Lanes, lanes_of
from reportedly.desk.pages.place_near import Near, nearest
from reportedly.desk.rendering import page
from reportedly.store.words import folded_words
from reportedly.tracing.names import folded

_REPORTS = 50


class Meant(msgspec.Struct, frozen=True, kw_only=True):
    """One of several places of a name."""

    link: str
    where: str
    """Its coordinates, in words."""
    statements: int


class Naming(msgspec.Struct, frozen=True, kw_only=True):
    """A report that says something of the place, or names it."""

    link: str
    headline: str | None
    outlet: str | None
    language: str | None
    statements: int
    """What it says of the place; 0 where it merely names it."""


class Shown(msgspec.Struct, frozen=True, kw_only=True):
    """What the page shows."""

    name: str
    where: Where | None
    key: str
    others: tuple[Meant, ...]
    """Other places of the name."""
    differing: str | None
    """How those who speak of it differ, by the last that each said."""
    control: tuple[Row, ...]
    lanes: Lanes | None
    events: tuple[Row, ...]
    figures: tuple[Row, ...]
    reports: tuple[Naming, ...]
    near: tuple[Near, ...]
    more: bool
    statements_at: str
    towns_at: str


@get(links.PLACE, sync_to_thread=True)
def place(
    request: Request, desk: AtDesk, name: FromQuery[str] = "", at: FromQuery[str] = ""
) -> Response[str]:
    """Show one place. `at` tells two places of one name apart."""
    words = " ".join(name.split())
    if not folded_words(words):
        return page(request, "place.html", title="Place", shown=None, name=words)
    latest = found(desk.store, Asked()).statements
    shown = shown_of(words, at, found(desk.store, Asked(place=words)), latest)
    return page(request, "place.html", title=shown.name, shown=shown, name=words)


def shown_of(name: str, at: str, told: Found, latest: tuple[Placed, ...]) -> Shown:
    """Return what the page shows: of the place that `at` names, else of the one said most under this name.

    The `latest` statements of all places tell what is near, and who has which colour.
    """
    same = [each for each in told.statements if folded(each.place) == folded(name)] or list(told.statements)
    keys = Counter(each.key for each in same)
    key = at if at in keys else max(keys, key=lambda each: (keys[each], each), default="")
    mine = [each for each in same if each.key == key or (_unlocated(each) and len(keys) <= _TWO)]
    claimants = claimants_of(mine, colours_of(latest))
    by_key = {each.key: each for each in claimants}
    where = next((each.where for each in mine if each.where is not None), None)
    control = [each for each in mine if each.layer is Layer.CONTROL]
    rows = {
        layer: tuple(row_of(each, by_key) for each in mine if each.layer is layer)
        for layer in (Layer.CONTROL, Layer.EVENTS, Layer.FIGURES)
    }
    return Shown(
        name=mine[0].place if mine else name,
        where=where,
        key=key,
        others=tuple(
            Meant(
                link=links.asked(links.PLACE, {"name": name, "at": other}),
                where=_position(same, other),
                statements=number,
            )
            for other, number in keys.most_common()
            if other != key and _position(same, other)
        ),
        differing=differing(control),
        control=rows[Layer.CONTROL],
        lanes=lanes_of(control, claimants),
        events=rows[Layer.EVENTS],
        figures=rows[Layer.FIGURES],
        reports=_naming(mine),
        near=nearest(latest, where, key) if where is not None else (),
        more=told.more,
        statements_at=STATEMENTS,
        towns_at=TOWNS,
    )


_TWO = 2
"""Keys of one name up to which a mention that could not be placed is taken to be the place that could."""


def _unlocated(placed: Placed) -> bool:
    return placed.where is None and not placed.key.startswith("g")


def _position(statements: list[Placed], key: str) -> str:
    where = next((each.where for each in statements if each.key == key and each.where is not None), None)
    return "" if where is None else f"{where.lat:.2f}, {where.lon:.2f}"


def _naming(statements: list[Placed]) -> tuple[Naming, ...]:
    by_report: dict[str, list[Placed]] = {}
    for each in statements:
        by_report.setdefault(each.report, []).append(each)
    return tuple(
        Naming(
            link=links.report(id_, next((each.item for each in told if each.item), "") or ""),
            headline=told[0].headline,
            outlet=told[0].outlet,
            language=told[0].language,
            statements=sum(each.layer is not Layer.PLACES for each in told),
        )
        for id_, told in list(by_report.items())[:_REPORTS]
    )


HANDLERS = (place,)
