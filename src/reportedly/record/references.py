"""What stands around a report: the addresses it points to, whom it credits, how its date is known.

None of it belongs to the Reading contract. Intake finds it, the store keeps it beside the report, and
tracing asks it which reports stand behind this one.
"""

from enum import StrEnum

import msgspec

from reportedly.record.span import Span


class ReferenceKind(StrEnum):
    """Why a report points to an address."""

    LINK = "link"
    """A hyperlink in its running text."""
    READ_MORE = "read-more"
    """A line that advertises another report ("Read more: …"); it is not part of the text."""
    VIA = "via"
    """Where the page says that it has the report from ("originally published by …")."""
    CANONICAL = "canonical"
    """The address that the page calls the true one, at another host: this page is a copy of that one."""
    ALSO_AT = "also-at"
    """Another address at which the same text was found again."""


class Reference(msgspec.Struct, frozen=True, kw_only=True):
    """What a report points to, with the words that do so; in a store its credits too."""

    kind: str
    """Why it is pointed to: a ReferenceKind; for a credit in a store "credit:" and its CreditKind."""
    url: str = ""
    """The address, made absolute; http or https. Empty for a credit."""
    title: str = ""
    """The linked words, or the title that the page gives for it; may be empty."""
    span: Span | None = None
    """The words in `Report.text`; None where they are not part of the text."""


class CreditKind(StrEnum):
    """How a report says whose work is in it."""

    WIRE_MARK = "wire-mark"
    """An agency's name where its reports are signed: "KYIV (Reuters) —", "/TASS/", "— AFP"."""
    CONTRIBUTED = "contributed"
    """ "Reuters contributed to this report"."""
    REPORTING = "reporting"
    """ "Additional reporting by AFP"."""
    WITH = "with"
    """ "With agencies", "with files from Reuters"."""
    SOURCE = "source"
    """A line "Source: Reuters"."""
    ORIGINAL = "original"
    """ "This report was first published by Meduza"."""


class Credit(msgspec.Struct, frozen=True, kw_only=True):
    """Words of a report that say whose work is in it. One for each outlet named."""

    outlet: str | None
    """Id in the outlet list; None where none is named ("with agencies") or it can be several."""
    kind: CreditKind
    """How it is said."""
    name: Span | None = None
    """The outlet's name; None where none is named."""
    span: Span
    """The words that give the credit, the name among them."""


class PublishedBasis(StrEnum):
    """How a report's date of publication is known."""

    SAID = "said"
    """The person who handed the report in said so."""
    FILE = "file"
    """A field of the file: JSON, ninjs, the date of a message."""
    PAGE = "page"
    """The page's own metadata, or its only time element."""
    FEED = "feed"
    """The feed that names the report."""
    URL = "url"
    """The day in the path of the address (/2025/03/04/)."""
    UNKNOWN = "unknown"
    """Nothing says so; the time of fetching is never taken for it."""
