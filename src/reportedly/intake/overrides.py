"""What a person says about the reports they hand in, and what a date must look like."""

import re
from datetime import date, datetime
from urllib.parse import urlsplit

import msgspec

from reportedly.record import Report, report_id
from reportedly.wordlists.outlets import by_domain

_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


class Overrides(msgspec.Struct, frozen=True, kw_only=True):
    """Facts given with `--outlet`, `--url`, `--published`, `--language`; they stand above the file's own."""

    outlet: str | None = None
    """Who published the reports."""
    url: str | None = None
    """Where they were published."""
    published: str | None = None
    """When, ISO 8601 (`iso`)."""
    language: str | None = None
    """ISO 639-1 code; believed without looking."""


def override(report: Report, said: Overrides) -> Report:
    """Return `report` with what was said about it, and the outlet of its address where no name is given.

    Its id follows its outlet, unless its file gave an id of its own.
    """
    url = said.url or report.url
    outlet = said.outlet or report.outlet or outlet_of(url)
    own_id = report.id == report_id(report.text, report.outlet)
    return msgspec.structs.replace(
        report,
        id=report_id(report.text, outlet) if own_id else report.id,
        outlet=outlet,
        url=url,
        published=said.published or report.published,
        language=said.language or report.language,
    )


def outlet_of(url: str | None) -> str | None:
    """Return the name of the outlet whose address `url` is, if the outlet table knows it."""
    try:
        host = urlsplit(url).hostname if url else None
    except ValueError:  # no address at all ("http://[")
        return None
    known = by_domain(host) if host else None
    return known.name if known else None


def iso(written: str) -> str | None:
    """Return `written` if it is an ISO 8601 date or time (a year or a month counts), else None."""
    value = written.strip()
    try:
        if _DATE.fullmatch(value):
            date.fromisoformat((value + "-01-01")[:10])
        else:
            datetime.fromisoformat(value)
    except ValueError:
        return None
    return value
