"""Decoding: the best tags and their probability, against all paths counted out."""

from itertools import pairwise, product

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.reading import labels
from reportedly.reading.decoding import Chain, Floats, best_path, best_paths, best_tags, spans_of


def path_score(chain: Chain, emissions: Floats, path: tuple[int, ...]) -> float:
    """Return the score of one path through [T, K] emissions."""
    steps = sum(float(chain.transitions[a, b]) for a, b in pairwise(path))
    own = sum(float(emissions[t, k]) for t, k in enumerate(path))
    return float(chain.first[path[0]]) + steps + own


@settings(deadline=None)
@given(st.integers(0, 2**32 - 1), st.integers(1, 5), st.integers(2, 4), st.booleans())
def test_the_best_tags_and_their_probability_are_those_of_brute_force(
    seed: int, length: int, tags: int, forbid: bool,  # noqa: FBT001 - hypothesis gives it
) -> None:  # fmt: skip
    """On small random CRFs, impossible steps among them, all paths are counted out and agree."""
    random = np.random.default_rng(seed)
    transitions = random.normal(size=(tags, tags)).astype(np.float32)
    first = random.normal(size=tags).astype(np.float32)
    if forbid:
        transitions[0, tags - 1] = first[tags - 1] = -1e4
    chain = Chain(transitions, first)
    emissions = (3 * random.normal(size=(2, length, tags))).astype(np.float32)
    paths, sure = best_tags(chain, emissions)
    for s in range(2):
        every = {p: path_score(chain, emissions[s], p) for p in product(range(tags), repeat=length)}
        best = max(every.values())
        total = best + np.log(sum(np.exp(v - best) for v in every.values()))
        found = tuple(int(k) for k in paths[s])
        assert np.isclose(every[found], best, atol=1e-3)
        assert np.isclose(sure[s], best - total, atol=1e-3)


def test_no_words_have_an_empty_path_that_is_certain() -> None:
    """An empty sequence has one path, of probability 1."""
    chain = Chain(np.zeros((3, 3), np.float32), np.zeros(3, np.float32))
    paths, sure = best_tags(chain, np.zeros((2, 0, 3), np.float32))
    assert paths.shape == (2, 0)
    assert sure.tolist() == [0.0, 0.0]


def test_spans_of_reads_begin_and_inner_tags() -> None:
    """A begin tag straight after a span of its own kind starts another."""
    b0, i0, b1, i1 = labels.begin(0), labels.inner(0), labels.begin(1), labels.inner(1)
    tags = np.array([b0, i0, b0, 0, b1, i1, i1, b0])
    assert spans_of(tags, 2) == [[(0, 2), (2, 3), (7, 8)], [(4, 7)]]


@given(st.lists(st.tuples(st.integers(0, 2), st.integers(1, 4), st.integers(0, 2)), max_size=8))
def test_spans_written_as_tags_come_back(runs: list[tuple[int, int, int]]) -> None:
    """Any spans without overlap, written as BIO tags, are read as the same spans."""
    wanted: list[list[tuple[int, int]]] = [[], [], []]
    tags: list[int] = []
    for kind, size, gap in runs:
        tags += [0] * gap
        wanted[kind].append((len(tags), len(tags) + size))
        tags += [labels.begin(kind)] + [labels.inner(kind)] * (size - 1)
    assert spans_of(np.array(tags, np.int64), 3) == wanted


@settings(deadline=None)
@given(st.integers(0, 2**32 - 1), st.integers(0, 12), st.integers(2, 5))
def test_one_sequence_is_decoded_as_many_are(seed: int, length: int, tags: int) -> None:
    """The plain loop for one sequence finds the tags that the arrays find."""
    random = np.random.default_rng(seed)
    chain = Chain(
        random.normal(size=(tags, tags)).astype(np.float32), random.normal(size=tags).astype(np.float32)
    )
    emissions = (3 * random.normal(size=(length, tags))).astype(np.float32)
    assert best_path(chain, emissions).tolist() == best_paths(chain, emissions[None])[0][0].tolist()
