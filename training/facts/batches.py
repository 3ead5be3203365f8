"""Batches of facts: labelled texts as windows of word labels, padded together."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from tokenizers import Tokenizer
from torch import Tensor

from reportedly.reading import labels as tags_of
from reportedly.reading.decoding import WordRange
from reportedly.reading.facts import labels
from reportedly.reading.windows import Window
from reportedly.reading.words import Words, split_words
from reportedly.tuning.articles import Range, words_of
from reportedly.tuning.batches import Inputs, Links, Sample, linked, padded
from training.facts.corpora import Facts


@dataclass(frozen=True)
class Anchor:
    """One event or control statement over words."""

    at: int
    sort: int
    roles: tuple[tuple[WordRange, ...], ...]
    value: int
    status: int


@dataclass(frozen=True)
class Text:
    """One labelled text, ready to be cut."""

    name: str
    words: Words
    pieces: list[list[int]]
    convention: int
    tags: dict[str, list[int]]
    """Tags of each flat layer that was labelled."""
    kinds: list[int]
    """Kind of place of each word, -1 outside."""
    whats: list[int]
    """What the figure counts of each word, -1 outside."""
    anchors: list[Anchor] | None
    modality: dict[int, tuple[bool, bool, bool]]


@dataclass
class Batch:
    """Windows padded together, with their labels: B windows, W words, A anchors."""

    given: Inputs
    convention: Tensor
    tags: dict[str, Tensor]
    learn: dict[str, Tensor]
    """Which windows [B] a flat layer was labelled in."""
    kinds: Tensor
    whats: Tensor
    starts: Tensor
    anchored: Tensor
    owner: Tensor
    anchor: Tensor
    sort: Tensor
    links: Links
    role_tags: Tensor
    value: Tensor
    status: Tensor
    modality: Tensor
    """[B, W, 3]; -1 where no event was judged."""


def prepare(facts: Facts, tokenizer: Tokenizer) -> Text:
    """Turn one text's characters into words and wordpieces."""
    words = split_words(facts.text)
    forms = words.forms()
    encoded = tokenizer.encode_batch(forms, add_special_tokens=False) if forms else []
    count = len(words)
    tags, per_word = {}, {}
    for layer, marked in (
        ("place", facts.places),
        ("figure", facts.figures),
        ("participant", facts.participants),
    ):
        if marked is None:
            continue
        several = labels.SPAN_KINDS[layer] > 1
        tags[layer], per_word[layer] = _flat(words, marked, several=several)
    anchors = None
    if facts.anchored is not None:
        anchors = []
        for a in facts.anchored:
            roles = tuple(words_of(words, r) for r in a.roles)
            if roles[0]:
                anchors.append(Anchor(roles[0][0][0], a.sort, roles, a.value, a.status))
    modality = {}
    for span, told in facts.modality:
        for first, _ in words_of(words, (span,)):
            modality[first] = told
    blank = [-1] * count
    return Text(
        facts.name, words, [e.ids or [100] for e in encoded], facts.convention,
        tags, per_word.get("place", blank), per_word.get("figure", blank), anchors, modality,
    )  # fmt: skip


def _flat(
    words: Words, marked: tuple[tuple[Range, int], ...], *, several: bool
) -> tuple[list[int], list[int]]:
    """Return the tags of one flat layer and the kind of each word, -1 outside."""
    tags, kinds = [0] * len(words), [-1] * len(words)
    for span, kind in marked:
        for first, last in words_of(words, (span,)):
            if any(tags[first:last]):
                continue
            own = kind if several else 0
            tags[first] = tags_of.begin(own)
            tags[first + 1 : last] = [tags_of.inner(own)] * (last - first - 1)
            kinds[first:last] = [kind] * (last - first)
    return tags, kinds


def collate(group: list[Sample[Text]]) -> Batch:
    """Pad the windows of a group together, with their labels."""
    given = padded(group)
    b, w = given.heads.shape
    tags = {layer: torch.zeros(b, w, dtype=torch.long) for layer in labels.LAYERS}
    learn = {
        layer: torch.tensor([layer in s.text.tags for s in group], dtype=torch.bool)
        for layer in labels.LAYERS
    }
    kinds = torch.full((b, w), -1)
    whats = torch.full((b, w), -1)
    starts = torch.zeros(b, w, len(labels.ANCHORS))
    modality = torch.full((b, w, len(labels.MODALITIES)), -1.0)
    rows: list[tuple[int, Anchor]] = []
    for i, sample in enumerate(group):
        text, first, last = sample.text, sample.window.first, sample.window.last
        count = last - first
        for layer, row in text.tags.items():
            own = row[first:last]
            if own[0] and own[0] % 2 == 0:
                own = [own[0] - 1, *own[1:]]
            tags[layer][i, :count] = torch.tensor(own)
        kinds[i, :count] = torch.tensor(text.kinds[first:last])
        whats[i, :count] = torch.tensor(text.whats[first:last])
        for at, told in text.modality.items():
            if first <= at < last:
                modality[i, at - first] = torch.tensor(told, dtype=torch.float32)
        for a in text.anchors or ():
            if first <= a.at < last:
                starts[i, a.at - first, a.sort] = 1
                rows.append((i, a))
    anchors = [(i, a.at - group[i].window.first) for i, a in rows]
    role_tags = torch.zeros(len(rows), w, dtype=torch.long)
    for j, (i, a) in enumerate(rows):
        row = _role_tags(a, group[i].window)
        role_tags[j, : len(row)] = torch.tensor(row)
    long = torch.long
    return Batch(
        given,
        torch.tensor([s.text.convention for s in group]),
        tags, learn, kinds, whats, starts,
        torch.tensor([s.text.anchors is not None for s in group], dtype=torch.bool),
        torch.tensor([i for i, _ in anchors], dtype=long),
        torch.tensor([at for _, at in anchors], dtype=long),
        torch.tensor([a.sort for _, a in rows], dtype=long),
        linked(group, anchors, w),
        role_tags,
        torch.tensor([a.value for _, a in rows], dtype=long),
        torch.tensor([a.status for _, a in rows], dtype=long),
        modality,
    )  # fmt: skip


def _role_tags(a: Anchor, window: Window) -> list[int]:
    """Return the role tag of each word of the window for one anchor.

    A party named inside the trigger ("Isis withdrawal") is a party first: the trigger is told by the rest.
    """
    row = [0] * (window.last - window.first)
    for role in (0, 4, 3, 2, 1):
        for start, end in a.roles[role]:
            first, last = max(start, window.first) - window.first, min(end, window.last) - window.first
            if last > first:
                row[first] = tags_of.begin(role)
                row[first + 1 : last] = [tags_of.inner(role)] * (last - first - 1)
    for i in range(len(row)):
        if row[i] and row[i] % 2 == 0 and (i == 0 or row[i - 1] not in (row[i], row[i] - 1)):
            row[i] -= 1
    return row
