"""Baseline: textacy's direct quotations (`textacy.extract.direct_quotations`).

textacy refuses a text with an odd number of quotation marks. Such a text is given to it paragraph by
paragraph, so that one unclosed quotation costs one paragraph.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from typing import Any

from evaluation.baselines.found import Attribution, Ranges


def find(doc: Any) -> list[Attribution]:  # noqa: ANN401 - a spaCy Doc
    """Return the quotations that textacy finds in a text."""
    extract = importlib.import_module("textacy.extract").direct_quotations
    try:
        return [_attribution(triple, 0) for triple in extract(doc)]
    except ValueError:
        found: list[Attribution] = []
        for first, last in _paragraphs(doc):
            part = doc[first:last].as_doc()
            try:
                found += [_attribution(triple, doc[first].idx) for triple in extract(part)]
            except ValueError:
                continue
        return found


def _attribution(triple: Any, offset: int) -> Attribution:  # noqa: ANN401 - a DQTriple
    def ranges(tokens: Any) -> Ranges:  # noqa: ANN401 - Tokens or a Span
        got = [*tokens]
        return [(got[0].idx + offset, got[-1].idx + len(got[-1]) + offset)]

    return {
        "source": ranges(triple.speaker),
        "cue": ranges(triple.cue),
        "content": ranges(triple.content),
    }


def _paragraphs(doc: Any) -> Iterator[tuple[int, int]]:  # noqa: ANN401 - a spaCy Doc
    begun = 0
    for token in doc:
        if token.is_space and "\n" in token.text:
            if token.i > begun:
                yield begun, token.i
            begun = token.i + 1
    if begun < len(doc):
        yield begun, len(doc)
