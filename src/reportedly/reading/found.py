"""Found attributions: what the encoder finds in a text, over words, before anybody is resolved."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np

from reportedly.reading import labels
from reportedly.reading.decoding import WordRange, best_tags, spans_of
from reportedly.reading.encoder import Encoder, RoleScores, Scores
from reportedly.reading.words import CLOSING, INSIDE, INSIDE_SINGLE, OPENING, Words, follow_quotes

PART_OF_CONTENT = 0.3
"""A bare content that begins inside another's and agrees this far is a part of it."""
MOST_ANCHORS = 64
"""Anchors scored at one go, so that memory stays flat on a window full of cues."""
SAME_CONTENT = 0.75
"""Two anchors in one cue whose contents agree this far (token F1) are one attribution."""


@dataclass(frozen=True, slots=True)
class Found:
    """One attribution as the encoder sees it. Ranges are of words, [first, last)."""

    anchor: int
    """First word of the cue, or of the content where there is no cue."""
    bare: bool
    """True where there is no cue."""
    source: tuple[WordRange, ...]
    cue: tuple[WordRange, ...]
    content: tuple[WordRange, ...]
    via: tuple[WordRange, ...]
    """Words that name an outlet, document or body through which it reached the report."""
    medium: tuple[WordRange, ...]
    """Words that say where it was said."""
    acts: tuple[float, ...]
    """Probability of each of labels.ACTS."""
    kinds: tuple[float, ...]
    """Probability of each of labels.KINDS, for the source."""
    anchor_score: float
    """Probability that something is attributed here."""
    path_score: float
    """Log-probability of the roles, given the anchor."""


def find_attributions(encoder: Encoder, words: Words, convention: int = labels.GUIDE) -> list[Found]:
    """Return the attributions of a text, in order of their anchors."""
    found: list[Found] = []
    for window in encoder.windows(words):
        found.extend(in_window(encoder, words, encoder.score(words, window, convention)))
    return merge(sorted(found, key=lambda f: (f.anchor, f.bare)))


def in_window(encoder: Encoder, words: Words, scores: Scores) -> list[Found]:
    """Return the attributions of one window, in no order; one may stand there twice (see `merge`)."""
    places = np.argwhere(scores.anchors >= float(encoder.settings["threshold"]))
    found: list[Found] = []
    for i in range(0, len(places), MOST_ANCHORS):
        found.extend(_read(encoder, words, scores, places[i : i + MOST_ANCHORS]))
    return found


def _read(
    encoder: Encoder, words: Words, scores: Scores, places: "np.ndarray[tuple[int, int], np.dtype[np.int64]]"
) -> Iterable[Found]:
    """Yield what stands at each anchor; an anchor without a content is none."""
    anchors = [int(p) for p in places[:, 0]]
    roles: RoleScores = encoder.score_roles(words, scores, anchors)
    paths, sure = best_tags(encoder.role_chain, roles.emissions)
    offset = scores.window.first
    for j, (at, column) in enumerate(places.tolist()):
        spans = [
            tuple((first + offset, last + offset) for first, last in kind)
            for kind in spans_of(paths[j], len(labels.ROLES))
        ]
        source, cue, content, via, medium = spans
        bare = column == 1
        if not content:
            continue
        if not bare and not cue:
            cue = ((at + offset, at + offset + 1),)
        yield Found(
            anchor=at + offset,
            bare=bare,
            source=source,
            cue=() if bare else cue,
            content=content,
            via=via,
            medium=medium,
            acts=tuple(roles.acts[j].tolist()),
            kinds=tuple(roles.kinds[j].tolist()),
            anchor_score=float(scores.anchors[at, column]),
            path_score=float(sure[j]),
        )


def merge(found: list[Found]) -> list[Found]:
    """Drop what was found twice: a second anchor in the same cue, or a bare content that a cue claims."""
    order = sorted(range(len(found)), key=lambda i: (found[i].bare, -found[i].anchor_score))
    kept: list[int] = []
    for i in order:
        if not any(_same(found[i], found[k]) for k in kept):
            kept.append(i)
    return [found[i] for i in sorted(kept)]


def _same(one: Found, other: Found) -> bool:
    """Return whether `one` says again what `other` says."""
    if not one.bare:
        touching = any(a < d and c < b for a, b in one.cue for c, d in other.cue)
        return touching and agreement(one.content, other.content) >= SAME_CONTENT
    if one.content[0][0] >= other.content[-1][1] or other.content[0][0] >= one.content[-1][1]:
        return False
    alike = agreement(one.content, other.content)
    begins_inside = any(a <= one.content[0][0] < b for a, b in other.content)
    return alike >= SAME_CONTENT or (begins_inside and alike > PART_OF_CONTENT)


def agreement(one: tuple[WordRange, ...], other: tuple[WordRange, ...]) -> float:
    """Return the token F1 of two sets of ranges, 0 to 1."""
    a, b = covered(one), covered(other)
    return 2 * len(a & b) / (len(a) + len(b)) if a or b else 0.0


def covered(ranges: tuple[WordRange, ...]) -> set[int]:
    """Return every word in the ranges."""
    return {i for first, last in ranges for i in range(first, last)}


def trimmed(found: Found, words: Words) -> Found | None:
    """Return the attribution with its spans tidied by the guide, or None if no content is left.

    The comma that parts content from cue and the sentence's full stop are no part of it, except
    inside closing quotation marks; a quotation mark at either end belongs to the content.
    """
    source = tuple(r for s in found.source if (r := _bare_ends(words, *s)))
    cue = tuple(r for s in found.cue if (r := _bare_ends(words, *s)))
    content = _contents(words, found.content)
    if not content or (found.cue and not cue):
        return None
    source, via = _quoted_by(words, _of_one_sentence(words, source, cue), cue, found.via)
    if cue and not via and found.medium and words.form(cue[0][0]).lower() in {"quoted", "cited"}:
        via = found.medium  # "was quoted as saying in an IAEA statement": the statement passes it on
    return replace(found, source=source, cue=cue, content=content, via=via)


def _of_one_sentence(
    words: Words, source: tuple[WordRange, ...], cue: tuple[WordRange, ...]
) -> tuple[WordRange, ...]:
    """Drop parts of a source that another sentence than the cue's holds, where one stands in the cue's."""
    source = tuple(r for r in source if r is source[0] or not _relative(words, r))
    if not cue or len(source) <= 1:
        return source

    def parted(r: WordRange) -> bool:
        between = range(min(r[1], cue[0][1]), max(r[0], cue[0][0]))
        return any(words.form(i) in {".", "?", "!"} and not _abbreviation(words, i) for i in between)

    return tuple(r for r in source if not parted(r)) or source


def _relative(words: Words, part: WordRange) -> bool:
    """Return whether a part of a source is a clause about it: "Rwanda, which [Kinshasa accuses], said"."""
    return part[0] > 0 and words.form(part[0] - 1).lower() in {"which", "who", "whom", "whose", "that"}


def _quoted_by(
    words: Words, source: tuple[WordRange, ...], cue: tuple[WordRange, ...], via: tuple[WordRange, ...]
) -> tuple[tuple[WordRange, ...], tuple[WordRange, ...]]:
    """Return source and via of "X quoted Y as saying": X passes it on, Y is the source."""
    if (
        len(source) == 1
        or not source
        or not cue
        or words.form(cue[0][0]).lower() not in {"quoted", "quotes", "quoting", "cited", "citing"}
    ):
        return source, via
    before = tuple(s for s in source if s[1] <= cue[0][0])
    after = tuple(s for s in source if s[0] >= cue[0][1])
    return (after, (*via, *before)) if before and after else (source, via)


_MARKS = frozenset(",.;:—–-!?")
_LOOSE = frozenset(",;:—–.")


def _bare_ends(words: Words, first: int, last: int) -> WordRange | None:
    """Return the range without marks at its ends, or None where only marks are left."""
    while first < last and words.form(first) in _MARKS:
        first += 1
    while last > first and words.form(last - 1) in _LOOSE:
        last -= 1
    return (first, last) if first < last else None


def _contents(words: Words, ranges: tuple[WordRange, ...]) -> tuple[WordRange, ...]:
    """Return the parts of a content with their quotation marks and without loose marks at their ends."""
    kept: list[WordRange] = []
    still_open = ""
    for first, last in ranges:
        tidy = _content_ends(words, first, last, still_open=still_open)
        if tidy is not None:
            kept.append(tidy)
            _, still_open = follow_quotes(words, *tidy, still_open)
    return tuple(kept)


def _content_ends(words: Words, first: int, last: int, *, still_open: str) -> WordRange | None:
    """Return one part of a content, tidied; `still_open` are the quotations an earlier part left open.

    A quotation that opens in the part closes in it; the closing mark of a quotation around more than
    the part is not its own ("Who said these people want to be Russian?" holds no closing mark of want's).
    """
    first, last = _without_loose(words, first, last)
    if first >= last:
        return None
    if first > 0 and words.quotes[first - 1] == OPENING and words.quotes[first] in (INSIDE, INSIDE_SINGLE):
        closes = any(words.quotes[i] == CLOSING for i in range(last - 1, min(last + 2, len(words))))
        first -= closes
    if follow_quotes(words, first, last, still_open)[1]:
        for ahead in (0, 1):
            at = last + ahead
            if at < len(words) and words.quotes[at] == CLOSING and (not ahead or words.form(last) in _MARKS):
                return first, at + 1
        return first, last
    closers = [i for i in range(first, last) if words.quotes[i] == CLOSING]
    if closers and closers[-1] == last - 1 and not follow_quotes(words, first, last - 1, still_open)[1]:
        first, last = _without_loose(words, first, last - 1)
    return (first, last) if first < last else None


def _without_loose(words: Words, first: int, last: int) -> WordRange:
    """Return the range without commas, dashes and the full stop at its ends."""
    while first < last and words.form(first) in _LOOSE:
        first += 1
    while last > first and words.form(last - 1) in _LOOSE and not _abbreviation(words, last - 1):
        last -= 1
    return first, last


def _abbreviation(words: Words, i: int) -> bool:
    """Return whether the stop at word `i` belongs to an abbreviation such as "U.S."."""
    return (
        i > 0
        and words.ends[i - 1] == words.starts[i]
        and len(words.form(i - 1)) == 1
        and words.form(i - 1).isupper()
    )
