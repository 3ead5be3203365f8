"""Grammars of times and figures, and the gazetteer: odd, mixed and huge input never ends them."""

import time
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from reportedly.gazetteer import Hints, Mention, gazetteer, resolve
from reportedly.reading.figures import casualties, find_figures
from reportedly.reading.times import find_times, find_timex
from reportedly.record.days import days_of
from tests.fuzz.damage import WORDS, fuzzed

PIECES = st.sampled_from(
    [
        *(
            "at least",
            "more than",
            "two dozen",
            "hundreds of",
            "1,200",
            "1.200,5",
            "3-5",
            "½",
            "⅔",
            "٣٤",
            "１２",
        ),
        *("二十", "१२", "Ⅳ", "10^9", "1e400", "9" * 400, "0x1F", "-7", "$", "€3bn", "km²", "percent", "%"),
        *(
            "people",
            "soldiers",
            "were killed",
            "wounded",
            "drones",
            "of them",
            "since",
            "until",
            "from",
            "to",
        ),
        *("last", "next", "this", "the", "Monday", "overnight", "29 February 2025", "2026-02-30", "31/04/26"),
        *("24 Feb.", "9999", "0000", "in 12026", "a month ago", "9999999 years ago", "BC", "Q3", "23:59:60"),
        *("в понедельник", "5 марта", "الاثنين", "три", "“", "”", "—", "\u200f", "\u00a0", "\u2028", "\n\n"),
        *("🚢", "e\u0301", "İ", "ß", "ﬁve", "Ⅷ", "a" * 300, ".", ",", ";", "(", ")", "-", "–", "/", "’s"),
    ]
)
TEXTS = st.text(max_size=60) | st.lists(PIECES | st.text(max_size=5), max_size=40).flatmap(
    lambda parts: st.sampled_from([" ", "", "\n"]).map(lambda between: between.join(parts))
)
PUBLISHED = st.sampled_from(
    [None, "", "2026-03-04", "0001-01-01", "9999-12-31", "2026-02-30", "x"]
) | st.text(max_size=12)
NAMES = st.sampled_from(
    [
        *("Sumy", "Kursk", "Kiev", "Kyiv", "Київ", "القاهرة", "Paris", "Texas", "Springfield", "San José"),
        *("\u0301", "\U0001f600", "Gaza", "southern Donetsk", "Kursk region", "the", "The Hague"),
        *("Washington", "s", "Żory", "İzmir", "Москва", "東京", "'", "%", "_", '"', "A" * 500),
    ]
)  # fmt: skip


@fuzzed(250)
@given(text=TEXTS, published=PUBLISHED)
def test_times(text: str, published: str | None) -> None:
    """Times lie in the text, in order, apart; each value is one that days can be had of."""
    last = 0
    for found in find_times(text, published):
        assert last <= found.start < found.end <= len(text)
        assert found.edtf is None or days_of(found.edtf) is not None
        last = found.end
    for timex in find_timex(text, published):
        assert 0 <= timex.start < timex.end <= len(text)


@fuzzed(250)
@given(text=TEXTS)
def test_figures(text: str) -> None:
    """Figures lie in the text, in order, apart; no bound is crossed or endless; tolls can be had of them."""
    last = 0
    found = find_figures(text)
    for figure in found:
        assert last <= figure.start <= figure.number_start < figure.number_end <= figure.end <= len(text)
        for bound in (figure.low, figure.high):
            assert bound is None or 0 <= bound < float("inf")
        if figure.low is not None and figure.high is not None:
            assert figure.low <= figure.high
        for part in (figure.counted, figure.whose, figure.period):
            assert part is None or 0 <= part[0] < part[1] <= len(text)
        last = figure.end
    casualties(found, text)


@fuzzed(3)
@given(piece=PIECES | WORDS, between=st.sampled_from([" ", "", ", ", "\n"]))
def test_huge(piece: str, between: str) -> None:
    """The same words thousands of times over end in seconds, in order."""
    text = between.join([piece] * (20_000 // max(1, len(piece))))
    begun = time.process_time()
    times = [(found.start, found.end) for found in find_times(text, "2026-03-04")]
    figures = [(found.start, found.end) for found in find_figures(text)]
    for spans in (times, figures):
        assert all(one[1] <= other[0] for one, other in pairwise(spans))
    assert time.process_time() - begun < 20


@fuzzed(120)
@given(
    parts=st.lists(NAMES | WORDS | st.text(max_size=8), min_size=1, max_size=12),
    between=st.sampled_from([" ", ", ", " in ", "", " of "]),
    country=st.sampled_from([None, "UA", "RU", "XX", ""]),
    home=st.none() | st.tuples(st.floats(-90, 90), st.floats(-180, 180)),
)
def test_places(
    parts: list[str], between: str, country: str | None, home: tuple[float, float] | None
) -> None:
    """Any names are looked up and resolved or left open; coordinates are on the earth."""
    text, mentions = "", []
    for part in parts:
        if part:
            mentions.append(Mention(start=len(text), end=len(text) + len(part), surface=part))
        text += part + between
    for part in parts:
        for candidate in gazetteer().candidates(part):
            assert candidate.name
    resolved = resolve(mentions, text, hints=Hints(home=home, country=country))
    assert len(resolved) == len(mentions)
    for each in resolved:
        if each is not None:
            assert -90 <= each.lat <= 90
            assert -180 <= each.lon <= 180
