"""What the command says beside its results, and the codes it ends with."""

import errno
import os
import re
import sys
from typing import NoReturn

import typer

FAILED = 1
MISUSED = 2
INTERRUPTED = 130

_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f]+")


def say(message: str) -> None:
    """Print one line for a person. File names may hold anything, so controls are taken out."""
    typer.echo(f"reportedly: {_CONTROLS.sub(' ', message)}".encode("utf-8", "backslashreplace"), err=True)


def reason(error: OSError) -> str:
    """Return what the system says of an error."""
    return (error.strerror or str(error)).lower()


def misused(message: str) -> NoReturn:
    """Say how the command was called wrongly, and end."""
    say(message)
    raise typer.Exit(MISUSED)


def end_for_closed_pipe(error: OSError) -> NoReturn:
    """End in silence where the reader of our output has had enough (`| head`); that is no failure."""
    if error.errno != errno.EPIPE:
        misused(f"the output cannot be written ({reason(error)}); look at its disk and its rights")
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # what is still buffered goes nowhere
    raise typer.Exit(0)
