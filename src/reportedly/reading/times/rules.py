"""Rules: a pattern over the letters of tokens, and what its words mean.

Each rule's pattern is bounded in length, so that reading is linear in the text however it is written.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from reportedly.reading.times.found import Meaning
from reportedly.reading.times.numbers import number_of
from reportedly.reading.times.telling import Telling

NUM = r"(?:a?ky?|h(?=a[UJ])|a?h-|[nNY](?:n/n)?|a?c(?:-?c){0,3}(?:4c(?:-?c)?)?(?:4ah)?|a)"
"""A number: "two", "a few", "24", "2 1/2", "twenty-four", "a hundred"."""
COUNT = rf"{NUM}(?:[-234]{NUM})?"
"""A number or a range of two."""
UNIT = "[UVqQEJ]"
"""A unit of time, singular or plural."""


@dataclass(frozen=True, slots=True)
class Words:
    """The words one rule matched, by the names of its groups."""

    match: re.Match[str]
    forms: list[str]
    """All tokens of the text."""

    def has(self, name: str) -> bool:
        """Return whether the rule has a group `name` and it took part."""
        return name in self.match.re.groupindex and self.match[name] is not None

    def of(self, name: str) -> list[str]:
        """Return the tokens of group `name`, none where it took no part."""
        if not self.has(name):
            return []
        first, last = self.match.span(name)
        return self.forms[first:last]

    def one(self, name: str) -> str:
        """Return the first token of a group in lower case, "" where it took no part."""
        found = self.of(name)
        return found[0].lower().rstrip(".") if found else ""

    def number(self, name: str) -> float | None:
        """Return the number a group says, None for a vague one; "a year and a half" adds its half."""
        number = number_of(self.of(name))
        return number + 0.5 if number is not None and self.has("half") else number

    @property
    def first(self) -> int:
        """First token of the match."""
        return self.match.start()

    @property
    def last(self) -> int:
        """One past its last token."""
        return self.match.end()


Build = Callable[[Words, Telling], Meaning | None]
"""What turns the words of a rule into their meaning; None where they mean no time after all."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of the grammar."""

    name: str
    pattern: re.Pattern[str]
    build: Build


def rule(name: str, pattern: str, build: Build) -> Rule:
    """Return a rule; spaces in `pattern` do not count."""
    return Rule(name, re.compile(pattern.replace(" ", "")), build)
