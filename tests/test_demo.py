"""The demo reports: marked as invented, and short enough to be read whole."""

import json
from pathlib import Path

import pytest

REPORTS = ["second-hand.json", "wire-copy.txt", "page.html"]


@pytest.mark.parametrize("name", REPORTS)
def test_a_demo_report_is_marked_as_invented(root: Path, name: str) -> None:
    """Nobody can take a demo report for news: its page says it is invented, and so does a file that can."""
    page = (root / "demo" / "README.md").read_text(encoding="utf-8")
    assert f"reports/{name}" in page
    assert "They were written for this project" in page
    text = (root / "demo" / "reports" / name).read_text(encoding="utf-8")
    assert name.endswith(".txt") or "Written for the reportedly project" in text


def test_demo_reports_are_all_listed(root: Path) -> None:
    """No demo report stands in the folder without a line that says what it shows."""
    assert sorted(path.name for path in (root / "demo" / "reports").iterdir()) == sorted(REPORTS)


def test_the_json_demo_has_the_form_that_intake_documents(root: Path) -> None:
    """The JSON demo shows the documented form: what is known of a report beside its text, headline first."""
    report = json.loads((root / "demo" / "reports" / "second-hand.json").read_text(encoding="utf-8"))
    assert set(report) == {"outlet", "url", "published", "headline", "note", "text"}
    assert report["text"].startswith(report["headline"] + "\n\n")
    assert 250 <= len(report["text"].split()) <= 400
