"""The API, asked by schemathesis after its own description: every operation, with logins and without.

What is sent fits the description, or breaks it in one way. An answer must be one that is described, of the
type that is told, with JSON that its schema takes; none is a fault of the desk's own.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import given
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error
from schemathesis.generation import GenerationMode
from schemathesis.python import asgi
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    missing_required_header,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from reportedly.desk.access import passwords, sessions
from reportedly.desk.access.identity import Role
from reportedly.desk.api import docs
from reportedly.desk.app import make_app
from reportedly.desk.runs import Run, Runs
from reportedly.desk.settings import DeskSettings
from reportedly.store import open_store
from tests.desk.conftest import BASE
from tests.fuzz.damage import fuzzed

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    missing_required_header,
]
"""Not that what breaks the description is refused: `?limit=` counts as not given, as in a form."""
OPERATIONS = [
    (method, path)
    for path, each in docs.described()["paths"].items()
    for method in each
    if not path.endswith("/events")  # a stream that ends with its run; `tests/desk/api/test_adding.py`
]
GUARDED = [*map(str, Role), "no token"]
Client = asgi.ASGIClient


def _begun(runs: Runs, wanted: Any) -> Run:  # noqa: ANN401 - a ToAdd
    """Begin a run that does nothing, and take its folder away."""
    run = Run(wanted)
    runs.tidy(run)
    return run


@pytest.fixture(scope="module")
def clients(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Client]]:
    """Return a client for each who: of a desk without logins, and of one with them."""
    folder = tmp_path_factory.mktemp("api")
    for name in ("open", "guarded"):
        shutil.copy(made, folder / f"{name}.db")
    with (
        pytest.MonkeyPatch.context() as patch,
        open_store(folder / "open.db") as store,
        open_store(folder / "guarded.db") as guarded,
    ):
        patch.setattr(Runs, "begin", _begun)
        free: Any = make_app(store, DeskSettings())
        asked: Any = make_app(guarded, DeskSettings(auth=True))
        with asgi.get_client(free) as one, asgi.get_client(asked) as other:
            found = {"nobody asked": one, "no token": other}
            for role in Role:
                user = guarded.accounts().add(f"{role}", role, passwords.hashed("seven quiet herons at dusk"))
                secret = sessions.make_token(guarded.accounts(), user.id, "test", role, 1)
                found[str(role)] = asgi.get_client(asked)
                found[str(role)].headers["Authorization"] = f"Bearer {secret}"
            yield found
        asgi.shutdown_lifespans()


@pytest.fixture(scope="module")
def schema() -> Any:  # noqa: ANN401 - an OpenApiSchema
    """Return the description, as schemathesis reads it."""
    return schemathesis.openapi.from_dict(docs.described())


@pytest.fixture(scope="module")
def reports(clients: dict[str, Client]) -> list[str]:
    """Return ids that there are, so that not all is about what is not there."""
    items = clients["nobody asked"].get(f"{BASE}/api/1/reports").json()["items"]
    claims = clients["nobody asked"].get(f"{BASE}/api/1/claims").json()["items"]
    return [each["id"] for each in (*items[:2], *claims[:2])]


@pytest.mark.parametrize("logins", ["", "logins"])
@pytest.mark.parametrize(("method", "path"), OPERATIONS, ids=[" ".join(each) for each in OPERATIONS])
@fuzzed(6)
@given(data=st.data())
def test_any_request(  # noqa: PLR0913, PLR0917 - one for each thing that is drawn from
    clients: dict[str, Client],
    schema: Any,  # noqa: ANN401 - as above
    reports: list[str],
    method: str,
    path: str,
    logins: str,
    data: st.DataObject,
) -> None:
    """Whatever is sent, the answer is one that is described."""
    who = data.draw(st.sampled_from(GUARDED)) if logins else "nobody asked"
    mode = data.draw(st.sampled_from([GenerationMode.POSITIVE, GenerationMode.NEGATIVE]))
    operation = schema[path][method]
    case = data.draw(operation.as_strategy(generation_mode=mode))
    if "{id}" in path and data.draw(st.booleans()):
        case.path_parameters["id"] = data.draw(st.sampled_from(reports))
    answer = case.call(base_url=BASE, session=clients[who], timeout=30)
    case.validate_response(answer, checks=CHECKS)
    if answer.status_code >= 400:
        assert answer.headers["content-type"] == ["application/problem+json"]
        assert answer.json()["next_step"]
    if who == "no token":
        assert answer.status_code in {401, 400, 404, 405}, answer.text
