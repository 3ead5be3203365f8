"""Print the names that the desk's templates read, as a list for vulture: `python -m tools.template_names`.

Fields of view-models are read by templates alone, which vulture cannot see; without this each of them would
pass for dead code, and with a list kept by hand dead ones would pass for alive.
"""

import re
import sys
from pathlib import Path

TEMPLATES = Path(__file__).resolve().parent.parent / "src" / "reportedly" / "desk" / "templates"
_CODE = re.compile(r"\{\{(.*?)\}\}|\{%(.*?)%\}", re.DOTALL)
_STRING = re.compile(r"\"[^\"]*\"|'[^']*'")
_NAME = re.compile(r"\.\s*([A-Za-z_]\w*)")


def names_in(template: str) -> set[str]:
    """Return the names that follow a dot in the code of a template."""
    code = (match[1] or match[2] or "" for match in _CODE.finditer(template))
    return {name for part in code for name in _NAME.findall(_STRING.sub("''", part))}


def main() -> int:
    """Print one expression for each name."""
    texts = (path.read_text(encoding="utf-8") for path in sorted(TEMPLATES.glob("*.html")))
    for name in sorted({name for text in texts for name in names_in(text)}):
        print(f"_.{name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
