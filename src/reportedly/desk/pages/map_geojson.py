"""GeoJSON (RFC 7946) of what is found: one feature for a statement about a place, one for a place named.

A place that cannot be put on a map has no geometry, as the RFC has it; the page lists it beside the map.
"""

from collections.abc import Mapping
from typing import Any

from reportedly.desk import links
from reportedly.desk.pages.map_claimants import Claimant, claimant_key, claimants_of, held
from reportedly.desk.pages.map_found import Found
from reportedly.desk.pages.map_placed import Layer, Placed, Where
from reportedly.record import Change

_NAMED = 12
"""Reports that a place names in its feature; the page of the place has them all."""


def collection(found: Found, colours: Mapping[str, int]) -> dict[str, Any]:
    """Return the feature collection; "reportedly" tells who says it, and whether there is more."""
    claimants = claimants_of(found.statements, colours)
    by_key = {each.key: each for each in claimants}
    told = [each for each in found.statements if each.layer in {Layer.CONTROL, Layer.EVENTS}]
    return {
        "type": "FeatureCollection",
        "features": [*(_statement(each, by_key) for each in told), *_named(found)],
        "reportedly": {
            "reports": found.reports,
            "more": found.more,
            "claimants": [
                {"key": c.key, "name": c.name, "slot": c.slot, "letter": c.letter, "says": c.says}
                for c in claimants
            ],
            "note": "Each feature is what somebody says, not what is so.",
        },
    }


def _statement(placed: Placed, claimants: dict[str, Claimant]) -> dict[str, Any]:
    claimant = claimants[claimant_key(placed)]
    properties = {
        "layer": str(placed.layer),
        "place": placed.place,
        "place_key": placed.key,
        "place_link": links.place(placed.place),
        **_near(placed.where),
        "day": placed.day,
        "until": placed.until,
        "when": placed.when,
        "day_said": placed.said,
        "says": placed.says,
        "own_voice": placed.own,
        "claimant": claimant.key,
        "slot": claimant.slot,
        "letter": claimant.letter,
        "chain": list(placed.chain),
        "kind": placed.kind,
        "who": placed.who,
        "whom": placed.whom,
        "status": str(placed.status),
        "words": placed.words,
        "report": placed.report,
        "headline": placed.headline,
        "link": links.report(placed.report, placed.item or ""),
    }
    if placed.layer is Layer.CONTROL:
        holder, known, has = held(placed)
        properties |= {"holder": holder, "holder_known": known, "has": has and placed.kind != Change.CONTESTS}
    return _feature(placed.id, placed.where, properties)


def _named(found: Found) -> list[dict[str, Any]]:
    """Return a feature for each place that reports name and that can be put on the map."""
    by_place: dict[str, list[Placed]] = {}
    for each in found.statements:
        if each.layer is Layer.PLACES and each.where is not None:
            by_place.setdefault(each.key, []).append(each)
    features = []
    for key, named in sorted(by_place.items(), key=lambda pair: (-len(pair[1]), pair[0])):
        first = named[0]
        properties = {
            "layer": "places",
            "place": first.place,
            "place_key": key,
            "place_link": links.place(first.place),
            **_near(first.where),
            "days": [each.day for each in named],
            "reports": len(named),
            "named_in": [
                {"link": links.report(each.report), "headline": each.headline, "outlet": each.outlet}
                for each in named[:_NAMED]
            ],
        }
        features.append(_feature(f"place:{key}", first.where, properties))
    return features


def _near(where: Where | None) -> dict[str, Any]:
    if where is None:
        return {"exact": False, "precision": None, "division": None}
    return {"exact": where.exact, "precision": where.precision, "division": where.division}


def _feature(id_: str, where: Where | None, properties: dict[str, Any]) -> dict[str, Any]:
    point = (
        None
        if where is None
        else {"type": "Point", "coordinates": [round(where.lon, 5), round(where.lat, 5)]}
    )
    return {"type": "Feature", "id": id_, "geometry": point, "properties": properties}
