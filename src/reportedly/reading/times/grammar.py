"""Grammar: all rules, and how one is chosen."""

import re

from reportedly.reading.times import ago, clock, dates, days, durations, quarters, recent, references
from reportedly.reading.times.rules import Rule

RULES: tuple[Rule, ...] = (
    *dates.RULES,
    *days.RULES,
    *clock.RULES,
    *quarters.RULES,
    *recent.RULES,
    *ago.RULES,
    *durations.RULES,
    *references.RULES,
)
ANY = re.compile("|".join(re.sub(r"\?P<\w+>", "?:", rule.pattern.pattern) for rule in RULES))
"""Whether some rule begins here: one quick look before the rules are tried in turn."""


def matching(classes: str, at: int) -> list[tuple[Rule, re.Match[str]]]:
    """Return the rules that match at token `at`, the longest first; of equals the one listed first."""
    if ANY.match(classes, at) is None:
        return []
    found = [(rule, match) for rule in RULES if (match := rule.pattern.match(classes, at)) is not None]
    return sorted(found, key=lambda pair: -pair[1].end())
