"""Embedding: texts as vectors whose cosine says how alike they are in meaning.

A static model (docs/decisions/0014-meaning.md): one vector for each word piece, fitted so that the sum of a
text's pieces points where all-MiniLM-L6-v2 (Reimers & Gurevych 2019; Wang et al. 2020) puts the text. Word
order is lost. `python -m training.meaning` makes it; the word pieces are those of the shipped encoder.

Pieces and their weights are whole numbers, so sums are exact: a text's vector is the same to the bit in any
batch and order, and on any machine. This is the only file of tracing that imports tokenizers.
"""

import hashlib
import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

from reportedly.errors import ModelMissingError

SIZE = 384
"""Numbers in one vector."""
MOST_PIECES = 256
"""Word pieces read of one text."""
_MOST_CHARACTERS = 20 * MOST_PIECES
"""Characters given to the tokenizer: more than that many pieces have in any text that is words."""
_EMPTY = frozenset({100, 101, 102})
"""Pieces that say nothing: unknown, beginning, end."""

Vectors = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class _Model:
    pieces: npt.NDArray[np.int8]
    """Direction of each piece, [P, SIZE], longest number 127."""
    weights: npt.NDArray[np.float64]
    """Weight of each piece, [P], whole numbers to 65535."""
    tokenizer: Tokenizer


def embed(texts: list[str]) -> Vectors:
    """Return one unit vector for each text, float32[N, SIZE]; a text without words is the zero vector.

    Some 40 µs a text of twenty words. The model is loaded at the first call, 0.1 s; raises ModelMissingError
    where it is not whole.
    """
    vectors = np.zeros((len(texts), SIZE), dtype=np.float32)
    for row, text in enumerate(texts):
        if any(c.isalnum() for c in text):
            vectors[row] = _direction(text)
    return vectors


def _direction(text: str) -> npt.NDArray[np.float64]:
    """Return the weighted sum of a text's pieces at unit length; zero where no piece is known."""
    model = _loaded()
    # A surrogate that stands alone is no text for the tokenizer.
    clean = text[:_MOST_CHARACTERS].encode("utf-8", "replace").decode("utf-8")
    ids = model.tokenizer.encode(clean).ids
    # Whole numbers below 2**53: exact in any order of summing.
    total = model.weights[ids] @ model.pieces[ids].astype(np.float64)
    length = np.sqrt((total * total).sum())
    found: npt.NDArray[np.float64] = (
        total / length if length and not _EMPTY.issuperset(ids) else np.zeros(SIZE)
    )
    return found


@cache
def _loaded() -> _Model:
    """Return the model, once for a process."""
    models = Path(str(files("reportedly") / "models"))
    folder = models / "meaning"
    try:
        manifest: Any = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        sums: dict[str, str] = manifest["files"]
        paths = {name: (models if "/" in name else folder) / name for name in sums}
        wrong = [n for n, p in paths.items() if hashlib.sha256(p.read_bytes()).hexdigest() != sums[n]]
        if wrong:
            raise ModelMissingError(f"{paths[wrong[0]]} is not the file that the vectors were made with")
        pieces = np.load(paths["pieces.npy"], mmap_mode="r")
        weights = np.load(paths["weights.npy"]).astype(np.float64)
        tokenizer = Tokenizer.from_file(str(paths["attribution/tokenizer.json"]))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelMissingError(f"{folder} is not whole") from error
    tokenizer.no_padding()
    tokenizer.enable_truncation(MOST_PIECES)
    return _Model(pieces, weights, tokenizer)
