"""docs/bridges.md: its Python runs as it stands, and it names every tool, group, table and option."""

import re
import subprocess
import sys
from pathlib import Path

from reportedly.frames import NAMES
from reportedly.mcp.tools import TOOLS
from reportedly.pipeline import read
from reportedly.record import Report
from reportedly.spacy_pipe import ABOUT, GROUPS, PREFIX
from reportedly.store import open_store
from tests.bridges.texts import TEXTS


def test_the_python_runs(root: Path, tmp_path: Path) -> None:
    """The blocks run, top to bottom, beside a store."""
    with open_store(tmp_path / "reports.db") as store:
        for n, (outlet, published, text) in enumerate(TEXTS):
            report = Report(id=f"r{n}", text=text, outlet=outlet, published=published, language="en")
            store.writer().add(report, read(report))
    page = (root / "docs" / "bridges.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^```python\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
    assert len(blocks) > 3
    command = [sys.executable, "-W", "error", "-c", "\n".join(blocks)]
    ran = subprocess.run(command, cwd=tmp_path, check=False, capture_output=True, text=True)  # noqa: S603 - our own page
    assert ran.returncode == 0, ran.stderr


def test_nothing_is_left_out(root: Path) -> None:
    """What can be asked for by name stands on the page."""
    page = (root / "docs" / "bridges.md").read_text(encoding="utf-8")
    names = [*(tool.name for tool in TOOLS), *(PREFIX + group for group in GROUPS), *NAMES, *ABOUT]
    assert [name for name in names if f"`{name}`" not in page] == []
