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


def test_each_form_shows_every_report_and_what_joins_them() -> None:
    """The tree names the root, both outlets and the tie; both graphs lead from the root to the claim."""
    text, mermaid, dot = as_text(trace()), as_mermaid(trace()), as_dot(trace())
    assert "utterance: Olena Marchuk" in text
    assert "Wire > Herald > Olena Marchuk, 2026-03-04" in text
    assert "joined: credited report: Wire credits Herald" in text
    for arrow in ("o1 --> r1", "r1 --> claim", "r2 --> claim"):
        assert arrow in mermaid
        assert arrow.replace("-->", "->") in dot
    assert "credited report" in mermaid


def test_an_outlet_without_a_report_is_shown_on_the_way() -> None:
    """An agency that both credit and that published nothing here is a node between root and reports."""
    members = tuple(
        statement(r, "the bridge is closed", o, "Northern Agency", "Olena Marchuk")
        for r, o in (("r1", "Herald"), ("r2", "Post"))
    )
    found = Trace(claim=Claim(id="claim-1", words="closed", members=members), origins=origins_of(members))
    assert "by way of Northern Agency (no report of it here)" in as_text(found)
    assert 'o1t1[/"Northern Agency"/]' in as_mermaid(found)
    assert "o1 -> o1t1;" in as_dot(found)
