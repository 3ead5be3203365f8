"""The docs: every command is described, every link leads somewhere, every example runs."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from reportedly import record

PAGES = [
    "README.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    "demo/README.md",
    "docs/tutorial.md",
    "docs/words.md",
]
TAUGHT = ["README.md", "CONTRIBUTING.md", "docs/tutorial.md"]


def taught(root: Path) -> str:
    """Return the pages that teach how to use and build the project."""
    return "\n".join((root / page).read_text(encoding="utf-8") for page in TAUGHT)


def help_of(*arguments: str) -> str:
    """Return what `reportedly ARGUMENTS --help` prints, wide and without colours."""
    plain = {**os.environ, "COLUMNS": "200", "NO_COLOR": "1", "TERM": "dumb"}
    command = [sys.executable, "-c", "from reportedly.cli import main; main()", *arguments, "--help"]
    return subprocess.run(command, check=True, capture_output=True, text=True, env=plain).stdout  # noqa: S603 -- fixed command


def commands() -> list[str]:
    """Return the commands that `reportedly --help` lists."""
    listed = help_of().partition("Commands")[2]
    return re.findall(r"^[│|\s]+([a-z][a-z-]+)\s{2,}", listed, flags=re.MULTILINE)


def test_make_targets_are_documented(root: Path) -> None:
    """Every target of the Makefile says what it does, and the pages for people name it."""
    makefile = (root / "Makefile").read_text(encoding="utf-8")
    targets = re.search(r"^\.PHONY: (.*)$", makefile, flags=re.MULTILINE)
    assert targets is not None
    pages = taught(root)
    for target in targets[1].split():
        assert re.search(rf"^{target}:.*## .+", makefile, flags=re.MULTILINE), f"{target} has no ## line"
        assert target == "help" or f"make {target}" in pages, f"make {target} stands on no page"


def test_make_help_lists_every_target(root: Path) -> None:
    """`make` alone lists all that can be done here."""
    makefile = (root / "Makefile").read_text(encoding="utf-8")
    described = set(re.findall(r"^([a-z]+):.*## ", makefile, flags=re.MULTILINE))
    targets = re.search(r"^\.PHONY: (.*)$", makefile, flags=re.MULTILINE)
    assert targets is not None
    assert described == set(targets[1].split())


def test_commands_and_options_are_documented(root: Path) -> None:
    """Every command of `reportedly` and every option of each is described in the tutorial."""
    tutorial = (root / "docs" / "tutorial.md").read_text(encoding="utf-8")
    missing = []
    for command in commands():
        if f"reportedly {command}" not in tutorial:
            missing.append(command)
        options = set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", help_of(command))) - {"--help"}
        missing += [f"{command} {option}" for option in sorted(options) if option not in tutorial]
    assert commands()
    assert missing == []


def test_settings_are_documented(root: Path) -> None:
    """Every environment variable that the code looks at is described on the pages for people."""
    code = "".join(path.read_text(encoding="utf-8") for path in (root / "src").rglob("*.py"))
    pages = taught(root)
    assert [name for name in sorted(set(re.findall(r"REPORTEDLY_[A-Z_]+", code))) if name not in pages] == []


@pytest.mark.parametrize("page", [*PAGES, "docs/decisions"])
def test_links_lead_somewhere(root: Path, page: str) -> None:
    """Every relative link and picture in the docs is there."""
    pages = sorted((root / page).glob("*.md")) if (root / page).is_dir() else [root / page]
    broken = []
    for path in pages:
        links = re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", path.read_text(encoding="utf-8"))
        here = [link for link in links if "://" not in link]
        broken += [f"{path.name}: {link}" for link in here if not (path.parent / link).exists()]
    assert broken == []


@pytest.mark.parametrize("page", ["README.md", "docs/tutorial.md"])
def test_python_examples_run(root: Path, page: str) -> None:
    """The Python shown in the docs runs as it stands, top to bottom."""
    text = (root / page).read_text(encoding="utf-8")
    code = "\n".join(re.findall(r"^```python\n(.*?)^```", text, flags=re.MULTILINE | re.DOTALL))
    ran = subprocess.run([sys.executable, "-c", code], cwd=root, check=False, capture_output=True, text=True)  # noqa: S603 -- our own page
    assert ran.returncode == 0, ran.stderr


def test_nouns_are_defined(root: Path) -> None:
    """Every noun of the record stands in docs/words.md, so that one word keeps one meaning."""
    table = (root / "docs" / "words.md").read_text(encoding="utf-8")
    nouns = [name for name in record.__all__ if name[0].isupper() and not name.isupper()]
    assert [noun for noun in nouns if f"**{noun}**" not in table] == []


def test_decisions_are_numbered(root: Path) -> None:
    """Decisions are numbered without gaps, so that one can be referred to by its number."""
    numbers = [int(path.name[:4]) for path in sorted((root / "docs" / "decisions").glob("*.md"))]
    assert numbers == list(range(1, len(numbers) + 1))
