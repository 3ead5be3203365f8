"""Client: what a desk holds, from another program or machine, in the types of this package.

    with Client("http://127.0.0.1:8377", token="rpt_…") as desk:
        for report in desk.reports(Filters(outlet="observer")):
            reading = desk.reading(report.id)

Methods raise the package's errors: UnknownReportError, UnknownClaimError, RefusedJudgementError where a
judgement does not fit, JudgedMeanwhileError where somebody was quicker, StoreError for all else.
"""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, NoReturn, Self, TypeVar
from urllib.parse import quote, urlencode

import msgspec
import urllib3

from reportedly.adding import AddOutcome
from reportedly.errors import RefusedJudgementError, StoreError, UnknownReportError
from reportedly.linking import (
    ClaimFilters,
    ClaimOrder,
    ClaimRow,
    ContradictionFilters,
    LedgerFilters,
    OpposedPair,
    ReportTrace,
    Trace,
    UnknownClaimError,
)
from reportedly.record import Reading, Reference, Report, Span
from reportedly.store import (
    Counts,
    Day,
    Excerpt,
    Filters,
    Grade,
    History,
    Judgement,
    Listed,
    Mark,
    Published,
    SetAside,
    Target,
    Verb,
)
from reportedly.store.names import Names
from reportedly.tracing.ledgers import ControlEntry, FigureEntry, PositionEntry

Type = TypeVar("Type")
_API = "/api/1"
_NOTHING, _ANY_CLAIM, _ANY_PAIR, _WHOLE = Filters(), ClaimFilters(), ContradictionFilters(), LedgerFilters()
_OF_REPORTS = frozenset({"outlet", "language", "since", "until", "all_versions"})
_TIMEOUT = 60.0


class About(msgspec.Struct, frozen=True, kw_only=True):
    """What answers, and who asks."""

    version: str
    who: str
    role: str
    docs: str
    openapi: str


class Marks(msgspec.Struct, frozen=True, kw_only=True):
    """What people said of a report's records; `last` and `model` are what to judge with."""

    last: int
    model: str | None
    marks: tuple[Mark, ...]


class FoundRecord(msgspec.Struct, frozen=True, kw_only=True):
    """A record that meets the filters; `item` is as the Reading's layer has it."""

    layer: str
    item: dict[str, Any]
    speaker: str | None
    spans: tuple[Span, ...]


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """A report that was found."""

    report: Listed
    rank: float
    excerpts: tuple[Excerpt, ...] = ()
    matches: tuple[FoundRecord, ...] = ()


class Near(msgspec.Struct, frozen=True, kw_only=True):
    """A claim that is near in meaning, with the cosine of its nearest statement."""

    claim: ClaimRow
    score: float


class Written(msgspec.Struct, frozen=True, kw_only=True):
    """A judgement that was written down, and what another program wrote of the same at the same moment."""

    judgement: Judgement
    beside: tuple[Judgement, ...] = ()


class RunState(msgspec.Struct, frozen=True, kw_only=True):
    """One run of adding."""

    id: str
    stage: str
    begun: str
    who: str
    inputs: int
    outcomes: tuple[AddOutcome, ...]
    why: str

    @property
    def is_over(self) -> bool:
        """Whether nothing more will come."""
        return self.stage in {"done", "failed"}


class _Page(msgspec.Struct, frozen=True, kw_only=True):
    items: tuple[msgspec.Raw, ...]
    next: str | None = None


class _Problem(msgspec.Struct, frozen=True, kw_only=True):
    code: str = "unknown"
    name: str = ""
    detail: str = ""
    next_step: str = ""
    others: tuple[Judgement, ...] = ()


class JudgedMeanwhileError(RefusedJudgementError):
    """Somebody said something of the same since: look at `others`, then judge with their last number."""

    def __init__(self, name: str, why: str, next_step: str, others: tuple[Judgement, ...]) -> None:
        """Name what was judged, what was seen, what to do, and what the others said."""
        super().__init__(name, why, next_step)
        self.others = others


class Client:
    """A desk. Use it from one thread; leave its `with`, or close it, to let go of the connection."""

    def __init__(
        self, address: str = "http://127.0.0.1:8377", *, token: str | None = None, timeout: float = _TIMEOUT
    ) -> None:
        """Ask the desk at `address`, with a token where it asks for logins."""
        self._address = address.rstrip("/")
        self._headers = {} if token is None else {"Authorization": f"Bearer {token}"}
        self._pool = urllib3.PoolManager(timeout=urllib3.Timeout(timeout), retries=False)

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
        self._pool.clear()

    # ------------------------------------------------------------------ reading

    def about(self) -> About:
        """Return what answers, and who we are to it."""
        return self._get("", About)

    def counts(self) -> Counts:
        """Return how much the store holds."""
        return self._get("/counts", Counts)

    def reports(self, filters: Filters = _NOTHING, *, order: str = "added") -> Iterator[Listed]:
        """Yield reports; `filters` are those on reports, `order` is added, latest or newest."""
        said = {name: value for name, value in _said(filters).items() if name in _OF_REPORTS}
        return self._each("/reports", Listed, {**said, "order": order})

    def report(self, key: str) -> Report:
        """Return a report."""
        return self._get(f"/reports/{_part(key)}", Report)

    def reading(self, key: str, *, judged: bool = True) -> Reading | None:
        """Return the reading of a report, as judged or as its model made it; None where there is none."""
        try:
            return self._get(f"/reports/{_part(key)}/reading", Reading, {"judged": judged})
        except _NotReadError:
            return None

    def marks(self, key: str) -> Marks:
        """Return what people said of a report's records."""
        return self._get(f"/reports/{_part(key)}/marks", Marks)

    def history(self, key: str) -> History:
        """Return the versions of a report's story, and all judgements on them."""
        return self._get(f"/reports/{_part(key)}/history", History)

    def references(self, key: str) -> tuple[Reference, ...]:
        """Return the links and credits of a report."""
        return self._get(f"/reports/{_part(key)}/references", tuple[Reference, ...])

    def report_trace(self, key: str) -> ReportTrace:
        """Return a report's place among the others."""
        return self._get(f"/reports/{_part(key)}/trace", ReportTrace)

    def find(self, words: str = "", filters: Filters = _NOTHING) -> Iterator[Found]:
        """Yield the reports that hold the words and a record that meets the filters, best first."""
        return self._each("/find", Found, {"q": words, **_said(filters)})

    def names(self, words: str, *, limit: int = 8) -> Names:
        """Return the speakers and places whose names hold all the words."""
        return self._get("/names", Names, {"q": words, "limit": limit})

    def outlets(self, *, limit: int = 100) -> tuple[Published, ...]:
        """Return the outlets with the most reports."""
        return self._get("/outlets", tuple[Published, ...], {"limit": limit})

    def days(self, *, limit: int = 100) -> tuple[Day, ...]:
        """Return the latest days of publication."""
        return self._get("/days", tuple[Day, ...], {"limit": limit})

    def claims(
        self, filters: ClaimFilters = _ANY_CLAIM, *, order: ClaimOrder = ClaimOrder.REPORTS
    ) -> Iterator[ClaimRow]:
        """Yield the claims of two or more reports that meet the filters."""
        return self._each("/claims", ClaimRow, {**_said(filters), "order": order.value})

    def claim(self, claim_id: str) -> Trace:
        """Return a claim with its origins, proofs, and what speaks against it."""
        return self._get(f"/claims/{_part(claim_id)}", Trace)

    def trace(self, words: str, *, limit: int = 10) -> tuple[Near, ...]:
        """Return the claims nearest in meaning to some words, the nearest first."""
        return self._get("/trace", tuple[Near, ...], {"words": words, "limit": limit})

    def contradictions(self, filters: ContradictionFilters = _ANY_PAIR) -> Iterator[OpposedPair]:
        """Yield the pairs of statements that do not go together, the latest first."""
        return self._each("/contradictions", OpposedPair, _said(filters))

    def control(self, filters: LedgerFilters = _WHOLE) -> Iterator[ControlEntry]:
        """Yield who holds which place, as somebody says."""
        return self._each("/ledgers/control", ControlEntry, _said(filters))

    def figures(self, filters: LedgerFilters = _WHOLE) -> Iterator[FigureEntry]:
        """Yield the figures as series, one for each claimant."""
        return self._each("/ledgers/figures", FigureEntry, _said(filters))

    def positions(self, filters: LedgerFilters = _WHOLE) -> Iterator[PositionEntry]:
        """Yield what each party demands, refuses, offers or threatens."""
        return self._each("/ledgers/positions", PositionEntry, _said(filters))

    def problems(self, *, mended: bool = False) -> Iterator[SetAside]:
        """Yield the inputs set aside, the latest first."""
        return self._each("/problems", SetAside, {"mended": mended})

    def judgements(
        self, *, report: str | None = None, name: str | None = None, after: int = 0
    ) -> Iterator[Judgement]:
        """Yield the log: on one report, on one name, or all of it, with higher numbers than `after`."""
        return self._each("/judgements", Judgement, {"report": report, "name": name, "after": after})

    def judgement(self, number: int) -> Judgement:
        """Return one entry of the log."""
        return self._get(f"/judgements/{number}", Judgement)

    def grades(self) -> dict[str, Grade]:
        """Return the grades of sources that are in force, by name."""
        return self._get("/grades", dict[str, Grade])

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
        return self._post("/judgements", said, Written)

    def withdraw(self, number: int, *, seen: int, why: str | None = None) -> Written:
        """Take a judgement back."""
        return self._post(f"/judgements/{number}/withdrawal", {"seen": seen, "why": why}, Written)

    # ------------------------------------------------------------------ adding

    def add_text(self, text: str, **said: str) -> RunState:
        """Hand in a text; `said` are outlet, published, url and language. It is read while we go on."""
        return self._post("/reports", {"text": text, **said}, RunState)

    def add_reports(self, reports: Iterable[Mapping[str, str]]) -> RunState:
        """Hand in reports, each with its text and what is known of it (headline, outlet, published…)."""
        return self._post("/reports", {"reports": list(reports)}, RunState)

    def add_urls(self, urls: Iterable[str], **said: str) -> RunState:
        """Let the desk fetch addresses."""
        return self._post("/reports", {"urls": list(urls), **said}, RunState)

    def add_file(self, path: str | Path, **said: str) -> RunState:
        """Hand in a file of any sort that `reportedly add` takes."""
        path = Path(path)
        query = {**said, "name": path.name}
        sort = {"Content-Type": "application/octet-stream"}
        return _decoded(self._ask("POST", "/reports", query, body=path.read_bytes(), headers=sort), RunState)

    def run(self, id_: str) -> RunState:
        """Return how far a run is."""
        return self._get(f"/runs/{_part(id_)}", RunState)

    def follow(self, id_: str) -> Iterator[AddOutcome]:
        """Yield what becomes of each input of a run, as soon as it is known, to its end."""
        answer = self._open(
            "GET", f"{_API}/runs/{_part(id_)}/events", headers={"Accept": "text/event-stream"}
        )
        try:
            for name, data in _events(answer):
                if name == "outcome":
                    yield _decoded(data, AddOutcome)
                elif name == "over":
                    return
        except urllib3.exceptions.HTTPError as error:
            self._silent(error)
        finally:
            answer.close()

    def finished(self, run: RunState) -> RunState:
        """Wait for the end of a run and return it."""
        for _ in self.follow(run.id):
            pass
        return self.run(run.id)

    # ------------------------------------------------------------------ asking

    def _get(self, path: str, type_: type[Type], query: Mapping[str, Any] | None = None) -> Type:
        return _decoded(self._ask("GET", path, query), type_)

    def _post(self, path: str, body: Mapping[str, Any], type_: type[Type]) -> Type:
        said = {name: value for name, value in body.items() if value is not None}
        data, sort = msgspec.json.encode(said), {"Content-Type": "application/json"}
        return _decoded(self._ask("POST", path, body=data, headers=sort), type_)

    def _each(self, path: str, type_: type[Type], query: Mapping[str, Any]) -> Iterator[Type]:
        """Yield the items of a list, page after page."""
        address: str | None = _asked(_API + path, {**query, "limit": 200})
        while address is not None:
            page = _decoded(self._open("GET", address).data, _Page)
            for item in page.items:
                yield _decoded(bytes(item), type_)
            address = page.next
            if address is not None and not address.startswith(f"{_API}/"):
                raise StoreError(
                    self._address, f"leads on to {address[:60]!r}", "ask for the first page again"
                )

    def _ask(
        self,
        method: str,
        path: str,
        query: Mapping[str, Any] | None = None,
        *,
        body: bytes | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> bytes:
        return self._open(method, _asked(_API + path, query or {}), body=body, headers=headers).data

    def _open(
        self, method: str, path: str, *, body: bytes | None = None, headers: Mapping[str, str] | None = None
    ) -> urllib3.BaseHTTPResponse:
        """Send a request and return its answer. Raises what the problem says that comes instead."""
        streams = (headers or {}).get("Accept") == "text/event-stream"
        try:
            answer = self._pool.request(
                method,
                self._address + path,
                body=body,
                headers={**self._headers, **(headers or {})},
                redirect=False,
                preload_content=not streams,
            )
            if answer.status < 300:  # noqa: PLR2004 - what went well (RFC 9110)
                return answer
            _fail(self._address, answer.status, answer.data)
        except urllib3.exceptions.HTTPError as error:
            self._silent(error)

    def _silent(self, error: urllib3.exceptions.HTTPError) -> NoReturn:
        why = f"does not answer ({error})"
        raise StoreError(self._address, why, "look whether a desk runs there: reportedly desk") from error


class _NotReadError(StoreError):
    """A report was not read yet."""


def _fail(address: str, status: int, body: bytes) -> NoReturn:
    """Raise the package's error that a problem stands for."""
    try:
        problem = msgspec.json.decode(body, type=_Problem)
    except msgspec.MsgspecError:
        raise StoreError(address, f"answered {status}", "look whether a desk runs there") from None
    name, why = problem.name or address, problem.detail.removeprefix(f"{problem.name}: ") or str(status)
    next_step = problem.next_step or "see the docs of the API"
    if problem.code in {"conflict", "read-anew"}:
        raise JudgedMeanwhileError(name, why, next_step, problem.others)
    kinds: dict[str, type[StoreError]] = {
        "unknown-report": UnknownReportError,
        "unknown-claim": UnknownClaimError,
        "not-read": _NotReadError,
        "refused-judgement": RefusedJudgementError,
        "citation-mismatch": RefusedJudgementError,
        "seen-missing": RefusedJudgementError,
    }
    raise kinds.get(problem.code, StoreError)(name, why, next_step)


def _decoded(body: bytes, type_: type[Type]) -> Type:
    try:
        return msgspec.json.decode(body, type=type_)
    except msgspec.MsgspecError as error:
        raise StoreError(
            "the answer", f"is not understood ({error})", "use the release that the desk runs"
        ) from error


def _events(answer: urllib3.BaseHTTPResponse) -> Iterator[tuple[str, bytes]]:
    """Yield name and data of server-sent events as they come."""
    held = b""
    for chunk in answer.stream():
        held += chunk
        while b"\n\n" in held:
            block, _, held = held.partition(b"\n\n")
            lines = [line.partition(b": ") for line in block.split(b"\n")]
            said = {field.decode(): value for field, _, value in lines}
            if "event" in said:
                yield said["event"].decode(), said.get("data", b"")


def _said(filters: msgspec.Struct) -> dict[str, Any]:
    """Return what filters narrow: what is not as it is by itself."""
    plain: dict[str, Any] = msgspec.to_builtins(filters)
    bare = msgspec.to_builtins(type(filters)())
    return {name: value for name, value in plain.items() if value != bare[name]}


def _asked(path: str, query: Mapping[str, Any]) -> str:
    said = {name: value for name, value in query.items() if value not in {None, ""}}
    pairs = {name: str(value).lower() if isinstance(value, bool) else value for name, value in said.items()}
    return f"{path}?{urlencode(pairs, quote_via=quote)}" if pairs else path


def _part(key: str) -> str:
    """Return a name as a part of a path; one that is empty or all dots would be another path."""
    if not key.strip("."):
        raise StoreError(repr(key), "is no id", "name a report or claim by its id")
    return quote(key, safe="")
