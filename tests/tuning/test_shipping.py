"""What becomes of a tuned model: kept with its card, or refused. Learning itself is stood in for."""

import shutil
import sys
from pathlib import Path
from types import ModuleType

import pytest

from reportedly.reading.encoder import Encoder
from reportedly.reading.models import model_folder
from reportedly.tuning import tune as tuning
from reportedly.tuning.corrections import Example, own_reading
from reportedly.tuning.tune import Material, Outcome, tune
from tests.made import TEXT


def stand_in(monkeypatch: pytest.MonkeyPatch, refused: list[str]) -> None:
    """Put in place a learning that changes nothing, and a verdict."""
    fit, writing = ModuleType("reportedly.tuning.fit"), ModuleType("reportedly.tuning.writing")

    def write_model(_network: object, base: Path, out: Path, _source: str) -> str:
        shutil.copytree(base, out)
        return "tuned-1"

    fit.Plan = lambda *_: None  # type: ignore[attr-defined]  # a module made here
    fit.tuned = lambda *_: None  # type: ignore[attr-defined]  # as above
    writing.write_model = write_model  # type: ignore[attr-defined]  # as above
    monkeypatch.setitem(sys.modules, "reportedly.tuning.fit", fit)
    monkeypatch.setitem(sys.modules, "reportedly.tuning.writing", writing)
    monkeypatch.setattr(tuning, "refusals", lambda *_, **__: refused)


def tuned_into(out: Path) -> Outcome:
    """Return the outcome of tuning on one report."""
    article = own_reading(Encoder(model_folder()), "one", TEXT)
    one = Example(story="one", article=article, learned=None, judged=3, changed=1)
    material = Material(learned=(one,), held=(one,), others=(("two", TEXT),), guard=(("three", TEXT),))
    return tune(
        material, model_folder(), out, gold=(), epochs=1, seed=1, say=lambda _: None, told=lambda *_: None
    )


def test_a_model_that_passes_is_kept_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder loads as a model, holds the facts tower and a card, and nothing unfinished is left."""
    stand_in(monkeypatch, [])
    outcome = tuned_into(tmp_path / "mine")
    assert outcome.shipped
    assert Encoder(tmp_path / "mine").name
    assert (tmp_path / "mine" / "facts" / "manifest.json").is_file()
    assert outcome.model in (tmp_path / "mine" / "MODEL_CARD.md").read_text(encoding="utf-8")
    assert [each.name for each in tmp_path.iterdir()] == ["mine"]


def test_a_model_that_is_refused_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither the model nor its checkpoints stay; the scores and the reason do."""
    stand_in(monkeypatch, ["it is worse"])
    outcome = tuned_into(tmp_path / "mine")
    assert not outcome.shipped
    assert outcome.refused == ("it is worse",)
    assert outcome.guard[0].before == outcome.guard[0].after == 100
    assert list(tmp_path.iterdir()) == []
