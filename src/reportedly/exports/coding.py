"""Coding: the events of a matter with their dead, and the tables that tell them, for ACLED and UCDP."""

import csv
import io
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import IO

import msgspec

from reportedly.errors import StoreError
from reportedly.exports.citing import Citation, from_cell, to_cell
from reportedly.exports.events import Coded, coded
from reportedly.exports.matter import Matter
from reportedly.exports.mentions import Count, Mention, telling_of
from reportedly.exports.tolls import Toll, is_of_dead, tolls_of
from reportedly.linking.told import ContradictionFilters
from reportedly.record import Act, Kind, Status, Voice
from reportedly.tracing.comparable import Label, near
from reportedly.tracing.names import key_of
from reportedly.tracing.statement import Statement, StatementKind
from reportedly.views.sheets import plain_cell
from reportedly.views.values import shortened
from reportedly.views.voices import NO_OUTLET

CITATIONS = "citations"
"""The column that stands last in each of our tables."""
CLAIMANTS = (
    "claimant", "claimant_kind", "chain", "outlet", "report", "url", "published", "words", "low", "high",
    "whose", "counted", "why", CITATIONS,
)  # fmt: skip
"""Columns of a table of claimants, after the one that names the event."""
_HAPPENED = frozenset({Status.ASSERTED, Status.HEDGED})
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+")
"""Control and direction characters, and what is not seen: none of it belongs in a cell."""
_LONGEST = 300
"""Characters of a clause that a note quotes."""
_MOST = 12
"""Reports that a note quotes; all of them are in the citations."""


class Coding(msgspec.Struct, frozen=True, kw_only=True):
    """The events of a matter."""

    events: tuple[Coded, ...]
    """All that the chosen records tell, those published first before others."""
    tolls: dict[int, tuple[Toll, ...]]
    """The figures of dead of an event, by its place in `events`."""


def coding_of(matter: Matter) -> Coding:
    """Return the events that the chosen records of a matter tell, and their figures of dead."""
    mentions: list[Mention] = []
    counts: list[Count] = []
    for taken in matter.reports():
        claims = matter.traces.claims_of([f"{taken.report.id}#{event.id}" for event in taken.reading.events])
        telling = telling_of(taken, claims)
        mentions += [each for each in telling.mentions if happened(each)]
        counts += [each for each in telling.counts if is_of_dead(each)]
    events = coded(mentions)
    return Coding(events=events, tolls=tolls_of(events, counts, superseded(matter)))


def happened(mention: Mention) -> bool:
    """Tell whether an event happened by the report's word: not denied, planned or hypothetical."""
    denied = mention.attribution is not None and mention.attribution.act is Act.DENY
    return mention.event.status in _HAPPENED and not denied


def superseded(matter: Matter) -> dict[str, str]:
    """Return the figures that the trace takes for earlier counts, by id, each with the reason."""
    found: dict[str, str] = {}
    for pair in matter.traces.every_contradiction(ContradictionFilters(label=str(Label.SUPERSEDED))):
        if pair.one.kind is StatementKind.FIGURE:
            earlier = pair.other if near(pair.other, "no longer so") else pair.one
            found.setdefault(earlier.id, f"it is an earlier count: {pair.contradiction.why}")
    return found


# ---------------------------------------------------------------------------- words


def clean(text: str) -> str:
    """Return text on one line, without characters that are not seen."""
    return " ".join(_UNSEEN.sub(" ", text).split())


def chain_of(statement: Statement, outlet: str | None) -> str:
    """Return who says it through whom: "AFP, citing the regional governor"."""
    voices = [outlet or NO_OUTLET, *map(_called, statement.chain[1:])]
    return clean(", citing ".join(voices))


def _called(voice: Voice) -> str:
    """Return a voice by its name; one that no word of the report names as an unnamed source."""
    nobody = voice.kind is Kind.UNNAMED and voice.citation is None
    return "an unnamed source" if nobody else voice.who


def said_by(mention: Mention) -> str:
    """Return what a report tells of an event, in its own words, with who says it."""
    hedged = "" if mention.event.status == "asserted" else f" ({mention.event.status})"
    words = shortened(clean(mention.statement.words), _LONGEST).strip("“”").rstrip(" .,;:")
    return f"{chain_of(mention.statement, mention.report.outlet)}{hedged}: “{words}”"


def notes_of(event: Coded, tolls: Sequence[Toll]) -> str:
    """Return a note on an event: what each report tells in its own words; who counts how many dead."""
    first: dict[str, str] = {}
    for mention in event.mentions:
        first.setdefault(mention.report.id, said_by(mention))
    told = list(dict.fromkeys(first.values()))
    more = f" ({len(told) - _MOST} more reports.)" if len(told) > _MOST else ""
    note = "; ".join(told[:_MOST]) + "." + more
    numbers = dict.fromkeys(
        f"“{clean(each.count.figure.span.text)}” ({chain_of(each.count.statement, each.count.report.outlet)})"
        for each in tolls
        if each.counted
    )
    return f"{note} Killed: {'; '.join(list(numbers)[:_MOST])}." if numbers else note


def outlets_of(event: Coded) -> tuple[str, ...]:
    """Return the outlets that tell of an event, each once, those published first before others."""
    named = {key_of(outlet): outlet for each in reversed(event.mentions) if (outlet := each.report.outlet)}
    order = dict.fromkeys(key_of(outlet) for each in event.mentions if (outlet := each.report.outlet))
    return tuple(clean(named[key]) for key in order)


# ---------------------------------------------------------------------------- tables


def write_table(stream: IO[bytes], columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Write a table as CSV in UTF-8; no spreadsheet runs a cell.

    None is an empty cell, a tuple of citations becomes a cell of them.
    """
    text = io.TextIOWrapper(stream, encoding="utf-8", newline="")
    sheet = csv.writer(text, lineterminator="\n")
    sheet.writerow(columns)
    sheet.writerows([_cell(value) for value in row] for row in rows)
    text.flush()
    text.detach()


def claimant_rows(name: object, tolls: Iterable[Toll]) -> Iterator[list[object]]:
    """Yield the rows of a table of claimants for one event, called `name`."""
    for toll in tolls:
        count, statement = toll.count, toll.count.statement
        yield [
            name,
            toll.claimant if statement.attribution else count.report.outlet,
            statement.chain[-1].kind.value,
            chain_of(statement, count.report.outlet),
            count.report.outlet,
            count.report.id,
            count.report.url,
            count.report.published,
            clean(count.figure.span.text),
            toll.low,
            toll.high,
            count.figure.whose,
            "yes" if toll.counted else "no",
            toll.why,
            count.citations(),
        ]


def cited_in(path: Path) -> Iterator[Citation]:
    """Yield the citations of a table. Raises StoreError where it cannot be read."""
    most = csv.field_size_limit(sys.maxsize if sys.maxsize < 2**31 else 2**31 - 1)
    try:
        with path.open(encoding="utf-8", newline="") as stream:
            for row in csv.DictReader(stream):
                if CITATIONS not in row:
                    raise StoreError(path.name, "has no column of citations", "export the table again")
                yield from from_cell(row[CITATIONS] or "")
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise StoreError(path.name, f"cannot be read ({error})", "export the table again") from None
    finally:
        csv.field_size_limit(most)


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, tuple):
        return to_cell(value)
    if isinstance(value, str):
        return plain_cell(clean(value))
    return str(value)
