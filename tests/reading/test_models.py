"""The models' name, told without loading them."""

import subprocess
import sys
from pathlib import Path

import pytest

from reportedly.errors import ModelMissingError
from reportedly.reading.models import model_name
from reportedly.reading.read import read_report
from reportedly.record import Report
from reportedly.record.layers import ATTRIBUTIONS, LAYERS

REPORT = Report(id="r", text="Fog closed the port of Odesa on Monday, the harbour master told Reuters.")


@pytest.mark.parametrize(("layers", "facts"), [(LAYERS, True), (frozenset({ATTRIBUTIONS}), False)])
def test_the_name_is_that_of_a_reading(layers: frozenset[str], *, facts: bool) -> None:
    """What is told beforehand is what stands in the reading, or every report would be read again."""
    assert read_report(REPORT, layers=layers).model == model_name(facts=facts)


def test_the_name_is_told_without_the_networks() -> None:
    """Asking for it loads neither onnxruntime nor numpy: a run that has nothing to read stays quick."""
    code = "import sys; from reportedly.reading.models import model_name; model_name(); print(*sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)  # noqa: S603 - our code
    assert not {"onnxruntime", "numpy", "tokenizers"} & set(ran.stdout.split())


@pytest.mark.parametrize("manifest", [None, "", "{", "[]", "{}", '"name"'])
def test_a_manifest_that_is_none_is_told(
    manifest: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A manifest that is missing or broken is an error that says how to mend it."""
    if manifest is not None:
        (tmp_path / "manifest.json").write_text(manifest)
    monkeypatch.setenv("REPORTEDLY_MODEL", str(tmp_path))
    with pytest.raises(ModelMissingError, match="make demo"):
        model_name()
