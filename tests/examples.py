"""The examples of the docs: what a page shows of commands is run as it stands, in order, and compared.

A block marked `sh` holds commands that must end well. One marked `console` shows them behind `$`, and below
each what it prints; "…" stands for anything, and blanks count for nothing. Other blocks are shown only. What
follows the words "Save this as `NAME`" becomes that file.
"""

import contextlib
import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from typer.testing import CliRunner

from reportedly.cli import app

_BLOCK = re.compile(r"^```(\w*)\n(.*?)^```", re.MULTILINE | re.DOTALL)
_SAVED = re.compile(r"Save this as `([^`]+)`[^\n]*\n\n```\w*\n(.*?)^```", re.DOTALL | re.MULTILINE)
_COMMAND = "reportedly"


class Example(NamedTuple):
    """One command that a page shows."""

    page: str
    line: int
    command: str
    """As it is written, without the prompt."""
    printed: str | None
    """What it prints, as shown; None where that is not shown."""

    @property
    def where(self) -> str:
        """Where it stands."""
        return f"{self.page}:{self.line}: {self.command}"


def examples(path: Path) -> Iterator[Example]:
    """Yield the commands of a page, in order."""
    text = path.read_text(encoding="utf-8")
    for block in _BLOCK.finditer(text):
        language, body = block[1], block[2].replace("\\\n", " ")
        line = text.count("\n", 0, block.start()) + 1
        if language == "sh":
            commands = (each.strip() for each in body.splitlines())
            yield from (Example(path.name, line, each, None) for each in commands if _is_ours(each))
        elif language == "console":
            for part in re.split(r"^\$ ", body, flags=re.MULTILINE)[1:]:
                command, _, printed = part.partition("\n")
                assert _is_ours(command), f"{path.name}:{line}: only `{_COMMAND}` can be run: {command}"
                yield Example(path.name, line, command.strip(), printed)


def save_files(path: Path, folder: Path) -> None:
    """Write into `folder` the files that a page tells its reader to save."""
    for name, content in _SAVED.findall(path.read_text(encoding="utf-8")):
        (folder / name).write_text(content, encoding="utf-8")


def run(example: Example) -> str:
    """Run a command in this folder and process, and return what it prints; it must end well."""
    words = shlex.split(example.command, comments=True)[1:]
    target = None
    if ">" in words:
        target = Path(words[words.index(">") + 1])
        words = words[: words.index(">")]
    done = CliRunner().invoke(app, words)
    assert done.exit_code == 0, f"{example.where}\n{done.output}\n{done.exception!r}"
    if target is not None:
        target.write_bytes(done.stdout_bytes)
    return done.stdout


def differs(shown: str, printed: str) -> bool:
    """Whether what a page shows is not what a command printed."""
    parts = (" ".join(part.split()) for part in shown.split("…"))
    pattern = ".*".join(re.escape(part).replace(r"\ ", r"\s+") for part in parts)
    return re.fullmatch(pattern, " ".join(printed.split()), re.DOTALL) is None


def _is_ours(line: str) -> bool:
    with contextlib.suppress(ValueError):
        return shlex.split(line, comments=True)[:1] == [_COMMAND]
    return False
