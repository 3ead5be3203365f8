"""Found: hits of a search as the page lays them out, and what was asked, as the address says it."""

from collections.abc import Mapping

import msgspec

from reportedly.desk import links
from reportedly.desk.numerals import numeral
from reportedly.record import Act, Change, EventType, What
from reportedly.record.layers import SPOKEN
from reportedly.store import Excerpt, Filters, Hit, Listed, Match, View
from reportedly.views.records import quoted, told

ON_A_PAGE = 20
LAST_PAGE = 50
"""Nobody looks further; who does narrows the search."""
_RECORDS = 5
"""Records shown of one hit."""
_TEXTS = ("speaker", "outlet", "place", "since", "until", "happened_since", "happened_until", "language")
"""Filters that are typed, by their names in the address and in Filters."""
_LONGEST = 500
_DIGITS = 3
"""Of the number of a page."""

KINDS: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
    ("Any of a layer", tuple((f"layer:{layer}", name) for name, layer in SPOKEN.items())),
    ("Somebody…", tuple((f"act:{act.value}", f"{act.value}s") for act in Act)),
    ("An event", tuple((f"type:{each.value}", each.value.capitalize()) for each in EventType)),
    ("A figure of", tuple((f"what:{each.value}", each.value) for each in What)),
    ("Somebody … a place", tuple((f"change:{each.value}", each.value) for each in Change)),
)
"""What a record can be, in groups: value in the address, and words."""


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """What was asked of the search."""

    q: str = ""
    kind: str = ""
    """One of `KINDS`."""
    narrowed: dict[str, str] = {}
    """Filters that are typed, those that say something."""
    all_versions: bool = False
    number: int = 1

    def __bool__(self) -> bool:
        """Whether anything was asked."""
        return bool(self.q.strip() or self.kind or self.narrowed)

    @property
    def filters(self) -> Filters:
        """The same for the store."""
        name, _, value = self.kind.partition(":")
        kinds = {name: value} if name in {"layer", "act", "type", "what", "change"} and value else {}
        return Filters(**self.narrowed, **kinds, all_versions=self.all_versions)

    def address(self, path: str = links.SEARCH, **anew: object) -> str:
        """Return the address of this search with some of it said anew."""
        said: dict[str, object] = {"q": self.q, **self.narrowed, "kind": self.kind}
        return links.asked(path, {**said, "all": "yes" if self.all_versions else None, **anew})


class Piece(msgspec.Struct, frozen=True):
    """A part of an excerpt: words, and whether they match."""

    words: str
    matches: bool


class FoundRecord(msgspec.Struct, frozen=True, kw_only=True):
    """A record of a hit that meets the filters."""

    address: str
    """Where it stands in the Reader."""
    speaker: str | None
    told: str
    quoted: str


class FoundReport(msgspec.Struct, frozen=True, kw_only=True):
    """One hit."""

    report: Listed
    excerpts: tuple[tuple[Piece, ...], ...]
    records: tuple[FoundRecord, ...]
    more_records: int


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """One page of hits."""

    hits: tuple[FoundReport, ...] = ()
    more: bool = False
    """Whether another page follows."""


def wanted_of(said: Mapping[str, str]) -> Wanted:
    """Return what the parameters of an address ask."""

    def one(name: str) -> str:
        return said.get(name, "").strip()[:_LONGEST]

    return Wanted(
        q=one("q"),
        kind=one("kind"),
        narrowed={name: value for name in _TEXTS if (value := one(name))},
        all_versions=one("all") == "yes",
        number=min(numeral(one("number"), _DIGITS) or 1, LAST_PAGE),
    )


def found_of(view: View, wanted: Wanted) -> Found:
    """Return one page of what was found. Raises StoreError where it cannot be understood."""
    if not wanted:
        return Found()
    offset = (wanted.number - 1) * ON_A_PAGE
    hits = view.find(wanted.q, wanted.filters, limit=ON_A_PAGE + 1, offset=offset)
    return Found(
        hits=tuple(_report(hit) for hit in hits[:ON_A_PAGE]),
        more=len(hits) > ON_A_PAGE and wanted.number < LAST_PAGE,
    )


def _report(hit: Hit) -> FoundReport:
    return FoundReport(
        report=hit.report,
        excerpts=tuple(_pieces(each) for each in hit.excerpts),
        records=tuple(_record(hit.report.id, each) for each in hit.matches[:_RECORDS]),
        more_records=max(0, len(hit.matches) - _RECORDS),
    )


def _record(report: str, match: Match) -> FoundRecord:
    item = getattr(match.item, "id", "")
    return FoundRecord(
        address=links.report(report, item),
        speaker=match.speaker,
        told=told(match.item),
        quoted=quoted(match.item),
    )


def _pieces(excerpt: Excerpt) -> tuple[Piece, ...]:
    """Return an excerpt cut where matches begin and end."""
    pieces, at, words = list[Piece](), 0, excerpt.span.text
    for match in excerpt.matches:
        start, end = match.start - excerpt.span.start, match.end - excerpt.span.start
        pieces += [Piece(words[at:start], matches=False), Piece(words[start:end], matches=True)]
        at = end
    return tuple(piece for piece in (*pieces, Piece(words[at:], matches=False)) if piece.words)
