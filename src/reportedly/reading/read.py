"""Read: one report to one Reading. This is the table of contents of the reading stage.

text ──words──▶ encoder ──▶ found attributions ──▶ nesting ──▶ speakers ──▶ chains ──▶ record
"""

from reportedly.reading.acts import act_of
from reportedly.reading.chains import build
from reportedly.reading.completing import complete
from reportedly.reading.confidence import confidence_of
from reportedly.reading.decoding import WordRange
from reportedly.reading.encoder import load_encoder
from reportedly.reading.found import Found, find_attributions, trimmed
from reportedly.reading.manner import manner_of
from reportedly.reading.medium import medium_of
from reportedly.reading.nesting import nest
from reportedly.reading.phrases import Described
from reportedly.reading.speakers import resolve
from reportedly.reading.words import Words, split_words
from reportedly.record import Attribution, Reading, Report, Source, Span, cite


def read_report(report: Report) -> Reading:
    """Return all attributions of one report, with speakers and chains.

    Raises ModelMissingError where the shipped encoder is not whole.
    """
    encoder = load_encoder()
    words = split_words(report.text)
    found = [t for f in find_attributions(encoder, words) if (t := trimmed(f, words))]
    found = complete(found, words)
    inside = nest(found, words)
    speakers = resolve(found, inside, words, report.outlet)
    chains = build(found, inside, speakers, words, report.outlet)
    sources, ids = _sources(found, speakers, words)
    attributions = tuple(
        Attribution(
            id=f"a{i + 1}",
            speaker=ids[i],
            source=_spans(words, f.source),
            cue=_spans(words, f.cue),
            content=_spans(words, f.content),
            manner=manner_of(words, f.content),
            act=act_of(f),
            inside=None if (holder := inside[i]) is None else f"a{holder + 1}",
            medium=medium_of(f, words),
            chain=chains[i],
            confidence=confidence_of(f, encoder.settings["confidence"]),
        )
        for i, f in enumerate(found)
    )
    return Reading(report=report, sources=sources, attributions=attributions, model=encoder.name)


def _spans(words: Words, ranges: tuple[WordRange, ...]) -> tuple[Span, ...]:
    """Return ranges of words as spans of the text."""
    return tuple(cite(words.text, words.starts[first], words.ends[last - 1]) for first, last in ranges)


def _sources(
    found: list[Found], speakers: list[Described], words: Words
) -> tuple[tuple[Source, ...], list[str]]:
    """Return each speaker once, in order of first mention, and the id each attribution points at."""
    order: dict[tuple[str, str], list[int]] = {}
    for i, speaker in enumerate(speakers):
        order.setdefault((speaker.who.casefold(), speaker.kind), []).append(i)
    sources = []
    ids = [""] * len(found)
    for n, members in enumerate(order.values(), 1):
        told = [speakers[i] for i in members]
        spans = dict.fromkeys(s for i in members for s in _spans(words, found[i].source))
        for i in members:
            ids[i] = f"s{n}"
        sources.append(
            Source(
                id=f"s{n}",
                who=told[0].who,
                kind=told[0].kind,
                named=told[0].named,
                role=next((t.role for t in told if t.role), None),
                affiliation=next((t.affiliation for t in told if t.affiliation), None),
                mentions=tuple(sorted(spans)),
            )
        )
    return tuple(sources), ids
