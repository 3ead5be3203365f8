"""The report of a run: run.json for programs, run.html for people, in the output's folder."""

import hashlib
from collections import Counter
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from html import escape
from typing import TYPE_CHECKING

import msgspec

from reportedly.bulk.progress import Standing
from reportedly.bulk.state import How, Tally

if TYPE_CHECKING:
    from reportedly.bulk.places import Output
    from reportedly.bulk.state import State

JSON, HTML = "run.json", "run.html"
_AT_ONCE = 16


class Total(msgspec.Struct, frozen=True, kw_only=True):
    """What an output holds, of all runs together."""

    parts: int
    """Parts that are done."""
    inputs: int
    """Inputs in them."""
    reports: int
    """Reports in the tables, each once."""
    again: int
    """Reports that were there already."""
    words: int
    """Words of all reports, each time one was read."""
    problems: dict[str, int]
    """Problems, by code."""
    left_out: dict[str, int]
    """Why files, or records of an archive, were passed over, and how many."""
    rows: dict[str, int]
    """Rows, by table."""
    seconds: dict[str, float]
    """Seconds of workers, by stage: reading, writing; and of the processor, both."""
    sha256: str
    """Over the hashes of all files, by part and table: two outputs with one hash hold the same."""


class RunReport(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a run."""

    inputs: list[str]
    """As they were named."""
    output: str
    """Where it was written."""
    address: str | None
    """The cluster; null for one machine."""
    workers: int
    """How many read side by side."""
    began: float
    """When, in seconds since 1970."""
    seconds: dict[str, float]
    """How long each stage took, by the clock."""
    left_out: int
    """Files in folders that are no reports by their names."""
    unfinished: list[str]
    """Bundles of which parts are missing: the same command reads them."""
    repeats: int
    """Reports that stood in two parts and were removed from one, in this run."""
    this_run: Standing
    """What this run did."""
    how: How
    """How reports are read."""
    versions: dict[str, str]
    """Of what read and wrote them."""
    total: Total
    """What the output holds."""

    @property
    def set_aside(self) -> int:
        """Inputs from which no report was taken."""
        return self.total.inputs - self.total.reports - self.total.again


def summed(state: "State") -> Total:
    """Return what an output holds by the notes of its parts. Raises OSError."""
    parts = state.all_done()
    with ThreadPoolExecutor(_AT_ONCE) as threads:
        tallies = [tally for tally in threads.map(state.done, parts) if tally is not None]
    digest = hashlib.sha256()
    for tally in tallies:
        digest.update(msgspec.json.encode([tally.part, sorted(tally.files.items())]))
    return Total(
        parts=len(tallies),
        inputs=sum(tally.inputs for tally in tallies),
        reports=sum(tally.reports for tally in tallies),
        again=sum(tally.again for tally in tallies),
        words=sum(tally.words for tally in tallies),
        problems=_added(tally.problems for tally in tallies),
        left_out=_added(tally.left_out for tally in tallies),
        rows=_added(tally.rows for tally in tallies),
        seconds=_seconds(tallies),
        sha256=digest.hexdigest(),
    )


def write_report(output: "Output", report: RunReport) -> None:
    """Write both files. Raises OSError."""
    output.write(JSON, msgspec.json.format(msgspec.json.encode(report), indent=1))
    output.write(HTML, page_of(report).encode())


def page_of(report: RunReport) -> str:
    """Return the report as one page that needs nothing else."""
    began = datetime.fromtimestamp(report.began, UTC).strftime("%Y-%m-%d %H:%M:%S UTC")
    state = "complete" if not report.unfinished else f"{len(report.unfinished):,} inputs not finished"
    now, total = report.this_run, report.total
    facts = {
        "Output": report.output,
        "Begun": began,
        "State": state,
        "Workers": f"{report.workers} at {report.address or 'this machine'}",
        "Reports in the tables": f"{total.reports:,}",
        "Found again, counted once": f"{total.again:,}",
        "Of those, removed in this run": f"{report.repeats:,}",
        "Inputs set aside": f"{report.set_aside:,}",
        "Read in this run": f"{now.reports - now.known:,} reports of {now.words:,} words",
        "Rate": f"{now.rate:,.1f} reports a second",
        "Model": report.how.model,
        "SHA-256 of all files": total.sha256,
    }
    parts = [
        _table("The run", facts.items()),
        _table("Seconds by the clock", report.seconds.items()),
        _table("Seconds of workers, all runs", total.seconds.items()),
        _table("Rows", total.rows.items()),
        _table("Problems", total.problems.items()),
        _table("Passed over", total.left_out.items()),
        _table("Not finished: run the same command again", ((name, "") for name in report.unfinished)),
        _table("Inputs", ((name, "") for name in report.inputs)),
        _table("Versions", report.versions.items()),
    ]
    return _PAGE.format(title=escape(f"reportedly bulk: {state}"), body="\n".join(parts))


_PAGE = """<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{title}</title>
<style>
body {{ font: 16px/1.5 system-ui, sans-serif; color: #1a1a1a }}
body {{ max-width: 60rem; margin: 2rem auto; padding: 0 1rem }}
table {{ border-collapse: collapse; width: 100% }}
th, td {{ text-align: left; padding: .2rem .8rem .2rem 0; border-bottom: 1px solid #ddd }}
td {{ overflow-wrap: anywhere }}
th {{ font-weight: 400; width: 40% }}
h2 {{ font-size: 1.1rem; margin: 1.6rem 0 .3rem }}
</style>
<h1>{title}</h1>
{body}
</html>
"""


def _table(title: str, rows: Iterable[tuple[str, object]]) -> str:
    cells = [
        f"<tr><th scope=row>{escape(name)}</th><td>{escape(_said(value))}</td></tr>" for name, value in rows
    ]
    return f"<h2>{escape(title)}</h2>\n<table>{''.join(cells)}</table>" if cells else ""


def _said(value: object) -> str:
    return f"{value:,}" if isinstance(value, int | float) else str(value)


def _added(counts: Iterable[dict[str, int]]) -> dict[str, int]:
    total: Counter[str] = Counter()
    for each in counts:
        total.update(each)
    return dict(sorted(total.items()))


def _seconds(tallies: Iterable[Tally]) -> dict[str, float]:
    total: dict[str, float] = {}
    for tally in tallies:
        for stage, each in tally.seconds.items():
            total[stage] = total.get(stage, 0.0) + each
    return {stage: round(each, 3) for stage, each in sorted(total.items())}
