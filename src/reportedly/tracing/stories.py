"""Stories: which reports are about the same happening, told from their headlines and first sentences."""

from collections.abc import Sequence
from math import log

import numpy as np

from reportedly.record.days import days_of
from reportedly.tracing.clustering import clusters_of
from reportedly.tracing.embedding import embed
from reportedly.tracing.terms import sentences_of, terms_of

_SENTENCES = 6
"""Of a report's first sentences, how many are read: news puts what matters first."""
LEAST = 0.5
"""Average score from which two groups of reports are one story."""
_DAYS = 10
"""Days between two reports of one story, at most."""


def stories_of(reports: Sequence[tuple[str, str, str | None]]) -> list[frozenset[str]]:
    """Return the stories of (id, text, ISO date) reports, as sets of ids. All pairs: for some thousands."""
    heads = [_head(text) for _, text, _ in reports]
    vectors = embed([head for sentences in heads for head in sentences])
    ends = np.cumsum([len(h) for h in heads])
    means = np.array(
        [
            vectors[e - len(h) : e].mean(axis=0) if h else np.zeros(vectors.shape[1])
            for h, e in zip(heads, ends, strict=True)
        ]
    )
    means /= np.maximum(np.linalg.norm(means, axis=1, keepdims=True), 1e-9)
    near = means @ means.T
    terms = [terms_of(" ".join(h)) for h in heads]
    rare: dict[str, int] = {}
    for found in terms:
        for term in found:
            rare[term] = rare.get(term, 0) + 1
    worth = {t: log(1 + len(reports) / n) for t, n in rare.items()}
    days = [days_of(day) for _, _, day in reports]
    edges = {}
    for i in range(len(reports)):
        for j in range(i + 1, len(reports)):
            a, b = days[i], days[j]
            if near[i, j] < 0.3 or (a is not None and b is not None and not a.meets(b, slack=_DAYS)):  # noqa: PLR2004 -- nothing in common
                continue
            shared = sum(worth[t] for t in terms[i] & terms[j])
            least = min(sum(worth[t] for t in terms[i]), sum(worth[t] for t in terms[j])) or 1.0
            edges[reports[i][0], reports[j][0]] = float(0.5 * near[i, j] + 0.5 * min(1.0, 2 * shared / least))
    return clusters_of([name for name, _, _ in reports], edges, (), LEAST)


def _head(text: str) -> list[str]:
    return [text[a:b] for a, b in sentences_of(text)[:_SENTENCES]]
