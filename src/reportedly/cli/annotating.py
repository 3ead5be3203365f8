"""`reportedly annotate`: records out to annotation tools, and what annotators made of them back in."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reportedly.cli.options import JsonOption, QuietOption, StoreOption, clean, counted, opened, print_json
from reportedly.cli.saying import FAILED, misused, reason, say
from reportedly.cli.tracing import OutletOption, PlaceOption, SinceOption, UntilOption

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reportedly.annotating.returning import Returned, Told

app = typer.Typer(
    name="annotate",
    help="Judge records in the annotation tool you have: hand them out, take them back as judgements.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

_FORM = "label-studio, or webanno-tsv (INCEpTION, WebAnno)."
_OUT = "A folder of its own; it is made."
_IDS = "Only this report, by its id or the beginning of it; as often as you like."
_FILES = "What the tool exported: JSON of Label Studio, WebAnno TSV 3."
_WHO = "The annotator's name; else as the export names them."
_ACCEPT = "Records that were left as they are count as looked at: accept them."
_ANEW = "The annotator began with an empty text: reject what was handed out and is not there."
_HANDED_OUT = "The folder that was handed out, for TSV files that do not lie in it."
_WHY = "The reason for the log; else the tool and the task."
_VERBS = ("accept", "reject", "correct", "add")
_MOST_TOLD = 20
"""Conflicts, and problems, that are told by name."""


@app.command("export")
def export(  # noqa: PLR0913 - one parameter for each option
    *,
    form: Annotated[str, typer.Argument(metavar="FORMAT", help=_FORM, show_default=False)],
    out: Annotated[Path, typer.Option("--out", "-o", metavar="FOLDER", help=_OUT, show_default=False)],
    store: StoreOption = None,
    report: Annotated[list[str] | None, typer.Option("--report", metavar="REPORT", help=_IDS)] = None,
    since: SinceOption = None,
    until: UntilOption = None,
    place: PlaceOption = None,
    outlet: OutletOption = None,
    speaker: Annotated[str | None, typer.Option(help="Said by somebody of this name.")] = None,
    quiet: QuietOption = False,
    json: JsonOption = False,
) -> None:
    """Hand reports out to an annotation tool, each with all its records as they are shown now."""
    with opened(store, interrupted="interrupted; the folder is not whole, remove it") as found:
        from reportedly.annotating.handing import reports_to_hand  # noqa: PLC0415 - the store
        from reportedly.annotating.writing import FORMS, hand_out  # noqa: PLC0415 - as above
        from reportedly.store import Filters  # noqa: PLC0415 - as above

        if form not in FORMS:
            misused(f"{form}: no such form; choose from {', '.join(FORMS)}")
        filters = Filters(
            outlet=clean(outlet),
            since=clean(since),
            until=clean(until),
            place=clean(place),
            speaker=clean(speaker),
        )
        with found.view() as view:
            ids = reports_to_hand(view, filters, tuple(report or ()))
            try:
                done = hand_out(view, form, ids, out)
            except OSError as error:
                misused(f"{out}: cannot be written ({reason(error)}); look at its disk and its rights")
    _tell("left out", done.problems)
    if json:
        print_json(done)
    elif not quiet:
        numbers = f"{counted(done.reports, 'report')}, {counted(done.records, 'record')}"
        say(f"{numbers}: {out}")
    if done.problems:
        raise typer.Exit(FAILED)


@app.command("import")
def import_(  # noqa: PLR0913 - one parameter for each option
    *,
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help=_FILES, show_default=False)],
    store: StoreOption = None,
    who: Annotated[str | None, typer.Option("--who", metavar="NAME", help=_WHO)] = None,
    accept: Annotated[bool, typer.Option("--accept", help=_ACCEPT)] = False,
    anew: Annotated[bool, typer.Option("--anew", help=_ANEW)] = False,
    handed_out: Annotated[
        Path | None, typer.Option("--handed-out", metavar="FOLDER", help=_HANDED_OUT)
    ] = None,
    why: Annotated[str | None, typer.Option("--why", help=_WHY)] = None,
    quiet: QuietOption = False,
    json: JsonOption = False,
) -> None:
    """Take back what was annotated: what was changed becomes judgements, under the annotator's name.

    What somebody else judged meanwhile is told as a conflict and left alone, and so is what cannot be read;
    the rest goes on, and the exit code is 1.
    """
    with opened(store, interrupted="interrupted; what was judged so far stays") as found:
        from reportedly.annotating.bringing import Return, bring_back  # noqa: PLC0415 - the store

        how = Return(who=clean(who), why=clean(why), accept=accept, anew=anew, handed_out=handed_out)
        done = bring_back(found, files, how)
    _tell("conflict", done.conflicts)
    _tell("problem", done.problems)
    if json:
        print_json(done)
    elif not quiet:
        say(_summary(done))
    if done.conflicts or done.problems:
        raise typer.Exit(FAILED)


def _summary(done: "Returned") -> str:
    verbs = [each.verb.value for each in done.judgements]
    each = ", ".join(
        f"{verbs.count(verb)} {verb}" for verb in ("accept", "reject", "correct", "add") if verb in verbs
    )
    told = [f"{counted(len(verbs), 'judgement')}{f' ({each})' if each else ''}"]
    told += [f"{done.unchanged:,} unchanged"] if done.unchanged else []
    told += [f"{done.already:,} there already"] if done.already else []
    told += [counted(len(done.conflicts), "conflict")] if done.conflicts else []
    told += [counted(len(done.problems), "problem")] if done.problems else []
    return f"{counted(done.tasks, 'report')} came back: {', '.join(told)}"


def _tell(what: str, found: "Iterable[Told]") -> None:
    every = list(found)
    for each in every[:_MOST_TOLD]:
        say(f"{what}: {each.where}{f', {each.what}' if each.what else ''}: {each.why}")
    if len(every) > _MOST_TOLD:
        say(f"{what}: {len(every) - _MOST_TOLD} more; --json tells them all")
