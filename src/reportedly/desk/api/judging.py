"""Judging: a judgement is written down, unless somebody said something of the same since (409)."""

from typing import Annotated, Any

import anyio.to_thread
import msgspec
from litestar import Response, post
from litestar.params import FromPath

from reportedly.desk import links
from reportedly.desk.access.identity import Role
from reportedly.desk.api import examples
from reportedly.desk.api.asked import said_in, sent
from reportedly.desk.api.described import Route, Sends, told
from reportedly.desk.api.log import number_of
from reportedly.desk.api.meeting import Wish, write
from reportedly.desk.desk import AtDesk, Desk, Request
from reportedly.store import Judgement, Target, Verb

_CREATED = 201
Seen = Annotated[int, msgspec.Meta(ge=0)] | None
"""Number of a judgement, 0 for none; None where it is not said."""


class ToJudge(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A judgement to be written down."""

    verb: Verb
    """What it does; to withdraw, use the judgement's own address."""
    target: Target = Target()
    """What is judged: a record by `report`, `layer` and `item` (or `spans` and `nth`, for places and times);
    a whole `report`; or the `name` of a source. Empty to merge and split."""
    value: dict[str, Any] | None = None
    """`correct`: field -> new value; `add`: the record; `grade`: reliability A to F, credibility 1 to 6;
    `merge` and `split`: {"members": [target, target…]}."""
    why: str | None = None
    """The reason, in your words."""
    seen: Seen = None
    """Number of the last judgement you had seen, 0 for none (`last` of a report's marks). Must be said."""
    model: str | None = None
    """The model whose reading you had seen; what was read anew since is then not judged."""


class ToWithdraw(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A judgement to be taken back."""

    why: str | None = None
    """The reason, in your words."""
    seen: Seen = None
    """Number of the last judgement you had seen. Must be said."""


class Written(msgspec.Struct, frozen=True, kw_only=True):
    """A judgement that was written down."""

    judgement: Judgement
    """The entry of the log."""
    beside: tuple[Judgement, ...] = ()
    """What another program wrote of the same at the same moment; look at it."""


_JUDGE = Route(
    path="/judgements",
    name="judge",
    tag="Judgements",
    method="POST",
    summary="Judge",
    description="Accept, reject, correct or add a record, grade a source, report or claim, leave a note, "
    "merge or split claims. Nothing is overwritten: the judgement is added to the log. Where somebody said "
    "something of the same since `seen`, nothing is written, and the answer shows what they said beside "
    "yours (409).",
    sends=(
        Sends(
            type=ToJudge,
            says="The judgement.",
            example=ToJudge(
                verb=Verb.CORRECT,
                target=Target(report=examples.REPORT.id, layer="controls", item="c1"),
                value={"holder": "Russia"},
                why=examples.JUDGEMENT.why,
                seen=6,
                model="encoder-1",
            ),
        ),
    ),
    answers=Written,
    example=Written(judgement=examples.JUDGEMENT),
    status=_CREATED,
    problems=(
        "unknown-report",
        "conflict",
        "read-anew",
        "refused-judgement",
        "citation-mismatch",
        "seen-missing",
    ),
    role=Role.REVIEWER,
)
_WITHDRAW = Route(
    path="/judgements/{number:str}/withdrawal",
    name="withdraw",
    tag="Judgements",
    method="POST",
    summary="Withdraw a judgement",
    description="The judgement no longer holds; it stays in the log, beside this withdrawal, which can "
    "itself be withdrawn.",
    parts={"number": "Its number."},
    sends=(Sends(type=ToWithdraw, says="Why.", example=ToWithdraw(why="a slip", seen=7)),),
    answers=Written,
    example=Written(
        judgement=Judgement(
            id=8,
            at=examples.AT,
            who="m.k.",
            verb=Verb.WITHDRAW,
            target=examples.TARGET,
            withdraws=7,
            why="a slip",
        )
    ),
    status=_CREATED,
    problems=("unknown-judgement", "conflict", "refused-judgement", "seen-missing"),
    role=Role.REVIEWER,
)


@post(**told(_JUDGE))
async def judge(request: Request, desk: AtDesk) -> Response[bytes]:
    """Judge."""
    said_in(request)
    body = sent(await request.body(), ToJudge)
    wish = Wish(
        verb=body.verb,
        target=body.target,
        value=body.value,
        why=body.why,
        seen=body.seen,
        model=body.model,
        sent=msgspec.to_builtins(body),
    )
    return await anyio.to_thread.run_sync(_written, desk, request.user.who, wish)


@post(**told(_WITHDRAW))
async def withdraw(request: Request, desk: AtDesk, number: FromPath[str]) -> Response[bytes]:
    """Withdraw a judgement."""
    said_in(request)
    body = sent(await request.body(), ToWithdraw)
    wish = Wish(
        verb=Verb.WITHDRAW,
        target=number_of(number),
        why=body.why,
        seen=body.seen,
        sent={"verb": Verb.WITHDRAW, "withdraws": number_of(number), **msgspec.to_builtins(body)},
    )
    return await anyio.to_thread.run_sync(_written, desk, request.user.who, wish)


def _written(desk: Desk, who: str, wish: Wish) -> Response[bytes]:
    judgement, beside = write(desk, who, wish)
    return Response(
        msgspec.json.encode(Written(judgement=judgement, beside=tuple(beside))),
        status_code=_CREATED,
        media_type="application/json",
        headers={"Location": f"{links.API}/judgements/{judgement.id}", "Cache-Control": "no-store"},
    )


HANDLERS = (judge, withdraw)
