"""Outlets meant: which outlet a short name stands for in one report."""

import re
from functools import lru_cache

from reportedly.wordlists import outlets

UNKNOWN_OUTLET = "unknown outlet"
"""Who publishes a report that does not say so."""


_OUTLET_NOUN = (
    "broadcaster|newspaper|daily|weekly|news agency|agency|outlet|magazine|channel|website|network|tabloid"
    "|station"
)


def publisher_meant(publisher: str | None) -> outlets.Outlet | None:
    """Return the known outlet that publishes a report, or None."""
    found = outlets.find(publisher) if publisher else ()
    return found[0] if len(found) == 1 else None


def outlet_meant(phrase: str, text: str) -> outlets.Outlet | None:
    """Return the outlet that `phrase` means in the report `text`, or None where several could be meant.

    A form that may be something else ("WP", "the Post") counts only where the report also names one of
    its candidates in full.
    """
    found = outlets.find(phrase)
    if not found:
        phrase = bare_outlet(phrase)
        found = outlets.find(phrase)
    if len(found) == 1 and not outlets.is_ambiguous(phrase):
        return found[0]
    if not found:
        return None
    named = [o for o in found if o.id in _named(text)]
    return named[0] if len(named) == 1 else None


def bare_outlet(phrase: str) -> str:
    """Return the name in "British broadcaster Sky News" or "Axios news service"."""
    name = re.sub(rf"^(?:the\s+)?(?:[\w-]+\s+){{0,3}}?(?:{_OUTLET_NOUN})\s+(?=[A-Z])", "", phrase)
    return re.sub(rf"(?<=\w)\s+(?:news\s+)?(?:{_OUTLET_NOUN}|service|site)$", "", name)


def as_written(outlet: outlets.Outlet, text: str) -> str:
    """Return the fullest form of an outlet's name that the report uses, without a leading article."""
    forms = {
        text[start:end]
        for start, end, found in mentions(text)
        if len(found) == 1 and found[0].id == outlet.id
    }
    plain = {re.sub(r"^[Tt]he\s+", "", form) for form in forms if form.split()[-1][0].isupper()}
    return max(sorted(plain), key=len, default=outlet.name)


@lru_cache(maxsize=8)
def mentions(text: str) -> list[tuple[int, int, tuple[outlets.Outlet, ...]]]:
    """Return every mention of an outlet in a report, scanned once."""
    return outlets.scan(text)


@lru_cache(maxsize=8)
def _named(text: str) -> frozenset[str]:
    """Return the ids of the outlets that the report names without doubt."""
    return frozenset(
        found[0].id
        for start, end, found in mentions(text)
        if len(found) == 1 and not outlets.is_ambiguous(text[start:end])
    )


def shortened(short: str, full: str) -> bool:
    """Return whether one name is the end of another: "the Herald" for "Meridian Herald"."""
    a = short.casefold().removeprefix("the ").split()
    b = full.casefold().removeprefix("the ").split()
    return 0 < len(a) < len(b) and b[-len(a) :] == a
