"""Times in bad input: never an error, never slow."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.reading.times import find_times, find_timex
from reportedly.reading.times.word_sets import words

PIECES = st.sampled_from(
    sorted(
        words(
            "the last next this past 3 31 1,500 2014 9999 May March Monday week months ago later of in and to"
            " - / ' . 24 Feb. 10:35 a.m. GMT day war 2024-02-30 1/2/24 '98 1990s quarter first half year"
            " every now ٢٤ 2٠24 １２ Christmas before since a noon around until by between from perhaps"
        )
    )
)
DAY = r"[0-9]{4}(-[0-9]{2}(-[0-9]{2}(T[0-9]{2}:[0-9]{2}:00Z?)?)?)?"
EDTF = re.compile(
    rf"({DAY}|[0-9]{{3}}X|[0-9]{{2}}XX)[~?]?|({DAY}|\.\.|[0-9]{{2,3}}XX?)~?/({DAY}|\.\.|[0-9]{{2,3}}XX?)~?"
)
"""The forms of EDTF that the reader writes."""
PUBLISHED = st.sampled_from([None, "", "2026-02-18", "0001-01-01", "9999-12-31"])


@given(
    st.lists(PIECES, max_size=40).map(" ".join),
    PUBLISHED,
)
def test_any_heap_of_time_words_is_read(text: str, published: str | None) -> None:
    """No order of time words raises, and the spans lie in the text, in order, apart."""
    at = 0
    for found in find_times(text, published):
        assert at <= found.start < found.end <= len(text)
        assert found.edtf is None or EDTF.fullmatch(found.edtf)
        at = found.end


@given(st.text(max_size=200), st.text(max_size=12))
def test_any_text_is_read(text: str, published: str) -> None:
    """No text and no publication date raises."""
    find_times(text, published)


@pytest.mark.parametrize("published", ["2026-13-45", "yesterday", "2026", "", "9" * 400])
def test_a_publication_date_that_is_none_counts_as_missing(published: str) -> None:
    """What is no ISO day leaves relative times open."""
    assert [t.edtf for t in find_times("on Monday", published)] == [None]


def test_a_number_of_400_digits_counts_nothing() -> None:
    """Huge numbers are no days, years or durations."""
    huge = "9" * 400
    text = f"{huge} days ago, on {huge} May, in {huge}, {huge[:9]} years ago."
    assert {t.edtf for t in find_times(text, "2026-02-18")} <= {None, "2026-05"}


@pytest.mark.parametrize(
    "unit",
    [
        "In 2014 the next day ",
        "May 5 ",
        "the last two ",
        "twenty-",
        "1,111,",
        "10:35:",
        "2014-",
        "the 3rd day of the war Ukraine ",
    ],
)
def test_time_grows_with_the_text(unit: str) -> None:
    """Ten times the text takes about ten times as long, whatever is repeated."""

    def seconds(times: int) -> float:
        text = unit * times
        start = time.process_time()
        find_timex(text, "2026-02-18")
        return time.process_time() - start

    seconds(100)
    short, long = seconds(1000), seconds(10_000)
    assert long < 40 * max(short, 0.002)
