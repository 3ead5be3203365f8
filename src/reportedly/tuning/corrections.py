"""Corrections: reports as persons judged them, as examples the encoder can learn from.

A report of which every attribution was judged is learned whole: what nobody marked is then no attribution.
Of another one only the sentences are learned in which a judged record stands, a rejected one too.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from reportedly.gold.records import unjudged
from reportedly.gold.spans import Spans, match
from reportedly.reading import labels
from reportedly.reading.encoder import Encoder
from reportedly.reading.found import Found, find_attributions
from reportedly.reading.words import Words, sentence_starts, split_words
from reportedly.record import Attribution, Source, Span
from reportedly.record.layers import ATTRIBUTIONS
from reportedly.store import Judged, Mark, Verb
from reportedly.tuning.articles import Article, Marked, Range

_SAME = 0.5
"""Content token F1 from which what the model found is what a person judged."""


@dataclass(frozen=True, slots=True)
class Example:
    """One judged report."""

    story: str
    """The story it is a version of; the versions of one story are never divided."""
    article: Article
    """Its text and what is attributed in it, with what is not to be learned."""
    learned: tuple[Range, ...] | None
    """Where it was judged; None for everywhere."""
    judged: int
    """Attributions that persons judged in it."""
    changed: int
    """Of them corrected, added or rejected."""


def example_of(judged: Judged, story: str) -> Example | None:
    """Return a judged report as an example; None where nobody judged an attribution of it."""
    marks = [mark for mark in judged.marks if mark.layer == ATTRIBUTIONS and _told(mark)]
    if not marks:
        return None
    reading = judged.reading
    text = reading.report.text
    sources = {source.id: source for source in reading.sources}
    found = tuple(_marked(each, sources.get(each.speaker)) for each in reading.attributions if each.content)
    learned = None if not unjudged(judged, (ATTRIBUTIONS,)) else _sentences(split_words(text), marks)
    discard = () if learned is None else _between(learned, len(text))
    return Example(
        story=story,
        article=Article(reading.report.id, text, (found,), guide=True, discard=(discard,)),
        learned=learned,
        judged=len(marks),
        changed=sum(mark.verdict is Verb.REJECT or bool(mark.corrected) or mark.added for mark in marks),
    )


def own_reading(encoder: Encoder, name: str, text: str) -> Article:
    """Return what a model itself finds in a text, as an article: taught again, so that it is not lost."""
    words = split_words(text)
    return Article(
        name,
        text,
        (tuple(_as_marked(each, words) for each in find_attributions(encoder, words)),),
        guide=True,
        discard=((),),
    )


def with_ways(article: Article, encoder: Encoder) -> Article:
    """Return the article with `via` and `medium` as the model has them where it found the same attribution.

    A judgement tells through whom something came as a chain of voices, not as words of the report.
    """
    own = own_reading(encoder, article.name, article.text).versions[0]
    told = article.versions[0]
    pairs = match([_spans(each) for each in told], [_spans(each) for each in own], _SAME)
    ways = {i: own[j] for i, j in pairs}
    marked = tuple(
        Marked(
            each.cue, each.source, each.content, ways[i].via, ways[i].medium, each.act, each.kind, each.named,
            each.nested,
        )
        if i in ways
        else each
        for i, each in enumerate(told)
    )  # fmt: skip
    return Article(article.name, article.text, (marked,), guide=True, discard=article.discard)


def _told(mark: Mark) -> bool:
    return mark.verdict is not None or bool(mark.corrected) or mark.added


def _spans(marked: Marked) -> Spans:
    return Spans(marked.source, marked.cue, marked.content)


def _marked(said: Attribution, source: Source | None) -> Marked:
    """Return an attribution as its annotator would have marked it."""
    act, kind = said.act.value, source.kind.value if source is not None else ""
    known = act in labels.ACTS and kind in labels.KINDS  # the network learns both of an anchor, or neither
    return Marked(
        cue=_ranges(said.cue),
        source=_ranges(said.source),
        content=_ranges(said.content),
        act=act if known else None,
        kind=kind if known else None,
        named=source.named if known and source is not None else None,
        nested=said.inside is not None,
    )


def _as_marked(found: Found, words: Words) -> Marked:
    """Return what the encoder found as an annotator would have marked it."""

    def ranges(kind: tuple[tuple[int, int], ...]) -> tuple[Range, ...]:
        return tuple((words.starts[first], words.ends[last - 1]) for first, last in kind)

    acts, kinds = list(found.acts), list(found.kinds)
    return Marked(
        cue=ranges(found.cue),
        source=ranges(found.source),
        content=ranges(found.content),
        via=ranges(found.via),
        medium=ranges(found.medium),
        act=labels.ACTS[acts.index(max(acts))],
        kind=labels.KINDS[kinds.index(max(kinds))],
        named=labels.KINDS[kinds.index(max(kinds))] != "unnamed",
    )


def _ranges(spans: Iterable[Span]) -> tuple[Range, ...]:
    return tuple(sorted((span.start, span.end) for span in spans))


def _sentences(words: Words, marks: Iterable[Mark]) -> tuple[Range, ...]:
    """Return the sentences in which a judged record stands or stood, merged where they touch."""
    spans = [span for mark in marks for span in (*mark.spans, *mark.target.spans)]
    kept: list[Range] = []
    for start, end in _all_sentences(words):
        if any(span.start < end and start < span.end for span in spans):
            kept.append((start, end))
    return tuple(kept)


def _all_sentences(words: Words) -> list[Range]:
    """Return every sentence of a text, as characters."""
    bounds = sorted(
        {
            first
            for first, last in _paragraphs(words)
            for first in (first, *sentence_starts(words, first, last))
        }
    )
    ends = [*bounds[1:], len(words)]
    return [(words.starts[a], words.ends[b - 1]) for a, b in zip(bounds, ends, strict=True) if b > a]


def _paragraphs(words: Words) -> list[tuple[int, int]]:
    edges = [*words.paragraphs]
    if not edges or edges[-1] < len(words):
        edges.append(len(words))
    return [(a, b) for a, b in pairwise(edges) if b > a]


def _between(kept: tuple[Range, ...], length: int) -> tuple[Range, ...]:
    """Return what of a text of `length` characters lies outside the sorted ranges `kept`."""
    edges = [0, *(edge for each in kept for edge in each), length]
    return tuple((a, b) for a, b in zip(edges[::2], edges[1::2], strict=True) if b > a)
