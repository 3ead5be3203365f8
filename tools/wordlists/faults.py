"""Faults: what cannot stand in a list, found for all lists in the same ways."""

import re
from collections import Counter
from collections.abc import Iterable
from typing import Any

from reportedly.wordlists.forms import folded, is_acronym, without_article

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


HOST = re.compile(r"(?!www\.)[a-z0-9-]+(\.[a-z0-9-]+)+")


COUNTRY = re.compile(r"[A-Z]{2}")


LANGUAGE = re.compile(r"[a-z]{2}")


NAME = re.compile(r"[^\W\d_]+([-'][^\W\d_]+)*")


class FaultyListError(Exception):
    """A list says something that cannot stand: mend the YAML file, compile again."""

    def __init__(self, faults: Iterable[str]) -> None:
        """Take all faults found, so that they can be mended in one go."""
        super().__init__("\n".join(faults))


def entries_of(raw: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the entries without their `source`, which stays in the YAML; each must have one."""
    unsourced = [f"no source: {entry}" for entry in raw if not entry.get("source")]
    if unsourced:
        raise FaultyListError(unsourced)
    return [{key: value for key, value in entry.items() if key != "source"} for entry in raw]


def raise_if(faults: list[str]) -> None:
    """Raise FaultyListError where there are faults."""
    if faults:
        raise FaultyListError(faults)


def doubles(what: str, values: Iterable[object]) -> list[str]:
    """Name each value that stands more than once."""
    return [f"{what} stands twice: {value!r}" for value, times in Counter(values).items() if times > 1]


def misspelt(entry: str, pattern: re.Pattern[str], values: Iterable[str]) -> list[str]:
    """Name each value that does not have the form it must have."""
    return [
        f"{entry}: {value!r} is not of the form {pattern.pattern}"
        for value in values
        if not pattern.fullmatch(value)
    ]


def ambiguous_strangers(entry: str, forms: Iterable[str], ambiguous: Iterable[str]) -> list[str]:
    """Name what is marked ambiguous but is no form of the entry, and forms that stand twice."""
    known = list(forms)
    strangers = [
        f"{entry}: {form!r} is marked ambiguous but is not among its forms"
        for form in ambiguous
        if form not in known
    ]
    return strangers + doubles(f"{entry}: form", known)


def shared_forms(entries: Iterable[tuple[str, Iterable[str], Iterable[str]]]) -> list[str]:
    """Name each form that two entries share although one of them does not mark it ambiguous."""
    owners: dict[str, list[tuple[str, bool]]] = {}
    for entry, forms, ambiguous in entries:
        marked = {key_of(form) for form in ambiguous}
        for key in dict.fromkeys(key_of(form) for form in forms):
            owners.setdefault(key, []).append((entry, key in marked))
    return [
        f"form {key!r} is shared by {', '.join(entry for entry, _ in held)} and not marked ambiguous in all"
        for key, held in owners.items()
        if len(held) > 1 and not all(marked for _, marked in held)
    ]


def key_of(form: str) -> str:
    """Return what two spellings that would be confused share; acronyms are told apart by their capitals."""
    return without_article(form) if is_acronym(without_article(form)) else folded(form)
