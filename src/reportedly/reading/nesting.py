"""Nesting: which attribution stands inside which other's content."""

from reportedly.reading.found import Found, agreement, covered
from reportedly.reading.words import Words

CITING = frozenset({"citing", "quoting", "cites", "cited", "quotes"})
"""Cues by which one voice passes on another's words: "a UN report citing local sources said"."""
NEAR = 60
"""Words between the cues of one sentence, at most; a holder's content is no farther away."""
SAME = 0.9
"""Contents that agree this far (token F1) are the same content."""


def nest(found: list[Found], words: Words) -> list[int | None]:
    """Return for each attribution the index of the one whose content holds it, or None.

    The holder is the one with the shortest such content. "citing" gives its source the content of
    the clause it stands in, so there the one who cites is the holder.
    """
    spans = [covered(f.content) for f in found]
    reach = [(f.content[0][0] - NEAR, f.content[-1][1] + NEAR) for f in found]
    inside: list[int | None] = []
    for i, f in enumerate(found):
        best: int | None = None
        for k, other in enumerate(found):
            if (
                k == i
                or not reach[k][0] <= f.anchor <= reach[k][1]
                or not _holds(spans[k], f, other, spans[i], words)
            ):
                continue
            if best is None or len(spans[k]) < len(spans[best]):
                best = k
        inside.append(best)
    return _without_cycles(inside)


def _holds(outer: set[int], f: Found, other: Found, own: set[int], words: Words) -> bool:
    """Return whether the content `outer` of `other` holds attribution `f`."""
    if f.cue:
        first, last = f.cue[0]
        if all(i in outer for i in range(first, last)):
            return not (other.cue and all(i in own for i in range(*other.cue[0])))
        if words.said(first, last).lower() in CITING and other.cue and not _cites(other, words):
            return agreement(f.content, other.content) >= SAME and _near(f, other)
        return False
    return own < outer


def _cites(f: Found, words: Words) -> bool:
    """Return whether the cue is one of CITING."""
    return words.said(*f.cue[0]).lower() in CITING


def _near(f: Found, other: Found) -> bool:
    """Return whether the two cues stand in one sentence's reach."""
    return abs(f.anchor - other.anchor) < NEAR


def _without_cycles(inside: list[int | None]) -> list[int | None]:
    """Cut any circle of holders open, at its last member."""
    for start in range(len(inside)):
        seen = {start}
        at = start
        while (up := inside[at]) is not None:
            if up in seen:
                inside[at] = None
                break
            seen.add(up)
            at = up
    return inside
