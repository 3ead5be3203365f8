"""Batches: annotated texts as windows of word labels, padded together."""

import random
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

import torch
from tokenizers import Tokenizer
from torch import Tensor

from reportedly.reading import labels
from reportedly.reading.decoding import WordRange
from reportedly.reading.windows import WINDOW_PIECES, Window, cut_windows
from reportedly.reading.words import LAYOUTS, QUOTES, SHAPES, Words, split_words
from reportedly.tuning.articles import Article, Marked, Range, words_of

_BUCKETS = torch.tensor(
    [labels.distance_bucket(d) for d in range(-labels.MAX_DISTANCE, labels.MAX_DISTANCE + 1)]
)


@dataclass(frozen=True)
class Anchored:
    """One attribution over words: its anchor and the words of each role."""

    anchor: int
    bare: bool
    roles: tuple[tuple[WordRange, ...], ...]
    act: int
    kind: int
    named: int


@dataclass(frozen=True)
class Text:
    """One annotator's version of one article, ready to be cut."""

    name: str
    words: Words
    pieces: list[list[int]]
    tags: list[int]
    ignored: list[bool]
    anchored: list[Anchored]
    convention: int


class Cuttable(Protocol):
    """A labelled text, ready to be cut."""

    @property
    def words(self) -> Words:
        """The words of the whole text."""

    @property
    def pieces(self) -> list[list[int]]:
        """Wordpieces of each word."""


T = TypeVar("T", bound=Cuttable)


@dataclass(frozen=True)
class Sample(Generic[T]):
    """One window of a text, with the text's labels."""

    text: T
    window: Window


@dataclass
class Batch:
    """Windows padded together: B windows, N wordpieces, W words, A anchors."""

    ids: Tensor
    shapes: Tensor
    quotes: Tensor
    layouts: Tensor
    convention: Tensor
    mask: Tensor
    heads: Tensor
    real: Tensor
    tags: Tensor
    learn: Tensor
    starts: Tensor
    owner: Tensor
    anchor: Tensor
    distance: Tensor
    gap: Tensor
    role_tags: Tensor
    act: Tensor
    kind: Tensor
    named: Tensor


def prepare(article: Article, tokenizer: Tokenizer) -> list[Text]:
    """Return one Text an annotator of the article."""
    words = split_words(article.text)
    forms = words.forms()
    pieces = (
        [e.ids or [100] for e in tokenizer.encode_batch(forms, add_special_tokens=False)] if forms else []
    )
    return [
        _label(article, words, pieces, found, discard)
        for found, discard in zip(article.versions, article.discard, strict=True)
    ]


def _label(
    article: Article,
    words: Words,
    pieces: list[list[int]],
    found: tuple[Marked, ...],
    discard: tuple[Range, ...],
) -> Text:
    """Turn one annotator's characters into words."""
    tags = [0] * len(words)
    ignored = [False] * len(words)

    for ranges in discard:
        for first, last in words_of(words, (ranges,)):
            ignored[first:last] = [True] * (last - first)
    anchored: list[Anchored] = []
    outer: list[Anchored] = []
    for mark in found:
        roles = tuple(
            words_of(words, r) for r in (mark.source, mark.cue, mark.content, mark.via, mark.medium)
        )
        if not roles[2]:
            continue
        bare = not roles[1]
        anchor = (roles[2] if bare else roles[1])[0][0]
        anchored.append(
            Anchored(
                anchor,
                bare,
                roles,
                labels.ACTS.index(mark.act) if mark.act else -1,
                labels.KINDS.index(mark.kind) if mark.kind else -1,
                -1 if mark.named is None else int(mark.named),
            )
        )
        if not mark.nested:
            outer.append(anchored[-1])
    for kind in (2, 0, 1):
        for a in outer:
            for first, last in a.roles[kind]:
                tags[first] = labels.begin(kind)
                tags[first + 1 : last] = [labels.inner(kind)] * (last - first - 1)
    for i in range(len(tags)):  # an outer span cut by another leaves an I without its B: begin it anew
        if tags[i] and tags[i] % 2 == 0 and (i == 0 or tags[i - 1] not in (tags[i], tags[i] - 1)):
            tags[i] -= 1
    return Text(article.name, words, pieces, tags, ignored, anchored, int(article.guide))


def cut(texts: Sequence[T], cls: int, sep: int, rng: random.Random | None) -> list[Sample[T]]:
    """Return the windows of all texts; with `rng` their sizes vary, so that no cut is learned."""
    samples: list[Sample[T]] = []
    for text in texts:
        budget = rng.choice((128, 160, 192, 224, 256, 256)) if rng else WINDOW_PIECES
        samples.extend(Sample(text, w) for w in cut_windows(text.words, text.pieces, cls, sep, budget))
    return samples


def batches(samples: list[Sample[Text]], pieces: int, rng: random.Random) -> Iterator[Batch]:
    """Yield shuffled batches of about `pieces` wordpieces, windows of like length together."""
    for group in grouped(samples, pieces, rng):
        yield collate(group)


def grouped(samples: list[Sample[T]], pieces: int, rng: random.Random) -> Iterator[list[Sample[T]]]:
    """Yield shuffled groups of about `pieces` wordpieces, windows of like length together."""
    order = list(samples)
    rng.shuffle(order)
    groups: list[list[Sample[T]]] = []
    pool = 400
    for i in range(0, len(order), pool):
        chunk = sorted(order[i : i + pool], key=lambda s: len(s.window.ids))
        group: list[Sample[T]] = []
        for sample in chunk:
            if group and (len(group) + 1) * len(sample.window.ids) > pieces:
                groups.append(group)
                group = []
            group.append(sample)
        if group:
            groups.append(group)
    rng.shuffle(groups)
    yield from groups


@dataclass
class Inputs:
    """What the encoder is given: B windows padded to N wordpieces and W words."""

    ids: Tensor
    shapes: Tensor
    quotes: Tensor
    layouts: Tensor
    mask: Tensor
    heads: Tensor
    real: Tensor


def padded(group: Sequence[Sample[T]]) -> Inputs:
    """Pad the windows of a group together."""
    b = len(group)
    n = max(len(s.window.ids) for s in group)
    w = max(len(s.window.heads) for s in group)
    ids = torch.zeros(b, n, dtype=torch.long)
    marks = {"shapes": SHAPES, "quotes": QUOTES, "layouts": LAYOUTS}
    seen = {k: torch.full((b, n), v, dtype=torch.long) for k, v in marks.items()}
    mask = torch.full((b, 1, 1, n), -1e4)
    heads = torch.zeros(b, w, dtype=torch.long)
    real = torch.zeros(b, w, dtype=torch.bool)
    for i, sample in enumerate(group):
        window = sample.window
        size = len(window.ids)
        ids[i, :size] = torch.tensor(window.ids)
        mask[i, ..., :size] = 0
        for name, table in seen.items():
            column = getattr(sample.text.words, name)
            table[i, :size] = torch.tensor(
                [column[window.first + k] if k >= 0 else marks[name] for k in window.word_of]
            )
        count = len(window.heads)
        heads[i, :count] = torch.tensor(window.heads)
        real[i, :count] = True
    return Inputs(ids, seen["shapes"], seen["quotes"], seen["layouts"], mask, heads, real)


@dataclass
class Links:
    """Where the words of a window lie from each of A anchors."""

    distance: Tensor
    gap: Tensor


def linked(group: Sequence[Sample[T]], anchors: list[tuple[int, int]], width: int) -> Links:
    """Return the buckets of distance and paragraph gap of each word, [A, width].

    anchors are (window in the group, word counted from the window's first).
    """
    limit = labels.MAX_PARAGRAPH_GAP
    gap = torch.zeros(len(anchors), width, dtype=torch.long)
    paragraphs = [_paragraphs(s.text.words, s.window) for s in group]
    for j, (i, at) in enumerate(anchors):
        row = [min(max(p - paragraphs[i][at], -limit), limit) + limit for p in paragraphs[i]]
        gap[j, : len(row)] = torch.tensor(row)
    places = torch.arange(width)[None] - torch.tensor([at for _, at in anchors], dtype=torch.long)[:, None]
    far = labels.MAX_DISTANCE
    return Links(_BUCKETS[places.clamp(-far, far) + far], gap)


def collate(group: list[Sample[Text]]) -> Batch:
    """Pad the windows of a group together, with their labels."""
    given = padded(group)
    b, w = given.heads.shape
    tags = torch.zeros(b, w, dtype=torch.long)
    learn = torch.zeros(b, w, dtype=torch.bool)
    starts = torch.zeros(b, w, 2)
    rows: list[tuple[int, int, list[int], Anchored]] = []
    for i, sample in enumerate(group):
        window, text = sample.window, sample.text
        count = len(window.heads)
        own = text.tags[window.first : window.last]
        if own[0] and own[0] % 2 == 0:
            own = [own[0] - 1, *own[1:]]
        tags[i, :count] = torch.tensor(own)
        learn[i, :count] = torch.tensor([not x for x in text.ignored[window.first : window.last]])
        for a in text.anchored:
            if window.first <= a.anchor < window.last:
                starts[i, a.anchor - window.first, int(a.bare)] = 1
                rows.append((i, a.anchor - window.first, _role_tags(a, window), a))
    role_tags = torch.zeros(len(rows), w, dtype=torch.long)
    for j, (_, _, row, _) in enumerate(rows):
        role_tags[j, : len(row)] = torch.tensor(row)
    anchors = [(i, at) for i, at, _, _ in rows]
    links = linked(group, anchors, w)
    return Batch(
        given.ids, given.shapes, given.quotes, given.layouts,
        torch.tensor([s.text.convention for s in group]), given.mask, given.heads, given.real,
        tags, learn, starts,
        torch.tensor([i for i, _ in anchors], dtype=torch.long),
        torch.tensor([at for _, at in anchors], dtype=torch.long),
        links.distance, links.gap, role_tags,
        *(torch.tensor([getattr(r[3], k) for r in rows], dtype=torch.long) for k in ("act", "kind", "named")),
    )  # fmt: skip


def _paragraphs(words: Words, window: Window) -> list[int]:
    """Return the paragraph number of each word of the window."""
    return [bisect_right(words.paragraphs, i) for i in range(window.first, window.last)]


def _role_tags(a: Anchored, window: Window) -> list[int]:
    """Return the role tag of each word of the window for one anchor."""
    row = [0] * (window.last - window.first)
    for kind in (4, 3, 2, 0, 1):
        for first, last in a.roles[kind]:
            first, last = max(first, window.first) - window.first, min(last, window.last) - window.first
            if last > first:
                row[first] = labels.begin(kind)
                row[first + 1 : last] = [labels.inner(kind)] * (last - first - 1)
    for i in range(len(row)):
        if row[i] and row[i] % 2 == 0 and (i == 0 or row[i - 1] not in (row[i], row[i] - 1)):
            row[i] -= 1
    return row
