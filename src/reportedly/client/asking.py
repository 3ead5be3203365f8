"""Asking: a request to a desk and its answer, and the errors of this package that its problems stand for.

urllib3 is used here alone. `Asking` is what `Client` sends with.
"""

from collections.abc import Iterator, Mapping
from typing import Any, NoReturn, TypeVar
from urllib.parse import quote, urlencode

import msgspec
import urllib3

from reportedly.errors import RefusedJudgementError, StoreError, UnknownReportError
from reportedly.linking import UnknownClaimError
from reportedly.store import Judgement

Type = TypeVar("Type")
API = "/api/1"


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


class Asking:
    """Sends requests to one desk."""

    def __init__(self, address: str, token: str | None, timeout: float) -> None:
        """Ask the desk at `address`; give up after `timeout` seconds of silence."""
        self.address = address.rstrip("/")
        self._headers = {} if token is None else {"Authorization": f"Bearer {token}"}
        self._pool = urllib3.PoolManager(timeout=urllib3.Timeout(timeout), retries=False)

    def close(self) -> None:
        """Let go of the connection."""
        self._pool.clear()

    def get(self, path: str, type_: type[Type], query: Mapping[str, Any] | None = None) -> Type:
        """Return what is at a path of the API."""
        return decoded(self.ask("GET", path, query), type_)

    def post(self, path: str, body: Mapping[str, Any], type_: type[Type]) -> Type:
        """Send JSON, what is None left out, and return the answer."""
        said = {name: value for name, value in body.items() if value is not None}
        data, sort = msgspec.json.encode(said), {"Content-Type": "application/json"}
        return decoded(self.ask("POST", path, body=data, headers=sort), type_)

    def each(self, path: str, type_: type[Type], query: Mapping[str, Any]) -> Iterator[Type]:
        """Yield the items of a list, page after page."""
        address: str | None = asked(API + path, {**query, "limit": 200})
        while address is not None:
            page = decoded(self.open("GET", address).data, _Page)
            for item in page.items:
                yield decoded(bytes(item), type_)
            address = page.next
            if address is not None and not address.startswith(f"{API}/"):
                raise StoreError(
                    self.address, f"leads on to {address[:60]!r}", "ask for the first page again"
                )

    def ask(
        self,
        method: str,
        path: str,
        query: Mapping[str, Any] | None = None,
        *,
        body: bytes | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> bytes:
        """Send a request to a path of the API and return the answer's bytes."""
        return self.open(method, asked(API + path, query or {}), body=body, headers=headers).data

    def open(
        self, method: str, path: str, *, body: bytes | None = None, headers: Mapping[str, str] | None = None
    ) -> urllib3.BaseHTTPResponse:
        """Send a request and return its answer. Raises what the problem says that comes instead."""
        streams = (headers or {}).get("Accept") == "text/event-stream"
        try:
            answer = self._pool.request(
                method,
                self.address + path,
                body=body,
                headers={**self._headers, **(headers or {})},
                redirect=False,
                preload_content=not streams,
            )
            if answer.status < 300:  # noqa: PLR2004 - what went well (RFC 9110)
                return answer
            _fail(self.address, answer.status, answer.data)
        except urllib3.exceptions.HTTPError as error:
            self.silent(error)

    def silent(self, error: urllib3.exceptions.HTTPError) -> NoReturn:
        """Say that nobody answers."""
        why = f"does not answer ({error})"
        raise StoreError(self.address, why, "look whether a desk runs there: reportedly desk") from error


class NotReadError(StoreError):
    """A report was not read yet."""


def _fail(address: str, status: int, body: bytes) -> NoReturn:
    """Raise the package's error that a problem stands for."""
    try:
        problem = msgspec.json.decode(body, type=_Problem)
    except (msgspec.MsgspecError, UnicodeError, RecursionError):
        raise StoreError(address, f"answered {status}", "look whether a desk runs there") from None
    name, why = problem.name or address, problem.detail.removeprefix(f"{problem.name}: ") or str(status)
    next_step = problem.next_step or "see the docs of the API"
    if problem.code in {"conflict", "read-anew"}:
        raise JudgedMeanwhileError(name, why, next_step, problem.others)
    kinds: dict[str, type[StoreError]] = {
        "unknown-report": UnknownReportError,
        "unknown-claim": UnknownClaimError,
        "not-read": NotReadError,
        "refused-judgement": RefusedJudgementError,
        "citation-mismatch": RefusedJudgementError,
        "seen-missing": RefusedJudgementError,
    }
    raise kinds.get(problem.code, StoreError)(name, why, next_step)


def decoded(body: bytes, type_: type[Type]) -> Type:
    """Return an answer as its type. Raises StoreError where it is of another release."""
    try:
        return msgspec.json.decode(body, type=type_)
    except (msgspec.MsgspecError, UnicodeError, RecursionError) as error:
        raise StoreError(
            "the answer", f"is not understood ({error})", "use the release that the desk runs"
        ) from error


def events(answer: urllib3.BaseHTTPResponse) -> Iterator[tuple[str, bytes]]:
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


def said_of(filters: msgspec.Struct) -> dict[str, Any]:
    """Return what filters narrow: what is not as it is by itself."""
    plain: dict[str, Any] = msgspec.to_builtins(filters)
    bare = msgspec.to_builtins(type(filters)())
    return {name: value for name, value in plain.items() if value != bare[name]}


def asked(path: str, query: Mapping[str, Any]) -> str:
    """Return a path with its query."""
    said = {name: value for name, value in query.items() if value not in {None, ""}}
    pairs = {name: str(value).lower() if isinstance(value, bool) else value for name, value in said.items()}
    return f"{path}?{urlencode(pairs, quote_via=quote)}" if pairs else path


def part(key: str) -> str:
    """Return a name as a part of a path; one that is empty or all dots would be another path."""
    if not key.strip("."):
        raise StoreError(repr(key), "is no id", "name a report or claim by its id")
    return quote(key, safe="")
