"""Facts: what a report says happened, where, when, how many, and how firmly it is told.

Values and edge cases are those of the annotation guide; event types are PLOVER 0.8, dates are EDTF
(ISO 8601-2), places are GeoNames.
"""

from enum import StrEnum

import msgspec

from reportedly.record.span import Span


class PlaceKind(StrEnum):
    """What sort of place a name stands for (annotation guide, `Place.kind`)."""

    COUNTRY = "country"
    REGION = "region"
    CITY = "city"
    VILLAGE = "village"
    FACILITY = "facility"
    WATER = "water"
    OTHER = "other"


class Precision(StrEnum):
    """How near the coordinates are to the place meant."""

    EXACT = "exact"
    """The place itself: a point of it, or the middle of an area."""
    CITY = "city"
    """The town said beside it; the place itself (a street, a building) is in no list."""
    ADMIN2 = "admin2"
    """The second-level division said beside it."""
    ADMIN1 = "admin1"
    """The first-level division said beside it; the place itself is in no list."""
    COUNTRY = "country"
    """The country said beside it."""


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """One mention of a place by name."""

    span: Span
    """The name as the report has it."""
    name: str
    """The place meant ("Donetsk region" for "Donetsk" in "the regions of Luhansk and Donetsk")."""
    kind: PlaceKind
    """What sort of place it is."""
    geonames_id: int | None = None
    """Identity in GeoNames; None where the place is in no list or cannot be told."""
    lat: float | None = None
    """Latitude in degrees, WGS 84; None where it cannot be told."""
    lon: float | None = None
    """Longitude in degrees, WGS 84."""
    country: str | None = None
    """ISO 3166-1 alpha-2 code of the country GeoNames files the place under."""
    admin1: str | None = None
    """Name of the first-level division."""
    precision: Precision | None = None
    """How near the coordinates are; None where there are none."""


class Basis(StrEnum):
    """What a date rests on."""

    SAID = "said"
    """The report's words alone ("24 February 2022")."""
    RELATIVE = "relative"
    """The report's words and its date of publication ("on Monday")."""
    PUBLICATION = "publication"
    """Only the date of publication ("now")."""
    UNKNOWN = "unknown"
    """It cannot be told: no date of publication, or it hangs on something else ("the next day")."""


class Time(msgspec.Struct, frozen=True, kw_only=True):
    """One expression of time."""

    span: Span
    """The expression as the report has it."""
    edtf: str | None = None
    """Its value in EDTF, an instant or interval; None where it cannot be told."""
    basis: Basis
    """What the value rests on."""


class What(StrEnum):
    """What a figure counts (annotation guide, `Figure.what`)."""

    KILLED = "killed"
    WOUNDED = "wounded"
    CAPTURED = "captured"
    MISSING = "missing"
    CASUALTIES = "casualties"
    DISPLACED = "displaced"
    TROOPS = "troops"
    VEHICLES = "vehicles"
    AIRCRAFT = "aircraft"
    DRONES = "drones"
    MISSILES = "missiles"
    AREA = "area"
    DISTANCE = "distance"
    MONEY = "money"
    PLACES = "places"
    OTHER = "other"


class Figure(msgspec.Struct, frozen=True, kw_only=True):
    """One number or vague quantity; a bound that was not said is None, never guessed."""

    id: str
    """"f1", "f2"… in order of the span."""
    span: Span
    """The whole quantity as the report has it ("at least 12 people")."""
    low: float | None
    """Least value said, in `unit`: 12 for "at least 12", 24 for "dozens"."""
    high: float | None
    """Greatest value said, in `unit`; None for "at least 12"."""
    approx: bool = False
    """Whether the report says it is not exact ("about", "nearly", "some")."""
    unit: str | None = None
    """What one of it is: people, percent, USD, km, km2, vehicles…"""
    what: What
    """What is counted."""
    whose: str | None = None
    """The side or thing counted, in the report's words ("Russian soldiers")."""
    cumulative: bool | None = None
    """True for a total so far, False for new ones, None where the report does not say."""
    period: Span | None = None
    """The words that say over what time it counts ("since February 2022")."""
    si: tuple[float | None, float | None, str] | None = None
    """Low, high and unit in km, km2 or tonnes, where `unit` is another measure of it."""
    by: str | None = None
    """Id of the innermost attribution whose content holds it; None for the outlet's own voice."""


class Status(StrEnum):
    """How firmly a fact is told (annotation guide, `status`)."""

    ASSERTED = "asserted"
    HEDGED = "hedged"
    DENIED = "denied"
    PLANNED = "planned"
    HYPOTHETICAL = "hypothetical"


class Change(StrEnum):
    """What a control statement says of its holder."""

    HOLDS = "holds"
    GAINS = "gains"
    LOSES = "loses"
    CONTESTS = "contests"


class Control(msgspec.Struct, frozen=True, kw_only=True):
    """One statement of who holds, takes, loses or fights over a place. It is always a claim."""

    id: str
    """"c1", "c2"… in order of the span."""
    span: Span
    """The clause's head words ("has captured")."""
    place: str | None = None
    """The place, as the report names it; several parted by "; "."""
    holder: str | None = None
    """The side that holds, gains, loses or contests it."""
    change: Change
    """What is said of the holder."""
    status: Status
    """How firmly it is told."""
    when: str | None = None
    """When, in EDTF; None where the report does not say."""
    place_spans: tuple[Span, ...] = ()
    """The words that name the place."""
    holder_spans: tuple[Span, ...] = ()
    """The words that name the holder."""
    when_span: Span | None = None
    """The words that say when."""
    by: str | None = None
    """Id of the innermost attribution whose content holds it; None for the outlet's own voice."""
    confidence: float = 1.0
    """Probability, 0 to 1, that such a statement stands here."""


class EventType(StrEnum):
    """PLOVER 0.8 event types (Halterman et al. 2023)."""

    AGREE = "AGREE"
    CONSULT = "CONSULT"
    SUPPORT = "SUPPORT"
    CONCEDE = "CONCEDE"
    COOPERATE = "COOPERATE"
    AID = "AID"
    RETREAT = "RETREAT"
    REQUEST = "REQUEST"
    REJECT = "REJECT"
    ACCUSE = "ACCUSE"
    THREATEN = "THREATEN"
    PROTEST = "PROTEST"
    SANCTION = "SANCTION"
    MOBILIZE = "MOBILIZE"
    COERCE = "COERCE"
    ASSAULT = "ASSAULT"


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """One conflict or diplomatic event, as told at one place of the report."""

    id: str
    """"e1", "e2"… in order of the span."""
    span: Span
    """The trigger words ("shelled")."""
    type: EventType
    """What was done."""
    mode: str | None = None
    """PLOVER mode of the type ("aerial", "demo"); None where the words do not tell."""
    acled: tuple[str, str] | None = None
    """ACLED event type and sub-event type by the table in `wordlists/acled.yaml`; None where none fits."""
    actor: str | None = None
    """Who did it; several parted by ", "."""
    recipient: str | None = None
    """To whom it was done; several parted by ", "."""
    place: str | None = None
    """Where, as the report names it; several parted by ", "."""
    when: str | None = None
    """When, in EDTF; None where the report does not say."""
    status: Status
    """How firmly it is told."""
    actor_spans: tuple[Span, ...] = ()
    """The words that name the actor."""
    recipient_spans: tuple[Span, ...] = ()
    """The words that name the recipient."""
    place_spans: tuple[Span, ...] = ()
    """The words that name the place."""
    when_span: Span | None = None
    """The words that say when."""
    by: str | None = None
    """Id of the innermost attribution whose content holds it; None for the outlet's own voice."""
    confidence: float = 1.0
    """Probability, 0 to 1, that such an event is told here."""
