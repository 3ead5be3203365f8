"""Arbitrary Readings for hypothesis: any text that UTF-8 can carry, spans cut from it."""

from hypothesis import strategies as st

from reportedly.record import (
    Act,
    Attribution,
    Kind,
    Manner,
    Problem,
    Reading,
    Report,
    Source,
    Span,
    Voice,
    cite,
    report_id,
)

words = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
"""Any text without lone surrogates, which UTF-8 cannot carry; astral characters included."""

maybe_words = st.none() | words


@st.composite
def spans(draw: st.DrawFn, text: str) -> Span:
    """Return a span of `text`, which must not be empty."""
    start = draw(st.integers(0, len(text) - 1))
    return cite(text, start, draw(st.integers(start + 1, len(text))))


def voices(text: str) -> st.SearchStrategy[Voice]:
    """Return voices whose citations lie in `text`."""
    return st.builds(
        Voice,
        who=words,
        kind=st.sampled_from(Kind),
        outlet=maybe_words,
        citation=st.none() | spans(text),
    )


def sources(text: str) -> st.SearchStrategy[Source]:
    """Return sources whose mentions lie in `text`."""
    return st.builds(
        Source,
        id=words,
        who=words,
        kind=st.sampled_from(Kind),
        named=st.booleans(),
        role=maybe_words,
        affiliation=maybe_words,
        mentions=st.lists(spans(text), max_size=2).map(tuple),
    )


def attributions(text: str) -> st.SearchStrategy[Attribution]:
    """Return attributions whose spans lie in `text`."""
    cited = st.lists(spans(text), max_size=2).map(tuple)
    return st.builds(
        Attribution,
        id=words,
        speaker=words,
        source=cited,
        cue=cited,
        content=cited,
        manner=st.sampled_from(Manner),
        act=st.sampled_from(Act),
        inside=maybe_words,
        medium=maybe_words,
        chain=st.lists(voices(text), max_size=2).map(tuple),
        confidence=st.floats(0, 1),
    )


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    """Return Readings of arbitrary reports."""
    text = draw(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60))
    report = Report(
        id=report_id(text),
        outlet=draw(maybe_words),
        url=draw(maybe_words),
        headline=draw(maybe_words),
        published=draw(maybe_words),
        language=draw(maybe_words),
        text=text,
    )
    return Reading(
        report=report,
        sources=tuple(draw(st.lists(sources(text), max_size=2))),
        attributions=tuple(draw(st.lists(attributions(text), max_size=2))),
        model=draw(maybe_words),
        problems=tuple(draw(st.lists(st.builds(Problem, code=words, message=words), max_size=1))),
    )
