"""Windows: runs of whole paragraphs that the encoder reads at one go.

Whole paragraphs without overlap read better than overlapping cuts (../shared/TRIAL.md: 74.5
against 72.8 attribution F1 on PolNeAR dev), and 256 wordpieces better than 128, 384 or 500.
A paragraph longer than a window is cut at a sentence, or at the last word that fits.
"""

from dataclasses import dataclass

from reportedly.reading.words import Words, sentence_starts

WINDOW_PIECES = 256
"""Most wordpieces in one window, the marks at both ends counted."""
MAX_WORD_PIECES = 8
"""Wordpieces kept of one word; what lies beyond (web addresses, long compounds) is not read."""


@dataclass(frozen=True, slots=True)
class Window:
    """Words [first, last) of a text, as the encoder takes them (N wordpieces, W words)."""

    first: int
    """First word of the window."""
    last: int
    """One past its last word."""
    ids: list[int]
    """Wordpiece ids, N of them, with the marks at both ends and between paragraphs."""
    word_of: list[int]
    """For each wordpiece the word it belongs to, counted from `first`; -1 for a mark."""
    heads: list[int]
    """For each word the position of its first wordpiece, W of them."""


def cut_windows(
    words: Words, pieces: list[list[int]], cls: int, sep: int, budget: int = WINDOW_PIECES
) -> list[Window]:
    """Return the windows that cover all words, in order.

    `pieces` are the wordpiece ids of each word; `budget` is the most wordpieces
    in one window.
    """
    sizes = [min(len(p), MAX_WORD_PIECES) for p in pieces]
    bounds = _bounds(words, sizes, budget - 2)
    breaks = set(words.paragraphs)
    return [_window(pieces, first, last, breaks, cls, sep) for first, last in bounds]


def _bounds(words: Words, sizes: list[int], room: int) -> list[tuple[int, int]]:
    """Return [first, last) of each window: paragraphs packed until the room is used up."""
    bounds: list[tuple[int, int]] = []
    start, used = 0, 0
    for first, last in zip(words.paragraphs, words.paragraphs[1:], strict=False):
        need = sum(sizes[first:last]) + 1
        if used + need <= room:
            used += need
            continue
        if first > start:
            bounds.append((start, first))
        if need <= room:
            start, used = first, need
            continue
        cuts = _cut(words, sizes, first, last, room)
        bounds.extend(cuts[:-1])
        start = cuts[-1][0]
        used = sum(sizes[start:last]) + 1
    if start < len(words):
        bounds.append((start, len(words)))
    return bounds


def _cut(words: Words, sizes: list[int], first: int, last: int, room: int) -> list[tuple[int, int]]:
    """Cut one over-long paragraph at sentences into parts that fit, of about equal length."""
    most = room - 1
    total = sum(sizes[first:last])
    target = total / -(-total // most)
    starts = set(sentence_starts(words, first, last))
    parts: list[tuple[int, int]] = []
    begin = first
    while begin < last:
        used, end, stop = 0, begin, begin
        while end < last and (end == begin or used + sizes[end] <= most):
            used += sizes[end]
            end += 1
            if end in starts and stop == begin and used >= target:
                stop = end
        if end == last and used <= target:
            stop = last
        if stop == begin:
            stop = next((i for i in range(end, begin, -1) if i in starts), end) if end < last else last
        parts.append((begin, stop))
        begin = stop
    return parts


def _window(pieces: list[list[int]], first: int, last: int, breaks: set[int], cls: int, sep: int) -> Window:
    """Lay out the wordpieces of words [first, last)."""
    ids, word_of, heads = [cls], [-1], []
    for i in range(first, last):
        if i > first and i in breaks:
            ids.append(sep)
            word_of.append(-1)
        heads.append(len(ids))
        kept = pieces[i][:MAX_WORD_PIECES]
        ids.extend(kept)
        word_of.extend([i - first] * len(kept))
    ids.append(sep)
    word_of.append(-1)
    return Window(first, last, ids, word_of, heads)
