"""Judging: what a person says of a report's records: accept, reject, correct, add, undo, grade.

`judging_fields` says what the forms ask, `judging_forms` reads them, `judging_meeting` writes down what they
say unless somebody else was quicker.
"""

from collections.abc import Mapping

import anyio.to_thread
import msgspec
from litestar import Response, get, post
from litestar.datastructures import FormMultiDict
from litestar.exceptions import ClientException
from litestar.params import FromPath
from litestar.response import Redirect

from reportedly.desk import links
from reportedly.desk.access.identity import Role
from reportedly.desk.desk import AtDesk, Desk, Request
from reportedly.desk.forms import sent_form
from reportedly.desk.numerals import numeral
from reportedly.desk.pages.judging_fields import FIELDS, first_values
from reportedly.desk.pages.judging_forms import changed_names, value_of
from reportedly.desk.pages.judging_meeting import Base, Found, Now, Wish, Written, find, now_of, write
from reportedly.desk.pages.judging_shown import (
    Form,
    conflict_of,
    form_of,
    met_form,
    names_of,
    slot_of,
    to_correct,
)
from reportedly.desk.pages.reader import reader_page, shown_of
from reportedly.desk.pages.reader_keys import target_of
from reportedly.desk.pages.reader_text import span_at
from reportedly.desk.pages.review_done import review_done
from reportedly.desk.rendering import page
from reportedly.errors import RefusedJudgementError
from reportedly.store import Target, Verb

_CONFLICT = 409
_REFUSED = 422
_INTO_READING = {"HX-Retarget": "#reading", "HX-Reswap": "outerHTML"}
_INTO_FORM = {"HX-Retarget": "#judging", "HX-Reswap": "innerHTML"}
_DIGITS = 11
_LONGEST = 2_000
_VERBS = {"accept": Verb.ACCEPT, "reject": Verb.REJECT}


@get("/reports/{id_:str}/form", sync_to_thread=True, opt={"role": Role.REVIEWER})
def form(request: Request, desk: AtDesk, id_: FromPath[str]) -> Response[str]:
    """Show the form to add a record at some words (`add` a layer, `at` "120-130"), or to `correct` one."""
    asked = request.query_params
    with desk.store.view() as view:
        now = now_of(view, id_)
    if key := asked.get("correct"):
        shown = to_correct(now, find(now, key), key)
        shown = msgspec.structs.replace(shown, slot=slot_of(asked.get("slot", "")))
    elif (layer := asked.get("add", "")) in FIELDS:
        span = span_at(now.report.text, asked.get("at", ""))
        values = first_values(layer, span, now.judged.reading.sources)
        shown = form_of(now, layer, "", values, values)
    else:
        raise ClientException("name a record to correct, or what to add")
    return _form(request, shown)


@post("/reports/{id_:str}/record")
async def record(request: Request, desk: AtDesk, id_: FromPath[str]) -> Response[str] | Redirect:
    """Take a form: add the record, or correct it."""
    sent = plain_fields(await sent_form(request))
    return await anyio.to_thread.run_sync(_record, request, desk, id_, sent)


@post("/reports/{id_:str}/judge")
async def judge(request: Request, desk: AtDesk, id_: FromPath[str]) -> Response[str] | Redirect:
    """Accept or reject a record, or withdraw a judgement."""
    sent = plain_fields(await sent_form(request))
    return await anyio.to_thread.run_sync(_judge, request, desk, id_, sent)


@post("/judging/grade")
async def grade(request: Request, desk: AtDesk) -> Response[str] | Redirect:
    """Grade a source, outlet or claim by its `name`, or a `report`, or a record by its `key` in it."""
    sent = plain_fields(await sent_form(request))
    await anyio.to_thread.run_sync(_grade, desk, request.user.who, sent)
    goes = links.within(sent.get("next", ""))
    if request.headers.get("hx-request") == "true":
        return Response("", headers={"HX-Refresh": "true"})
    return Redirect(goes, status_code=303)


def base_of(sent: Mapping[str, str]) -> Base:
    """Return what a form says of the page it was on."""
    last = sent.get("last", "")
    return Base(last=numeral(last, _DIGITS) or 0, model=sent.get("model", ""))


def wish_of(sent: Mapping[str, str]) -> Wish:
    """Return what the buttons of a list ask. Raises ClientException where it is nothing."""
    why = sent.get("why", "").strip()[:_LONGEST] or None
    for name, verb in _VERBS.items():
        if key := sent.get(name):
            return Wish(verb=verb, key=key, why=why)
    number = numeral(sent.get("withdraw", ""), _DIGITS)
    if number is not None:
        return Wish(verb=Verb.WITHDRAW, number=number, why=why)
    raise ClientException("say whether to accept, reject or withdraw, and what")


def _judge(request: Request, desk: Desk, id_: str, sent: Mapping[str, str]) -> Response[str] | Redirect:
    done = write(desk, request.user.who, id_, wish_of(sent), base_of(sent))
    if isinstance(done, Written):
        return _done(request, desk, id_, done)
    conflict = conflict_of(done, f"{links.report(done.now.report.id)}/judge", sent)
    return page(
        request,
        "judging_conflict.html",
        part="_judging_conflict.html",
        title="Judged meanwhile",
        status=_CONFLICT,
        headers=_INTO_FORM,
        conflict=conflict,
    )


def _record(request: Request, desk: Desk, id_: str, sent: Mapping[str, str]) -> Response[str] | Redirect:
    key, layer = sent.get("key", ""), sent.get("layer", "")
    if layer not in FIELDS:
        raise ClientException("the form has no layer; load the report again")
    with desk.store.view() as view:
        now = now_of(view, id_)
    values = {name: sent.get(name, "") for name in names_of(layer)}
    first = _first(sent)
    why = sent.get("why", "").strip()[:_LONGEST]
    shown = form_of(now, layer, key, values, first, why=why, base=base_of(sent))
    shown = msgspec.structs.replace(shown, slot=slot_of(sent.get("slot", "")))
    try:
        found = find(now, key) if key else None
        wish = _wish(now, layer, key, found, values, first, why)
        done = write(desk, request.user.who, now.report.id, wish, base_of(sent))
    except RefusedJudgementError as error:
        trouble = msgspec.structs.replace(shown, trouble=str(error).removeprefix("the judgement: "))
        return _form(request, trouble, status=_REFUSED)
    if isinstance(done, Written) and shown.slot:
        return review_done(request, desk, done, now.report.id, key)
    if isinstance(done, Written):
        return _done(request, desk, now.report.id, done)
    return _form(request, met_form(done, shown), status=_CONFLICT)


def _wish(  # noqa: PLR0913, PLR0917 - a form has as many parts
    now: Now,
    layer: str,
    key: str,
    found: Found | None,
    values: Mapping[str, str],
    first: Mapping[str, str],
    why: str,
) -> Wish:
    """Return what a form asks. Raises RefusedJudgementError where it asks nothing."""
    reading = now.judged.reading
    if found is None:
        value = value_of(layer, values, reading)
        return Wish(verb=Verb.ADD, layer=layer, value=value, why=why or None)
    changed = changed_names(layer, values, first)
    if not changed:
        raise RefusedJudgementError("the judgement", "nothing was changed", "change a field, or accept it")
    was = None if found.item is None else (found.item, found.source)
    value = value_of(layer, values, reading, only=changed, was=was)
    return Wish(verb=Verb.CORRECT, key=key, value=value, why=why or None)


def _done(request: Request, desk: Desk, id_: str, done: Written) -> Response[str] | Redirect:
    with desk.store.view() as view:
        if request.headers.get("hx-request") == "true":
            shown = shown_of(view, id_)
            return reader_page(request, shown, headers=_INTO_READING, chosen=done.key, beside=done.beside)
        return Redirect(links.report(view.report(id_).id, done.key), status_code=303)


def _form(request: Request, shown: Form, status: int = 200) -> Response[str]:
    into = {"HX-Retarget": f"#{shown.slot}", "HX-Reswap": "innerHTML"} if shown.slot else _INTO_FORM
    title = f"{'Correct' if shown.key else 'Add'}: {shown.noun}"
    return page(
        request,
        "judging_form.html",
        part="_judging_form.html",
        title=title,
        status=status,
        headers=into if status != 200 else None,  # noqa: PLR2004 - OK
        form=shown,
    )


def _grade(desk: Desk, who: str, sent: Mapping[str, str]) -> None:
    letter, number = sent.get("reliability", ""), sent.get("credibility", "")
    value: dict[str, object] = {}
    if letter:
        value["reliability"] = letter
    if number:
        value["credibility"] = int(number) if number.isascii() and number.isdecimal() else number
    name, report, key = (sent.get(each, "").strip() for each in ("name", "report", "key"))
    target = Target(name=name) if name else Target(report=report or None)
    if report and key:
        with desk.store.view() as view:
            target = target_of(key, report, view.report(report).text)
    desk.store.judge(who, Verb.GRADE, target, value=value, why=sent.get("why", "").strip()[:_LONGEST] or None)


def _first(sent: Mapping[str, str]) -> dict[str, str]:
    """Return what a form began with."""
    try:
        return msgspec.json.decode(sent.get("first", "{}"), type=dict[str, str])
    except (msgspec.MsgspecError, UnicodeError, RecursionError) as error:
        raise ClientException("the form is damaged; load the report again") from error


def plain_fields(sent: FormMultiDict) -> dict[str, str]:
    """Return the fields of a form that are text."""
    return {name: value.replace("\0", "") for name, value in sent.items() if isinstance(value, str)}


HANDLERS = (form, record, judge, grade)
