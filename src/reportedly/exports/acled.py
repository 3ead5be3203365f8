"""ACLED's columns as CSV, one row an event, and who claims which number of dead beside them.

The rules are those of ACLED's codebook of October 2024, as far as reports alone can meet them; what they do
not tell stays empty (docs/exports.md).
"""

from collections.abc import Iterator
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
    notes_of,
    outlets_of,
    write_table,
)
from reportedly.exports.dates import dated
from reportedly.exports.events import Coded
from reportedly.exports.files import Files
from reportedly.exports.matter import Matter
from reportedly.exports.parties import Party, parties_of
from reportedly.exports.spots import Spot, spot_of
from reportedly.exports.tolls import Toll, acled_number
from reportedly.wordlists import outlets

TABLE, CLAIMED = "acled.csv", "acled_claimants.csv"
COLUMNS = (
    "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type",
    "actor1", "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2", "interaction",
    "civilian_targeting", "iso", "region", "country", "admin1", "admin2", "admin3", "location", "latitude",
    "longitude", "geo_precision", "source", "source_scale", "notes", "fatalities", "tags", "timestamp",
)  # fmt: skip
"""ACLED's columns, in its order (codebook of 2024, table 1)."""
INTERS = (
    "State forces", "Rebel group", "Political militia", "Identity militia", "Rioters", "Protesters",
    "Civilians", "External/Other forces",
)  # fmt: skip
"""ACLED's kinds of actors, by their number from 1; as text since 2024."""
_GENERAL = frozenset({"Rioters", "Protesters", "Civilians"})
"""Kinds that ACLED names by themselves: "Civilians (Kenya)"."""
_TARGETED = "Civilians targeted"
_EXCESSIVE = "Excessive force against protesters"
_DISORDER = {
    "Battles": "Political violence",
    "Explosions/Remote violence": "Political violence",
    "Violence against civilians": "Political violence",
    "Protests": "Demonstrations",
    "Riots": "Demonstrations",
    "Strategic developments": "Strategic developments",
}
_DISORDER_OF_SUB = {
    "Mob violence": "Political violence",
    _EXCESSIVE: "Political violence; Demonstrations",
}
_UNNAMED_COUNTRY = "XXX"
"""Before the number of an event whose country is not known; ISO 3166-1 leaves it to users."""


def write(matter: Matter, files: Files) -> None:
    """Write the events of a matter and who claims how many dead."""
    coding = coding_of(matter)
    made = int(matter.made.timestamp())
    with files.open(TABLE) as stream:
        write_table(stream, (*COLUMNS, CITATIONS), (_row(*each, made) for each in rows_of(coding)))
    claimed = (row for event, tolls in rows_of(coding) for row in claimant_rows(_id(event), tolls))
    with files.open(CLAIMED) as stream:
        write_table(stream, ("event_id_cnty", *CLAIMANTS), claimed)


def citations(folder: Path) -> Iterator[Citation]:
    """Yield every citation of both tables in `folder`. Raises StoreError where one cannot be read."""
    for name in (TABLE, CLAIMED):
        yield from cited_in(folder / name)


def rows_of(coding: Coding) -> Iterator[tuple[Coded, tuple[Toll, ...]]]:
    """Yield the events that ACLED would record, each with its figures of dead."""
    for n, event in enumerate(coding.events):
        if event.code is not None and event.told:
            yield event, coding.tolls.get(n, ())


def interaction(one: str | None, other: str | None) -> str | None:
    """Return ACLED's interaction of two kinds of actors, in its order; None where one is not known.

    >>> interaction("Civilians", "State forces"), interaction("Rioters", "")
    ('State forces-Civilians', 'Rioters only')
    """
    if not one or other is None:
        return None
    if not other:
        return f"{one} only"
    first, second = sorted((one, other), key=INTERS.index)
    if (first, second) == ("Civilians", "External/Other forces"):  # the only pair against the order
        first, second = second, first
    return f"{first}-{second}"


def _row(event: Coded, tolls: tuple[Toll, ...], made: int) -> list[object]:
    spot, when = spot_of(event.mentions), dated(event.mentions).acled
    kind, sub = event.code or ("", "")
    actor, recipient = parties_of(event, spot.country)
    place = spot.place if spot.located else None
    codes = spot.codes
    return [
        _id(event),
        when[0] if when else None,
        when[0][:4] if when else None,
        when[1] if when else None,
        _DISORDER_OF_SUB.get(sub, _DISORDER[kind]),
        kind,
        sub,
        *_named(actor, spot),
        actor.inter,
        *_named(recipient, spot),
        recipient.inter,
        interaction(actor.inter, recipient.inter if recipient.name else ""),
        _TARGETED if _is_targeted(kind, sub, recipient) else None,
        codes.number if codes else None,
        codes.acled if codes else None,
        spot.country_name,
        spot.admin1,
        None,
        None,
        spot.point_of,
        f"{place.lat:.4f}" if place else None,
        f"{place.lon:.4f}" if place else None,
        spot.acled,
        "; ".join(outlets_of(event)),
        _scale(event, spot),
        notes_of(event, tolls),
        _fatalities(event, tolls),
        None,
        made,
        event.citations(),
    ]


def _named(party: Party, spot: Spot) -> tuple[str | None, str | None]:
    """Return an actor and who is associated with it; people without a group by ACLED's general name."""
    if party.inter not in _GENERAL:
        return party.name, "; ".join(party.others) or None
    country = f" ({spot.country_name})" if spot.country_name else ""
    return f"{party.inter}{country}", "; ".join((party.name or "", *party.others))


def _id(event: Coded) -> str:
    codes = spot_of(event.mentions).codes
    return f"{codes.iso3 if codes else _UNNAMED_COUNTRY}{event.number}"


def _is_targeted(kind: str, sub: str, recipient: Party) -> bool:
    """Tell whether civilians were the main target (codebook, "Civilian targeting"); never in battles."""
    if kind == "Violence against civilians" or sub == _EXCESSIVE:
        return True
    return kind in {"Explosions/Remote violence", "Riots"} and recipient.inter == "Civilians"


def _fatalities(event: Coded, tolls: tuple[Toll, ...]) -> int | None:
    """Return ACLED's number; 0 where no report tells of dead, None where one does without a number."""
    number = acled_number(tolls)
    if number is not None:
        return number
    return None if any(each.tells_of_dead for each in event.mentions) else 0


def _scale(event: Coded, spot: Spot) -> str | None:
    """Return ACLED's source_scale as far as it can be told: of listed outlets, by where they are at home."""
    scales = set()
    for name in outlets_of(event):
        known = outlets.find(clean(name))
        if len(known) != 1 or spot.country is None:
            return None
        scales.add("National" if known[0].country == spot.country else "International")
    return "-".join(sorted(scales, reverse=True)) or None
