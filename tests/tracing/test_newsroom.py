"""Simulated newsrooms: what they are known to do, and that their origins are counted rightly."""

import pytest

from evaluation.newsroom_made import Habits, Made, newsrooms
from evaluation.newsroom_scores import measure, traced
from reportedly.tracing.statements import statements_of


@pytest.fixture(scope="module")
def made() -> Made:
    """Return some hundred reports of newsrooms that drop no credit."""
    return newsrooms(100, Habits(), 1)


def test_the_same_seed_gives_the_same_reports(made: Made) -> None:
    """Text, readings and truth are the same again; another seed gives others."""
    assert newsrooms(100, Habits(), 1) == made
    assert newsrooms(100, Habits(), 2) != made


def test_every_report_tells_what_it_is_known_to_tell(made: Made) -> None:
    """Each fact a report tells has a statement there, and every span cites the text."""
    told = set()
    for reading in made.readings:
        for statement in statements_of(reading):
            assert all(reading.report.text[s.start : s.end] == s.text for s in statement.spans)
            told.add((statement.report, made.fact(statement)))
    assert set(made.roots) <= told


def test_dropped_credits_are_not_shown(made: Made) -> None:
    """With all credits dropped no chain names an outlet but in circles; with none dropped most do."""

    def credited(some: Made) -> int:
        return sum(
            any(v.kind == "outlet" for a in r.attributions for v in a.chain[1:])
            for r in some.readings
            if not any(some.roots[key].circle for key in some.roots if key[0] == r.report.id)
        )

    assert credited(newsrooms(100, Habits(drop=1.0), 1)) == 0
    assert credited(made) > len(made.readings) / 2


def test_origins_are_counted_rightly_where_credits_are_intact(made: Made) -> None:
    """The bar of 95 % with members given, and every circle is found."""
    result = measure(traced(made, made.readings))
    assert result.given >= 95
    assert result.circles[0] == result.circles[2]
