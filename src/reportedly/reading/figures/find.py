"""Find figures: the table of contents of this package. Start here.

text -> tokens -> numerals -> (exclusions) -> quantities -> counted nouns -> what happened -> figures
"""

from collections.abc import Iterator

from reportedly.reading.figures import nouns, telling
from reportedly.reading.figures.candidates import Candidate, Judged
from reportedly.reading.figures.exclusions import excluded, year_asked_for, year_like
from reportedly.reading.figures.found import FoundFigure, Range
from reportedly.reading.figures.judging import judge
from reportedly.reading.figures.nouns import NounPhrase
from reportedly.reading.figures.numerals import STARTS, Numeral, Written, numeral_at
from reportedly.reading.figures.quantities import Quantity, quantity, ratio
from reportedly.reading.figures.tokens import Tokens, tokens_of
from reportedly.reading.figures.whose import whose_of
from reportedly.wordlists.units import Dimension

SAME = 0.15
"""Two values in different units that differ by less are one, said twice."""
_FRACTION_BEFORE = frozenset({"by", "than", "to", "from", "at", "over", "only", "just"})


def find_figures(text: str) -> tuple[FoundFigure, ...]:
    """Return all quantities of `text` in order, none overlapping another; time grows with its length.

    Candidates are given generously: `counts` is our own word on which belong on the record, and the
    flags (`implicit`, `duration`, `adjective`, `bare`) say what a candidate is, so that a caller who
    knows the context better may decide otherwise.
    """
    t = tokens_of(text)
    figures: list[FoundFigure] = []
    judged: list[Judged] = []
    for q, np in _quantities(t):
        if figures and t.starts[q.first] < figures[-1].end:
            continue
        one = judge(Candidate(t, q, np, judged[-1] if judged else None))
        judged.append(one)
        figures.append(_figure(t, one, figures))
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


_VAGUE_STARTS = frozenset(
    ["tens", "dozens", "scores", "hundreds", "thousands", "millions", "billions", "trillions"]
)


def _quantity_at(t: Tokens, i: int) -> tuple[Quantity, NounPhrase | None] | None:
    """Return the quantity whose number begins at token `i`, and what it counts."""
    n = numeral_at(t, i)
    if n is None:
        return _implicit(t, i)
    share = ratio(t, n)
    if share is None and (excluded(t, n) or (n.written is Written.FRACTION and not _is_part(t, n))):
        return None
    if share is not None and t.word(n.stop) == "out" and n.written is Written.DIGITS:
        n = Numeral(n.first, share[1], n.low, n.high, Written.DIGITS)  # "14 out of 23 towns"
    elif share is not None:
        n = Numeral(n.first, share[1], share[0], share[0], Written.FRACTION)
    q = quantity(t, n)
    if q is None:
        return None
    np = None
    if not (q.unit is not None and q.unit.dimension in {Dimension.DURATION}):
        at = q.stop
        if q.adjective:
            at += 1
        if at < len(t) and t.sentence[at] == t.sentence[i]:
            np = _phrase(t, at, q)
    if (
        q.unit is None
        and q.number_stop == n.stop
        and year_like(t, n)
        and (np is None or np.noun is None or (np.noun.what in {"other", "places"} and not np.noun.people))
    ):
        return None
    if (
        q.unit is None
        and year_like(t, n)
        and (year_asked_for(t, n) or np is None or np.noun is None or q.first < n.first)
    ):
        if q.first == n.first or year_asked_for(t, n):
            return None
    return q, np


def _phrase(t: Tokens, at: int, q: Quantity) -> NounPhrase | None:
    """Return what quantity `q` counts, from token `at`."""
    if q.unit is not None or q.written is Written.FRACTION:
        if t.word(at) == "of":
            return nouns.noun_phrase(t, at) or nouns.thing_of(t, at)
        if q.written is Written.FRACTION and q.number_stop - q.number_first > 2:  # noqa: PLR2004 - "one in five towns"
            return nouns.noun_phrase(t, at, of=False)
        if q.written is Written.FRACTION and t.word(at) in {"the", "its", "their", "our", "his", "all", "a"}:
            stop = nouns.run_stop(t, at + 1, t.bounds(at)[1])
            return NounPhrase(at, stop, stop - 1, stop, None) if stop > at + 1 else None
        if q.unit is not None and q.unit.dimension is Dimension.MONEY:
            return None
        return None
    plural = not (q.low == q.high == 1)
    np = nouns.noun_phrase(t, at, plural=plural)
    if np is None and t.word(at) == "of":
        np = nouns.thing_of(t, at)
    if np is not None and np.head_stop > np.head and not np.of:
        inner = nouns.of_phrase(t, np)
        if inner is not None:
            noun = np.noun or inner.noun
            return NounPhrase(np.first, inner.stop, np.head, np.head_stop, noun, more=np.more)
    return np


def _is_part(t: Tokens, n: Numeral) -> bool:
    """Tell whether "half" or "a third" is a share of something, not an ordinal or a half-hour."""
    after, before = t.word(n.stop), t.word(n.first - 1)
    if after in {
        "hour",
        "past",
        "way",
        "brother",
        "sister",
        "time",
        "day",
        "year",
        "century",
        "moon",
        "measures",
    }:
        return False
    if t.word(n.first) == "half":
        if before in {
            "first",
            "second",
            "other",
            "better",
            "latter",
            "and",
            "-",
            "this",
            "last",
            "next",
            "late",
            "early",
        }:
            return after == "of" and before not in {"first", "second", "latter", "this", "last", "next"}
        if after == "-":
            return False
        return (
            after in {"of", "the", "its", "their", "his", "our", "all", "a"}
            or (before in {"by", "than", "nearly", "about", "in"} and (before != "in" or after in {".", ","}))
            or before in {"almost", "roughly", "some", "least", "around"}
        )
    if t.low[n.first] in {"a", "an"}:
        if t.low[n.stop - 1] == "quarter" and after != "of":
            return before in {"by", "than", "about", "nearly", "almost", "roughly"}
        return after == "of" or before in {
            "by",
            "than",
            "about",
            "nearly",
            "almost",
            "roughly",
            "around",
            "to",
        }
    return True


_LOSS = frozenset(
    ["killed", "wounded", "injured", "died", "dead", "missing", "captured", "detained", "arrested", "shot"]
)


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


def _figure(t: Tokens, one: Judged, before: list[FoundFigure]) -> FoundFigure:
    """Return the figure of a judged quantity."""
    q, np, text = one.quantity, one.phrase, t.text
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
    return FoundFigure(
        start=start, end=end,
        number_start=t.starts[q.number_first], number_end=t.ends[q.number_stop - 1],
        low=q.low, high=q.high, approx=q.approx, unit=unit,
        what=one.what, what_sure=one.sure, counts=one.counts, written=q.written,
        counted=counted, whose=whose, whose_text=whose_text,
        cumulative=telling.cumulative(text, start, end, sentence, fresh=q.fresh or bool(np and np.more) or one.now),
        period=telling.period_of(text, start, end, sentence),
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
