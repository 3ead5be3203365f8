"""UCDP GED's columns as CSV, one row an event with dead, and who claims which number of them.

The columns are those of GED 24.1 and 25.1, all 49; what UCDP's own lists would fill (conflicts, dyads and
their numbers) and what reports do not tell stays empty (docs/exports.md). GED holds events with at least one
dead; so does this table.
"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from reportedly.exports.citing import Citation
from reportedly.exports.coding import (
    CITATIONS,
    CLAIMANTS,
    Coding,
    cited_in,
    claimant_rows,
    clean,
    coding_of,
    outlets_of,
    write_table,
)
from reportedly.exports.dates import Dated, dated
from reportedly.exports.events import Coded
from reportedly.exports.files import Files
from reportedly.exports.matter import Matter
from reportedly.exports.parties import Party, actor_named, parties_of
from reportedly.exports.spots import Spot, prio_grid, spot_of
from reportedly.exports.tolls import Toll, estimates, greatest
from reportedly.reading.facts.coding import party_of
from reportedly.store.kept import Listed
from reportedly.tracing.names import side_of
from reportedly.wordlists.country_codes import codes_of

TABLE, CLAIMED = "ucdp.csv", "ucdp_claimants.csv"
COLUMNS = (
    "id", "relid", "year", "active_year", "code_status", "type_of_violence", "conflict_dset_id",
    "conflict_new_id", "conflict_name", "dyad_dset_id", "dyad_new_id", "dyad_name", "side_a_dset_id",
    "side_a_new_id", "side_a", "side_b_dset_id", "side_b_new_id", "side_b", "number_of_sources",
    "source_article", "source_office", "source_date", "source_headline", "source_original", "where_prec",
    "where_coordinates", "where_description", "adm_1", "adm_2", "latitude", "longitude", "geom_wkt",
    "priogrid_gid", "country", "country_id", "region", "event_clarity", "date_prec", "date_start",
    "date_end", "deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown", "best", "high", "low",
    "gwnoa", "gwnob",
)  # fmt: skip
"""UCDP GED's columns, in its order."""
_ONE_SIDED = 3
_STATE, _ARMED, _CIVILIANS = "state", "armed", "civilians"
_SPLIT = ("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown")
_CLEAR_PLACE, _CLEAR_DAY = 3, 1


def write(matter: Matter, files: Files) -> None:
    """Write the events with dead of a matter, and who claims how many."""
    coding = coding_of(matter)
    with files.open(TABLE) as stream:
        write_table(stream, (*COLUMNS, CITATIONS), (_row(*each) for each in rows_of(coding)))
    claimed = (row for event, tolls in rows_of(coding) for row in claimant_rows(event.number, tolls))
    with files.open(CLAIMED) as stream:
        write_table(stream, ("id", *CLAIMANTS), claimed)


def citations(folder: Path) -> Iterator[Citation]:
    """Yield every citation of both tables in `folder`. Raises StoreError where one cannot be read."""
    for name in (TABLE, CLAIMED):
        yield from cited_in(folder / name)


def rows_of(coding: Coding) -> Iterator[tuple[Coded, tuple[Toll, ...]]]:
    """Yield the events of which somebody says that at least one person was killed, with the figures."""
    for n, tolls in coding.tolls.items():
        event = coding.events[n]
        if event.told and any(each.counted and greatest(each) > 0 for each in tolls):
            yield event, tolls


def _row(event: Coded, tolls: tuple[Toll, ...]) -> list[object]:
    spot, when = spot_of(event.mentions), dated(event.mentions)
    actor, recipient = parties_of(event, spot.country)
    violence = type_of_violence(actor, recipient)
    found = estimates(tolls)
    best = found.best.low if found.best else None
    cells: dict[str, object] = {
        "id": event.number,
        "type_of_violence": violence,
        "side_a": actor.name,
        "side_b": "Civilians" if recipient.kind == _CIVILIANS else recipient.name,
        "gwnoa": _number(actor),
        "gwnob": _number(recipient) if violence == 1 else None,
        **_sources(event),
        **_where(spot),
        **_when(when),
        "event_clarity": _clarity(spot, when),
        "best": best,
        "low": found.low.low if found.low else None,
        "high": greatest(found.high) if found.high else None,
        **_split(best, found.best, actor, recipient, violence),
    }
    if actor.name and (recipient.name or cells["side_b"]):
        cells["dyad_name"] = f"{actor.name} - {cells['side_b']}"
    return [*(cells.get(column) for column in COLUMNS), event.citations()]


def type_of_violence(actor: Party, recipient: Party) -> int | None:
    """Return 1 for a state against an armed side, 2 for two armed groups, 3 against civilians; else None."""
    kinds = {actor.kind, recipient.kind}
    if actor.kind in {_STATE, _ARMED} and recipient.kind == _CIVILIANS:
        return _ONE_SIDED
    if kinds in ({_STATE}, {_STATE, _ARMED}) and actor.side != recipient.side:
        return 1
    return 2 if kinds == {_ARMED} and actor.side != recipient.side else None


def _sources(event: Coded) -> dict[str, object]:
    first = {each.report.id: each for each in reversed(event.mentions)}
    reports = [first[report].report for report in event.reports]
    original = dict.fromkeys(
        clean(each.statement.chain[-1].who) for each in event.mentions if each.attribution is not None
    )
    return {
        "number_of_sources": len(reports),
        "source_article": "; ".join(_article(each) for each in reports),
        "source_office": "; ".join(outlets_of(event)),
        "source_date": "; ".join(r.published[:10] for r in reports if r.published),
        "source_headline": "; ".join(clean(r.headline) for r in reports if r.headline),
        "source_original": "; ".join(original),
    }


def _article(report: Listed) -> str:
    """Return a report as GED names its sources: outlet, day, headline, each in quotation marks."""
    day = report.published[:10] if report.published else None
    parts = (clean(each) for each in (report.outlet, day, report.headline) if each)
    return ", ".join(f'"{each}"' for each in parts)


def _where(spot: Spot) -> dict[str, object]:
    codes = spot.codes
    cells: dict[str, object] = {
        "where_prec": spot.ged,
        "where_description": spot.place.span.text if spot.place else None,
        "adm_1": spot.admin1,
        "country": spot.country_name,
        "country_id": codes.gw if codes else None,
        "region": codes.ucdp if codes else None,
    }
    place = spot.place
    if place is None or not spot.located or place.lat is None or place.lon is None:
        return cells
    return cells | {
        "where_coordinates": spot.point_of,
        "latitude": f"{place.lat:.6f}",
        "longitude": f"{place.lon:.6f}",
        "geom_wkt": f"POINT ({place.lon:.6f} {place.lat:.6f})",
        "priogrid_gid": prio_grid(place.lat, place.lon),
    }


def _when(when: Dated) -> dict[str, object]:
    if when.days is None or when.ged is None:
        return {}
    return {
        "year": date.fromordinal(when.days.first).year,
        "date_prec": when.ged,
        "date_start": when.days.begins,
        "date_end": when.days.ends,
    }


def _clarity(spot: Spot, when: Dated) -> int:
    """Return 1 where the reports tell the day and a place within a district, 2 where they tell less."""
    return 1 if when.ged == _CLEAR_DAY and (spot.ged or 9) <= _CLEAR_PLACE else 2


def _split(
    best: int | None, toll: Toll | None, actor: Party, recipient: Party, violence: int | None
) -> dict[str, object]:
    """Return whose dead the best number counts, as its own words say; they add up to it."""
    if best is None or toll is None:
        return {}
    whose = toll.count.figure.whose
    column = "deaths_civilians" if violence == _ONE_SIDED else "deaths_unknown"
    if whose:
        side = side_of(whose)
        if party_of(whose) == _CIVILIANS:
            column = "deaths_civilians"
        elif side is not None and side == actor.side:
            column = "deaths_a"
        elif side is not None and side == recipient.side and violence != _ONE_SIDED:
            column = "deaths_b"
    return {each: best if each == column else 0 for each in _SPLIT}


def _number(party: Party) -> int | None:
    """Return the number of the state that a party acts for, by Gleditsch and Ward."""
    known = actor_named(party.name) if party.name and party.kind == _STATE else None
    codes = codes_of(known.country) if known else None
    return codes.gw if codes else None
