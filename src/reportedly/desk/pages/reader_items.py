"""The records of a report as the Reader lists them: each with its words, its chain and what persons said."""

from collections import Counter
from collections.abc import Iterator, Mapping

import msgspec

from reportedly.desk import links
from reportedly.desk.pages.reader_judged import Log, Told, grade_text
from reportedly.desk.pages.reader_keys import LETTERS, keys_of
from reportedly.desk.pages.reader_text import Text, proofs_of, shown_words
from reportedly.record import Attribution, Kind, Place, Source, Span, Voice
from reportedly.record.layers import ATTRIBUTIONS, CONTROLS, EVENTS, FIGURES, PLACES, SPOKEN, TIMES
from reportedly.store import Grade, Judged, Judgement, Mark, Verb
from reportedly.store.items import Item, item_of, item_spans
from reportedly.views.records import told
from reportedly.views.values import NOT_RESOLVED
from reportedly.views.voices import SAYS

UNSURE = 0.6
"""Below this a record is shown as unsure."""
NOUNS: Mapping[str, str] = {
    ATTRIBUTIONS: "attribution",
    FIGURES: "figure",
    CONTROLS: "control",
    EVENTS: "event",
    PLACES: "place",
    TIMES: "time",
}
"""Layer -> what one of its records is called; in the order of the tabs."""
ORDER = tuple(NOUNS)
_NAMES = {layer: name.capitalize() for name, layer in SPOKEN.items()}


class Cited(msgspec.Struct, frozen=True, kw_only=True):
    """Words of the text that prove something, with their address."""

    words: str
    at: str
    """ "120-130": where they stand."""
    start: int
    proves: str = ""
    """What they prove."""


class Link(msgspec.Struct, frozen=True, kw_only=True):
    """One voice of a chain."""

    who: str
    outlet: bool
    unnamed: bool
    cited: Cited | None
    grade: str = ""


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One record in the list."""

    key: str
    layer: str
    noun: str
    label: str = ""
    """The number of an attribution in the text; empty for facts."""
    lead: str
    """Who speaks, or what the fact says."""
    link: str | None = None
    """Where the lead leads to: a speaker's or place's page."""
    about: str = ""
    unnamed: bool = False
    does: str = ""
    """What the speaker does: "denies"."""
    own: tuple[Cited, ...] = ()
    """The record's own words; of an attribution its content."""
    where: str = ""
    """The paragraph: "¶3", "headline"."""
    proofs: tuple[Cited, ...] = ()
    chain: tuple[Link, ...] = ()
    says: str | None = None
    """In whose words a fact stands; None for attributions, places and times."""
    says_key: str | None = None
    says_label: str = ""
    """Number of that attribution."""
    colour: str = ""
    percent: int | None = None
    """How sure the model is; None where it does not say, or a person decided."""
    unsure: bool = False
    grade: str = ""
    """Of the speaker."""
    depth: int = 0
    """In how many others' contents it stands."""
    judged: Told | None = None
    rejected: bool = False


class Tab(msgspec.Struct, frozen=True, kw_only=True):
    """The records of one layer."""

    layer: str
    name: str
    rows: tuple[Row, ...]
    many: int
    """How many there are, without those that were rejected."""


def tabs_of(judged: Judged, text: Text, log: Log, grades: Mapping[str, Grade]) -> tuple[Tab, ...]:
    """Return the records of all layers, each layer in the order of the text."""
    made = _Rows(judged, text, log, grades)
    tabs = []
    for layer in ORDER:
        rows = [*made.of(layer), *made.rejected(layer)]
        rows.sort(key=lambda row: (row.own[0].start if row.own else 0, row.rejected))
        if layer == ATTRIBUTIONS:
            rows.sort(key=made.place_of)
        many = sum(not row.rejected for row in rows)
        tabs.append(Tab(layer=layer, name=_NAMES[layer], rows=tuple(rows), many=many))
    return tuple(tabs)


def row_of(tabs: tuple[Tab, ...], key: str) -> Row | None:
    """Return the record that a key names."""
    return next((row for tab in tabs for row in tab.rows if row.key == key), None)


class _Rows:
    """Makes rows of one report."""

    def __init__(self, judged: Judged, text: Text, log: Log, grades: Mapping[str, Grade]) -> None:
        self._reading, self._judged = judged.reading, judged
        self._text, self._log = text, log
        self._grades = {name.casefold(): grade_text(grade) for name, grade in grades.items()}
        self._sources = {source.id: source for source in self._reading.sources}
        self._said = {said.id: said for said in self._reading.attributions}
        self._keys = dict(zip(self._said, keys_of(self._reading, ATTRIBUTIONS), strict=True))
        self._marks = {
            (mark.layer, mark.spans, mark.nth): mark
            for mark in judged.marks
            if mark.verdict is not Verb.REJECT
        }

    def of(self, layer: str) -> Iterator[Row]:
        """Yield the records of a layer that are shown."""
        before = Counter[tuple[Span, ...]]()
        items: tuple[Item, ...] = getattr(self._reading, layer)
        for key, item in zip(keys_of(self._reading, layer), items, strict=True):
            spans = item_spans(item)
            mark = self._marks.get((layer, spans, before[spans]))
            before[spans] += 1
            yield self._row(layer, key, item, None if mark is None else self._log.of_mark(mark))

    def rejected(self, layer: str) -> Iterator[Row]:
        """Yield the records of a layer that persons rejected: they can be taken back."""
        for mark in self._judged.marks:
            if mark.layer == layer and mark.verdict is Verb.REJECT:
                row = self._rejected(mark)
                if row is not None:
                    yield row

    def place_of(self, row: Row) -> tuple[int, int]:
        """Return by what attributions are sorted: their numbers, the rejected where they stood."""
        if row.label:
            return int(row.label), 0
        at = row.own[0].start if row.own else 0
        firsts = self._text.paragraphs.first_run
        return sum(start <= at for start in firsts.values()), 1

    def _rejected(self, mark: Mark) -> Row | None:
        mine = self._log.on(_key_of(mark), mark.layer)
        seen = next((each.seen for each in mine if each.seen is not None), None)
        if seen is None:
            return None
        row = self._row(
            mark.layer,
            _rejected_key(mark, mine),
            item_of(mark.layer, seen.item),
            self._log.of_mark(mark),
            seen.source,
        )
        return msgspec.structs.replace(row, rejected=True, percent=None, unsure=False, label="")

    def _row(
        self, layer: str, key: str, item: Item, judged: Told | None, source: Source | None = None
    ) -> Row:
        own = (item.content or item.cue or item.source) if isinstance(item, Attribution) else (item.span,)
        confidence = getattr(item, "confidence", None)
        decided = judged is not None and judged.state in {"accepted", "corrected", "added"}
        row = Row(
            lead="",
            key=key,
            layer=layer,
            noun=NOUNS[layer],
            own=tuple(_cited(span) for span in own),
            where=self._where(own[0].start),
            proofs=tuple(_cited(span, proves) for proves, span in _told_proofs(item)),
            percent=round(100 * confidence) if confidence is not None and not decided else None,
            unsure=confidence is not None and confidence < UNSURE and not decided,
            judged=judged,
        )
        if isinstance(item, Attribution):
            return self._spoken(item, source or self._sources.get(item.speaker), row)
        by = getattr(item, "by", None)
        voice = self._said.get(by or "")
        speaker = self._sources.get(voice.speaker) if voice is not None else None
        has_voice = hasattr(item, "by")
        return msgspec.structs.replace(
            row,
            lead=told(item),
            link=links.place(item.name) if isinstance(item, Place) else None,
            says=(speaker.who if speaker is not None else None) if has_voice else None,
            says_key=self._keys.get(by or "") if has_voice else None,
            says_label=str(self._text.numbers.get(by or "", "")),
            chain=self._chain(voice.chain) if voice is not None else (),
            colour=self._text.colours.get(voice.speaker, "sn") if voice is not None else "",
        )

    def _spoken(self, item: Attribution, source: Source | None, row: Row) -> Row:
        who = source.who if source is not None else f"({NOT_RESOLVED})"
        about = [source.role, source.affiliation] if source is not None else []
        number = self._text.numbers.get(item.id)
        return msgspec.structs.replace(
            row,
            label="" if number is None else str(number),
            lead=who,
            link=links.speaker(who) if source is not None else None,
            about=", ".join(part for part in about if part and part.casefold() not in who.casefold()),
            unnamed=source is not None and not source.named,
            does=SAYS[item.act],
            chain=self._chain(item.chain),
            colour=self._text.colours.get(item.speaker, "sn"),
            grade=self._grades.get(who.casefold(), ""),
            depth=self._depth(item),
        )

    def _chain(self, chain: tuple[Voice, ...]) -> tuple[Link, ...]:
        return tuple(
            Link(
                who=voice.who,
                outlet=voice.kind is Kind.OUTLET,
                unnamed=voice.kind is Kind.UNNAMED,
                cited=None if voice.citation is None else _cited(voice.citation),
                grade=self._grades.get(voice.who.casefold(), ""),
            )
            for voice in chain
        )

    def _depth(self, item: Attribution) -> int:
        depth, seen, at = 0, {item.id}, item.inside
        while at in self._said and at not in seen:
            seen.add(at)
            depth, at = depth + 1, self._said[at].inside
        return depth

    def _where(self, position: int) -> str:
        number = self._text.paragraphs.paragraph_at(position)
        return f"¶{number}" if number else "headline"


def _told_proofs(item: Item) -> Iterator[tuple[str, Span]]:
    """Yield what proves a record's fields; of an attribution its source and cue: the chain has the rest."""
    if isinstance(item, Attribution):
        yield from (("source", span) for span in item.source)
        yield from (("cue", span) for span in item.cue)
    else:
        yield from proofs_of(item)


def _cited(span: Span, proves: str = "") -> Cited:
    words = " ".join(shown_words(span.text).split())
    return Cited(words=words, at=f"{span.start}-{span.end}", start=span.start, proves=proves)


def _key_of(mark: Mark) -> tuple[tuple[Span, ...], int, int]:
    return mark.target.spans, mark.target.nth, mark.target.added or 0


def _rejected_key(mark: Mark, log: list[Judgement]) -> str:
    """Return a key that no shown record has: what is rejected is undone by number, never judged anew."""
    return f"{LETTERS[mark.layer]}-x{log[0].id}"
