"""The text of a report as the Reader shows it: flat segments, cut wherever anything begins or ends.

Contents nest and overlap, so no element could wrap each of them. A segment is the longest stretch over which
the same records stand; it names them all, and its classes say how they are drawn. Its element is called by
where it begins (w120), so that every cited word has an address.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

import msgspec

from reportedly.desk.pages.reader_keys import keys_of
from reportedly.record import Attribution, Control, Event, Figure, Reading, Span
from reportedly.record.layers import ATTRIBUTIONS, CONTROLS, EVENTS, FIGURES, PLACES, TIMES
from reportedly.store.items import Item
from reportedly.views.passages import Mark, Passages, Run, passages

_COLOURS = (0, 1, 4, 3, 2, 5)
"""Colours of speakers (tokens.css), those first that differ most. Further speakers share a neutral one."""
_DEEPEST = 3
"""Lines under a word; contents nested deeper share the last."""
_CITED = ""
"""Layer of marks that only cut: words that prove a field."""
_FACTS = (PLACES, TIMES, FIGURES, CONTROLS, EVENTS)
_UNFIT = dict.fromkeys({*range(32), *range(0x7F, 0xA0), *range(0xD800, 0xE000)} - {9, 10}, 0xFFFD) | {13: 32}
"""Characters that may not stand in HTML, or that a browser would make fewer of; one for one, so that places
in the page are places in the text."""


class Number(msgspec.Struct, frozen=True, kw_only=True):
    """The number of an attribution, set where its words begin."""

    number: int
    key: str
    colour: str
    speaker: str


class Segment(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch of text over which the same records stand."""

    at: int
    """Where it begins in the report's text."""
    words: str
    keys: tuple[str, ...] = ()
    """Its records: facts first, the shortest first; then attributions, the innermost first."""
    style: str = ""
    """Classes of its element."""
    numbers: tuple[Number, ...] = ()


class Block(msgspec.Struct, frozen=True, kw_only=True):
    """One paragraph."""

    number: int
    """0 is the headline."""
    at: int
    segments: tuple[Segment, ...]


class Text(msgspec.Struct, frozen=True, kw_only=True):
    """A report's text, ready to be laid out."""

    blocks: tuple[Block, ...]
    numbers: Mapping[str, int]
    """Attribution id -> its number in the text."""
    colours: Mapping[str, str]
    """Source id -> class of its colour."""
    paragraphs: Passages
    """Where the paragraphs are."""


def text_of(reading: Reading) -> Text:
    """Return the text of `reading`, whose citations must all match it."""
    keys = {
        (layer, row): key
        for layer in (ATTRIBUTIONS, *_FACTS)
        for row, key in enumerate(keys_of(reading, layer), 1)
    }
    cut = passages(reading, _marks(reading))
    colours = _colours(reading, cut)
    drawn = _Drawn(reading, cut, colours, keys)
    blocks = tuple(
        Block(
            number=each.number,
            at=each.start,
            segments=tuple(drawn.segment(run) for run in each.runs),
        )
        for each in cut.paragraphs
    )
    return Text(blocks=blocks, numbers=cut.numbers, colours=colours, paragraphs=cut)


def proofs_of(item: Item) -> Iterator[tuple[str, Span]]:
    """Yield the words that prove a record's fields, beside the record's own, with what they prove."""
    if isinstance(item, Attribution):
        yield from ((f"through {voice.who}", voice.citation) for voice in item.chain if voice.citation)
    elif isinstance(item, Figure):
        if item.period is not None:
            yield "period", item.period
    elif isinstance(item, (Control, Event)):
        names = ("place_spans", "holder_spans", "actor_spans", "recipient_spans")
        for name in names:
            yield from ((name.removesuffix("_spans"), span) for span in getattr(item, name, ()))
        if item.when_span is not None:
            yield "when", item.when_span


def shown_words(words: str) -> str:
    """Return words of a report as they may stand in a page, one character for each of theirs."""
    return words.translate(_UNFIT)


def _marks(reading: Reading) -> Iterator[Mark]:
    for layer in _FACTS:
        for row, item in enumerate(getattr(reading, layer), 1):
            yield Mark(layer=layer, row=row, mention=1, span=item.span)
    cited: dict[Span, None] = {}
    for layer in (ATTRIBUTIONS, *_FACTS):
        for item in getattr(reading, layer):
            cited.update((span, None) for _, span in proofs_of(item))
    for row, span in enumerate(cited, 1):
        yield Mark(layer=_CITED, row=row, mention=1, span=span)


def _colours(reading: Reading, cut: Passages) -> dict[str, str]:
    """Return the colours of those who speak most, in the order in which they first speak."""
    spoken = [said for said in reading.attributions if said.id in cut.numbers]
    spoken.sort(key=lambda said: cut.numbers[said.id])
    times = Counter(said.speaker for said in spoken)
    most = {speaker for speaker, _ in times.most_common(len(_COLOURS))}
    first = [speaker for speaker in dict.fromkeys(said.speaker for said in spoken) if speaker in most]
    named = {speaker: f"s{colour}" for speaker, colour in zip(first, _COLOURS, strict=False)}
    return {source.id: named.get(source.id, "sn") for source in reading.sources}


class _Drawn:
    """Makes the segments of one text."""

    def __init__(
        self,
        reading: Reading,
        cut: Passages,
        colours: Mapping[str, str],
        keys: Mapping[tuple[str, int], str],
    ) -> None:
        self._said = {said.id: said for said in reading.attributions}
        self._key = {said.id: keys[ATTRIBUTIONS, row] for row, said in enumerate(reading.attributions, 1)}
        self._who = {source.id: source.who for source in reading.sources}
        self._numbers, self._colours, self._keys = cut.numbers, colours, keys
        self._starts = _by_start(cut.first_run)
        runs = [run for paragraph in cut.paragraphs for run in paragraph.runs]
        self._height = _heights(runs)

    def segment(self, run: Run) -> Segment:
        facts = [mark for mark in reversed(run.marks) if mark.layer != _CITED]
        said = dict.fromkeys((*reversed(run.contents), *run.cues, *run.sources))
        keys = (
            *(self._keys[mark.layer, mark.row] for mark in facts),
            *(self._key[id_] for id_ in said),
        )
        style = [f"m-{layer}" for layer in dict.fromkeys(mark.layer for mark in facts)]
        if run.contents:
            deep = min(len(run.contents), _DEEPEST)
            high = min(max(self._height[id_] for id_ in run.contents), _DEEPEST)
            style += ["q", f"d{deep}", f"h{high}"]
            style += [f"u{n}-{self._colour(id_)}" for n, id_ in enumerate(run.contents[:_DEEPEST], 1)]
        if run.cues:
            style += ["cue", f"k-{self._colour(run.cues[-1])}"]
        if run.sources:
            style += ["src", f"k-{self._colour(run.sources[-1])}"]
        return Segment(
            at=run.start,
            words=shown_words(run.text),
            keys=keys,
            style=" ".join(style),
            numbers=tuple(self._number(id_) for id_ in self._starts.get(run.start, ())),
        )

    def _colour(self, id_: str) -> str:
        return self._colours.get(self._said[id_].speaker, "sn")

    def _number(self, id_: str) -> Number:
        said = self._said[id_]
        return Number(
            number=self._numbers[id_],
            key=self._key[id_],
            colour=self._colour(id_),
            speaker=self._who.get(said.speaker, "somebody"),
        )


def _by_start(firsts: Mapping[str, int]) -> dict[int, list[str]]:
    starts: dict[int, list[str]] = {}
    for id_, start in firsts.items():
        starts.setdefault(start, []).append(id_)
    return starts


def _heights(runs: Iterable[Run]) -> dict[str, int]:
    """Return, for each attribution, how many contents at most stand one in another where it stands."""
    heights: dict[str, int] = {}
    for run in runs:
        for id_ in run.contents:
            heights[id_] = max(heights.get(id_, 0), len(run.contents))
    return heights


_RANGE = re.compile(r"(\d{1,9})-(\d{1,9})")


def span_at(text: str, written: str) -> Span | None:
    """Return the words that "120-130" names, without blanks around them; None where it names none."""
    found = _RANGE.fullmatch(written.strip())
    if found is None:
        return None
    start, end = int(found[1]), min(int(found[2]), len(text))
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return Span(start, end, text[start:end]) if start < end else None
