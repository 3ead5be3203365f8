"""Attributions made by hand over a short text, as the encoder would find them."""

from reportedly.reading import labels
from reportedly.reading.decoding import WordRange
from reportedly.reading.found import Found
from reportedly.reading.words import Words


def place(words: Words, phrase: str, after: int = 0) -> WordRange:
    """Return the words of `phrase` at its first place at or after the character `after`."""
    start = words.text.index(phrase, after)
    return words.starts.index(start), words.ends.index(start + len(phrase)) + 1


def said(  # noqa: PLR0913 - the roles of one attribution
    words: Words,
    *,
    source: str = "",
    cue: str = "",
    content: str | tuple[str, ...],
    via: str = "",
    kind: str = "person",
    after: int = 0,
) -> Found:
    """Return the attribution whose words are these, each at its first place from `after` on."""
    contents = (content,) if isinstance(content, str) else content
    content_at = tuple(place(words, c, after) for c in contents)
    cue_at = (place(words, cue, after),) if cue else ()
    rest = 0.2 / (len(labels.KINDS) - 1)
    return Found(
        anchor=(cue_at or content_at)[0][0],
        bare=not cue,
        source=(place(words, source, after),) if source else (),
        cue=cue_at,
        content=content_at,
        via=(place(words, via, after),) if via else (),
        medium=(),
        acts=(1.0,) + (0.0,) * (len(labels.ACTS) - 1),
        kinds=tuple(0.8 if k == kind else rest for k in labels.KINDS),
        anchor_score=0.9,
        path_score=-0.1,
    )


def phrases(words: Words, ranges: tuple[WordRange, ...]) -> list[str]:
    """Return the ranges as the text has them."""
    return [words.said(a, b) for a, b in ranges]
