"""Rendering: what reports say cannot break out of the text, Mermaid or Graphviz."""

import json

from reportedly.tracing.claims import Claim
from reportedly.tracing.origins import origins_of
from reportedly.tracing.rendering import Trace, as_dot, as_json, as_mermaid, as_text, summary
from tests.tracing.made import statement

EVIL = 'x" ]; click <script>\n\x1b[31m\u202e end\\'


def trace() -> Trace:
    """Return a claim of two reports with words that try to break out."""
    members = (
        statement("r1", EVIL, "Herald", "Olena Marchuk"),
        statement("r2", EVIL, "Wire", "Herald", "Olena Marchuk"),
    )
    return Trace(claim=Claim(id="claim-1", words=EVIL, members=members), origins=origins_of(members))


def test_summary_counts_reports_and_origins() -> None:
    """Two reports, one origin."""
    assert summary(trace()) == "2 reports say it; they go back to 1 origin."


def test_nothing_breaks_out() -> None:
    """No control character, no bare quotation mark inside a label, valid JSON."""
    text, mermaid, dot = as_text(trace()), as_mermaid(trace()), as_dot(trace())
    assert "\x1b" not in text + mermaid + dot
    assert "\u202e" not in text + mermaid + dot
    assert "<script" not in mermaid
    assert all(line.count('"') % 2 == 0 for line in mermaid.splitlines())
    assert '\\" ]; click' in dot
    assert json.loads(as_json(trace()))["schema"] == "reportedly.trace/1"
