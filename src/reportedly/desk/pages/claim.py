"""Claim: how many reports say it, what they go back to, what speaks against it; and joining and parting."""

from collections.abc import Iterable

import anyio.to_thread
import msgspec
from litestar import Response, get, post
from litestar.exceptions import ClientException
from litestar.params import FromPath
from litestar.response import Redirect

from reportedly.desk import links
from reportedly.desk.desk import AtDesk, Desk, Request
from reportedly.desk.forms import sent_form
from reportedly.desk.numerals import numeral
from reportedly.desk.pages.claim_shown import LAYERS, Shown, shown_of
from reportedly.desk.rendering import page
from reportedly.desk.shortcuts import Shortcut
from reportedly.store import Target, Verb
from reportedly.store.judgement import Judgement, members_of
from reportedly.tracing.rendering import summary

_LONGEST = 2_000
_MOST = 200
_DIGITS = 11


class Linked(msgspec.Struct, frozen=True, kw_only=True):
    """A judgement that joined or parted members of this claim."""

    number: int
    who: str
    at: str
    joined: bool
    why: str | None


@get("/claims/{key:str}", sync_to_thread=True)
def claim(request: Request, desk: AtDesk, key: FromPath[str]) -> Response[str]:
    """Show one claim; any member's key names it."""
    with desk.tracer.traces() as traces:
        row, trace = traces.row(key), traces.claim(key)
    with desk.store.view() as view:
        rows = view.traces()
        listed = rows.listed(rows.seqs_of(trace.claim.reports).values())
        shown = shown_of(row, trace, {each.id: each for each in listed.values()})
        judged = tuple(_linked(rows.claim_judgements(), shown))
    return page(
        request,
        "claim.html",
        title=shown.row.words[:80],
        keys=(
            Shortcut(keys="o", does="Go to the origins"),
            Shortcut(keys="m", does="Go to the members"),
            Shortcut(keys="x", does="Go to what speaks against it"),
        ),
        shown=shown,
        summary=summary(trace),
        judged=judged,
    )


def _linked(judgements: Iterable[Judgement], shown: Shown) -> Iterable[Linked]:
    """Yield the judgements on claims that name records of two or more members, or of one of them."""
    mine = {(m.report, m.layer) for m in shown.members}
    for each in judgements:
        if any((target.report, target.layer) in mine for target in members_of(each)):
            yield Linked(
                number=each.id, who=each.who, at=each.at, joined=each.verb is Verb.MERGE, why=each.why
            )


@post("/claims/{key:str}/judge")
async def judge(request: Request, desk: AtDesk, key: FromPath[str]) -> Redirect:
    """Part the chosen members from each other, join the claim with another, or undo either."""
    form = await sent_form(request)
    chosen = [str(value) for value in form.getall("member", [])][:_MOST]
    sent = {name: str(form.get(name, "")) for name in ("part", "join", "other", "why", "withdraw")}
    await anyio.to_thread.run_sync(_judge, desk, request.user.who, key, chosen, sent)
    desk.tracer.wake()
    return Redirect(links.claim(key), status_code=303)


def _judge(desk: Desk, who: str, key: str, chosen: list[str], sent: dict[str, str]) -> None:
    why = sent["why"].strip()[:_LONGEST] or None
    if sent["withdraw"]:
        number = numeral(sent["withdraw"], _DIGITS)
        if number is None:
            raise ClientException("a judgement is named by its number; load the page again")
        desk.store.judge(who, Verb.WITHDRAW, number, why=why)
        return
    if not sent["join"] and not sent["part"]:
        raise ClientException("say whether to part the chosen or to join another claim")
    with desk.tracer.traces() as traces:
        mine = traces.claim(key).claim.members
        if sent["join"]:
            named = [mine[0], traces.claim(_claim_named(sent["other"])).claim.members[0]]
        else:
            named = [member for member in mine if member.id in chosen]
    if len(named) < 2:  # noqa: PLR2004 -- it takes two
        raise ClientException("choose two statements or more that do not say the same")
    verb = Verb.MERGE if sent["join"] else Verb.SPLIT
    targets = [Target(report=each.report, layer=LAYERS[each.kind], item=each.item) for each in named]
    desk.store.judge(who, verb, Target(), value={"members": targets}, why=why)


def _claim_named(other: str) -> str:
    """Return the id of a claim that a person named by it or by its address at the desk."""
    name = other.strip().rstrip("/").rpartition("/")[2].partition("?")[0].partition("#")[0]
    if not name:
        raise ClientException("name the other claim by its id or its address")
    return name


HANDLERS = (claim, judge)
