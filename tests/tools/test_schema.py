"""The schema command: it writes what the record says and notices when the file does not."""

from pathlib import Path

import pytest

from tools import schema


def test_check_fails_on_a_difference(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A schema that was edited by hand, or not written after a change, fails the check and says the mend."""
    monkeypatch.setattr(schema, "TARGET", tmp_path / "reading-1.json")
    assert schema.main(["--check"]) == 1
    assert schema.main([]) == 0
    assert schema.main(["--check"]) == 0
    schema.TARGET.write_text(
        schema.TARGET.read_text(encoding="utf-8").replace("speaks", "talks"), encoding="utf-8"
    )
    assert schema.main(["--check"]) == 1
    assert "make schema" in capsys.readouterr().err
