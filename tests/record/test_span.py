"""Citations: a span proves its words or is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.errors import CitationMismatchError
from reportedly.record import Span, cite, verify

TEXT = "“No 🚢 left Pula,” he said."


@given(st.data())
def test_a_cited_span_verifies(data: st.DataObject) -> None:
    """Whatever `cite` cuts from a text, `verify` accepts against the same text."""
    text = data.draw(st.text(min_size=1))
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    verify(cite(text, start, end), text)


def test_positions_count_code_points() -> None:
    """A ship emoji counts as one position, as Python and the contract count, not as two or four."""
    assert cite(TEXT, 4, 5).text == "🚢"
    assert cite(TEXT, 6, 15).text == "left Pula"


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (0, 0), (5, 4), (0, 27), (40, 50), (-3, -1)])
def test_positions_outside_the_text_are_refused(start: int, end: int) -> None:
    """Positions that are no place in the text, empty ones included, are never cited."""
    with pytest.raises(CitationMismatchError, match=r"outside a text of 26 characters"):
        cite(TEXT, start, end)


@pytest.mark.parametrize(
    "span",
    [
        Span(6, 10, "stay"),
        Span(6, 11, "left"),
        Span(6, 10, "left "),
        Span(5, 5, ""),
        Span(-3, -1, "id"),
        Span(20, 40, TEXT[20:]),
    ],
)
def test_a_span_that_does_not_say_what_the_text_says_is_refused(span: Span) -> None:
    """A span whose words or positions do not fit the text never verifies, even where slicing would let it."""
    with pytest.raises(CitationMismatchError):
        verify(span, TEXT)


def test_the_error_names_place_and_words() -> None:
    """The error tells where the citation broke and what stands there instead."""
    with pytest.raises(CitationMismatchError, match=r"\[6, 10\).*'left'.*'stay'"):
        verify(Span(6, 10, "stay"), TEXT)


def test_spans_sort_by_place() -> None:
    """Spans sort in reading order, the shorter of two at one place first."""
    spans = [Span(4, 9, "b"), Span(0, 9, "a"), Span(4, 5, "c")]
    assert [span.text for span in sorted(spans)] == ["a", "c", "b"]
