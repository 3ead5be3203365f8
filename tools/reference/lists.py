"""The word lists: what each is for, its fields, and how it was reviewed, as its own head says."""

from pathlib import Path

import yaml

from tools.reference.markdown import table

LISTS = Path(__file__).resolve().parent.parent.parent / "wordlists"
_HEAD = """# Word lists

*Written from the lists by `python -m tools.reference`; do not edit it here.* What cannot be learned from
few examples stands in reviewed lists: YAML in `wordlists/`, with a source for each entry, compiled by
`python -m tools.wordlists`. CI fails where a compiled list differs from its source.
"""


def page() -> str:
    """Return docs/reference/wordlists.md."""
    paths = sorted(LISTS.glob("*.yaml"))
    rows = [(f"[{path.stem}](#{path.stem})", _first(path), f"{_entries(path):,}") for path in paths]
    sections = [f"## {path.stem}\n\n```text\n{_head(path)}\n```" for path in paths]
    return "\n\n".join([_HEAD.rstrip(), table(("list", "what it holds", "entries"), rows), *sections]) + "\n"


def _head(path: Path) -> str:
    """Return the comment that a list begins with."""
    lines = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            break
        lines.append(line.removeprefix("#").removeprefix(" ").rstrip())
    return "\n".join(lines).strip()


def _first(path: Path) -> str:
    sentence = " ".join(_head(path).split("\n\n")[0].split())
    return sentence.partition(": ")[2] or sentence


def _entries(path: Path) -> int:
    held = yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)
    return len(held)
