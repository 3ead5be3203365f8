"""What a store holds: `reportedly reports`, `show`, `problems`, `history` and `store`."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reportedly.cli.options import (
    JsonOption,
    LimitOption,
    StoreOption,
    clean,
    counted,
    listing,
    opened,
    print_json,
)
from reportedly.cli.saying import misused, say
from reportedly.record import Problem, Reading
from reportedly.views.writers import Format, writer

if TYPE_CHECKING:
    from reportedly.store import Mark, View

KeyArgument = Annotated[
    str, typer.Argument(metavar="REPORT", help="A report's id, or the beginning of it.", show_default=False)
]
_FORM = "For people, for programs (the record), or as one web page."
_UNREAD = Problem(code="not-read-yet", message="not read yet; reportedly reread reads it")


def reports(  # noqa: PLR0913 - one parameter for each option
    *,
    store: StoreOption = None,
    outlet: Annotated[str | None, typer.Option(help="Published by it.")] = None,
    language: Annotated[str | None, typer.Option(help="Their language, ISO 639-1.")] = None,
    since: Annotated[str | None, typer.Option("--from", help="Published then or later.")] = None,
    until: Annotated[str | None, typer.Option("--to", help="Published then or earlier.")] = None,
    all_versions: Annotated[bool, typer.Option("--all-versions", help="Older versions too.")] = False,
    limit: LimitOption = 100,
    offset: Annotated[int, typer.Option(min=0, help="Leave out the first ones.")] = 0,
    json: JsonOption = False,
) -> None:
    """List the reports of the store, in the order in which they were added."""
    from reportedly.store import Filters  # noqa: PLC0415 - brings in the store

    filters = Filters(
        outlet=clean(outlet),
        language=clean(language),
        since=clean(since),
        until=clean(until),
        all_versions=all_versions,
    )
    with opened(store) as found, found.view() as view:
        listed = view.reports(filters, limit=limit, offset=offset)
        if json:
            print_json(*listed)
        elif listed:
            with listing() as lister:
                lister.reports(listed)
        if not listed:
            say("no such reports")
        elif len(listed) == limit:
            say(f"there may be more: --offset {offset + limit}")


def show(  # noqa: PLR0913 - one parameter for each option
    *,
    report: KeyArgument,
    store: StoreOption = None,
    version: Annotated[int | None, typer.Option(min=1, help="This version of its story.")] = None,
    unjudged: Annotated[bool, typer.Option("--unjudged", help="As the model made it.")] = False,
    records: Annotated[bool, typer.Option("--records", help="Each record by its name, to judge it.")] = False,
    form: Annotated[Format, typer.Option("--format", "-f", help=_FORM)] = Format.TERMINAL,
    json: JsonOption = False,
) -> None:
    """Show the reading of a report, with what persons judged laid over it."""
    form = Format.JSON if json else form
    if records and form is not Format.TERMINAL:
        misused("--records is for people; the record of --format json has every name")
    with opened(store) as found, found.view() as view:
        key = _version(view, report, version)
        reading, marks = _reading(view, key, unjudged=unjudged)
        if reading is None:
            reading = Reading(report=view.report(key), problems=(_UNREAD,))
        if records:
            from reportedly.views.records import records as named  # noqa: PLC0415 - as above

            with listing() as lister:
                lister.records(named(reading))
        else:
            out = writer(form, sys.stdout)
            out.write(f"{key}", reading)
            out.end()
        if marks and form is Format.TERMINAL:
            with listing() as lister:
                lister.marks(marks)


def problems(
    *,
    store: StoreOption = None,
    every: Annotated[bool, typer.Option("--all", help="Also those that came in since.")] = False,
    json: JsonOption = False,
) -> None:
    """List the inputs that were set aside, the latest first: why, and what to do."""
    with opened(store) as found, found.view() as view:
        listed = view.problems(mended=every)
        if json:
            print_json(*listed)
        elif listed:
            with listing() as lister:
                lister.problems(listed)
        if not json or not listed:
            say(f"{counted(len(listed), 'input')} set aside")


def history(*, report: KeyArgument, store: StoreOption = None, json: JsonOption = False) -> None:
    """Show the versions of a report, and every judgement on them: who, when, what, why."""
    with opened(store) as found, found.view() as view:
        told = view.history(report)
        if json:
            print_json(told)
            return
        with listing() as lister:
            lister.history(told)


def store(*, store: StoreOption = None, json: JsonOption = False) -> None:
    """Say what the store holds, how large it is, and by which schema it is kept."""
    from reportedly.store.migrating import VERSIONS  # noqa: PLC0415 - brings in the store

    with opened(store) as found, found.view() as view:
        counts = view.counts()
        size = _size(found.name)
        if json:
            print_json({"store": found.name, "schema": VERSIONS[-1], "bytes": size, "counts": counts})
            return
        facts = [("store", found.name), ("schema", VERSIONS[-1])]
        facts += [("size", f"{size / 1e6:,.1f} MB")] if size is not None else []
        facts += [(name, f"{getattr(counts, name):,}") for name in counts.__struct_fields__]
        with listing() as lister:
            lister.facts(facts)


def _version(view: "View", key: str, version: int | None) -> str:
    """Return the id of a version of the story that a report belongs to, by default of the report itself."""
    if version is None:
        return view.report(key).id
    versions = view.history(key).versions
    if version > len(versions):
        misused(f"--version {version}: there are {counted(len(versions), 'version')} of it")
    return versions[version - 1].id


def _reading(view: "View", key: str, *, unjudged: bool) -> "tuple[Reading | None, tuple[Mark, ...]]":
    if unjudged:
        return view.reading(key, judged=False), ()
    judged = view.judged(key)
    return (judged.reading, judged.marks) if judged is not None else (None, ())


def _size(name: str) -> int | None:
    """Return the bytes of a store that is a file, with those of its log."""
    files = [Path(name + end) for end in ("", "-wal")]
    sizes = [file.stat().st_size for file in files if "://" not in name and file.exists()]
    return sum(sizes) if sizes else None
