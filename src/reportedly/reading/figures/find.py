"""Find figures: the table of contents of this package. Start here.

text -> tokens -> numerals -> (exclusions) -> quantities -> counted nouns -> what happened -> figures
"""

from collections.abc import Iterator

from reportedly.reading.figures import nouns
from reportedly.reading.figures.candidates import Candidate, Judged
from reportedly.reading.figures.dates import year_asked_for, year_like
from reportedly.reading.figures.exclusions import excluded
from reportedly.reading.figures.found import FoundFigure, Range
from reportedly.reading.figures.judging import judge
from reportedly.reading.figures.nouns import NounPhrase
from reportedly.reading.figures.numerals import STARTS, Numeral, Written, numeral_at
from reportedly.reading.figures.quantities import Quantity, quantity
from reportedly.reading.figures.ranges import ratio
from reportedly.reading.figures.telling import Telling
from reportedly.reading.figures.tokens import Tokens, tokens_of
from reportedly.reading.figures.whose import whose_of
from reportedly.wordlists.figures import word_set
from reportedly.wordlists.units import Dimension

SAME = 0.15
"""Two values in different units that differ by less are one, said twice."""
_RATIO = frozenset({"in", "of", "every"})
_VAGUE_STARTS = frozenset(
    {"tens", "dozens", "scores", "hundreds", "thousands", "millions", "billions", "trillions"}
)
_SHARE_BEFORE = word_set("share before")
_SHARE_BEHIND = word_set("share behind")
_NO_SHARE_BEFORE = word_set("no share before")
_NO_SHARE_BEHIND = word_set("no share behind")


def find_figures(text: str) -> tuple[FoundFigure, ...]:
    """Return all quantities of `text` in order, none overlapping another; time grows with its length.

    Candidates are given generously: `counts` is our own word on which belong on the record, and the
    flags (`implicit`, `duration`, `adjective`, `bare`) say what a candidate is, so that a caller who
    knows the context better may decide otherwise.
    """
    t = tokens_of(text)
    figures: list[FoundFigure] = []
    judged: list[Judged] = []
    telling = Telling(text)
    for q, np in _quantities(t):
        if figures and t.starts[q.first] < figures[-1].end:
            continue
        one = judge(Candidate(t, q, np, judged[-1] if judged else None))
        judged.append(one)
        figures.append(_figure(t, one, figures, telling))
    return tuple(figures)


def _quantities(t: Tokens) -> Iterator[tuple[Quantity, NounPhrase | None]]:
    """Yield each quantity with what it counts, from left to right."""
    done = 0
    count = len(t)
    for i in range(count):
        if i < done:
            continue
        word = t.low[i]
        if not (word in STARTS or word[0].isdecimal() or word in _VAGUE_STARTS):
            continue
        found = _quantity_at(t, i)
        if found is None:
            continue
        q, np = found
        done = max(q.number_stop, np.stop if np is not None else q.stop)
        yield found


def _quantity_at(t: Tokens, i: int) -> tuple[Quantity, NounPhrase | None] | None:
    """Return the quantity whose number begins at token `i`, and what it counts."""
    n = numeral_at(t, i)
    if n is None:
        return _implicit(t, i)
    share = ratio(t, n)
    if share is None and (excluded(t, n) or (n.written is Written.FRACTION and not _is_part(t, n))):
        return None
    if share is not None:
        counted = t.word(n.stop) == "out" and n.written is Written.DIGITS  # "14 out of 23 towns"
        low, high = (n.low, n.high) if counted else (share[0], share[0])
        n = Numeral(n.first, share[1], low, high, Written.DIGITS if counted else Written.FRACTION)
    q = quantity(t, n)
    at = q.stop + 1 if q.adjective else q.stop
    timed = q.unit is not None and q.unit.dimension is Dimension.DURATION
    inside = at < len(t) and t.sentence[at] == t.sentence[i]
    np = _phrase(t, at, q) if inside and not timed else None
    return None if q.unit is None and _is_year(t, n, q, np) else (q, np)


def _is_year(t: Tokens, n: Numeral, q: Quantity, np: NounPhrase | None) -> bool:
    """Tell whether a number that can be a year is one, and counts nothing behind it."""
    if q.number_stop != n.stop or not year_like(t, n):
        return False
    noun = np.noun if np is not None else None
    if noun is None or (noun.what in {"other", "places"} and not noun.people):
        return True
    return year_asked_for(t, n)


def _phrase(t: Tokens, at: int, q: Quantity) -> NounPhrase | None:
    """Return what quantity `q` counts, from token `at`."""
    if q.written is Written.FRACTION:
        return _whole(t, at, q)
    if q.unit is not None:
        return nouns.noun_phrase(t, at) or nouns.thing_of(t, at) if t.word(at) == "of" else None
    np = nouns.noun_phrase(t, at, plural=not q.low == q.high == 1)
    if np is None and t.word(at) == "of":
        np = nouns.thing_of(t, at)
    inner = nouns.of_phrase(t, np) if np is not None and np.head_stop > np.head and not np.of else None
    if np is None or inner is None:
        return np
    return NounPhrase(np.first, inner.stop, np.head, np.head_stop, np.noun or inner.noun, more=np.more)


def _whole(t: Tokens, at: int, q: Quantity) -> NounPhrase | None:
    """Return what a share is of: "of Ukraine", "the country's landmass", the towns of "one in five towns"."""
    if t.word(at) == "of":
        return nouns.noun_phrase(t, at) or nouns.thing_of(t, at)
    if t.word(q.number_stop - 2) in _RATIO:
        return nouns.noun_phrase(t, at, of=False)
    if t.word(at) in _SHARE_BEHIND:
        stop = nouns.run_stop(t, at + 1, t.bounds(at)[1])
        return NounPhrase(at, stop, stop - 1, stop, None) if stop > at + 1 else None
    return None


def _is_part(t: Tokens, n: Numeral) -> bool:
    """Tell whether "half" or "a third" is a share of something, not an ordinal or a half-hour."""
    after, before = t.word(n.stop), t.word(n.first - 1)
    if after in _NO_SHARE_BEHIND:
        return False
    if t.word(n.first) == "half":
        if before in _NO_SHARE_BEFORE:
            return after == "of" and before in {"other", "better", "and", "late", "early"}
        return after != "-" and (after in _SHARE_BEHIND or before in _SHARE_BEFORE)
    if t.low[n.first] in {"a", "an"}:
        return after == "of" or before in _SHARE_BEFORE
    return True


def _implicit(t: Tokens, i: int) -> tuple[Quantity, NounPhrase | None] | None:
    """Return "a soldier", "another man", "a 12-year-old girl": one, though no number stands there."""
    word = t.low[i]
    if word not in {"a", "an"} or t.word(i - 1) in {"half", "such"}:
        return None
    end = t.bounds(i)[1]
    at = i + 1
    if t.is_number(at) and t.word(at + 1) == "-" and t.word(at + 2) in {"year", "month", "week", "day"}:
        at += 5
    if at >= end:
        return None
    np = nouns.noun_phrase(t, at, plural=False, of=False)
    if np is None or np.noun is None or np.noun.plural or not np.noun.people or np.head_stop - at > 5:  # noqa: PLR2004
        return None
    q = Quantity(i, i + 1, i, i + 1, 1.0, 1.0, approx=False, written=Written.WORDS, unit=None)
    return q, NounPhrase(i + 1, np.stop, np.head, np.head_stop, np.noun)


# ---------------------------------------------------------------------------- one figure


def _figure(t: Tokens, one: Judged, before: list[FoundFigure], telling: Telling) -> FoundFigure:
    """Return the figure of a judged quantity."""
    q, np = one.quantity, one.phrase
    start, end = t.starts[q.first], t.ends[one.stop - 1]
    first, last = t.bounds(q.number_first)
    sentence: Range = (t.starts[first], t.ends[last - 1])
    counted = None if np is None or np.stop == np.first else (t.starts[np.first], t.ends[np.stop - 1])
    whose, whose_text = whose_of(t, q, np)
    factor = q.unit.si if q.unit is not None else None
    value = q.low if q.low is not None else q.high
    value_si = (
        value * factor
        if factor is not None and value is not None and q.written is not Written.FRACTION
        else None
    )
    unit = one.unit
    fresh = q.fresh or one.now or (np is not None and np.more)
    return FoundFigure(
        start=start, end=end,
        number_start=t.starts[q.number_first], number_end=t.ends[q.number_stop - 1],
        low=q.low, high=q.high, approx=q.approx, unit=unit,
        what=one.what, what_sure=one.sure, counts=one.counts, written=q.written,
        counted=counted, whose=whose, whose_text=whose_text,
        cumulative=telling.cumulative(start, end, sentence, fresh=fresh),
        period=telling.period(start, end, sentence),
        conversion_of=_restated(t, q, value_si, before),
        value_si=value_si, rate=one.rate,
        implicit=one.implicit, duration=one.duration, adjective=q.adjective, bare=one.bare,
    )  # fmt: skip


def _restated(t: Tokens, q: Quantity, value_si: float | None, before: list[FoundFigure]) -> int | None:
    """Return the index of the figure right before that `q` says again in another unit."""
    if not before or q.unit is None:
        return None
    last = before[-1]
    between = t.text[last.end : t.starts[q.first]].strip()
    if between not in {"(", "/", "[", "(or", ", or", "or", "(about", "–", "—", ",", "(around", "(some"}:
        return None
    if last.unit == q.unit.unit:
        return None
    if value_si is not None and last.value_si is not None:
        near = abs(value_si - last.value_si) <= SAME * max(abs(value_si), abs(last.value_si))
        return len(before) - 1 if near else None
    if q.unit.dimension is Dimension.MONEY and last.what == "money" and between[:1] in {"(", "[", "/"}:
        return len(before) - 1
    return None
