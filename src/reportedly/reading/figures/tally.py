"""Tally: how many people a report tells were killed and wounded in what it reports.

Many are said outright ("killed at least 12"): then the figures decide, added up where one sentence
parts them by kind, never counting those "including" names again. One, two or three often are not:
"a man was shot and killed", "John Smith, 25, has died". There a small model decides, multinomial
logistic regression over what the figures say and how often, overall and in the first sentences, words of
harm stand in the text (wordlists/counted.yaml, `harm`). It is fitted on reports of gun violence
(training/tally.py), so of one incident with few victims; it is asked only where no figure tells of
`MANY` or more.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray

from reportedly.reading.figures.found import FoundFigure
from reportedly.reading.figures.tokens import Tokens, tokens_of
from reportedly.wordlists.counted import counted
from reportedly.wordlists.figures import word_set

WEIGHTS = Path(__file__).parent / "tally.json"
MANY = 4
"""From here on a number is said, not told one victim after the other."""
LEAD = 3
"""Sentences that tell the incident, the headline among them."""
SURE = 0.7
"""A figure counts for the tally from this `what_sure`."""
MOST = 20.0
"""Larger numbers say no more to the model than this."""
KINDS = ("killed", "wounded", "casualties")
_TOGETHER = frozenset(["and", ",", "as", "well", "plus", "&"])
_PARTS = word_set("parts")


@dataclass(frozen=True, slots=True)
class Tally:
    """The toll of what a report reports."""

    killed: int
    wounded: int
    killed_said: bool
    """True where a figure of the report says so, False where it is inferred from its words."""
    wounded_said: bool


@dataclass(frozen=True, slots=True)
class Said:
    """The greatest number said, and whether the first sentences say it, of the incident."""

    most: int
    leads: bool


class Weights(msgspec.Struct, frozen=True):
    """A fitted model: `names` of F features, and for each kind C rows of F+1 weights, bias last.

    Row c is the score of c people; the last row that of C-1 or more.
    """

    names: tuple[str, ...]
    killed: tuple[tuple[float, ...], ...]
    wounded: tuple[tuple[float, ...], ...]


def casualties(figures: Sequence[FoundFigure], text: str) -> Tally:
    """Return how many people `text` tells were killed and wounded, given its figures."""
    t = tokens_of(text)
    killed, wounded = said(figures, t, "killed"), said(figures, t, "wounded")
    weights = _load()
    values = features(figures, t)
    vector = np.array([*(values[name] for name in weights.names), 1.0])
    killed_many, wounded_many = _many(killed, weights.killed, vector), _many(wounded, weights.wounded, vector)
    return Tally(
        killed=killed.most if killed_many else _inferred(weights.killed, vector),
        wounded=wounded.most if wounded_many else _inferred(weights.wounded, vector),
        killed_said=killed_many,
        wounded_said=wounded_many,
    )


def _many(told: Said, rows: tuple[tuple[float, ...], ...], vector: NDArray[np.float64]) -> bool:
    """Tell whether the number said counts: large and of the incident, or of it by the model too."""
    return told.most >= MANY and (told.leads or _inferred(rows, vector) >= MANY)


def _inferred(rows: tuple[tuple[float, ...], ...], vector: NDArray[np.float64]) -> int:
    return int(np.argmax(np.array(rows) @ vector))


def said(figures: Sequence[FoundFigure], t: Tokens, what: str) -> Said:
    """Return the greatest number of people that figures tell to be `what`, 0 where none does.

    Figures that stand together are added ("two soldiers and three civilians"), parts of another
    ("including three children") are not. Totals so far ("since the war began") count only where the
    report has no other number.
    """
    own = [f for f in figures if f.what == what and _tells(f)]
    fresh = [f for f in own if f.cumulative is not True]
    sums: list[tuple[int, float]] = []
    end = -1
    for f in fresh or own:
        first = _token_at(t, f.start)
        if any(t.word(k) in _PARTS for k in range(max(t.bounds(first)[0], first - 3), first)):
            continue
        together = (
            end >= 0
            and t.sentence[end] == t.sentence[first]
            and all(t.low[k] in _TOGETHER for k in range(end, first))
        )
        if together:
            sums[-1] = (sums[-1][0], sums[-1][1] + _value(f))
        else:
            sums.append((t.sentence[first], _value(f)))
        end = _token_at(t, f.end)
    lead = [total for sentence, total in sums if sentence < LEAD]
    most = max(lead or [total for _, total in sums], default=0.0)
    return Said(int(most), leads=bool(lead) and bool(fresh))


def _tells(f: FoundFigure) -> bool:
    people = f.unit is None or f.unit == "people" or f.bare
    return f.what_sure >= SURE and f.resolved and f.counts and people and not f.implicit


def _value(f: FoundFigure) -> float:
    return f.low if f.low is not None else f.high or 0.0


def _token_at(t: Tokens, position: int) -> int:
    """Return the index of the token that begins at `position` of the text."""
    low, high = 0, len(t)
    while low < high:
        middle = (low + high) // 2
        if t.starts[middle] < position:
            low = middle + 1
        else:
            high = middle
    return low


def features(figures: Iterable[FoundFigure], t: Tokens) -> dict[str, float]:
    """Return what the model sees of a report, by name."""
    lead_end = t.ends[t.sentences[min(LEAD, len(t.sentences)) - 1][1] - 1] if t.sentences else 0
    values: dict[str, float] = {}
    for group, (everywhere, ahead) in _harm(t, lead_end).items():
        values[group] = math.log1p(everywhere)
        values[f"{group}, lead"] = math.log1p(ahead)
    known = [f for f in figures if f.what in KINDS and f.what_sure >= SURE and f.resolved]
    for kind in KINDS:
        own = [f for f in known if f.what == kind]
        plain = [f for f in own if not f.implicit]
        implied = [f for f in own if f.implicit]
        values[f"{kind} most"] = max((_least(f) for f in plain), default=0.0)
        values[f"{kind} most, lead"] = max((_least(f) for f in plain if f.start < lead_end), default=0.0)
        values[f"{kind} first"] = _least(plain[0]) if plain else 0.0
        values[f"{kind} figures"] = float(min(len(plain), MOST))
        values[f"{kind} implied"] = float(min(len(implied), MOST))
        values[f"{kind} implied, lead"] = float(min(sum(f.start < lead_end for f in implied), MOST))
        values[f"{kind} sum"] = min(sum(_least(f) for f in own), MOST)
    values["length"] = math.log1p(len(t.text))
    values["sentences"] = math.log1p(len(t.sentences))
    values["ages told"] = math.log1p(
        sum(word == "old" and t.word(i - 1) == "-" for i, word in enumerate(t.low))
    )
    values["names with ages"] = math.log1p(_aged_names(t))
    return values


def _least(f: FoundFigure) -> float:
    return min(_value(f), MOST)


def _aged_names(t: Tokens) -> int:
    """Return how many different people are named with their age ("John Smith, 25,")."""
    return len({
        (t.low[i - 3], t.low[i - 2])
        for i in range(3, len(t) - 1)
        if t.is_number(i) and t.low[i - 1] == t.word(i + 1) == ","
        and t.capital(i - 2) and t.capital(i - 3)
    })  # fmt: skip


def _harm(t: Tokens, lead_end: int) -> dict[str, tuple[int, int]]:
    """Return how often each group of words of harm stands in the text, and how often in its lead."""
    counts = {group: [0, 0] for group in counted().harm}
    free = dict.fromkeys(counts, 0)
    phrases = _phrases()
    for i, word in enumerate(t.low):
        for words, group in phrases.get(word, ()):
            if i < free[group] or tuple(t.low[i : i + len(words)]) != words:
                continue
            free[group] = i + len(words)
            counts[group][0] += 1
            counts[group][1] += t.starts[i] < lead_end
    return {group: (everywhere, ahead) for group, (everywhere, ahead) in counts.items()}


@cache
def _phrases() -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """Return, for the first word of a phrase, all phrases of harm with their group, longest first."""
    filed: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for group, listed in counted().harm.items():
        for phrase in listed:
            words = tuple(tokens_of(phrase).low)
            filed.setdefault(words[0], []).append((words, group))
    return {word: tuple(sorted(held, key=lambda pair: -len(pair[0]))) for word, held in filed.items()}


@cache
def _load() -> Weights:
    return msgspec.json.decode(WEIGHTS.read_bytes(), type=Weights)
