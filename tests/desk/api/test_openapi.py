"""The API describes itself: completely, truly, and in one place for programs and people."""

import json
import re
from typing import Any

import jsonschema
import pytest
from litestar.testing import TestClient

from reportedly.desk import api
from reportedly.desk.api import docs
from reportedly.desk.api.problems import CODES

Desk = TestClient[Any]
DOCUMENT: dict[str, Any] = json.loads(json.dumps(docs.described()))
OPERATIONS = [
    pytest.param(path, method, operation, id=operation["operationId"])
    for path, each in DOCUMENT["paths"].items()
    for method, operation in each.items()
]
"""Path, method and description of each operation."""
LIVE = [each for each in OPERATIONS if each.values[1] == "get" and "{" not in str(each.values[0])]


def validate(value: Any, schema: dict[str, Any]) -> None:  # noqa: ANN401 - whatever JSON can say
    """Check a value against a schema of the document."""
    whole = {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
    jsonschema.Draft202012Validator(whole | {"components": DOCUMENT["components"]}).validate(value)


def test_every_route_is_described() -> None:
    """What is routed is described, and nothing else, each under an id of its own."""
    routed = {
        (re.sub(r"\{(?:id_|(\w+)):str\}", lambda found: f"{{{found[1] or 'id'}}}", path), method.lower())
        for handler in api.HANDLERS
        if "route" in handler.opt
        for path in handler.paths
        for method in handler.http_methods
        if method != "OPTIONS"
    }
    described = {(each.values[0], each.values[1]) for each in OPERATIONS}
    assert routed == described
    ids = [each.id for each in OPERATIONS]
    assert len(set(ids)) == len(ids) > 25


def test_schemas_are_schemas() -> None:
    """Every schema is valid, and every reference leads to one."""
    for schema in DOCUMENT["components"]["schemas"].values():
        jsonschema.Draft202012Validator.check_schema(schema)
    references = set(re.findall(r'"\$ref": "#/components/schemas/([^"]+)"', json.dumps(DOCUMENT)))
    assert references == set(DOCUMENT["components"]["schemas"])
    assert DOCUMENT["openapi"].startswith("3.1")


@pytest.mark.parametrize(("path", "method", "operation"), OPERATIONS)
def test_an_operation_is_described_wholly(path: str, method: str, operation: dict[str, Any]) -> None:
    """Summary, description, parameters, bodies, answers with examples that are valid, problems, security."""
    assert operation["summary"]
    assert len(operation["description"]) > len(operation["summary"])
    assert operation["tags"][0] in {each["name"] for each in DOCUMENT["tags"]}
    named = {each["name"] for each in operation["parameters"] if each["in"] == "path"}
    assert named == set(re.findall(r"\{(\w+)\}", path))
    for each in operation["parameters"]:
        assert each["description"], each["name"]
        assert each["schema"], each["name"]
    for media, body in operation.get("requestBody", {}).get("content", {}).items():
        if media == "application/json":
            validate(body["example"], body["schema"])
    good = [each for status, each in operation["responses"].items() if status[0] == "2"]
    ((_, answer),) = good[0]["content"].items()
    assert len(good) == 1
    validate(answer["example"], answer["schema"])
    problems = {status: each for status, each in operation["responses"].items() if status >= "400"}
    assert {"400", "401", "403", "500"} <= set(problems)
    for status, each in problems.items():
        told = each["content"]["application/problem+json"]
        for code, example in told["examples"].items():
            validate(example["value"], told["schema"])
            assert (example["value"]["code"], str(example["value"]["status"])) == (code, status)
    assert method == "get" or "requestBody" in operation


@pytest.mark.parametrize(("path", "method", "operation"), LIVE)
def test_answers_are_as_described(desk: Desk, path: str, method: str, operation: dict[str, Any]) -> None:
    """What a filled store answers is what the schema says, with the headers that it says."""
    needed = {each["name"]: "bridge" for each in operation["parameters"] if each["required"]}
    answer = desk.request(method, path, params=needed)
    told = operation["responses"][str(answer.status_code)]
    assert answer.status_code == 200, answer.text
    ((media, shape),) = told["content"].items()
    assert answer.headers["content-type"].startswith(media)
    if media == "application/json":
        validate(answer.json(), shape["schema"])
        assert ("ETag" in told["headers"]) == ("etag" in answer.headers)


def test_records_are_as_described(desk: Desk, first: str) -> None:
    """The same holds for one report and one claim, and for all that is asked of them."""
    claim = desk.get("/api/1/claims?limit=1").json()["items"][0]["id"]
    asked = 0
    for each in OPERATIONS:
        path, method, operation = each.values
        if method == "get" and "{id}" in str(path) and not re.search("/(runs|exports)/", str(path)):
            answer = desk.get(str(path).replace("{id}", claim if "/claims/" in str(path) else first))
            assert answer.status_code == 200, answer.text
            validate(answer.json(), operation["responses"]["200"]["content"]["application/json"]["schema"])  # type: ignore[index]
            asked += 1
    assert asked > 5


def test_problems_are_as_described(desk: Desk) -> None:
    """A problem is what the schema says."""
    for path in ("reports/zzz", "claims/zzz", "nothing", "reports?limit=x"):
        validate(desk.get(f"/api/1/{path}").json(), {"$ref": "#/components/schemas/ProblemDetails"})


def test_the_docs_show_all(desk: Desk) -> None:
    """The page shows every operation and every problem, brings all it needs, and has no script of its own."""
    answer = desk.get("/api/1/docs")
    assert answer.status_code == 200
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    text = answer.text
    for each in OPERATIONS:
        assert f'id="op-{each.id}"' in text
    for code in CODES:
        assert f'id="problem-{code}"' in text
    assert re.findall(r"<script(?![^>]*\bsrc=)", text) == []
    assert "<style" not in text
    assert " style=" not in text
    loaded = re.findall(r"<(?:script|link|img)[^>]*\b(?:src|href)=\"([^\"]+)\"", text)
    assert loaded
    assert all(address.startswith("/static/") for address in loaded)
    ids = re.findall(r'\bid="([^"]+)"', text)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', text)) <= set(ids)


def test_codes_that_are_told_are_known() -> None:
    """Every code that a route names is one that the docs explain."""
    assert {code for route in docs.ROUTES for code in route.problems} <= set(CODES)
