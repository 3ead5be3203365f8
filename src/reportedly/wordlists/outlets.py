"""Outlets: who publishes, the names they go by, and whose a web address is."""

from collections.abc import Iterator
from functools import cache
from typing import Literal

import msgspec

from reportedly.wordlists.forms import Forms, without_article
from reportedly.wordlists.scanner import Scanner
from reportedly.wordlists.table import load

OutletKind = Literal[
    "newspaper",
    "agency",
    "broadcaster",
    "magazine",
    "state medium",
    "website",
    "channel",
    "think tank",
    "monitor",
]


class Outlet(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """One that publishes: newspaper, agency, broadcaster, state medium, channel, think tank, monitor."""

    id: str
    """Stable slug ("washington-post"); the value of `chain[].outlet` in a Reading."""
    name: str
    """As news writes it ("Washington Post"); "The" only where the rest alone is a common word."""
    kind: OutletKind
    """What sort of publisher it is; state news agencies are agencies."""
    country: str
    """ISO 3166 alpha-2 of its seat; "XK" for Kosovo."""
    language: str
    """ISO 639-1 of its main edition."""
    domains: tuple[str, ...] = ()
    """Its hosts, without "www."; empty where it has none of its own (a channel)."""
    aliases: tuple[str, ...] = ()
    """Every other form that reports use; one that starts with "the" needs the article."""
    ambiguous: tuple[str, ...] = ()
    """Those of its forms that can also be something else: use one only where the context decides."""

    @property
    def forms(self) -> tuple[str, ...]:
        """The name and all aliases."""
        return (self.name, *self.aliases)


def find(name: str) -> tuple[Outlet, ...]:
    """Return all outlets that `name` can mean; one where it is unique, none where it is unknown.

    Full names are found in any case and with or without "the"; acronyms and ambiguous forms only as
    they are written ("AFP", "the Post"). Ask `is_ambiguous` before trusting a single answer.
    """
    return _names().find(name)


def is_ambiguous(name: str) -> bool:
    """Tell whether `name` ("Time", "the Post", "WP") may be something else than the outlets found for it."""
    return without_article(name) in _ambiguous() or len(find(name)) > 1


def by_id(outlet_id: str) -> Outlet | None:
    """Return the outlet with this id, or None."""
    return _ids().get(outlet_id)


def by_domain(host: str) -> Outlet | None:
    """Return whose a host is ("www.bbc.co.uk", "edition.cnn.com"), by the closest listed parent domain."""
    labels = host.lower().rstrip(".").partition(":")[0].split(".")
    hosts = _hosts()
    for first in range(len(labels) - 1):
        outlet = hosts.get(".".join(labels[first:]))
        if outlet is not None:
            return outlet
    return None


def scan(text: str) -> list[tuple[int, int, tuple[Outlet, ...]]]:
    """Return every mention of an outlet in `text` as (start, end, all it can mean), in order.

    Forms are found as they are written, the longest first, at the edges of words. A mention of an
    ambiguous form is given too, with every candidate: ask `is_ambiguous(text[start:end])`.
    """
    return _scanner().scan(text)


def every() -> tuple[Outlet, ...]:
    """Return all outlets, in the order of the list."""
    return _load()


@cache
def _load() -> tuple[Outlet, ...]:
    return load("outlets", tuple[Outlet, ...])


@cache
def _names() -> Forms[Outlet]:
    return Forms((form, outlet, form in outlet.ambiguous) for form, outlet in _spelled())


@cache
def _ambiguous() -> frozenset[str]:
    return frozenset(without_article(form) for outlet in _load() for form in outlet.ambiguous)


@cache
def _ids() -> dict[str, Outlet]:
    return {outlet.id: outlet for outlet in _load()}


@cache
def _hosts() -> dict[str, Outlet]:
    return {domain: outlet for outlet in _load() for domain in outlet.domains}


@cache
def _scanner() -> Scanner[Outlet]:
    return Scanner(_spelled())


def _spelled() -> Iterator[tuple[str, Outlet]]:
    """Yield each form and its outlet; with an Arabic article also its variants ("al-Manar", "Al Manar")."""
    for outlet in _load():
        for form in outlet.forms:
            yield form, outlet
            if form[:3] in {"Al-", "al-", "Al "}:
                yield from ((f"{article}{form[3:]}", outlet) for article in ("Al-", "al-", "Al "))
