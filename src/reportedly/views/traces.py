"""Traces for people: lists of claims, contradictions and ledgers as cells, and a report among the others."""

from collections.abc import Iterator, Sequence

from rich.console import Console, Group
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from reportedly.linking import ClaimRow, OpposedPair, ReportTrace
from reportedly.tracing.ledgers import ControlEntry, FigureEntry, PositionEntry
from reportedly.tracing.statement import Statement
from reportedly.tracing.tellings import tellings_of
from reportedly.views.lists import about
from reportedly.views.terminal_text import safe, signs

CLAIMS = ("claim", "reports", "origins", "not_traced", "first", "last", "contradicted", "words")
CONTRADICTIONS = ("label", "differs", "why", "one", "other", "one_claim", "other_claim")
CONTROL = ("place", "when", "holder", "change", "status", "says", "report")
FIGURES = ("what", "whose", "says", "when", "low", "high", "about", "unit", "report")
POSITIONS = ("party", "stance", "issue", "when", "says", "report")
_WHOLE = frozenset({"claim", "first", "last", "reports", "origins", "report"})
"""Columns that are not broken."""
_LONG = 160
"""Characters shown of what was said."""


def claim_cells(row: ClaimRow) -> tuple[str, ...]:
    """Return a claim as cells under CLAIMS."""
    numbers = (str(row.reports), str(row.origins), str(row.unknown))
    against = "yes" if row.contradicted else ""
    return row.id, *numbers, row.first_day or "", row.last_day or "", against, row.words


def pair_cells(pair: OpposedPair) -> tuple[str, ...]:
    """Return two statements that do not go together as cells under CONTRADICTIONS."""
    why = pair.contradiction
    sides = _said(pair.one), _said(pair.other)
    return why.label, why.slot, why.why, *sides, pair.one_claim, pair.other_claim


def claim_lines(row: ClaimRow) -> tuple[str, ...]:
    """Return a claim as lines for people: how it stands, then its words."""
    told = [f"{row.reports} reports", _counted(row.origins, "origin")]
    told += [f"{row.unknown} not traced"] if row.unknown else []
    told += [" – ".join(dict.fromkeys(day for day in (row.first_day, row.last_day) if day)) or "not dated"]
    told += ["contradicted"] if row.contradicted else []
    told += ["circular"] if row.circular else []
    return f"{row.id}  {' · '.join(told)}", f"“{row.words}”"


def pair_lines(pair: OpposedPair) -> tuple[str, ...]:
    """Return two statements that do not go together as lines for people: why, then either side."""
    sides = f"{_said(pair.one)}  {pair.one_claim}", f"{_said(pair.other)}  {pair.other_claim}"
    return f"{pair.contradiction.label}: {pair.contradiction.why}", *sides


def control_cells(entry: ControlEntry) -> tuple[str, ...]:
    """Return an entry as cells under CONTROL."""
    told = entry.place, _when(entry.when, said=entry.said), entry.holder, entry.change, entry.status
    return *told, entry.says, _report(entry.statement)


def figure_cells(entry: FigureEntry) -> tuple[str, ...]:
    """Return an entry as cells under FIGURES."""
    of = entry.what, entry.whose, entry.says, _when(entry.when, said=entry.said)
    value = _number(entry.low), _number(entry.high), "about" if entry.approx else "", entry.unit or ""
    return *of, *value, _report(entry.statement)


def position_cells(entry: PositionEntry) -> tuple[str, ...]:
    """Return an entry as cells under POSITIONS."""
    when = _when(entry.when, said=entry.said)
    return entry.party, entry.stance, entry.issue, when, entry.says, _report(entry.statement)


def table(heads: Sequence[str], rows: Sequence[Sequence[str]], console: Console) -> Table:
    """Return rows as a table for a console; columns in which nothing stands are left out."""
    plain = not console.encoding.lower().startswith("utf")
    grid = Table(box=None, pad_edge=False, header_style="dim", padding=(0, 2, 0, 0), show_edge=False)
    used = [n for n in range(len(heads)) if any(row[n] for row in rows)]
    for n in used:
        grid.add_column(heads[n].replace("_", " "), overflow="fold", no_wrap=heads[n] in _WHOLE)
    for row in rows:
        grid.add_row(*(Text(signs(safe(" ".join(row[n].split())), ascii_only=plain)) for n in used))
    return grid


def blocks(rows: Sequence[Sequence[str]], console: Console) -> Group:
    """Return rows as blocks for a console: a line, and lines under it."""
    plain = not console.encoding.lower().startswith("utf")
    shown: list[Text | Padding] = []
    for first, *under in rows:
        said = [signs(safe(" ".join(line.split())), ascii_only=plain) for line in (first, *under)]
        shown.append(Text(said[0], style="bold"))
        shown += [Padding(Text(line), (0, 0, 0, 3)) for line in said[1:]]
    return Group(*shown)


def report_text(trace: ReportTrace) -> str:
    """Return a report's place among the others as plain text, without control characters."""
    lines = [about(trace.report), *_claims(trace)]
    for each in trace.credits:
        found = each.behind or "no report of it found"
        lines.append(f"credits {each.outlet}: {found} ({each.why})")
    for shared in trace.passages:
        other = shared.other if shared.one == trace.report.id else shared.one
        copied = "the same words" if shared.exact else "nearly the same words"
        lines.append(f"shares with {other}, {copied} ({shared.why}): “{shared.here.text[:_LONG]}”")
    return "".join(f"{safe(' '.join(line.split()))}\n" for line in dict.fromkeys(lines))


def _claims(trace: ReportTrace) -> Iterator[str]:
    """Yield a line for each thing that a report tells, with who else does."""
    claims = {placed.statement.id: placed.claim for placed in trace.statements}
    for telling in tellings_of(placed.statement for placed in trace.statements):
        said = max(telling, key=lambda s: claims[s.id].reports)
        row = claims[said.id]
        others = f"{row.reports} reports, {row.origins} origins" if row.reports > 1 else "nobody else"
        yield f"{row.id}  {others}  “{said.words[:_LONG]}”"


def _said(statement: Statement) -> str:
    who = " > ".join(voice.who for voice in statement.chain)
    return f"{who}, {statement.published or 'not dated'}: “{statement.words}”"


def _when(when: str | None, *, said: bool) -> str:
    """Return a day; one that the report does not tell is that of its publication."""
    return (when or "") if said or when is None else f"{when} (published)"


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" + ("" if number == 1 else "s")


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.15g}"


def _report(statement: str) -> str:
    return statement.partition("#")[0]
