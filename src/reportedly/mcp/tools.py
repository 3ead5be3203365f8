"""Tools: what can be asked of a store, and what may be written where that was allowed.

No tool fetches anything. Of what persons and outlets said none is changed by asking; the trace, which is
worked out of the reports, is brought up to date first.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any, TypeVar

import msgspec

from reportedly.adding.keepable import keepable
from reportedly.errors import StoreError
from reportedly.intake import Overrides, iso
from reportedly.intake.overrides import override
from reportedly.intake.text import report_from_text
from reportedly.linking import (
    ClaimFilters,
    ClaimOrder,
    ContradictionFilters,
    LedgerFilters,
    open_traces,
)
from reportedly.mcp import answers, asked
from reportedly.mcp.telling import Records, Telling, about, cited, each, reading_of
from reportedly.pipeline import read
from reportedly.record import Act, Reading, Report, Span
from reportedly.record.layers import LAYERS, layers_named
from reportedly.store import Filters, Hit, Mark, Store, Target, Verb, View
from reportedly.tracing.ledgers import ControlEntry, FigureEntry, PositionEntry
from reportedly.tracing.rendering import summary

_NEAR_ENOUGH = 0.5
"""Cosine from which a claim is taken to say what was asked."""
_BESIDE = 5
"""Other claims that are named, at most."""
_DERIVED = frozenset({"limit", "offset"})
"""Arguments that narrow nothing."""
Entry = TypeVar("Entry", ControlEntry, FigureEntry, PositionEntry)


class Asking(msgspec.Struct, frozen=True, kw_only=True):
    """Of what is asked, and by whom."""

    store: Store
    """The store."""
    who: str | None = None
    """In whose name is written; None where only reading is allowed."""


class Tool(msgspec.Struct, frozen=True, kw_only=True):
    """One tool."""

    name: str
    """What it is called."""
    does: str
    """What it is for."""
    asked: type[asked.Asked]
    """Its arguments."""
    answer: type[answers.Answer]
    """What it gives back."""
    run: Callable[[Asking, Any], answers.Answer]
    """Does it. Raises ReportedlyError."""
    writes: bool = False
    """Whether it changes the store."""


def tools_for(asking: Asking) -> tuple[Tool, ...]:
    """Return the tools that are offered."""
    return tuple(tool for tool in TOOLS if asking.who is not None or not tool.writes)


def _read_text(_: Asking, said: asked.AText) -> answers.ReportRead:
    report = _report(said)
    return _told(read(report, layers=_layers(said.layers)), (), said, text=report.text != said.text)


def _read_report(asking: Asking, said: asked.AReport) -> answers.ReportRead:
    with asking.store.view() as view:
        reading, marks = reading_of(view, said.report)
    return _told(reading, marks, said, text=said.with_text)


def _find(asking: Asking, said: asked.ToFind) -> answers.Found:
    filters = Filters(**_narrowed(said, "words"))
    if not said.words.strip() and filters == Filters():
        raise StoreError("find", "nothing to look for", "give words, or a filter")
    with asking.store.view() as view:
        hits = view.find(said.words, filters, limit=said.limit, offset=said.offset)
        found = tuple(_hit(view, hit) for hit in hits)
    return answers.Found(reports=found, more=len(hits) == said.limit)


def _hit(view: View, hit: Hit) -> answers.FoundReport:
    """Return a report that was found, its records without chains."""
    reading, marks = reading_of(view, hit.report.id)
    telling = Records(reading, marks)
    met = {(match.layer, match.spans) for match in hit.matches}
    told, _ = each(telling.tell, (r for r in telling.every if (r.layer, r.spans) in met))
    excerpts, _ = each(partial(_cited, reading.report), (excerpt.span for excerpt in hit.excerpts))
    bare = tuple(msgspec.structs.replace(record, chain=()) for record in told)
    return answers.FoundReport(report=about(hit.report), excerpts=excerpts, records=bare)


def _trace(asking: Asking, said: asked.ToTrace) -> answers.Traced:
    with open_traces(asking.store) as traces:
        telling, near = Telling(traces), []
        key = said.what.strip()
        if not key.startswith("claim-"):
            every = traces.ask(key, limit=_BESIDE + 1)
            near = [(row, score) for row, score in every if score >= _NEAR_ENOUGH]
            if not near:
                nearest = "; ".join(f"{row.id} “{row.words[:80]}”" for row, _ in every[:_BESIDE])
                why = f"no report says so{f' (nearest: {nearest})' if nearest else ''}"
                raise StoreError(
                    repr(key[:80]), why, "try other words, or trace one of the nearest by its id"
                )
            key = near[0][0].id
        trace, row = traces.claim(key), traces.row(key)
        members, withheld = each(telling.said, trace.claim.members)
        against, more = telling.against(trace)
        beside, _ = each(lambda pair: telling.claim(pair[0], nearness=pair[1]), near[1:])
        return answers.Traced(
            summary=summary(trace),
            claim=telling.claim(row, trace.claim, near[0][1] if near else None),
            members=members,
            origins=telling.origins(trace),
            against=against,
            circles=trace.origins.circles,
            near=beside,
            withheld=withheld + more,
        )


def _claims(asking: Asking, said: asked.ClaimsAsked) -> answers.FoundClaims:
    filters = ClaimFilters(**_narrowed(said, "order"))
    with open_traces(asking.store) as traces:
        rows = traces.claims(filters, limit=said.limit, offset=said.offset, order=ClaimOrder(said.order))
        told, withheld = each(Telling(traces).claim, rows)
    return answers.FoundClaims(claims=told, more=len(rows) == said.limit, withheld=withheld)


def _contradictions(asking: Asking, said: asked.ContradictionsAsked) -> answers.Contradictions:
    fields = _narrowed(said)
    filters = ContradictionFilters(slot=fields.pop("differs"), **fields)
    with open_traces(asking.store) as traces:
        pairs = traces.contradictions(filters, limit=said.limit, offset=said.offset)
        told, withheld = each(Telling(traces).pair, pairs)
    return answers.Contradictions(pairs=told, more=len(pairs) == said.limit, withheld=withheld)


def _control(asking: Asking, said: asked.LedgerAsked) -> answers.ControlLedger:
    with open_traces(asking.store) as traces:
        cite = _cite(Telling(traces), page := _page(traces.control_ledger(_of_ledger(said)), said))
        told, withheld = each(lambda e: answers.ControlHeld(entry=e, citations=cite(e)), page[: said.limit])
    return answers.ControlLedger(entries=told, more=len(page) > said.limit, withheld=withheld)


def _figures(asking: Asking, said: asked.FiguresAsked) -> answers.FiguresLedger:
    with open_traces(asking.store) as traces:
        filters = msgspec.structs.replace(_of_ledger(said), what=said.what)
        cite = _cite(Telling(traces), page := _page(traces.figures_ledger(filters), said))
        told, withheld = each(lambda e: answers.FigureGiven(entry=e, citations=cite(e)), page[: said.limit])
    return answers.FiguresLedger(entries=told, more=len(page) > said.limit, withheld=withheld)


def _positions(asking: Asking, said: asked.PositionsAsked) -> answers.PositionsLedger:
    if said.act is not None and said.act not in set(Act):
        raise StoreError(f"the act {said.act!r}", "is not known", f"choose from {', '.join(Act)}")
    with open_traces(asking.store) as traces:
        act = Act(said.act) if said.act is not None else None
        filters = msgspec.structs.replace(_of_ledger(said), act=act)
        cite = _cite(Telling(traces), page := _page(traces.positions_ledger(filters), said))
        told, withheld = each(lambda e: answers.PositionTaken(entry=e, citations=cite(e)), page[: said.limit])
    return answers.PositionsLedger(entries=told, more=len(page) > said.limit, withheld=withheld)


def _problems(asking: Asking, said: asked.ProblemsAsked) -> answers.Problems:
    with asking.store.view() as view:
        found = view.problems(mended=said.mended)[said.offset :]
    return answers.Problems(problems=tuple(found[: said.limit]), more=len(found) > said.limit)


def _add_text(asking: Asking, said: asked.AText) -> answers.TextAdded:
    report, changed = keepable(_report(said))
    reading = read(report)
    reading = msgspec.structs.replace(reading, problems=(*changed, *reading.problems))
    basis = "user" if said.published else None
    added = asking.store.writer().add(reading.report, reading, published_basis=basis, added_from="mcp")
    with asking.store.view() as view:
        reading, marks = reading_of(view, added.id)
    told = _told(reading, marks, said, text=reading.report.text != said.text)
    return answers.TextAdded(became=added.became.value, read=told)


def _confirm(asking: Asking, said: asked.ToConfirm) -> answers.Confirmed:
    who = asking.who or ""
    with asking.store.view() as view:
        reading, _ = reading_of(view, said.report)
    found = [record for record in Records(reading).every if record.name == said.record]
    if not found:
        raise StoreError(
            f"report {reading.report.id}",
            f"has no record {said.record[:40]!r}",
            "name one as read_report does",
        )
    same = [r for r in Records(reading).every if (r.layer, r.spans) == (found[0].layer, found[0].spans)]
    nth = [record.name for record in same].index(said.record)
    target = Target(report=reading.report.id, layer=found[0].layer, spans=found[0].spans, nth=nth)
    written = asking.store.judge(who, Verb.ACCEPT, target, why=said.why)
    with asking.store.view() as view:
        telling = Records(*reading_of(view, reading.report.id))
    shown = next(record for record in telling.every if record.name == said.record)
    return answers.Confirmed(number=written.id, who=who, record=telling.tell(shown))


def _cited(report: Report, span: Span) -> answers.Citation:
    return cited(report, [span])[0]


def _narrowed(said: asked.Asked, *others: str) -> dict[str, Any]:
    """Return what filters are told; an empty text narrows nothing."""
    fields = msgspec.structs.asdict(said)
    return {k: None if v == "" else v for k, v in fields.items() if k not in {*others, *_DERIVED}}


def _report(said: asked.AText) -> Report:
    """Return the report that a text is, with what is said of it."""
    if said.published is not None and iso(said.published) is None:
        raise StoreError(f"published {said.published[:40]!r}", "is no date", "write it like 2025-03-04")
    if not said.text.strip():
        raise StoreError("the text", "is empty", "give the report's words; addresses are not fetched")
    names = ("outlet", "url", "published", "language")
    facts = {name: _sound(getattr(said, name) or "").strip() or None for name in names}
    return override(report_from_text(_sound(said.text)), Overrides(**facts))


def _sound(words: str) -> str:
    """Return words without half characters, which no JSON can carry."""
    return words.encode("utf-8", "replace").decode()


def _told(
    reading: Reading, marks: tuple[Mark, ...], said: asked.AText | asked.AReport, *, text: bool
) -> answers.ReportRead:
    layers, telling = _layers(said.layers), Records(reading, marks)
    every = [record for record in telling.every if record.layer in layers]
    page = every[said.offset :][: said.limit]
    told, withheld = each(telling.tell, page)
    return answers.ReportRead(
        report=about(reading.report),
        text=reading.report.text if text else None,
        records=told,
        of=len(every),
        more=said.offset + len(page) < len(every),
        withheld=withheld,
        problems=tuple(problem.message for problem in reading.problems),
    )


def _layers(names: Iterable[str]) -> frozenset[str]:
    return layers_named(",".join(names)) if names else LAYERS


def _of_ledger(said: asked.LedgerAsked) -> LedgerFilters:
    return LedgerFilters(**_narrowed(said, "what", "act"))


def _page(entries: Sequence[Entry], said: asked.LedgerAsked) -> Sequence[Entry]:
    """Return the entries that were asked for, and one more where there is one."""
    return entries[said.offset :][: said.limit + 1]


def _cite(telling: Telling, page: Sequence[Entry]) -> Callable[[Entry], tuple[answers.Citation, ...]]:
    statements = telling.statements([entry.statement for entry in page])
    return lambda entry: telling.cite(statements[entry.statement].report, statements[entry.statement].spans)


_CITED = "Every answer carries citations: exact words of a report by position, with outlet and address."
TOOLS = (
    Tool(
        name="read_text",
        does=f"Read a news report that you have as text: who said what through whom, places, times, figures, "
        f"control of places, events. Nothing is kept. {_CITED}",
        asked=asked.AText,
        answer=answers.ReportRead,
        run=_read_text,
    ),
    Tool(
        name="read_report",
        does="What was found in a report of the store, as persons corrected it; with its text if asked for.",
        asked=asked.AReport,
        answer=answers.ReportRead,
        run=_read_report,
    ),
    Tool(
        name="find",
        does="Find reports of the store by words, and by who said what where. Filters on records are met by "
        "one record that meets them all.",
        asked=asked.ToFind,
        answer=answers.Found,
        run=_find,
    ),
    Tool(
        name="trace",
        does="Which reports say something, to how many origins they go back, what joins them, and what "
        "speaks against it. Looks by meaning, or by the id of a claim.",
        asked=asked.ToTrace,
        answer=answers.Traced,
        run=_trace,
    ),
    Tool(
        name="claims",
        does="List what two reports or more say, with how many reports and how many origins.",
        asked=asked.ClaimsAsked,
        answer=answers.FoundClaims,
        run=_claims,
    ),
    Tool(
        name="contradictions",
        does="List pairs of statements that do not go together, with the reason.",
        asked=asked.ContradictionsAsked,
        answer=answers.Contradictions,
        run=_contradictions,
    ),
    Tool(
        name="control_ledger",
        does="Who holds which place when, as somebody says. Control is always a claim.",
        asked=asked.LedgerAsked,
        answer=answers.ControlLedger,
        run=_control,
    ),
    Tool(
        name="figures_ledger",
        does="Figures (killed, wounded, displaced…) as series, one for each who counts.",
        asked=asked.FiguresAsked,
        answer=answers.FiguresLedger,
        run=_figures,
    ),
    Tool(
        name="positions_ledger",
        does="What each party demands, refuses, offers or threatens, in order of time.",
        asked=asked.PositionsAsked,
        answer=answers.PositionsLedger,
        run=_positions,
    ),
    Tool(
        name="problems",
        does="Inputs that could not be taken in, each with what to do next.",
        asked=asked.ProblemsAsked,
        answer=answers.Problems,
        run=_problems,
    ),
    Tool(
        name="add_text",
        does="Read a report that you have as text and keep it in the store. It cannot be taken out again.",
        asked=asked.AText,
        answer=answers.TextAdded,
        run=_add_text,
        writes=True,
    ),
    Tool(
        name="confirm",
        does="Write into the log that a record is right as it is shown, in the name of whoever started this "
        "server. Only do so when that person told you to.",
        asked=asked.ToConfirm,
        answer=answers.Confirmed,
        run=_confirm,
        writes=True,
    ),
)
"""All tools, in the order in which they are listed."""
