"""Problems: what a program gets when it asks for what cannot be (RFC 9457): a code, and the next step."""

import logging
from collections.abc import Mapping
from http import HTTPStatus
from types import MappingProxyType
from typing import Any

import msgspec
from litestar import Response
from litestar.exceptions import HTTPException, ValidationException

from reportedly.desk import links
from reportedly.desk.desk import Request
from reportedly.errors import (
    CitationMismatchError,
    NotAReadingError,
    RefusedJudgementError,
    ReportedlyError,
    StoreError,
    UnknownReportError,
)
from reportedly.linking import UnknownClaimError
from reportedly.store import Judgement

_LOG = logging.getLogger("reportedly.desk")
MEDIA = "application/problem+json"
_LONG = 300
"""Characters of what was sent that an answer repeats."""


class ProblemDetails(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Why a request was not answered."""

    type: str
    """An address that tells what the code means."""
    title: str
    """In a few words; the same for every problem of this code."""
    status: int
    """Of HTTP."""
    detail: str
    """What was seen."""
    code: str
    """Stable name, for programs."""
    name: str
    """What it is about, as messages call it: a report, a parameter, the store."""
    next_step: str
    """What to do next."""
    instance: str = ""
    """The path that was asked for."""
    yours: dict[str, Any] | None = None
    """Of a conflict: the judgement that was not written down, as it was sent."""
    others: tuple[Judgement, ...] = ()
    """Of a conflict: what others said of the same since."""


class Meaning(msgspec.Struct, frozen=True):
    """What a code stands for."""

    status: int
    title: str
    next_step: str
    """Where nothing better is known."""


CODES: Mapping[str, Meaning] = MappingProxyType(
    {
        "not-understood": Meaning(400, "Not understood", "mend what is named, then repeat"),
        "not-possible": Meaning(400, "That cannot be done", "do what the detail says, then repeat"),
        "unauthorized": Meaning(401, "Nobody known", "send a token: Authorization: Bearer rpt_…"),
        "forbidden": Meaning(403, "Not allowed", "ask an admin for the role, or use another token"),
        "not-found": Meaning(404, "Nothing is here", f"look for the address in {links.API}/docs"),
        "unknown-report": Meaning(404, "No such report", f"look for it: {links.API}/find?q=WORDS"),
        "unknown-claim": Meaning(404, "No such claim", f"look for it: {links.API}/trace?words=WORDS"),
        "unknown-judgement": Meaning(404, "No such judgement", f"look for it: {links.API}/judgements"),
        "unknown-run": Meaning(404, "No such run", f"see what was added: {links.API}/reports?order=added"),
        "unknown-export": Meaning(404, "No such export", f"see what was exported: {links.API}/exports"),
        "not-read": Meaning(404, "Not read yet", "read it with: reportedly reread"),
        "method-not-allowed": Meaning(405, "Not possible here", "see the header Allow"),
        "conflict": Meaning(
            409, "Judged meanwhile", "look at `others`; to judge all the same, send it with their last number"
        ),
        "read-anew": Meaning(
            409, "Read anew meanwhile", "ask for the reading again, then judge what it shows"
        ),
        "not-done": Meaning(409, "Not done yet", "ask again when its stage is done"),
        "too-large": Meaning(413, "Too large", "send less at once, or add it with: reportedly add"),
        "wrong-media": Meaning(415, "Of the wrong sort", "send it as one of the media types the docs name"),
        "refused-judgement": Meaning(422, "Not written down", "mend the judgement, then send it again"),
        "citation-mismatch": Meaning(
            422, "The words do not match", "take start, end and text from the report's text"
        ),
        "seen-missing": Meaning(
            428,
            "What had you seen?",
            "send `seen`: the number of the last judgement you had seen, 0 for none",
        ),
        "too-many": Meaning(429, "Too often", "try again in a while"),
        "fault": Meaning(500, "That went wrong", "please report it; the desk's log says more"),
        "store-unavailable": Meaning(503, "The store cannot be used now", "try again in a while"),
    }
)
"""Code -> what it stands for. Codes are never renamed."""
_OF_STATUS = {
    400: "not-understood",
    401: "unauthorized",
    403: "forbidden",
    404: "not-found",
    405: "method-not-allowed",
    413: "too-large",
    415: "wrong-media",
    429: "too-many",
}


class ProblemError(Exception):
    """Ends a request with a problem of the API's own."""

    def __init__(
        self,
        code: str,
        name: str,
        detail: str,
        *,
        next_step: str = "",
        **more: Any,  # noqa: ANN401 - fields of ProblemDetails
    ) -> None:
        """Name the code, what it is about, what was seen, and what to do where the code does not say."""
        super().__init__(detail)
        self.code, self.name, self.next_step, self.more = code, name, next_step, more


def problem(code: str, name: str, detail: str, *, next_step: str = "", **more: Any) -> ProblemDetails:  # noqa: ANN401 - fields of ProblemDetails
    """Return a problem of a known code."""
    meaning = CODES[code]
    return ProblemDetails(
        type=f"{links.API}/docs#problem-{code}",
        title=meaning.title,
        status=meaning.status,
        detail=plain(detail),
        code=code,
        name=plain(name),
        next_step=plain(next_step) or meaning.next_step,
        **more,
    )


def plain(words: str) -> str:
    """Return words as JSON in UTF-8 can carry them, and not too long."""
    clean = words.encode("utf-8", "replace").decode()
    return clean if len(clean) <= _LONG else clean[:_LONG] + "…"


def _answer_own(request: Request, error: ProblemError) -> Response[bytes]:
    told = problem(error.code, error.name, str(error), next_step=error.next_step, **error.more)
    return _answered(request, told, {})


def answer_http(request: Request, error: HTTPException) -> Response[bytes]:
    """Answer a request that Litestar or a handler refused."""
    status = error.status_code
    code = _OF_STATUS.get(status) or (
        "fault" if status >= HTTPStatus.INTERNAL_SERVER_ERROR else "not-possible"
    )
    if code == "fault":
        return answer_fault(request, error)
    headers = dict(error.headers or {})
    if code == "unauthorized":
        headers["WWW-Authenticate"] = 'Bearer realm="reportedly"'
    detail, name = error.detail, "the request"
    if isinstance(error, ValidationException) and error.extra:
        said = [each for each in error.extra if isinstance(each, dict)]
        detail = "; ".join(f"{each.get('key', '?')}: {each.get('message', '')}" for each in said) or detail
    if code == "not-found":
        name, detail = "the address", "there is nothing at this address"
    return _answered(request, problem(code, name, detail or HTTPStatus(status).phrase), headers)


def answer_ours(request: Request, error: ReportedlyError) -> Response[bytes]:
    """Answer a request that the store, or what lies above it, refused."""
    name, next_step = getattr(error, "name", ""), getattr(error, "next_step", "")
    detail = f"{name}: {error.why}" if isinstance(error, StoreError) else str(error)
    code = "not-possible"
    if isinstance(error, UnknownReportError):
        code, next_step = "unknown-report", ""
    elif isinstance(error, UnknownClaimError):
        code, next_step = "unknown-claim", ""
    elif isinstance(error, RefusedJudgementError):
        code = "refused-judgement"
    elif isinstance(error, CitationMismatchError):
        code, name = "citation-mismatch", "the words"
    elif type(error.__cause__).__module__.startswith("sqlalchemy"):
        code = "store-unavailable"
        _LOG.warning("%s %s: %s", request.method, request.url.path, error)
    elif isinstance(error, NotAReadingError) or not isinstance(error, StoreError):
        return answer_fault(request, error)
    return _answered(request, problem(code, name, detail, next_step=next_step), {})


def answer_fault(request: Request, error: Exception) -> Response[bytes]:
    """Answer a request that failed by a fault of ours; the log has all of it."""
    _LOG.error("%s %s failed", request.method, request.url.path, exc_info=error)
    detail = "the desk made a mistake, and wrote it down in its log; nothing was changed"
    return _answered(request, problem("fault", "the desk", detail), {})


def _answered(request: Request, told: ProblemDetails, headers: dict[str, str]) -> Response[bytes]:
    told = msgspec.structs.replace(told, instance=told.instance or plain(request.url.path))
    headers["Cache-Control"] = "no-store"
    return Response(msgspec.json.encode(told), status_code=told.status, media_type=MEDIA, headers=headers)


HANDLERS: dict[int | type[Exception], Any] = {
    ProblemError: _answer_own,
    HTTPException: answer_http,
    ReportedlyError: answer_ours,
    Exception: answer_fault,
}
"""How every route of the API fails."""
