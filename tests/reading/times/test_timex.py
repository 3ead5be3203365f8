"""Time expressions as TimeML marks them: durations, sets and references too."""

import pytest

from reportedly.reading.times import find_timex


def marked(text: str, published: str | None = "1998-10-28") -> list[tuple[str, str, str | None]]:
    """Return the expressions of `text` as (words, type, value)."""
    return [(text[t.start : t.end], t.meaning.type, t.meaning.value) for t in find_timex(text, published)]


@pytest.mark.parametrize(
    ("text", "words", "type_", "value"),
    [
        ("They waited three days.", "three days", "DURATION", "P3D"),
        ("It was a five-hour flight.", "five-hour", "DURATION", "PT5H"),
        ("They waited twenty-four hours.", "twenty-four hours", "DURATION", "PT24H"),
        ("He served four decades.", "four decades", "DURATION", "P40Y"),
        ("They waited for weeks.", "weeks", "DURATION", "PXW"),
        ("They waited several months.", "several months", "DURATION", "PXM"),
        ("They waited two to three weeks.", "two to three weeks", "DURATION", "P2W"),
        ("It grew over the past two years.", "the past two years", "DURATION", "P2Y"),
        ("It grew in the first nine months of 1998.", "the first nine months of 1998", "DURATION", "P9M"),
        ("They meet every day.", "every day", "SET", "P1D"),
        ("They meet each Thursday.", "each Thursday", "SET", "XXXX-WXX-4"),
        ("They pay $1 billion a year for it.", "a year", "SET", "P1Y"),
        ("He is now there.", "now", "DATE", "PRESENT_REF"),
        ("He has recently left.", "recently", "DATE", "PAST_REF"),
        ("He fears for the future.", "the future", "DATE", "FUTURE_REF"),
        ("It came last week.", "last week", "DATE", "1998-W43"),
        ("It came over the weekend.", "the weekend", "DATE", "1998-W43-WE"),
        ("Profit rose in the third quarter.", "the third quarter", "DATE", "1998-Q3"),
        ("It came last fall.", "last fall", "DATE", "1997-FA"),
        ("It came in nineteen ninety-six.", "nineteen ninety-six", "DATE", "1996"),
        ("It came on Monday night.", "Monday night", "TIME", "1998-10-26TNI"),
        ("It ends at 5 p.m. EST Nov. 9 for all.", "5 p.m. EST Nov. 9", "TIME", "1998-11-09T17:00"),
        ("He fought in the 1980s.", "the 1980s", "DATE", "198"),
    ],
)
def test_an_expression_has_its_timex_value(text: str, words: str, type_: str, value: str) -> None:
    """Spans leave prepositions out; values follow TimeML 1.2.1."""
    assert marked(text) == [(words, type_, value)]


def test_a_year_earlier_is_the_same_quarter_of_the_year_before() -> None:
    """In a company's report a year counts from the quarter told of, however often it is compared."""
    text = "It lost $8 million in the third quarter, up from a year earlier. Sales fell from a year ago."
    assert [value for _, _, value in marked(text)] == ["1998-Q3", "1997-Q3", "1997-Q3"]


def test_a_year_earlier_after_a_longer_period_is_a_year() -> None:
    """Once a longer period is told of, the quarter is no longer what is compared."""
    text = (
        "It lost $8 million in the third quarter. In the nine months it lost $9 million, up from a year ago."
    )
    assert marked(text)[-1][2] == "1997"


def test_a_quarter_that_has_not_begun_is_the_last_one_unless_it_will_come() -> None:
    """Read "the fourth quarter" in January: it is last year's; with "will" it is the one ahead."""
    assert marked("Profit fell in the fourth quarter.", "1998-01-26")[0][2] == "1997-Q4"
    assert marked("Profit will fall in the fourth quarter.", "1998-01-26")[0][2] == "1998-Q4"
