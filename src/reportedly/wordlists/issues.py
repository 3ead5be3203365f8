"""Issues: what parties to a conflict demand, offer and refuse, by the words that name it."""

import re
from functools import cache

import msgspec

from reportedly.wordlists.table import load


class Issue(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One issue."""

    issue: str
    """Its name ("ceasefire")."""
    words: tuple[str, ...]
    """By what it is named, in small letters."""
    of: bool = False
    """Whether a name beside it says which ("NATO membership")."""


def issue_in(text: str) -> tuple[Issue, int] | None:
    """Return the first issue of the list that `text` names, and where; None where it names none."""
    for issue, pattern in _patterns():
        found = pattern.search(text)
        if found is not None:
            return issue, found.start()
    return None


@cache
def _patterns() -> tuple[tuple[Issue, re.Pattern[str]], ...]:
    return tuple(
        (
            each,
            re.compile(
                rf"(?<![\w-])(?:{'|'.join(map(re.escape, _longest(each.words)))})(?![\w-])", re.IGNORECASE
            ),
        )
        for each in load("issues", tuple[Issue, ...])
    )


def _longest(words: tuple[str, ...]) -> list[str]:
    return sorted(words, key=lambda word: (-len(word), word))
