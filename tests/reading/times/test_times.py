"""Times: EDTF values, and what each rests on."""

import pytest

from reportedly.reading.times import find_times
from reportedly.record import Basis

WEDNESDAY = "2026-02-18"


def said(text: str, published: str | None = WEDNESDAY) -> list[tuple[str, str | None, str]]:
    """Return the times of `text` as (words, value, basis)."""
    return [(text[t.start : t.end], t.edtf, str(t.basis)) for t in find_times(text, published)]


@pytest.mark.parametrize(
    ("text", "words", "edtf"),
    [
        ("The town fell on 24 February 2022.", "24 February 2022", "2022-02-24"),
        ("The town fell on Sunday, February 15, 2026.", "Sunday, February 15, 2026", "2026-02-15"),
        ("It began in 2014.", "2014", "2014"),
        ("It began in March 2022.", "March 2022", "2022-03"),
        ("The 2015 invasion failed.", "2015", "2015"),
        ("He fought in the 1990s.", "the 1990s", "199X"),
        ("He fought in the mid-1990s.", "the mid-1990s", "199X"),
        ("A war of the 20th century.", "the 20th century", "19XX"),
        ("Losses grew in the first half of 2025.", "the first half of 2025", "2025-01/2025-06"),
        ("Losses grew in the third quarter of 2024.", "the third quarter of 2024", "2024-07/2024-09"),
        ("They left in the spring of 2023.", "the spring of 2023", "2023-21"),
        ("From 2017 to 2019 he served in Aleppo.", "From 2017 to 2019", "2017/2019"),
        ("He ruled 2014-2022 from Luhansk.", "2014-2022", "2014/2022"),
        ("Between March and May 2022 they fled.", "Between March and May 2022", "2022-03/2022-05"),
        ("From November 2024 to March they held it.", "From November 2024 to March", "2024-11/2025-03"),
        ("They fight since 24 February 2022.", "since 24 February 2022", "2022-02-24/.."),
        ("Before 2022, the road was open.", "Before 2022", "../2021"),
        ("Around 2015 it was mined.", "Around 2015", "2015~"),
        ("It was mined perhaps in 2015.", "perhaps in 2015", "2015?"),
        ("On 5-7 June 2024 they met.", "5-7 June 2024", "2024-06-05/2024-06-07"),
        ("The file is dated 2024-02-29.", "2024-02-29", "2024-02-29"),
        ("The file is dated 25/12/2023.", "25/12/2023", "2023-12-25"),
    ],
)
def test_words_alone_fix_a_time(text: str, words: str, edtf: str) -> None:
    """What is said in full needs no publication date, with or without one."""
    assert said(text) == [(words, edtf, "said")]
    assert said(text, None) == [(words, edtf, "said")]


@pytest.mark.parametrize(
    ("text", "words", "edtf"),
    [
        ("Two people died on Monday.", "Monday", "2026-02-16"),
        ("Two people died on Wednesday.", "Wednesday", "2026-02-18"),
        ("Envoys will meet on Monday.", "Monday", "2026-02-23"),
        ("Talks are to resume Friday.", "Friday", "2026-02-20"),
        ("On Thursday the council will vote.", "Thursday", "2026-02-19"),
        ("Sunday's strike killed two; the mayor will resign.", "Sunday", "2026-02-15"),
        ("They come next Monday.", "next Monday", "2026-02-23"),
        ("They came last Wednesday.", "last Wednesday", "2026-02-11"),
        ("Early Tuesday it burned.", "Early Tuesday", "2026-02-17"),
        ("On Tuesday evening it burned.", "Tuesday evening", "2026-02-17"),
        ("Drones struck overnight.", "overnight", "2026-02-17/2026-02-18"),
        ("He spoke yesterday.", "yesterday", "2026-02-17"),
        ("He spoke last night.", "last night", "2026-02-17"),
        ("He spoke two days ago.", "two days ago", "2026-02-16"),
        ("It fell two weeks ago.", "two weeks ago", "2026-02-04~"),
        ("It fell a year and a half ago.", "a year and a half ago", "2024-08"),
        ("It fell nearly two years ago.", "nearly two years ago", "2024~"),
        ("Last week they met.", "Last week", "2026-02-09/2026-02-15"),
        ("Earlier this week two died.", "Earlier this week", "2026-02-16/2026-02-18"),
        ("Over the past week 12 died.", "the past week", "2026-02-11/2026-02-18"),
        ("For the past three months they waited.", "the past three months", "2025-11-18/2026-02-18"),
        ("The road has been shut since August.", "since August", "2025-08/.."),
        ("They have held it since at least Saturday.", "since at least Saturday", "2026-02-14/.."),
        ("They will leave by the end of October.", "by the end of October", "../2026-10-31"),
        ("They hold the bridge until Friday.", "until Friday", "../2026-02-20"),
        ("Over the weekend it rained.", "the weekend", "2026-02-14/2026-02-15"),
        ("They will vote this weekend.", "this weekend", "2026-02-21/2026-02-22"),
        ("Last summer they won.", "Last summer", "2025-22"),
        ("On Feb. 16 the dam broke.", "Feb. 16", "2026-02-16"),
        ("He was arrested in December.", "December", "2025-12"),
        ("The trial is expected in May.", "May", "2026-05"),
        ("Angola offered to host talks in March.", "March", "2026-03"),
        ("Angola offered help in March.", "March", "2025-03"),
        ("Between March and May they lost it.", "Between March and May", "2025-03/2025-05"),
        ("They will leave in two weeks.", "two weeks", "2026-03-04~"),
        ("Later this year they will vote.", "Later this year", "2026-02-18/2026-12-31"),
        ("The siege ran from Monday to Friday.", "from Monday to Friday", "2026-02-09/2026-02-13"),
        ("On New Year's Eve the guns fell silent.", "New Year's Eve", "2025-12-31"),
        ("In the first week of March it will end.", "the first week of March", "2026-03-01/2026-03-07"),
    ],
)
def test_words_and_publication_fix_a_time(text: str, words: str, edtf: str) -> None:
    """A relative time counts from the publication date; without one it stays open, never wrong."""
    assert said(text) == [(words, edtf, "relative")]
    assert {(edtf, basis) for _, edtf, basis in said(text, None)} <= {(None, "unknown")}


def test_only_the_publication_date_is_behind_now() -> None:
    """Read "now" and "today" have the publication date and say that nothing else supports it."""
    expected = [("now", WEDNESDAY, "publication"), ("Today", WEDNESDAY, "publication")]
    assert said("He is now in Odesa. Today it rains.") == expected


@pytest.mark.parametrize(
    "text",
    [
        "The next day they fled.",
        "Three days later they came back.",
        "The day before the attack he left.",
        "They may leave within days.",
        "In Ramadan they rest.",
        "They met on 31 February.",
        "They met on 45 March.",
        "They met on 30 February 2024.",
        "They met on 29 February 2023.",
        "They met on 03/04/2024.",
        "It was written 2024-02-30.",
    ],
)
def test_what_nothing_fixes_is_unresolved(text: str) -> None:
    """A time that hangs on an event, a moving feast or no day at all is found and left open."""
    assert [(edtf, basis) for _, edtf, basis in said(text)] == [(None, "unknown")]


@pytest.mark.parametrize(
    "text",
    [
        "It took nearly four years.",
        "For three months they waited.",
        "Shells fall every day, 40 shells a day, on Mondays.",
        "He is 45 years old and has a 12-year-old son.",
        "Some 2,000 soldiers and 1990 men left with $2000.",
        "They give 24/7 coverage with version 2.0.14.",
        "A second attack may march past Theresa May and June Smith.",
        "After the fall of Mariupol the sun rose. Jan sat down.",
        "They did so recently, and soon will again.",
    ],
)
def test_no_time_is_read_where_none_is_said(text: str) -> None:
    """Durations, sets, ages, numbers, names, verbs and vague references are no times."""
    assert said(text) == []


def test_a_time_counts_from_the_one_just_before() -> None:
    """Read "the next day": it is told where a date stands plainly before, on that date's own basis."""
    text = "The bridge fell on 3 January 2024. The next day it burned. Three days later they left."
    assert said(text) == [
        ("3 January 2024", "2024-01-03", "said"),
        ("The next day", "2024-01-04", "said"),
        ("Three days later", "2024-01-07", "said"),
    ]


def test_a_time_counts_from_nothing_two_sentences_back() -> None:
    """A date further back is no anchor: what stands between may have moved the story on."""
    text = "The bridge fell on 3 January 2024. Nobody came. Nobody wrote. The next day it burned."
    assert said(text)[1:] == [("The next day", None, "unknown")]


def test_a_time_of_the_clock_joins_its_day() -> None:
    """Hours and minutes take the day beside them; without a day they stay open."""
    assert said("It blew up at 10:35 a.m. (0735 GMT) on Friday.") == [
        ("10:35 a.m. (0735 GMT) on Friday", "2026-02-13T10:35:00", "relative")
    ]
    assert said("On Monday at 18:30 it fell.") == [("Monday at 18:30", "2026-02-16T18:30:00", "relative")]
    assert said("It fell at 6 p.m. in the rain.") == [("6 p.m.", None, "unknown")]
    assert said("It fell at 25:99 and at 13 p.m.") == []


def test_the_days_of_a_war_are_counted_where_it_is_plainly_meant() -> None:
    """The one listed war a text is about gives the first day; two wars, or another one, give none."""
    text = "Ukraine said on the 1,000th day of the war"
    assert said(text) == [("the 1,000th day", "2024-11-19", "said")]
    assert said(f"{text} in Gaza")[0][1:] == (None, "unknown")
    assert said("Ukraine recalled the third day of the Six-Day war") == [("the third day", None, "unknown")]
    assert said("Ukraine said on the 9,000th day of the war")[0][1:] == (None, "unknown")


def test_the_years_of_a_war_are_intervals() -> None:
    """A year of a war runs from its anniversary to the day before the next."""
    text = "Ukraine is in the third year of the war"
    assert said(text) == [("the third year", "2024-02-24/2025-02-23", "said")]


def test_the_basis_is_unknown_exactly_where_there_is_no_value() -> None:
    """Value and basis never disagree."""
    text = "On Monday, the next day, in 2014, within days, three weeks later and on 31 February, now."
    for time in find_times(text, WEDNESDAY):
        assert (time.edtf is None) is (time.basis is Basis.UNKNOWN)
