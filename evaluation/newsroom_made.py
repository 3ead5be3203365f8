"""Newsrooms that retell each other, generated: readings whose claims and origins are known."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from hashlib import blake2b

import numpy as np
import numpy.typing as npt

from reportedly.record import Act, Attribution, Kind, Manner, Reading, Report, Source, Voice, cite, report_id
from reportedly.tracing.embedding import SIZE

_SYLLABLES = "ba do ka lu mi no pe ra si to ve zo hri sta kra mol dov ten gor vil nem ush".split()  # noqa: SIM905 -- reads as a list
_OPENINGS = (
    "",
    "overnight, ",
    "in the early hours ",
    "shortly before dawn ",
    "late in the evening ",
    "under heavy fire ",
)
_MIDDLES = (
    "{n} {thing} were {done} near {place}",
    "near {place}, {n} {thing} have been {done}",
    "{place} has seen {n} {thing} {done}",
    "the loss of {n} {thing}, {done} close to {place}, is confirmed",
    "as many as {n} {thing} around {place} ended up {done}",
    "strikes on {place} left {n} {thing} {done}",
)
_ENDINGS = (
    "",
    " and the road is closed",
    ", with repairs under way",
    " while residents hid in cellars",
    " before help arrived",
    ", the third such case this month",
)
_THINGS = ("bridges", "depots", "power stations", "warehouses", "rail cars", "boats", "schools", "trucks")
_DONE = ("destroyed", "damaged", "hit", "burnt", "shelled")
_ROUNDED = 20
"""A number up to this is not rounded."""
_START = date(2026, 3, 2)


@dataclass(frozen=True)
class Habits:
    """How newsrooms behave, as shares of retellings."""

    drop: float = 0.0
    """Leaves the credit out."""
    paraphrase: float = 0.5
    """Says it in other words."""
    round: float = 0.3
    """Rounds the number."""
    unnamed: float = 0.2
    """Of first-hand reports: the voice is not named."""


@dataclass
class Made:
    """What was generated."""

    readings: list[Reading] = field(default_factory=list)
    claim: dict[str, int] = field(default_factory=dict)
    """Report id to claim."""
    root: dict[str, int] = field(default_factory=dict)
    """Report id to first-hand report."""


@dataclass
class _Told:
    """One report as the generator knows it."""

    outlet: str
    middles: tuple[int, ...]
    """Which middles its line uses: reporters who do not know of each other do not find the same words."""
    voice: tuple[str, Kind] | None
    day: date
    number: int
    form: tuple[int, int, int]
    """Which opening, middle and ending its words are made of."""
    root: int


def newsrooms(reports: int, habits: Habits, seed: int) -> Made:
    """Return about `reports` readings of claims retold among outlets; the same seed gives the same."""
    draw = random.Random(seed)  # noqa: S311 -- a simulation
    outlets = [
        f"{_name(draw)} {draw.choice(('Herald', 'Post', 'Wire', 'Tribune', 'Courier'))}"
        for _ in range(max(12, int(reports**0.5)))
    ]
    outlets = list(dict.fromkeys(outlets))
    made = Made()
    claim = 0
    while len(made.readings) < reports:
        claim += 1
        place, thing, done = _name(draw), draw.choice(_THINGS), draw.choice(_DONE)
        number = draw.randint(3, 90) * draw.choice((1, 1, 10)) + draw.randint(0, 4)
        roots = draw.choice((1, 1, 1, 2, 2, 3, 4))
        told: list[_Told] = []
        day = _START + timedelta(days=draw.randint(0, max(1, reports // 50)))
        for k in range(roots):
            free = [o for o in outlets if o not in {t.outlet for t in told}]
            voice: tuple[str, Kind] | None = (f"{_name(draw)} {_name(draw)}", Kind.PERSON)
            if draw.random() < habits.unnamed:
                voice = draw.choice((None, ("a security official", Kind.UNNAMED)))
            own = tuple(range(k, len(_MIDDLES), roots))
            told.append(_Told(draw.choice(free), own, voice, day, number, _form(draw, own), k))
            _put(
                made,
                told[-1],
                claim,
                (),
                _words(told[-1].form, n=number, thing=thing, done=done, place=place),
            )
        for _ in range(min(draw.randint(0, 8) + draw.randint(0, 8), reports)):
            parent = draw.choice(told)
            free = [o for o in outlets if o not in {t.outlet for t in told}]
            if not free:
                break
            words = _form(draw, parent.middles) if draw.random() < habits.paraphrase else parent.form
            n = (
                round(parent.number, -1)
                if parent.number > _ROUNDED and draw.random() < habits.round
                else parent.number
            )
            dropped = draw.random() < habits.drop
            new = _Told(
                draw.choice(free),
                parent.middles,
                parent.voice,
                parent.day + timedelta(days=draw.randint(0, 1)),
                n,
                words,
                parent.root,
            )
            told.append(new)
            credit = () if dropped else ((parent.outlet, Kind.OUTLET),)
            shown = _Told(
                new.outlet, new.middles, None if dropped else new.voice, new.day, n, words, new.root
            )
            _put(made, shown, claim, credit, _words(words, n=n, thing=thing, done=done, place=place))
    return made


def _name(draw: random.Random) -> str:
    return "".join(draw.choice(_SYLLABLES) for _ in range(draw.randint(2, 3))).capitalize()


def _form(draw: random.Random, middles: tuple[int, ...]) -> tuple[int, int, int]:
    return draw.randrange(len(_OPENINGS)), draw.choice(middles), draw.randrange(len(_ENDINGS))


def _words(form: tuple[int, int, int], **slots: object) -> str:
    opening, middle, ending = form
    return (_OPENINGS[opening] + _MIDDLES[middle] + _ENDINGS[ending]).format(**slots)


def _put(made: Made, told: _Told, claim: int, credit: tuple[tuple[str, Kind], ...], content: str) -> None:
    """Write one report and its reading."""
    voices = [*credit, *([told.voice] if told.voice else [])]
    who = voices[-1] if voices else None
    opening = f"{told.outlet} has learnt on {told.day:%A}.\n\n"
    by = f", {credit[0][0]} reported" + (f", citing {told.voice[0]}" if told.voice else "") if credit else ""
    by = by or (f", {told.voice[0]} said" if told.voice else "")
    text = (
        opening + content[0].upper() + content[1:] + by + f".\n\nNumber {len(made.readings)} of this paper."
    )
    report = Report(
        id=report_id(text, told.outlet),
        outlet=told.outlet,
        published=told.day.isoformat(),
        language="en",
        text=text,
    )
    span = cite(text, len(opening), len(opening) + len(content))
    publisher = Voice(who=told.outlet, kind=Kind.OUTLET)
    chain = (
        publisher,
        *(Voice(who=w, kind=k, citation=cite(text, (at := text.rindex(w)), at + len(w))) for w, k in voices),
    )
    source = Source(
        id="s1", who=who[0] if who else told.outlet, kind=who[1] if who else Kind.OUTLET, named=True
    )
    said = Attribution(
        id="a1",
        speaker="s1",
        source=(),
        cue=(),
        content=(span,),
        manner=Manner.INDIRECT,
        act=Act.SAY,
        chain=chain,
        confidence=1.0,
    )
    made.readings.append(Reading(report=report, sources=(source,), attributions=(said,)))
    made.claim[report.id] = claim
    made.root[report.id] = told.root


@lru_cache(maxsize=200_000)
def _word(word: str) -> npt.NDArray[np.float32]:
    seed = int.from_bytes(blake2b(word.encode(), digest_size=8).digest(), "big")
    return np.random.Generator(np.random.PCG64(seed)).standard_normal(SIZE).astype(np.float32)


def hashed_vectors(texts: Sequence[str]) -> npt.NDArray[np.float32]:
    """Return unit vectors, float32[N, 384], that are the nearer the more words two texts share."""
    vectors = np.array(
        [sum((_word(w) for w in set(t.casefold().split())), np.zeros(SIZE, np.float32)) for t in texts]
    )
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    found: npt.NDArray[np.float32] = (vectors / np.maximum(lengths, 1e-9)).astype(np.float32)
    return found
