"""A situation brief, put together from what reports say: by place and theme, each line with its words.

Text is assembled, never written: a line is words of a report, the counts of who says it, and the reasons that
tracing gives. Claims of several reports come first; what one report alone tells stands after them.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum

import msgspec

from reportedly.exports.citing import Citation, cited
from reportedly.exports.matter import Matter
from reportedly.linking import Trace
from reportedly.record import Act, EventType, Status, What
from reportedly.store.kept import Listed
from reportedly.tracing.comparable import Label
from reportedly.tracing.contradictions import Contradiction
from reportedly.tracing.origins import Origin
from reportedly.tracing.statement import Statement, StatementKind

NO_PLACE = "Elsewhere, or no place told"
_MOST_SEVERAL, _MOST_SINGLE = 6, 3
"""Lines of one place and theme: of several reports, those of most; of one alone, those contradicted and the
latest. The rest are counted: a brief that tells all is none, and one narrowed to a place tells more of it."""
_MOST_AGAINST = 3
"""What speaks against one line, contradictions first."""
_MOST_PLACES = 12
"""Places with a section of their own, those of most reports; the rest come together at the end."""
_HALF = 0.5
"""Share of a statement's characters that stand under another line already: then it is the same telling."""


class Theme(StrEnum):
    """What a line is about, in the order in which a brief has them."""

    CONTROL = "Control of places"
    FIGHTING = "Fighting"
    LOSSES = "Losses and numbers"
    TALKS = "Talks and positions"
    AID = "Aid"
    OTHER = "Other statements"


_FORCE = (EventType.ASSAULT, EventType.COERCE, EventType.MOBILIZE, EventType.RETREAT, EventType.PROTEST)
_OF_EVENTS: dict[str, Theme] = {**dict.fromkeys(_FORCE, Theme.FIGHTING), EventType.AID: Theme.AID}
"""Theme of events by their type; all others are of talks and positions."""
_POSITIONS = frozenset({Act.DENY, Act.WARN, Act.DEMAND, Act.PROPOSE, Act.PROMISE, Act.THREATEN})


class Note(msgspec.Struct, frozen=True, kw_only=True):
    """A footnote: where a line's words stand, and through whom they came."""

    number: int
    """From 1, in the order of the lines."""
    outlet: str
    """Who published it; the report's id where nothing says so."""
    headline: str | None
    published: str | None
    url: str | None
    chain: tuple[str, ...]
    """The voices from the publisher to who says it."""
    citations: tuple[Citation, ...]
    """The exact words."""


class Against(msgspec.Struct, frozen=True, kw_only=True):
    """What does not go together with a line."""

    label: str
    """How the two stand to each other ("contradictory", "superseded")."""
    why: str
    """The reason, as tracing gives it."""
    words: str
    """The other's words."""
    notes: tuple[int, ...]
    """Its footnotes."""


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that is said."""

    words: str
    """A report's own words."""
    status: str
    """"" where it is asserted; else how firmly it is told ("hedged")."""
    days: str
    """When, where all members that tell a day tell the same; else "" (the notes have each report's own)."""
    reports: int
    origins: tuple[str, ...]
    """What its reports go back to, as far as it can be named."""
    unknown: tuple[str, ...]
    """What could not be traced."""
    notes: tuple[int, ...]
    against: tuple[Against, ...] = ()
    more_against: int = 0
    """How much more speaks against it."""


class Section(msgspec.Struct, frozen=True, kw_only=True):
    """The lines of one place and theme."""

    theme: Theme
    lines: tuple[Line, ...]
    """What two or more reports say, most reports first."""
    single: tuple[Line, ...]
    """What one report alone says: what something contradicts, and the latest."""
    more: tuple[int, int]
    """How many more there are: of several reports, of one."""


class PlaceBrief(msgspec.Struct, frozen=True, kw_only=True):
    """The sections of one place."""

    place: str
    sections: tuple[Section, ...]


class Brief(msgspec.Struct, frozen=True, kw_only=True):
    """All of it."""

    made: str
    """When, ISO 8601 in UTC."""
    narrowed: tuple[tuple[str, str], ...]
    """What it was narrowed to."""
    reports: int
    outlets: int
    first: str | None
    last: str | None
    claims: int
    """What two or more reports say."""
    origins: int
    """What these go back to, as far as it can be named; one origin of two claims counts twice."""
    contradicted: int
    """Claims that something contradicts."""
    places: tuple[PlaceBrief, ...]
    notes: tuple[Note, ...]


class _Told(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be a line, before lines are numbered."""

    place: str
    theme: Theme
    said: Statement
    members: tuple[Statement, ...]
    trace: Trace | None
    """None of what one report alone tells and nothing contradicts."""

    @property
    def reports(self) -> int:
        """How many reports say it."""
        return len({m.report for m in self.members})


def brief_of(matter: Matter) -> Brief:
    """Return the brief of a matter."""
    chosen = {taken.report.id: (taken.listed, taken.names()) for taken in matter.reports()}
    listed = {key: each for key, (each, _) in chosen.items()}
    shown = _Covered()
    several = [told for trace in matter.claims() if shown.take((told := _of_claim(trace)).members)]
    alone = [told for key, (_, names) in chosen.items() for told in _alone(matter, key, names, shown)]
    notes = _Notes(matter, listed)
    places = tuple(_places([*several, *alone], notes))
    days = sorted(each.published[:10] for each in listed.values() if each.published)
    traced = [told.trace for told in several if told.trace is not None]
    return Brief(
        made=matter.made.isoformat().replace("+00:00", "Z"),
        narrowed=tuple((n, str(v)) for n, v in msgspec.structs.asdict(matter.selection).items() if v),
        reports=len(listed),
        outlets=len({each.outlet for each in listed.values() if each.outlet}),
        first=days[0] if days else None,
        last=days[-1] if days else None,
        claims=len(traced),
        origins=sum(len(trace.origins.known) for trace in traced),
        contradicted=sum(any(c.label is Label.CONTRADICTORY for c in t.contradictions) for t in traced),
        places=places,
        notes=notes.all(),
    )


class _Covered:
    """The words that lines stand on already: one telling is not told as an event and again as words."""

    def __init__(self) -> None:
        self._spans: dict[str, list[tuple[int, int]]] = {}

    def take(self, members: Sequence[Statement]) -> bool:
        """Take the words of statements; return False where most of each stand under a line already."""
        if all(self._has(member) for member in members):
            return False
        for member in members:
            self._spans.setdefault(member.report, []).extend((s.start, s.end) for s in member.spans)
        return True

    def _has(self, member: Statement) -> bool:
        held = self._spans.get(member.report, [])
        own = sum(span.end - span.start for span in member.spans)
        both = sum(
            max((min(s.end, end) - max(s.start, start) for start, end in held), default=0)
            for s in member.spans
        )
        return both >= _HALF * own


def _of_claim(trace: Trace) -> _Told:
    members = trace.claim.members
    said = next((m for m in members if m.words == trace.claim.words), members[0])
    return _Told(place=_place_of(members), theme=_theme_of(said), said=said, members=members, trace=trace)


def _alone(matter: Matter, report: str, chosen: frozenset[str], shown: _Covered) -> list[_Told]:
    """Return what one report alone tells: events, control, figures, and words that take a position."""
    found = []
    for placed in matter.traces.of_report(report).statements:
        said = placed.statement
        if placed.claim.reports > 1 or said.item not in chosen:
            continue
        if said.kind is StatementKind.SAID and said.act not in _POSITIONS:
            continue
        if shown.take((said,)):
            trace = matter.proved_claim(placed.claim.id) if placed.claim.contradicted else None
            place, theme = _place_of((said,)), _theme_of(said)
            found.append(_Told(place=place, theme=theme, said=said, members=(said,), trace=trace))
    return found


def _theme_of(said: Statement) -> Theme:
    match said.kind:
        case StatementKind.CONTROL:
            return Theme.CONTROL
        case StatementKind.FIGURE:
            return Theme.OTHER if said.type in {What.MONEY, What.OTHER, What.DISTANCE} else Theme.LOSSES
        case StatementKind.EVENT:
            return _OF_EVENTS.get(said.type or "", Theme.TALKS)
    return Theme.TALKS if said.act in _POSITIONS else Theme.OTHER


def _place_of(members: Iterable[Statement]) -> str:
    """Return the place most members are about, a town before a region before a country; else their scene."""
    counted: Counter[tuple[int, str]] = Counter()
    for member in members:
        for n, places in enumerate((member.places, member.scene)):
            named = [p for p in places if p.name[:1].isupper()]
            for place in named:
                rank = 10 * n + (2 if place.wide else 1 if place.broad else 0)
                counted[rank, place.name] += 1
            if named:
                break
    if not counted:
        return NO_PLACE
    least = min(rank for rank, _ in counted)
    best = max(((many, name) for (rank, name), many in counted.items() if rank == least), key=_most)
    return best[1]


def _most(found: tuple[int, str]) -> tuple[int, str]:
    return found[0], "".join(chr(0x10FFFF - ord(c)) for c in found[1])


def _places(told: Sequence[_Told], notes: "_Notes") -> Iterator[PlaceBrief]:
    weight: Counter[str] = Counter()
    for each in told:
        weight[each.place] += each.reports
    ordered = sorted((p for p in weight if p != NO_PLACE), key=lambda p: (-weight[p], p))
    own = ordered[:_MOST_PLACES]
    for place in [*own, NO_PLACE]:
        rest = set(ordered[_MOST_PLACES:]) if place == NO_PLACE else set()
        mine = [each for each in told if each.place == place or each.place in rest]
        sections = tuple(_sections(mine, notes))
        if sections:
            yield PlaceBrief(place=place, sections=sections)


def _sections(told: Sequence[_Told], notes: "_Notes") -> Iterator[Section]:
    for theme in Theme:
        mine = [each for each in told if each.theme is theme]
        several = [each for each in mine if each.reports > 1]
        single = (each for each in mine if each.reports == 1)
        alone = sorted(single, key=lambda e: (e.trace is not None, e.said.published or "", e.said.id))
        if mine:
            yield Section(
                theme=theme,
                lines=tuple(_line(each, notes) for each in several[:_MOST_SEVERAL]),
                single=tuple(_line(each, notes) for each in alone[-_MOST_SINGLE:]),
                more=(max(0, len(several) - _MOST_SEVERAL), max(0, len(alone) - _MOST_SINGLE)),
            )


def _line(told: _Told, notes: "_Notes") -> Line:
    days = {m.when for m in told.members if m.when}
    known: tuple[Origin, ...] = told.trace.origins.known if told.trace else ()
    unknown: tuple[Origin, ...] = told.trace.origins.unknown if told.trace else ()
    against = tuple(_against(told.trace)) if told.trace else ()
    return Line(
        words=words_of(told.said),
        status="" if told.said.status is Status.ASSERTED else told.said.status.value,
        days=days.pop() if len(days) == 1 else "",
        reports=told.reports,
        origins=tuple(_origin(origin) for origin in known),
        unknown=tuple(origin.who for origin in unknown),
        notes=tuple(dict.fromkeys(notes.number(m) for m in told.members)),
        against=tuple(
            Against(label=each.label.value, why=each.why, words=words_of(other), notes=(notes.number(other),))
            for each, other in against[:_MOST_AGAINST]
        ),
        more_against=max(0, len(against) - _MOST_AGAINST),
    )


def _origin(origin: Origin) -> str:
    through = f", by way of {', '.join(origin.through)}" if origin.through else ""
    return f"{origin.root}: {origin.who}{through}"


def _against(trace: Trace) -> Iterator[tuple[Contradiction, Statement]]:
    """Yield what speaks against a claim, and whose words, each words once; contradictions first."""
    inside = {m.id for m in trace.claim.members}
    said = {s.id: s for s in (*trace.against, *trace.claim.members)}
    told: set[tuple[str, str]] = set()
    for label in (Label.CONTRADICTORY, Label.SUPERSEDED):
        for each in (c for c in trace.contradictions if c.label is label):
            other = said.get(each.other if each.one in inside else each.one)
            if other is not None and (label, words_of(other)) not in told:
                told.add((label, words_of(other)))
                yield each, other


def words_of(said: Statement) -> str:
    """Return the words of a statement as its report has them, on one line."""
    return " … ".join(" ".join(span.text.split()) for span in said.spans)


class _Notes:
    """Footnotes, numbered as they are first asked for; one for each statement's words and chain."""

    def __init__(self, matter: Matter, listed: dict[str, Listed]) -> None:
        self._matter, self._listed = matter, listed
        self._numbered: dict[tuple[str, tuple[Citation, ...], tuple[str, ...]], Note] = {}

    def number(self, said: Statement) -> int:
        """Return the number of a statement's footnote."""
        chain = tuple(voice.who for voice in said.chain)
        key = (said.report, cited(said.report, said.spans), chain)
        if key not in self._numbered:
            listed = self._listed.get(said.report)
            report = self._matter.traces.view.report(said.report) if listed is None else listed
            self._numbered[key] = Note(
                number=len(self._numbered) + 1,
                outlet=said.outlet or report.id,
                headline=report.headline,
                published=said.published,
                url=report.url,
                chain=chain,
                citations=key[1],
            )
        return self._numbered[key].number

    def all(self) -> tuple[Note, ...]:
        """Return all footnotes in their order."""
        return tuple(self._numbered.values())
