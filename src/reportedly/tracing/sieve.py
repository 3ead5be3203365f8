"""Sieve: how alike two wordings can be at most, told from a few hundred bytes of each.

Scoring a pair slot by slot takes 13 µs, and most pairs that are near in meaning are far from one claim. Sets
of words are kept as bits (Bloom 1970), whose common bits bound what two have in common: a pair whose bound is
too low is not scored. The bound is never below the score, so nothing is lost.
"""

import math
from collections.abc import Iterable, Sequence
from functools import lru_cache
from zlib import crc32

import numpy as np
import numpy.typing as npt

from reportedly.record import Act
from reportedly.tracing.comparing import weighing
from reportedly.tracing.profile import Profile
from reportedly.tracing.slots import FEW_WORDS, LATER, LONG_QUOTE, LONG_RUN, SLOTS, SPEECH, Slot, bounds_of
from reportedly.tracing.statement import StatementKind

_LANE = 64
_MARGIN = 1e-3
"""Log odds by which a bound may be wrong, for it is worked out in 32 bits."""
_AT_ONCE = 1 << 11
"""Pairs looked at together: what a core's cache holds."""
_SAID, _FIGURE = 0, 1
_KINDS = {
    kind: n
    for n, kind in enumerate(dict.fromkeys((StatementKind.SAID, StatementKind.FIGURE, *StatementKind)))
}
_ACTS = {act: n + 2 for n, act in enumerate(Act)}
_SPOKEN = 1

TRAITS = np.dtype(
    [
        ("terms", "<u8", (8,)),
        ("rows", "<u8", (8,)),
        ("quoted", "<u8", (4,)),
        ("head", "<u8", (2,)),
        ("counts", "<u8"),
        ("parties", "<u8"),
        ("doers", "<u8"),
        ("spots", "<u8"),
        ("regions", "<u8"),
        ("broad", "<u8"),
        ("lands", "<u8"),
        ("low", "<f8"),
        ("high", "<f8"),
        ("least", "<f8"),
        ("most", "<f8"),
        ("unit", "<u4"),
        ("type", "<u4"),
        ("voice", "<u4"),
        ("side", "<u4"),
        ("first", "<i4"),
        ("last", "<i4"),
        ("many", "<u2", (4,)),
        ("spare", "<u2", (4,)),
        ("shortest", "<u2"),
        ("kind", "u1"),
        ("act", "u1"),
        ("dated", "u1"),
        ("later", "u1"),
        ("negated", "u1"),
        ("pad", "u1", (1,)),
    ]
)
"""What is kept of a wording. `many` says how many terms, rows, quoted rows and terms of the head it has,
`spare` by how much more that is than the bits they set."""
_TERMS, _ROWS, _QUOTED, _HEAD = range(4)

Traits = npt.NDArray[np.void]
Numbers = npt.NDArray[np.int64]
Cosines = npt.NDArray[np.float64]
Floats = npt.NDArray[np.float32]


def traits_of(profiles: Sequence[Profile]) -> Traits:
    """Return the traits of wordings, by the profiles of their earliest statements, TRAITS[N]."""
    found = np.zeros(len(profiles), dtype=TRAITS)
    for row, profile in zip(found, profiles, strict=True):
        _fill(row, profile)
    return found


def _fill(row: np.void, profile: Profile) -> None:
    statement = profile.statement
    rows = _rows(profile.tokens, FEW_WORDS)
    quoted = [pair for stretch in profile.quoted for pair in _rows(stretch, 2)]
    for at, name, words in (
        (_TERMS, "terms", list(profile.terms)),
        (_ROWS, "rows", rows),
        (_QUOTED, "quoted", quoted),
        (_HEAD, "head", list(profile.head)),
    ):
        lanes = row[name].shape[0]
        bits = _bits(words, lanes * _LANE)
        row[name] = [bits >> _LANE * lane & (1 << _LANE) - 1 for lane in range(lanes)]
        row["many"][at] = min(len(words), 65535)
        row["spare"][at] = min(len(words), 65535) - bits.bit_count()
    row["counts"] = _bits((f"{c:g}" for c in profile.counts), _LANE)
    for name in ("parties", "doers", "spots", "regions", "broad", "lands"):
        row[name] = _bits(getattr(profile, name), _LANE)
    low = -math.inf if statement.low is None else statement.low
    high = math.inf if statement.high is None else statement.high
    row["low"], row["high"] = low, high
    row["least"], row["most"] = bounds_of(statement)
    row["unit"], row["type"] = _named(statement.unit), _named(statement.type)
    row["voice"] = 0 if profile.voice is None else _named(profile.voice.rpartition(" ")[2])
    row["side"] = _named(statement.side or None)
    days = profile.days
    if days is not None:
        row["first"], row["last"] = days.first, days.last
        row["dated"] = 2 if days.narrow else 1
    row["shortest"] = min((min(len(q), 65535) for q in profile.quoted if len(q) > 1), default=1)
    row["kind"] = _KINDS[statement.kind]
    if statement.act is not None:
        row["act"] = _SPOKEN if statement.act in SPEECH else _ACTS[statement.act]
    row["later"], row["negated"] = statement.status in LATER, profile.negated


def _rows(tokens: Sequence[str], size: int) -> list[str]:
    return [" ".join(tokens[i : i + size]) for i in range(len(tokens) - size + 1)]


@lru_cache(maxsize=65536)
def _hash(word: str) -> int:
    return crc32(word.encode("utf-8", "replace"))


def _named(name: str | None) -> int:
    """Return a number of a name, 0 for none."""
    return 0 if name is None else _hash(name) | 1 << 31


def _bits(words: Iterable[str], size: int) -> int:
    bits = 0
    for word in words:
        bits |= 1 << _hash(word) % size
    return bits


def may_reach(
    score: float, ones: Traits, others: Traits, pairs: tuple[Numbers, Numbers], words: Cosines
) -> Numbers:
    """Return which pairs may have at least a score, as their places.

    A pair is a row of `ones` and a row of `others`; `words` are the cosines of their words.
    """
    least = math.log(score / (1 - score)) - _MARGIN
    one, other = pairs
    found: list[Numbers] = []
    for start in range(0, len(one), _AT_ONCE):
        part = slice(start, start + _AT_ONCE)
        bounds = _most(ones[one[part]], others[other[part]], words[part].astype(np.float32))
        found.append(np.flatnonzero(bounds >= least) + start)
    return np.concatenate(found) if found else np.empty(0, dtype=np.int64)


def _most(a: Traits, b: Traits, words: Floats) -> Floats:
    """Return the log odds that pairs can have at most."""
    weights, bias = weighing()
    same = a["kind"] == b["kind"]
    terms = _shared(a, b, "terms", _TERMS)
    terms_a, terms_b = (x["many"][:, _TERMS].astype(np.float32) for x in (a, b))
    least_terms = np.maximum(np.minimum(terms_a, terms_b), 1)
    values = {
        Slot.MEANING: words,
        Slot.HEAD: (_shared(a, b, "head", _HEAD) > 0).astype(np.float32),
        Slot.WORDS: 2 * terms / np.maximum(terms_a + terms_b, 1),
        Slot.WITHIN: terms / least_terms,
        Slot.RUN: _run(a, b),
        Slot.QUOTE: _quote(a, b),
        Slot.OTHERS: np.float32(0),
        Slot.WHO: _who(a, b),
        Slot.ACT: _act(a["act"], b["act"]),
        Slot.SORT: same.astype(np.float32),
        Slot.PARTIES: np.where(same, _parties(a, b), 0),
        Slot.WHERE: _where(a, b),
        Slot.WHEN: _when(a, b),
        Slot.NUMBER: np.where(
            same & (a["kind"] == _FIGURE), _number(a, b), _numerals(a["counts"], b["counts"])
        ),
        Slot.STATUS: np.where(
            (a["kind"] > _FIGURE) & (b["kind"] > _FIGURE) & (a["later"] != b["later"]), -1, 0
        ),
        Slot.DENIAL: np.where(a["negated"] != b["negated"], -1, 0),
    }
    total = np.full(len(a), bias, dtype=np.float32)
    for slot, weight in zip(SLOTS, weights, strict=True):
        if weight > 0:
            total += np.float32(weight) * values.get(slot, np.float32(1))
        else:
            total -= np.float32(weight)
    return total


def _shared(a: Traits, b: Traits, name: str, at: int) -> Floats:
    """Return how many of two sets can be in both, at most: what share a bit in either count apart."""
    common = np.bitwise_count(a[name] & b[name]).sum(axis=1, dtype=np.float32)
    spare = np.minimum(a["spare"][:, at], b["spare"][:, at])
    many = np.minimum(a["many"][:, at], b["many"][:, at])
    return np.where(common > 0, np.minimum(common + spare, many), 0).astype(np.float32)


def _run(a: Traits, b: Traits) -> Floats:
    rows = _shared(a, b, "rows", _ROWS)
    return np.where(rows > 0, np.minimum(1, (rows + FEW_WORDS - 1) / LONG_RUN), 0).astype(np.float32)


def _quote(a: Traits, b: Traits) -> Floats:
    run = _shared(a, b, "quoted", _QUOTED) + 1
    shortest = np.minimum(a["shortest"], b["shortest"])
    share = np.minimum(1, run / LONG_QUOTE) * np.minimum(1, run / shortest)
    return np.where(run > 1, share, 0).astype(np.float32)


def _who(a: Traits, b: Traits) -> Floats:
    told = (a["voice"] > 0) & (b["voice"] > 0)
    side = np.where((a["side"] > 0) & (a["side"] == b["side"]), 0.5, -1)
    return np.where(told, np.where(a["voice"] == b["voice"], 1, side), 0).astype(np.float32)


def _act(a: npt.NDArray[np.uint8], b: npt.NDArray[np.uint8]) -> Floats:
    done = (a > _SPOKEN) & (b > _SPOKEN)
    return np.where(done, np.where(a == b, 1, -1), 0).astype(np.float32)


def _parties(a: Traits, b: Traits) -> Floats:
    told = (a["parties"] > 0) & (b["parties"] > 0)
    others = (a["doers"] > 0) & (b["doers"] > 0) & ((a["doers"] & b["doers"]) == 0)
    met = np.where(others, 0, 1)
    return np.where(told, np.where((a["parties"] & b["parties"]) > 0, met, -1), 0).astype(np.float32)


def _where(a: Traits, b: Traits) -> Floats:
    spots = (a["spots"] > 0) & (b["spots"] > 0)
    inside = ((a["broad"] & b["regions"]) | (b["broad"] & a["regions"])) > 0
    at = np.where((a["spots"] & b["spots"]) > 0, 1, np.where(inside, 0.4, -1))
    lands = (a["lands"] > 0) & (b["lands"] > 0) & (a["spots"] == 0) & (b["spots"] == 0)
    land = np.where((a["lands"] & b["lands"]) > 0, 0.3, -0.5)
    return np.where(spots, at, np.where(lands, land, 0)).astype(np.float32)


def _when(a: Traits, b: Traits) -> Floats:
    told = (a["dated"] > 0) & (b["dated"] > 0)
    narrow = (a["dated"] > 1) & (b["dated"] > 1)
    apart = np.maximum(a["first"] - b["last"], b["first"] - a["last"])
    met = np.where(narrow, 1, 0.3)
    off = np.where(narrow, -1, -0.7)
    return np.where(told, np.where(apart <= 0, met, np.where(apart == 1, 0, off)), 0).astype(np.float32)


def _number(a: Traits, b: Traits) -> Floats:
    meet = (a["least"] <= b["most"]) & (b["least"] <= a["most"])
    same = (a["low"] == b["low"]) & (a["high"] == b["high"])
    type_ = a["type"] == b["type"]
    found = np.where(same, np.where(type_, 1, 0.2), np.where(type_, 0.4, 0))
    return np.where(a["unit"] != b["unit"], -0.5, np.where(meet, found, -1)).astype(np.float32)


def _numerals(a: npt.NDArray[np.uint64], b: npt.NDArray[np.uint64]) -> Floats:
    return np.where((a > 0) & (b > 0), np.where((a & b) > 0, 1, -1), 0).astype(np.float32)
