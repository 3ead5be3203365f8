"""References: what intake found around a report, as the store keeps it: its links and its credit lines."""

from reportedly.intake import Taken
from reportedly.record import Reference, Span, cite

CREDIT = "credit:"
"""What the kind of a kept credit begins with; then comes its CreditKind ("credit:wire-mark")."""


def references_of(taken: Taken, text: str) -> tuple[Reference, ...]:
    """Return the credits of a report in the order of its text, then the addresses it points to.

    `text` is the report's as it is kept, character for character as long as the one that was taken in.

    A credit that names an outlet is kept by that name's span, which lies in the credit's words; one that
    names none ("with agencies") by its words.
    """
    credited = tuple(
        Reference(kind=f"{CREDIT}{each.kind}", span=_again(each.name or each.span, text))
        for each in taken.credits
    )
    links = tuple(
        Reference(
            kind=str(each.kind),
            url=each.url,
            span=None if each.span is None else _again(each.span, text),
            title=each.title if each.span is None else "",
        )
        for each in taken.references
    )
    return credited + links


def _again(span: Span, text: str) -> Span:
    return cite(text, span.start, span.end)
