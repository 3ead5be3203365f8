"""Writing: a tuned network as a model folder that stands beside its base, facts tower and all."""

import hashlib
import json
import logging
import shutil
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import onnx
from onnx import numpy_helper

from reportedly.reading.models import manifest_of
from reportedly.tuning.export import export
from reportedly.tuning.network import Network

FILES = ("words.onnx", "roles.onnx", "tokenizer.json")


def write_model(network: Network, base: Path, out: Path, source: str) -> str:
    """Write the model to `out` and return its name.

    Thresholds and calibration are those of the base; its facts tower is copied as it is.
    """
    shutil.rmtree(out, ignore_errors=True)
    with warnings.catch_warnings(), _still():
        warnings.simplefilter("ignore")  # of torch's exporter and onnx, on what we chose (export.py)
        export(network, base, out, source)
    _keep_scales(base / "words.onnx", out / "words.onnx")
    manifest = manifest_of(out)
    hashes = {name: hashlib.sha256((out / name).read_bytes()).hexdigest() for name in FILES}
    both = hashlib.sha256((hashes["words.onnx"] + hashes["roles.onnx"]).encode()).hexdigest()
    manifest["name"] = f"attribution-l6-tuned-{both[:8]}"
    manifest["base"] = manifest_of(base)["name"]
    manifest["files"] = hashes
    manifest["settings"] = manifest_of(base)["settings"]
    (out / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")
    if (base / "facts").is_dir():
        shutil.copytree(base / "facts", out / "facts")
    name: str = manifest["name"]
    return name


@contextmanager
def _still() -> Iterator[None]:
    """Let the quantiser advise nobody on the command line."""
    before = logging.root.manager.disable
    logging.disable(logging.WARNING)
    try:
        yield
    finally:
        logging.disable(before)


def _keep_scales(base: Path, path: Path) -> None:
    """Give what was not tuned the very scale it had: reckoned anew, its last bit may differ.

    With it the layers below the fork give the facts tower the same numbers, to the bit.
    """
    model = onnx.load(str(path))
    old = {each.name: each for each in onnx.load(str(base)).graph.initializer}
    new = {each.name: each for each in model.graph.initializer}
    for name, scale in new.items():
        weight = name.removesuffix("_scale") + "_quantized"
        if name.endswith("_scale") and name in old and weight in old:
            mine, theirs = (numpy_helper.to_array(each[weight]) for each in (new, old))
            if np.array_equal(mine, theirs):
                scale.CopyFrom(old[name])
    onnx.save(model, str(path))
