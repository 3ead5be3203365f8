"""Near: the other places that reports speak of within a day's drive of a place."""

from collections.abc import Iterable

import msgspec

from reportedly.desk import links
from reportedly.desk.pages.map_placed import Layer, Placed, Where
from reportedly.gazetteer import kilometres

_RADIUS_KM = 80
_MOST = 12


class Near(msgspec.Struct, frozen=True, kw_only=True):
    """A place near another."""

    name: str
    link: str
    km: int
    """Distance, in kilometres, to a spot; not given for areas."""
    told: int
    """Statements of control and events there."""


def nearest(statements: Iterable[Placed], where: Where, key: str) -> tuple[Near, ...]:
    """Return the spots within the radius, but for the place itself, the nearest first."""
    by_place: dict[str, list[Placed]] = {}
    for each in statements:
        if each.where is not None and each.where.exact and each.key != key:
            by_place.setdefault(each.key, []).append(each)
    found_near = []
    for told in by_place.values():
        at = told[0].where
        away = kilometres((where.lat, where.lon), (at.lat, at.lon)) if at else _RADIUS_KM + 1
        if away <= _RADIUS_KM:
            number = sum(each.layer in {Layer.CONTROL, Layer.EVENTS} for each in told)
            name = told[0].place
            found_near.append(Near(name=name, link=links.place(name), km=round(away), told=number))
    return tuple(sorted(found_near, key=lambda near: (near.km, near.name))[:_MOST])
