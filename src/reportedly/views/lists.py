"""What a store holds, as lists in a terminal: reports, problems, versions, judgements, records."""

import re
from typing import TYPE_CHECKING

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from reportedly.views.records import Record, in_quotes, quoted, told
from reportedly.views.terminal_text import safe, signs
from reportedly.views.voices import NO_OUTLET

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reportedly.store import History, Judgement, Listed, Mark, SetAside

_WIDEST = 140
_NOT_READ = "not read yet"
_BLANKS = re.compile(r"\s+")


def about(report: "Listed") -> str:
    """Return outlet, date, id and version of a report, as one line."""
    parts = [
        " ".join((report.outlet or NO_OUTLET).split()),
        _moment(report.published or "not dated"),
        report.id,
    ]
    if report.version > 1:
        parts.append(f"version {report.version}")
    if report.successor is not None:
        parts.append(f"there is a newer version: {report.successor}")
    if report.model is None:
        parts.append(_NOT_READ)
    return " · ".join(parts)


class Lister:
    """Prints lists to one console."""

    def __init__(self, console: Console) -> None:
        """Print to `console`, no wider than is easy to read."""
        self._console, self._width = console, min(console.width, _WIDEST)
        self._ascii = not console.encoding.lower().startswith("utf")

    def reports(self, reports: "Iterable[Listed]") -> None:
        """Print a line for each report, with what is special about it."""
        grid = self._grid("id", "published", "outlet", "headline", "")
        for each in reports:
            more = [f"version {each.version}"] if each.version > 1 or each.successor else []
            more += [_NOT_READ] if each.model is None else []
            more += [each.language or "?"] if each.language != "en" else []
            outlet, headline = each.outlet or NO_OUTLET, each.headline or "(no headline)"
            self._row(grid, each.id, (each.published or "")[:10], outlet, headline, ", ".join(more))
        self._print(grid)

    def problems(self, problems: "Iterable[SetAside]") -> None:
        """Print each input that was set aside, why, when last and how often."""
        for each in problems:
            line = Text(self._said(each.name), style="bold")
            line.append(self._said(f"  {each.code} · {_moment(each.last_seen)}"), style="dim")
            if each.count > 1:
                line.append(self._said(f" · {each.count} times"), style="dim")
            if each.mended:
                line.append(self._said(f" · came in {_moment(each.mended)}"), style="green")
            self._print(line)
            self._print(Padding(Text(self._said(each.message)), (0, 0, 0, 4)))

    def history(self, history: "History") -> None:
        """Print the versions of a story, then all that persons said of them."""
        self._print(Text("Versions", style="bold"))
        grid = self._grid("", "id", "taken in", "from", "read by")
        for each in history.versions:
            model = _NOT_READ if each.model is None else each.model or "no model (its language is not read)"
            self._row(grid, str(each.version), each.id, _moment(each.added_at), each.added_from or "", model)
        self._print(Padding(grid, (0, 0, 1, 2)))
        self._print(Text("Judgements" if history.judgements else "No judgements", style="bold"))
        self.judgements(history.judgements)

    def judgements(self, judgements: "Iterable[Judgement]") -> None:
        """Print each judgement: number, when, who, what; its reason under it."""
        log = tuple(judgements)
        withdrawn = {each.withdraws for each in log if each.withdraws is not None}
        for each in log:
            line = Text(f"{each.id:>5}  ", style="cyan")
            line.append(self._said(f"{_moment(each.at)} · {each.who} · "), style="dim")
            line.append(self._said(_judged(each)), style="strike dim" if each.id in withdrawn else "")
            if each.id in withdrawn:
                line.append(" (withdrawn)", style="dim")
            self._print(line)
            if each.why:
                self._print(Padding(Text(self._said(f"why: {each.why}"), style="italic"), (0, 0, 0, 7)))

    def marks(self, marks: "Iterable[Mark]") -> None:
        """Print what persons said of the records of a reading."""
        self._print(Text(" Judged", style="bold"))
        for each in marks:
            said = [each.verdict.value + "ed" if each.verdict else ""]
            said += [f"corrected: {', '.join(each.corrected)}" if each.corrected else ""]
            said += ["added by a person" if each.added else ""]
            said += ["no longer found by the model" if each.lost else ""]
            line = Text(f"   {safe(each.item or each.target.item or each.layer)} ", style="cyan")
            line.append(self._said(", ".join(part for part in said if part) or "noted"), style="bold")
            words = in_quotes(span.text for span in each.spans)
            numbers = ", ".join(str(number) for number in each.judgements)
            line.append(self._said(f" {words} (judgement {numbers})"), style="dim")
            self._print(line)

    def records(self, records: "Iterable[Record]") -> None:
        """Print every record under the name by which it can be judged."""
        layer = ""
        for each in records:
            if each.layer != layer:
                layer = each.layer
                self._print(Text(f" {layer.capitalize()}", style="bold"))
            line = Text(f"   {safe(each.name):<5} ", style="cyan")
            line.append(self._said(f"{each.speaker}: " if each.speaker else ""), style="bold")
            line.append(self._said(told(each.item)))
            self._print(line.append(self._said(f" {quoted(each.item)}"), style="dim"))

    def facts(self, pairs: "Iterable[tuple[str, str]]") -> None:
        """Print names and values in two columns."""
        grid = Table.grid(padding=(0, 2, 0, 0))
        for name, value in pairs:
            grid.add_row(Text(name, style="dim"), Text(self._said(value), overflow="fold"))
        self._print(grid)

    def _grid(self, *heads: str) -> Table:
        grid = Table(box=None, pad_edge=False, header_style="dim", padding=(0, 2, 0, 0), show_edge=False)
        for head in heads:
            grid.add_column(head, overflow="fold", no_wrap=head in {"id", "published", "taken in"})
        return grid

    def _row(self, grid: Table, *cells: str) -> None:
        grid.add_row(*(Text(self._said(cell)) for cell in cells))

    def _said(self, words: str) -> str:
        return signs(safe(_BLANKS.sub(" ", words)), ascii_only=self._ascii)

    def _print(self, what: Table | Text | Padding) -> None:
        self._console.print(what, width=self._width)


def _judged(judgement: "Judgement") -> str:
    """Return what a judgement does, to what, in one line."""
    target, value = judgement.target, judgement.value or {}
    if judgement.withdraws is not None:
        return f"withdraws {judgement.withdraws}"
    what = [target.name or "", target.item or target.layer or ("" if target.name else "the report")]
    what.append(in_quotes(span.text for span in target.spans))
    match judgement.verb.value:
        case "grade":
            what.append(f"{value.get('reliability') or ''}{value.get('credibility') or ''}")
        case "merge" | "split":
            members = value.get("members", ())
            what = [" + ".join(f"{each.get('report')} {each.get('item')}" for each in members)]
        case "correct":
            what.append("→ " + ", ".join(f"{name}: {_short(new)}" for name, new in value.items()))
    return " ".join(part for part in (judgement.verb.value, *what) if part)


def _short(value: object) -> str:
    """Return a corrected value for a person: a span by its words, a source by its name."""
    if isinstance(value, dict):
        return str(value.get("text") or value.get("who") or value)
    if isinstance(value, (list, tuple)):
        return " … ".join(map(_short, value))
    return "nothing" if value is None else str(value)


def _moment(written: str) -> str:
    """Return a moment to the minute, as the store has it: in UTC."""
    return written[:16].replace("T", " ")
