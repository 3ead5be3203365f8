"""The examples of the docs, run and compared: `python -m tools.examples` shows anew what prints otherwise.

A block marked `sh` holds commands that must end well. One marked `console` shows them behind `$`, and below
each what it prints; "…" stands for anything, and blanks count for nothing. Other blocks are shown only. What
follows the words "Save this as `NAME`" becomes that file. Commands run in order, in one process, in a folder
with the demo's reports; the demo's story is kept once for all pages. `tests/test_docs.py` does the same, and
changes nothing.
"""

import contextlib
import os
import re
import shlex
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from typer.testing import CliRunner

from reportedly.cli import app

ROOT = Path(__file__).resolve().parent.parent
PAGES = [ROOT / "docs" / "tutorial.md", *sorted((ROOT / "docs" / "howto").glob("*.md"))]
"""The pages whose examples run."""
NOT_RUN = {"reportedly gazetteer import UA.zip": "a dump of GeoNames, which nothing here fetches"}
"""Commands that are only shown, with the reason."""
STORY = 'reportedly add "demo/story/[0-9]*"'
"""The command that keeps the demo's story."""
_SETTINGS = {"COLUMNS": "100", "NO_COLOR": "1", "REPORTEDLY_WHO": "Ada"}
_UNSET = ("REPORTEDLY_STORE", "REPORTEDLY_MAX_MB", "FORCE_COLOR")
_BLOCK = re.compile(r"^```(\w*)\n(.*?)^```", re.MULTILINE | re.DOTALL)
_SAVED = re.compile(r"Save this as `([^`]+)`[^\n]*\n\n```\w*\n(.*?)^```", re.DOTALL | re.MULTILINE)
_MOMENT = re.compile(r"\b20\d\d-\d\d-\d\d \d\d:\d\d · Ada\b")
_COMMAND = "reportedly"


class BrokenExampleError(Exception):
    """What a page shows cannot be run, or does not end well: mend the page, or what it shows."""


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
    """Yield the commands of a page, in order; raises BrokenExampleError for a `$` before another program."""
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
                if not _is_ours(command):
                    raise BrokenExampleError(f"{path.name}:{line}: only `{_COMMAND}` can be run: {command}")
                yield Example(path.name, line, command.strip(), printed)


def run(example: Example) -> str:
    """Run a command in this folder and process, and return what it prints.

    Raises BrokenExampleError where it does not end well.
    """
    words = shlex.split(example.command, comments=True)[1:]
    target = None
    if ">" in words:
        target = Path(words[words.index(">") + 1])
        words = words[: words.index(">")]
    done = CliRunner().invoke(app, words)
    if done.exit_code != 0:
        raise BrokenExampleError(f"{example.where}\n{done.output}\n{done.exception!r}")
    if target is not None:
        target.write_bytes(done.stdout_bytes)
    return done.stdout


def differs(shown: str, printed: str) -> bool:
    """Whether what a page shows is not what a command printed."""
    parts = (" ".join(part.split()) for part in shown.split("…"))
    pattern = ".*".join(re.escape(part).replace(r"\ ", r"\s+") for part in parts)
    return re.fullmatch(pattern, " ".join(printed.split()), re.DOTALL) is None


@contextlib.contextmanager
def following(folder: Path) -> Iterator[Path]:
    """Be somebody who follows the docs: in `folder`, the demo's reports beside, nothing set but a name."""
    (folder / "demo").symlink_to(ROOT / "demo")
    before, here = dict(os.environ), Path.cwd()
    os.environ.update(_SETTINGS)
    for name in _UNSET:
        os.environ.pop(name, None)
    os.chdir(folder)
    try:
        yield folder
    finally:
        os.chdir(here)
        os.environ.clear()
        os.environ.update(before)


def keep_story(folder: Path) -> Path:
    """Keep the demo's story in a store in `folder`, read and traced, and return its path."""
    with following(folder):
        run(Example("the story", 0, STORY, None))
        run(Example("the story", 0, "reportedly claims --json --limit 1", None))
    return folder / "reportedly.db"


def follow(path: Path, folder: Path, story: Path) -> Iterator[tuple[Example, str]]:
    """Run the commands of a page in `folder`, and yield each with what it printed."""
    with following(folder):
        for name, content in _SAVED.findall(path.read_text(encoding="utf-8")):
            (folder / name).write_text(content, encoding="utf-8")
        for example in examples(path):
            if example.command == STORY:
                shutil.copy(story, folder / "reportedly.db")
            elif example.command not in NOT_RUN:
                yield example, run(example)


def shown_anew(shown: str, printed: str) -> str:
    """Return what a page is to show instead: as many lines as before, those that still hold as they were."""
    old = [line for line in shown.splitlines() if line.strip("… ")]
    lines = [_MOMENT.sub("…", line.rstrip()) for line in printed.rstrip("\n").splitlines()]
    kept = [next((each for each in old if not differs(each, line)), line) for line in lines[: len(old)]]
    return "\n".join([*kept, *(["…"] if len(lines) > len(old) else [])]) + "\n"


def main() -> int:
    """Run all pages, and write anew what does not print as shown; read what changed before you commit it."""
    with tempfile.TemporaryDirectory() as there:
        folders = Path(there)
        (folders / "story").mkdir()
        story = keep_story(folders / "story")
        for path in PAGES:
            (folders / path.stem).mkdir()
            text = path.read_text(encoding="utf-8")
            for example, printed in list(follow(path, folders / path.stem, story)):
                if example.printed is not None and differs(example.printed, printed):
                    was = f"$ {example.command}\n{example.printed}"
                    anew = f"$ {example.command}\n{shown_anew(example.printed, printed)}"
                    text = text.replace(was, anew)
                    print(f"shown anew: {example.where}")
            path.write_text(text, encoding="utf-8")
    return 0


def _is_ours(line: str) -> bool:
    with contextlib.suppress(ValueError):
        return shlex.split(line, comments=True)[:1] == [_COMMAND]
    return False


if __name__ == "__main__":
    sys.exit(main())
