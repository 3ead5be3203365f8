"""Embedding: what vectors say, that they are the same in any company, and a clear word where files lack."""

import hashlib
import json
import shutil
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.errors import ModelMissingError
from reportedly.tracing import embedding
from reportedly.tracing.comparing import Verdict, compare
from reportedly.tracing.embedding import SIZE, embed
from reportedly.tracing.slots import Slot
from reportedly.tracing.stories import stories_of
from tests.tracing.made import statement

MODELS = Path(str(files("reportedly") / "models"))


def test_the_same_in_other_words_is_nearer_than_another_matter() -> None:
    """Words that share no stem are told to be near where they say the same."""
    one, same, other = embed(
        [
            "Troops shelled the village overnight.",
            "Soldiers fired artillery at a hamlet during the night.",
            "Grain prices fell by a third.",
        ]
    )
    assert one @ same > 0.4
    assert one @ other < 0.25


def test_a_text_without_words_is_the_zero_vector() -> None:
    """So is one of which no letter is known."""
    found = embed(["", " \n", "?! …", "\ud800", "𓂀"])
    assert found.shape == (5, SIZE)
    assert not found.any()


def test_vectors_do_not_depend_on_their_company() -> None:
    """A text has one unit vector, alone or among others, however long the others are."""
    text = "The ferry at Brodets has stopped."
    alone, among = embed([text])[0], embed(["a " * 5000, text])[1]
    assert (alone == among).all()
    assert alone @ alone == pytest.approx(1.0, abs=1e-5)


@given(st.permutations(["the", "ferry", "at", "Brodets", "has", "stopped", "on", "Monday"]))
def test_the_order_of_words_does_not_change_a_bit(words: list[str]) -> None:
    """Sums are of whole numbers, so that they are exact in any order."""
    said = "the ferry at Brodets has stopped on Monday"
    assert (embed([" ".join(words)]) == embed([said])).all()


@given(st.lists(st.text(max_size=80), max_size=6))
def test_any_text_has_a_unit_vector_or_none(texts: list[str]) -> None:
    """Whatever it is made of."""
    lengths = np.linalg.norm(embed(texts), axis=1)
    assert all(length == 0 or length == pytest.approx(1.0, abs=1e-5) for length in lengths)


def test_a_long_text_is_read_to_its_first_pieces() -> None:
    """What comes after the 254th piece changes nothing, and takes no time."""
    start = "The ferry has stopped. " * 60
    assert (embed([start + "grain " * 1_000_000]) == embed([start])).all()


def test_what_is_shipped_is_what_was_made() -> None:
    """The manifest's hashes, its size and the shapes of the arrays agree."""
    manifest = json.loads((MODELS / "meaning" / "manifest.json").read_text(encoding="utf-8"))
    for name, expected in manifest["files"].items():
        path = (MODELS if "/" in name else MODELS / "meaning") / name
        assert hashlib.sha256(path.read_bytes()).hexdigest() == expected
    assert manifest["size"] == SIZE == np.load(MODELS / "meaning" / "pieces.npy", mmap_mode="r").shape[1]


@pytest.mark.parametrize(
    "spoilt", ["meaning/pieces.npy", "meaning/weights.npy", "attribution/tokenizer.json"]
)
@pytest.mark.parametrize("gone", [True, False])
def test_a_model_that_is_not_whole_is_refused(
    spoilt: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, gone: bool
) -> None:
    """A file that is missing, or is not the one that was measured, is named."""
    shutil.copytree(MODELS / "meaning", tmp_path / "models" / "meaning")
    (tmp_path / "models" / "attribution").mkdir()
    shutil.copy(MODELS / "attribution" / "tokenizer.json", tmp_path / "models" / "attribution")
    path = tmp_path / "models" / spoilt
    if gone:
        path.unlink()
    else:
        path.write_bytes(path.read_bytes()[:-1] + b"?")
    monkeypatch.setattr(embedding, "files", lambda _: tmp_path)
    embedding._loaded.cache_clear()  # noqa: SLF001 -- a model loaded by another test would hide it
    try:
        with pytest.raises(ModelMissingError, match="meaning" if gone else path.name):
            embed(["a bridge"])
    finally:
        embedding._loaded.cache_clear()  # noqa: SLF001


def test_a_comparison_gives_its_reasons() -> None:
    """The same words of one speaker in two reports score above others, and the slots say why."""
    said = "Nine drones have hit the dam at Velikovo."
    one, other = (statement(r, said, r, "Olena Marchuk") for r in ("Herald", "Post"))
    found = compare(one, other)
    verdicts = {r.slot: r.verdict for r in found.reasons}
    assert verdicts[Slot.RUN] is verdicts[Slot.WHO] is verdicts[Slot.MEANING] is Verdict.SAME
    assert found.score > compare(one, statement("Wire", "Schools stay closed.", "Wire", "Petro Hnat")).score


def test_reports_on_one_happening_are_one_story() -> None:
    """Two tellings of a ferry's end are a story; exports are another; a month later it is not the same."""
    ferry = "The ferry at Brodets has stopped after shells hit its landing stage on Monday."
    again = "Shells hit the landing stage at Brodets on Monday, and the ferry has stopped."
    grain = "Grain exports through the port of Stara Hora fell by a third in February."
    found = stories_of(
        [
            ("r1", ferry, "2026-03-03"),
            ("r2", again, "2026-03-04"),
            ("r3", grain, "2026-03-04"),
            ("r4", ferry, "2026-05-04"),
        ]
    )
    assert frozenset({"r1", "r2"}) in found
    assert frozenset({"r3"}) in found
    assert frozenset({"r4"}) in found
