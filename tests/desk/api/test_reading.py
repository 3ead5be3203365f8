"""Reading through the API: every list and record is there, a page at a time, and not sent twice."""

from typing import Any

import msgspec
import pytest
from litestar.testing import TestClient

from reportedly.desk import api
from reportedly.desk.api.described import Route
from reportedly.linking import ClaimRow, Trace
from reportedly.record import Reading, Report
from reportedly.store import Listed, Store, Verb
from reportedly.store.view import Counts

Desk = TestClient[Any]
ROUTES: list[Route] = [each.opt["route"] for each in api.HANDLERS if "route" in each.opt]
PLAIN = [
    route.address
    for route in ROUTES
    if route.method == "GET" and "{" not in route.path and not {"findNames", "traceWords"} & {route.name}
]
"""Addresses that need no parameter."""
LISTS = [
    route.address
    for route in ROUTES
    if "offset" in str(route.asks and [a.__struct_fields__ for a in route.asks])
]


@pytest.mark.parametrize("path", PLAIN)
def test_everything_can_be_read(desk: Desk, path: str) -> None:
    """Every address that needs no parameter answers, and answers nothing new with 304."""
    answer = desk.get(path)
    assert answer.status_code == 200, answer.text
    tag = answer.headers.get("etag")
    if tag is not None:
        again = desk.get(path, headers={"If-None-Match": f'"other", W/{tag}'})
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["etag"] == tag
        assert desk.get(path, headers={"If-None-Match": '"other"'}).status_code == 200


@pytest.mark.parametrize("path", LISTS)
def test_lists_come_a_page_at_a_time(desk: Desk, path: str) -> None:
    """`next` and the header Link lead from page to page, through the whole list, in its order."""
    whole = desk.get(f"{path}?limit=500").json()
    assert whole["next"] is None
    found, address, pages = [], f"{path}?limit=7", 0
    while address:
        answer = desk.get(address)
        page = answer.json()
        found += page["items"]
        pages += 1
        address = page["next"]
        assert answer.headers.get("link") == (f'<{address}>; rel="next"' if address else None)
        assert len(page["items"]) <= 7
    assert found == whole["items"]
    assert pages == max(1, -(-len(found) // 7))


def test_lists_hold_what_the_store_does(desk: Desk, store: Store) -> None:
    """The lists of a filled store are not empty, so that reading page by page was worth something."""
    counts = msgspec.json.decode(desk.get("/api/1/counts").content, type=Counts)
    with store.view() as view:
        assert counts == view.counts()
    for path in ("reports", "claims", "find", "ledgers/control", "ledgers/figures", "problems"):
        assert desk.get(f"/api/1/{path}").json()["items"], path


def test_a_report_is_the_contract(desk: Desk, store: Store, first: str) -> None:
    """A report and its reading are in the JSON of the contract, judged or as the model made it."""
    with store.view() as view:
        report, reading = view.report(first), view.reading(first)
    assert reading is not None
    assert msgspec.json.decode(desk.get(f"/api/1/reports/{first}").content, type=Report) == report
    at = f"/api/1/reports/{first}/reading"
    assert msgspec.json.decode(desk.get(at).content, type=Reading) == reading
    cue = reading.attributions[0]
    store.judge("m.k.", Verb.REJECT, _target(first, cue.id))
    judged = msgspec.json.decode(desk.get(at).content, type=Reading)
    assert len(judged.attributions) == len(reading.attributions) - 1
    assert msgspec.json.decode(desk.get(f"{at}?judged=false").content, type=Reading) == reading
    marks = desk.get(f"/api/1/reports/{first}/marks").json()
    assert [mark["verdict"] for mark in marks["marks"]] == ["reject"]
    history = desk.get(f"/api/1/reports/{first}/history").json()
    assert history["judgements"][0]["id"] == marks["last"] > 0
    assert marks["model"] == history["versions"][0]["model"]


def _target(report: str, item: str) -> Any:  # noqa: ANN401 - a Target
    from reportedly.store import Target  # noqa: PLC0415 - for one line

    return Target(report=report, layer="attributions", item=item)


def test_reports_are_narrowed_and_ordered(desk: Desk) -> None:
    """Filters narrow, orders order."""
    every = msgspec.json.decode(
        msgspec.json.encode(desk.get("/api/1/reports?limit=500").json()["items"]), type=list[Listed]
    )
    outlet = every[-1].outlet
    assert outlet is not None
    mine = desk.get("/api/1/reports", params={"outlet": outlet, "limit": 500}).json()["items"]
    assert 0 < len(mine) < len(every)
    newest = desk.get("/api/1/reports?order=newest&limit=500").json()["items"]
    assert [each["id"] for each in newest] == [each.id for each in reversed(every)]
    latest = desk.get("/api/1/reports?order=latest&limit=500").json()["items"]
    days = [each["published"][:10] for each in latest if each["published"]]
    assert days == sorted(days, reverse=True)
    assert desk.get("/api/1/reports?since=2999").json()["items"] == []


def test_a_claim_is_traced(desk: Desk) -> None:
    """A claim comes with members, origins and proofs; words lead to it."""
    row = msgspec.convert(desk.get("/api/1/claims?limit=1").json()["items"][0], ClaimRow)
    trace = msgspec.json.decode(desk.get(f"/api/1/claims/{row.id}").content, type=Trace)
    assert len(trace.claim.reports) == row.reports
    assert len(trace.origins.known) == row.origins
    assert all(member.spans for member in trace.claim.members)
    near = desk.get("/api/1/trace", params={"words": row.words}).json()
    assert near[0]["claim"]["id"] == row.id
    assert near[0]["score"] > 0.99
    report = desk.get(f"/api/1/reports/{trace.claim.reports[0]}/trace").json()
    assert row.id in {each["claim"]["id"] for each in report["statements"]}


def test_words_are_found(desk: Desk) -> None:
    """A search gives excerpts and the records that meet the filters; names lead on."""
    hits = desk.get("/api/1/find?q=bridge&layer=control").json()["items"]
    assert hits == [] or hits[0]["excerpts"]
    found = desk.get("/api/1/find?layer=attributions").json()["items"]
    assert {each["layer"] for hit in found for each in hit["matches"]} == {"attributions"}
    speaker = next(each["speaker"] for hit in found for each in hit["matches"] if each["speaker"])
    names = desk.get("/api/1/names", params={"q": speaker}).json()
    assert names["speakers"]


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("/api/1/nothing", 404, "not-found"),
        ("/api/1/reports/zzz/nothing", 404, "not-found"),
        ("/api/1/ledgers", 404, "not-found"),
        ("/api/1/ledgers/none", 404, "not-found"),
        ("/api/1/reports/zzz/reading/more", 404, "not-found"),
        ("/api/1/reports/zzz", 404, "unknown-report"),
        ("/api/1/reports/zzz/reading", 404, "unknown-report"),
        ("/api/1/claims/zzz", 404, "unknown-claim"),
        ("/api/1/judgements/9999", 404, "unknown-judgement"),
        ("/api/1/judgements/one", 404, "unknown-judgement"),
        ("/api/1/reports?limit=0", 400, "not-understood"),
        ("/api/1/reports?limit=9999999999999999999999", 400, "not-understood"),
        ("/api/1/reports?offset=-1", 400, "not-understood"),
        ("/api/1/reports?colour=red", 400, "not-understood"),
        ("/api/1/reports?limit=1&limit=2", 400, "not-understood"),
        ("/api/1/reports?since=yesterday", 400, "not-possible"),
        ("/api/1/reports?order=best", 400, "not-understood"),
        ("/api/1/reports?all_versions=perhaps", 400, "not-understood"),
        ("/api/1/find?layer=colours", 400, "not-possible"),
        ("/api/1/find?q=" + "a%20" * 300, 400, "not-possible"),
        ("/api/1/find?q=" + "a" * 2000, 400, "not-understood"),
        ("/api/1/names", 400, "not-understood"),
        ("/api/1/trace?words=", 400, "not-understood"),
    ],
)
def test_what_cannot_be_answered_is_a_problem(desk: Desk, path: str, status: int, code: str) -> None:
    """A wrong request gets a problem (RFC 9457) with its code, what it is about, and the next step."""
    answer = desk.get(path)
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert (problem["status"], problem["code"]) == (status, code)
    assert problem["name"]
    assert problem["next_step"]
    assert problem["detail"]
    assert problem["instance"] == path.partition("?")[0]


def test_other_methods_are_refused(desk: Desk) -> None:
    """A method that an address does not have is told which it has."""
    for method in ("PUT", "PATCH", "DELETE"):
        desk.cookies.clear()
        answer = desk.request(method, "/api/1/reports")
        assert (answer.status_code, answer.json()["code"]) == (405, "method-not-allowed")
        assert "GET" in answer.headers["allow"]


def test_a_wrong_parameter_is_named(desk: Desk) -> None:
    """The problem names the parameter."""
    problem = desk.get("/api/1/reports?limit=many").json()
    assert problem["name"] == "the parameter limit"


def test_an_address_far_below_a_route_says_what_to_do(desk: Desk) -> None:
    """However deep an address is that there is not, the problem has a name and a next step."""
    told = desk.get("/api/1/reports/x/a/b/c").json()
    assert (told["status"], told["code"], told["name"]) == (404, "not-found", "the address")
    assert told["next_step"]
