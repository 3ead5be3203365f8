"""Credits: which stored report stands behind an outlet that a chain names, or that a report points to.

A credit is matched only where one report is left that fits: by link, or of the same outlet, of the same day
or earlier, with a statement of the same claim. Else it stays an open node with the outlet's name.
"""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from urllib.parse import urlsplit

import msgspec

from reportedly.record import Reference, Report, Span
from reportedly.record.days import days_of
from reportedly.tracing.names import key_of
from reportedly.tracing.statement import Statement
from reportedly.tracing.ties import credited

_DAYS = 30
"""Days before the crediting report in which the credited one is looked for."""


class Ground(StrEnum):
    """What shows which report is meant."""

    LINK = "link"
    CONTENT = "content"
    NONE = "open"
    """No stored report fits, or several do."""


class CreditedReport(msgspec.Struct, frozen=True, kw_only=True):
    """An outlet that a report credits, and the report of it that is meant."""

    report: str
    """Id of the report that credits."""
    statement: str | None
    """Id of the statement whose chain credits it; None for a link that belongs to the whole report."""
    outlet: str
    """Name of the outlet credited."""
    behind: str | None
    """Id of the stored report meant; None where it is open."""
    ground: Ground
    """What shows it."""
    why: str
    """The reason in words."""
    span: Span | None = None
    """The words that give the credit."""


def credits_of(members: Sequence[Statement]) -> tuple[CreditedReport, ...]:
    """Return the credits in the chains of a claim's members, matched to the other members where one fits."""
    found = []
    for member in members:
        for voice in member.chain[1:]:
            key = voice.outlet or key_of(voice.who)
            if key not in credited(member):
                continue
            fits = {m.report for m in members if m.outlet and key_of(m.outlet) == key and _earlier(m, member)}
            behind = fits.pop() if len(fits) == 1 else None
            why = (
                f"{voice.who}'s own report says the same"
                if behind
                else f"{len(fits) + 1 if fits else 0} reports of {voice.who} fit"
            )
            found.append(
                CreditedReport(
                    report=member.report,
                    statement=member.id,
                    outlet=voice.who,
                    behind=behind,
                    ground=Ground.CONTENT if behind else Ground.NONE,
                    why=why,
                    span=voice.citation,
                )
            )
    return tuple(found)


def links_of(
    report: Report, references: Iterable[Reference], stored: dict[str, str]
) -> tuple[CreditedReport, ...]:
    """Return the stored reports that a report's links point to; `stored` has `address_key` to report id."""
    found = []
    for reference in references:
        behind = stored.get(address_key(reference.url)) if reference.url else None
        if behind is None or behind == report.id:
            continue
        found.append(
            CreditedReport(
                report=report.id,
                statement=None,
                outlet=reference.title or urlsplit(reference.url).netloc,
                behind=behind,
                ground=Ground.LINK,
                why=f"{reference.kind}: {reference.url}",
                span=reference.span,
            )
        )
    return tuple(found)


def address_key(url: str) -> str:
    """Return what two addresses of one page share: host and path, without "www.", query and closing slash."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return url.strip()
    return parts.netloc.casefold().removeprefix("www.") + parts.path.rstrip("/")


def _earlier(behind: Statement, member: Statement) -> bool:
    if behind.report == member.report:
        return False
    one, other = days_of(behind.published), days_of(member.published)
    return one is None or other is None or (one.first <= other.last and other.first - one.last <= _DAYS)
