"""Scores of the network alone: meaning on STS headlines, stories on BASIL."""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path

import numpy as np

from reportedly.record import Span
from reportedly.tracing.embedding import embed
from reportedly.tracing.profile import profile_of
from reportedly.tracing.statement import Statement, StatementKind
from reportedly.tracing.stories import stories_of


def _rows(path: Path) -> list[list[str]]:
    """Return the rows of a file of pairs: score, text, text."""
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]
    return [row[:3] for row in rows if len(row) > 2]  # noqa: PLR2004 -- score and two texts


def sts_score(path: Path) -> float:
    """Return Pearson's r between cosines and the scores people gave."""
    rows = _rows(path)
    vectors = embed([text for row in rows for text in row[1:3]])
    cosines = np.einsum("ij,ij->i", vectors[::2], vectors[1::2])
    return float(np.corrcoef(cosines, [float(r[0]) for r in rows])[0, 1])


def sts_by_words(path: Path) -> float:
    """Return Pearson's r of word overlap alone: what there is without the network."""
    rows = _rows(path)
    shares = []
    for _, one, other in (r[:3] for r in rows):
        a, b = (profile_of(_plain(t)).terms for t in (one, other))
        shares.append(2 * len(a & b) / (len(a) + len(b)) if a or b else 1.0)
    return float(np.corrcoef(shares, [float(r[0]) for r in rows])[0, 1])


def _plain(text: str) -> Statement:
    return Statement(
        id=text, report="", kind=StatementKind.SAID, item="", words=text, spans=(Span(0, len(text), text),)
    )


def basil_score(folder: Path) -> tuple[float, float, float]:
    """Return B³ of telling which of BASIL's articles are on one story: 50 events in three outlets."""
    texts, events = [], []
    for path in sorted(folder.glob("*.json")):
        event = path.stem.partition("_")[0]
        if not event.isdigit():
            continue
        article = json.loads(path.read_text(encoding="utf-8"))
        texts.append(
            (
                path.stem,
                article["title"] + "\n\n" + " ".join(s["sentence"] for s in article["body"]),
                article.get("date"),
            )
        )
        events.append(event)
    clusters = stories_of(texts)
    at = {name: c for c in clusters for name in c}
    right: dict[str, set[str]] = defaultdict(set)
    for (name, _, _), event in zip(texts, events, strict=True):
        right[event].add(name)
    p = r = 0.0
    for (name, _, _), event in zip(texts, events, strict=True):
        shared = len(at[name] & right[event])
        p, r = p + shared / len(at[name]), r + shared / len(right[event])
    p, r = p / len(texts), r / len(texts)
    return 100 * p, 100 * r, 200 * p * r / (p + r)
