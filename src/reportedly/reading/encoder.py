"""Encoder: the shipped int8 ONNX model, run on one text.

Each window is run alone: padded batches change the output of dynamic int8 quantisation, and one
window a run is both exact and faster (../shared/TRIAL.md). This is the only file that imports
onnxruntime and tokenizers.
"""

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

from reportedly.errors import ModelMissingError
from reportedly.reading import labels
from reportedly.reading.decoding import Chain, Floats, Ints
from reportedly.reading.models import manifest_of, model_folder
from reportedly.reading.windows import Window, cut_windows
from reportedly.reading.words import LAYOUTS, QUOTES, SHAPES, Words

_BUCKETS = np.array([labels.distance_bucket(d) for d in range(-labels.MAX_DISTANCE, labels.MAX_DISTANCE + 1)])


@dataclass(frozen=True, slots=True)
class Scores:
    """What the encoder says of one window of W words."""

    window: Window
    """The window that was read."""
    hidden: Floats
    """Hidden state of each word, [W, H]."""
    flat: Floats
    """Emissions of the flat layer, [W, TAGS]."""
    anchors: Floats
    """Probability that a cue (column 0) or a bare content (column 1) begins at each word, [W, 2]."""
    fork: Floats
    """Hidden state of each wordpiece where the facts tower parts from the encoder, [N, H]."""


@dataclass(frozen=True, slots=True)
class RoleScores:
    """What the encoder says of A anchors in one window of W words."""

    emissions: Floats
    """Emissions of the role layer, [A, W, ROLE_TAGS]."""
    acts: Floats
    """Probability of each act, [A, len(ACTS)]."""
    kinds: Floats
    """Probability of each kind of source, [A, len(KINDS)]."""


class Model:
    """A folder with ONNX files and the manifest that names them."""

    def __init__(self, folder: Path, threads: int) -> None:
        """Check the folder; `threads` is how many threads one window may use.

        Raises ModelMissingError where a file is missing or does not match its hash.
        """
        self.manifest = _checked(folder)
        self._folder = folder
        self._options = onnxruntime.SessionOptions()
        self._options.intra_op_num_threads = threads
        self._options.inter_op_num_threads = 1
        self._options.log_severity_level = 3

    def session(self, name: str) -> onnxruntime.InferenceSession:
        """Return one of its files, ready to run."""
        return onnxruntime.InferenceSession(
            str(self._folder / name), self._options, providers=["CPUExecutionProvider"]
        )


class Encoder:
    """The attribution encoder. Make one with `load_encoder`; it may be shared by threads."""

    def __init__(self, folder: Path, threads: int = 1) -> None:
        """Load the model in `folder`; `threads` is how many threads one window may use.

        Raises ModelMissingError where a file is missing or does not match its hash.
        """
        model = Model(folder, threads)
        manifest = model.manifest
        self.folder = folder
        """Folder it was loaded from."""
        self._words = model.session("words.onnx")
        self._roles = model.session("roles.onnx")
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        self._cls = _id(self._tokenizer, "[CLS]")
        self._sep = _id(self._tokenizer, "[SEP]")
        self._unknown = _id(self._tokenizer, "[UNK]")
        self.settings: dict[str, Any] = manifest["settings"]
        """Thresholds and calibration chosen on dev data when the model was made."""
        self.name: str = manifest["name"]
        """Name of the model and the first digits of its hash."""
        self.role_chain = chain_of(manifest["role_crf"])

    def windows(self, words: Words) -> list[Window]:
        """Cut the words into windows of wordpieces."""
        forms = words.forms()
        if not forms:
            return []
        encoded = self._tokenizer.encode_batch(forms, add_special_tokens=False)
        pieces = [e.ids or [self._unknown] for e in encoded]
        return cut_windows(words, pieces, self._cls, self._sep)

    def score(self, words: Words, window: Window, convention: int = labels.GUIDE) -> Scores:
        """Run the encoder on one window."""
        at = np.array(window.word_of)
        marks = at < 0
        feeds: dict[str, Any] = {"ids": np.array([window.ids]), "convention": np.array([convention])}
        for name, column, blank in (
            ("shapes", words.shapes, SHAPES),
            ("quotes", words.quotes, QUOTES),
            ("layouts", words.layouts, LAYOUTS),
        ):
            own = np.array(column[window.first : window.last])[at]
            feeds[name] = np.where(marks, blank, own)[None]
        feeds["heads"] = np.array(window.heads)
        hidden, flat, anchors, fork = self._words.run(None, feeds)
        return Scores(window, hidden, flat, anchors, fork)

    def score_roles(self, words: Words, scores: Scores, anchors: list[int]) -> RoleScores:
        """Run the role scorer for anchors, given as words counted from the window's first."""
        at = np.array(anchors)
        distance, gap = links_of(words, scores.window, at)
        feeds = {
            "hidden": scores.hidden,
            "flat": scores.flat,
            "anchors": at,
            "distance": distance,
            "gap": gap,
        }
        emissions, acts, kinds = self._roles.run(None, feeds)
        return RoleScores(emissions, _softmax(acts), _softmax(kinds[:, :-1]))


def links_of(words: Words, window: Window, at: Ints) -> tuple[Ints, Ints]:
    """Return the buckets of distance and paragraph gap of each word of a window, [A, W] each.

    `at` are the anchors, [A], counted from the window's first word.
    """
    place = np.arange(window.last - window.first)[None]
    limit = labels.MAX_DISTANCE
    paragraph = np.searchsorted(np.array(words.paragraphs), np.arange(window.first, window.last), "right")
    most = labels.MAX_PARAGRAPH_GAP
    gap = np.clip(paragraph[None] - paragraph[at][:, None], -most, most) + most
    return _BUCKETS[np.clip(place - at[:, None], -limit, limit) + limit], gap


@lru_cache(maxsize=2)
def load_encoder(threads: int = 1) -> Encoder:
    """Return the shipped encoder, loaded once a process.

    The setting `model` names another folder to load it from.
    Raises ModelMissingError where it is not whole.
    """
    return Encoder(model_folder(), threads)


def _id(tokenizer: Tokenizer, mark: str) -> int:
    """Return the id of a mark every BERT vocabulary has."""
    found = tokenizer.token_to_id(mark)
    if found is None:
        raise ModelMissingError(f"tokenizer.json has no {mark}")
    return found


def _checked(folder: Path) -> dict[str, Any]:
    """Return the model's manifest, its files checked."""
    manifest = manifest_of(folder)
    for name, wanted in manifest["files"].items():
        file = folder / name
        if not file.is_file():
            raise ModelMissingError(f"{file} is not there")
        if hashlib.sha256(file.read_bytes()).hexdigest() != wanted:
            raise ModelMissingError(f"{file} is not the file that was shipped")
    return manifest


def chain_of(parameters: dict[str, Any]) -> Chain:
    """Return the CRF of a manifest."""
    return Chain(np.array(parameters["transitions"], np.float32), np.array(parameters["first"], np.float32))


def _softmax(logits: Floats) -> Floats:
    """Return probabilities along the last axis."""
    shifted = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return np.asarray(shifted / shifted.sum(axis=-1, keepdims=True), np.float32)
