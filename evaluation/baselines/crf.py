"""Baseline: a conditional random field over words (CRFsuite), as attribution was found before encoders.

Features: the word, its shape, what spaCy says of it (lemma, part of speech, dependency, governor, entity),
quotation marks, and the same of the words around it; as in Pareti (2015) and Newell, Cowlishaw and Man
(2018), one label a word. A sequence is a paragraph. Pieces of source and content go to the cue they stand
nearest to. Learned from PolNeAR train alone.
"""

from __future__ import annotations

import importlib
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from evaluation.baselines.found import Attribution, ranges_of
from reportedly.reading.words import Words, split_words
from reportedly.tuning.articles import Article, words_of

_SETTINGS = {"c1": 0.1, "c2": 0.01, "max_iterations": 100, "feature.minfreq": 3}
"""Weights of both penalties, most passes, and how often a feature must be seen; none was searched for."""
_ROLES = {"S": "source", "C": "cue", "T": "content"}
_AROUND = (-2, -1, 1, 2)
_OUTSIDE = "O"


def labels_of(words: Words, article: Article) -> list[str]:
    """Return a label for each word: B- or I- with the role, or O."""
    labels = [_OUTSIDE] * len(words)
    for marked in article.versions[0]:
        for letter, role in _ROLES.items():
            for first, last in words_of(words, getattr(marked, role)):
                labels[first] = f"B-{letter}"
                labels[first + 1 : last] = [f"I-{letter}"] * (last - first - 1)
    return labels


def sequences(words: Words, doc: Any) -> Iterator[tuple[int, int, list[list[str]]]]:  # noqa: ANN401 - a spaCy Doc
    """Yield each paragraph: its first word, the word after its last, and the features of its words."""
    own = _features(words, doc)
    for first, last in zip(words.paragraphs, words.paragraphs[1:], strict=False):
        rows = []
        for i in range(first, last):
            row = [*own[i]]
            for offset in _AROUND:
                at = i + offset
                near = own[at][: 4 if abs(offset) == 1 else 2] if first <= at < last else ["edge"]
                row += [f"{offset}:{each}" for each in near]
            rows.append(row)
        yield first, last, rows


def _features(words: Words, doc: Any) -> list[list[str]]:  # noqa: ANN401 - as above
    """Return of each word what can be told of it alone, the parts that neighbours are told by first."""
    token_at = {at: token for token in doc for at in range(token.idx, token.idx + len(token))}
    rows = []
    for i, form in enumerate(words.forms()):
        token = token_at[words.starts[i]]
        low, head = form.lower(), token.head
        subject = next((each.lemma_.lower() for each in token.children if each.dep_ == "nsubj"), "-")
        parts = sorted({each.dep_ for each in token.children if each.dep_ in {"ccomp", "nsubj", "xcomp"}})
        rows.append(
            [
                f"w={low}",
                f"pos={token.pos_}",
                f"lemma={token.lemma_.lower()}",
                f"quote={words.quotes[i]}",
                "bias",
                f"shape={words.shapes[i]}",
                f"layout={words.layouts[i]}",
                f"tag={token.tag_}",
                f"dep={token.dep_}",
                f"ent={token.ent_type_}",
                f"end={low[-3:]}",
                f"begin={low[:3]}",
                f"head={head.lemma_.lower()}",
                f"dep+head={token.dep_}+{head.lemma_.lower()}",
                f"head-pos={head.pos_}",
                f"head-dep={head.dep_}",
                f"grand={head.head.lemma_.lower()}",
                f"dep+dep+grand={token.dep_}+{head.dep_}+{head.head.lemma_.lower()}",
                f"path={'>'.join(_path(token))}",
                f"subject={subject}",
                f"lemma+parts={token.lemma_.lower()}+{'+'.join(parts)}",
            ]
        )
    return rows


def _path(token: Any) -> list[str]:  # noqa: ANN401 - a spaCy Token
    """Return the dependencies from a word up to where its clause hangs, four at most."""
    steps: list[str] = []
    while len(steps) < 4 and token.dep_ != "ROOT":  # noqa: PLR2004 - told above
        steps.append(token.dep_)
        if token.dep_ in {"ccomp", "parataxis", "advcl"}:
            steps.append(token.head.lemma_.lower())
            break
        token = token.head
    return steps


def train(articles: Sequence[Article], docs: Iterator[Any], model: Path) -> float:
    """Learn from articles, write the model and return the processor's seconds it took."""
    begun = time.process_time()
    trainer = importlib.import_module("pycrfsuite").Trainer(verbose=False)
    for article, doc in zip(articles, docs, strict=True):
        words = split_words(article.text)
        labels = labels_of(words, article)
        for first, last, rows in sequences(words, doc):
            trainer.append(rows, labels[first:last])
    trainer.set_params(_SETTINGS)
    model.parent.mkdir(parents=True, exist_ok=True)
    beside = model.with_suffix(".part")
    trainer.train(str(beside))
    beside.rename(model)
    return time.process_time() - begun


def tagger_of(model: Path) -> Any:  # noqa: ANN401 - a pycrfsuite Tagger
    """Return the tagger of a model."""
    tagger = importlib.import_module("pycrfsuite").Tagger()
    tagger.open(str(model))
    return tagger


def find(tagger: Any, text: str, doc: Any) -> list[Attribution]:  # noqa: ANN401 - as above
    """Return the attributions of a text."""
    words = split_words(text)
    found: list[Attribution] = []
    for first, _, rows in sequences(words, doc):
        pieces = pieces_of(tagger.tag(rows), first)
        cues = [piece for role, piece in pieces if role == "cue"]
        told: dict[tuple[int, int], dict[str, list[tuple[int, int]]]] = {
            cue: {"source": [], "content": []} for cue in cues
        }
        for role, piece in pieces:
            if role != "cue" and cues:
                told[nearest(piece, cues)][role].append(piece)
        for cue, roles in told.items():
            if roles["content"]:
                found.append(
                    {
                        "source": ranges_of(words, roles["source"]),
                        "cue": ranges_of(words, [cue]),
                        "content": ranges_of(words, roles["content"]),
                    }
                )
    return found


def pieces_of(labels: Sequence[str], first: int) -> list[tuple[str, tuple[int, int]]]:
    """Return (role, range of words) of each piece; `first` is the word of the first label."""
    pieces: list[tuple[str, tuple[int, int]]] = []
    before = _OUTSIDE
    for i, label in enumerate(labels, first):
        if label != _OUTSIDE:
            role = _ROLES[label[2:]]
            if label[0] == "I" and before != _OUTSIDE and before[2:] == label[2:]:
                pieces[-1] = (role, (pieces[-1][1][0], i + 1))
            else:
                pieces.append((role, (i, i + 1)))
        before = label
    return pieces


def nearest(piece: tuple[int, int], cues: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """Return the cue with the fewest words between it and a piece; the earlier of two."""
    return min(cues, key=lambda cue: max(cue[0] - piece[1], piece[0] - cue[1]))
