"""The docs: every command is described, every link leads somewhere, every example runs."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import get_args

import pytest

from reportedly import record
from reportedly.exports.formats import FORMATS
from reportedly.frames import Library
from tools.examples import NOT_RUN, differs, examples, follow, keep_story, shown_anew
from tools.examples import PAGES as EXAMPLED
from tools.reference.commands import Command, commands

ROOT = Path(__file__).resolve().parent.parent
PAGES = [
    path.relative_to(ROOT).as_posix()
    for folder in (".", "demo", "demo/story", "docs", "docs/howto", "docs/reference")
    for path in sorted((ROOT / folder).glob("*.md"))
]
WRITTEN = [page for page in PAGES if page.startswith(("README", "docs/")) and "/reference/" not in page]
"""Pages for people, written by people."""
TAUGHT = ["README.md", "CONTRIBUTING.md", "docs/tutorial.md"]
EXAMPLES = [path.relative_to(ROOT).as_posix() for path in EXAMPLED]


def taught(root: Path) -> str:
    """Return the pages that teach how to use and build the project."""
    return "\n".join((root / page).read_text(encoding="utf-8") for page in TAUGHT)


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


@pytest.mark.parametrize("command", commands(), ids=lambda command: command.name)
def test_commands_and_options_are_documented(root: Path, command: Command) -> None:
    """Every command of `reportedly` stands on a page for people, and so does each of its options.

    What is written from the code does not count: it would say what an option is called, never what it is for.
    """
    texts = ((root / page).read_text(encoding="utf-8") for page in WRITTEN)
    pages = [text for text in texts if names(text, command.name)]
    options = [each for each in command.parameters if each.is_option]
    assert pages, f"reportedly {command.name} stands on no page for people"
    missing = [
        option.names[0] for option in options if not any(name in " ".join(pages) for name in option.names)
    ]
    assert missing == []


def names(page: str, command: str) -> bool:
    """Whether a page names a command: as "reportedly judge accept", or `accept` beside "reportedly judge"."""
    group, _, last = command.rpartition(" ")
    if re.search(rf"reportedly {command}\b", page):
        return True
    return bool(group and f"reportedly {group}" in page and f"`{last}`" in page)


def test_the_examples_are_found(root: Path) -> None:
    """Each page shows commands; what is not run has a reason, and still stands there."""
    shown = [example for page in EXAMPLES for example in examples(root / page)]
    assert {Path(page).name for page in EXAMPLES} == {example.page for example in shown}
    assert sum(example.printed is not None for example in shown) > 15
    assert set(NOT_RUN) <= {example.command for example in shown}


def test_an_output_that_is_not_as_shown_is_noticed() -> None:
    """Blanks count for nothing and "…" stands for anything, and nothing else is let pass."""
    printed = "claim-1  6 reports · 5 origins\n   “43 people”\nmore\n"
    assert not differs("claim-… 6 reports · 5 origins\n “43 people”\n…", printed)
    assert differs("claim-… 6 reports · 4 origins\n “43 people”\n…", printed)
    assert differs("claim-… 6 reports · 5 origins\n “43 people”", printed)
    assert differs("", printed)


def test_what_does_not_print_as_shown_is_shown_anew() -> None:
    """As many lines as before are shown; what still holds keeps its "…", and moments are left out."""
    shown = "claim-… 6 reports\n   “43 people”\n…\n"
    printed = "claim-1 6 reports\n   “44 people”\nmore\n"
    assert shown_anew(shown, printed) == "claim-… 6 reports\n   “44 people”\n…\n"
    assert shown_anew("1 …\n", "1  2026-11-24 19:33 · Ada · note\n") == "1 …\n"
    assert shown_anew("2 …\n", "1  2026-11-24 19:33 · Ada · note\n") == "1  … · note\n"


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a store with the demo's story, read and traced."""
    return keep_story(tmp_path_factory.mktemp("story"))


@pytest.mark.parametrize("page", EXAMPLES)
def test_command_examples_run(root: Path, page: str, story: Path, tmp_path: Path) -> None:
    """The commands on a page run as they stand, one after another, and print what the page shows.

    Then the Python of a how-to runs as it stands, top to bottom, in the same folder.
    """
    for example, printed in list(follow(root / page, tmp_path, story)):  # all of it, then home again
        if example.printed is not None:
            told = f"{example.where} prints what follows; python -m tools.examples shows it anew\n{printed}"
            assert not differs(example.printed, printed), told
    if page.startswith("docs/howto/"):
        run_python(root / page, tmp_path)


def test_settings_are_documented(root: Path) -> None:
    """Every environment variable that the code looks at is described on the pages for people."""
    code = "".join(path.read_text(encoding="utf-8") for path in (root / "src").rglob("*.py"))
    pages = taught(root)
    assert [name for name in sorted(set(re.findall(r"REPORTEDLY_[A-Z_]+", code))) if name not in pages] == []


def test_extras_are_there(root: Path) -> None:
    """Every extra that code or docs tell a person to install is one of the package's; all are told."""
    files = [*(root / "src").rglob("*.py"), *(root / "docs").rglob("*.md"), root / "README.md"]
    texts = "".join(path.read_text(encoding="utf-8") for path in files)
    told = set(re.findall(r"reportedly\[([a-z0-9-]+)\]", texts))
    told |= {each.needs for each in FORMATS if each.needs} | set(get_args(Library))
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert told == set(project["optional-dependencies"])


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
    run_python(root / page, root)


def run_python(page: Path, folder: Path) -> None:
    """Run the Python of a page in `folder`; fails where it fails."""
    blocks = re.findall(
        r"^```python\n(.*?)^```", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL
    )
    if blocks:
        command = [sys.executable, "-c", "\n".join(blocks)]
        ran = subprocess.run(command, cwd=folder, check=False, capture_output=True, text=True)  # noqa: S603 -- our own page
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
