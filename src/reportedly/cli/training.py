"""`reportedly train`: the encoder, taught by a team's corrections."""

from importlib.util import find_spec
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Annotated, Any

import typer

from reportedly.cli.options import JsonOption, QuietOption, StoreOption, counted, opened, print_json, printing
from reportedly.cli.saying import FAILED, misused, reason, say

if TYPE_CHECKING:
    from collections.abc import Callable

    from reportedly.tuning.measuring import Change
    from reportedly.tuning.tune import Outcome

_FROM = "Learn from the attributions that persons judged; the one thing there is to learn from."
_OUT = "A folder of its own for the tuned model; it is made, or must be empty."
_GOLD = "Annotated reports that the tuned model must not read worse; else it is held against its base."
_PER_CENT = 5
"""How far apart two lines of progress are."""


def train(  # noqa: PLR0913 - one parameter for each option
    *,
    out: Annotated[Path, typer.Option("--out", "-o", metavar="DIR", help=_OUT, show_default=False)],
    from_judgements: Annotated[bool, typer.Option("--from-judgements", help=_FROM)] = False,
    store: StoreOption = None,
    gold: Annotated[Path | None, typer.Option("--gold", metavar="DIR", help=_GOLD)] = None,
    epochs: Annotated[int, typer.Option(min=1, max=50, help="How often everything is seen.")] = 4,
    seed: Annotated[int, typer.Option(min=0, help="Of all draws: the same again gives the same model.")] = 1,
    quiet: QuietOption = False,
    json: JsonOption = False,
) -> None:
    """Tune the encoder on a store's judgements; refuse a model that is worse. Needs reportedly[train].

    Ends with exit code 1, and leaves nothing, where the tuned model is no better on judged reports it has
    not seen, or worse elsewhere. A run that was stopped goes on where it was: run the same command again.
    """
    if not from_judgements:
        misused("train learns from judgements alone so far; say --from-judgements")
    _can_be_written(out)
    missing = [name for name in ("torch", "onnx") if find_spec(name) is None]
    with opened(store, interrupted="interrupted; run the same command again to go on") as found:
        from reportedly.reading.models import model_folder  # noqa: PLC0415 - the encoder
        from reportedly.tuning.tune import material_of, tune  # noqa: PLC0415 - as above

        with found.view() as view:
            material = material_of(view, found.name)
        records = _gold(gold)
        if missing:
            misused(f"{' and '.join(missing)} missing; pip install 'reportedly[train]'")
        outcome = tune(
            material,
            model_folder(),
            out,
            gold=records,
            epochs=epochs,
            seed=seed,
            say=(lambda _: None) if quiet else say,
            told=(lambda *_: None) if quiet else _progress(),
        )
    if json:
        print_json(outcome)
    else:
        _show(outcome)
    if not outcome.shipped:
        say(f"refused, and nothing was kept: {'; '.join(outcome.refused)}")
        raise typer.Exit(FAILED)
    if not quiet:
        say(f"to read with it: REPORTEDLY_MODEL={outcome.out}; then reportedly reread, judgements stay")


def _can_be_written(out: Path) -> None:
    try:
        if out.exists() and (not out.is_dir() or any(out.iterdir())):
            misused(f"--out {out} is there and not empty; name another folder")
        out.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        misused(f"--out {out}: cannot be written ({reason(error)}); name another folder")


def _gold(folder: Path | None) -> list[dict[str, Any]]:
    if folder is None:
        return []
    from reportedly.gold.files import read_files  # noqa: PLC0415 - the store

    read = list(read_files([folder]))
    wrong = [each.file for each in read if each.record is None]
    if wrong or not read:
        misused(
            f"--gold {folder}: {f'{wrong[0]} has faults' if wrong else 'no gold is there'}; "
            "see reportedly gold check"
        )
    return [each.record for each in read if each.record is not None]


def _progress() -> "Callable[[float, float], None]":
    """Return what tells how far learning is, a line every so many per cent, with the minutes left."""
    begun: list[tuple[float, float]] = []
    told: list[int] = []

    def tell(share: float, loss: float) -> None:
        if not begun:
            begun.append((monotonic(), share))
        part = int(share * 100) // _PER_CENT
        if part in told:
            return
        told.append(part)
        since, first = begun[0]
        left = (monotonic() - since) * (1 - share) / (share - first) if share > first else None
        more = f", about {max(round(left / 60), 1)} min to go" if left and share < 1 else ""
        say(f"learning: {share:.0%}, loss {loss:.3f}{more}")

    return tell


def _show(outcome: "Outcome") -> None:
    from rich.table import Table  # noqa: PLC0415 - only for people

    from reportedly.tuning.card import guard_of  # noqa: PLC0415 - as above

    parts: list[tuple[str, tuple[Change, ...]]] = [
        (f"on {counted(outcome.reports - outcome.learned, 'judged report')} held out", outcome.held)
    ]
    if outcome.guard:
        parts.append((f"on {guard_of(outcome)}", outcome.guard))
    with printing() as console:
        for title, rows in parts:
            table = Table("F1", box=None, title=title, title_justify="left")
            for name in ("before", "after", "change, 95 %"):
                table.add_column(name, justify="right")
            for each in rows:
                between = f"{each.low:+.1f} … {each.high:+.1f}"
                table.add_row(each.name, f"{each.before:.1f}", f"{each.after:.1f}", between)
            console.print(table)
    if not outcome.guard:
        say("no guard set: every story was judged; --gold DIR gives one")
