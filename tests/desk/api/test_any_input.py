"""Whatever is sent: the API never fails by a fault of its own, and says what was wrong as it described it."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from litestar.testing import TestClient

from reportedly.desk.access import passwords, sessions
from reportedly.desk.access.identity import Role
from reportedly.desk.api import docs
from reportedly.desk.app import make_app
from reportedly.desk.runs import Run, Runs
from reportedly.desk.settings import DeskSettings
from reportedly.record.layers import LAYERS
from reportedly.store import Verb, open_store
from tests.desk.conftest import BASE

Desk = TestClient[Any]
READS = [
    pytest.param(path, operation, id=operation["operationId"])
    for path, each in docs.described()["paths"].items()
    for method, operation in each.items()
    if method == "get" and not path.endswith("/events")
]
RESPONSES = {
    (method, path): set(operation["responses"])
    for path, each in docs.described()["paths"].items()
    for method, operation in each.items()
}
SOME = settings(
    max_examples=25,
    deadline=None,
    database=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
ODD = st.sampled_from(
    [
        "",
        " ",
        "\0",
        "'",
        '"',
        "%",
        "*",
        "-",
        "OR",
        "NEAR(",
        "9" * 400,
        "-1",
        "2147483648",
        "9223372036854775808",
        "1e9",
        "NaN",
        "2025-02-30",
        "9999999-01",
        "-9999-01",
        "../..",
        "\u202eкурск",
        "null",
        "true",
        "claim-",
        "claim-fffffffffffffff",
    ]
)
TEXTS = ODD | st.text(max_size=30)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=8,
)
SPANS = st.fixed_dictionaries({"start": st.integers(-2, 200), "end": st.integers(-2, 2**70), "text": TEXTS})
FIELDS = st.sampled_from(
    [
        *(
            "span",
            "cue",
            "content",
            "source",
            "speaker",
            "act",
            "manner",
            "chain",
            "what",
            "low",
            "high",
            "unit",
        ),
        *(
            "place",
            "holder",
            "change",
            "status",
            "when",
            "type",
            "actor",
            "name",
            "kind",
            "lat",
            "edtf",
            "basis",
        ),
        *("reliability", "credibility", "members"),
    ]
)


@pytest.fixture(scope="module")
def desk(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Return a client of one desk for all examples; what is handed in is not read."""
    where = tmp_path_factory.mktemp("any") / "any.db"
    shutil.copy(filled, where)
    with pytest.MonkeyPatch.context() as patch, open_store(where) as store:
        patch.setattr(Runs, "begin", _begun)
        with TestClient(make_app(store, DeskSettings()), base_url=BASE) as client:
            yield client


def _begun(runs: Runs, wanted: Any) -> Run:  # noqa: ANN401 - a ToAdd
    """Begin a run that does nothing, and take its folder away."""
    run = Run(wanted)
    runs.tidy(run)
    return run


@pytest.fixture(scope="module")
def guarded(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Return the same with logins, and the token of a reviewer."""
    where = tmp_path_factory.mktemp("any") / "guarded.db"
    shutil.copy(filled, where)
    with pytest.MonkeyPatch.context() as patch, open_store(where) as store:
        patch.setattr(Runs, "begin", _begun)
        user = store.accounts().add("r.v.", Role.REVIEWER, passwords.hashed("seven quiet herons at dusk"))
        secret = sessions.make_token(store.accounts(), user.id, "test", Role.REVIEWER, 1)
        with TestClient(make_app(store, DeskSettings(auth=True)), base_url=BASE) as client:
            client.headers["Authorization"] = f"Bearer {secret}"
            yield client


def check(method: str, path: str, answer: Any) -> None:  # noqa: ANN401 - httpx's answer
    """Check that an answer is one that the API describes."""
    assert answer.status_code < 500, answer.text
    assert str(answer.status_code) in RESPONSES[method, path], (answer.status_code, answer.text)
    if answer.status_code >= 400:
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.json()["next_step"]


@pytest.mark.parametrize("logins", ["", "logins"])
@pytest.mark.parametrize(("path", "operation"), READS)
@SOME
@given(data=st.data())
def test_any_query(
    desk: Desk, guarded: Desk, path: str, operation: dict[str, Any], logins: str, data: st.DataObject
) -> None:
    """Any parameters and any id: an answer, or a problem that says what is wrong."""
    names = [each["name"] for each in operation["parameters"] if each["in"] == "query"]
    known = st.dictionaries(st.sampled_from(names), TEXTS, max_size=4) if names else st.just({})
    query = data.draw(known | st.dictionaries(TEXTS, TEXTS, max_size=2))
    part = data.draw(st.text(st.characters(codec="utf-8", exclude_characters="/\\?#.%\n\r\t"), min_size=1))
    asked = path.replace("{id}", quote(part)).replace("{number}", quote(part))
    headers = data.draw(st.sampled_from([{}, {"If-None-Match": "*"}, {"If-None-Match": '"'}]))
    client = guarded if logins else desk
    check("get", path, client.get(asked, params=query, headers=headers))


@pytest.mark.parametrize("logins", ["", "logins"])
@settings(SOME, max_examples=150)
@given(data=st.data())
def test_any_judgement(desk: Desk, guarded: Desk, logins: str, data: st.DataObject) -> None:
    """Any judgement on a report that is there: it is written down, or refused."""
    client = guarded if logins else desk
    first = client.get("/api/1/reports?limit=1").json()["items"][0]["id"]
    item = st.sampled_from(["a1", "f1", "c1", "e1", "a999"]) | TEXTS
    target = st.fixed_dictionaries(
        {},
        optional={
            "report": st.just(first) | TEXTS,
            "layer": st.sampled_from(sorted(LAYERS)) | TEXTS,
            "item": item,
            "spans": st.lists(SPANS, max_size=2),
            "nth": st.integers(-1, 3) | st.just(2**70),
            "added": st.integers(-1, 3),
            "model": TEXTS,
            "name": TEXTS,
        },
    )
    value = st.dictionaries(FIELDS, JSON | SPANS | st.lists(SPANS, max_size=2) | st.lists(target, max_size=3))
    body = st.fixed_dictionaries(
        {"verb": st.sampled_from([each.value for each in Verb]), "seen": st.just(10**6)},
        optional={
            "target": target,
            "value": value | JSON,
            "why": TEXTS | st.none(),
            "model": TEXTS | st.none(),
        },
    )
    client.cookies.clear()
    check("post", "/api/1/judgements", client.post("/api/1/judgements", json=data.draw(body | JSON)))
    number = data.draw(st.sampled_from(["1", "2", "0", "x", "9" * 30]))
    client.cookies.clear()
    answer = client.post(
        f"/api/1/judgements/{number}/withdrawal", json=data.draw(JSON | st.just({"seen": 99}))
    )
    check("post", "/api/1/judgements/{number}/withdrawal", answer)


@pytest.mark.parametrize("logins", ["", "logins"])
@settings(SOME, max_examples=100)
@given(data=st.data())
def test_any_hand_in(desk: Desk, guarded: Desk, logins: str, data: st.DataObject) -> None:
    """Anything handed in, in any way: a run, or a problem."""
    client = guarded if logins else desk
    client.cookies.clear()
    said = st.dictionaries(
        st.sampled_from(["outlet", "published", "url", "language", "name", "text", "urls", "reports"]),
        TEXTS | JSON,
        max_size=4,
    )
    way = data.draw(st.sampled_from(["json", "form", "raw"]))
    if way == "json":
        answer = client.post("/api/1/reports", json=data.draw(said | JSON))
    elif way == "form":
        fields = {name: str(value) for name, value in data.draw(said).items()}
        named = st.tuples(TEXTS.filter(bool), st.binary(max_size=20))
        files = [("files", each) for each in data.draw(st.lists(named, max_size=2))]
        answer = client.post("/api/1/reports", data=fields, files=files)
    else:
        media = data.draw(
            st.sampled_from(
                ["text/plain", "application/json", "multipart/form-data; boundary=x", "x", "text/html"]
            )
        )
        answer = client.post(
            "/api/1/reports",
            content=data.draw(st.binary(max_size=50) | st.just(b"--x\r\n\r\n\r\n--x--")),
            params={name: str(value) for name, value in data.draw(said).items()},
            headers={"content-type": media},
        )
    check("post", "/api/1/reports", answer)
