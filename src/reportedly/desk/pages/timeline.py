"""Timeline: what is said to have happened, day by day, and how the claimants' figures run."""

from collections import defaultdict

import msgspec
from litestar import Response, get

from reportedly.desk import links
from reportedly.desk.desk import AtDesk, Request
from reportedly.desk.navigation import Place
from reportedly.desk.pages.chart import Chart, Point, Series, chart_of
from reportedly.desk.pages.ledger_shown import amount, asked, first_day, is_large, words_at
from reportedly.desk.pages.map_claimants import claimants_of, colours_of
from reportedly.desk.pages.map_found import Asked, found
from reportedly.desk.pages.map_placed import Layer
from reportedly.desk.pages.map_rows import Row, row_of
from reportedly.desk.rendering import page
from reportedly.errors import StoreError
from reportedly.linking import LedgerFilters
from reportedly.record import What
from reportedly.tracing.ledgers import FigureEntry
from reportedly.tracing.names import folded

PLACE = Place(name="Timeline", path=links.TIMELINE, key="t")
_NAMES = ("place", "speaker", "party", "what", "since", "until")
FIELDS = (
    ("place", "Place"),
    ("speaker", "Said by"),
    ("party", "Whose figures"),
    ("since", "From"),
    ("until", "To"),
)
_MOST = 400
_SLOTS = 9


class FigureRow(msgspec.Struct, frozen=True, kw_only=True):
    """One figure in the table beside the chart."""

    day: str | None
    said: bool
    amount: str
    whose: str
    says: str
    slot: int
    """Colour of the claimant's line; `_SLOTS` and more for those that are not drawn."""
    link: str


class Events(msgspec.Struct, frozen=True, kw_only=True):
    """What happened on one day, as is said."""

    day: str
    rows: tuple[Row, ...]


@get(links.TIMELINE, sync_to_thread=True)
def timeline(request: Request, desk: AtDesk) -> Response[str]:
    """Show events and figures over days."""
    said, trouble = asked(dict(request.query_params), _NAMES), ""
    what = said.pop("what", str(What.KILLED))
    what = what if what in set(What) else str(What.KILLED)
    wanting = not said and is_large(desk)
    entries: tuple[FigureEntry, ...] = ()
    days: tuple[Events, ...] = ()
    try:
        if not wanting:
            with desk.tracer.traces() as traces:
                entries = traces.figures_ledger(LedgerFilters(**said, what=what))  # type: ignore[arg-type] # all of them str
        days = _events(desk, said)
    except StoreError as error:
        trouble = str(error)
    chart, rows = figures_of(entries)
    return page(
        request,
        "timeline.html",
        title="Timeline",
        status=400 if trouble else 200,
        said=said,
        what=what,
        whats=[str(each) for each in What],
        fields=FIELDS,
        trouble=trouble,
        wanting=wanting,
        chart=chart,
        figures=rows[:_MOST],
        more=max(0, len(rows) - _MOST),
        days=days,
    )


def figures_of(entries: tuple[FigureEntry, ...]) -> tuple[Chart | None, list[FigureRow]]:
    """Return the chart of the claimants with most figures, and the table of all."""
    by_claimant: dict[str, list[FigureEntry]] = defaultdict(list)
    for entry in entries:
        if first_day(entry.when) is not None and (entry.low, entry.high) != (None, None):
            by_claimant[folded(entry.says)].append(entry)
    ranked = sorted(by_claimant, key=lambda name: (-len(by_claimant[name]), name))
    series = [Series(name=by_claimant[name][0].says, points=_greatest(by_claimant[name])) for name in ranked]
    chart = chart_of(series)
    slot = {folded(line.name): line.slot for line in chart.lines} if chart else {}
    rows = [
        FigureRow(
            day=first_day(e.when),
            said=e.said,
            amount=amount(e.low, e.high, approx=e.approx),
            whose=e.whose,
            says=e.says,
            slot=slot.get(folded(e.says), _SLOTS),
            link=words_at(e.statement),
        )
        for e in entries
    ]
    rows.sort(key=lambda row: (row.day or "", row.says, row.link), reverse=True)
    return chart, rows


def _greatest(entries: list[FigureEntry]) -> tuple[Point, ...]:
    """Return one value for each day, the greatest: beside a toll its parts are often told too."""
    by_day: dict[str, Point] = {}
    for point in map(_point, entries):
        if point.day not in by_day or by_day[point.day].high < point.high:
            by_day[point.day] = point
    return tuple(by_day.values())


def _point(entry: FigureEntry) -> Point:
    low = entry.low if entry.low is not None else entry.high or 0.0
    high = entry.high if entry.high is not None else low
    told = amount(entry.low, entry.high, approx=entry.approx)
    return Point(
        day=first_day(entry.when) or "",
        low=max(0.0, min(low, high)),
        high=max(0.0, low, high),
        told=f"{entry.says}, {first_day(entry.when)}: {told} {entry.whose}".strip(),
        link=words_at(entry.statement),
    )


def _events(desk: AtDesk, said: dict[str, str]) -> tuple[Events, ...]:
    """Return the events that the latest reports of these days tell, the latest day first."""
    narrowed = {name: said.get(name) for name in ("since", "until", "speaker", "place")}
    placed = [each for each in found(desk.store, Asked(**narrowed)).statements if each.layer is Layer.EVENTS]
    claimants = {each.key: each for each in claimants_of(placed, colours_of(placed))}
    by_day: dict[str, dict[str, Row]] = defaultdict(dict)
    for each in placed[:_MOST]:
        row = row_of(each, claimants)
        by_day[each.day or ""].setdefault(row.link, row)
    return tuple(Events(day=day, rows=tuple(by_day[day].values())) for day in sorted(by_day, reverse=True))


HANDLERS = (timeline,)
