"""Rows: the statements about places as a table shows them; the table says all that the map shows."""

import msgspec

from reportedly.desk import links
from reportedly.desk.pages.map_claimants import COLOURS, Claimant, claimant_key
from reportedly.desk.pages.map_placed import Layer, Placed
from reportedly.record import Status

_STATUS = {
    Status.HEDGED: "hedged",
    Status.DENIED: "denied",
    Status.PLANNED: "planned",
    Status.HYPOTHETICAL: "supposed",
}
_MOST_VOICES = 4
_MOST_WORDS = 320


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One statement about one place, as shown."""

    id: str
    layer: str
    first: str
    """First day, YYYY-MM-DD; "" where not known."""
    last: str
    day: str
    """For a person."""
    said: bool
    """Whether the report says when; else it is the day of publication."""
    place: str
    place_link: str
    located: bool
    """Whether it is on the map."""
    near: str
    """How near, where it is no spot."""
    what: str
    """Who holds it, who did what to whom, how many."""
    status: str
    """How firmly, where it is not simply said."""
    says: str
    """Who says so."""
    own: bool
    """Whether it is the outlet's own voice."""
    through: str
    """The voices between the outlet and who says it."""
    slot: int
    letter: str
    claimant: str
    outlet: str
    language: str | None
    link: str
    """The Reader, at the words."""
    words: str


def row_of(placed: Placed, claimants: dict[str, Claimant]) -> Row:
    """Return a statement as a row of the table."""
    key = claimant_key(placed)
    claimant = claimants.get(key)
    between = placed.chain[1:-1][-_MOST_VOICES:]
    return Row(
        id=placed.id,
        layer=str(placed.layer),
        first=placed.day or "",
        last=placed.until or "",
        day=_days(placed.day, placed.until),
        said=placed.said,
        place=placed.place,
        place_link=links.place(placed.place),
        located=placed.where is not None,
        near=placed.where.near if placed.where else "",
        what=what_of(placed),
        status=_STATUS.get(placed.status, ""),
        says=placed.says or "nobody named",
        own=placed.own,
        through=" → ".join(between),
        slot=claimant.slot if claimant else COLOURS,
        letter=claimant.letter if claimant else "·",
        claimant=key,
        outlet=" ".join((placed.outlet or "").split()),
        language=placed.language,
        link=links.report(placed.report, placed.item or ""),
        words=_cut(placed.words),
    )


def what_of(placed: Placed) -> str:
    """Return what is said, in few words ("Russia gains"); a figure as the report has it."""
    match placed.layer:
        case Layer.CONTROL:
            return f"{placed.who} {placed.kind}"
        case Layer.EVENTS:
            parties = " → ".join(part for part in (placed.who, placed.whom) if part)
            return f"{placed.kind.lower()}: {parties}" if parties else placed.kind.lower()
        case Layer.FIGURES:
            return f"{placed.head} ({placed.kind})"
        case Layer.PLACES:
            return ""


def _days(first: str | None, last: str | None) -> str:
    """Return "2025-03-04", or "2025-03-04 – 2025-03-09"; an open end is left out."""
    if first is None:
        return "not dated"
    ends = [end for end in (first, last) if end and end not in {"0001-01-01", "9999-12-31"}]
    return " – ".join(dict.fromkeys(ends)) or "not dated"


def _cut(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= _MOST_WORDS else words[:_MOST_WORDS].rsplit(" ", 1)[0] + " …"
