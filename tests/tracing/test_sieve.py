"""Sieve: what it lets fall cannot reach the score, whatever two statements say."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.record import Act, Kind, Status
from reportedly.tracing.comparing import score_of
from reportedly.tracing.profile import profile_of
from reportedly.tracing.sieve import may_reach, traits_of
from reportedly.tracing.statement import Named, Statement, StatementKind
from tests.tracing.made import statement

WORDS = (
    *("the", "dam", "at", "Velikovo", "Orlivka", "was", "hit", "by", "nine", "drones", "on", "Monday", "and"),
    *("no", "12", "people", "died", "“", "”", "not", "Russia"),
)
PLACES = (
    Named(name="Velikovo", country="UA", region="14"),
    Named(name="Orlivka", geonames_id=7),
    Named(name="Kharkiv region", country="UA", region="14", broad=True),
    Named(name="Russia", wide=True),
)


@st.composite
def said(draw: st.DrawFn) -> Statement:
    """Return a statement of any sort, its words a jumble of few words, so that rows of them recur."""
    words = draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=30))
    low = draw(st.sampled_from([None, 3.0, 12.0, 40.0]))
    return statement(
        draw(st.sampled_from(["r1", "r2"])),
        " ".join(words),
        "Herald",
        draw(st.sampled_from(["Olena Marchuk", "Marchuk", "Ivan Moroz"])),
        last=draw(st.sampled_from([Kind.PERSON, Kind.UNNAMED])),
        kind=draw(st.sampled_from(list(StatementKind))),
        act=draw(st.sampled_from([None, *Act])),
        status=draw(st.sampled_from(list(Status))),
        side=draw(st.sampled_from([None, "russia"])),
        head=" ".join(words[:3]),
        type=draw(st.sampled_from([None, "killed", "ASSAULT"])),
        unit=draw(st.sampled_from([None, "people"])),
        low=low,
        high=draw(st.sampled_from([None, low])),
        approx=draw(st.booleans()),
        actors=tuple(draw(st.lists(st.sampled_from(["Russian troops", "rebels", "Kyiv"]), max_size=2))),
        recipients=tuple(draw(st.lists(st.sampled_from(["the dam", "Ukraine"]), max_size=2))),
        places=tuple(draw(st.lists(st.sampled_from(PLACES), max_size=2, unique=True))),
        when=draw(st.sampled_from([None, "2026-03-02", "2026-03-03", "2026-03", "2026-05"])),
    )


@settings(max_examples=300, deadline=None)
@given(
    st.lists(said(), min_size=2, max_size=6), st.floats(0.45, 1.0), st.sampled_from([0.05, 0.15, 0.25, 0.6])
)
def test_no_pair_that_reaches_a_score_is_let_fall(
    statements: list[Statement], cosine: float, least: float
) -> None:
    """The bound is never below the score."""
    profiles = [profile_of(s) for s in statements]
    traits = traits_of(profiles)
    one, other = np.triu_indices(len(profiles), 1)
    kept = set(may_reach(least, traits, traits, (one, other), np.full(len(one), cosine)).tolist())
    for pair, (a, b) in enumerate(zip(one.tolist(), other.tolist(), strict=True)):
        assert pair in kept or score_of(profiles[a], profiles[b], cosine, 1.0) < least


def test_pairs_that_share_nothing_fall() -> None:
    """Two statements without a word in common are not scored, near as their vectors may be."""
    profiles = [
        profile_of(statement("r1", "nine drones hit the dam at Velikovo", "Herald", "Olena Marchuk")),
        profile_of(statement("r2", "grain exports fell steeply in March", "Post", "Ivan Moroz")),
    ]
    traits = traits_of(profiles)
    assert not len(may_reach(0.15, traits, traits, (np.array([0]), np.array([1])), np.array([0.7])))
