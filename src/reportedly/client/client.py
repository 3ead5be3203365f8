"""The client's methods: each a route of the API, with the types of this package."""

import time
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from urllib3.exceptions import HTTPError

from reportedly.adding import AddOutcome
from reportedly.client.asking import API, Asking, NotReadError, decoded, events, part, said_of
from reportedly.client.shapes import About, ExportState, Found, Marks, Near, RunState, Written
from reportedly.errors import StoreError
from reportedly.exports.files import whole
from reportedly.exports.selection import Selection
from reportedly.linking import (
    ClaimFilters,
    ClaimOrder,
    ClaimRow,
    ContradictionFilters,
    LedgerFilters,
    OpposedPair,
    ReportTrace,
    Trace,
)
from reportedly.record import Reading, Reference, Report
from reportedly.store import (
    Counts,
    Day,
    Filters,
    Grade,
    History,
    Judgement,
    Listed,
    Published,
    SetAside,
    Target,
    Verb,
)
from reportedly.store.names import Names
from reportedly.tracing.ledgers import ControlEntry, FigureEntry, PositionEntry

_NOTHING, _ANY_CLAIM, _ANY_PAIR, _WHOLE = Filters(), ClaimFilters(), ContradictionFilters(), LedgerFilters()
_ALL = Selection()
_OF_REPORTS = frozenset({"outlet", "language", "since", "until", "all_versions"})
_TIMEOUT = 60.0
_LOOK_SECONDS = 0.3


class Client:
    """A desk. Use it from one thread; leave its `with`, or close it, to let go of the connection."""

    def __init__(
        self, address: str = "http://127.0.0.1:8377", *, token: str | None = None, timeout: float = _TIMEOUT
    ) -> None:
        """Ask the desk at `address`, with a token where it asks for logins."""
        self._desk = Asking(address, token, timeout)

    def __enter__(self) -> Self:
        """Return the client."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the client."""
        self.close()

    def close(self) -> None:
        """Let go of the connection."""
        self._desk.close()

    # ------------------------------------------------------------------ reading

    def about(self) -> About:
        """Return what answers, and who we are to it."""
        return self._desk.get("", About)

    def counts(self) -> Counts:
        """Return how much the store holds."""
        return self._desk.get("/counts", Counts)

    def reports(self, filters: Filters = _NOTHING, *, order: str = "added") -> Iterator[Listed]:
        """Yield reports; `filters` are those on reports, `order` is added, latest or newest."""
        said = {name: value for name, value in said_of(filters).items() if name in _OF_REPORTS}
        return self._desk.each("/reports", Listed, {**said, "order": order})

    def report(self, key: str) -> Report:
        """Return a report."""
        return self._desk.get(f"/reports/{part(key)}", Report)

    def reading(self, key: str, *, judged: bool = True) -> Reading | None:
        """Return the reading of a report, as judged or as its model made it; None where there is none."""
        try:
            return self._desk.get(f"/reports/{part(key)}/reading", Reading, {"judged": judged})
        except NotReadError:
            return None

    def marks(self, key: str) -> Marks:
        """Return what people said of a report's records."""
        return self._desk.get(f"/reports/{part(key)}/marks", Marks)

    def history(self, key: str) -> History:
        """Return the versions of a report's story, and all judgements on them."""
        return self._desk.get(f"/reports/{part(key)}/history", History)

    def references(self, key: str) -> tuple[Reference, ...]:
        """Return the links and credits of a report."""
        return self._desk.get(f"/reports/{part(key)}/references", tuple[Reference, ...])

    def report_trace(self, key: str) -> ReportTrace:
        """Return a report's place among the others."""
        return self._desk.get(f"/reports/{part(key)}/trace", ReportTrace)

    def find(self, words: str = "", filters: Filters = _NOTHING) -> Iterator[Found]:
        """Yield the reports that hold the words and a record that meets the filters, best first."""
        return self._desk.each("/find", Found, {"q": words, **said_of(filters)})

    def names(self, words: str, *, limit: int = 8) -> Names:
        """Return the speakers and places whose names hold all the words."""
        return self._desk.get("/names", Names, {"q": words, "limit": limit})

    def outlets(self, *, limit: int = 100) -> tuple[Published, ...]:
        """Return the outlets with the most reports."""
        return self._desk.get("/outlets", tuple[Published, ...], {"limit": limit})

    def days(self, *, limit: int = 100) -> tuple[Day, ...]:
        """Return the latest days of publication."""
        return self._desk.get("/days", tuple[Day, ...], {"limit": limit})

    def claims(
        self, filters: ClaimFilters = _ANY_CLAIM, *, order: ClaimOrder = ClaimOrder.REPORTS
    ) -> Iterator[ClaimRow]:
        """Yield the claims of two or more reports that meet the filters."""
        return self._desk.each("/claims", ClaimRow, {**said_of(filters), "order": order.value})

    def claim(self, claim_id: str) -> Trace:
        """Return a claim with its origins, proofs, and what speaks against it."""
        return self._desk.get(f"/claims/{part(claim_id)}", Trace)

    def trace(self, words: str, *, limit: int = 10) -> tuple[Near, ...]:
        """Return the claims nearest in meaning to some words, the nearest first."""
        return self._desk.get("/trace", tuple[Near, ...], {"words": words, "limit": limit})

    def contradictions(self, filters: ContradictionFilters = _ANY_PAIR) -> Iterator[OpposedPair]:
        """Yield the pairs of statements that do not go together, the latest first."""
        return self._desk.each("/contradictions", OpposedPair, said_of(filters))

    def control(self, filters: LedgerFilters = _WHOLE) -> Iterator[ControlEntry]:
        """Yield who holds which place, as somebody says."""
        return self._desk.each("/ledgers/control", ControlEntry, said_of(filters))

    def figures(self, filters: LedgerFilters = _WHOLE) -> Iterator[FigureEntry]:
        """Yield the figures as series, one for each claimant."""
        return self._desk.each("/ledgers/figures", FigureEntry, said_of(filters))

    def positions(self, filters: LedgerFilters = _WHOLE) -> Iterator[PositionEntry]:
        """Yield what each party demands, refuses, offers or threatens."""
        return self._desk.each("/ledgers/positions", PositionEntry, said_of(filters))

    def problems(self, *, mended: bool = False) -> Iterator[SetAside]:
        """Yield the inputs set aside, the latest first."""
        return self._desk.each("/problems", SetAside, {"mended": mended})

    def judgements(
        self, *, report: str | None = None, name: str | None = None, after: int = 0
    ) -> Iterator[Judgement]:
        """Yield the log: on one report, on one name, or all of it, with higher numbers than `after`."""
        return self._desk.each("/judgements", Judgement, {"report": report, "name": name, "after": after})

    def judgement(self, number: int) -> Judgement:
        """Return one entry of the log."""
        return self._desk.get(f"/judgements/{number}", Judgement)

    def grades(self) -> dict[str, Grade]:
        """Return the grades of sources that are in force, by name."""
        return self._desk.get("/grades", dict[str, Grade])

    # ------------------------------------------------------------------ judging

    def judge(
        self,
        verb: Verb,
        target: Target,
        *,
        seen: int,
        value: Mapping[str, Any] | None = None,
        why: str | None = None,
        model: str | None = None,
    ) -> Written:
        """Write a judgement down, as `Store.judge` does; `seen` is the last judgement we know (`Marks.last`).

        Raises JudgedMeanwhileError where somebody said something of the same since; nothing is written then.
        """
        said = {"verb": verb, "target": target, "value": value, "why": why, "seen": seen, "model": model}
        return self._desk.post("/judgements", said, Written)

    def withdraw(self, number: int, *, seen: int, why: str | None = None) -> Written:
        """Take a judgement back."""
        return self._desk.post(f"/judgements/{number}/withdrawal", {"seen": seen, "why": why}, Written)

    # ------------------------------------------------------------------ adding

    def add_text(self, text: str, **said: str) -> RunState:
        """Hand in a text; `said` are outlet, published, url and language. It is read while we go on."""
        return self._desk.post("/reports", {"text": text, **said}, RunState)

    def add_reports(self, reports: Iterable[Mapping[str, str]]) -> RunState:
        """Hand in reports, each with its text and what is known of it (headline, outlet, published…)."""
        return self._desk.post("/reports", {"reports": list(reports)}, RunState)

    def add_urls(self, urls: Iterable[str], **said: str) -> RunState:
        """Let the desk fetch addresses."""
        return self._desk.post("/reports", {"urls": list(urls), **said}, RunState)

    def add_file(self, path: str | Path, **said: str) -> RunState:
        """Hand in a file of any sort that `reportedly add` takes."""
        path = Path(path)
        query = {**said, "name": path.name}
        sort = {"Content-Type": "application/octet-stream"}
        sent = self._desk.ask("POST", "/reports", query, body=path.read_bytes(), headers=sort)
        return decoded(sent, RunState)

    def run(self, id_: str) -> RunState:
        """Return how far a run is."""
        return self._desk.get(f"/runs/{part(id_)}", RunState)

    def follow(self, id_: str) -> Iterator[AddOutcome]:
        """Yield what becomes of each input of a run, as soon as it is known, to its end."""
        answer = self._desk.open(
            "GET", f"{API}/runs/{part(id_)}/events", headers={"Accept": "text/event-stream"}
        )
        try:
            for name, data in events(answer):
                if name == "outcome":
                    yield decoded(data, AddOutcome)
                elif name == "over":
                    return
        except HTTPError as error:
            self._desk.silent(error)
        finally:
            answer.close()

    def finished(self, run: RunState) -> RunState:
        """Wait for the end of a run and return it."""
        for _ in self.follow(run.id):
            pass
        return self.run(run.id)

    # ------------------------------------------------------------------ exporting

    def export(self, form: str, selection: Selection = _ALL) -> ExportState:
        """Ask for an export of what `selection` takes; it is made while we go on."""
        return self._desk.post("/exports", {"form": form, "selection": selection}, ExportState)

    def export_state(self, id_: str) -> ExportState:
        """Return how far an export is."""
        return self._desk.get(f"/exports/{part(id_)}", ExportState)

    def exported(self, export: ExportState, path: str | Path) -> ExportState:
        """Wait for an export, write its file to `path` and return it. Raises StoreError where it failed."""
        while not export.is_over:
            time.sleep(_LOOK_SECONDS)
            export = self.export_state(export.id)
        if export.stage == "failed":
            raise StoreError(f"the export {export.id}", export.why, "mend what it names, then export again")
        with whole(Path(path)) as stream:
            stream.write(self._desk.ask("GET", f"/exports/{part(export.id)}/file"))
        return export
