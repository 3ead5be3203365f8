"""Names: the gender of frequent given names, for "he" and "she"."""

from functools import cache

import msgspec

from reportedly.wordlists.forms import folded
from reportedly.wordlists.table import load


class Names(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Given names by gender, each form as news transliterates it."""

    m: tuple[str, ...]
    """Borne by men."""
    f: tuple[str, ...]
    """Borne by women."""
    u: tuple[str, ...]
    """Borne by both."""


def gender(given: str) -> str | None:
    """Return "m", "f" or "u" (both) for a given name; None where it is unlisted."""
    return _genders().get(folded(given))


@cache
def _genders() -> dict[str, str]:
    names = load("given_names", Names)
    return {folded(name): sex for sex in ("m", "f", "u") for name in getattr(names, sex)}
