"""No text makes one of our patterns slow: the processor time of each grows with the text, not faster."""

import re

import pytest

from reportedly.gazetteer import surroundings
from reportedly.reading import phrases
from tests.security import patterns

PACKAGES = ("intake", "reading", "tracing", "gazetteer", "store", "desk", "views", "annotating")
LENGTH = 5_000
SECONDS = 0.1
"""A linear pattern takes a thousandth of it for so many characters, a quadratic one longer than this."""
BOUNDED = {
    "reportedly.reading.phrases._NOUN_AND_NAME": phrases.LONGEST_NAMED,
    "reportedly.gazetteer.surroundings._OF": surroundings.WINDOW,
    "reportedly.gazetteer.surroundings._LISTED_BEFORE": surroundings.WINDOW,
}
"""Patterns that are never asked about more characters than this, and would be slow on many more."""


@pytest.mark.parametrize("package", PACKAGES)
def test_no_text_is_slow_to_match(package: str) -> None:
    """For each repeat of each pattern: what it repeats, often, and then what breaks the match off."""
    beginnings = patterns.anchored("reportedly")
    left_out = frozenset({"migrations"})  # run by alembic alone
    found = patterns.of_modules(f"reportedly.{package}", left_out)
    assert found
    slow = {}
    for name, pattern in found.items():
        where, _, _ = name.partition(":")
        how = beginnings.get(where) or frozenset(where.split()[1:]) & {"match", "fullmatch"}
        taken, recipe = patterns.slowest(pattern, BOUNDED.get(where, LENGTH), SECONDS, how)
        if taken > SECONDS:
            slow[name] = f"{taken:.2f} s for {recipe[:200]}"
    assert slow == {}


@pytest.mark.parametrize(
    ("pattern", "how"),
    [
        (r"(a+)+$", "search"),
        (r"(?:a|a)*b", "match"),
        (r"\s*(<!--.*?-->\s*)*<html", "match"),
        (r"\w+@", "search"),
        (r"\s+$", "search"),
        (r"[ \t]*\.?[ \t]*[ \t]*x", "match"),
    ],
)
def test_what_is_slow_is_found(pattern: str, how: str) -> None:
    """The search finds what is known to be slow: exponential, cubic and quadratic patterns."""
    asked = frozenset({how}) & {"match"}
    taken, _ = patterns.slowest(re.compile(pattern, re.DOTALL), LENGTH * 4, SECONDS, asked)
    assert taken > SECONDS
