"""Tuning with torch: the network out of the shipped files, learning, going on after a kill.

Skipped where torch is not installed: it belongs to the extra `train`, and not to what the checks need.
"""

from pathlib import Path

import pytest

pytest.importorskip("torch", reason="needs torch: pip install 'reportedly[train]'")
pytest.importorskip("onnx", reason="needs onnx: pip install 'reportedly[train]'")

import numpy as np
import torch

from reportedly.errors import ModelMissingError
from reportedly.reading.encoder import Encoder
from reportedly.reading.models import manifest_of, model_folder
from reportedly.reading.words import split_words
from reportedly.tuning.corrections import own_reading
from reportedly.tuning.fit import Plan, tuned
from reportedly.tuning.network import Network
from reportedly.tuning.weights import from_onnx
from reportedly.tuning.writing import write_model
from tests.made import TEXT


class KilledError(Exception):
    """The run ends here."""


def plan(epochs: int) -> Plan:
    """Return a plan to learn one report."""
    base = model_folder()
    return Plan(base, (own_reading(Encoder(base), "one", TEXT),), epochs, 1, "mark")


def same(one: Network, other: Network) -> bool:
    """Return whether two networks have the same weights to the bit."""
    theirs = other.state_dict()
    return all(torch.equal(value, theirs[name]) for name, value in one.state_dict().items())


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Network:
    """Return a network tuned for two epochs without a stop."""
    return tuned(plan(2), tmp_path_factory.mktemp("whole"), lambda *_: None)


def test_the_shipped_files_give_the_network_back(tmp_path: Path) -> None:
    """Made of the int8 files and written again, the model is the same to the bit."""
    base = model_folder()
    write_model(from_onnx(base), base, tmp_path / "again", "round trip")
    old, new = manifest_of(base), manifest_of(tmp_path / "again")
    assert new["files"]["roles.onnx"] == old["files"]["roles.onnx"]
    assert (new["flat_crf"], new["role_crf"]) == (old["flat_crf"], old["role_crf"])
    words = split_words(TEXT)
    one, other = (Encoder(folder) for folder in (base, tmp_path / "again"))
    for window in one.windows(words):
        a, b = one.score(words, window), other.score(words, window)
        for name in ("hidden", "flat", "anchors", "fork"):
            assert np.array_equal(getattr(a, name), getattr(b, name)), name


def test_a_run_that_was_killed_ends_at_the_same_weights(tmp_path: Path, whole: Network) -> None:
    """A checkpoint holds all that the rest depends on."""

    def kill(share: float, _loss: float) -> None:
        if share == 1:
            raise KilledError

    with pytest.raises(KilledError):
        tuned(plan(2), tmp_path, kill)
    assert (tmp_path / "checkpoint.pt").is_file()
    steps: list[float] = []
    again = tuned(plan(2), tmp_path, lambda share, _: steps.append(share))
    assert len(steps) == 1
    assert same(again, whole)


def test_a_checkpoint_of_another_plan_is_not_gone_on_from(tmp_path: Path) -> None:
    """Other judgements begin anew."""
    tuned(plan(1), tmp_path, lambda *_: None)
    one = plan(1)
    steps: list[float] = []
    other = Plan(one.base, one.articles, 1, 1, "another mark")
    tuned(other, tmp_path, lambda share, _: steps.append(share))
    assert len(steps) == 1


def test_only_the_upper_half_learns_and_facts_read_as_before(tmp_path: Path, whole: Network) -> None:
    """Hidden states at the fork, which the facts tower stands on, do not change by a bit; the rest does."""
    base = model_folder()
    name = write_model(whole, base, tmp_path / "tuned", "test")
    assert name != manifest_of(base)["name"]
    one, other = Encoder(base), Encoder(tmp_path / "tuned")
    assert other.name == name
    words = split_words(TEXT)
    for window in one.windows(words):
        a, b = one.score(words, window), other.score(words, window)
        assert np.array_equal(a.fork, b.fork)
        assert not np.array_equal(a.hidden, b.hidden)
    assert manifest_of(tmp_path / "tuned" / "facts") == manifest_of(base / "facts")


def test_a_folder_that_is_no_model_is_told(tmp_path: Path) -> None:
    """Files that are not there, or hold something else, end with the folder's name."""
    with pytest.raises(ModelMissingError, match="no model that can be tuned"):
        from_onnx(tmp_path)
