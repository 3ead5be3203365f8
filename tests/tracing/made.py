"""Statements made by hand, and vectors that stand in for the network."""

from typing import Any

import numpy as np

from reportedly.record import Kind, Span, Voice
from reportedly.tracing.embedding import SIZE
from reportedly.tracing.statement import Statement, StatementKind


def voices(*names: str, last: Kind = Kind.PERSON) -> tuple[Voice, ...]:
    """Return a chain: outlets, and a last voice of the given kind."""
    kinds = [Kind.OUTLET] * (len(names) - 1) + [last if len(names) > 1 else Kind.OUTLET]
    return tuple(Voice(who=n, kind=k) for n, k in zip(names, kinds, strict=True))


def statement(report: str, words: str, *chain: str, last: Kind = Kind.PERSON, **slots: Any) -> Statement:  # noqa: ANN401 -- slots of Statement
    """Return attributed words of a report; the first of the chain publishes it."""
    given: dict[str, Any] = {
        "kind": StatementKind.SAID,
        "item": "a1",
        "attribution": "a1" if len(chain) > 1 else None,
        "published": "2026-03-04",
        **slots,
    }
    item = given["item"]
    return Statement(
        id=f"{report}#{item}",
        report=report,
        outlet=chain[0],
        words=words,
        spans=(Span(0, len(words), words),),
        chain=voices(*chain, last=last),
        **given,
    )


def vectors(texts: list[str]) -> Any:  # noqa: ANN401 -- an array
    """Return unit vectors that are the nearer the more words two texts share."""
    rows = []
    for text in texts:
        row = np.zeros(SIZE, dtype=np.float32)
        for word in sorted(set(text.casefold().split())):
            seed = int.from_bytes(word.encode()[:8].ljust(8, b"\0"), "big")
            row += np.random.Generator(np.random.PCG64(seed)).standard_normal(SIZE).astype(np.float32)
        rows.append(row / (np.linalg.norm(row) or 1.0))
    return np.array(rows, dtype=np.float32)
