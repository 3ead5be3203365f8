"""Rendering a traced claim: its voices as text, JSON, Mermaid and Graphviz; pure functions, all escaped."""

import re
from collections.abc import Iterable

import msgspec

from reportedly.tracing.claims import Claim
from reportedly.tracing.comparable import Label
from reportedly.tracing.contradictions import Contradiction
from reportedly.tracing.copies import Passage
from reportedly.tracing.credits import CreditedReport
from reportedly.tracing.names import key_of
from reportedly.tracing.origins import Origin, Origins
from reportedly.tracing.statement import Statement
from reportedly.tracing.tellings import tellings_of

SCHEMA = "reportedly.trace/1"
_WIDTH = 160
_SHOWN = frozenset({Label.CONTRADICTORY, Label.SUPERSEDED})
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]+")


class Trace(msgspec.Struct, frozen=True, kw_only=True):
    """A claim with its origins and what speaks against it."""

    schema: str = SCHEMA
    claim: Claim
    """What is said, and by whom."""
    origins: Origins
    """What it goes back to."""
    contradictions: tuple[Contradiction, ...] = ()
    """How members stand to statements of other claims."""
    against: tuple[Statement, ...] = ()
    """The statements of other claims that `contradictions` name, by id."""
    credits: tuple[CreditedReport, ...] = ()
    """Outlets that the members' chains credit, with the stored report behind each where one fits."""
    copies: tuple[Passage, ...] = ()
    """Passages that hold two members of different reports."""


def summary(trace: Trace) -> str:
    """Return in one sentence how many reports say it and how many origins they go back to."""
    reports, known, unknown = len(trace.claim.reports), len(trace.origins.known), len(trace.origins.unknown)
    told = f"{_count(reports, 'report')} {'says' if reports == 1 else 'say'} it; "
    told += f"{'it goes' if reports == 1 else 'they go'} back to {_count(known, 'origin')}"
    if unknown:
        told += f"; {unknown} could not be traced"
    if trace.origins.circles:
        told += f"; {_count(len(trace.origins.circles), 'circle')} of outlets that credit each other"
    return told + "."


def as_text(trace: Trace, *, every: bool = False) -> str:
    """Return the tree of voices as plain text, one line a voice, without control characters.

    What one report tells in overlapping words stands there once. Of what does not go together only
    contradictions and what was superseded are told, or with `every` all.
    """
    lines = [f"{trace.claim.id}  “{_line(trace.claim.words)}”", summary(trace)]
    origins = [(f"{o.root}: {o.who}", o) for o in trace.origins.known]
    origins += [(f"not traced: {o.who}", o) for o in trace.origins.unknown]
    for n, (title, origin) in enumerate(origins):
        last = n == len(origins) - 1
        lines.append(f"{'└─' if last else '├─'} {_line(title)}")
        branches = list(_branches(trace, origin))
        for k, (told, under) in enumerate(branches):
            stem, end = ("   " if last else "│  "), k == len(branches) - 1
            lines.append(f"{stem}{'└─' if end else '├─'} {told}")
            lines += [f"{stem}{'   ' if end else '│  '}   {line}" for line in under]
    lines += [f"circle: {' → '.join(map(_line, (*c, c[0])))}" for c in trace.origins.circles]
    for outlet in dict.fromkeys(c.outlet for c in trace.credits if c.behind is None):
        lines.append(f"credited, no report of it found: {_line(outlet)}")
    said = {s.id: s for s in (*trace.claim.members, *trace.against)}
    for each in trace.contradictions:
        if every or each.label in _SHOWN:
            lines.append(f"{each.label}: {_line(each.why)}")
            lines += [f"   {_told(said[name])}" for name in (each.one, each.other) if name in said]
    return "\n".join(lines) + "\n"


def _branches(trace: Trace, origin: Origin) -> Iterable[tuple[str, tuple[str, ...]]]:
    """Yield what stands under an origin: a line, and the lines under that."""
    if origin.through:
        yield f"by way of {_line(', '.join(origin.through))} (no report of it here)", ()
    inside = set(origin.members)
    told = tellings_of(m for m in trace.claim.members if m.id in inside)
    at = {m.id: n for n, telling in enumerate(told) for m in telling}
    yield from ((_told(telling[0]), ()) for telling in told)
    for join in origin.joins:
        if at.get(join.one, -1) != at.get(join.other, -2):
            proof = tuple(f"“{_line(p.span.text)}”" for p in join.proof)
            yield f"joined: {join.tie}: {_line(join.why)}", tuple(dict.fromkeys(proof))


def as_json(trace: Trace) -> str:
    """Return the trace as JSON, one line."""
    return msgspec.json.encode(trace).decode()


def as_mermaid(trace: Trace) -> str:
    """Return the graph in Mermaid's flowchart language: origins, open outlets, reports, claim."""
    lines = ["flowchart LR"]
    for name, label, shape in _nodes(trace):
        left, right = {
            "origin": ("([", "])"),
            "open": ("[/", "/]"),
            "report": ("[", "]"),
            "claim": ("{{", "}}"),
        }[shape]
        lines.append(f'  {name}{left}"{_mermaid(label)}"{right}')
    for one, other, label in _links(trace):
        arrow = f'-- "{_mermaid(label)}" -->' if label else "-->"
        lines.append(f"  {one} {arrow} {other}")
    return "\n".join(lines) + "\n"


def as_dot(trace: Trace) -> str:
    """Return the graph in Graphviz's language."""
    shapes = {"origin": "ellipse", "open": "parallelogram", "report": "box", "claim": "hexagon"}
    lines = ["digraph claim {", "  rankdir=LR;"]
    lines += [
        f"  {name} [shape={shapes[shape]}, label={_dot(label)}];" for name, label, shape in _nodes(trace)
    ]
    lines += [
        f"  {one} -> {other}" + (f" [label={_dot(label)}]" if label else "") + ";"
        for one, other, label in _links(trace)
    ]
    return "\n".join([*lines, "}"]) + "\n"


def _all(trace: Trace) -> Iterable[tuple[str, Origin]]:
    for n, origin in enumerate((*trace.origins.known, *trace.origins.unknown), 1):
        yield f"o{n}", origin


def _reports(trace: Trace) -> dict[str, str]:
    return {report: f"r{n}" for n, report in enumerate(trace.claim.reports, 1)}


def _nodes(trace: Trace) -> list[tuple[str, str, str]]:
    """Return (name, label, shape) of every node."""
    nodes = [("claim", _line(trace.claim.words), "claim")]
    unknown = set(map(id, trace.origins.unknown))
    for name, origin in _all(trace):
        nodes.append(
            (name, f"{'not traced' if id(origin) in unknown else origin.root}: {origin.who}", "origin")
        )
        nodes += [(f"{name}t{k}", outlet, "open") for k, outlet in enumerate(origin.through, 1)]
    first = {m.report: m for m in reversed(trace.claim.members)}
    for report, name in _reports(trace).items():
        member = first[report]
        nodes.append(
            (name, ", ".join(x for x in (member.outlet or member.report, member.published) if x), "report")
        )
    return nodes


def _links(trace: Trace) -> list[tuple[str, str, str]]:
    """Return (from, to, label) of every arrow, each once."""
    reports = _reports(trace)
    by_id = {m.id: m for m in trace.claim.members}
    links: dict[tuple[str, str], str] = {}
    for name, origin in _all(trace):
        open_at = {key_of(o): f"{name}t{k}" for k, o in enumerate(origin.through, 1)}
        for at in open_at.values():
            links[name, at] = ""
        for member in origin.members:
            statement = by_id[member]
            via = [open_at[k] for v in statement.chain[1:] if (k := v.outlet or key_of(v.who)) in open_at]
            links[(via[-1] if via else name), reports[statement.report]] = ""
        for join in origin.joins:
            one, other = reports[by_id[join.one].report], reports[by_id[join.other].report]
            if one != other:
                links.setdefault((one, other), str(join.tie))
    for name in reports.values():
        links[name, "claim"] = ""
    return [(a, b, label) for (a, b), label in links.items()]


def _told(statement: Statement) -> str:
    voices = " > ".join(_line(v.who) for v in statement.chain)
    return f"{voices}{f', {statement.published}' if statement.published else ''}: “{_line(statement.words)}”"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" + ("" if number == 1 else "s")


def _line(text: str) -> str:
    """Return text on one line, without control and direction characters, not too long."""
    plain = " ".join(_CONTROL.sub(" ", text).split())
    return plain if len(plain) <= _WIDTH else plain[: _WIDTH - 1] + "…"


def _mermaid(text: str) -> str:
    """Return text for a quoted Mermaid label: entities for what could be read as markup."""
    return "".join(f"#{ord(c)};" if c in '"#<>&;`\\{}[]()|' else c for c in _line(text))


def _dot(text: str) -> str:
    """Return text as a quoted Graphviz string."""
    return '"' + _line(text).replace("\\", "\\\\").replace('"', '\\"') + '"'
