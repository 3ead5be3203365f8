"""`reportedly add` and `reportedly reread`: reports into the store, and their readings up to date."""

import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING, Annotated

import typer

from reportedly.cli.options import (
    Advance,
    JobsOption,
    JsonOption,
    QuietOption,
    StoreOption,
    counted,
    max_bytes_set,
    opened,
    print_json,
    said_of,
)
from reportedly.cli.saying import FAILED, misused, say
from reportedly.cli.tracing import catch_up_shown
from reportedly.intake import FieldMap, Input, LeftOut, field_map, find_inputs, is_address

if TYPE_CHECKING:
    from reportedly.adding import AddOutcome, RereadOutcome

_INPUTS = (
    "Files, folders, quoted patterns; addresses of pages and feeds; web archives (WARC, WACZ); dumps (JSON "
    "lines); - is standard input."
)
_FIELD = "Where a dump keeps what, as text=body,title=headline; may be repeated."
_PRIVATE = "Fetch from private and loopback addresses too."
_LATER = "Leave it to the next question what others say the same."
_AGAIN = "run the same command again to go on"
_COUNTING = 2.0
"""Seconds to spend on counting inputs beforehand; without an end the bar shows no time left."""


def add(  # noqa: PLR0913 - one parameter for each option
    *,
    inputs: Annotated[list[str], typer.Argument(metavar="INPUT...", help=_INPUTS)],
    store: StoreOption = None,
    outlet: Annotated[str | None, typer.Option(help="Who published the reports.")] = None,
    published: Annotated[str | None, typer.Option(help="When, ISO 8601, as 2025-03-04.")] = None,
    url: Annotated[str | None, typer.Option(help="Where it was published; for one report.")] = None,
    language: Annotated[str | None, typer.Option(help="Their language, ISO 639-1.")] = None,
    field: Annotated[
        list[str] | None, typer.Option("--field", "--map", metavar="NAME=PATH,…", help=_FIELD)
    ] = None,
    allow_private: Annotated[bool, typer.Option("--allow-private", help=_PRIVATE)] = False,
    no_read: Annotated[bool, typer.Option("--no-read", help="Keep them unread; reread reads them.")] = False,
    no_trace: Annotated[bool, typer.Option("--no-trace", help=_LATER)] = False,
    jobs: JobsOption = 1,
    json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Take reports in, read them, keep them in a store, and trace what they say among the others.

    What is there already is not read again.

    Exit code 1 if some inputs were set aside (the others are kept; see reportedly problems).
    """
    said = said_of(outlet, url, published, language)
    fields, size = fields_of(field), max_bytes_set()
    if said.url is not None:
        _checked_alone(inputs, size)
    interrupted = f"interrupted; what was added is kept. {_AGAIN.capitalize()}"
    with opened(store, create=True, interrupted=interrupted) as found:
        from reportedly.adding import Naming, add_inputs  # noqa: PLC0415 - brings in the store

        naming = Naming(fields=fields, allow_private=allow_private)
        outcomes = add_inputs(inputs, found, said=said, jobs=jobs, read=not no_read, naming=naming)
        tally = _Tally(json=json, quiet=quiet)
        try:
            with _bar(_total(inputs, size) if _shows(quiet=quiet) else 0) as advance:
                for outcome in outcomes:
                    tally.count(outcome)
                    if outcome.left_out is None and outcome.feed is None:
                        advance(outcome.words)
        finally:
            tally.end(found.name)
        if not (no_trace or no_read):
            catch_up_shown(found, quiet=quiet)
    raise typer.Exit(FAILED if tally.failed else 0)


def reread(
    *,
    store: StoreOption = None,
    jobs: JobsOption = 1,
    json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Read anew all reports that this release's model has not read; judgements stay as they are.

    Exit code 1 if some could not be read (the others are; see reportedly problems).
    """
    seen: Counter[str] = Counter()
    interrupted = f"interrupted; what was read is kept. {_AGAIN.capitalize()}"
    with opened(store, interrupted=interrupted) as found:
        from reportedly.adding import reread_all  # noqa: PLC0415 - brings in the store

        outcomes = reread_all(found, jobs=jobs)
        first = next(outcomes, None)
        with _bar(first.of if first is not None and _shows(quiet=quiet) else 0) as advance:
            for outcome in _and_then(first, outcomes):
                seen["failed" if outcome.set_aside else "changed" if outcome.changed else "unchanged"] += 1
                if outcome.set_aside is not None:
                    say(f"{outcome.id}: {outcome.set_aside.message}")
                if json:
                    print_json(outcome)
                advance(outcome.words)
        if not quiet:
            parts = [f"{counted(seen['changed'], 'reading')} made anew", f"{seen['unchanged']:,} as before"]
            parts += [f"{seen['failed']:,} set aside"] if seen["failed"] else []
            say(f"{found.name}: {', '.join(parts)}")
    raise typer.Exit(FAILED if seen["failed"] else 0)


class _Tally:
    """Says what becomes of the inputs, one by one and in the end."""

    def __init__(self, *, json: bool, quiet: bool) -> None:
        self._json, self._quiet = json, quiet
        self._became, self._left_out = Counter[str](), Counter[str]()
        self.failed, self._kept = 0, False

    def count(self, outcome: "AddOutcome") -> None:
        """Take one outcome in."""
        if self._json:
            print_json(outcome)
        if outcome.added is not None:
            self._became[outcome.added.became] += 1
        if outcome.set_aside is not None:
            self.failed += 1
            self._kept = self._kept or outcome.set_aside.code != "not-found"
            say(f"{outcome.name}: {outcome.set_aside.message}")
        for problem in outcome.problems if not self._quiet else ():
            say(f"{outcome.name}: {problem.message}")
        if outcome.left_out is not None:
            self._left_out[outcome.left_out] += 1
        if outcome.feed is not None and not self._quiet:
            say(f"{outcome.name}: {outcome.feed.new:,} new in this feed, {outcome.feed.known:,} seen before")

    def end(self, store: str) -> None:
        """Say the sums."""
        if self._quiet:
            return
        if self._left_out:
            kinds = "; ".join(f"{times} × {why}" for why, times in sorted(self._left_out.items()))
            say(f"left out: {kinds}")
        became = self._became
        parts = [f"{counted(became['new'], 'new report')}"]
        parts += [counted(became["version"], "new version")] if became["version"] else []
        parts += [f"{became['reread']:,} read anew"] if became["reread"] else []
        parts += [f"{became['known']:,} known"] if became["known"] else []
        where = " (see them with: reportedly problems)" if self._kept else ""
        parts += [f"{self.failed:,} set aside{where}"] if self.failed else []
        say(f"{store}: {', '.join(parts)}")


def fields_of(written: list[str] | None) -> FieldMap | None:
    """Return where a dump keeps what, from NAME=PATH,… as often as it was given."""
    pairs: dict[str, str] = {}
    for part in (part for each in written or [] for part in each.split(",") if part.strip()):
        name, equals, path = part.partition("=")
        if not equals or not path.strip():
            misused(f"--field {part}: no NAME=PATH; write it like text=body")
        pairs[name.strip()] = path.strip()
    if not pairs:
        return None
    try:
        return field_map(pairs)
    except ValueError as error:
        misused(f"--field: {error}")


def _checked_alone(inputs: list[str], size: int) -> None:
    """Check that --url can be true: one address is not that of many. Standard input is not looked into."""
    if any(is_address(name) for name in inputs):
        misused("--url: what is fetched has its address already; give --url with a file, or leave it out")
    found = (source for name in inputs if name != "-" for source in find_inputs([name], size))
    several = len(list(islice((source for source in found if isinstance(source, Input)), 2)))
    if several + inputs.count("-") > 1:
        misused(
            "--url: one address cannot be that of several reports; add them one by one, each with its own"
        )


def _shows(*, quiet: bool) -> bool:
    return not quiet and sys.stderr.isatty()


def _total(inputs: list[str], size: int) -> int | None:
    """Return how many inputs there are; None where that cannot be told in a moment, or not at all."""
    if any(name == "-" or is_address(name) for name in inputs):
        return None
    total, until = 0, time.monotonic() + _COUNTING
    for source in find_inputs(inputs, size):
        total += not isinstance(source, LeftOut)
        if time.monotonic() > until:
            return None
    return total


@contextmanager
def _bar(total: int | None) -> Iterator[Advance]:
    """Give what shows a bar for `total` reports, None for an unknown number; none for fewer than two."""
    if total is not None and total < 2:  # noqa: PLR2004 - one report is there before a bar is
        yield lambda _words: None
        return
    from reportedly.views.progress import progress  # noqa: PLC0415 - rich, only for a bar

    with progress(total) as advance:
        yield advance


def _and_then(first: "RereadOutcome | None", rest: "Iterator[RereadOutcome]") -> "Iterator[RereadOutcome]":
    if first is not None:
        yield first
    yield from rest
