"""Trace tables: claims as rows of five flat tables, beside those of `tables`.

    rows = claim_rows(trace)             # {"claims": [{…}], "members": […], "origins": […], "joins": […]}
    contradiction_row(each, one, other)  # a row of "contradictions"

`claim` names a claim in all five. A statement is named as `tracing` does: report id, "#", the id of its
record, for attributed words also the sentence ("a3.2"). Written by `exports/parquet.py` and by `bulk`.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from reportedly.exports.tables import Column, Holds, Row, Table, arrow_schema
from reportedly.record import Span
from reportedly.tracing.claims import Claim
from reportedly.tracing.contradictions import Contradiction
from reportedly.tracing.origins import Origin, Origins
from reportedly.tracing.statement import Statement

if TYPE_CHECKING:
    import pyarrow as pa

    from reportedly.linking import OpposedPair


def _column(name: str, kind: Holds, says: str, *, needed: bool = True) -> Column:
    return Column(name, kind, needed, says)


_CLAIM = _column("claim", "text", "Which claim: `claim` of the table claims.")
_SAID = (
    _column("kind", "text", "Where it comes from: event, control, figure, or said (attributed words)."),
    _column("record", "text", "The id of its record in the report's tables."),
    _column("attribution", "text", "The attribution it stands in; null for the outlet's own.", needed=False),
    _column("outlet", "text", "Who published it.", needed=False),
    _column("published", "text", "When, ISO 8601.", needed=False),
    _column("speaker", "text", "The last voice of its chain; null for the outlet's own voice.", needed=False),
    _column("speaker_kind", "text", "What sort of voice that is.", needed=False),
    _column("chain", "text", "Its voices, the publisher first, parted by ' > '."),
    _column("act", "text", "What the attribution does with it.", needed=False),
    _column("type", "text", "PLOVER type, change of control, or what is counted.", needed=False),
    _column("actors", "text", "Who does it, holds it, or is counted; parted by '; '."),
    _column("recipients", "text", "To whom it is done; parted by '; '."),
    _column("places", "text", "Where; parted by '; '."),
    _column("when", "text", "When, EDTF.", needed=False),
    _column("low", "number", "Least value of a figure.", needed=False),
    _column("high", "number", "Greatest value of a figure.", needed=False),
    _column("unit", "text", "Unit of a figure.", needed=False),
    _column("status", "text", "How firmly it is told."),
    _column("words", "text", "The words that say it, made readable."),
    _column("spans", "spans", "The same words as the report has them: the proof."),
    _column("voices", "spans", "The words that name the voices of its chain."),
)  # fmt: skip
TRACE_TABLES = (
    Table(
        "claims",
        "The same thing, said in two or more reports.",
        (
            _column("claim", "text", "What other tables call it; unique."),
            _column("words", "text", "The words of the member that is most like the others."),
            _column("statements", "whole", "Its members."),
            _column("reports", "whole", "The reports that say it."),
            _column("origins", "whole", "What it goes back to, as far as that can be named."),
            _column("unknown", "whole", "Origins that cannot be named; they may be one of the others."),
            _column("circles", "whole", "Circles of outlets that credit each other."),
            _column("first_published", "text", "The earliest date of publication.", needed=False),
            _column("last_published", "text", "The latest.", needed=False),
        ),
    ),
    Table(
        "members",
        "A statement of a claim.",
        (
            _CLAIM,
            _column("position", "whole", "Its place among the claim's members, counted from 0."),
            _column("origin", "whole", "The origin it goes back to: `position` in the table origins."),
            _column("statement", "text", "What joins and contradictions call it."),
            _column("report", "text", "The report: `report` of the table reports."),
            *_SAID,
        ),
    ),
    Table(
        "origins",
        "One utterance, document or observation that members of a claim go back to.",
        (
            _CLAIM,
            _column("position", "whole", "Its place among the claim's origins, counted from 0."),
            _column("known", "truth", "Whether it can be named; only those are counted."),
            _column("root", "text", "What it is: utterance, document, report, observation, unknown, circle"),
            _column("who", "text", "Who speaks there, or which outlet or document it is."),
            _column("through", "text", "Outlets credited on the way without a member; parted by '; '."),
            _column("members", "whole", "How many members go back to it."),
        ),
    ),
    Table(
        "joins",
        "Two members of one origin, and what shows it.",
        (
            _CLAIM,
            _column("origin", "whole", "The origin: `position` in the table origins."),
            _column("position", "whole", "Its place among the origin's joins, counted from 0."),
            _column("one", "text", "The first statement."),
            _column("other", "text", "The second."),
            _column("tie", "text", "What sort of proof."),
            _column("why", "text", "The reason in words."),
            _column("proof", "citations", "The words of both reports."),
        ),
    ),
    Table(
        "contradictions",
        "Two statements that do not go together.",
        (
            _column("label", "text", "contradictory, superseded, different scope, compatible."),
            _column("slot", "text", "What differs: number, control, denial."),
            _column("why", "text", "The reason in words."),
            *(
                column
                for side, which in (("one", "The one published first"), ("other", "The other"))
                for column in (
                    _column(f"{side}_claim", "text", f"{which}: the claim it is in.", needed=False),
                    _column(f"{side}_statement", "text", f"{which}: its id."),
                    _column(f"{side}_report", "text", f"{which}: its report."),
                    _column(f"{side}_chain", "text", f"{which}: its voices, parted by ' > '."),
                    _column(f"{side}_published", "text", f"{which}: when, ISO 8601.", needed=False),
                    _column(f"{side}_words", "text", f"{which}: its words, made readable."),
                    _column(f"{side}_spans", "spans", f"{which}: its words as the report has them."),
                    _column(f"{side}_voices", "spans", f"{which}: the words that name its voices."),
                )
            ),
        ),
    ),
)  # fmt: skip
"""All of them, in the order in which they are written."""


def trace_table_named(name: str) -> Table:
    """Return the table of a name. Raises KeyError where there is none."""
    return {table.name: table for table in TRACE_TABLES}[name]


def trace_schema_of(name: str) -> "pa.Schema":
    """Return the Arrow schema of a table. Needs pyarrow. Raises KeyError where there is no such table."""
    return arrow_schema(trace_table_named(name))


def claim_rows(claim: Claim, origins: Origins) -> dict[str, list[Row]]:
    """Return the rows of one claim, by table; no contradictions."""
    every = [*origins.known, *origins.unknown]
    at = {member: n for n, origin in enumerate(every) for member in origin.members}
    dates = sorted(m.published for m in claim.members if m.published)
    return {
        "claims": [
            {
                "claim": claim.id,
                "words": claim.words,
                "statements": len(claim.members),
                "reports": len(claim.reports),
                "origins": len(origins.known),
                "unknown": len(origins.unknown),
                "circles": len(origins.circles),
                "first_published": dates[0] if dates else None,
                "last_published": dates[-1] if dates else None,
            }
        ],
        "members": [
            {"claim": claim.id, "position": n, "origin": at[m.id], "statement": m.id, **_said(m)}
            for n, m in enumerate(claim.members)
        ],
        "origins": [_origin(claim.id, n, o, n < len(origins.known)) for n, o in enumerate(every)],
        "joins": [
            {
                "claim": claim.id,
                "origin": n,
                "position": k,
                "one": join.one,
                "other": join.other,
                "tie": str(join.tie),
                "why": join.why,
                "proof": [{"report": p.report, **_span(p.span)} for p in join.proof],
            }
            for n, origin in enumerate(every)
            for k, join in enumerate(origin.joins)
        ],
    }


def contradiction_row(
    contradiction: Contradiction, one: Statement, other: Statement, claims: Mapping[str, str]
) -> Row:
    """Return two statements that do not go together; `claims` has the claim of a statement by its id."""
    row: Row = {"label": str(contradiction.label), "slot": contradiction.slot, "why": contradiction.why}
    for side, said in (("one", one), ("other", other)):
        row[f"{side}_claim"] = claims.get(said.id)
        row[f"{side}_statement"] = said.id
        row[f"{side}_report"] = said.report
        row[f"{side}_chain"] = _chain(said)
        row[f"{side}_published"] = said.published
        row[f"{side}_words"] = said.words
        row[f"{side}_spans"] = _spans(said.spans)
        row[f"{side}_voices"] = _spans(_voices(said))
    return row


def pair_row(pair: "OpposedPair") -> Row:
    """Return the same of a pair as a store's traces tell it."""
    claims = {pair.one.id: pair.one_claim, pair.other.id: pair.other_claim}
    return contradiction_row(pair.contradiction, pair.one, pair.other, claims)


def _said(member: Statement) -> Row:
    speaker = member.speaker
    return {
        "report": member.report,
        "kind": str(member.kind),
        "record": member.item,
        "attribution": member.attribution,
        "outlet": member.outlet,
        "published": member.published,
        "speaker": speaker.who if speaker else None,
        "speaker_kind": str(speaker.kind) if speaker else None,
        "chain": _chain(member),
        "act": str(member.act) if member.act else None,
        "type": member.type,
        "actors": "; ".join(member.actors),
        "recipients": "; ".join(member.recipients),
        "places": "; ".join(place.name for place in member.places),
        "when": member.when,
        "low": _number(member.low),
        "high": _number(member.high),
        "unit": member.unit,
        "status": str(member.status),
        "words": member.words,
        "spans": _spans(member.spans),
        "voices": _spans(_voices(member)),
    }


def _origin(claim: str, position: int, origin: Origin, known: bool) -> Row:  # noqa: FBT001 - a column
    return {
        "claim": claim,
        "position": position,
        "known": known,
        "root": str(origin.root),
        "who": origin.who,
        "through": "; ".join(origin.through),
        "members": len(origin.members),
    }


def _chain(said: Statement) -> str:
    return " > ".join(voice.who for voice in said.chain)


def _voices(said: Statement) -> Iterator[Span]:
    return (voice.citation for voice in said.chain if voice.citation is not None)


def _number(value: float | None) -> float | None:
    return None if value is None else float(value)


def _spans(spans: Iterable[Span]) -> list[Row]:
    return [_span(span) for span in spans]


def _span(span: Span) -> Row:
    return {"start": span.start, "end": span.end, "text": span.text}
