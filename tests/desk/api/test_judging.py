"""Judging through the API: judgements are written, and whoever comes second is shown what the first said."""

from typing import Any

import pytest
from litestar.testing import TestClient

from reportedly.store import Store, Target, Verb
from tests.desk.api.asking import post, record

Desk = TestClient[Any]
EVENT = '"seen": 0, "target": {"report": "FIRST", "layer": "events"'


def on(first: str, item: str, **more: Any) -> dict[str, Any]:  # noqa: ANN401 - fields of a judgement
    """Return a judgement on an attribution."""
    target = {"report": first, "layer": "attributions", "item": item}
    return {"verb": "accept", "target": target, "seen": 0, **more}


def test_a_record_is_judged(desk: Desk, store: Store, first: str) -> None:
    """A judgement is in the log under the name of who asks, at its own address, and changes the reading."""
    item = record(desk, first)
    answer = post(desk, "/judgements", on(first, item["id"], verb="reject", why="nobody says this"))
    assert answer.status_code == 201, answer.text
    done = answer.json()["judgement"]
    assert (done["who"], done["verb"], done["why"]) == ("m.k.", "reject", "nobody says this")
    assert desk.get(answer.headers["location"]).json() == done
    with store.view() as view:
        assert [each.id for each in view.judgements()] == [done["id"]]
    ids = [each["id"] for each in desk.get(f"/api/1/reports/{first}/reading").json()["attributions"]]
    assert item["id"] not in ids


def test_fields_are_corrected(desk: Desk, first: str) -> None:
    """A correction sets fields; the words of a record are given as the contract has them."""
    item = record(desk, first)
    answer = post(desk, "/judgements", on(first, item["id"], verb="correct", value={"act": "deny"}))
    assert answer.status_code == 201, answer.text
    assert record(desk, first)["act"] == "deny"


def test_a_record_is_added(desk: Desk, first: str) -> None:
    """A record that was not found is added; one at the same words since is a conflict."""
    text = desk.get(f"/api/1/reports/{first}").json()["text"]
    word = text.split()[0]
    span = {"start": text.index(word), "end": text.index(word) + len(word), "text": word}
    value = {"span": span, "what": "other", "low": 7, "high": 7}
    body = {"verb": "add", "target": {"report": first, "layer": "figures"}, "value": value, "seen": 0}
    done = post(desk, "/judgements", body)
    assert done.status_code == 201, done.text
    figures = desk.get(f"/api/1/reports/{first}/reading").json()["figures"]
    assert span in [each["span"] for each in figures]
    again = post(desk, "/judgements", body)
    assert again.status_code == 409
    assert [each["id"] for each in again.json()["others"]] == [done.json()["judgement"]["id"]]
    assert post(desk, "/judgements", body | {"seen": done.json()["judgement"]["id"]}).status_code == 201


def test_two_at_once_do_not_overwrite_each_other(desk: Desk, store: Store, first: str) -> None:
    """Who had not seen what another said is shown both, and nothing is written until they decide."""
    item = record(desk, first)
    other = store.judge("a.b.", Verb.ACCEPT, Target(report=first, layer="attributions", item=item["id"]))
    body = on(first, item["id"], verb="reject", why="no")
    answer = post(desk, "/judgements", body)
    assert answer.status_code == 409
    problem = answer.json()
    assert problem["code"] == "conflict"
    assert "a.b." in problem["detail"]
    assert [each["who"] for each in problem["others"]] == ["a.b."]
    assert problem["yours"]["verb"] == "reject"
    assert problem["yours"]["why"] == "no"
    with store.view() as view:
        assert len(view.judgements()) == 1
    assert post(desk, "/judgements", body | {"seen": other.id}).status_code == 201


def test_other_records_are_nobodys_business(desk: Desk, store: Store, first: str) -> None:
    """A judgement on another record of the report, or a note on this one, is no conflict."""
    items = desk.get(f"/api/1/reports/{first}/reading").json()["attributions"]
    store.judge("a.b.", Verb.REJECT, Target(report=first, layer="attributions", item=items[1]["id"]))
    store.judge("a.b.", Verb.NOTE, Target(report=first, layer="attributions", item=items[0]["id"]), why="hm")
    assert post(desk, "/judgements", on(first, items[0]["id"])).status_code == 201


def test_what_was_seen_must_be_said(desk: Desk, store: Store, first: str) -> None:
    """Without `seen` nothing is written."""
    body = on(first, record(desk, first)["id"])
    del body["seen"]
    answer = post(desk, "/judgements", body)
    assert (answer.status_code, answer.json()["code"]) == (428, "seen-missing")
    with store.view() as view:
        assert view.judgements() == ()


def test_what_was_read_anew_is_not_judged(desk: Desk, first: str) -> None:
    """Who saw another model's reading is told, for its ids name other records."""
    body = on(first, record(desk, first)["id"], model="an older one")
    answer = post(desk, "/judgements", body)
    assert (answer.status_code, answer.json()["code"]) == (409, "read-anew")
    model = desk.get(f"/api/1/reports/{first}/marks").json()["model"]
    assert post(desk, "/judgements", body | {"model": model}).status_code == 201


def test_a_judgement_is_withdrawn(desk: Desk, first: str) -> None:
    """A withdrawal undoes a judgement and can be withdrawn; two withdrawals at once are a conflict."""
    item = record(desk, first)
    done = post(desk, "/judgements", on(first, item["id"], verb="reject")).json()["judgement"]
    path = f"/judgements/{done['id']}/withdrawal"
    assert post(desk, path, {"seen": 0}).status_code == 409  # oneself is somebody too
    undone = post(desk, path, {"seen": done["id"], "why": "a slip"})
    assert undone.status_code == 201, undone.text
    assert record(desk, first)["id"] == item["id"]
    assert post(desk, path, {"seen": done["id"]}).status_code == 409
    again = post(desk, path, {"seen": undone.json()["judgement"]["id"]})
    assert (again.status_code, again.json()["code"]) == (422, "refused-judgement")
    number = undone.json()["judgement"]["id"]
    assert post(desk, f"/judgements/{number}/withdrawal", {"seen": number}).status_code == 201
    assert item["id"] not in [
        each["id"] for each in desk.get(f"/api/1/reports/{first}/reading").json()["attributions"]
    ]


def test_sources_are_graded(desk: Desk) -> None:
    """A grade of a name holds for all; another since is a conflict, on this name alone."""
    grade = {"verb": "grade", "target": {"name": "Northern Wire"}, "value": {"reliability": "C"}, "seen": 0}
    done = post(desk, "/judgements", grade)
    assert done.status_code == 201, done.text
    assert desk.get("/api/1/grades").json()["Northern Wire"]["reliability"] == "C"
    assert post(desk, "/judgements", grade | {"value": {"reliability": "D"}}).status_code == 409
    assert post(desk, "/judgements", grade | {"target": {"name": "Another"}}).status_code == 201
    log = desk.get("/api/1/judgements?verb=grade&name=Northern Wire").json()["items"]
    assert [each["id"] for each in log] == [done.json()["judgement"]["id"]]
    assert len(desk.get(f"/api/1/judgements?after={log[0]['id']}").json()["items"]) == 1


def test_claims_are_split(desk: Desk) -> None:
    """Records of two reports are said not to make one claim; what is said of the same since is a conflict."""
    claim = desk.get("/api/1/claims?limit=1").json()["items"][0]["id"]
    members = desk.get(f"/api/1/claims/{claim}").json()["claim"]["members"]
    layers = {"event": "events", "control": "controls", "figure": "figures", "said": "attributions"}
    one = members[0]
    other = next(each for each in members if each["report"] != one["report"])
    named = [
        {"report": each["report"], "layer": layers[each["kind"]], "item": each["item"].split(".")[0]}
        for each in (one, other)
    ]
    body = {"verb": "split", "value": {"members": named}, "seen": 0}
    done = post(desk, "/judgements", body)
    assert done.status_code == 201, done.text
    assert post(desk, "/judgements", body | {"verb": "merge"}).status_code == 409


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ("[]", 400, "not-understood"),
        ("{", 400, "not-understood"),
        ("\ud800", 400, "not-understood"),
        ('{"verb": "praise", "seen": 0}', 400, "not-understood"),
        ('{"verb": "accept", "seen": 0, "colour": 1}', 400, "not-understood"),
        ('{"verb": "accept", "seen": -1}', 400, "not-understood"),
        ("[" * 100_000, 400, "not-understood"),
        ('{"verb": "accept", "seen": 0}', 422, "refused-judgement"),
        ('{"verb": "withdraw", "seen": 0}', 422, "refused-judgement"),
        ('{"verb": "merge", "seen": 0, "value": {"members": 3}}', 422, "refused-judgement"),
        ('{"verb": "grade", "seen": 0, "target": {"name": "x"}}', 422, "refused-judgement"),
        ('{"verb": "grade", "seen": 0, "target": {"name": "\\u0000"}}', 422, "refused-judgement"),
        ('{"verb": "note", "seen": 0, "target": {"name": "x"}}', 422, "refused-judgement"),
        ('{"verb": "accept", "seen": 0, "target": {"report": "zz", "layer": "x"}}', 404, "unknown-report"),
        ('{"verb": "add", "seen": 0, "target": {"report": "FIRST"}}', 422, "refused-judgement"),
        ('{"verb": "add", "seen": 0, "target": {"report": "FIRST", "layer": "x"}}', 422, "refused-judgement"),
        (f'{{"verb": "add", {EVENT}}}, "value": {{"cue": 3}}}}', 422, "refused-judgement"),
        (f'{{"verb": "accept", {EVENT}, "item": "e999"}}}}', 422, "refused-judgement"),
        (
            f'{{"verb": "accept", {EVENT}, "spans": [{{"start": 0, "end": 3, "text": "???"}}]}}}}',
            422,
            "citation-mismatch",
        ),
    ],
)
def test_what_does_not_fit_is_refused(
    desk: Desk, store: Store, first: str, body: str, status: int, code: str
) -> None:
    """A judgement that does not fit is a problem, and the log stays as it was."""
    desk.cookies.clear()
    content = body.replace("FIRST", first).encode("utf-8", "surrogatepass")
    answer = desk.post("/api/1/judgements", content=content)
    assert (answer.status_code, answer.json()["code"]) == (status, code), answer.text
    assert answer.json()["next_step"]
    with store.view() as view:
        assert view.judgements() == ()


def test_a_body_has_a_limit(desk: Desk) -> None:
    """More than the desk takes at once is refused, with what to do."""
    desk.cookies.clear()
    answer = desk.post("/api/1/judgements", content=b"[" + b"0," * 1_500_000)
    assert (answer.status_code, answer.json()["code"]) == (413, "too-large")
