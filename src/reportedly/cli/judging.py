"""`reportedly judge`: what a person says of a record, a report or an outlet, written into the store's log."""

import getpass
import re
from typing import TYPE_CHECKING, Annotated, Any

import typer

from reportedly.cli.options import JsonOption, StoreOption, clean, listing, opened, print_json
from reportedly.cli.pointing import fields_of, layer_of, reading_of, target_of
from reportedly.cli.saying import misused
from reportedly.settings import current

if TYPE_CHECKING:
    from reportedly.store import Judgement

app = typer.Typer(
    name="judge",
    help="Judge records: accept, reject, correct, add; grade sources. A log: nothing is ever overwritten.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

_GRADE = re.compile(r"(?P<letter>[A-Fa-f])?(?P<number>[1-6])?")
_RECORD_HELP = "A record's name, as f2 (reportedly show REPORT --records), or its exact words."
Report = Annotated[str, typer.Argument(metavar="REPORT", help="Its id, or the beginning of it.")]
Record = Annotated[str, typer.Argument(metavar="RECORD", help=_RECORD_HELP)]
Why = Annotated[str | None, typer.Option("--why", help="The reason, in your words.")]
Who = Annotated[str | None, typer.Option("--who", help="Your name; else REPORTEDLY_WHO, or your login name.")]
Fields = Annotated[list[str], typer.Argument(metavar="FIELD=VALUE...", help="A citation by its exact words.")]


@app.command()
def accept(
    *,
    report: Report,
    record: Record,
    why: Why = None,
    who: Who = None,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """Say that a record is right as it is shown; it then stays so in later readings."""
    _on_record("accept", report, record, why=why, who=who, store=store, json=json)


@app.command()
def reject(
    *,
    report: Report,
    record: Record,
    why: Why = None,
    who: Who = None,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """Say that nothing like a record stands in the report; it is no longer shown."""
    _on_record("reject", report, record, why=why, who=who, store=store, json=json)


@app.command()
def correct(  # noqa: PLR0913 - one parameter for each option
    *,
    report: Report,
    record: Record,
    fields: Fields,
    why: Why = None,
    who: Who = None,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """Set fields of a record: holder=Ukraine, low=12, span="the exact words", speaker="Olena Marchuk"."""
    name = who_judges(who)
    with opened(store) as found:
        with found.view() as view:
            target = target_of(view, report, record)
            shown = reading_of(view, report)
            near = min((span.start for span in target.spans), default=0)
            value = fields_of(target.layer or "", fields, shown.report.text, near)
        _say(found.judge(name, "correct", target, value=value, why=clean(why)), json=json)


@app.command()
def add(  # noqa: PLR0913 - one parameter for each option
    *,
    report: Report,
    layer: Annotated[str, typer.Argument(metavar="LAYER", help="attributions, figures, control…")],
    fields: Fields,
    why: Why = None,
    who: Who = None,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """Add a record that was not found: figures span="12 soldiers" what=killed low=12 high=12."""
    from reportedly.store import Target  # noqa: PLC0415 - brings in the store

    name, layer = who_judges(who), layer_of(layer)
    with opened(store) as found:
        with found.view() as view:
            kept = view.report(report)
        value = fields_of(layer, fields, kept.text)
        target = Target(report=kept.id, layer=layer)
        _say(found.judge(name, "add", target, value=value, why=clean(why)), json=json)


@app.command()
def grade(
    *,
    source: Annotated[str, typer.Argument(metavar="NAME", help="An outlet or another source.")],
    code: Annotated[str, typer.Argument(metavar="GRADE", help="Admiralty code: A–F, 1–6 or both, as B2.")],
    why: Why = None,
    who: Who = None,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """Grade a source by the Admiralty code.

    A completely reliable … E unreliable, F cannot be judged; 1 confirmed … 5 improbable, 6 cannot be judged.
    """
    from reportedly.store import Target  # noqa: PLC0415 - brings in the store

    read = _GRADE.fullmatch(code.strip())
    if read is None or not code.strip():
        misused(f"{code}: no grade; write A to F, 1 to 6, or both, as B2")
    value: dict[str, Any] = {
        "reliability": read["letter"].upper() if read["letter"] else None,
        "credibility": int(read["number"]) if read["number"] else None,
    }
    name = who_judges(who)
    with opened(store) as found:
        target = Target(name=clean(source))
        _say(found.judge(name, "grade", target, value=value, why=clean(why)), json=json)


@app.command()
def note(
    *,
    report: Report,
    record: Annotated[str | None, typer.Argument(metavar="[RECORD]", help=_RECORD_HELP)] = None,
    why: Annotated[str, typer.Option("--why", help="The note.")],
    who: Who = None,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """Leave words for the next reader, on a report or a record; nothing else changes."""
    if record is not None:
        _on_record("note", report, record, why=why, who=who, store=store, json=json)
        return
    from reportedly.store import Target  # noqa: PLC0415 - brings in the store

    name = who_judges(who)
    with opened(store) as found:
        _say(found.judge(name, "note", Target(report=report), why=clean(why)), json=json)


@app.command()
def merge(
    *,
    members: Annotated[list[str], typer.Argument(metavar="REPORT:RECORD...", help="Two records or more.")],
    why: Why = None,
    who: Who = None,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """Say that records of several reports make the same claim."""
    _on_claims("merge", members, why=why, who=who, store=store, json=json)


@app.command()
def split(
    *,
    members: Annotated[list[str], typer.Argument(metavar="REPORT:RECORD...", help="Two records or more.")],
    why: Why = None,
    who: Who = None,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """Say that records of several reports do not make the same claim."""
    _on_claims("split", members, why=why, who=who, store=store, json=json)


@app.command()
def withdraw(
    *,
    number: Annotated[int, typer.Argument(metavar="NUMBER", help="Of the judgement, as history shows it.")],
    why: Why = None,
    who: Who = None,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """Say that an earlier judgement no longer holds; it stays in the log."""
    name = who_judges(who)
    with opened(store) as found:
        _say(found.judge(name, "withdraw", number, why=clean(why)), json=json)


def _on_record(  # noqa: PLR0913 - what every judgement says
    verb: str, report: str, record: str, *, why: str | None, who: str | None, store: str | None, json: bool
) -> None:
    name = who_judges(who)
    with opened(store) as found:
        with found.view() as view:
            target = target_of(view, report, record)
        _say(found.judge(name, verb, target, why=clean(why)), json=json)


def _on_claims(
    verb: str, members: list[str], *, why: str | None, who: str | None, store: str | None, json: bool
) -> None:
    from reportedly.store import Target  # noqa: PLC0415 - brings in the store

    name, pairs = who_judges(who), [member.partition(":") for member in members]
    wrong = next(("".join(pair) for pair in pairs if not (pair[0] and pair[2])), None)
    if wrong is not None:
        misused(f"{wrong}: no REPORT:RECORD; write it like 3f2a:c1")
    with opened(store) as found:
        with found.view() as view:
            targets = [target_of(view, report, record) for report, _, record in pairs]
        _say(found.judge(name, verb, Target(), value={"members": targets}, why=clean(why)), json=json)


def who_judges(said: str | None) -> str:
    """Return who judges. Ends the command where nobody can be told."""
    try:
        name = clean(said) or current().who or getpass.getuser()
    except ValueError as error:
        misused(str(error))
    except (OSError, KeyError, ImportError):
        misused("nobody is known who judges; say who with --who, or set REPORTEDLY_WHO")
    return name


def _say(judgement: "Judgement", *, json: bool) -> None:
    if json:
        print_json(judgement)
        return
    with listing() as lister:
        lister.judgements([judgement])
