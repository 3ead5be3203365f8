"""Encoder: the shipped model is whole, or it is refused."""

import hashlib
import json
import shutil
from importlib.resources import files
from pathlib import Path

import pytest

from reportedly.errors import ModelMissingError
from reportedly.reading.encoder import Encoder

MODEL = Path(str(files("reportedly") / "models" / "attribution"))
FILES = ("words.onnx", "roles.onnx", "tokenizer.json")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Return a copy of the shipped model that a test may spoil."""
    return Path(shutil.copytree(MODEL, tmp_path / "model"))


def test_the_manifest_names_every_file_by_its_hash() -> None:
    """What is shipped is what the manifest says."""
    manifest = json.loads((MODEL / "manifest.json").read_text(encoding="utf-8"))
    assert set(manifest["files"]) == set(FILES)
    for name, wanted in manifest["files"].items():
        assert hashlib.sha256((MODEL / name).read_bytes()).hexdigest() == wanted


@pytest.mark.parametrize("name", [*FILES, "manifest.json"])
def test_a_missing_file_is_refused(copy: Path, name: str) -> None:
    """The error names the file that is not there."""
    (copy / name).unlink()
    with pytest.raises(ModelMissingError, match=name):
        Encoder(copy)


@pytest.mark.parametrize("name", FILES)
def test_an_altered_file_is_refused(copy: Path, name: str) -> None:
    """One byte more is enough."""
    with (copy / name).open("ab") as file:
        file.write(b" ")
    with pytest.raises(ModelMissingError, match=name):
        Encoder(copy)
