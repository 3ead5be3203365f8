"""Entries of ledgers as pages show them: days as people read them, ranges of figures, a link to the words."""

from reportedly.desk import links
from reportedly.desk.desk import Desk
from reportedly.desk.numerals import numeral
from reportedly.record.days import days_of

_LARGE = 20_000
"""Reports."""
_NO_BEGINNING = "0001-01-01"
_DIGITS = 4
LONGEST = 200
"""Characters of a filter that are heard."""


def words_at(statement: str) -> str:
    """Return the address of the record that a statement was made of, in the Reader.

    >>> words_at("3f2a#a3.2")
    '/reports/3f2a#a3'
    """
    report, _, item = statement.rpartition("#")
    return links.report(report, item.partition(".")[0])


def is_large(desk: Desk) -> bool:
    """Whether a page of a ledger wants to know of whom: all of such a store takes too long."""
    with desk.store.view() as view:
        return view.shelf.count() > _LARGE


def first_day(written: str | None) -> str | None:
    """Return the first day (YYYY-MM-DD) of an EDTF time; None where it has none."""
    found = days_of(written)
    return found.begins if found is not None and found.begins > _NO_BEGINNING else None


def amount(low: float | None, high: float | None, *, approx: bool) -> str:
    """Return a range of figures as it is written.

    >>> amount(34, 34, approx=False), amount(20, None, approx=True), amount(None, 9, approx=False)
    ('34', 'about 20 or more', '9 or fewer')
    """
    about = "about " if approx else ""
    if low is None and high is None:
        return "not told"
    if high is None:
        return f"{about}{low:,.10g} or more"
    if low is None:
        return f"{about}{high:,.10g} or fewer"
    return f"{about}{low:,.10g}" if low == high else f"{about}{low:,.10g} to {high:,.10g}"


def asked(parameters: dict[str, str], names: tuple[str, ...]) -> dict[str, str]:
    """Return the filters among the parameters of an address that say something."""
    return {n: v for n in names if (v := " ".join(parameters.get(n, "").split())[:LONGEST])}


def page_number(written: str) -> int:
    """Return the page that an address names, from 1; what is no number is the first.

    >>> page_number("3"), page_number("-1"), page_number("9" * 50)
    (3, 1, 1)
    """
    return numeral(written, _DIGITS) or 1
