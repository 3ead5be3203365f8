"""Given names: the gender they are borne by, to resolve "he" and "she"."""

from functools import cache
from typing import Literal

from reportedly.wordlists.forms import plain
from reportedly.wordlists.table import load

Gender = Literal["m", "f", "u"]


def gender(given: str) -> Gender | None:
    """Return "m", "f", or "u" for a name borne by both; None for a name that is not listed.

    A hyphenated name that is not listed goes by its first part ("Jean-Noël", "Abdul-Malik").
    """
    name = plain(given).strip().casefold()
    return _load().get(name) or _load().get(name.partition("-")[0])


@cache
def _load() -> dict[str, Gender]:
    by_gender = load("given_names", dict[Gender, str])
    return {name: gender for gender, names in by_gender.items() for name in names.split(" ")}
