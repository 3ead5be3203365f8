"""Notebook: readings, chains and claims as HTML where they are the last line of a cell.

    %load_ext reportedly               # in IPython and Jupyter
    reportedly.notebook.load()         # anywhere else that asks objects for `_repr_html_`

The record knows nothing of HTML, so `load` gives its classes the method that notebooks ask for, and `unload`
takes it away. `html` does the same for one object. What it writes is whole in itself: no script, no style
sheet, nothing from any network, colours left to the notebook; every word of a report is escaped.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any
from urllib.parse import urlsplit

from reportedly.linking.told import ClaimRow
from reportedly.record import Attribution, Kind, Reading, Report, Voice
from reportedly.record.layers import LAYERS
from reportedly.tracing.claims import Claim
from reportedly.tracing.origins import Origin
from reportedly.tracing.rendering import Trace, summary
from reportedly.tracing.statement import Statement
from reportedly.tracing.tellings import tellings_of
from reportedly.tracing.ties import Join
from reportedly.views.facts import Table, tables
from reportedly.views.page_text import escaped
from reportedly.views.passages import Run, passages
from reportedly.views.voices import NO_OUTLET, SAYS, Link, counts, described, proven, tree

_METHOD = "_repr_html_"
"""What notebooks ask objects for."""
_MOST = 200
"""Rows shown of a list; a claim of a thousand reports would bury the notebook."""
_CELL = 'style="text-align: left; vertical-align: top"'


def load() -> None:
    """Have notebooks show readings, attributions with their chains, trees of voices, and claims."""
    for kind in _SHOWN:
        setattr(kind, _METHOD, html)


def unload() -> None:
    """Have notebooks show them as Python does, again."""
    for kind in _SHOWN:
        if _METHOD in vars(kind):
            delattr(kind, _METHOD)


def load_ipython_extension(shell: object) -> None:
    """Load, for `%load_ext reportedly.notebook`."""
    del shell
    load()


def unload_ipython_extension(shell: object) -> None:
    """Unload, for `%unload_ext reportedly.notebook`."""
    del shell
    unload()


def html(shown: Any) -> str:  # noqa: ANN401 - one of _SHOWN, which is said below
    """Return a Reading, Attribution, Claim, Trace, ClaimRow or `views.voices.Link` as a piece of HTML.

    Of a Reading only what its text proves is shown. Raises TypeError for anything else.
    """
    for kind, write in _SHOWN.items():
        if isinstance(shown, kind):
            return f'<div dir="auto">{write(shown)}</div>'
    raise TypeError(
        f"a {type(shown).__name__} is not shown; give one of {', '.join(k.__name__ for k in _SHOWN)}"
    )


def chains(reading: Reading) -> Link:
    """Return all chains of a reading as one tree of voices, the publisher at its root."""
    return tree(reading)


def _reading(reading: Reading) -> str:
    shown = proven(reading)
    problems = "".join(f"<p><b>{escaped(problem.message)}</b></p>" for problem in reading.problems)
    said = [
        (_voices(each.chain), escaped(SAYS[each.act]), _quote(span.text for span in each.content))
        for each in shown
    ]
    facts = "".join(_facts(table) for table in tables(reading, LAYERS))
    return (
        f"<p><b>{escaped(reading.report.headline or '(no headline)')}</b><br>{_about(reading.report)}<br>"
        f"{escaped(str(counts(reading)))}</p>{problems}"
        f"{_table(('through whom', 'act', 'words'), said)}{facts}"
        f"<details><summary>text</summary>{_text(reading)}</details>"
    )


def _about(report: Report) -> str:
    address = escaped(report.url or "")
    if report.url and urlsplit(report.url).scheme in {"http", "https"}:
        address = f'<a href="{address}" rel="noopener noreferrer">{address}</a>'
    parts = [escaped(report.outlet or NO_OUTLET), escaped(report.published or "not dated"), address]
    return _quiet(" · ".join(part for part in parts if part))


def _text(reading: Reading) -> str:
    """Return the text: who speaks in bold, cues in italics, what is said underlined."""
    paragraphs = passages(reading).paragraphs
    return "".join(f"<p>{''.join(map(_run, paragraph.runs))}</p>" for paragraph in paragraphs)


def _run(run: Run) -> str:
    words = escaped(run.text)
    for tag, here in (("i", run.cues), ("b", run.sources), ("u", run.contents)):
        words = f"<{tag}>{words}</{tag}>" if here else words
    return words


def _facts(table: Table) -> str:
    heads = (*table.heads, "words", "says")
    rows = [
        (
            *map(escaped, row.cells),
            _quote([row.words]) if row.words else "",
            escaped(row.says.who) if row.says else "",
        )
        for row in table.rows
    ]
    withheld = f", {table.withheld} withheld" if table.withheld else ""
    return (
        f"<details><summary>{escaped(table.title.lower())} ({len(table.rows)}{withheld})</summary>"
        f"{_table(heads, rows)}</details>"
    )


def _attribution(said: Attribution) -> str:
    words = _quote(span.text for span in said.content)
    more = " · ".join(escaped(part) for part in (said.manner.value, said.medium) if part)
    return f"<p>{_voices(said.chain)} <i>{escaped(SAYS[said.act])}</i> {words} {_quiet(more)}</p>"


def _voices(chain: Iterable[Voice]) -> str:
    return " › ".join(_voice(voice) for voice in chain)


def _voice(voice: Voice) -> str:
    """Return a voice with its words and their place as a tooltip; one without a name in italics."""
    at = voice.citation
    title = f' title="{escaped(f"{at.start}–{at.end}: {at.text}")}"' if at is not None else ""
    name = f"<bdi{title}>{escaped(voice.who)}</bdi>"
    return f"<i>{name}</i>" if voice.kind is Kind.UNNAMED else name


def _link(link: Link) -> str:
    """Return a tree of voices as a list in a list."""
    said = "".join(
        f"<li><i>{escaped(SAYS[each.act])}</i> {_quote(span.text for span in each.content)}</li>"
        for each in link.says
    )
    through = "".join(f"<li>{_link(inner)}</li>" for inner in link.through)
    inside = f"<ul>{said}{through}</ul>" if said or through else ""
    return f"<b>{escaped(described(link))}</b>{inside}"


def _claim(claim: Claim) -> str:
    reports = len(claim.reports)
    told = f"{reports} report{'' if reports == 1 else 's'}, {len(claim.members)} statements"
    return f"<p><b>{_quote([claim.words])}</b><br>{_quiet(f'{escaped(claim.id)} · {told}')}</p>" + _said(
        tellings_of(claim.members)
    )


def _row(row: ClaimRow) -> str:
    days = " – ".join(dict.fromkeys(day for day in (row.first_day, row.last_day) if day)) or "not dated"
    told = [f"{row.reports} reports", f"{row.origins} origins"]
    told += [f"{row.unknown} not traced"] if row.unknown else []
    told += [days]
    told += ["contradicted"] if row.contradicted else []
    told += ["circular"] if row.circular else []
    return f"<p><b>{_quote([row.words])}</b><br>{_quiet(escaped(' · '.join((row.id, *told))))}</p>"


def _trace(trace: Trace) -> str:
    every = [(origin, True) for origin in trace.origins.known]
    every += [(origin, False) for origin in trace.origins.unknown]
    origins = "".join(_origin(trace, origin, traced=traced) for origin, traced in every[:_MOST])
    held = {said.id: said for said in (*trace.claim.members, *trace.against)}
    against = [
        (
            escaped(c.label),
            escaped(c.why),
            "<br>".join(_statement(held[name]) for name in (c.one, c.other) if name in held),
        )
        for c in trace.contradictions
    ]
    table = _table(("stands", "why", "words"), against) if against else ""
    opposed = f"<details><summary>against it ({len(against)})</summary>{table}</details>" if against else ""
    circles = "".join(
        f"<p>circle: {' → '.join(f'<bdi>{escaped(outlet)}</bdi>' for outlet in circle)}</p>"
        for circle in trace.origins.circles
    )
    return (
        f"<p><b>{_quote([trace.claim.words])}</b><br>{_quiet(escaped(trace.claim.id))}<br>"
        f"{escaped(summary(trace))}</p><ul>{origins}</ul>{_cut(len(every))}{circles}{opposed}"
    )


def _origin(trace: Trace, origin: Origin, *, traced: bool) -> str:
    inside = set(origin.members)
    told = tellings_of(member for member in trace.claim.members if member.id in inside)
    kind, names = origin.root.value if traced else "not traced", escaped(", ".join(origin.through))
    joins = "".join(
        f"<li><i>joined: {escaped(str(join.tie))}</i>: {escaped(join.why)} {_quote(_words(join))}</li>"
        for join in origin.joins[:_MOST]
    )
    through = f" {_quiet(f'by way of {names}')}" if origin.through else ""
    why = (
        f"<details><summary>joins ({len(origin.joins)})</summary><ul>{joins}</ul></details>" if joins else ""
    )
    return f"<li>{escaped(kind)}: <b><bdi>{escaped(origin.who)}</bdi></b>{through}{_said(told)}{why}</li>"


def _words(join: Join) -> Iterator[str]:
    return (proof.span.text for proof in join.proof)


def _said(told: list[tuple[Statement, ...]]) -> str:
    lines = "".join(f"<li>{_statement(telling[0])}</li>" for telling in told[:_MOST])
    return f"<ul>{lines}</ul>{_cut(len(told))}"


def _statement(said: Statement) -> str:
    spans = ", ".join(f"{span.start}–{span.end}" for span in said.spans)
    title = escaped(f"{said.report}, {spans}")
    day = f", {escaped(said.published)}" if said.published else ""
    return f'{_voices(said.chain)}{day}: <span title="{title}">{_quote([said.words])}</span>'


def _table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Return rows, whose cells are HTML already, as a table; columns in which nothing stands are left out."""
    names, every = tuple(heads), [tuple(row) for row in rows]
    used = [n for n in range(len(names)) if any(row[n] for row in every)]
    if not used:
        return ""
    head = "".join(f"<th {_CELL}>{escaped(names[n])}</th>" for n in used)
    body = "".join(f"<tr>{''.join(f'<td {_CELL}>{row[n]}</td>' for n in used)}</tr>" for row in every[:_MOST])
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{_cut(len(every))}"


def _cut(number: int) -> str:
    return f"<p>and {number - _MOST:,} more</p>" if number > _MOST else ""


def _quiet(piece: str) -> str:
    return f'<span style="opacity: .7">{piece}</span>'


def _quote(words: Iterable[str]) -> str:
    """Return words on one line in quotation marks; nothing where there are none."""
    line = " ".join(" … ".join(words).split()).strip("“”")
    return f"<bdi>“{escaped(line)}”</bdi>" if line else ""


_SHOWN: dict[type[Any], Callable[[Any], str]] = {
    Reading: _reading,
    Attribution: _attribution,
    Link: _link,
    Claim: _claim,
    Trace: _trace,
    ClaimRow: _row,
}
"""What is shown, and how."""
