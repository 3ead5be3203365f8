"""About: what is here, who asks, how much the store holds, and the contract of a Reading."""

from typing import Any

import msgspec
from litestar import Response, get

from reportedly.desk import links
from reportedly.desk.access.identity import Role
from reportedly.desk.api.asked import said_in
from reportedly.desk.api.described import Route, told
from reportedly.desk.api.page import answer
from reportedly.desk.desk import AtDesk, Request
from reportedly.record.schema import reading_schema
from reportedly.store import Counts
from reportedly.version import __version__


class About(msgspec.Struct, frozen=True, kw_only=True):
    """What answers, and who asks."""

    version: str
    """Release of reportedly."""
    who: str
    """Whose name judgements will bear."""
    role: Role
    """What you may do: a reader reads, a reviewer adds and judges, an admin says who comes in."""
    docs: str
    """Address of the docs."""
    openapi: str
    """Address of the description for programs."""


def _about(who: str, role: Role) -> About:
    return About(
        version=__version__,
        who=who,
        role=role,
        docs=f"{links.API}/docs",
        openapi=f"{links.API}/openapi.json",
    )


_ABOUT = Route(
    path="",
    name="getAbout",
    tag="About",
    summary="Say what answers, and who you are",
    description="The release, your name and role, and where the docs are.",
    answers=About,
    example=_about("m.k.", Role.REVIEWER),
)
_COUNTS = Route(
    path="/counts",
    name="getCounts",
    tag="About",
    summary="Count what the store holds",
    description="Reports (older versions among them), readings, judgements, and inputs set aside still.",
    answers=Counts,
    example=Counts(reports=120, readings=119, judgements=7, problems=1),
)
_SCHEMA = Route(
    path="/schema",
    name="getSchema",
    tag="About",
    summary="Get the contract of a Reading",
    description="The JSON Schema (2020-12) of reportedly.reading/1, with the meaning of every key.",
    answers=dict[str, Any],
    example={"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "reportedly.reading/1"},
)


@get(**told(_ABOUT), sync_to_thread=False)
def about(request: Request) -> Response[bytes]:
    """Say what answers, and who asks."""
    said_in(request)
    return answer(request, _about(request.user.who, request.user.role))


@get(**told(_COUNTS), sync_to_thread=True)
def counts(request: Request, desk: AtDesk) -> Response[bytes]:
    """Count what the store holds."""
    said_in(request)
    with desk.store.view() as view:
        return answer(request, view.counts())


@get(**told(_SCHEMA), sync_to_thread=True)
def schema(request: Request) -> Response[bytes]:
    """Get the contract of a Reading."""
    said_in(request)
    return answer(request, reading_schema())


HANDLERS = (about, counts, schema)
