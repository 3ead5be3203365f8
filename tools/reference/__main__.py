"""Write docs/reference/ from the code: `python -m tools.reference`; `--check` only compares.

What is written is committed, so that it can be read without a build, and a change of an option shows in
review.
"""

import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from tools.reference import api, codes, commands, contract, forms, lists, python, tables

TARGET = Path(__file__).resolve().parent.parent.parent / "docs" / "reference"
PAGES: Mapping[str, Callable[[], str]] = {
    "cli.md": commands.page,
    "python.md": python.page,
    "json.md": contract.page,
    "api.md": api.page,
    "exports.md": forms.page,
    "tables.md": tables.page,
    "codes.md": codes.page,
    "wordlists.md": lists.page,
}


def main(arguments: list[str]) -> int:
    """Write the pages, or with `--check` return 1 where one differs from what the code says."""
    wanted = {TARGET / name: page() for name, page in PAGES.items()}
    differing = [
        path for path, text in wanted.items() if not path.exists() or path.read_text(encoding="utf-8") != text
    ]
    if "--check" in arguments:
        for path in differing:
            print(
                f"docs/reference/{path.name} is not what the code says; run: python -m tools.reference",
                file=sys.stderr,
            )
        return 1 if differing else 0
    TARGET.mkdir(parents=True, exist_ok=True)
    for path in differing:
        path.write_text(wanted[path], encoding="utf-8")
        print(f"wrote docs/reference/{path.name}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
