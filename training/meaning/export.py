"""Export: vectors of pieces as whole numbers, with the manifest that names them."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import numpy as np
import numpy.typing as npt

TOKENIZER = "attribution/tokenizer.json"
_LONGEST, _HEAVIEST = 127, 65535

Floats = npt.NDArray[np.float32]


def rounded(vectors: Floats) -> tuple[npt.NDArray[np.int8], npt.NDArray[np.uint16]]:
    """Return the directions of P pieces, int8[P, D], and their weights, uint16[P]: product ~ vectors."""
    scale = np.maximum(np.abs(vectors).max(axis=1), 1e-12)
    pieces = np.rint(vectors / scale[:, None] * _LONGEST).astype(np.int8)
    return pieces, np.rint(scale / scale.max() * _HEAVIEST).astype(np.uint16)


def export(vectors: Floats, models: Path, told: dict[str, object]) -> None:
    """Write the model into `models`/meaning; `told` goes into its manifest, for people."""
    folder = models / "meaning"
    folder.mkdir(exist_ok=True)
    pieces, weights = rounded(vectors)
    np.save(folder / "pieces.npy", pieces)
    np.save(folder / "weights.npy", weights)
    paths = {
        "pieces.npy": folder / "pieces.npy",
        "weights.npy": folder / "weights.npy",
        TOKENIZER: models / TOKENIZER,
    }
    hashes = {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in paths.items()}
    manifest = {
        "name": f"meaning-static-int8-{hashes['pieces.npy'][:8]}",
        "size": pieces.shape[1],
        "files": hashes,
        **told,
    }
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")
