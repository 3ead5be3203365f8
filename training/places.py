"""Fit the weights of the place resolver: `python -m training.places [--shared ../shared]`.

On the halves of LGL and TR-News that evaluation/places.py does not score. A log-linear choice among
candidates, any of those within 161 km of the annotated position being right; first without context,
then in the context that the previous weights give, three times over. Gradient descent on the mean log
loss with an L2 penalty; deterministic; about a minute.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import msgspec
import numpy as np

from evaluation.places import Article, hints_of, read_corpus
from reportedly.gazetteer import Hints, Mention, features, gazetteer, kilometres, scoring
from reportedly.gazetteer.context import Floats, country_mentions
from reportedly.gazetteer.lookup import look_up
from reportedly.gazetteer.resolve import group
from reportedly.gazetteer.scoring import Group, Weights, softmax
from reportedly.gazetteer.surroundings import look_around
from reportedly.gold.facts import NEAR_KM
from training.facts.corpora import GEOPARSING

STEPS = 1500
RATE = 0.05
PENALTY = 2e-4
CERTAINTY_PENALTY = 3.0
TURNS = 4
NEVER_AGAINST = {
    "log population",
    "most populous",
    "share of population",
    "capital",
    "seat",
    "word fits",
    "level fits",
}
"""Terms that may not speak against a place, whatever two corpora with many namesakes of London say."""
HERE = Path(__file__).parent


@dataclass
class Case:
    """One article, prepared: its groups, their right candidates, and how often each is annotated."""

    groups: list[Group]
    right: list[Floats]
    apart: list[Floats]
    said: Counter[str]
    hints: Hints
    weight: float


def prepare(article: Article, weight: float, *, hinted: bool) -> Case:
    """Look up an article's names; a candidate is right as often as mentions of its group lie near it."""
    places = gazetteer()
    mentions = [
        Mention(start=t.start, end=t.end, surface=article.text[t.start : t.end]) for t in article.toponyms
    ]
    found = [look_up(m.surface, places) for m in mentions]
    around = [look_around(m, article.text, places) for m in mentions]
    numbers, groups = group(mentions, found, around)
    right: list[Floats] = [np.zeros(len(g.candidates)) for g in groups]
    for number, toponym in zip(numbers, article.toponyms, strict=True):
        if number is None:
            continue
        for i, c in enumerate(groups[number].candidates):
            right[number][i] += kilometres((c.lat, c.lon), (toponym.lat, toponym.lon)) <= NEAR_KM
    apart = [features.alone(g.surface, g.candidates, g.around, g.kind) for g in groups]
    return Case(
        groups, right, apart, country_mentions(article.text), hints_of(article) if hinted else Hints(), weight
    )


def fit(terms: list[Floats], right: list[Floats], weigh: list[float], start: Floats) -> Floats:
    """Return the weights that make the right candidates likeliest; Adam, full batches."""
    usable = [n for n, r in enumerate(right) if r.any() and not (r > 0).all()]
    rows = np.concatenate([terms[n] for n in usable])
    owner = np.repeat(np.arange(len(usable)), [len(terms[n]) for n in usable])
    goal = np.concatenate([(right[n] > 0).astype(float) for n in usable])
    often = np.array([weigh[n] * np.sqrt(right[n].max()) for n in usable])
    firsts = np.searchsorted(owner, np.arange(len(usable)))
    bound = [n for n, name in enumerate(features.NAMES[: len(start)]) if name in NEVER_AGAINST]
    weights, momentum, square = start.copy(), np.zeros_like(start), np.zeros_like(start)
    for step in range(1, STEPS + 1):
        scores = rows @ weights
        risen = np.exp(scores - np.maximum.reduceat(scores, firsts)[owner])
        share = risen / np.add.reduceat(risen, firsts)[owner]
        good = share * goal
        wanted = good / np.maximum(np.add.reduceat(good, firsts), 1e-12)[owner]
        slope = rows.T @ ((share - wanted) * often[owner]) / often.sum() + PENALTY * weights
        momentum = 0.9 * momentum + 0.1 * slope
        square = 0.999 * square + 0.001 * slope**2
        weights -= RATE * (momentum / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
        weights[bound] = np.maximum(weights[bound], 0.0)
    return weights


def fit_certainty(signs: Floats, right: Floats, often: Floats) -> Floats:
    """Return the weights of the probability that a choice is right: logistic regression, Newton's method."""
    weights = np.zeros(signs.shape[1])
    for _ in range(30):
        share = 1 / (1 + np.exp(-(signs @ weights)))
        slope = signs.T @ ((share - right) * often) + CERTAINTY_PENALTY * weights
        bend = (signs * (share * (1 - share) * often)[:, None]).T @ signs
        weights -= np.linalg.solve(bend + CERTAINTY_PENALTY * np.eye(len(weights)), slope)
    return weights


def train(cases: list[Case]) -> tuple[Floats, Floats, Floats]:
    """Return the weights of the first and of the later choices, and of the certainty."""
    right = [r for case in cases for r in case.right]
    weigh = [case.weight for case in cases for _ in case.right]
    first = fit([a for case in cases for a in case.apart], right, weigh, np.zeros(features.ALONE))
    later: Floats = np.zeros(len(features.NAMES))
    later[: features.ALONE] = first
    chosen: list[list[Floats]] = [[softmax(a @ first) for a in case.apart] for case in cases]
    for turn in range(TURNS):
        terms = [_terms(case, shares) for case, shares in zip(cases, chosen, strict=True)]
        later = fit([t for case_terms in terms for t in case_terms], right, weigh, later)
        right_now = accuracy(cases, terms, later)
        print(f"turn {turn + 1} of {TURNS}: {right_now:.1f} % of annotated mentions right (fit half)")
        chosen = [[softmax(t @ later) for t in case_terms] for case_terms in terms]
    picked = [
        (scoring.sign(g, t, c), float(r[int(c.argmax())] > 0), np.sqrt(g.times))
        for case, case_terms, shares in zip(cases, terms, chosen, strict=True)
        for g, t, c, r in zip(case.groups, case_terms, shares, case.right, strict=True)
    ]
    signs, good, often = (np.array(column) for column in zip(*picked, strict=True))
    return first, later, fit_certainty(signs, good, often)


def _terms(case: Case, shares: list[Floats]) -> list[Floats]:
    context = scoring.context_of(case.groups, shares, case.said)
    return [scoring.row_terms(n, g, case.apart[n], context, case.hints) for n, g in enumerate(case.groups)]


def accuracy(cases: list[Case], terms: list[list[Floats]], weights: Floats) -> float:
    """Return the share of mentions with candidates whose best candidate is right, in percent."""
    good = total = 0.0
    for case, case_terms in zip(cases, terms, strict=True):
        for g, t, r in zip(case.groups, case_terms, case.right, strict=True):
            total += g.times
            good += r[int((t @ weights).argmax())]
    return 100 * good / total


def main(arguments: list[str] | None = None) -> int:
    """Fit and write src/reportedly/gazetteer/weights.json."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=HERE.parent.parent / "shared")
    args = parser.parse_args(arguments)
    folder = args.shared / "data" / "geoparsing"
    articles = [a for corpus in GEOPARSING for a in read_corpus(folder, corpus) if not a.held_out]
    # Each article twice, with and without its outlet's country, so that the others do not lean on it.
    sizes = Counter(a.corpus for a in articles)
    weight = {corpus: len(articles) / size for corpus, size in sizes.items()}  # both corpora count alike
    cases = [prepare(a, weight[a.corpus], hinted=hinted) for hinted in (False, True) for a in articles]
    first, later, certain = train(cases)
    weights = Weights(
        provenance=f"training/places.py on {len(articles)} articles: LGL and TR-News, the half not held out",
        alone=dict(zip(features.NAMES[: features.ALONE], first.round(4).tolist(), strict=True)),
        context=dict(zip(features.NAMES, later.round(4).tolist(), strict=True)),
        certainty=dict(zip(scoring.SIGNS, certain.round(4).tolist(), strict=True)),
    )
    scoring.WEIGHTS.write_bytes(msgspec.json.format(msgspec.json.encode(weights), indent=1) + b"\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
