"""Draw `docs/img/reading.svg`, the README's picture: a demo report as the terminal shows it.

Run `python -m tools.picture` after a change of the view or of the encoder, and look at the result.
"""

import io
import re
from pathlib import Path

from rich.console import Console

from reportedly.pipeline import read_inputs
from reportedly.views.terminal import show

ROOT = Path(__file__).resolve().parent.parent
REPORT = ROOT / "demo" / "reports" / "second-hand.json"
PICTURE = ROOT / "docs" / "img" / "reading.svg"
_FOREIGN = re.compile(r"@font-face \{.*?\}\s*|<!--.*?-->\s*", re.DOTALL)
"""rich names fonts on a foreign server; a picture of ours loads nothing, so the viewer's monospace serves."""


def draw() -> str:
    """Return the picture as SVG."""
    console = Console(
        file=io.StringIO(),
        record=True,
        width=100,
        force_terminal=True,
        color_system="truecolor",
        highlight=False,
    )
    for outcome in read_inputs([str(REPORT)]):
        if outcome.reading is not None:
            show(outcome.reading, console, REPORT.name)
    svg = console.export_svg(title="reportedly read second-hand.json", unique_id="reading")
    return _FOREIGN.sub("", svg)


if __name__ == "__main__":
    PICTURE.write_text(draw(), encoding="utf-8")
    print(f"drew {PICTURE.relative_to(ROOT)}; look at it before you commit it")
