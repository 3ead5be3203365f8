"""Statements: what one report asserts, in a form that can be compared with another report's."""

from enum import StrEnum

import msgspec

from reportedly.record import Act, Span, Status, Voice


class StatementKind(StrEnum):
    """Where in a Reading a statement comes from."""

    EVENT = "event"
    CONTROL = "control"
    FIGURE = "figure"
    SAID = "said"
    """Attributed words, one sentence of them."""


class Named(msgspec.Struct, frozen=True):
    """A place, as said and as known."""

    name: str
    """As the report has it."""
    geonames_id: int | None = None
    """Identity in GeoNames; None where it could not be told."""
    country: str | None = None
    """ISO 3166-1 alpha-2 code; None where it could not be told."""
    wide: bool = False
    """Whether it is a country: something in it need not be at one spot."""
    region: str | None = None
    """First-level division it lies in, or is; None where it could not be told."""
    broad: bool = False
    """Whether it is a region: something in it may be at a spot in it."""


class Statement(msgspec.Struct, frozen=True, kw_only=True):
    """One thing asserted in one report: who says it, what, where, when, how many, how firmly."""

    id: str
    """Report id, "#", the id of the item in the Reading; for attributed words also the sentence: "a3.2"."""
    report: str
    """Id of the report."""
    outlet: str | None = None
    """Who published it."""
    published: str | None = None
    """ISO date of publication."""
    kind: StatementKind
    """What sort of item it is."""
    item: str
    """Id of the item in the Reading ("e3")."""
    words: str
    """The words that say it, made readable: the clause of an event, the sentence said."""
    spans: tuple[Span, ...]
    """The same words in the report: the proof."""
    head: str = ""
    """The words of the deed alone ("launched its invasion"); empty for attributed words."""
    chain: tuple[Voice, ...] = ()
    """The voices from the publisher to who says it; the publisher alone for the outlet's own voice."""
    attribution: str | None = None
    """Id of the attribution it stands in; None for the outlet's own voice."""
    act: Act | None = None
    """What the attribution does with it."""
    medium: str | None = None
    """Where it was said, if the report says so."""
    said_on: str | None = None
    """When it was said, EDTF: a time told in the sentence of the cue, outside the content; None otherwise."""
    side: str | None = None
    """The country or armed group that the last voice speaks for, folded; None where not told."""
    type: str | None = None
    """PLOVER type of an event, change of a control statement, what of a figure."""
    actors: tuple[str, ...] = ()
    """Who does it; the holder of a control statement; whose of a figure."""
    recipients: tuple[str, ...] = ()
    """To whom it is done."""
    places: tuple[Named, ...] = ()
    """Where; for attributed words, every place named in them."""
    when: str | None = None
    """When, EDTF."""
    low: float | None = None
    """Least value of a figure."""
    high: float | None = None
    """Greatest value of a figure."""
    approx: bool = False
    """Whether the figure is said to be inexact."""
    unit: str | None = None
    """Unit of a figure."""
    cumulative: bool | None = None
    """Whether a figure is a total so far, or new ones."""
    period: str | None = None
    """Over what time a figure counts, in words."""
    of_war: bool = False
    """Whether the sentence of a figure tells of a war as a whole, not of one happening in it."""
    setting: tuple[str, ...] = ()
    """The countries the report names most, folded: what it is about; at most three."""
    scene: tuple[Named, ...] = ()
    """Where its sentence is set (`scenes.py`): the places, countries apart, told in it or last before it."""
    scene_day: str | None = None
    """When its sentence is set, EDTF, told likewise; None where that cannot be told."""
    status: Status = Status.ASSERTED
    """How firmly it is told."""

    @property
    def gist(self) -> str:
        """Who did what to whom where, as bare words; for attributed words the words themselves."""
        if self.kind is StatementKind.SAID:
            return self.words
        return " ".join((*self.actors, self.head, *self.recipients, *(p.name for p in self.places)))

    @property
    def speaker(self) -> Voice | None:
        """The last voice of the chain; None for the outlet's own voice."""
        return self.chain[-1] if self.attribution is not None and self.chain else None
