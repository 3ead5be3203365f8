"""Map: who says what of which place, on a basemap that answers nothing itself, and in a table.

One colour is one claimant, never one holder: nothing here shows who holds a place, only who says so.
"""

from typing import Any

import msgspec
from litestar import Response, get
from litestar.exceptions import NotFoundException
from litestar.params import FromPath, FromQuery

from reportedly.desk import links
from reportedly.desk.desk import AtDesk, Request
from reportedly.desk.navigation import Place
from reportedly.desk.pages.map_claimants import COLOURS, Claimant, claimants_of, colours_of
from reportedly.desk.pages.map_found import Asked, Found, found
from reportedly.desk.pages.map_geojson import collection
from reportedly.desk.pages.map_placed import Layer, Placed
from reportedly.desk.pages.map_rows import Row, row_of
from reportedly.desk.pages.map_towns import Box, towns
from reportedly.desk.rendering import page
from reportedly.desk.shortcuts import Shortcut
from reportedly.store import Store

PLACE = Place(name="Map", path=links.MAP, key="m")
STATEMENTS = f"{links.MAP}/layers/statements"
TOWNS = f"{links.MAP}/layers/towns"
_KEYS = (
    Shortcut(keys="[", does="A day back"),
    Shortcut(keys="]", does="A day on"),
    Shortcut(keys="p", does="Play the days"),
)
_NAMED = 60
"""Places in the table of those that are merely named."""
_GEOJSON = "application/geo+json"


class Named(msgspec.Struct, frozen=True, kw_only=True):
    """A place that reports name."""

    name: str
    link: str
    reports: int


class Shown(msgspec.Struct, frozen=True, kw_only=True):
    """What the page shows."""

    asked: Asked
    rows: tuple[Row, ...]
    named: tuple[Named, ...]
    coloured: tuple[Claimant, ...]
    """Claimants with a colour of their own."""
    others: int
    """How many claimants have none."""
    reports: int
    more: bool
    days: tuple[str, str] | None
    """First and last day of what is shown."""
    statements_at: str
    """Where the island gets them."""
    towns_at: str


@get(links.MAP, sync_to_thread=True)
def map_page(
    request: Request, desk: AtDesk, since: FromQuery[str] = "", until: FromQuery[str] = "",
    speaker: FromQuery[str] = "", place: FromQuery[str] = "",
) -> Response[str]:  # fmt: skip
    """Show what is said of places: on a map, and in a table."""
    asked = asked_for(since, until, speaker, place)
    told, colours = with_colours(desk.store, asked)
    shown = shown_of(told, asked, colours)
    return page(request, "map.html", title="Map", keys=_KEYS, shown=shown)


@get(f"{links.MAP}/layers/{{layer:str}}", sync_to_thread=True)
def layer(  # noqa: PLR0913, PLR0917 - as above, and the part of the globe
    desk: AtDesk, layer: FromPath[str], since: FromQuery[str] = "", until: FromQuery[str] = "",
    speaker: FromQuery[str] = "", place: FromQuery[str] = "", west: FromQuery[float] = -180,
    south: FromQuery[float] = -90, east: FromQuery[float] = 180, north: FromQuery[float] = 90,
    zoom: FromQuery[float] = 3,
) -> Response[bytes]:  # fmt: skip
    """Send one layer as GeoJSON: "statements" (as asked on the map), or "towns" (names within a box)."""
    if layer == "statements":
        return _geojson(
            collection(*with_colours(desk.store, asked_for(since, until, speaker, place))), "no-cache"
        )
    if layer == "towns":
        box = Box(west=west, south=south, east=east, north=north)
        return _geojson(towns(box, zoom), "private, max-age=86400")
    raise NotFoundException("the layers are statements and towns")


def _geojson(said: dict[str, Any], kept: str) -> Response[bytes]:
    return Response(msgspec.json.encode(said), media_type=_GEOJSON, headers={"Cache-Control": kept})


def asked_for(since: str, until: str, speaker: str, place: str) -> Asked:
    """Return what a form asks; fields left empty ask nothing."""
    said = {"since": since, "until": until, "speaker": speaker, "place": place}
    return Asked(**{name: value.strip() or None for name, value in said.items()})


def with_colours(store: Store, asked: Asked) -> tuple[Found, dict[str, int]]:
    """Return what is asked, and the colours of those who say most in the latest reports of all."""
    latest = found(store, Asked())
    told = latest if asked == Asked() else found(store, asked)
    return told, colours_of(latest.statements)


def shown_of(told: Found, asked: Asked, colours: dict[str, int]) -> Shown:
    """Return what the page shows of what was found."""
    claimants = claimants_of(told.statements, colours)
    by_key = {each.key: each for each in claimants}
    rows = tuple(
        row_of(each, by_key) for each in told.statements if each.layer in {Layer.CONTROL, Layer.EVENTS}
    )
    said = {"since": asked.since, "until": asked.until, "speaker": asked.speaker, "place": asked.place}
    days = sorted(row.first for row in rows if row.first)
    return Shown(
        asked=asked,
        rows=rows,
        named=_named(told.statements),
        coloured=tuple(sorted((c for c in claimants if c.slot < COLOURS), key=lambda c: c.slot)),
        others=sum(each.slot == COLOURS for each in claimants),
        reports=told.reports,
        more=told.more,
        days=(days[0], days[-1]) if days else None,
        statements_at=links.asked(STATEMENTS, said),
        towns_at=TOWNS,
    )


def _named(statements: tuple[Placed, ...]) -> tuple[Named, ...]:
    by_place: dict[str, list[Placed]] = {}
    for each in statements:
        if each.layer is Layer.PLACES:
            by_place.setdefault(each.key, []).append(each)
    ranked = sorted(by_place.values(), key=lambda named: (-len(named), named[0].place))
    return tuple(
        Named(name=named[0].place, link=links.place(named[0].place), reports=len(named))
        for named in ranked[:_NAMED]
    )


HANDLERS = (map_page, layer)
