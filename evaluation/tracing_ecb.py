"""ECB+ (Cybulska & Vossen 2014): event mentions as statements, and their pairs."""

from __future__ import annotations

import itertools
import json
import re
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from evaluation.logistic import Ints
from evaluation.tracing_fit import Pairs, fitted
from reportedly.gold.spans import Tally
from reportedly.record import Span
from reportedly.tracing.claims import vectors_of
from reportedly.tracing.profile import profile_of
from reportedly.tracing.slots import values_of
from reportedly.tracing.statement import Named, Statement, StatementKind

TOPICS = range(1, 36)
"""The part that is looked at; 36 to 45 are its test part."""
MENTIONS = 110
"""Event mentions taken of a topic, drawn at random."""
LEAST_MEANING = 0.3
"""Cosine under which a pair is taken for different without being scored."""


def ecb_statements(folder: Path, topic: int, most: int = MENTIONS) -> list[tuple[str, Statement]]:
    """Return (chain, statement) of a draw of a topic's event mentions."""
    found: list[tuple[str, Statement]] = []
    for part in (f"{topic}ecb", f"{topic}ecbplus"):
        if (folder / part).is_dir():
            found += _ecb_part(folder / part, part)
    order = np.random.Generator(np.random.PCG64(topic)).permutation(len(found))
    return [found[i] for i in sorted(order[:most])]


def _ecb_part(folder: Path, part: str) -> list[tuple[str, Statement]]:
    sentences: dict[tuple[str, int], list[str]] = defaultdict(list)
    for line in (folder / f"{part}.conll").read_text(encoding="utf-8").splitlines():
        columns = line.split("\t")
        if len(columns) >= 4 and not line.startswith("#"):  # noqa: PLR2004 -- document, sentence, token number, token
            sentences[columns[0], int(columns[1])].append(columns[3])
    things: dict[tuple[str, int], list[dict[str, Any]]] = defaultdict(list)
    for m in json.loads((folder / f"entity_mentions_{part}.json").read_text(encoding="utf-8")):
        things[m["doc_id"], m["sent_id"]].append(m)
    found = []
    for m in json.loads((folder / f"event_mentions_{part}.json").read_text(encoding="utf-8")):
        tokens = sentences.get((m["conll_doc_key"], m["sent_id"]))
        first, last = min(m["tokens_number"]), max(m["tokens_number"]) + 1
        if not tokens or last > len(tokens) or tokens[first] != m["tokens_text"][0]:
            continue
        cuts = [i for i, t in enumerate(tokens) if t in {",", ";", ":", "--", "(", ")"}]
        left = max((c + 1 for c in cuts if c < first), default=0)
        right = min((c for c in cuts if c >= last), default=len(tokens))
        if right - left < 5:  # noqa: PLR2004 -- as statements.py widens a short clause
            left, right = 0, len(tokens)
        near = [e for e in things[m["doc_id"], m["sent_id"]] if left <= min(e["tokens_number"]) < right]
        people = [e for e in near if e["mention_type"] in {"HUM", "NON"}]
        words = (
            re.sub(r" ([.,;:'’!?)])", r"\1", " ".join(tokens[left:right]))
            .replace("`` ", '"')
            .replace(" ''", '"')
        )
        statement = Statement(
            id=m["mention_id"],
            report=m["doc_id"],
            kind=StatementKind.EVENT,
            item="e",
            words=words,
            spans=(Span(0, len(words), words),),
            head=m["tokens_str"],
            actors=tuple(e["tokens_str"] for e in people if min(e["tokens_number"]) < first),
            recipients=tuple(e["tokens_str"] for e in people if min(e["tokens_number"]) >= first),
            places=tuple(Named(e["tokens_str"]) for e in near if e["mention_type"] == "LOC"),
        )
        found.append((m["coref_chain"], statement))
    return found


@dataclass
class Ecb:
    """The pairs of ECB+ worth comparing, and what was left out of them."""

    pairs: Pairs
    """Slots and labels; positions are within the topic."""
    topics: Ints
    """The topic of each pair."""
    wanted: dict[int, int]
    """How many pairs of different reports corefer, by topic, those not worth comparing among them."""


def ecb_pairs(folder: Path) -> Ecb:
    """Return the pairs of statements of different reports in each topic."""
    slots, same, topics, at = [], [], [], []
    wanted: dict[int, int] = defaultdict(int)
    for topic in TOPICS:
        mentions = ecb_statements(folder, topic)
        if not mentions:
            continue
        words, gists = vectors_of([s for _, s in mentions])
        meaning, deed = words @ words.T, gists @ gists.T
        profiles = [profile_of(s) for _, s in mentions]
        for i, j in itertools.combinations(range(len(mentions)), 2):
            if mentions[i][1].report == mentions[j][1].report:
                continue
            one = mentions[i][0] == mentions[j][0]
            wanted[topic] += one
            if meaning[i, j] >= LEAST_MEANING:
                slots.append(values_of(profiles[i], profiles[j], float(meaning[i, j]), float(deed[i, j])))
                same.append(int(one))
                topics.append(topic)
                at.append((i, j))
    return Ecb(Pairs(np.array(slots), np.array(same), at), np.array(topics), wanted)


def ecb_score(ecb: Ecb) -> Tally:
    """Return pairs found, five folds of topics; the threshold is the best of each training part."""
    tally = Tally()
    pairs, topics = ecb.pairs, ecb.topics
    for k in range(5):
        test = topics % 5 == k
        weights = fitted(pairs.slots[~test], pairs.same[~test], np.ones(int((~test).sum())))
        odds = pairs.slots @ weights[:-1] + weights[-1]
        tried = np.quantile(odds[~test], np.linspace(0.5, 0.99, 50))
        worth = [_f1(odds[~test] >= least, pairs.same[~test]) for least in tried]
        least = tried[int(np.argmax(worth))]
        found = odds[test] >= least
        wanted = sum(n for topic, n in ecb.wanted.items() if topic % 5 == k)
        tally.add(int((found & (pairs.same[test] == 1)).sum()), int(found.sum()), wanted)
    return tally


def _f1(found: npt.NDArray[np.bool_], same: Ints) -> float:
    total = found.sum() + same.sum()
    return float(2 * (found & (same == 1)).sum() / total) if total else 0.0
